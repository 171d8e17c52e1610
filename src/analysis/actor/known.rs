//! The names established by the running text of a report, by which its headlines are read.

use std::collections::{HashMap, HashSet};

use super::fold::fold;
use super::word::{Shape, Word};
use super::{lexicon, name, surname};
use crate::text::byline::is_particle;

/// Folded names and their single words.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Folded names by their first word, the longest first.
    names: HashMap<String, Vec<String>>,
    /// Folded single words by which people are called in the report: family names, and given names that are not common ones.
    parts: HashSet<String>,
    /// Folded last words of longer names that may be people's.
    endings: HashSet<String>,
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

    /// Remembers the words of a person's name that may be used alone, and the family name with its particles.
    pub fn insert_person(&mut self, words: &[Word<'_>]) {
        let generation = |word: &&Word<'_>| {
            matches!(word.text, "Jr." | "Jr" | "Sr." | "Sr" | ",") || name::is_regnal(word.text)
        };
        let end = words.len() - words.iter().rev().take_while(generation).count();
        let words = &words[..end];
        let Some(last) = words.last().filter(|_| words.len() >= 2) else { return };
        let split = words[..end - 1].iter().rposition(|word| !is_particle(word.text)).map_or(0, |at| at + 1);
        if split + 1 < end && split > 0 {
            let family: Vec<&str> = words[split..].iter().map(|word| word.text).collect();
            self.insert_folded(fold(&family.join(" ")));
        }
        let bare =
            last.text.split_once('-').filter(|(article, _)| article.len() <= 3).map(|(_, rest)| fold(rest));
        self.parts.extend(bare.filter(|bare| bare.len() >= 3));
        self.parts.insert(fold(last.text));
        let first = &words[0];
        let lower = first.text.to_lowercase();
        let family_first = surname::is_family_first(&lower, &words[1].text.to_lowercase());
        let unlike_english = !lexicon::is_english(&lower) && !lexicon::is_function_word(&lower);
        if first.shape == Shape::Capital && (unlike_english || family_first) {
            self.parts.insert(fold(first.text));
        }
    }

    /// Remembers the last word of a name that may be a person's.
    pub fn insert_ending(&mut self, words: &[Word<'_>]) {
        let Some(last) = words.last().filter(|last| (2..=4).contains(&words.len()) && last.text.len() >= 3)
        else {
            return;
        };
        let lower = last.text.to_lowercase();
        let other = lexicon::organisation_noun(&lower).is_some()
            || lexicon::thing_noun(&lower)
            || lexicon::names_no_actor(&lower);
        if last.shape == Shape::Capital && !other {
            self.endings.insert(fold(last.text));
        }
    }

    /// Whether a word ends a name of the report.
    pub fn is_ending(&self, word: &Word<'_>) -> bool {
        word.shape == Shape::Capital && self.endings.contains(&fold(word.text))
    }

    /// Whether a word alone is the name of a person who is named in full elsewhere.
    pub fn is_part(&self, word: &Word<'_>) -> bool {
        word.shape == Shape::Capital && self.parts.contains(&fold(word.text))
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
        if !words[at].shape.is_capital() && !is_particle(words[at].text) {
            return None;
        }
        let first = fold(words[at].text);
        if first.is_empty() {
            return None;
        }
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
