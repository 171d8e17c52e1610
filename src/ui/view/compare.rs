//! The split view: one column a report; a row an event, or the full texts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::header::draw_filters;
use super::source;
use crate::text::ReportId;
use crate::timeline::EventId;
use crate::ui::screens::compare::compare_columns;
use crate::ui::state::app::{App, Compare, CompareRow};
use crate::ui::state::notes::Item;
use crate::ui::state::panes::{Panes, inside};
use crate::ui::widget::Strip;
use crate::ui::widget::theme::Theme;

pub fn compare(app: &App, theme: &Theme, screen: &Compare, panes: &Panes, buffer: &mut Buffer) {
    let columns = compare_columns(app.size, screen.reports.len());
    let left = draw_filters(app, theme, panes.crumbs, buffer);
    let mut strip = Strip::new(buffer, left);
    let note = format!("{}/{} ", (screen.at + 1).min(screen.events.len()), screen.events.len());
    strip.put_right(&note, theme.quiet).put(" Compare ", theme.accent);
    let how = if screen.aligned { "aligned by event" } else { "full texts" };
    strip.put("· ", theme.faint).put(how, theme.quiet);
    let (shown, all) = (screen.reports.len(), app.passing.reports.len());
    if app.library.reports().len() == 1 {
        strip.put(" · one report: nothing to compare", theme.quiet);
    } else if shown < all {
        strip.put(&format!(" · {shown} of {all} reports"), theme.quiet);
    }
    for (at, (report, area)) in screen.reports.iter().zip(&columns).enumerate() {
        let focused = at == screen.column;
        if let Some(pane) = screen.panes.get(at).filter(|_| !screen.aligned) {
            source::text(app, theme, pane, *area, (focused, ""), buffer);
        } else if let Some(report) = app.library.report(*report) {
            let (badge, name) = (format!(" {} ", report.id), format!("{} ", report.name()));
            let date =
                report.published.as_ref().map(|date| source::published(date, area.width)).unwrap_or_default();
            let style = if focused { theme.accent } else { theme.text };
            let title = [
                (badge.as_str(), theme.report(report.id)),
                (name.as_str(), style),
                (date.as_str(), theme.quiet),
            ];
            super::pane(buffer, *area, &title, "", (theme, focused));
        }
    }
    if screen.aligned {
        rows(app, theme, screen, &columns, buffer);
    }
}

fn rows(app: &App, theme: &Theme, screen: &Compare, columns: &[Rect], buffer: &mut Buffer) {
    let Some(first) = columns.first().map(|column| inside(*column)) else { return };
    let mut y = first.y;
    for (place, row) in screen.rows.iter().enumerate() {
        if y >= first.bottom() {
            return;
        }
        heading(app, theme, row, screen.top + place == screen.at, (columns, y), buffer);
        for ((cell, report), column) in row.cells.iter().zip(&screen.reports).zip(columns) {
            let inner = inside(*column);
            let area =
                Rect { y: y + 1, height: inner.bottom().saturating_sub(y + 1).min(row.height - 1), ..inner };
            if cell.is_empty() {
                silent(app, theme, row.event, *report, area, buffer);
            }
            self::cell(app, theme, cell, area, buffer);
            manner_mark(app, theme, row, cell, area, buffer);
        }
        y = y.saturating_add(row.height);
    }
    if screen.events.is_empty() {
        super::lines(" These reports share no event.", theme.quiet, first, buffer);
    }
}

/// The event's mark, date and title, across all columns.
fn heading(
    app: &App,
    theme: &Theme,
    row: &CompareRow,
    selected: bool,
    (columns, y): (&[Rect], u16),
    buffer: &mut Buffer,
) {
    let Some(event) = app.library.event(row.event) else { return };
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return };
    let line = Rect { x: first.x + 1, y, width: last.right().saturating_sub(first.x + 2), height: 1 };
    let blank = " ".repeat(line.width.into());
    Strip::new(buffer, line).put(&blank, theme.text);
    let mut strip = Strip::new(buffer, line);
    strip.put_right(" ", theme.text).put_right(&event.when.in_words(), theme.time);
    strip.put(if selected { "▸ " } else { "  " }, theme.accent);
    strip.put(app.agreement(row.event).mark(), theme.difference).put(" ", theme.text);
    super::own(app, theme, Item::Event(row.event), &mut strip);
    let manner = app.library.manner(row.event);
    if let Some(mark) = manner.mark() {
        strip
            .put(mark, theme.quiet)
            .put(" ", theme.text)
            .put(manner.word(), theme.quiet)
            .put(": ", theme.quiet);
    }
    strip.put(&event.title, manner.style(theme, theme.heading));
    buffer.set_style(line, if selected { theme.selected } else { theme.marked });
}

/// The mark of how a report puts the event, next to its words, unless it is put as a fact.
fn manner_mark(
    app: &App,
    theme: &Theme,
    row: &CompareRow,
    cell: &[crate::ui::state::app::TextPane],
    area: Rect,
    buffer: &mut Buffer,
) {
    let Some(pane) = cell.first() else { return };
    let manner = app.library.manner_in(row.event, pane.report);
    if let Some(mark) = manner.and_then(crate::ui::screens::manner::Manner::mark) {
        let place = Rect { x: area.x.saturating_add(1), width: area.width.min(1), ..area };
        Strip::new(buffer, place).put(mark, theme.difference);
    }
}

/// The cell of a report without a passage on the event.
fn silent(app: &App, theme: &Theme, event: EventId, report: ReportId, area: Rect, buffer: &mut Buffer) {
    let unknown = app.library.event(event).is_some_and(|event| event.unknown.contains(&report));
    let (words, style) =
        if unknown { ("? says it is not known", theme.difference) } else { ("—", theme.faint) };
    Strip::new(buffer, area).put("  ", theme.text).put(words, style);
}

fn cell(app: &App, theme: &Theme, cell: &[crate::ui::state::app::TextPane], area: Rect, buffer: &mut Buffer) {
    let mut y = area.y;
    for pane in cell {
        let Some(report) = app.library.report(pane.report) else { continue };
        let height = area.bottom().saturating_sub(y);
        source::prose(theme, report, pane, Rect { y, height, ..area }, buffer);
        y = y.saturating_add(u16::try_from(pane.rows.len()).unwrap_or(u16::MAX)).min(area.bottom());
    }
}
