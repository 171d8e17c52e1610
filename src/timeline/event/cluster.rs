//! Accounts brought together into events: each joins the event it most likely belongs to, or starts a new one.
//!
//! The score of an account for an event is half its mean over the event's accounts (average link) and half the best of them (best
//! link): one doubtful pair joins no two events, and an event whose accounts share little can still grow. On annotated topics
//! either measure alone does worse (`examples/learn` measures it).
//! The most informative accounts come first. An account is compared with events of the same story and group of words, and with
//! events that share a group and a participant; only the latest few of each list are compared, so that the cost grows with the
//! number of accounts and not with its square (blocking, Christen 2012). Stories that no list has in common are processed in
//! parallel.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::account::{Account, Key, Part, Symbol};
use super::rule::Weights;
use super::score::{Fit, fit};
use super::story::Likeness;
use crate::analysis::event::{Form, Role};
use crate::analysis::time::Basis;
use crate::timeline::ActorId;

/// Events compared at most for each list that an account is looked up in.
const CANDIDATES: usize = 40;

/// The indices of an event's accounts: one for most events.
pub type Places = SmallVec<[u32; 2]>;

/// Groups accounts into events; each event lists the indices of its accounts, first the one that started it.
pub fn events(accounts: &[Account<'_>], likeness: &Likeness, weights: &Weights) -> Vec<Places> {
    let of_region = |region: Vec<u32>| of_region(accounts, likeness, weights, &region);
    let of_regions: Vec<Vec<Places>> = regions(accounts).into_par_iter().map(of_region).collect();
    of_regions.into_iter().flatten().collect()
}

/// Groups the accounts of a region into events.
fn of_region(
    accounts: &[Account<'_>],
    likeness: &Likeness,
    weights: &Weights,
    region: &[u32],
) -> Vec<Places> {
    let mut clusters = Clusters {
        accounts,
        likeness,
        weights,
        members: Vec::new(),
        blocks: FxHashMap::default(),
        weighed: Vec::new(),
    };
    for &place in region {
        clusters.place(place);
    }
    clusters.members
}

/// The accounts by region: two accounts of different regions share no list, so that no event has both. Each region is in the
/// order of [`order`], the largest first.
fn regions(accounts: &[Account<'_>]) -> Vec<Vec<u32>> {
    let of_story = joined(accounts);
    let mut regions: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for place in order(accounts) {
        regions.entry(of_story[&accounts[place as usize].story]).or_default().push(place);
    }
    let mut regions: Vec<Vec<u32>> = regions.into_values().collect();
    regions.sort_unstable_by_key(|region| (std::cmp::Reverse(region.len()), region.first().copied()));
    regions
}

/// For each story, the lowest-numbered story it is joined with by a group of words and a participant that both have.
fn joined(accounts: &[Account<'_>]) -> FxHashMap<u32, u32> {
    let mut least: FxHashMap<u32, u32> =
        accounts.iter().map(|account| (account.story, account.story)).collect();
    // Most actors appear in one story only: their lists join nothing.
    let mut met: FxHashMap<ActorId, Option<u32>> = FxHashMap::default();
    for account in accounts {
        for actor in account.parts.iter().filter_map(actor_of) {
            let story = met.entry(actor).or_insert(Some(account.story));
            *story = story.filter(|story| *story == account.story);
        }
    }
    let mut first: FxHashMap<(Symbol, ActorId), u32> = FxHashMap::default();
    for account in accounts {
        for actor in account.parts.iter().filter_map(actor_of).filter(|actor| met[actor].is_none()) {
            for group in words(account) {
                let story = *first.entry((group, actor)).or_insert(account.story);
                let (one, other) = (root(&mut least, story), root(&mut least, account.story));
                least.insert(one.max(other), one.min(other));
            }
        }
    }
    let stories: Vec<u32> = least.keys().copied().collect();
    stories.into_iter().map(|story| (story, root(&mut least, story))).collect()
}

/// The lowest-numbered story that a story is joined with; shortens the path to it.
fn root(least: &mut FxHashMap<u32, u32>, story: u32) -> u32 {
    let mut at = story;
    while least[&at] != at {
        let next = least[&least[&at]];
        least.insert(at, next);
        at = next;
    }
    at
}

/// The indices of the accounts, the most informative first, then in the given order.
pub fn order(accounts: &[Account<'_>]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(accounts.len()).collect();
    order.sort_by_cached_key(|&place| (std::cmp::Reverse(knowledge(&accounts[place as usize])), place));
    order
}

/// How much an account says of its event.
fn knowledge(account: &Account<'_>) -> u32 {
    let mention = account.mention;
    let dated = u32::from(mention.when.is_dated() && mention.when.basis <= Basis::Heading) * 2;
    let has = |role| u32::from(account.parts.iter().any(|part| part.role == role));
    let verbal = u32::from(mention.form == Form::Verb);
    dated + 2 * has(Role::Agent) + 2 * has(Role::Patient) + u32::from(account.place.is_some()) + verbal
}

/// The keys events are looked up by: story and group, or group and participant.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Block {
    Story(u32, Symbol),
    Participant(Symbol, ActorId),
}

/// How many of an event's accounts another is compared with, the most informative first: an event that is reported a thousand
/// times is well enough known from these.
const COMPARED: usize = 8;

/// The log-odds of two accounts whose words cannot name the same event, in the mean over an event.
const UNRELATED: f32 = -6.0;

struct Clusters<'a, 't> {
    accounts: &'a [Account<'t>],
    likeness: &'a Likeness,
    weights: &'a Weights,
    members: Vec<Places>,
    blocks: FxHashMap<Block, Places>,
    /// For each event the last account it was compared with, so that none is compared twice.
    weighed: Vec<u32>,
}

impl Clusters<'_, '_> {
    fn place(&mut self, place: u32) {
        let blocks = blocks(&self.accounts[place as usize]);
        let event = if let Some(event) = self.best(&blocks, place) {
            self.members[event as usize].push(place);
            event
        } else {
            self.members.push(smallvec![place]);
            self.weighed.push(place);
            u32::try_from(self.members.len() - 1).unwrap_or(u32::MAX)
        };
        for block in blocks {
            let events = self.blocks.entry(block).or_default();
            if events.last() != Some(&event) {
                events.push(event);
            }
        }
    }

    fn best(&mut self, blocks: &[Block], place: u32) -> Option<u32> {
        let mut best: Option<(f32, u32)> = None;
        for block in blocks {
            let events = self.blocks.get(block).map_or(&[][..], SmallVec::as_slice);
            for &event in events.iter().rev().take(CANDIDATES) {
                if std::mem::replace(&mut self.weighed[event as usize], place) == place {
                    continue;
                }
                let Some(odds) = self.log_odds(place, event) else { continue };
                let better = best.is_none_or(|(known, other)| odds > known || odds >= known && event < other);
                if odds >= self.weights.enough && better {
                    best = Some((odds, event));
                }
            }
        }
        best.map(|(_, event)| event)
    }

    /// How likely an account belongs to an event, in log-odds.
    fn log_odds(&self, place: u32, event: u32) -> Option<f32> {
        let account = &self.accounts[place as usize];
        let members = self.members[event as usize].iter().take(COMPARED);
        let members: SmallVec<[&Account<'_>; COMPARED]> =
            members.map(|&member| &self.accounts[member as usize]).collect();
        log_odds(account, &members, self.likeness, self.weights)
    }
}

/// How likely an account is of the same event as others, in log-odds; none where a rule forbids it for one of them, or no words can
/// name the same event.
pub fn log_odds(
    account: &Account<'_>,
    others: &[&Account<'_>],
    likeness: &Likeness,
    weights: &Weights,
) -> Option<f32> {
    let (mut sum, mut count, mut most) = (0.0, 0.0, None);
    for other in others.iter().take(COMPARED) {
        sum += match fit(account, other, likeness, weights) {
            Fit::Forbidden => return None,
            Fit::Unrelated => UNRELATED,
            Fit::LogOdds(odds) => {
                most = Some(most.map_or(odds, |most: f32| most.max(odds)));
                odds.max(UNRELATED)
            }
        };
        count += 1.0;
    }
    most.map(|most| f32::midpoint(sum / count, most))
}

/// The words an account is looked up by: its own and those of its groups.
fn words(account: &Account<'_>) -> impl Iterator<Item = Symbol> {
    std::iter::once(account.lemma).chain(account.groups.iter().map(|group| group.name))
}

fn actor_of(part: &Part) -> Option<ActorId> {
    match part.key {
        Key::Actor(actor) => Some(actor),
        _ => None,
    }
}

fn blocks(account: &Account<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in words(account) {
        let actors = account.parts.iter().filter_map(actor_of);
        let participants = actors.map(|actor| Block::Participant(group, actor));
        for block in participants.chain([Block::Story(account.story, group)]) {
            if !blocks.contains(&block) {
                blocks.push(block);
            }
        }
    }
    blocks
}
