//! The command palette: every command by its description, with its keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::search::{list, marked};
use crate::ui::screens::palette::Palette;
use crate::ui::state::app::App;
use crate::ui::widget::Strip;
use crate::ui::widget::theme::Theme;

pub fn palette(app: &App, theme: &Theme, popup: &Palette, buffer: &mut Buffer) {
    let inner = super::search::frame(app.size, " Commands ", &popup.hits.len().to_string(), theme, buffer);
    Strip::new(buffer, inner)
        .put(" › ", theme.accent)
        .put(&popup.query, theme.heading)
        .put("▏", theme.accent);
    let list = list(app.size);
    for (at, y) in (popup.top..popup.hits.len()).zip(list.y..list.bottom()) {
        let command = popup.hits[at];
        let line = Rect { y, height: 1, ..list };
        let mut strip = Strip::new(buffer, line);
        strip.put(if at == popup.at { " ▸ " } else { "   " }, theme.accent).put_right(" ", theme.text);
        strip.put_right(&app.keymap.keys(command).join(" "), theme.accent).put_right("  ", theme.text);
        marked(command.about, &popup.query, (theme.text, theme.hit), &mut strip);
        strip.put("  ", theme.text);
        marked(command.name, &popup.query, (theme.faint, theme.hit), &mut strip);
        if at == popup.at {
            buffer.set_style(line, theme.selected);
        }
    }
}
