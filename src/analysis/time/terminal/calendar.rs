//! Terminals for the calendar: weekdays, months, days, years and spans of them, and codes such as "Q3" and "FY20".

use super::super::lexer::{Kind, Token};
use super::super::lexicon::{Class, LEXICON};
use super::super::numeric;
use super::TextTokens;

impl TextTokens<'_> {
    /// A full stop attached to an abbreviation belongs to it.
    fn after_stop(&self, at: usize) -> usize {
        if self.glued_mark(at, b'.') { at + 1 } else { at }
    }

    pub(super) fn weekday(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(day) = self.value(at, Class::Weekday) {
            return Some((day, at + 1));
        }
        let token = self.get(at).filter(|token| token.capital())?;
        LEXICON.value(token.word, Class::WeekdayShort).map(|day| (day, self.after_stop(at + 1)))
    }

    pub(super) fn month(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.get(at).filter(|token| token.capital())?;
        if let Some(month) = LEXICON.value(token.word, Class::Month) {
            return Some((month, at + 1));
        }
        LEXICON.value(token.word, Class::MonthShort).map(|month| (month, self.after_stop(at + 1)))
    }

    pub(super) fn day(&self, at: usize) -> Option<(i64, usize)> {
        let day = self.digits(at).filter(|day| (1..=31).contains(day) && self.places(at) <= 2)?;
        let suffix = self.get(at + 1).is_some_and(|token| !token.spaced())
            && self.is_any(at + 1, &["st", "nd", "rd", "th"]);
        let end = if suffix { at + 2 } else { at + 1 };
        (self.stands_alone(at, end) || self.ends_range(at, day, end)).then_some((day, end))
    }

    /// "4-5 January", "March 4–6": a day after a dash and an earlier one.
    fn ends_range(&self, at: usize, day: i64, end: usize) -> bool {
        let (Some(first), Some(dash)) = (at.checked_sub(2), at.checked_sub(1)) else { return false };
        let joined = self.glued_mark(dash, b'-') && self.get(at).is_some_and(|token| !token.spaced());
        let earlier =
            self.digits(first).is_some_and(|first| (1..day).contains(&first)) && self.places(first) <= 2;
        let more = self.get(end).is_some_and(|token| {
            !token.spaced()
                && (token.kind != Kind::Word)
                && !token.is(b',')
                && !token.is(b'.')
                && !token.is(b')')
        });
        joined && earlier && !more && self.stands_alone(first, dash)
    }

    pub(super) fn year(&self, at: usize) -> Option<i64> {
        let year = self.digits(at).filter(|year| (1000..=2999).contains(year) && self.places(at) == 4)?;
        self.stands_alone(at, at + 1).then_some(year)
    }

    /// A capital followed directly by a number of at most `most`: "Q3", "H1".
    pub(super) fn code(&self, at: usize, class: Class, most: i64) -> Option<i64> {
        self.value(at, class).filter(|_| self.get(at).is_some_and(Token::capital))?;
        let glued = self.get(at + 1).is_some_and(|token| !token.spaced());
        let ends = self.get(at + 2).is_none_or(|token| token.spaced() || matches!(token.kind, Kind::Mark(_)));
        self.digits(at + 1).filter(|part| glued && ends && (1..=most).contains(part))
    }

    pub(super) fn fiscal(&self, at: usize) -> Option<(i64, usize)> {
        if self.bytes(at) != b"FY" {
            return None;
        }
        let mark = self.glued_mark(at + 1, b'-') || self.glued_mark(at + 1, b'\'');
        let first = if mark { at + 2 } else { at + 1 };
        if let Some((_, last)) = self.years_after(first, true) {
            return Some((last, first + 3));
        }
        let year = self.digits(first)?;
        let ends =
            self.get(first + 1).is_none_or(|token| token.spaced() || matches!(token.kind, Kind::Mark(_)));
        let year = match self.places(first) {
            2 => numeric::century(year),
            4 if (1900..=2099).contains(&year) => year,
            _ => return None,
        };
        ends.then_some((year, first + 1))
    }

    /// Two years with a slash or a dash between them, the second perhaps by its last two digits.
    pub(super) fn years(&self, at: usize) -> Option<(i64, i64)> {
        self.years_after(at, false)
    }

    /// The same, where the first digits may be attached to the word before them.
    fn years_after(&self, at: usize, glued: bool) -> Option<(i64, i64)> {
        let plausible = 1800..=2099;
        let first = self.digits(at).filter(|year| plausible.contains(year) && self.places(at) == 4)?;
        let joined = (at + 1..=at + 2).all(|at| self.get(at).is_some_and(|token| !token.spaced()));
        let mark = self.get(at + 1).filter(|mark| joined && (mark.is(b'/') || mark.is(b'-')))?;
        let last = match self.places(at + 2) {
            4 => self.digits(at + 2)?,
            2 => first - first % 100 + self.digits(at + 2)?,
            _ => return None,
        };
        let last = if last < first && first % 100 == 99 { last + 100 } else { last };
        // Two digits must be the next year's, or they could be a month or a score.
        let furthest = if self.places(at + 2) == 4 && mark.is(b'-') { 100 } else { 1 };
        let fits = (1..=furthest).contains(&(last - first)) && plausible.contains(&last);
        (fits && self.ends_span(at, glued)).then_some((first, last))
    }

    /// Whether the digits of a span of years are a number by themselves.
    fn ends_span(&self, at: usize, glued: bool) -> bool {
        let first = glued
            || self.get(at).is_none_or(Token::spaced)
            || self
                .before(at)
                .is_none_or(|before| matches!(before.kind, Kind::Mark(b'(' | b'[' | b'\'' | b'"')));
        let more = self.get(at + 3).is_some_and(|token| {
            !token.spaced()
                && match token.kind {
                    Kind::Mark(mark @ (b'-' | b'/' | b'.' | b',' | b':')) => {
                        let digits =
                            self.get(at + 4).is_some_and(|next| next.kind == Kind::Digits && !next.spaced());
                        digits || mark == b'/'
                    }
                    Kind::Mark(mark) => b"%$@_=+".contains(&mark),
                    Kind::Word | Kind::Digits => true,
                }
        });
        first && !more
    }

    pub(super) fn short_year(&self, at: usize) -> Option<(i64, usize)> {
        let opens = self.get(at).is_some_and(|token| token.is(b'\'') && (token.spaced() || at == 0));
        let glued = self.get(at + 1).is_some_and(|token| !token.spaced());
        let alone =
            self.get(at + 2).is_none_or(|token| token.spaced() || matches!(token.kind, Kind::Mark(_)));
        let year = self.digits(at + 1).filter(|_| self.places(at + 1) == 2)?;
        (opens && glued && alone).then_some((year, at + 2))
    }

    pub(super) fn decade(&self, at: usize) -> Option<(i64, bool, usize)> {
        if let Some(decade) = self.value(at, Class::DecadeName) {
            return Some((decade, true, at + 1));
        }
        let open = self.get(at)?.is(b'\'');
        let first = if open { at + 1 } else { at };
        let year = self.digits(first).filter(|year| year % 10 == 0)?;
        let (century_given, short) =
            ((1000..3000).contains(&year) && self.places(first) == 4, self.places(first) == 2);
        let mark = self.get(first + 1).is_some_and(|token| token.is(b'\'') && !token.spaced());
        let last = if mark { first + 2 } else { first + 1 };
        let plural = self.get(last).is_some_and(|token| !token.spaced()) && self.bytes(last) == b"s";
        ((century_given && !open || short) && plural).then_some((year, !century_given, last + 1))
    }
}
