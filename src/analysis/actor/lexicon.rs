//! General knowledge about names: countries, cities, regions, given and family names, titles, organisations.
//!
//! The large lists are blocks of text sorted by their folded first column and searched in place, so that nothing is built
//! when the program starts; each file in `assets/lexicon` states its source. There are no rules here.

mod country;
mod english;
mod sorted;
mod title;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub use country::{Country, CountryForm, country, metonym, seat};
pub use english::{ENGLISH_WORDS, adjective_of_many, calendar_word, is_english, is_function_word};
pub use sorted::Sorted;
pub use title::{Gender, Title, TitleSort, gender_of_given_name, title};

/// Cities: country, thousands of inhabitants, and, for an alternative name, the main one.
pub static CITIES: Sorted = Sorted::new(include_str!("../../../assets/lexicon/cities.txt"));
/// States, provinces and counties: country.
pub static REGIONS: Sorted = Sorted::new(include_str!("../../../assets/lexicon/regions.txt"));
/// Given names: `m`, `f` or `u`.
pub static GIVEN_NAMES: Sorted = Sorted::new(include_str!("../../../assets/lexicon/given-names.txt"));
/// Family names.
pub static FAMILY_NAMES: Sorted = Sorted::new(include_str!("../../../assets/lexicon/family-names.txt"));
/// Nouns that mostly name a person by what they are or do: "witness", "miner".
pub static PERSON_NOUNS: Sorted = Sorted::new(include_str!("../../../assets/lexicon/person-nouns.txt"));

/// A city of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct City {
    /// ISO 3166-1 code of its country.
    pub country: &'static str,
    /// Inhabitants in thousands.
    pub thousands: u32,
    /// Its folded main name, if that is a different one.
    pub main: Option<&'static str>,
}

/// A city by its folded name: the largest of that name.
#[must_use]
pub fn city(folded: &str) -> Option<City> {
    let mut columns = CITIES.get(folded)?.split('\t');
    Some(City { country: columns.next()?, thousands: columns.next()?.parse().ok()?, main: columns.next() })
}

/// The kind of organisation that a noun or ending names: `company`, `body`, `team` …
#[must_use]
pub fn organisation_noun(lower: &str) -> Option<&'static str> {
    ORGANISATION_NOUNS.get(lower).copied()
}

static ORGANISATION_NOUNS: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| pairs(include_str!("../../../assets/lexicon/organisation-nouns.txt")));

/// How a noun marks a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceNoun {
    /// It may begin the name: "Mount Fuji".
    Before,
    /// It ends the name: "Thames River".
    After,
    /// It is a place itself: "Europe".
    Name,
}

/// What a noun or name says about a place.
#[must_use]
pub fn place_noun(lower: &str) -> Option<PlaceNoun> {
    PLACE_NOUNS.get(lower).map(|&sort| match sort {
        "before" => PlaceNoun::Before,
        "after" => PlaceNoun::After,
        _ => PlaceNoun::Name,
    })
}

static PLACE_NOUNS: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| pairs(include_str!("../../../assets/lexicon/place-nouns.txt")));

/// The long name of an organisation that news names without explanation. A short form counts as written: `WHO`, not `who`.
#[must_use]
pub fn known_organisation(words: &str) -> Option<&'static str> {
    ORGANISATIONS.get(words.strip_prefix("the ").unwrap_or(words)).copied()
}

/// Whether the name of a listed organisation may begin with a word, ignoring a possessive "'s".
#[must_use]
pub fn opens_known_organisation(word: &str) -> bool {
    ORGANISATION_OPENINGS.contains(word)
}

static ORGANISATION_OPENINGS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let openings = ORGANISATIONS.keys().filter_map(|form| form.split(' ').next());
    openings.flat_map(|first| [Some(first), first.strip_suffix("'s")]).flatten().collect()
});

static ORGANISATIONS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../assets/lexicon/organisations.txt"))
        .flat_map(|line| {
            let long = line.split('|').next().unwrap_or(line);
            line.split('|').map(move |form| (form, long))
        })
        .collect()
});

/// Whether a name that ends in the noun names a thing and not an actor: "Cup", "Treaty", "War".
#[must_use]
pub fn thing_noun(lower: &str) -> bool {
    THING_NOUNS.contains(lower)
}

static THING_NOUNS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../../assets/lexicon/thing-nouns.txt")).collect());

/// Whether the subject of a verb speaks or acts as people, organisations and governments do.
#[must_use]
pub fn speech_verb(lemma: &str) -> bool {
    SPEECH_VERBS.contains(lemma)
}

static SPEECH_VERBS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../../assets/lexicon/speech-verbs.txt")).collect());

/// Whether a capitalised word or phrase alone does not name an actor: a day, a feast, a language, the first word of a sentence.
#[must_use]
pub fn names_no_actor(lower: &str) -> bool {
    NO_ACTORS.contains(lower)
}

static NO_ACTORS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../../assets/lexicon/no-actors.txt")).collect());

fn rows(lexicon: &'static str) -> impl Iterator<Item = &'static str> {
    lexicon.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn pairs(lexicon: &'static str) -> FxHashMap<&'static str, &'static str> {
    rows(lexicon).filter_map(|line| line.split_once('\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::country::COUNTRY_LINES;
    use super::*;
    use crate::analysis::actor::fold::fold;

    #[test]
    fn the_searched_lexicons_are_sorted_and_every_entry_is_found() {
        for (name, lexicon) in [
            ("cities", &CITIES),
            ("regions", &REGIONS),
            ("given", &GIVEN_NAMES),
            ("family", &FAMILY_NAMES),
            ("persons", &PERSON_NOUNS),
        ] {
            let keys: Vec<_> = lexicon.entries().map(|(key, _)| key).collect();
            assert!(keys.is_sorted(), "{name} is not sorted");
            for (key, rest) in lexicon.entries() {
                assert_eq!(lexicon.get(key), Some(rest), "{name}: {key}");
                assert_eq!(fold(key), key, "{name}: {key} is not folded");
            }
            for absent in ["", "zzzzzz", "# what", "a b c d", "\n"] {
                assert_eq!(lexicon.get(absent), None, "{name}: {absent:?}");
            }
        }
    }

    #[test]
    fn every_lexicon_states_its_content_and_its_source() {
        for lexicon in [
            CITIES.text,
            REGIONS.text,
            GIVEN_NAMES.text,
            PERSON_NOUNS.text,
            FAMILY_NAMES.text,
            COUNTRY_LINES,
            include_str!("../../../assets/lexicon/titles.txt"),
            include_str!("../../../assets/lexicon/organisation-nouns.txt"),
            include_str!("../../../assets/lexicon/organisations.txt"),
            include_str!("../../../assets/lexicon/place-nouns.txt"),
            include_str!("../../../assets/lexicon/no-actors.txt"),
            include_str!("../../../assets/lexicon/groups.txt"),
            include_str!("../../../assets/lexicon/thing-nouns.txt"),
            include_str!("../../../assets/lexicon/speech-verbs.txt"),
            include_str!("../../../assets/lexicon/short-names.txt"),
            include_str!("../../../assets/lexicon/metonyms.txt"),
            ENGLISH_WORDS.text,
        ] {
            for heading in ["# What:", "# Source:", "# Licence:"] {
                assert!(lexicon.contains(heading), "{heading} is missing");
            }
        }
    }

    #[test]
    fn countries_are_known_by_name_demonym_and_seat() {
        for (words, code, form) in [
            ("France", "FR", CountryForm::Name),
            ("French", "FR", CountryForm::Demonym),
            ("U.S.", "US", CountryForm::Name),
            ("US", "US", CountryForm::Name),
            ("Ivory Coast", "CI", CountryForm::Name),
            ("Swedes", "SE", CountryForm::Demonym),
            ("Türkiye", "TR", CountryForm::Name),
        ] {
            let found = country(words).map(|(country, form)| (country.code, form));
            assert_eq!(found, Some((code, form)), "{words}");
        }
        assert_eq!(country("us"), None);
        assert_eq!(country("Oslo"), None);
        assert_eq!(seat("Oslo").map(|country| country.name), Some("Norway"));
        assert_eq!(seat("Washington").map(|country| country.code), Some("US"));
    }

    #[test]
    fn a_city_is_known_by_its_other_names() {
        assert_eq!(city("kiev").and_then(|city| city.main), Some("kyiv"));
        assert_eq!(city("bombay").and_then(|city| city.main), Some("mumbai"));
        assert_eq!(city("kyiv").map(|city| city.country), Some("UA"));
        assert_eq!(city("nowhere at all"), None);
    }
}
