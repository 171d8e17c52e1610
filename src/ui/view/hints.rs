//! The last line of the screen: what just happened or is being written, else what keys do here.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::note::CURSOR;
use crate::ui::screens::prompt::Prompt;
use crate::ui::screens::search::Target;
use crate::ui::state::action::Action;
use crate::ui::state::app::{App, Popup, Screen};
use crate::ui::state::notes::Item;
use crate::ui::widget::Strip;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap::{display_width, fit, wrap};

/// What keys do, in a word or two.
type Hints = &'static [(&'static [Action], &'static str)];

/// What is at the right end whatever else fits.
const ENDS: Hints = &[(&[Action::Help], "all keys"), (&[Action::Quit], "quit")];
const HELP: Hints = &[(&[Action::Help], "all keys")];

/// Most lines of the reason why an input is not accepted.
const MOST_REASON: u16 = 3;

/// What keys do here: those a newcomer needs first, as many as fit.
const EXPLORER: Hints = &[
    (&[Action::Up, Action::Down], "event"),
    (&[Action::Left, Action::Right], "day"),
    (&[Action::NextDisagreement], "next disagreement"),
    (&[Action::Disagreements], "all"),
    (&[Action::Open], "passages"),
    (&[Action::NextPane], "pane"),
    (&[Action::Search(Target::All)], "search"),
    (&[Action::Lanes], "lanes"),
    (&[Action::Compare], "split"),
    (&[Action::Read], "read"),
    (&[Action::ZoomIn, Action::ZoomOut], "zoom"),
    (&[Action::Matrix], "matrix"),
    (&[Action::Actors], "actors"),
    (&[Action::Star], "star"),
    (&[Action::Export], "export"),
];
/// The same where one pane is seen at a time.
const TABS: Hints = &[
    (&[Action::NextPane], "pane"),
    (&[Action::Open], "passages"),
    (&[Action::NextDisagreement], "next disagreement"),
    (&[Action::Disagreements], "all"),
    (&[Action::Search(Target::All)], "search"),
    (&[Action::Compare], "split"),
];
const PASSAGES: Hints = &[
    (&[Action::Back], "back"),
    (&[Action::Left, Action::Right], "column"),
    (&[Action::Up, Action::Down], "scroll"),
    (&[Action::NextDisagreement], "next disagreement"),
    (&[Action::Copy], "copy"),
    (&[Action::Search(Target::All)], "search"),
];
const COMPARE: Hints = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "event"),
    (&[Action::Left, Action::Right], "column"),
    (&[Action::ReportBefore, Action::ReportAfter], "another report"),
    (&[Action::ReportsBefore, Action::ReportsAfter], "more reports"),
    (&[Action::Align], "full texts"),
    (&[Action::NextDisagreement], "next disagreement"),
    (&[Action::Search(Target::All)], "search"),
];
/// The same where the texts run on.
const FULL_TEXTS: Hints = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "scroll"),
    (&[Action::Left, Action::Right], "column"),
    (&[Action::Search(Target::All)], "find here"),
    (&[Action::SearchAll], "search everything"),
    (&[Action::ReportBefore, Action::ReportAfter], "another report"),
    (&[Action::ReportsBefore, Action::ReportsAfter], "more reports"),
    (&[Action::Align], "by event"),
];

const DISAGREEMENTS: Hints = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "disagreement"),
    (&[Action::Open], "passages"),
    (&[Action::NextVerdict], "verdict"),
    (&[Action::NextAspect], "aspect"),
    (&[Action::Search(Target::All)], "find here"),
    (&[Action::SearchAll], "search everything"),
];
const READ: Hints = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "scroll"),
    (&[Action::NextDisagreement], "next note"),
    (&[Action::Open], "passages"),
    (&[Action::ReportBefore, Action::ReportAfter], "another report"),
    (&[Action::Search(Target::All)], "find here"),
    (&[Action::SearchAll], "search everything"),
];
const LANES: Hints = &[
    (&[Action::Back], "back"),
    (&[Action::Left, Action::Right], "event"),
    (&[Action::Up, Action::Down], "lane"),
    (&[Action::ZoomIn, Action::ZoomOut], "zoom"),
    (&[Action::PanLeft, Action::PanRight], "move"),
    (&[Action::LaneKind], "reports, actors, places"),
    (&[Action::Fit], "all"),
    (&[Action::Open], "passages"),
    (&[Action::NextDisagreement], "next disagreement"),
    (&[Action::Search(Target::All)], "search"),
];
const MATRIX: Hints = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "event"),
    (&[Action::Left, Action::Right], "report"),
    (&[Action::Open], "to the passage"),
    (&[Action::NextDisagreement], "next disagreement"),
    (&[Action::Search(Target::All)], "search"),
];
const ACTORS: Hints = &[
    (&[Action::Back], "back"),
    (&[Action::Up, Action::Down], "actor"),
    (&[Action::Open], "only their events"),
    (&[Action::Search(Target::All)], "find here"),
    (&[Action::SearchAll], "search everything"),
];

const PROBLEMS: Hints = &[
    (&[Action::Back], "close"),
    (&[Action::Up, Action::Down], "scroll"),
    (&[Action::Search(Target::All)], "find here"),
    (&[Action::SearchAll], "search everything"),
];

/// What keys do in the fields of the popups.
const SEARCH: &[(Action, &str)] = &[
    (Action::Open, "choose"),
    (Action::NextTarget, "what to search"),
    (Action::Add, "add to the filter"),
    (Action::Back, "close"),
];
const PALETTE: &[(Action, &str)] = &[(Action::Open, "run"), (Action::Back, "close")];
const KEYS: &[(Action, &str)] =
    &[(Action::Up, "up"), (Action::Down, "down"), (Action::PageDown, "a page"), (Action::Back, "close")];
const NOTE: &[(Action, &str)] =
    &[(Action::Open, "save"), (Action::Add, "new line"), (Action::Back, "cancel")];

/// What something is called.
pub fn name(app: &App, item: Item) -> String {
    let name = match item {
        Item::Event(id) => app.library.event(id).map(|event| format!("“{}”", event.title)),
        Item::Actor(id) => app.library.timeline.actors.get(id.0 as usize).map(|actor| actor.name.clone()),
        Item::Disagreement(at) => {
            app.library.disagreements.get(at as usize).map(|found| format!("“{}”", found.summary))
        }
        Item::Report(id) => app.library.report(id).map(|report| format!("{id} {}", report.name())),
    };
    name.unwrap_or_default()
}

/// What is asked in at most so many columns: without its explanation where there is no room for that.
fn asked(words: &str, room: usize) -> Cow<'_, str> {
    let short = words.split(" (").next().unwrap_or_default();
    if display_width(words) <= room { words.into() } else { fit(short, room) }
}

/// The line to write in: what is just before the cursor is always seen, and half of the line is left to what is written.
fn prompt_line(theme: &Theme, prompt: &Prompt, area: Rect, buffer: &mut Buffer) {
    let words = prompt.words();
    let left = usize::from(area.width).saturating_sub(display_width(&prompt.field.text) + 6);
    let room = left.max(usize::from(area.width / 2));
    let mut strip = Strip::new(buffer, area);
    strip.put(" ", theme.text).put(&asked(&words, room), theme.quiet).put(" › ", theme.accent);
    let (before, after) = prompt.field.text.split_at(prompt.field.at);
    let room = strip.room().saturating_sub(2);
    let starts = before.grapheme_indices(true).map(|(at, _)| at);
    let from = starts.into_iter().find(|at| display_width(&before[*at..]) <= room).unwrap_or(before.len());
    strip.put(&before[from..], theme.heading).put(CURSOR, theme.accent).put(after, theme.heading);
}

/// The line to write in with the reason why the input is not accepted, in the last lines of the screen.
fn refused(theme: &Theme, prompt: &Prompt, reason: &str, area: Rect, buffer: &mut Buffer) {
    let width = area.width.saturating_sub(1);
    let rows = u16::try_from(wrap(reason, width).len()).unwrap_or(u16::MAX).clamp(1, MOST_REASON);
    let y = area.y.saturating_sub(rows);
    let whole = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    super::clear(buffer, whole, theme);
    let below = Rect { x: area.x + 1, width, y: y + 1, height: whole.height.saturating_sub(1) };
    super::lines(reason, theme.problem, below, buffer);
    prompt_line(theme, prompt, Rect { height: 1, ..whole }, buffer);
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
    let field = |hints: &[(Action, &'static str)]| {
        let hints = hints.iter().map(|(action, words)| format!("{} {words}", app.keymap.field_hint(*action)));
        hints.collect::<Vec<_>>().join("  ")
    };
    let words = match &app.popup {
        Some(Popup::Search(_)) => field(SEARCH),
        Some(Popup::Palette(_)) => field(PALETTE),
        Some(Popup::Help(_)) => field(KEYS),
        Some(Popup::Prompt(prompt)) if prompt.purpose.takes_lines() => field(NOTE),
        Some(Popup::Prompt(prompt)) => {
            return match &prompt.reason {
                Some(reason) => refused(theme, prompt, reason, area, buffer),
                None => prompt_line(theme, prompt, area, buffer),
            };
        }
        _ => String::new(),
    };
    if !words.is_empty() {
        strip.put(&words, theme.quiet);
        return;
    }
    let is_popup = app.popup.is_some();
    if app.fresh
        && !is_popup
        && app.screens.is_empty()
        && !app.library.disagreements.is_empty()
        && area.width >= 100
    {
        strip.put("New here? ", theme.heading);
    }
    let (hints, ends) = match app.screens.last() {
        _ if is_popup => (PROBLEMS, HELP),
        None if app.panes().tabs => (TABS, HELP),
        None => (EXPLORER, ENDS),
        Some(Screen::Passages(_)) => (PASSAGES, HELP),
        Some(Screen::Compare(screen)) => (if screen.aligned { COMPARE } else { FULL_TEXTS }, HELP),
        Some(Screen::Disagreements(_)) => (DISAGREEMENTS, HELP),
        Some(Screen::Read(_)) => (READ, HELP),
        Some(Screen::Lanes(_)) => (LANES, HELP),
        Some(Screen::Matrix(_)) => (MATRIX, HELP),
        Some(Screen::Actors(_)) => (ACTORS, HELP),
    };
    let keys = |actions: &[Action]| -> String {
        actions.iter().map(|action| app.keymap.hint(*action)).collect::<Vec<_>>().concat()
    };
    for (actions, words) in ends.iter().rev() {
        let keys = keys(actions);
        if !keys.is_empty() {
            strip.put_right("  ", theme.text).put_right(words, theme.quiet);
            strip.put_right(" ", theme.text).put_right(&keys, theme.accent);
        }
    }
    for (actions, words) in hints {
        let keys = keys(actions);
        if keys.is_empty() || strip.room() < display_width(&keys) + words.len() + 3 {
            continue;
        }
        strip.put(&keys, theme.accent).put(" ", theme.text).put(words, theme.quiet).put("  ", theme.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_has_no_room_loses_its_explanation_first() {
        let words = "date (2022-01-05, 2022-01)";
        for (room, expected) in [(26, words), (25, "date"), (4, "date"), (3, "da…")] {
            assert_eq!(asked(words, room), expected, "{room}");
        }
    }
}
