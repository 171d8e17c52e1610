//! The list of disagreements: those of the selected event in full, then all others, most serious first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::disagreement::Verdict;
use crate::ui::screens::card::{INDENT, Line, state_mark, verdict_mark};
use crate::ui::state::app::App;
use crate::ui::state::notes::Item;
use crate::ui::state::panes::Panes;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap::display_width;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

/// Fewest columns in which a clock that is cut still says its day.
const LEAST_CLOCK: usize = 14;

pub fn disagreements(app: &App, theme: &Theme, panes: &Panes, focused: bool, buffer: &mut Buffer) {
    let list = &app.cards;
    let note = format!("{}/{}", (list.at + 1).min(list.len()), list.len());
    let title = if focused { theme.accent } else { theme.quiet };
    super::pane(buffer, panes.disagreements, &[(" Disagreements ", title)], &note, (theme, focused));
    let area = panes.cards();
    let mut y = area.y;
    for place in list.top..list.len() {
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
    if list.is_empty() {
        super::lines(super::none_to_list(app), theme.quiet, area, buffer);
    }
    let scroll = Scroll { top: list.top, seen: usize::from(area.height / 3), total: list.len() };
    scrollbar(buffer, panes.disagreements, scroll, theme.quiet, []);
}

fn heading(app: &App, theme: &Theme, place: usize, line: Rect, buffer: &mut Buffer) -> u16 {
    let words = if place < app.cards.own() { "on this event" } else { "elsewhere, most serious first" };
    Strip::new(buffer, line).put(words, theme.faint);
    line.y + 1
}

fn card(app: &App, theme: &Theme, place: usize, area: Rect, focused: bool, buffer: &mut Buffer) -> u16 {
    let Some(at) = app.cards.get(place) else { return area.y };
    let lines = app.card_lines(place, area.width);
    let mut y = area.y;
    for (shown, line) in lines.iter().enumerate() {
        if y >= area.bottom() {
            break;
        }
        let row = Rect { y, height: 1, ..area };
        card_line(app, theme, Item::Disagreement(at), line, row, buffer);
        if place == app.cards.at && matches!(line, Line::Summary { .. }) {
            buffer.set_style(row, if focused { theme.selected } else { theme.marked });
        }
        y += 1;
        let is_cut = y == area.bottom() && lines[shown + 1..].iter().any(|line| *line != Line::Gap);
        if is_cut && row.width > 0 {
            buffer[(row.right() - 1, row.y)].set_symbol("…").set_style(theme.accent);
        }
    }
    y
}

/// One line of a card on a disagreement, or of a note on something else.
pub fn card_line(app: &App, theme: &Theme, about: Item, line: &Line, area: Rect, buffer: &mut Buffer) {
    let mut strip = Strip::new(buffer, area);
    match line {
        Line::Summary { words, first } => {
            let Item::Disagreement(at) = about else { return };
            let Some(found) = app.library.disagreements.get(at as usize) else { return };
            let closed = app.library.state(at).map(|state| state_mark(state).0);
            let style = if closed.is_some() { theme.quiet } else { verdict_style(theme, found.verdict) };
            strip.put(if *first { closed.unwrap_or(verdict_mark(found.verdict)) } else { " " }, style);
            strip.put(" ", theme.text);
            let quiet = matches!(found.verdict, Verdict::Omission | Verdict::Name | Verdict::Compatible);
            if *first && app.notes.is_own(about) {
                strip.put_right(own_mark(app, about), theme.accent);
            }
            strip.put(words, if quiet || closed.is_some() { theme.quiet } else { theme.heading });
        }
        Line::Position { report, statement, clock } => {
            strip.skip(INDENT.into()).put(&report.to_string(), theme.report(*report)).put("  ", theme.text);
            strip.put(statement, theme.text);
            if strip.room() > LEAST_CLOCK.min(display_width(clock) + 1) {
                strip.put("  ", theme.text).put(clock, theme.time);
            }
        }
        Line::Trend(words) => {
            strip.skip(INDENT.into()).put(words, theme.time);
        }
        Line::Why(words) => {
            strip.skip(INDENT.into()).put(words, theme.quiet);
        }
        Line::Own(words) => {
            strip.skip(INDENT.into()).put(words, theme.accent);
        }
        Line::Gap => {}
    }
}

/// "★" where something has a star, "✎" where it has a note or a tag alone.
pub fn own_mark(app: &App, item: Item) -> &'static str {
    match (app.notes.star(item), app.notes.is_own(item)) {
        (true, _) => "★",
        (false, true) => "✎",
        _ => "",
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
