//! Reads the word lists in `assets/lexicon/`: one entry a line, fields between tabs, `#` opens a comment.

use std::collections::HashMap;

/// The names of a list whose entries are a name and its words, by word.
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
