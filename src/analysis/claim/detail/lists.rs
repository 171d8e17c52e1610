//! The words for weapons, vehicles and parts of the body in `assets/lexicon`, and which of them exclude each other.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::claim::lexicon;
use crate::analysis::language::{Document, TokenId, Upos};

/// A weapon's name and its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis::claim) struct Weapon {
    pub name: &'static str,
    pub kind: &'static str,
}

static WEAPONS: LazyLock<HashMap<&'static str, Weapon>> = LazyLock::new(|| {
    let mut weapons = HashMap::new();
    for [name, kind, words] in lexicon::rows(include_str!("../../../../assets/lexicon/weapons.txt")) {
        weapons.extend(words.split(", ").map(|word| (word, Weapon { name, kind })));
    }
    weapons
});

/// The weapon that a noun denotes.
pub(in crate::analysis::claim) fn weapon(document: &Document<'_>, noun: TokenId) -> Option<Weapon> {
    WEAPONS.get(document.lemma(noun)).filter(|_| document.token(noun).upos == Upos::Noun).copied()
}

/// Whether two weapons are of one kind and exclude each other.
pub(super) fn are_other_weapons(one: &str, other: &str) -> bool {
    let kind = |name: &str| WEAPONS.values().find(|weapon| weapon.name == name).map(|weapon| weapon.kind);
    one != other && kind(one) == kind(other) && kind(one).is_some_and(|kind| kind != one && kind != other)
}

static PARTS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| lexicon::names_by_word(include_str!("../../../../assets/lexicon/body-parts.txt")));

/// The part of the body that a word denotes.
pub(in crate::analysis::claim) fn body_part(document: &Document<'_>, word: TokenId) -> Option<&'static str> {
    PARTS.get(document.lemma(word)).copied()
}

/// What a word says about a vehicle.
#[derive(Clone, Debug)]
struct Trait {
    sort: &'static str,
    value: &'static str,
    agrees_with: Vec<&'static str>,
}

static TRAITS: LazyLock<HashMap<&'static str, Trait>> = LazyLock::new(|| {
    let mut traits = HashMap::new();
    for [sort, value, agrees_with, words] in
        lexicon::rows(include_str!("../../../../assets/lexicon/vehicles.txt"))
    {
        let agrees_with: Vec<_> = lexicon::words(agrees_with).collect();
        for word in words.split(", ") {
            traits.insert(word, Trait { sort, value, agrees_with: agrees_with.clone() });
        }
    }
    traits
});

/// Whether a word denotes a vehicle by its type or make.
pub(in crate::analysis::claim) fn is_vehicle(document: &Document<'_>, word: TokenId) -> bool {
    trait_at(document, word).is_some_and(|stated| stated.sort != "colour" && !stated.value.is_empty())
}

/// Whether a word is a colour of vehicles.
pub(in crate::analysis::claim) fn is_colour(document: &Document<'_>, word: TokenId) -> bool {
    trait_at(document, word).is_some_and(|stated| stated.sort == "colour")
}

fn trait_at(document: &Document<'_>, word: TokenId) -> Option<&'static Trait> {
    TRAITS.get(document.word(word).to_lowercase().as_str()).or_else(|| TRAITS.get(document.lemma(word)))
}

/// Whether two descriptions of a vehicle differ in colour, make or type, not only in wording.
pub(super) fn are_other_vehicles(one: &str, other: &str) -> bool {
    let traits_of = |words: &str| -> HashMap<&'static str, &'static Trait> {
        let lower = words.to_lowercase();
        let known = |word: &str| TRAITS.get(word).or_else(|| TRAITS.get(word.strip_suffix('s')?));
        lower.split([' ', '\n']).filter_map(known).map(|stated| (stated.sort, stated)).collect()
    };
    let (one, other) = (traits_of(one), traits_of(other));
    one.iter().any(|(sort, own)| {
        other.get(sort).is_some_and(|rival| {
            own.value != rival.value
                && !own.agrees_with.contains(&rival.value)
                && !rival.agrees_with.contains(&own.value)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weapons_of_one_kind_exclude_each_other_and_agree_with_their_kind() {
        assert!(are_other_weapons("rifle", "handgun") && are_other_weapons("axe", "knife"));
        assert!(!["gun", "knife", "rifle"].iter().any(|other| are_other_weapons("rifle", other)));
    }

    #[test]
    fn vehicles_differ_by_colour_make_and_type() {
        for (one, other, expected) in [
            ("silver BMW", "dark Audi", true),
            ("silver pickup", "black Dodge", true),
            ("white van", "dark sedan", true),
            ("black sedan", "dark car", false),
            ("Ford pickup", "silver truck", false),
            ("car", "BMW", false),
        ] {
            assert_eq!(are_other_vehicles(one, other), expected, "{one} {other}");
        }
    }
}
