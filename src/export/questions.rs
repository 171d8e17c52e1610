//! The questions for open conflicts: one for each, with whom to ask.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::json;

use super::Selection;
use super::json::write_row;
use super::position::Side;
use crate::disagreement::{Disagreement, Verdict};
use crate::timeline::Timeline;

/// A question, and whom to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The index of the disagreement in the whole list.
    pub disagreement: u32,
    /// What is in doubt, as a question.
    pub asks: String,
    /// The named sources of either side, each with the outlet that quotes it; outlets that speak for themselves.
    pub of: Vec<String>,
}

/// Whether a verdict leaves a question that somebody could answer.
#[must_use]
pub fn is_open(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Contradiction | Verdict::Conditional | Verdict::Internal)
}

/// One question for each open conflict, the most serious first.
pub fn all<'a>(selection: &'a Selection<'a>) -> impl Iterator<Item = Question> + 'a {
    let open = selection.disagreements().filter(|(_, one)| is_open(one.verdict));
    open.map(|(number, one)| question(selection.timeline, number, one))
}

fn question(timeline: &Timeline, number: u32, one: &Disagreement) -> Question {
    let event = one.event.and_then(|event| timeline.events.get(event.0 as usize));
    let about = match event {
        Some(event) if !one.summary.contains(&event.title) => format!(" ({})", event.title),
        _ => String::new(),
    };
    let mut of = BTreeSet::new();
    for position in &one.positions {
        let side = Side::of(timeline, position);
        match side.speakers.first() {
            Some(speaker) => of.insert(format!("{speaker} (quoted by {})", side.outlet)),
            None => of.insert(side.outlet.to_owned()),
        };
    }
    Question {
        disagreement: number,
        asks: format!("Which holds – {}?{about}", one.summary.trim_end_matches(['.', '?'])),
        of: of.into_iter().collect(),
    }
}

/// Writes the questions as JSON Lines: the id of the disagreement, the question, whom to ask.
///
/// # Errors
/// If the writer fails.
pub fn lines(mut to: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    for Question { disagreement, asks, of } in all(selection) {
        let id = format!("disagreement-{}", u64::from(disagreement) + 1);
        write_row(&mut to, &json!({ "disagreement": id, "question": asks, "ask": of }))?;
    }
    Ok(())
}
