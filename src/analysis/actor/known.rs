//! The names that the running text of a report has established, by which its headlines are read.

use std::collections::HashMap;

use super::fold::fold;
use super::word::Word;

/// Folded names and their single words.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Folded names by their first word, the longest first.
    names: HashMap<String, Vec<String>>,
}

/// How many words a name read in a headline has at most.
const MAX_WORDS: usize = 8;

impl Known {
    /// Remembers a name, and for a person its family name.
    pub fn insert(&mut self, name: &str, person: bool) {
        let folded = fold(name);
        if person
            && let Some(last) = folded.rsplit(' ').next()
            && last.len() >= 4
            && last != folded
        {
            self.insert_folded(last.to_owned());
        }
        self.insert_folded(folded);
    }

    fn insert_folded(&mut self, folded: String) {
        let Some(first) = folded.split(' ').next().filter(|first| !first.is_empty()) else { return };
        let list = self.names.entry(first.to_owned()).or_default();
        if !list.contains(&folded) {
            list.push(folded);
            list.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
    }

    /// One past the last word of the longest known name that begins at a word.
    pub fn longest(&self, words: &[Word<'_>], at: usize) -> Option<usize> {
        if !words[at].shape.is_capital() {
            return None;
        }
        let first = fold(words[at].text);
        let names = self.names.get(first.split(' ').next()?)?;
        let mut spelled = String::new();
        let mut found = None;
        for (place, word) in words.iter().enumerate().skip(at).take(MAX_WORDS) {
            if place > at {
                spelled.push(' ');
            }
            spelled.push_str(&fold(word.text));
            if names.contains(&spelled) {
                found = Some(place + 1);
            }
        }
        found
    }
}
