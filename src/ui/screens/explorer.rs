//! What keys do in the explorer: moving in its panes, from event to event, from disagreement to disagreement.

use crate::text::ReportId;
use crate::timeline::EventId;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, PaneSubject, TimelineRow};
use crate::ui::state::panes::{Focus, inside};

impl App {
    pub(in crate::ui) fn act_in_explorer(&mut self, action: Action) {
        match action {
            Action::NextPane | Action::PreviousPane => self.cycle_focus(action == Action::NextPane),
            Action::NextDisagreement | Action::PreviousDisagreement => {
                self.step_disagreement(action == Action::NextDisagreement);
            }
            Action::NextOfActor | Action::PreviousOfActor => self.step_actor(action == Action::NextOfActor),
            Action::NextInReport | Action::PreviousInReport => {
                self.step_in_report(action == Action::NextInReport);
            }
            Action::NextPassage | Action::PreviousPassage => self.step_passage(action == Action::NextPassage),
            Action::ZoomIn
            | Action::ZoomOut
            | Action::Fit
            | Action::PanLeft
            | Action::PanRight
            | Action::LaneKind => self.move_strip(action),
            Action::Strip => self.toggle_strip(),
            Action::Unfold => self.unfold_all(),
            Action::Back => self.drop_filter(),
            Action::Click(x, y) => self.click(x, y),
            Action::Drag(x, y) => self.drag(x, y),
            Action::Release => self.dragged = None,
            Action::Wheel(x, y, lines) => self.wheel(x, y, lines),
            _ => match self.focus {
                Focus::Timeline => self.move_in_timeline(action),
                Focus::Source(at) => self.move_in_source(action, at),
                Focus::Disagreements => self.move_in_cards(action),
            },
        }
    }

    /// Moves the strip of lanes; where there is none, the bars of the timeline.
    fn move_strip(&mut self, action: Action) {
        if self.act_on_strip(action) {
            return;
        }
        self.timeline.unit = match action {
            Action::ZoomIn => Some(self.unit().finer()),
            Action::ZoomOut => Some(self.unit().coarser()),
            Action::Fit => None,
            _ => return,
        };
    }

    pub(in crate::ui) fn move_in_timeline(&mut self, action: Action) {
        let page = usize::from(self.panes().events().height).saturating_sub(1).max(1);
        let list = &self.timeline;
        let last = list.rows.len().saturating_sub(1);
        let to = match action {
            Action::Down => list.selectable(list.at + 1, true),
            Action::Up => list.at.checked_sub(1).map_or(list.at, |at| list.selectable(at, false)),
            Action::PageDown => list.selectable((list.at + page).min(last), true),
            Action::PageUp => list.selectable(list.at.saturating_sub(page), true),
            Action::First => list.selectable(0, true),
            Action::Last => list.selectable(last, false),
            Action::Right => self.day(true),
            Action::Left => self.day(false),
            Action::Open => return self.open_row(),
            _ => return,
        };
        self.timeline.at = to;
        self.follow_timeline();
    }

    /// The first event of the next or previous date.
    fn day(&self, forward: bool) -> usize {
        let list = &self.timeline;
        let days = list.rows.iter().enumerate().filter(|(_, row)| matches!(row, TimelineRow::Day(_)));
        let mut days = days.map(|(at, _)| at);
        let found = if forward {
            days.find(|day| *day > list.at)
        } else {
            days.take_while(|day| *day + 1 < list.at).last()
        };
        found.map_or(list.at, |day| list.selectable(day, true))
    }

    fn open_row(&mut self) {
        match self.timeline.rows.get(self.timeline.at).copied() {
            Some(TimelineRow::Fold(..)) => {
                self.open_fold(self.timeline.at);
                self.follow_timeline();
            }
            Some(TimelineRow::Event(_)) => self.open_event(),
            _ => {}
        }
    }

    /// Shows the passages of the open disagreement that is followed, else of the selected event's most serious one; without one,
    /// what each report says of the event.
    pub(in crate::ui) fn open_event(&mut self) {
        let Some(id) = self.subject.event else { return };
        let own = self.library.disagreements_of(id).iter();
        let mut candidates = self.subject.disagreement.iter().chain(own).copied();
        match candidates.find(|at| self.is_open(*at)) {
            Some(at) => self.open_passages(at),
            None => self.open_compare(),
        }
    }

    fn move_in_source(&mut self, action: Action, at: usize) {
        let panes = self.panes();
        let (areas, _) = panes.source_panes(self.sources.reporting.len(), self.silent_lines());
        let seen = at.saturating_sub(self.sources.first);
        let height = areas.get(seen).map_or(1, |area| usize::from(inside(*area).height));
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        if matches!(action, Action::Left | Action::Right) {
            let last = self.sources.reporting.len().saturating_sub(1);
            let to = if action == Action::Right { (at + 1).min(last) } else { at.saturating_sub(1) };
            self.focus = Focus::Source(to);
            return;
        }
        if action == Action::Open {
            return self.open_compare();
        }
        let Some(pane) = self.sources.panes.get_mut(seen) else { return };
        match action {
            Action::Down => pane.scroll(1, height),
            Action::Up => pane.scroll(-1, height),
            Action::PageDown => pane.scroll(page, height),
            Action::PageUp => pane.scroll(-page, height),
            Action::First => pane.top = 0,
            Action::Last => pane.scroll(isize::MAX, height),
            _ => {}
        }
    }

    fn move_in_cards(&mut self, action: Action) {
        let last = self.cards.len().saturating_sub(1);
        let page = usize::from(self.panes().cards().height / 4).max(1);
        if let Some(place) = action.place(self.cards.at, page, last) {
            self.cards.at = place;
            self.follow_card();
        } else if let (Action::Open, Some(card)) = (action, self.card()) {
            self.open_passages(card);
        }
    }

    fn cycle_focus(&mut self, forward: bool) {
        let sources = self.sources.reporting.len();
        let places = sources + 2;
        let at = match self.focus {
            Focus::Timeline => 0,
            Focus::Source(at) => (at + 1).min(places - 1),
            Focus::Disagreements => places - 1,
        };
        let to = if forward { at + 1 } else { at + places - 1 } % places;
        self.focus = match to {
            0 => Focus::Timeline,
            to if to == places - 1 => Focus::Disagreements,
            to => Focus::Source(to - 1),
        };
        if self.focus == Focus::Disagreements {
            self.follow_card();
        }
    }

    /// To the next disagreement in the order of the timeline, those about no single event last.
    pub(in crate::ui) fn step_disagreement(&mut self, forward: bool) {
        if !self.step_to_disagreement(forward, |_| true) {
            self.notice = Some("no further disagreement".to_owned());
        }
    }

    /// To the next disagreement about an event that has a place on the axis of time.
    pub(in crate::ui) fn step_dated_disagreement(&mut self, forward: bool) {
        let library = self.library.clone();
        let is_dated = |event: Option<EventId>| event.and_then(|id| library.dates.stretch(id)).is_some();
        if !self.step_to_disagreement(forward, is_dated) {
            self.notice = Some("no further disagreement about an event with a date".to_owned());
        }
    }

    /// To the next disagreement that passes the filter and is about a wanted event; whether there is one.
    fn step_to_disagreement(&mut self, forward: bool, wanted: impl Fn(Option<EventId>) -> bool) -> bool {
        let PaneSubject { disagreement, event } = self.subject;
        let fits = |at: u32| self.passes_disagreement(at) && wanted(self.library.cards()[at as usize].event);
        let mut next = self.library.next_disagreement(disagreement, event, forward);
        while let Some(at) = next.filter(|at| !fits(*at)) {
            let further = self.library.next_disagreement(Some(at), event, forward);
            next = further.filter(|further| *further != at);
        }
        if let Some(at) = next {
            self.follow_disagreement(at);
        }
        next.is_some()
    }

    /// Selects a disagreement wherever it is shown.
    pub(in crate::ui) fn follow_disagreement(&mut self, at: u32) {
        let event = self.library.disagreements[at as usize].event;
        self.subject.event = event;
        self.reveal(event);
        self.order_cards();
        self.stale.cards = false;
        self.cards.at = self.cards.position(at).unwrap_or(0);
        self.follow_card();
    }

    pub(in crate::ui) fn step_actor(&mut self, forward: bool) {
        let Some(event) = self.subject.event.and_then(|id| Some((id, self.library.event(id)?))) else {
            return;
        };
        let filtered = self.filter.actors.first().copied();
        let Some(actor) = filtered.or(event.1.actors.first().map(|(actor, _)| *actor)) else {
            self.notice = Some("no actor is known for this event".to_owned());
            return;
        };
        let events = self.library.events_of(actor);
        let next = if forward {
            events.iter().find(|at| **at > event.0.0)
        } else {
            events.iter().rev().find(|at| **at < event.0.0)
        };
        let name = self.library.timeline.actors.get(actor.0 as usize).map_or("", |actor| &actor.name);
        match next.copied() {
            Some(at) => {
                self.notice = Some(format!("of {name}"));
                self.reveal(Some(EventId(at)));
                self.follow_timeline();
            }
            None => self.notice = Some(format!("no further event of {name}")),
        }
    }

    fn step_in_report(&mut self, forward: bool) {
        let at = if let Focus::Source(at) = self.focus { at } else { self.sources.first };
        let Some(&report) = self.sources.reporting.get(at) else { return };
        let mentions = self.library.mentions_in(report);
        let Some(here) = mentions.iter().position(|mention| Some(mention.event) == self.subject.event) else {
            return;
        };
        let next = if forward {
            mentions.get(here + 1)
        } else {
            here.checked_sub(1).and_then(|at| mentions.get(at))
        };
        if let Some(event) = next.map(|mention| mention.event) {
            self.reveal(Some(event));
            self.follow_timeline();
            if let Some(at) = self.sources.reporting.iter().position(|known| *known == report) {
                self.focus = Focus::Source(at);
            }
        }
    }

    /// Scrolls the report that has the focus, or the first one, to its next passage on the event.
    fn step_passage(&mut self, forward: bool) {
        let seen = if let Focus::Source(at) = self.focus { at.saturating_sub(self.sources.first) } else { 0 };
        let (areas, _) = self.panes().source_panes(self.sources.reporting.len(), self.silent_lines());
        let height = areas.get(seen).map_or(0, |area| inside(*area).height);
        let Some(pane) = self.sources.panes.get_mut(seen) else { return };
        if !pane.step_anchor(forward, height) {
            let report = pane.report;
            self.notice = Some(format!("no further passage of {report} on this event"));
        }
    }

    pub(in crate::ui) fn unfold_all(&mut self) {
        self.timeline.unfolded = !self.timeline.unfolded;
        self.timeline.opened.clear();
        self.list_rows();
        self.list_screens();
    }

    pub(in crate::ui) fn toggle_report(&mut self, report: ReportId) {
        if self.library.report(report).is_none() {
            return;
        }
        let mut filter = self.filter.clone();
        if !filter.without.remove(&report) {
            filter.without.insert(report);
        }
        self.set_filter(filter);
    }

    pub(in crate::ui) fn drop_filter(&mut self) {
        if self.joining.take().is_some() {
            return;
        }
        let mut filter = self.filter.clone();
        if !std::mem::take(&mut filter.words).is_empty()
            || filter.verdict.take().is_some()
            || filter.period.take().is_some()
            || filter.actors.pop().is_some()
            || filter.without.pop_last().is_some()
            || std::mem::take(&mut filter.own)
        {
            self.set_filter(filter);
        } else {
            self.focus = Focus::Timeline;
        }
    }
}
