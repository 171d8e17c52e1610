//! The rules: one line each, with a name, a pattern, a meaning and an example that a test runs.
//!
//! The longest match wins; of equally long ones the earlier in these tables. A rule whose meaning declines leaves the words to the
//! next. Examples are resolved against Wednesday, 10 March 2021; the brackets mark the span.

mod clock;
pub use clock::{CLOCK_ALONE, HOUR_ALONE, NOON_ALONE};
mod day;
pub use day::is_impossible;
mod duration;
mod list;
mod month;
mod named;
mod reference;
mod relative;
mod set;
mod stretch;
mod trap;
mod year;

use super::pattern::{self, Match};
use super::scene::{Scene, Timex};

/// One line of the grammar.
#[derive(Debug)]
pub struct TimeRule {
    /// The reason that the export and the screen show.
    pub name: &'static str,
    /// What it matches; see `pattern`.
    pub pattern: &'static str,
    /// What it means.
    pub meaning: Meaning,
    /// A sentence with the expression in brackets; for a trap, a sentence without any.
    pub example: &'static str,
    /// The TIMEX3 value of the example.
    pub value: &'static str,
}

/// What a matched rule does.
#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    /// Reads the words as a value, or declines.
    Read(fn(&Match, &Scene<'_>) -> Option<Timex>),
    /// The words refer to the past, the present or the future as such: TIMEX3's `PAST_REF` and the like.
    Reference,
    /// The words are not a time expression, whatever else would match in them.
    Trap,
}

const fn rule(
    name: &'static str,
    pattern: &'static str,
    read: fn(&Match, &Scene<'_>) -> Option<Timex>,
    example: &'static str,
    value: &'static str,
) -> TimeRule {
    TimeRule { name, pattern, meaning: Meaning::Read(read), example, value }
}

const fn reference(
    name: &'static str,
    pattern: &'static str,
    example: &'static str,
    value: &'static str,
) -> TimeRule {
    TimeRule { name, pattern, meaning: Meaning::Reference, example, value }
}

const fn trap(name: &'static str, pattern: &'static str, example: &'static str) -> TimeRule {
    TimeRule { name, pattern, meaning: Meaning::Trap, example, value: "" }
}

const TABLES: &[&[TimeRule]] = &[
    trap::RULES,
    day::RULES,
    named::RULES,
    list::RULES,
    stretch::RULES,
    month::RULES,
    year::RULES,
    clock::RULES,
    relative::RULES,
    set::RULES,
    duration::RULES,
    reference::RULES,
];

/// All rules, in their order.
pub fn all() -> impl Iterator<Item = &'static TimeRule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// Every word that a pattern names.
pub fn literals() -> impl Iterator<Item = &'static str> {
    all()
        .flat_map(|rule| pattern::elements(rule.pattern))
        .flat_map(|(alternatives, _)| alternatives.split('|'))
        .filter(|alternative| pattern::is_literal(alternative))
}
