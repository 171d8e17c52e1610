//! Results of earlier runs for the reports of a corpus, as the modules that would compute them ask for them.

use rayon::prelude::*;

use crate::disagreement::{self, Explained};
use crate::store::results::{Results, name_of_corpus, name_of_report};
use crate::text::ReportId;
use crate::timeline::{self, Input, Merged};

/// The results of earlier runs for one corpus.
#[derive(Debug)]
pub(super) struct Known<'r> {
    results: &'r Results,
    /// The key of each report.
    reports: Vec<u128>,
    /// The key of the corpus.
    corpus: u128,
}

impl<'r> Known<'r> {
    /// The results for these reports; none if nothing is stored.
    pub(super) fn of(results: &'r Results, input: &Input) -> Option<Self> {
        results.keeps().then(|| {
            let reports: Vec<u128> = input.reports.par_iter().map(name_of_report).collect();
            Self { results, corpus: name_of_corpus(&reports, &input.given), reports }
        })
    }
}

impl timeline::Memory for Known<'_> {
    fn recall(&self) -> Option<Merged> {
        self.results.timeline(self.corpus)
    }

    fn keep(&self, merged: &Merged) {
        self.results.keep_timeline(self.corpus, merged);
    }
}

impl disagreement::Memory for Known<'_> {
    fn report(&self, report: ReportId) -> u128 {
        self.reports.get(report.index()).copied().unwrap_or_default()
    }

    fn recall(&self, basis: u128) -> Option<Explained> {
        self.results.story(basis)
    }

    fn keep(&self, basis: u128, explained: &Explained) {
        self.results.keep_story(basis, explained);
    }
}
