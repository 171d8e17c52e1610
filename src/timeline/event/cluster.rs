//! Tellings brought together into events: each joins the event it fits best, or opens one.
//!
//! The tellings that know most come first. An event is looked for among those of the same story and group of words, and among
//! those that share a group and a participant; of each list only the latest few are weighed, so that the cost grows with the
//! number of tellings and not with its square (blocking, Christen 2012).

use rustc_hash::FxHashMap;

use super::profile::Profile;
use super::score::{SAME, score};
use super::telling::{Key, Symbol, Telling};
use crate::analysis::event::{Form, Role};
use crate::analysis::time::Basis;

/// Events weighed at most for each list a telling is looked up in.
const CANDIDATES: usize = 40;

/// Groups tellings into events; each event lists the places of its tellings, the first the one it was opened with.
pub fn events(tellings: &[Telling<'_>]) -> Vec<Vec<u32>> {
    let mut clusters = Clusters::default();
    for place in order(tellings) {
        clusters.place(place, &tellings[place as usize]);
    }
    clusters.members
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
    Participant(Symbol, Key),
}

#[derive(Default)]
struct Clusters<'t> {
    profiles: Vec<Profile<'t>>,
    members: Vec<Vec<u32>>,
    blocks: FxHashMap<Block, Vec<u32>>,
    /// For each event the telling it was last weighed for, so that none is weighed twice.
    weighed: Vec<u32>,
}

impl<'t> Clusters<'t> {
    fn place(&mut self, place: u32, telling: &Telling<'t>) {
        let blocks = blocks(telling);
        let event = if let Some(event) = self.best(&blocks, place, telling) {
            self.profiles[event as usize].add(telling);
            self.members[event as usize].push(place);
            event
        } else {
            self.profiles.push(Profile::of(telling));
            self.members.push(vec![place]);
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

    fn best(&mut self, blocks: &[Block], place: u32, telling: &Telling<'_>) -> Option<u32> {
        let mut best: Option<(f32, u32)> = None;
        for block in blocks {
            let events = self.blocks.get(block).map_or(&[][..], Vec::as_slice);
            for &event in events.iter().rev().take(CANDIDATES) {
                if std::mem::replace(&mut self.weighed[event as usize], place) == place {
                    continue;
                }
                let fits = score(telling, &self.profiles[event as usize]);
                let better = best.is_none_or(|(known, other)| fits > known || fits >= known && event < other);
                if fits >= SAME && better {
                    best = Some((fits, event));
                }
            }
        }
        best.map(|(_, event)| event)
    }
}

fn blocks(telling: &Telling<'_>) -> Vec<Block> {
    let names = |part: &super::telling::Part| matches!(part.key, Key::Actor(_)).then_some(part.key);
    let mut blocks = Vec::new();
    for group in std::iter::once(telling.lemma).chain(telling.groups.iter().map(|group| group.name)) {
        let participants = telling.parts.iter().filter_map(names).map(|key| Block::Participant(group, key));
        for block in participants.chain([Block::Story(telling.story, group)]) {
            if !blocks.contains(&block) {
                blocks.push(block);
            }
        }
    }
    blocks
}
