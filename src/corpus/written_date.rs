//! Dates as pages and headers write them for people: "Wednesday, March 10th, 2021 at 5:12 p.m. EST", "10. März 2021, 17.12 Uhr",
//! "le 3 mai 2021 à 18h05". One date in a short text; a text with two different days has none.
//!
//! Digits alone are read if only one order of day and month is possible, or if the caller knows the order.

mod clock;

use chrono::{FixedOffset, NaiveDate, NaiveTime};

use crate::text::DateOrder;

/// Names of months: the first letters that distinguish one from the others, in the languages of most news, folded to ASCII.
const MONTHS: &[(&str, u32)] = &[
    ("january", 1),
    ("januar", 1),
    ("janner", 1),
    ("jaenner", 1),
    ("janvier", 1),
    ("janv", 1),
    ("enero", 1),
    ("ene", 1),
    ("gennaio", 1),
    ("gen", 1),
    ("janeiro", 1),
    ("januari", 1),
    ("jan", 1),
    ("february", 2),
    ("februar", 2),
    ("fevrier", 2),
    ("fevr", 2),
    ("febrero", 2),
    ("febbraio", 2),
    ("fevereiro", 2),
    ("februari", 2),
    ("feb", 2),
    ("march", 3),
    ("marz", 3),
    ("maerz", 3),
    ("mars", 3),
    ("marzo", 3),
    ("marco", 3),
    ("maart", 3),
    ("mar", 3),
    ("mrz", 3),
    ("april", 4),
    ("avril", 4),
    ("avr", 4),
    ("abril", 4),
    ("abr", 4),
    ("aprile", 4),
    ("apr", 4),
    ("may", 5),
    ("mai", 5),
    ("mayo", 5),
    ("maggio", 5),
    ("mag", 5),
    ("maio", 5),
    ("mei", 5),
    ("maj", 5),
    ("june", 6),
    ("juni", 6),
    ("juin", 6),
    ("junio", 6),
    ("giugno", 6),
    ("giu", 6),
    ("junho", 6),
    ("jun", 6),
    ("july", 7),
    ("juli", 7),
    ("juillet", 7),
    ("juil", 7),
    ("julio", 7),
    ("luglio", 7),
    ("lug", 7),
    ("julho", 7),
    ("jul", 7),
    ("august", 8),
    ("aout", 8),
    ("agosto", 8),
    ("ago", 8),
    ("augustus", 8),
    ("augusti", 8),
    ("aug", 8),
    ("september", 9),
    ("septembre", 9),
    ("septiembre", 9),
    ("settembre", 9),
    ("setembro", 9),
    ("sept", 9),
    ("sep", 9),
    ("set", 9),
    ("october", 10),
    ("oktober", 10),
    ("octobre", 10),
    ("octubre", 10),
    ("ottobre", 10),
    ("outubro", 10),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("november", 11),
    ("novembre", 11),
    ("noviembre", 11),
    ("novembro", 11),
    ("nov", 11),
    ("december", 12),
    ("dezember", 12),
    ("decembre", 12),
    ("diciembre", 12),
    ("dicembre", 12),
    ("dezembro", 12),
    ("december", 12),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
];

/// A date with what is given beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The day.
    pub day: NaiveDate,
    /// The time of day, if given.
    pub time: Option<NaiveTime>,
    /// Its zone, if given.
    pub zone: Option<FixedOffset>,
}

impl Written {
    /// The moment as EDTF.
    #[must_use]
    pub fn edtf(&self) -> String {
        match (self.time, self.zone) {
            (None, _) => self.day.to_string(),
            (Some(time), None) => format!("{}T{}", self.day, time.format("%H:%M:%S")),
            (Some(time), Some(zone)) if zone.local_minus_utc() == 0 => {
                format!("{}T{}Z", self.day, time.format("%H:%M:%S"))
            }
            (Some(time), Some(zone)) => format!("{}T{}{zone}", self.day, time.format("%H:%M:%S")),
        }
    }
}

/// A word or a number of a text with what comes right after it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    text: String,
    number: Option<u32>,
    /// The signs up to the next token, without spaces.
    after: String,
    /// Whether the next token follows without a space.
    joined: bool,
}

/// Reads the one date of a short text. `order` is the order of a date like 4/5/21; without it there are two readings
/// and no date.
#[must_use]
pub fn read(text: &str, order: Option<DateOrder>) -> Option<Written> {
    let tokens = tokens(text);
    let mut found: Option<(usize, usize, NaiveDate)> = None;
    let mut at = 0;
    while at < tokens.len() {
        if let Some((length, day)) = day_at(&tokens[at..], order) {
            match found {
                Some((_, _, first)) if first != day => return None,
                Some(_) => {}
                None => found = Some((at, length, day)),
            }
            at += length;
        } else {
            at += 1;
        }
    }
    let (at, length, day) = found?;
    let (before, after) = (&tokens[..at], &tokens[at + length..]);
    let clock = clock::clock_in(after).or_else(|| clock::clock_in(before));
    Some(Written { day, time: clock.map(|(time, _)| time), zone: clock.and_then(|(_, zone)| zone) })
}

fn tokens(text: &str) -> Vec<Token> {
    /// A longer text is not a date line.
    const LONGEST: usize = 60;
    let mut tokens: Vec<Token> = Vec::new();
    let mut kind = None;
    for c in deunicode::deunicode(text).chars() {
        let now = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_ascii_alphabetic() {
            Some(false)
        } else {
            None
        };
        match (now, tokens.last_mut()) {
            (Some(_), Some(last)) if now == kind => last.text.push(c.to_ascii_lowercase()),
            (Some(_), last) => {
                if let (Some(last), true) = (last, kind.is_some()) {
                    last.joined = true;
                }
                if tokens.len() == LONGEST {
                    break;
                }
                tokens.push(Token {
                    text: c.to_ascii_lowercase().to_string(),
                    number: None,
                    after: String::new(),
                    joined: false,
                });
            }
            (None, Some(last)) if !c.is_whitespace() => last.after.push(c),
            (None, _) => {}
        }
        if now.is_none()
            && c.is_whitespace()
            && let Some(last) = tokens.last_mut()
        {
            last.after.push(' ');
        }
        kind = now;
    }
    for token in &mut tokens {
        token.number = token.text.parse().ok().filter(|_| token.text.len() <= 8);
    }
    tokens
}

fn month(token: &Token) -> Option<u32> {
    MONTHS.iter().find(|(name, _)| *name == token.text).map(|(_, month)| *month)
}

fn year(token: &Token) -> Option<i32> {
    let year = i32::try_from(token.number?).ok()?;
    (token.text.len() == 4 && (1900..=2100).contains(&year)).then_some(year)
}

/// The tokens from `at` on without ordinal endings and words like "de", "of".
fn plain(tokens: &[Token]) -> Vec<(usize, &Token)> {
    const BETWEEN: &[&str] = &["st", "nd", "rd", "th", "de", "of", "er", "the", "del", "di", "den"];
    tokens
        .iter()
        .enumerate()
        .filter(|(place, token)| *place == 0 || !BETWEEN.contains(&&*token.text))
        .take(3)
        .collect()
}

/// A date that begins with the first token: its length in tokens and the day.
fn day_at(tokens: &[Token], order: Option<DateOrder>) -> Option<(usize, NaiveDate)> {
    let parts = plain(tokens);
    if let [(_, only), ..] = parts[..]
        && only.text.len() == 8
        && let Some(number) = only.number
    {
        let year = i32::try_from(number / 10_000).ok().filter(|year| (1900..=2100).contains(year))?;
        return Some((1, NaiveDate::from_ymd_opt(year, number / 100 % 100, number % 100)?));
    }
    let [(_, first), (_, second), (end, third)] = parts[..] else { return None };
    let ymd = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).map(|day| (end + 1, day));
    let small = |token: &Token| token.number.filter(|number| token.text.len() <= 2 && *number > 0);
    if let (Some(day), Some(month), Some(year)) = (small(first), month(second), year(third)) {
        return ymd(year, month, day);
    }
    if let (Some(month), Some(day), Some(year)) = (month(first), small(second), year(third)) {
        return ymd(year, month, day);
    }
    if let (Some(year), Some(month), Some(day)) = (year(first), month(second), small(third)) {
        return ymd(year, month, day);
    }
    let sign = |token: &Token| token.after.trim().to_owned();
    let (one, two) = (sign(first), sign(second));
    if one != two || !matches!(&*one, "/" | "." | "-") {
        return None;
    }
    if let (Some(year), Some(month), Some(day)) = (year(first), small(second), small(third)) {
        return ymd(year, month, day);
    }
    let short = || {
        let number = third.number.filter(|_| third.text.len() == 2)?;
        i32::try_from(if number < 70 { 2000 + number } else { 1900 + number }).ok()
    };
    let (Some(a), Some(b), Some(year)) = (small(first), small(second), year(third).or_else(short)) else {
        return None;
    };
    // Dots between day and month imply this order.
    match order {
        _ if one == "." => ymd(year, b, a),
        Some(DateOrder::DayFirst) => ymd(year, b, a),
        Some(DateOrder::MonthFirst) => ymd(year, a, b),
        None if a == b || (a > 12 && b <= 12) => ymd(year, b, a),
        None if b > 12 && a <= 12 => ymd(year, a, b),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edtf(text: &str) -> Option<String> {
        read(text, None).map(|written| written.edtf())
    }

    #[test]
    fn dates_written_for_people_are_read_with_their_clock_and_zone() {
        for (text, expected) in [
            ("March 10, 2021 at 5:12 p.m. EST", "2021-03-10T17:12:00-05:00"),
            ("Wed 10 Mar 2021 09.12 GMT", "2021-03-10T09:12:00Z"),
            ("Wednesday, March 10th, 2021", "2021-03-10"),
            ("Published 10:30 AM EDT, Mon May 3, 2021", "2021-05-03T10:30:00-04:00"),
            ("10. März 2021, 17.12 Uhr", "2021-03-10T17:12:00"),
            ("Publié le 3 mai 2021 à 18h05", "2021-05-03T18:05:00"),
            ("7 de marzo de 2019", "2019-03-07"),
            ("2021-03-10 08:00 +0100", "2021-03-10T08:00:00+01:00"),
            ("2021-03-10T08:00:05+05:30", "2021-03-10T08:00:05+05:30"),
            ("21.12.2018", "2018-12-21"),
            ("21/12/2018", "2018-12-21"),
            ("12/21/2018", "2018-12-21"),
            ("Posted on 20181221", "2018-12-21"),
            ("Sept. 3, 2016 at 5 p.m.", "2016-09-03T17:00:00"),
            ("3 May 2021 | 3 May 2021", "2021-05-03"),
        ] {
            assert_eq!(edtf(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn text_without_a_date_or_with_several_gives_none() {
        for text in [
            "",
            "Monday",
            "4/5/2021",
            "May 3",
            "3 May 2021 and 4 May 2021",
            "31 February 2021",
            "1.2.3",
            "Room 12 34 2021",
            "version 2021",
            "99999999",
        ] {
            assert_eq!(edtf(text), None, "{text}");
        }
    }

    #[test]
    fn a_known_order_settles_two_readings() {
        let read = |order| read("4/5/2021", Some(order)).map(|written| written.day.to_string());
        assert_eq!(read(DateOrder::DayFirst).as_deref(), Some("2021-05-04"));
        assert_eq!(read(DateOrder::MonthFirst).as_deref(), Some("2021-04-05"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "[0-9apm.:+/ -]{0,24}|.{0,60}") {
            let _ = read(&text, None);
        }
    }
}
