//! Mentions: the words that refer to somebody or something, found as heads by the model and extended along the tree.
//!
//! The classes and the extent are those of the GUM corpus (Zeldes 2017): a mention is its head with its dependents,
//! without the preposition, co-ordinated phrases and the clause that a predicate noun heads.

use std::collections::HashMap;

use super::token::names;
use super::{Relation, TokenId};
use crate::text::Span;

/// A stretch of words that refers to something, with the entity types of GUM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounMention {
    /// All its words, including a possessive `'s`.
    pub span: Span,
    /// Its syntactic head.
    pub head: TokenId,
    /// The kind of thing it refers to.
    pub class: MentionClass,
    /// Whether it is a name, a common noun phrase or a pronoun.
    pub form: MentionForm,
}

names! {
    /// GUM's entity types.
    MentionClass, default Abstract:
    Person = "person", Organization = "organization", Place = "place", Event = "event", Time = "time",
    Object = "object", Abstract = "abstract", Animal = "animal", Plant = "plant", Substance = "substance",
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionForm {
    /// By a proper name.
    Name,
    /// By a common noun: "the president".
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// On which side of its governor a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Either,
}

/// The dependents that belong to a mention headed by their governor. All others stay outside: prepositions and
/// conjunctions, co-ordinated and apposed phrases, and the subject, auxiliaries and adverbs of a predicate noun.
const WITHIN: &[(Relation, Side)] = &[
    (Relation::Acl, Side::After),
    (Relation::AclRelcl, Side::After),
    (Relation::AdvclRelcl, Side::After),
    (Relation::Amod, Side::Either),
    (Relation::Case, Side::After),
    (Relation::Ccomp, Side::After),
    (Relation::Compound, Side::Either),
    (Relation::CompoundPrt, Side::After),
    (Relation::Det, Side::Either),
    (Relation::DetPredet, Side::Before),
    (Relation::Fixed, Side::After),
    (Relation::Flat, Side::After),
    (Relation::Goeswith, Side::After),
    (Relation::Iobj, Side::After),
    (Relation::Nmod, Side::After),
    (Relation::NmodDesc, Side::Either),
    (Relation::NmodPoss, Side::Before),
    (Relation::NmodUnmarked, Side::Either),
    (Relation::Nummod, Side::Either),
    (Relation::Obj, Side::After),
    (Relation::Obl, Side::After),
    (Relation::Xcomp, Side::After),
];

/// One word of a sentence, as far as it matters for the extent of mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The governor's position in the sentence; its own at the root.
    pub governor: usize,
    /// The relation to it.
    pub relation: Relation,
    /// The kind of bracket, if it is one.
    pub bracket: Option<Bracket>,
}

/// One of a pair of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bracket {
    /// The first.
    Opening,
    /// The second.
    Closing,
}

/// The first and the last word of the mention that each word would head, in linear time apart from the depth of the tree.
pub fn extents(nodes: &[Node], extents: &mut Vec<(usize, usize)>, whole: &mut Vec<(usize, usize)>) {
    whole.clear();
    whole.extend((0..nodes.len()).map(|place| (place, place)));
    for (place, node) in nodes.iter().enumerate() {
        if node.relation == Relation::Punct {
            continue;
        }
        let mut here = *node;
        let mut at = place;
        while here.governor != at {
            at = here.governor;
            let span = &mut whole[at];
            if span.0 <= place && place <= span.1 {
                break;
            }
            *span = (span.0.min(place), span.1.max(place));
            here = nodes[at];
        }
    }
    extents.clear();
    extents.extend((0..nodes.len()).map(|place| (place, place)));
    for (place, node) in nodes.iter().enumerate() {
        if node.governor != place && belongs(node.relation, place < node.governor) {
            let span = &mut extents[node.governor];
            *span = (span.0.min(whole[place].0), span.1.max(whole[place].1));
        }
    }
    // A mention that contains the first of a pair of brackets ends with the second.
    for (first, last) in extents {
        let Some(next) = nodes.get(*last + 1).filter(|next| next.bracket == Some(Bracket::Closing)) else {
            continue;
        };
        let opens = |node: &Node| node.bracket == Some(Bracket::Opening) && node.governor == next.governor;
        if nodes[*first..=*last].iter().any(opens) {
            *last += 1;
        }
    }
}

/// Gives mentions of the same name the class that most of them have; of equally frequent classes, the first one.
/// A text seldom uses one name for two kinds of thing (Krishnan & Manning 2006). Names are identified by a key.
pub fn agree<'c>(names: impl Iterator<Item = (u64, &'c mut MentionClass)>) {
    let names: Vec<(u64, &mut MentionClass)> = names.collect();
    let mut votes: HashMap<u64, Vec<(MentionClass, usize)>> = HashMap::new();
    for (key, class) in &names {
        let tally = votes.entry(*key).or_default();
        match tally.iter_mut().find(|(held, _)| held == *class) {
            Some((_, count)) => *count += 1,
            None => tally.push((**class, 1)),
        }
    }
    for (key, class) in names {
        let tally = votes.get(&key).map_or(&[][..], Vec::as_slice);
        // Of equal ones the last is the greatest.
        if let Some((most, _)) = tally.iter().rev().max_by_key(|(_, count)| *count) {
            *class = *most;
        }
    }
}

fn belongs(relation: Relation, before: bool) -> bool {
    WITHIN.iter().any(|&(inner, side)| {
        inner == relation
            && match side {
                Side::Before => before,
                Side::After => !before,
                Side::Either => true,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_the_class_that_most_of_them_have() {
        use MentionClass::{Organization, Person, Place};
        for (given, expected) in [
            (vec![(1, Place), (1, Person), (1, Person)], vec![Person, Person, Person]),
            (vec![(1, Place), (2, Person), (1, Organization)], vec![Place, Person, Place]),
            (vec![], vec![]),
        ] {
            let mut names = given;
            agree(names.iter_mut().map(|(key, class)| (*key, class)));
            assert_eq!(names.into_iter().map(|(_, class)| class).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_mention_takes_its_modifiers_and_leaves_preposition_and_conjuncts() {
        // "in the old mayor of Oslo and friends": head "mayor".
        let node = |governor, relation| Node { governor, relation, bracket: None };
        let nodes = [
            node(3, Relation::Case),
            node(3, Relation::Det),
            node(3, Relation::Amod),
            node(3, Relation::Root),
            node(5, Relation::Case),
            node(3, Relation::Nmod),
            node(7, Relation::Cc),
            node(3, Relation::Conj),
        ];
        let (mut found, mut whole) = (Vec::new(), Vec::new());
        extents(&nodes, &mut found, &mut whole);
        assert_eq!(found[3], (1, 5));
        assert_eq!(found[5], (5, 5));
        assert_eq!(found[7], (7, 7));
    }

    #[test]
    fn a_mention_that_ends_in_brackets_closes_them() {
        // "Ode (the mayor) left" with "mayor" under "Ode".
        let node = |governor, relation, bracket| Node { governor, relation, bracket };
        let nodes = [
            node(5, Relation::Nsubj, None),
            node(3, Relation::Punct, Some(Bracket::Opening)),
            node(3, Relation::Det, None),
            node(0, Relation::NmodDesc, None),
            node(3, Relation::Punct, Some(Bracket::Closing)),
            node(5, Relation::Root, None),
        ];
        let (mut found, mut whole) = (Vec::new(), Vec::new());
        extents(&nodes, &mut found, &mut whole);
        assert_eq!((found[0], found[3]), ((0, 4), (2, 3)));
    }
}
