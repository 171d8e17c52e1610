//! Numbers in digits and words: "2.5", "1,200", "twenty-five", "two and a half", "a dozen", "several hundred", "21st".
//!
//! Values are thousandths, so that halves stay exact; a vague number is [`VAGUE`].

use super::lexer::Kind;
use super::lexicon::Class;
use super::terminal::TextTokens;

/// The value of a number that is not given.
pub const VAGUE: i64 = -1;

const LIMIT: i64 = 1_000_000_000_000;

/// A cardinal number in thousandths, and the token after it.
pub fn cardinal(words: &TextTokens<'_>, at: usize) -> Option<(i64, usize)> {
    let (value, end) = simple(words, at)?;
    if value == VAGUE {
        return Some((value, end));
    }
    let (value, end) = magnitudes(words, value, end);
    Some(with_half(words, value, end))
}

fn simple(words: &TextTokens<'_>, at: usize) -> Option<(i64, usize)> {
    let of = |end: usize| if words.is_word(end, "of") { end + 1 } else { end };
    let is = |at: usize, class: Class| words.value(at, class).is_some();
    if is(at, Class::Article) {
        return match () {
            () if words.is_word(at + 1, "few") => Some((VAGUE, at + 2)),
            () if words.is_word(at + 1, "couple") => Some((2000, of(at + 2))),
            () if words.is_word(at + 1, "number") && words.is_word(at + 2, "of") => Some((VAGUE, at + 3)),
            () => words.value(at + 1, Class::Magnitude).map(|_| (1000, at + 1)),
        };
    }
    if is(at, Class::Half) {
        let next = if words.get(at + 1).is_some_and(|token| token.is(b'-')) || is(at + 1, Class::Article) {
            at + 2
        } else {
            at + 1
        };
        return match words.value(next, Class::Magnitude) {
            Some(12) => Some((6000, next + 1)),
            None if is(next, Class::Unit) => Some((500, next)),
            _ => None,
        };
    }
    if is(at, Class::Vague) {
        let counted = is(at + 1, Class::Cardinal)
            || is(at + 1, Class::Tens)
            || words.get(at + 1).is_some_and(|token| token.kind == Kind::Digits);
        let large = if is(at + 1, Class::Magnitude) { at + 2 } else { at + 1 };
        return (!counted).then_some((VAGUE, large));
    }
    if is(at, Class::Magnitudes) {
        if !words.is_word(at + 1, "of") {
            return None;
        }
        let more = is(at + 2, Class::Magnitudes) && words.is_word(at + 3, "of");
        return Some((VAGUE, if more { at + 4 } else { at + 2 }));
    }
    if words.get(at)?.kind == Kind::Digits { digits(words, at) } else { spelled(words, at) }
}

/// "2", "2.5", "1,200", "2 1/2".
fn digits(words: &TextTokens<'_>, at: usize) -> Option<(i64, usize)> {
    let mut value = words.digits(at)?;
    let mut end = at + 1;
    // At most five groups: more is not a number, and would let the scan run on.
    while end < at + 10
        && words.glued_mark(end, b',')
        && words.places(end + 1) == 3
        && words.get(end + 1).is_some_and(|token| token.kind == Kind::Digits && !token.spaced())
    {
        value = value.saturating_mul(1000).saturating_add(words.digits(end + 1)?).min(LIMIT);
        end += 2;
    }
    let mut thousandths = value.min(LIMIT).saturating_mul(1000);
    let decimals = words.get(end + 1).is_some_and(|token| token.kind == Kind::Digits && !token.spaced());
    if words.glued_mark(end, b'.') && decimals && words.places(end + 1) <= 3 {
        let places = u32::try_from(words.places(end + 1)).unwrap_or(3);
        thousandths += words.digits(end + 1)? * 10_i64.pow(3 - places);
        end += 2;
    } else if words.digits(end) == Some(1)
        && words.glued_mark(end + 1, b'/')
        && words.digits(end + 2) == Some(2)
    {
        thousandths += 500;
        end += 3;
    }
    let glued_letters = words.get(end).is_some_and(|token| token.kind == Kind::Word && !token.spaced());
    (words.stands_alone(at, end) || glued_letters && words.stands_alone(at, words.tokens.len()))
        .then_some((thousandths, end))
}

/// "five", "twenty", "twenty-five".
fn spelled(words: &TextTokens<'_>, at: usize) -> Option<(i64, usize)> {
    if let Some(one) = words.value(at, Class::Cardinal) {
        return Some((one * 1000, at + 1));
    }
    let tens = words.value(at, Class::Tens)?;
    let next = if words.get(at + 1).is_some_and(|token| token.is(b'-')) { at + 2 } else { at + 1 };
    match words.value(next, Class::Cardinal) {
        Some(ones @ 1..=9) => Some(((tens + ones) * 1000, next + 1)),
        _ => Some((tens * 1000, at + 1)),
    }
}

/// "two hundred and fifty", "2.5 million", "three dozen".
fn magnitudes(words: &TextTokens<'_>, value: i64, end: usize) -> (i64, usize) {
    let (mut total, mut part, mut end) = (0_i64, value, end);
    // A number has few magnitudes; more is not a number, and would let the scan run on.
    for _ in 0..4 {
        let Some(magnitude) = words.value(end, Class::Magnitude) else { break };
        part = part.saturating_mul(magnitude).min(LIMIT);
        end += 1;
        let joined = if words.is_word(end, "and") { end + 1 } else { end };
        if let Some((more, after)) = spelled(words, joined) {
            if magnitude >= 1000 {
                total += part;
                part = more;
            } else {
                part += more;
            }
            end = after;
        }
    }
    (total.saturating_add(part).min(LIMIT), end)
}

/// "two and a half", "two-and-a-half".
fn with_half(words: &TextTokens<'_>, value: i64, end: usize) -> (i64, usize) {
    let dash = |at: usize| if words.get(at).is_some_and(|token| token.is(b'-')) { at + 1 } else { at };
    let and = dash(end);
    let article = dash(and + 1);
    let half = dash(article + 1);
    if words.is_word(and, "and") && words.is_word(article, "a") && words.is_word(half, "half") {
        (value + 500, half + 1)
    } else {
        (value, end)
    }
}

/// An ordinal number up to 99, and the token after it.
pub fn ordinal(words: &TextTokens<'_>, at: usize) -> Option<(i64, usize)> {
    if let Some(value) = words.digits(at) {
        let suffix = words.get(at + 1).is_some_and(|token| !token.spaced())
            && words.is_any(at + 1, &["st", "nd", "rd", "th"]);
        return ((1..=99).contains(&value) && suffix && words.stands_alone(at, at + 2))
            .then_some((value, at + 2));
    }
    if let Some(value) = words.value(at, Class::Ordinal) {
        return Some((value, at + 1));
    }
    let tens = words.value(at, Class::Tens)?;
    let next = if words.get(at + 1).is_some_and(|token| token.is(b'-')) { at + 2 } else { at + 1 };
    words.value(next, Class::Ordinal).filter(|ones| *ones < 10).map(|ones| (tens + ones, next + 1))
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::*;

    fn read(text: &str, reader: fn(&TextTokens<'_>, usize) -> Option<(i64, usize)>) -> Option<(i64, usize)> {
        let tokens = lex(text);
        reader(&TextTokens { text, tokens: &tokens }, 0)
    }

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        for (text, thousandths) in [
            ("five", 5_000),
            ("twenty-five years", 25_000),
            ("1,200 days", 1_200_000),
            ("2.5 hours", 2_500),
            ("2 1/2 hours", 2_500),
            ("two and a half years", 2_500),
            ("two hundred and fifty days", 250_000),
            ("a hundred years", 100_000),
            ("a dozen weeks", 12_000),
            ("half a dozen weeks", 6_000),
            ("a couple of days", 2_000),
            ("half an hour", 500),
            ("several years", VAGUE),
            ("dozens of years", VAGUE),
            ("a few days", VAGUE),
        ] {
            assert_eq!(read(text, cardinal).map(|(value, _)| value), Some(thousandths), "{text}");
        }
        for text in ["a year", "year", "hundreds", "half the year", ""] {
            assert_eq!(read(text, cardinal), None, "{text}");
        }
    }

    #[test]
    fn ordinals_are_read_in_digits_and_words() {
        for (text, value) in [("first", 1), ("21st", 21), ("twenty-first", 21), ("thirtieth", 30), ("3rd", 3)]
        {
            assert_eq!(read(text, ordinal).map(|(value, _)| value), Some(value), "{text}");
        }
        assert_eq!(read("21", ordinal), None);
    }
}
