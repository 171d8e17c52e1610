//! What is on the lanes: the events that are shown, by their marks, and the lanes they are on.

use std::ops::Range;
use std::sync::Arc;

use super::all::{AllLanes, LanesOfKind, NOWHERE, narrow};
use super::stretch::Stretch;
use crate::analysis::actor::ActorKind;
use crate::text::ReportId;
use crate::timeline::{ActorId, EventId};

/// What a lane represents.
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
pub struct Models {
    pub(super) shown: Option<Arc<Shown>>,
    pub(super) made: [Option<Arc<Model>>; Kind::ALL.len()],
}

/// What a lane is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// A report.
    Report(ReportId),
    /// An actor or a place.
    Actor(ActorId),
}

/// What is shown of all dated events, on lanes of whichever kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub(super) all: Arc<AllLanes>,
    /// The numbers among all of the events that are shown, by their marks.
    pub(super) numbers: Vec<u32>,
    /// The place among those shown of each of all; [`NOWHERE`] for one that is not shown.
    pub(super) places: Vec<u32>,
    pub(super) undated: usize,
    pub(super) published: Vec<i64>,
    /// Whether something shown begins or ends at each of the minutes at which anything does.
    pub(super) has_point: Vec<bool>,
    pub(super) alarms: Vec<u32>,
}

/// The lanes of a kind with what is shown on them. An item is named by its place among those shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The lanes in order.
    pub lanes: Vec<Lane>,
    pub(super) shown: Arc<Shown>,
    pub(super) kind: Kind,
    /// The place of each lane among all of its kind.
    pub(super) numbers: Vec<u32>,
    /// The place of each lane of its kind among those shown; [`NOWHERE`] for one that is not.
    pub(super) places: Vec<u32>,
}

impl Model {
    /// How many dated events are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.numbers.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shown.numbers.is_empty()
    }

    /// A dated event that is shown, by its place in the order of their marks.
    #[must_use]
    pub fn item(&self, at: u32) -> Option<&Item> {
        let number = self.shown.numbers.get(at as usize)?;
        self.shown.all.items.get(*number as usize)
    }

    /// How many of the shown events come before the first that has no such mark; those that have are the first ones.
    #[must_use]
    pub fn count_while(&self, has: impl Fn(i64) -> bool) -> usize {
        let items = &self.shown.all.items;
        self.shown.numbers.partition_point(|number| has(items[*number as usize].stretch.mark()))
    }

    /// How many shown events have no date.
    #[must_use]
    pub fn undated(&self) -> usize {
        self.shown.undated
    }

    /// When the reports were published that are not left out, in order.
    #[must_use]
    pub fn published(&self) -> &[i64] {
        &self.shown.published
    }

    /// All minutes at which something shown begins or ends, in order, each once.
    pub fn points(&self) -> impl DoubleEndedIterator<Item = i64> + '_ {
        let minutes = self.shown.all.minutes.iter().zip(&self.shown.has_point);
        minutes.filter(|(_, has_point)| **has_point).map(|(minute, _)| *minute)
    }

    /// Whether the same minutes are on the axis as on that of another.
    #[must_use]
    pub fn has_points_of(&self, other: &Self) -> bool {
        let same_minutes = || {
            Arc::ptr_eq(&self.shown.all, &other.shown.all)
                || self.shown.all.minutes == other.shown.all.minutes
        };
        self.shown.has_point == other.shown.has_point && same_minutes()
    }

    fn of_kind(&self) -> &LanesOfKind {
        self.shown.all.of_kind(self.kind)
    }

    /// The numbers of all events of a lane, by their beginnings, and where they start among those of all lanes.
    fn numbers_of(&self, lane: usize) -> (&[u32], usize) {
        let lanes = &self.of_kind().items;
        self.numbers.get(lane).map_or((&[], 0), |number| (lanes.of(*number), lanes.start(*number)))
    }

    fn shown_among<'a>(&'a self, numbers: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        let places = numbers.iter().map(|number| self.shown.places[*number as usize]);
        places.filter(|place| *place != NOWHERE)
    }

    /// The items of a lane, by their beginnings.
    pub fn lane(&self, lane: usize) -> impl Iterator<Item = u32> + '_ {
        self.shown_among(self.numbers_of(lane).0)
    }

    /// The items of a lane that touch a stretch of minutes.
    pub fn within(&self, lane: usize, from: i64, to: i64) -> impl Iterator<Item = u32> + '_ {
        let (own, start) = self.numbers_of(lane);
        let stretch = |number: u32| self.shown.all.items[number as usize].stretch;
        let reach = self.of_kind().reach.get(start..start + own.len()).unwrap_or_default();
        let first = reach.partition_point(|end| *end <= from);
        let end = own.partition_point(|number| stretch(*number).from < to);
        let touching = self.shown_among(own.get(first..end.max(first)).unwrap_or_default());
        touching.filter(move |at| self.item(*at).is_some_and(|item| item.stretch.to > from))
    }

    /// The lanes that an item is on.
    #[must_use]
    pub fn lanes_of(&self, item: u32) -> Vec<usize> {
        let number = self.shown.numbers.get(item as usize).copied().unwrap_or(NOWHERE);
        let lanes = self.of_kind().lanes_of.of(number).iter();
        let places = lanes.filter_map(|lane| self.places.get(*lane as usize).copied());
        places.filter(|place| *place != NOWHERE).map(|place| place as usize).collect()
    }

    /// How many items have their marks before a minute.
    fn before(&self, minute: i64) -> u32 {
        narrow(self.count_while(|mark| mark < minute))
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
        let distance =
            |at: &u32| self.item(*at).map(|item| item.stretch.mark().saturating_sub(minute).saturating_abs());
        let around = after.checked_sub(1).into_iter().chain([after]);
        around.filter(|at| distance(at).is_some()).min_by_key(distance)
    }

    /// How many marks are between two minutes, and whether reports contradict each other there.
    #[must_use]
    pub fn count(&self, from: i64, to: i64) -> (usize, bool) {
        let seen = self.between(from, to);
        let alarms = &self.shown.alarms;
        let alarm = alarms.partition_point(|at| *at < seen.start);
        (seen.len(), alarms.get(alarm).is_some_and(|at| *at < seen.end))
    }

    /// The place of an event among the items.
    #[must_use]
    pub fn place(&self, event: EventId) -> Option<u32> {
        let number = self.shown.all.number(event)?;
        self.shown.places.get(number as usize).copied().filter(|place| *place != NOWHERE)
    }
}
