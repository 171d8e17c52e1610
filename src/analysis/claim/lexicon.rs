//! Reads the word lists in `assets/lexicon/`: one entry per line, fields separated by tabs, comments after `#`.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexeme::lower;
use super::pattern::Pattern;
use crate::analysis::language::{Document, TokenId};

/// The entries of a list that maps a name to its words, indexed by word.
pub(crate) fn names_by_word(list: &'static str) -> HashMap<&'static str, &'static str> {
    entries(list)
        .filter_map(|fields| Some((*fields.first()?, *fields.get(1)?)))
        .flat_map(|(name, words)| words.split(", ").map(move |word| (word, name)))
        .collect()
}

/// The entries of a word list, each as its fields.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// The entries of a word list with so many columns.
pub(crate) fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    entries(list).filter_map(|fields| {
        debug_assert_eq!(fields.len(), N, "{fields:?}");
        fields.try_into().ok()
    })
}

/// The words or phrases of a field; "-" means none.
pub(crate) fn words(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(", ").filter(|word| *word != "-")
}

/// The classes of `assets/lexicon/claim-words.txt` by name.
static CLASSES: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = LazyLock::new(|| {
    entries(include_str!("../../../assets/lexicon/claim-words.txt"))
        .filter_map(|fields| Some((*fields.first()?, words(fields.get(1)?).collect())))
        .collect()
});

/// A class of words that a rule refers to.
pub(crate) struct WordClass {
    name: &'static str,
    words: OnceLock<Option<&'static FxHashSet<&'static str>>>,
}

impl WordClass {
    /// The class with that name in `assets/lexicon/claim-words.txt`.
    pub(crate) const fn named(name: &'static str) -> Self {
        Self { name, words: OnceLock::new() }
    }

    /// Whether a word, exactly as given, belongs to the class.
    pub(crate) fn has(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| CLASSES.get(self.name));
        debug_assert!(words.is_some(), "claim-words.txt has no class {}", self.name);
        words.is_some_and(|words| words.contains(word))
    }

    /// Whether the word at a token belongs to it, in any case.
    pub(crate) fn has_word(&self, document: &Document<'_>, token: TokenId) -> bool {
        self.has(&lower(document.word(token)))
    }

    /// Whether the lemma at a token belongs to it.
    pub(crate) fn has_lemma(&self, document: &Document<'_>, token: TokenId) -> bool {
        self.has(document.lemma(token))
    }
}

/// Patterns with their meanings, indexed by their first word, which is also their anchor.
pub(crate) struct PhraseTable<T>(FxHashMap<&'static str, Vec<(Pattern, T)>>);

impl<T> FromIterator<(&'static str, T)> for PhraseTable<T> {
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(phrases: I) -> Self {
        let mut by_first: FxHashMap<&'static str, Vec<_>> = FxHashMap::default();
        for (phrase, meaning) in phrases {
            let first = phrase.split(' ').next().unwrap_or_default();
            by_first.entry(first).or_default().push((Pattern::read(phrase), meaning));
        }
        Self(by_first)
    }
}

impl<T> PhraseTable<T> {
    /// The phrases that begin at a token, each with the number of words it covers in the text.
    pub(crate) fn at(&self, document: &Document<'_>, token: TokenId) -> impl Iterator<Item = (&T, u32)> {
        let opened = |word: &str| self.0.get(&*lower(word)).map_or(&[][..], Vec::as_slice);
        let (lemma, word) = (opened(document.lemma(token)), opened(document.word(token)));
        let other = if std::ptr::eq(lemma, word) { &[][..] } else { word };
        lemma.iter().chain(other).filter_map(move |(pattern, meaning)| {
            let found = pattern.at(document, token)?;
            Some((meaning, found.last.0 + 1 - found.first.0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_by_lemma_or_word_where_they_begin() {
        let table: PhraseTable<u8> =
            [("brake fail", 1), ("in * order", 2), ("brakes", 3)].into_iter().collect();
        for (text, expected) in [
            ("Its brakes failed.", vec![(1, 2), (3, 1)]),
            ("They were in good working order.", vec![(2, 4)]),
            ("They were in order.", vec![(2, 2)]),
        ] {
            let document = Document::read(text);
            let found: Vec<(u8, u32)> = document
                .token_ids()
                .flat_map(|token| {
                    table.at(&document, token).map(|(meaning, length)| (*meaning, length)).collect::<Vec<_>>()
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_class_contains_its_words_in_any_case() {
        static SEASONS: WordClass = WordClass::named("seasons");
        assert!(SEASONS.has("winter") && !SEASONS.has("window"));
        let document = Document::read("Winter came late.");
        assert!(document.token_ids().next().is_some_and(|token| SEASONS.has_word(&document, token)));
    }
}
