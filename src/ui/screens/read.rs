//! One report's whole text, with what the others say differently in the margin.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::card::{self, Detail};
use crate::text::ReportId;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Screen, TextPane};
use crate::ui::state::notes::Item;
use crate::ui::state::panes::{cut_left, inside};
use crate::ui::widget::prose::{Mark, Marks, Role};

/// The view.
#[derive(Clone, Debug)]
pub struct Read {
    /// The report.
    pub report: ReportId,
    /// Its text; none until the size is known.
    pub pane: Option<TextPane>,
    /// The margin's notes, by their place in the text.
    pub notes: Vec<Note>,
    /// The selected note.
    pub at: usize,
}

/// What is in the margin of a passage: what the others say to it, or a person's own words.
#[derive(Clone, Debug)]
pub struct Note {
    /// What it is on.
    pub about: Item,
    /// First byte of the passage.
    pub start: u32,
    /// Its words.
    pub lines: Vec<card::Line>,
}

impl App {
    pub(in crate::ui) fn open_read(&mut self) {
        let focused = match self.focus {
            crate::ui::state::panes::Focus::Source(at) => self.sources.reporting.get(at),
            _ => self.sources.reporting.first(),
        };
        let Some(report) = focused.or(self.passing.reports.first()).copied() else { return };
        self.screens.push(Screen::Read(Read { report, pane: None, notes: Vec::new(), at: 0 }));
        self.prepare_frame();
        self.show_note(self.subject.disagreement, self.subject.event);
    }

    /// Selects the note on a disagreement or an event, and scrolls to where the report mentions it.
    pub(in crate::ui) fn show_note(
        &mut self,
        disagreement: Option<u32>,
        event: Option<crate::timeline::EventId>,
    ) {
        let library = self.library.clone();
        let height = read_areas(self).0.height;
        let Some(Screen::Read(read)) = self.screens.last_mut() else { return };
        let about = |note: &Note| match note.about {
            Item::Disagreement(at) => {
                Some(at) == disagreement
                    || (event.is_some() && library.disagreements[at as usize].event == event)
            }
            about => event.map(Item::Event) == Some(about),
        };
        if let Some(at) = read.notes.iter().position(about) {
            read.at = at;
        }
        let mentioned = event.and_then(|id| library.mentions(id, read.report).next());
        if let (Some(mention), Some(pane)) = (mentioned, &mut read.pane) {
            pane.anchors = vec![mention.span];
            pane.show_anchor(height);
        }
    }

    pub(in crate::ui) fn act_in_read(&mut self, action: Action) {
        let height = usize::from(read_areas(self).0.height);
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        let reports = &self.passing.reports;
        let Some(Screen::Read(read)) = self.screens.last_mut() else { return };
        let last = read.notes.len().saturating_sub(1);
        match (action, &mut read.pane) {
            (Action::Back, _) => {
                self.screens.pop();
            }
            (Action::Open, _) => {
                if let Some(Item::Disagreement(at)) = read.notes.get(read.at).map(|note| note.about) {
                    self.open_passages(at);
                }
            }
            (Action::ReportBefore | Action::Left, _) => read.turn(reports, false),
            (Action::ReportAfter | Action::Right, _) => read.turn(reports, true),
            (Action::NextDisagreement, Some(_)) => {
                read.at = (read.at + 1).min(last);
                self.scroll_to_note();
            }
            (Action::PreviousDisagreement, Some(_)) => {
                read.at = read.at.saturating_sub(1);
                self.scroll_to_note();
            }
            (Action::Down, Some(pane)) => pane.scroll(1, height),
            (Action::Up, Some(pane)) => pane.scroll(-1, height),
            (Action::Wheel(_, _, lines), Some(pane)) => pane.scroll(isize::from(lines) * 3, height),
            (Action::PageDown, Some(pane)) => pane.scroll(page, height),
            (Action::PageUp, Some(pane)) => pane.scroll(-page, height),
            (Action::First, Some(pane)) => pane.top = 0,
            (Action::Last, Some(pane)) => pane.scroll(isize::MAX, height),
            _ => {}
        }
    }

    fn scroll_to_note(&mut self) {
        let height = usize::from(read_areas(self).0.height);
        let Some(Screen::Read(read)) = self.screens.last_mut() else { return };
        if let (Some(note), Some(pane)) = (read.notes.get(read.at), &mut read.pane) {
            let row = pane.row_of(note.start);
            pane.top = row.saturating_sub(height / 3).min(pane.rows.len().saturating_sub(height));
        }
    }

    pub(in crate::ui) fn arrange_read(&mut self) {
        let Some(Screen::Read(mut read)) = self.screens.pop() else { return };
        let (text, margin) = read_areas(self);
        let kept = read.pane.take().filter(|pane| pane.report == read.report);
        let before = kept.as_ref().map(|pane| pane.rows.clone());
        let pane = match kept {
            Some(pane) => self.refit(pane, text.width, text.height),
            None => self.whole_text(read.report, text),
        };
        if before.is_none_or(|rows| !Arc::ptr_eq(&rows, &pane.rows)) {
            read.notes.clear();
        }
        read.pane = Some(pane);
        if read.notes.is_empty() {
            read.notes = self.margin(read.report, margin.width);
        }
        read.at = read.at.min(read.notes.len().saturating_sub(1));
        self.screens.push(Screen::Read(read));
    }

    /// A report's text with everything marked that is disputed in it.
    fn whole_text(&mut self, report: ReportId, area: Rect) -> TextPane {
        let mut pane =
            self.text_pane(report, crate::ui::state::app::PaneSubject::default(), area.width, area.height);
        pane.marks = Arc::new(self.disagreement_marks(report));
        pane
    }

    /// Everything disputed in a report.
    fn disagreement_marks(&self, report: ReportId) -> Marks {
        let mut marks = Vec::new();
        let all = self.library.disagreements_in(report).iter();
        for found in all.filter(|at| self.is_open(**at)).map(|at| &self.library.disagreements[*at as usize]) {
            for side in found.positions.iter().filter(|side| side.passage.report == report) {
                let quantity = card::claim(&self.library, side).and_then(|claim| claim.quantity.as_ref());
                let disputed = quantity.map_or(side.passage.span, |quantity| quantity.span);
                marks.push(Mark { span: side.passage.span, role: Role::Passage });
                marks.push(Mark { span: disputed, role: Role::Disputed });
            }
        }
        Marks::new(marks)
    }

    fn margin(&self, report: ReportId, width: u16) -> Vec<Note> {
        let mut notes = Vec::new();
        for &at in self.library.disagreements_in(report) {
            let found = &self.library.disagreements[at as usize];
            let own = found.positions.iter().find(|side| side.passage.report == report);
            let Some(own) = own.filter(|_| self.is_open(at)) else { continue };
            let lines = self.disagreement_lines(at, Detail::Full, width);
            notes.push(Note { about: Item::Disagreement(at), start: own.passage.span.start, lines });
        }
        let mut last = None;
        for mention in self.library.mentions_in(report) {
            let about = Item::Event(mention.event);
            let own = self.notes.line(about);
            if !own.is_empty() && last.replace(about) != Some(about) {
                let lines = card::own_lines(&own, width);
                notes.push(Note { about, start: mention.span.start, lines });
            }
        }
        notes.sort_by_key(|note| (note.start, note.about));
        notes
    }
}

impl Read {
    /// The next or previous of some reports, around their end.
    fn turn(&mut self, reports: &[ReportId], forward: bool) {
        let Some(last) = reports.len().checked_sub(1) else { return };
        let after = reports.partition_point(|report| *report <= self.report);
        let before = reports.partition_point(|report| *report < self.report);
        let next =
            if forward { reports.get(after) } else { before.checked_sub(1).and_then(|at| reports.get(at)) };
        self.turn_to(*next.unwrap_or(&reports[if forward { 0 } else { last }]));
    }

    /// Turns away from a report that is left out; whether there is another to turn to.
    pub(in crate::ui) fn turn_from_left_out(&mut self, reports: &[ReportId]) -> bool {
        if reports.binary_search(&self.report).is_err() {
            self.turn(reports, true);
        }
        !reports.is_empty()
    }

    /// Another report, from its beginning.
    pub(in crate::ui) fn turn_to(&mut self, report: ReportId) {
        self.report = report;
        self.pane = None;
        self.notes.clear();
        self.at = 0;
    }

    /// Where the notes are in the margin, from the top, and how many lines each has: at its passage, or below the note
    /// before it; a note whose passage is above the top is left out. The selected one is at its passage, and those before it
    /// are cut where they would push it away.
    #[must_use]
    pub fn places(&self, height: u16) -> Vec<(u16, u16, usize)> {
        let Some(pane) = &self.pane else { return Vec::new() };
        let row = |note: &Note| pane.row_of(note.start).checked_sub(pane.top);
        let chosen = self.notes.get(self.at).and_then(row).unwrap_or(usize::MAX);
        let mut free = 0;
        let mut places = Vec::new();
        for (at, note) in self.notes.iter().enumerate() {
            let Some(row) = row(note) else { continue };
            let y = row.max(free);
            let limit = if at < self.at { chosen.min(height.into()) } else { height.into() };
            if y >= limit {
                continue;
            }
            let end = (y + note.lines.len()).min(limit);
            let narrow = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
            places.push((narrow(y), narrow(end - y), at));
            free = end;
        }
        places
    }
}

/// Where the text and the margin are.
#[must_use]
pub fn read_areas(app: &App) -> (Rect, Rect) {
    let inner = inside(app.panes().body);
    let margin = (inner.width * 2 / 5).clamp(inner.width.min(24), 56).min(inner.width);
    let (text, margin) = cut_left(inner, inner.width.saturating_sub(margin));
    (cut_left(text, text.width.min(90)).0, cut_left(margin, 1).1)
}
