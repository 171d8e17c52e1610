//! One event from all its accounts, within and across reports: dated, titled, ranked.
//!
//! `account` makes the mentions comparable, `story` keeps unrelated matters apart, `score` finds the rules that apply to two
//! accounts and `rule` holds their learned weights, `cluster` and `join` group the accounts. `explain` gives the reasons for all of it,
//! `learning` provides what the weights are learned from.

mod account;
mod cluster;
mod date;
mod explain;
pub mod given;
mod join;
pub mod learning;
mod link;
mod office;
mod place;
mod rule;
mod salience;
mod score;
mod story;
mod title;
mod unknown;
mod words;

pub use explain::{Explanation, Joined, LearnedWord, explain};
pub(super) use link::plans as link;
pub use place::{around, chain as places_around};
pub use rule::{JoinRule, RULES, Reason, Side, Weights};
pub use salience::Ground;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::origin::Origins;
use super::story::Stories;
use super::{Actor, ActorId, Event};
use crate::analysis::Analysis;
use crate::analysis::event::{EventType, Modality, Role};
use crate::text::{Report, ReportId};
use account::{Account, Key};

/// What merging events depends on.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The reports.
    pub reports: &'a [Report],
    /// The analysis of each, in the same order.
    pub analyses: &'a [Arc<Analysis>],
    /// The actors across all reports.
    pub actors: &'a [Actor],
    /// Which reports belong to one story.
    pub stories: &'a Stories,
    /// Which reports have nearly the same text.
    pub origins: &'a Origins,
}

/// Merges the event mentions of all reports, by date; the undated last.
#[must_use]
pub fn merge(context: &Context<'_>) -> Vec<Event> {
    merge_with(context, &[])
}

/// Merges the event mentions of all reports and the events a person added, by date; the undated last.
#[must_use]
pub fn merge_with(context: &Context<'_>, given: &[given::AddedEvent]) -> Vec<Event> {
    let table = account::Table::new(context);
    let accounts = account::all(&table);
    let likeness = story::Likeness::of(context);
    let mut clusters = cluster::events(&accounts, &likeness, Weights::learned());
    drop(likeness);
    clusters.par_iter_mut().for_each(|places| places.sort_unstable());
    clusters.par_sort_unstable_by_key(|places| places[0]);
    let of_places = |places: &cluster::Places| {
        let accounts: Vec<&Account<'_>> = places.iter().map(|&place| &accounts[place as usize]).collect();
        event(context, &accounts)
    };
    let mut events: Vec<Event> = clusters.par_iter().map(of_places).collect();
    drop((clusters, accounts));
    drop(table);
    salience::fold_crowded(&mut events, context);
    salience::show_openings(&mut events, context);
    unknown::mark(&mut events, context);
    given::add(&mut events, given);
    events.sort_by_key(|event| event.when.order_key());
    link::plans(&mut events, context.analyses);
    events
}

/// Rebuilds events from their mentions, each group one event.
pub(super) fn rebuild(context: &Context<'_>, groups: &[&[(ReportId, u32)]]) -> Vec<Event> {
    if groups.is_empty() {
        return Vec::new();
    }
    let order = account::canonical(context.reports);
    let mut rank = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, report)| rank[report.index()] = place);
    let table = account::Table::new(context);
    let one = |group: &&[(ReportId, u32)]| {
        let mut mentions = group.to_vec();
        mentions.sort_unstable_by_key(|&(report, index)| (rank[report.index()], index));
        let accounts = mentions.iter().filter_map(|&(report, index)| {
            let mention = context.analyses[report.index()].events.get(index as usize)?;
            // A person has brought these accounts together already: their stories do not matter.
            Some(table.account(report, index, mention, 0))
        });
        let accounts: Vec<Account<'_>> = accounts.collect();
        event(context, &accounts.iter().collect::<Vec<_>>())
    };
    groups.iter().map(one).collect()
}

/// The event of these accounts, which are in canonical order.
fn event(context: &Context<'_>, accounts: &[&Account<'_>]) -> Event {
    let when = date::of(accounts);
    let title = title::best(context, accounts);
    let (salience, _) = salience::of(context, accounts, &when, &title);
    let mut mentions: Vec<(ReportId, u32)> =
        accounts.iter().map(|account| (account.report, account.index)).collect();
    mentions.sort_unstable();
    let mut reported_by: Vec<ReportId> = mentions.iter().map(|&(report, _)| report).collect();
    reported_by.dedup();
    Event {
        title: title.words,
        kind: kind(accounts),
        when,
        place: most_frequent(accounts.iter().filter_map(|account| account.place)),
        actors: actors(accounts),
        modality: modality(accounts),
        mentions,
        reported_by,
        unknown: Vec::new(),
        linked: Vec::new(),
        salience,
        given: None,
    }
}

/// The type that most accounts give, where any gives one other than "other".
fn kind(accounts: &[&Account<'_>]) -> EventType {
    let kinds = accounts.iter().map(|account| account.mention.kind);
    most_frequent(kinds.filter(|kind| *kind != EventType::Other)).unwrap_or(EventType::Other)
}

/// The strongest modality among the accounts: fact, report, allegation, plan, in this order.
fn modality(accounts: &[&Account<'_>]) -> Modality {
    accounts.iter().map(|account| account.mention.modality).min().unwrap_or(Modality::Asserted)
}

/// Who takes part and in which role, the most frequent first; an actor once, in its most frequent role.
fn actors(accounts: &[&Account<'_>]) -> Vec<(ActorId, Role)> {
    let mut count: HashMap<(ActorId, Role), usize> = HashMap::new();
    for part in accounts.iter().flat_map(|account| &*account.parts) {
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

/// The most frequent value, the least of equally frequent ones.
fn most_frequent<T: Copy + Ord + std::hash::Hash>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut count: HashMap<T, usize> = HashMap::new();
    for value in values {
        *count.entry(value).or_default() += 1;
    }
    count.into_iter().max_by_key(|&(value, times)| (times, std::cmp::Reverse(value))).map(|(value, _)| value)
}

#[cfg(test)]
mod tests;
