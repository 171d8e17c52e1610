//! What passes a filter, however it is worked out.

use std::collections::BTreeSet;

use super::*;
use crate::disagreement::Verdict;
use crate::text::ReportId;
use crate::timeline::EventId;
use crate::ui::state::app::Filter;
use crate::ui::state::library::Agreement;

/// How the reports that are not left out relate to an event, asked of everything that is known of it.
fn agreement(app: &App, id: EventId) -> Agreement {
    let library = &app.library;
    let included = |report: &&ReportId| app.is_included(**report);
    let found = (0..).zip(&library.disagreements).filter(|(at, found)| {
        let mut all: Vec<ReportId> = found.positions.iter().map(|side| side.passage.report).collect();
        all.sort_unstable();
        all.dedup();
        let sides = all.iter().filter(included).count() >= all.len().min(2);
        let wanted = app.filter.verdict.is_none_or(|verdict| verdict == found.verdict);
        found.event == Some(id) && sides && wanted && library.is_open(*at)
    });
    match found.map(|(_, found)| found.verdict).min() {
        Some(Verdict::Contradiction) => Agreement::Contradicted,
        Some(_) => Agreement::Different,
        None if library.event(id).unwrap().reported_by.iter().filter(included).count() > 1 => {
            Agreement::Shared
        }
        None => Agreement::Single,
    }
}

#[test]
fn marks_and_events_follow_whichever_reports_and_verdicts_are_left_out() {
    let mut app = open(120, 40);
    let reports = u32::try_from(app.library.reports().len()).unwrap();
    let verdicts = Verdict::ALL.iter().copied().map(Some).chain([None]);
    for verdict in verdicts {
        for set in 0..1_u32 << reports {
            let without: BTreeSet<ReportId> =
                (0..reports).filter(|at| set & (1 << at) != 0).map(ReportId).collect();
            app.set_filter(Filter { without: without.clone(), verdict, ..Filter::default() });
            for (id, event) in (0..).map(EventId).zip(app.library.events()) {
                let is_reported =
                    event.reported_by.iter().chain(&event.unknown).any(|report| !without.contains(report));
                let is_reported = is_reported || event.given.is_some();
                if verdict.is_none() {
                    assert_eq!(app.passes(id), is_reported, "{} without {without:?}", event.title);
                }
                if app.passes(id) {
                    let expected = agreement(&app, id);
                    assert_eq!(app.agreement(id), expected, "{} without {without:?}", event.title);
                }
            }
        }
    }
}

#[test]
fn a_report_that_is_left_out_is_not_named_as_one_that_does_not_know() {
    let mut app = open(120, 40);
    let words = "says it is not known: D Radio Tarn";
    assert!(screen(&app).contains(words));
    press(&mut app, "4");
    assert!(!screen(&app).contains(words), "{}", screen(&app));
}
