//! Accounts brought together into events by agglomerative clustering: the two events that are most likely one are joined first, until
//! no two are likely enough.
//!
//! How likely two events are one is half the mean over all pairs of their accounts (average link) and half the best pair (best
//! link): one doubtful pair joins no two events, and an event whose accounts share little can still grow. On annotated topics
//! the mean alone finds less, and the best pair alone joins more events of two incidents.
//! The means of a joined event follow from those of its parts (Lance and Williams 1967), so that each pair is compared once. Of a
//! region with many accounts the most informative are joined first, then batch after batch with the events so far, of which
//! only the latest few of each list and the most informative accounts are compared: the cost grows with the number of accounts
//! and not with its square.

use std::collections::BinaryHeap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::smallvec;

use super::account::Account;
use super::cluster::{Block, Places, blocks};
use super::rule::Weights;
use super::score::{Fit, are_strangers, fit};
use super::story::Likeness;

/// Accounts that are joined together.
const BATCH: usize = 1000;

/// Accounts of the same batch compared at most for each list: those that are about as informative.
const NEAREST: usize = 64;

/// Events of earlier batches compared at most for each list that an account is looked up in.
const CANDIDATES: usize = 40;

/// How many of the accounts of an event of an earlier batch another is compared with, the most informative first: an event that is
/// reported a thousand times is well enough known from these.
const COMPARED: usize = 8;

/// The log-odds of two accounts whose words cannot name the same event, in the mean over an event.
const UNRELATED: f32 = -6.0;

/// Groups the accounts of a region, given in order, into events; each lists the indices of its accounts in that order.
pub fn events(
    accounts: &[Account<'_>],
    region: &[u32],
    likeness: &Likeness,
    weights: &Weights,
) -> Vec<Places> {
    let mut events = Events {
        accounts,
        region,
        likeness,
        weights,
        members: Vec::with_capacity(region.len()),
        into: Vec::with_capacity(region.len()),
        joins: vec![0; region.len()],
        sizes: Vec::with_capacity(region.len()),
        links: FxHashMap::default(),
        earlier: FxHashMap::default(),
        first: 0,
    };
    for batch in region.chunks(BATCH) {
        events.add(batch.len());
    }
    let places = |members: Places| members.into_iter().map(|account| region[account as usize]).collect();
    events.members.into_iter().filter(|members| !members.is_empty()).map(places).collect()
}

/// How likely an account is of the same event as others, in log-odds; none where a rule forbids it for one of them, or no words can
/// name the same event.
pub fn log_odds(
    account: &Account<'_>,
    others: &[&Account<'_>],
    likeness: &Likeness,
    weights: &Weights,
) -> Option<f32> {
    let mut link = Link::NONE;
    for other in others.iter().take(COMPARED) {
        link.compare(fit(account, other, likeness, weights));
    }
    link.log_odds(link.pairs)
}

/// How well two events fit together: what is known of the pairs of their accounts.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// The sum of the log-odds of the pairs that were compared.
    sum: f32,
    /// The highest log-odds of a pair.
    best: f32,
    /// How many pairs were compared.
    pairs: f32,
    /// Whether a rule forbids it for one of them.
    forbidden: bool,
}

impl Link {
    /// Before any pair is compared.
    const NONE: Self = Self { sum: 0.0, best: f32::NEG_INFINITY, pairs: 0.0, forbidden: false };

    fn compare(&mut self, fit: Fit) {
        let log_odds = match fit {
            Fit::Forbidden => f32::NEG_INFINITY,
            Fit::Unrelated => UNRELATED,
            Fit::LogOdds(odds) => {
                self.best = self.best.max(odds);
                odds
            }
        };
        self.forbidden |= fit == Fit::Forbidden;
        self.sum += log_odds.max(UNRELATED);
        self.pairs += 1.0;
    }

    fn add(&mut self, other: &Self) {
        self.sum += other.sum;
        self.best = self.best.max(other.best);
        self.pairs += other.pairs;
        self.forbidden |= other.forbidden;
    }

    /// The log-odds that both are one event, where `all` is the number of pairs, compared or not; none where a rule forbids it or
    /// no words can name the same event.
    fn log_odds(&self, all: f32) -> Option<f32> {
        let is_possible = !self.forbidden && self.best > f32::NEG_INFINITY;
        let mean = (self.sum + (all - self.pairs).max(0.0) * UNRELATED) / all;
        is_possible.then(|| f32::midpoint(mean, self.best))
    }
}

/// Two events that may be one: the likeliest pair is the greatest, of equals that of the most informative accounts.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    log_odds: f32,
    /// The events, the lower first.
    events: (u32, u32),
    /// How often each had been joined with another by then: it holds as long as this has not changed.
    joins: (u32, u32),
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let by_odds = self.log_odds.total_cmp(&other.log_odds);
        by_odds.then_with(|| (other.events, other.joins).cmp(&(self.events, self.joins)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate {}

/// The events of a region. An account and the event that it opens have one number, the account's index in the region; where two
/// events are joined, the lower number remains.
struct Events<'a, 't> {
    accounts: &'a [Account<'t>],
    region: &'a [u32],
    likeness: &'a Likeness,
    weights: &'a Weights,
    /// By event: its accounts, in order; none once it is joined to another.
    members: Vec<Places>,
    /// By event: the event that it was joined to, or itself.
    into: Vec<u32>,
    /// By event: how often it was joined with another.
    joins: Vec<u32>,
    /// By event: how many of its accounts are compared, those of this batch or the first [`COMPARED`] of earlier ones.
    sizes: Vec<f32>,
    /// By event: how well others fit that it was compared with in this batch.
    links: FxHashMap<u32, FxHashMap<u32, Link>>,
    /// By list: the events of earlier batches, the latest last.
    earlier: FxHashMap<Block, Places>,
    /// The first account of this batch.
    first: u32,
}

impl Events<'_, '_> {
    /// Joins the next accounts with each other and with the events so far.
    fn add(&mut self, count: usize) {
        self.first = number(self.members.len());
        let batch = self.first..self.first + number(count);
        self.open(batch.clone());
        let mut candidates: BinaryHeap<Candidate> =
            batch.clone().flat_map(|event| self.candidates(event, |other| other < event)).collect();
        while let Some(candidate) = candidates.pop() {
            let (one, other) = candidate.events;
            if candidate.joins != (self.joins[one as usize], self.joins[other as usize]) {
                continue;
            }
            if self.have_strangers(one, other) {
                self.link(one, other).forbidden = true;
                continue;
            }
            self.join(one, other);
            candidates.extend(self.candidates(one, |_| true));
        }
        self.links.clear();
        self.list(batch);
    }

    /// Opens an event for each account, and compares those that share a list with each other and with earlier ones.
    fn open(&mut self, batch: std::ops::Range<u32>) {
        let mut of_batch: FxHashMap<Block, Vec<u32>> = FxHashMap::default();
        let mut compared: Vec<(u32, Vec<u32>)> = Vec::with_capacity(batch.len());
        for event in batch {
            let mut others: Vec<u32> = Vec::new();
            for block in blocks(self.account(event)) {
                let earlier = self.earlier.get(&block).map_or(&[][..], |events| events);
                others.extend(&earlier[earlier.len().saturating_sub(CANDIDATES)..]);
                let here = of_batch.entry(block).or_default();
                others.extend(&here[here.len().saturating_sub(NEAREST)..]);
                here.push(event);
            }
            others.sort_unstable();
            others.dedup();
            compared.push((event, others));
            self.members.push(smallvec![event]);
            self.into.push(event);
            self.sizes.push(1.0);
        }
        let links = |(event, others): &(u32, Vec<u32>)| -> Vec<(u32, u32, Link)> {
            others.iter().filter_map(|&other| Some((*event, other, self.compared(*event, other)?))).collect()
        };
        let links: Vec<Vec<(u32, u32, Link)>> = compared.par_iter().map(links).collect();
        for (event, other, link) in links.into_iter().flatten() {
            *self.link(event, other) = link;
            *self.link(other, event) = link;
        }
    }

    /// How well the account that opens an event fits another event; none where their words cannot name the same event.
    fn compared(&self, event: u32, other: u32) -> Option<Link> {
        let mut link = Link::NONE;
        for &member in self.members[other as usize].iter().take(COMPARED) {
            link.compare(fit(self.account(event), self.account(member), self.likeness, self.weights));
        }
        (link.forbidden || link.best > f32::NEG_INFINITY).then_some(link)
    }

    fn account(&self, account: u32) -> &Account<'_> {
        &self.accounts[self.region[account as usize] as usize]
    }

    fn link(&mut self, one: u32, other: u32) -> &mut Link {
        self.links.entry(one).or_default().entry(other).or_insert(Link::NONE)
    }

    /// The events that are likely enough one with another, of those that `wanted` accepts. Two events of earlier batches were
    /// left apart then.
    fn candidates(&self, event: u32, wanted: impl Fn(u32) -> bool) -> Vec<Candidate> {
        let links = self.links.get(&event).into_iter().flatten();
        let candidate = |(&other, link): (&u32, &Link)| {
            let log_odds = link.log_odds(self.sizes[event as usize] * self.sizes[other as usize])?;
            let events = (event.min(other), event.max(other));
            let joins = (self.joins[events.0 as usize], self.joins[events.1 as usize]);
            let likely = log_odds >= self.weights.enough && events.1 >= self.first && wanted(other);
            likely.then_some(Candidate { log_odds, events, joins })
        };
        links.filter_map(candidate).collect()
    }

    /// Whether an account of one event and one of the other are of different stories and share nothing. Those that share no list
    /// are not compared otherwise.
    fn have_strangers(&self, one: u32, other: u32) -> bool {
        let compared = |event: u32| self.members[event as usize].iter().take(COMPARED).copied();
        compared(one)
            .any(|one| compared(other).any(|other| are_strangers(self.account(one), self.account(other))))
    }

    /// Joins the second event to the first.
    fn join(&mut self, one: u32, other: u32) {
        for event in [one, other] {
            self.joins[event as usize] += 1;
        }
        let moved = std::mem::take(&mut self.members[other as usize]);
        let members = &mut self.members[one as usize];
        members.extend(moved);
        let of_batch = members.partition_point(|&member| member < self.first);
        members[of_batch..].sort_unstable();
        self.into[other as usize] = one;
        self.sizes[one as usize] += self.sizes[other as usize];
        for (third, link) in self.links.remove(&other).unwrap_or_default() {
            if let Some(links) = self.links.get_mut(&third) {
                links.remove(&other);
            }
            if third != one {
                self.link(one, third).add(&link);
                self.link(third, one).add(&link);
            }
        }
        if let Some(links) = self.links.get_mut(&one) {
            links.remove(&other);
        }
    }

    /// Adds the events of this batch's accounts to their lists, for the batches that follow.
    fn list(&mut self, batch: std::ops::Range<u32>) {
        for account in batch {
            let mut event = account;
            while self.into[event as usize] != event {
                event = self.into[event as usize];
            }
            self.sizes[event as usize] = size(self.members[event as usize].len().min(COMPARED));
            for block in blocks(self.account(account)) {
                let events = self.earlier.entry(block).or_default();
                if events.last() != Some(&event) {
                    events.push(event);
                }
            }
        }
    }
}

/// An index as the number of an event: there are fewer than 2³² accounts.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[allow(
    clippy::cast_precision_loss,
    reason = "far below the largest integer that a float represents exactly"
)]
fn size(count: usize) -> f32 {
    count as f32
}
