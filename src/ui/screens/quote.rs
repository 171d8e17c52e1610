//! The passage in focus taken out of the program: copied with its citation, opened in the editor, looked up in the browser.

use crate::text::{Passage, ReportId};
use crate::timeline::EventId;
use crate::ui::screens::table::distinct_sides;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Screen};
use crate::ui::state::notes::Item;
use crate::ui::state::panes::Focus;
use crate::ui::state::update::Effect;

impl App {
    /// Copies the passage in focus with its citation.
    pub(in crate::ui) fn copy(&mut self) -> Vec<Effect> {
        let Some(passage) = self.passage() else {
            self.notice = Some("there is no passage to copy here".to_owned());
            return Vec::new();
        };
        let words = self.citation(passage);
        vec![Effect::Copy { words, report: passage.report }]
    }

    /// The passage in focus: in each view that of what is selected there.
    fn passage(&self) -> Option<Passage> {
        let side = |at: u32, side: usize| {
            let found = self.library.disagreements.get(at as usize)?;
            found.positions.get(side).map(|side| side.passage)
        };
        match self.screens.last() {
            Some(Screen::Passages(view)) => {
                let found = self.library.disagreements.get(view.disagreement as usize)?;
                side(view.disagreement, *distinct_sides(&self.library, found).get(view.at)?)
            }
            Some(Screen::Disagreements(view)) => side(view.selected()?, 0),
            Some(Screen::Matrix(view)) => {
                self.first_mention(*view.events.get(view.at)?, *self.passing.reports.get(view.column)?)
            }
            Some(Screen::Compare(view)) => {
                self.first_mention(*view.events.get(view.at)?, *view.reports.get(view.column)?)
            }
            Some(Screen::Read(view)) => match view.notes.get(view.at)?.about {
                Item::Event(id) => self.first_mention(id, view.report),
                Item::Disagreement(at) => {
                    let sides = &self.library.disagreements.get(at as usize)?.positions;
                    let own = sides.iter().find(|side| side.passage.report == view.report);
                    own.or(sides.first()).map(|side| side.passage)
                }
                _ => None,
            },
            Some(Screen::Actors(_)) => None,
            Some(Screen::Lanes(_)) | None => self.passage_in_panes(),
        }
    }

    /// The passage of the pane in focus, else of the first.
    fn passage_in_panes(&self) -> Option<Passage> {
        let seen = match self.focus {
            Focus::Source(at) => at.saturating_sub(self.sources.first),
            _ => 0,
        };
        let pane = self.sources.panes.get(seen)?;
        Some(Passage { report: pane.report, span: *pane.anchors.first()? })
    }

    /// Where a report first mentions an event.
    fn first_mention(&self, event: EventId, report: ReportId) -> Option<Passage> {
        let mention = self.library.mentions(event, report).next()?;
        Some(Passage { report, span: mention.span })
    }

    /// A passage as it is quoted: its words, then source, title, date and address.
    #[must_use]
    pub fn citation(&self, passage: Passage) -> String {
        let words = self.library.words(passage).split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(report) = self.library.report(passage.report) else { return words };
        let published = report.published.as_ref().map(|published| published.edtf.clone());
        let mut parts = vec![report.name().to_owned()];
        parts.extend(report.title.clone().filter(|title| *title != parts[0]));
        parts.extend(published);
        parts.push(report.url.clone().unwrap_or_else(|| report.path.clone()));
        format!("“{words}” ({})", parts.join(", "))
    }

    /// Opens the report in focus in the editor at its passage, or its address in the browser.
    pub(in crate::ui) fn open_outside(&mut self, action: Action) -> Vec<Effect> {
        let Some(passage) = self.passage() else { return Vec::new() };
        let Some(report) = self.library.report(passage.report) else { return Vec::new() };
        if action == Action::Browse {
            let Some(url) = report.url.clone().filter(|url| url.starts_with("http")) else {
                self.notice = Some(format!("{} gives no address", report.name()));
                return Vec::new();
            };
            return vec![Effect::Browse(url)];
        }
        let before = report.text.get(..passage.span.start as usize).unwrap_or_default();
        vec![Effect::Edit { path: report.path.clone(), line: before.matches('\n').count() + 1 }]
    }
}
