//! Steps over all reports at once, which a single report can make panic: that report is found, set aside and reported, and the
//! step is run without it.
//!
//! The report is the last of the shortest prefix of the corpus on which the step panics, found by bisection (as in delta debugging,
//! Zeller 1999): this is right also where it panics only in combination with another.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::text::fault::{self, Fault};
use crate::text::{Problem, Report};

/// Reports that one step sets aside at most: where so many fail, the fault is not in the reports.
const MOST: usize = 16;

/// The reports and their analyses, without what a step failed on.
pub(super) struct Corpus<'r> {
    reports: &'r [Report],
    /// The reports without the texts of those that were set aside; made when the first one is.
    masked: Option<Vec<Report>>,
    /// The analysis of each report, without what was removed from those that were set aside.
    pub analyses: Vec<Arc<Analysis>>,
    /// What was set aside, and why.
    pub problems: Vec<Problem>,
}

/// A step over all reports.
pub(super) struct Step<'s> {
    /// What it produces, as messages call it.
    pub what: &'s str,
    /// Removes from an analysis what the step reads of it, and what depends on that.
    pub leave_out: fn(&mut Analysis),
}

impl<'r> Corpus<'r> {
    pub fn new(reports: &'r [Report], analyses: Vec<Arc<Analysis>>) -> Self {
        Self { reports, masked: None, analyses, problems: Vec::new() }
    }

    /// Runs a step over all reports; the result is empty where setting reports aside does not help.
    pub fn run<T: Default>(&mut self, step: &Step<'_>, work: impl Fn(&[Report], &[Arc<Analysis>]) -> T) -> T {
        let mut attempt = fault::contain(|| work(self.reports(), &self.analyses));
        for _ in 0..MOST.min(self.reports.len()) {
            match attempt {
                Ok(done) => return done,
                Err(fault) => {
                    let guilty = self.last_of_shortest_failing(step, &work);
                    self.set_aside(guilty, step, &fault);
                }
            }
            attempt = fault::contain(|| work(self.reports(), &self.analyses));
        }
        attempt.unwrap_or_else(|fault| {
            let what = step.what;
            self.problem(0, format!("the {what} of the reports could not be merged: {}", of_program(&fault)));
            T::default()
        })
    }

    fn reports(&self) -> &[Report] {
        self.masked.as_deref().unwrap_or(self.reports)
    }

    fn last_of_shortest_failing<T>(
        &self,
        step: &Step<'_>,
        work: &impl Fn(&[Report], &[Arc<Analysis>]) -> T,
    ) -> usize {
        let (mut sound, mut failing) = (0, self.reports.len());
        while failing - sound > 1 {
            let middle = sound.midpoint(failing);
            let (mut reports, mut analyses) = (self.reports().to_vec(), self.analyses.clone());
            reports[middle..].iter_mut().for_each(|report| report.text = "".into());
            analyses[middle..].iter_mut().for_each(|analysis| (step.leave_out)(Arc::make_mut(analysis)));
            match fault::contain(|| work(&reports, &analyses)) {
                Ok(_) => sound = middle,
                Err(_) => failing = middle,
            }
        }
        failing.saturating_sub(1)
    }

    fn set_aside(&mut self, at: usize, step: &Step<'_>, fault: &Fault) {
        if let Some(analysis) = self.analyses.get_mut(at) {
            (step.leave_out)(Arc::make_mut(analysis));
        }
        if let Some(report) = self.masked.get_or_insert_with(|| self.reports.to_vec()).get_mut(at) {
            report.text = "".into();
        }
        let (what, fault) = (step.what, of_program(fault));
        self.problem(
            at,
            format!("its {what} could not be merged with the others and were left out: {fault}"),
        );
    }

    fn problem(&mut self, at: usize, message: String) {
        let path = self.reports.get(at).map(|report| report.path.clone()).unwrap_or_default();
        self.problems.push(Problem { path, line: None, message });
    }
}

fn of_program(fault: &Fault) -> String {
    format!("a fault of this program ({fault})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ReportId;

    fn reports(texts: &[&str]) -> Vec<Report> {
        let report = |(id, text): (u32, &&str)| Report {
            id: ReportId(id),
            path: format!("{id}.txt"),
            text: (*text).into(),
            ..Report::default()
        };
        (0..).zip(texts).map(report).collect()
    }

    /// The result of a step that counts reports, and the paths of what was set aside.
    fn counted(texts: &[&str], panics: impl Fn(&[&str]) -> bool) -> (usize, Vec<String>) {
        let reports = reports(texts);
        let mut corpus = Corpus::new(&reports, vec![Arc::default(); texts.len()]);
        let step = Step { what: "events", leave_out: |analysis| analysis.events.clear() };
        let count = corpus.run(&step, |reports, _| {
            let texts: Vec<&str> =
                reports.iter().map(|report| &*report.text).filter(|text| !text.is_empty()).collect();
            assert!(!panics(&texts), "it cannot be done");
            texts.len()
        });
        (count, corpus.problems.into_iter().map(|problem| problem.path).collect())
    }

    #[test]
    fn a_report_that_a_step_cannot_bear_is_set_aside_alone() {
        let texts = ["a", "b", "bad", "c", "d", "bad", "e"];
        let (count, aside) = counted(&texts, |texts| texts.contains(&"bad"));
        assert_eq!((count, aside), (5, vec!["2.txt".to_owned(), "5.txt".to_owned()]));
        assert_eq!(counted(&["a", "b"], |_| false), (2, Vec::new()));
    }

    #[test]
    fn of_two_that_do_not_bear_each_other_one_is_set_aside() {
        let (count, aside) = counted(&["left", "a", "b", "right", "c"], |texts| {
            texts.contains(&"left") && texts.contains(&"right")
        });
        assert_eq!((count, aside), (4, vec!["3.txt".to_owned()]));
    }

    #[test]
    fn a_step_that_always_panics_gives_nothing_and_says_so() {
        let (count, aside) = counted(&["a", "b"], |_| true);
        assert_eq!((count, aside.len()), (0, 3));
    }
}
