//! A timeline rebuilt because a person knows more about its reports: another publication date, source or title.
//!
//! Only a report whose publication date changes is analysed again, since its relative dates depend on it; everything that is
//! merged across reports is merged again.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Analyse, Input, Timeline, assemble};
use crate::analysis::Analysis;
use crate::text::{Problem, Report};

/// The timeline of the same reports with other descriptions: `reports` are those of the timeline, in their order.
///
/// # Panics
/// If the number of reports is not that of the timeline.
#[must_use]
pub fn describe(timeline: &Timeline, reports: Vec<Report>, analyse: &Analyse<'_>) -> Timeline {
    assert_eq!(timeline.reports.len(), reports.len(), "each report stays");
    let analyses = reports.par_iter().zip(timeline.reports.par_iter().zip(timeline.analyses.par_iter())).map(
        |(now, (before, known))| {
            if now.published == before.published { known.clone() } else { Arc::new(analyse(now)) }
        },
    );
    let analyses: Vec<Arc<Analysis>> = analyses.collect();
    let of_analyses: HashSet<&Problem> =
        timeline.analyses.iter().flat_map(|analysis| &analysis.problems).collect();
    let lasting = timeline.problems.iter().filter(|problem| !of_analyses.contains(problem));
    let input = Input {
        title: timeline.title.clone(),
        reports,
        given: timeline.given.clone(),
        problems: Vec::new(),
        stories: None,
    };
    let mut rebuilt = assemble(input, analyses, &|_| {});
    // Problems of the merging are found again.
    let mut seen = HashSet::new();
    let problems = lasting.cloned().chain(std::mem::take(&mut rebuilt.problems));
    rebuilt.problems = problems.filter(|problem| seen.insert(problem.clone())).collect();
    rebuilt
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::text::{Published, PublishedBasis, ReportId};
    use crate::timeline::build;

    fn report(id: u32, published: &str, text: &str) -> Report {
        Report {
            id: ReportId(id),
            path: format!("{id}.txt"),
            published: Some(Published { edtf: published.to_owned(), basis: PublishedBasis::Metadata }),
            text: text.into(),
            ..Report::default()
        }
    }

    fn reports(first: &str) -> Vec<Report> {
        vec![
            report(0, first, "A ferry sank off Portsea on Tuesday. Three passengers drowned, police said."),
            report(1, "2031-05-08", "A warehouse burned down in Ostwick on 6 May 2031, the mayor said."),
        ]
    }

    fn dates(timeline: &Timeline) -> Vec<String> {
        timeline.events.iter().map(|event| format!("{} {}", event.when.edtf, event.title)).collect()
    }

    #[test]
    fn a_described_timeline_is_the_one_read_with_that_date_from_the_start() {
        let input = |first: &str| Input { reports: reports(first), ..Input::default() };
        let (before, wanted) = (build(input("2031-05-07")), build(input("2024-03-08")));
        let rebuilt = describe(&before, reports("2024-03-08"), &analyse);
        assert_ne!(dates(&before), dates(&rebuilt));
        assert_eq!(dates(&rebuilt), dates(&wanted));
        assert!(dates(&rebuilt).iter().any(|date| date.starts_with("2024-03-05")), "{:?}", dates(&rebuilt));
        assert_eq!(rebuilt.problems, wanted.problems);
    }

    #[test]
    fn only_a_report_with_another_date_is_analysed_again() {
        let count = std::sync::atomic::AtomicUsize::new(0);
        let counted = |report: &Report| {
            count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            analyse(report)
        };
        let before = build(Input { reports: reports("2031-05-07"), ..Input::default() });
        let mut renamed = reports("2031-05-07");
        renamed[1].source = Some("Ostwick Post".to_owned());
        let rebuilt = describe(&before, renamed, &counted);
        assert_eq!(count.load(std::sync::atomic::Ordering::Relaxed), 0);
        assert_eq!(rebuilt.reports[1].source.as_deref(), Some("Ostwick Post"));
        let _ = describe(&before, reports("2024-03-08"), &counted);
        assert_eq!(count.load(std::sync::atomic::Ordering::Relaxed), 1);
    }
}
