//! The passages of a disagreement beside each other: who says what, through whom, at which clock, in which words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::disagreements::verdict_style;
use super::source;
use crate::disagreement::Position;
use crate::ui::app::{App, Passages};
use crate::ui::card::{ASPECTS, chain, claim, state_mark, verdict_mark, verdict_name};
use crate::ui::notes::Item;
use crate::ui::panes::{cut_top, inside};
use crate::ui::passages::{COLUMN_HEAD, passage_columns, passage_text};
use crate::ui::theme::Theme;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

pub fn passages(app: &App, theme: &Theme, screen: &Passages, buffer: &mut Buffer) {
    let Some(found) = app.library.disagreements.get(screen.disagreement as usize) else { return };
    let (areas, head) = passage_columns(app.size, found.positions.len());
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
    strip.skip(3).put(verdict_name(found.verdict), verdict_style(theme, found.verdict));
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
    let sides = found.positions.iter().zip(0..).skip(screen.first);
    for ((side, at), (pane, area)) in sides.zip(screen.panes.iter().zip(areas)) {
        column(app, theme, (side, at == screen.at), pane, area, buffer);
    }
}

fn column(
    app: &App,
    theme: &Theme,
    (side, focused): (&Position, bool),
    pane: &crate::ui::app::TextPane,
    area: Rect,
    buffer: &mut Buffer,
) {
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
    let (head, _) = cut_top(inside(area), COLUMN_HEAD);
    Strip::new(buffer, head).put(" ", theme.text).put(&side.statement, theme.heading);
    let (voice, clock) = match claim(&app.library, side) {
        Some(claim) => {
            let chain = chain(&app.library, report.id, claim);
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
    source::prose(theme, report, pane, passage_text(area), buffer);
    let seen = usize::from(passage_text(area).height);
    scrollbar(buffer, area, Scroll { top: pane.top, seen, total: pane.rows.len() }, theme.quiet, []);
}
