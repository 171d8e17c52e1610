//! The keys, made from the keymap's table; and what could not be read.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lanes::{LEFT_OUT, PARTS, PUBLISHED};
use super::note::CURSOR;
use crate::disagreement::Verdict;
use crate::export::names::verdict_in_words;
use crate::ui::screens::card::verdict_mark;
use crate::ui::screens::manner::MANNERS;
use crate::ui::state::app::{App, Help, Popup};
use crate::ui::state::keymap::{COMMANDS, GROUPS};
use crate::ui::state::panes::middle;
use crate::ui::widget::theme::Theme;
use crate::ui::widget::wrap::display_width;
use crate::ui::widget::{Strip, scrollbar, strip::Scroll};

/// What the marks mean, as the help says it.
const MARKS: &[(&str, &str)] = &[
    ("✗", "reports contradict each other"),
    ("≠", "they differ in another way"),
    ("●", "several reports say it"),
    ("○", "one report says it"),
    ("?", "a report says that it is not known"),
    ("▐", "the passage that says it"),
];

/// Columns before what keys or marks say: at least, and at most.
const KEYS: (u16, u16) = (10, 22);

/// What a verdict says, as the help says it.
fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradiction => "the statements cannot all be true as worded",
        Verdict::Conditional => "they conflict under an assumption",
        Verdict::Internal => "one report disagrees with itself",
        Verdict::Update => "a later figure replaces the earlier one",
        Verdict::External => "it conflicts with a reference list",
        Verdict::Attribution => "the same, from another speaker",
        Verdict::Framing => "the same, in a differently loaded word",
        Verdict::Compatible => "worded differently, and all can be true",
        Verdict::Omission => "some say it, others do not",
        Verdict::Name => "the same actor under another spelling",
    }
}

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// What the lines below are about.
    Heading(&'static str),
    /// A key or a mark, what it says, and the columns before that.
    Entry(String, &'static str, u16),
    /// Nothing.
    Gap,
}

/// The lines that contain what was typed, below their headings.
#[must_use]
pub fn lines(app: &App) -> Vec<Line> {
    let query = match &app.popup {
        Some(Popup::Help(help)) => help.query.to_lowercase(),
        _ => String::new(),
    };
    let mut groups: Vec<(&'static str, Vec<(String, &'static str)>)> = Vec::new();
    let scope = app.view_scope();
    for command in COMMANDS {
        if let Some((_, heading)) = GROUPS.iter().find(|(first, _)| *first == command.name) {
            groups.push((heading, Vec::new()));
        }
        let keys = app.keymap.keys(command).join(" ");
        let here = command.scope.meets(scope) && !command.about.is_empty() && !keys.is_empty();
        if let Some((_, entries)) = groups.last_mut().filter(|_| here) {
            entries.push((keys, command.about));
        }
    }
    let marks = |marks: &[(&'static str, &'static str)]| {
        marks.iter().map(|(mark, about)| ((*mark).to_owned(), *about)).collect()
    };
    let manners = MANNERS.iter().map(|(_, mark, word)| ((*mark).to_owned(), *word)).collect();
    let parts = PARTS.iter().map(|(_, mark, about)| ((*mark).to_owned(), *about));
    let signs = [(PUBLISHED, "a report was published"), (LEFT_OUT, "time in which nothing begins or ends")];
    let parts = parts.chain(signs.map(|(mark, about)| (mark.to_owned(), about))).collect();
    let verdicts = Verdict::ALL.iter().map(|verdict| {
        (format!("{} {}", verdict_mark(*verdict), verdict_in_words(*verdict)), meaning(*verdict))
    });
    groups.push(("How reports relate to an event", marks(MARKS)));
    groups.push(("How an event is reported", manners));
    groups.push(("On the lanes", parts));
    groups.push(("Verdicts", verdicts.collect()));
    let holds = |words: &str| words.to_lowercase().contains(&query);
    let mut lines = Vec::new();
    for (heading, entries) in groups {
        let whole = holds(heading);
        let kept = entries.into_iter().filter(|(keys, about)| whole || holds(keys) || holds(about));
        let kept: Vec<(String, &'static str)> = kept.collect();
        if !kept.is_empty() {
            lines.extend((!lines.is_empty()).then_some(Line::Gap));
            lines.push(Line::Heading(heading));
            let widest = kept.iter().map(|(keys, _)| display_width(keys)).max().unwrap_or(0);
            let before = u16::try_from(widest + 4).unwrap_or(u16::MAX).clamp(KEYS.0, KEYS.1);
            lines.extend(kept.into_iter().map(|(keys, about)| Line::Entry(keys, about, before)));
        }
    }
    lines
}

/// The keys and marks, narrowed to what was typed.
pub fn help(app: &App, theme: &Theme, popup: &Help, body: Rect, buffer: &mut Buffer) {
    let lines = lines(app);
    let columns = match body.width {
        190.. => 3,
        110.. => 2,
        _ => 1,
    };
    let per_column = lines.len().div_ceil(columns);
    let height = u16::try_from(per_column + 2).unwrap_or(u16::MAX).max(6);
    let area = middle(body, [70, 126, 190][columns - 1], height);
    super::clear(buffer, area, theme);
    let typed = format!("{}{CURSOR} ", popup.query);
    let title = [(" Keys ", theme.accent), (typed.as_str(), theme.heading)];
    let inner = super::pane(buffer, area, &title, "type to narrow · Esc closes", (theme, true));
    if lines.is_empty() {
        super::lines(" Nothing of this name.", theme.quiet, inner, buffer);
    }
    let top = popup.top.min(per_column.saturating_sub(inner.height.into()));
    for (at, column) in crate::ui::state::panes::columns(inner, columns).into_iter().enumerate() {
        let own = lines.iter().skip(at * per_column).take(per_column).skip(top);
        for (line, y) in own.zip(column.y..column.bottom()) {
            self::line(theme, line, Rect { y, height: 1, ..column }, buffer);
        }
    }
    let scroll = Scroll { top, seen: inner.height.into(), total: per_column };
    scrollbar(buffer, area, scroll, theme.quiet, []);
}

fn line(theme: &Theme, line: &Line, area: Rect, buffer: &mut Buffer) {
    match line {
        Line::Gap => {}
        Line::Heading(words) => {
            Strip::new(buffer, area).put(" ", theme.text).put(words, theme.heading);
        }
        Line::Entry(keys, about, before) => {
            let keyed = Rect { width: (*before).min(area.width), ..area };
            Strip::new(buffer, keyed).put("  ", theme.text).put(keys, theme.accent);
            let rest = Rect { x: keyed.right(), width: area.width - keyed.width, ..area };
            Strip::new(buffer, rest).put(about, theme.text);
        }
    }
}

/// What could not be read.
pub fn problems(app: &App, theme: &Theme, top: usize, body: Rect, buffer: &mut Buffer) {
    let area = middle(body, 100, body.height.saturating_sub(2));
    super::clear(buffer, area, theme);
    let problems = &app.library.timeline.problems;
    let note = format!("{}", problems.len());
    let inner = super::pane(buffer, area, &[(" Problems ", theme.problem)], &note, (theme, true));
    if problems.is_empty() {
        super::lines("Everything was read.", theme.text, inner, buffer);
    }
    let mut y = inner.y;
    for problem in problems.iter().skip(top) {
        let rest = Rect { y, height: inner.bottom().saturating_sub(y), ..inner };
        if rest.height == 0 {
            return;
        }
        y += super::lines(&problem.to_string(), theme.text, rest, buffer);
    }
}
