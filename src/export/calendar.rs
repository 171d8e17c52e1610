//! A [`When`] as the year, month, day and clock fields that other formats need, never more precise than it is known.

use chrono::{Datelike, NaiveDate};

use crate::analysis::time::When;

/// A date to the year, the month or the day, with a clock time where one is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The year, astronomical: 0 is 1 BC.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: Option<u32>,
    /// The day of the month.
    pub day: Option<u32>,
    /// Minutes after midnight.
    pub minute: Option<u16>,
}

/// A beginning and, where it is another date, an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StampRange {
    /// Where it begins.
    pub start: Stamp,
    /// Where it ends, inclusive.
    pub end: Option<Stamp>,
}

impl Stamp {
    /// A day without a clock time.
    #[must_use]
    pub fn of_day(day: NaiveDate) -> Self {
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()), minute: None }
    }

    /// `HH:MM`, if the clock time is known; midnight at the end of a day is 23:59, which all formats accept.
    #[must_use]
    pub fn clock(&self) -> Option<String> {
        let minute = self.minute?.min(24 * 60 - 1);
        Some(format!("{:02}:{:02}", minute / 60, minute % 60))
    }

    /// "2022", "2022-01" or "2022-01-05", with marks of uncertainty ignored; none for any other EDTF.
    fn read(edtf: &str) -> Option<Self> {
        let (sign, plain) = match edtf.trim_end_matches(['~', '?', '%']).strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, edtf.trim_end_matches(['~', '?', '%'])),
        };
        let mut parts = plain.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse::<i32>().ok()?;
        let mut field = |most: u32| match parts.next() {
            None => Some(None),
            Some(part) => {
                let value = part.parse::<u32>().ok().filter(|value| (1..=most).contains(value));
                value.filter(|_| part.len() == 2).map(Some)
            }
        };
        let (month, day) = (field(12)?, field(31)?);
        parts.next().is_none().then_some(Self { year: sign * year, month, day, minute: None })
    }
}

impl StampRange {
    /// The fields of a date; none if neither end of it is known.
    ///
    /// An open date begins and ends on the day of its known end.
    #[must_use]
    pub fn of(when: &When) -> Option<Self> {
        let known = when.first.or(when.last)?;
        let mut stretch = Self::written(&when.edtf).unwrap_or_else(|| {
            let last = when.last.unwrap_or(known);
            Self { start: Stamp::of_day(known), end: (last != known).then(|| Stamp::of_day(last)) }
        });
        if when.single_day().is_some() {
            stretch.start.minute = when.minute;
        }
        Some(stretch)
    }

    fn written(edtf: &str) -> Option<Self> {
        match edtf.split_once('/') {
            None => Some(Self { start: Stamp::read(edtf)?, end: None }),
            Some((start, end)) => {
                let (start, end) = (Stamp::read(start)?, Stamp::read(end)?);
                Some(Self { start, end: (start != end).then_some(end) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::Basis;

    #[test]
    fn no_field_is_more_precise_than_the_date() {
        let stamp = |year, month, day| Stamp { year, month, day, minute: None };
        for (edtf, start, end) in [
            ("2022", stamp(2022, None, None), None),
            ("2019~", stamp(2019, None, None), None),
            ("2022-01", stamp(2022, Some(1), None), None),
            ("2022-01-05", stamp(2022, Some(1), Some(5)), None),
            ("-0044-03-15", stamp(-44, Some(3), Some(15)), None),
            ("2022-01-04/2022-01-06", stamp(2022, Some(1), Some(4)), Some(stamp(2022, Some(1), Some(6)))),
            ("2021-05/2021-06", stamp(2021, Some(5), None), Some(stamp(2021, Some(6), None))),
            ("../2022-01-04", stamp(2022, Some(1), Some(4)), None),
            ("2022-01-05/..", stamp(2022, Some(1), Some(5)), None),
            ("[2022-01-04,2022-01-05]", stamp(2022, Some(1), Some(4)), Some(stamp(2022, Some(1), Some(5)))),
            ("2022-34", stamp(2022, Some(4), Some(1)), Some(stamp(2022, Some(6), Some(30)))),
        ] {
            let when = When::from_edtf(edtf, None, Basis::Explicit).expect(edtf);
            assert_eq!(StampRange::of(&when), Some(StampRange { start, end }), "{edtf}");
        }
        assert_eq!(StampRange::of(&When::unknown()), None);
    }

    #[test]
    fn a_clock_time_belongs_to_one_day() {
        let when = When::from_edtf("2022-01-05", None, Basis::Explicit).unwrap().at_minute(1420);
        assert_eq!(StampRange::of(&when).unwrap().start.clock().as_deref(), Some("23:40"));
        assert_eq!(StampRange::of(&when.at_minute(1440)).unwrap().start.clock().as_deref(), Some("23:59"));
    }
}
