use proptest::prelude::*;

use super::*;
use crate::corpus::Corpus;
use crate::export::json;
use crate::reading::Reading;
use crate::text::{Published, PublishedBasis, Report, ReportId};

/// A corpus of reports by file name and text, published on one day.
fn corpus(reports: &[(&str, &str)]) -> Corpus {
    let report = |(id, (path, text)): (u32, &(&str, &str))| Report {
        id: ReportId(id),
        path: (*path).to_owned(),
        text: (*text).into(),
        published: Some(Published { edtf: "2031-05-05".to_owned(), basis: PublishedBasis::Argument }),
        ..Report::default()
    };
    Corpus { reports: (0..).zip(reports).map(report).collect(), ..Corpus::default() }
}

fn version(reports: &[(&str, &str)]) -> Version {
    let reading = Reading::of(corpus(reports));
    let mut bytes = Vec::new();
    json::write(&mut bytes, &reading.timeline, &reading.disagreements, json::Options::default()).unwrap();
    Version::read(&bytes).unwrap()
}

fn diff(old: &[(&str, &str)], new: &[(&str, &str)]) -> Diff {
    Diff::between(&version(old), &version(new))
}

fn as_text(diff: &Diff) -> String {
    let mut out = Vec::new();
    text(&mut out, diff, true).unwrap();
    String::from_utf8(out).unwrap()
}

const HARBOUR: (&str, &str) = (
    "v1/harbour.txt",
    "A ferry sank off Portsea on 4 May 2031. Three passengers drowned, the coastguard said.",
);
const RADIO: (&str, &str) =
    ("v1/radio.txt", "A ferry sank off Portsea on 4 May 2031. Nine passengers drowned, the coastguard said.");

#[test]
fn a_version_compared_with_itself_is_the_same_despite_repetitions() {
    let twice = "The mayor resigned on 4 May 2031. The mayor resigned on 4 May 2031. Two people died. Two people died.";
    for reports in [&[HARBOUR, RADIO][..], &[("a.txt", twice), ("b.txt", twice)], &[]] {
        let same = diff(reports, reports);
        assert!(same.is_empty(), "{}", as_text(&same));
        assert_eq!(as_text(&same), "");
    }
    let reading = Reading::of(Corpus::bundled());
    let mut bytes = Vec::new();
    json::write(&mut bytes, &reading.timeline, &reading.disagreements, json::Options::default()).unwrap();
    let bundled = Version::read(&bytes).unwrap();
    assert!(Diff::between(&bundled, &bundled).is_empty());
}

#[test]
fn another_folder_another_order_and_other_badges_change_nothing() {
    let moved = [("v2/radio.txt", RADIO.1), ("v2/harbour.txt", HARBOUR.1)];
    let same = diff(&[HARBOUR, RADIO], &moved);
    assert!(same.is_empty(), "{}", as_text(&same));
}

#[test]
fn a_report_that_joins_brings_its_disagreement_and_is_named_on_the_shared_event() {
    let grown = diff(&[HARBOUR], &[HARBOUR, RADIO]);
    assert_eq!(grown.reports.added.iter().map(|report| &*report.name).collect::<Vec<_>>(), ["radio.txt"]);
    assert!(grown.reports.removed.is_empty() && grown.events.removed.is_empty());
    let sank = grown.events.changed.iter().find(|changed| changed.new.title.contains("sank"));
    let fields = &sank.expect("both now mention the event").fields;
    assert!(
        fields.contains(&Field {
            name: "reported by",
            old: "harbour.txt".to_owned(),
            new: "harbour.txt, radio.txt".to_owned()
        }),
        "{fields:?}"
    );
    assert!(
        grown.disagreements.added.iter().any(|one| one.summary.contains("3 (A) vs 9 (B)")),
        "{}",
        as_text(&grown)
    );
    let shrunk = diff(&[HARBOUR, RADIO], &[HARBOUR]);
    assert!(shrunk.disagreements.removed.iter().any(|one| one.summary.contains("3 (A) vs 9 (B)")));
    assert_eq!(shrunk.reports.removed.len(), 1);
}

#[test]
fn a_figure_revised_in_one_report_is_a_change_of_its_claim() {
    let revised =
        (HARBOUR.0, "A ferry sank off Portsea on 4 May 2031. Five passengers drowned, the coastguard said.");
    let found = diff(&[HARBOUR], &[revised]);
    let changed: Vec<&Field> = found.claims.changed.iter().flat_map(|changed| &changed.fields).collect();
    assert!(
        changed.iter().any(|field| field.name == "claim" && field.old == "3" && field.new == "5"),
        "{}",
        as_text(&found)
    );
    assert!(found.reports.is_empty());
}

#[test]
fn a_correction_of_the_date_is_a_change_of_the_event_and_not_another_event() {
    let earlier =
        (HARBOUR.0, "A ferry sank off Portsea on 3 May 2031. Three passengers drowned, the coastguard said.");
    let found = diff(&[HARBOUR], &[earlier]);
    let dates: Vec<(&str, &str)> = found
        .events
        .changed
        .iter()
        .flat_map(|changed| &changed.fields)
        .filter(|field| field.name == "date")
        .map(|field| (&*field.old, &*field.new))
        .collect();
    assert!(dates.contains(&("2031-05-04", "2031-05-03")), "{}", as_text(&found));
}

#[test]
fn printed_text_controls_neither_a_terminal_nor_a_page() {
    let wild = (
        "a.txt",
        "Mayor \u{1b}[31mAnna\u{202e} Smith resigned in Berlin on 4 May 2031, <b>officials</b> said.",
    );
    let found = diff(&[], &[wild]);
    let mut page = Vec::new();
    markdown(&mut page, &found, true).unwrap();
    let page = String::from_utf8(page).unwrap();
    for out in [as_text(&found), page.clone()] {
        assert!(!out.is_empty());
        assert!(out.chars().all(|c| c == '\n' || crate::text::visible::sign(c).is_none()), "{out}");
    }
    assert!(!page.contains("<b>"), "{page}");
}

fn sentence() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec!["Three", "Five", "Nine", "At least 40"]);
    let verb = prop::sample::select(vec!["drowned", "were injured", "were arrested"]);
    let day = 1_u8..5;
    (number, verb, day).prop_map(|(number, verb, day)| format!("{number} people {verb} on {day} May 2031."))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn rows_added_in_one_direction_are_removed_in_the_other(
        old in prop::collection::vec(sentence(), 0..4),
        new in prop::collection::vec(sentence(), 0..4),
    ) {
        let (old, new) = (old.join(" "), new.join(" "));
        let (old, new) = (version(&[("a.txt", &old)]), version(&[("a.txt", &new)]));
        let (there, back) = (Diff::between(&old, &new), Diff::between(&new, &old));
        prop_assert_eq!(there.events.added.len(), back.events.removed.len());
        prop_assert_eq!(there.events.removed.len(), back.events.added.len());
        prop_assert_eq!(there.claims.added.len(), back.claims.removed.len());
        prop_assert_eq!(there.is_empty(), back.is_empty());
        prop_assert_eq!(there.claims.added.len() + old.claims.len(), new.claims.len() + there.claims.removed.len());
    }
}
