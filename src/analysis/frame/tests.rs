use super::*;
use crate::analysis::{Analysis, analyse};
use crate::text::Report;

fn read(text: &str) -> Analysis {
    analyse(&Report { text: text.into(), ..Report::default() })
}

/// The fillers of the deed a word names: "agent officers, patient the house".
fn slots(text: &str, word: &str) -> String {
    let frames = read(text).frames;
    let deed = (0..).zip(&frames.deeds).find(|(_, deed)| deed.word.of(text) == word).map(|(deed, _)| deed);
    let Some(deed) = deed else { return "no deed".to_owned() };
    let describe = |filler: &Filler| format!("{:?} {}", filler.slot, filler.span.of(text)).to_lowercase();
    frames.of(deed).iter().map(describe).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_deed_has_its_slots_filled_by_relation_and_preposition() {
    for (text, deed, expected) in [
        ("Rebels killed a pilot.", "killed", "agent rebels, patient a pilot"),
        ("A pilot was killed by rebels.", "killed", "agent rebels, patient a pilot"),
        (
            "The farmer sold the mill in Ostrand on Monday.",
            "sold",
            "agent the farmer, patient the mill, place ostrand, time monday",
        ),
        ("The house burned.", "burned", "agent the house"),
        ("It rained.", "rained", "agent it"),
        ("The captain, who was arrested on Monday, is ill.", "arrested", "patient the captain, time monday"),
        ("The man who robbed the bank fled.", "robbed", "agent the man, patient the bank"),
        ("The bridge that collapsed was new.", "collapsed", "agent the bridge"),
        ("They asked who robbed the bank.", "robbed", "agent who, patient the bank"),
    ] {
        assert_eq!(slots(text, deed), expected, "{text}");
    }
}

#[test]
fn words_that_only_carry_or_report_are_not_deeds() {
    for (text, word) in [
        ("The mayor said the bridge was safe.", "said"),
        ("The town has a bridge.", "has"),
        ("The ruined bridge stood.", "ruined"),
    ] {
        assert_eq!(slots(text, word), "no deed", "{text}");
    }
}

#[test]
fn a_deed_keeps_the_stance_of_its_report() {
    for (text, word, expected) in [
        ("The firm denied that it had sold the data.", "sold", Polarity::Denied),
        ("The firm sold the data.", "sold", Polarity::Affirmed),
        ("The firm did not sell the data.", "sell", Polarity::Negated),
    ] {
        let frames = read(text).frames;
        let deed = frames.deeds.iter().find(|deed| deed.word.of(text) == word).expect("the deed");
        assert_eq!(deed.polarity, expected, "{text}");
    }
}

#[test]
fn every_filler_lies_in_the_text_and_belongs_to_a_deed() {
    let text = "Troops from Norland, backed by jets, shelled Ostrand and two villages with rockets on Friday because of a raid.";
    let frames = read(text).frames;
    assert!(!frames.fillers.is_empty());
    for filler in &frames.fillers {
        assert!((filler.deed as usize) < frames.deeds.len());
        assert!(filler.span.contains(filler.head) && !filler.span.of(text).is_empty());
    }
}
