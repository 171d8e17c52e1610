//! One event of all its tellings, within and across reports: dated, titled, ranked.
//!
//! `telling` makes the mentions comparable, `story` keeps unrelated matters apart, `score` finds the rules that hold between two
//! tellings and `rule` their learned weights, `cluster` brings them together. `explain` answers for all of it, `learning` is what
//! the weights are learned through.

mod cluster;
mod date;
mod explain;
pub mod given;
pub mod learning;
mod link;
mod office;
mod place;
mod rule;
mod salience;
mod score;
mod story;
mod telling;
mod title;
mod unknown;

pub use explain::{Explanation, Joined, LearnedWord, explain};
pub(super) use link::plans as link;
pub use place::{around, chain as places_around};
pub use rule::{JoinRule, RULES, Reason, Side, Weights};
pub use salience::Ground;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::story::Stories;
use super::{Actor, ActorId, Event};
use crate::analysis::Analysis;
use crate::analysis::event::{EventType, Modality, Role};
use crate::text::{Report, ReportId};
use telling::{Key, Telling};

/// What is known when events are merged.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The reports.
    pub reports: &'a [Report],
    /// What each holds, in the same order.
    pub analyses: &'a [Arc<Analysis>],
    /// The actors across all reports.
    pub actors: &'a [Actor],
    /// Which reports tell one story.
    pub stories: &'a Stories,
}

/// Merges the event mentions of all reports, by date; the undated last.
#[must_use]
pub fn merge(context: &Context<'_>) -> Vec<Event> {
    merge_with(context, &[])
}

/// Merges the event mentions of all reports and lays over them what a person gave, by date; the undated last.
#[must_use]
pub fn merge_with(context: &Context<'_>, given: &[given::Reading]) -> Vec<Event> {
    let table = telling::Table::new(context);
    let tellings = telling::all(&table);
    let likeness = story::Likeness::of(context);
    let clusters = cluster::events(&tellings, &likeness, Weights::learned());
    let mut events: Vec<(u32, Event)> = clusters
        .into_par_iter()
        .map(|mut places| {
            places.sort_unstable();
            let tellings: Vec<&Telling<'_>> = places.iter().map(|&place| &tellings[place as usize]).collect();
            (places[0], event(context, &tellings))
        })
        .collect();
    events.sort_by_key(|(place, _)| *place);
    let mut events: Vec<Event> = events.into_iter().map(|(_, event)| event).collect();
    salience::show_openings(&mut events, context);
    unknown::mark(&mut events, context);
    given::add(&mut events, given);
    events.sort_by_key(|event| event.when.order_key());
    link::plans(&mut events, context.analyses);
    events
}

/// Tells events anew from their mentions, each group one event.
pub(super) fn retell(context: &Context<'_>, groups: &[&[(ReportId, u32)]]) -> Vec<Event> {
    if groups.is_empty() {
        return Vec::new();
    }
    let order = telling::canonical(context.reports);
    let mut rank = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, report)| rank[report.index()] = place);
    let table = telling::Table::new(context);
    let one = |group: &&[(ReportId, u32)]| {
        let mut mentions = group.to_vec();
        mentions.sort_unstable_by_key(|&(report, index)| (rank[report.index()], index));
        let told = mentions.iter().filter_map(|&(report, index)| {
            let mention = context.analyses[report.index()].events.get(index as usize)?;
            // Stories keep tellings apart that a person has brought together already.
            Some(table.telling(report, index, mention, 0))
        });
        let told: Vec<Telling<'_>> = told.collect();
        event(context, &told.iter().collect::<Vec<_>>())
    };
    groups.iter().map(one).collect()
}

/// The event that tellings tell together; they stand in canonical order.
fn event(context: &Context<'_>, tellings: &[&Telling<'_>]) -> Event {
    let when = date::of(tellings);
    let title = title::best(context, tellings);
    let (salience, _) = salience::of(tellings, &when, &title);
    let mut mentions: Vec<(ReportId, u32)> =
        tellings.iter().map(|telling| (telling.report, telling.index)).collect();
    mentions.sort_unstable();
    let mut told_by: Vec<ReportId> = mentions.iter().map(|&(report, _)| report).collect();
    told_by.dedup();
    Event {
        title: title.words,
        kind: kind(tellings),
        when,
        place: most_frequent(tellings.iter().filter_map(|telling| telling.place)),
        actors: actors(tellings),
        modality: modality(tellings),
        mentions,
        told_by,
        unknown: Vec::new(),
        linked: Vec::new(),
        salience,
        given: None,
    }
}

/// The type most tellings give, where any gives more than "other".
fn kind(tellings: &[&Telling<'_>]) -> EventType {
    let kinds = tellings.iter().map(|telling| telling.mention.kind);
    most_frequent(kinds.filter(|kind| *kind != EventType::Other)).unwrap_or(EventType::Other)
}

/// The strongest modality among the tellings: a fact before a report before a claim before a plan.
fn modality(tellings: &[&Telling<'_>]) -> Modality {
    tellings.iter().map(|telling| telling.mention.modality).min().unwrap_or(Modality::Asserted)
}

/// Who takes part, in which part, the most often told first; an actor once, in the part it is most often told in.
fn actors(tellings: &[&Telling<'_>]) -> Vec<(ActorId, Role)> {
    let mut count: HashMap<(ActorId, Role), usize> = HashMap::new();
    for part in tellings.iter().flat_map(|telling| &*telling.parts) {
        if let Key::Actor(actor) = part.key {
            *count.entry((actor, part.role)).or_default() += 1;
        }
    }
    let mut counted: Vec<((ActorId, Role), usize)> = count.into_iter().collect();
    counted.sort_by_key(|&((actor, role), times)| (std::cmp::Reverse(times), role, actor));
    let mut actors: Vec<(ActorId, Role)> = Vec::new();
    for ((actor, role), _) in counted {
        if actors.iter().all(|&(known, _)| known != actor) {
            actors.push((actor, role));
        }
    }
    actors
}

/// The value told most often, the least of those told equally often.
fn most_frequent<T: Copy + Ord + std::hash::Hash>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut count: HashMap<T, usize> = HashMap::new();
    for value in values {
        *count.entry(value).or_default() += 1;
    }
    count.into_iter().max_by_key(|&(value, times)| (times, std::cmp::Reverse(value))).map(|(value, _)| value)
}

#[cfg(test)]
mod tests;
