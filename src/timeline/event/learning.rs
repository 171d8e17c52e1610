//! What the weights of merging are learned from: the reasons between pairs of accounts, and the events that other weights make.

use super::story::Likeness;
use super::{Reason, Weights, account, cluster, score};
use crate::text::{ReportId, Span};
use crate::timeline::Timeline;

/// The reasons that apply to a pair of accounts.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The indices of both among the requested triggers.
    pub places: (usize, usize),
    /// The rules that apply to them.
    pub reasons: Vec<Reason>,
}

/// The reasons between all pairs of accounts with these triggers whose words can name the same event; triggers without an account
/// are in no pair.
#[must_use]
pub fn pairs(timeline: &Timeline, triggers: &[(ReportId, Span)]) -> Vec<Pair> {
    let context = timeline.context();
    let table = account::Table::new(&context);
    let likeness = Likeness::of(&context);
    let accounts = account::all(&table);
    let place = |account: &account::Account<'_>| {
        triggers.iter().position(|trigger| *trigger == (account.report, account.mention.trigger))
    };
    let known: Vec<_> = accounts.iter().filter_map(|account| Some((place(account)?, account))).collect();
    let mut pairs = Vec::new();
    for (count, &(other_place, other)) in known.iter().enumerate() {
        for &(place, account) in &known[..count] {
            let mut reasons = Vec::new();
            if score::weigh(other, account, &likeness, &mut |reason| reasons.push(reason)) {
                pairs.push(Pair { places: (place, other_place), reasons });
            }
        }
    }
    pairs
}

/// The events that given weights make of a timeline's mentions, each as the triggers of its accounts.
#[must_use]
pub fn events(timeline: &Timeline, weights: &Weights) -> Vec<Vec<(ReportId, Span)>> {
    let context = timeline.context();
    let table = account::Table::new(&context);
    let accounts = account::all(&table);
    let events = cluster::events(&accounts, &Likeness::of(&context), weights).into_iter();
    let trigger = |place: u32| {
        let account = &accounts[place as usize];
        (account.report, account.mention.trigger)
    };
    events.map(|places| places.into_iter().map(trigger).collect()).collect()
}
