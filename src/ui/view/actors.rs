//! Actors: the list, and what is known of the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::header::draw_filters;
use super::search::kind;
use crate::text::ReportId;
use crate::timeline::ActorId;
use crate::ui::screens::actors::{ActorList, Label, actor_areas};
use crate::ui::state::app::App;
use crate::ui::state::notes::Item;
use crate::ui::state::panes::{Panes, cut_left, cut_top};
use crate::ui::widget::theme::Theme;
use crate::ui::widget::{Histogram, Strip, scrollbar, strip::Scroll};

pub fn actors(app: &App, theme: &Theme, view: &ActorList, panes: &Panes, buffer: &mut Buffer) {
    let actors = &app.library.timeline.actors;
    let (list, _) = actor_areas(app);
    let left = draw_filters(app, theme, panes.crumbs, buffer);
    Strip::new(buffer, left).put(" Actors ", theme.accent).put("· ⏎ filters the timeline", theme.quiet);
    let (area, right) = cut_left(panes.body, list.width + 2);
    let note = format!("{}/{}", (view.at + 1).min(actors.len()), actors.len());
    super::pane(buffer, area, &[(" Actors ", theme.accent)], &note, (theme, true));
    let most = actors.first().map_or(1, |actor| actor.mentions.len().max(1));
    for (y, at) in (list.y..list.bottom()).zip(view.top..actors.len()) {
        let actor = &actors[at];
        let line = Rect { y, height: 1, ..list };
        let mut strip = Strip::new(buffer, line);
        strip.put(if at == view.at { "▸ " } else { "  " }, theme.accent);
        strip.put_right(" ", theme.text).put_right(&format!("{:>4}", actor.mentions.len()), theme.quiet);
        if strip.room() > 40 {
            let bar = "▪".repeat((actor.mentions.len() * 8).div_ceil(most).min(8));
            strip.put_right(&format!("{bar:<8}"), theme.shared).put_right(" ", theme.text);
            strip.put_right(&format!("{:<12}", kind(actor.kind)), theme.faint).put_right(" ", theme.text);
        }
        super::own(app, theme, Item::Actor(ActorId(u32::try_from(at).unwrap_or(u32::MAX))), &mut strip);
        strip.put(&actor.name, theme.text);
        if at == view.at {
            buffer.set_style(line, theme.selected);
        }
    }
    let scroll = Scroll { top: view.top, seen: list.height.into(), total: actors.len() };
    scrollbar(buffer, area, scroll, theme.quiet, []);
    detail(app, theme, view, right, buffer);
}

fn detail(app: &App, theme: &Theme, view: &ActorList, area: Rect, buffer: &mut Buffer) {
    let Some(actor) = app.library.timeline.actors.get(view.at) else { return };
    let title = format!(" {} ", actor.name);
    let inner = super::pane(buffer, area, &[(&title, theme.heading)], kind(actor.kind), (theme, false));
    let mut rest = cut_left(inner, 1).1;
    let (bars, below) = cut_top(rest, 2);
    let first = app.library.core.map(|(first, _)| first.and_time(chrono::NaiveTime::MIN));
    let histogram =
        Histogram { moments: &view.detail.moments, alarms: &[], unit: app.unit(), focus: None, first, theme };
    (&histogram).render(bars, buffer);
    rest = cut_top(below, 1).1;
    let own = app.notes.line(Item::Actor(ActorId(u32::try_from(view.at).unwrap_or(u32::MAX))));
    rest = paragraph("Noted", &own, theme, rest, buffer);
    rest = paragraph("Also", &actor.variants.join(" · "), theme, rest, buffer);
    let counts = view.detail.mentions.iter();
    let counts: Vec<String> = counts.map(|(report, count)| format!("{report} {count}×")).collect();
    rest = paragraph("Named", &counts.join("  "), theme, rest, buffer);
    let roles = view.detail.roles.iter().map(|(report, span)| {
        format!("{report} “{}”", crate::ui::widget::wrap::fit(span.of(app.library.text(*report)), 60))
    });
    let mut roles: Vec<String> = roles.collect();
    roles.dedup();
    rest = paragraph("Is", &roles.join("\n"), theme, rest, buffer);
    let (own, others) = (voice(&view.detail.own_voice), voice(&view.detail.others_voice));
    rest = paragraph("Called, in the reports' own voice", &own, theme, rest, buffer);
    paragraph("Called, in words of others", &others, theme, rest, buffer);
}

/// What each report calls an actor, a line a report.
fn voice(reports: &[(ReportId, Vec<Label>)]) -> String {
    let line = |(report, labels): &(ReportId, Vec<Label>)| {
        let labels = labels.iter().map(|(words, count)| match count {
            1 => format!("“{words}”"),
            _ => format!("“{words}” {count}×"),
        });
        format!("{report}  {}", labels.collect::<Vec<_>>().join(", "))
    };
    reports.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A heading with words below it, if there are any; the space that is left.
fn paragraph(heading: &str, words: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    if words.is_empty() || area.height < 2 {
        return area;
    }
    Strip::new(buffer, area).put(heading, theme.quiet);
    let below = cut_top(area, 1).1;
    let used =
        super::lines(words, theme.text, Rect { width: below.width.saturating_sub(1), ..below }, buffer);
    cut_top(below, used.saturating_add(1)).1
}
