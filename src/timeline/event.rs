//! One event of all its tellings, within and across reports: dated, titled, ranked.

use super::{Actor, Event};
use crate::analysis::Analysis;
use crate::text::Report;

/// What is known when events are merged.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The reports.
    pub reports: &'a [Report],
    /// What each holds, in the same order.
    pub analyses: &'a [Analysis],
    /// The actors across all reports.
    pub actors: &'a [Actor],
}

/// Merges the event mentions of all reports, by date; the undated last.
#[must_use]
pub fn merge(_context: &Context<'_>) -> Vec<Event> {
    Vec::new()
}
