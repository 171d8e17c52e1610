//! All disagreements: the list, the selected one in full, its passages next to it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::disagreements::card_line;
use super::header::{Chip, draw_filters_except};
use super::source;
use crate::export::names::verdict_in_words;
use crate::ui::screens::card::{ASPECTS, Detail, Line};
use crate::ui::screens::disagreement_list::{DisagreementList, disagreement_list_areas, side_areas};
use crate::ui::state::app::App;
use crate::ui::state::notes::Item;
use crate::ui::state::panes::{Panes, cut_left};
use crate::ui::widget::theme::Theme;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

pub fn list(app: &App, theme: &Theme, view: &DisagreementList, panes: &Panes, buffer: &mut Buffer) {
    let (list, sides) = disagreement_list_areas(app);
    crumbs(app, theme, view, panes.crumbs, buffer);
    let area = cut_left(panes.body, list.width + 2).0;
    let note = format!("{}/{}", (view.at + 1).min(view.order.len()), view.order.len());
    super::pane(buffer, area, &[(" Disagreements ", theme.accent)], &note, (theme, true));
    let mut y = list.y;
    for (place, at) in view.order.iter().enumerate().skip(view.top) {
        if y >= list.bottom() {
            break;
        }
        let selected = place == view.at;
        let detail = if selected { Detail::Full } else { Detail::Line };
        for line in app.disagreement_lines(*at, detail, list.width) {
            if y >= list.bottom() {
                break;
            }
            let row = Rect { y, height: 1, ..list };
            card_line(app, theme, Item::Disagreement(*at), &line, row, buffer);
            if selected && matches!(line, Line::Summary { .. }) {
                buffer.set_style(row, theme.selected);
            }
            y += 1;
        }
    }
    if view.order.is_empty() {
        let words = match view.aspect {
            Some(_) => "None of this aspect.",
            None => super::none_to_list(app),
        };
        super::lines(words, theme.quiet, list, buffer);
    }
    let scroll = Scroll { top: view.top, seen: list.height.into(), total: view.order.len() };
    scrollbar(buffer, area, scroll, theme.quiet, []);
    for (pane, area) in view.panes.iter().zip(side_areas(sides, view.panes.len())) {
        source::text(app, theme, pane, area, (false, ""), buffer);
    }
}

fn crumbs(app: &App, theme: &Theme, view: &DisagreementList, line: Rect, buffer: &mut Buffer) {
    // The verdict is shown at the left, also where there is none.
    let left = draw_filters_except(app, theme, Chip::Verdict, line, buffer);
    let mut strip = Strip::new(buffer, left);
    strip.put(" verdict: ", theme.quiet);
    strip.put(&format!(" {} ", app.filter.verdict.map_or("all", verdict_in_words)), theme.chip);
    let aspect = |wanted| ASPECTS.iter().find(|(known, _)| *known == wanted).map_or("all", |(_, name)| *name);
    strip.put("  aspect: ", theme.quiet);
    strip.put(&format!(" {} ", view.aspect.map_or("all", aspect)), theme.chip);
}
