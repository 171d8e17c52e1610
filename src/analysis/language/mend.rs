//! Clauses that the model read as phrases: a verb as a noun ("three boys were shot Friday"), the hostages as a modifier of the word
//! "hostage". Clauses with a participle and reported clauses are repaired in `relative` and `reported`.

use super::model::Prediction;
use super::{Relation, Upos, Xpos, relative, reported};

/// Roles in which people are taken and held, without an article, and the forms of the verbs for it.
const CAPTIVE: &[&str] = &["captive", "hostage", "prisoner"];
const TAKING: &[&str] = &["held", "hold", "holding", "holds", "take", "taken", "takes", "taking", "took"];

/// Repairs a sentence's reading where its own words show that it cannot be right.
pub(super) fn clauses(words: &[&str], predictions: &mut [Prediction]) {
    participles(predictions);
    participles_after_objects(predictions);
    relative::participles_on_subjects(words, predictions);
    relative::time_before_clause(words, predictions);
    reported::clauses(words, predictions);
    for captive in 1..predictions.len() {
        if is_taken_as(words, predictions, captive) {
            free_object(predictions, captive);
        }
    }
}

/// Makes verbs of nouns that have what only verbs have: a passive "was" or an object ("three boys were shot Friday", "a man shot
/// four people").
fn participles(predictions: &mut [Prediction]) {
    for place in 0..predictions.len() {
        if predictions[place].upos != Upos::Noun {
            continue;
        }
        let has = |relation| {
            predictions.iter().any(|other| other.governor == place + 1 && other.relation == relation)
        };
        let xpos = match (has(Relation::AuxPass), has(Relation::Obj)) {
            (true, _) => Xpos::Vbn,
            (false, true) if predictions[place].xpos == Xpos::Nn => Xpos::Vbd,
            _ => continue,
        };
        predictions[place].upos = Upos::Verb;
        predictions[place].xpos = xpos;
        // The agent was read as a part of the noun.
        if let Some(before) = place.checked_sub(1).filter(|_| xpos == Xpos::Vbd)
            && predictions[before].governor == place + 1
            && predictions[before].relation == Relation::Compound
        {
            predictions[before].relation = Relation::Nsubj;
            for prediction in predictions[..before].iter_mut().filter(|prediction| {
                prediction.governor == place + 1
                    && matches!(prediction.relation, Relation::Det | Relation::Amod)
            }) {
                prediction.governor = before + 1;
            }
        }
    }
}

/// A verb that completes another one, with the object of that verb before it, has no tense: "left two guards wounded".
fn participles_after_objects(predictions: &mut [Prediction]) {
    for place in 0..predictions.len() {
        let Prediction { xpos: Xpos::Vbd, relation: Relation::Xcomp, governor, .. } = predictions[place]
        else {
            continue;
        };
        let between = predictions.get(governor..place).unwrap_or_default();
        if between.iter().any(|word| word.governor == governor && word.relation == Relation::Obj) {
            predictions[place].xpos = Xpos::Vbn;
        }
    }
}

/// Whether a word is the role in which somebody is taken, and was read as the object with the people before it as part of its name:
/// "took / six guards hostage".
fn is_taken_as(words: &[&str], predictions: &[Prediction], captive: usize) -> bool {
    let (taken, prediction) = (&predictions[captive - 1], &predictions[captive]);
    let Some(verb) = prediction.governor.checked_sub(1) else { return false };
    let is_one_of = |list: &[&str], place: usize| list.contains(&words[place].to_lowercase().as_str());
    prediction.relation == Relation::Obj
        && taken.relation == Relation::Compound
        && taken.governor == captive + 1
        && is_one_of(CAPTIVE, captive)
        && is_one_of(TAKING, verb)
}

/// Makes the noun before the word the object, with everything that depended on the word before it.
fn free_object(predictions: &mut [Prediction], captive: usize) {
    let taken = captive - 1;
    let verb = predictions[captive].governor;
    for prediction in predictions[..taken].iter_mut().filter(|prediction| prediction.governor == captive + 1)
    {
        prediction.governor = taken + 1;
    }
    predictions[taken].governor = verb;
    predictions[taken].relation = Relation::Obj;
    // The mention is the people, not the word for their role.
    predictions[taken].class = predictions[taken].class.or(predictions[captive].class.take());
    predictions[captive].relation = Relation::Xcomp;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prediction(upos: Upos, xpos: Xpos, governor: usize, relation: Relation) -> Prediction {
        Prediction { upos, xpos, governor, relation, ..Prediction::default() }
    }

    #[test]
    fn a_noun_with_a_passive_auxiliary_or_an_object_is_a_verb() {
        for (relation, upos, xpos) in [
            (Relation::AuxPass, Upos::Verb, Xpos::Vbn),
            (Relation::Obj, Upos::Verb, Xpos::Vbd),
            (Relation::Cop, Upos::Noun, Xpos::Nn),
        ] {
            let mut predictions = [
                prediction(Upos::Noun, Xpos::Nn, 2, Relation::Compound),
                prediction(Upos::Noun, Xpos::Nn, 0, Relation::Root),
                prediction(Upos::Noun, Xpos::Nns, 2, relation),
            ];
            participles(&mut predictions);
            assert_eq!((predictions[1].upos, predictions[1].xpos), (upos, xpos), "{relation:?}");
            assert_eq!(predictions[0].relation == Relation::Nsubj, relation == Relation::Obj);
        }
    }

    #[test]
    fn a_verb_after_the_object_that_it_is_said_of_has_no_tense() {
        for (relation, xpos) in [(Relation::Obj, Xpos::Vbn), (Relation::Nsubj, Xpos::Vbd)] {
            let mut predictions = [
                prediction(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
                prediction(Upos::Noun, Xpos::Nns, 1, relation),
                prediction(Upos::Verb, Xpos::Vbd, 1, Relation::Xcomp),
            ];
            participles_after_objects(&mut predictions);
            assert_eq!(predictions[2].xpos, xpos, "{relation:?}");
        }
    }

    #[test]
    fn who_is_taken_hostage_is_the_object() {
        for (verb, captive, mended) in
            [("took", "hostage", true), ("freed", "hostage", false), ("took", "apples", false)]
        {
            let words = ["Gunmen", verb, "six", "guards", captive];
            let mut predictions = [
                prediction(Upos::Noun, Xpos::Nns, 2, Relation::Nsubj),
                prediction(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
                prediction(Upos::Num, Xpos::Cd, 5, Relation::Nummod),
                prediction(Upos::Noun, Xpos::Nns, 5, Relation::Compound),
                prediction(Upos::Noun, Xpos::Nn, 2, Relation::Obj),
            ];
            clauses(&words, &mut predictions);
            let found = [2, 3, 4].map(|place| (predictions[place].governor, predictions[place].relation));
            let (number, people, held) = (Relation::Nummod, Relation::Compound, Relation::Obj);
            let expected = if mended {
                [(4, number), (2, Relation::Obj), (2, Relation::Xcomp)]
            } else {
                [(5, number), (5, people), (2, held)]
            };
            assert_eq!(found, expected, "{verb} {captive}");
        }
    }
}
