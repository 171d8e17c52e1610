//! The timeline's list of events. Its rows are rebuilt when the filter or the library changes; where a fold is opened, only the
//! rows of that fold are.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDateTime;

use super::app::App;
use super::event_rows::{Listing, TimelineRow, push_rows};
use super::library::{Agreement, Library};
use crate::timeline::EventId;
use crate::ui::widget::time_axis::Unit;

/// The timeline's list.
#[derive(Clone, Debug, Default)]
pub struct EventList {
    /// Its rows.
    pub rows: Vec<TimelineRow>,
    /// The selected row: never a day.
    pub at: usize,
    /// The first row seen.
    pub top: usize,
    /// How many events are shown.
    pub shown: usize,
    /// How many events are shown above each row.
    pub before: Vec<u32>,
    /// The row of each event of the timeline; [`EventList::NOWHERE`] for one that has none of its own.
    pub(in crate::ui) row_of: Vec<u32>,
    /// Whether minor events are shown.
    pub unfolded: bool,
    /// Minor events shown one by one.
    pub opened: BTreeSet<EventId>,
    /// How much time a bar represents, once a person chose.
    pub unit: Option<Unit>,
    /// What the bars count; none until they are next drawn.
    pub bars: Option<Bars>,
    /// The rows of events on which reports differ, but without contradiction.
    pub different: Vec<u32>,
    /// The rows of events on which reports contradict each other.
    pub contradicted: Vec<u32>,
}

/// What the bars of the timeline count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// When the shown events were, in order.
    pub moments: Vec<NaiveDateTime>,
    /// When those were on which reports contradict each other.
    pub alarms: Vec<NaiveDateTime>,
}

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
        let mut list = std::mem::take(&mut self.timeline);
        let events = 0..u32::try_from(library.events().len()).unwrap_or(u32::MAX);
        let listed = self.listings(&list, events, !list.unfolded && !self.is_narrow());
        list.rows.clear();
        push_dates(&mut list.rows, &library, 0..library.dates_listed(), (0, &listed));
        list.row_of.clear();
        list.row_of.resize(library.events().len(), EventList::NOWHERE);
        list.number(0, self.agreements());
        self.timeline = list;
        self.timeline.select(selected);
        self.follow_timeline();
    }

    /// Whether a person asked for few events: then none is folded.
    fn is_narrow(&self) -> bool {
        let filter = &self.filter;
        !filter.actors.is_empty()
            || filter.own
            || filter.period.is_some()
            || filter.verdict.is_some()
            || !filter.words.is_empty()
    }

    /// The events, in order, that are shown though they may be minor: those opened and those a person annotated.
    fn unfolded_one_by_one(&self, list: &EventList) -> Vec<EventId> {
        let mut events: Vec<EventId> = list.opened.iter().copied().chain(self.notes.own_events()).collect();
        events.sort_unstable();
        events
    }

    /// How each of some events, in order, is listed; minor ones are in folds, or not.
    fn listings(&self, list: &EventList, events: Range<u32>, folds: bool) -> Vec<Listing> {
        let range = events.start as usize..events.end as usize;
        let minor = self.library.minor().get(range.clone()).unwrap_or_default();
        let agreement = self.agreements().get(range.clone()).unwrap_or_default();
        let listing = |(minor, agreement): (&bool, &Agreement)| {
            if folds && *minor && *agreement < Agreement::Different {
                Listing::Folded
            } else {
                Listing::Shown
            }
        };
        let mut listed: Vec<Listing> = minor.iter().zip(agreement).map(listing).collect();
        for id in self.unfolded_one_by_one(list).iter().filter(|id| events.contains(&id.0)) {
            listed[(id.0 - events.start) as usize] = Listing::Shown;
        }
        if let Some(passing) = self.passing_among(range) {
            for (listing, passes) in listed.iter_mut().zip(passing) {
                *listing = if *passes { *listing } else { Listing::Out };
            }
        }
        listed
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
        let (minor, agreement) = (self.library.minor(), self.agreements());
        let unfolded = self.unfolded_one_by_one(&self.timeline);
        let events = (0..).map(EventId).zip(minor.iter().zip(agreement)).skip(first.0 as usize);
        let folded = events.filter(|(id, (minor, agreement))| {
            **minor
                && **agreement < Agreement::Different
                && self.passes(*id)
                && unfolded.binary_search(id).is_err()
        });
        folded.map(|(id, _)| id).take(count as usize).collect()
    }

    /// Rebuilds the rows of a fold after some of its events were opened, together with those whose date it ends. All other rows
    /// stay as they are.
    fn relist(&mut self, fold: usize, members: &[EventId]) {
        self.forget_lanes();
        let library = self.library.clone();
        let date = |id: &EventId| library.outlines().get(id.0 as usize).map(|event| event.date);
        let (Some(first), Some(last)) = (members.first().and_then(date), members.last().and_then(date))
        else {
            return;
        };
        let rows_above = self.timeline.rows.get(..fold).unwrap_or_default();
        let day = rows_above.iter().rposition(|row| matches!(row, TimelineRow::Day(_)));
        // A fold below a heading is of its date, or of later ones.
        let is_of = |day: &usize| match &rows_above[*day] {
            TimelineRow::Day(id) => date(id) == Some(first),
            _ => false,
        };
        let start = day.filter(is_of).unwrap_or(fold);
        let dates = first..last + 1;
        let from = library.events_by_date(dates.clone()).next().map_or(0, |events| events.start);
        let to = library.events_by_date(dates.clone()).last().map_or(from, |events| events.end);
        let mut rows = Vec::new();
        let listed = self.listings(&self.timeline, from..to, true);
        push_dates(&mut rows, &library, dates, (from, &listed));
        let mut list = std::mem::take(&mut self.timeline);
        list.replace(start..fold + 1, rows, self.agreements());
        self.timeline = list;
    }

    /// Counts what the bars show, where they are drawn and are not counted yet.
    pub(in crate::ui) fn count_bars(&mut self) {
        if self.timeline.bars.is_some() || !self.screens.is_empty() || self.panes().histogram().is_empty() {
            return;
        }
        let shown = self.library.by_moment().iter().filter(|(_, id)| self.timeline.shows(*id));
        let mut bars = Bars::default();
        for (moment, id) in shown {
            bars.moments.push(*moment);
            if self.agreement(*id) == Agreement::Contradicted {
                bars.alarms.push(*moment);
            }
        }
        self.timeline.bars = Some(bars);
    }
}

/// Appends the rows of dates, given how their events are listed from one on.
fn push_dates(
    rows: &mut Vec<TimelineRow>,
    library: &Library,
    dates: Range<u32>,
    (from, listed): (u32, &[Listing]),
) {
    let of_dates = library.events_by_date(dates).filter_map(|events| {
        let own = listed.get((events.start - from) as usize..(events.end - from) as usize)?;
        Some((EventId(events.start), own))
    });
    push_rows(rows, of_dates);
}

impl EventList {
    /// The row of an event that is folded or filtered away.
    pub(in crate::ui) const NOWHERE: u32 = u32::MAX;

    /// Whether an event has a row of its own.
    #[must_use]
    pub fn shows(&self, event: EventId) -> bool {
        self.row(event).is_some()
    }

    fn row(&self, event: EventId) -> Option<usize> {
        let row = self.row_of.get(event.0 as usize).copied().filter(|row| *row != Self::NOWHERE);
        row.map(|row| row as usize)
    }

    /// The row of the fold that contains an event which passes and has no row of its own.
    fn fold_of(&self, event: EventId) -> Option<usize> {
        self.rows.iter().rposition(|row| matches!(row, TimelineRow::Fold(first, _) if *first <= event))
    }

    /// Puts rows in the place of others. All events of the old rows are among the new ones.
    fn replace(&mut self, old: Range<usize>, rows: Vec<TimelineRow>, agreement: &[Agreement]) {
        let start = old.start;
        self.rows.splice(old, rows);
        self.number(start, agreement);
    }

    /// Numbers the rows from one on: the events above each, the row of each event, and which are disputed.
    fn number(&mut self, from: usize, agreement: &[Agreement]) {
        self.bars = None;
        let event_above = from.checked_sub(1).and_then(|above| self.rows[above].event());
        let above = from.checked_sub(1).and_then(|above| self.before.get(above)).copied().unwrap_or(0);
        let mut shown = above + u32::from(event_above.is_some());
        self.before.truncate(from);
        for disputed in [&mut self.different, &mut self.contradicted] {
            disputed.truncate(disputed.partition_point(|row| (*row as usize) < from));
        }
        for (at, row) in self.rows.iter().enumerate().skip(from) {
            self.before.push(shown);
            let Some(id) = row.event() else { continue };
            shown += 1;
            let at = u32::try_from(at).unwrap_or(Self::NOWHERE);
            if let Some(row) = self.row_of.get_mut(id.0 as usize) {
                *row = at;
            }
            match agreement.get(id.0 as usize) {
                Some(Agreement::Contradicted) => self.contradicted.push(at),
                Some(Agreement::Different) => self.different.push(at),
                _ => {}
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
