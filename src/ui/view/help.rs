//! The keys, made from the keymap's table; and what could not be read.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::disagreement::Verdict;
use crate::ui::app::App;
use crate::ui::card::VERDICTS;
use crate::ui::keymap::Keymap;
use crate::ui::panes::middle;
use crate::ui::theme::Theme;
use crate::ui::widget::Strip;

/// What the marks mean, as the help tells it.
const MARKS: &[(&str, &str)] = &[
    ("✗", "reports contradict each other"),
    ("≠", "they differ, and can all be right"),
    ("●", "several tell it alike"),
    ("○", "one report tells it"),
    ("▐", "the passage that tells it"),
];

/// What a verdict says, as the help tells it.
fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradiction => "the accounts cannot all hold as worded",
        Verdict::Conditional => "they conflict under an assumption",
        Verdict::Internal => "one report disagrees with itself",
        Verdict::Update => "a later figure replaces the earlier",
        Verdict::External => "it conflicts with a reference list",
        Verdict::Attribution => "the same, said by somebody else",
        Verdict::Framing => "the same, in a differently loaded word",
        Verdict::Compatible => "worded otherwise, and all can hold",
        Verdict::Omission => "some tell it, others do not",
        Verdict::Name => "the same actor, spelt otherwise",
    }
}

pub fn help(app: &App, theme: &Theme, top: usize, body: Rect, buffer: &mut Buffer) {
    let scope = app.view_scope();
    let mut lines: Vec<(String, String)> = Keymap::commands(scope)
        .map(|command| (app.keymap.keys(command).join(" "), command.about.to_owned()))
        .filter(|(keys, _)| !keys.is_empty())
        .collect();
    lines.push((String::new(), String::new()));
    lines.extend(MARKS.iter().map(|(mark, about)| ((*mark).to_owned(), (*about).to_owned())));
    lines.push((String::new(), String::new()));
    lines.extend(
        VERDICTS.iter().map(|(verdict, name, mark)| (format!("{mark} {name}"), meaning(*verdict).to_owned())),
    );
    let columns = match body.width {
        190.. => 3,
        110.. => 2,
        _ => 1,
    };
    let per_column = lines.len().div_ceil(columns);
    let height = u16::try_from(per_column + 2).unwrap_or(u16::MAX);
    let area = middle(body, [70, 126, 190][columns - 1], height);
    super::clear(buffer, area, theme);
    let inner = super::pane(buffer, area, &[(" Keys ", theme.accent)], "any key closes", (theme, true));
    let top = top.min(per_column.saturating_sub(inner.height.into()));
    for (at, column) in crate::ui::panes::columns(inner, columns).into_iter().enumerate() {
        let own = lines.iter().skip(at * per_column).take(per_column).skip(top);
        for ((keys, about), y) in own.zip(column.y..column.bottom()) {
            let line = Rect { y, height: 1, ..column };
            let keyed = Rect { width: 18.min(line.width), ..line };
            Strip::new(buffer, keyed).put(" ", theme.text).put(keys, theme.accent);
            let rest = Rect { x: keyed.right(), width: line.width - keyed.width, ..line };
            Strip::new(buffer, rest).put(about, theme.text);
        }
    }
}

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
