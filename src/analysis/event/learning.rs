//! The training data for the weights of event words: the words that lists and grammar leave open, with their features.

use super::likelihood::{self, OpenWord};
use super::{Context, trigger};
use crate::analysis::{actor, language, time};
use crate::text::{Report, Span};

/// A word that may name an event.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its bytes.
    pub span: Span,
    /// The names of the features it has.
    pub features: Vec<String>,
}

/// The words of a report that lists and grammar take for events, and those they leave open.
#[must_use]
pub fn candidates(report: &Report) -> (Vec<Span>, Vec<Candidate>) {
    with_open(report, |listed, open| {
        let candidate = |word: &OpenWord<'_>| {
            let mut features = Vec::new();
            word.features(&mut |name| features.push(name.join(" ")));
            Candidate { span: word.document.token(word.id).span, features }
        };
        (listed, open.iter().map(candidate).collect())
    })
}

/// Why a word that lists and grammar leave open is taken for an event: features with their weights in log-odds, the largest
/// first. Empty for all other words.
#[must_use]
pub fn reasons(report: &Report, trigger: Span) -> Vec<(String, f32)> {
    with_open(report, |_, open| {
        let word = open.iter().find(|word| word.document.token(word.id).span == trigger);
        word.map(likelihood::reasons).unwrap_or_default()
    })
}

/// Reads a report up to its events, and applies `with` to its listed triggers and the words left open.
fn with_open<T>(report: &Report, with: impl FnOnce(Vec<Span>, &[OpenWord<'_>]) -> T) -> T {
    let (times, page) = time::read(&report.text, &time::Context::of(report));
    let document = language::Document::read(&report.text);
    let actors = actor::find(&document);
    let published = report.published.as_ref();
    let context = Context { document: &document, times: &times, page: &page, actors: &actors, published };
    let (listed, open) = trigger::candidates(&context);
    with(listed, &open)
}
