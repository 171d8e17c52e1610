//! A stretch of the calendar as a report gives it: an EDTF value, a part of day, and the evidence.
//!
//! EDTF (Extended Date/Time Format) is ISO 8601-2:2019, levels 0 to 2. It has no time of day inside an interval, so part
//! of day and clock time are stored beside it. Relations compare the stretches of minutes the values may cover, after Allen,
//! "Maintaining knowledge about temporal intervals" (1983), reduced to what uncertain dates can decide.

mod words;

use chrono::{Datelike, Days, Months, NaiveDate};
use ecow::EcoString;
use edtf_core::{Bound, Date, Edtf, IntervalEndpoint, Precision, Qualifier, SetElement};

/// When something happened, as far as a text says.
///
/// `first` and `last` follow from `edtf`: build values with the constructors, so that they always agree.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct When {
    /// EDTF, levels 0 to 2 (ISO 8601-2): a date, an interval, a date with unspecified or uncertain parts; empty where
    /// nothing is known.
    pub edtf: EcoString,
    /// The earliest day it may mean; none where the value is open or has no known year.
    pub first: Option<NaiveDate>,
    /// The latest day it may mean, inclusive.
    pub last: Option<NaiveDate>,
    /// The part of the day, where one is given.
    pub part: Option<PartOfDay>,
    /// Minutes after midnight, by the clock the text names, where a clock time is given.
    pub minute: Option<u16>,
    /// How the date is known.
    pub basis: Basis,
}

/// A part of the day. The night belongs to the day on whose evening it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "plain words")]
pub enum PartOfDay {
    EarlyMorning,
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// How a date is known; the best evidence first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A person gave it.
    Given,
    /// The words name the date: "January 6", "Wednesday".
    Explicit,
    /// The words relate it to another date: "the day before".
    Relative,
    /// It is that of the heading above the words, or at the head of their line.
    Heading,
    /// It is that of the sentence or paragraph around the words.
    Inherited,
    /// Only the report's publication date bounds it.
    Published,
    /// There is no evidence.
    Unknown,
}

/// The precision of a value; the most precise first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum Granularity {
    Minute,
    PartOfDay,
    Day,
    /// Several days: a week, a weekend, "4 or 5 January".
    Days,
    Month,
    /// A season, quarter or half of a year, or several months.
    Season,
    Year,
    /// Several years: a decade, a century.
    Years,
    /// Open on one side, or without a known year.
    Open,
    Unknown,
}

/// A sort key in a timeline: dated before undated, earlier before later, wider before narrower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderKey {
    undated: bool,
    day: NaiveDate,
    minute: u16,
    width: std::cmp::Reverse<i64>,
}

const DAY: i64 = 24 * 60;

impl PartOfDay {
    /// The minutes after the midnight that begins its day, half-open; a night runs into the next morning.
    ///
    /// The parts overlap on purpose: speakers draw the boundaries differently.
    #[must_use]
    pub const fn minutes(self) -> (u16, u16) {
        let (from, to) = match self {
            Self::EarlyMorning => (0, 9),
            Self::Morning => (4, 12),
            Self::Midday => (11, 14),
            Self::Afternoon => (12, 19),
            Self::Evening => (16, 24),
            Self::Night => (18, 31),
        };
        (from * 60, to * 60)
    }
}

impl When {
    /// Nothing is known.
    #[must_use]
    pub fn unknown() -> Self {
        Self { edtf: "".into(), first: None, last: None, part: None, minute: None, basis: Basis::Unknown }
    }

    /// One day.
    #[must_use]
    pub fn day(day: NaiveDate, basis: Basis) -> Self {
        Self {
            edtf: day.to_string().into(),
            first: Some(day),
            last: Some(day),
            part: None,
            minute: None,
            basis,
        }
    }

    /// A part of one day.
    #[must_use]
    pub fn part(day: NaiveDate, part: PartOfDay, basis: Basis) -> Self {
        Self { part: Some(part), ..Self::day(day, basis) }
    }

    /// All days from `first` to `last`, both included, in whichever order they are given.
    #[must_use]
    pub fn days(first: NaiveDate, last: NaiveDate, basis: Basis) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        if first == last {
            return Self::day(first, basis);
        }
        let edtf = format!("{first}/{last}").into();
        Self { edtf, first: Some(first), last: Some(last), part: None, minute: None, basis }
    }

    /// Some time before that day.
    #[must_use]
    pub fn before(day: NaiveDate, basis: Basis) -> Self {
        let last = day.pred_opt().unwrap_or(day);
        Self { first: None, edtf: format!("../{last}").into(), ..Self::day(last, basis) }
    }

    /// That day or some time after.
    #[must_use]
    pub fn since(day: NaiveDate, basis: Basis) -> Self {
        Self { last: None, edtf: format!("{day}/..").into(), ..Self::day(day, basis) }
    }

    /// What an EDTF value denotes; none where it is not EDTF, or a date that no calendar has.
    ///
    /// A value marked `~`, `?` or `%` is widened by one of its own unit on each side (a day by three).
    #[must_use]
    pub fn from_edtf(edtf: &str, part: Option<PartOfDay>, basis: Basis) -> Option<Self> {
        let value = Edtf::parse(edtf).ok()?;
        let (first, last) = bounds(&value);
        let minute = match &value {
            Edtf::DateTime(moment) => Some(u16::from(moment.time.hour) * 60 + u16::from(moment.time.minute)),
            _ => None,
        };
        Some(Self { edtf: edtf.into(), first, last, part, minute, basis })
    }

    /// A stretch whose EDTF form and days are both known to agree.
    pub(super) fn stretch(edtf: String, (first, last): (NaiveDate, NaiveDate), basis: Basis) -> Self {
        Self { edtf: edtf.into(), first: Some(first), last: Some(last), part: None, minute: None, basis }
    }

    /// The same stretch with a clock time, in minutes after midnight: 1440 is the end of the day. A later time is ignored.
    #[must_use]
    pub fn at_minute(self, minute: u16) -> Self {
        Self { minute: (i64::from(minute) <= DAY).then_some(minute), ..self }
    }

    /// The same stretch with other evidence.
    #[must_use]
    pub fn on_basis(self, basis: Basis) -> Self {
        Self { basis, ..self }
    }

    /// The day, if it is exactly one day.
    #[must_use]
    pub fn single_day(&self) -> Option<NaiveDate> {
        self.first.filter(|_| self.first == self.last)
    }

    /// Whether it is on the calendar: at least one end is known.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.first.is_some() || self.last.is_some()
    }

    /// Its precision.
    #[must_use]
    pub fn granularity(&self) -> Granularity {
        let (Some(first), Some(last)) = (self.first, self.last) else {
            return if self.edtf.is_empty() { Granularity::Unknown } else { Granularity::Open };
        };
        match (last - first).num_days() {
            0 if self.minute.is_some() => Granularity::Minute,
            0 if self.part.is_some() => Granularity::PartOfDay,
            0 => Granularity::Day,
            27..31 if first.day() == 1 => Granularity::Month,
            1..59 => Granularity::Days,
            59..330 => Granularity::Season,
            330..731 => Granularity::Year,
            _ => Granularity::Years,
        }
    }

    /// Its sort key in a timeline. A stretch with only an end sorts by it, just before the end of that day.
    #[must_use]
    pub fn order_key(&self) -> OrderKey {
        let day = self.first.or(self.last);
        let minute = match (self.first, self.minute, self.part) {
            (None, _, _) => 1439,
            (Some(_), Some(minute), _) => minute,
            (Some(_), None, Some(part)) => part.minutes().0,
            (Some(_), None, None) => 0,
        };
        let width = match (self.first, self.last) {
            (Some(first), Some(last)) => (last - first).num_days(),
            _ => i64::MAX,
        };
        OrderKey {
            undated: day.is_none(),
            day: day.unwrap_or(NaiveDate::MAX),
            minute,
            width: std::cmp::Reverse(width),
        }
    }

    /// Whether it was over when the other began, whatever exactly either means.
    #[must_use]
    pub fn certainly_before(&self, other: &Self) -> bool {
        matches!((self.end_minute(), other.start_minute()), (Some(end), Some(start)) if end <= start)
    }

    /// Whether both may share a moment.
    #[must_use]
    pub fn may_overlap(&self, other: &Self) -> bool {
        !self.disjoint(other)
    }

    /// Whether they share no moment, whatever exactly either means. A value without any date is disjoint from none.
    #[must_use]
    pub fn disjoint(&self, other: &Self) -> bool {
        self.certainly_before(other) || other.certainly_before(self)
    }

    /// Whether the other lies wholly within this stretch: "January" contains "5 January", and every value itself.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        if !self.is_dated() || !other.is_dated() {
            return false;
        }
        let starts = match (self.start_minute(), other.start_minute()) {
            (None, _) => true,
            (Some(outer), Some(inner)) => outer <= inner,
            (Some(_), None) => false,
        };
        let ends = match (self.end_minute(), other.end_minute()) {
            (None, _) => true,
            (Some(outer), Some(inner)) => inner <= outer,
            (Some(_), None) => false,
        };
        starts && ends
    }

    /// First minute it may mean, counted from an epoch of its own.
    pub(crate) fn start_minute(&self) -> Option<i64> {
        let from = match (self.single_day(), self.minute, self.part) {
            (Some(_), Some(minute), _) => i64::from(minute),
            (Some(_), None, Some(part)) => i64::from(part.minutes().0),
            _ => 0,
        };
        self.first.map(|day| i64::from(day.num_days_from_ce()) * DAY + from)
    }

    /// One past the last minute it may mean.
    pub(crate) fn end_minute(&self) -> Option<i64> {
        let to = match (self.single_day(), self.minute, self.part) {
            (Some(_), Some(minute), _) => i64::from(minute) + 1,
            (_, _, Some(part)) => {
                i64::from(part.minutes().1).max(if self.single_day().is_none() { DAY } else { 0 })
            }
            _ => DAY,
        };
        self.last.map(|day| i64::from(day.num_days_from_ce()) * DAY + to)
    }
}

/// First and last day an EDTF value may mean.
fn bounds(value: &Edtf) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let hull = value.bounds();
    let (mut first, mut last) = (day_of(hull.earliest), day_of(hull.latest));
    match value {
        Edtf::Date(date) => {
            first = if yearless(date) { None } else { widen(first, date, false) };
            last = if yearless(date) { None } else { widen(last, date, true) };
        }
        Edtf::DateTime(moment) if yearless(&moment.date) => (first, last) = (None, None),
        Edtf::DateTime(_) => {}
        Edtf::Interval(interval) => {
            first = end_of(&interval.start).map_or(first, |date| end_bound(first, date, false));
            last = end_of(&interval.end).map_or(last, |date| end_bound(last, date, true));
        }
        Edtf::Set(set) => {
            let unknown = set.elements.iter().any(|element| match element {
                SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => {
                    yearless(date)
                }
                SetElement::Range(from, to) => yearless(from) || yearless(to),
            });
            if unknown {
                (first, last) = (None, None);
            }
        }
    }
    (first, last)
}

fn end_of(end: &IntervalEndpoint) -> Option<&Date> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn end_bound(bound: Option<NaiveDate>, date: &Date, later: bool) -> Option<NaiveDate> {
    if yearless(date) { None } else { widen(bound, date, later) }
}

fn day_of(bound: Bound) -> Option<NaiveDate> {
    match bound {
        Bound::Date(date) => {
            let year = i32::try_from(date.year).ok()?;
            NaiveDate::from_ymd_opt(year, date.month.into(), date.day.into())
        }
        _ => None,
    }
}

/// Whether no digit of the year is given.
fn yearless(date: &Date) -> bool {
    matches!(date.year.kind, edtf_core::YearKind::Standard { digits, .. } if digits.iter().all(Option::is_none))
}

/// Moves a bound outwards where the date is marked as uncertain or approximate.
fn widen(bound: Option<NaiveDate>, date: &Date, later: bool) -> Option<NaiveDate> {
    let day = bound?;
    let marked = |qualifier: Qualifier| qualifier.is_qualified();
    let month = date.month.is_some_and(|field| marked(field.qualifier));
    let of_day = date.day.is_some_and(|field| marked(field.qualifier));
    if !(marked(date.year.qualifier) || month || of_day) {
        return bound;
    }
    let months = match date.precision() {
        Precision::Day => {
            let days = Days::new(3);
            return if later { day.checked_add_days(days) } else { day.checked_sub_days(days) };
        }
        Precision::Month => Months::new(1),
        Precision::Season => Months::new(3),
        Precision::Year => Months::new(12),
    };
    if !later {
        return day.checked_sub_months(months);
    }
    // The last day of a month stays a last day: one day forward, the months, one day back.
    day.succ_opt()?.checked_add_months(months)?.pred_opt()
}

#[cfg(test)]
mod tests;
