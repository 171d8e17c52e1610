//! Clauses that the model read as phrases: a verb as a participle of its subject ("Flooding destroyed hundreds of homes."), a
//! subject as the object of a preposition ("… after riots erupted"), the hostages as a modifier of the word "hostage".
//!
//! A past participle that describes a noun is passive and has no object of its own. Where a noun with such a participle and its
//! object makes up a whole sentence with no other finite verb than those joined to it, the participle is the verb and the noun its
//! subject. Verbs of giving are left alone: "a man given six months" does have an object.

use super::model::Prediction;
use super::{Relation, Upos, Xpos, relative, reported};

/// Verbs whose passive keeps an object, in the past participle.
const GIVING: &[&str] = &[
    "accorded", "allotted", "allowed", "asked", "assigned", "awarded", "charged", "called", "denied",
    "dubbed", "elected", "fined", "given", "granted", "handed", "labelled", "labeled", "left", "lent",
    "made", "named", "offered", "ordered", "owed", "paid", "promised", "refused", "sent", "served", "shown",
    "sold", "taught", "told",
];

/// Words that begin a clause as conjunctions and a phrase as prepositions.
const EITHER: &[&str] = &["after", "as", "before", "since", "till", "until"];

/// Roles in which people are taken and held, without an article, and the forms of the verbs for it.
const CAPTIVE: &[&str] = &["captive", "hostage", "prisoner"];
const TAKING: &[&str] = &["held", "hold", "holding", "holds", "take", "taken", "takes", "taking", "took"];

/// Repairs a sentence's reading where its own words show that it cannot be right.
pub(super) fn clauses(words: &[&str], predictions: &mut [Prediction]) {
    participles(predictions);
    verbs(words, predictions);
    main_verb_before_a_time(words, predictions);
    relative::participles_on_subjects(words, predictions);
    relative::time_before_clause(words, predictions);
    reported::clauses(words, predictions);
    for captive in 1..predictions.len() {
        if is_taken_as(words, predictions, captive) {
            free_object(predictions, captive);
        }
    }
    for verb in 0..predictions.len() {
        if let Some((opener, subject)) = split_clause(words, predictions, verb) {
            predictions[opener] = Prediction {
                governor: verb + 1,
                relation: Relation::Mark,
                upos: Upos::Sconj,
                ..predictions[opener]
            };
            predictions[subject] =
                Prediction { governor: verb + 1, relation: Relation::Nsubj, ..predictions[subject] };
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

/// Makes the verb the root where everything was read as describing the time after it: "The shooting happened Sunday afternoon."
fn main_verb_before_a_time(words: &[&str], predictions: &mut [Prediction]) {
    let Some(root) = predictions.iter().position(|prediction| prediction.governor == 0) else { return };
    let describes = |verb: &usize| {
        let prediction = &predictions[*verb];
        let past = matches!(prediction.xpos, Xpos::Vbn | Xpos::Vbd) && words[*verb].ends_with("ed");
        prediction.governor == root + 1 && prediction.relation == Relation::Amod && past
    };
    let Some(verb) = (1..root).find(describes) else { return };
    let noun = verb - 1;
    let other = |(place, prediction): (usize, &Prediction)| {
        place != verb && matches!(prediction.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    };
    let of_both = [root + 1, verb + 1].contains(&predictions[noun].governor);
    let nouns = predictions[noun].upos == Upos::Noun && predictions[root].upos == Upos::Noun;
    if !of_both || !nouns || predictions.iter().enumerate().any(other) {
        return;
    }
    for prediction in predictions[..noun].iter_mut().filter(|prediction| prediction.governor == root + 1) {
        prediction.governor = noun + 1;
    }
    predictions[noun] = Prediction { governor: verb + 1, relation: Relation::Nsubj, ..predictions[noun] };
    predictions[root] =
        Prediction { governor: verb + 1, relation: Relation::OblUnmarked, ..predictions[root] };
    predictions[verb] =
        Prediction { governor: 0, relation: Relation::Root, xpos: Xpos::Vbd, ..predictions[verb] };
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

/// The preposition and the noun right before a finite verb that has neither subject nor conjunction of its own, where the noun
/// depends on the verb or both depend on one word: "the minister resigned after / riots / erupted".
fn split_clause(words: &[&str], predictions: &[Prediction], verb: usize) -> Option<(usize, usize)> {
    let prediction = &predictions[verb];
    let finite = matches!(prediction.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let subject = verb.checked_sub(1)?;
    let noun = &predictions[subject];
    let beside = [prediction.governor, verb + 1].contains(&noun.governor)
        && matches!(noun.relation, Relation::Obl | Relation::Nmod);
    if !finite || prediction.relation != Relation::Advcl || !beside {
        return None;
    }
    let mut own = predictions.iter().filter(|other| other.governor == verb + 1);
    if own.any(|other| matches!(other.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Mark)) {
        return None;
    }
    let opens = |&place: &usize| {
        let other = &predictions[place];
        other.governor == subject + 1
            && other.relation == Relation::Case
            && EITHER.contains(&words[place].to_lowercase().as_str())
    };
    (0..subject).find(opens).map(|opener| (opener, subject))
}

/// Makes the participle the verb where it must be; the words are those of one sentence.
fn verbs(words: &[&str], predictions: &mut [Prediction]) {
    let Some(root) = predictions.iter().position(|prediction| prediction.governor == 0) else { return };
    let verb = root + 1;
    let is_finite = |prediction: &Prediction| {
        let joined = prediction.governor == verb + 1 && prediction.relation == Relation::Conj;
        !joined && matches!(prediction.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    };
    if predictions[root].upos != Upos::Noun || predictions.iter().any(is_finite) {
        return;
    }
    if is_active(words, predictions, root, verb) {
        turn(predictions, root, verb);
    }
}

/// Whether the word after the root is a participle of it that has an object, and could be a past tense.
fn is_active(words: &[&str], predictions: &[Prediction], root: usize, verb: usize) -> bool {
    let Some(prediction) = predictions.get(verb) else { return false };
    let word = words[verb].to_lowercase();
    let has_object = predictions
        .iter()
        .skip(verb + 1)
        .any(|other| other.governor == verb + 1 && other.relation == Relation::Obj);
    prediction.governor == root + 1
        && prediction.relation == Relation::Acl
        && prediction.xpos == Xpos::Vbn
        && word.ends_with("ed")
        && !GIVING.contains(&word.as_str())
        && has_object
}

/// Reverses the tree: the verb is the root, the noun its subject; what depended on the noun after the verb depends on the verb.
fn turn(predictions: &mut [Prediction], noun: usize, verb: usize) {
    for prediction in
        predictions.iter_mut().skip(verb + 1).filter(|prediction| prediction.governor == noun + 1)
    {
        prediction.governor = verb + 1;
    }
    predictions[noun].governor = verb + 1;
    predictions[noun].relation = Relation::Nsubj;
    predictions[verb].governor = 0;
    predictions[verb].relation = Relation::Root;
    predictions[verb].xpos = Xpos::Vbd;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prediction(upos: Upos, xpos: Xpos, governor: usize, relation: Relation) -> Prediction {
        Prediction { upos, xpos, governor, relation, ..Prediction::default() }
    }

    #[test]
    fn a_participle_with_an_object_is_the_verb_of_a_sentence_without_one() {
        for (word, object, turned) in [
            ("destroyed", Relation::Obj, true),
            ("destroyed", Relation::Obl, false),
            ("given", Relation::Obj, false),
            ("awarded", Relation::Obj, false),
        ] {
            let words = ["Flooding", word, "homes", "."];
            let mut predictions = [
                prediction(Upos::Noun, Xpos::Nn, 0, Relation::Root),
                prediction(Upos::Verb, Xpos::Vbn, 1, Relation::Acl),
                prediction(Upos::Noun, Xpos::Nns, 2, object),
                prediction(Upos::Punct, Xpos::Stop, 1, Relation::Punct),
            ];
            verbs(&words, &mut predictions);
            let governors = predictions.map(|prediction| prediction.governor);
            assert_eq!(governors, if turned { [2, 0, 2, 2] } else { [0, 1, 2, 1] }, "{word}");
        }
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
    fn a_verb_before_a_time_is_the_main_verb() {
        let words = ["The", "raid", "happened", "Sunday", "afternoon", "."];
        let mut predictions = [
            prediction(Upos::Det, Xpos::Dt, 5, Relation::Det),
            prediction(Upos::Noun, Xpos::Nn, 5, Relation::Compound),
            prediction(Upos::Verb, Xpos::Vbn, 5, Relation::Amod),
            prediction(Upos::Propn, Xpos::Nnp, 5, Relation::Compound),
            prediction(Upos::Noun, Xpos::Nn, 0, Relation::Root),
            prediction(Upos::Punct, Xpos::Stop, 5, Relation::Punct),
        ];
        main_verb_before_a_time(&words, &mut predictions);
        assert_eq!(predictions.map(|prediction| prediction.governor), [2, 3, 0, 5, 3, 5]);
        assert_eq!(predictions[1].relation, Relation::Nsubj);
    }

    #[test]
    fn a_noun_between_a_conjunction_and_a_finite_verb_is_its_subject() {
        for (opener, xpos, mended) in
            [("after", Xpos::Vbd, true), ("during", Xpos::Vbd, false), ("after", Xpos::Vbn, false)]
        {
            let words = ["Markets", "fell", opener, "riots", "erupted"];
            let mut predictions = [
                prediction(Upos::Noun, Xpos::Nns, 2, Relation::Nsubj),
                prediction(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
                prediction(Upos::Adp, Xpos::In, 4, Relation::Case),
                prediction(Upos::Noun, Xpos::Nns, 2, Relation::Obl),
                prediction(Upos::Verb, xpos, 2, Relation::Advcl),
            ];
            clauses(&words, &mut predictions);
            let found = (predictions[2].governor, predictions[3].relation);
            let expected = if mended { (5, Relation::Nsubj) } else { (4, Relation::Obl) };
            assert_eq!(found, expected, "{opener} {xpos:?}");
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

    #[test]
    fn a_sentence_with_a_finite_verb_stays_as_it_was_read() {
        let words = ["homes", "destroyed", "roads", "burned"];
        let before = [
            prediction(Upos::Noun, Xpos::Nns, 0, Relation::Root),
            prediction(Upos::Verb, Xpos::Vbn, 1, Relation::Acl),
            prediction(Upos::Noun, Xpos::Nns, 2, Relation::Obj),
            prediction(Upos::Verb, Xpos::Vbd, 1, Relation::Parataxis),
        ];
        let mut predictions = before;
        verbs(&words, &mut predictions);
        assert_eq!(predictions, before);
    }
}
