//! Evidence for states, places, peoples and things.

use crate::analysis::actor::fold::fold;
use crate::analysis::actor::lexicon::{self, CountryForm, PlaceNoun};
use crate::analysis::actor::word::{Shape, Word};
use crate::analysis::language::{MentionClass, Upos};

use super::person::{speaks, verb_of_subject};
use super::{Sight, lower};

pub(in crate::analysis::actor::kind) fn country(sight: &Sight<'_, '_>) -> bool {
    lexicon::country(sight.name).is_some_and(|(_, form)| form == CountryForm::Name)
}

/// The country whose government a name names: "French Government", "Government of France".
pub(in crate::analysis::actor) fn governed(words: &[Word<'_>]) -> Option<lexicon::Country> {
    let government =
        |word: &Word<'_>| matches!(word.text.to_lowercase().as_str(), "government" | "administration");
    let spelled = |words: &[Word<'_>]| words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let country = |words: &[Word<'_>]| lexicon::country(&spelled(words)).map(|(country, _)| country);
    match words {
        [before @ .., last] if government(last) => country(before),
        [first, of, rest @ ..] if government(first) && of.text == "of" => country(rest),
        _ => None,
    }
}

pub(in crate::analysis::actor::kind) fn government(sight: &Sight<'_, '_>) -> bool {
    governed(&sight.words[sight.from..sight.to]).is_some()
}

/// A capital that says or decides something means its government.
pub(in crate::analysis::actor::kind) fn seat_acts(sight: &Sight<'_, '_>) -> bool {
    acting_seat(sight).is_some()
}

/// The country whose government a capital means here.
pub(in crate::analysis::actor) fn acting_seat(sight: &Sight<'_, '_>) -> Option<lexicon::Country> {
    let country = lexicon::seat(sight.name).or_else(|| lexicon::metonym(sight.name))?;
    let by = sight.before(1).is_some_and(|word| word.text == "by")
        && sight.before(2).is_some_and(|word| word.upos == Upos::Verb);
    let rules = || verb_of_subject(sight).is_some_and(|verb| STATE_VERBS.contains(&verb));
    (by || speaks(sight) || rules()).then_some(country)
}

/// Verbs whose subject, if it is a capital, is its government.
const STATE_VERBS: &[&str] = &[
    "abolish",
    "annex",
    "approve",
    "back",
    "ban",
    "congratulate",
    "cut",
    "decide",
    "enact",
    "expel",
    "extradite",
    "favor",
    "favour",
    "fear",
    "fund",
    "insist",
    "invade",
    "lift",
    "mull",
    "plan",
    "ratify",
    "retaliate",
    "sanction",
    "seek",
    "summon",
    "suspend",
    "tighten",
    "try",
    "vote",
];

pub(in crate::analysis::actor::kind) fn large_city(sight: &Sight<'_, '_>) -> bool {
    city_of(sight, 500, u32::MAX)
}

pub(in crate::analysis::actor::kind) fn town(sight: &Sight<'_, '_>) -> bool {
    city_of(sight, 0, 499)
}

fn city_of(sight: &Sight<'_, '_>, least: u32, most: u32) -> bool {
    lexicon::city(sight.folded).is_some_and(|city| (least..=most).contains(&city.thousands))
}

pub(in crate::analysis::actor::kind) fn region(sight: &Sight<'_, '_>) -> bool {
    lexicon::REGIONS.contains(sight.folded)
}

pub(in crate::analysis::actor::kind) fn place_noun(sight: &Sight<'_, '_>) -> bool {
    let noun = |word: &Word<'_>| lexicon::place_noun(&lower(word));
    let after =
        sight.length() >= 2 && matches!(noun(sight.last()), Some(PlaceNoun::After | PlaceNoun::Before));
    let before = sight.length() >= 2 && noun(sight.first()) == Some(PlaceNoun::Before);
    let of = sight.length() >= 3 && sight.words[sight.from + 1].text == "of" && noun(sight.first()).is_some();
    after || before || of
}

pub(in crate::analysis::actor::kind) fn known_place(sight: &Sight<'_, '_>) -> bool {
    lexicon::place_noun(&sight.name.to_lowercase()) == Some(PlaceNoun::Name)
}

pub(in crate::analysis::actor::kind) fn located(sight: &Sight<'_, '_>) -> bool {
    let article = usize::from(sight.before(1).is_some_and(|word| word.text == "the"));
    let preposition = sight.before(1 + article);
    let person = sight.titled;
    !person
        && preposition.is_some_and(|word| {
            matches!(
                word.text,
                "in" | "In" | "near" | "outside" | "inside" | "across" | "throughout" | "around" | "off"
            )
        })
        && !sight.after(0).is_some_and(|word| is_possessive_mark(word) && sight.after(1).is_some())
}

/// "the island of Kelso", "off the coast of Kelso".
pub(in crate::analysis::actor::kind) fn place_noun_before(sight: &Sight<'_, '_>) -> bool {
    const PARTS: &[&str] = &["coast", "outskirts", "suburbs", "shores", "streets", "waters", "inhabitants"];
    let noun = |word: &Word<'_>| {
        let lower = lower(word);
        word.shape == Shape::Lower
            && (matches!(lexicon::place_noun(&lower), Some(PlaceNoun::After | PlaceNoun::Before))
                || PARTS.contains(&lower.as_str()))
    };
    sight.before(1).is_some_and(|word| word.text == "of") && sight.before(2).is_some_and(noun)
}

/// "the bishop of Kelso": the office is over a place.
pub(in crate::analysis::actor::kind) fn ruled(sight: &Sight<'_, '_>) -> bool {
    const RULERS: &[&str] = &[
        "archbishop",
        "bishop",
        "duchess",
        "duke",
        "earl",
        "emir",
        "governor",
        "king",
        "mayor",
        "mayoress",
        "prince",
        "princess",
        "queen",
        "sheriff",
        "sultan",
    ];
    sight.before(1).is_some_and(|word| word.text == "of")
        && sight.before(2).is_some_and(|word| RULERS.contains(&lower(word).as_str()))
}

/// A building or street that elsewhere means a government, where something is or goes: "past the Kremlin".
pub(in crate::analysis::actor::kind) fn idle_seat(sight: &Sight<'_, '_>) -> bool {
    const WHERE: &[&str] = &[
        "along", "around", "at", "behind", "in", "inside", "near", "opposite", "outside", "past", "through",
    ];
    let article = usize::from(sight.before(1).is_some_and(|word| word.text == "the"));
    lexicon::metonym(sight.name).is_some()
        && sight.before(1 + article).is_some_and(|word| WHERE.contains(&lower(word).as_str()))
        && !seat_acts(sight)
}

fn is_possessive_mark(word: &Word<'_>) -> bool {
    matches!(word.text, "'s" | "’s")
}

/// "Paris, Texas": a place, a comma and a larger place.
pub(in crate::analysis::actor::kind) fn within_larger(sight: &Sight<'_, '_>) -> bool {
    let larger = |from: usize, to: usize| {
        let spelled = sight.words.get(from..to)?.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        let capital = spelled.starts_with(char::is_uppercase);
        let named = lexicon::country(&spelled).is_some_and(|(_, form)| form == CountryForm::Name)
            || lexicon::REGIONS.contains(&fold(&spelled));
        (capital && named).then_some(())
    };
    sight.is_after(0, ",")
        && (larger(sight.to + 1, sight.to + 2).is_some() || larger(sight.to + 1, sight.to + 3).is_some())
        && sight.length() <= 3
        && (city_of(sight, 100, u32::MAX) || !lexicon::GIVEN_NAMES.contains(&fold(sight.first().text)))
        && !country(sight)
}

/// "HAMBURG, March 3 (Reuters) -"
pub(in crate::analysis::actor::kind) fn dateline(sight: &Sight<'_, '_>) -> bool {
    let agency_or_date = sight.words[sight.to..]
        .iter()
        .take(8)
        .any(|word| matches!(word.text, "-" | "–" | "—" | "--" | "(Reuters)"));
    sight.from == 0
        && sight.words[..sight.to].iter().all(|word| word.shape == Shape::Caps)
        && sight.after(0).is_some_and(|word| matches!(word.text, "," | "(" | "-" | "–" | "—" | "--"))
        && agency_or_date
}

pub(in crate::analysis::actor::kind) fn class_place(sight: &Sight<'_, '_>) -> bool {
    sight.class == Some(MentionClass::Place)
}

/// "Indonesians": the word for a country's people, in the plural.
pub(in crate::analysis::actor::kind) fn whole_people(sight: &Sight<'_, '_>) -> bool {
    let people = |words: &str| lexicon::country(words).is_some_and(|(_, form)| form == CountryForm::Demonym);
    sight.length() == 1 && people(sight.name) && sight.name.strip_suffix('s').is_some_and(people)
}

pub(in crate::analysis::actor::kind) fn class_thing(sight: &Sight<'_, '_>) -> bool {
    let thing = matches!(
        sight.class,
        Some(
            MentionClass::Event
                | MentionClass::Time
                | MentionClass::Abstract
                | MentionClass::Object
                | MentionClass::Animal
                | MentionClass::Plant
                | MentionClass::Substance
        )
    );
    thing
}
