//! One report read as facts. Pure: a report at a time, no other report, no file, no clock.
//!
//! The order is that of the modules: grammar, times, actors, events, claims. The grammar is dropped when the facts stand,
//! so that a corpus of 100,000 reports fits in memory.

pub mod actor;
pub mod claim;
pub mod event;
pub mod language;
pub mod time;

use crate::text::{Problem, Report};

/// What one report holds. Indices in its parts point into its own lists; spans into the report's text.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Time expressions, by start.
    pub times: Vec<time::TimeExpression>,
    /// Actors and their mentions.
    pub actors: actor::Actors,
    /// Event mentions, by trigger.
    pub events: Vec<event::EventMention>,
    /// Claims, by start.
    pub claims: Vec<claim::Claim>,
    /// What could not be settled: a missing publication date, a sentence cut for length.
    pub problems: Vec<Problem>,
}

/// Reads one report. Never fails; what could not be settled stands in [`Analysis::problems`].
#[must_use]
pub fn analyse(report: &Report) -> Analysis {
    let text = &*report.text;
    let published = report.published.as_ref();
    let document = language::Document::read(text);
    let context = time::Context::of(report);
    let (times, page) = time::read(text, &context);
    let actors = actor::find(&document);
    let events = event::find(&event::Context {
        document: &document,
        times: &times,
        page: &page,
        actors: &actors,
        published,
    });
    let claims = claim::find(&claim::Context {
        document: &document,
        times: &times,
        actors: &actors,
        events: &events,
        published,
    });
    let problem = |message| Problem { path: report.path.clone(), line: None, message };
    let open = time::problems(text, &context, &times);
    let problems = open.into_iter().chain(cut_sentences(&document)).map(problem).collect();
    Analysis { times, actors, events, claims, problems }
}

/// What to say of sentences that were too long to be read whole.
fn cut_sentences(document: &language::Document<'_>) -> Option<String> {
    let count = document.sentences().iter().filter(|sentence| sentence.cut).count();
    match count {
        0 => None,
        1 => Some("a sentence is too long to be read whole: it was cut at the best place".to_owned()),
        _ => Some(format!("{count} sentences are too long to be read whole: each was cut at the best place")),
    }
}
