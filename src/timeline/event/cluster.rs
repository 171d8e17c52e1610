//! Tellings brought together into events: each joins the event it fits best, or opens one.
//!
//! The tellings that know most come first. An event is looked for among those of the same story and group of words, and among
//! those that share a group and a participant; of each list only the latest few are weighed, so that the cost grows with the
//! number of tellings and not with its square (blocking, Christen 2012).

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::profile::Profile;
use super::score::{SAME, score};
use super::telling::{Key, Symbol, Telling};
use crate::analysis::event::{Form, Role};
use crate::analysis::time::Basis;

/// Events weighed at most for each list a telling is looked up in.
const CANDIDATES: usize = 40;

/// The places of the tellings of an event: one for most.
pub type Places = SmallVec<[u32; 2]>;

/// Groups tellings into events; each event lists the places of its tellings, the first the one it was opened with.
pub fn events(tellings: &[Telling<'_>]) -> Vec<Places> {
    let mut clusters = Clusters {
        tellings,
        known: Vec::new(),
        members: Vec::new(),
        blocks: FxHashMap::default(),
        weighed: Vec::new(),
        single: Profile::blank(),
    };
    for place in order(tellings) {
        clusters.place(place);
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

/// What is known of an event.
enum Known<'t> {
    /// What its one telling tells, and most events have no more: its profile is made when it is asked for.
    One(u32),
    /// What several tell together.
    More(Box<Profile<'t>>),
}

struct Clusters<'a, 't> {
    tellings: &'a [Telling<'t>],
    known: Vec<Known<'t>>,
    members: Vec<Places>,
    blocks: FxHashMap<Block, Places>,
    /// For each event the telling it was last weighed for, so that none is weighed twice.
    weighed: Vec<u32>,
    /// Room for the profile of an event that one telling tells.
    single: Profile<'t>,
}

impl Clusters<'_, '_> {
    fn place(&mut self, place: u32) {
        let tellings = self.tellings;
        let telling = &tellings[place as usize];
        let blocks = blocks(telling);
        let event = if let Some(event) = self.best(&blocks, place) {
            let known = &mut self.known[event as usize];
            if let Known::One(first) = known {
                *known = Known::More(Box::new(Profile::of(&tellings[*first as usize])));
            }
            if let Known::More(profile) = known {
                profile.add(telling);
            }
            self.members[event as usize].push(place);
            event
        } else {
            self.known.push(Known::One(place));
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
        let Self { tellings, known, blocks: listed, weighed, single, .. } = self;
        let telling = &tellings[place as usize];
        let mut best: Option<(f32, u32)> = None;
        for block in blocks {
            let events = listed.get(block).map_or(&[][..], SmallVec::as_slice);
            for &event in events.iter().rev().take(CANDIDATES) {
                if std::mem::replace(&mut weighed[event as usize], place) == place {
                    continue;
                }
                let profile = match &known[event as usize] {
                    Known::More(profile) => &**profile,
                    Known::One(first) => {
                        single.become_that_of(&tellings[*first as usize]);
                        &*single
                    }
                };
                let fits = score(telling, profile);
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
