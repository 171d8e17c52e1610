//! Vague quantities and zero: "dozens of", "several hundred", "no one".

use std::sync::LazyLock;

use super::super::lexeme::Lexeme;
use super::super::lexicon;
use super::Core;
use super::phrases::Phrases;

/// The rule for nobody and nothing.
pub(super) const NONE: &str = "number/none";

#[derive(Clone, Copy)]
struct Vague {
    low: f64,
    high: Option<f64>,
    floor: f64,
}

static VAGUE: LazyLock<Phrases<Vague>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../../assets/lexicon/vague-quantities.txt"))
        .filter_map(|[phrase, low, high, floor]| {
            Some((
                phrase,
                Vague { low: low.parse().ok()?, high: high.parse().ok(), floor: floor.parse().ok()? },
            ))
        })
        .collect()
});

/// A vague word or phrase; the longest wins.
pub(super) fn read(words: &[Lexeme<'_>], at: usize) -> Option<Core> {
    let (length, entry) = VAGUE.from(words, at)?;
    Some(Core {
        first: at,
        end: at + length,
        low: entry.low,
        high: entry.high,
        floor: Some(entry.floor),
        whole: None,
        rule: "number/vague",
    })
}

/// "no", "none": explicitly nobody or nothing.
pub(super) fn none_at_all(words: &[Lexeme<'_>], at: usize) -> Option<Core> {
    const HEDGES_AND_IDIOMS: &[&str] = &["more", "less", "fewer", "longer", "doubt", "one", "matter", "."];
    // "no-one"
    let hyphen = usize::from(words.get(at + 1).is_some_and(|word| word.joined && word.lower == "-"));
    let next = words.get(at + 1 + hyphen).map_or(".", |word| &*word.lower);
    // "no immediate toll" does not count anybody.
    let no_count = words.iter().skip(at + 1).take(2).any(|word| &*word.lower == "toll");
    let zero = match &*words[at].lower {
        "no" => !HEDGES_AND_IDIOMS.contains(&next) && !no_count,
        "none" => true,
        _ => false,
    };
    let nobody = words[at].lower == "no" && next == "one" || words[at].lower == "nobody";
    (zero || nobody).then(|| Core {
        first: at,
        end: at + 1 + if next == "one" { hyphen + 1 } else { 0 },
        low: 0.0,
        high: Some(0.0),
        floor: None,
        whole: None,
        rule: NONE,
    })
}
