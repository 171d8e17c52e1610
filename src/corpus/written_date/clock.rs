//! The time of day beside a written date, with its zone: "at 5:12 p.m. EST", "17.12 Uhr", "18h05".

use chrono::{FixedOffset, NaiveTime};

use super::Token;

/// Zones by the letters that news writes, in minutes east of Greenwich; those with several meanings are left out.
const ZONES: &[(&str, i32)] = &[
    ("gmt", 0),
    ("utc", 0),
    ("z", 0),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("aest", 600),
    ("aedt", 660),
    ("jst", 540),
];

/// The first time of day among tokens, with its zone.
pub(super) fn clock_in(tokens: &[Token]) -> Option<(NaiveTime, Option<FixedOffset>)> {
    (0..tokens.len()).find_map(|at| clock_at(&tokens[at..]))
}

fn clock_at(tokens: &[Token]) -> Option<(NaiveTime, Option<FixedOffset>)> {
    let hour = tokens.first()?.number.filter(|hour| *hour < 24)?;
    if tokens[0].text.len() > 2 {
        return None;
    }
    let mut next = 1;
    let mut minute = None;
    let colon = matches!(tokens[0].after.trim(), ":" | ".");
    let french = tokens.get(1).is_some_and(|token| token.text == "h") && tokens[0].joined;
    let minutes = |token: Option<&Token>| {
        token
            .filter(|token| token.text.len() == 2)
            .and_then(|token| token.number)
            .filter(|minute| *minute < 60)
    };
    if colon {
        minute = Some(minutes(tokens.get(1))?);
        next = 2;
    } else if french {
        minute = minutes(tokens.get(2)).or(Some(0));
        next = 3;
    }
    let mut second = 0;
    if colon && tokens.get(1).is_some_and(|token| token.after.trim() == ":") {
        second = minutes(tokens.get(2))?;
        next = 3;
    }
    let half = half_of_day(tokens.get(next..)?);
    let hour = match half {
        Some((half, length)) if (1..=12).contains(&hour) => {
            next += length;
            hour % 12 + half
        }
        Some(_) => return None,
        // "5" alone is not a time of day.
        None => {
            minute?;
            hour
        }
    };
    let time = NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), second)?;
    Some((time, zone_at(tokens, next)))
}

/// "am", "p.m.": the hours to add and the tokens it takes.
fn half_of_day(tokens: &[Token]) -> Option<(u32, usize)> {
    let letter = |letter: &str| match letter {
        "a" => Some(0),
        "p" => Some(12),
        _ => None,
    };
    match tokens {
        [one, ..] if one.text == "am" => Some((0, 1)),
        [one, ..] if one.text == "pm" => Some((12, 1)),
        [one, two, ..] if two.text == "m" && one.after.starts_with('.') => Some((letter(&one.text)?, 2)),
        _ => None,
    }
}

/// The zone that follows a clock: letters, or hours and minutes east or west.
fn zone_at(tokens: &[Token], at: usize) -> Option<FixedOffset> {
    let named = tokens.get(at).and_then(|token| ZONES.iter().find(|(name, _)| *name == token.text));
    let minutes = if let Some((_, minutes)) = named {
        let offset = tokens.get(at).and_then(|token| token.after.trim().chars().last());
        match offset {
            Some('+' | '-') if *minutes == 0 => digits_offset(tokens, at + 1)?,
            _ => *minutes,
        }
    } else {
        digits_offset(tokens, at)?
    };
    FixedOffset::east_opt(minutes * 60)
}

fn digits_offset(tokens: &[Token], at: usize) -> Option<i32> {
    let sign = match tokens.get(at.checked_sub(1)?)?.after.trim().chars().last()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let token = tokens.get(at)?;
    let number = i32::try_from(token.number?).ok()?;
    let minutes = match token.text.len() {
        4 => number / 100 * 60 + number % 100,
        1 | 2 => {
            let minutes = tokens.get(at + 1).filter(|next| token.after == ":" && next.text.len() == 2);
            number * 60
                + minutes
                    .and_then(|next| next.number)
                    .and_then(|number| i32::try_from(number).ok())
                    .unwrap_or(0)
        }
        _ => return None,
    };
    (minutes <= 14 * 60).then_some(sign * minutes)
}
