//! Stretches of the calendar and lengths of time, as TIMEX3 values and as EDTF.
//!
//! TIMEX3 writes weeks, quarters, halves, seasons and weekends in ISO 8601's manner (`2022-W01`, `2022-Q1`, `2022-SU`); EDTF
//! (ISO 8601-2) has no weeks, and codes for the parts of a year. Source: TimeML 1.2.1; TIDES 2003 for parts of the year.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The units by their numbers in the lexicon.
    pub fn from_value(value: i64) -> Option<Self> {
        const UNITS: [Unit; 12] = [
            Unit::Second,
            Unit::Minute,
            Unit::Hour,
            Unit::Day,
            Unit::Week,
            Unit::Fortnight,
            Unit::Weekend,
            Unit::Month,
            Unit::Quarter,
            Unit::Year,
            Unit::Decade,
            Unit::Century,
        ];
        UNITS.get(usize::try_from(value).ok()?).copied()
    }

    /// Whether it is shorter than a day.
    pub fn is_clock(self) -> bool {
        self < Self::Day
    }
}

/// How many: an exact number, in thousandths, or an unknown one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Thousandths.
    Exact(i64),
    /// "several", "a few", or no number at all.
    Vague,
}

impl Amount {
    /// The number, where it is whole.
    pub fn whole(self) -> Option<i64> {
        match self {
            Self::Exact(thousandths) if thousandths % 1000 == 0 => Some(thousandths / 1000),
            _ => None,
        }
    }
}

/// A TIMEX3 duration: `P3D`, `PT30M`, `PXW`, `P2.5Y`. Decades and centuries are years, fortnights weeks.
pub fn duration(amount: Amount, unit: Unit) -> String {
    let (head, factor, letter) = match unit {
        Unit::Second => ("PT", 1, "S"),
        Unit::Minute => ("PT", 1, "M"),
        Unit::Hour => ("PT", 1, "H"),
        Unit::Day => ("P", 1, "D"),
        Unit::Week => ("P", 1, "W"),
        Unit::Fortnight => ("P", 2, "W"),
        Unit::Weekend => ("P", 1, "WE"),
        Unit::Month => ("P", 1, "M"),
        Unit::Quarter => ("P", 1, "Q"),
        Unit::Year => ("P", 1, "Y"),
        Unit::Decade => ("P", 10, "Y"),
        Unit::Century => ("P", 100, "Y"),
    };
    let Amount::Exact(thousandths) = amount else { return format!("{head}X{letter}") };
    let (head, thousandths, letter) = match (unit, thousandths) {
        (Unit::Hour, 500) => ("PT", 30_000, "M"),
        (Unit::Year, 500) => ("P", 6_000, "M"),
        (Unit::Decade, 500) => ("P", 500, "Y"),
        (Unit::Day, 500) => ("PT", 12_000, "H"),
        _ => (head, thousandths, letter),
    };
    let total = thousandths.saturating_mul(factor);
    let (whole, rest) = (total / 1000, total % 1000);
    if rest == 0 {
        return format!("{head}{whole}{letter}");
    }
    let fraction = format!("{rest:03}");
    format!("{head}{whole}.{}{letter}", fraction.trim_end_matches('0'))
}

/// A stretch of the calendar, or a reference to one whose year is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    Day(NaiveDate),
    /// The ISO week of that day.
    Week(NaiveDate),
    /// Saturday and Sunday of that day's week.
    Weekend(NaiveDate),
    Month(i32, u32),
    Quarter(i32, u32),
    Half(i32, u32),
    /// Spring 1 to winter 4, by the northern months; a winter belongs to the year of its December.
    Season(i32, u32),
    Year(i32),
    /// A fiscal year; when it begins is not known.
    Fiscal(i32),
    FiscalQuarter(i32, u32),
    /// The year divided by ten.
    Decade(i32),
    /// The year divided by a hundred.
    Century(i32),
    /// A month and day of some year.
    YearlessDay(u32, u32),
    YearlessMonth(u32),
    YearlessQuarter(u32),
    YearlessHalf(u32),
    YearlessSeason(u32),
    /// A day of some week.
    SomeWeekday(Weekday),
}

/// Early, in the middle, or late in a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Start,
    Mid,
    End,
}

impl Edge {
    /// The edges by their numbers in the lexicon.
    pub fn from_value(value: i64) -> Option<Self> {
        [Self::Start, Self::Mid, Self::End].get(usize::try_from(value).ok()?).copied()
    }

    /// TIMEX3 `mod`.
    pub fn modifier(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
        }
    }
}

const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

impl Calendar {
    /// The stretch of that unit in which a day lies; none for units shorter than a day.
    pub fn of(unit: Unit, day: NaiveDate) -> Option<Self> {
        let year = day.year();
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(day),
            Unit::Weekend => Self::Weekend(day),
            Unit::Month => Self::Month(year, day.month()),
            Unit::Quarter => Self::Quarter(year, day.month0() / 3 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
        })
    }

    /// The stretch `count` units later; none where the calendar ends.
    pub fn plus(self, count: i64) -> Option<Self> {
        let step = i32::try_from(count).ok()?;
        let days = |day: NaiveDate, width: i64| plus_days(day, count.checked_mul(width)?);
        let turn = |year: i32, part: u32, parts: i32| -> Option<(i32, u32)> {
            let total =
                year.checked_mul(parts)?.checked_add(i32::try_from(part).ok()? - 1)?.checked_add(step)?;
            Some((total.div_euclid(parts), u32::try_from(total.rem_euclid(parts)).ok()? + 1))
        };
        Some(match self {
            Self::Day(day) => Self::Day(days(day, 1)?),
            Self::Week(day) => Self::Week(days(day, 7)?),
            Self::Weekend(day) => Self::Weekend(days(day, 7)?),
            Self::Month(year, month) => {
                turn(year, month, 12).map(|(year, month)| Self::Month(year, month))?
            }
            Self::Quarter(year, part) => turn(year, part, 4).map(|(year, part)| Self::Quarter(year, part))?,
            Self::Half(year, part) => turn(year, part, 2).map(|(year, part)| Self::Half(year, part))?,
            Self::Season(year, part) => turn(year, part, 4).map(|(year, part)| Self::Season(year, part))?,
            Self::Year(year) => Self::Year(year.checked_add(step)?),
            Self::Fiscal(year) => Self::Fiscal(year.checked_add(step)?),
            Self::Decade(decade) => Self::Decade(decade.checked_add(step)?),
            Self::Century(century) => Self::Century(century.checked_add(step)?),
            other => return (count == 0).then_some(other),
        })
    }

    /// The TIMEX3 value; none for years that do not fit four digits.
    pub fn timex(self) -> Option<String> {
        let plain = |year: i32| (0..=9999).contains(&year);
        let part = |year: i32, part: String| plain(year).then(|| format!("{year:04}-{part}"));
        let season = |season: u32| SEASONS.get(season.wrapping_sub(1) as usize).copied().unwrap_or("SP");
        match self {
            Self::Day(day) => plain(day.year()).then(|| day.to_string()),
            Self::Week(day) => {
                let week = day.iso_week();
                part(week.year(), format!("W{:02}", week.week()))
            }
            Self::Weekend(day) => {
                let week = day.iso_week();
                part(week.year(), format!("W{:02}-WE", week.week()))
            }
            Self::Month(year, month) => part(year, format!("{month:02}")),
            Self::Quarter(year, quarter) => part(year, format!("Q{quarter}")),
            Self::Half(year, half) => part(year, format!("H{half}")),
            Self::Season(year, at) => part(year, season(at).to_owned()),
            Self::Year(year) => plain(year).then(|| format!("{year:04}")),
            Self::Fiscal(year) => plain(year).then(|| format!("FY{year:04}")),
            Self::FiscalQuarter(year, quarter) => plain(year).then(|| format!("FY{year:04}-Q{quarter}")),
            Self::Decade(decade) => (0..=999).contains(&decade).then(|| format!("{decade:03}")),
            Self::Century(century) => (0..=99).contains(&century).then(|| format!("{century:02}")),
            Self::YearlessDay(month, day) => Some(format!("XXXX-{month:02}-{day:02}")),
            Self::YearlessMonth(month) => Some(format!("XXXX-{month:02}")),
            Self::YearlessQuarter(quarter) => Some(format!("XXXX-Q{quarter}")),
            Self::YearlessHalf(half) => Some(format!("XXXX-H{half}")),
            Self::YearlessSeason(at) => Some(format!("XXXX-{}", season(at))),
            Self::SomeWeekday(weekday) => Some(format!("XXXX-WXX-{}", weekday.number_from_monday())),
        }
    }

    /// The same stretch in EDTF; none where EDTF has no form for it.
    pub fn edtf(self) -> Option<String> {
        let plain = |year: i32| (0..=9999).contains(&year);
        match self {
            Self::Week(_) | Self::Weekend(_) => {
                let (first, last) = self.days()?;
                (plain(first.year()) && plain(last.year())).then(|| format!("{first}/{last}"))
            }
            Self::Quarter(year, quarter) => plain(year).then(|| format!("{year:04}-{}", 32 + quarter)),
            Self::Half(year, half) => plain(year).then(|| format!("{year:04}-{}", 39 + half)),
            Self::Season(year, season) => plain(year).then(|| format!("{year:04}-{}", 20 + season)),
            Self::Fiscal(year) => plain(year).then(|| format!("{year:04}~")),
            Self::FiscalQuarter(year, _) => plain(year).then(|| format!("{year:04}~")),
            Self::Decade(_) => self.timex().map(|value| value + "X"),
            Self::Century(_) => self.timex().map(|value| value + "XX"),
            Self::YearlessQuarter(_)
            | Self::YearlessHalf(_)
            | Self::YearlessSeason(_)
            | Self::SomeWeekday(_) => None,
            _ => self.timex(),
        }
    }

    /// Its first and last day.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        let monday =
            |day: NaiveDate| day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())));
        let months = |year: i32, month: u32, count: u32| {
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            Some((first, first.checked_add_months(Months::new(count))?.pred_opt()?))
        };
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Week(day) => Some((monday(day)?, plus_days(monday(day)?, 6)?)),
            Self::Weekend(day) => Some((plus_days(monday(day)?, 5)?, plus_days(monday(day)?, 6)?)),
            Self::Month(year, month) => months(year, month, 1),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Season(year, season) => months(year, season * 3, 3),
            Self::Year(year) | Self::Fiscal(year) | Self::FiscalQuarter(year, _) => months(year, 1, 12),
            Self::Decade(decade) => months(decade.checked_mul(10)?, 1, 120),
            Self::Century(century) => months(century.checked_mul(100)?, 1, 1200),
            _ => None,
        }
    }

    /// The days of an edge of it: the first, middle or last third, as in "early January", "late 2019".
    pub fn edge(self, edge: Edge) -> Option<String> {
        let (first, last) = self.days()?;
        let third = (last - first).num_days() / 3;
        if third == 0 {
            return self.edtf();
        }
        let (from, to) = match edge {
            Edge::Start => (first, plus_days(first, third)?),
            Edge::Mid => (plus_days(first, third)?, plus_days(last, -third)?),
            Edge::End => (plus_days(last, -third)?, last),
        };
        let in_months = |day: NaiveDate| format!("{:04}-{:02}", day.year(), day.month());
        ((0..=9999).contains(&from.year()) && (0..=9999).contains(&to.year())).then(|| match self {
            Self::Decade(_) | Self::Century(_) => format!("{:04}/{:04}", from.year(), to.year()),
            Self::Year(_) => format!("{}/{}", in_months(from), in_months(to)),
            _ => format!("{from}/{to}"),
        })
    }

    /// The unit it counts in.
    pub fn unit(self) -> Unit {
        match self {
            Self::Day(_) | Self::YearlessDay(..) | Self::SomeWeekday(_) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(..) | Self::YearlessMonth(_) => Unit::Month,
            Self::Quarter(..)
            | Self::FiscalQuarter(..)
            | Self::YearlessQuarter(_)
            | Self::Half(..)
            | Self::YearlessHalf(_)
            | Self::Season(..)
            | Self::YearlessSeason(_) => Unit::Quarter,
            Self::Year(_) | Self::Fiscal(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }
}

/// That many days later; none where the calendar ends.
pub fn plus_days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let days = Days::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

/// That many units later, to the day; months keep the day of the month where it exists.
pub fn plus_units(day: NaiveDate, unit: Unit, count: i64) -> Option<NaiveDate> {
    let months = |each: i64| {
        let months = Months::new(u32::try_from(count.checked_mul(each)?.unsigned_abs()).ok()?);
        if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
    };
    match unit {
        Unit::Second | Unit::Minute => Some(day),
        // Up to half a day later counts as the same day.
        Unit::Hour => plus_days(day, count.checked_add(12 * count.signum())? / 24),
        Unit::Day => plus_days(day, count),
        Unit::Week | Unit::Weekend => plus_days(day, count.checked_mul(7)?),
        Unit::Fortnight => plus_days(day, count.checked_mul(14)?),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a test date")
    }

    #[test]
    fn stretches_have_a_timex_and_an_edtf_value() {
        for (stretch, timex, edtf) in [
            (Calendar::Week(day("2022-01-01")), "2021-W52", Some("2021-12-27/2022-01-02")),
            (Calendar::Weekend(day("2021-03-10")), "2021-W10-WE", Some("2021-03-13/2021-03-14")),
            (Calendar::Month(2021, 3), "2021-03", Some("2021-03")),
            (Calendar::Quarter(2021, 2), "2021-Q2", Some("2021-34")),
            (Calendar::Half(2021, 2), "2021-H2", Some("2021-41")),
            (Calendar::Season(2021, 4), "2021-WI", Some("2021-24")),
            (Calendar::Fiscal(2021), "FY2021", Some("2021~")),
            (Calendar::Decade(199), "199", Some("199X")),
            (Calendar::Century(19), "19", Some("19XX")),
            (Calendar::YearlessDay(1, 6), "XXXX-01-06", Some("XXXX-01-06")),
            (Calendar::SomeWeekday(Weekday::Fri), "XXXX-WXX-5", None),
        ] {
            assert_eq!(stretch.timex().as_deref(), Some(timex));
            assert_eq!(stretch.edtf().as_deref(), edtf);
        }
    }

    #[test]
    fn units_are_counted_across_the_borders_of_years() {
        for (stretch, count, expected) in [
            (Calendar::Month(2021, 11), 3, Calendar::Month(2022, 2)),
            (Calendar::Quarter(2021, 1), -1, Calendar::Quarter(2020, 4)),
            (Calendar::Season(2021, 4), 1, Calendar::Season(2022, 1)),
            (Calendar::Decade(200), -1, Calendar::Decade(199)),
            (Calendar::Day(day("2020-02-28")), 2, Calendar::Day(day("2020-03-01"))),
        ] {
            assert_eq!(stretch.plus(count), Some(expected));
        }
        assert_eq!(Calendar::Year(2021).plus(i64::MAX), None);
    }

    #[test]
    fn durations_keep_their_unit() {
        for (amount, unit, value) in [
            (Amount::Exact(72_000), Unit::Hour, "PT72H"),
            (Amount::Exact(2_000), Unit::Decade, "P20Y"),
            (Amount::Exact(2_500), Unit::Year, "P2.5Y"),
            (Amount::Exact(500), Unit::Hour, "PT30M"),
            (Amount::Exact(1_000), Unit::Fortnight, "P2W"),
            (Amount::Vague, Unit::Minute, "PTXM"),
            (Amount::Vague, Unit::Decade, "PXY"),
        ] {
            assert_eq!(duration(amount, unit), value);
        }
    }
}
