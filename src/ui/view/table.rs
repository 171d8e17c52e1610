//! A disagreement's sides as a table: value, who says so, as of when, and how each compares with the side in focus.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::disagreement::Disagreement;
use crate::ui::screens::table::{Relation, SideRow, rows, trend};
use crate::ui::state::app::App;
use crate::ui::widget::Strip;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap::{display_width, fit};

/// Columns between two cells.
const GAP: usize = 2;
/// Most columns of a cell; who says so has the rest.
const NAME: usize = 24;
const VALUE: usize = 28;
const CLOCK: usize = 24;
/// Fewest columns in which it is worth saying who says so.
const SOURCE: usize = 14;

/// What is above the cells whose words may be shorter.
const HEADS: [&str; 3] = ["report", "value", "as of"];

/// How wide each cell is; nothing where there is no room for it.
#[derive(Clone, Copy, Debug, Default)]
struct Widths {
    badge: usize,
    name: usize,
    value: usize,
    source: usize,
    clock: usize,
    relation: usize,
}

/// Draws the table, with the row of the focused side marked and the others read against it.
pub fn table(app: &App, theme: &Theme, found: &Disagreement, at: usize, area: Rect, buffer: &mut Buffer) {
    if area.height < 2 {
        return;
    }
    let all = rows(&app.library, found, at);
    let trend = trend(&app.library, found).map(|trend| trend.words());
    let room = usize::from(area.height) - 1 - usize::from(trend.is_some());
    let first = (at + 1).saturating_sub(room);
    let widths = widths(app, &all, usize::from(area.width));
    head(app, theme, (&all, at), widths, area, buffer);
    let lines = (area.y + 1..area.bottom()).map(|y| Rect { y, height: 1, ..area });
    for ((row, place), line) in all.iter().zip(0..).skip(first).take(room).zip(lines) {
        self::row(app, theme, (row, place == at), widths, line, buffer);
    }
    if let Some(words) = trend {
        let line = Rect { y: area.bottom() - 1, height: 1, ..area };
        Strip::new(buffer, line).skip(3).put(&words, theme.heading);
    }
}

/// The cells as wide as they need to be. What does not fit goes in the order of what is least missed: the name, which the
/// badge represents, then who says so, then the time.
fn widths(app: &App, rows: &[SideRow], width: usize) -> Widths {
    let widest = |words: &dyn Fn(&SideRow) -> usize| rows.iter().map(words).max().unwrap_or(0);
    let name =
        |row: &SideRow| app.library.report(row.report).map_or(0, |report| display_width(report.name()));
    let relation = |row: &SideRow| display_width(row.relation.shown().1) + 2;
    let mut widths = Widths {
        badge: widest(&|row| row.report.to_string().len()) + 1,
        name: widest(&name).clamp(HEADS[0].len(), NAME) + GAP,
        value: widest(&|row| display_width(&row.value)).clamp(HEADS[1].len(), VALUE) + GAP,
        source: 0,
        clock: widest(&|row| display_width(&row.clock)).clamp(HEADS[2].len(), CLOCK) + GAP,
        relation: widest(&relation) + GAP,
    };
    let known = rows.iter().any(|row| row.source.is_some());
    let wanted = widest(&|row| display_width(source(row))) + GAP;
    let left = |widths: &Widths| {
        width.checked_sub(
            3 + widths.badge + widths.name + widths.value + widths.source + widths.clock + widths.relation,
        )
    };
    // Without the name, who says so has room where it had too little, or is whole where it would be cut.
    let is_better =
        |left: usize| left < wanted.min(SOURCE) || (left < wanted && wanted <= left + widths.name);
    if left(&widths).is_none_or(|left| known && is_better(left)) {
        widths.name = 0;
    }
    widths.source = left(&widths).filter(|left| known && *left >= SOURCE).map_or(0, |left| left.min(wanted));
    if left(&widths).is_none() {
        widths.clock = 0;
    }
    widths
}

/// Who says so, in words; nothing where it is not known.
fn source(row: &SideRow) -> &str {
    match row.source.as_deref() {
        Some("") => "its own voice",
        Some(words) => words,
        None => "",
    }
}

fn head(
    app: &App,
    theme: &Theme,
    (rows, at): (&[SideRow], usize),
    widths: Widths,
    area: Rect,
    buffer: &mut Buffer,
) {
    let mut strip = Strip::new(buffer, Rect { height: 1, ..area });
    let against = rows.get(at).map(|row| format!("vs {}", row.report)).unwrap_or_default();
    strip.skip(3 + widths.badge);
    for (words, width) in [
        (HEADS[0], widths.name),
        (HEADS[1], widths.value),
        ("who says so", widths.source),
        (HEADS[2], widths.clock),
        (against.as_str(), widths.relation.max(usize::from(app.size.width))),
    ] {
        cell(&mut strip, words, width, theme.faint);
    }
}

fn row(
    app: &App,
    theme: &Theme,
    (row, selected): (&SideRow, bool),
    widths: Widths,
    line: Rect,
    buffer: &mut Buffer,
) {
    let mut strip = Strip::new(buffer, line);
    strip.put(if selected { " ▸ " } else { "   " }, theme.accent);
    let badge = row.report.to_string();
    strip.put(&badge, theme.report(row.report)).skip(widths.badge.saturating_sub(badge.len()));
    let name = app.library.report(row.report).map_or("", |report| report.name());
    cell(&mut strip, name, widths.name, theme.text);
    cell(&mut strip, &row.value, widths.value, theme.heading);
    cell(&mut strip, source(row), widths.source, theme.quiet);
    cell(&mut strip, &row.clock, widths.clock, theme.time);
    let (mark, words) = row.relation.shown();
    let style = relation_style(theme, row.relation);
    strip.put(mark, style).put(if mark.is_empty() { "" } else { " " }, theme.text).put(words, style);
    if selected {
        buffer.set_style(line, theme.selected);
    }
}

fn relation_style(theme: &Theme, relation: Relation) -> Style {
    match relation {
        Relation::Conflicts => theme.contradiction,
        Relation::Differs | Relation::Later | Relation::Earlier => theme.difference,
        Relation::Itself | Relation::Same | Relation::Fits => theme.quiet,
    }
}

/// A cell with its words cut and padded; nothing in a column of no width.
fn cell(strip: &mut Strip<'_>, words: &str, width: usize, style: Style) {
    let Some(room) = width.checked_sub(GAP) else { return };
    let words = fit(words, room);
    let padding = width - display_width(&words).min(width);
    strip.put(&words, style).skip(padding);
}
