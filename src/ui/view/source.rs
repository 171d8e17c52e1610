//! The source panes: each report's own text at the passage that mentions the selected event.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::text::{Published, PublishedBasis, Report, ReportId};
use crate::ui::state::app::{App, Sources, TextPane};
use crate::ui::state::panes::{Focus, Panes, inside};
use crate::ui::widget::prose::Role;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap::display_width;
use crate::ui::widget::{Prose, Strip, scrollbar, strip::Scroll};

pub fn sources(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let (areas, notes) = panes.source_panes(app.sources.reporting.len(), app.silent_lines());
    for (seen, (pane, area)) in app.sources.panes.iter().zip(&areas).enumerate() {
        let at = app.sources.first + seen;
        let of = app.sources.reporting.len();
        let note = if of > areas.len() { format!("{}/{of}", at + 1) } else { String::new() };
        text(app, theme, pane, *area, (app.focus == Focus::Source(at), &note), buffer);
    }
    if app.sources.reporting.is_empty() && !panes.sources.is_empty() {
        let area = super::pane(buffer, panes.sources, &[(" Sources ", theme.quiet)], "", (theme, false));
        super::lines("None of the included reports mentions this.", theme.quiet, area, buffer);
    }
    silence(app, theme, notes, buffer);
}

/// A report's text in a box: source, date and its basis above.
pub fn text(app: &App, theme: &Theme, pane: &TextPane, area: Rect, focus: (bool, &str), buffer: &mut Buffer) {
    let (focused, note) = focus;
    let Some(report) = app.library.report(pane.report) else { return };
    let badge = format!(" {} ", report.id);
    let name = format!("{} ", report.name());
    let date = report.published.as_ref().map(|date| published(date, area.width)).unwrap_or_default();
    let title = [
        (badge.as_str(), theme.report(report.id)),
        (name.as_str(), if focused { theme.accent } else { theme.text }),
        (date.as_str(), theme.quiet),
    ];
    super::pane(buffer, area, &title, note, (theme, focused));
    prose(theme, report, pane, inside(area), buffer);
    let scroll = Scroll { top: pane.top, seen: inside(area).height.into(), total: pane.rows.len() };
    scrollbar(buffer, area, scroll, theme.quiet, rows_marked(theme, pane));
}

/// The rows of a text with disputed words or search hits, for its scrollbar.
pub fn rows_marked(theme: &Theme, pane: &TextPane) -> impl Iterator<Item = (usize, Style)> {
    let styles = (theme.contradiction, theme.hit);
    pane.marks.within(&(0..u32::MAX)).filter_map(move |mark| {
        let style = match mark.role {
            Role::Disputed => styles.0,
            Role::Hit => styles.1,
            _ => return None,
        };
        Some((pane.row_of(mark.span.start), style))
    })
}

/// The rows of a pane that are seen.
pub fn prose(theme: &Theme, report: &Report, pane: &TextPane, area: Rect, buffer: &mut Buffer) {
    let rows = &pane.rows[pane.top.min(pane.rows.len())..];
    let prose = Prose { text: &report.text, rows, marks: &pane.marks, theme };
    (&prose).render(area, buffer);
}

/// "· 14 Mar 2019 ": when a report was published; where there is room, also what says so.
pub fn published(published: &Published, width: u16) -> String {
    let words = match published.day() {
        Some(day) => day.format("%-d %b %Y").to_string(),
        None => published.edtf.clone(),
    };
    let basis = match published.basis {
        PublishedBasis::Manifest => "manifest",
        PublishedBasis::FrontMatter => "file header",
        PublishedBasis::Metadata => "metadata",
        PublishedBasis::FileName => "file name",
        PublishedBasis::Argument => "given",
        PublishedBasis::Notes => "your notes",
    };
    if width < 60 { format!("· {words} ") } else { format!("· {words} ({basis}) ") }
}

/// Which reports do not mention the event, and which say that they do not know.
fn silence(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Sources { silent, silent_count, unknown, .. } = &app.sources;
    let lines =
        [(" not mentioned by ", silent, *silent_count), (" says it is not known: ", unknown, unknown.len())];
    let lines = lines.into_iter().filter(|(_, reports, _)| !reports.is_empty());
    for ((words, reports, count), y) in lines.zip(area.y..area.bottom()) {
        let mut strip = Strip::new(buffer, Rect { y, height: 1, ..area });
        strip.put(words, theme.quiet);
        name_all(app, theme, (reports, count), &mut strip);
    }
}

/// Badge and name of each report; where not all fit, how many are left out.
fn name_all(app: &App, theme: &Theme, (reports, count): (&[ReportId], usize), strip: &mut Strip<'_>) {
    let rest = |named: usize| match (named, count.saturating_sub(named)) {
        (_, 0) => String::new(),
        (0, 1) => "1 report".to_owned(),
        (0, left) => format!("{left} reports"),
        (_, left) => format!("and {left} more"),
    };
    let mut named = 0;
    for report in reports.iter().filter_map(|id| app.library.report(*id)) {
        let badge = report.id.to_string();
        let needed = badge.len() + 1 + display_width(report.name());
        let after = display_width(&rest(named + 1));
        let needed = needed + if after > 0 { after + 2 } else { 0 };
        if strip.room() < needed {
            break;
        }
        strip.put(&badge, theme.report(report.id)).put(" ", theme.text);
        strip.put(report.name(), theme.quiet).put("  ", theme.text);
        named += 1;
    }
    strip.put(&rest(named), theme.quiet);
}
