//! A report's text in a pane: wrapped, with what is marked in it, scrolled to its passages.

use std::sync::Arc;

use super::app::{App, PaneSubject};
use super::library::Library;
use crate::text::{ReportId, Span};
use crate::ui::screens::card;
use crate::ui::widget::prose::{GUTTER, Mark, Marks, Role};
use crate::ui::widget::wrap::{TextRow, wrap};

/// Most wrapped texts kept.
const KEPT: usize = 64;

/// A report's text at a place.
#[derive(Clone, Debug)]
pub struct TextPane {
    /// The report.
    pub report: ReportId,
    /// The text's rows at the pane's width.
    pub rows: Arc<[TextRow]>,
    /// The first row seen.
    pub top: usize,
    /// What is marked.
    pub marks: Arc<Marks>,
    /// The passages it is about.
    pub anchors: Vec<Span>,
}

impl App {
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
    let serious = own.iter().copied().filter(|&at| library.is_open(at));
    for at in subject.disagreement.into_iter().chain(serious) {
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
