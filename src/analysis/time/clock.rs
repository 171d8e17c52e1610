//! Clock times: "10:30", "10.30 GMT", "3 p.m. EST", "1500 GMT", "18:00 UTC", "7 a.m. local time".
//!
//! Bare digits with a colon are a clock time only after a word that introduces a time: scores, ratios and verses are written the
//! same way.

use super::lexer::{Kind, Token, UPPER};
use super::lexicon::{Class, WordId};
use super::terminal::TextTokens;
use super::zone::Zone;

/// A clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Minute of the day.
    pub minute: i64,
    /// Its zone.
    pub zone: Zone,
    /// One past its last token.
    pub end: usize,
}

/// Words after which bare `H:MM` is a clock time.
const BEFORE: &[&str] = &[
    "at", "by", "around", "about", "until", "till", "from", "after", "before", "between", "since", "and",
    "to", "near", "nearly", "past",
];

/// The clock time whose digits begin at a token.
pub fn read(words: &TextTokens<'_>, at: usize) -> Option<Clock> {
    let stamp = at >= 2
        && words.is_word(at - 1, "t")
        && words.tokens.get(at - 1..=at).is_some_and(|pair| pair.iter().all(|token| !token.spaced()))
        && words.get(at - 2).is_some_and(|token| token.kind == Kind::Digits);
    if stamp { iso(words, at) } else { spelled(words, at) }
}

/// "08:15:00Z", "08:15+06:00" after a date and a `T`.
fn iso(words: &TextTokens<'_>, at: usize) -> Option<Clock> {
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
        return Some(Clock { minute: hour * 60 + minute, zone: Zone::Utc, end: end + 1 });
    }
    let (zone, end) = offset(words, end)
        .filter(|_| glued)
        .map_or((Zone::Local, end), |(offset, end)| (Zone::Offset(offset), end));
    Some(Clock { minute: hour * 60 + minute, zone, end })
}

fn spelled(words: &TextTokens<'_>, at: usize) -> Option<Clock> {
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
    let put = at.checked_sub(1).is_some_and(|before| words.is_any(before, BEFORE));
    let spoken = || half_day_in_words(words, end, hour).filter(|_| put || colon || dot);
    let ranged = || half_day_of_range(words, end, (hour, minute)).filter(|_| put || colon || dot);
    let half_day = meridiem(words, end).or_else(spoken).or_else(ranged);
    let (hour, end) = match half_day {
        Some((_, _)) if hour > 12 && words.places(at) != 4 && hour < 24 => (hour, half_day?.1),
        Some((pm, after)) if (1..=12).contains(&hour) => (hour % 12 + if pm { 12 } else { 0 }, after),
        Some(_) => return None,
        None => (hour, end),
    };
    let (zone, after) = zone(words, end, colon).unwrap_or((Zone::Local, end));
    let cued = words.places(at) != 4 && colon && put;
    let certain = half_day.is_some() || zone != Zone::Local || after > end;
    let hours_word = words.places(at) == 4
        && (words.is_word(end, "hours") && minute % 5 == 0 || words.is_any(end, &["hrs", "hr"]));
    let bare_hour = words.places(at) < 3 && !colon && !dot && half_day.is_none();
    if bare_hour && zone == Zone::Local
        || !(certain || cued || hours_word)
        || !words.stands_alone(at, clock_end(words, at, end))
    {
        return None;
    }
    let after = if hours_word { end + 1 } else { after };
    Some(Clock { minute: hour * 60 + minute, zone, end: after })
}

/// The token after the digits: "3pm" has letters attached to them, which `stands_alone` must ignore.
fn clock_end(words: &TextTokens<'_>, at: usize, end: usize) -> usize {
    let glued = words.get(at + 1).is_some_and(|token| token.kind == Kind::Word && !token.spaced());
    if glued { end.max(at + 2) } else { end }
}

/// "a.m.", "pm": whether it is the afternoon, and the token after.
pub fn meridiem(words: &TextTokens<'_>, at: usize) -> Option<(bool, usize)> {
    if words.is_any(at, &["am", "pm"]) {
        return Some((words.is_word(at, "pm"), at + 1));
    }
    let dotted =
        words.is_any(at, &["a", "p"]) && words.glued_mark(at + 1, b'.') && words.is_word(at + 2, "m");
    dotted.then(|| (words.is_word(at, "p"), if words.glued_mark(at + 3, b'.') { at + 4 } else { at + 3 }))
}

/// "3:30 and 4:30 p.m.": whether the start of a range is in the afternoon, as its end says, and the token after the start.
fn half_day_of_range(words: &TextTokens<'_>, at: usize, first: (i64, i64)) -> Option<(bool, usize)> {
    let joined = words.is_any(at, &["and", "to", "until", "till"])
        || words.get(at).is_some_and(|token| token.is(b'-'));
    let hour = words.digits(at + 1).filter(|hour| joined && (1..=12).contains(hour))?;
    let mark = words.glued_mark(at + 2, b':') || words.glued_mark(at + 2, b'.');
    let minute = words.digits(at + 3).filter(|_| mark && words.places(at + 3) == 2);
    let end = if minute.is_some() { at + 4 } else { at + 2 };
    let (afternoon, _) = meridiem(words, end)?;
    let same_half = (first.0 % 12, first.1) <= (hour % 12, minute.unwrap_or(0));
    Some((afternoon == same_half, at))
}

/// "in the morning", "at night" after an hour: whether it is the afternoon, and the token after.
fn half_day_in_words(words: &TextTokens<'_>, at: usize, hour: i64) -> Option<(bool, usize)> {
    if words.is_word(at, "at") && words.is_word(at + 1, "night") {
        return Some((hour >= 6 && hour != 12, at + 2));
    }
    let part = words.is_word(at, "in") && words.is_word(at + 1, "the");
    let after = part && words.is_any(at + 2, &["afternoon", "evening"]);
    (after || part && words.is_word(at + 2, "morning")).then_some((after, at + 3))
}

/// A zone after a clock time, and the token after it.
fn zone(words: &TextTokens<'_>, at: usize, colon: bool) -> Option<(Zone, usize)> {
    if words.is_word(at, "local") && words.is_word(at + 1, "time") {
        return Some((Zone::Local, at + 2));
    }
    if let Some(found) = zone_in_words(words, at) {
        return Some(found);
    }
    if let Some((offset, end)) = offset(words, at).filter(|_| colon && words.places(at + 1) != 1) {
        return Some((Zone::Offset(offset), end));
    }
    let upper = words.get(at).is_some_and(|token| token.flags & UPPER != 0);
    let known = words.value(at, Class::Zone).filter(|_| upper)?;
    if let Some((offset, end)) = offset(words, at + 1).filter(|_| known == 0) {
        return Some((Zone::Offset(offset), end));
    }
    let found = match (known, one_offset(known)) {
        (0, _) => Zone::Utc,
        (_, None) => by_name(words, at, at + 1),
        (_, offset) => Zone::Named(offset),
    };
    Some((found, at + 1))
}

/// The zone that some words name, if it is known.
fn by_name(words: &TextTokens<'_>, from: usize, to: usize) -> Zone {
    let name: Vec<String> =
        (from..to).map(|at| String::from_utf8_lossy(words.bytes(at)).to_lowercase()).collect();
    Zone::by_name(&name.join(" ")).unwrap_or(Zone::Named(None))
}

/// The offset the lexicon gives a zone, where it gives one.
fn one_offset(known: i64) -> Option<i16> {
    i16::try_from(known).ok().filter(|offset| offset % 15 == 0)
}

/// "Eastern time", "Japan Standard Time", "Moscow time": capitalised words and "time".
fn zone_in_words(words: &TextTokens<'_>, at: usize) -> Option<(Zone, usize)> {
    const MOST: usize = 4;
    let capital = |at: usize| {
        words
            .get(at)
            .is_some_and(|token| token.kind == Kind::Word && token.capital() && token.word == WordId::NONE)
    };
    let continental = words.is_any(at, &["eastern", "central", "pacific", "mountain"]);
    let kind = |at: usize| words.is_any(at, &["standard", "daylight", "summer"]);
    let end = (at + 1..=at + MOST).find(|end| words.is_word(*end, "time"))?;
    let named = (at + 1..end).all(|at| capital(at) || kind(at)) && (continental || capital(at));
    // "The show is at 9 p.m. Time Warner …": the word itself must not begin a name, unless the zone is written in capitals.
    let capital_time = words.get(end).is_some_and(|token: Token| token.capital());
    let written = !capital_time || continental || (end > at + 1 && kind(end - 1));
    let name_ends = (at + 1..end).rev().find(|at| !kind(*at)).map_or(at + 1, |last| last + 1);
    (named && written).then(|| (by_name(words, at, name_ends), end + 1))
}

/// "+06:00", "+6", "-0500": minutes east of Greenwich.
fn offset(words: &TextTokens<'_>, at: usize) -> Option<(i16, usize)> {
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
    let offset = i16::try_from(sign * (hours * 60 + minutes)).ok()?;
    (hours <= 14 && minutes < 60).then_some((offset, end))
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::*;

    fn first(text: &str) -> Option<(i64, String)> {
        let tokens = lex(text);
        let words = TextTokens { text, tokens: &tokens };
        (0..tokens.len()).find_map(|at| read(&words, at)).map(|clock| (clock.minute, clock.zone.suffix()))
    }

    #[test]
    fn no_clock_begins_after_the_last_word() {
        for text in ["(T", "2T", "", "at"] {
            let tokens = lex(text);
            let words = TextTokens { text, tokens: &tokens };
            assert!(read(&words, tokens.len()).is_none(), "{text}");
        }
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
            ("9 p.m. Lisbon time", 21 * 60, ""),
            ("17:20 Japan Standard Time", 17 * 60 + 20, ""),
            ("between 3:30 and 4:30 p.m.", 15 * 60 + 30, ""),
            ("from 11 to 1 p.m.", 11 * 60, ""),
            ("between 11:30 and 2 a.m.", 23 * 60 + 30, ""),
            ("at 0430hrs", 4 * 60 + 30, ""),
        ] {
            assert_eq!(first(text), Some((minute, zone.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_zone_has_its_offset_on_the_day() {
        for (text, offset) in [
            ("at 10:30 p.m. EST", Some(-300)),
            ("at 10:30 p.m. PDT", Some(-420)),
            ("1500 GMT", Some(0)),
            ("09:15 +05:30", Some(330)),
            ("09:15 -03:00", Some(-180)),
            ("9 p.m. Eastern time", Some(-240)),
            ("9 p.m. Pacific Daylight Time", Some(-420)),
            ("9 p.m. Moscow time", Some(180)),
            ("9 p.m. Ruritania time", None),
            ("9 p.m. ET", Some(-240)),
            ("9 p.m. IST", None),
            ("7 a.m. local time", None),
            ("3pm", None),
        ] {
            let tokens = lex(text);
            let words = TextTokens { text, tokens: &tokens };
            let clock = (0..tokens.len()).find_map(|at| read(&words, at)).expect(text);
            let summer = chrono::NaiveDate::from_ymd_opt(2021, 7, 1).expect("a day");
            assert_eq!(clock.zone.offset_at(summer, clock.minute), offset, "{text}");
            assert_eq!(Zone::from_code(clock.zone.code()), clock.zone, "{text}");
            assert_eq!(clock.end, tokens.len(), "{text}");
        }
    }

    #[test]
    fn scores_ratios_and_prices_are_not_clock_times() {
        for text in
            ["won 10:30", "odds of 5:20", "$10.30", "at 25:10", "version 3.10", "10 people", "at 1500"]
        {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
