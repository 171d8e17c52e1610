//! Quantities with bounds: a number, vague or exact, with the words that hedge it and its unit.
//!
//! This reads words, not grammar: `count` determines what is counted and its predicate. The hedges, vague words, units and
//! currencies are listed in `assets/lexicon/`.

pub(crate) mod currency;
mod hedge;
mod phrases;
mod range;
pub mod share;
mod unit;
mod vague;

pub use hedge::{OVER, UNDER};

use super::Quantity;
use super::lexeme::{self, Lexeme};
use super::number;
use unit::Unit;

/// Finds every quantity of a text, by start; none overlap.
#[must_use]
pub fn find(text: &str) -> Vec<Quantity> {
    let words = lexeme::cut(text);
    let mut found = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at < words.len() {
        match quantity_at(&words, at, free) {
            Some((quantity, end)) => {
                found.push(quantity);
                (at, free) = (end, end);
            }
            None => at += 1,
        }
    }
    found
}

/// A number with its bounds as written, before its unit and its hedges are applied.
#[derive(Clone, Copy, Debug)]
struct Core {
    /// First word.
    first: usize,
    /// One past the last.
    end: usize,
    low: f64,
    high: Option<f64>,
    /// The least that a vague word can mean.
    floor: Option<f64>,
    /// The whole that it is a share of.
    whole: Option<f64>,
    rule: &'static str,
}

/// The quantity whose number begins at a word, and the word after it. Hedges and signs may begin before that word, but not
/// before `free`, where the previous quantity ends.
fn quantity_at(words: &[Lexeme<'_>], at: usize, free: usize) -> Option<(Quantity, usize)> {
    if let Some((core, unit)) = range::with_units(words, at, free) {
        return Some(hedged(words, &core, &unit, free));
    }
    let core = share::read(words, at)
        .or_else(|| range::read(words, at))
        .or_else(|| vague::read(words, at))
        .or_else(|| vague::none_at_all(words, at))
        .or_else(|| plain(words, at))?;
    if ordinal_or_age(words, core.end) || range::is_step(words, core.first, core.end) {
        return None;
    }
    let unit = if core.rule == share::RATIO {
        Unit { name: "%", factor: 1.0, offset: 0.0, first: core.first, end: core.end }
    } else {
        unit::beside(words, (core.first, core.end), core.low, free)
    };
    Some(hedged(words, &core, &unit, free))
}

/// A number by itself.
fn plain(words: &[Lexeme<'_>], at: usize) -> Option<Core> {
    let number = number::read(words, at)?;
    let rule = if share::is_whole(words, at) { share::WHOLE } else { "number/bare" };
    Some(Core {
        first: at,
        end: number.end,
        low: number.value,
        high: Some(number.value),
        floor: None,
        whole: None,
        rule,
    })
}

/// "34-year-old", "aged 34" and "5th" count nothing.
fn ordinal_or_age(words: &[Lexeme<'_>], end: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", |word| &*word.lower);
    let age = |at: usize| word(at) == "year" && matches!(word(at + 1), "-" | "old");
    age(end + usize::from(word(end) == "-"))
        || (word(end).starts_with("year") && word(end + 1) == "old")
        || (word(end).starts_with("year") && word(end + 1) == "of" && word(end + 2) == "age")
}

/// Applies the hedges on both sides, at most two before and one after: "at least some 20", "20 or more".
fn hedged(words: &[Lexeme<'_>], core: &Core, unit: &Unit, free: usize) -> (Quantity, usize) {
    let mut first = unit.first;
    let mut end = unit.end;
    let mut hedges = Vec::new();
    for _ in 0..2 {
        let Some((length, hedge)) = hedge::until(words, free, first) else { break };
        first -= length;
        hedges.push(hedge);
    }
    if let Some((length, hedge)) = hedge::after(words, end).filter(|_| core.rule != vague::NONE) {
        end += length;
        hedges.push(hedge);
    }
    let mut quantity = Quantity {
        low: Some(unit.apply(core.low)),
        high: core.high.map(|high| unit.apply(high)),
        approximate: core.floor.is_some(),
        floor: core.floor.map(|floor| unit.apply(floor)),
        unit: unit.name.into(),
        factor: unit.factor,
        span: words[first].span.cover(words[end - 1].span),
        rule: core.rule,
    };
    for hedge in hedges {
        match core.whole {
            Some(whole) => share::apply(&mut quantity, whole, hedge),
            None => hedge::apply(&mut quantity, hedge),
        }
    }
    if let Some((high, after)) = range::upper_end(words, end, &quantity) {
        quantity.high = Some(high);
        end = after;
        quantity.span = words[first].span.cover(words[end - 1].span);
        quantity.rule = range::RULE;
    }
    (quantity, end)
}

#[cfg(test)]
mod tests;
