//! The lanes with every dated event of a library on them. What is shown of them changes with every filter and fold; what is
//! sorted and grouped here does not.

use rustc_hash::FxHashMap;

use super::model::{Item, Kind, Lane};
use super::stretch::Dates;
use crate::text::ReportId;
use crate::timeline::{ActorId, EventId, Timeline};
use crate::ui::state::groups::Groups;

/// All lanes of a library. An event on them is named by its number, its place among all dated events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllLanes {
    /// The dated events by their marks.
    pub(super) items: Vec<Item>,
    /// The same, without when they were.
    pub(super) events: Vec<EventId>,
    /// All minutes at which something begins or ends, in order, each once.
    pub(super) minutes: Vec<i64>,
    /// The places among the minutes of the points of each item.
    pub(super) points: Vec<[u32; 3]>,
    /// The place among the minutes of the publication of each report that has a date, in order.
    pub(super) published: Vec<(u32, ReportId)>,
    /// The number of each event of the timeline; [`NOWHERE`] for one without a date.
    numbers: Vec<u32>,
    kinds: [LanesOfKind; Kind::ALL.len()],
}

/// The lanes of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LanesOfKind {
    /// The lanes in order.
    pub lanes: Vec<Lane>,
    /// The events on each lane, by their beginnings.
    pub items: Groups,
    /// The lanes of each event.
    pub lanes_of: Groups,
    /// The furthest end among the events of a lane up to each.
    pub reach: Vec<i64>,
}

/// The place of what is not there.
pub(super) const NOWHERE: u32 = u32::MAX;

pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NOWHERE)
}

impl AllLanes {
    /// The lanes of a timeline: `reports_of` groups reports by the events they mention, `events_of` events by their actors.
    #[must_use]
    pub fn new(timeline: &Timeline, dates: &Dates, reports_of: &Groups, events_of: &Groups) -> Self {
        let all = (0..narrow(timeline.events.len())).map(EventId);
        let mut items: Vec<Item> =
            all.filter_map(|event| Some(Item { event, stretch: dates.stretch(event)? })).collect();
        items.sort_by_key(Item::order);
        let published = timeline.reports.iter().map(|report| report.id);
        let mut published: Vec<(i64, ReportId)> =
            published.filter_map(|report| Some((dates.published(report)?, report))).collect();
        published.sort_unstable();
        let points = items.iter().flat_map(Item::points);
        let mut minutes: Vec<i64> = points.chain(published.iter().map(|(minute, _)| *minute)).collect();
        minutes.sort_unstable();
        minutes.dedup();
        let places: FxHashMap<i64, u32> = minutes.iter().copied().zip(0..).collect();
        let place = |minute: i64| places.get(&minute).copied().unwrap_or_default();
        let points = items.iter().map(|item| item.points().map(place)).collect();
        let published = published.into_iter().map(|(minute, report)| (place(minute), report)).collect();
        let mut numbers = vec![NOWHERE; timeline.events.len()];
        for (number, item) in (0..).zip(&items) {
            numbers[item.event.0 as usize] = number;
        }
        let kinds = Kind::ALL.map(|kind| match kind {
            Kind::Reports => LanesOfKind::of_reports(timeline, &items, reports_of),
            _ => LanesOfKind::of_actors(kind, timeline, (&items, &numbers), events_of),
        });
        let events = items.iter().map(|item| item.event).collect();
        Self { items, events, minutes, points, published, numbers, kinds }
    }

    pub(super) fn of_kind(&self, kind: Kind) -> &LanesOfKind {
        &self.kinds[kind as usize]
    }

    /// The number of an event that has a date.
    pub(super) fn number(&self, event: EventId) -> Option<u32> {
        self.numbers.get(event.0 as usize).copied().filter(|number| *number != NOWHERE)
    }
}

impl LanesOfKind {
    fn of_reports(timeline: &Timeline, items: &[Item], reports_of: &Groups) -> Self {
        let mut by_beginning: Vec<u32> = (0..narrow(items.len())).collect();
        by_beginning.sort_by_key(|number| items[*number as usize].stretch.from);
        let pairs = by_beginning.into_iter().flat_map(|number| {
            let reports = reports_of.of(items[number as usize].event.0).iter();
            reports.map(move |report| (*report, number))
        });
        let lanes = timeline.reports.iter().map(|report| Lane::Report(report.id)).collect();
        Self::new(lanes, items, pairs.collect())
    }

    fn of_actors(
        kind: Kind,
        timeline: &Timeline,
        (items, numbers): (&[Item], &[u32]),
        events_of: &Groups,
    ) -> Self {
        let mut lanes = Vec::new();
        let mut pairs = Vec::new();
        for (id, actor) in (0..).zip(&timeline.actors) {
            if !kind.has(actor.kind) {
                continue;
            }
            let own = events_of.of(id).iter().map(|event| numbers[*event as usize]);
            let mut own: Vec<u32> = own.filter(|number| *number != NOWHERE).collect();
            if own.is_empty() {
                continue;
            }
            own.sort_by_key(|number| (items[*number as usize].stretch.from, *number));
            let lane = narrow(lanes.len());
            pairs.extend(own.into_iter().map(|number| (lane, number)));
            lanes.push(Lane::Actor(ActorId(id)));
        }
        Self::new(lanes, items, pairs)
    }

    /// From pairs of a lane and an event on it, by the beginnings of the events.
    fn new(lanes: Vec<Lane>, items: &[Item], pairs: Vec<(u32, u32)>) -> Self {
        let lanes_of = Groups::new(items.len(), pairs.iter().map(|(lane, number)| (*number, *lane)));
        let groups = Groups::new(lanes.len(), pairs);
        let mut reach = Vec::with_capacity(groups.len());
        for lane in 0..narrow(lanes.len()) {
            let mut furthest = i64::MIN;
            for number in groups.of(lane) {
                furthest = furthest.max(items[*number as usize].stretch.to);
                reach.push(furthest);
            }
        }
        Self { lanes, items: groups, lanes_of, reach }
    }
}
