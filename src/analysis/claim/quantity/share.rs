//! Shares of a whole: "more than half of the 40", "all but two of the 14", "two out of five".
//!
//! A share of a counted whole is a number of its own, and the whole is not the figure; a share of a whole that is not counted
//! is a percentage, if it is stated explicitly.

use super::super::lexeme::Lexeme;
use super::super::lexicon::WordClass;
use super::super::number;
use super::hedge::Hedge;
use super::{Core, Quantity};

/// The rule for the whole of a share: "the 40" in "half of the 40".
pub const WHOLE: &str = "share/whole";

/// The rule for a share of a counted whole.
pub const OF: &str = "share/of";

/// The rule for a ratio: so many out of every so many.
pub const RATIO: &str = "share/ratio";

/// Words for a share, with the least and greatest part of the whole that they mean; a majority is a little over half.
const PARTS: &[(&[&str], f64, f64)] = &[
    (&["half"], 0.5, 0.5),
    (&["one", "half"], 0.5, 0.5),
    (&["a", "third"], 1.0 / 3.0, 1.0 / 3.0),
    (&["one", "third"], 1.0 / 3.0, 1.0 / 3.0),
    (&["two", "thirds"], 2.0 / 3.0, 2.0 / 3.0),
    (&["a", "quarter"], 0.25, 0.25),
    (&["one", "quarter"], 0.25, 0.25),
    (&["three", "quarters"], 0.75, 0.75),
    (&["a", "fifth"], 0.2, 0.2),
    (&["one", "fifth"], 0.2, 0.2),
    (&["two", "fifths"], 0.4, 0.4),
    (&["three", "fifths"], 0.6, 0.6),
    (&["four", "fifths"], 0.8, 0.8),
    (&["a", "tenth"], 0.1, 0.1),
    (&["most"], 0.5, 1.0),
    (&["the", "majority"], 0.5, 1.0),
    (&["a", "majority"], 0.5, 1.0),
];

/// Words between "of" and the number of a whole.
static LINKS: WordClass = WordClass::named("words before a whole");

/// The share that begins at a word, before any hedge is applied.
pub(super) fn read(words: &[Lexeme<'_>], at: usize) -> Option<Core> {
    all_but(words, at).or_else(|| part_of_a_whole(words, at)).or_else(|| ratio(words, at))
}

/// "half of the 40", "two-thirds of its 90", "most of the 12", "half the 40".
fn part_of_a_whole(words: &[Lexeme<'_>], at: usize) -> Option<Core> {
    let (low, high, end) = PARTS.iter().find_map(|(phrase, low, high)| {
        let mut place = at;
        for (index, word) in phrase.iter().enumerate() {
            if index > 0 && is(words, place, "-") {
                place += 1;
            }
            if !is(words, place, word) {
                return None;
            }
            place += 1;
        }
        Some((*low, *high, place))
    })?;
    // "half the 40" needs no "of".
    let of = is(words, end, "of");
    let whole = whole_at(words, end + usize::from(of), of || is(words, end, "the"))?;
    let (down, up) =
        if low < high { ((low * whole).floor() + 1.0, high * whole) } else { around(low * whole) };
    Some(Core { first: at, end, low: down, high: Some(up), floor: None, whole: Some(whole), rule: OF })
}

/// A third of 31 is ten or eleven.
fn around(value: f64) -> (f64, f64) {
    ((value * 0.95).floor(), (value * 1.05).ceil())
}

/// Applies a hedge to a share: "more than half of the 40" is at least 21 and at most 40.
pub(super) fn apply(share: &mut Quantity, whole: f64, hedge: Hedge) {
    let middle = share.low.zip(share.high).map_or(0.0, |(low, high)| f64::midpoint(low, high));
    match hedge {
        Hedge::Over => (share.low, share.high) = (Some(middle.floor() + 1.0), Some(whole)),
        Hedge::Least => (share.low, share.high) = (Some(middle.ceil()), Some(whole)),
        Hedge::Most => (share.low, share.high) = (Some(0.0), Some(middle.floor())),
        Hedge::Under => (share.low, share.high) = (Some(0.0), Some(middle.ceil() - 1.0)),
        Hedge::Nearly => share.high = Some(middle.ceil()),
        Hedge::About | Hedge::Exact => {}
    }
}

/// The number of a whole after "of" or "the": "the 40", "its 90", "some 200".
fn whole_at(words: &[Lexeme<'_>], at: usize, linked: bool) -> Option<f64> {
    let links = words.iter().skip(at).take(2).take_while(|word| LINKS.has(&word.lower)).count();
    let number = number::read(words, at + links)?;
    (linked && number.value > 1.0 && number.value.fract() == 0.0).then_some(number.value)
}

/// "all but two of the 14": what is left of them.
fn all_but(words: &[Lexeme<'_>], at: usize) -> Option<Core> {
    if !(is(words, at, "all") && is(words, at + 1, "but")) {
        return None;
    }
    let out = number::read(words, at + 2)?;
    let whole = if is(words, out.end, "of") { whole_at(words, out.end + 1, true) } else { None };
    let left = whole.map(|whole| whole - out.value).filter(|left| *left >= 0.0);
    // The whole is not given: at least one, and not a count.
    let low = left.unwrap_or(1.0);
    let rule = if left.is_some() { OF } else { RATIO };
    Some(Core { first: at, end: out.end, low, high: left, floor: None, whole: None, rule })
}

/// "two out of five", "nine in ten": so many out of every so many.
fn ratio(words: &[Lexeme<'_>], at: usize) -> Option<Core> {
    static TIMES: WordClass = WordClass::named("units that a ratio is not of");
    static OPENING: WordClass = WordClass::named("words before a ratio");
    let part = number::read(words, at)?;
    let out = is(words, part.end, "out") && is(words, part.end + 1, "of");
    let each = is(words, part.end, "in");
    let of = number::read(words, part.end + if out { 2 } else { 1 }).filter(|_| out || each)?;
    let small =
        |value: f64| value <= 10.0 || [20.0, 50.0, 100.0, 1000.0, 10_000.0, 100_000.0].contains(&value);
    let time = words.get(of.end).is_none_or(|word| TIMES.has(&word.lower) || word.lower == "-");
    let opens = at
        .checked_sub(1)
        .is_none_or(|before| matches!(&*words[before].lower, "." | ",") || OPENING.has(&words[before].lower));
    let fits = part.value < of.value && part.value >= 1.0 && small(of.value) && !time && (out || opens);
    let share = part.value / of.value * 100.0;
    fits.then_some(Core {
        first: at,
        end: of.end,
        low: share,
        high: Some(share),
        floor: None,
        whole: None,
        rule: RATIO,
    })
}

/// Whether a number is the whole that a share or another number is taken from: "the 40" in "twelve of the 40".
pub(super) fn is_whole(words: &[Lexeme<'_>], number: usize) -> bool {
    let mut at = number;
    let links = words[..at].iter().rev().take(2).take_while(|word| LINKS.has(&word.lower)).count();
    let half_the = |at: usize| at.checked_sub(1).is_some_and(|half| is(words, half, "half"));
    at -= links;
    if links > 0 && half_the(at) {
        return true;
    }
    let Some(of) = at.checked_sub(1).filter(|of| is(words, *of, "of")) else { return false };
    let out = of.checked_sub(1).is_some_and(|out| is(words, out, "out"));
    let end = of - usize::from(out);
    // "twelve of the 40", "half of the 40", "two thirds of its 90", "most of the 12", "out of 40"
    (1..=4).filter_map(|length| end.checked_sub(length)).any(|first| {
        let counted = number::read(words, first).is_some_and(|part| part.end == end);
        let named = PARTS
            .iter()
            .any(|(phrase, ..)| phrase.last().is_some_and(|last| first + 1 == end && is(words, first, last)));
        counted || named || first + 1 == end && is(words, first, "none")
    })
}

fn is(words: &[Lexeme<'_>], at: usize, text: &str) -> bool {
    words.get(at).is_some_and(|word| word.lower == text)
}
