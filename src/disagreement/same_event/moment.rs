//! Times as reports give them, including those without a known week or year, and how two of them relate.

use super::super::hours::{APART, Stretch};
use crate::analysis::time::{Granularity, PartOfDay, TimeExpression, When};

/// How two times relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// They are the same.
    Same,
    /// One is a more precise form of the other.
    Finer,
    /// They do not overlap, or it is not known whether they do.
    Other,
}

/// A day, and the hours of it that a time allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    day: Day,
    hours: Option<Stretch>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Day {
    /// A period of the calendar.
    Dated(When),
    /// A weekday, or a date without a year, as TIMEX3 writes it: `XXXX-WXX-5`, `XXXX-01-06`.
    Open(Box<str>),
    /// No day is named.
    None,
}

/// How many words before a time may hedge it: "just before 5:30".
const HEDGING: usize = 2;

impl Moment {
    /// What a time expression denotes; none if it gives neither a day nor an hour.
    pub(super) fn of(time: &TimeExpression, text: &str) -> Option<Self> {
        let (day, clock) = time.value.split_once('T').unwrap_or((&time.value, ""));
        let when = time.when.as_ref().filter(|when| when.is_dated());
        let before = text.get(..time.span.start as usize).unwrap_or_default();
        let from = before.split_inclusive(' ').rev().take(HEDGING).map(str::len).sum::<usize>();
        let words = text.get(before.len() - from..time.span.end as usize).unwrap_or_default();
        let hours = when.map_or_else(|| of_clock(clock), |when| Some(when.clone()));
        let hours = hours.and_then(|when| Stretch::of(words, &when));
        let day = match when {
            _ if time.lacks_day() => Day::None,
            Some(when) => Day::Dated(when.clone()),
            None if day.starts_with("XXXX-") => Day::Open(day.into()),
            None => return None,
        };
        (day != Day::None || hours.is_some()).then_some(Self { day, hours })
    }

    /// A higher value is more precise.
    pub(super) fn fineness(&self) -> u8 {
        let day = match &self.day {
            Day::Dated(when) => u8::from(when.single_day().is_some()),
            Day::Open(day) => u8::from(day.len() == "XXXX-WXX-5".len()),
            Day::None => 1,
        };
        let by_clock = self.hours.is_some_and(|hours| !hours.is_part());
        4 * day + 2 * u8::from(self.hours.is_some()) + u8::from(by_clock)
    }

    /// Whether both give a day, and the days differ; days far apart belong to different events.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        const MOST_DAYS: i64 = 3;
        match (&self.day, &other.day) {
            (Day::Dated(a), Day::Dated(b)) => {
                let days = a.single_day().zip(b.single_day());
                days.is_some_and(|(a, b)| (1..=MOST_DAYS).contains(&(a - b).num_days().abs()))
            }
            (Day::Open(a), Day::Open(b)) => {
                let weekday = |day: &str| day.starts_with("XXXX-WXX-");
                weekday(a) && weekday(b) && a != b
            }
            _ => false,
        }
    }

    /// How another time of one event relates to this one.
    pub(super) fn relation(&self, other: &Self) -> Relation {
        let days = match (&self.day, &other.day) {
            (Day::Dated(a), Day::Dated(b)) => of_dates(a, b),
            (Day::Open(a), Day::Open(b)) => of_open_days(a, b),
            (Day::None, Day::None) => Relation::Same,
            (Day::None, _) | (_, Day::None) => Relation::Finer,
            _ => Relation::Other,
        };
        match (days, self.hours, other.hours) {
            (Relation::Same, Some(one), Some(two)) => of_hours(one, two),
            (Relation::Same, Some(_), None) | (Relation::Same, None, Some(_)) => Relation::Finer,
            (Relation::Finer, Some(one), Some(two)) if of_hours(one, two) == Relation::Other => {
                Relation::Other
            }
            _ => days,
        }
    }
}

fn of_dates(one: &When, other: &When) -> Relation {
    let open = |when: &When| when.granularity() == Granularity::Open;
    match () {
        () if one.single_day().is_some() && one.single_day() == other.single_day() => Relation::Same,
        () if one.edtf == other.edtf => Relation::Same,
        () if open(one) || open(other) => Relation::Other,
        () if one.single_day().is_some() && other.single_day().is_some() => Relation::Other,
        () if one.contains(other) || other.contains(one) => Relation::Finer,
        () => Relation::Other,
    }
}

fn of_open_days(one: &str, other: &str) -> Relation {
    match () {
        () if one == other => Relation::Same,
        () if one.starts_with(other) || other.starts_with(one) => Relation::Finer,
        () => Relation::Other,
    }
}

/// The limits of a part of the day vary with the speaker: it takes twice the gap to be a different time.
fn of_hours(one: Stretch, other: Stretch) -> Relation {
    let gap = one.gap(other);
    match (one.is_part(), other.is_part()) {
        (false, false) if gap < APART => Relation::Same,
        (true, true) if gap < 2 * APART => Relation::Same,
        (true, false) | (false, true) if gap < 2 * APART => Relation::Finer,
        _ => Relation::Other,
    }
}

/// The hour or the part of a day that a TIMEX3 time of day denotes, without its day.
fn of_clock(clock: &str) -> Option<When> {
    const PARTS: &[(&str, PartOfDay)] = &[
        ("MO", PartOfDay::Morning),
        ("MI", PartOfDay::Midday),
        ("AF", PartOfDay::Afternoon),
        ("EV", PartOfDay::Evening),
        ("NI", PartOfDay::Night),
    ];
    if let Some((_, part)) = PARTS.iter().find(|(name, _)| *name == clock) {
        return Some(When { part: Some(*part), ..When::unknown() });
    }
    let (hour, minute) = clock.split_once(':').unwrap_or((clock, "00"));
    let minute = hour.parse::<u16>().ok()?.checked_mul(60)?.checked_add(minute.get(..2)?.parse().ok()?)?;
    Some(When::unknown().at_minute(minute))
}
