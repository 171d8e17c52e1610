//! Abbreviations that are written with a full stop, and whether a sentence may end there.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What may follow an abbreviation's full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// A name or noun; no sentence ends here.
    Name,
    /// No sentence ends here if a digit follows.
    Number,
    /// No sentence ends here.
    Inner,
    /// A sentence ends here before a capital, unless that begins the name of a day, a month or a time zone.
    Hour,
    /// A sentence may end here.
    Any,
}

static LIST: LazyLock<FxHashMap<&'static str, Follow>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/lexicon/abbreviations.txt").lines();
    let entry = |line: &'static str| {
        let (word, sort) = line.split_once('\t')?;
        let follow = match sort.trim_end() {
            "name" => Follow::Name,
            "number" => Follow::Number,
            "inner" => Follow::Inner,
            "hour" => Follow::Hour,
            _ => Follow::Any,
        };
        Some((word, follow))
    };
    lines.filter(|line| !line.starts_with('#')).filter_map(entry).collect()
});

/// Longest abbreviation looked up, in bytes.
const LONGEST: usize = 10;

/// What a word before a full stop (given without it) abbreviates, if anything: a listed abbreviation, an initial, or
/// letters with full stops between them.
#[must_use]
pub fn follow(word: &str) -> Option<Follow> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut letters = word.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return only.is_uppercase().then_some(Follow::Name);
    }
    let mut lower = [0_u8; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let listed = std::str::from_utf8(lower).ok().and_then(|lower| LIST.get(lower)).copied();
    listed.or_else(|| is_dotted(word).then_some(Follow::Any))
}

/// Letters with single full stops between: `U.S`, `a.m`, `Ph.D`.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| (1..=2).contains(&part.len()) && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_distinguished_from_words() {
        for (word, expected) in [
            ("Gen", Some(Follow::Name)),
            ("K", Some(Follow::Name)),
            ("U.S", Some(Follow::Any)),
            ("p.m", Some(Follow::Hour)),
            ("Sept", Some(Follow::Number)),
            ("harbour", None),
            ("3.5", None),
            ("", None),
        ] {
            assert_eq!(follow(word), expected, "{word}");
        }
    }
}
