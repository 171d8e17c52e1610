//! Ranges: two numbers that bound one, "between 20 and 30", "$2 million to $3 million", "more than 100 but fewer than 150".

use super::super::lexeme::Lexeme;
use super::super::lexicon::WordClass;
use super::super::number::{self, Number};
use super::unit::{self, Unit};
use super::{Core, Quantity, hedge};

/// The rule for such a quantity.
pub(super) const RULE: &str = "number/range";

/// "between 20 and 30", "20 to 30", "20-30", "nine or ten", "anywhere from 10 to 15".
pub(super) fn read(words: &[Lexeme<'_>], at: usize) -> Option<Core> {
    let (start, opening) = opening(words, at);
    let low = number::read(words, start)?;
    let (link, high_at) = link_after(words, low.end)?;
    let high = number::read(words, high_at)?;
    if is_step(words, start, low.end) {
        return None;
    }
    let low_value = shared_scale(words, &low, &high);
    holds(words, (start, link, opening), (low_value, high.value)).then_some(Core {
        first: at,
        end: high.end,
        low: low_value,
        high: Some(high.value),
        floor: None,
        whole: None,
        rule: RULE,
    })
}

/// "between $2 million and $3 million", "20 km to 30 km": both numbers have the unit; the core is in the unit as written.
pub(super) fn with_units(words: &[Lexeme<'_>], at: usize, free: usize) -> Option<(Core, Unit)> {
    let (start, opening) = opening(words, at);
    // A currency may intervene between "between" and the first number.
    let start = (start..start + 2).find(|place| number::read(words, *place).is_some())?;
    let low = number::read(words, start)?;
    let low_unit = unit::beside(words, (low.first, low.end), low.value, free.max(start.saturating_sub(2)));
    let (link, high_at) = link_after(words, low_unit.end)?;
    let high_at = (high_at..high_at + 2).find(|place| number::read(words, *place).is_some())?;
    let high = number::read(words, high_at)?;
    let high_unit = unit::beside(words, (high.first, high.end), high.value, low_unit.end);
    let lacking = low_unit.name.is_empty() || high_unit.name.is_empty();
    let (name, scale) = (high_unit.name.max(low_unit.name), shared_scale(words, &low, &high) / low.value);
    let alike = low_unit.name == high_unit.name && (low_unit.factor - high_unit.factor).abs() < 1e-9;
    // "$2-3 million": the mark is written once, before the range.
    let marked_once = lacking && low_unit.first < low.first && high_unit.name.is_empty();
    if name.is_empty() || !(alike || marked_once) {
        return None;
    }
    let value = low.value * if marked_once { scale } else { 1.0 };
    let first = if start > at { at } else { low_unit.first };
    let (from_low, from_high) = if marked_once { (1.0, 1.0) } else { (low_unit.factor, high_unit.factor) };
    let core = Core {
        first,
        end: high_unit.end,
        low: value * from_low,
        high: Some(high.value * from_high),
        floor: None,
        whole: None,
        rule: RULE,
    };
    let unit = Unit { name, factor: 1.0, offset: low_unit.offset, first, end: high_unit.end };
    holds(words, (low_unit.first, link, opening), (core.low, high.value * from_high)).then_some((core, unit))
}

/// Words that introduce a range before its first number.
#[derive(Clone, Copy, PartialEq)]
enum Opening {
    None,
    Between,
    From,
}

/// Where the first number of a range may begin, and what introduces it: "between 20", "anywhere from 10", "ranging from 10".
fn opening(words: &[Lexeme<'_>], at: usize) -> (usize, Opening) {
    static FROM: WordClass = WordClass::named("words before \"from\" that open a range");
    if is(words, at, "between") {
        return (at + 1, Opening::Between);
    }
    let first = words.get(at).map_or("", |word| &*word.lower);
    if FROM.has(first) && is(words, at + 1, "from") {
        return (at + 2, Opening::From);
    }
    (at, Opening::None)
}

/// Whether two numbers joined by a word form a range.
fn holds(words: &[Lexeme<'_>], (at, link, opening): (usize, &str, Opening), (low, high): (f64, f64)) -> bool {
    let before = at.checked_sub(1).map_or("", |before| &*words[before].lower);
    // "rose from 3 to 5" is a change; "from 10 to 15 people" at the beginning of a sentence is not.
    let opens = at < 2 || matches!(&*words[at - 2].lower, "." | "!" | "?" | ":" | ";" | "“" | "\"" | "that");
    let changes = opening == Opening::None && before == "from" && !opens;
    let joined = match link {
        "and" => opening == Opening::Between,
        _ => !changes,
    };
    joined && high > low
}

/// "2 to 3 million" means two million to three; "12 or a million" does not mean twelve million.
fn shared_scale(words: &[Lexeme<'_>], low: &Number, high: &Number) -> f64 {
    let factor = scale_of(words, high);
    let far = high.value >= 1000.0 * low.value;
    let shared = low.value < 1000.0 && factor > 1.0 && far && low.value * factor <= high.value;
    if shared { low.value * factor } else { low.value }
}

/// The scale a number ends in.
fn scale_of(words: &[Lexeme<'_>], number: &Number) -> f64 {
    match &*words[number.end - 1].lower {
        "thousand" => 1e3,
        "lakh" | "lakhs" => 1e5,
        "million" | "m" | "mn" | "mln" => 1e6,
        "crore" | "crores" => 1e7,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        _ => 1.0,
    }
}

/// The word that joins two numbers into a range, and where the second begins.
fn link_after<'t>(words: &'t [Lexeme<'_>], end: usize) -> Option<(&'t str, usize)> {
    let link = words.get(end)?;
    let next = end + 1;
    words.get(next)?;
    match &*link.lower {
        "and" | "or" | "to" => Some((&link.lower, next)),
        "-" | "–" | "—" if link.joined && words[next].joined => Some(("to", next)),
        _ => None,
    }
}

/// "rose by 12 to 54", "fell by 3 percent to 80 pence": the amount of a change is not the figure reached. If only the second
/// number has a unit, both numbers bound the change: "fell by 20 to 30 percent".
pub(super) fn is_step(words: &[Lexeme<'_>], first: usize, end: usize) -> bool {
    static MOVES: WordClass = WordClass::named("verbs of a figure that moves by a step");
    const REACH: usize = 3;
    let Some(by) = first.checked_sub(1).filter(|by| words[*by].lower == "by") else { return false };
    let moves = words[by.saturating_sub(REACH)..by].iter().any(|word| MOVES.has(&word.lower));
    let unit = unit::beside(words, (first, end), 0.0, first);
    if !moves || !is(words, unit.end, "to") {
        return false;
    }
    let to = (unit.end + 1..unit.end + 3).find_map(|place| number::read(words, place));
    to.is_some_and(|to| {
        let moved_to = unit::beside(words, (to.first, to.end), to.value, unit.end + 1);
        !unit.name.is_empty() || moved_to.name.is_empty()
    })
}

/// The upper bound that belongs to a lower one: "more than 100 but fewer than 150"; and one past its last word.
pub(super) fn upper_end(words: &[Lexeme<'_>], end: usize, lower: &Quantity) -> Option<(f64, usize)> {
    let low = lower.low.filter(|_| lower.high.is_none())?;
    let comma = usize::from(is(words, end, ","));
    let link = end + comma;
    let linked = ["but", "and", "though", "or"].iter().any(|word| is(words, link, word));
    let (length, hedge) = hedge::from(words, link + 1).filter(|(_, hedge)| linked && hedge.is_upper())?;
    let number = (link + 1 + length..link + 3 + length).find_map(|place| number::read(words, place))?;
    let unit = unit::beside(words, (number.first, number.end), number.value, link + 1 + length);
    let same = unit.name.is_empty() && lower.unit.is_empty() || *unit.name == *lower.unit;
    let mut upper = Quantity { low: None, high: Some(unit.apply(number.value)), ..lower.clone() };
    hedge::apply(&mut upper, hedge);
    upper.high.filter(|high| same && *high >= low).map(|high| (high, unit.end))
}

fn is(words: &[Lexeme<'_>], at: usize, text: &str) -> bool {
    words.get(at).is_some_and(|word| word.lower == text)
}
