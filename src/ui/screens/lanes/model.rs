//! What is on the lanes: each shown event as a stretch of minutes, and the events of each lane. Made once for a filter.

use std::ops::Range;
use std::sync::Arc;

use super::stretch::Stretch;
use crate::analysis::actor::ActorKind;
use crate::text::ReportId;
use crate::timeline::{ActorId, EventId};
use crate::ui::state::app::{App, TimelineRow};
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

/// The lanes of each kind that were made for what the timeline shows.
#[derive(Clone, Debug, Default)]
pub struct Models([Option<Arc<Model>>; Kind::ALL.len()]);

/// What a lane is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// A report.
    Report(ReportId),
    /// An actor or a place.
    Actor(ActorId),
}

/// The lanes and what is on them.
#[derive(Clone, Debug, Default)]
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
    groups: Groups,
    /// The lanes of each item.
    lanes_of: Groups,
    /// The place among the items of each event of the timeline; [`Model::NOWHERE`] for one that is not on the axis.
    places: Vec<u32>,
    /// The furthest end among the items of a lane up to each.
    reach: Vec<i64>,
}

impl Model {
    /// The place of an event that is not on the axis.
    const NOWHERE: u32 = u32::MAX;

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

impl App {
    /// The lanes of a kind, with the events the timeline shows: made once, until the timeline shows others.
    pub(super) fn lane_model(&mut self, kind: Kind) -> Arc<Model> {
        let kept = self.lane_models.0[kind as usize].clone();
        kept.unwrap_or_else(|| {
            let made = Arc::new(self.make_lanes(kind));
            self.lane_models.0[kind as usize] = Some(made.clone());
            made
        })
    }

    fn make_lanes(&self, kind: Kind) -> Model {
        let library = &self.library;
        let shown = self.timeline.rows.iter().filter_map(|row| match row {
            TimelineRow::Event(id) => Some(*id),
            _ => None,
        });
        let mut items: Vec<Item> = Vec::new();
        let mut undated = 0;
        for event in shown {
            match library.dates.stretch(event) {
                Some(stretch) => items.push(Item { event, stretch }),
                None => undated += 1,
            }
        }
        items.sort_by_key(|item| (item.stretch.mark(), item.stretch.from, item.event));
        let included = library.reports().iter().map(|report| report.id).filter(|id| self.is_included(*id));
        let reports: Vec<ReportId> = included.collect();
        let mut published: Vec<i64> =
            reports.iter().filter_map(|report| library.dates.published(*report)).collect();
        published.sort_unstable();
        let mut points: Vec<i64> = items
            .iter()
            .flat_map(|item| [item.stretch.from, item.stretch.to - 1])
            .chain(published.iter().copied())
            .collect();
        points.extend(items.iter().map(|item| item.stretch.mark()));
        points.sort_unstable();
        points.dedup();
        let mut places = vec![Model::NOWHERE; library.events().len()];
        for (at, item) in (0..).zip(&items) {
            places[item.event.0 as usize] = at;
        }
        let (lanes, pairs) = self.lanes_of(kind, (&items, &places), &reports);
        let lanes_of = Groups::new(items.len(), pairs.iter().map(|(lane, at)| (*at, *lane)));
        let groups = Groups::new(lanes.len(), pairs);
        let mut reach = Vec::with_capacity(groups.len());
        for lane in 0..u32::try_from(lanes.len()).unwrap_or(u32::MAX) {
            let mut furthest = i64::MIN;
            for at in groups.of(lane) {
                furthest = furthest.max(items[*at as usize].stretch.to);
                reach.push(furthest);
            }
        }
        let contradicted = |(_, item): &(u32, &Item)| {
            self.standing(item.event) == crate::ui::state::library::Standing::Contradicted
        };
        let alarms = (0..).zip(&items).filter(contradicted).map(|(at, _)| at).collect();
        Model { items, undated, lanes, published, points, alarms, groups, lanes_of, places, reach }
    }

    /// The lanes, and pairs of a lane and an item on it, by the beginnings of the items.
    fn lanes_of(
        &self,
        kind: Kind,
        (items, places): (&[Item], &[u32]),
        reports: &[ReportId],
    ) -> (Vec<Lane>, Vec<(u32, u32)>) {
        let mut order: Vec<u32> = (0..u32::try_from(items.len()).unwrap_or(u32::MAX)).collect();
        order.sort_by_key(|at| items[*at as usize].stretch.from);
        let library = &self.library;
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        if kind == Kind::Reports {
            let mut lane_of = vec![u32::MAX; library.reports().len()];
            for (lane, report) in (0..).zip(reports) {
                lane_of[report.index()] = lane;
            }
            for at in order {
                let Some(event) = library.event(items[at as usize].event) else { continue };
                let lanes = event.told_by.iter().filter_map(|report| lane_of.get(report.index()).copied());
                pairs.extend(lanes.filter(|lane| *lane != u32::MAX).map(|lane| (lane, at)));
            }
            return (reports.iter().copied().map(Lane::Report).collect(), pairs);
        }
        let mut lanes = Vec::new();
        for (id, actor) in (0..).zip(&library.timeline.actors) {
            let is_place = matches!(actor.kind, ActorKind::Place | ActorKind::State);
            let wanted = match kind {
                Kind::Places => is_place,
                _ => actor.kind != ActorKind::Place,
            };
            if !wanted {
                continue;
            }
            let events = library.events_of(ActorId(id)).iter();
            let mut own: Vec<u32> =
                events.map(|event| places[*event as usize]).filter(|at| *at != Model::NOWHERE).collect();
            if own.is_empty() {
                continue;
            }
            own.sort_by_key(|at| items[*at as usize].stretch.from);
            let lane = u32::try_from(lanes.len()).unwrap_or(u32::MAX);
            pairs.extend(own.into_iter().map(|at| (lane, at)));
            lanes.push(Lane::Actor(ActorId(id)));
        }
        (lanes, pairs)
    }
}
