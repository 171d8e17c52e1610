use super::*;
use crate::analysis::{Analysis, analyse};
use crate::text::Report;

fn read(text: &str) -> Analysis {
    analyse(&Report { text: text.into(), ..Report::default() })
}

/// The fillers of the action a word names: "agent officers, patient the house".
fn slots(text: &str, word: &str) -> String {
    let frames = read(text).frames;
    let action =
        (0..).zip(&frames.actions).find(|(_, action)| action.word.of(text) == word).map(|(action, _)| action);
    let Some(action) = action else { return "no action".to_owned() };
    let describe = |filler: &Filler| format!("{:?} {}", filler.slot, filler.span.of(text)).to_lowercase();
    frames.of(action).iter().map(describe).collect::<Vec<_>>().join(", ")
}

#[test]
fn an_action_has_its_slots_filled_by_relation_and_preposition() {
    for (text, action, expected) in [
        ("Rebels killed a pilot.", "killed", "agent rebels, patient a pilot"),
        ("A pilot was killed by rebels.", "killed", "agent rebels, patient a pilot"),
        (
            "The farmer sold the mill in Ostrand on Monday.",
            "sold",
            "agent the farmer, patient the mill, place ostrand, time monday",
        ),
        ("The navy fired on a patrol boat.", "fired", "agent the navy, patient a patrol boat"),
        ("The attack on the convoy failed.", "attack", "patient the convoy"),
        ("The guards fired at dawn.", "fired", "agent the guards, time dawn"),
        ("The guards fired at the checkpoint.", "fired", "agent the guards, place the checkpoint"),
        ("The board fired a clerk on advice.", "fired", "agent the board, patient a clerk"),
        ("The crowd marched on its rivals.", "marched", "agent the crowd"),
        ("The house burned.", "burned", "agent the house"),
        ("It rained.", "rained", "agent it"),
        ("The captain, who was arrested on Monday, is ill.", "arrested", "patient the captain, time monday"),
        ("The man who robbed the bank fled.", "robbed", "agent the man, patient the bank"),
        ("The bridge that collapsed was new.", "collapsed", "agent the bridge"),
        ("They asked who robbed the bank.", "robbed", "agent who, patient the bank"),
    ] {
        assert_eq!(slots(text, action), expected, "{text}");
    }
}

#[test]
fn words_that_only_carry_or_report_are_not_actions() {
    for (text, word) in [
        ("The mayor said the bridge was safe.", "said"),
        ("The town has a bridge.", "has"),
        ("The ruined bridge stood.", "ruined"),
    ] {
        assert_eq!(slots(text, word), "no action", "{text}");
    }
}

#[test]
fn an_action_keeps_the_stance_of_its_report() {
    for (text, word, expected) in [
        ("The firm denied that it had sold the data.", "sold", Polarity::Denied),
        ("The firm sold the data.", "sold", Polarity::Affirmed),
        ("The firm did not sell the data.", "sell", Polarity::Negated),
    ] {
        let frames = read(text).frames;
        let action = frames.actions.iter().find(|action| action.word.of(text) == word).expect("the action");
        assert_eq!(action.polarity, expected, "{text}");
    }
}

#[test]
fn every_filler_lies_in_the_text_and_belongs_to_an_action() {
    let text = "Troops from Norland, backed by jets, shelled Ostrand and two villages with rockets on Friday because of a raid.";
    let frames = read(text).frames;
    assert!(!frames.fillers.is_empty());
    for filler in &frames.fillers {
        assert!((filler.action as usize) < frames.actions.len());
        assert!(filler.span.contains(filler.head) && !filler.span.of(text).is_empty());
    }
}
