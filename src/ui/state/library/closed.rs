//! Disagreements that a person has settled or found to be none, found again by the words that the notebook quotes.

use std::collections::HashMap;

use crate::disagreement::Disagreement;
use crate::store::{Field, Notebook, State, Subject, Value};
use crate::text::{Passage, Report};

/// The disagreements a notebook says are settled or false.
pub fn closed(
    notebook: &Notebook,
    reports: &[Report],
    disagreements: &[Disagreement],
) -> HashMap<u32, State> {
    let said: Vec<(&Subject, State)> = notebook
        .said()
        .filter_map(|(subject, field, value)| match (subject, field, value) {
            (Subject::Disagreement(_), Field::State, Value::Text(word)) => {
                Some((subject, State::NAMES.iter().find(|(name, _)| *name == word)?.1))
            }
            _ => None,
        })
        .collect();
    let mut between = Between::default();
    said.into_iter()
        .flat_map(|(subject, state)| {
            between.find(subject, reports, disagreements).into_iter().map(move |at| (at, state))
        })
        .collect()
}

/// Disagreements by the passages they are between; built when the first is looked up.
#[derive(Default)]
pub struct Between(Option<HashMap<Vec<Passage>, Vec<u32>>>);

impl Between {
    /// The disagreements a notebook's entry is about.
    pub fn find(&mut self, subject: &Subject, reports: &[Report], all: &[Disagreement]) -> Vec<u32> {
        let Subject::Disagreement(quotes) = subject else { return Vec::new() };
        let passages = quotes.iter().map(|quote| Some(quote.find(reports)?.passage));
        let Some(mut passages) = passages.collect::<Option<Vec<Passage>>>() else { return Vec::new() };
        passages.sort_unstable();
        let known = self.0.get_or_insert_with(|| {
            let mut known: HashMap<Vec<Passage>, Vec<u32>> = HashMap::new();
            for (at, found) in (0..).zip(all) {
                known.entry(passages_of(found)).or_default().push(at);
            }
            known
        });
        known.get(&passages).cloned().unwrap_or_default()
    }
}

/// The passages of a disagreement in the order of the reports.
fn passages_of(found: &Disagreement) -> Vec<Passage> {
    let mut passages: Vec<Passage> = found.positions.iter().map(|side| side.passage).collect();
    passages.sort_unstable();
    passages
}
