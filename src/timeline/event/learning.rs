//! What the weights of merging are learned through: the reasons between pairs of tellings, and the events that other weights make.

use super::story::Likeness;
use super::{Reason, Weights, cluster, score, telling};
use crate::text::{ReportId, Span};
use crate::timeline::Timeline;

/// The reasons that hold between two tellings.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The places of both among the triggers they were asked for.
    pub places: (usize, usize),
    /// Which rules hold between them.
    pub reasons: Vec<Reason>,
}

/// The reasons between all pairs of the tellings with these triggers whose words can name the same; triggers that no telling has
/// are in no pair.
#[must_use]
pub fn pairs(timeline: &Timeline, triggers: &[(ReportId, Span)]) -> Vec<Pair> {
    let context = timeline.context();
    let table = telling::Table::new(&context);
    let likeness = Likeness::of(&context);
    let tellings = telling::all(&table);
    let place = |telling: &telling::Telling<'_>| {
        triggers.iter().position(|trigger| *trigger == (telling.report, telling.mention.trigger))
    };
    let known: Vec<_> = tellings.iter().filter_map(|telling| Some((place(telling)?, telling))).collect();
    let mut pairs = Vec::new();
    for (count, &(other_place, other)) in known.iter().enumerate() {
        for &(place, telling) in &known[..count] {
            let mut reasons = Vec::new();
            if score::weigh(other, telling, &likeness, &mut |reason| reasons.push(reason)) {
                pairs.push(Pair { places: (place, other_place), reasons });
            }
        }
    }
    pairs
}

/// The events that some weights make of a timeline's mentions, each the triggers of its tellings.
#[must_use]
pub fn events(timeline: &Timeline, weights: &Weights) -> Vec<Vec<(ReportId, Span)>> {
    let context = timeline.context();
    let table = telling::Table::new(&context);
    let tellings = telling::all(&table);
    let events = cluster::events(&tellings, &Likeness::of(&context), weights).into_iter();
    let trigger = |place: u32| {
        let telling = &tellings[place as usize];
        (telling.report, telling.mention.trigger)
    };
    events.map(|places| places.into_iter().map(trigger).collect()).collect()
}
