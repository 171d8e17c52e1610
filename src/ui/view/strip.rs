//! The strip of lanes over the explorer's panes: which days are seen and what a column stands for at the left, the axis at the
//! right, lanes below where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lanes::{axis, range};
use crate::ui::screens::lanes::areas::strip_areas;
use crate::ui::state::app::App;
use crate::ui::widget::Strip;
use crate::ui::widget::theme::Theme;

pub fn strip(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let areas = strip_areas(area);
    let lanes = &app.strip.lanes;
    if lanes.model.is_empty() {
        super::lines("No dated event passes the filter.", theme.quiet, areas.ruler, buffer);
        return;
    }
    let room = usize::from(areas.names.width.saturating_sub(2));
    let days = range(lanes, areas.lanes.width, room);
    let column = format!("a column: {}", lanes.scale_words());
    let column = if column.len() > room { lanes.scale_words() } else { &column };
    let (kind, seen, all) = (lanes.kind.name(), lanes.rows.len(), lanes.model.lanes.len());
    let some = format!("{kind} · {seen} of {all}");
    let kind = if seen == all || some.len() > room { kind } else { &some };
    let said = [(days.as_str(), theme.heading), (column, theme.quiet), (kind, theme.quiet)];
    for ((words, style), y) in said.iter().zip(areas.ruler.y..areas.ruler.bottom()) {
        let line = Rect { y, height: 1, ..areas.names };
        Strip::new(buffer, line).put(" ", theme.text).put_right(" ", theme.text).put(words, *style);
    }
    axis(app, theme, lanes, &areas, buffer);
}
