//! Events by reports: told, silent, or said to be unknown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::timeline::EventId;
use crate::ui::app::App;
use crate::ui::library::Standing;
use crate::ui::matrix::{CELL, Matrix, TITLE};
use crate::ui::notes::Item;
use crate::ui::panes::{Panes, cut_left, cut_top};
use crate::ui::theme::Theme;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

pub fn matrix(app: &App, theme: &Theme, view: &Matrix, panes: &Panes, buffer: &mut Buffer) {
    let mut strip = Strip::new(buffer, panes.crumbs);
    strip
        .put(" Who tells what ", theme.accent)
        .put("·  ● tells it   · silent   ? says it is not known", theme.quiet);
    let note = format!("{}/{}", (view.at + 1).min(view.events.len()), view.events.len());
    let inner = super::pane(buffer, panes.body, &[(" Matrix ", theme.accent)], &note, (theme, true));
    let (head, rows) = cut_top(inner, 2);
    let title = TITLE.min(inner.width / 2);
    let (_, columns) = app.matrix_room();
    for (shown, report) in app.library.reports().iter().skip(view.left).take(columns).enumerate() {
        let x = head.x + title + u16::try_from(shown).unwrap_or(0) * CELL;
        let mut style = theme.report(report.id);
        if view.left + shown == view.column {
            style = style.patch(theme.selected);
        }
        let cell = Rect {
            x,
            y: head.y,
            width: CELL.min(inner.right().saturating_sub(x)),
            height: head.height.min(1),
        };
        Strip::new(buffer, cell).put(&format!("{:^3}", report.id), style);
    }
    if let Some(report) = app.library.reports().get(view.column) {
        let mut strip = Strip::new(buffer, cut_left(head, title.saturating_sub(1)).0);
        strip.put(" ", theme.text).put(&report.id.to_string(), theme.report(report.id));
        strip.put(" ", theme.text).put(report.name(), theme.text);
    }
    for (y, at) in (rows.y..rows.bottom()).zip(view.top..view.events.len()) {
        row(app, theme, view, (at, title), Rect { y, height: 1, ..rows }, buffer);
    }
    let scroll = Scroll { top: view.top, seen: rows.height.into(), total: view.events.len() };
    scrollbar(buffer, panes.body, scroll, theme.quiet, []);
}

fn row(app: &App, theme: &Theme, view: &Matrix, (at, title): (usize, u16), line: Rect, buffer: &mut Buffer) {
    let id: EventId = view.events[at];
    let Some(event) = app.library.event(id) else { return };
    let (head, cells) = cut_left(line, title);
    let mut strip = Strip::new(buffer, head);
    strip.put(if at == view.at { "▸ " } else { "  " }, theme.accent).put_right(" ", theme.text);
    let standing = app.library.standing(id);
    let style = match standing {
        Standing::Contradicted => theme.contradiction,
        Standing::Different => theme.difference,
        Standing::Shared => theme.shared,
        Standing::Single => theme.quiet,
    };
    strip.put(standing.mark(), style).put(" ", theme.text);
    if usize::from(title) >= 40 {
        strip.put_right(&event.when.in_words(), theme.time).put_right(" ", theme.text);
    }
    super::own(app, theme, Item::Event(id), &mut strip);
    strip.put(&event.title, theme.text);
    let (_, columns) = app.matrix_room();
    for (shown, report) in app.library.reports().iter().skip(view.left).take(columns).enumerate() {
        let (mark, style) = if event.told_by.contains(&report.id) {
            ("●", theme.report(report.id))
        } else if event.unknown.contains(&report.id) {
            ("?", theme.difference)
        } else {
            ("·", theme.faint)
        };
        let x = cells.x + u16::try_from(shown).unwrap_or(0) * CELL;
        let cell = Rect { x, width: CELL.min(cells.right().saturating_sub(x)), ..cells };
        Strip::new(buffer, cell).put(" ", style).put(mark, style);
    }
    if at == view.at {
        buffer.set_style(line, theme.selected);
    }
}
