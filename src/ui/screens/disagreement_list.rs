//! All disagreements as a list that can be narrowed to a verdict or an aspect, with the passages of the selected one.

use super::card::ASPECTS;
use crate::disagreement::{Aspect, Verdict};
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Filter, PaneSubject, Screen, TextPane};
use crate::ui::state::library::Library;
use crate::ui::state::panes::{cut_left, inside};
use ratatui::layout::Rect;

/// The view of all disagreements.
#[derive(Clone, Debug, Default)]
pub struct DisagreementList {
    /// Those that pass, most serious first.
    pub order: Vec<u32>,
    /// The selected one.
    pub at: usize,
    /// The first seen.
    pub top: usize,
    /// Only this aspect.
    pub aspect: Option<Aspect>,
    /// The passages of the selected one.
    pub panes: Vec<TextPane>,
    /// The disagreement the passages are of.
    of: Option<u32>,
}

impl DisagreementList {
    /// The selected disagreement.
    #[must_use]
    pub fn selected(&self) -> Option<u32> {
        self.order.get(self.at).copied()
    }

    /// Lists, of the disagreements that pass, those that pass the view's own filter too; one of them selected.
    pub(in crate::ui) fn list(&mut self, library: &Library, passing: &[u32], selected: Option<u32>) {
        let aspect_of = |at: u32| library.cards().get(at as usize).map(|card| card.aspect);
        self.order = match self.aspect {
            None => passing.to_vec(),
            wanted => passing.iter().copied().filter(|at| aspect_of(*at) == wanted).collect(),
        };
        self.at = selected.and_then(|wanted| self.order.binary_search(&wanted).ok()).unwrap_or(0);
        self.top = 0;
        self.of = None;
    }
}

impl App {
    pub(in crate::ui) fn open_disagreement_list(&mut self) {
        let selected = self.card();
        let mut view = DisagreementList::default();
        view.list(&self.library, &self.passing.listed, selected);
        self.screens.push(Screen::Disagreements(view));
    }

    pub(in crate::ui) fn act_in_disagreement_list(&mut self, action: Action) {
        let page = usize::from(disagreement_list_areas(self).0.height / 2).max(1);
        let library = self.library.clone();
        let Some(Screen::Disagreements(view)) = self.screens.last_mut() else { return };
        let last = view.order.len().saturating_sub(1);
        let selected = view.selected();
        if let Some(place) = action.place(view.at, page, last) {
            view.at = place;
            return;
        }
        match action {
            Action::NextDisagreement => view.at = (view.at + 1).min(last),
            Action::PreviousDisagreement => view.at = view.at.saturating_sub(1),
            Action::NextVerdict => {
                let occurs = |verdict: &Verdict| library.cards().iter().any(|card| card.verdict == *verdict);
                let all = Verdict::ALL.iter().copied().filter(occurs);
                let verdict = next(all, self.filter.verdict);
                self.set_filter(Filter { verdict, ..self.filter.clone() });
            }
            Action::NextAspect => {
                let occurs = |aspect: &Aspect| library.cards().iter().any(|card| card.aspect == *aspect);
                view.aspect = next(ASPECTS.iter().map(|(aspect, _)| *aspect).filter(occurs), view.aspect);
                view.list(&library, &self.passing.listed, selected);
            }
            Action::Open => {
                if let Some(at) = selected {
                    self.open_passages(at);
                }
            }
            Action::Back => {
                self.screens.pop();
                if let Some(at) = selected {
                    self.follow_disagreement(at);
                }
            }
            _ => {}
        }
    }

    pub(in crate::ui) fn arrange_disagreement_list(&mut self) {
        let Some(Screen::Disagreements(mut view)) = self.screens.pop() else { return };
        let (list, sides) = disagreement_list_areas(self);
        let expanded = view
            .selected()
            .map_or(1, |at| self.disagreement_lines(at, super::card::Detail::Full, list.width).len());
        let room = usize::from(list.height).saturating_sub(expanded);
        view.top = view.top.clamp(view.at.saturating_sub(room), view.at);
        let found = view.selected().map(|at| self.library.disagreements[at as usize].clone());
        let positions = found.as_ref().map_or(&[][..], |found| &found.positions);
        let areas = side_areas(sides, positions.len());
        let kept = if view.of == view.selected() { std::mem::take(&mut view.panes) } else { Vec::new() };
        view.panes.clear();
        view.of = view.selected();
        for (at, (side, area)) in positions.iter().zip(areas).enumerate() {
            let area = inside(area);
            let pane = if let Some(pane) = kept.get(at) {
                self.refit(pane.clone(), area.width, area.height)
            } else {
                let subject = PaneSubject { event: None, disagreement: view.selected() };
                let mut pane = self.text_pane(side.passage.report, subject, area.width, area.height);
                pane.anchors.insert(0, side.passage.span);
                pane.show_anchor(area.height);
                pane
            };
            view.panes.push(pane);
        }
        self.screens.push(Screen::Disagreements(view));
    }
}

/// The next of some values after one, none after the last.
fn next<T: PartialEq + Copy>(values: impl Iterator<Item = T>, now: Option<T>) -> Option<T> {
    let mut values = values;
    match now {
        None => values.next(),
        Some(now) => values.skip_while(|value| *value != now).nth(1),
    }
}

/// Where the list is within its border, and where the passages are.
#[must_use]
pub fn disagreement_list_areas(app: &App) -> (Rect, Rect) {
    let body = app.panes().body;
    let width =
        if body.width >= crate::ui::state::panes::TWO_COLUMNS { body.width * 45 / 100 } else { body.width };
    let (list, sides) = cut_left(body, width);
    (inside(list), sides)
}

/// The boxes of so many passages, one below the other, as many as can be read.
#[must_use]
pub fn side_areas(sides: Rect, count: usize) -> Vec<Rect> {
    if sides.width == 0 {
        return Vec::new();
    }
    crate::ui::state::panes::stack(sides, count.min(usize::from(sides.height / 6).max(1)))
}
