//! The lanes: dates and density above, a lane for each report, actor or place, and details of the selected event below.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::analysis::time::{Basis, When};
use crate::timeline::{Event, EventId};
use crate::ui::screens::lanes::model::{Kind, Lane};
use crate::ui::screens::lanes::place::{Cell, Line, Part};
use crate::ui::screens::lanes::scale::{FOLD, length};
use crate::ui::screens::lanes::{Areas, Lanes, areas};
use crate::ui::state::app::App;
use crate::ui::state::library::Agreement;
use crate::ui::state::notes::Item;
use crate::ui::state::panes::{Panes, cut_left, cut_top};
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap::display_width;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

/// What the parts of a lane look like.
#[rustfmt::skip]
pub const PARTS: &[(Part, &str, &str)] = &[
    (Part::Lasting, "━", "it lasts this long"),
    (Part::Within, "┄", "at some time within this"),
    (Part::Faded, "╍", "this end is uncertain, or open"),
    (Part::OpenStart, "◂", "it began earlier"),
    (Part::OpenEnd, "▸", "it goes on"),
];

/// A report's day of publication.
pub const PUBLISHED: &str = "▿";
/// Time that is left out.
pub const LEFT_OUT: &str = "░";

const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

pub fn lanes(app: &App, theme: &Theme, view: &Lanes, panes: &Panes, buffer: &mut Buffer) {
    let areas = areas(panes.body);
    crumbs(app, theme, view, panes.crumbs, buffer);
    let shown = view.model.len();
    let here = view.at.map_or(0, |at| at + 1);
    let undated = if view.model.undated() > 0 {
        format!(" · {} undated", view.model.undated())
    } else {
        String::new()
    };
    let title = format!(" {} ", range(view, areas.lanes.width, usize::from(areas.frame.width / 2)));
    let note = format!("{here}/{shown}{undated}");
    super::pane(buffer, areas.frame, &[(&title, theme.accent)], &note, (theme, true));
    if view.model.is_empty() {
        let filtered = !app.filter.is_open();
        let words = if filtered { "No dated event passes the filter." } else { "No event has a date." };
        super::lines(words, theme.quiet, areas.lanes, buffer);
        return;
    }
    let used = axis(app, theme, view, &areas, buffer);
    let scroll = Scroll { top: view.top, seen: view.rows.len(), total: view.model.lanes.len() };
    let bar = Rect { y: areas.lanes.y.saturating_sub(1), height: areas.lanes.height + 2, ..areas.frame };
    scrollbar(buffer, bar, scroll, theme.quiet, []);
    let below = areas.lanes.height - used;
    let room = Rect { y: areas.detail.y - below, height: areas.detail.height + below, ..areas.detail };
    detail(app, theme, view, room, buffer);
}

/// Draws the axis and the visible lanes; returns the number of lines they take.
pub fn axis(app: &App, theme: &Theme, view: &Lanes, areas: &Areas, buffer: &mut Buffer) -> u16 {
    let used = view.rows.iter().map(|row| row.lines.len()).sum::<usize>();
    let used = u16::try_from(used).unwrap_or(u16::MAX).min(areas.lanes.height);
    ground(theme, view, Rect { height: used, ..areas.lanes }, buffer);
    ruler(theme, view, areas.ruler, buffer);
    let mut y = areas.lanes.y;
    for row in &view.rows {
        let height = u16::try_from(row.lines.len()).unwrap_or(u16::MAX);
        if let Some(lane) = view.model.lanes.get(row.lane) {
            name(app, theme, (view, row.lane), *lane, Rect { y, height: 1, ..areas.names }, buffer);
            let area = Rect { y, height: height.min(areas.lanes.bottom().saturating_sub(y)), ..areas.lanes };
            for (line, y) in row.lines.iter().zip(area.y..area.bottom()) {
                self::line(app, theme, view, line, Rect { y, height: 1, ..area }, buffer);
            }
            publication(app, theme, view, (*lane, &row.lines), area, buffer);
        }
        y = y.saturating_add(height);
    }
    used
}

fn crumbs(app: &App, theme: &Theme, view: &Lanes, area: Rect, buffer: &mut Buffer) {
    let left = super::header::draw_chips(app, theme, area, buffer);
    let mut strip = Strip::new(buffer, left);
    strip.put(" Lanes ", theme.accent).put("· ", theme.faint);
    for kind in Kind::ALL {
        let style = if kind == view.kind { theme.heading } else { theme.quiet };
        strip.put(kind.name(), style).put(" ", theme.text);
    }
    let folded = view.columns.folds(view.left, view.left + i64::from(area.width)).next().is_some();
    let notes = [
        Some(format!("· a column: {} ", view.scale_words())),
        folded.then(|| format!("· {LEFT_OUT} skipped ")),
        Some(format!("· {PUBLISHED} published ")),
    ];
    for note in notes.into_iter().flatten() {
        if strip.room() > display_width(&note) {
            strip.put(&note, theme.quiet);
        }
    }
}

/// The days that are seen, in words: shorter, or no more than their years, where there is no room for all.
pub fn range(view: &Lanes, width: u16, room: usize) -> String {
    let Some((first, last)) = view.days(width) else { return String::new() };
    let days = When::days(first, last, Basis::Given);
    let years = match (first.year(), last.year()) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first} – {last}"),
    };
    let short = format!("{} – {}", first.format("%-d %b"), last.format("%-d %b %Y"));
    let choices = [days.in_full(), short, years];
    choices.into_iter().find(|words| display_width(words) <= room).unwrap_or_default()
}

/// Folded time and the beginnings of days, drawn under the lanes.
fn ground(theme: &Theme, view: &Lanes, area: Rect, buffer: &mut Buffer) {
    let (from, to) = (view.left, view.left + i64::from(area.width));
    let mut column = |column: i64, sign: &str| {
        let Some(x) = u16::try_from(column - from).ok().filter(|x| *x < area.width) else { return };
        for y in area.y..area.bottom() {
            buffer[(area.x + x, y)].set_symbol(sign).set_style(theme.faint);
        }
    };
    for (tick, _) in view.columns.ticks(from, to) {
        column(tick, "┊");
    }
    for fold in view.columns.folds(from, to) {
        (fold.column..fold.column + FOLD).for_each(|at| column(at, LEFT_OUT));
    }
}

/// The lines above the lanes, the last ones where there is room for few: what the labels leave out, the labels, the density.
fn ruler(theme: &Theme, view: &Lanes, area: Rect, buffer: &mut Buffer) {
    let (from, to) = (view.left, view.left + i64::from(area.width));
    let x_of = |column: i64| area.x + u16::try_from(column - from).unwrap_or(0);
    let line = |y: u16| Rect { y, height: 1, ..area };
    let labels_at = if area.height >= 3 { area.y + 1 } else { area.y };
    let density_at = area.bottom().saturating_sub(1);
    if area.height >= 3 {
        labels(&view.columns.context(from, to), (from, to), theme.heading, line(area.y), buffer);
    }
    if area.height >= 1 {
        let folds: Vec<_> = view.columns.folds(from, to).collect();
        let clear = |(column, words): &(i64, String)| {
            let end = column + i64::try_from(words.chars().count()).unwrap_or(0);
            !folds.iter().any(|fold| *column < fold.column + FOLD && end > fold.column)
        };
        let ticks =
            if area.height >= 3 { view.columns.ticks(from, to) } else { view.columns.ticks_alone(from, to) };
        let ticks: Vec<(i64, String)> = ticks.into_iter().filter(clear).collect();
        labels(&ticks, (from, to), theme.time, line(labels_at), buffer);
        for fold in folds.iter().filter(|fold| fold.column >= from && fold.column + FOLD <= to) {
            let words =
                format!("{:^1$}", format!("‹{}›", length(fold.minutes)), usize::try_from(FOLD).unwrap_or(0));
            let place =
                Rect { x: x_of(fold.column), width: u16::try_from(FOLD).unwrap_or(0), ..line(labels_at) };
            Strip::new(buffer, place).put(&words, theme.quiet);
        }
    }
    if area.height >= 2 {
        density(theme, view, line(density_at), buffer);
    }
}

/// Words over columns, each as far as the next one leaves room.
fn labels(labels: &[(i64, String)], (from, to): (i64, i64), style: Style, line: Rect, buffer: &mut Buffer) {
    for (at, (column, words)) in labels.iter().enumerate() {
        let end = labels.get(at + 1).map_or(to, |(next, _)| next - 1).min(to);
        let room = u16::try_from(end - column).unwrap_or(0);
        if usize::from(room) < words.chars().count() && (labels.len() > 1 || room < 4) {
            continue;
        }
        let x = line.x + u16::try_from(column - from).unwrap_or(0);
        Strip::new(buffer, Rect { x, width: room, ..line }).put(words, style);
    }
}

/// How many events fall into each column; that of the selected one is marked.
fn density(theme: &Theme, view: &Lanes, line: Rect, buffer: &mut Buffer) {
    let columns = &view.columns;
    let minutes: Vec<i64> =
        (0..=i64::from(line.width)).map(|column| columns.minute(view.left + column)).collect();
    let counts: Vec<(usize, bool)> =
        minutes.windows(2).map(|pair| view.model.count(pair[0], pair[1])).collect();
    let most = counts.iter().map(|(count, _)| *count).max().unwrap_or(0).max(1);
    let published = |from: i64, to: i64| {
        let first = view.model.published().partition_point(|minute| *minute < from);
        view.model.published().get(first).is_some_and(|minute| *minute < to)
    };
    for ((x, (count, alarmed)), pair) in (line.x..line.right()).zip(counts).zip(minutes.windows(2)) {
        let (sign, style) = match count {
            0 if published(pair[0], pair[1]) => (PUBLISHED, theme.quiet),
            0 => continue,
            _ if alarmed => (BARS[count * 7 / most], theme.contradiction),
            _ => (BARS[count * 7 / most], theme.shared),
        };
        buffer[(x, line.y)].set_symbol(sign).set_style(style);
    }
    let mark = view.at.and_then(|at| view.model.item(at)).map(|item| item.stretch.mark());
    if let Some(column) = mark.and_then(|mark| view.window(line.width).column(mark)) {
        buffer[(line.x + column, line.y)].set_style(theme.selected);
    }
}

fn name(app: &App, theme: &Theme, (view, at): (&Lanes, usize), lane: Lane, line: Rect, buffer: &mut Buffer) {
    let chosen = at == view.lane;
    let mut strip = Strip::new(buffer, line);
    strip.put(if chosen { "▸" } else { " " }, theme.accent).put_right(" ", theme.text);
    let style = if chosen { theme.heading } else { theme.text };
    if let Lane::Report(report) = lane {
        strip.put(&report.to_string(), theme.report(report)).put(" ", theme.text);
    }
    strip.put(app.lane_name(lane), style);
}

/// The day on which the report of a lane was published: on the first line that has nothing there, else over a stretch of time,
/// but over no mark and no title.
fn publication(
    app: &App,
    theme: &Theme,
    view: &Lanes,
    (lane, lines): (Lane, &[Line]),
    area: Rect,
    buffer: &mut Buffer,
) {
    let Lane::Report(report) = lane else { return };
    let Some(column) = app.published_at(lane, &view.window(area.width)) else { return };
    let part = |line: &Line| line.cells.get(usize::from(column)).map_or(Part::Empty, |cell| cell.part);
    let is_titled = |line: &Line| {
        let mut titles = line.labels.iter();
        titles.any(|label| (label.column..label.column.saturating_add(label.width)).contains(&column))
    };
    let mut free = (area.y..area.bottom()).zip(lines).filter(|(_, line)| !is_titled(line));
    let empty = free.clone().find(|(_, line)| part(line) == Part::Empty);
    let Some((y, _)) = empty.or_else(|| free.find(|(_, line)| part(line) != Part::Mark)) else { return };
    let place = Rect { x: area.x + column, y, width: 1, height: 1 };
    Strip::new(buffer, place).put(PUBLISHED, theme.report(report));
}

fn line(app: &App, theme: &Theme, view: &Lanes, line: &Line, area: Rect, buffer: &mut Buffer) {
    for (cell, x) in line.cells.iter().zip(area.x..area.right()) {
        if let Some((sign, style)) = drawn(app, theme, view, *cell) {
            buffer[(x, area.y)].set_symbol(sign).set_style(style);
        }
    }
    for label in &line.labels {
        let Some(item) = view.model.item(label.item) else { continue };
        let Some(event) = app.library.event(item.event) else { continue };
        let x = area.x.saturating_add(label.column);
        let place = Rect { x, width: label.width.min(area.right().saturating_sub(x)), ..area };
        let plain = if event.salience >= Event::MAIN { theme.text } else { theme.quiet };
        let mut style = app.library.manner(item.event).style(theme, plain);
        if view.at == Some(label.item) {
            style = style.patch(theme.selected);
        }
        // What is drawn under the lanes must not touch the title.
        let before = usize::from(label.column).checked_sub(1).and_then(|at| line.cells.get(at));
        if before.is_some_and(|cell| cell.part == Part::Empty) {
            buffer[(x - 1, area.y)].set_symbol(" ");
        }
        Strip::new(buffer, place).put(&event.title, style);
    }
}

/// A cell's sign and style; several marks in one are counted, unless accounts differ there or one of them is selected.
fn drawn(app: &App, theme: &Theme, view: &Lanes, cell: Cell) -> Option<(&'static str, Style)> {
    const COUNTS: [&str; 8] = ["2", "3", "4", "5", "6", "7", "8", "9"];
    if cell.part == Part::Empty {
        return None;
    }
    let item = view.model.item(cell.item)?;
    let selected = view.at == Some(cell.item);
    let agreement = app.agreement(item.event);
    let manner = app.library.manner(item.event);
    let mut style = super::agreement_style(theme, agreement);
    let sign = match cell.part {
        Part::Mark if agreement >= Agreement::Different => agreement.mark(),
        Part::Mark if cell.count > 1 && !selected => {
            COUNTS.get(cell.count as usize - 2).copied().unwrap_or("+")
        }
        Part::Mark => manner.mark().unwrap_or(agreement.mark()),
        part => PARTS.iter().find(|(known, _, _)| *known == part).map_or(" ", |(_, sign, _)| sign),
    };
    if selected {
        style = style.patch(theme.selected);
    }
    Some((sign, style))
}

/// Details of the selected event: its title, when, who reports it, and their words or what they disagree on.
fn detail(app: &App, theme: &Theme, view: &Lanes, area: Rect, buffer: &mut Buffer) {
    let Some((id, event)) = view.selected.and_then(|id| Some((id, app.library.event(id)?))) else { return };
    let mut area = area;
    if area.height >= 3 {
        for x in area.x..area.right() {
            buffer[(x, area.y)].set_symbol("─").set_style(theme.faint);
        }
        area = Rect { y: area.y + 1, height: area.height - 1, ..area };
    }
    let mut rest = (area.y..area.bottom()).map(|y| Rect { y, height: 1, ..area });
    if let Some(line) = rest.next() {
        head(app, theme, id, event, line, buffer);
    }
    if let Some(line) = rest.next() {
        reported_by(app, theme, id, event, line, buffer);
    }
    let open = app.library.disagreements_of(id).iter().find(|at| app.is_open(**at));
    if let Some(found) = open.and_then(|at| app.library.disagreements.get(*at as usize))
        && let Some(line) = rest.next()
    {
        let style = super::agreement_style(theme, app.agreement(id));
        let mark = crate::ui::screens::card::verdict_mark(found.verdict);
        let mut strip = Strip::new(buffer, line);
        strip.put(" ", theme.text).put(mark, style).put(" ", theme.text).put(&found.summary, theme.text);
    }
    let rest: Vec<Rect> = rest.collect();
    let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return };
    let mut room = Rect { height: last.bottom() - first.y, ..*first };
    for report in event.reported_by.iter().filter(|report| app.is_included(**report)) {
        let Some(mention) = app.library.mentions(id, *report).next() else { continue };
        let words = mention.span.of(app.library.text(*report));
        let words = format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" "));
        Strip::new(buffer, room).put(" ", theme.text).put(&report.to_string(), theme.report(*report));
        let (badge, text) = cut_left(room, 4);
        let used = super::lines(&words, theme.passage, text, buffer);
        room = cut_top(Rect { width: badge.width + text.width, ..room }, used.max(1)).1;
        if room.height == 0 {
            return;
        }
    }
}

fn head(app: &App, theme: &Theme, id: EventId, event: &Event, line: Rect, buffer: &mut Buffer) {
    let agreement = app.agreement(id);
    let manner = app.library.manner(id);
    let mut strip = Strip::new(buffer, line);
    strip.put(" ", theme.text).put_right(" ", theme.text);
    let when = event.when.in_words();
    if strip.room() > when.len() + 24 {
        strip.put_right(&when, theme.time).put_right(" ", theme.text);
    }
    strip.put(agreement.mark(), super::agreement_style(theme, agreement)).put(" ", theme.text);
    if let Some(mark) = manner.mark() {
        strip
            .put(mark, theme.quiet)
            .put(" ", theme.text)
            .put(manner.word(), theme.quiet)
            .put(" ", theme.text);
    }
    super::own(app, theme, Item::Event(id), &mut strip);
    strip.put(&event.title, manner.style(theme, theme.heading));
}

fn reported_by(app: &App, theme: &Theme, id: EventId, event: &Event, line: Rect, buffer: &mut Buffer) {
    let mut strip = Strip::new(buffer, line);
    strip.put(" ", theme.text).put(&event.when.in_full(), theme.time);
    let place = event.place.and_then(|place| app.library.timeline.actors.get(place.0 as usize));
    if let Some(place) = place {
        strip.put(" · ", theme.faint).put(&place.name, theme.actor);
    }
    strip.put(" · ", theme.faint).put(app.agreement(id).words(), theme.quiet).put(":", theme.quiet);
    for report in event.reported_by.iter().filter(|report| app.is_included(**report)).take(12) {
        strip.put(" ", theme.text).put(&report.to_string(), theme.report(*report));
    }
    if event.reported_by.len() > 12 {
        strip.put(&format!(" and {} more", event.reported_by.len() - 12), theme.quiet);
    }
}
