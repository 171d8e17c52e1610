//! The strip over the explorer's panes: the lanes in few lines, at the same selection and scale as their view.

use super::areas::{STRIP_FROM, strip_areas, strip_lines};
use super::model::Models;
use super::{LaneSettings, Lanes};
use crate::ui::state::action::Action;
use crate::ui::state::app::App;

/// The strip.
#[derive(Clone, Debug, Default)]
pub struct LaneStrip {
    /// Whether a person does without it.
    pub hidden: bool,
    /// Its lanes.
    pub lanes: Lanes,
    /// The settings of its lanes when they were last shown: where others were chosen since, it follows.
    made_for: Option<LaneSettings>,
}

impl App {
    /// The lines of the strip; 0 where it is hidden, where no event has a date, and where there is no room for it.
    #[must_use]
    pub fn strip_height(&self) -> u16 {
        if self.strip.hidden || self.library.core.is_none() {
            return 0;
        }
        strip_lines(self.size.height, self.lanes.kind, self.library.reports().len())
    }

    /// Has lanes rebuilt before they are next seen.
    pub(in crate::ui) fn forget_lanes(&mut self) {
        self.lane_models = Models::default();
    }

    /// Shows the strip, or does without it.
    pub(in crate::ui) fn toggle_strip(&mut self) {
        self.strip.hidden = !self.strip.hidden;
        let low = self.size.height < STRIP_FROM;
        self.notice = match self.strip.hidden {
            true => Some("without the strip of lanes".to_owned()),
            false if low => Some(format!("the strip of lanes shows from {STRIP_FROM} lines on")),
            false => None,
        };
    }

    /// Moves the strip as an action says; whether there is one.
    pub(in crate::ui) fn act_on_strip(&mut self, action: Action) -> bool {
        let strip = self.panes().strip;
        if strip.is_empty() {
            return false;
        }
        let mut lanes = std::mem::take(&mut self.strip.lanes);
        let chosen = self.move_lanes(&mut lanes, strip_areas(strip), action);
        self.strip.lanes = lanes;
        self.strip.made_for = Some(self.lanes);
        self.select_on_lanes(chosen);
        true
    }

    /// Brings the strip into line with the filter, the selection and the size.
    pub(in crate::ui) fn arrange_strip(&mut self) {
        let strip = self.panes().strip;
        if strip.is_empty() {
            return;
        }
        let areas = strip_areas(strip);
        let width = areas.lanes.width;
        let mut lanes = std::mem::take(&mut self.strip.lanes);
        let made_for = self.strip.made_for.replace(self.lanes);
        lanes.kind = self.lanes.kind;
        self.renew_lanes(&mut lanes);
        let zoomed = made_for.is_some_and(|made| made.scale != self.lanes.scale);
        if zoomed || lanes.columns.total == 0 {
            self.zoom_as_chosen(&mut lanes, width);
        }
        lanes.follow(self.subject.event, width);
        let room = usize::from(areas.lanes.height);
        let seen = lanes.most_relevant(room);
        self.lay_out_lanes(&mut lanes, &seen, areas.lanes);
        self.strip.lanes = lanes;
    }
}

impl Lanes {
    /// The lanes to be seen where there is room for few: those of the selected event first.
    fn most_relevant(&self, room: usize) -> Vec<usize> {
        let all = self.model.lanes.len();
        if all <= room {
            return (0..all).collect();
        }
        let own = self.at.map_or(Vec::new(), |at| self.model.lanes_of(at));
        let here = own.iter().position(|lane| *lane == self.lane).unwrap_or(0);
        let own = own.into_iter().skip((here + 1).saturating_sub(room));
        let mut seen: Vec<usize> = own.take(room).collect();
        let first = seen.first().copied().unwrap_or(self.lane);
        let others: Vec<usize> = (first..all)
            .chain((0..first).rev())
            .filter(|lane| !seen.contains(lane))
            .take(room - seen.len())
            .collect();
        seen.extend(others);
        seen.sort_unstable();
        seen
    }
}
