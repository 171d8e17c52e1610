//! A disagreement as lines of words: what differs, who says what as of when, and why the verdict. Drawn elsewhere.

use crate::analysis::claim::Claim;
use crate::disagreement::{Aspect, Disagreement, Position, Verdict};
use crate::export::names::verdict_in_words;
use crate::store::State;
use crate::text::{ReportId, Span};
use crate::ui::state::app::App;
use crate::ui::state::library::Library;
use crate::ui::state::notes::Item;
use crate::ui::widget::wrap::{fit, wrap};

/// A line of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Words of the summary, the first with the verdict's mark.
    Summary {
        /// The words.
        words: String,
        /// Whether the mark is before them.
        first: bool,
    },
    /// One side.
    Position {
        /// Whose.
        report: ReportId,
        /// What it says, padded to the longest.
        statement: String,
        /// As of when, where that is known.
        clock: String,
    },
    /// How a figure moved over time.
    Trend(String),
    /// Words of the verdict and its reason.
    Why(String),
    /// Words of a person's own.
    Own(String),
    /// Nothing.
    Gap,
}

/// How much of a disagreement is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The summary in one line.
    Line,
    /// Summary, positions, reason.
    Full,
}

/// The lines of a card at a width.
#[must_use]
pub fn lines(library: &Library, found: &Disagreement, detail: Detail, width: u16) -> Vec<Line> {
    let inner = width.saturating_sub(INDENT);
    if detail == Detail::Line {
        return vec![Line::Summary { words: fit(&found.summary, inner.into()).into_owned(), first: true }];
    }
    let mut lines: Vec<Line> = Vec::new();
    for (at, words) in rows(&found.summary, inner).into_iter().enumerate() {
        lines.push(Line::Summary { words, first: at == 0 });
    }
    let longest = found
        .positions
        .iter()
        .map(|side| crate::ui::widget::wrap::display_width(&side.statement))
        .max()
        .unwrap_or(0);
    let longest = longest.min(usize::from(inner.saturating_sub(4)));
    // A report that says the same twice is one side.
    let mut sides: Vec<Line> = Vec::new();
    for side in found.positions.iter().take(MOST_COMPARED) {
        let side = position(library, side, longest);
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    let more =
        sides.len().saturating_sub(MOST_POSITIONS) + found.positions.len().saturating_sub(MOST_COMPARED);
    sides.truncate(MOST_POSITIONS);
    lines.append(&mut sides);
    if more > 0 {
        lines.push(Line::Why(format!("and {more} more")));
    }
    if let Some(trend) = super::table::trend(library, found) {
        lines.push(Line::Trend(trend.fitted(inner.into())));
    }
    let why = format!("{}: {}", verdict_in_words(found.verdict), found.why);
    lines.extend(rows(&why, inner).into_iter().map(Line::Why));
    lines.push(Line::Gap);
    lines
}

impl App {
    /// The lines of a disagreement with what a person says of it.
    pub(in crate::ui) fn disagreement_lines(&self, at: u32, detail: Detail, width: u16) -> Vec<Line> {
        let Some(found) = self.library.disagreements.get(at as usize) else { return Vec::new() };
        let mut lines = lines(&self.library, found, detail, width);
        let own = self.notes.line(Item::Disagreement(at));
        if detail == Detail::Full && !own.is_empty() {
            let end = lines.len() - usize::from(lines.last() == Some(&Line::Gap));
            let own = rows(&own, width.saturating_sub(INDENT)).into_iter().map(Line::Own);
            lines.splice(end..end, own);
        }
        lines
    }
}

/// A person's own words, for the margin.
#[must_use]
pub fn own_lines(words: &str, width: u16) -> Vec<Line> {
    let own = rows(words, width.saturating_sub(INDENT)).into_iter().map(Line::Own);
    own.chain([Line::Gap]).collect()
}

/// The mark and the name of a person's verdict on a disagreement.
#[must_use]
pub fn state_mark(state: State) -> (&'static str, &'static str) {
    match state {
        State::Settled => ("✓", "settled"),
        State::False => ("–", "no disagreement"),
    }
}

/// Columns before the words.
pub const INDENT: u16 = 2;
/// Most sides listed on a card.
const MOST_POSITIONS: usize = 8;
/// Most sides compared to find those that say the same.
const MOST_COMPARED: usize = 64;

fn rows(text: &str, width: u16) -> Vec<String> {
    wrap(text, width).into_iter().map(|row| text[row.start as usize..row.end as usize].to_owned()).collect()
}

fn position(library: &Library, side: &Position, longest: usize) -> Line {
    let statement = fit(&side.statement, longest);
    let padding = " ".repeat(longest.saturating_sub(crate::ui::widget::wrap::display_width(&statement)));
    let clock = claim(library, side).map(clock).unwrap_or_default();
    Line::Position { report: side.passage.report, statement: format!("{statement}{padding}"), clock }
}

/// The claim a position rests on.
#[must_use]
pub fn claim<'l>(library: &'l Library, side: &Position) -> Option<&'l Claim> {
    let entry = library.timeline.ledger.get(side.claim?.0 as usize)?;
    library.timeline.analyses.get(entry.report.index())?.claims.get(entry.index as usize)
}

/// The clock a claim is at, in words; empty where it is not known.
fn clock(claim: &Claim) -> String {
    if claim.as_of.is_dated() { claim.as_of.in_words() } else { String::new() }
}

/// Who says so, outermost source first, in the report's words; empty where it is the report's own voice.
#[must_use]
pub fn chain(library: &Library, report: ReportId, claim: &Claim) -> String {
    let text = library.text(report);
    let links = claim.chain.iter().map(|link| said_by(text, link.name, link.cue));
    links.collect::<Vec<_>>().join(" ← ")
}

/// Who says something and the word that says so, in the order of the text; with what is between them where that is short.
fn said_by(text: &str, name: Span, cue: Span) -> String {
    const BETWEEN: u32 = 4;
    let (first, second) = if cue.start < name.start { (cue, name) } else { (name, cue) };
    let words = if (first.end..=first.end + BETWEEN).contains(&second.start) {
        Span { start: first.start, ..second }.of(text).to_owned()
    } else {
        format!("{} {}", first.of(text), second.of(text))
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mark of a verdict.
#[must_use]
pub fn verdict_mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradiction => "✗",
        Verdict::Update => "↑",
        Verdict::Compatible => "≈",
        Verdict::Omission => "∅",
        Verdict::Name => "~",
        Verdict::Conditional
        | Verdict::Internal
        | Verdict::External
        | Verdict::Attribution
        | Verdict::Framing => "≠",
    }
}

/// Every aspect with its name.
pub const ASPECTS: &[(Aspect, &str)] = &[
    (Aspect::Quantity, "quantity"),
    (Aspect::Time, "time"),
    (Aspect::Place, "place"),
    (Aspect::Actor, "actor"),
    (Aspect::Cause, "cause"),
    (Aspect::Label, "label"),
    (Aspect::Attribution, "attribution"),
    (Aspect::Sequence, "sequence"),
    (Aspect::Modality, "modality"),
    (Aspect::Name, "name"),
    (Aspect::Event, "event"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::story;

    #[test]
    fn a_card_says_what_differs_who_says_it_as_of_when_and_why() {
        let library = story::library();
        let lines = lines(&library, &library.disagreements[0], Detail::Full, 30);
        assert_eq!(lines[0], Line::Summary { words: "People killed: 9 (B) vs at".to_owned(), first: true });
        let sides: Vec<&Line> = lines.iter().filter(|line| matches!(line, Line::Position { .. })).collect();
        let (statement, clock) = ("≥ 14".to_owned(), "Thu 14 Mar, evening".to_owned());
        assert_eq!(*sides[1], Line::Position { report: ReportId(0), statement, clock });
        assert!(
            lines.iter().any(|line| matches!(line, Line::Why(words) if words.starts_with("contradiction:")))
        );
    }

    #[test]
    fn a_report_that_says_the_same_twice_is_listed_once() {
        let library = story::library();
        let mut found = library.disagreements[0].clone();
        let sides = |found: &Disagreement| {
            let lines = lines(&library, found, Detail::Full, 60);
            lines.iter().filter(|line| matches!(line, Line::Position { .. })).count()
        };
        let before = sides(&found);
        found.positions.push(found.positions[0].clone());
        assert_eq!(sides(&found), before);
        found.positions.last_mut().unwrap().statement.push('9');
        assert_eq!(sides(&found), before + 1);
    }

    #[test]
    fn who_says_so_is_in_the_order_of_the_text() {
        for (text, name, cue, expected) in [
            ("According to police, ten died.", "police", "According", "According to police"),
            ("The ministry had only confirmed ten.", "The ministry", "confirmed", "The ministry confirmed"),
            ("Ten died, said  the\nmayor.", "the\nmayor", "said", "said the mayor"),
            ("It was reported, long after, by Reuters.", "Reuters", "reported", "reported Reuters"),
        ] {
            let span = |words: &str| {
                let start = text.find(words).unwrap();
                Span::new(start, start + words.len())
            };
            assert_eq!(said_by(text, span(name), span(cue)), expected);
        }
    }

    #[test]
    fn a_card_has_lines_at_any_width() {
        let library = story::library();
        for width in [0, 1, 2, 3, 400] {
            for found in &library.disagreements {
                assert!(!lines(&library, found, Detail::Full, width).is_empty());
                assert_eq!(lines(&library, found, Detail::Line, width).len(), 1);
            }
        }
    }

    #[test]
    fn a_chain_is_given_in_the_words_of_the_report() {
        let library = story::library();
        let side = &library.disagreements[0].positions[1];
        let claim = claim(&library, side).unwrap();
        assert_eq!(chain(&library, side.passage.report, claim), "according to the fire service");
    }
}
