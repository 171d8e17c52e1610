use std::sync::Arc;

use super::*;
use crate::disagreement::find as find_all;
use crate::text::{Published, PublishedBasis, Report};
use crate::timeline::{self, Input, Timeline};

fn timeline(texts: &[&str]) -> Timeline {
    let report = |(place, text): (u32, &&str)| Report {
        id: ReportId(place),
        path: format!("{place}.txt"),
        published: Some(Published { edtf: "2031-05-07".to_owned(), basis: PublishedBasis::Manifest }),
        text: Arc::from(*text),
        ..Report::default()
    };
    let reports = (0..).zip(texts).map(report).collect();
    timeline::build(Input { reports, ..Input::default() })
}

/// The differences that a set of reports shows.
fn all(texts: &[&str]) -> Vec<Disagreement> {
    find_all(&timeline(texts))
}

/// The differences as `rule: summary`.
fn lines(texts: &[&str]) -> Vec<String> {
    all(texts).into_iter().map(|one| format!("{}: {}", one.rule, one.summary)).collect()
}

/// The same where the reports also contradict each other on a toll.
fn in_a_dispute(texts: &[&str]) -> Vec<String> {
    let tolls = [" Nine people died on the quay.", " Fourteen people died on the quay."];
    let disputed: Vec<String> =
        texts.iter().zip(tolls.iter().cycle()).map(|(text, toll)| format!("{text}{toll}")).collect();
    lines(&disputed.iter().map(String::as_str).collect::<Vec<_>>())
}

fn has(found: &[String], rule: &str, words: &str) -> bool {
    found.iter().any(|one| one.starts_with(rule) && one.contains(words))
}

/// Asserts that a rule finds something in two reports, or that it does not.
fn check(rule: &str, texts: [&str; 2], expected: Option<&str>) {
    let found = lines(&texts);
    match expected {
        Some(words) => assert!(has(&found, rule, words), "{rule} {texts:?}: {found:#?}"),
        None => assert!(!has(&found, rule, ""), "{rule} {texts:?}: {found:#?}"),
    }
}

const FACT: &str =
    "The ferry Corran Star ran aground off Tolm harbour on Monday with ninety passengers aboard.";

fn attributed_to(source: &str) -> String {
    format!(
        "The ferry Corran Star ran aground off Tolm harbour on Monday with ninety passengers aboard, {source} said."
    )
}

fn with(word: &str) -> String {
    FACT.replace("The ferry", &format!("The {word} ferry"))
}

#[test]
fn a_line_that_is_only_a_date_or_a_byline_is_aligned_with_no_other() {
    for (line, expected) in [
        ("Tuesday, May 6, 2031", 1),
        ("06/05/2031", 1),
        ("Published May 6, 2031", 1),
        ("By Ruth Amadi, Tolm Harbour Post, 6 May 2031", 1),
        ("The Corran Star sank on May 6, 2031", 2),
    ] {
        let texts = [FACT, &with("small")].map(|fact| format!("{line}\n\n{fact}"));
        let timeline = timeline(&texts.each_ref().map(String::as_str));
        assert_eq!(aligned(&timeline, Thresholds::default()).len(), expected, "{line}");
    }
}

#[test]
fn a_statement_of_an_unofficial_source_that_another_report_states_as_a_fact_is_shown() {
    check("parallel/own-voice", [FACT, &attributed_to("local residents")], Some("local residents (B)"));
    check("parallel/own-voice", [FACT, &attributed_to("the coastguard")], None);
    check("parallel/own-voice", [FACT, FACT], None);
}

#[test]
fn the_source_of_a_fact_is_shown_where_the_reports_contradict_each_other() {
    let found = in_a_dispute(&[FACT, &attributed_to("the coastguard")]);
    assert!(has(&found, "parallel/own-voice", "the coastguard (B)"), "{found:#?}");
}

#[test]
fn a_partisan_word_is_shown_where_another_report_has_none_and_other_judgements_only_in_disputes() {
    check("parallel/judging-words", [FACT, &with("notorious")], Some("notorious (B)"));
    check("parallel/judging-words", [&with("notorious"), &with("notorious")], None);
    check("parallel/judging-words", [FACT, &with("largest")], None);
    let found = in_a_dispute(&[FACT, &with("largest")]);
    assert!(has(&found, "parallel/judging-words", "largest (B)"), "{found:#?}");
}

#[test]
fn a_doubt_is_shown_where_another_report_has_none_and_a_mere_likelihood_only_in_disputes() {
    let doubted = FACT.replace("ran", "allegedly ran");
    let likely = FACT.replace("ran", "apparently ran");
    check("parallel/hedge", [FACT, &doubted], Some("allegedly (B)"));
    check("parallel/hedge", [&doubted, &doubted], None);
    check("parallel/hedge", [FACT, &likely], None);
    let found = in_a_dispute(&[FACT, &likely]);
    assert!(has(&found, "parallel/hedge", "apparently (B)"), "{found:#?}");
}

#[test]
fn positions_cover_exactly_the_words_that_differ() {
    let doubted = FACT.replace("ran", "allegedly ran");
    let found = all(&[FACT, &doubted]);
    let hedge = found.iter().find(|one| one.rule == "parallel/hedge").expect("the hedge");
    let at = hedge.positions[1].passage.span;
    assert_eq!(at.of(&doubted), "allegedly");
}

#[test]
fn what_only_one_report_says_is_one_entry_in_a_dispute_and_none_where_the_reports_agree() {
    let more =
        format!("{FACT} Twelve divers from the Norwegian navy searched the engine room for leaking diesel.");
    let found = in_a_dispute(&[FACT, &more]);
    assert!(has(&found, "parallel/told-once", "Only B reports: “Twelve divers"), "{found:#?}");
    assert!(!has(&found, "parallel/told-once", "Only A"), "{found:#?}");
    check("parallel/told-once", [FACT, &more], None);
}

#[test]
fn what_only_one_report_leaves_out_is_shown_in_a_dispute() {
    let more = " Twelve divers from the Norwegian navy searched the engine room for leaking diesel.";
    let texts = [&format!("{FACT}{more}"), &format!("{}{more}", attributed_to("the coastguard")), FACT];
    let found = in_a_dispute(&texts);
    assert!(has(&found, "parallel/left-out", "All but C report: “Twelve divers"), "{found:#?}");
    assert!(!has(&found, "parallel/left-out", "All but A"), "{found:#?}");
    assert!(!has(&lines(&texts), "parallel/left-out", ""));
}

#[test]
fn similar_names_in_the_same_place_of_a_sentence_are_shown_once() {
    let respelt = FACT.replace("Corran", "Corren");
    let found = all(&[FACT, &respelt]);
    let holds =
        |one: &Disagreement, name: &str| one.positions.iter().any(|side| side.statement.contains(name));
    let names = found.iter().filter(|one| one.verdict == Verdict::Name);
    assert_eq!(names.filter(|one| holds(one, "Corran") && holds(one, "Corren")).count(), 1, "{found:?}");
}

#[test]
fn slots_are_compared_in_disputes_and_only_where_both_reports_fill_them() {
    let fact = "The court fined the bank for three breaches of the banking law after a hearing in Ostrand on Monday.";
    for (rule, from, to, expected) in [
        ("figures/", "three breaches", "seven breaches", Some("three breaches (A)")),
        ("figures/", "three breaches", "breaches", None),
        ("figures/", "three breaches", "three breaches", None),
        ("slots/agent", "The court", "The regulator", Some("The regulator (B)")),
        ("slots/agent", "The court", "The high court", None),
        ("slots/time", "on Monday", "on Saturday", Some("Saturday (B)")),
        ("slots/time", " on Monday", "", None),
    ] {
        let other = fact.replace(from, to);
        let found = in_a_dispute(&[fact, &other]);
        match expected {
            Some(words) => assert!(has(&found, rule, words), "{rule} {to}: {found:#?}"),
            None => assert!(!has(&found, rule, ""), "{rule} {to}: {found:#?}"),
        }
    }
}

#[test]
fn groups_of_opposed_sides_in_one_slot_of_one_action_are_a_possible_conflict() {
    for (rule, one, other, expected) in [
        (
            "slots/agents-exclude",
            "Soldiers shelled the hospital in Harn on Monday.",
            "Rebels shelled the hospital in Harn on Monday.",
            Some("Soldiers (A) · Rebels (B)"),
        ),
        (
            "slots/agents-exclude",
            "The army shelled Harn on Monday, residents said.",
            "The rebels shelled Harn on Monday, the army said.",
            Some("The army (A) · The rebels (B)"),
        ),
        (
            "slots/victims-exclude",
            "Troops killed 12 rebels in Harn on Monday.",
            "Troops killed 12 civilians in Harn on Monday.",
            Some("12 rebels (A) · 12 civilians (B)"),
        ),
        // Students may be protesters, and soldiers are troops.
        (
            "slots/victims-exclude",
            "Police arrested the students in Harn on Monday.",
            "Police arrested the protesters in Harn on Monday.",
            None,
        ),
        (
            "slots/",
            "Soldiers shelled the hospital in Harn on Monday.",
            "Troops shelled the hospital in Harn on Monday.",
            None,
        ),
        (
            "slots/agents-exclude",
            "Soldiers shelled the hospital in Harn on Monday.",
            "Rebels shelled the airport in Harn on Monday.",
            None,
        ),
    ] {
        check(rule, [one, other], expected);
    }
}

#[test]
fn a_different_patient_is_shown_where_the_rest_of_the_action_is_the_same() {
    let fact = "A missile hit a school in Harn on Monday.";
    check(
        "slots/patient",
        [fact, "A missile hit a military base in Harn on Monday."],
        Some("a school (A) · a military base (B)"),
    );
    check("slots/patient", [fact, "A lorry hit a wall in Pell on Friday."], None);
}

#[test]
fn an_action_planned_in_one_report_and_ruled_out_in_another_is_shown() {
    for (one, other, expected) in [
        (
            "Erik Sandholm will appeal, his lawyer said.",
            "Erik Sandholm will not appeal, the court said.",
            Some("yes (A) \u{b7} no (B)"),
        ),
        (
            "The council will close the library in May.",
            "The council will not close the library, the mayor said.",
            Some("yes (A) \u{b7} no (B)"),
        ),
        ("Erik Sandholm will appeal, his lawyer said.", "Erik Sandholm did not appeal in May.", None),
        ("The council will close the library.", "The council will not close the museum.", None),
        ("The union will strike in May.", "The firm will not strike a deal in May.", None),
    ] {
        check("denials/one-plan", [one, other], expected);
    }
}

#[test]
fn a_negation_in_a_relative_clause_applies_to_its_antecedent() {
    check(
        "denials/one-action",
        [
            "The captain was arrested on Tuesday, police said.",
            "The captain, who has not been arrested, is in hospital.",
        ],
        Some("yes (A) · no (B)"),
    );
    check(
        "denials/one-action",
        [
            "The captain was arrested on Tuesday, police said.",
            "The pilot, who has not been arrested, is in hospital.",
        ],
        None,
    );
}

#[test]
fn a_counted_participant_does_not_keep_an_action_from_being_denied_but_another_count_does() {
    for (one, other, expected) in [
        (
            "The two ministers signed the Oslo treaty on Monday.",
            "The two ministers did not sign the Oslo treaty on Monday.",
            Some("yes (A) \u{b7} no (B)"),
        ),
        (
            "The Tolm rebels killed five soldiers on Monday.",
            "The Tolm rebels did not kill ten soldiers on Monday.",
            None,
        ),
    ] {
        check("denials/one-action", [one, other], expected);
    }
}

#[test]
fn what_is_said_of_an_action_is_not_said_again_of_its_object() {
    let approved = "The harbour board approved the survey of the buoys on Monday.";
    let found = lines(&[approved, &approved.replace("approved", "did not approve")]);
    assert_eq!(found.iter().filter(|one| one.starts_with("denials/")).count(), 1, "{found:#?}");
}

#[test]
fn an_action_is_denied_of_any_object_of_its_kind() {
    let signed = "Tolm and Pell signed a treaty in Oslo on Friday.";
    for (one, other, expected) in [
        (signed, "Tolm and Pell left Oslo on Friday without signing a treaty.", true),
        (signed, "Tolm and Pell left Oslo on Friday without signing a statement.", false),
        (signed, "Tolm and Pell left Oslo on Friday after signing a treaty.", false),
        ("The council imposed looser rules on Monday.", "The council did not impose stricter rules.", false),
    ] {
        check("denials/one-action", [one, other], expected.then_some("(A)"));
    }
}

#[test]
fn a_phrasal_verb_is_not_its_verb_alone() {
    let locked = "Ann Lind locked the gate in Tolm on Monday.";
    for (other, expected) in [
        ("Ann Lind did not lock the gate in Tolm on Monday.", Some("(A)")),
        ("Ann Lind did not lock up the gate in Tolm on Monday.", None),
    ] {
        check("denials/one-action", [locked, other], expected);
    }
}

#[test]
fn actions_of_two_days_are_not_one() {
    let attended = "Ann Lind attended the funeral in Tolm on Monday.";
    for (day, expected) in [("Monday", Some("(A)")), ("Sunday", None)] {
        let other = format!("Ann Lind did not attend the funeral in Tolm on {day}.");
        check("denials/one-action", [attended, &other], expected);
    }
}
