//! What follows from a change: rows of the timeline, panes at their passages, lists scrolled to their selection.
//!
//! Called once before a frame, so that drawing only reads and a flood of keys costs one arrangement.

use std::sync::Arc;

use super::app::{App, PaneSubject, Screen, Sources, Stale, TextPane, TimelineRow};
use super::library::Library;
use super::panes::{Focus, inside};
use crate::text::{ReportId, Span};
use crate::ui::screens::card::{self, Detail};
use crate::ui::widget::prose::{GUTTER, Mark, Marks, Role};
use crate::ui::widget::wrap::{TextRow, wrap};

/// Most wrapped texts kept.
const KEPT: usize = 64;
/// Most silent reports named: a line holds no more.
const NAMED: usize = 16;

impl App {
    /// Brings everything that is seen into line with what was changed. Call it before drawing.
    pub fn settle(&mut self) {
        self.freshen();
        self.clamp_focus();
        self.scroll_timeline();
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
    pub(in crate::ui) fn freshen(&mut self) {
        if std::mem::take(&mut self.stale.cards) {
            self.order_cards();
        }
        if std::mem::take(&mut self.stale.sources) {
            self.tell();
        }
    }

    fn clamp_focus(&mut self) {
        if let Focus::Source(at) = self.focus {
            let last = self.sources.telling.len().saturating_sub(1);
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

    /// The order of the disagreements: those of the selected event, then all, most serious first.
    pub(in crate::ui) fn order_cards(&mut self) {
        let own = self.subject.event.map_or(&[][..], |event| self.library.disagreements_of(event));
        let own: Vec<u32> = own.iter().copied().filter(|at| self.passes_disagreement(*at)).collect();
        let all = u32::try_from(self.library.disagreements.len()).unwrap_or(u32::MAX);
        // Both are in the same order, so one walk leaves the event's own out of the rest.
        let mut skipped = own.iter().peekable();
        let others = (0..all).filter(|at| skipped.next_if(|own| **own == *at).is_none());
        let passing: Vec<u32> = others.filter(|at| self.passes_disagreement(*at)).collect();
        self.cards.own = own.len();
        self.cards.order.clear();
        self.cards.order.extend(own.iter().copied().chain(passing));
        self.cards.at = 0;
        self.cards.top = 0;
    }

    /// Which reports mention the subject: those of the followed or most serious disagreement in front.
    fn tell(&mut self) {
        let library = &self.library;
        let event = self.subject.event.and_then(|id| library.event(id));
        let own = self.subject.event.map_or(&[][..], |id| library.disagreements_of(id));
        let followed = self.subject.disagreement.into_iter();
        let grave = own.iter().copied().filter(|&at| self.is_open(at));
        let mut telling: Vec<ReportId> = Vec::new();
        for at in followed.chain(grave.take(1)) {
            telling
                .extend(library.disagreements[at as usize].positions.iter().map(|side| side.passage.report));
        }
        let told = event.map_or(&[][..], |event| &event.told_by);
        if event.is_none() && telling.is_empty() {
            telling.extend(library.reports().iter().map(|report| report.id).take(NAMED));
        }
        let mut seen = std::collections::HashSet::new();
        telling.retain(|report| seen.insert(*report));
        telling.extend(told.iter().copied().filter(|report| seen.insert(*report)));
        telling.retain(|report| !self.filter.without.contains(report));
        let unknown: Vec<ReportId> = event.map_or(Vec::new(), |event| event.unknown.clone());
        let silent = self.passing.reports.iter().copied();
        let silent: Vec<ReportId> =
            silent.filter(|id| !seen.contains(id) && !unknown.contains(id)).take(NAMED).collect();
        let told_or_unknown = seen.iter().chain(&unknown).filter(|id| self.is_included(**id)).count();
        let silent_count = self.passing.reports.len().saturating_sub(told_or_unknown);
        let first = self.sources.first;
        self.sources = Sources { telling, silent, silent_count, unknown, first, panes: Vec::new() };
    }

    fn arrange_sources(&mut self) {
        let panes = self.panes();
        let (areas, _) = panes.source_panes(self.sources.telling.len(), self.silence_lines());
        if let Focus::Source(at) = self.focus {
            let last = (at + 1).saturating_sub(areas.len());
            self.sources.first = self.sources.first.clamp(last, at.max(last));
        }
        self.sources.first = self.sources.first.min(self.sources.telling.len().saturating_sub(areas.len()));
        let shown: Vec<ReportId> =
            self.sources.telling.iter().skip(self.sources.first).take(areas.len()).copied().collect();
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
    pub fn silence_lines(&self) -> u16 {
        u16::from(!self.sources.silent.is_empty()) + u16::from(!self.sources.unknown.is_empty())
    }

    /// A report's text at the passages that mention a subject.
    pub(in crate::ui) fn text_pane(
        &mut self,
        report: ReportId,
        subject: PaneSubject,
        width: u16,
        height: u16,
    ) -> TextPane {
        let (marks, anchors) = marks(&self.library, report, subject);
        let rows = self.wrapped(report, width.saturating_sub(GUTTER));
        let mut pane = TextPane { report, rows, top: 0, marks: Arc::new(marks), anchors };
        pane.show_anchor(height);
        pane
    }

    /// A pane at another size: the same words stay at its top.
    pub(in crate::ui) fn refit(&mut self, mut pane: TextPane, width: u16, height: u16) -> TextPane {
        let rows = self.wrapped(pane.report, width.saturating_sub(GUTTER));
        if !Arc::ptr_eq(&rows, &pane.rows) {
            pane.rows = rows;
            pane.show_anchor(height);
        }
        pane.top = pane.top.min(pane.rows.len().saturating_sub(usize::from(height)));
        pane
    }

    fn wrapped(&mut self, report: ReportId, width: u16) -> Arc<[TextRow]> {
        if self.wrapped.len() >= KEPT && !self.wrapped.contains_key(&(report, width)) {
            self.wrapped.clear();
        }
        let text = self.library.text(report);
        self.wrapped.entry((report, width)).or_insert_with(|| wrap(text, width).into()).clone()
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
        let at = list.at.min(list.order.len().saturating_sub(1));
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
        let at = self.cards.order.get(place);
        at.map_or(Vec::new(), |at| self.disagreement_lines(*at, self.card_detail(place, *at), width))
    }

    fn card_detail(&self, place: usize, at: u32) -> Detail {
        let own = place < self.cards.own && self.is_open(at);
        let chosen = place == self.cards.at && (self.focus == Focus::Disagreements || self.cards.own == 0);
        if own || chosen { Detail::Full } else { Detail::Line }
    }

    /// Whether a heading is above a card: the first, and the first about another event.
    pub(in crate::ui) fn has_heading(&self, place: usize) -> bool {
        place == 0 || place == self.cards.own
    }
}

impl TextPane {
    /// Scrolls so that the first passage is in the upper third.
    pub(in crate::ui) fn show_anchor(&mut self, height: u16) {
        if let Some(anchor) = self.anchors.first().copied() {
            self.top = self.top_for(anchor, height);
        }
    }

    /// Scrolls to the next passage, or the one before, in the order of the text; whether there is one.
    pub(in crate::ui) fn step_anchor(&mut self, forward: bool, height: u16) -> bool {
        let tops = self.anchors.iter().map(|anchor| (self.top_for(*anchor, height), *anchor));
        let next = if forward {
            tops.filter(|(top, _)| *top > self.top).min_by_key(|(top, anchor)| (*top, anchor.start))
        } else {
            tops.filter(|(top, _)| *top < self.top).max_by_key(|(top, anchor)| (*top, anchor.start))
        };
        self.top = next.map_or(self.top, |(top, _)| top);
        next.is_some()
    }

    /// The first row seen where a passage is in the upper third.
    fn top_for(&self, anchor: Span, height: u16) -> usize {
        let (first, last) = (self.row_of(anchor.start), self.row_of(anchor.end.saturating_sub(1)));
        let height = usize::from(height);
        let spare = height.saturating_sub(last - first + 1);
        let top = first.saturating_sub((spare / 2).min(height / 3));
        top.min(self.rows.len().saturating_sub(height))
    }

    /// The row a byte of the text is in.
    #[must_use]
    pub fn row_of(&self, byte: u32) -> usize {
        self.rows.partition_point(|row| row.end <= byte).min(self.rows.len().saturating_sub(1))
    }

    /// Moves the text by lines; a negative number moves up.
    pub(in crate::ui) fn scroll(&mut self, lines: isize, height: usize) {
        let last = self.rows.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(lines).min(last);
    }
}

/// What is marked in a report for a subject, and the passages to be seen, the followed disagreement's first.
fn marks(library: &Library, report: ReportId, subject: PaneSubject) -> (Marks, Vec<Span>) {
    let mut marks = Vec::new();
    let mut anchors: Vec<Span> = Vec::new();
    let mut mark = |span: Span, role: Role| marks.push(Mark { span, role });
    // Where one disagreement is followed, the words of the others are not in question.
    let all = subject.event.filter(|_| subject.disagreement.is_none());
    let own = all.map_or(&[][..], |event| library.disagreements_of(event));
    let grave = own.iter().copied().filter(|&at| library.is_open(at));
    for at in subject.disagreement.into_iter().chain(grave) {
        for side in library.disagreements[at as usize].positions.iter().filter(|s| s.passage.report == report)
        {
            let words = card::claim(library, side).and_then(|claim| claim.quantity.as_ref());
            mark(words.map_or(side.passage.span, |quantity| quantity.span), Role::Disputed);
            mark(side.passage.span, Role::Passage);
            anchors.push(side.passage.span);
        }
    }
    if let Some(id) = subject.event {
        let times = library.timeline.analyses.get(report.index()).map_or(&[][..], |a| &a.times);
        for mention in library.mentions(id, report) {
            mark(mention.span, Role::Passage);
            mark(mention.trigger, Role::Trigger);
            let inside = times.iter().filter(|time| mention.span.overlaps(time.span));
            inside.for_each(|time| mark(time.span, Role::Time));
            anchors.push(mention.span);
        }
        let actors = library.event(id).map_or(&[][..], |event| &event.actors);
        for (actor, _) in actors {
            library.mentions_of_actor(*actor, report).for_each(|span| mark(span, Role::Actor));
        }
    }
    (Marks::new(marks), anchors)
}
