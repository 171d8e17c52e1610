//! The lanes: events on a scaled axis of time, one lane for each report, actor or place.
//!
//! ```text
//!  shown events ──model──► stretches of minutes, by lane      once for a filter
//!       points ──scale──► columns, long gaps folded           once for a zoom
//!       window ──place──► cells of the lanes that are seen    before a frame, if something moved
//! ```

pub mod model;
pub mod place;
pub mod scale;

use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::action::Action;
use super::app::{App, Filter, Screen};
use super::panes::{cut_left, cut_top, inside};
use crate::analysis::time::{Basis, When};
use crate::timeline::EventId;
use model::{Kind, Lane, Model};
use place::{Line, Window, Worth, lay_out};
use scale::{Columns, SCALES, fitting};

/// How a person last had the lanes: kept while they are closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LaneSettings {
    /// What a lane stands for.
    pub kind: Kind,
    /// The place of the scale in the table of scales, once a person chose one.
    pub scale: Option<usize>,
}

/// The view.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// What stands on the lanes.
    pub model: Arc<Model>,
    /// The axis at the scale.
    pub columns: Arc<Columns>,
    /// What a lane stands for.
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
    /// The lanes that are seen, from the top one on.
    pub rows: Vec<Vec<Line>>,
    /// What the rows were laid out for.
    laid: Option<Laid>,
    /// Width for which the axis was folded.
    folded_for: u16,
}

/// What the rows of the view depend on, beside the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Laid {
    area: Rect,
    left: i64,
    top: usize,
    at: Option<u32>,
}

/// Where the parts of the view stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The border around all.
    pub frame: Rect,
    /// The names of the lanes.
    pub names: Rect,
    /// Context, labels and density above the lanes.
    pub ruler: Rect,
    /// The lanes.
    pub lanes: Rect,
    /// What is said of the selected event.
    pub detail: Rect,
}

/// The parts of the view in a body.
#[must_use]
pub fn areas(body: Rect) -> Areas {
    let inner = inside(body);
    let detail = match inner.height {
        0..5 => 0,
        5..10 => 1,
        10..18 => 3,
        _ => 5,
    };
    let ruler = match inner.height {
        0..4 => 0,
        4..8 => 1,
        8..12 => 2,
        _ => 3,
    };
    let (upper, detail) = cut_top(inner, inner.height - detail);
    let names = (inner.width / 5).clamp(6, 24).min(inner.width);
    let (names, right) = cut_left(upper, names);
    let (ruler, lanes) = cut_top(right, ruler);
    let names = Rect { y: lanes.y, height: lanes.height, ..names };
    Areas { frame: body, names, ruler, lanes, detail }
}

/// Most lines of a lane.
const MOST_LINES: usize = 12;

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

    /// What each column stands for, in words.
    #[must_use]
    pub fn scale_words(&self) -> &'static str {
        SCALES[self.scale.min(SCALES.len() - 1)].1
    }

    fn mark_of(&self, at: u32) -> Option<i64> {
        self.model.items.get(at as usize).map(|item| item.stretch.mark())
    }

    /// Folds the axis anew: for another scale or another width.
    fn fold(&mut self, width: u16) {
        self.folded_for = width;
        self.columns = Arc::new(Columns::new(&self.model.points, self.scale, width / 5 * 2));
        self.laid = None;
    }

    /// Takes another model; the selected event stays selected.
    fn take(&mut self, model: Model) {
        self.model = Arc::new(model);
        self.at = self.selected.and_then(|event| self.model.place(event));
        self.lane = self.lane.min(self.model.lanes.len().saturating_sub(1));
        self.folded_for = 0;
        self.laid = None;
    }

    /// Shows everything that lies between two minutes, as finely as there is room.
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

    /// The lane nearest to the selected one that an item stands on.
    fn lane_of(&self, at: u32) -> Option<usize> {
        let holds = |lane: &usize| self.model.lane(*lane).contains(&at);
        if holds(&self.lane) { Some(self.lane) } else { (0..self.model.lanes.len()).find(holds) }
    }

    /// The item of a lane whose mark is nearest to a minute.
    fn nearest(&self, lane: usize, minute: i64) -> Option<u32> {
        let own = self.model.lane(lane).iter().copied();
        own.min_by_key(|at| {
            (self.mark_of(*at).unwrap_or(i64::MAX).saturating_sub(minute).saturating_abs(), *at)
        })
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
}

impl App {
    pub(super) fn open_lanes(&mut self) {
        let LaneSettings { kind, scale } = self.lanes;
        let mut view = Lanes { kind, selected: self.subject.event, ..Lanes::default() };
        view.take(self.lane_model(kind));
        let width = areas(self.panes().body).lanes.width;
        view.fit(self.lane_stretch(&view.model), width);
        if let Some(scale) = scale {
            view.scale = scale;
            view.fold(width);
        }
        self.screens.push(Screen::Lanes(view));
    }

    /// The minutes most events lie in, those of the selected event included.
    fn lane_stretch(&self, model: &Model) -> (i64, i64) {
        let whole = || Some((*model.points.first()?, *model.points.last()?));
        let core = self.library.core.filter(|_| self.filter.is_open());
        let core = core.map(|(first, last)| (scale::minute_of(first), scale::minute_of(last) + scale::DAY));
        core.or_else(whole).unwrap_or_default()
    }

    pub(super) fn act_in_lanes(&mut self, action: Action) {
        let areas = areas(self.panes().body);
        let width = areas.lanes.width;
        let Some(Screen::Lanes(mut view)) = self.screens.pop() else { return };
        let items = u32::try_from(view.model.items.len()).unwrap_or(u32::MAX);
        let last = items.checked_sub(1);
        let lanes = view.model.lanes.len();
        let center = view.at.and_then(|at| view.window(width).column(view.mark_of(at)?)).unwrap_or(width / 2);
        let mut at = view.at;
        match action {
            Action::Right => at = at.map_or(last.map(|_| 0), |at| Some((at + 1).min(last.unwrap_or(0)))),
            Action::Left => at = at.map_or(last.map(|_| 0), |at| Some(at.saturating_sub(1))),
            Action::First => at = last.map(|_| 0),
            Action::Last => at = last,
            Action::Down => at = view.go_to_lane((view.lane + 1).min(lanes.saturating_sub(1))),
            Action::Up => at = view.go_to_lane(view.lane.saturating_sub(1)),
            Action::PageDown => {
                at = view.go_to_lane((view.lane + view.rows.len().max(1)).min(lanes.saturating_sub(1)));
            }
            Action::PageUp => at = view.go_to_lane(view.lane.saturating_sub(view.rows.len().max(1))),
            Action::ZoomIn | Action::ZoomOut => view.zoom(action == Action::ZoomIn, center, width),
            Action::Fit => view.fit(self.lane_stretch(&view.model), width),
            Action::PanLeft | Action::PanRight => {
                let step = i64::from(width / 3).max(1);
                view.left += if action == Action::PanRight { step } else { -step };
                view.clamp(width);
                at = view.take_along(width, action == Action::PanRight);
            }
            Action::LaneKind | Action::NextPane | Action::PreviousPane => {
                view.kind = view.kind.next();
                (view.lane, view.top) = (0, 0);
                view.take(self.lane_model(view.kind));
            }
            Action::Click(x, y) => at = view.hit(areas, Position { x, y }).or(at),
            Action::Wheel(x, _, lines) if areas.names.x + areas.names.width > x => {
                let step = usize::from(lines.unsigned_abs());
                let lane = if lines > 0 {
                    (view.lane + step).min(lanes.saturating_sub(1))
                } else {
                    view.lane.saturating_sub(step)
                };
                at = view.go_to_lane(lane);
            }
            Action::Wheel(x, _, lines) => {
                view.zoom(lines < 0, x.saturating_sub(areas.lanes.x).min(width.saturating_sub(1)), width);
            }
            _ => {}
        }
        if matches!(action, Action::ZoomIn | Action::ZoomOut | Action::Wheel(..)) {
            at = view.take_along(width, true).or(at);
        }
        self.lanes.kind = view.kind;
        if matches!(action, Action::ZoomIn | Action::ZoomOut | Action::Wheel(..)) {
            self.lanes.scale = Some(view.scale);
        } else if action == Action::Fit {
            self.lanes.scale = None;
        }
        let chosen = at.and_then(|at| view.model.items.get(at as usize)).map(|item| item.event);
        self.screens.push(Screen::Lanes(view));
        if let Some(event) = chosen.filter(|event| self.subject.event != Some(*event)) {
            self.reveal(Some(event));
            self.follow_timeline();
        }
        match action {
            Action::NextDisagreement | Action::PreviousDisagreement => {
                self.step_disagreement(action == Action::NextDisagreement);
            }
            Action::NextOfActor | Action::PreviousOfActor => self.step_actor(action == Action::NextOfActor),
            Action::Unfold => self.unfold_all(),
            Action::OnlySeen => self.only_seen(width),
            Action::Open => self.open_event(),
            Action::Back => {
                self.screens.pop();
            }
            _ => {}
        }
    }

    /// Leaves out what cannot have happened in the days that are seen; pressed again, lets everything in.
    fn only_seen(&mut self, width: u16) {
        let Some(Screen::Lanes(view)) = self.screens.last() else { return };
        let period = match self.filter.period {
            Some(_) => None,
            None => view.days(width).map(|(first, last)| When::days(first, last, Basis::Given)),
        };
        self.set_filter(Filter { period, ..self.filter.clone() });
    }

    /// Brings the lanes into line with the selection and the size, and lays out those that are seen.
    pub(super) fn arrange_lanes(&mut self) {
        let areas = areas(self.panes().body);
        let width = areas.lanes.width;
        let Some(Screen::Lanes(mut view)) = self.screens.pop() else { return };
        if view.selected != self.subject.event || view.at.is_none() {
            view.selected = self.subject.event;
            view.at = view.selected.and_then(|event| view.model.place(event));
        }
        if view.folded_for != width {
            let middle = view.columns.minute(view.left);
            view.fold(width);
            view.left = view.columns.of(middle);
        }
        if let Some(at) = view.at {
            view.lane = view.lane_of(at).unwrap_or(view.lane);
            view.show(view.mark_of(at).unwrap_or_default(), width);
        }
        view.clamp(width);
        let room = usize::from(areas.lanes.height).max(1);
        let lanes = view.model.lanes.len();
        let seen = room.min(lanes).max(1);
        view.top =
            view.top.clamp((view.lane + 1).saturating_sub(seen), view.lane).min(lanes.saturating_sub(seen));
        let laid = Laid { area: areas.lanes, left: view.left, top: view.top, at: view.at };
        if view.laid != Some(laid) {
            view.rows = self.lay_out_lanes(&view, room, width);
            view.laid = Some(laid);
        }
        self.screens.push(Screen::Lanes(view));
    }

    /// The lanes that are seen: a line each, and where there is room more for those with much on them.
    fn lay_out_lanes(&self, view: &Lanes, room: usize, width: u16) -> Vec<Vec<Line>> {
        let selected = view.at.and_then(|at| view.model.items.get(at as usize)).map(|item| item.event);
        let library = &self.library;
        let worth = |event: EventId| Worth {
            selected: Some(event) == selected,
            standing: self.standing(event),
            label: library.event(event).map_or(0, |event| super::wrap::display_width(&event.title)),
        };
        let window = view.window(width);
        let seen: Vec<usize> = (view.top..view.model.lanes.len()).take(room).collect();
        let mut lines = vec![1; seen.len()];
        let mut spare = room - seen.len();
        if spare > 0 {
            let needed: Vec<usize> = seen
                .iter()
                .map(|lane| lay_out(&view.model, *lane, &window, MOST_LINES, &worth).len())
                .collect();
            while let Some(at) =
                (0..seen.len()).filter(|at| needed[*at] > lines[*at]).min_by_key(|at| lines[*at])
            {
                if spare == 0 {
                    break;
                }
                lines[at] += 1;
                spare -= 1;
            }
        }
        let laid = seen.iter().zip(&lines).map(|(lane, most)| {
            let mut lines = lay_out(&view.model, *lane, &window, *most, &worth);
            lines.resize_with(*most, Line::default);
            lines
        });
        laid.collect()
    }

    /// Makes the lanes anew after the filter or the library changed.
    pub(super) fn list_lanes(&self, view: &mut Lanes, selected: Option<EventId>) {
        view.selected = selected;
        view.take(self.lane_model(view.kind));
    }

    /// The name of a lane.
    #[must_use]
    pub fn lane_name(&self, lane: Lane) -> &str {
        match lane {
            Lane::Report(report) => self.library.report(report).map_or("", |report| report.name()),
            Lane::Actor(actor) => {
                self.library.timeline.actors.get(actor.0 as usize).map_or("", |actor| &actor.name)
            }
        }
    }
}

impl Lanes {
    /// Goes to a lane; gives its item nearest to the selected one, or the selected one where the lane is empty.
    fn go_to_lane(&mut self, lane: usize) -> Option<u32> {
        let minute =
            self.at.and_then(|at| self.mark_of(at)).unwrap_or_else(|| self.columns.minute(self.left));
        let step = if lane < self.lane { -1 } else { 1 };
        let mut to = lane;
        // A lane without an event has nothing to select: the next one that has is taken.
        while self.model.lane(to).is_empty() {
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
        let marks = |column: i64| {
            self.model.items.partition_point(|item| self.columns.of(item.stretch.mark()) < self.left + column)
        };
        let (first, end) = (marks(from), marks(to));
        let last = self.model.items.len().checked_sub(1)?;
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
        for (place, lines) in self.rows.iter().enumerate() {
            let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
            if at.y < y.saturating_add(height) {
                self.lane = self.top + place;
                let Some(column) = at.x.checked_sub(areas.lanes.x) else {
                    return self.go_to_lane(self.lane);
                };
                let line = lines.get(usize::from(at.y - y))?;
                return line.hit(column);
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
