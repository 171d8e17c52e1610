//! Parts of a month, weeks by a date in them, and codes for halves of a year, fiscal years and spans of years.

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::calendar::{Calendar, Unit, plus_days};
use super::super::numeric::century;
use super::super::pattern::Match;
use super::super::scene::{Direction, Scene, Timex};
use super::super::terminal::Terminal;
use super::super::{Anchor, Basis, When};
use super::{TimeRule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[TimeRule] = &[
    rule("weekday of a month", "the? NTH WEEKDAY of|in MONTH ,? YEAR?", weekday_of_month, "The council meets on [the first Monday of May].", "2021-05-03"),
    rule("weekday of a month", "the? last|final WEEKDAY of|in MONTH ,? YEAR?", weekday_of_month, "The court closed on [the last Friday of June 2019].", "2019-06-28"),
    rule("weekday of a month", "the? NTH|last|final WEEKDAY of|in last|this|next|each? month", weekday_of_month, "They met on [the second Tuesday of last month].", "2021-02-09"),
    rule("part of a month", "the? NTH|last|final week|half|weekend of|in MONTH ,? YEAR?", part_of_month, "The attack took place in [the last week of February].", "2021-W08"),
    rule("part of a month", "the? NTH|last|final week|half|weekend of|in last|this|next month", part_of_month, "Sales fell in [the first half of last month].", "2021-02"),
    rule("week of a date", "the? week of MONTH DAY ,? YEAR?", week_of_date, "Talks will resume in [the week of March 22].", "2021-W12"),
    rule("week of a date", "the? week of the? DAY|NTH of? MONTH YEAR?", week_of_date, "Talks will resume in [the week of 22 March].", "2021-W12"),
    rule("week of a date", "the? week beginning|starting|commencing|ending|ended on? WEEKDAY? ,? MONTH DAY ,? YEAR?", week_of_date, "Claims rose in [the week ending Saturday, March 6].", "2021-W09"),
    rule("week of a date", "the? week beginning|starting|commencing|ending|ended on? WEEKDAY? ,? DAY MONTH YEAR?", week_of_date, "Claims rose in [the week ended 6 March].", "2021-W09"),
    rule("half-year code", "HALF ,? of? YEAR", half_code, "Exports rose in [H2 2020].", "2020-H2"),
    rule("half-year code", "HALF YY", half_code, "Exports rose in [H2 '20].", "2020-H2"),
    rule("half-year code", "YEAR ,|-? HALF", half_code, "Exports rose in [2020 H2].", "2020-H2"),
    rule("fiscal year code", "FISCAL", fiscal_code, "Revenue grew in [FY2023].", "FY2023"),
    rule("span of years", "YEARS", span_of_years, "The law was changed in [2018/19].", "2018/2019"),
    rule("span of years", "the YEARS season|academic|school|fiscal|financial|campaign year?", span_of_years, "He won in [the 2018-19 season].", "2018/2019"),
];

/// The month of the year that the match gives, or those nearest to the publication date from which `of` makes a stretch.
fn in_month(
    found: &Match,
    scene: &Scene<'_>,
    of: impl Fn(i32, u32) -> Option<(Calendar, (NaiveDate, NaiveDate))>,
) -> Option<(Calendar, (NaiveDate, NaiveDate), Anchor)> {
    let placed = |anchor: Anchor| move |(calendar, days)| (calendar, days, anchor);
    let Some(month) = found.month() else {
        let shift = i64::try_from(scene.which(found, &["last", "this", "next"])?).ok()? - 1;
        // "the last week of this month": the word that goes with the month counts.
        let shift = if scene.words.is_word(found.end - 2, "this") { 0 } else { shift };
        let shift = if scene.words.is_word(found.end - 2, "next") { 1 } else { shift };
        let Calendar::Month(year, month) = Calendar::of(Unit::Month, scene.published()?)?.plus(shift)? else {
            return None;
        };
        return of(year, month).map(placed(Anchor::Published));
    };
    if let Some(year) = found.year() {
        return of(year, month).map(placed(Anchor::None));
    }
    let published = scene.published()?;
    let candidates = (-1..=1).filter_map(|shift| of(published.year().checked_add(shift)?, month));
    let distance = |days: &(NaiveDate, NaiveDate)| (days.0 - published).num_days().abs();
    let fits = |days: &(NaiveDate, NaiveDate)| match scene.direction(found) {
        Direction::Past => days.0 <= published,
        Direction::Future => days.1 >= published,
        Direction::Unclear => true,
    };
    candidates
        .filter(|(_, days)| fits(days))
        .min_by_key(|(_, days)| distance(days))
        .map(placed(Anchor::Published))
}

/// A day by its weekday and its number in the month: the first Monday, the last Friday.
fn weekday_of_month(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let weekday = found.weekday()?;
    let nth = nth_of(found, scene)?;
    let of = |year: i32, month: u32| {
        let day = nth_weekday(year, month, weekday, nth)?;
        Some((Calendar::Day(day), (day, day)))
    };
    let (calendar, _, anchor) = in_month(found, scene, of)?;
    Some(Timex::date(calendar, Basis::Explicit)?.anchored(anchor))
}

/// The number in the month that the match gives: 1 the first; none for the last.
#[allow(clippy::option_option, reason = "no place is no match, and the last one has no number")]
fn nth_of(found: &Match, scene: &Scene<'_>) -> Option<Option<u8>> {
    match found.value(Terminal::Nth) {
        Some(nth) => u8::try_from(nth).ok().filter(|nth| (1..=5).contains(nth)).map(Some),
        None => (scene.has(found, "last") || scene.has(found, "final")).then_some(None),
    }
}

fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: Option<u8>) -> Option<NaiveDate> {
    match nth {
        Some(nth) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
        None => (4..=5).rev().find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth)),
    }
}

/// A week, a weekend or a half of a month. Weeks are counted from the month's first day, the last one from its end.
fn part_of_month(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let nth = nth_of(found, scene)?;
    let of = |year: i32, month: u32| {
        let (first, last) = Calendar::Month(year, month).days()?;
        let day = |day: u32| first.with_day(day);
        if scene.has(found, "weekend") {
            let saturday = nth_weekday(year, month, Weekday::Sat, nth)?;
            let calendar = Calendar::Weekend(saturday);
            return Some((calendar, calendar.days()?));
        }
        if scene.has(found, "half") {
            let days = match nth {
                Some(1) => (first, day(15)?),
                Some(2) | None => (day(16)?, last),
                Some(_) => return None,
            };
            return Some((Calendar::Month(year, month), days));
        }
        let days = match nth {
            Some(nth) => {
                let start = plus_days(first, 7 * (i64::from(nth) - 1))?;
                (start, plus_days(start, 6)?.min(last))
            }
            None => (plus_days(last, -6)?, last),
        };
        let middle = plus_days(days.0, (days.1 - days.0).num_days() / 2)?;
        Some((Calendar::Week(middle), days))
    };
    let (calendar, days, anchor) = in_month(found, scene, of).filter(|(_, days, _)| days.0 <= days.1)?;
    let timex = Timex::date(calendar, Basis::Explicit)?.anchored(anchor);
    let timex = Timex { when: Some(When::days(days.0, days.1, Basis::Explicit)), ..timex };
    Some(match (scene.has(found, "half"), nth) {
        (true, Some(1)) => timex.with_modifier("START"),
        (true, _) => timex.with_modifier("END"),
        _ => timex,
    })
}

/// The week in which a date lies; a week that ends with it is the seven days up to it.
fn week_of_date(found: &Match, scene: &Scene<'_>) -> Option<Timex> {
    let (month, day) = (found.month()?, found.day()?);
    let day = match found.year() {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
        None => scene.nearest_day(month, day)?,
    };
    let timex = Timex::date(Calendar::Week(day), Basis::Explicit)?.anchored(Anchor::Published);
    if scene.has(found, "ending") || scene.has(found, "ended") {
        let when = When::days(plus_days(day, -6)?, day, Basis::Explicit);
        return Some(Timex { when: Some(when), ..timex });
    }
    Some(timex)
}

fn half_code(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    let half = u32::try_from(found.value(Terminal::Half)?).ok()?;
    let short = || Some(century(found.value(Terminal::ShortYear)?));
    let year = found.value(Terminal::Year).or_else(short).and_then(|year| i32::try_from(year).ok())?;
    Timex::date(Calendar::Half(year, half), Basis::Explicit)
}

/// "FY2023", "FY23", "FY 2021-22": the year in which the fiscal year ends.
fn fiscal_code(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    let year = i32::try_from(found.value(Terminal::Fiscal)?).ok()?;
    Timex::date(Calendar::Fiscal(year), Basis::Explicit)
}

/// "2018/19", "2014-2018": the years from the one to the other.
fn span_of_years(found: &Match, _: &Scene<'_>) -> Option<Timex> {
    let years = found.capture(Terminal::Years, 0)?;
    let edtf = format!("{:04}/{:04}", years.value, years.detail);
    let last = i32::try_from(years.detail).ok()?;
    let timex = Timex::date(Calendar::Year(last), Basis::Explicit)?;
    let when = When::from_edtf(&edtf, None, Basis::Explicit)?;
    Some(Timex { value: edtf, when: Some(when), ..timex })
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_none};
    use super::super::super::{Context, tag};

    #[test]
    fn a_weekday_of_a_month_is_the_one_that_fits_the_tense() {
        for (text, value) in [
            ("Voters will choose a mayor on [the second Sunday of October].", "2021-10-10"),
            ("The pier burned on [the last Saturday in November].", "2020-11-28"),
            ("It falls on [the third Thursday of November 2022].", "2022-11-17"),
            ("The board will sit on [the first Tuesday of next month].", "2021-04-06"),
        ] {
            check(text, value);
        }
    }

    #[test]
    fn parts_of_a_month_and_weeks_have_their_days() {
        for (text, days) in [
            ("It snowed in the first week of January.", "2021-01-01/2021-01-07"),
            ("It snowed in the last week of January 2020.", "2020-01-25/2020-01-31"),
            ("It will open in the second half of April.", "2021-04-16/2021-04-30"),
            ("It rained on the first weekend of February.", "2021-02-06/2021-02-07"),
            ("Deaths fell in the week ending 5 March.", "2021-02-27/2021-03-05"),
            ("It happened between 2014-2018.", "2014/2018"),
            ("He played for them in 1999/2000.", "1999/2000"),
        ] {
            let published = Context::published_on("2021-03-10".parse().expect("a day"));
            let found = tag(text, &published);
            let edtf: Vec<_> = found.iter().filter_map(super::super::super::TimeExpression::edtf).collect();
            assert_eq!(edtf, [days], "{text}");
        }
    }

    #[test]
    fn fiscal_years_are_those_they_end_in() {
        for (text, value) in [
            ("Revenue grew in [FY23].", "FY2023"),
            ("Revenue grew in [FY 2021-22].", "FY2022"),
            ("Revenue grew in [FY 2019].", "FY2019"),
            ("Revenue grew in [FY'19].", "FY2019"),
        ] {
            check(text, value);
        }
    }

    #[test]
    fn codes_that_are_not_years_are_not_read() {
        for text in [
            "She holds an H1 visa.",
            "They found H5N1 in geese.",
            "Call 2018/19-4.",
            "The fund holds 2500-2600 shares.",
        ] {
            check_none(text);
        }
    }
}
