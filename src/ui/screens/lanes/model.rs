//! What is on the lanes: each shown event as a stretch of minutes, and the events of each lane. Made once for a filter.

use std::ops::Range;
use std::sync::Arc;

use super::stretch::Stretch;
use crate::analysis::actor::ActorKind;
use crate::text::ReportId;
use crate::timeline::{ActorId, EventId};
use crate::ui::state::groups::Groups;

/// What a lane stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A report: the events it mentions.
    #[default]
    Reports,
    /// A person, an organisation, a group, a state: the events it has a part in.
    Actors,
    /// A place: the events there.
    Places,
}

impl Kind {
    /// All of them, in the order a key goes through them.
    pub const ALL: [Self; 3] = [Self::Reports, Self::Actors, Self::Places];

    /// What the lanes are called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Actors => "actors",
            Self::Places => "places",
        }
    }

    /// Whether an actor has a lane among those of actors or of places: a state can be either.
    pub(super) fn has(self, actor: ActorKind) -> bool {
        match self {
            Self::Reports => false,
            Self::Actors => actor != ActorKind::Place,
            Self::Places => matches!(actor, ActorKind::Place | ActorKind::State),
        }
    }

    /// The next one, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

/// An event on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The event.
    pub event: EventId,
    /// When.
    pub stretch: Stretch,
}

impl Item {
    /// By their marks.
    pub(super) fn order(&self) -> (i64, i64, EventId) {
        (self.stretch.mark(), self.stretch.from, self.event)
    }

    /// The minutes that have a place on the axis.
    pub(super) fn points(&self) -> [i64; 3] {
        [self.stretch.from, self.stretch.to - 1, self.stretch.mark()]
    }
}

/// The lanes of each kind that were made for what the timeline shows.
#[derive(Clone, Debug, Default)]
pub struct Models(pub(super) [Option<Arc<Model>>; Kind::ALL.len()]);

/// What a lane is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// A report.
    Report(ReportId),
    /// An actor or a place.
    Actor(ActorId),
}

/// The lanes and what is on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The dated events that are shown, by their marks.
    pub items: Vec<Item>,
    /// How many shown events have no date.
    pub undated: usize,
    /// The lanes in order.
    pub lanes: Vec<Lane>,
    /// When reports were published: of the reports that are not left out, in order.
    pub published: Vec<i64>,
    /// All minutes at which something begins or ends, in order, each once.
    pub points: Vec<i64>,
    /// The places in `items` of those whose reports contradict each other.
    pub alarms: Vec<u32>,
    /// The items of each lane by their beginnings.
    pub(super) groups: Groups,
    /// The lanes of each item.
    pub(super) lanes_of: Groups,
    /// The place among the items of each event of the timeline; [`Model::NOWHERE`] for one that is not on the axis.
    pub(super) places: Vec<u32>,
    /// The furthest end among the items of a lane up to each.
    pub(super) reach: Vec<i64>,
}

impl Model {
    /// The place of an event that is not on the axis.
    pub(super) const NOWHERE: u32 = u32::MAX;

    /// The items of a lane, by their beginnings.
    #[must_use]
    pub fn lane(&self, lane: usize) -> &[u32] {
        self.groups.of(u32::try_from(lane).unwrap_or(u32::MAX))
    }

    /// The items of a lane that touch a stretch of minutes.
    pub fn within(&self, lane: usize, from: i64, to: i64) -> impl Iterator<Item = u32> + '_ {
        let own = self.lane(lane);
        let start = self.groups.start(u32::try_from(lane).unwrap_or(u32::MAX));
        let reach = self.reach.get(start..start + own.len()).unwrap_or_default();
        let first = reach.partition_point(|end| *end <= from);
        let end = own.partition_point(|at| self.items[*at as usize].stretch.from < to);
        own.get(first..end.max(first))
            .unwrap_or_default()
            .iter()
            .copied()
            .filter(move |at| self.items[*at as usize].stretch.to > from)
    }

    /// The lanes that an item is on.
    #[must_use]
    pub fn lanes_of(&self, item: u32) -> &[u32] {
        self.lanes_of.of(item)
    }

    /// How many items have their marks before a minute.
    fn before(&self, minute: i64) -> u32 {
        let before = self.items.partition_point(|item| item.stretch.mark() < minute);
        u32::try_from(before).unwrap_or(u32::MAX)
    }

    /// The items whose marks are between two minutes.
    #[must_use]
    pub fn between(&self, from: i64, to: i64) -> Range<u32> {
        self.before(from)..self.before(to)
    }

    /// The item whose mark is nearest to a minute.
    #[must_use]
    pub fn nearest(&self, minute: i64) -> Option<u32> {
        let after = self.before(minute);
        let distance = |at: &u32| {
            self.items
                .get(*at as usize)
                .map(|item| item.stretch.mark().saturating_sub(minute).saturating_abs())
        };
        let around = after.checked_sub(1).into_iter().chain([after]);
        around.filter(|at| distance(at).is_some()).min_by_key(distance)
    }

    /// How many marks are between two minutes, and whether reports contradict each other there.
    #[must_use]
    pub fn count(&self, from: i64, to: i64) -> (usize, bool) {
        let seen = self.between(from, to);
        let alarm = self.alarms.partition_point(|at| *at < seen.start);
        (seen.len(), self.alarms.get(alarm).is_some_and(|at| *at < seen.end))
    }

    /// The place of an event among the items.
    #[must_use]
    pub fn place(&self, event: EventId) -> Option<u32> {
        self.places.get(event.0 as usize).copied().filter(|place| *place != Self::NOWHERE)
    }
}
