//! The lanes: events on a scaled axis of time, one lane for each report, actor or place.
//!
//! ```text
//!       library ──all────► stretches of minutes, by lane      once
//!  shown events ──make───► those of them that are shown       once for a filter
//!       points ──scale──► columns, long gaps folded           once for a zoom
//!       window ──place──► cells of the lanes that are seen    before a frame, if something moved
//! ```
//!
//! The view `w` and the strip over the explorer are the same lanes in other areas.

mod act;
pub mod all;
pub mod areas;
mod make;
pub mod model;
pub mod place;
pub mod scale;
pub mod stretch;
pub mod strip;

use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

pub use areas::{Areas, areas};
use model::{Kind, Model};
use place::{Line, Window};
use scale::{Columns, SCALES, fitting};

use crate::timeline::EventId;

/// How the lanes were last shown: kept while they are closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LaneSettings {
    /// What a lane represents.
    pub kind: Kind,
    /// The place of the scale in the table of scales, once a person chose one.
    pub scale: Option<usize>,
}

/// The view.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// What is on the lanes.
    pub model: Arc<Model>,
    /// The axis at the scale.
    pub columns: Arc<Columns>,
    /// What a lane represents.
    pub kind: Kind,
    /// The scale: its place in the table of scales.
    pub scale: usize,
    /// The first column seen.
    pub left: i64,
    /// The selected lane.
    pub lane: usize,
    /// The first lane seen.
    pub top: usize,
    /// The selected event.
    pub selected: Option<EventId>,
    /// The place of the selected event among the items.
    pub at: Option<u32>,
    /// The lanes that are seen.
    pub rows: Vec<LaneRow>,
    /// What the rows were laid out for.
    laid: Option<Laid>,
    /// Width for which the axis was folded.
    folded_for: u16,
}

/// What the rows of the view depend on, apart from the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Laid {
    area: Rect,
    left: i64,
    first: Option<usize>,
    lane: usize,
    at: Option<u32>,
}

/// A lane that is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LaneRow {
    /// Its place among the lanes.
    pub lane: usize,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Lanes {
    /// The window onto the axis.
    #[must_use]
    pub fn window(&self, width: u16) -> Window<'_> {
        Window { columns: &self.columns, scale: self.scale, left: self.left, width }
    }

    /// The first and the last day that are seen.
    #[must_use]
    pub fn days(&self, width: u16) -> Option<(NaiveDate, NaiveDate)> {
        let day = |column: i64| scale::moment_of(self.columns.minute(column)).date();
        let last = (self.left + i64::from(width)).min(self.columns.total).checked_sub(1)?;
        (self.columns.total > 0).then(|| (day(self.left.max(0)), day(last)))
    }

    /// How much time each column represents, in words.
    #[must_use]
    pub fn scale_words(&self) -> &'static str {
        SCALES[self.scale.min(SCALES.len() - 1)].1
    }

    fn mark_of(&self, at: u32) -> Option<i64> {
        self.model.item(at).map(|item| item.stretch.mark())
    }

    /// Folds the axis again: for another scale or another width.
    fn fold(&mut self, width: u16) {
        self.folded_for = width;
        self.columns = Arc::new(Columns::new(self.model.points(), self.scale, width / 5 * 2));
        self.laid = None;
    }

    /// Takes another model; the selected event stays selected.
    fn take(&mut self, model: Arc<Model>) {
        let same_axis = self.model.has_points_of(&model);
        self.model = model;
        self.at = self.selected.and_then(|event| self.model.place(event));
        self.lane = self.lane.min(self.model.lanes.len().saturating_sub(1));
        if !same_axis {
            self.folded_for = 0;
        }
        self.laid = None;
    }

    /// Shows everything between two minutes, as finely as there is room.
    fn fit(&mut self, (from, to): (i64, i64), width: u16) {
        self.scale = fitting(to - from, width.saturating_sub(6));
        self.fold(width);
        self.left = self.columns.of(from) - 2;
    }

    /// To another scale; what is under a column of the window stays there.
    fn zoom(&mut self, finer: bool, column: u16, width: u16) {
        let minute = match self.at.and_then(|at| self.mark_of(at)) {
            Some(mark) if self.window(width).column(mark) == Some(column) => mark,
            _ => self.columns.minute(self.left + i64::from(column)),
        };
        let last = SCALES.len() - 1;
        self.scale = if finer { self.scale.saturating_sub(1) } else { (self.scale + 1).min(last) };
        self.fold(width);
        self.left = self.columns.of(minute) - i64::from(column);
    }

    /// A lane that an item is on: the selected one, else the first.
    fn lane_of(&self, at: u32) -> Option<usize> {
        let lanes = self.model.lanes_of(at);
        if lanes.contains(&self.lane) { Some(self.lane) } else { lanes.first().copied() }
    }

    /// The item of a lane whose mark is nearest to a minute.
    fn nearest(&self, lane: usize, minute: i64) -> Option<u32> {
        let distance = |at: u32| self.mark_of(at).unwrap_or(i64::MAX).saturating_sub(minute).saturating_abs();
        self.model.lane(lane).min_by_key(|at| (distance(*at), *at))
    }

    /// Follows the selection: its mark is brought into sight, on an axis folded for the width.
    fn follow(&mut self, selected: Option<EventId>, width: u16) {
        if self.selected != selected || self.at.is_none() {
            self.selected = selected;
            self.at = selected.and_then(|event| self.model.place(event));
        }
        if self.folded_for != width {
            let seen = |minute: &i64| (0..width.into()).contains(&(self.columns.of(*minute) - self.left));
            let mark = self.at.and_then(|at| self.mark_of(at)).filter(seen);
            let kept = mark.unwrap_or_else(|| self.columns.minute(self.left));
            let column = self.columns.of(kept) - self.left;
            self.fold(width);
            self.left = self.columns.of(kept) - column;
        }
        if let Some(at) = self.at {
            self.lane = self.lane_of(at).unwrap_or(self.lane);
            self.show(self.mark_of(at).unwrap_or_default(), width);
        }
        self.clamp(width);
    }

    /// Keeps the columns seen within the axis: all of it in the middle where it is shorter.
    fn clamp(&mut self, width: u16) {
        let width = i64::from(width);
        let spare = width - self.columns.total;
        self.left = if spare >= 0 {
            -(spare / 2)
        } else {
            self.left.clamp(-width / 3, self.columns.total - width * 2 / 3)
        };
    }

    /// Moves the columns so that a minute is seen, away from the edges.
    fn show(&mut self, minute: i64, width: u16) {
        let column = self.columns.of(minute) - self.left;
        let (from, to) = Self::within_margins(width);
        if column < from {
            self.left += column - i64::from(width) / 3;
        } else if column >= to {
            self.left += column - i64::from(width) * 2 / 3;
        }
        self.clamp(width);
    }

    /// Goes to a lane; returns its item nearest to the selected one, or the selected one if the lane is empty.
    fn go_to_lane(&mut self, lane: usize) -> Option<u32> {
        let minute =
            self.at.and_then(|at| self.mark_of(at)).unwrap_or_else(|| self.columns.minute(self.left));
        let step = if lane < self.lane { -1 } else { 1 };
        let mut to = lane;
        // A lane without an event has nothing to select: the next one that has is taken.
        while self.model.lane(to).next().is_none() {
            match to.checked_add_signed(step).filter(|next| *next < self.model.lanes.len()) {
                Some(next) => to = next,
                None => return self.at,
            }
        }
        self.lane = to;
        self.nearest(to, minute)
    }

    /// The selected item where its mark is seen, away from the edges; else the nearest to it that is, or the next one in the
    /// direction the columns moved.
    fn take_along(&self, width: u16, forward: bool) -> Option<u32> {
        let at = self.at?;
        let (from, to) = Self::within_margins(width);
        let mark = self.columns.of(self.mark_of(at)?) - self.left;
        if (from..to).contains(&mark) {
            return Some(at);
        }
        let marks = |column: i64| self.model.count_while(|mark| self.columns.of(mark) < self.left + column);
        let (first, end) = (marks(from), marks(to));
        let last = self.model.len().checked_sub(1)?;
        let place = match (first < end, forward) {
            (true, _) => usize::try_from(at).ok()?.clamp(first, end - 1),
            (false, true) => end,
            (false, false) => first.saturating_sub(1),
        };
        u32::try_from(place.min(last)).ok()
    }

    /// The columns of the window, half-open, in which the selected mark is kept.
    fn within_margins(width: u16) -> (i64, i64) {
        let margin = i64::from(width / 10).min(6);
        (margin, i64::from(width) - margin)
    }

    /// The item under the mouse: that of the cell, else the nearest on its line.
    fn hit(&mut self, areas: Areas, at: Position) -> Option<u32> {
        let rows = Rect { x: areas.names.x, width: areas.names.width + areas.lanes.width, ..areas.lanes };
        if !rows.contains(at) {
            return None;
        }
        let mut y = rows.y;
        for row in &self.rows {
            let height = u16::try_from(row.lines.len()).unwrap_or(u16::MAX);
            if at.y < y.saturating_add(height) {
                self.lane = row.lane;
                let Some(column) = at.x.checked_sub(areas.lanes.x) else {
                    return self.go_to_lane(self.lane);
                };
                return row.lines.get(usize::from(at.y - y))?.hit(column);
            }
            y = y.saturating_add(height);
        }
        None
    }
}

impl Line {
    /// The item nearest to a column of the line.
    fn hit(&self, column: u16) -> Option<u32> {
        let labelled =
            self.labels.iter().find(|label| (label.column..label.column + label.width).contains(&column));
        let shown = |at: usize| self.cells.get(at).filter(|cell| cell.part != place::Part::Empty);
        if let Some(cell) = shown(column.into()) {
            return Some(cell.item);
        }
        if let Some(label) = labelled {
            return Some(label.item);
        }
        let full = (0..self.cells.len()).filter(|at| shown(*at).is_some());
        let nearest = full.min_by_key(|at| at.abs_diff(column.into()))?;
        self.cells.get(nearest).map(|cell| cell.item)
    }
}
