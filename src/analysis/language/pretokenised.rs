//! Reading of text that is already split into words: shared by the evaluation on gold tokens and the reading of raw text.

use super::lemma::Capitals;
use super::mention::{self, Bracket, Node};
use super::model::feature::{Casing, list_key};
use super::model::{Model, Reading};
use super::{MentionClass, Relation, Upos, Xpos};

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

/// Appends a word's lemma. In a sentence set entirely in capitals they say nothing about the word.
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

/// The key that identifies a name: that of the last word of a name of several, else of the head.
#[must_use]
pub fn name_keys(words: &[&str], readings: &[Reading]) -> Vec<u64> {
    let mut keys: Vec<u64> = words.iter().map(|word| list_key(word)).collect();
    for (place, reading) in readings.iter().enumerate() {
        if reading.relation == Relation::Flat && reading.governor > 0 && reading.governor <= place {
            keys[reading.governor - 1] = keys[place];
        }
    }
    keys
}

/// Gives mentions of the same name in a document the class that most of them have; names are identified by a key.
pub fn agree<'c>(names: impl Iterator<Item = (u64, &'c mut MentionClass)>) {
    mention::agree(names);
}

/// A sentence's tree as the mention finder reads it.
pub(super) fn nodes(readings: &[Reading]) -> impl Iterator<Item = Node> + '_ {
    readings.iter().enumerate().map(|(place, reading)| Node {
        governor: reading.governor.checked_sub(1).unwrap_or(place),
        relation: if is_place_around(readings, place) { Relation::NmodUnmarked } else { reading.relation },
        bracket: match reading.xpos {
            Xpos::Open => Some(Bracket::Opening),
            Xpos::Close => Some(Bracket::Closing),
            _ => None,
        },
    })
}

/// Whether a word names the place in which the place before the comma lies: "Paris, Texas" is one mention, with either
/// of the two relations that the treebanks have for it.
fn is_place_around(readings: &[Reading], place: usize) -> bool {
    let is_name =
        |reading: &Reading| reading.upos == Upos::Propn && reading.class == Some(MentionClass::Place);
    let around = &readings[place];
    around.relation == Relation::Appos
        && is_name(around)
        && around.governor + 1 == place
        && is_name(&readings[around.governor - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_and_the_one_around_it_are_one_mention() {
        let name = |governor, relation| Reading {
            upos: Upos::Propn,
            governor,
            relation,
            class: Some(MentionClass::Place),
            ..Reading::default()
        };
        let comma = Reading { governor: 3, relation: Relation::Punct, ..Reading::default() };
        for (second, expected) in [
            (name(1, Relation::Appos), (0, 2)),
            (name(1, Relation::Conj), (0, 0)),
            (Reading { class: Some(MentionClass::Person), ..name(1, Relation::Appos) }, (0, 0)),
        ] {
            let found = mentions(&[name(0, Relation::Root), comma, second]);
            assert_eq!((found[0].0, found[0].1), expected, "{second:?}");
        }
    }
}
