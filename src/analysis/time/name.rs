//! Named days: feasts and holidays, whose date in a year follows from the calendar they are kept by.
//!
//! The names and their rules are in `assets/lexicon/time-names.txt`. Feasts kept by the sighting of the moon may be a day off
//! the computed date; the Hijri calendar here is Umm al-Qura.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use icu_calendar::cal::{ChineseTraditional, Ethiopian, Hebrew, Hijri, Iso, Julian, Persian};
use icu_calendar::types::Month;
use icu_calendar::{AsCalendar, Date};

use super::calendar::plus_days;
use super::moon;
use super::terminal::TextTokens;

const NAMES: &str = include_str!("../../../assets/lexicon/time-names.txt");
const NATIONAL: &str = include_str!("../../../assets/lexicon/national-days.txt");

/// A named day.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its words in lower case.
    pub words: &'static str,
    /// The country that keeps it, by its ISO 3166-1 code, if it is kept by one country only.
    pub country: Option<&'static str>,
    rule: DayRule,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayRule {
    Fixed {
        month: u32,
        day: u32,
    },
    /// The n-th weekday of a month; the last if negative.
    Nth {
        month: u32,
        weekday: Weekday,
        nth: i8,
    },
    Easter {
        days: i64,
    },
    OrthodoxEaster {
        days: i64,
    },
    /// A day of another calendar; day 0 is the whole month.
    Other {
        calendar: Other,
        month: u8,
        day: u8,
    },
    Diwali {
        days: i64,
    },
    Advent {
        days: i64,
    },
    Once(NaiveDate),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Other {
    Hijri,
    Hebrew,
    Chinese,
    Persian,
    Ethiopian,
}

/// All names, the longest first; of entries with the same name, those without a country first.
pub static TABLE: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let general = lines().filter_map(|(rule, words)| Some(Name { words, country: None, rule: parse(rule)? }));
    let national = national_lines()
        .filter_map(|(words, country, day)| Some(Name { words, country: Some(country), rule: parse(day)? }));
    let mut names: Vec<Name> = general.chain(national).collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), name.words, name.country));
    names
});

/// The indices in [`TABLE`] of the names that begin with each byte.
static BY_FIRST: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let mut places = vec![Vec::new(); 256];
    for (place, name) in TABLE.iter().enumerate() {
        if let Some(&first) = name.words.as_bytes().first() {
            places[usize::from(first)].push(place);
        }
    }
    places
});

/// A first and a last day.
type Days = (NaiveDate, NaiveDate);

thread_local! {
    static DAYS: RefCell<HashMap<(&'static str, i32), Option<Days>>> = RefCell::default();
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

fn national_lines() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    NATIONAL.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (words, rest) = line.split_once('\t')?;
        let (country, day) = rest.split_once('\t')?;
        Some((words, country, day))
    })
}

/// The entries with the same words as a given one, including itself.
pub fn alike(name: &Name) -> impl Iterator<Item = &'static Name> {
    let first = TABLE.iter().position(|other| other.words == name.words).unwrap_or(TABLE.len());
    let words = TABLE.get(first).map_or("", |name| name.words);
    TABLE[first..].iter().take_while(move |other| other.words == words)
}

/// The letters that begin each name.
pub fn first_words() -> impl Iterator<Item = &'static str> {
    lines()
        .map(|(_, words)| words)
        .chain(national_lines().map(|(words, ..)| words))
        .map(|words| words.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default())
}

/// The longest name that begins at a token: its index in [`TABLE`], and the token after it.
pub fn at(words: &TextTokens<'_>, at: usize) -> Option<(i64, usize)> {
    let first = words.bytes(at).first()?.to_ascii_lowercase();
    if !words.get(at)?.capital() && !first.is_ascii_digit() {
        return None;
    }
    BY_FIRST[usize::from(first)]
        .iter()
        .find_map(|&place| Some((i64::try_from(place).ok()?, spelled_at(words, at, TABLE[place].words)?)))
        .filter(|&(_, end)| !first.is_ascii_digit() || words.stands_alone(at, end))
}

/// The token after a name at a token; its apostrophes and full stops may be missing.
fn spelled_at(words: &TextTokens<'_>, at: usize, name: &str) -> Option<usize> {
    let mut token = at;
    let mut rest = name;
    while !rest.is_empty() {
        rest = rest.trim_start_matches(' ');
        let word = words.bytes(token);
        let mark = rest.chars().next().filter(char::is_ascii_punctuation);
        if let Some(mark) = mark {
            let written =
                u8::try_from(mark).is_ok_and(|mark| words.get(token).is_some_and(|token| token.is(mark)));
            if !written && matches!(mark, '-' | '/') {
                return None;
            }
            token += usize::from(written);
            rest = &rest[1..];
            continue;
        }
        let head = rest.get(..word.len())?;
        let whole = !rest[head.len()..].starts_with(|next: char| next.is_ascii_alphanumeric());
        if word.is_empty() || !whole || !word.eq_ignore_ascii_case(head.as_bytes()) {
            return None;
        }
        token += 1;
        rest = &rest[head.len()..];
    }
    Some(token)
}

fn parse(rule: &str) -> Option<DayRule> {
    let month_day = |text: &str| -> Option<(u8, u8)> {
        let (month, day) = text.split_once('-')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    };
    let other = |calendar: Other, text: &str| {
        month_day(text).map(|(month, day)| DayRule::Other { calendar, month, day })
    };
    let fields: Vec<&str> = rule.split(' ').collect();
    match fields[..] {
        ["easter", days] => Some(DayRule::Easter { days: days.parse().ok()? }),
        ["advent", days] => Some(DayRule::Advent { days: days.parse().ok()? }),
        ["diwali", days] => Some(DayRule::Diwali { days: days.parse().ok()? }),
        ["orthodox", days] => Some(DayRule::OrthodoxEaster { days: days.parse().ok()? }),
        ["hijri", day] => other(Other::Hijri, day),
        ["hebrew", day] => other(Other::Hebrew, day),
        ["chinese", day] => other(Other::Chinese, day),
        ["persian", day] => other(Other::Persian, day),
        ["ethiopian", day] => other(Other::Ethiopian, day),
        [month, weekday, nth] => {
            let weekday = Weekday::try_from(weekday.parse::<u8>().ok()?.checked_sub(1)?).ok()?;
            Some(DayRule::Nth { month: month.parse().ok()?, weekday, nth: nth.parse().ok()? })
        }
        [date] if date.len() == 10 => date.parse().ok().map(DayRule::Once),
        [date] => month_day(date).map(|(month, day)| DayRule::Fixed { month: month.into(), day: day.into() }),
        _ => None,
    }
}

impl Name {
    /// The only day it ever names, if there is only one.
    pub fn once(&self) -> Option<NaiveDate> {
        match self.rule {
            DayRule::Once(day) => Some(day),
            _ => None,
        }
    }

    /// Its month and day, where these are the same each year.
    pub fn fixed(&self) -> Option<(u32, u32)> {
        match self.rule {
            DayRule::Fixed { month, day } => Some((month, day)),
            _ => None,
        }
    }

    /// Its first and last day in a year; none in a year without it.
    pub fn in_year(&self, year: i32) -> Option<Days> {
        match self.rule {
            DayRule::Other { .. } | DayRule::Diwali { .. } => self.remembered(year),
            _ => self.computed(year),
        }
    }

    /// Cached by thread: a day of a lunar calendar costs a hundred times as much as a Gregorian one.
    fn remembered(&self, year: i32) -> Option<Days> {
        const MOST: usize = 4096;
        DAYS.with_borrow_mut(|days| {
            if days.len() >= MOST {
                days.clear();
            }
            *days.entry((self.words, year)).or_insert_with(|| self.computed(year))
        })
    }

    fn computed(&self, year: i32) -> Option<Days> {
        let day = match self.rule {
            DayRule::Fixed { month, day } => NaiveDate::from_ymd_opt(year, month, day)?,
            DayRule::Nth { month, weekday, nth } => nth_weekday(year, month, weekday, nth)?,
            DayRule::Easter { days } => plus_days(easter(year)?, days)?,
            DayRule::OrthodoxEaster { days } => plus_days(orthodox_easter(year)?, days)?,
            DayRule::Advent { days } => plus_days(advent(year)?, days)?,
            DayRule::Diwali { days } => plus_days(moon::diwali(year)?, days)?,
            DayRule::Other { calendar, month, day } => return other_day(calendar, year, month, day),
            DayRule::Once(day) => day,
        };
        Some((day, day))
    }
}

fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: i8) -> Option<NaiveDate> {
    if let Ok(nth @ 1..) = u8::try_from(nth) {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth);
    }
    let next = NaiveDate::from_ymd_opt(year + month.cast_signed() / 12, month % 12 + 1, 1)?;
    next.iter_days().rev().skip(1).take(7).find(|day| day.weekday() == weekday)
}

/// The fourth Sunday before Christmas Day.
fn advent(year: i32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, 12, 24)?;
    plus_days(last, -21 - i64::from(last.weekday().num_days_from_sunday()))
}

/// Easter Sunday of the Western churches (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let rest = year.rem_euclid(100);
    let correction = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - correction + 15).rem_euclid(30);
    let shift = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * shift) / 451;
    let total = epact + shift - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(total / 31).ok()?, u32::try_from(total % 31).ok()? + 1)
}

/// Easter Sunday of the Orthodox churches: the Julian computus, in the Gregorian calendar.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * year.rem_euclid(19) + 15) % 30;
    let sunday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - moon + 34) % 7;
    let total = moon + sunday + 114;
    let (month, day) = (u8::try_from(total / 31).ok()?, u8::try_from(total % 31).ok()? + 1);
    gregorian(&Date::try_new(year.into(), Month::new(month), day, Julian).ok()?)
}

fn gregorian<A: AsCalendar>(date: &Date<A>) -> Option<NaiveDate> {
    let iso = date.to_calendar(Iso);
    let year = iso.year().extended_year();
    NaiveDate::from_ymd_opt(year, iso.month().ordinal.into(), iso.day_of_month().0.into())
}

fn other_day(calendar: Other, year: i32, month: u8, day: u8) -> Option<(NaiveDate, NaiveDate)> {
    match calendar {
        Other::Hijri => in_calendar(Hijri::new_umm_al_qura(), year, month, day),
        Other::Hebrew => in_calendar(Hebrew::new(), year, month, day),
        Other::Chinese => in_calendar(ChineseTraditional::new(), year, month, day),
        Other::Persian => in_calendar(Persian, year, month, day),
        Other::Ethiopian => in_calendar(Ethiopian::new(), year, month, day),
    }
}

/// The first such day of another calendar in a Gregorian year.
fn in_calendar<A: AsCalendar + Copy>(
    calendar: A,
    year: i32,
    month: u8,
    day: u8,
) -> Option<(NaiveDate, NaiveDate)> {
    let new_year = Date::try_new(year.into(), Month::new(1), 1, Iso).ok()?.to_calendar(calendar);
    let own = new_year.year().extended_year();
    (own..own + 3).find_map(|own| {
        let first = Date::try_new(own.into(), Month::new(month), day.max(1), calendar).ok()?;
        let start = gregorian(&first)?;
        let length = if day == 0 { i64::from(first.days_in_month()) } else { 1 };
        (start.year() == year).then(|| Some((start, plus_days(start, length - 1)?)))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_day(words: &str, year: i32) -> Option<String> {
        let name = TABLE.iter().find(|name| name.words == words)?;
        name.in_year(year).map(|(first, _)| first.to_string())
    }

    #[test]
    fn every_line_of_the_names_has_a_rule() {
        let faulty: Vec<_> = lines().filter(|(rule, _)| parse(rule).is_none()).collect();
        assert!(faulty.is_empty(), "{faulty:?}");
        let national = NATIONAL.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(national_lines().filter(|(.., day)| parse(day).is_some()).count(), national);
        assert_eq!(lines().count(), NAMES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count());
    }

    #[test]
    fn feasts_fall_on_the_days_the_almanacs_give() {
        for (words, year, expected) in [
            ("easter", 2024, "2024-03-31"),
            ("good friday", 2022, "2022-04-15"),
            ("orthodox easter", 2024, "2024-05-05"),
            ("orthodox easter", 2021, "2021-05-02"),
            ("ramadan", 2022, "2022-04-02"),
            ("eid al-fitr", 2023, "2023-04-21"),
            ("eid al-adha", 2021, "2021-07-20"),
            ("lunar new year", 2022, "2022-02-01"),
            ("rosh hashanah", 2023, "2023-09-16"),
            ("passover", 2022, "2022-04-16"),
            ("yom kippur", 2021, "2021-09-16"),
            ("nowruz", 2021, "2021-03-21"),
            ("purim", 2022, "2022-03-17"),
            ("simchat torah", 2021, "2021-09-29"),
            ("tisha b'av", 2021, "2021-07-18"),
            ("hanukkah", 2021, "2021-11-29"),
            ("arbaeen", 2022, "2022-09-16"),
            ("tet", 2022, "2022-02-01"),
            ("chuseok", 2021, "2021-09-21"),
            ("bhai dooj", 2021, "2021-11-06"),
            ("enkutatash", 2021, "2021-09-11"),
            ("songkran", 2021, "2021-04-13"),
            ("advent sunday", 2021, "2021-11-28"),
            ("thanksgiving", 2021, "2021-11-25"),
            ("memorial day", 2020, "2020-05-25"),
            ("martin luther king day", 2021, "2021-01-18"),
            ("new year's day", 2022, "2022-01-01"),
            ("christmas eve", 1999, "1999-12-24"),
        ] {
            assert_eq!(first_day(words, year).as_deref(), Some(expected), "{words} {year}");
        }
    }
}
