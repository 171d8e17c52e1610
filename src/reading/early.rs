//! The results of the first reports, shown while the rest is still being analysed.
//!
//! Reports are analysed in their order, a batch at a time; what is shown is the timeline of those so far, so that each report keeps
//! its badge. How often to show one depends on how long the last one took.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::known::Known;
use super::{OnProgress, Reading, Sources, Stage, of_timeline};
use crate::analysis::Analysis;
use crate::corpus::Corpus;
use crate::text::Report;
use crate::timeline::{self, Analyse, Input};

/// Reports of the first batch; later ones grow up to the second number.
const FIRST: usize = 32;
const MOST: usize = 512;

/// A callback with the reading of the first reports.
pub type Show<'s> = dyn FnMut(Reading) + 's;

impl Reading {
    /// Like [`Reading::of`], with an intermediate reading of the reports so far now and then.
    #[must_use]
    pub fn early(
        corpus: Corpus,
        sources: Sources<'_>,
        on_progress: &OnProgress<'_>,
        show: &mut Show<'_>,
    ) -> Self {
        let input = Input::from(corpus);
        let known = Known::of(sources.results, &input);
        let memory = known.as_ref().map(|known| known as &dyn timeline::Memory);
        let analyses = analyse_and_show(&input, sources.analyse, on_progress, show);
        let timeline = timeline::assemble_with(input, analyses, &of_timeline(on_progress), memory);
        on_progress(Stage::Disagreements, 0, timeline.events.len());
        Self::compare_with(timeline, known.as_ref())
    }
}

fn analyse_and_show(
    input: &Input,
    analyse: &Analyse<'_>,
    on_progress: &OnProgress<'_>,
    show: &mut Show<'_>,
) -> Vec<Arc<Analysis>> {
    let reports = &input.reports;
    let done = AtomicUsize::new(0);
    let read = |report: &Report| {
        let analysis = timeline::analysed(report, reports.len(), analyse);
        on_progress(Stage::Reports, done.fetch_add(1, Ordering::Relaxed) + 1, reports.len());
        analysis
    };
    on_progress(Stage::Reports, 0, reports.len());
    let began = Instant::now();
    let mut pace = Pace::new(reports.len());
    let mut analyses = Vec::with_capacity(reports.len());
    let mut batch = FIRST;
    while analyses.len() < reports.len() {
        let next = &reports[analyses.len()..(analyses.len() + batch).min(reports.len())];
        analyses.par_extend(next.par_iter().map(read));
        if pace.is_due(analyses.len(), began.elapsed()) {
            let begins = began.elapsed();
            show(of_first(input, &analyses));
            pace.shown(analyses.len(), begins, began.elapsed());
        }
        batch = (batch * 2).min(MOST);
    }
    analyses
}

/// The reading of the reports that are analysed. Added events are left out: they may be about a report that is not among them.
fn of_first(input: &Input, analyses: &[Arc<Analysis>]) -> Reading {
    let first = Input {
        title: input.title.clone(),
        reports: input.reports[..analyses.len()].to_vec(),
        given: Vec::new(),
        problems: input.problems.clone(),
        stories: None,
    };
    Reading::compare(timeline::assemble(first, analyses.to_vec(), &|_| {}))
}

/// When to show an intermediate reading.
#[derive(Clone, Copy, Debug)]
struct Pace {
    total: usize,
    /// How many reports were shown last, how long that took, and when it ended.
    last: usize,
    cost: Duration,
    ended: Duration,
}

impl Pace {
    /// No part is shown if everything will be ready before this time has passed.
    const SOON: Duration = Duration::from_millis(500);
    /// Showing takes at most this fraction of the time.
    const SHARE: u32 = 8;

    fn new(total: usize) -> Self {
        Self { total, last: 0, cost: Duration::ZERO, ended: Duration::ZERO }
    }

    /// Whether it is time, after this many reports and this much time since the beginning.
    fn is_due(&self, count: usize, now: Duration) -> bool {
        // Batches are far smaller than the range of a u32.
        let times = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).max(1);
        let left = now / times(count) * times(self.total.saturating_sub(count));
        let costs = self.cost / times(self.last) * times(count);
        count < self.total
            && left >= Self::SOON
            && count >= 2 * self.last
            && now.saturating_sub(self.ended) >= costs * Self::SHARE
    }

    fn shown(&mut self, count: usize, began: Duration, ended: Duration) {
        (self.last, self.cost, self.ended) = (count, ended.saturating_sub(began), ended);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::store::results::Results;
    use crate::text::ReportId;

    fn corpus(count: u32) -> Corpus {
        let report = |id: u32| Report {
            id: ReportId(id),
            path: format!("{id}.txt"),
            text: format!(
                "A blast at the mill in Ostwick killed {} workers on 4 May 2031, police said.",
                id + 3
            )
            .into(),
            ..Report::default()
        };
        Corpus { reports: (0..count).map(report).collect(), ..Corpus::default() }
    }

    #[test]
    fn an_early_reading_is_that_of_the_first_reports_and_the_whole_is_unchanged() {
        // As if each report took long, so that it is worthwhile to show the first ones.
        let slow = |report: &Report| {
            std::thread::sleep(Duration::from_millis(12));
            analyse(report)
        };
        let mut shown = Vec::new();
        let sources = Sources { analyse: &slow, results: &Results::default() };
        let whole = Reading::early(corpus(160), sources, &|_, _, _| {}, &mut |reading| shown.push(reading));
        let first = shown.first().expect("the first reports are shown");
        let count = first.timeline.reports.len();
        assert!((FIRST..160).contains(&count), "{count}");
        let expected = Reading::of(corpus(u32::try_from(count).unwrap()));
        assert_eq!(format!("{:?}", first.timeline), format!("{:?}", expected.timeline));
        assert_eq!(format!("{:?}", first.disagreements), format!("{:?}", expected.disagreements));
        assert_eq!(format!("{:?}", whole.timeline), format!("{:?}", Reading::of(corpus(160)).timeline));
    }

    #[test]
    fn a_reading_that_is_over_soon_is_shown_once_and_showing_takes_a_small_share() {
        let millis = Duration::from_millis;
        let mut pace = Pace::new(1000);
        assert!(!pace.is_due(32, millis(1)), "the rest takes 30 ms");
        assert!(pace.is_due(32, millis(160)), "the rest takes 5 s");
        pace.shown(32, millis(160), millis(180));
        assert!(!pace.is_due(48, millis(900)), "hardly more than before");
        assert!(!pace.is_due(96, millis(400)), "it would take 60 ms");
        assert!(pace.is_due(96, millis(700)));
        assert!(!pace.is_due(1000, millis(9000)), "that is the whole");
    }
}
