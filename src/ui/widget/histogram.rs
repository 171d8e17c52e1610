//! Bars over time in two lines: labels above, bars below, the selected bar marked, empty stretches as dots.

use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::strip::Strip;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::time_axis::Unit;

/// Counts of events by time.
#[derive(Debug)]
pub struct Histogram<'a> {
    /// When the events are, in order.
    pub moments: &'a [NaiveDateTime],
    /// When those are whose reports contradict each other, in order.
    pub alarms: &'a [NaiveDateTime],
    /// How much time a bar represents.
    pub unit: Unit,
    /// The moment that must be seen, and whether its bar is marked.
    pub focus: Option<NaiveDateTime>,
    /// The moment of the first bar, where all fit.
    pub first: Option<NaiveDateTime>,
    /// The colours.
    pub theme: &'a Theme,
}

/// Lines it takes.
pub const HEIGHT: u16 = 2;
const CONTEXT: u16 = 9;
const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// How many bars fit into a width.
#[must_use]
pub fn bars(width: u16, unit: Unit) -> usize {
    usize::from(width.saturating_sub(CONTEXT + 1) / unit.columns())
}

impl Histogram<'_> {
    /// When the first bar begins: the first event's, or later where the focus would not be seen.
    fn origin(&self, bars: usize) -> Option<NaiveDateTime> {
        let first = self.unit.start(self.first.or(self.moments.first().copied())?);
        let Some(focus) = self.focus.map(|focus| self.unit.start(focus)) else { return Some(first) };
        let shown = i32::try_from(bars).unwrap_or(1).max(1);
        let end = self.unit.after(first, shown);
        if (first..end).contains(&focus) {
            return Some(first);
        }
        Some(self.unit.after(focus, -shown / 2))
    }

    fn count(moments: &[NaiveDateTime], from: NaiveDateTime, to: NaiveDateTime) -> usize {
        let until = |end| moments.partition_point(|moment| *moment < end);
        until(to).saturating_sub(until(from))
    }
}

impl Widget for &Histogram<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let shown = bars(area.width, self.unit);
        let Some(origin) = self.origin(shown).filter(|_| area.height >= HEIGHT && shown > 0) else { return };
        let context = Rect { width: CONTEXT, height: 1, ..area };
        Strip::new(buffer, context).put(&self.unit.context(origin), self.theme.quiet);
        Strip::new(buffer, Rect { y: area.y + 1, ..context }).put(self.unit.name(), self.theme.faint);
        let last = self.moments.last().copied().max(self.focus).unwrap_or(origin);
        let starts: Vec<NaiveDateTime> =
            (0..=shown).map(|bar| self.unit.after(origin, i32::try_from(bar).unwrap_or(0))).collect();
        let counts: Vec<usize> =
            starts.windows(2).map(|bar| Histogram::count(self.moments, bar[0], bar[1])).collect();
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let focus = self.focus.map(|focus| self.unit.start(focus));
        for (at, (&start, &count)) in starts.iter().zip(&counts).enumerate() {
            if start > last {
                break;
            }
            let x = area.x + CONTEXT + u16::try_from(at).unwrap_or(0) * self.unit.columns();
            let width = self.unit.columns();
            let selected = focus == Some(start);
            let label = if selected { self.theme.heading } else { self.theme.quiet };
            Strip::new(buffer, Rect { x, y: area.y, width, height: 1 }).put(&self.unit.label(start), label);
            let alarmed = Histogram::count(self.alarms, start, starts[at + 1]) > 0;
            let (bar, style) = match count {
                0 => ("·", self.theme.faint),
                _ if alarmed => (BARS[count * 7 / most], self.theme.contradiction),
                _ => (BARS[count * 7 / most], self.theme.shared),
            };
            let wide = usize::from(width.saturating_sub(1)).min(if count == 0 { 1 } else { 2 });
            let bars = Rect { x, y: area.y + 1, width, height: 1 };
            let style = if selected { style.patch(self.theme.marked) } else { style };
            Strip::new(buffer, bars).put(&bar.repeat(wide), style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(width: u16, unit: Unit, focus: Option<&str>) -> Vec<String> {
        let theme = Theme::built_in("mono").unwrap();
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let moments =
            ["2019-03-12T22:00:00", "2019-03-13T08:00:00", "2019-03-13T09:00:00", "2019-03-15T00:00:00"];
        let moments = moments.map(at);
        let area = Rect::new(0, 0, width, 2);
        let mut buffer = Buffer::empty(area);
        let focus = focus.map(at);
        let histogram = Histogram { moments: &moments, alarms: &[], unit, focus, first: None, theme: &theme };
        (&histogram).render(area, &mut buffer);
        (0..2)
            .map(|y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn empty_days_are_seen_between_full_ones() {
        assert_eq!(lines(25, Unit::Day, None), ["Mar 2019 12 13 14 15", "day      ▄▄ ██ ·  ▄▄"]);
    }

    #[test]
    fn a_focus_far_away_moves_the_bars_to_it() {
        assert_eq!(lines(22, Unit::Year, Some("1991-01-01T00:00:00"))[0], "         1990 1991");
    }

    #[test]
    fn it_draws_at_any_size() {
        for width in [0, 1, 9, 10, 12, 13] {
            lines(width, Unit::Day, None);
        }
    }
}
