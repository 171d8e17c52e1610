//! Lists of phrases with their meanings, looked up at a place in a text.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::super::lexeme::Lexeme;

/// The longest phrase of the lists, in words.
const LONGEST: usize = 5;

/// Phrases with their meanings.
pub(super) struct Phrases<T> {
    meanings: FxHashMap<&'static str, T>,
    /// For each first word, the length in words of the longest phrase that begins with it.
    longest: FxHashMap<&'static str, usize>,
}

impl<T> FromIterator<(&'static str, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(entries: I) -> Self {
        let meanings: FxHashMap<&'static str, T> = entries.into_iter().collect();
        let mut longest = FxHashMap::default();
        for phrase in meanings.keys() {
            let first = phrase.split(' ').next().unwrap_or_default();
            let known = longest.entry(first).or_insert(0);
            *known = phrase.split(' ').count().max(*known);
        }
        Self { meanings, longest }
    }
}

impl<T: Copy> Phrases<T> {
    /// The meaning of a single word.
    pub(super) fn word(&self, word: &Lexeme<'_>) -> Option<T> {
        self.meanings.get(&*word.lower).copied()
    }

    /// The longest phrase that begins at a word, and its length in words.
    pub(super) fn from(&self, words: &[Lexeme<'_>], at: usize) -> Option<(usize, T)> {
        let longest = *self.longest.get(&*words.get(at)?.lower)?;
        let most = LONGEST.min(words.len() - at).min(longest);
        (1..=most).rev().find_map(|length| Some((length, self.meaning(&words[at..at + length])?)))
    }

    /// The longest phrase that ends before a word, and its length in words.
    pub(super) fn until(&self, words: &[Lexeme<'_>], end: usize) -> Option<(usize, T)> {
        let most = LONGEST.min(end);
        (1..=most).rev().find_map(|length| Some((length, self.meaning(&words[end - length..end])?)))
    }

    fn meaning(&self, words: &[Lexeme<'_>]) -> Option<T> {
        self.meanings.get(&*joined(words)).copied()
    }
}

fn joined<'w>(words: &'w [Lexeme<'_>]) -> Cow<'w, str> {
    if let [only] = words {
        return Cow::Borrowed(&only.lower);
    }
    let mut phrase = String::new();
    for word in words {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(&word.lower);
    }
    Cow::Owned(phrase)
}
