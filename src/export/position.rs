//! One side of a disagreement as pages and briefs show it: who says what, as of when, in which words.

use std::ops::Range;

use crate::analysis::language::sentence::sentences;
use crate::disagreement::Position;
use crate::text::ReportId;
use crate::timeline::Timeline;

/// The parts of a position that a page shows. Texts are the reports' own, not yet escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side<'a> {
    /// The report.
    pub report: ReportId,
    /// Its outlet, or another name.
    pub outlet: &'a str,
    /// The value in short.
    pub statement: &'a str,
    /// The words before the passage, from the beginning of its sentence or line.
    pub before: &'a str,
    /// The passage.
    pub words: &'a str,
    /// The words after it, to the end of its sentence or line.
    pub after: &'a str,
    /// The source, outermost first; empty if the report speaks in its own voice.
    pub speakers: Vec<&'a str>,
    /// The time the statement is about, in words, if it comes from a claim.
    pub as_of: Option<String>,
}

/// The longest context on each side of a passage, in bytes.
const CONTEXT: usize = 280;

impl<'a> Side<'a> {
    /// Looks a position up.
    #[must_use]
    pub fn of(timeline: &'a Timeline, position: &'a Position) -> Self {
        let report = position.passage.report;
        let text = timeline.reports.get(report.index()).map_or("", |report| &*report.text);
        let (start, end) = (position.passage.span.start as usize, position.passage.span.end as usize);
        let claim = position.claim.and_then(|claim| {
            let entry = timeline.ledger.get(claim.0 as usize)?;
            timeline.analyses.get(entry.report.index())?.claims.get(entry.index as usize)
        });
        let (before, after) =
            if text.get(start..end).is_some() { around(text, start..end) } else { ("", "") };
        let chain = claim.map_or(&[][..], |claim| &claim.chain);
        Self {
            report,
            outlet: timeline.reports.get(report.index()).map_or("", |report| report.name()),
            statement: &position.statement,
            before,
            words: text.get(start..end).unwrap_or_default(),
            after,
            speakers: chain.iter().map(|link| timeline.words(report, link.name)).collect(),
            as_of: claim.filter(|claim| claim.as_of.is_dated()).map(|claim| claim.as_of.in_full()),
        }
    }
}

/// The words before a passage and after it: of the sentences it is in, or of its line.
fn around(text: &str, passage: Range<usize>) -> (&str, &str) {
    let (mut from, mut to) = (passage.start.saturating_sub(CONTEXT), (passage.end + CONTEXT).min(text.len()));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let (before, after) = (&text[from..passage.start], &text[passage.end..to]);
    let first = from + before.rfind('\n').map_or(0, |place| place + 1);
    let last = passage.end + after.find('\n').unwrap_or(after.len());
    let sentences = || sentences(&text[first..last]).into_iter().map(|piece| piece.range);
    let start = sentences().map(|range| first + range.start).filter(|start| *start <= passage.start).max();
    let end = sentences().map(|range| first + range.end).find(|end| *end >= passage.end);
    let before = &text[start.unwrap_or(first)..passage.start];
    (before.trim_start(), text[passage.end..end.unwrap_or(last)].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The context of the words in brackets.
    fn check(text: &str, expected: (&str, &str)) {
        let (before, rest) = text.split_once('[').expect("a bracket");
        let (words, after) = rest.split_once(']').expect("a bracket");
        let whole = [before, words, after].concat();
        assert_eq!(around(&whole, before.len()..before.len() + words.len()), expected, "{text}");
    }

    #[test]
    fn a_passage_is_shown_in_its_sentence() {
        for (text, expected) in [
            (
                "It rained. The police said [nine people] were hurt. Later",
                ("The police said ", " were hurt."),
            ),
            (
                "A headline\nAt the gate [stood nine] of 3.5 million\nNext",
                ("At the gate ", " of 3.5 million"),
            ),
            ("[Nine] no stop", ("", " no stop")),
            (
                "It rained. Mr. Ferrant [saw nine] people and Dr. Kelm. Later",
                ("Mr. Ferrant ", " people and Dr. Kelm."),
            ),
            ("Nine were [hurt. Two] died. Later", ("Nine were ", " died.")),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn the_context_is_bounded_and_never_cuts_a_letter() {
        let long = "é".repeat(1000);
        let text = format!("{long}[nine]{long}");
        let passage = long.len() + 1..long.len() + 5;
        let (before, after) = around(&text, passage);
        assert!(before.len() <= CONTEXT + 1 && after.len() <= CONTEXT + 1);
    }
}
