//! Currencies before and after an amount: "$1.2 million", "USD 34.6 million", "Rs 500 crore", "12 billion won".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::lexeme::Lexeme;
use super::super::lexicon;
use super::phrases::Phrases;

/// A currency as it is written next to an amount.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Currency {
    /// Its ISO 4217 code, or a name if the word denotes several: "peso".
    code: &'static str,
    /// Whether the word has other meanings, so that only a large amount is read as money.
    ambiguous: bool,
}

/// The least amount that is read as money next to an ambiguous word.
const LEAST: f64 = 1000.0;

/// Scales that are written as one letter after an amount with a currency before it: "$5 m", "Rs 20 cr".
const SCALES: &[(&str, f64)] =
    &[("k", 1e3), ("m", 1e6), ("mm", 1e6), ("mil", 1e6), ("b", 1e9), ("t", 1e12), ("tn", 1e12), ("cr", 1e7)];

struct Currencies {
    /// Marks and codes, as written.
    marks: FxHashMap<&'static str, Currency>,
    names: Phrases<Currency>,
}

static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| {
    let mut marks = FxHashMap::default();
    let mut names = Vec::new();
    for [code, before, after] in lexicon::rows(include_str!("../../../../assets/lexicon/currencies.txt")) {
        let (code, word_too) = code.strip_prefix('~').map_or((code, false), |code| (code, true));
        let listed = |list: &'static str| {
            list.split(", ").filter(|one| *one != "-").map(move |one| {
                let word = one.strip_prefix('~').unwrap_or(one);
                (word, Currency { code, ambiguous: word != one })
            })
        };
        if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            marks.insert(code, Currency { code, ambiguous: word_too });
        }
        marks.extend(listed(before));
        names.extend(listed(after));
    }
    Currencies { marks, names: names.into_iter().collect() }
});

/// Whether letters before digits are a currency: "Rs", "KSh", "USD".
pub(crate) fn is_mark(word: &str) -> bool {
    CURRENCIES.marks.contains_key(word)
}

/// Whether letters joined to digits are a currency: "Rs500", "N45 billion", but "B52" and "N95".
pub(crate) fn is_mark_of(word: &str, value: f64) -> bool {
    CURRENCIES.marks.get(word).is_some_and(|currency| !currency.ambiguous || value >= LEAST)
}

/// The currency before an amount whose number begins at a word: its code, and where its mark begins.
pub(super) fn before(
    words: &[Lexeme<'_>],
    number: usize,
    value: f64,
    free: usize,
) -> Option<(&'static str, usize)> {
    let mut at = number.checked_sub(1)?;
    // "Rs. 500": the full stop is part of the mark.
    if words[at].written == "." && words[at].joined {
        at = at.checked_sub(1)?;
    }
    let currency = CURRENCIES.marks.get(words.get(at).filter(|_| at >= free)?.written)?;
    (!currency.ambiguous || value >= LEAST).then_some((currency.code, at))
}

/// The currency after an amount: its code, and one past its last word.
pub(super) fn after(words: &[Lexeme<'_>], end: usize, value: f64) -> Option<(&'static str, usize)> {
    if let Some(currency) = words.get(end).and_then(|word| CURRENCIES.marks.get(word.written)) {
        let joined = words[end].joined || words[end].written.len() == 3;
        let fits = joined && (!currency.ambiguous || value >= LEAST);
        return fits.then_some((currency.code, end + 1));
    }
    let (length, currency) = CURRENCIES.names.from(words, end)?;
    (!currency.ambiguous || value >= LEAST).then_some((currency.code, end + length))
}

/// The factor that a letter after an amount of money stands for, and one past it.
pub(super) fn scale(words: &[Lexeme<'_>], end: usize) -> Option<(f64, usize)> {
    // "a $20 T-shirt"
    let joined = words.get(end + 1).is_some_and(|next| next.joined && next.lower == "-");
    let word = words.get(end).filter(|_| !joined)?;
    SCALES.iter().find(|(letters, _)| *letters == word.lower).map(|&(_, factor)| (factor, end + 1))
}
