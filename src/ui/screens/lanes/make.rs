//! The lanes of what the timeline shows, selected from all lanes: built once for a filter, for lanes of every kind.

use std::sync::Arc;

use super::all::{AllLanes, NOWHERE, narrow};
use super::model::{Kind, Lane, Model, Models, Shown};
use crate::ui::state::app::{App, EventList};
use crate::ui::state::library::Agreement;

impl App {
    /// The lanes of a kind, with the events the timeline shows: made once, until the timeline shows others.
    pub(in crate::ui) fn lane_model(&mut self, kind: Kind) -> Arc<Model> {
        let Models { shown, made } = &self.lane_models;
        if let Some(made) = &made[kind as usize] {
            return made.clone();
        }
        let shown = shown.clone().unwrap_or_else(|| Arc::new(self.shown_on_lanes()));
        let made = Arc::new(self.lanes_with(kind, shown.clone()));
        self.lane_models.shown = Some(shown);
        self.lane_models.made[kind as usize] = Some(made.clone());
        made
    }

    fn shown_on_lanes(&self) -> Shown {
        let all: &Arc<AllLanes> = self.library.lanes();
        let (row_of, agreement) = (&self.timeline.row_of, self.agreements());
        let mut shown =
            Shown { all: all.clone(), places: vec![NOWHERE; all.items.len()], ..Shown::default() };
        let mut has_point = vec![false; all.minutes.len()];
        for (number, (event, points)) in (0..).zip(all.events.iter().zip(&all.points)) {
            let event = event.0 as usize;
            if row_of.get(event).is_none_or(|row| *row == EventList::NOWHERE) {
                continue;
            }
            let place = narrow(shown.numbers.len());
            shown.places[number as usize] = place;
            shown.numbers.push(number);
            if agreement.get(event) == Some(&Agreement::Contradicted) {
                shown.alarms.push(place);
            }
            for point in points {
                has_point[*point as usize] = true;
            }
        }
        for (minute, _) in all.published.iter().filter(|(_, report)| self.is_included(*report)) {
            has_point[*minute as usize] = true;
            shown.published.push(all.minutes[*minute as usize]);
        }
        shown.has_point = has_point;
        shown.undated = self.timeline.shown.saturating_sub(shown.numbers.len());
        shown
    }

    /// The lanes of a kind: of the reports all that are not left out, of actors and places those with an event on them.
    fn lanes_with(&self, kind: Kind, shown: Arc<Shown>) -> Model {
        let all = shown.all.clone();
        let of_kind = all.of_kind(kind);
        let places = vec![NOWHERE; of_kind.lanes.len()];
        let mut model = Model { shown, kind, places, ..Model::default() };
        for (number, lane) in (0..).zip(&of_kind.lanes) {
            let is_seen = match lane {
                Lane::Report(report) => self.is_included(*report),
                Lane::Actor(_) => {
                    let mut events = of_kind.items.of(number).iter();
                    events.any(|event| model.shown.places[*event as usize] != NOWHERE)
                }
            };
            if is_seen {
                model.places[number as usize] = narrow(model.lanes.len());
                model.numbers.push(number);
                model.lanes.push(*lane);
            }
        }
        model
    }
}
