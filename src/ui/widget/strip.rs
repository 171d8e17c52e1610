//! One line of the screen, filled from the left and from the right; and the boxes and scrollbars around lines.
//!
//! Every word that reaches the screen outside wrapped prose goes through [`Strip::put`], which makes it safe and cuts it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::ui::widget::wrap;

/// A line being filled.
#[derive(Debug)]
pub struct Strip<'b> {
    buffer: &'b mut Buffer,
    y: u16,
    left: u16,
    right: u16,
}

impl<'b> Strip<'b> {
    /// The first line of an area; of no width where the area has no line or lies off the buffer.
    pub fn new(buffer: &'b mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buffer.area);
        let right = if area.height == 0 { area.x } else { area.right() };
        Self { buffer, y: area.y, left: area.x, right }
    }

    /// Columns still free.
    #[must_use]
    pub fn room(&self) -> usize {
        usize::from(self.right.saturating_sub(self.left))
    }

    /// Puts words at the left end of what is free, cut to fit; after a cut nothing is free.
    pub fn put(&mut self, text: &str, style: Style) -> &mut Self {
        let cut = wrap::display_width(text) > self.room();
        let text = wrap::fit(text, self.room());
        if self.room() > 0 {
            self.left = self.buffer.set_stringn(self.left, self.y, &text, self.room(), style).0;
        }
        if cut {
            self.left = self.right;
        }
        self
    }

    /// Puts words at the right end of what is free, whole or not at all.
    pub fn put_right(&mut self, text: &str, style: Style) -> &mut Self {
        let text = wrap::visible(text);
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        if width > 0 && usize::from(width) <= self.room() {
            self.right -= width;
            self.buffer.set_stringn(self.right, self.y, &text, usize::from(width), style);
        }
        self
    }

    /// Leaves columns free at the left.
    pub fn skip(&mut self, columns: usize) -> &mut Self {
        self.left = self.left.saturating_add(u16::try_from(columns).unwrap_or(u16::MAX)).min(self.right);
        self
    }

    /// The column the next words at the left start in.
    #[must_use]
    pub fn column(&self) -> u16 {
        self.left
    }
}

/// Draws a box with a title at its left and a note at its right, and gives the space inside.
pub fn bordered(buffer: &mut Buffer, area: Rect, title: &[(&str, Style)], note: &str, line: Style) -> Rect {
    let area = area.intersection(buffer.area);
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for x in area.x + 1..right {
        buffer[(x, area.y)].set_symbol("─").set_style(line);
        buffer[(x, bottom)].set_symbol("─").set_style(line);
    }
    for y in area.y + 1..bottom {
        buffer[(area.x, y)].set_symbol("│").set_style(line);
        buffer[(right, y)].set_symbol("│").set_style(line);
    }
    for (x, y, corner) in
        [(area.x, area.y, "╭"), (right, area.y, "╮"), (area.x, bottom, "╰"), (right, bottom, "╯")]
    {
        buffer[(x, y)].set_symbol(corner).set_style(line);
    }
    let head = Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area };
    let mut strip = Strip::new(buffer, head);
    if !note.is_empty() && strip.room() > note.width() + 8 {
        strip.put_right(&format!(" {note} "), line);
    }
    for (words, style) in title {
        strip.put(words, *style);
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// What a scrollbar shows: `seen` lines from `top` of `total`.
#[derive(Clone, Copy, Debug)]
pub struct Scroll {
    /// First line seen.
    pub top: usize,
    /// Lines seen.
    pub seen: usize,
    /// Lines there are.
    pub total: usize,
}

impl Scroll {
    /// One line for each place of the scrollbar of a box at which there is any of some lines, which are in order.
    pub fn thinned(self, area: Rect, lines: &[u32]) -> impl Iterator<Item = usize> {
        let track = usize::from(area.height.saturating_sub(2)).max(1);
        let first = move |place: usize| (place * self.total).div_ceil(track);
        let from = |line: usize| lines.partition_point(|known| (*known as usize) < line);
        (0..track).filter_map(move |place| {
            // What is beyond the last place of the track is drawn at it.
            let end = if place + 1 == track { lines.len() } else { from(first(place + 1)) };
            lines.get(from(first(place))..end)?.first().map(|line| *line as usize)
        })
    }
}

/// Draws a scrollbar over the right border of a box, with marks where something is; nothing if all is seen.
pub fn scrollbar(
    buffer: &mut Buffer,
    area: Rect,
    scroll: Scroll,
    thumb: Style,
    marks: impl IntoIterator<Item = (usize, Style)>,
) {
    let area = area.intersection(buffer.area);
    if scroll.total <= scroll.seen || area.height < 3 || area.width == 0 {
        return;
    }
    let track = usize::from(area.height - 2);
    let x = area.right() - 1;
    let row_of =
        |line: usize| area.y + 1 + u16::try_from((line * track / scroll.total).min(track - 1)).unwrap_or(0);
    let first = row_of(scroll.top);
    let last = row_of((scroll.top + scroll.seen).min(scroll.total).saturating_sub(1));
    for y in first..=last {
        buffer[(x, y)].set_symbol("┃").set_style(thumb);
    }
    for (line, style) in marks {
        buffer[(x, row_of(line))].set_symbol("╾").set_style(style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u16, draw: impl Fn(&mut Strip<'_>)) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        draw(&mut Strip::new(&mut buffer, area));
        (0..width).map(|x| buffer[(x, 0)].symbol()).collect()
    }

    #[test]
    fn the_right_end_is_whole_or_absent_and_the_left_is_cut() {
        let both = |strip: &mut Strip<'_>| {
            strip.put_right("A B", Style::new()).put("a long title", Style::new());
        };
        assert_eq!(drawn(12, both), "a long t…A B");
        assert_eq!(drawn(2, both), "a…");
    }

    #[test]
    fn a_scrollbar_looks_the_same_with_the_lines_thinned_to_its_places() {
        let lines: Vec<u32> = (0..400).filter(|line| line % 7 == 3 || *line > 390).collect();
        for (height, total) in [(3, 400), (12, 400), (40, 401), (40, 9000)] {
            let area = Rect::new(0, 0, 3, height);
            let scroll = Scroll { top: 5, seen: 20, total };
            let drawn = |marks: Vec<usize>| {
                let mut buffer = Buffer::empty(area);
                let marks = marks.into_iter().map(|line| (line, Style::new()));
                scrollbar(&mut buffer, area, scroll, Style::new(), marks);
                buffer
            };
            let thinned: Vec<usize> = scroll.thinned(area, &lines).collect();
            assert!(thinned.len() <= usize::from(height));
            assert_eq!(drawn(thinned), drawn(lines.iter().map(|line| *line as usize).collect()));
        }
    }

    #[test]
    fn parts_draw_nothing_outside_any_buffer() {
        for (width, height) in [(0, 0), (1, 1), (1, 9), (9, 1), (2, 2), (3, 3)] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            let area = Rect::new(0, 0, 40, 40);
            bordered(&mut buffer, area, &[("title", Style::new())], "1/2", Style::new());
            Strip::new(&mut buffer, Rect::new(0, height, 9, 1)).put("below", Style::new());
            scrollbar(
                &mut buffer,
                area,
                Scroll { top: 3, seen: 2, total: 90 },
                Style::new(),
                [(89, Style::new())],
            );
        }
    }
}
