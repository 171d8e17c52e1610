//! A note being written: a box above the last line of the screen, as high as the note is long.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::screens::prompt::{Prompt, Purpose};
use crate::ui::state::app::App;
use crate::ui::state::panes::{cut_left, cut_top};
use crate::ui::widget::Strip;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap::{TextRow, fit, wrap};

/// The sign of the cursor.
pub const CURSOR: &str = "▏";

pub fn note(app: &App, theme: &Theme, prompt: &Prompt, body: Rect, buffer: &mut Buffer) {
    let Purpose::Note(item) = prompt.purpose else { return };
    let (before, after) = prompt.field.text.split_at(prompt.field.at);
    let text = format!("{before}{CURSOR}{after}");
    let rows = wrap(&text, body.width.saturating_sub(4));
    let most = usize::from(body.height / 2).saturating_sub(2).max(1);
    let height = u16::try_from(rows.len().min(most) + 2).unwrap_or(u16::MAX).min(body.height);
    let area = cut_top(body, body.height - height).1;
    super::clear(buffer, area, theme);
    let name = fit(&super::hints::name(app, item), usize::from(body.width / 2)).into_owned();
    let title = [(" note on ", theme.accent), (name.as_str(), theme.heading), (" ", theme.text)];
    let inner = super::pane(buffer, area, &title, "", (theme, true));
    let inner = cut_left(inner, 1).1;
    let cursor = rows.iter().position(|row| row.end as usize > before.len()).unwrap_or(rows.len() - 1);
    let top = (cursor + 1).saturating_sub(inner.height.into());
    for (row, y) in rows.iter().skip(top).zip(inner.y..inner.bottom()) {
        line(theme, (&text, *row, before.len()), Rect { y, height: 1, ..inner }, buffer);
    }
}

/// One row of the note, with the cursor in its own colour where it is in that row.
fn line(theme: &Theme, (text, row, cursor): (&str, TextRow, usize), area: Rect, buffer: &mut Buffer) {
    let mut strip = Strip::new(buffer, area);
    let words = &text[row.start as usize..row.end as usize];
    match cursor
        .checked_sub(row.start as usize)
        .filter(|at| words[*at.min(&words.len())..].starts_with(CURSOR))
    {
        Some(at) => {
            strip.put(&words[..at], theme.heading).put(CURSOR, theme.accent);
            strip.put(&words[at + CURSOR.len()..], theme.heading);
        }
        None => {
            strip.put(words, theme.heading);
        }
    }
}
