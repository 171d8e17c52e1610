//! Reading of text that is already split into words: shared by the evaluation on gold tokens and the reading of raw text.

use super::lemma::Capitals;
use super::mention::{self, Bracket, Node};
use super::model::feature::{Casing, list_key};
use super::model::{Model, Prediction};
use super::{MentionClass, Relation, Upos, Xpos};

/// The lemma of each word of a sentence.
#[must_use]
pub fn lemmas(model: &Model<'_>, words: &[&str], predictions: &[Prediction]) -> Vec<String> {
    let casing = Casing::of(words.iter().copied());
    let one = |(word, prediction): (&&str, &Prediction)| {
        let mut lemma = String::new();
        append_lemma(model, word, prediction, casing, &mut lemma);
        lemma
    };
    words.iter().zip(predictions).map(one).collect()
}

/// Appends a word's lemma. In a sentence set entirely in capitals they say nothing about the word.
pub(super) fn append_lemma(
    model: &Model<'_>,
    word: &str,
    prediction: &Prediction,
    casing: Casing,
    out: &mut String,
) {
    let capitals = match casing {
        Casing::Title | Casing::Upper if prediction.upos != Upos::Propn => Capitals::None,
        _ => Capitals::of(word),
    };
    model.lemmatiser().lemma(word, (prediction.upos, prediction.xpos), capitals, out);
}

/// The mentions of a sentence: first and last word, head and class; by start, the longer first.
#[must_use]
pub fn mentions(predictions: &[Prediction]) -> Vec<(usize, usize, usize, MentionClass)> {
    let nodes: Vec<Node> = nodes(predictions).collect();
    let (mut extents, mut whole) = (Vec::new(), Vec::new());
    mention::extents(&nodes, &mut extents, &mut whole);
    let mut found: Vec<_> = predictions
        .iter()
        .enumerate()
        .filter_map(|(place, prediction)| {
            prediction.class.map(|class| (extents[place].0, extents[place].1, place, class))
        })
        .collect();
    found.sort_by_key(|&(first, last, ..)| (first, std::cmp::Reverse(last)));
    found
}

/// The key that identifies a name: that of the last word of a name of several, else of the head.
#[must_use]
pub fn name_keys(words: &[&str], predictions: &[Prediction]) -> Vec<u64> {
    let mut keys: Vec<u64> = words.iter().map(|word| list_key(word)).collect();
    for (place, prediction) in predictions.iter().enumerate() {
        if prediction.relation == Relation::Flat && prediction.governor > 0 && prediction.governor <= place {
            keys[prediction.governor - 1] = keys[place];
        }
    }
    keys
}

/// Gives mentions of the same name in a document the class that most of them have; names are identified by a key.
pub fn agree<'c>(names: impl Iterator<Item = (u64, &'c mut MentionClass)>) {
    mention::agree(names);
}

/// A sentence's tree as the mention finder reads it.
pub(super) fn nodes(predictions: &[Prediction]) -> impl Iterator<Item = Node> + '_ {
    predictions.iter().enumerate().map(|(place, prediction)| Node {
        governor: prediction.governor.checked_sub(1).unwrap_or(place),
        relation: if is_place_around(predictions, place) {
            Relation::NmodUnmarked
        } else {
            prediction.relation
        },
        bracket: match prediction.xpos {
            Xpos::Open => Some(Bracket::Opening),
            Xpos::Close => Some(Bracket::Closing),
            _ => None,
        },
    })
}

/// Whether a word names the place in which the place before the comma lies: "Paris, Texas" is one mention, with either
/// of the two relations that the treebanks have for it.
fn is_place_around(predictions: &[Prediction], place: usize) -> bool {
    let is_name = |prediction: &Prediction| {
        prediction.upos == Upos::Propn && prediction.class == Some(MentionClass::Place)
    };
    let around = &predictions[place];
    around.relation == Relation::Appos
        && is_name(around)
        && around.governor + 1 == place
        && is_name(&predictions[around.governor - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_and_the_one_around_it_are_one_mention() {
        let name = |governor, relation| Prediction {
            upos: Upos::Propn,
            governor,
            relation,
            class: Some(MentionClass::Place),
            ..Prediction::default()
        };
        let comma = Prediction { governor: 3, relation: Relation::Punct, ..Prediction::default() };
        for (second, expected) in [
            (name(1, Relation::Appos), (0, 2)),
            (name(1, Relation::Conj), (0, 0)),
            (Prediction { class: Some(MentionClass::Person), ..name(1, Relation::Appos) }, (0, 0)),
        ] {
            let found = mentions(&[name(0, Relation::Root), comma, second]);
            assert_eq!((found[0].0, found[0].1), expected, "{second:?}");
        }
    }
}
