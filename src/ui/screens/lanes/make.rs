//! Making the lanes of what the timeline shows: all of them once for a filter, and some events more where a fold is opened.

use std::sync::Arc;

use super::model::{Item, Kind, Lane, Model};
use super::stretch::Stretch;
use crate::text::ReportId;
use crate::timeline::{ActorId, EventId};
use crate::ui::state::app::{App, TimelineRow};
use crate::ui::state::groups::Groups;
use crate::ui::state::library::Standing;

/// A model before it is known what is on which lane.
struct Parts {
    items: Vec<Item>,
    undated: usize,
    lanes: Vec<Lane>,
    published: Vec<i64>,
    points: Vec<i64>,
    places: Vec<u32>,
}

impl Parts {
    /// With pairs of a lane and an item on it, by the beginnings of the items.
    fn joined(self, pairs: Vec<(u32, u32)>, contradicted: &dyn Fn(EventId) -> bool) -> Model {
        let Self { items, undated, lanes, published, points, places } = self;
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
        let alarms = (0..).zip(&items).filter(|(_, item)| contradicted(item.event)).map(|(at, _)| at);
        let alarms = alarms.collect();
        Model { items, undated, lanes, published, points, alarms, groups, lanes_of, places, reach }
    }
}

/// An event to be put on lanes that are made.
struct Added {
    event: EventId,
    stretch: Option<Stretch>,
    /// The places of its lanes; of one without a date none.
    lanes: Vec<u32>,
}

/// The place among items of each event of the timeline.
fn places(items: &[Item], events: usize) -> Vec<u32> {
    let mut places = vec![Model::NOWHERE; events];
    for (at, item) in (0..).zip(items) {
        if let Some(place) = places.get_mut(item.event.0 as usize) {
            *place = at;
        }
    }
    places
}

impl Model {
    fn place_of(&self, lane: Lane) -> Option<u32> {
        self.lanes.binary_search(&lane).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// The same with more events on its lanes.
    fn with(&self, more: &[Added], contradicted: &dyn Fn(EventId) -> bool) -> Self {
        let new: Vec<Item> = more
            .iter()
            .filter_map(|added| Some(Item { event: added.event, stretch: added.stretch? }))
            .collect();
        let mut items = self.items.clone();
        items.extend(&new);
        items.sort_by_key(Item::order);
        let places = places(&items, self.places.len());
        let mut points = self.points.clone();
        for point in new.iter().flat_map(Item::points) {
            if let Err(at) = points.binary_search(&point) {
                points.insert(at, point);
            }
        }
        let from = |at: u32| items[at as usize].stretch.from;
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(self.groups.len() + new.len());
        for lane in 0..u32::try_from(self.lanes.len()).unwrap_or(u32::MAX) {
            let start = pairs.len();
            let own = self.groups.of(lane).iter().map(|at| places[self.items[*at as usize].event.0 as usize]);
            pairs.extend(own.map(|at| (lane, at)));
            let added = more.iter().filter(|added| added.lanes.contains(&lane));
            let end = pairs.len();
            pairs.extend(added.map(|added| (lane, places[added.event.0 as usize])));
            if pairs.len() > end {
                pairs[start..].sort_by_key(|(_, at)| (from(*at), *at));
            }
        }
        let parts = Parts {
            undated: self.undated + more.len() - new.len(),
            lanes: self.lanes.clone(),
            published: self.published.clone(),
            points,
            places,
            items,
        };
        parts.joined(pairs, contradicted)
    }
}

impl App {
    /// The lanes of a kind, with the events the timeline shows: made once, until the timeline shows others.
    pub(in crate::ui) fn lane_model(&mut self, kind: Kind) -> Arc<Model> {
        let kept = self.lane_models.0[kind as usize].clone();
        kept.unwrap_or_else(|| {
            let made = Arc::new(self.make_lanes(kind));
            self.lane_models.0[kind as usize] = Some(made.clone());
            made
        })
    }

    fn make_lanes(&self, kind: Kind) -> Model {
        let library = &self.library;
        let shown = self.timeline.rows.iter().filter_map(TimelineRow::event);
        let mut items: Vec<Item> = Vec::new();
        let mut undated = 0;
        for event in shown {
            match library.dates.stretch(event) {
                Some(stretch) => items.push(Item { event, stretch }),
                None => undated += 1,
            }
        }
        items.sort_by_key(Item::order);
        let included = library.reports().iter().map(|report| report.id).filter(|id| self.is_included(*id));
        let reports: Vec<ReportId> = included.collect();
        let mut published: Vec<i64> =
            reports.iter().filter_map(|report| library.dates.published(*report)).collect();
        published.sort_unstable();
        let mut points: Vec<i64> =
            items.iter().flat_map(Item::points).chain(published.iter().copied()).collect();
        points.sort_unstable();
        points.dedup();
        let places = places(&items, library.events().len());
        let (lanes, pairs) = self.lanes_of(kind, (&items, &places), &reports);
        let parts = Parts { items, undated, lanes, published, points, places };
        parts.joined(pairs, &|event| self.standing(event) == Standing::Contradicted)
    }

    /// Puts events that were folded on the lanes that are looked at; where they are many, and on the lanes of other kinds, these
    /// are made anew when they are next seen.
    pub(in crate::ui) fn add_to_lanes(&mut self, events: &[EventId]) {
        const FEW: usize = 64;
        let kind = self.lanes.kind;
        let made = std::mem::take(&mut self.lane_models).0[kind as usize].take();
        if events.len() <= FEW {
            let model = made.and_then(|model| self.added(&model, kind, events));
            self.lane_models.0[kind as usize] = model.map(Arc::new);
        }
    }

    /// Lanes with more events on them; none where one of these is of a lane that is not there.
    fn added(&self, model: &Model, kind: Kind, events: &[EventId]) -> Option<Model> {
        let mut more = Vec::new();
        for event in events {
            let stretch = self.library.dates.stretch(*event);
            let wanted = if stretch.is_some() { self.wanted_lanes(kind, *event) } else { Vec::new() };
            let lanes: Option<Vec<u32>> = wanted.into_iter().map(|lane| model.place_of(lane)).collect();
            more.push(Added { event: *event, stretch, lanes: lanes? });
        }
        Some(model.with(&more, &|event| self.standing(event) == Standing::Contradicted))
    }

    /// The lanes that an event is on.
    fn wanted_lanes(&self, kind: Kind, event: EventId) -> Vec<Lane> {
        let library = &self.library;
        if kind == Kind::Reports {
            let told = library.event(event).map_or(&[][..], |event| &event.told_by);
            return told
                .iter()
                .filter(|report| self.is_included(**report))
                .copied()
                .map(Lane::Report)
                .collect();
        }
        let actors = (0..).map(ActorId).zip(&library.timeline.actors);
        let own = actors.filter(|(id, actor)| {
            kind.has(actor.kind) && library.events_of(*id).binary_search(&event.0).is_ok()
        });
        own.map(|(id, _)| Lane::Actor(id)).collect()
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
                let told = library.told_by(items[at as usize].event).iter();
                let lanes = told.filter_map(|report| lane_of.get(*report as usize).copied());
                pairs.extend(lanes.filter(|lane| *lane != u32::MAX).map(|lane| (lane, at)));
            }
            return (reports.iter().copied().map(Lane::Report).collect(), pairs);
        }
        let mut lanes = Vec::new();
        for (id, actor) in (0..).zip(&library.timeline.actors) {
            if !kind.has(actor.kind) {
                continue;
            }
            let events = library.events_of(ActorId(id)).iter();
            let mut own: Vec<u32> =
                events.map(|event| places[*event as usize]).filter(|at| *at != Model::NOWHERE).collect();
            if own.is_empty() {
                continue;
            }
            own.sort_by_key(|at| (items[*at as usize].stretch.from, *at));
            let lane = u32::try_from(lanes.len()).unwrap_or(u32::MAX);
            pairs.extend(own.into_iter().map(|at| (lane, at)));
            lanes.push(Lane::Actor(ActorId(id)));
        }
        (lanes, pairs)
    }
}
