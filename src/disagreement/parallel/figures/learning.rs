//! What the weights are learned from: pairs of figures, and whether they agree.

use super::super::super::ledger::{Facts, Ledger};
use super::super::super::names::Mentions;
use super::super::super::verdict::bounds::{Bounds, bounds};
use super::super::SideBySide;
use super::super::referent::Referents;
use super::figure::{Figure, Measure};
use super::reason::SENTENCE;
use super::{Reason, question, read};
use crate::timeline::Timeline;

/// Two figures of two reports of one story.
#[derive(Clone, Debug)]
pub struct Example {
    /// The reasons that apply to them.
    pub reasons: Vec<Reason>,
    /// Whether they agree.
    pub agree: bool,
    /// Whether both are so small that they may agree by chance.
    pub small: bool,
    /// How alike their sentences are, 0…1.
    pub likeness: f32,
}

/// Counts below this may agree by chance.
const SMALL: f64 = 4.0;

/// The pairs of figures of all stories.
#[must_use]
pub fn examples(timeline: &Timeline) -> Vec<Example> {
    let ledger = Ledger::read(timeline);
    let mentions = Mentions::read(timeline);
    let mut found = Vec::new();
    for reports in timeline.stories.shared() {
        let facts = Facts::read(timeline, &reports);
        let story = ledger.story(&reports, &facts);
        let beside = SideBySide::read(&story, &[]);
        let figures = read(&beside);
        let pairs = question::pairs(&beside, &Referents::read(&story, &mentions), &figures);
        found.extend(
            pairs
                .into_iter()
                .map(|pair| example(&figures[pair.places.0], &figures[pair.places.1], pair.reasons)),
        );
    }
    found
}

fn example(one: &Figure<'_>, other: &Figure<'_>, reasons: Vec<Reason>) -> Example {
    let is_small = |figure: &Figure<'_>| {
        matches!(figure.measure, Measure::Noun(_)) && figure.quantity.low.unwrap_or(0.0) < SMALL
    };
    let likeness = reasons.iter().find(|reason| reason.ground == SENTENCE);
    Example {
        agree: bounds(&one.quantity, &other.quantity) == Bounds::Same,
        small: is_small(one) && is_small(other),
        likeness: likeness.map_or(0.0, |reason| reason.degree),
        reasons,
    }
}
