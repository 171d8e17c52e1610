//! The passages of a disagreement side by side: opening and moving.

use super::table;
use crate::disagreement::Disagreement;
use crate::text::Passage;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, PaneSubject, Screen, TextPane};
use crate::ui::state::library::Library;
use crate::ui::state::panes::{Arrangement, columns, cut_top, inside, panes};
use crate::ui::widget::wrap::wrap;
use ratatui::layout::Rect;

/// The passages of a disagreement side by side.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    /// The disagreement.
    pub disagreement: u32,
    /// The column with the focus.
    pub at: usize,
    /// The first column seen.
    pub first: usize,
    /// The columns seen.
    pub panes: Vec<TextPane>,
}

/// Lines of the summary and the verdict.
const HEAD: u16 = 2;
/// Lines of the reason: as many as it needs, where there is room at most so many, and these where there is less.
const REASON: (u16, u16) = (3, 6);
/// Lines of a column that say who speaks, and at which clock, where no table says so.
pub const COLUMN_HEAD: u16 = 3;
/// Most sides listed in the table at once.
const MOST_ROWS: usize = 8;
/// Fewest lines that are left to the passages below the table.
const LEAST_TEXT: u16 = 8;
/// Fewest columns of characters a passage is read in.
const READABLE: u16 = 28;

impl App {
    pub(in crate::ui) fn open_passages(&mut self, disagreement: u32) {
        self.subject.disagreement = Some(disagreement);
        self.stale.sources = true;
        self.screens.push(Screen::Passages(Passages { disagreement, ..Passages::default() }));
    }

    pub(in crate::ui) fn act_in_passages(&mut self, action: Action) {
        match action {
            Action::Back | Action::Open => {
                self.screens.pop();
                return;
            }
            Action::NextDisagreement | Action::PreviousDisagreement => {
                self.step_disagreement(action == Action::NextDisagreement);
                if let (Some(at), Some(Screen::Passages(passages))) =
                    (self.subject.disagreement, self.screens.last_mut())
                {
                    *passages = Passages { disagreement: at, ..Passages::default() };
                }
                return;
            }
            _ => {}
        }
        let Some(Screen::Passages(passages)) = self.screens.last_mut() else { return };
        let Some(found) = self.library.disagreements.get(passages.disagreement as usize) else { return };
        let last = table::distinct_sides(&self.library, found).len().saturating_sub(1);
        let height = usize::from(passage_areas(self.size, &self.library, found).text(0).height);
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        let seen = passages.at.saturating_sub(passages.first);
        let pane = passages.panes.get_mut(seen);
        match (action, pane) {
            (Action::Right | Action::NextPane, _) => passages.at = (passages.at + 1).min(last),
            (Action::Left | Action::PreviousPane, _) => passages.at = passages.at.saturating_sub(1),
            (Action::Down, Some(pane)) => pane.scroll(1, height),
            (Action::Up, Some(pane)) => pane.scroll(-1, height),
            (Action::Wheel(_, _, lines), Some(pane)) => pane.scroll(lines.into(), height),
            (Action::PageDown, Some(pane)) => pane.scroll(page, height),
            (Action::PageUp, Some(pane)) => pane.scroll(-page, height),
            (Action::First, Some(pane)) => pane.top = 0,
            (Action::Last, Some(pane)) => pane.scroll(isize::MAX, height),
            _ => {}
        }
    }

    /// Columns at the passages; those still seen keep their place.
    pub(in crate::ui) fn arrange_passages(&mut self) {
        let Some(Screen::Passages(mut passages)) = self.screens.pop() else { return };
        let library = self.library.clone();
        if let Some(found) = library.disagreements.get(passages.disagreement as usize) {
            let places = passage_areas(self.size, &library, found);
            let areas = &places.columns;
            let first = passages.first.clamp((passages.at + 1).saturating_sub(areas.len()), passages.at);
            let kept = std::mem::take(&mut passages.panes);
            let moved = first != passages.first;
            passages.first = first;
            let sides = table::distinct_sides(&library, found);
            let sides = sides.iter().map(|at| &found.positions[*at]);
            for (seen, side) in sides.skip(first).take(areas.len()).enumerate() {
                let text = places.text(seen);
                let pane = match kept.get(seen).filter(|_| !moved) {
                    Some(pane) => self.refit(pane.clone(), text.width, text.height),
                    None => self.passage_pane(side.passage, passages.disagreement, text),
                };
                passages.panes.push(pane);
            }
            self.screens.push(Screen::Passages(passages));
        }
    }

    fn passage_pane(&mut self, passage: Passage, disagreement: u32, area: Rect) -> TextPane {
        // Of the event no more than this card's words are marked.
        let subject = PaneSubject { event: None, disagreement: Some(disagreement) };
        let mut pane = self.text_pane(passage.report, subject, area.width, area.height);
        pane.anchors.insert(0, passage.span);
        pane.show_anchor(area.height);
        pane
    }
}

/// Where the parts of the view are.
#[derive(Clone, Debug)]
pub struct PassageAreas {
    /// The summary, the verdict and its reason.
    pub head: Rect,
    /// The sides as a table; of no height where there is no room for it.
    pub table: Rect,
    /// The passages.
    pub columns: Vec<Rect>,
}

impl PassageAreas {
    /// Lines of a column that say who speaks.
    #[must_use]
    pub fn column_head(&self) -> u16 {
        if self.table.height > 0 { 0 } else { COLUMN_HEAD }
    }

    /// The part of a column that shows the text.
    #[must_use]
    pub fn text(&self, column: usize) -> Rect {
        let column = self.columns.get(column).copied().unwrap_or_default();
        cut_top(inside(column), self.column_head()).1
    }
}

/// Where the parts of the view on a disagreement are.
#[must_use]
pub fn passage_areas(size: ratatui::layout::Size, library: &Library, found: &Disagreement) -> PassageAreas {
    let body = panes(size, Arrangement::default());
    let whole = Rect { y: body.crumbs.y, height: body.crumbs.height + body.body.height, ..body.body };
    let sides = table::distinct_sides(library, found).len();
    let lines = 1 + sides.min(MOST_ROWS) + usize::from(table::trend(library, found).is_some());
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    let needed = wrap(&found.why, whole.width.saturating_sub(4)).len();
    // And an empty line before the table.
    let needed = u16::try_from(needed).unwrap_or(u16::MAX).min(REASON.1) + 1;
    let spare = whole.height.saturating_sub(HEAD + LEAST_TEXT).saturating_sub(lines);
    let reason = if whole.height > 14 { needed.min(spare.max(REASON.0)) } else { 0 };
    let (head, rest) = cut_top(whole, HEAD + reason);
    let fits = sides > 0 && rest.height >= lines.saturating_add(LEAST_TEXT);
    let (table, rest) = cut_top(rest, if fits { lines } else { 0 });
    let room = usize::from(rest.width / READABLE).max(1);
    PassageAreas { head, table, columns: columns(rest, sides.clamp(1, room.min(4))) }
}
