//! The weapon of the perpetrator: "armed with a rifle", "wielding a knife", "opened fire with a pistol". The names and their
//! kinds are listed in `assets/lexicon/weapons.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::lexicon::{self, WordClass};
use super::super::phrase::{before, word_is};
use super::super::sentence::Sentence;
use super::super::state;
use super::Detail;
use crate::analysis::actor::group;
use crate::analysis::language::{Document, Relation, TokenId, Upos};

/// A weapon's name and its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weapon {
    name: &'static str,
    kind: &'static str,
}

static WEAPONS: LazyLock<HashMap<&'static str, Weapon>> = LazyLock::new(|| {
    let mut weapons = HashMap::new();
    for fields in lexicon::entries(include_str!("../../../../assets/lexicon/weapons.txt")) {
        let [name, kind, words] = fields[..] else { continue };
        weapons.extend(words.split(", ").map(|word| (word, Weapon { name, kind })));
    }
    weapons
});

/// Whether two names are of one kind and exclude each other.
pub(super) fn conflict(one: &str, other: &str) -> bool {
    let kind = |name: &str| WEAPONS.values().find(|weapon| weapon.name == name).map(|weapon| weapon.kind);
    one != other && kind(one) == kind(other) && kind(one).is_some_and(|kind| kind != one && kind != other)
}

/// The weapon that a word names, if somebody had it in hand or it was left at the scene.
pub(super) fn at(document: &Document<'_>, word: TokenId) -> Option<Detail> {
    let (weapon, cue) = carried(document, word).or_else(|| left(document, word))?;
    let named = document.token(word).span;
    Some(Detail { value: weapon.name.to_owned(), named, span: document.token(cue).span.cover(named) })
}

fn named(document: &Document<'_>, word: TokenId) -> Option<Weapon> {
    WEAPONS.get(document.lemma(word)).filter(|_| document.token(word).upos == Upos::Noun).copied()
}

/// "a revolver was recovered", "found with a rifle beside him".
fn left(document: &Document<'_>, word: TokenId) -> Option<(Weapon, TokenId)> {
    let weapon = named(document, word)?;
    let sentence = Sentence::of(document, word);
    let follow =
        |one: &[&str], other: &[&str]| sentence.is(word.0 + 1, one) && sentence.is(word.0 + 2, other);
    let recovered = follow(&["was"], &["recovered", "seized"]);
    let beside = follow(&["beside", "near", "by"], &["him", "her", "his"]);
    let cue = TokenId(word.0 + if recovered || beside { 2 } else { return None });
    Some((weapon, cue))
}

/// The weapon that a word names, if the words before it say that somebody had it in hand; and the first of those words.
fn carried(document: &Document<'_>, word: TokenId) -> Option<(Weapon, TokenId)> {
    const REACH: usize = 14;
    const IN_HAND: &[&str] = &["wield", "brandish", "use", "carry", "fire"];
    static BY: WordClass = WordClass::named("verbs before a weapon");
    let weapon = named(document, word)?;
    let light = |token: &TokenId| {
        matches!(document.token(*token).upos, Upos::Adj | Upos::Noun | Upos::Det | Upos::Punct | Upos::Num)
            && !word_is(document, *token, &[",", ";", ":", "no"])
            || document.token(*token).upos == Upos::Part
            // "a hunting rifle"
            || matches!(document.token(*token).relation, Relation::Amod | Relation::Compound)
            || word_is(document, *token, &["his", "her", "their"])
    };
    let mut words = before(document, word).take(REACH).skip_while(light);
    let cue = words.next()?;
    if word_is(document, cue, &["with"]) {
        // "shot the three with a handgun"
        let close = words.take(7).take_while(|word| !word_is(document, *word, &[",", ";", "and"]));
        let verb = { close }.find(|verb| BY.has_word(document, *verb))?;
        return Some((weapon, verb));
    }
    let person = || document.subject_of(cue).is_none_or(|subject| is_of_crime(document, subject));
    let stated = matches!(document.lemma(cue), "wield" | "brandish") || person();
    (IN_HAND.contains(&document.lemma(cue)) && stated).then_some((weapon, cue))
}

/// Whether a word denotes a perpetrator, not those looking for one.
fn is_of_crime(document: &Document<'_>, word: TokenId) -> bool {
    let found = group::of_head(document, word).map(|found| found.group);
    match document.token(word).upos {
        Upos::Pron if word_is(document, word, &["who"]) => {
            let mut nouns = before(document, word).skip_while(|token| word_is(document, *token, &[","]));
            nouns.next().is_some_and(|noun| is_of_crime(document, noun))
        }
        Upos::Pron => word_is(document, word, &["he", "she"]),
        Upos::Noun => found.is_some_and(|found| state::is_suspect(found) || found == "men"),
        Upos::Propn => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::first;
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
            ("The suspect used a 9mm pistol.", Some("handgun")),
            ("He shot the clerk with a hunting rifle.", Some("rifle")),
            ("He was found with a rifle beside him.", Some("rifle")),
            ("A .38-caliber revolver was recovered at the house.", Some("handgun")),
            ("Police used a rifle.", None),
            ("The gunman fired an AR-15-type rifle from an alley.", Some("rifle")),
            ("He fired 40 shots in six minutes with two pistols.", Some("handgun")),
            ("The shooter used his stepfather's revolver.", Some("handgun")),
        ] {
            assert_eq!(first(at, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn names_of_one_kind_exclude_each_other_and_agree_with_their_kind() {
        assert!(conflict("rifle", "handgun") && conflict("axe", "knife"));
        assert!(!conflict("rifle", "gun") && !conflict("rifle", "knife") && !conflict("rifle", "rifle"));
    }
}
