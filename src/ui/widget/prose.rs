//! Wrapped text of a report with marks: some rows of it, each stretch in the style of the marks that cover it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::Span;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap::{self, TextRow};

/// What a stretch of a report's words is; the later in this order wins where two cover the same word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Part of the passage that mentions the selected event.
    Passage,
    /// A time expression.
    Time,
    /// An actor of the event.
    Actor,
    /// The word that names the event.
    Trigger,
    /// A search hit.
    Hit,
    /// Words other accounts put differently.
    Disputed,
}

/// A marked stretch of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub span: Span,
    /// What they are.
    pub role: Role,
}

/// Marks of one text, in an order that lets a row find its own quickly.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// By start.
    marks: Vec<Mark>,
    /// The furthest end among the marks up to each.
    reach: Vec<u32>,
}

impl Marks {
    /// Orders marks; empty ones are dropped.
    #[must_use]
    pub fn new(mut marks: Vec<Mark>) -> Self {
        marks.retain(|mark| !mark.span.is_empty());
        marks.sort_by_key(|mark| (mark.span, mark.role));
        marks.dedup();
        let reach = marks
            .iter()
            .scan(0, |furthest, mark| {
                *furthest = mark.span.end.max(*furthest);
                Some(*furthest)
            })
            .collect();
        Self { marks, reach }
    }

    /// The marks that touch some bytes.
    pub fn within(&self, bytes: &Range<u32>) -> impl Iterator<Item = Mark> + use<'_> {
        let first = self.reach.partition_point(|&end| end <= bytes.start);
        let end = self.marks.partition_point(|mark| mark.span.start < bytes.end);
        let start = bytes.start;
        self.marks[first.min(end)..end].iter().copied().filter(move |mark| mark.span.end > start)
    }
}

/// Rows of a text drawn from the top of an area, with a bar at the left of rows that belong to the passage.
#[derive(Debug)]
pub struct Prose<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The rows to draw.
    pub rows: &'a [TextRow],
    /// What is marked.
    pub marks: &'a Marks,
    /// The colours.
    pub theme: &'a Theme,
}

/// Columns the bar takes.
pub const GUTTER: u16 = 2;

impl Widget for &Prose<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.width <= GUTTER {
            return;
        }
        for (row, y) in self.rows.iter().zip(area.y..area.bottom()) {
            let line = Rect { y, height: 1, ..area };
            self.row(*row, line, buffer);
        }
    }
}

impl Prose<'_> {
    fn row(&self, row: TextRow, line: Rect, buffer: &mut Buffer) {
        let marks: Vec<Mark> = self.marks.within(&(row.start..row.end.max(row.start + 1))).collect();
        if let Some((bar, style)) = self.bar(&marks) {
            buffer[(line.x, line.y)].set_symbol(bar).set_style(style);
        }
        let words = self.text.get(row.start as usize..row.end as usize).unwrap_or_default();
        let (mut x, end) = (line.x + GUTTER, line.right());
        let mut column = 0;
        for (at, grapheme) in words.grapheme_indices(true) {
            let byte = row.start + u32::try_from(at).unwrap_or(u32::MAX);
            let style = self.style(&marks, byte);
            if grapheme == "\t" {
                let stop = (column / 4 + 1) * 4;
                x = buffer.set_stringn(x, line.y, " ".repeat(stop - column), usize::from(end - x), style).0;
                column = stop;
                continue;
            }
            let shown = wrap::shown(grapheme);
            column += shown.width();
            x = buffer.set_stringn(x, line.y, &shown, usize::from(end - x), style).0;
        }
    }

    fn bar(&self, marks: &[Mark]) -> Option<(&'static str, Style)> {
        match marks.iter().map(|mark| mark.role).max()? {
            Role::Disputed => Some(("▐", self.theme.difference)),
            _ if marks.iter().any(|mark| mark.role == Role::Passage) => Some(("▐", self.theme.accent)),
            Role::Hit => Some(("▸", self.theme.hit)),
            _ => None,
        }
    }

    fn style(&self, marks: &[Mark], byte: u32) -> Style {
        let covers = |mark: &&Mark| mark.span.start <= byte && byte < mark.span.end;
        let role = marks.iter().filter(covers).map(|mark| mark.role).max();
        match role {
            None => self.theme.text,
            Some(Role::Passage) => self.theme.passage,
            Some(Role::Time) => self.theme.time,
            Some(Role::Actor) => self.theme.actor,
            Some(Role::Trigger) => self.theme.trigger,
            Some(Role::Hit) => self.theme.hit,
            Some(Role::Disputed) => self.theme.disputed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(text: &str, marks: Vec<Mark>, size: (u16, u16)) -> Buffer {
        let area = Rect::new(0, 0, size.0, size.1);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::built_in("mono").unwrap();
        let rows = wrap::wrap(text, size.0.saturating_sub(GUTTER));
        let marks = Marks::new(marks);
        (&Prose { text, rows: &rows, marks: &marks, theme: &theme }).render(area, &mut buffer);
        buffer
    }

    #[test]
    fn the_most_serious_mark_of_a_word_gives_its_style_and_its_row_a_bar() {
        let marks = vec![
            Mark { span: Span::new(0, 15), role: Role::Passage },
            Mark { span: Span::new(4, 7), role: Role::Disputed },
        ];
        let buffer = draw("was ten or more. after", marks, (13, 3));
        let theme = Theme::built_in("mono").unwrap();
        assert_eq!(buffer[(2, 0)].style().add_modifier, theme.passage.add_modifier);
        assert_eq!(buffer[(6, 0)].style().add_modifier, theme.disputed.add_modifier);
        let bars: Vec<&str> = (0..3).map(|y| buffer[(0, y)].symbol()).collect();
        assert_eq!(bars, ["▐", "▐", " "]);
    }

    #[test]
    fn prose_draws_at_any_size_whatever_the_text() {
        for size in [(0, 0), (1, 1), (1, 9), (9, 1), (2, 2), (3, 1), (3, 3)] {
            for text in ["", "a🌞b", "水\u{301}\t\u{202E}x\0", "\n\n\n"] {
                draw(text, vec![Mark { span: Span::new(0, 3), role: Role::Hit }], size);
            }
        }
    }

    #[test]
    fn a_row_finds_a_long_mark_that_began_far_above() {
        let long = Mark { span: Span::new(0, 900), role: Role::Passage };
        let short = |start| Mark { span: Span::new(start, start + 2), role: Role::Time };
        let marks = Marks::new(vec![short(10), long, short(20), short(800)]);
        assert_eq!(marks.within(&(500..520)).collect::<Vec<_>>(), [long]);
    }
}
