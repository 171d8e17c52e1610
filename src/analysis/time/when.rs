//! A stretch of the calendar as a report knows it: an EDTF value, a part of day, and the evidence.

use chrono::NaiveDate;

/// When something happened, as far as a text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// EDTF, levels 0 to 2 (ISO 8601-2): a date, an interval, a date with unspecified or uncertain parts.
    pub edtf: Box<str>,
    /// The earliest day it may mean; none where the value is open or has no known year.
    pub first: Option<NaiveDate>,
    /// The latest day it may mean, inclusive.
    pub last: Option<NaiveDate>,
    /// The part of the day, where one is told.
    pub part: Option<PartOfDay>,
    /// Minutes after midnight, local time, where a clock time is told.
    pub minute: Option<u16>,
    /// How the date is known.
    pub basis: Basis,
}

/// A part of the day. The night belongs to the day on whose evening it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum PartOfDay {
    EarlyMorning,
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// How a date is known; the better evidence first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// A person gave it.
    Given,
    /// The words name the date: "January 6", "Wednesday".
    Explicit,
    /// The words relate it to another date: "the day before".
    Relative,
    /// It is that of the sentence or paragraph around.
    Inherited,
    /// Only the report's publication date bounds it.
    Published,
    /// Nothing tells.
    Unknown,
}
