//! The split view: reports in columns, aligned by event, or as full texts that scroll together.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::word_diff;
use crate::text::{ReportId, Span};
use crate::timeline::EventId;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, EventList, PaneSubject, Screen, TextPane};
use crate::ui::state::library::Library;
use crate::ui::state::panes::{Arrangement, columns, cut_top, inside, panes};
use crate::ui::widget::prose::{GUTTER, Mark, Marks, Role};
use crate::ui::widget::wrap::wrap;

/// Reports in columns.
#[derive(Clone, Debug, Default)]
pub struct Compare {
    /// The report of each column.
    pub reports: Vec<ReportId>,
    /// The column with the focus.
    pub column: usize,
    /// Whether rows are events; else the texts run on.
    pub aligned: bool,
    /// The events that at least one of the columns mentions.
    pub events: Vec<EventId>,
    /// The selected event.
    pub at: usize,
    /// The first event seen.
    pub top: usize,
    /// The rows seen, from `top` on.
    pub rows: Vec<CompareRow>,
    /// The full texts, where not aligned.
    pub panes: Vec<TextPane>,
}

/// What each column says of an event.
#[derive(Clone, Debug)]
pub struct CompareRow {
    /// The event.
    pub event: EventId,
    /// Lines it takes, its heading included.
    pub height: u16,
    /// A cell a column; empty where the report is silent.
    pub cells: Vec<Vec<TextPane>>,
}

/// Fewest columns of characters a cell is read in.
const READABLE: u16 = 36;
/// Most reports side by side.
const MOST: usize = 4;

impl App {
    pub(in crate::ui) fn open_compare(&mut self) {
        let room = usize::from(self.size.width / READABLE).clamp(1, MOST);
        let mut reports: Vec<ReportId> = self.sources.reporting.iter().copied().take(room).collect();
        let all = self.library.reports().iter().map(|report| report.id);
        let others = all.filter(|id| self.is_included(*id) && !reports.contains(id));
        let others: Vec<ReportId> = others.take(room - reports.len()).collect();
        reports.extend(others);
        reports.sort_unstable();
        let mut compare = Compare { reports, aligned: true, ..Compare::default() };
        compare.list(&self.library, &self.timeline, self.subject.event);
        self.screens.push(Screen::Compare(compare));
    }

    pub(in crate::ui) fn act_in_compare(&mut self, action: Action) {
        let size = self.size;
        let Some(Screen::Compare(compare)) = self.screens.last_mut() else { return };
        let last = compare.events.len().saturating_sub(1);
        let page = compare.rows.len().saturating_sub(1).max(1);
        let here = compare.at;
        match action {
            Action::Back | Action::Open => {
                let event = compare.events.get(compare.at).copied();
                self.screens.pop();
                self.reveal(event);
                self.follow_timeline();
                return;
            }
            Action::Align => {
                compare.aligned = !compare.aligned;
                compare.panes.clear();
            }
            Action::Right | Action::NextPane => {
                compare.column = (compare.column + 1).min(compare.reports.len().saturating_sub(1));
            }
            Action::Left | Action::PreviousPane => compare.column = compare.column.saturating_sub(1),
            Action::ReportAfter | Action::ReportBefore => {
                let without = &self.filter.without;
                compare.change_report(
                    self.library.reports().len(),
                    action == Action::ReportAfter,
                    &|report| without.contains(&report),
                );
                let event = compare.events.get(compare.at).copied();
                compare.list(&self.library, &self.timeline, event);
            }
            Action::ReportsAfter | Action::ReportsBefore => {
                compare.turn(&self.passing.reports, action == Action::ReportsAfter);
                let event = compare.events.get(compare.at).copied();
                compare.list(&self.library, &self.timeline, event);
            }
            Action::NextDisagreement | Action::PreviousDisagreement => {
                self.step_disagreement(action == Action::NextDisagreement);
                let event = self.subject.event;
                let Some(Screen::Compare(compare)) = self.screens.last_mut() else { return };
                compare.at = compare.events.iter().position(|id| Some(*id) == event).unwrap_or(compare.at);
            }
            Action::Wheel(_, _, lines) if !compare.aligned => compare.scroll(lines.into(), size),
            Action::Down | Action::Wheel(_, _, 0..) => compare.at = (here + 1).min(last),
            Action::Up | Action::Wheel(_, _, ..0) => compare.at = here.saturating_sub(1),
            Action::PageDown if compare.aligned => compare.at = (here + page).min(last),
            Action::PageUp if compare.aligned => compare.at = here.saturating_sub(page),
            Action::PageDown => compare.scroll(10, size),
            Action::PageUp => compare.scroll(-10, size),
            Action::First => compare.at = 0,
            Action::Last => compare.at = last,
            _ => {}
        }
        if let Some(Screen::Compare(compare)) = self.screens.last_mut()
            && compare.at != here
        {
            compare.panes.clear();
        }
    }

    /// The rows or texts that are seen.
    pub(in crate::ui) fn arrange_compare(&mut self) {
        let Some(Screen::Compare(mut compare)) = self.screens.pop() else { return };
        let columns = compare_columns(self.size, compare.reports.len());
        compare.at = compare.at.min(compare.events.len().saturating_sub(1));
        if compare.aligned {
            self.align(&mut compare, &columns);
        } else {
            self.run_on(&mut compare, &columns);
        }
        self.screens.push(Screen::Compare(compare));
    }

    /// Rows from the first seen until the area is full, moved so that the selected one is whole.
    fn align(&self, compare: &mut Compare, columns: &[Rect]) {
        let height = columns.first().map_or(0, |column| inside(*column).height);
        let width = |at: usize| columns.get(at).map_or(0, |column| inside(*column).width);
        let made = |event: EventId| {
            let cells: Vec<Vec<TextPane>> = (0..)
                .zip(&compare.reports)
                .map(|(at, report)| cells(&self.library, event, *report, width(at)))
                .collect();
            row(&self.library, event, cells)
        };
        let mut top = compare.top.min(compare.at);
        let mut rows: Vec<CompareRow> = Vec::new();
        let mut left = height;
        for at in (top..=compare.at).rev().filter(|at| *at < compare.events.len()) {
            let row = made(compare.events[at]);
            if row.height > left && at < compare.at {
                top = at + 1;
                break;
            }
            left = left.saturating_sub(row.height);
            rows.insert(0, row);
        }
        for event in compare.events.iter().skip(compare.at + 1) {
            if left == 0 {
                break;
            }
            let row = made(*event);
            left = left.saturating_sub(row.height);
            rows.push(row);
        }
        while let Some(above) = top.checked_sub(1).filter(|_| left > 0) {
            let row = made(compare.events[above]);
            if row.height > left {
                break;
            }
            left -= row.height;
            rows.insert(0, row);
            top = above;
        }
        compare.top = top;
        compare.rows = rows;
    }

    /// Full texts, each at what it says of the selected event.
    fn run_on(&mut self, compare: &mut Compare, columns: &[Rect]) {
        let subject = PaneSubject { event: compare.events.get(compare.at).copied(), disagreement: None };
        let kept = std::mem::take(&mut compare.panes);
        for (at, (&report, area)) in compare.reports.iter().zip(columns).enumerate() {
            let area = inside(*area);
            let pane = match kept.get(at).filter(|pane| pane.report == report) {
                Some(pane) => self.refit(pane.clone(), area.width, area.height),
                None => self.text_pane(report, subject, area.width, area.height),
            };
            compare.panes.push(pane);
        }
    }
}

impl Compare {
    /// The timeline's events that at least one of the columns mentions; one of them selected.
    pub(in crate::ui) fn list(&mut self, library: &Library, timeline: &EventList, selected: Option<EventId>) {
        let mentioned = self.reports.iter().flat_map(|report| library.mentions_in(*report));
        self.events = mentioned.map(|mention| mention.event).filter(|event| timeline.shows(*event)).collect();
        self.events.sort_unstable();
        self.events.dedup();
        self.at = self.events.iter().position(|id| selected.is_none_or(|wanted| *id >= wanted)).unwrap_or(0);
        self.top = self.at;
        self.panes.clear();
    }

    /// The next or previous report that no other column shows.
    fn change_report(&mut self, reports: usize, forward: bool, is_out: &dyn Fn(ReportId) -> bool) {
        let others: Vec<ReportId> = (0..)
            .zip(&self.reports)
            .filter(|(at, _)| *at != self.column)
            .map(|(_, report)| *report)
            .collect();
        let Some(shown) = self.reports.get_mut(self.column) else { return };
        for _ in 0..reports {
            let step = if forward { 1 } else { reports - 1 };
            shown.0 = u32::try_from((shown.index() + step) % reports).unwrap_or(0);
            if !others.contains(shown) && !is_out(*shown) {
                return;
            }
        }
    }

    /// As many reports as there are columns, after or before those shown; from the last the first come again.
    fn turn(&mut self, all: &[ReportId], forward: bool) {
        let columns = self.reports.len();
        let Some(last) = all.len().checked_sub(columns).filter(|last| *last > 0 && columns > 0) else {
            return;
        };
        let place = |report: Option<&ReportId>| all.iter().position(|known| Some(known) == report);
        let first = if forward {
            let after = place(self.reports.iter().max()).map_or(0, |at| at + 1);
            if after >= all.len() { 0 } else { after.min(last) }
        } else {
            match place(self.reports.iter().min()).unwrap_or(0) {
                0 => last,
                before => before.saturating_sub(columns),
            }
        };
        self.reports = all[first..first + columns].to_vec();
    }

    fn scroll(&mut self, lines: isize, size: ratatui::layout::Size) {
        let columns = compare_columns(size, self.reports.len());
        for (pane, column) in self.panes.iter_mut().zip(columns) {
            pane.scroll(lines, inside(column).height.into());
        }
    }
}

/// The columns of so many reports.
#[must_use]
pub fn compare_columns(size: ratatui::layout::Size, reports: usize) -> Vec<Rect> {
    let frame = panes(size, Arrangement::default());
    let room = usize::from(size.width / READABLE).max(1);
    columns(cut_top(frame.body, frame.body.height).0, reports.min(room))
}

/// What a report says of an event: each passage as a text of its own, those included over which the reports disagree.
fn cells(library: &Library, event: EventId, report: ReportId, width: u16) -> Vec<TextPane> {
    let text = library.text(report);
    let disputed = disputed(library, event, report);
    let mut passages: Vec<Span> = disputed.iter().map(|(passage, _)| *passage).collect();
    passages.extend(library.mentions(event, report).map(|mention| mention.span));
    passages.sort_unstable();
    // What runs into the passage before it continues that one.
    passages.dedup_by(|span, before| {
        let joined = span.start < before.end;
        before.end = if joined { before.end.max(span.end) } else { before.end };
        joined
    });
    passages
        .into_iter()
        .map(|span| {
            let span = word_diff::whole(text, span);
            let rows = wrap(span.of(text), width.saturating_sub(GUTTER));
            let shift = |row: crate::ui::widget::wrap::TextRow| crate::ui::widget::wrap::TextRow {
                start: row.start + span.start,
                end: row.end + span.start,
            };
            let marks = disputed
                .iter()
                .filter(|(_, words)| words.overlaps(span))
                .map(|(_, words)| Mark { span: *words, role: Role::Disputed });
            TextPane {
                report,
                rows: rows.into_iter().map(shift).collect(),
                top: 0,
                marks: Arc::new(Marks::new(marks.collect())),
                anchors: vec![span],
            }
        })
        .collect()
}

/// The passages of a report that others contradict on an event, and the words in each that differ.
fn disputed(library: &Library, event: EventId, report: ReportId) -> Vec<(Span, Span)> {
    let open = library.disagreements_of(event).iter().filter(|at| library.is_open(**at));
    let found = open.filter_map(|at| library.disagreements.get(*at as usize));
    let sides = found.flat_map(|found| &found.positions).filter(|side| side.passage.report == report);
    let sides = sides.map(|side| {
        let quantity = super::card::claim(library, side).and_then(|claim| claim.quantity.as_ref());
        (side.passage.span, quantity.map_or(side.passage.span, |quantity| quantity.span))
    });
    sides.collect()
}

/// A row with the words marked that no other cell has.
fn row(library: &Library, event: EventId, mut cells: Vec<Vec<TextPane>>) -> CompareRow {
    let mentioned: Vec<Vec<(ReportId, Span)>> = cells
        .iter()
        .map(|cell| {
            cell.iter().flat_map(|pane| pane.anchors.iter().map(|span| (pane.report, *span))).collect()
        })
        .collect();
    for (at, cell) in cells.iter_mut().enumerate() {
        let others = mentioned.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<&str> =
            others.flat_map(|(_, spans)| spans.iter().map(|(r, span)| span.of(library.text(*r)))).collect();
        for pane in cell {
            let own = pane.anchors[0].of(library.text(pane.report));
            let mut marks: Vec<Mark> = pane.marks.within(&(0..u32::MAX)).collect();
            let start = pane.anchors[0].start as usize;
            let shifted = |span: Span| Span::new(span.start as usize + start, span.end as usize + start);
            let differing = word_diff::only_here(own, &others).into_iter();
            marks.extend(differing.map(|span| Mark { span: shifted(span), role: Role::Trigger }));
            pane.marks = Arc::new(Marks::new(marks));
        }
    }
    let tallest = cells.iter().map(|cell| cell.iter().map(|pane| pane.rows.len()).sum::<usize>()).max();
    let height = u16::try_from(tallest.unwrap_or(0).max(1) + 2).unwrap_or(u16::MAX);
    CompareRow { event, height, cells }
}
