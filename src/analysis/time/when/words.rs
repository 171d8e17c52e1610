//! A [`When`] in words, as tables and screens show it: "Wed 5 Jan, night", "c. 2019", "4 or 5 Jan", "before 5 Jan".
//!
//! Never a falsely exact date: what is open, partial or uncertain reads that way.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use edtf_core::{Date, DateField, Edtf, IntervalEndpoint, Precision, SetElement, SetKind, YearKind};

use super::{PartOfDay, When};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl When {
    /// In words, days without their year: for contexts that show the year. "Wed 5 Jan, night".
    #[must_use]
    pub fn in_words(&self) -> String {
        self.words(false)
    }

    /// In words, always with the year: "Wed 5 Jan 2022, night".
    #[must_use]
    pub fn in_full(&self) -> String {
        self.words(true)
    }

    fn words(&self, year: bool) -> String {
        let Ok(value) = Edtf::parse(&self.edtf) else { return "undated".to_owned() };
        let date = match &value {
            Edtf::Date(date) => date_words(date, year, true),
            Edtf::DateTime(moment) => date_words(&moment.date, year, true),
            Edtf::Interval(interval) => match (&interval.start, &interval.end) {
                (IntervalEndpoint::Date(from), IntervalEndpoint::Date(to)) => range(from, to, year),
                (from, to) => open_range(from, to, year),
            },
            Edtf::Set(set) => {
                let joint = if set.kind == SetKind::OneMember { "or" } else { "and" };
                members(&set.elements, joint, year)
            }
        };
        match (self.minute, self.part) {
            (Some(minute), _) => format!("{date}, {:02}:{:02}", minute / 60, minute % 60),
            (None, Some(part)) => format!("{date}, {part}"),
            (None, None) => date,
        }
    }
}

impl fmt::Display for PartOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::EarlyMorning => "early morning",
            Self::Morning => "morning",
            Self::Midday => "midday",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        })
    }
}

/// One date: "Wed 5 Jan", "January 2022", "spring 2022", "1990s", "c. 2019".
fn date_words(date: &Date, year: bool, weekday: bool) -> String {
    let mark = match (date.is_approximate(), date.is_uncertain()) {
        (true, _) => "c. ",
        (false, true) => "perhaps ",
        (false, false) => "",
    };
    let plain = match date.precision() {
        Precision::Day => day_words(date, year, weekday),
        Precision::Month => {
            let month = date.month.and_then(DateField::value).map_or("some month", |month| month_name(month));
            known_year(date).map_or_else(|| month.to_owned(), |year| format!("{month} {year}"))
        }
        Precision::Season => {
            let code = date.month.and_then(DateField::value).unwrap_or_default();
            let season = season_name(code);
            known_year(date).map_or_else(|| season.to_owned(), |year| format!("{season} {year}"))
        }
        Precision::Year => year_words(date),
    };
    format!("{mark}{plain}")
}

fn day_words(date: &Date, year: bool, weekday: bool) -> String {
    let field = |field: Option<DateField>| field.and_then(DateField::value);
    let (Some(month), Some(day)) = (field(date.month), field(date.day)) else {
        return year_words(date);
    };
    let short = &month_name(month)[..3];
    let known = known_year(date);
    let calendar = known
        .and_then(|year| i32::try_from(year).ok())
        .and_then(|year| NaiveDate::from_ymd_opt(year, month.into(), day.into()));
    let head = match calendar {
        Some(calendar) if weekday => format!("{} ", calendar.weekday()),
        _ => String::new(),
    };
    match known {
        Some(known) if year => format!("{head}{day} {short} {known}"),
        _ => format!("{head}{day} {short}"),
    }
}

/// "2019", "1990s", "1900s", "some year".
fn year_words(date: &Date) -> String {
    if let Some(year) = known_year(date) {
        return if year < 0 { format!("{} BC", 1 - year) } else { year.to_string() };
    }
    let YearKind::Standard { digits, .. } = date.year.kind else { return "some year".to_owned() };
    match digits {
        [Some(thousands), Some(hundreds), tens, None] => {
            format!("{thousands}{hundreds}{}0s", tens.unwrap_or(0))
        }
        _ => "some year".to_owned(),
    }
}

/// "4–6 Jan", "28 Dec – 3 Jan", "2019–2021".
fn range(from: &Date, to: &Date, year: bool) -> String {
    let whole = |date: &Date| date.precision() == Precision::Day && !date.has_unspecified();
    let year = year || known_year(from) != known_year(to);
    if whole(from) && whole(to) {
        let same_month = known_year(from) == known_year(to) && from.month == to.month;
        let end = date_words(to, year, false);
        return match from.day.and_then(DateField::value) {
            Some(day) if same_month => format!("{day}–{end}"),
            _ => format!("{} – {end}", date_words(from, year, false)),
        };
    }
    let joint = if from.precision() == Precision::Year { "–" } else { " – " };
    format!("{}{joint}{}", date_words(from, year, false), date_words(to, year, false))
}

fn open_range(from: &IntervalEndpoint, to: &IntervalEndpoint, year: bool) -> String {
    let words = |date: &Date| date_words(date, year, false);
    match (from, to) {
        (IntervalEndpoint::Date(from) | IntervalEndpoint::OnOrAfter(from), _) => {
            format!("since {}", words(from))
        }
        (IntervalEndpoint::OnOrBefore(from), _) => format!("from {} or before", words(from)),
        (_, IntervalEndpoint::Date(to) | IntervalEndpoint::OnOrBefore(to)) => match next_day(to) {
            Some(day) => format!("before {}", words(&day)),
            None => format!("until {}", words(to)),
        },
        (_, IntervalEndpoint::OnOrAfter(to)) => format!("until {} or after", words(to)),
        _ => "undated".to_owned(),
    }
}

/// "4 or 5 Jan", "4 Jan or 2 Feb": days of one month are written with one month name.
fn members(elements: &[SetElement], joint: &str, year: bool) -> String {
    let dates: Vec<&Date> = elements.iter().filter_map(SetElement::single).collect();
    let one_month = dates.len() == elements.len()
        && dates.iter().all(|date| date.precision() == Precision::Day && !date.has_unspecified())
        && dates.windows(2).all(|pair| {
            known_year(pair[0]) == known_year(pair[1])
                && pair[0].month.and_then(DateField::value) == pair[1].month.and_then(DateField::value)
        });
    let parts: Vec<String> = elements
        .iter()
        .enumerate()
        .map(|(at, element)| match element {
            SetElement::Date(date) if one_month && at + 1 < elements.len() => {
                date.day.and_then(DateField::value).map_or_else(String::new, |day| day.to_string())
            }
            SetElement::Date(date) => date_words(date, year, false),
            SetElement::OnOrBefore(date) => format!("until {}", date_words(date, year, false)),
            SetElement::OnOrAfter(date) => format!("since {}", date_words(date, year, false)),
            SetElement::Range(from, to) => range(from, to, year),
        })
        .collect();
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {joint} {last}", rest.join(", ")),
        None => "undated".to_owned(),
    }
}

/// The element of a set if it is a single date.
trait Single {
    fn single(&self) -> Option<&Date>;
}

impl Single for SetElement {
    fn single(&self) -> Option<&Date> {
        match self {
            SetElement::Date(date) => Some(date),
            _ => None,
        }
    }
}

fn next_day(date: &Date) -> Option<Date> {
    let field = |field: Option<DateField>| field.and_then(DateField::value);
    let year = i32::try_from(known_year(date)?).ok()?;
    let day =
        NaiveDate::from_ymd_opt(year, field(date.month)?.into(), field(date.day)?.into())?.succ_opt()?;
    match Edtf::parse(&day.to_string()) {
        Ok(Edtf::Date(date)) => Some(date),
        _ => None,
    }
}

fn known_year(date: &Date) -> Option<i64> {
    date.year.value()
}

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("some month")
}

/// The names of ISO 8601-2's sub-year groupings.
fn season_name(code: u8) -> &'static str {
    const NAMES: [&str; 21] = [
        "spring",
        "summer",
        "autumn",
        "winter",
        "northern spring",
        "northern summer",
        "northern autumn",
        "northern winter",
        "southern spring",
        "southern summer",
        "southern autumn",
        "southern winter",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "first third of",
        "second third of",
        "last third of",
        "first half of",
        "second half of",
    ];
    NAMES.get(usize::from(code).wrapping_sub(21)).copied().unwrap_or("part of")
}
