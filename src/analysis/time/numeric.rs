//! Dates in digits: "2022-01-06", "6/1/22", "06.01.2022", with the order of day and month that the text uses.

use chrono::NaiveDate;

use super::lexer::{Kind, Token};
use super::lexicon::{Class, LEXICON};
use super::terminal::TextTokens;
use crate::text::DateOrder;

/// A date in digits as written: the order of its fields is not yet decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// The date with the month first, as `YYYYMMDD`; 0 if there is none.
    pub value: i64,
    /// The date with the day first, if it is a different one; else 0.
    pub other: i64,
    /// One past its last token.
    pub end: usize,
}

/// The date whose digits begin at a token.
pub fn read(words: &TextTokens<'_>, at: usize) -> Option<Digits> {
    let Kind::Mark(mark @ (b'-' | b'/' | b'.')) = words.get(at + 1)?.kind else { return None };
    let glued = (at + 1..at + 5).all(|at| words.get(at).is_some_and(|token| !token.spaced()));
    if !glued || !words.glued_mark(at + 3, mark) || !words.stands_alone(at, at + 1).max(apart(words, at)) {
        return None;
    }
    let (first, second, third) = (words.digits(at)?, words.digits(at + 2)?, words.digits(at + 4)?);
    let end = at + 5;
    let follows = words.get(end).is_some_and(|token| {
        !token.spaced()
            && match token.kind {
                Kind::Digits => true,
                Kind::Word => !words.is_word(end, "t"),
                Kind::Mark(next) => {
                    next == mark
                        && words
                            .get(end + 1)
                            .is_some_and(|token| token.kind == Kind::Digits && !token.spaced())
                }
            }
    });
    if follows {
        return None;
    }
    match (words.places(at), words.places(at + 2), words.places(at + 4)) {
        (4, 1 | 2, 1 | 2) => encode(first, second, third).map(|value| Digits { value, other: 0, end }),
        (1 | 2, 1 | 2, places @ (2 | 4)) => {
            if places == 2 && mark != b'/' && !(words.places(at) == 2 && words.places(at + 2) == 2) {
                return None;
            }
            let year = if places == 4 { third } else { century(third) };
            let month_first = encode(year, first, second).unwrap_or(0);
            let day_first = encode(year, second, first).unwrap_or(0);
            match (month_first, day_first) {
                (0, 0) => None,
                (value, 0) | (0, value) => Some(Digits { value, other: 0, end }),
                (value, other) => Some(Digits { value, other: if value == other { 0 } else { other }, end }),
            }
        }
        _ => None,
    }
}

/// Whether nothing is attached before the digits.
fn apart(words: &TextTokens<'_>, at: usize) -> bool {
    let glued = words.get(at).is_some_and(|token| !token.spaced());
    match words.before(at) {
        Some(token) if token.is(b'$') || token.is(b'#') => false,
        Some(token) if glued => matches!(token.kind, Kind::Mark(b'(' | b'[' | b'"' | b'\'')),
        _ => true,
    }
}

/// A two-digit year: 70 to 99 are of the last century.
pub fn century(year: i64) -> i64 {
    if year >= 70 { 1900 + year } else { 2000 + year }
}

fn encode(year: i64, month: i64, day: i64) -> Option<i64> {
    let value = year * 10_000 + month * 100 + day;
    ((1000..=2999).contains(&year)).then(|| decode(value)).flatten().map(|_| value)
}

/// The day of a `YYYYMMDD`.
pub fn decode(value: i64) -> Option<NaiveDate> {
    let field = |value: i64| u32::try_from(value).ok();
    NaiveDate::from_ymd_opt(
        i32::try_from(value / 10_000).ok()?,
        field(value / 100 % 100)?,
        field(value % 100)?,
    )
}

/// The order a text uses: that of its first date in digits that allows only one, else that of its spelled-out dates
/// ("6 January" against "January 6"), the majority; none if it has neither.
pub fn order_of(text: &str, tokens: &[Token]) -> Option<DateOrder> {
    let words = TextTokens { text, tokens };
    let (mut day_first, mut month_first) = (0_u32, 0_u32);
    for (at, token) in tokens.iter().enumerate() {
        if token.kind == Kind::Digits
            && words.places(at) <= 2
            && let Some(order) = only_order(&words, at)
        {
            return Some(order);
        }
        if token.capital() && LEXICON.is(token.word, Class::Month) {
            let day = |at: usize| {
                words.digits(at).is_some_and(|day| (1..=31).contains(&day)) && words.places(at) <= 2
            };
            if at > 0 && day(at - 1) {
                day_first += 1;
            } else if day(at + 1) {
                month_first += 1;
            }
        }
    }
    match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => Some(DateOrder::DayFirst),
        std::cmp::Ordering::Less => Some(DateOrder::MonthFirst),
        std::cmp::Ordering::Equal => None,
    }
}

fn only_order(words: &TextTokens<'_>, at: usize) -> Option<DateOrder> {
    let slash = words.get(at + 1)?;
    if !(slash.is(b'/') || slash.is(b'.') || slash.is(b'-')) {
        return None;
    }
    let date = read(words, at).filter(|date| date.other == 0)?;
    let (first, second) = (words.digits(at)?, words.digits(at + 2)?);
    match decode(date.value) {
        Some(_) if first == second => None,
        Some(_) if first > 12 => Some(DateOrder::DayFirst),
        Some(_) if second > 12 => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::*;

    fn first(text: &str) -> Option<(String, String)> {
        let day = |value: i64| decode(value).map_or_else(String::new, |day| day.to_string());
        let tokens = lex(text);
        let words = TextTokens { text, tokens: &tokens };
        (0..tokens.len()).find_map(|at| read(&words, at)).map(|date| (day(date.value), day(date.other)))
    }

    #[test]
    fn dates_in_digits_are_read_in_both_orders() {
        for (text, value, other) in [
            ("on 2021-03-10.", "2021-03-10", ""),
            ("2021/03/10", "2021-03-10", ""),
            ("13/2/21", "2021-02-13", ""),
            ("2/13/1998", "1998-02-13", ""),
            ("3/4/21", "2021-03-04", "2021-04-03"),
            ("03.04.2021", "2021-03-04", "2021-04-03"),
        ] {
            assert_eq!(first(text), Some((value.to_owned(), other.to_owned())), "{text}");
        }
        for text in ["555-12-1234", "1.2.3", "2021-13-40", "192.168.10.20", "3/4", "won 3-2", "$1/2/21"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_of_fields_is_inferred_from_the_text() {
        for (text, order) in [
            ("from 3/4/21 to 25/4/21", Some(DateOrder::DayFirst)),
            ("from 3/4/21 to 4/25/21", Some(DateOrder::MonthFirst)),
            ("since 3/4/21, and on 6 January", Some(DateOrder::DayFirst)),
            ("since 3/4/21, and on January 6", Some(DateOrder::MonthFirst)),
            ("since 3/4/21", None),
        ] {
            assert_eq!(order_of(text, &lex(text)), order, "{text}");
        }
    }
}
