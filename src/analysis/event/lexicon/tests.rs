//! Words of many kinds of news, with their classes, types and roles.

use super::*;
use PartOfSpeech::{Noun, Verb};

#[test]
fn a_noun_shares_the_class_of_its_verb() {
    for (noun, verb) in [
        ("deployment", "deploy"),
        ("withdrawal", "withdraw"),
        ("arrival", "arrive"),
        ("killing", "kill"),
        ("investigation", "investigate"),
        ("collision", "collide"),
        ("amputation", "amputate"),
    ] {
        assert_eq!(lexicon().class(Noun, noun), lexicon().class(Verb, verb), "{noun}, {verb}");
    }
}

#[test]
fn words_for_one_event_share_a_group_and_others_do_not() {
    let share = |one: (PartOfSpeech, &str), other: (PartOfSpeech, &str)| {
        let (one, other) = (lexicon().memberships(one.0, one.1), lexicon().memberships(other.0, other.1));
        one.iter().any(|member| other.iter().any(|also| also.group == member.group))
    };
    for (one, other) in [
        ((Verb, "send"), (Noun, "deployment")),
        ((Verb, "slay"), (Noun, "murder")),
        ((Verb, "request"), (Verb, "ask for")),
        ((Verb, "thwart"), (Verb, "foil")),
        ((Noun, "earthquake"), (Noun, "tremor")),
        ((Verb, "resign"), (Verb, "step down")),
    ] {
        assert!(share(one, other), "{one:?} {other:?}");
    }
    for (one, other) in [
        ((Verb, "arrest"), (Verb, "kill")),
        ((Verb, "resign"), (Verb, "appoint")),
        ((Noun, "flood"), (Noun, "earthquake")),
        ((Verb, "win"), (Verb, "announce")),
    ] {
        assert!(!share(one, other), "{one:?} {other:?}");
    }
}

#[test]
fn events_are_distinguished_from_things_and_states() {
    for noun in ["explosion", "earthquake", "election", "ceremony", "collision", "verdict", "inspection"] {
        assert!(lexicon().eventiveness(noun) > 0.6, "{noun}");
    }
    for noun in ["hospital", "table", "lawyer", "way", "government", "river"] {
        assert!(lexicon().eventiveness(noun) < 0.5, "{noun}");
    }
    for verb in ["be", "seem", "belong", "contain", "resemble"] {
        assert!(lexicon().is_stative(verb), "{verb}");
    }
    for verb in ["arrive", "collapse", "sue", "vaccinate"] {
        assert!(!lexicon().is_stative(verb), "{verb}");
    }
}

#[test]
fn types_are_those_of_the_classes() {
    for (pos, lemma, kind) in [
        (Verb, "sack", EventType::Other),
        (Noun, "riot", EventType::Protest),
        (Verb, "deploy", EventType::Mobilize),
        (Noun, "verdict", EventType::Court),
        (Noun, "merger", EventType::Business),
        (Verb, "derail", EventType::Accident),
        (Verb, "plead", EventType::Request),
    ] {
        assert_eq!(lexicon().kind(pos, lemma), kind, "{lemma}");
    }
}

#[test]
fn every_type_has_a_word_that_gives_it() {
    let examples = [
        (Noun, "treaty", EventType::Agree),
        (Noun, "summit", EventType::Consult),
        (Verb, "praise", EventType::Support),
        (Verb, "pardon", EventType::Concede),
        (Verb, "collaborate", EventType::Cooperate),
        (Verb, "rescue", EventType::Aid),
        (Noun, "withdrawal", EventType::Retreat),
        (Verb, "beg", EventType::Request),
        (Verb, "denounce", EventType::Accuse),
        (Verb, "veto", EventType::Reject),
        (Verb, "menace", EventType::Threaten),
        (Noun, "riot", EventType::Protest),
        (Verb, "mobilise", EventType::Mobilize),
        (Noun, "embargo", EventType::Sanction),
        (Verb, "arrest", EventType::Coerce),
        (Verb, "bombard", EventType::Assault),
        (Noun, "earthquake", EventType::Disaster),
        (Noun, "derailment", EventType::Accident),
        (Verb, "kidnap", EventType::Crime),
        (Noun, "verdict", EventType::Court),
        (Noun, "referendum", EventType::Election),
        (Noun, "touchdown", EventType::Sport),
        (Noun, "merger", EventType::Business),
        (Verb, "vaccinate", EventType::Science),
        (Noun, "massacre", EventType::Casualty),
        (Verb, "depart", EventType::Movement),
        (Verb, "announce", EventType::Statement),
        (Verb, "resign", EventType::Other),
    ];
    for (pos, lemma, kind) in examples {
        assert_eq!(lexicon().kind(pos, lemma), kind, "{lemma}");
    }
    let covered = |kind: &EventType| examples.iter().any(|(_, _, example)| example == kind);
    assert!(EventType::ALL.iter().all(covered));
}

#[test]
fn every_row_of_the_hand_made_lists_is_well_formed() {
    for row @ [class, kind, verbs, nouns] in rows::<4>(CLASSES) {
        assert!(EventType::named(kind).is_some(), "{row:?}");
        assert!(!class.is_empty(), "{row:?}");
        assert!(!verbs.is_empty() || !nouns.is_empty(), "{row:?}");
    }
    for [part, words] in rows::<2>(PARTS) {
        assert!(Part::named(part).is_some() && !words.is_empty(), "{part}");
    }
}
