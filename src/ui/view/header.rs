//! The lines above the panes: title and counts, progress, breadcrumb and chips or tabs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::reading::Stage;
use crate::text::ReportId;
use crate::timeline::ActorId;
use crate::ui::state::app::{App, Progress, Reading};
use crate::ui::state::panes::Focus;
use crate::ui::widget::Strip;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::time_axis::CoreTime;
use crate::ui::widget::wrap::display_width;

/// Title, reports, dates; counts of disagreements at the right.
pub fn header(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let library = &app.library;
    let mut strip = Strip::new(buffer, area);
    strip.put_right(" ", theme.text);
    let reports = library.reports().len();
    if reports > 0 {
        let (serious, other) = (app.passing.contradictions, app.passing.differences);
        strip.put_right(&format!("≠ {other}"), theme.difference);
        strip.put_right("  ", theme.text);
        let words = if area.width >= 70 { plural(serious, "contradiction") } else { serious.to_string() };
        strip.put_right(&format!("✗ {words}"), if serious > 0 { theme.contradiction } else { theme.quiet });
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
    let mut put = |words: String| {
        // A number or a date that is cut says something else.
        let fits = strip.room() >= display_width(&words) + 3;
        if fits {
            strip.put(" · ", theme.faint).put(&words, theme.quiet);
        }
        fits
    };
    put(plural(reports, "report"));
    if let Some(span) = library.span.filter(|_| area.width >= 70) {
        let core = CoreTime { earlier: 0, later: 0, ..span };
        if !put(span.in_words()) {
            put(core.in_words());
        }
    }
}

/// "1 report", "3 reports".
fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// What loading is at, in words: stage, count, rate and time left.
pub fn progress(progress: Progress) -> String {
    let Progress { stage, done, total, seconds } = progress;
    let (doing, what) = stage.words();
    let about = if stage == Stage::Inputs { "about " } else { "" };
    if total == 0 && done == 0 {
        return format!("{doing} {what} …");
    }
    if done == 0 {
        let place = Stage::ALL.iter().take_while(|known| **known <= stage).count();
        return format!("{doing} {total} {what} · step {place} of {}", Stage::ALL.len());
    }
    #[allow(clippy::cast_precision_loss, reason = "a rate needs few digits")]
    let rate = done as f32 / seconds.max(0.001);
    if total == 0 {
        return format!("{doing} {done} {what} · {rate:.0}/s");
    }
    #[allow(clippy::cast_precision_loss, reason = "as above")]
    let left = total.saturating_sub(done) as f32 / rate.max(0.001);
    format!("{doing} {done} of {about}{total} {what} · {rate:.0}/s · {left:.0} s left")
}

/// Something that can be removed, or clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chip {
    /// A filter by an actor.
    Actor(ActorId),
    /// A report left out.
    Without(ReportId),
    /// Only a time.
    Period,
    /// Only a verdict.
    Verdict,
    /// Only what contains some words.
    Words,
    /// Only what has a star, a tag or a note.
    Own,
    /// What is to be joined with the next.
    Joining,
    /// So many filters that there is no room for.
    More(usize),
    /// What is before the badges of the reports.
    Sources,
    /// A report's badge: clicked, the report is left out or included again.
    Badge(ReportId),
}

/// Most reports with a badge of their own here: as many as have a key.
const BADGES: usize = 9;

fn chip_words(app: &App, chip: Chip) -> String {
    match chip {
        Chip::Actor(id) => {
            let name = app.library.timeline.actors.get(id.0 as usize).map_or("", |actor| &actor.name);
            format!(" actor: {} ✕ ", crate::ui::widget::wrap::fit(name, 24))
        }
        Chip::Without(report) => format!(" without {report} ✕ "),
        Chip::Period => {
            app.filter.period.as_ref().map_or_else(String::new, |when| format!(" {} ✕ ", when.in_words()))
        }
        Chip::Verdict => {
            let name = app.filter.verdict.map_or("", crate::export::names::verdict_in_words);
            format!(" {name} ✕ ")
        }
        Chip::Words => format!(" “{}” ✕ ", crate::ui::widget::wrap::fit(&app.filter.words, 24)),
        Chip::Own => " ★✎# ✕ ".to_owned(),
        Chip::Joining => " joining ✕ ".to_owned(),
        Chip::More(1) => " 1 filter ✕ ".to_owned(),
        Chip::More(count) => format!(" {count} filters ✕ "),
        Chip::Sources => "source:".to_owned(),
        Chip::Badge(report) if app.is_included(report) => report.to_string(),
        Chip::Badge(_) => "–".to_owned(),
    }
}

fn chip_style(app: &App, theme: &Theme, chip: Chip) -> Style {
    match chip {
        Chip::Sources => theme.quiet,
        Chip::Badge(report) if app.is_included(report) => theme.report(report),
        Chip::Badge(_) => theme.faint,
        _ => theme.chip,
    }
}

/// The filters that are on, in the order of their chips.
fn filters(app: &App) -> Vec<Chip> {
    let filter = &app.filter;
    let mut chips: Vec<Chip> = app.joining.iter().map(|_| Chip::Joining).collect();
    chips.extend(filter.actors.iter().map(|id| Chip::Actor(*id)));
    chips.extend(filter.without.iter().map(|report| Chip::Without(*report)));
    for (on, chip) in [
        (filter.period.is_some(), Chip::Period),
        (filter.verdict.is_some(), Chip::Verdict),
        (!filter.words.is_empty(), Chip::Words),
        (filter.own, Chip::Own),
    ] {
        chips.extend(on.then_some(chip));
    }
    chips
}

/// Where the chips of the filters are, from the right end; a chip for all of them where there is no room for each.
pub fn filter_chips(app: &App, area: Rect) -> Vec<(Rect, Chip)> {
    chips_of(app, area, &filters(app))
}

fn chips_of(app: &App, area: Rect, filters: &[Chip]) -> Vec<(Rect, Chip)> {
    let placed = placed(app, area, filters);
    if placed.len() == filters.len() { placed } else { self::placed(app, area, &[Chip::More(filters.len())]) }
}

/// Where the chips of the filters and the badges of the reports are, from the right end.
pub fn chips(app: &App, area: Rect) -> Vec<(Rect, Chip)> {
    let reports = app.library.reports();
    let badges = reports.iter().map(|report| Chip::Badge(report.id)).filter(|_| reports.len() <= BADGES);
    let sources = (1..=BADGES).contains(&reports.len()).then_some(Chip::Sources);
    let badges: Vec<Chip> = sources.into_iter().chain(badges).collect();
    let mut all = placed(app, area, &badges);
    let free = all.iter().map(|(place, _)| place.x).min().unwrap_or(area.right());
    all.extend(filter_chips(app, Rect { width: free.saturating_sub(area.x), ..area }));
    all
}

/// Chips from the right end, as many as there is room for.
fn placed(app: &App, area: Rect, chips: &[Chip]) -> Vec<(Rect, Chip)> {
    let mut right = area.right().saturating_sub(1);
    let mut placed = Vec::new();
    for chip in chips.iter().rev() {
        let width = u16::try_from(display_width(&chip_words(app, *chip))).unwrap_or(u16::MAX);
        let Some(x) = right.checked_sub(width).filter(|x| *x > area.x) else { break };
        placed.push((Rect { x, y: area.y, width, height: 1 }, *chip));
        right = x.saturating_sub(1);
    }
    placed
}

/// Draws chips; returns the area left free.
fn draw_placed(app: &App, theme: &Theme, area: Rect, placed: Vec<(Rect, Chip)>, buffer: &mut Buffer) -> Rect {
    let mut left = area;
    for (place, chip) in placed {
        Strip::new(buffer, place).put(&chip_words(app, chip), chip_style(app, theme, chip));
        left.width = left.width.min(place.x.saturating_sub(area.x));
    }
    left
}

/// Draws the chips and badges; returns the area left free.
pub fn draw_chips(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    draw_placed(app, theme, area, chips(app, area), buffer)
}

/// Draws the chips of the filters alone; returns the area left free.
pub fn draw_filters(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    draw_placed(app, theme, area, filter_chips(app, area), buffer)
}

/// The same without the chip of a filter that is shown elsewhere.
pub fn draw_filters_except(app: &App, theme: &Theme, except: Chip, area: Rect, buffer: &mut Buffer) -> Rect {
    let filters: Vec<Chip> = filters(app).into_iter().filter(|chip| *chip != except).collect();
    draw_placed(app, theme, area, chips_of(app, area, &filters), buffer)
}

/// Where one is, and what is filtered.
pub fn crumbs(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let left = draw_chips(app, theme, area, buffer);
    let mut strip = Strip::new(buffer, left);
    strip.put(" ", theme.text);
    let trail = if app.subject.event.is_none() && app.subject.disagreement.is_some() {
        vec!["a disagreement about no single event".to_owned()]
    } else {
        trail(app)
    };
    for (at, part) in trail.iter().enumerate() {
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

/// The tabs of a narrow screen: where they are, what they open, and their words.
pub fn tabs(app: &App, area: Rect) -> Vec<(Rect, Focus, String)> {
    let sources = app.sources.reporting.iter().enumerate();
    let sources = sources.map(|(at, report)| (Focus::Source(at), format!(" {report} ")));
    let long = area.width >= 50;
    let disagreements = if long { " Disagreements " } else { " ≠ " };
    let disagreements = (Focus::Disagreements, format!("{disagreements}{} ", app.cards.own()));
    let all = [(Focus::Timeline, " Timeline ".to_owned())].into_iter().chain([disagreements]).chain(sources);
    // Of many reports the last have no tab where there are filters: what is left out must be seen.
    let filters = match filters(app).len() {
        0 => 0,
        count => display_width(&chip_words(app, Chip::More(count))) + 1,
    };
    let right = area.right().saturating_sub(u16::try_from(filters).unwrap_or(u16::MAX));
    let mut x = area.x;
    let mut placed = Vec::new();
    for (focus, words) in all {
        let width = u16::try_from(display_width(&words)).unwrap_or(u16::MAX);
        if x.saturating_add(width) > right {
            break;
        }
        placed.push((Rect { x, y: area.y, width, height: 1 }, focus, words));
        x += width;
    }
    placed
}

/// Draws the tabs, and the filters where they leave room.
pub fn draw_tabs(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    draw_filters(app, theme, beside_tabs(app, area), buffer);
    for (place, focus, words) in tabs(app, area) {
        let style = if focus == app.focus { theme.selected } else { theme.quiet };
        Strip::new(buffer, place).put(&words, style);
    }
}

/// What the tabs leave free.
pub fn beside_tabs(app: &App, area: Rect) -> Rect {
    let used = tabs(app, area).last().map_or(area.x, |(place, _, _)| place.right());
    Rect { x: used, width: area.right().saturating_sub(used), ..area }
}
