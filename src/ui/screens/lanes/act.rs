//! What keys and the mouse do on the lanes, and the lanes laid out that are seen.

use std::cmp::Reverse;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::model::{Lane, Model};
use super::place::{EventLookup, Room, Window, lay_out};
use super::{Areas, Laid, LaneRow, LaneSettings, Lanes, areas, scale};
use crate::analysis::time::{Basis, When};
use crate::timeline::EventId;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Filter, Screen};
use crate::ui::widget::wrap::display_width;

/// Most lines of a lane.
const MOST_LINES: usize = 12;

impl App {
    pub(in crate::ui) fn open_lanes(&mut self) {
        let mut view = Lanes { kind: self.lanes.kind, selected: self.subject.event, ..Lanes::default() };
        let model = self.lane_model(view.kind);
        view.take(model);
        self.zoom_as_chosen(&mut view, areas(self.panes().body).lanes.width);
        self.screens.push(Screen::Lanes(view));
    }

    /// To the scale a person chose, else to the finest that shows what most events need.
    pub(super) fn zoom_as_chosen(&self, view: &mut Lanes, width: u16) {
        view.fit(self.lane_stretch(&view.model), width);
        if let Some(scale) = self.lanes.scale {
            view.scale = scale;
            view.fold(width);
        }
    }

    /// The minutes in which most events fall, those of the selected event included.
    fn lane_stretch(&self, model: &Model) -> (i64, i64) {
        let whole = || Some((model.points().next()?, model.points().next_back()?));
        let core = self.library.core.filter(|_| self.filter.is_open());
        let core = core.map(|(first, last)| (scale::minute_of(first), scale::minute_of(last) + scale::DAY));
        core.or_else(whole).unwrap_or_default()
    }

    pub(in crate::ui) fn act_in_lanes(&mut self, action: Action) {
        let areas = areas(self.panes().body);
        let Some(Screen::Lanes(mut view)) = self.screens.pop() else { return };
        let chosen = self.move_lanes(&mut view, areas, action);
        self.screens.push(Screen::Lanes(view));
        self.select_on_lanes(chosen);
        match action {
            Action::NextDisagreement | Action::PreviousDisagreement => {
                self.step_dated_disagreement(action == Action::NextDisagreement);
            }
            Action::NextOfActor | Action::PreviousOfActor => self.step_actor(action == Action::NextOfActor),
            Action::Unfold => self.unfold_all(),
            Action::OnlySeen => self.only_seen(areas.lanes.width),
            Action::Open => self.open_event(),
            Action::Back => {
                self.screens.pop();
            }
            _ => {}
        }
    }

    /// Selects an event of the lanes everywhere.
    pub(super) fn select_on_lanes(&mut self, chosen: Option<EventId>) {
        if let Some(event) = chosen.filter(|event| self.subject.event != Some(*event)) {
            self.reveal(Some(event));
            self.follow_timeline();
        }
    }

    /// Applies an action to lanes and remembers the settings; returns the event that is then selected.
    pub(super) fn move_lanes(&mut self, view: &mut Lanes, areas: Areas, action: Action) -> Option<EventId> {
        let width = areas.lanes.width;
        let at = self.turn(view, areas, action);
        let zooms = match action {
            Action::ZoomIn | Action::ZoomOut => true,
            Action::Wheel(x, ..) => x >= areas.names.right(),
            _ => false,
        };
        let at = if zooms { view.take_along(width, true).or(at) } else { at };
        let scale = match action {
            Action::Fit => None,
            _ if zooms => Some(view.scale),
            _ => self.lanes.scale,
        };
        self.lanes = LaneSettings { kind: view.kind, scale };
        at.and_then(|at| view.model.item(at)).map(|item| item.event)
    }

    /// Applies an action to lanes; returns the item that is then selected.
    fn turn(&mut self, view: &mut Lanes, areas: Areas, action: Action) -> Option<u32> {
        let width = areas.lanes.width;
        let last = u32::try_from(view.model.len()).unwrap_or(u32::MAX).checked_sub(1);
        let last_lane = view.model.lanes.len().saturating_sub(1);
        let center = view.at.and_then(|at| view.window(width).column(view.mark_of(at)?)).unwrap_or(width / 2);
        let page = view.rows.len().max(1);
        match action {
            Action::Right => view.at.map_or(last.map(|_| 0), |at| Some((at + 1).min(last.unwrap_or(0)))),
            Action::Left => view.at.map_or(last.map(|_| 0), |at| Some(at.saturating_sub(1))),
            Action::First => last.map(|_| 0),
            Action::Last => last,
            Action::Down => view.go_to_lane((view.lane + 1).min(last_lane)),
            Action::Up => view.go_to_lane(view.lane.saturating_sub(1)),
            Action::PageDown => view.go_to_lane((view.lane + page).min(last_lane)),
            Action::PageUp => view.go_to_lane(view.lane.saturating_sub(page)),
            Action::ZoomIn | Action::ZoomOut => {
                view.zoom(action == Action::ZoomIn, center, width);
                view.at
            }
            Action::Fit => {
                view.fit(self.lane_stretch(&view.model), width);
                view.at
            }
            Action::PanLeft | Action::PanRight => {
                let step = i64::from(width / 3).max(1);
                view.left += if action == Action::PanRight { step } else { -step };
                view.clamp(width);
                view.take_along(width, action == Action::PanRight)
            }
            Action::LaneKind | Action::NextPane | Action::PreviousPane => {
                view.kind = view.kind.next();
                (view.lane, view.top) = (0, 0);
                view.take(self.lane_model(view.kind));
                view.at
            }
            Action::Click(x, y) => self.under(view, areas, Position { x, y }).or(view.at),
            Action::Wheel(x, _, lines) if x < areas.names.right() => {
                let step = isize::from(lines);
                view.go_to_lane(view.lane.saturating_add_signed(step).min(last_lane))
            }
            Action::Wheel(x, _, lines) => {
                view.zoom(lines < 0, x.saturating_sub(areas.lanes.x).min(width.saturating_sub(1)), width);
                view.at
            }
            _ => view.at,
        }
    }

    /// The item under the mouse: on the axis the most serious of the column, on the lanes that of the cell or the nearest to it.
    fn under(&self, view: &mut Lanes, areas: Areas, at: Position) -> Option<u32> {
        if !areas.ruler.contains(at) {
            return view.hit(areas, at);
        }
        let column = view.left + i64::from(at.x - areas.ruler.x);
        let (from, to) = (view.columns.minute(column), view.columns.minute(column + 1));
        let agreement = |at: &u32| view.model.item(*at).map(|item| self.agreement(item.event));
        let most_serious = view.model.between(from, to).max_by_key(|at| (agreement(at), Reverse(*at)));
        most_serious.or_else(|| view.model.nearest(from))
    }

    /// Leaves out what cannot have happened in the days that are seen; pressed again, includes everything.
    fn only_seen(&mut self, width: u16) {
        let Some(Screen::Lanes(view)) = self.screens.last() else { return };
        let period = match self.filter.period {
            Some(_) => None,
            None => view.days(width).map(|(first, last)| When::days(first, last, Basis::Given)),
        };
        self.set_filter(Filter { period, ..self.filter.clone() });
    }

    /// Brings the lanes into line with the selection and the size, and lays out those that are seen.
    pub(in crate::ui) fn arrange_lanes(&mut self) {
        let areas = areas(self.panes().body);
        let width = areas.lanes.width;
        let Some(Screen::Lanes(mut view)) = self.screens.pop() else { return };
        self.renew_lanes(&mut view);
        view.follow(self.subject.event, width);
        let room = usize::from(areas.lanes.height).max(1);
        let lanes = view.model.lanes.len();
        let seen = room.min(lanes).max(1);
        view.top =
            view.top.clamp((view.lane + 1).saturating_sub(seen), view.lane).min(lanes.saturating_sub(seen));
        let seen: Vec<usize> = (view.top..lanes).take(room).collect();
        self.lay_out_lanes(&mut view, &seen, areas.lanes);
        self.screens.push(Screen::Lanes(view));
    }

    /// Lays out lanes, unless they already are: a line each, and more for crowded ones where there is room.
    pub(super) fn lay_out_lanes(&self, view: &mut Lanes, seen: &[usize], area: Rect) {
        let laid = Laid { area, left: view.left, first: seen.first().copied(), lane: view.lane, at: view.at };
        if view.laid == Some(laid) {
            return;
        }
        view.laid = Some(laid);
        let selected = view.at.and_then(|at| view.model.item(at)).map(|item| item.event);
        let label = |event| self.library.event(event).map_or(0, |event| display_width(&event.title));
        let look = EventLookup { selected, agreement: &|event| self.agreement(event), label: &label };
        let window = view.window(area.width);
        let mut lines = vec![1; seen.len()];
        let mut spare = usize::from(area.height).saturating_sub(seen.len());
        if spare > 0 {
            let room = Room { lines: MOST_LINES, kept: None };
            let lines_of = |lane: &usize| lay_out(&view.model, *lane, &window, room, &look).len();
            let needed: Vec<usize> = seen.iter().map(lines_of).collect();
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
            let kept = view.model.lanes.get(*lane).and_then(|lane| self.published_at(*lane, &window));
            let mut lines = lay_out(&view.model, *lane, &window, Room { lines: *most, kept }, &look);
            lines.resize_with(*most, Default::default);
            LaneRow { lane: *lane, lines }
        });
        view.rows = laid.collect();
    }

    /// Takes the lanes of what the timeline shows now, if it shows other events than before.
    pub(super) fn renew_lanes(&mut self, view: &mut Lanes) {
        let model = self.lane_model(view.kind);
        if !Arc::ptr_eq(&model, &view.model) {
            view.take(model);
        }
    }

    /// Rebuilds the lanes after the filter or the library changed.
    pub(in crate::ui) fn list_lanes(&mut self, view: &mut Lanes, selected: Option<EventId>) {
        view.selected = selected;
        view.take(self.lane_model(view.kind));
    }

    /// The column of the day on which the report of a lane was published, where it is seen.
    #[must_use]
    pub fn published_at(&self, lane: Lane, window: &Window<'_>) -> Option<u16> {
        let Lane::Report(report) = lane else { return None };
        window.column(self.library.dates.published(report)?)
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
