use std::sync::Arc;

use super::moment::{Moment, Relation};
use crate::analysis::time::{Context, tag};
use crate::disagreement::find;
use crate::text::{Published, PublishedBasis, Report, ReportId};
use crate::timeline::{self, Input};

/// Asserts that a rule finds something in two reports of 7 May 2031, a Wednesday, or that it does not.
fn check(rule: &str, texts: [&str; 2], expected: Option<&str>) {
    let report = |(place, text): (u32, &str)| Report {
        id: ReportId(place),
        published: Some(Published { edtf: "2031-05-07".to_owned(), basis: PublishedBasis::Manifest }),
        text: Arc::from(text),
        ..Report::default()
    };
    let reports = (0..).zip(texts).map(report).collect();
    let found: Vec<String> = find(&timeline::build(Input { reports, ..Input::default() }))
        .into_iter()
        .map(|one| format!("{}: {}", one.rule, one.summary))
        .collect();
    let of_rule = |words: &str| found.iter().any(|one| one.starts_with(rule) && one.contains(words));
    match expected {
        Some(words) => assert!(of_rule(words), "{rule} {texts:?}: {found:#?}"),
        None => assert!(!of_rule(""), "{rule} {texts:?}: {found:#?}"),
    }
}

#[test]
fn a_time_given_more_exactly_by_one_report_is_shown() {
    let friday = "A fire destroyed the Harlow mill in Tolm on Friday. Nobody was hurt.";
    for (one, other, expected) in [
        (
            &*format!("{friday} Two cars burned."),
            "A fire destroyed the Harlow mill in Tolm on Friday at 5:30 p.m. Nine people were hurt.",
            Some("5:30 p.m. (B)"),
        ),
        // Where they otherwise agree, it is a matter of space.
        (friday, "A fire destroyed the Harlow mill in Tolm on Friday at 5:30 p.m.", None),
        (friday, friday, None),
        (friday, "A fire destroyed the Harlow mill in Tolm. Nobody was hurt.", None),
        (friday, "A fire will be lit at the Harlow mill in Tolm on Saturday at 5:30 p.m.", None),
    ] {
        check("event/when-finer", [one, other], expected);
    }
}

#[test]
fn two_days_of_one_event_are_a_conflict_only_where_the_reports_share_none() {
    let on = |day: &str| format!("A fire destroyed the Harlow mill in Tolm {day}. Nobody was hurt.");
    for (one, other, expected) in [
        ("on Monday", "on Tuesday", Some("Monday")),
        ("on Monday", "on Monday", None),
        ("on Monday", "in May", None),
        ("on Monday", "at noon", None),
    ] {
        check("event/other-days", [&on(one), &on(other)], expected);
    }
    let both = format!("{} It went on on Tuesday.", on("on Monday"));
    check("event/other-days", [&both, &on("on Monday")], None);
}

#[test]
fn a_loaded_word_for_an_event_is_shown_against_a_report_with_a_neutral_one() {
    let with = |verb: &str| format!("Soldiers {verb} the captured pilot Jon Arad near Oru on Monday.");
    for (one, other, expected) in [
        ("executed", "killed", Some("executed (A) \u{b7} killed (B)")),
        ("killed", "killed", None),
        ("executed", "executed", None),
    ] {
        check("event/judging-word", [&with(one), &with(other)], expected);
    }
}

#[test]
fn an_agent_stated_as_a_fact_is_shown_against_a_report_that_hedges() {
    let fact = "A strike on the Oru market killed nine people on Monday. The strike was carried out by Norland jets.";
    let hedged = fact.replace("was carried", "is believed to have been carried");
    let other = hedged.replace("Norland", "Sudland");
    let both = format!("{fact} {hedged}");
    for (one, two, expected) in [
        (fact, &*hedged, Some("believed to have been carried out by Norland jets (B)")),
        (fact, fact, None),
        (&*hedged, &*hedged, None),
        (fact, &*other, None),
        (fact, &*both, None),
    ] {
        check("event/hedged-agent", [one, two], expected);
    }
}

/// How two expressions relate, read without a day of publication.
fn relation(one: &str, other: &str) -> Relation {
    let moment = |text: &str| Moment::of(&tag(text, &Context::default())[0], text).expect(text);
    let (a, b) = (moment(one), moment(other));
    assert_eq!(a.relation(&b), b.relation(&a), "{one} / {other}");
    a.relation(&b)
}

#[test]
fn times_relate_as_far_as_their_words_determine() {
    use Relation::{Finer, Other, Same};
    for (one, other, expected) in [
        ("on 3 May 2031", "on 3 May 2031", Same),
        ("on 3 May 2031", "on 4 May 2031", Other),
        ("in May 2031", "on 4 May 2031", Finer),
        ("in 2031", "in May 2031", Finer),
        ("on Friday", "on Friday", Same),
        ("on Friday", "on Sunday", Other),
        ("on Friday", "on Friday afternoon", Finer),
        ("on Friday afternoon", "on Friday evening", Same),
        ("on Friday morning", "on Friday evening", Other),
        ("on Friday night", "on Saturday morning", Other),
        ("at 5:30 p.m.", "on Friday", Finer),
        ("at 5:30 p.m. on Friday", "at 5:40 p.m. on Friday", Same),
        ("at 5:30 p.m. on Friday", "at 8:15 p.m. on Friday", Other),
        ("at 5:30 p.m. on Friday", "on Friday afternoon", Finer),
        ("on May 3", "on Friday", Other),
    ] {
        assert_eq!(relation(one, other), expected, "{one} / {other}");
    }
}
