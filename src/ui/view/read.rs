//! One report's text with the others' words in the margin.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::disagreements::card_line;
use super::header::draw_filters;
use super::source;
use crate::ui::screens::card::Line;
use crate::ui::screens::read::{Read, read_areas};
use crate::ui::state::app::App;
use crate::ui::state::panes::{Panes, inside};
use crate::ui::widget::theme::Theme;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

pub fn read(app: &App, theme: &Theme, view: &Read, panes: &Panes, buffer: &mut Buffer) {
    let (Some(report), Some(pane)) = (app.library.report(view.report), &view.pane) else { return };
    let (text, margin) = read_areas(app);
    let count = app.passing.reports.len();
    let place = app.passing.reports.partition_point(|report| *report <= view.report);
    let left = draw_filters(app, theme, panes.crumbs, buffer);
    let mut strip = Strip::new(buffer, left);
    strip.put_right(&format!("{place}/{count} "), theme.quiet);
    strip.put(" Read ", theme.accent).put("· ", theme.faint);
    strip.put(report.title.as_deref().unwrap_or(&report.path), theme.quiet);
    let badge = format!(" {} ", report.id);
    let name = format!("{} ", report.name());
    let date =
        report.published.as_ref().map(|date| source::published(date, panes.body.width)).unwrap_or_default();
    let title = [
        (badge.as_str(), theme.report(report.id)),
        (name.as_str(), theme.accent),
        (date.as_str(), theme.quiet),
    ];
    let note = match view.notes.len() {
        0 if app.library.reports().len() == 1 => "one report: nothing to compare".to_owned(),
        0 if app.filter.is_open() => "no differences".to_owned(),
        0 => "no difference passes the filter".to_owned(),
        notes => format!("note {}/{notes}", view.at + 1),
    };
    super::pane(buffer, panes.body, &title, &note, (theme, true));
    source::prose(theme, report, pane, text, buffer);
    for (y, height, at) in view.places(margin.height) {
        let area = Rect { y: margin.y + y, height, ..margin };
        self::note(app, theme, view, at, area, buffer);
    }
    let scroll = Scroll { top: pane.top, seen: inside(panes.body).height.into(), total: pane.rows.len() };
    scrollbar(buffer, panes.body, scroll, theme.quiet, source::rows_marked(theme, pane));
}

fn note(app: &App, theme: &Theme, view: &Read, at: usize, area: Rect, buffer: &mut Buffer) {
    for (first, (line, y)) in view.notes[at].lines.iter().zip(area.y..area.bottom()).enumerate() {
        let row = Rect { y, height: 1, ..area };
        card_line(app, theme, view.notes[at].about, line, row, buffer);
        if y + 1 == area.bottom() && !is_rest_empty(view, at, first) {
            buffer[(area.right().saturating_sub(1), y)].set_symbol("…").set_style(theme.accent);
        }
        if at == view.at && (first == 0 || matches!(line, Line::Summary { .. })) {
            buffer.set_style(row, theme.selected);
        }
    }
}

/// Whether nothing is said in the lines of a note after one.
fn is_rest_empty(view: &Read, at: usize, line: usize) -> bool {
    view.notes[at].lines[line + 1..].iter().all(|line| *line == Line::Gap)
}
