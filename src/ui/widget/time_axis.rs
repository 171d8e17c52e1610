//! Time on the screen: the bars of the histogram, their units, and the stretch most events lie in.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::analysis::time::{Basis, Granularity, When};

/// How much time a bar represents; the finer first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    const ALL: [Self; 5] = [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The next finer unit, if there is one.
    #[must_use]
    pub fn finer(self) -> Self {
        Self::ALL[(self as usize).saturating_sub(1)]
    }

    /// The next coarser unit, if there is one.
    #[must_use]
    pub fn coarser(self) -> Self {
        Self::ALL[(self as usize + 1).min(Self::ALL.len() - 1)]
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["hour", "day", "week", "month", "year"][self as usize]
    }

    /// The unit of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// The finest unit, from days on, in which a stretch has at most so many bars.
    #[must_use]
    pub fn fitting(first: NaiveDate, last: NaiveDate, bars: usize) -> Self {
        let days = usize::try_from((last - first).num_days()).unwrap_or(0) + 1;
        let length = |unit: &Self| [1, 1, 7, 30, 365][*unit as usize];
        let fits = |unit: &Self| days.div_ceil(length(unit)) <= bars.max(1);
        Self::ALL[1..].iter().copied().find(fits).unwrap_or(Self::Year)
    }

    /// When the bar begins that a moment falls into.
    #[must_use]
    pub fn start(self, moment: NaiveDateTime) -> NaiveDateTime {
        let day = moment.date();
        let start = match self {
            Self::Hour => return moment - TimeDelta::minutes(moment_minutes(moment) % 60),
            Self::Day => Some(day),
            Self::Week => day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())),
            Self::Month => day.with_day(1),
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        };
        start.unwrap_or(day).and_time(NaiveTime::MIN)
    }

    /// The start of the bar so many bars after one; the same where the calendar ends.
    #[must_use]
    pub fn after(self, start: NaiveDateTime, bars: i32) -> NaiveDateTime {
        let months = |count: i32| {
            let step = Months::new(count.unsigned_abs());
            if count < 0 { start.checked_sub_months(step) } else { start.checked_add_months(step) }
        };
        let moved = match self {
            Self::Hour => start.checked_add_signed(TimeDelta::hours(bars.into())),
            Self::Day => start.checked_add_signed(TimeDelta::days(bars.into())),
            Self::Week => start.checked_add_signed(TimeDelta::weeks(bars.into())),
            Self::Month => months(bars),
            Self::Year => months(bars.saturating_mul(12)),
        };
        moved.unwrap_or(start)
    }

    /// What is over a bar: two digits of the hour or day, or the month's or year's name.
    #[must_use]
    pub fn label(self, start: NaiveDateTime) -> String {
        match self {
            Self::Hour => start.format("%H").to_string(),
            Self::Day | Self::Week if start.day() <= if self == Self::Day { 1 } else { 7 } => {
                start.format("%b").to_string()
            }
            Self::Day | Self::Week => start.format("%e").to_string(),
            Self::Month => start.format("%b").to_string(),
            Self::Year => start.format("%Y").to_string(),
        }
    }

    /// What is before the bars: the part of the date their labels leave out.
    #[must_use]
    pub fn context(self, start: NaiveDateTime) -> String {
        let format = match self {
            Self::Hour => "%e %b %Y",
            Self::Day | Self::Week => "%b %Y",
            Self::Month => "%Y",
            Self::Year => "",
        };
        start.format(format).to_string().trim().to_owned()
    }

    /// Columns a bar and its label take, with the gap after them.
    #[must_use]
    pub fn columns(self) -> u16 {
        match self {
            Self::Hour | Self::Day | Self::Week => 3,
            Self::Month => 4,
            Self::Year => 5,
        }
    }
}

fn moment_minutes(moment: NaiveDateTime) -> i64 {
    (moment - moment.date().and_time(NaiveTime::MIN)).num_minutes()
}

/// The moment a stretch of the calendar is drawn at, where it is dated to the month at least.
#[must_use]
pub fn moment(when: &When) -> Option<NaiveDateTime> {
    let first = when.first.filter(|_| when.granularity() <= Granularity::Month)?;
    let minute = when.minute.or_else(|| when.part.map(|part| part.minutes().0)).unwrap_or(0);
    first.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::minutes(minute.into()))
}

/// The stretch that contains the events, remote ones left out: three times the middle half and three days on either side.
#[must_use]
pub fn core(days: &[NaiveDate]) -> Option<(NaiveDate, NaiveDate)> {
    let mut days = days.to_vec();
    days.sort_unstable();
    let quarter = |part: usize| days.get((days.len().saturating_sub(1)) * part / 4).copied();
    let (low, high) = (quarter(1)?, quarter(3)?);
    let slack = TimeDelta::days((high - low).num_days() * 3 + 3);
    let (from, to) = (low.checked_sub_signed(slack)?, high.checked_add_signed(slack)?);
    let within: Vec<NaiveDate> = days.into_iter().filter(|day| (from..=to).contains(day)).collect();
    Some((*within.first()?, *within.last()?))
}

/// The time a corpus is about: where nearly all of its events lie, and how many are outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoreTime {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// Events before it.
    pub earlier: usize,
    /// Events after it.
    pub later: usize,
}

impl CoreTime {
    /// From the dates of the events: the core if no more than a fifth are outside, else all of it.
    #[must_use]
    pub fn of<'w>(
        dates: impl Iterator<Item = &'w When>,
        core: Option<(NaiveDate, NaiveDate)>,
    ) -> Option<Self> {
        let (first, last) = core?;
        let dates: Vec<&When> = dates.filter(|when| when.is_dated()).collect();
        let earlier = dates.iter().filter(|when| when.last.is_some_and(|end| end < first)).count();
        let later = dates.iter().filter(|when| when.first.is_some_and(|start| start > last)).count();
        if (earlier + later) * 5 <= dates.len() {
            return Some(Self { first, last, earlier, later });
        }
        let ends = || dates.iter().flat_map(|when| [when.first, when.last]).flatten();
        let (first, last) = (ends().min()?, ends().max()?);
        Some(Self { first, last, earlier: 0, later: 0 })
    }

    /// "1–6 Jan 2022 · 2 earlier".
    #[must_use]
    pub fn in_words(self) -> String {
        let mut words = When::days(self.first, self.last, Basis::Explicit).in_full();
        for (count, side) in [(self.earlier, "earlier"), (self.later, "later")] {
            if count > 0 {
                words.extend([" · ", &count.to_string(), " ", side]);
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_bar_begins_where_its_unit_begins() {
        let moment: NaiveDateTime = "2019-03-14T17:45:00".parse().unwrap();
        for (unit, expected) in [
            (Unit::Hour, "2019-03-14T17:00:00"),
            (Unit::Day, "2019-03-14T00:00:00"),
            (Unit::Week, "2019-03-11T00:00:00"),
            (Unit::Month, "2019-03-01T00:00:00"),
            (Unit::Year, "2019-01-01T00:00:00"),
        ] {
            assert_eq!(unit.start(moment), expected.parse().unwrap(), "{unit:?}");
        }
    }

    #[test]
    fn a_far_off_year_does_not_stretch_the_core() {
        let days: Vec<NaiveDate> =
            ["1991-01-01", "2019-03-12", "2019-03-12", "2019-03-13", "2019-03-14", "2019-03-10"]
                .map(day)
                .into();
        assert_eq!(core(&days), Some((day("2019-03-10"), day("2019-03-14"))));
        assert_eq!(core(&[]), None);
    }

    #[test]
    fn the_stretch_hides_no_date_that_is_not_counted() {
        let words = |dates: &[&str]| {
            let dates: Vec<When> =
                dates.iter().map(|date| When::from_edtf(date, None, Basis::Explicit).unwrap()).collect();
            let days: Vec<NaiveDate> = dates.iter().filter_map(|when| Some(moment(when)?.date())).collect();
            CoreTime::of(dates.iter(), core(&days)).map(CoreTime::in_words)
        };
        let mut days = vec!["2018-09-28"; 9];
        assert_eq!(words(&days).as_deref(), Some("Fri 28 Sep 2018"));
        days.push("1991");
        assert_eq!(words(&days).as_deref(), Some("Fri 28 Sep 2018 · 1 earlier"));
        days.extend(["2021-03-04"; 3]);
        assert_eq!(words(&days).as_deref(), Some("1 Jan 1991 – 4 Mar 2021"));
        assert_eq!(words(&[]), None);
    }

    #[test]
    fn the_unit_that_fits_is_the_finest_with_few_enough_bars() {
        for (first, last, bars, unit) in [
            ("2019-03-10", "2019-03-14", 10, Unit::Day),
            ("2019-03-01", "2019-04-10", 10, Unit::Week),
            ("2019-01-01", "2019-10-01", 10, Unit::Month),
            ("1919-01-01", "2019-01-01", 10, Unit::Year),
        ] {
            assert_eq!(Unit::fitting(day(first), day(last), bars), unit);
        }
    }
}
