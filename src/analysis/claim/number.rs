//! Number words and numerals as values: "two thousand five hundred", "1.2 million", "half a dozen", "£3bn".
//!
//! Cardinals only: ordinals, fractions of a thing and digits within names are not counts.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexeme::Lexeme;
use super::lexicon;
use super::quantity::currency;

/// A number and the words it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
    /// Its value.
    pub value: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Unit,
    Ten,
    Scale,
    Group,
}

static WORDS: LazyLock<FxHashMap<&'static str, (f64, Sort)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../assets/lexicon/number-words.txt"))
        .filter_map(|[word, value, sort]| {
            let sort = match sort {
                "unit" => Sort::Unit,
                "ten" => Sort::Ten,
                "scale" => Sort::Scale,
                _ => Sort::Group,
            };
            Some((word, (value.parse().ok()?, sort)))
        })
        .collect()
});

/// Suffixes written directly after digits.
const SUFFIXES: &[(&str, f64)] =
    &[("k", 1e3), ("m", 1e6), ("mn", 1e6), ("bn", 1e9), ("b", 1e9), ("tn", 1e12), ("trn", 1e12)];

/// Fractions written as one character after digits.
const FRACTIONS: &[(&str, f64)] = &[("½", 0.5), ("¼", 0.25), ("¾", 0.75)];

/// Reads the number that begins at a word, if there is one; the longest reading wins.
pub(crate) fn read(words: &[Lexeme<'_>], first: usize) -> Option<Number> {
    words.get(first)?;
    half(words, first)
        .or_else(|| quarters(words, first))
        .or_else(|| digits(words, first))
        .or_else(|| spelled(words, first))
}

fn sort_of(word: &Lexeme<'_>) -> Option<(f64, Sort)> {
    WORDS.get(&*word.lower).copied()
}

fn is(words: &[Lexeme<'_>], at: usize, text: &str) -> bool {
    words.get(at).is_some_and(|word| word.lower == text)
}

/// "half a million", "half a dozen", "half-million".
fn half(words: &[Lexeme<'_>], first: usize) -> Option<Number> {
    let after_hyphen = |at: usize| at + usize::from(is(words, at, "-"));
    let article = after_hyphen(first + 1);
    if !is(words, first, "half") {
        return None;
    }
    let at = if is(words, article, "a") { after_hyphen(article + 1) } else { article };
    match sort_of(words.get(at)?)? {
        (value, Sort::Scale | Sort::Group) => Some(Number { first, end: at + 1, value: value / 2.0 }),
        _ => None,
    }
}

/// "a quarter of a million", "three quarters of a million".
fn quarters(words: &[Lexeme<'_>], first: usize) -> Option<Number> {
    let (parts, at) = match () {
        () if is(words, first, "quarter") => (1.0, first),
        () if is(words, first, "a") && is(words, first + 1, "quarter") => (1.0, first + 1),
        () if is(words, first, "three") && is(words, first + 1, "quarters") => (3.0, first + 1),
        () => return None,
    };
    let scale = words.get(at + 3).filter(|_| is(words, at + 1, "of") && is(words, at + 2, "a"))?;
    match sort_of(scale)? {
        (value, Sort::Scale) => Some(Number { first, end: at + 4, value: value * parts / 4.0 }),
        _ => None,
    }
}

/// "18", "1.2 million", "3bn", "12 dozen".
fn digits(words: &[Lexeme<'_>], first: usize) -> Option<Number> {
    let number = unattached(words, first)?;
    let before = first.checked_sub(1).filter(|_| words[first].joined);
    let attached = before.is_some_and(|before| sticks_to_a_name(&words[before], number.value));
    (!attached).then_some(number)
}

/// Digits with what follows them, whatever precedes them.
fn unattached(words: &[Lexeme<'_>], first: usize) -> Option<Number> {
    let value = words[first].numeral?;
    let mut number = Number { first, end: first + 1, value };
    if let Some(next) = words.get(number.end).filter(|next| next.joined) {
        if let Some(&(_, factor)) = SUFFIXES.iter().find(|(suffix, _)| *suffix == next.lower) {
            number.end += 1;
            number.value *= factor;
            return Some(number);
        }
        if let Some(&(_, part)) = FRACTIONS.iter().find(|(fraction, _)| *fraction == next.lower) {
            number.end += 1;
            number.value += part;
        } else if next.lower.starts_with(char::is_alphabetic) {
            return None;
        }
    }
    Some(scaled(words, and_a_half(words, number)))
}

/// "one and a half": another half of what is counted, or of the scale that follows.
fn and_a_half(words: &[Lexeme<'_>], number: Number) -> Number {
    let half = ["and", "a", "half"].iter().zip(number.end..).all(|(word, at)| is(words, at, word));
    // "two and a half dozen of them" is rare; "two and a half-hearted try" contains no such number.
    let whole =
        number.value.fract() == 0.0 && !(is(words, number.end + 3, "-") && words[number.end + 3].joined);
    if half && whole { Number { end: number.end + 3, value: number.value + 0.5, ..number } } else { number }
}

/// Digits joined to a letter, an underscore or a slash are part of a name, a date or a path, unless the letters are a
/// currency.
fn sticks_to_a_name(before: &Lexeme<'_>, value: f64) -> bool {
    before.lower.starts_with(char::is_alphabetic)
        && !before.lower.ends_with('$')
        && !currency::is_mark_of(before.written, value)
        || matches!(&*before.lower, "_" | "/" | "#" | "." | ":" | "@")
}

/// A scale word or "dozen" after a number multiplies it.
fn scaled(words: &[Lexeme<'_>], mut number: Number) -> Number {
    while let Some((at, factor)) = scale_at(words, number.end) {
        number.value *= factor;
        number.end = at + 1;
    }
    number
}

/// The scale word at a place, possibly after a hyphen: "two-million".
fn scale_at(words: &[Lexeme<'_>], place: usize) -> Option<(usize, f64)> {
    let at = place + usize::from(is(words, place, "-") && words[place].joined);
    match sort_of(words.get(at)?)? {
        (factor, Sort::Scale | Sort::Group) => Some((at, factor)),
        _ => None,
    }
}

/// "two thousand five hundred and six", "a hundred", "a dozen", "twenty-five".
fn spelled(words: &[Lexeme<'_>], first: usize) -> Option<Number> {
    let article = matches!(&*words[first].lower, "a" | "an" | "one");
    if article && let Some((at, factor)) = scale_at(words, first + 1) {
        return Some(sum(words, first, at + 1, factor));
    }
    match sort_of(&words[first])? {
        (value, Sort::Unit | Sort::Ten) => {
            let (value, end) = below_hundred(words, first, value);
            let Number { value, end, .. } = and_a_half(words, Number { first, end, value });
            Some(match scale_at(words, end) {
                Some((at, factor)) => sum(words, first, at + 1, value * factor),
                None => Number { first, end, value },
            })
        }
        _ => None,
    }
}

/// A ten takes the unit after it: "twenty-five", "twenty five".
fn below_hundred(words: &[Lexeme<'_>], at: usize, value: f64) -> (f64, usize) {
    let ten = matches!(sort_of(&words[at]), Some((_, Sort::Ten)));
    let next = at + 1 + usize::from(is(words, at + 1, "-"));
    match words.get(next).and_then(sort_of) {
        Some((unit, Sort::Unit)) if ten && (1.0..10.0).contains(&unit) => (value + unit, next + 1),
        _ => (value, at + 1),
    }
}

/// Continues with smaller groups: "two thousand | five hundred | and six"; "three hundred thousand" multiplies.
fn sum(words: &[Lexeme<'_>], first: usize, end: usize, value: f64) -> Number {
    let mut number = scaled(words, Number { first, end, value });
    loop {
        let and = is(words, number.end, "and");
        let comma = is(words, number.end, ",");
        let at = number.end + usize::from(and || comma);
        let Some((part, Sort::Unit | Sort::Ten)) = words.get(at).and_then(sort_of) else { return number };
        let (part, part_end) = below_hundred(words, at, part);
        let (part, part_end) = match scale_at(words, part_end) {
            Some((scale, factor)) => (part * factor, scale + 1),
            // "two hundred, five of them badly": a comma joins hundreds to thousands only.
            None if comma => return number,
            None => (part, part_end),
        };
        let fits = part > 0.0 && number.value % next_power(part) == 0.0;
        if !fits {
            return number;
        }
        number.value += part;
        number.end = part_end;
    }
}

/// The next power of ten above a part: the number before it must be a multiple of that.
fn next_power(part: f64) -> f64 {
    let mut power = 10.0;
    while power <= part {
        power *= 10.0;
    }
    if part < 100.0 { 100.0 } else { power }
}

#[cfg(test)]
mod tests {
    use super::super::lexeme::cut;
    use super::*;

    #[test]
    fn numbers_are_read_whole() {
        for (text, value, length) in [
            ("18 killed", 18.0, 1),
            ("two thousand five hundred strong", 2500.0, 4),
            ("two thousand five hundred and six", 2506.0, 6),
            ("twenty-five", 25.0, 3),
            ("a hundred and twenty", 120.0, 4),
            ("1.2 million", 1_200_000.0, 2),
            ("half a million", 500_000.0, 3),
            ("half a dozen", 6.0, 3),
            ("a quarter of a million", 250_000.0, 5),
            ("three quarters of a million", 750_000.0, 5),
            ("a dozen", 12.0, 2),
            ("two dozen", 24.0, 2),
            ("3bn", 3e9, 2),
            ("three hundred thousand", 300_000.0, 3),
            ("one and a half thousand", 1500.0, 5),
            ("two and a half", 2.5, 4),
            ("2½ years", 2.5, 2),
            ("1.8 bln", 1.8e9, 2),
            ("500 crore", 5e9, 2),
            ("half-million", 500_000.0, 3),
            ("two thousand, five hundred people", 2500.0, 5),
            ("two hundred, five of them", 200.0, 2),
            ("two thousand, three of them", 2000.0, 2),
            ("two and a half-hearted", 2.0, 1),
            ("one and two", 1.0, 1),
            ("six hundred and two hundred", 600.0, 2),
            ("seven eight", 7.0, 1),
        ] {
            let words = cut(text);
            let number = read(&words, 0).unwrap_or_else(|| panic!("{text}"));
            assert!((number.value - value).abs() < 1e-6, "{text}: {}", number.value);
            assert_eq!(number.end, length, "{text}");
        }
    }

    #[test]
    fn numbers_do_not_extend_beyond_the_last_word() {
        for (text, at) in [("", 0), ("two", 1), ("half", 0), ("half a", 1), ("twenty-", 0), ("quarter of", 0)]
        {
            let words = cut(text);
            let end = read(&words, at).map_or(0, |number| number.end);
            assert!(end <= words.len(), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_cardinal_is_not_read() {
        for (text, at) in
            [("third", 0), ("2nd", 0), ("737s", 0), ("B52", 0), ("a man", 0), ("half the town", 0), ("#7", 1)]
        {
            let words = cut(text);
            assert_eq!(read(&words, at), None, "{text}");
        }
    }
}
