//! Events by reports: mentioned, silent, or said to be unknown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::header::draw_filters;
use crate::text::ReportId;
use crate::timeline::{Event, EventId};
use crate::ui::screens::manner::Manner;
use crate::ui::screens::matrix::Matrix;
use crate::ui::screens::value::fitted;
use crate::ui::state::app::App;
use crate::ui::state::notes::Item;
use crate::ui::state::panes::{Panes, cut_left, cut_top};
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap::fit;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

/// Fewest columns in which a date beside the title leaves enough of the title.
const DATED: u16 = 44;
/// Fewest columns in which the name of a report says something.
const LEAST_NAME: usize = 8;

pub fn matrix(app: &App, theme: &Theme, view: &Matrix, panes: &Panes, buffer: &mut Buffer) {
    let left = draw_filters(app, theme, panes.crumbs, buffer);
    let mut strip = Strip::new(buffer, left);
    strip
        .put(" Who says what ", theme.accent)
        .put("· a number, or ● says it   · silent   ? says it is not known", theme.quiet);
    let note = format!("{}/{}", (view.at + 1).min(view.events.len()), view.events.len());
    let inner = super::pane(buffer, panes.body, &[(" Matrix ", theme.accent)], &note, (theme, true));
    let (head, rows) = cut_top(inner, 2);
    let title = app.matrix_title();
    let (_, columns) = app.matrix_room();
    let width = app.matrix_cell();
    for (shown, report) in app.passing.reports.iter().skip(view.left).take(columns).enumerate() {
        let x = head.x + title + u16::try_from(shown).unwrap_or(0) * width;
        let mut style = theme.report(*report);
        if view.left + shown == view.column {
            style = style.patch(theme.selected);
        }
        let cell = Rect {
            x,
            y: head.y,
            width: width.min(inner.right().saturating_sub(x)),
            height: head.height.min(1),
        };
        let mut strip = Strip::new(buffer, cell);
        strip.put(&format!(" {} ", badge(app, *report, width)), style);
        let name = app.library.report(*report).map_or("", |report| report.name());
        if strip.room() > LEAST_NAME {
            let name = fit(name, strip.room() - 1);
            strip.put(&name, if view.left + shown == view.column { theme.heading } else { theme.quiet });
        }
    }
    let column = app.passing.reports.get(view.column);
    if let Some(report) = column.and_then(|report| app.library.report(*report)) {
        let mut strip = Strip::new(buffer, cut_left(head, title.saturating_sub(1)).0);
        strip.put(" ", theme.text).put(&report.id.to_string(), theme.report(report.id));
        strip.put(" ", theme.text).put(report.name(), theme.text);
        if let Some(first) = app.library.timeline.origins.earlier(report.id) {
            strip.put(&format!(" · nearly the same text as {first}: one origin"), theme.quiet);
        }
    }
    let counted = view.events.get(view.at).and_then(|id| app.library.counted(*id));
    if let Some(words) = counted.filter(|_| head.height > 1) {
        let line = Rect { y: head.y + 1, height: 1, ..head };
        Strip::new(buffer, line).put(" numbers: ", theme.quiet).put(&words, theme.text);
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
    let agreement = app.agreement(id);
    strip.put(agreement.mark(), super::agreement_style(theme, agreement)).put(" ", theme.text);
    if title >= DATED {
        strip.put_right(&event.when.in_words(), theme.time).put_right(" ", theme.text);
    }
    super::own(app, theme, Item::Event(id), &mut strip);
    let manner = app.library.manner(id);
    if let Some(mark) = manner.mark() {
        strip.put(mark, theme.quiet).put(" ", theme.text);
    }
    strip.put(&event.title, manner.style(theme, theme.text));
    let (_, columns) = app.matrix_room();
    let width = app.matrix_cell();
    for (shown, report) in app.passing.reports.iter().skip(view.left).take(columns).enumerate() {
        let x = cells.x + u16::try_from(shown).unwrap_or(0) * width;
        let cell = Rect { x, width: width.min(cells.right().saturating_sub(x)), ..cells };
        // The cell to the right begins with the space between the two.
        let (words, style) = said_by(app, theme, (id, event), *report, usize::from(width.saturating_sub(1)));
        Strip::new(buffer, cell).put(" ", style).put(&words, style);
    }
    if at == view.at {
        buffer.set_style(line, theme.selected);
    }
}

/// The badge of a report, with that of the report it copies where there is room: "B=A".
fn badge(app: &App, report: ReportId, width: u16) -> String {
    let first = app.library.timeline.origins.earlier(report);
    let joined = first.map(|first| format!("{report}={first}"));
    joined.filter(|badge| badge.len() + 2 <= usize::from(width)).unwrap_or_else(|| report.to_string())
}

/// What a report says of an event, as far as there is room for it.
fn said_by(
    app: &App,
    theme: &Theme,
    (id, event): (EventId, &Event),
    report: ReportId,
    room: usize,
) -> (String, ratatui::style::Style) {
    if event.reported_by.contains(&report) {
        let manner = app.library.manner_in(id, report).unwrap_or(Manner::Fact);
        // A copy adds no source.
        let copies = app.library.timeline.origins.earlier(report);
        let is_shown = |first: ReportId| app.is_included(first) && event.reported_by.contains(&first);
        let of_report = if copies.is_some_and(is_shown) { theme.quiet } else { theme.report(report) };
        let style = manner.style(theme, of_report);
        let value = app.library.value(id, report).and_then(|value| fitted(&value, room));
        let mark = || manner.mark().unwrap_or("●").to_owned();
        (value.unwrap_or_else(mark), style)
    } else if event.unknown.contains(&report) {
        ("?".to_owned(), theme.difference)
    } else {
        ("·".to_owned(), theme.faint)
    }
}
