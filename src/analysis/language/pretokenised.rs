//! Reading words that are given as such: what the evaluation on gold tokens and the reading of raw text share.

use super::lemma::Capitals;
use super::mention::{self, Node};
use super::model::feature::Casing;
use super::model::{Model, Reading};
use super::{MentionClass, Upos};

/// The lemma of each word of a sentence.
#[must_use]
pub fn lemmas(model: &Model<'_>, words: &[&str], readings: &[Reading]) -> Vec<String> {
    let casing = Casing::of(words.iter().copied());
    let one = |(word, reading): (&&str, &Reading)| {
        let mut lemma = String::new();
        append_lemma(model, word, reading, casing, &mut lemma);
        lemma
    };
    words.iter().zip(readings).map(one).collect()
}

/// Appends a word's lemma. Where a whole sentence is set in capitals they say nothing about the word.
pub(super) fn append_lemma(
    model: &Model<'_>,
    word: &str,
    reading: &Reading,
    casing: Casing,
    out: &mut String,
) {
    let capitals = match casing {
        Casing::Title | Casing::Upper if reading.upos != Upos::Propn => Capitals::None,
        _ => Capitals::of(word),
    };
    model.lemmatiser().lemma(word, (reading.upos, reading.xpos), capitals, out);
}

/// The mentions of a sentence: first and last word, head and class; by start, the longer first.
#[must_use]
pub fn mentions(readings: &[Reading]) -> Vec<(usize, usize, usize, MentionClass)> {
    let nodes: Vec<Node> = nodes(readings).collect();
    let (mut extents, mut whole) = (Vec::new(), Vec::new());
    mention::extents(&nodes, &mut extents, &mut whole);
    let mut found: Vec<_> = readings
        .iter()
        .enumerate()
        .filter_map(|(place, reading)| {
            reading.class.map(|class| (extents[place].0, extents[place].1, place, class))
        })
        .collect();
    found.sort_by_key(|&(first, last, ..)| (first, std::cmp::Reverse(last)));
    found
}

/// A sentence's tree as the mention finder reads it.
pub(super) fn nodes(readings: &[Reading]) -> impl Iterator<Item = Node> + '_ {
    readings.iter().enumerate().map(|(place, reading)| Node {
        governor: reading.governor.checked_sub(1).unwrap_or(place),
        relation: reading.relation,
    })
}
