//! Finding words within a view: in a text that is read, in full texts side by side, in the lists of disagreements, of
//! actors and of problems. `n` and `N` go on from place to place until Esc.

use std::sync::Arc;

use super::compare::compare_columns;
use super::prompt::Purpose;
use super::read::read_areas;
use super::search::Target;
use crate::disagreement::Disagreement;
use crate::search::find_text;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::Actor;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Popup, Screen, TextPane};
use crate::ui::state::panes::inside;
use crate::ui::widget::prose::{Mark, Marks, Role};

/// Most places found in one text.
const PLACES: usize = 1000;

/// What is being looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// The words.
    pub words: String,
    /// How many views are open where it is searched: once another is opened or this one closed, the search ends.
    depth: usize,
    /// Where it was last found: the report and the place in its text.
    last: Option<(ReportId, Span)>,
}

/// The depth of a search among the problems, which are in no view.
const PROBLEMS: usize = usize::MAX;

impl App {
    /// Whether the view has words of its own to look through.
    pub(in crate::ui) fn finds_here(&self) -> bool {
        match self.screens.last() {
            Some(Screen::Read(_) | Screen::Disagreements(_) | Screen::Actors(_)) => true,
            Some(Screen::Compare(compare)) => !compare.aligned,
            _ => false,
        }
    }

    /// Whether something is being looked for in the view on top.
    pub(in crate::ui) fn is_finding(&self) -> bool {
        self.finds_here() && self.find.as_ref().is_some_and(|find| find.depth == self.screens.len())
    }

    /// Handles the keys of searching within the view; returns whether the action was one of them.
    pub(in crate::ui) fn act_in_find(&mut self, action: Action) -> bool {
        let finding = self.is_finding();
        match action {
            Action::Search(_) if self.finds_here() => self.open_find(),
            Action::NextDisagreement | Action::PreviousDisagreement if finding => {
                self.step_find(action == Action::NextDisagreement);
            }
            Action::Back if finding => {
                self.drop_find();
            }
            Action::NextDisagreement | Action::PreviousDisagreement
                if matches!(self.screens.last(), Some(Screen::Actors(_))) =>
            {
                self.notice =
                    Some(format!("{} finds an actor first", self.keymap.hint(Action::Search(Target::All))));
            }
            _ => return false,
        }
        true
    }

    fn open_find(&mut self) {
        let words = self.find.as_ref().filter(|_| self.is_finding()).map(|find| find.words.clone());
        self.open_prompt(Purpose::Find, words.unwrap_or_default());
    }

    /// Looks for words from where the view is.
    pub(in crate::ui) fn find(&mut self, words: &str) -> Result<(), String> {
        self.drop_find();
        if words.is_empty() {
            return Ok(());
        }
        self.find = Some(Find { words: words.to_owned(), depth: self.screens.len(), last: None });
        let found = self.step_find(true);
        if found {
            return Ok(());
        }
        self.find = None;
        Err(format!("“{words}” was not found here"))
    }

    /// Looks for words in a report that is read or is in a column, from a place on.
    pub(in crate::ui) fn find_from(&mut self, passage: Passage, words: &str) {
        let before = Span { end: passage.span.start, ..passage.span };
        let last = Some((passage.report, before));
        self.find = Some(Find { words: words.trim().to_owned(), depth: self.screens.len(), last });
        self.step_find(true);
    }

    /// Goes to the next place, or the one before; whether there is one.
    pub(in crate::ui) fn step_find(&mut self, forward: bool) -> bool {
        let Some(find) = self.find.clone() else { return false };
        let first = find.last.is_none();
        let library = self.library.clone();
        let words = find.words.to_lowercase();
        match self.screens.last() {
            Some(Screen::Disagreements(view)) => {
                let holds = |at: usize| {
                    let found = view.order.get(at).and_then(|at| library.disagreements.get(*at as usize));
                    found.is_some_and(|found| disagreement_holds(found, &words))
                };
                let next = step((view.at, view.order.len()), (first, forward), holds);
                self.select_found(next)
            }
            Some(Screen::Actors(list)) => {
                let actors = &library.timeline.actors;
                let holds = |at: usize| actors.get(at).is_some_and(|actor| actor_holds(actor, &words));
                let next = step((list.at, actors.len()), (first, forward), holds);
                self.select_found(next)
            }
            _ => self.step_in_text(&find, forward),
        }
    }

    fn select_found(&mut self, next: Option<usize>) -> bool {
        let Some(next) = next else { return false };
        match self.screens.last_mut() {
            Some(Screen::Disagreements(view)) => view.at = next,
            Some(Screen::Actors(list)) => list.at = next,
            _ => return false,
        }
        if let Some(find) = &mut self.find {
            find.last = Some((ReportId::default(), Span::default()));
            self.notice = Some(format!("“{}”: {}", find.words, goes_on(&self.keymap)));
        }
        true
    }

    /// The next place in the text in focus.
    fn step_in_text(&mut self, find: &Find, forward: bool) -> bool {
        let height = self.text_height();
        let Some(pane) = text_in_focus(&mut self.screens) else { return false };
        let report = self.library.report(pane.report).map_or(&[][..], std::slice::from_ref);
        let spans: Vec<Span> =
            find_text(report, &find.words, PLACES).hits.iter().map(|hit| hit.span).collect();
        let top = pane.rows.get(pane.top).map_or(0, |row| row.start);
        let from = find.last.filter(|(report, _)| *report == pane.report).map(|(_, span)| span);
        let next = match (from, forward) {
            (Some(last), true) => spans
                .iter()
                .position(|span| span.start > last.start || last.is_empty() && span.start >= last.end),
            (Some(last), false) => spans.iter().rposition(|span| span.start < last.start),
            (None, true) => spans.iter().position(|span| span.start >= top),
            (None, false) => spans.iter().rposition(|span| span.start < top),
        };
        let Some(at) = next.or(if forward { Some(0) } else { spans.len().checked_sub(1) }) else {
            return false;
        };
        let Some(span) = spans.get(at).copied() else { return false };
        mark(pane, &spans);
        let last = pane.rows.len().saturating_sub(height);
        pane.top = pane.row_of(span.start).saturating_sub(height / 3).min(last);
        let found = (pane.report, span);
        let wrapped = if next.is_none() { " (from the other end)" } else { "" };
        self.notice = Some(format!(
            "“{}” {} of {}{wrapped}: {}",
            find.words,
            at + 1,
            spans.len(),
            goes_on(&self.keymap)
        ));
        if let Some(find) = &mut self.find {
            find.last = Some(found);
        }
        true
    }

    fn text_height(&self) -> usize {
        let height = match self.screens.last() {
            Some(Screen::Compare(compare)) => {
                let columns = compare_columns(self.size, compare.reports.len());
                columns.first().map_or(0, |column| inside(*column).height)
            }
            _ => read_areas(self).0.height,
        };
        usize::from(height)
    }

    /// Ends the search within a view; returns whether there was one in the view on top.
    pub(in crate::ui) fn drop_find(&mut self) -> bool {
        let was = self.is_finding();
        self.find = None;
        for screen in &mut self.screens {
            match screen {
                Screen::Read(read) => read.pane.iter_mut().for_each(|pane| mark(pane, &[])),
                Screen::Compare(compare) => compare.panes.iter_mut().for_each(|pane| mark(pane, &[])),
                _ => {}
            }
        }
        was
    }

    /// Looks for words among the problems, of which the one at `top` is the first seen.
    pub(in crate::ui) fn find_problem(&mut self, words: &str, top: usize) -> Result<(), String> {
        self.find = Some(Find { words: words.to_owned(), depth: PROBLEMS, last: None });
        let Some(at) = self.next_problem(top, (true, true)) else {
            self.find = None;
            return Err(format!("no problem has the words “{words}”"));
        };
        self.popup = Some(Popup::Problems(at));
        Ok(())
    }

    /// The next problem with the words looked for, or the one before, from the one at `top`.
    pub(in crate::ui) fn next_problem(&self, top: usize, (first, forward): (bool, bool)) -> Option<usize> {
        let find = self.find.as_ref().filter(|find| find.depth == PROBLEMS)?;
        let problems = &self.library.timeline.problems;
        let words = find.words.to_lowercase();
        let holds = |at: usize| {
            problems.get(at).is_some_and(|problem| problem.to_string().to_lowercase().contains(&words))
        };
        step((top, problems.len()), (first, forward), holds)
    }
}

/// Which keys go on.
fn goes_on(keymap: &crate::ui::state::keymap::Keymap) -> String {
    let keys = [Action::NextDisagreement, Action::PreviousDisagreement, Action::Back];
    let [next, before, back] = keys.map(|action| keymap.hint(action));
    format!("{next} next, {before} previous, {back} stops")
}

/// The next place of a list with a property, wrapping around; the first time the starting place counts too.
fn step(
    (at, len): (usize, usize),
    (first, forward): (bool, bool),
    holds: impl Fn(usize) -> bool,
) -> Option<usize> {
    let start = usize::from(!first);
    let place = |step: usize| if forward { (at + step) % len } else { (at + len - step % len) % len };
    (start..start + len).map(place).find(|at| holds(*at))
}

fn disagreement_holds(found: &Disagreement, words: &str) -> bool {
    let mut all = found.positions.iter().map(|side| &side.statement).chain([&found.summary, &found.why]);
    all.any(|text| text.to_lowercase().contains(words))
}

fn actor_holds(actor: &Actor, words: &str) -> bool {
    actor.variants.iter().chain([&actor.name]).any(|name| name.to_lowercase().contains(words))
}

/// The text that is read, or that is in the column in focus.
fn text_in_focus(screens: &mut [Screen]) -> Option<&mut TextPane> {
    match screens.last_mut()? {
        Screen::Read(read) => read.pane.as_mut(),
        Screen::Compare(compare) => compare.panes.get_mut(compare.column),
        _ => None,
    }
}

/// Marks places as found, and no others.
fn mark(pane: &mut TextPane, places: &[Span]) {
    let others = pane.marks.within(&(0..u32::MAX)).filter(|mark| mark.role != Role::Hit);
    let hits = places.iter().map(|span| Mark { span: *span, role: Role::Hit });
    let marks: Vec<Mark> = others.chain(hits).collect();
    pane.marks = Arc::new(Marks::new(marks));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_gone_through_around_its_end() {
        let holds = |at: usize| [2, 5].contains(&at);
        for (at, first, forward, expected) in [
            (0, true, true, Some(2)),
            (2, true, true, Some(2)),
            (2, false, true, Some(5)),
            (5, false, true, Some(2)),
            (5, false, false, Some(2)),
            (2, false, false, Some(5)),
        ] {
            assert_eq!(step((at, 7), (first, forward), holds), expected, "{at} {first} {forward}");
        }
        assert_eq!(step((0, 0), (true, true), holds), None);
        assert_eq!(step((0, 2), (false, true), holds), None);
    }
}
