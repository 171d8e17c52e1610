//! Time expressions (TIMEX3, TimeML 1.2.1), normalised against the publication date, and the calendar they denote.

mod when;

pub use when::{Basis, Granularity, OrderKey, PartOfDay, When};

use crate::text::Span;

/// What a text's expressions are resolved against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The publication date (TimeML's document creation time), where it is known to the day.
    pub published: Option<chrono::NaiveDate>,
}

/// Finds and normalises every time expression of a text, by start; none overlap.
#[must_use]
pub fn tag(_text: &str, _context: &Context) -> Vec<TimeExpression> {
    Vec::new()
}

/// A time expression with its TIMEX3 attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its exact words.
    pub span: Span,
    /// TIMEX3 `type`.
    pub kind: TimexType,
    /// TIMEX3 `value`: `2022-01-06`, `2022-W01`, `P3D`, `PRESENT_REF` …
    pub value: Box<str>,
    /// TIMEX3 `mod`: `START`, `APPROX`, `MORE_THAN` …
    pub modifier: Option<&'static str>,
    /// The stretch of the calendar it denotes, if it denotes one.
    pub when: Option<When>,
    /// The rule that read it.
    pub rule: &'static str,
    /// What it was resolved against.
    pub anchor: Anchor,
}

/// TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are TimeML's own")]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// What a relative expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: it is absolute, or could not be resolved.
    None,
    /// The report's publication date.
    Published,
    /// An earlier expression of the same report, by its index.
    Expression(u32),
}
