//! What follows from a change: rows of the timeline, panes at their passages, lists scrolled to their selection.
//!
//! Called once before a frame, so that drawing only reads and a flood of keys costs one arrangement.

use super::app::{App, PaneSubject, Screen, Sources, Stale, TimelineRow};
use super::panes::{Focus, inside};
use crate::text::ReportId;
use crate::ui::screens::card::{self, Detail};

/// Most silent reports named: a line holds no more.
const NAMED: usize = 16;

impl App {
    /// Brings everything that is seen into line with what was changed. Call it before drawing.
    pub fn prepare_frame(&mut self) {
        self.refresh();
        self.clamp_focus();
        self.scroll_timeline();
        self.count_bars();
        self.arrange_cards();
        self.arrange_sources();
        match self.screens.last() {
            Some(Screen::Passages(_)) => self.arrange_passages(),
            Some(Screen::Compare(_)) => self.arrange_compare(),
            Some(Screen::Disagreements(_)) => self.arrange_disagreement_list(),
            Some(Screen::Read(_)) => self.arrange_read(),
            Some(Screen::Lanes(_)) => self.arrange_lanes(),
            Some(Screen::Matrix(_)) => self.arrange_matrix(),
            Some(Screen::Actors(_)) => self.arrange_actors(),
            None => self.arrange_strip(),
        }
    }

    /// Works out what follows from the selection, if it moved.
    pub(in crate::ui) fn refresh(&mut self) {
        if std::mem::take(&mut self.stale.cards) {
            self.order_cards();
        }
        if std::mem::take(&mut self.stale.sources) {
            self.list_sources();
        }
    }

    fn clamp_focus(&mut self) {
        if let Focus::Source(at) = self.focus {
            let last = self.sources.reporting.len().saturating_sub(1);
            self.focus = Focus::Source(at.min(last));
            self.sources.first = self.sources.first.min(last);
        }
    }

    /// After the timeline's selection moved: the panes and the disagreements follow it.
    pub(in crate::ui) fn follow_timeline(&mut self) {
        self.stale = Stale { cards: true, sources: true };
        let Some(event) = self.timeline.event() else { return };
        let changed = self.subject.event != Some(event);
        self.subject = PaneSubject { event: Some(event), disagreement: None };
        if changed {
            self.sources.first = 0;
        }
    }

    /// After a disagreement was chosen: the timeline and the panes follow it, the list of disagreements stays.
    pub(in crate::ui) fn follow_card(&mut self) {
        let Some(card) = self.card() else { return };
        let Some(found) = self.library.disagreements.get(card as usize) else { return };
        self.subject = PaneSubject { event: found.event, disagreement: Some(card) };
        if found.event.is_some() {
            let event = found.event;
            self.reveal(event);
        }
        self.sources.first = 0;
        self.stale.sources = true;
    }

    /// Which reports mention the subject: those of the followed or most serious disagreement in front.
    fn list_sources(&mut self) {
        let library = &self.library;
        let event = self.subject.event.and_then(|id| library.event(id));
        let own = self.subject.event.map_or(&[][..], |id| library.disagreements_of(id));
        let followed = self.subject.disagreement.into_iter();
        let serious = own.iter().copied().filter(|&at| self.is_open(at));
        let mut reporting: Vec<ReportId> = Vec::new();
        for at in followed.chain(serious.take(1)) {
            reporting
                .extend(library.disagreements[at as usize].positions.iter().map(|side| side.passage.report));
        }
        let mentioned_by = event.map_or(&[][..], |event| &event.reported_by);
        if event.is_none() && reporting.is_empty() {
            reporting.extend(library.reports().iter().map(|report| report.id).take(NAMED));
        }
        let mut seen = std::collections::HashSet::new();
        reporting.retain(|report| seen.insert(*report));
        reporting.extend(mentioned_by.iter().copied().filter(|report| seen.insert(*report)));
        reporting.retain(|report| !self.filter.without.contains(report));
        let unknown = event.map_or(&[][..], |event| &event.unknown).iter().copied();
        let unknown: Vec<ReportId> = unknown.filter(|report| self.is_included(*report)).collect();
        let silent = self.passing.reports.iter().copied();
        let silent: Vec<ReportId> =
            silent.filter(|id| !seen.contains(id) && !unknown.contains(id)).take(NAMED).collect();
        let accounted_for = seen.iter().chain(&unknown).filter(|id| self.is_included(**id)).count();
        let silent_count = self.passing.reports.len().saturating_sub(accounted_for);
        let first = self.sources.first;
        self.sources = Sources { reporting, silent, silent_count, unknown, first, panes: Vec::new() };
    }

    fn arrange_sources(&mut self) {
        let panes = self.panes();
        let (areas, _) = panes.source_panes(self.sources.reporting.len(), self.silent_lines());
        if let Focus::Source(at) = self.focus {
            let last = (at + 1).saturating_sub(areas.len());
            self.sources.first = self.sources.first.clamp(last, at.max(last));
        }
        self.sources.first = self.sources.first.min(self.sources.reporting.len().saturating_sub(areas.len()));
        let shown: Vec<ReportId> =
            self.sources.reporting.iter().skip(self.sources.first).take(areas.len()).copied().collect();
        let mut made = Vec::new();
        for (report, area) in shown.into_iter().zip(areas) {
            let before = self.sources.panes.iter().position(|pane| pane.report == report);
            let area = inside(area);
            let pane = match before {
                Some(at) => {
                    let pane = self.sources.panes.swap_remove(at);
                    self.refit(pane, area.width, area.height)
                }
                None => self.text_pane(report, self.subject, area.width, area.height),
            };
            made.push(pane);
        }
        self.sources.panes = made;
    }

    /// Lines that name the reports that do not mention the subject.
    #[must_use]
    pub fn silent_lines(&self) -> u16 {
        u16::from(!self.sources.silent.is_empty()) + u16::from(!self.sources.unknown.is_empty())
    }

    fn scroll_timeline(&mut self) {
        let height = usize::from(self.panes().events().height).max(1);
        let list = &mut self.timeline;
        list.at = list.at.min(list.rows.len().saturating_sub(1));
        let above =
            usize::from(list.at > 0 && matches!(list.rows.get(list.at - 1), Some(TimelineRow::Day(_))));
        let highest = list.at.saturating_sub(above);
        list.top = list
            .top
            .clamp((list.at + 1).saturating_sub(height), highest.max((list.at + 1).saturating_sub(height)));
        list.top = list.top.min(list.rows.len().saturating_sub(height));
    }

    fn arrange_cards(&mut self) {
        let area = self.panes().cards();
        let list = &self.cards;
        let at = list.at.min(list.len().saturating_sub(1));
        let mut top = list.top.min(at);
        let mut left = usize::from(area.height);
        for card in (top..=at).rev() {
            let height = self.card_lines(card, area.width).len() + usize::from(self.has_heading(card));
            if let Some(rest) = left.checked_sub(height.min(usize::from(area.height))) {
                left = rest;
            } else {
                top = card + 1;
                break;
            }
        }
        self.cards.at = at;
        self.cards.top = top.min(at);
    }

    /// The lines of one card of the list.
    pub(in crate::ui) fn card_lines(&self, place: usize, width: u16) -> Vec<card::Line> {
        let at = self.cards.get(place);
        at.map_or(Vec::new(), |at| self.disagreement_lines(at, self.card_detail(place, at), width))
    }

    fn card_detail(&self, place: usize, at: u32) -> Detail {
        let own = place < self.cards.own() && self.is_open(at);
        let followed = self.subject.disagreement == Some(at);
        let in_focus = self.focus == Focus::Disagreements || self.cards.own() == 0;
        let chosen = place == self.cards.at && (in_focus || followed);
        if own || chosen { Detail::Full } else { Detail::Line }
    }

    /// Whether a heading is above a card: the first, and the first about another event.
    pub(in crate::ui) fn has_heading(&self, place: usize) -> bool {
        place == 0 || place == self.cards.own()
    }
}
