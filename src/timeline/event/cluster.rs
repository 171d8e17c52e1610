//! Tellings brought together into events: each joins the event it is most likely of, or opens one.
//!
//! How likely is half the mean over the event's tellings (average link) and half the most likely of them (best link): one doubtful
//! pair joins no two events, and an event whose tellings share little still finds the next. On annotated topics either alone is
//! worse (`examples/learn` measures).
//! The tellings that know most come first. An event is looked for among those of the same story and group of words, and among
//! those that share a group and a participant; of each list only the latest few are weighed, so that the cost grows with the
//! number of tellings and not with its square (blocking, Christen 2012). Stories that no list has in common are brought together
//! side by side.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::rule::Weights;
use super::score::{Fit, fit};
use super::story::Likeness;
use super::telling::{Key, Part, Symbol, Telling};
use crate::analysis::event::{Form, Role};
use crate::analysis::time::Basis;
use crate::timeline::ActorId;

/// Events weighed at most for each list a telling is looked up in.
const CANDIDATES: usize = 40;

/// The places of the tellings of an event: one for most.
pub type Places = SmallVec<[u32; 2]>;

/// Groups tellings into events; each event lists the places of its tellings, the first the one it was opened with.
pub fn events(tellings: &[Telling<'_>], likeness: &Likeness, weights: &Weights) -> Vec<Places> {
    let of_region = |region: Vec<u32>| of_region(tellings, likeness, weights, &region);
    let of_regions: Vec<Vec<Places>> = regions(tellings).into_par_iter().map(of_region).collect();
    of_regions.into_iter().flatten().collect()
}

/// Groups the tellings of a region into events.
fn of_region(
    tellings: &[Telling<'_>],
    likeness: &Likeness,
    weights: &Weights,
    region: &[u32],
) -> Vec<Places> {
    let mut clusters = Clusters {
        tellings,
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

/// The tellings by regions: two tellings of different regions stand in no list together, so that no event has both. Each in the
/// order of [`order`], the largest region first.
fn regions(tellings: &[Telling<'_>]) -> Vec<Vec<u32>> {
    let of_story = joined(tellings);
    let mut regions: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for place in order(tellings) {
        regions.entry(of_story[&tellings[place as usize].story]).or_default().push(place);
    }
    let mut regions: Vec<Vec<u32>> = regions.into_values().collect();
    regions.sort_unstable_by_key(|region| (std::cmp::Reverse(region.len()), region.first().copied()));
    regions
}

/// For each story the least of those it is joined with by a group of words and a participant that both have.
fn joined(tellings: &[Telling<'_>]) -> FxHashMap<u32, u32> {
    let mut least: FxHashMap<u32, u32> =
        tellings.iter().map(|telling| (telling.story, telling.story)).collect();
    // Most actors are met in one story: their lists join nothing.
    let mut met: FxHashMap<ActorId, Option<u32>> = FxHashMap::default();
    for telling in tellings {
        for actor in telling.parts.iter().filter_map(actor_of) {
            let story = met.entry(actor).or_insert(Some(telling.story));
            *story = story.filter(|story| *story == telling.story);
        }
    }
    let mut first: FxHashMap<(Symbol, ActorId), u32> = FxHashMap::default();
    for telling in tellings {
        for actor in telling.parts.iter().filter_map(actor_of).filter(|actor| met[actor].is_none()) {
            for group in words(telling) {
                let story = *first.entry((group, actor)).or_insert(telling.story);
                let (one, other) = (root(&mut least, story), root(&mut least, telling.story));
                least.insert(one.max(other), one.min(other));
            }
        }
    }
    let stories: Vec<u32> = least.keys().copied().collect();
    stories.into_iter().map(|story| (story, root(&mut least, story))).collect()
}

/// The least story that one is joined with; makes the way there shorter.
fn root(least: &mut FxHashMap<u32, u32>, story: u32) -> u32 {
    let mut at = story;
    while least[&at] != at {
        let next = least[&least[&at]];
        least.insert(at, next);
        at = next;
    }
    at
}

/// The places of the tellings, those that know most first, then as they stand.
pub fn order(tellings: &[Telling<'_>]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(tellings.len()).collect();
    order.sort_by_cached_key(|&place| (std::cmp::Reverse(knowledge(&tellings[place as usize])), place));
    order
}

/// How much a telling knows of its event.
fn knowledge(telling: &Telling<'_>) -> u32 {
    let mention = telling.mention;
    let dated = u32::from(mention.when.is_dated() && mention.when.basis <= Basis::Heading) * 2;
    let has = |role| u32::from(telling.parts.iter().any(|part| part.role == role));
    let verbal = u32::from(mention.form == Form::Verb);
    dated + 2 * has(Role::Agent) + 2 * has(Role::Patient) + u32::from(telling.place.is_some()) + verbal
}

/// Where events are looked up: by story and group, and by group and participant.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Block {
    Story(u32, Symbol),
    Participant(Symbol, ActorId),
}

/// How many of an event's tellings another is compared with, those first that know most: an event told a thousand times is known
/// well enough.
const COMPARED: usize = 8;

/// The log-odds of two tellings whose words cannot name the same, in the mean over an event.
const UNRELATED: f32 = -6.0;

struct Clusters<'a, 't> {
    tellings: &'a [Telling<'t>],
    likeness: &'a Likeness,
    weights: &'a Weights,
    members: Vec<Places>,
    blocks: FxHashMap<Block, Places>,
    /// For each event the telling it was last weighed for, so that none is weighed twice.
    weighed: Vec<u32>,
}

impl Clusters<'_, '_> {
    fn place(&mut self, place: u32) {
        let blocks = blocks(&self.tellings[place as usize]);
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

    /// How likely a telling is of an event, in log-odds.
    fn log_odds(&self, place: u32, event: u32) -> Option<f32> {
        let telling = &self.tellings[place as usize];
        let members = self.members[event as usize].iter().take(COMPARED);
        let members: SmallVec<[&Telling<'_>; COMPARED]> =
            members.map(|&member| &self.tellings[member as usize]).collect();
        log_odds(telling, &members, self.likeness, self.weights)
    }
}

/// How likely a telling is of one event with the first of others, in log-odds; none where a rule forbids it for one of them, or no
/// words can name the same.
pub fn log_odds(
    telling: &Telling<'_>,
    others: &[&Telling<'_>],
    likeness: &Likeness,
    weights: &Weights,
) -> Option<f32> {
    let (mut sum, mut count, mut most) = (0.0, 0.0, None);
    for other in others.iter().take(COMPARED) {
        sum += match fit(telling, other, likeness, weights) {
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

/// The words a telling is looked up by: its own and its groups'.
fn words(telling: &Telling<'_>) -> impl Iterator<Item = Symbol> {
    std::iter::once(telling.lemma).chain(telling.groups.iter().map(|group| group.name))
}

fn actor_of(part: &Part) -> Option<ActorId> {
    match part.key {
        Key::Actor(actor) => Some(actor),
        _ => None,
    }
}

fn blocks(telling: &Telling<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in words(telling) {
        let actors = telling.parts.iter().filter_map(actor_of);
        let participants = actors.map(|actor| Block::Participant(group, actor));
        for block in participants.chain([Block::Story(telling.story, group)]) {
            if !blocks.contains(&block) {
                blocks.push(block);
            }
        }
    }
    blocks
}
