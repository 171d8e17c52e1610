//! The whole way from reports to their disagreements, in one place: what every command and the interface call.
//!
//! The steps are those of the other modules; nothing here reads a file.

mod early;
mod known;

use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::{Analysis, analyse};
use crate::corpus::{self, Corpus, Request};
use crate::disagreement::{self, Disagreement, Explained, NotCompared};
use crate::store::exchange::Analysed;
use crate::store::results::Results;
use crate::store::{Notebook, corrections};
use crate::text::Published;
use crate::timeline::correct::{self, Correction};
use crate::timeline::{self, Analyse, Input, Progress, Timeline};
use known::Known;

/// Reports read as one timeline, with the places where they disagree. [`read`] makes it from files and folders.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The timeline; its problems are all that went wrong on the way.
    pub timeline: Timeline,
    /// Where reports disagree, most serious first.
    pub disagreements: Vec<Disagreement>,
    /// What looks similar and was not compared.
    #[doc(hidden)]
    pub not_compared: Vec<NotCompared>,
}

/// The sources of the parts of a reading.
#[derive(Clone, Copy)]
pub struct Sources<'s> {
    /// The function that analyses a report.
    pub analyse: &'s Analyse<'s>,
    /// The results of earlier runs.
    pub results: &'s Results,
}

/// The stages from files to disagreements, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files are looked for.
    Files,
    /// Files are read and split into reports; their number is estimated.
    Inputs,
    /// Reports are analysed, each by itself.
    Reports,
    /// The mentions of all reports become actors.
    Actors,
    /// The mentions of all reports become events.
    Events,
    /// What the reports say of the events is compared.
    Disagreements,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Self; 6] =
        [Self::Files, Self::Inputs, Self::Reports, Self::Actors, Self::Events, Self::Disagreements];

    /// The verb for the stage and its objects: "analysing", "reports".
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Files => ("finding", "files"),
            Self::Inputs => ("reading", "reports"),
            Self::Reports => ("analysing", "reports"),
            Self::Actors => ("joining", "mentions into actors"),
            Self::Events => ("joining", "mentions into events"),
            Self::Disagreements => ("comparing", "events"),
        }
    }
}

/// A callback for the progress of a reading, from any thread: the stage, how much is done, and of how much; 0 if that is
/// unknown.
pub type OnProgress<'a> = dyn Fn(Stage, usize, usize) + Sync + 'a;

/// Passes on the progress of reading files.
pub fn of_corpus<'a>(on_progress: &'a OnProgress<'_>) -> impl Fn(corpus::Progress) + Sync + 'a {
    |progress| match progress {
        corpus::Progress::Finding(found) => on_progress(Stage::Files, found, 0),
        corpus::Progress::Reading(done, about) => on_progress(Stage::Inputs, done, about),
    }
}

/// Passes on the progress of building the timeline.
fn of_timeline<'a>(on_progress: &'a OnProgress<'_>) -> impl Fn(Progress) + Sync + 'a {
    |progress| match progress {
        Progress::Reports(done, total) => on_progress(Stage::Reports, done, total),
        Progress::Actors(total) => on_progress(Stage::Actors, 0, total),
        Progress::Events(total) => on_progress(Stage::Events, 0, total),
    }
}

/// Reads files and folders, and `-` as standard input, each file by the format that its bytes show. Never fails: what could not
/// be read is among the timeline's problems. A person's notes beside the reports are ignored.
#[must_use]
pub fn read<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Reading {
    let paths = paths.into_iter().map(Into::into).collect();
    Reading::of(Corpus::read(&Request { paths, ..Request::default() }))
}

impl Reading {
    /// Reads a corpus.
    #[doc(hidden)]
    #[must_use]
    pub fn of(corpus: Corpus) -> Self {
        let sources = Sources { analyse: &analyse, results: &Results::default() };
        Self::with(corpus, &Notebook::default(), sources, &|_, _, _| {})
    }

    /// Reads a corpus as a person's notebook corrects it.
    #[doc(hidden)]
    #[must_use]
    pub fn with(
        corpus: Corpus,
        notebook: &Notebook,
        sources: Sources<'_>,
        on_progress: &OnProgress<'_>,
    ) -> Self {
        let mut corpus = corpus;
        corrections::describe(notebook, &mut corpus.reports);
        let input = Input::from(corpus);
        let known = Known::of(sources.results, &input);
        let timeline = timeline::build_with_progress(
            input,
            sources.analyse,
            &of_timeline(on_progress),
            known.as_ref().map(|known| known as &dyn timeline::Memory),
        );
        Self::correct_and_compare(timeline, notebook, known.as_ref(), on_progress)
    }

    /// Merges reports that were analysed before, on this machine or another; the result is that of [`Reading::with`].
    #[doc(hidden)]
    #[must_use]
    pub fn of_analysed(analysed: Analysed, notebook: &Notebook, on_progress: &OnProgress<'_>) -> Self {
        let mut analysed = analysed;
        let stories = analysed.stories();
        let Analysed { mut corpus, mut analyses, .. } = analysed;
        describe_analysed(notebook, &mut corpus, &mut analyses);
        let input = Input { stories, ..corpus.into() };
        let timeline = timeline::assemble(input, analyses, &of_timeline(on_progress));
        Self::correct_and_compare(timeline, notebook, None, on_progress)
    }

    fn correct_and_compare(
        timeline: Timeline,
        notebook: &Notebook,
        known: Option<&Known<'_>>,
        on_progress: &OnProgress<'_>,
    ) -> Self {
        let corrections = corrections::corrections(notebook, &timeline);
        let timeline = correct(timeline, &corrections);
        on_progress(Stage::Disagreements, 0, timeline.events.len());
        Self::compare_with(timeline, known)
    }

    /// Finds where the reports of a timeline disagree.
    #[doc(hidden)]
    #[must_use]
    pub fn compare(timeline: Timeline) -> Self {
        Self::compare_with(timeline, None)
    }

    fn compare_with(mut timeline: Timeline, known: Option<&Known<'_>>) -> Self {
        let memory = known.map(|known| known as &dyn disagreement::Memory);
        let Explained { disagreements, not_compared, problems } =
            disagreement::explain_with(&timeline, memory);
        timeline.problems.extend(problems);
        Self { timeline, disagreements, not_compared }
    }
}

/// Describes reports as a notebook does; a report whose publication date changes is analysed again.
fn describe_analysed(notebook: &Notebook, corpus: &mut Corpus, analyses: &mut [Arc<Analysis>]) {
    let before: Vec<Option<Published>> =
        corpus.reports.iter().map(|report| report.published.clone()).collect();
    if !corrections::describe(notebook, &mut corpus.reports) {
        return;
    }
    for ((report, before), analysis) in corpus.reports.iter().zip(before).zip(analyses) {
        if report.published != before {
            *analysis = Arc::new(analyse(report));
        }
    }
}

fn correct(timeline: Timeline, corrections: &[Correction]) -> Timeline {
    if corrections.is_empty() { timeline } else { correct::correct(&timeline, corrections) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Report, ReportId};

    fn corpus(texts: &[&str]) -> Corpus {
        let report = |(id, text): (u32, &&str)| Report {
            id: ReportId(id),
            path: format!("{id}.txt"),
            text: (*text).into(),
            ..Report::default()
        };
        Corpus { reports: (0..).zip(texts).map(report).collect(), ..Corpus::default() }
    }

    #[test]
    fn a_reading_holds_the_timeline_and_where_it_parts() {
        let reading = Reading::of(corpus(&[
            "An explosion at the Lindqvist mill in Ostwick killed 18 workers on 4 May 2031, police said.",
            "An explosion at the Lindqvist mill in Ostwick killed eight workers on 4 May 2031, police said.",
        ]));
        assert_eq!(reading.timeline.reports.len(), 2);
        assert!(!reading.timeline.events.is_empty());
        assert!(!reading.disagreements.is_empty());
    }

    #[test]
    fn an_empty_corpus_is_read_as_nothing() {
        let reading = Reading::of(Corpus::default());
        assert!(reading.timeline.events.is_empty() && reading.disagreements.is_empty());
    }
}
