//! One report read as facts. Pure: a report at a time, no other report, no file, no clock.
//!
//! The order is that of the modules: grammar, times, actors, events, claims. The grammar is dropped once the facts are found,
//! so that a corpus of 100,000 reports fits in memory.

pub mod actor;
mod check;
pub mod claim;
pub mod event;
pub mod frame;
pub mod language;
pub mod legible;
mod salvage;
pub mod scope;
pub mod time;

use crate::text::{Later, Problem, Report, fault};

/// The analysis of one report. Indices in its parts point into its own lists; spans into the report's text.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Analysis {
    /// Time expressions, by start.
    pub times: Vec<time::TimeExpression>,
    /// Actors and their mentions.
    pub actors: actor::Actors,
    /// Event mentions, by trigger.
    pub events: Vec<event::EventMention>,
    /// Claims, by start.
    pub claims: Later<Vec<claim::Claim>>,
    /// What each clause says, slot by slot.
    pub frames: Later<frame::Frames>,
    /// Open problems: a missing publication date, a sentence split for length.
    pub problems: Vec<Problem>,
}

impl Analysis {
    /// Shrinks its lists to their lengths: a corpus keeps all analyses.
    pub fn shrink(&mut self) {
        self.times.shrink_to_fit();
        self.actors.mentions.shrink_to_fit();
        self.actors.actors.shrink_to_fit();
        self.actors.actors.iter_mut().for_each(|actor| actor.roles.shrink_to_fit());
        self.events.shrink_to_fit();
        self.claims.shrink_to_fit();
        self.claims.iter_mut().for_each(|claim| claim.chain.shrink_to_fit());
    }

    /// Keeps of its claims and frames only their bytes: of many reports, few are looked at at a time.
    pub fn pack(&mut self) {
        self.claims.pack();
        self.frames.pack();
    }
}

/// Analyses one report. Never fails; open problems are in [`Analysis::problems`], including a fault of a reader.
#[must_use]
pub fn analyse(report: &Report) -> Analysis {
    let Some(legible) = fault::contain(|| legible::read(&report.text)).unwrap_or_default() else {
        return analyse_as_shown(report);
    };
    let mut analysis = analyse_as_shown(&Report { text: legible.text.as_str().into(), ..report.clone() });
    legible.restore(&mut analysis);
    analysis.problems.push(Problem { path: report.path.clone(), line: None, message: legible.summary });
    analysis
}

/// Analyses a report whose text needs no repair.
fn analyse_as_shown(report: &Report) -> Analysis {
    let analysis = fault::contain(|| read(report));
    let mut analysis = analysis.unwrap_or_else(|fault| salvage::analyse(report, &fault));
    analysis.shrink();
    analysis
}

/// Analyses one report; panics where a reader does.
fn read(report: &Report) -> Analysis {
    let text = &*report.text;
    let context = time::Context::of(report);
    let (times, page) = time::read(text, &context);
    let document = language::Document::read(text);
    let actors = actor::find(&document);
    let events = find_events(report, &document, (&times, &page), &actors);
    let claims = find_claims(report, &document, &times, &actors, &events);
    let frames = frame::find(&document, &events, &times);
    let problem = |message| Problem { path: report.path.clone(), line: None, message };
    let open = time::problems(text, &context, &times);
    let problems = open.into_iter().chain(cut_sentences(&document)).map(problem).collect();
    Analysis { times, actors, events, claims: claims.into(), frames: frames.into(), problems }
}

fn find_events(
    report: &Report,
    document: &language::Document<'_>,
    (times, page): (&[time::TimeExpression], &time::Page),
    actors: &actor::Actors,
) -> Vec<event::EventMention> {
    event::find(&event::Context { document, times, page, actors, published: report.published.as_ref() })
}

fn find_claims(
    report: &Report,
    document: &language::Document<'_>,
    times: &[time::TimeExpression],
    actors: &actor::Actors,
    events: &[event::EventMention],
) -> Vec<claim::Claim> {
    #[cfg(test)]
    assert!(!document.source().contains(salvage::PANIC), "the claims cannot be found");
    claim::find(&claim::Context { document, times, actors, events, published: report.published.as_ref() })
}

/// The problem of sentences that were too long to be read whole.
fn cut_sentences(document: &language::Document<'_>) -> Option<String> {
    let count = document.sentences().iter().filter(|sentence| sentence.cut).count();
    match count {
        0 => None,
        1 => Some("a sentence is too long to be read whole: it was cut at the best place".to_owned()),
        _ => Some(format!("{count} sentences are too long to be read whole: each was cut at the best place")),
    }
}
