//! The timeline: a histogram over events grouped by date. Draws the rows that are seen and no others.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::analysis::time::When;
use crate::text::ReportId;
use crate::timeline::{Event, EventId};
use crate::ui::state::app::{App, TimelineRow};
use crate::ui::state::notes::Item;
use crate::ui::state::panes::Panes;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::time_axis;
use crate::ui::widget::{Histogram, Strip, scrollbar, strip::Scroll};

/// Most badges a row shows.
const BADGES: usize = 5;

pub fn timeline(app: &App, theme: &Theme, panes: &Panes, focused: bool, buffer: &mut Buffer) {
    let list = &app.timeline;
    let here = list.before.get(list.at).map_or(0, |before| before + 1);
    let note = format!("{here}/{}", list.shown);
    let title = if focused { theme.accent } else { theme.quiet };
    super::pane(buffer, panes.timeline, &[(" Timeline ", title)], &note, (theme, focused));
    let selected = app.subject.event.and_then(|id| app.library.event(id));
    let first = app.library.core.map(|(first, _)| first.and_time(chrono::NaiveTime::MIN));
    let histogram = Histogram {
        moments: list.bars.as_ref().map_or(&[], |bars| &bars.moments),
        alarms: list.bars.as_ref().map_or(&[], |bars| &bars.alarms),
        unit: app.unit(),
        focus: selected.and_then(|event| time_axis::moment(&event.when)),
        first,
        theme,
    };
    let bars = panes.histogram();
    let indented = Rect { x: bars.x + 1, width: bars.width.saturating_sub(1), ..bars };
    (&histogram).render(indented, buffer);
    let area = panes.events();
    for (y, at) in (area.y..area.bottom()).zip(list.top..list.rows.len()) {
        let line = Rect { y, height: 1, ..area };
        row(app, theme, at, line, focused, buffer);
    }
    if list.rows.is_empty() {
        let filtered = !app.filter.is_open();
        let words =
            if filtered { "No event passes the filter. Esc takes it away." } else { "No event was found." };
        let padded = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        super::lines(words, theme.quiet, padded, buffer);
    }
    let seen = Scroll { top: list.top, seen: area.height.into(), total: list.rows.len() };
    let bar = Rect { y: area.y.saturating_sub(1), height: area.height + 2, ..panes.timeline };
    let differences = seen.thinned(bar, &list.different).map(|row| (row, theme.difference));
    let contradictions = seen.thinned(bar, &list.contradicted).map(|row| (row, theme.contradiction));
    scrollbar(buffer, bar, seen, theme.quiet, differences.chain(contradictions));
}

fn row(app: &App, theme: &Theme, at: usize, line: Rect, focused: bool, buffer: &mut Buffer) {
    match app.timeline.rows[at] {
        TimelineRow::Day(id) => {
            let words = app.library.event(id).map(day).unwrap_or_default();
            Strip::new(buffer, line).put(" ", theme.text).put(&words, theme.heading);
        }
        TimelineRow::Fold(first, count) => {
            let words = if count == 1 { "1 minor event".to_owned() } else { format!("{count} minor events") };
            let mut strip = Strip::new(buffer, line);
            strip.put(if at == app.timeline.at { " ▸ " } else { "   " }, theme.accent);
            strip.put("⋯ ", theme.faint).put(&words, theme.quiet);
            strip.put(&fold_date(app, at, first, count), theme.faint);
            mark_selection(app, theme, at, line, focused, buffer);
        }
        TimelineRow::Event(id) => {
            event(app, theme, id, at, line, buffer);
            mark_selection(app, theme, at, line, focused, buffer);
        }
    }
}

fn mark_selection(app: &App, theme: &Theme, at: usize, line: Rect, focused: bool, buffer: &mut Buffer) {
    if at == app.timeline.at {
        buffer.set_style(line, if focused { theme.selected } else { theme.marked });
    }
}

/// The date over a group: without the part of the day, which the rows give.
fn day(event: &Event) -> String {
    if !event.when.is_dated() && event.when.edtf.is_empty() {
        return "Undated".to_owned();
    }
    When { part: None, minute: None, ..event.when.clone() }.in_full()
}

fn event(app: &App, theme: &Theme, id: EventId, at: usize, line: Rect, buffer: &mut Buffer) {
    let Some(event) = app.library.event(id) else { return };
    let mut strip = Strip::new(buffer, line);
    strip.put(if at == app.timeline.at { " ▸ " } else { "   " }, theme.accent);
    let agreement = app.agreement(id);
    strip.put(agreement.mark(), super::agreement_style(theme, agreement)).put(" ", theme.text);
    strip.put_right(" ", theme.text);
    let few = app.library.reports().len() <= BADGES;
    if few {
        for report in app.library.reports().iter().rev().filter(|report| app.is_included(report.id)) {
            let is_reported = event.reported_by.contains(&report.id);
            let (words, style) = if is_reported {
                (report.id.to_string(), theme.report(report.id))
            } else if event.unknown.contains(&report.id) {
                ("?".to_owned(), theme.difference)
            } else {
                ("·".to_owned(), theme.faint)
            };
            strip.put_right(&words, style).put_right(" ", theme.text);
        }
    } else {
        let more = app.filter.reports_of(event).count().saturating_sub(BADGES);
        if more > 0 {
            strip.put_right(&format!("+{more}"), theme.quiet).put_right(" ", theme.text);
        }
        let badges: Vec<ReportId> = app.filter.reports_of(event).take(BADGES).collect();
        for report in badges.into_iter().rev() {
            strip.put_right(&report.to_string(), theme.report(report)).put_right(" ", theme.text);
        }
    }
    if event.given.is_some() && strip.room() > 32 {
        strip.put_right("given", theme.quiet).put_right(" ", theme.text);
    }
    let clock = clock(&event.when);
    if strip.room() > clock.len() + 24 {
        strip.put_right(&clock, theme.time).put_right(" ", theme.text);
    }
    let manner = app.library.manner(id);
    if !manner.word().is_empty() && strip.room() > 36 {
        strip.put_right(manner.word(), theme.quiet).put_right(" ", theme.text);
    }
    super::own(app, theme, Item::Event(id), &mut strip);
    if let Some(mark) = manner.mark() {
        strip.put(mark, theme.quiet).put(" ", theme.text);
    }
    let title = if event.salience >= Event::MAIN { theme.text } else { theme.quiet };
    strip.put(&event.title, manner.style(theme, title));
}

/// When folded events begin that are under no date of their own; nothing where the date above is theirs.
fn fold_date(app: &App, at: usize, first: EventId, count: u32) -> String {
    let above = app.timeline.rows[..at].last().and_then(|row| match row {
        TimelineRow::Day(id) | TimelineRow::Event(id) => app.library.event(*id),
        TimelineRow::Fold(..) => None,
    });
    match app.library.event(first) {
        Some(event) if above.is_none_or(|above| above.when.edtf != event.when.edtf) => {
            let words = When { part: None, minute: None, ..event.when.clone() }.in_words();
            let several = count > 1 && event.when.single_day().is_some();
            format!(" · {}{words}", if several { "from " } else { "" })
        }
        _ => String::new(),
    }
}

/// The part of the day, or the time by the clock.
fn clock(when: &When) -> String {
    match (when.minute, when.part) {
        (Some(minute), _) => format!("{:02}:{:02}", minute / 60, minute % 60),
        (None, Some(part)) => part.to_string(),
        (None, None) => String::new(),
    }
}
