//! Who says what: events by reports.

use crate::timeline::EventId;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Screen, TimelineRow};
use crate::ui::state::library::Agreement;
use crate::ui::state::panes::{Focus, inside};

/// The view.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// The events of the timeline, as it shows them.
    pub events: Vec<EventId>,
    /// The selected event.
    pub at: usize,
    /// The first event seen.
    pub top: usize,
    /// The selected report's place.
    pub column: usize,
    /// The first report seen.
    pub left: usize,
}

impl Matrix {
    /// Lists the events the timeline shows, one of them selected.
    pub(in crate::ui) fn list(&mut self, rows: &[TimelineRow], selected: Option<EventId>) {
        let events = rows.iter().filter_map(|row| match row {
            TimelineRow::Event(id) => Some(*id),
            _ => None,
        });
        self.events = events.collect();
        self.at = self.events.iter().position(|id| Some(*id) == selected).unwrap_or(0);
    }
}

/// Columns a report takes: at least, and at most where there is room.
const CELL: (u16, u16) = (4, 20);
/// Columns before the reports, at least where there is room for both: mark, date and title.
const TITLE: u16 = 44;
/// And at most: further away a row is hard to follow.
const WIDEST: u16 = 84;

impl App {
    pub(in crate::ui) fn open_matrix(&mut self) {
        let mut matrix = Matrix::default();
        matrix.list(&self.timeline.rows, self.subject.event);
        self.screens.push(Screen::Matrix(matrix));
    }

    pub(in crate::ui) fn act_in_matrix(&mut self, action: Action) {
        let (rows, _) = self.matrix_room();
        let reports = self.passing.reports.len();
        let Some(Screen::Matrix(matrix)) = self.screens.last_mut() else { return };
        let last = matrix.events.len().saturating_sub(1);
        if let Some(place) = action.place(matrix.at, rows, last) {
            matrix.at = place;
            return;
        }
        match action {
            Action::Right | Action::NextPane => {
                matrix.column = (matrix.column + 1).min(reports.saturating_sub(1));
            }
            Action::Left | Action::PreviousPane => matrix.column = matrix.column.saturating_sub(1),
            Action::NextDisagreement | Action::PreviousDisagreement => {
                self.step_in_matrix(action == Action::NextDisagreement);
            }
            Action::Open | Action::Back => {
                let event = matrix.events.get(matrix.at).copied();
                let report = self.passing.reports.get(matrix.column).copied();
                self.screens.pop();
                self.reveal(event);
                self.follow_timeline();
                self.prepare_frame();
                let place = self.sources.reporting.iter().position(|known| Some(*known) == report);
                if let (Action::Open, Some(at)) = (action, place) {
                    self.focus = Focus::Source(at);
                }
            }
            _ => {}
        }
    }

    /// To the next event that reports disagree on, or the one before.
    fn step_in_matrix(&mut self, forward: bool) {
        let Some(Screen::Matrix(matrix)) = self.screens.last() else { return };
        let disputed =
            |at: &usize| matrix.events.get(*at).is_some_and(|id| self.agreement(*id) >= Agreement::Different);
        let next = if forward {
            (matrix.at + 1..matrix.events.len()).find(disputed)
        } else {
            (0..matrix.at).rev().find(disputed)
        };
        match (next, self.screens.last_mut()) {
            (Some(next), Some(Screen::Matrix(matrix))) => matrix.at = next,
            _ => self.notice = Some("no further event that reports disagree on".to_owned()),
        }
    }

    pub(in crate::ui) fn arrange_matrix(&mut self) {
        let (rows, columns) = self.matrix_room();
        let Some(Screen::Matrix(matrix)) = self.screens.last_mut() else { return };
        matrix.column = matrix.column.min(self.passing.reports.len().saturating_sub(1));
        let least = |at: usize, room: usize| (at + 1).saturating_sub(room);
        matrix.top = matrix.top.clamp(least(matrix.at, rows), matrix.at.max(least(matrix.at, rows)));
        matrix.left = matrix
            .left
            .clamp(least(matrix.column, columns), matrix.column.max(least(matrix.column, columns)));
    }

    /// How many events and reports are seen at once, at least one of each.
    #[must_use]
    pub fn matrix_room(&self) -> (usize, usize) {
        let inner = inside(self.panes().body);
        let title = TITLE.min(inner.width / 2);
        (
            usize::from(inner.height.saturating_sub(2)).max(1),
            usize::from(inner.width.saturating_sub(title) / self.matrix_cell()).max(1),
        )
    }

    /// Columns before the reports: all that few reports leave.
    #[must_use]
    pub fn matrix_title(&self) -> u16 {
        let inner = inside(self.panes().body);
        let reports = u16::try_from(self.passing.reports.len()).unwrap_or(u16::MAX);
        let taken = reports.saturating_mul(self.matrix_cell());
        TITLE.min(inner.width / 2).max(inner.width.saturating_sub(taken).min(WIDEST))
    }

    /// Columns a report takes: the more the fewer reports there are.
    #[must_use]
    pub fn matrix_cell(&self) -> u16 {
        let inner = inside(self.panes().body);
        let reports = u16::try_from(self.passing.reports.len().max(1)).unwrap_or(u16::MAX);
        (inner.width.saturating_sub(TITLE.min(inner.width / 2)) / reports).clamp(CELL.0, CELL.1)
    }
}
