//! Countries by their names, the words for their people, and their seats of government.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows;
use crate::analysis::actor::fold::fold;

/// How a word or phrase refers to a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryForm {
    /// Its name: "France".
    Name,
    /// The word for its people and things: "French", "Frenchmen".
    Demonym,
    /// Its seat of government: "Paris".
    Seat,
}

/// A country in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 code.
    pub code: &'static str,
    /// Its usual English name.
    pub name: &'static str,
}

/// The country a name or demonym means; a seat only where no country has that name. Short forms count as written: `US`, not `us`.
#[must_use]
pub fn country(words: &str) -> Option<(Country, CountryForm)> {
    let folded = fold(words);
    let found = COUNTRIES.get(folded.as_str())?;
    let short = folded.len() <= 3 && words.bytes().any(|byte| byte.is_ascii_lowercase());
    (!short).then_some(*found)
}

/// The country whose government is in a city.
#[must_use]
pub fn seat(words: &str) -> Option<Country> {
    SEATS.get(fold(words).as_str()).copied()
}

/// The country whose government is called by its building or street in news: "Kremlin".
#[must_use]
pub fn metonym(words: &str) -> Option<Country> {
    METONYMS.get(fold(words).as_str()).copied()
}

pub(super) static COUNTRY_LINES: &str = include_str!("../../../../assets/lexicon/countries.txt");

static COUNTRIES: LazyLock<FxHashMap<String, (Country, CountryForm)>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    for (country, [names, demonyms, _]) in country_rows() {
        for (forms, form) in [(names, CountryForm::Name), (demonyms, CountryForm::Demonym)] {
            for words in forms.split('|').filter(|words| !words.is_empty()) {
                map.entry(fold(words)).or_insert((country, form));
            }
        }
    }
    map
});

static SEATS: LazyLock<FxHashMap<String, Country>> = LazyLock::new(|| {
    country_rows()
        .flat_map(|(country, [_, _, seats])| seats.split('|').map(move |seat| (fold(seat), country)))
        .filter(|(seat, _)| !seat.is_empty())
        .collect()
});

static METONYMS: LazyLock<FxHashMap<String, Country>> = LazyLock::new(|| {
    let codes: FxHashMap<&str, Country> =
        country_rows().map(|(country, _)| (country.code, country)).collect();
    rows(include_str!("../../../../assets/lexicon/metonyms.txt"))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(words, code)| Some((fold(words), *codes.get(code)?)))
        .collect()
});

fn country_rows() -> impl Iterator<Item = (Country, [&'static str; 3])> {
    rows(COUNTRY_LINES).filter_map(|line| {
        let mut columns = line.split('\t');
        let code = columns.next()?;
        let names = columns.next()?;
        let name = names.split('|').next()?;
        Some((Country { code, name }, [names, columns.next()?, columns.next()?]))
    })
}
