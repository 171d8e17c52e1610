//! One side of a disagreement as pages and briefs show it: who, what, as of when, in which words.

use crate::disagreement::Position;
use crate::text::ReportId;
use crate::timeline::Timeline;

/// What a page shows of a position. Texts are the reports' own, not yet escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side<'a> {
    /// The report.
    pub report: ReportId,
    /// Its outlet, or what else it is called.
    pub outlet: &'a str,
    /// The value in short.
    pub statement: &'a str,
    /// The words before the passage, from the beginning of its sentence or line.
    pub before: &'a str,
    /// The passage.
    pub words: &'a str,
    /// The words after it, to the end of its sentence or line.
    pub after: &'a str,
    /// Who says so, the outermost source first; empty where the report does in its own voice.
    pub speakers: Vec<&'a str>,
    /// When the statement holds, in words, where it rests on a claim.
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
        let chain = claim.map_or(&[][..], |claim| &claim.chain);
        Self {
            report,
            outlet: timeline.reports.get(report.index()).map_or("", |report| report.name()),
            statement: &position.statement,
            before: before(text.get(..start).unwrap_or_default()),
            words: text.get(start..end).unwrap_or_default(),
            after: after(text.get(end..).unwrap_or_default()),
            speakers: chain.iter().map(|link| timeline.words(report, link.name)).collect(),
            as_of: claim.filter(|claim| claim.as_of.is_dated()).map(|claim| claim.as_of.in_full()),
        }
    }
}

/// The end of a text from the last break between sentences or lines.
fn before(text: &str) -> &str {
    let mut from = text.len().saturating_sub(CONTEXT);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = &text[from..];
    let line = near.rfind('\n').map_or(0, |place| place + 1);
    let sentence = near.rmatch_indices([' ']).find(|(place, _)| {
        near[..*place].ends_with(['.', '!', '?', '”', '"'])
            && near[*place + 1..].starts_with(char::is_uppercase)
    });
    let start = line.max(sentence.map_or(0, |(place, _)| place + 1));
    near[start..].trim_start()
}

/// The beginning of a text up to the next break between sentences or lines.
fn after(text: &str) -> &str {
    let mut to = text.len().min(CONTEXT);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let near = &text[..to];
    let line = near.find('\n').unwrap_or(near.len());
    let stop = near.match_indices(['.', '!', '?']).find(|(place, mark)| {
        let rest = &near[place + mark.len()..];
        rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with(['”', '"'])
    });
    let end = line.min(stop.map_or(near.len(), |(place, mark)| place + mark.len()));
    near[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_shown_in_its_sentence() {
        for (text, expected) in [
            ("It rained. The police said that ", "The police said that "),
            ("A headline\nAt the gate ", "At the gate "),
            ("", ""),
            ("Dr. smith saw ", "Dr. smith saw "),
        ] {
            assert_eq!(before(text), expected);
        }
        for (text, expected) in [
            (" were hurt. Later", " were hurt."),
            (" of 3.5 million\nNext", " of 3.5 million"),
            (" no stop", " no stop"),
            ("", ""),
        ] {
            assert_eq!(after(text), expected);
        }
    }

    #[test]
    fn the_context_is_bounded_and_never_cuts_a_letter() {
        let long = "é".repeat(1000);
        assert!(before(&long).len() <= CONTEXT && after(&long).len() <= CONTEXT);
    }
}
