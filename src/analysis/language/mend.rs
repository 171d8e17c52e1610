//! Clauses that the model read as phrases: a verb as a participle of its subject ("Flooding destroyed hundreds of homes."), a
//! subject as the object of a preposition ("… after riots erupted"), the hostages as a modifier of the word "hostage".
//!
//! A past participle that describes a noun is passive and has no object of its own. Where a noun with such a participle and its
//! object makes up a whole sentence with no other finite verb than those joined to it, the participle is the verb and the noun its
//! subject. Verbs of giving are left alone: "a man given six months" does have an object.

use super::model::Reading;
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
pub(super) fn clauses(words: &[&str], readings: &mut [Reading]) {
    participles(readings);
    verbs(words, readings);
    main_verb_before_a_time(words, readings);
    relative::participles_on_subjects(words, readings);
    relative::time_before_clause(words, readings);
    reported::clauses(words, readings);
    for captive in 1..readings.len() {
        if is_taken_as(words, readings, captive) {
            free_object(readings, captive);
        }
    }
    for verb in 0..readings.len() {
        if let Some((opener, subject)) = split_clause(words, readings, verb) {
            readings[opener] = Reading {
                governor: verb + 1,
                relation: Relation::Mark,
                upos: Upos::Sconj,
                ..readings[opener]
            };
            readings[subject] =
                Reading { governor: verb + 1, relation: Relation::Nsubj, ..readings[subject] };
        }
    }
}

/// Makes verbs of nouns that have what only verbs have: a passive "was" or an object ("three boys were shot Friday", "a man shot
/// four people").
fn participles(readings: &mut [Reading]) {
    for place in 0..readings.len() {
        if readings[place].upos != Upos::Noun {
            continue;
        }
        let has =
            |relation| readings.iter().any(|other| other.governor == place + 1 && other.relation == relation);
        let xpos = match (has(Relation::AuxPass), has(Relation::Obj)) {
            (true, _) => Xpos::Vbn,
            (false, true) if readings[place].xpos == Xpos::Nn => Xpos::Vbd,
            _ => continue,
        };
        readings[place].upos = Upos::Verb;
        readings[place].xpos = xpos;
        // The agent was read as a part of the noun.
        if let Some(before) = place.checked_sub(1).filter(|_| xpos == Xpos::Vbd)
            && readings[before].governor == place + 1
            && readings[before].relation == Relation::Compound
        {
            readings[before].relation = Relation::Nsubj;
            for reading in readings[..before].iter_mut().filter(|reading| {
                reading.governor == place + 1 && matches!(reading.relation, Relation::Det | Relation::Amod)
            }) {
                reading.governor = before + 1;
            }
        }
    }
}

/// Makes the verb the root where everything was read as describing the time after it: "The shooting happened Sunday afternoon."
fn main_verb_before_a_time(words: &[&str], readings: &mut [Reading]) {
    let Some(root) = readings.iter().position(|reading| reading.governor == 0) else { return };
    let describes = |verb: &usize| {
        let reading = &readings[*verb];
        let past = matches!(reading.xpos, Xpos::Vbn | Xpos::Vbd) && words[*verb].ends_with("ed");
        reading.governor == root + 1 && reading.relation == Relation::Amod && past
    };
    let Some(verb) = (1..root).find(describes) else { return };
    let noun = verb - 1;
    let other = |(place, reading): (usize, &Reading)| {
        place != verb && matches!(reading.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    };
    let of_both = [root + 1, verb + 1].contains(&readings[noun].governor);
    let nouns = readings[noun].upos == Upos::Noun && readings[root].upos == Upos::Noun;
    if !of_both || !nouns || readings.iter().enumerate().any(other) {
        return;
    }
    for reading in readings[..noun].iter_mut().filter(|reading| reading.governor == root + 1) {
        reading.governor = noun + 1;
    }
    readings[noun] = Reading { governor: verb + 1, relation: Relation::Nsubj, ..readings[noun] };
    readings[root] = Reading { governor: verb + 1, relation: Relation::OblUnmarked, ..readings[root] };
    readings[verb] = Reading { governor: 0, relation: Relation::Root, xpos: Xpos::Vbd, ..readings[verb] };
}

/// Whether a word is the role in which somebody is taken, and was read as the object with the people before it as part of its name:
/// "took / six guards hostage".
fn is_taken_as(words: &[&str], readings: &[Reading], captive: usize) -> bool {
    let (taken, reading) = (&readings[captive - 1], &readings[captive]);
    let Some(verb) = reading.governor.checked_sub(1) else { return false };
    let is_one_of = |list: &[&str], place: usize| list.contains(&words[place].to_lowercase().as_str());
    reading.relation == Relation::Obj
        && taken.relation == Relation::Compound
        && taken.governor == captive + 1
        && is_one_of(CAPTIVE, captive)
        && is_one_of(TAKING, verb)
}

/// Makes the noun before the word the object, with everything that depended on the word before it.
fn free_object(readings: &mut [Reading], captive: usize) {
    let taken = captive - 1;
    let verb = readings[captive].governor;
    for reading in readings[..taken].iter_mut().filter(|reading| reading.governor == captive + 1) {
        reading.governor = taken + 1;
    }
    readings[taken].governor = verb;
    readings[taken].relation = Relation::Obj;
    // The mention is the people, not the word for their role.
    readings[taken].class = readings[taken].class.or(readings[captive].class.take());
    readings[captive].relation = Relation::Xcomp;
}

/// The preposition and the noun right before a finite verb that has neither subject nor conjunction of its own, where the noun
/// depends on the verb or both depend on one word: "the minister resigned after / riots / erupted".
fn split_clause(words: &[&str], readings: &[Reading], verb: usize) -> Option<(usize, usize)> {
    let reading = &readings[verb];
    let finite = matches!(reading.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let subject = verb.checked_sub(1)?;
    let noun = &readings[subject];
    let beside = [reading.governor, verb + 1].contains(&noun.governor)
        && matches!(noun.relation, Relation::Obl | Relation::Nmod);
    if !finite || reading.relation != Relation::Advcl || !beside {
        return None;
    }
    let mut own = readings.iter().filter(|other| other.governor == verb + 1);
    if own.any(|other| matches!(other.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Mark)) {
        return None;
    }
    let opens = |&place: &usize| {
        let other = &readings[place];
        other.governor == subject + 1
            && other.relation == Relation::Case
            && EITHER.contains(&words[place].to_lowercase().as_str())
    };
    (0..subject).find(opens).map(|opener| (opener, subject))
}

/// Makes the participle the verb where it must be; the words are those of one sentence.
fn verbs(words: &[&str], readings: &mut [Reading]) {
    let Some(root) = readings.iter().position(|reading| reading.governor == 0) else { return };
    let verb = root + 1;
    let is_finite = |reading: &Reading| {
        let joined = reading.governor == verb + 1 && reading.relation == Relation::Conj;
        !joined && matches!(reading.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    };
    if readings[root].upos != Upos::Noun || readings.iter().any(is_finite) {
        return;
    }
    if is_active(words, readings, root, verb) {
        turn(readings, root, verb);
    }
}

/// Whether the word after the root is a participle of it that has an object, and could be a past tense.
fn is_active(words: &[&str], readings: &[Reading], root: usize, verb: usize) -> bool {
    let Some(reading) = readings.get(verb) else { return false };
    let word = words[verb].to_lowercase();
    let has_object = readings
        .iter()
        .skip(verb + 1)
        .any(|other| other.governor == verb + 1 && other.relation == Relation::Obj);
    reading.governor == root + 1
        && reading.relation == Relation::Acl
        && reading.xpos == Xpos::Vbn
        && word.ends_with("ed")
        && !GIVING.contains(&word.as_str())
        && has_object
}

/// Reverses the tree: the verb is the root, the noun its subject; what depended on the noun after the verb depends on the verb.
fn turn(readings: &mut [Reading], noun: usize, verb: usize) {
    for reading in readings.iter_mut().skip(verb + 1).filter(|reading| reading.governor == noun + 1) {
        reading.governor = verb + 1;
    }
    readings[noun].governor = verb + 1;
    readings[noun].relation = Relation::Nsubj;
    readings[verb].governor = 0;
    readings[verb].relation = Relation::Root;
    readings[verb].xpos = Xpos::Vbd;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(upos: Upos, xpos: Xpos, governor: usize, relation: Relation) -> Reading {
        Reading { upos, xpos, governor, relation, ..Reading::default() }
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
            let mut readings = [
                reading(Upos::Noun, Xpos::Nn, 0, Relation::Root),
                reading(Upos::Verb, Xpos::Vbn, 1, Relation::Acl),
                reading(Upos::Noun, Xpos::Nns, 2, object),
                reading(Upos::Punct, Xpos::Stop, 1, Relation::Punct),
            ];
            verbs(&words, &mut readings);
            let governors = readings.map(|reading| reading.governor);
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
            let mut readings = [
                reading(Upos::Noun, Xpos::Nn, 2, Relation::Compound),
                reading(Upos::Noun, Xpos::Nn, 0, Relation::Root),
                reading(Upos::Noun, Xpos::Nns, 2, relation),
            ];
            participles(&mut readings);
            assert_eq!((readings[1].upos, readings[1].xpos), (upos, xpos), "{relation:?}");
            assert_eq!(readings[0].relation == Relation::Nsubj, relation == Relation::Obj);
        }
    }

    #[test]
    fn a_verb_before_a_time_is_the_main_verb() {
        let words = ["The", "raid", "happened", "Sunday", "afternoon", "."];
        let mut readings = [
            reading(Upos::Det, Xpos::Dt, 5, Relation::Det),
            reading(Upos::Noun, Xpos::Nn, 5, Relation::Compound),
            reading(Upos::Verb, Xpos::Vbn, 5, Relation::Amod),
            reading(Upos::Propn, Xpos::Nnp, 5, Relation::Compound),
            reading(Upos::Noun, Xpos::Nn, 0, Relation::Root),
            reading(Upos::Punct, Xpos::Stop, 5, Relation::Punct),
        ];
        main_verb_before_a_time(&words, &mut readings);
        assert_eq!(readings.map(|reading| reading.governor), [2, 3, 0, 5, 3, 5]);
        assert_eq!(readings[1].relation, Relation::Nsubj);
    }

    #[test]
    fn a_noun_between_a_conjunction_and_a_finite_verb_is_its_subject() {
        for (opener, xpos, mended) in
            [("after", Xpos::Vbd, true), ("during", Xpos::Vbd, false), ("after", Xpos::Vbn, false)]
        {
            let words = ["Markets", "fell", opener, "riots", "erupted"];
            let mut readings = [
                reading(Upos::Noun, Xpos::Nns, 2, Relation::Nsubj),
                reading(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
                reading(Upos::Adp, Xpos::In, 4, Relation::Case),
                reading(Upos::Noun, Xpos::Nns, 2, Relation::Obl),
                reading(Upos::Verb, xpos, 2, Relation::Advcl),
            ];
            clauses(&words, &mut readings);
            let found = (readings[2].governor, readings[3].relation);
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
            let mut readings = [
                reading(Upos::Noun, Xpos::Nns, 2, Relation::Nsubj),
                reading(Upos::Verb, Xpos::Vbd, 0, Relation::Root),
                reading(Upos::Num, Xpos::Cd, 5, Relation::Nummod),
                reading(Upos::Noun, Xpos::Nns, 5, Relation::Compound),
                reading(Upos::Noun, Xpos::Nn, 2, Relation::Obj),
            ];
            clauses(&words, &mut readings);
            let found = [2, 3, 4].map(|place| (readings[place].governor, readings[place].relation));
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
            reading(Upos::Noun, Xpos::Nns, 0, Relation::Root),
            reading(Upos::Verb, Xpos::Vbn, 1, Relation::Acl),
            reading(Upos::Noun, Xpos::Nns, 2, Relation::Obj),
            reading(Upos::Verb, Xpos::Vbd, 1, Relation::Parataxis),
        ];
        let mut readings = before;
        verbs(&words, &mut readings);
        assert_eq!(readings, before);
    }
}
