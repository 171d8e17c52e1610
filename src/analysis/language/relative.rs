//! Participles that the model read as the verb of a clause whose real verb comes later: "the pupils kidnapped last week have been
//! freed", "fans chanting slogans attacked shops".
//!
//! Two verbs of one subject need a conjunction or a comma between them. Where a later finite verb has neither that nor a subject of
//! its own, the earlier one describes the subject and the later one is the verb of the clause.

use super::model::Prediction;
use super::{Relation, Upos, Xpos};

/// Repairs every such pair in a sentence.
pub(super) fn participles_on_subjects(words: &[&str], predictions: &mut [Prediction]) {
    for finite in 2..predictions.len() {
        let verb = is_finite(predictions, finite) && !has_subject(predictions, finite);
        let participle =
            (1..finite).rev().find(|&place| predictions[place].upos == Upos::Verb).filter(|_| verb);
        let pair = participle.filter(|&participle| is_pair(words, predictions, participle, finite));
        if let Some((participle, subject)) =
            pair.and_then(|place| Some((place, subject_of(predictions, place)?)))
        {
            reattach(predictions, (participle, subject), finite);
        }
    }
    for finite in 2..predictions.len() {
        if let Some(noun) = noun_of_clause(words, predictions, finite) {
            let passive =
                children(predictions, finite).any(|child| predictions[child].relation == Relation::AuxPass);
            take_marks(predictions, noun, finite);
            predictions[finite] = Prediction {
                governor: predictions[noun].governor,
                relation: predictions[noun].relation,
                ..predictions[finite]
            };
            predictions[noun].governor = finite + 1;
            predictions[noun].relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
        }
    }
}

/// Attaches the punctuation after a verb to it instead of to another word.
fn take_marks(predictions: &mut [Prediction], from: usize, verb: usize) {
    for mark in
        predictions[verb..].iter_mut().filter(|mark| mark.governor == from + 1 && mark.upos == Upos::Punct)
    {
        mark.governor = verb + 1;
    }
}

/// Makes the clause the sentence where everything was attached to the time before it: "The day before the authorities reported ten
/// deaths."
pub(super) fn time_before_clause(words: &[&str], predictions: &mut [Prediction]) {
    const TIMES: &[&str] = &["day", "night", "evening", "morning", "week", "month", "year"];
    let Some(time) =
        (0..predictions.len().min(3)).find(|&place| predictions[place].relation == Relation::Root)
    else {
        return;
    };
    let opener = time + 1;
    let opens = words.get(opener).is_some_and(|word| matches!(*word, "before" | "after"));
    if !opens || !TIMES.contains(&words[time].to_lowercase().as_str()) || words.contains(&",") {
        return;
    }
    let clause = |&verb: &usize| {
        matches!(predictions[verb].relation, Relation::Acl | Relation::AclRelcl | Relation::Advcl)
            && predictions[opener].governor == verb + 1
            && is_finite(predictions, verb)
            && has_subject(predictions, verb)
    };
    let Some(verb) = children(predictions, time).find(clause) else { return };
    take_marks(predictions, time, verb);
    predictions[verb] = Prediction { governor: 0, relation: Relation::Root, ..predictions[verb] };
    predictions[time] =
        Prediction { governor: verb + 1, relation: Relation::OblUnmarked, ..predictions[time] };
}

/// The noun that was read as the head of a sentence with two clauses attached, the later of which has no subject: "the man who fled
/// was caught".
fn noun_of_clause(words: &[&str], predictions: &[Prediction], finite: usize) -> Option<usize> {
    let clause = |word: usize| matches!(predictions[word].relation, Relation::Acl | Relation::AclRelcl);
    let noun = predictions[finite].governor.checked_sub(1).filter(|noun| *noun < finite && clause(finite))?;
    let earlier = children(predictions, noun)
        .filter(|&child| child > noun && child < finite)
        .find(|&child| clause(child))?;
    let apart = words[earlier + 1..finite].iter().any(|word| [",", ";", ":", "—", "–"].contains(word));
    let joined = (earlier + 1..finite).any(|place| {
        matches!(predictions[place].upos, Upos::Cconj | Upos::Sconj)
            || predictions[place].governor == finite + 1 && predictions[place].relation == Relation::Mark
    });
    let root = predictions[noun].relation == Relation::Root
        && matches!(predictions[noun].upos, Upos::Noun | Upos::Propn);
    (root && is_finite(predictions, finite) && !has_subject(predictions, finite) && !apart && !joined)
        .then_some(noun)
}

fn children(predictions: &[Prediction], word: usize) -> impl Iterator<Item = usize> {
    (0..predictions.len()).filter(move |&child| predictions[child].governor == word + 1)
}

fn has_auxiliary(predictions: &[Prediction], verb: usize) -> bool {
    children(predictions, verb)
        .any(|child| matches!(predictions[child].relation, Relation::Aux | Relation::AuxPass))
}

/// Whether a verb is the finite one of a clause: in a tense, or with an auxiliary.
fn is_finite(predictions: &[Prediction], verb: usize) -> bool {
    predictions[verb].upos == Upos::Verb
        && (matches!(predictions[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || has_auxiliary(predictions, verb)
            || predictions[verb].xpos == Xpos::Vbn && is_joined_to_past(predictions, verb))
}

/// "attacked and set fire": whether a verb in the past tense is joined to one that could be in the past tense as well.
fn is_joined_to_past(predictions: &[Prediction], verb: usize) -> bool {
    children(predictions, verb).any(|child| {
        predictions[child].relation == Relation::Conj
            && predictions[child].xpos == Xpos::Vbd
            && !has_subject(predictions, child)
    })
}

fn has_subject(predictions: &[Prediction], verb: usize) -> bool {
    subject_of(predictions, verb).is_some()
        || children(predictions, verb)
            .any(|child| matches!(predictions[child].relation, Relation::Csubj | Relation::Expl))
}

fn subject_of(predictions: &[Prediction], verb: usize) -> Option<usize> {
    let subject = |&child: &usize| {
        matches!(predictions[child].relation, Relation::Nsubj | Relation::NsubjPass) && child < verb
    };
    children(predictions, verb).find(subject)
}

/// Whether the later verb is that of the clause in which the earlier one was read as the verb.
fn is_pair(words: &[&str], predictions: &[Prediction], participle: usize, finite: usize) -> bool {
    let form = match predictions[participle].xpos {
        Xpos::Vbn | Xpos::Vbg => true,
        Xpos::Vbd => words[participle].ends_with("ed"),
        _ => false,
    };
    let (one, other) = (&predictions[participle], &predictions[finite]);
    let together = other.governor == participle + 1
        && matches!(
            other.relation,
            Relation::Ccomp | Relation::Xcomp | Relation::Conj | Relation::Parataxis | Relation::Advcl
        )
        || one.governor == other.governor && other.governor != 0 && one.relation == other.relation;
    let near_subject = subject_of(predictions, participle).is_some_and(|subject| {
        subject + 1 == participle && matches!(predictions[subject].upos, Upos::Noun | Upos::Propn)
    });
    let apart =
        words[participle + 1..finite].iter().any(|word| [",", ";", ":", "—", "–", "\"", "”"].contains(word));
    let joined = (participle + 1..finite).any(|place| {
        matches!(predictions[place].upos, Upos::Cconj | Upos::Sconj)
            || predictions[place].governor == finite + 1 && predictions[place].relation == Relation::Mark
    });
    form && together && near_subject && !has_auxiliary(predictions, participle) && !apart && !joined
}

/// Makes the later verb that of the clause, with the subject and what came before it; the participle describes the subject.
fn reattach(predictions: &mut [Prediction], (participle, subject): (usize, usize), finite: usize) {
    let passive = children(predictions, finite).any(|child| predictions[child].relation == Relation::AuxPass);
    if predictions[finite].governor == participle + 1 {
        predictions[finite] = Prediction {
            governor: predictions[participle].governor,
            relation: predictions[participle].relation,
            ..predictions[finite]
        };
    }
    for prediction in
        predictions[..subject].iter_mut().filter(|prediction| prediction.governor == participle + 1)
    {
        prediction.governor = finite + 1;
    }
    predictions[subject].governor = finite + 1;
    predictions[subject].relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
    predictions[participle] =
        Prediction { governor: subject + 1, relation: Relation::Acl, ..predictions[participle] };
    if predictions[participle].xpos == Xpos::Vbd {
        predictions[participle].xpos = Xpos::Vbn;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prediction(upos: Upos, xpos: Xpos, governor: usize, relation: Relation) -> Prediction {
        Prediction { upos, xpos, governor, relation, ..Prediction::default() }
    }

    #[test]
    fn a_participle_before_the_verb_of_its_clause_describes_the_subject() {
        for (between, upos, mended) in
            [("yesterday", Upos::Noun, true), (",", Upos::Punct, false), ("and", Upos::Cconj, false)]
        {
            let words = ["pupils", "kidnapped", between, "were", "freed"];
            let mut predictions = [
                prediction(Upos::Noun, Xpos::Nns, 2, Relation::Nsubj),
                prediction(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
                prediction(upos, Xpos::Nn, 2, Relation::OblUnmarked),
                prediction(Upos::Aux, Xpos::Vbd, 5, Relation::AuxPass),
                prediction(Upos::Verb, Xpos::Vbn, 2, Relation::Ccomp),
            ];
            participles_on_subjects(&words, &mut predictions);
            let found = (predictions[0].governor, predictions[1].governor, predictions[4].governor);
            assert_eq!(found, if mended { (5, 1, 0) } else { (2, 0, 2) }, "{between}");
            assert_eq!(predictions[0].relation == Relation::NsubjPass, mended);
        }
    }

    #[test]
    fn co_ordinated_clauses_share_the_subject_of_the_first() {
        let words = ["fell", "when", "fans", "chanting", "slogans", "attacked"];
        let mut predictions = [
            prediction(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
            prediction(Upos::Adv, Xpos::Wrb, 4, Relation::Advmod),
            prediction(Upos::Noun, Xpos::Nns, 4, Relation::Nsubj),
            prediction(Upos::Verb, Xpos::Vbg, 1, Relation::Advcl),
            prediction(Upos::Noun, Xpos::Nns, 4, Relation::Obj),
            prediction(Upos::Verb, Xpos::Vbd, 1, Relation::Advcl),
        ];
        participles_on_subjects(&words, &mut predictions);
        assert_eq!(predictions.map(|prediction| prediction.governor), [0, 6, 6, 3, 4, 1]);
    }

    #[test]
    fn a_time_at_the_beginning_of_a_sentence_is_not_a_sentence() {
        for (time, mended) in [("day", true), ("house", false)] {
            let words = ["The", time, "before", "guards", "reported", "deaths", "."];
            let mut predictions = [
                prediction(Upos::Det, Xpos::Dt, 2, Relation::Det),
                prediction(Upos::Noun, Xpos::Nn, 0, Relation::Root),
                prediction(Upos::Sconj, Xpos::In, 5, Relation::Mark),
                prediction(Upos::Noun, Xpos::Nns, 5, Relation::Nsubj),
                prediction(Upos::Verb, Xpos::Vbd, 2, Relation::Acl),
                prediction(Upos::Noun, Xpos::Nns, 5, Relation::Obj),
                prediction(Upos::Punct, Xpos::Stop, 2, Relation::Punct),
            ];
            time_before_clause(&words, &mut predictions);
            let governors = predictions.map(|prediction| prediction.governor);
            assert_eq!(governors, if mended { [2, 5, 5, 5, 0, 5, 5] } else { [2, 0, 5, 5, 2, 5, 2] });
        }
    }

    #[test]
    fn a_noun_with_two_clauses_is_the_subject_of_the_one_without() {
        for (pronoun, mended) in [(Upos::Aux, true), (Upos::Cconj, false)] {
            let words = ["men", "who", "fled", "were", "caught", "."];
            let mut predictions = [
                prediction(Upos::Noun, Xpos::Nns, 0, Relation::Root),
                prediction(Upos::Pron, Xpos::Wp, 3, Relation::Nsubj),
                prediction(Upos::Verb, Xpos::Vbd, 1, Relation::AclRelcl),
                prediction(pronoun, Xpos::Vbd, 5, Relation::AuxPass),
                prediction(Upos::Verb, Xpos::Vbn, 1, Relation::AclRelcl),
                prediction(Upos::Punct, Xpos::Stop, 1, Relation::Punct),
            ];
            participles_on_subjects(&words, &mut predictions);
            let governors = predictions.map(|prediction| prediction.governor);
            assert_eq!(governors, if mended { [5, 3, 1, 5, 0, 5] } else { [0, 3, 1, 5, 1, 1] });
        }
    }

    #[test]
    fn a_verb_with_a_subject_of_its_own_stays() {
        let words = ["Police", "announced", "plans", "changed"];
        let before = [
            prediction(Upos::Noun, Xpos::Nns, 2, Relation::Nsubj),
            prediction(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
            prediction(Upos::Noun, Xpos::Nns, 4, Relation::Nsubj),
            prediction(Upos::Verb, Xpos::Vbd, 2, Relation::Ccomp),
        ];
        let mut predictions = before;
        participles_on_subjects(&words, &mut predictions);
        assert_eq!(predictions, before);
    }
}
