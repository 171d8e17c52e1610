//! What the mouse does: it selects, turns lists and texts, drags borders, and takes filters away by their chips.

use super::action::Action;
use super::app::{App, Border, TimelineRow};
use super::panes::{Focus, inside};
use crate::ui::view::header::{self, Chip};
use ratatui::layout::{Position, Rect};

impl App {
    pub(in crate::ui) fn click(&mut self, x: u16, y: u16) {
        let at = Position { x, y };
        let panes = self.panes();
        if panes.strip.contains(at) {
            self.act_on_strip(Action::Click(x, y));
            return;
        }
        self.dragged = self.border(x, y);
        if panes.crumbs.contains(at) {
            return self.click_crumbs(x);
        }
        if panes.timeline.contains(at) {
            self.focus = Focus::Timeline;
            self.click_event(panes.events(), at);
        } else if panes.disagreements.contains(at) {
            self.focus = Focus::Disagreements;
            self.click_card(panes.cards(), at);
        } else if let Some(seen) = self.source_at(at) {
            self.focus = Focus::Source(self.sources.first + seen);
        }
    }

    fn click_event(&mut self, list: Rect, at: Position) {
        if !list.contains(at) {
            return;
        }
        let row = self.timeline.top + usize::from(at.y - list.y);
        match self.timeline.rows.get(row) {
            Some(TimelineRow::Day(_)) | None => {}
            Some(TimelineRow::Fold(..)) => {
                self.timeline.at = row;
                self.move_in_timeline(Action::Open);
            }
            Some(TimelineRow::Event(_)) => {
                self.timeline.at = row;
                self.follow_timeline();
            }
        }
    }

    fn click_card(&mut self, list: Rect, at: Position) {
        if !list.contains(at) {
            return;
        }
        let mut y = list.y;
        for place in self.cards.top..self.cards.len() {
            let height = self.card_lines(place, list.width).len() + usize::from(self.has_heading(place));
            y = y.saturating_add(u16::try_from(height).unwrap_or(u16::MAX));
            if at.y < y {
                let again = self.cards.at == place;
                self.cards.at = place;
                self.follow_card();
                if let (true, Some(card)) = (again, self.card()) {
                    self.open_passages(card);
                }
                return;
            }
            if y >= list.bottom() {
                return;
            }
        }
    }

    fn click_crumbs(&mut self, x: u16) {
        let panes = self.panes();
        if panes.tabs {
            let tabs = header::tabs(self, panes.crumbs);
            if let Some((_, focus, _)) =
                tabs.into_iter().find(|(area, _, _)| (area.x..area.right()).contains(&x))
            {
                return self.focus = focus;
            }
        }
        let chips = if panes.tabs {
            header::filter_chips(self, header::beside_tabs(self, panes.crumbs))
        } else {
            header::chips(self, panes.crumbs)
        };
        let chip = chips.into_iter().find(|(area, _)| (area.x..area.right()).contains(&x));
        if let Some((_, chip)) = chip {
            let mut filter = self.filter.clone();
            match chip {
                Chip::Joining => return self.joining = None,
                Chip::Sources => return,
                Chip::More(_) => return self.drop_filter(),
                Chip::Badge(report) => return self.toggle_report(report),
                Chip::Actor(actor) => filter.actors.retain(|known| *known != actor),
                Chip::Without(report) => drop(filter.without.remove(&report)),
                Chip::Period => filter.period = None,
                Chip::Verdict => filter.verdict = None,
                Chip::Words => filter.words.clear(),
                Chip::Own => filter.own = false,
            }
            self.set_filter(filter);
        }
    }

    fn source_at(&self, at: Position) -> Option<usize> {
        let (areas, _) = self.panes().source_panes(self.sources.reporting.len(), self.silent_lines());
        areas.iter().position(|area| area.contains(at))
    }

    pub(in crate::ui) fn wheel(&mut self, x: u16, y: u16, lines: i8) {
        let at = Position { x, y };
        let panes = self.panes();
        let action = if lines > 0 { Action::Down } else { Action::Up };
        if panes.strip.contains(at) {
            self.act_on_strip(Action::Wheel(x, y, lines));
        } else if panes.timeline.contains(at) {
            self.move_in_timeline(action);
        } else if panes.disagreements.contains(at) {
            let last = self.cards.len().saturating_sub(1);
            let step = usize::from(lines.unsigned_abs());
            self.cards.at =
                if lines > 0 { (self.cards.at + step).min(last) } else { self.cards.at.saturating_sub(step) };
            if self.focus == Focus::Disagreements {
                self.follow_card();
            }
        } else if let Some(seen) = self.source_at(at) {
            let (areas, _) = panes.source_panes(self.sources.reporting.len(), self.silent_lines());
            let height = usize::from(inside(areas[seen]).height);
            if let Some(pane) = self.sources.panes.get_mut(seen) {
                pane.scroll(isize::from(lines) * 3, height);
            }
        }
    }

    /// The border under the mouse.
    fn border(&self, x: u16, y: u16) -> Option<Border> {
        let panes = self.panes();
        if panes.tabs {
            return None;
        }
        let near = |edge: u16| x + 1 == edge || x == edge;
        let below = panes.disagreements.x == panes.timeline.x;
        if !panes.sources.is_empty() && near(panes.sources.x) {
            return Some(Border::Timeline);
        }
        let at_disagreements = if below { y == panes.disagreements.y } else { near(panes.disagreements.x) };
        at_disagreements.then_some(Border::Disagreements)
    }

    pub(in crate::ui) fn drag(&mut self, x: u16, y: u16) {
        let panes = self.panes();
        let thousandth = |part: u16, whole: u16| {
            u16::try_from(u32::from(part) * 1000 / u32::from(whole.max(1))).unwrap_or(1000).max(1)
        };
        let body = panes.below;
        match self.dragged {
            Some(Border::Timeline) => self.shares.timeline = thousandth(x.saturating_sub(body.x), body.width),
            Some(Border::Disagreements) if panes.disagreements.x == panes.timeline.x => {
                self.shares.disagreements = thousandth(body.bottom().saturating_sub(y), body.height);
            }
            Some(Border::Disagreements) => {
                self.shares.disagreements = thousandth(body.right().saturating_sub(x), body.width);
            }
            None => {}
        }
    }
}
