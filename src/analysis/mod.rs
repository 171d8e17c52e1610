//! One report read as facts. Pure: a report at a time, no other report, no file, no clock.
//!
//! The order is that of the modules: grammar, times, actors, events, claims. The grammar is dropped when the facts stand,
//! so that a corpus of 100,000 reports fits in memory.

pub mod actor;
pub mod claim;
pub mod event;
pub mod language;
pub mod time;

use crate::text::Problem;

/// What one report holds. Indices in its parts point into its own lists; spans into the report's text.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Time expressions, by start.
    pub times: Vec<time::TimeExpression>,
    /// Actors and their mentions.
    pub actors: actor::Actors,
    /// Event mentions, by trigger.
    pub events: Vec<event::EventMention>,
    /// Claims, by start.
    pub claims: Vec<claim::Claim>,
    /// What could not be settled: a missing publication date, a sentence cut for length.
    pub problems: Vec<Problem>,
}
