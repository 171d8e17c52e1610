//! The rows of the timeline: events under their dates, lesser ones folded. Listed anew when the filter or the library
//! changes; where a fold is opened, only its own rows are.

use std::ops::Range;

use chrono::NaiveDateTime;

use super::app::{App, EventList, TimelineRow};
use super::library::{Library, Outline, Standing};
use super::notes::Item;
use crate::timeline::EventId;

impl App {
    /// Rebuilds the rows after the filter, the folds or the library changed; the selected event stays selected.
    pub(in crate::ui) fn list_events(&mut self) {
        self.find_passing();
        self.list_rows();
    }

    /// Rebuilds the rows after no more than the folds changed.
    pub(in crate::ui) fn list_rows(&mut self) {
        self.forget_lanes();
        let selected = self.subject.event;
        let library = self.library.clone();
        let folds = self.folds();
        let events = (0..).map(EventId).zip(library.outlines());
        let events = events.filter(|(id, _)| self.passes(*id));
        let rows = rows(events.map(|(id, event)| (id, event.date, folds && self.is_minor(id, *event))));
        let mut list = std::mem::take(&mut self.timeline);
        list.set_rows(rows, &library, &|id| self.standing(id));
        self.timeline = list;
        self.timeline.select(selected);
        self.follow_timeline();
    }

    /// Whether minor events are folded: not where a person asked for all, or for few.
    fn folds(&self) -> bool {
        let filter = &self.filter;
        let narrow = !filter.actors.is_empty()
            || filter.own
            || filter.period.is_some()
            || filter.verdict.is_some()
            || !filter.words.is_empty();
        !self.timeline.unfolded && !narrow
    }

    /// Whether an event is folded where minor ones are.
    fn is_minor(&self, id: EventId, event: Outline) -> bool {
        event.minor
            && self.standing(id) < Standing::Different
            && !self.timeline.opened.contains(&id)
            && !self.notes.is_own(Item::Event(id))
    }

    /// Selects an event on the timeline, unfolding it where it is folded.
    pub(in crate::ui) fn reveal(&mut self, event: Option<EventId>) {
        let Some(event) = event else { return };
        if self.timeline.select(Some(event)) {
            return;
        }
        if let Some(fold) = self.timeline.fold_of(event).filter(|_| self.passes(event)) {
            let members = self.fold_members(fold);
            self.timeline.opened.insert(event);
            self.relist(fold, &members);
        }
        self.timeline.select(Some(event));
    }

    /// Shows all events of a fold, the first of them selected.
    pub(in crate::ui) fn open_fold(&mut self, fold: usize) {
        let members = self.fold_members(fold);
        if members.is_empty() {
            return;
        }
        self.timeline.opened.extend(members.iter().copied());
        self.relist(fold, &members);
        self.timeline.select(members.first().copied());
    }

    /// The events of a fold, in the timeline's order.
    fn fold_members(&self, fold: usize) -> Vec<EventId> {
        let Some(&TimelineRow::Fold(first, count)) = self.timeline.rows.get(fold) else { return Vec::new() };
        let events = (0..).map(EventId).zip(self.library.outlines()).skip(first.0 as usize);
        let members = events.filter(|(id, event)| self.passes(*id) && self.is_minor(*id, **event));
        members.map(|(id, _)| id).take(count as usize).collect()
    }

    /// Lists the events of a fold anew after some of them were opened, together with those whose date it ends. All other rows
    /// stay as they are.
    fn relist(&mut self, fold: usize, members: &[EventId]) {
        let library = self.library.clone();
        let outline = |id: &EventId| library.outlines().get(id.0 as usize).copied();
        let date = |id: &EventId| outline(id).map(|event| event.date);
        let rows_above = self.timeline.rows.get(..fold).unwrap_or_default();
        let day = rows_above.iter().rposition(|row| matches!(row, TimelineRow::Day(_)));
        // A fold below a heading is of its date, or of later ones.
        let is_of = |day: &usize| match &rows_above[*day] {
            TimelineRow::Day(id) => date(id) == members.first().and_then(date),
            _ => false,
        };
        let start = day.filter(is_of).unwrap_or(fold);
        let mut events: Vec<EventId> = rows_above[start..].iter().filter_map(TimelineRow::event).collect();
        events.extend(members);
        events.sort_unstable();
        let events = events.iter().filter_map(|id| Some((*id, outline(id)?)));
        let listed = rows(events.map(|(id, event)| (id, event.date, self.is_minor(id, event))));
        let mut list = std::mem::take(&mut self.timeline);
        let shown = list.replace(start..fold + 1, listed, &library, &|id| self.standing(id));
        self.timeline = list;
        self.add_to_lanes(&shown);
    }
}

/// Groups events by date: below its date the events of a day, then its lesser ones as a fold. Days of nothing but lesser ones
/// become one fold without a date above it.
fn rows(events: impl Iterator<Item = (EventId, u32, bool)>) -> Vec<TimelineRow> {
    let mut rows = Vec::new();
    let mut day: Option<u32> = None;
    // Where the heading of the day would be, once it has an event of its own.
    let mut headed = false;
    // Lesser events of the day, and of the days before it that have no heading.
    let (mut own, mut earlier): (Fold, Fold) = (None, None);
    for (id, date, folded) in events {
        if day != Some(date) {
            if headed {
                rows.extend(row_of_fold(own.take()));
            } else {
                earlier = joined(earlier, own.take());
            }
            day = Some(date);
            headed = false;
        }
        if folded {
            own = joined(own, Some((id, 1)));
            continue;
        }
        if !headed {
            rows.extend(row_of_fold(earlier.take()));
            rows.push(TimelineRow::Day(id));
            headed = true;
        }
        rows.push(TimelineRow::Event(id));
    }
    if headed {
        rows.extend(row_of_fold(own));
    } else {
        rows.extend(row_of_fold(joined(earlier, own)));
    }
    rows
}

/// The first of some folded events, and how many there are.
type Fold = Option<(EventId, u32)>;

fn joined(one: Fold, other: Fold) -> Fold {
    match (one, other) {
        (Some((first, count)), Some((_, more))) => Some((first, count + more)),
        (one, other) => one.or(other),
    }
}

fn row_of_fold(fold: Fold) -> Option<TimelineRow> {
    fold.map(|(first, count)| TimelineRow::Fold(first, count))
}

impl TimelineRow {
    /// The event of a row of one event.
    #[must_use]
    pub fn event(&self) -> Option<EventId> {
        match self {
            Self::Event(id) => Some(*id),
            _ => None,
        }
    }
}

impl EventList {
    /// The row of an event that is folded or filtered away.
    const NOWHERE: u32 = u32::MAX;

    /// Whether an event has a row of its own.
    #[must_use]
    pub fn shows(&self, event: EventId) -> bool {
        self.row(event).is_some()
    }

    fn row(&self, event: EventId) -> Option<usize> {
        let row = self.row_of.get(event.0 as usize).copied().filter(|row| *row != Self::NOWHERE);
        row.map(|row| row as usize)
    }

    /// The row of the fold that an event is in, of one that passes and has no row of its own.
    fn fold_of(&self, event: EventId) -> Option<usize> {
        self.rows.iter().rposition(|row| matches!(row, TimelineRow::Fold(first, _) if *first <= event))
    }

    fn set_rows(
        &mut self,
        rows: Vec<TimelineRow>,
        library: &Library,
        standing: &dyn Fn(EventId) -> Standing,
    ) {
        self.moments.clear();
        self.alarms.clear();
        self.row_of.clear();
        self.row_of.resize(library.events().len(), Self::NOWHERE);
        self.rows = rows;
        for id in self.rows.iter().filter_map(TimelineRow::event) {
            let moment = moment(library, id);
            self.moments.extend(moment);
            self.alarms.extend(moment.filter(|_| standing(id) == Standing::Contradicted));
        }
        self.moments.sort_unstable();
        self.alarms.sort_unstable();
        self.number(0, standing);
    }

    /// Puts rows in the place of others; gives the events that had none before. Where there were events, they are among the
    /// new ones.
    fn replace(
        &mut self,
        old: Range<usize>,
        rows: Vec<TimelineRow>,
        library: &Library,
        standing: &dyn Fn(EventId) -> Standing,
    ) -> Vec<EventId> {
        let new = rows.iter().filter_map(TimelineRow::event).filter(|id| !self.shows(*id));
        let new: Vec<EventId> = new.collect();
        let start = old.start;
        self.rows.splice(old, rows);
        for id in &new {
            let Some(moment) = moment(library, *id) else { continue };
            insert(&mut self.moments, moment);
            if standing(*id) == Standing::Contradicted {
                insert(&mut self.alarms, moment);
            }
        }
        self.number(start, standing);
        new
    }

    /// Numbers the rows from one on: the events before each, the row of each event, and which are disputed.
    fn number(&mut self, from: usize, standing: &dyn Fn(EventId) -> Standing) {
        let event_above = from.checked_sub(1).and_then(|above| self.rows[above].event());
        let above = from.checked_sub(1).and_then(|above| self.before.get(above)).copied().unwrap_or(0);
        let mut shown = above + u32::from(event_above.is_some());
        self.before.truncate(from);
        let kept = self.disputed_moments.partition_point(|(row, _)| *row < from);
        self.disputed_moments.truncate(kept);
        for (at, row) in self.rows.iter().enumerate().skip(from) {
            self.before.push(shown);
            let Some(id) = row.event() else { continue };
            shown += 1;
            if let Some(row) = self.row_of.get_mut(id.0 as usize) {
                *row = u32::try_from(at).unwrap_or(Self::NOWHERE);
            }
            let standing = standing(id);
            if standing >= Standing::Different {
                self.disputed_moments.push((at, standing == Standing::Contradicted));
            }
        }
        self.shown = shown as usize;
    }

    /// The selected event; none on a fold.
    #[must_use]
    pub fn event(&self) -> Option<EventId> {
        self.rows.get(self.at).and_then(TimelineRow::event)
    }

    /// Selects an event's row, or the nearest row there is; whether it was there.
    pub(in crate::ui) fn select(&mut self, event: Option<EventId>) -> bool {
        let wanted = event.unwrap_or(EventId(0));
        let reached = |row: &TimelineRow| match *row {
            TimelineRow::Day(_) => false,
            TimelineRow::Event(id) | TimelineRow::Fold(id, _) => id >= wanted,
        };
        let last = self.rows.len().saturating_sub(1);
        let nearest = || self.rows.iter().position(reached).unwrap_or(last);
        self.at = self.row(wanted).unwrap_or_else(nearest);
        event.is_some() && self.event() == event
    }

    /// The nearest row from `at` on, in a direction, that can be selected; `at` if there is none.
    #[must_use]
    pub fn selectable(&self, at: usize, down: bool) -> usize {
        let is_day = |at: &usize| matches!(self.rows.get(*at), Some(TimelineRow::Day(_)));
        let found = if down {
            (at..self.rows.len()).find(|at| !is_day(at))
        } else {
            (0..=at.min(self.rows.len().saturating_sub(1))).rev().find(|at| !is_day(at))
        };
        found.unwrap_or(self.at)
    }
}

fn moment(library: &Library, id: EventId) -> Option<NaiveDateTime> {
    library.outlines().get(id.0 as usize)?.moment
}

/// Inserts into what is sorted.
fn insert<T: Ord>(sorted: &mut Vec<T>, item: T) {
    let at = sorted.partition_point(|known| *known <= item);
    sorted.insert(at, item);
}
