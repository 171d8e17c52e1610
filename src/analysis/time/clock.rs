//! Clock times: "10:30", "10.30 GMT", "3 p.m. EST", "1500 GMT", "18:00 UTC", "7 a.m. local time".
//!
//! Bare digits with a colon are a clock time only after a word that puts something at a time: scores, ratios and verses are
//! written alike.

use super::lexer::{Kind, UPPER};
use super::lexicon::Class;
use super::terminal::Words;

/// A clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Minute of the day.
    pub minute: i64,
    /// Its zone: [`LOCAL`], [`UTC`], [`NAMED`], or [`OFFSET`] plus the minutes east of Greenwich.
    pub zone: i64,
    /// One past its last token.
    pub end: usize,
}

/// No zone is told.
pub const LOCAL: i64 = 0;
/// UTC or GMT.
pub const UTC: i64 = 1;
/// A zone by a name whose offset changes with the season.
pub const NAMED: i64 = 2;
/// A numeric offset is this plus its minutes.
pub const OFFSET: i64 = 10_000;

/// Words after which bare `H:MM` is a clock time.
const BEFORE: &[&str] = &[
    "at", "by", "around", "about", "until", "till", "from", "after", "before", "between", "since", "and",
    "to", "near", "nearly", "past",
];

/// The clock time whose digits begin at a token.
pub fn read(words: &Words<'_>, at: usize) -> Option<Clock> {
    let stamp = at >= 2
        && words.is_word(at - 1, "t")
        && words.tokens[at - 1..=at].iter().all(|token| !token.spaced())
        && words.get(at - 2).is_some_and(|token| token.kind == Kind::Digits);
    if stamp { iso(words, at) } else { spelled(words, at) }
}

/// "08:15:00Z", "08:15+06:00" behind a date and a `T`.
fn iso(words: &Words<'_>, at: usize) -> Option<Clock> {
    let hour = words.digits(at).filter(|hour| *hour <= 24 && words.places(at) == 2)?;
    let minute = words.digits(at + 2).filter(|minute| *minute < 60 && words.glued_mark(at + 1, b':'))?;
    let mut end = at + 3;
    for mark in [b':', b'.'] {
        let digits = words.get(end + 1).is_some_and(|token| token.kind == Kind::Digits && !token.spaced());
        if words.glued_mark(end, mark) && digits {
            end += 2;
        }
    }
    let glued = words.get(end).is_some_and(|token| !token.spaced());
    if glued && words.is_word(end, "z") {
        return Some(Clock { minute: hour * 60 + minute, zone: UTC, end: end + 1 });
    }
    let (zone, end) =
        offset(words, end).filter(|_| glued).map_or((LOCAL, end), |(offset, end)| (OFFSET + offset, end));
    Some(Clock { minute: hour * 60 + minute, zone, end })
}

fn spelled(words: &Words<'_>, at: usize) -> Option<Clock> {
    let hour = words.digits(at)?;
    let glued_digits = |at: usize| {
        words.get(at).is_some_and(|token| token.kind == Kind::Digits && !token.spaced())
            && words.places(at) == 2
    };
    let colon = words.glued_mark(at + 1, b':') && glued_digits(at + 2);
    let dot = words.glued_mark(at + 1, b'.') && glued_digits(at + 2);
    let (hour, minute, mut end) = match words.places(at) {
        1 | 2 if colon || dot => (hour, words.digits(at + 2)?, at + 3),
        1 | 2 => (hour, 0, at + 1),
        4 => (hour / 100, hour % 100, at + 1),
        _ => return None,
    };
    if colon && words.glued_mark(end, b':') && glued_digits(end + 1) {
        end += 2;
    }
    if hour > 24 || minute > 59 {
        return None;
    }
    let half_day = meridiem(words, end);
    let (hour, end) = match half_day {
        Some((_, _)) if hour > 12 && words.places(at) != 4 && hour < 24 => (hour, half_day?.1),
        Some((pm, after)) if (1..=12).contains(&hour) => (hour % 12 + if pm { 12 } else { 0 }, after),
        Some(_) => return None,
        None => (hour, end),
    };
    let (zone, after) = zone(words, end, colon).unwrap_or((LOCAL, end));
    let cued = words.places(at) != 4
        && colon
        && at.checked_sub(1).is_some_and(|before| words.is_any(before, BEFORE));
    let told = half_day.is_some() || zone != LOCAL || after > end;
    let hours_word = words.places(at) == 4 && words.is_word(end, "hours") && minute % 5 == 0;
    let bare_hour = words.places(at) < 3 && !colon && !dot && half_day.is_none();
    if bare_hour && zone == LOCAL
        || !(told || cued || hours_word)
        || !words.stands_alone(at, clock_end(words, at, end))
    {
        return None;
    }
    let after = if hours_word { end + 1 } else { after };
    Some(Clock { minute: hour * 60 + minute, zone, end: after })
}

/// The token after the digits: "3pm" has letters glued to them that `stands_alone` must not mind.
fn clock_end(words: &Words<'_>, at: usize, end: usize) -> usize {
    let glued = words.get(at + 1).is_some_and(|token| token.kind == Kind::Word && !token.spaced());
    if glued { end.max(at + 2) } else { end }
}

/// "a.m.", "pm": whether it is the afternoon, and the token after.
pub fn meridiem(words: &Words<'_>, at: usize) -> Option<(bool, usize)> {
    if words.is_any(at, &["am", "pm"]) {
        return Some((words.is_word(at, "pm"), at + 1));
    }
    let dotted =
        words.is_any(at, &["a", "p"]) && words.glued_mark(at + 1, b'.') && words.is_word(at + 2, "m");
    dotted.then(|| (words.is_word(at, "p"), if words.glued_mark(at + 3, b'.') { at + 4 } else { at + 3 }))
}

/// A zone after a clock time, and the token after it.
fn zone(words: &Words<'_>, at: usize, colon: bool) -> Option<(i64, usize)> {
    if words.is_word(at, "local") && words.is_word(at + 1, "time") {
        return Some((LOCAL, at + 2));
    }
    if words.is_any(at, &["eastern", "central", "pacific", "mountain"]) {
        let end = if words.is_any(at + 1, &["standard", "daylight"]) { at + 2 } else { at + 1 };
        return words.is_word(end, "time").then_some((NAMED, end + 1));
    }
    if let Some((offset, end)) = offset(words, at).filter(|_| colon && words.places(at + 1) != 1) {
        return Some((OFFSET + offset, end));
    }
    let upper = words.get(at).is_some_and(|token| token.flags & UPPER != 0);
    let known = words.value(at, Class::Zone).filter(|_| upper)?;
    if let Some((offset, end)) = offset(words, at + 1).filter(|_| known == 0) {
        return Some((OFFSET + offset, end));
    }
    Some((if known == 0 { UTC } else { NAMED }, at + 1))
}

/// "+06:00", "+6", "-0500": minutes east of Greenwich.
fn offset(words: &Words<'_>, at: usize) -> Option<(i64, usize)> {
    let sign = match words.get(at)?.kind {
        Kind::Mark(b'+') => 1,
        Kind::Mark(b'-') => -1,
        _ => return None,
    };
    let hours = words.digits(at + 1).filter(|_| words.get(at + 1).is_some_and(|token| !token.spaced()))?;
    let (hours, minutes, end) = match words.places(at + 1) {
        4 => (hours / 100, hours % 100, at + 2),
        1 | 2 if words.glued_mark(at + 2, b':') && words.places(at + 3) == 2 => {
            (hours, words.digits(at + 3)?, at + 4)
        }
        1 | 2 => (hours, 0, at + 2),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some((sign * (hours * 60 + minutes), end))
}

/// The zone as TIMEX3 writes it after a time: `Z`, `+06:00`, or nothing.
pub fn suffix(zone: i64) -> String {
    match zone {
        UTC => "Z".to_owned(),
        LOCAL | NAMED => String::new(),
        _ => {
            let offset = zone - OFFSET;
            let sign = if offset < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::*;

    fn first(text: &str) -> Option<(i64, String)> {
        let tokens = lex(text);
        let words = Words { text, tokens: &tokens };
        (0..tokens.len()).find_map(|at| read(&words, at)).map(|clock| (clock.minute, suffix(clock.zone)))
    }

    #[test]
    fn clock_times_are_read_with_their_zone() {
        for (text, minute, zone) in [
            ("at 10:30", 630, ""),
            ("at 10:30 p.m. EST", 22 * 60 + 30, ""),
            ("3pm", 15 * 60, ""),
            ("12 a.m.", 0, ""),
            ("1500 GMT", 15 * 60, "Z"),
            ("10.30 GMT", 630, "Z"),
            ("18:00 UTC", 18 * 60, "Z"),
            ("7 a.m. local time", 7 * 60, ""),
            ("09:15 +06:00", 555, "+06:00"),
            ("14:00 GMT+2", 14 * 60, "+02:00"),
        ] {
            assert_eq!(first(text), Some((minute, zone.to_owned())), "{text}");
        }
    }

    #[test]
    fn scores_ratios_and_prices_are_no_clock_times() {
        for text in
            ["won 10:30", "odds of 5:20", "$10.30", "at 25:10", "version 3.10", "10 people", "at 1500"]
        {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
