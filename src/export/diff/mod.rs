//! What changed between two versions of a timeline: events, claims and disagreements that were added, removed or changed.
//!
//! Both sides are JSON exports, so that an export stored yesterday can be compared with a folder read today. Rows are matched
//! by what they say and where: first by the reports' own words, then by titles, dates and predicates if the words are new.
//! Ids and positions in the lists mean nothing, since they shift with every row that is added.

mod pairs;
mod rows;
mod version;
mod write;

use std::collections::HashMap;

use serde::Serialize;

pub use rows::{ClaimRow, DisagreementRow, EventRow, ReportRow};
pub use version::{Version, VersionError};
pub use write::{markdown, text};

use pairs::Pairs;
use rows::Identities;

/// The name and version of the format of a comparison as JSON.
pub const SCHEMA: &str = "rashomon.diff/1";

/// The JSON Schema of that format.
pub const JSON_SCHEMA: &str = include_str!("../../../assets/rashomon.diff-1.schema.json");

/// What changed from one version to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diff {
    schema: &'static str,
    /// The titles of the old and the new version.
    pub titles: [String; 2],
    /// The reports.
    pub reports: Changes<ReportRow>,
    /// The events, by date.
    pub events: Changes<EventRow>,
    /// The claims.
    pub claims: Changes<ClaimRow>,
    /// The disagreements, the most serious first.
    pub disagreements: Changes<DisagreementRow>,
}

/// How one list changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes<R> {
    /// Rows that only the new version has.
    pub added: Vec<R>,
    /// Rows that only the old version has.
    pub removed: Vec<R>,
    /// Rows of both that differ.
    pub changed: Vec<Changed<R>>,
}

/// A row that is in both versions and differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed<R> {
    /// As it was.
    pub old: R,
    /// As it is.
    pub new: R,
    /// What is different.
    pub fields: Vec<Field>,
}

/// A part of a row that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// What it is called.
    pub name: &'static str,
    /// The old value; empty if there was none.
    pub old: String,
    /// The new value; empty if there is none.
    pub new: String,
}

/// A row that can be compared with another version of itself.
pub trait Comparable {
    /// What is compared, each part by its name, in the order of its kind.
    fn fields(&self) -> Vec<(&'static str, String)>;
}

impl Diff {
    /// Compares two versions in time linear in their rows.
    #[must_use]
    pub fn between(old: &Version, new: &Version) -> Self {
        let pairs = rows::pair_reports(&old.reports, &new.reports);
        let identities = Identities::new(old, new, &pairs);
        let (old_side, new_side) = (identities.old(), identities.new_side());
        let reports = changes(
            &pairs,
            |row| rows::report(&old_side, &old.reports[row]),
            |row| rows::report(&new_side, &new.reports[row]),
        );
        let events_before: Vec<EventRow> =
            old.events.iter().map(|event| rows::event(&old_side, event)).collect();
        let events_after: Vec<EventRow> =
            new.events.iter().map(|event| rows::event(&new_side, event)).collect();
        let event_pairs = rows::pair_events(&events_before, &events_after);
        let claims_before: Vec<ClaimRow> =
            old.claims.iter().map(|claim| rows::claim(&old_side, claim)).collect();
        let claims_after: Vec<ClaimRow> =
            new.claims.iter().map(|claim| rows::claim(&new_side, claim)).collect();
        let claim_pairs = rows::pair_claims(&claims_before, &claims_after);
        let same_event = event_identities(old, new, &event_pairs);
        let parts_before: Vec<DisagreementRow> =
            old.disagreements.iter().map(|one| rows::disagreement(&old_side, one, &same_event[0])).collect();
        let parts_after: Vec<DisagreementRow> =
            new.disagreements.iter().map(|one| rows::disagreement(&new_side, one, &same_event[1])).collect();
        let part_pairs = rows::pair_disagreements(&parts_before, &parts_after);
        Self {
            schema: SCHEMA,
            titles: [old.title.clone(), new.title.clone()],
            reports,
            events: changes(&event_pairs, |row| events_before[row].clone(), |row| events_after[row].clone()),
            claims: changes(&claim_pairs, |row| claims_before[row].clone(), |row| claims_after[row].clone()),
            disagreements: changes(
                &part_pairs,
                |row| parts_before[row].clone(),
                |row| parts_after[row].clone(),
            ),
        }
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
            && self.events.is_empty()
            && self.claims.is_empty()
            && self.disagreements.is_empty()
    }
}

impl<R> Changes<R> {
    /// Whether the list is the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// Per version: a number for each event id, the same number for the two sides of a pair.
fn event_identities<'v>(old: &'v Version, new: &'v Version, pairs: &Pairs) -> [HashMap<&'v str, usize>; 2] {
    let before = old.events.iter().enumerate().map(|(row, event)| (&*event.id, row)).collect();
    let identity = |row: usize| pairs.old_of(row).unwrap_or(old.events.len() + row);
    let after = new.events.iter().enumerate().map(|(row, event)| (&*event.id, identity(row))).collect();
    [before, after]
}

fn changes<R: Comparable>(pairs: &Pairs, old: impl Fn(usize) -> R, new: impl Fn(usize) -> R) -> Changes<R> {
    let mut changes = Changes { added: Vec::new(), removed: Vec::new(), changed: Vec::new() };
    for row in 0..pairs.old_len() {
        let before = old(row);
        match pairs.new_of(row).map(&new) {
            None => changes.removed.push(before),
            Some(after) => {
                let fields = differences(&before, &after);
                if !fields.is_empty() {
                    changes.changed.push(Changed { old: before, new: after, fields });
                }
            }
        }
    }
    let added = (0..pairs.new_len()).filter(|row| pairs.old_of(*row).is_none());
    changes.added = added.map(new).collect();
    changes
}

fn differences<R: Comparable>(old: &R, new: &R) -> Vec<Field> {
    let both = old.fields().into_iter().zip(new.fields());
    both.filter(|((_, old), (_, new))| old != new)
        .map(|((name, old), (_, new))| Field { name, old, new })
        .collect()
}

#[cfg(test)]
mod tests;
