//! The passages of a disagreement side by side: who says what, citing whom, as of when, in which words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::disagreements::verdict_style;
use super::{source, table};
use crate::disagreement::Position;
use crate::export::names::verdict_in_words;
use crate::ui::screens::card::{ASPECTS, chain, claim, state_mark, verdict_mark};
use crate::ui::screens::passages::{PassageAreas, passage_areas};
use crate::ui::screens::table::distinct_sides;
use crate::ui::state::app::{App, Passages};
use crate::ui::state::notes::Item;
use crate::ui::state::panes::{cut_top, inside};
use crate::ui::widget::theme::Theme;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

pub fn passages(app: &App, theme: &Theme, screen: &Passages, buffer: &mut Buffer) {
    let Some(found) = app.library.disagreements.get(screen.disagreement as usize) else { return };
    let places = passage_areas(app.size, &app.library, found);
    let head = places.head;
    let mut strip = Strip::new(buffer, head);
    let state = app.library.state(screen.disagreement).map(state_mark);
    let own = app.notes.line(Item::Disagreement(screen.disagreement));
    if let Some((mark, words)) = state {
        strip.put_right(" ", theme.text).put_right(words, theme.accent);
        strip.put(" ", theme.text).put(mark, theme.quiet);
    } else {
        strip.put(" ", theme.text).put(verdict_mark(found.verdict), verdict_style(theme, found.verdict));
    }
    strip.put(" ", theme.text).put(&found.summary, theme.heading);
    let aspect = ASPECTS.iter().find(|(known, _)| *known == found.aspect).map_or("", |(_, name)| name);
    let line = Rect { y: head.y + 1, height: head.height.saturating_sub(1), ..head };
    let mut strip = Strip::new(buffer, line);
    strip.skip(3).put(verdict_in_words(found.verdict), verdict_style(theme, found.verdict));
    strip.put(&format!(" of {aspect} · rule {}", found.rule), theme.quiet);
    strip.put("  ", theme.text).put(&own, theme.accent);
    if head.height > 2 {
        let why = Rect {
            x: head.x + 3,
            y: head.y + 2,
            width: head.width.saturating_sub(4),
            height: head.height - 2,
        };
        super::lines(&found.why, theme.text, why, buffer);
    }
    table::table(app, theme, found, screen.at, places.table, buffer);
    let sides = distinct_sides(&app.library, found);
    let sides = sides.iter().map(|at| &found.positions[*at]).zip(0..).skip(screen.first);
    for ((side, at), (pane, column)) in sides.zip(screen.panes.iter().zip(0..)) {
        self::column(app, theme, (side, at == screen.at), pane, (&places, column), buffer);
    }
}

fn column(
    app: &App,
    theme: &Theme,
    (side, focused): (&Position, bool),
    pane: &crate::ui::state::app::TextPane,
    (places, at): (&PassageAreas, usize),
    buffer: &mut Buffer,
) {
    let Some(area) = places.columns.get(at).copied() else { return };
    let Some(report) = app.library.report(side.passage.report) else { return };
    let badge = format!(" {} ", report.id);
    let name = format!("{} ", report.name());
    let date = report.published.as_ref().map(|date| source::published(date, area.width)).unwrap_or_default();
    let title = [
        (badge.as_str(), theme.report(report.id)),
        (name.as_str(), if focused { theme.accent } else { theme.text }),
        (date.as_str(), theme.quiet),
    ];
    super::pane(buffer, area, &title, "", (theme, focused));
    let (head, _) = cut_top(inside(area), places.column_head());
    who_speaks(app, theme, side, head, buffer);
    let text = places.text(at);
    source::prose(theme, report, pane, text, buffer);
    let scroll = Scroll { top: pane.top, seen: text.height.into(), total: pane.rows.len() };
    scrollbar(buffer, area, scroll, theme.quiet, []);
}

/// What a side says, citing whom, and as of when.
fn who_speaks(app: &App, theme: &Theme, side: &Position, head: Rect, buffer: &mut Buffer) {
    Strip::new(buffer, head).put(" ", theme.text).put(&side.statement, theme.heading);
    let (voice, clock) = match claim(&app.library, side) {
        Some(claim) => {
            let chain = chain(&app.library, side.passage.report, claim);
            let voice = if chain.is_empty() { "in the report's own voice".to_owned() } else { chain };
            let clock = if claim.as_of.is_dated() {
                format!("as of {}", claim.as_of.in_words())
            } else {
                String::new()
            };
            (voice, clock)
        }
        None => (String::new(), String::new()),
    };
    if head.height > 1 {
        let mut strip = Strip::new(buffer, Rect { y: head.y + 1, height: 1, ..head });
        if strip.room() > clock.len() + 12 {
            strip.put_right(" ", theme.text).put_right(&clock, theme.time).put_right(" ", theme.text);
        }
        strip.put(" ", theme.text).put(&voice, theme.quiet);
    }
}
