//! Reported clauses that the model read as the subject of the verb that reports them: "Rebels shelled the port on Monday, officials
//! said."
//!
//! A verb has one subject. Where one has two, with a comma between them, and the first is described by a participle, the participle
//! is the verb of what is reported and the first noun its subject.

use super::model::Prediction;
use super::{Relation, Upos, Xpos};

/// Repairs every such clause of a sentence.
pub(super) fn clauses(words: &[&str], predictions: &mut [Prediction]) {
    for reports in 0..predictions.len() {
        if let Some(clause) = clause_of(words, predictions, reports) {
            turn(predictions, &clause, reports);
        }
    }
}

/// What is reported before the verb that reports it.
struct Clause {
    subject: usize,
    verb: usize,
    comma: usize,
}

fn clause_of(words: &[&str], predictions: &[Prediction], reports: usize) -> Option<Clause> {
    if !matches!(predictions[reports].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) {
        return None;
    }
    let is_subject = |place: &usize| {
        predictions[*place].governor == reports + 1 && predictions[*place].relation == Relation::Nsubj
    };
    let mut subjects = (0..predictions.len()).filter(is_subject);
    let (subject, speaker) = (subjects.next()?, subjects.next()?);
    let describes = |place: &usize| {
        let reading = &predictions[*place];
        reading.governor == subject + 1 && reading.relation == Relation::Acl && reading.upos == Upos::Verb
    };
    let verb = (subject + 1..speaker.min(reports)).find(describes)?;
    // "Taken" and "known" are participles alone.
    let past = words[verb].to_lowercase();
    let finite = !past.ends_with("en") && !past.ends_with("wn") && !past.ends_with("ing");
    let comma = (verb + 1..speaker.min(reports)).rev().find(|place| words[*place] == ",")?;
    finite.then_some(Clause { subject, verb, comma })
}

/// Makes the participle the verb of a clause of its own. Without an object it is passive, as in headlines: "Three killed, police say".
fn turn(predictions: &mut [Prediction], Clause { subject, verb, comma }: &Clause, reports: usize) {
    let (subject, verb) = (*subject, *verb);
    let active = predictions.iter().any(|one| one.governor == verb + 1 && one.relation == Relation::Obj);
    let of_clause = |one: &&mut Prediction| one.governor == subject + 1 || one.governor == reports + 1;
    for reading in predictions[verb + 1..=*comma].iter_mut().filter(of_clause) {
        reading.governor = verb + 1;
    }
    let relation = if active { Relation::Nsubj } else { Relation::NsubjPass };
    predictions[subject] = Prediction { governor: verb + 1, relation, ..predictions[subject] };
    let xpos = if active { Xpos::Vbd } else { predictions[verb].xpos };
    predictions[verb] =
        Prediction { governor: reports + 1, relation: Relation::Ccomp, xpos, ..predictions[verb] };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(upos: Upos, xpos: Xpos, governor: usize, relation: Relation) -> Prediction {
        Prediction { upos, xpos, governor, relation, ..Prediction::default() }
    }

    #[test]
    fn a_verb_with_two_subjects_reports_what_the_first_did() {
        for (verb, object, expected) in [
            ("shelled", Relation::Obj, Some(Relation::Nsubj)),
            ("trapped", Relation::Obl, Some(Relation::NsubjPass)),
            ("taken", Relation::Obl, None),
        ] {
            let words = ["Rebels", verb, "Tarven", ",", "officials", "said"];
            let mut predictions = [
                reading(Upos::Noun, Xpos::Nns, 6, Relation::Nsubj),
                reading(Upos::Verb, Xpos::Vbn, 1, Relation::Acl),
                reading(Upos::Propn, Xpos::Nnp, 2, object),
                reading(Upos::Punct, Xpos::Comma, 6, Relation::Punct),
                reading(Upos::Noun, Xpos::Nns, 6, Relation::Nsubj),
                reading(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
            ];
            clauses(&words, &mut predictions);
            let found = [0, 1].map(|place| (predictions[place].governor, predictions[place].relation));
            let unchanged = [(6, Relation::Nsubj), (1, Relation::Acl)];
            let clause = |subject| [(2, subject), (6, Relation::Ccomp)];
            assert_eq!(found, expected.map_or(unchanged, clause), "{verb}");
        }
    }

    #[test]
    fn one_subject_is_left_alone() {
        let words = ["Rebels", "trapped", "there", ",", "said"];
        let before = [
            reading(Upos::Noun, Xpos::Nns, 5, Relation::Nsubj),
            reading(Upos::Verb, Xpos::Vbn, 1, Relation::Acl),
            reading(Upos::Adv, Xpos::Rb, 2, Relation::Advmod),
            reading(Upos::Punct, Xpos::Comma, 5, Relation::Punct),
            reading(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
        ];
        let mut predictions = before;
        clauses(&words, &mut predictions);
        assert_eq!(predictions, before);
    }
}
