//! The unit next to a number: its name, and how a written value is converted for comparison.

use std::sync::LazyLock;

use super::super::lexeme::Lexeme;
use super::super::lexicon;
use super::currency;
use super::phrases::Phrases;

/// The unit used for comparison, and how to convert to it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Measure {
    name: &'static str,
    factor: f64,
    offset: f64,
}

static UNITS: LazyLock<Phrases<Measure>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../../../../assets/lexicon/units.txt"))
        .filter_map(|fields| {
            let offset = fields.get(3).and_then(|offset| offset.parse().ok()).unwrap_or_default();
            let measure = Measure { name: fields.get(1)?, factor: fields.get(2)?.parse().ok()?, offset };
            Some((fields[0], measure))
        })
        .collect()
});

/// The unit of a number, and the words of both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    /// Its name; empty if the number has none.
    pub name: &'static str,
    /// The factor for the number as written.
    pub factor: f64,
    /// What is added afterwards.
    pub offset: f64,
    /// The first word of number and unit.
    pub first: usize,
    /// One past the last.
    pub end: usize,
}

impl Unit {
    /// The converted value of a number as written.
    pub(super) fn apply(&self, value: f64) -> f64 {
        value * self.factor + self.offset
    }
}

/// The unit of a number that covers the given words; it does not begin before `free`.
pub(super) fn beside(words: &[Lexeme<'_>], (first, end): (usize, usize), value: f64, free: usize) -> Unit {
    let none = Unit { name: "", factor: 1.0, offset: 0.0, first, end };
    money(words, &none, value, free)
        .or_else(|| magnitude(words, &none, free))
        .or_else(|| after(words, &none, value))
        .unwrap_or(none)
}

/// "$1.2 million", "USD 34.6 million", "£5 m".
fn money(words: &[Lexeme<'_>], number: &Unit, value: f64, free: usize) -> Option<Unit> {
    let (name, first) = currency::before(words, number.first, value, free)?;
    let (factor, end) = currency::scale(words, number.end).unwrap_or((1.0, number.end));
    Some(Unit { name, factor, first, end, ..*number })
}

/// "a magnitude 6.4 quake", "a magnitude-6.4 quake", "a magnitude of 6.4".
fn magnitude(words: &[Lexeme<'_>], number: &Unit, free: usize) -> Option<Unit> {
    let back = number.first.checked_sub(1).filter(|at| *at >= free)?;
    let linked = words[back].lower == "of" || words[back].lower == "-" && words[back].joined;
    let first = if linked { back.checked_sub(1).filter(|at| *at >= free)? } else { back };
    let measure = UNITS.word(&words[first]).filter(|measure| measure.name == "magnitude")?;
    Some(Unit { name: measure.name, first, ..*number })
}

/// "12 miles", "7.5 per cent", "a three-day strike", "34.6 million euros".
fn after(words: &[Lexeme<'_>], number: &Unit, value: f64) -> Option<Unit> {
    let hyphen = usize::from(words.get(number.end).is_some_and(|word| word.lower == "-" && word.joined));
    let at = number.end + hyphen;
    if let Some((length, Measure { name, factor, offset })) = UNITS.from(words, at) {
        return Some(Unit { name, factor, offset, end: at + length, ..*number });
    }
    let (name, end) = currency::after(words, at, value)?;
    Some(Unit { name, end, ..*number })
}
