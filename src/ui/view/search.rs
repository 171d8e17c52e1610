//! The search popup: what is searched, what was typed, the best hits with their matched letters.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use crate::analysis::actor::ActorKind;
use crate::search::positions;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::ActorId;
use crate::ui::screens::search::{Hit, Search, Target};
use crate::ui::state::app::App;
use crate::ui::state::panes::{Arrangement, cut_top, inside, middle, panes};
use crate::ui::widget::Strip;
use crate::ui::widget::theme::Theme;

/// The popup's area.
fn area(size: Size) -> Rect {
    let body = panes(size, Arrangement::default()).body;
    middle(body, 84, body.height.saturating_sub(2).min(24))
}

/// Where the hits are listed.
#[must_use]
pub fn list(size: Size) -> Rect {
    cut_top(inside(area(size)), 2).1
}

/// The popup's box over the view, emptied.
pub fn frame(size: Size, title: &str, note: &str, theme: &Theme, buffer: &mut Buffer) -> Rect {
    let whole = area(size);
    super::clear(buffer, whole, theme);
    super::pane(buffer, whole, &[(title, theme.accent)], note, (theme, true))
}

/// Draws the popup.
pub fn search(app: &App, theme: &Theme, popup: &Search, buffer: &mut Buffer) {
    let shown = if popup.found.elsewhere { Target::All } else { popup.target };
    let found = || popup.found.count(shown).map_or("…".to_owned(), |total| format!("{total} found"));
    let note = if popup.found.number == 0 { String::new() } else { found() };
    let inner = frame(app.size, " Search ", &note, theme, buffer);
    let mut strip = Strip::new(buffer, inner);
    strip.put(" / ", theme.accent).put(&popup.query, theme.heading).put("▏", theme.accent);
    targets(theme, popup, Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner }, buffer);
    let list = list(app.size);
    for (at, y) in (popup.top..popup.found.hits.len()).zip(list.y..list.bottom()) {
        let line = Rect { y, height: 1, ..list };
        let mut strip = Strip::new(buffer, line);
        strip.put(if at == popup.at { " ▸ " } else { "   " }, theme.accent);
        match popup.found.hits[at] {
            Hit::Actor(id, spelling) => actor(app, theme, (id, spelling), &popup.found.query, &mut strip),
            Hit::Event(id) => {
                let Some(event) = app.library.event(id) else { continue };
                strip.put_right(" ", theme.text).put_right(&event.when.in_words(), theme.time);
                marked(&event.title, &popup.found.query, (theme.text, theme.hit), &mut strip);
            }
            Hit::Text(passage) => words(app, theme, passage, &mut strip),
        }
        if at == popup.at {
            buffer.set_style(line, theme.selected);
        }
    }
    if popup.found.hits.is_empty() && popup.found.number == popup.asked {
        let words = if matches!(popup.target, Target::Text | Target::All) && popup.query.is_empty() {
            "   type words that are in the reports"
        } else {
            "   nothing matches"
        };
        Strip::new(buffer, list).put(words, theme.quiet);
    }
}

fn targets(theme: &Theme, popup: &Search, line: Rect, buffer: &mut Buffer) {
    let mut strip = Strip::new(buffer, line);
    strip.put("   ", theme.text);
    for target in Target::ALL {
        let style = if target == popup.target { theme.chip } else { theme.quiet };
        let count = popup.found.count(target).filter(|_| !popup.query.is_empty());
        let count = count.map(|count| format!("{count} ")).unwrap_or_default();
        strip.put(&format!(" {} {count}", target.name()), style).put(" ", theme.text);
    }
    if popup.found.elsewhere {
        strip.put(&format!(" none of the {}: others shown", popup.target.name()), theme.difference);
    }
}

fn actor(app: &App, theme: &Theme, (id, spelling): (ActorId, u32), query: &str, strip: &mut Strip<'_>) {
    let Some(actor) = app.library.timeline.actors.get(id.0 as usize) else { return };
    let mut reports: Vec<ReportId> = actor.mentions.iter().map(|(report, _)| *report).collect();
    reports.dedup();
    strip.put_right(" ", theme.text).put_right(&format!("{:>4} ×", actor.mentions.len()), theme.quiet);
    let shown = reports.len().min(5);
    if reports.len() > shown {
        strip.put_right(&format!(" +{}", reports.len() - shown), theme.quiet);
    }
    for report in reports[..shown].iter().rev() {
        strip.put_right(&report.to_string(), theme.report(*report)).put_right(" ", theme.text);
    }
    strip.put_right(kind(actor.kind), theme.faint).put_right("  ", theme.text);
    match spelling.checked_sub(1).and_then(|at| actor.variants.get(at as usize)) {
        None => marked(&actor.name, query, (theme.text, theme.hit), strip),
        Some(variant) => {
            strip.put(&actor.name, theme.text).put("  = ", theme.faint);
            marked(variant, query, (theme.quiet, theme.hit), strip);
        }
    }
}

/// What an actor is, in a word.
pub fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::State => "state",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    }
}

/// Words with the letters marked that a query matches.
pub fn marked(words: &str, query: &str, (plain, hit): (Style, Style), strip: &mut Strip<'_>) {
    let hits = positions(words, query);
    let mut rest = words;
    let mut at = 0;
    while !rest.is_empty() {
        let here = u32::try_from(at).unwrap_or(u32::MAX);
        let is_hit = hits.contains(&here);
        let end = rest
            .char_indices()
            .map(|(offset, _)| offset)
            .find(|offset| hits.contains(&(here + u32::try_from(*offset).unwrap_or(0))) != is_hit)
            .unwrap_or(rest.len());
        strip.put(&rest[..end], if is_hit { hit } else { plain });
        rest = &rest[end..];
        at += end;
    }
}

/// Where the first whole word from a place on begins; the place itself where there is none.
fn whole_word(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let space = rest.find(char::is_whitespace);
    let word = space.and_then(|space| Some(space + rest[space..].find(|c: char| !c.is_whitespace())?));
    word.map_or(at, |word| at + word)
}

/// A hit in a report's text with the words around it.
fn words(app: &App, theme: &Theme, passage: Passage, strip: &mut Strip<'_>) {
    let text = app.library.text(passage.report);
    let Span { start, end } = passage.span;
    let before = text.get(..start as usize).unwrap_or_default();
    let from = before.char_indices().rev().nth(24).map_or(0, |(at, _)| whole_word(before, at));
    strip.put(&passage.report.to_string(), theme.report(passage.report)).put("  ", theme.text);
    strip.put(before.get(from..).unwrap_or_default(), theme.quiet);
    strip.put(app.library.words(passage), theme.hit);
    let after = text.get(end as usize..).unwrap_or_default();
    let until = after.char_indices().nth(80).map_or(after.len(), |(at, _)| at);
    strip.put(&after[..until], theme.quiet);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_a_hit_begin_with_a_whole_one() {
        for (text, at, expected) in [
            ("could have foreseen", 2, "have foreseen"),
            ("one two", 3, "two"),
            ("foreseen", 3, "eseen"),
            ("a  ", 0, "a  "),
        ] {
            assert_eq!(&text[whole_word(text, at)..], expected, "{text}");
        }
    }
}
