//! The lines above and below the panes: title and counts, breadcrumb and chips or tabs, hints.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::ReportId;
use crate::timeline::ActorId;
use crate::ui::action::Action;
use crate::ui::app::{App, Popup, Progress, Reading, Screen};
use crate::ui::notes::Item;
use crate::ui::panes::Focus;
use crate::ui::prompt::Prompt;
use crate::ui::search::Target;
use crate::ui::theme::Theme;
use crate::ui::widget::Strip;
use crate::ui::wrap::display_width;

/// Title, reports, dates; counts of disagreements at the right.
pub fn header(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let library = &app.library;
    let mut strip = Strip::new(buffer, area);
    strip.put_right(" ", theme.text);
    let reports = library.reports().len();
    if reports > 0 {
        let (grave, other) = (library.contradictions, library.differences);
        strip.put_right(&format!("≠ {other}"), theme.difference);
        strip.put_right("  ", theme.text);
        let words = if area.width >= 70 { plural(grave, "contradiction") } else { grave.to_string() };
        strip.put_right(&format!("✗ {words}"), if grave > 0 { theme.contradiction } else { theme.quiet });
        strip.put_right("  ", theme.text);
    }
    if !library.timeline.problems.is_empty() {
        let count = library.timeline.problems.len();
        let words = if area.width >= 100 { plural(count, "problem") } else { count.to_string() };
        strip.put_right(&format!("! {words}"), theme.problem).put_right("  ", theme.text);
    }
    if let (Reading::Progress(done), true) = (&app.reading, reports > 0) {
        strip.put_right(&progress(*done), theme.quiet).put_right("  ", theme.text);
    }
    strip.put(" rashomon ", theme.accent);
    if reports == 0 {
        return;
    }
    strip.put(" ", theme.text).put(&library.timeline.title, theme.heading);
    strip.put(" · ", theme.faint).put(&plural(reports, "report"), theme.quiet);
    if let Some(span) = library.span.filter(|_| area.width >= 70) {
        strip.put(" · ", theme.faint).put(&span.in_words(), theme.quiet);
    }
}

/// "1 report", "3 reports".
fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// How far loading is, in words: count, rate, time left.
pub fn progress(progress: Progress) -> String {
    let Progress { done, total, seconds } = progress;
    if total == 0 {
        return format!("reading … {done}");
    }
    #[allow(clippy::cast_precision_loss, reason = "a rate needs few digits")]
    let rate = done as f32 / seconds.max(0.001);
    #[allow(clippy::cast_precision_loss, reason = "as above")]
    let left = (total.saturating_sub(done)) as f32 / rate.max(0.001);
    match done {
        0 => format!("reading 0 of {total} reports"),
        _ => format!("reading {done} of {total} reports · {rate:.0}/s · {left:.0} s left"),
    }
}

/// Something that can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chip {
    /// A filter by an actor.
    Actor(ActorId),
    /// A report left out.
    Without(ReportId),
    /// Only what has a star, a tag or a note.
    Own,
    /// What is to be joined with the next.
    Joining,
}

fn chip_words(app: &App, chip: Chip) -> String {
    match chip {
        Chip::Actor(id) => {
            let name = app.library.timeline.actors.get(id.0 as usize).map_or("", |actor| &actor.name);
            format!(" {} ✕ ", crate::ui::wrap::fit(name, 24))
        }
        Chip::Without(report) => format!(" without {report} ✕ "),
        Chip::Own => " ★✎# ✕ ".to_owned(),
        Chip::Joining => " joining ✕ ".to_owned(),
    }
}

/// The chips and where they stand, from the right end.
pub fn chips(app: &App, area: Rect) -> Vec<(Rect, Chip)> {
    let actors = app.filter.actors.iter().map(|id| Chip::Actor(*id));
    let without = app.filter.without.iter().map(|report| Chip::Without(*report));
    let own = app.filter.own.then_some(Chip::Own);
    let joining = app.joining.map(|_| Chip::Joining);
    let chips: Vec<Chip> = joining.into_iter().chain(actors).chain(without).chain(own).collect();
    let mut right = area.right().saturating_sub(1);
    let mut placed = Vec::new();
    for chip in chips.into_iter().rev() {
        let width = u16::try_from(display_width(&chip_words(app, chip))).unwrap_or(u16::MAX);
        let Some(x) = right.checked_sub(width).filter(|x| *x > area.x) else { break };
        placed.push((Rect { x, y: area.y, width, height: 1 }, chip));
        right = x.saturating_sub(1);
    }
    placed
}

/// Where one is, and what is filtered.
pub fn crumbs(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut left = area;
    for (place, chip) in chips(app, area) {
        Strip::new(buffer, place).put(&chip_words(app, chip), theme.chip);
        left.width = place.x.saturating_sub(area.x);
    }
    let mut strip = Strip::new(buffer, left);
    strip.put(" ", theme.text);
    for (at, part) in trail(app).iter().enumerate() {
        if at > 0 {
            strip.put(" › ", theme.faint);
        }
        strip.put(part, theme.quiet);
    }
    let own = app.item().map(|item| app.notes.line(item)).unwrap_or_default();
    if !own.is_empty() {
        strip.put("   ", theme.text).put(&own, theme.accent);
    }
}

/// The selected event's time from the year down, and its place.
fn trail(app: &App) -> Vec<String> {
    let Some(event) = app.subject.event.and_then(|id| app.library.event(id)) else { return Vec::new() };
    let when = &event.when;
    let mut parts = match when.single_day() {
        Some(day) => ["%Y", "%B", "%a %-d"].iter().map(|format| day.format(format).to_string()).collect(),
        None => vec![when.in_full()],
    };
    if when.single_day().is_some() {
        parts.extend(when.minute.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60)));
        parts.extend(when.part.filter(|_| when.minute.is_none()).map(|part| part.to_string()));
    }
    let place = event.place.and_then(|id| app.library.timeline.actors.get(id.0 as usize));
    parts.extend(place.map(|place| place.name.clone()));
    parts
}

/// The tabs of a narrow screen, where they stand, what they open, and their words.
pub fn tabs(app: &App, area: Rect) -> Vec<(Rect, Focus, String)> {
    let sources = app.sources.telling.iter().enumerate();
    let sources = sources.map(|(at, report)| (Focus::Source(at), format!(" {report} ")));
    let quarrels = (Focus::Disagreements, format!(" ≠ {} ", app.cards.own));
    let all = [(Focus::Timeline, " Timeline ".to_owned())].into_iter().chain([quarrels]).chain(sources);
    let mut x = area.x;
    let mut placed = Vec::new();
    for (focus, words) in all {
        let width = u16::try_from(display_width(&words)).unwrap_or(u16::MAX);
        if x.saturating_add(width) > area.right() {
            break;
        }
        placed.push((Rect { x, y: area.y, width, height: 1 }, focus, words));
        x += width;
    }
    placed
}

/// Draws the tabs.
pub fn draw_tabs(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for (place, focus, words) in tabs(app, area) {
        let style = if focus == app.focus { theme.selected } else { theme.quiet };
        Strip::new(buffer, place).put(&words, style);
    }
}

/// What keys do here: those a newcomer needs, as many as fit.
const EXPLORER: &[(&[Action], &str)] = &[
    (&[Action::Up, Action::Down], "event"),
    (&[Action::Left, Action::Right], "day"),
    (&[Action::NextDisagreement], "next disagreement"),
    (&[Action::Open], "passages"),
    (&[Action::NextPane], "pane"),
    (&[Action::Search(Target::Actors)], "search"),
    (&[Action::Compare], "split"),
    (&[Action::Help], "all keys"),
    (&[Action::Quit], "quit"),
];
const PASSAGES: &[(&[Action], &str)] = &[
    (&[Action::Back], "back"),
    (&[Action::Left, Action::Right], "column"),
    (&[Action::Up, Action::Down], "scroll"),
    (&[Action::NextDisagreement], "next disagreement"),
    (&[Action::Copy], "copy"),
    (&[Action::Help], "all keys"),
];
const COMPARE: &[(&[Action], &str)] = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "event"),
    (&[Action::Left, Action::Right], "column"),
    (&[Action::ReportBefore, Action::ReportAfter], "another report"),
    (&[Action::Align], "full texts"),
    (&[Action::NextDisagreement], "next disagreement"),
    (&[Action::Help], "all keys"),
];

const QUARRELS: &[(&[Action], &str)] = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "disagreement"),
    (&[Action::Open], "passages"),
    (&[Action::NextVerdict], "verdict"),
    (&[Action::NextAspect], "aspect"),
    (&[Action::Help], "all keys"),
];
const READ: &[(&[Action], &str)] = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "scroll"),
    (&[Action::NextDisagreement], "next note"),
    (&[Action::Open], "passages"),
    (&[Action::ReportBefore, Action::ReportAfter], "another report"),
    (&[Action::Help], "all keys"),
];
const MATRIX: &[(&[Action], &str)] = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "event"),
    (&[Action::Left, Action::Right], "report"),
    (&[Action::Open], "to the passage"),
    (&[Action::Help], "all keys"),
];
const ACTORS: &[(&[Action], &str)] = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "actor"),
    (&[Action::Open], "only their events"),
    (&[Action::Search(Target::Actors)], "search"),
    (&[Action::Help], "all keys"),
];

/// What something is called.
fn name(app: &App, item: Item) -> String {
    let name = match item {
        Item::Event(id) => app.library.event(id).map(|event| format!("“{}”", event.title)),
        Item::Actor(id) => app.library.timeline.actors.get(id.0 as usize).map(|actor| actor.name.clone()),
        Item::Disagreement(_) => None,
    };
    name.unwrap_or_default()
}

/// The line to write in: what stands just before the cursor is always seen.
fn prompt_line(theme: &Theme, prompt: &Prompt, area: Rect, buffer: &mut Buffer) {
    let mut strip = Strip::new(buffer, area);
    strip.put(" ", theme.text).put(prompt.asks.words(), theme.quiet).put(" › ", theme.accent);
    let (before, after) = prompt.field.text.split_at(prompt.field.at);
    let room = strip.room().saturating_sub(2);
    let starts = before.grapheme_indices(true).map(|(at, _)| at);
    let from = starts.into_iter().find(|at| display_width(&before[*at..]) <= room).unwrap_or(before.len());
    strip.put(&before[from..], theme.heading).put("▏", theme.accent).put(after, theme.heading);
}

/// The line below: what just happened, else the keys.
pub fn hints(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut strip = Strip::new(buffer, area);
    strip.put(" ", theme.text);
    if let Some(item) = app.joining.filter(|_| app.notice.is_none()) {
        let key = app.keymap.hint(Action::Join);
        let words = format!("join {} with: go there and press {key}", name(app, item));
        strip.put(&words, theme.accent);
        return;
    }
    if let Some(words) = &app.notice {
        strip.put(words, theme.accent);
        return;
    }
    match app.popup {
        Some(Popup::Search(_)) => {
            strip.put("⏎ choose   Tab what to search   Esc leave", theme.quiet);
            return;
        }
        Some(Popup::Prompt(ref prompt)) => return prompt_line(theme, prompt, area, buffer),
        Some(Popup::Palette(_)) => {
            strip.put("⏎ do it   Esc leave", theme.quiet);
            return;
        }
        _ => {}
    }
    if app.fresh && app.screens.is_empty() && !app.library.disagreements.is_empty() && area.width >= 100 {
        strip.put("New here? ", theme.heading);
    }
    let hints = match app.screens.last() {
        None => EXPLORER,
        Some(Screen::Passages(_)) => PASSAGES,
        Some(Screen::Compare(_)) => COMPARE,
        Some(Screen::Disagreements(_)) => QUARRELS,
        Some(Screen::Read(_)) => READ,
        Some(Screen::Matrix(_)) => MATRIX,
        Some(Screen::Actors(_)) => ACTORS,
    };
    for (actions, words) in hints {
        let keys: Vec<String> = actions.iter().map(|action| app.keymap.hint(*action)).collect();
        let keys = keys.concat();
        if keys.is_empty() || strip.room() < display_width(&keys) + words.len() + 4 {
            continue;
        }
        strip.put(&keys, theme.accent).put(" ", theme.text).put(words, theme.quiet).put("  ", theme.text);
    }
}
