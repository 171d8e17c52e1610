//! The exchange of analyses between machines: JSON Lines, `rashomon.analysis/1`, as `assets/rashomon.analysis-1.schema.json`
//! describes them.
//!
//! A line is a report with its text, its analysis and its subject, or problems alone, an event a person added, or the corpus's title.
//! Input is checked: an analysis that does not fit its text, or was made by another version, is made again.

mod place;
mod read;

pub use place::{Place, Placed, Places};
pub use read::Analysed;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::ANALYSER;
use crate::analysis::Analysis;
use crate::corpus::{Chunk, Corpus, Part, Progress, Request};
use crate::text::{Given, Problem, Report, ReportId};
use crate::timeline::Analyse;
use crate::timeline::story::Subject;

/// The name and version of the format.
pub const SCHEMA: &str = "rashomon.analysis/1";

/// The JSON Schema of the format.
pub const JSON_SCHEMA: &str = include_str!("../../assets/rashomon.analysis-1.schema.json");

/// How many reports are analysed, or lines read, in parallel.
const BATCH: usize = 256;

/// One line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Line {
    schema: String,
    analyser: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    given: Option<Given>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    problems: Vec<Problem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    report: Option<Report>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    analysis: Option<Analysis>,
    /// By what the story of the report is found. A merge finds it anew.
    #[serde(default, skip_serializing_if = "Option::is_none", skip_deserializing)]
    subject: Option<Subject>,
    /// The story of the report among more reports than are merged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    story: Option<Place>,
}

impl Line {
    fn new() -> Self {
        Self { schema: SCHEMA.to_owned(), analyser: ANALYSER.to_owned(), ..Self::default() }
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// A callback for the progress, from any thread: how many reports of about how many; 0 if that is unknown.
pub type OnCount<'t> = dyn Fn(usize, usize) + Sync + 't;

/// Writes analyses as they are made.
pub struct Lines<'w> {
    to: &'w mut dyn Write,
    analyse: &'w Analyse<'w>,
    progress: &'w OnCount<'w>,
    /// Reports that are analysed, and about how many there are; 0 where that is not known.
    analysed: AtomicUsize,
    about: AtomicUsize,
    /// What the next line will contain.
    title: Option<String>,
    reports: u32,
    given: usize,
    problems: usize,
}

impl<'w> Lines<'w> {
    /// Nothing is written yet.
    pub fn new(to: &'w mut dyn Write, analyse: &'w Analyse<'w>) -> Self {
        Self {
            to,
            analyse,
            progress: &|_, _| {},
            analysed: AtomicUsize::new(0),
            about: AtomicUsize::new(0),
            title: None,
            reports: 0,
            given: 0,
            problems: 0,
        }
    }

    /// The same, with a report of its progress.
    #[must_use]
    pub fn with_progress(self, progress: &'w OnCount<'w>) -> Self {
        Self { progress, ..self }
    }

    /// Whether neither a report nor an added event is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reports == 0 && self.given == 0
    }

    /// How many problems with the input are written.
    #[must_use]
    pub fn problems(&self) -> usize {
        self.problems
    }

    /// Writes a corpus that is read already.
    ///
    /// # Errors
    /// If the writer fails.
    pub fn all(&mut self, corpus: Corpus) -> io::Result<()> {
        self.head(&corpus)?;
        self.about = corpus.reports.len().into();
        self.add(vec![Part { reports: corpus.reports, ..Part::default() }])
    }

    /// Reads what a request names and writes it, part by part. Returns the paths from which nothing could be read.
    ///
    /// # Errors
    /// If the writer fails.
    pub fn request(&mut self, request: &Request) -> io::Result<Vec<PathBuf>> {
        let estimate = AtomicUsize::new(0);
        let progress = |progress| {
            if let Progress::Reading(_, about) = progress {
                estimate.store(about, Ordering::Relaxed);
            }
        };
        Corpus::read_in_parts(request, &progress, &mut |found| match found {
            Chunk::Head(corpus) => self.head(&corpus),
            Chunk::Parts(parts) => {
                self.about = estimate.load(Ordering::Relaxed).into();
                self.add(parts)
            }
        })
    }

    /// What a corpus has besides its reports, one line for each; its title goes into the first line that is written.
    fn head(&mut self, corpus: &Corpus) -> io::Result<()> {
        self.title = Some(corpus.title.clone()).filter(|title| !title.is_empty());
        let given = corpus.given.iter().map(|given| Line { given: Some(given.clone()), ..Line::new() });
        let problems =
            corpus.problems.iter().map(|problem| Line { problems: vec![problem.clone()], ..Line::new() });
        for mut line in given.chain(problems) {
            line.title = self.title.take();
            self.to.write_all(&line.bytes()?)?;
        }
        self.given += corpus.given.len();
        self.problems += corpus.problems.len();
        Ok(())
    }

    /// Analyses reports and writes a line for each, in their order. Problems are in the line of the
    /// first report they came with, or in one of their own.
    fn add(&mut self, parts: Vec<Part>) -> io::Result<()> {
        let mut lines: Vec<Line> = Vec::new();
        for Part { reports, given, mut problems, .. } in parts {
            self.problems += problems.len();
            self.given += given.len();
            lines.extend(given.into_iter().map(|given| Line { given: Some(given), ..Line::new() }));
            if reports.is_empty() && !problems.is_empty() {
                lines.push(Line { problems, ..Line::new() });
                continue;
            }
            for mut report in reports {
                report.id = ReportId(self.reports);
                self.reports = self.reports.saturating_add(1);
                let problems = std::mem::take(&mut problems);
                lines.push(Line { report: Some(report), problems, ..Line::new() });
            }
        }
        if let Some(first) = lines.first_mut() {
            first.title = self.title.take();
        }
        for batch in lines.chunks_mut(BATCH) {
            let Self { analyse, progress, analysed, about, .. } = &*self;
            let write = |line: &mut Line| {
                line.analysis = line.report.as_ref().map(analyse);
                line.subject = line.report.as_ref().map(|report| Subject::of(report, line.analysis.as_ref()));
                if line.report.is_some() {
                    progress(analysed.fetch_add(1, Ordering::Relaxed) + 1, about.load(Ordering::Relaxed));
                }
                let bytes = line.bytes();
                // Freed as soon as possible: a batch of long reports is large.
                (line.report, line.analysis, line.subject) = (None, None, None);
                bytes
            };
            let written: Vec<_> = batch.par_iter_mut().map(write).collect();
            for bytes in written {
                self.to.write_all(&bytes?)?;
            }
        }
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis;

    fn corpus() -> Corpus {
        let text = |id: u32, text: &str| Report {
            id: ReportId(id),
            path: format!("{id}.txt"),
            text: text.into(),
            ..Report::default()
        };
        let given =
            Given { path: "own.csv".into(), line: 2, date: Some("2031-05-04".into()), ..Given::default() };
        let problem = Problem { path: "x.txt".into(), line: Some(3), message: "it contains no text".into() };
        Corpus {
            title: "The mill".into(),
            reports: vec![
                text(
                    0,
                    "A blast at the Lindqvist mill in Ostwick killed 18 workers on 4 May 2031, police said.",
                ),
                text(
                    1,
                    "A blast at the Lindqvist mill in Ostwick killed eight workers on 4 May 2031, police said.",
                ),
            ],
            given: vec![given],
            problems: vec![problem],
            unread: Vec::new(),
        }
    }

    fn written() -> String {
        let mut bytes = Vec::new();
        let corpus = corpus();
        Lines::new(&mut bytes, &analysis::analyse).all(corpus).expect("memory takes it");
        String::from_utf8(bytes).expect("JSON is UTF-8")
    }

    fn read(text: &str) -> Analysed {
        let mut analysed = Analysed::default();
        analysed.read(&mut text.as_bytes(), "in.jsonl", &mut |_, _| {}).expect("memory can be read");
        analysed
    }

    #[test]
    fn written_analyses_are_read_back_unchanged() {
        let (corpus, back) = (corpus(), read(&written()));
        assert_eq!(back.corpus.title, corpus.title);
        assert_eq!(back.corpus.given, corpus.given);
        assert_eq!(back.corpus.problems, corpus.problems);
        let analyses: Vec<Analysis> = corpus.reports.iter().map(analysis::analyse).collect();
        assert_eq!(format!("{:?}", back.analyses), format!("{analyses:?}"));
        assert_eq!(format!("{:?}", back.corpus.reports), format!("{:?}", corpus.reports));
    }

    #[test]
    fn an_invalid_line_is_reported_with_its_number_and_stops_nothing() {
        let lines = written();
        let (first, rest) = lines.split_once('\n').expect("there are several");
        let back = read(&format!("{first}\nno JSON\n\n{{\"schema\":\"other/1\",\"analyser\":\"\"}}\n{rest}"));
        assert_eq!(back.corpus.reports.len(), 2);
        let lines: Vec<Option<usize>> = back.corpus.problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [Some(2), Some(4), Some(3)], "the last is one of the corpus");
    }

    #[test]
    fn a_future_version_is_named_whatever_its_parts_are() {
        let back = read(
            "{\"schema\":\"rashomon.analysis/2\",\"report\":[1]}\n{\"schema\":\"rashomon.analysis/1\"}\n",
        );
        let messages: Vec<&str> = back.corpus.problems.iter().map(|problem| &*problem.message).collect();
        assert!(
            messages[0].contains("but of “rashomon.analysis/2”") && messages[1].contains("not a line of"),
            "{messages:?}"
        );
    }

    #[test]
    fn a_line_that_comes_twice_counts_once_and_is_reported() {
        let lines = written();
        let back = read(&format!("{lines}{}\n", lines.lines().last().expect("there are several")));
        assert_eq!(back.corpus.reports.len(), 2);
        let problem = back.corpus.problems.last().expect("it is reported");
        assert!(problem.line == Some(5) && problem.message.contains("same as a line before"), "{problem}");
    }

    #[test]
    fn lines_count_in_the_order_in_which_they_come() {
        let lines = written();
        let mut turned: Vec<&str> = lines.lines().collect();
        turned.reverse();
        let back = read(&turned.join("\n"));
        let paths: Vec<(u32, &str)> =
            back.corpus.reports.iter().map(|report| (report.id.0, &*report.path)).collect();
        assert_eq!(paths, [(0, "1.txt"), (1, "0.txt")]);
    }

    #[test]
    fn written_lines_match_the_schema() {
        let schema: serde_json::Value = serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON");
        let validator = jsonschema::validator_for(&schema).expect("the schema is one");
        for line in written().lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            let errors: Vec<String> = validator.iter_errors(&line).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
        let wrong = serde_json::json!({ "schema": SCHEMA, "analyser": "0", "report": { "path": 1 } });
        assert!(!validator.is_valid(&wrong));
    }

    #[test]
    fn an_analysis_that_does_not_fit_its_text_or_is_of_another_version_is_made_again() {
        let sound = read(&written());
        for (from, to) in [("Ostwick", "O"), (ANALYSER, "0.0.1")] {
            let back = read(&written().replace(from, to));
            let remade: Vec<Analysis> = back.corpus.reports.iter().map(analysis::analyse).collect();
            assert_eq!(format!("{:?}", back.analyses), format!("{remade:?}"));
            assert_eq!(back.analyses.len(), sound.analyses.len());
        }
    }
}
