//! Which accounts are compared to bring them together into events, and in which order.
//!
//! An account is compared with others of the same story and group of words, and with those that share a group and a participant
//! (blocking, Christen 2012). Stories that no list has in common are processed in parallel, each from the most informative
//! account on; `join` does the joining.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::account::{Account, Key, Part, Symbol};
use super::join;
use super::rule::Weights;
use super::story::Likeness;
use crate::analysis::event::{Form, Role};
use crate::analysis::time::Basis;
use crate::timeline::ActorId;

/// The indices of an event's accounts: one for most events.
pub type Places = SmallVec<[u32; 2]>;

/// Groups accounts into events; each event lists the indices of its accounts, the most informative first.
pub fn events(accounts: &[Account<'_>], likeness: &Likeness, weights: &Weights) -> Vec<Places> {
    let of_region = |region: Vec<u32>| join::events(accounts, &region, likeness, weights);
    let of_regions: Vec<Vec<Places>> = regions(accounts).into_par_iter().map(of_region).collect();
    of_regions.into_iter().flatten().collect()
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
pub enum Block {
    Story(u32, Symbol),
    Participant(Symbol, ActorId),
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

/// The lists that an account is looked up in.
pub fn blocks(account: &Account<'_>) -> Vec<Block> {
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
