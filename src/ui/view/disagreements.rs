//! The list of disagreements: those of the selected event in full, then all others, the gravest first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::disagreement::{Disagreement, Verdict};
use crate::ui::app::App;
use crate::ui::card::{INDENT, Line, verdict_mark};
use crate::ui::panes::Panes;
use crate::ui::theme::Theme;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

pub fn disagreements(app: &App, theme: &Theme, panes: &Panes, focused: bool, buffer: &mut Buffer) {
    let list = &app.cards;
    let note = format!("{}/{}", (list.at + 1).min(list.order.len()), list.order.len());
    let title = if focused { theme.accent } else { theme.quiet };
    super::pane(buffer, panes.disagreements, &[(" Disagreements ", title)], &note, (theme, focused));
    let area = panes.cards();
    let mut y = area.y;
    for place in list.top..list.order.len() {
        if y >= area.bottom() {
            break;
        }
        if app.has_heading(place) {
            y = heading(app, theme, place, Rect { y, height: 1, ..area }, buffer);
        }
        y = card(
            app,
            theme,
            place,
            Rect { y, height: area.bottom().saturating_sub(y), ..area },
            focused,
            buffer,
        );
    }
    if list.order.is_empty() {
        super::lines("No difference between the reports was found.", theme.quiet, area, buffer);
    }
    let scroll = Scroll { top: list.top, seen: usize::from(area.height / 3), total: list.order.len() };
    scrollbar(buffer, panes.disagreements, scroll, theme.quiet, &[]);
}

fn heading(app: &App, theme: &Theme, place: usize, line: Rect, buffer: &mut Buffer) -> u16 {
    let words = if place < app.cards.own { "on this event" } else { "elsewhere, the gravest first" };
    Strip::new(buffer, line).put(words, theme.faint);
    line.y + 1
}

fn card(app: &App, theme: &Theme, place: usize, area: Rect, focused: bool, buffer: &mut Buffer) -> u16 {
    let found = app.cards.order.get(place).and_then(|at| app.library.disagreements.get(*at as usize));
    let Some(found) = found else { return area.y };
    let lines = app.card_lines(place, area.width);
    let mut y = area.y;
    for line in &lines {
        if y >= area.bottom() {
            break;
        }
        let row = Rect { y, height: 1, ..area };
        card_line(theme, found, line, row, buffer);
        if place == app.cards.at && matches!(line, Line::Summary { .. }) {
            buffer.set_style(row, if focused { theme.selected } else { theme.marked });
        }
        y += 1;
    }
    y
}

/// One line of a card.
pub fn card_line(theme: &Theme, found: &Disagreement, line: &Line, area: Rect, buffer: &mut Buffer) {
    let mut strip = Strip::new(buffer, area);
    match line {
        Line::Summary { words, first } => {
            let mark = if *first { verdict_mark(found.verdict) } else { " " };
            strip.put(mark, verdict_style(theme, found.verdict)).put(" ", theme.text);
            let loud = matches!(found.verdict, Verdict::Omission | Verdict::Name | Verdict::Compatible);
            strip.put(words, if loud { theme.quiet } else { theme.heading });
        }
        Line::Position { report, statement, clock } => {
            strip.skip(INDENT.into()).put(&report.to_string(), theme.report(*report)).put("  ", theme.text);
            strip.put(statement, theme.text);
            if strip.room() > clock.len() + 1 {
                strip.put("  ", theme.text).put(clock, theme.time);
            }
        }
        Line::Why(words) => {
            strip.skip(INDENT.into()).put(words, theme.quiet);
        }
        Line::Gap => {}
    }
}

/// The style of a verdict's mark.
pub fn verdict_style(theme: &Theme, verdict: Verdict) -> ratatui::style::Style {
    match verdict {
        Verdict::Contradiction => theme.contradiction,
        Verdict::Compatible | Verdict::Omission | Verdict::Name => theme.quiet,
        _ => theme.difference,
    }
}
