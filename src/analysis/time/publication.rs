//! When a text was published, as precisely as it is known, and what follows from it.
//!
//! What is the same for every day on which a text may have been published is settled, however coarse the date: in a report of
//! January 2022 "last year" is 2021 and "January 6" the one of 2022, while "Thursday" stays open. Where only the year of
//! publication is known, a day or month without a year is resolved to it: most such dates in news are of the same year.

use chrono::{Datelike, NaiveDate};

use super::calendar::Calendar;
use super::scene::Scene;

/// When a text was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// On that day.
    Day(NaiveDate),
    /// In that month of a year.
    Month(i32, u32),
    /// In that year.
    Year(i32),
}

impl Publication {
    /// The stretch that an EDTF date of level 0 denotes: `2022-01-06`, `2022-01`, `2022`; a time of day is ignored.
    #[must_use]
    pub fn from_edtf(edtf: &str) -> Option<Self> {
        if let Some(day) = edtf.get(..10) {
            return day.parse().ok().map(Self::Day);
        }
        let first = |edtf: &str| format!("{edtf}-01").parse::<NaiveDate>().ok();
        match edtf.len() {
            4 => first(&format!("{edtf}-01")).map(|day| Self::Year(day.year())),
            7 => first(edtf).map(|day| Self::Month(day.year(), day.month())),
            _ => None,
        }
    }

    /// The day, where it is known.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    fn calendar(self) -> Calendar {
        match self {
            Self::Day(day) => Calendar::Day(day),
            Self::Month(year, month) => Calendar::Month(year, month),
            Self::Year(year) => Calendar::Year(year),
        }
    }
}

impl Scene<'_> {
    /// The day of publication, where it is known to the day.
    pub fn published(&self) -> Option<NaiveDate> {
        self.context.published.and_then(Publication::day)
    }

    /// The stretch of the calendar in which the text was published.
    pub fn publication(&self) -> Option<Calendar> {
        self.context.published.map(Publication::calendar)
    }

    /// The year of publication.
    pub fn published_year(&self) -> Option<i32> {
        self.settled(|published| Some(published.year()))
    }

    /// The value of `of` if it is the same for every day the text may have been published on.
    pub fn settled<T: PartialEq>(&self, on: impl Fn(NaiveDate) -> Option<T>) -> Option<T> {
        let (first, last) = self.publication()?.days()?;
        let settled = on(first)?;
        (first == last || on(last)? == settled).then_some(settled)
    }

    /// What recurs each year, in the year of publication; none where more than the year is known.
    pub fn in_published_year<T>(&self, of: impl Fn(i32) -> Option<T>) -> Option<T> {
        match self.context.published? {
            Publication::Year(year) => of(year),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Context, tag};
    use super::*;

    #[test]
    fn a_coarse_publication_date_settles_what_it_can() {
        for (text, month, year) in [
            ("The dam broke on January 6.", "2022-01-06", "2022-01-06"),
            ("The dam broke on December 28.", "2021-12-28", "2022-12-28"),
            ("The dam broke on July 20.", "XXXX-07-20", "2022-07-20"),
            ("The dam broke on February 29.", "XXXX-02-29", "XXXX-02-29"),
            ("The dam broke in November.", "2021-11", "2022-11"),
            ("The dam broke on Thursday.", "XXXX-WXX-4", "XXXX-WXX-4"),
            ("The dam broke today.", "2022-01", "2022"),
            ("The dam broke yesterday.", "PAST_REF", "PAST_REF"),
            ("The dam broke this week.", "PRESENT_REF", "PRESENT_REF"),
            ("The dam broke last month.", "2021-12", "PAST_REF"),
            ("The dam broke last year.", "2021", "2021"),
            ("The dam broke two years ago.", "2020", "2020"),
            ("The dam broke ten weeks ago.", "PAST_REF", "PAST_REF"),
            ("The dam broke last night.", "XXXX-XX-XXTNI", "XXXX-XX-XXTNI"),
            ("The dam broke at Christmas.", "2021-12-25", "2022-12-25"),
            ("The dam broke at Easter.", "2022-04-17", "2022-04-17"),
            ("The dam broke last summer.", "2021-SU", "XXXX-SU"),
            ("The dam broke in fiscal 2019.", "FY2019", "FY2019"),
        ] {
            for (published, expected) in
                [(Publication::Month(2022, 1), month), (Publication::Year(2022), year)]
            {
                let found = tag(text, &Context { published: Some(published), order: None });
                let values: Vec<&str> = found.iter().map(|found| &*found.value).collect();
                assert_eq!(values, [expected], "{text} {published:?}");
            }
        }
    }

    #[test]
    fn a_publication_date_is_read_as_far_as_it_goes() {
        for (edtf, expected) in [
            ("2022-01-06", NaiveDate::from_ymd_opt(2022, 1, 6).map(Publication::Day)),
            ("2022-01-06T15:04:05Z", NaiveDate::from_ymd_opt(2022, 1, 6).map(Publication::Day)),
            ("2022-01", Some(Publication::Month(2022, 1))),
            ("2022", Some(Publication::Year(2022))),
            ("2022-13", None),
            ("202", None),
            ("", None),
        ] {
            assert_eq!(Publication::from_edtf(edtf), expected, "{edtf}");
        }
    }
}
