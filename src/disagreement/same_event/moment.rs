//! Times as reports put them, also those whose week no report tells, and how two of them relate.

use chrono::NaiveDate;

use crate::analysis::time::{Granularity, PartOfDay, TimeExpression, When};

/// How two answers relate, the more alike first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// They say the same.
    Same,
    /// Nothing tells.
    Unclear,
    /// One says more exactly what the other says.
    Finer,
    /// They name what is not the same.
    Apart,
}

/// A day, and the minutes of it a time leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    day: Day,
    minutes: Option<(i64, i64)>,
    by_clock: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Day {
    /// A stretch of the calendar.
    Dated(When),
    /// A weekday or a date whose year or week no report tells, as TIMEX3 writes it: `XXXX-WXX-5`, `XXXX-01-06`.
    Open(Box<str>),
    /// No day is named.
    None,
}

impl Moment {
    pub(super) fn of(time: &TimeExpression) -> Option<Self> {
        let (day, clock) = time.value.split_once('T').unwrap_or((&time.value, ""));
        let when = time.when.as_ref().filter(|when| when.is_dated());
        let minutes = match when {
            Some(when) => {
                let clock = when.minute.map(|minute| (i64::from(minute), i64::from(minute)));
                clock.or_else(|| when.part.map(of_part))
            }
            None => minutes_of(clock),
        };
        let by_clock = minutes.is_some_and(|(from, to)| from == to);
        let day = match when {
            _ if time.lacks_day() => Day::None,
            Some(when) => Day::Dated(when.clone()),
            None if time.is_open() || day.starts_with("XXXX-") => Day::Open(day.into()),
            None => return None,
        };
        (day != Day::None || minutes.is_some()).then_some(Self { day, minutes, by_clock })
    }

    /// The finer, the greater.
    pub(super) fn fineness(&self) -> u8 {
        let day = match &self.day {
            Day::Dated(when) => u8::from(when.single_day().is_some()),
            Day::Open(day) => u8::from(day.len() == "XXXX-WXX-5".len()),
            Day::None => 1,
        };
        4 * day + 2 * u8::from(self.minutes.is_some()) + u8::from(self.by_clock)
    }

    /// How another time of one event relates to this one.
    pub(super) fn relation(&self, other: &Self) -> Relation {
        let days = match (&self.day, &other.day) {
            (Day::Dated(a), Day::Dated(b)) => dated(a, b),
            (Day::Open(a), Day::Open(b)) => open(a, b),
            (Day::None, Day::None) => Relation::Same,
            (Day::None, _) | (_, Day::None) => Relation::Finer,
            _ => Relation::Unclear,
        };
        match (days, self.minutes, other.minutes) {
            (Relation::Same, Some(one), Some(two)) => hours((one, self.by_clock), (two, other.by_clock)),
            (Relation::Same, Some(_), None) | (Relation::Same, None, Some(_)) => Relation::Finer,
            // The night may be counted to either day.
            (Relation::Apart, Some(one), Some(two)) if is_night(one) || is_night(two) => Relation::Unclear,
            _ => days,
        }
    }
}

/// Two known days are of other parts of what happened: the timeline joins no tellings that date one event so.
fn dated(one: &When, other: &When) -> Relation {
    let day = |when: &When| -> Option<NaiveDate> { when.single_day() };
    match (day(one), day(other)) {
        (Some(a), Some(b)) if a == b => Relation::Same,
        (Some(_), Some(_)) => Relation::Unclear,
        _ if one.edtf == other.edtf => Relation::Same,
        _ if one.granularity() == Granularity::Open || other.granularity() == Granularity::Open => {
            Relation::Unclear
        }
        _ if one.contains(other) || other.contains(one) => Relation::Finer,
        _ => Relation::Unclear,
    }
}

fn open(one: &str, other: &str) -> Relation {
    if one == other {
        return Relation::Same;
    }
    let weekday = |day: &str| day.starts_with("XXXX-WXX-");
    if one.starts_with(other) || other.starts_with(one) {
        return Relation::Finer;
    }
    if weekday(one) && weekday(other) { Relation::Apart } else { Relation::Unclear }
}

/// How far apart two clock times must lie to differ, in minutes.
const APART: i64 = 30;

fn hours(
    ((from, to), clock): ((i64, i64), bool),
    ((other_from, other_to), other_clock): ((i64, i64), bool),
) -> Relation {
    let gap = (other_from - to).max(from - other_to).max(0);
    match (clock, other_clock) {
        (true, true) if gap >= APART => Relation::Apart,
        (true, true) => Relation::Same,
        _ if gap >= 2 * APART => Relation::Apart,
        (false, false) => Relation::Same,
        _ => Relation::Finer,
    }
}

fn is_night((from, to): (i64, i64)) -> bool {
    to > 21 * 60 || from < 6 * 60
}

fn of_part(part: PartOfDay) -> (i64, i64) {
    let (from, to) = part.minutes();
    (i64::from(from), i64::from(to))
}

/// The minutes of a day that a TIMEX3 time of day leaves open.
fn minutes_of(clock: &str) -> Option<(i64, i64)> {
    let part = match clock {
        "MO" => PartOfDay::Morning,
        "MI" => PartOfDay::Midday,
        "AF" => PartOfDay::Afternoon,
        "EV" => PartOfDay::Evening,
        "NI" => PartOfDay::Night,
        _ => {
            let (hour, minute) = clock.split_once(':').unwrap_or((clock, "0"));
            let minutes =
                hour.parse::<i64>().ok()? * 60 + minute.get(..2).unwrap_or(minute).parse::<i64>().ok()?;
            return Some((minutes, minutes));
        }
    };
    Some(of_part(part))
}
