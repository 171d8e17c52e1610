//! Where the choice of a search leads: to the event or the words in the view that is open, never back to another.

use super::app::{App, Screen};
use crate::text::{Passage, ReportId};
use crate::timeline::EventId;
use crate::ui::screens::read::Read;

impl App {
    /// Selects an event in the view on top, and on the timeline below it.
    pub(in crate::ui) fn show_event(&mut self, event: EventId) {
        self.go_to(event);
        let library = self.library.clone();
        let reported_by = library.event(event).map_or(&[][..], |event| &event.reported_by);
        let included = |report: &ReportId| !self.filter.without.contains(report);
        let reporting: Vec<ReportId> = reported_by.iter().copied().filter(included).collect();
        let disputed =
            library.disagreements_of(event).iter().copied().find(|at| self.passes_disagreement(*at));
        let Some(mut screen) = self.screens.pop() else { return };
        let mut missing = None;
        match &mut screen {
            Screen::Compare(view) => {
                if !reporting.iter().any(|report| view.reports.contains(report)) {
                    let columns = view.reports.len().max(1);
                    view.reports = reporting.iter().copied().take(columns).collect();
                    view.column = 0;
                }
                view.list(&library, &self.timeline, Some(event));
            }
            Screen::Matrix(view) => view.list(&self.timeline.rows, Some(event)),
            Screen::Lanes(view) => self.list_lanes(view, Some(event)),
            Screen::Read(view) => {
                if let Some(report) = reporting.first().filter(|_| !reporting.contains(&view.report)) {
                    view.turn_to(*report);
                }
            }
            Screen::Disagreements(view) => {
                match disputed.and_then(|at| view.order.iter().position(|known| *known == at)) {
                    Some(place) => view.at = place,
                    None => missing = Some("nothing listed here is about it"),
                }
            }
            Screen::Passages(view) => match disputed {
                Some(disagreement) => {
                    *view = super::app::Passages { disagreement, ..super::app::Passages::default() };
                }
                None => missing = Some("the reports do not differ about it"),
            },
            Screen::Actors(_) => {}
        }
        let reads = matches!(screen, Screen::Read(_));
        self.screens.push(screen);
        if reads {
            self.prepare_frame();
            self.show_note(None, Some(event));
        }
        if let Some(why) = missing {
            self.notice = Some(format!("{why}; it is selected in the timeline"));
        }
    }

    /// Shows words of a report: in the text that is read or the full texts beside each other, on the timeline's source panes, or,
    /// from a view without texts, by reading the report over it.
    pub(in crate::ui) fn show_found(&mut self, passage: Passage, words: &str) {
        match self.screens.last_mut() {
            None => return self.go_to_words(passage, words),
            Some(Screen::Read(view)) if view.report == passage.report => {}
            Some(Screen::Read(view)) => view.turn_to(passage.report),
            Some(Screen::Compare(view)) if !view.aligned => {
                match view.reports.iter().position(|report| *report == passage.report) {
                    Some(column) => view.column = column,
                    None => {
                        if let Some(shown) = view.reports.get_mut(view.column) {
                            *shown = passage.report;
                            view.panes.clear();
                        }
                    }
                }
            }
            Some(_) => {
                let read = Read { report: passage.report, pane: None, notes: Vec::new(), at: 0 };
                self.screens.push(Screen::Read(read));
            }
        }
        self.prepare_frame();
        self.find_from(passage, words);
    }
}
