//! What somebody was armed with: "armed with a rifle", "wielding a knife", "opened fire with a pistol". The names and their
//! kinds are a list in `assets/lexicon/weapons.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::{before, clause_of, word_is};
use super::{Claim, ClaimKind, Context, lexicon};
use crate::analysis::language::{Document, TokenId, Upos};

/// The predicate of claims about weapons.
pub const WEAPON: &str = "weapon";

/// A weapon's name and its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weapon {
    name: &'static str,
    kind: &'static str,
}

static WEAPONS: LazyLock<HashMap<&'static str, Weapon>> = LazyLock::new(|| {
    let mut weapons = HashMap::new();
    for fields in lexicon::entries(include_str!("../../../assets/lexicon/weapons.txt")) {
        let [name, kind, words] = fields[..] else { continue };
        weapons.extend(words.split(", ").map(|word| (word, Weapon { name, kind })));
    }
    weapons
});

/// Whether two names are of one kind and exclude each other.
#[must_use]
pub fn are_rivals(one: &str, other: &str) -> bool {
    let kind = |name: &str| WEAPONS.values().find(|weapon| weapon.name == name).map(|weapon| weapon.kind);
    one != other && kind(one) == kind(other) && kind(one).is_some_and(|kind| kind != one && kind != other)
}

/// Finds the weapons of a report, by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let claim = |token: TokenId| {
        let (weapon, cue) = carried(document, token)?;
        let span = document.token(cue).span.cover(document.token(token).span);
        let chain = attributions.chain(span);
        Some(Claim {
            subject: document.token(token).span,
            value: Some(weapon.name.into()),
            as_of: clocks.as_of(clause_of(document, token), &chain),
            chain,
            ..Claim::at(ClaimKind::Status, WEAPON, span)
        })
    };
    document.token_ids().filter_map(claim).collect()
}

/// The weapon a word names, where the words before it say that somebody had it in hand; and the first of those words.
fn carried(document: &Document<'_>, word: TokenId) -> Option<(Weapon, TokenId)> {
    const REACH: usize = 6;
    const IN_HAND: &[&str] = &["wield", "brandish"];
    let weapon = WEAPONS.get(document.lemma(word)).filter(|_| document.token(word).upos == Upos::Noun)?;
    let light = |token: &TokenId| {
        matches!(document.token(*token).upos, Upos::Adj | Upos::Noun | Upos::Det | Upos::Punct | Upos::Num)
            && !word_is(document, *token, &[",", ";", ":", "no"])
    };
    let mut words = before(document, word).take(REACH).skip_while(light);
    let cue = words.next()?;
    let verb = if word_is(document, cue, &["with"]) { words.next()? } else { cue };
    let armed = word_is(document, cue, &["with"])
        && (word_is(document, verb, &["armed", "fire", "shot", "stabbed", "attacked", "slashed"]));
    (armed || IN_HAND.contains(&document.lemma(verb)) && verb == cue).then_some((*weapon, verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weapon_counts_where_somebody_has_it_in_hand() {
        for (text, expected) in [
            ("A man armed with a semi-automatic rifle entered the school.", Some("rifle")),
            ("He opened fire with a pistol.", Some("handgun")),
            ("A woman wielding a kitchen knife was held.", Some("knife")),
            ("Police found a rifle in the car.", None),
            ("The shop sells rifles and knives.", None),
            ("Officers armed with a warrant searched a gun shop.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| carried(&document, token));
            assert_eq!(found.map(|(weapon, _)| weapon.name), expected, "{text}");
        }
    }

    #[test]
    fn names_of_one_kind_exclude_each_other_and_agree_with_their_kind() {
        assert!(are_rivals("rifle", "handgun") && are_rivals("axe", "knife"));
        assert!(
            !are_rivals("rifle", "gun") && !are_rivals("rifle", "knife") && !are_rivals("rifle", "rifle")
        );
    }
}
