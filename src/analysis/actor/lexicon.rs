//! What is generally known of names: countries, cities, regions, given and family names, titles, organisations.
//!
//! The large lists are blocks of text sorted by their folded first column and searched in place, so that nothing is built
//! when the program starts; each file in `assets/lexicon` states its source. This file has no rules.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::fold;

/// A lexicon sorted by its first column, searched in place.
#[derive(Debug)]
pub struct Sorted {
    text: &'static str,
    /// Where the lines with each prefix of three letters begin, by [`Sorted::bucket`].
    buckets: OnceLock<Box<[usize]>>,
}

/// Cities: country, thousands of inhabitants, and for an other name the main one.
pub static CITIES: Sorted = Sorted::new(include_str!("../../../assets/lexicon/cities.txt"));
/// States, provinces and counties: country.
pub static REGIONS: Sorted = Sorted::new(include_str!("../../../assets/lexicon/regions.txt"));
/// Given names: `m`, `f` or `u`.
pub static GIVEN_NAMES: Sorted = Sorted::new(include_str!("../../../assets/lexicon/given-names.txt"));
/// Family names.
pub static FAMILY_NAMES: Sorted = Sorted::new(include_str!("../../../assets/lexicon/family-names.txt"));
/// Nouns that mostly name a person by what they are or do: "witness", "miner".
pub static PERSON_NOUNS: Sorted = Sorted::new(include_str!("../../../assets/lexicon/person-nouns.txt"));

/// English words with the word classes they can have; no pronouns, articles, conjunctions.
pub static ENGLISH_WORDS: Sorted = Sorted::new(include_str!("../../../assets/lexicon/word-classes.txt"));

/// Whether a lower-case word is a common noun, verb, adjective or adverb of English, in one of its usual forms.
#[must_use]
pub fn is_english(lower: &str) -> bool {
    const ENDINGS: &[(&str, &str)] =
        &[("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", "")];
    const PLURALS: &[&str] = &["children", "men", "women", "people"];
    ENGLISH_WORDS.contains(lower)
        || PLURALS.contains(&lower)
        || ENDINGS.iter().any(|(ending, instead)| {
            let stem = lower.strip_suffix(ending).filter(|stem| stem.len() >= 3);
            stem.is_some_and(|stem| ENGLISH_WORDS.contains(&format!("{stem}{instead}")))
        })
}

/// Whether a lower-case word is in one of the closed classes of English: a pronoun, an article, a preposition.
#[must_use]
pub fn is_function_word(lower: &str) -> bool {
    FUNCTION_WORDS.contains(&lower)
}

/// Articles, pronouns, prepositions, conjunctions, auxiliaries and the adverbs that open sentences.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "among", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "both", "but", "by", "can", "could", "despite", "did", "do", "does",
    "during", "each", "either", "every", "few", "for", "from", "had", "has", "have", "he", "her", "here",
    "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "many", "may", "me", "might",
    "mine", "more", "most", "must", "my", "neither", "no", "none", "nor", "not", "now", "of", "off", "on",
    "once", "one", "only", "or", "other", "our", "ours", "over", "per", "shall", "she", "should", "since",
    "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "though", "through", "to", "too", "two", "under", "until", "up", "upon", "us", "was", "we",
    "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will",
    "with", "without", "would", "yet", "you", "your",
];

/// The country whose government is called by its building or street in news: "Kremlin".
#[must_use]
pub fn metonym(words: &str) -> Option<Country> {
    METONYMS.get(fold(words).as_str()).copied()
}

static METONYMS: LazyLock<FxHashMap<String, Country>> = LazyLock::new(|| {
    let codes: FxHashMap<&str, Country> =
        country_rows().map(|(country, _)| (country.code, country)).collect();
    rows(include_str!("../../../assets/lexicon/metonyms.txt"))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(words, code)| Some((fold(words), *codes.get(code)?)))
        .collect()
});

/// How many classes of letters [`Sorted::bucket`] distinguishes.
const LETTERS: usize = 37;

impl Sorted {
    const fn new(text: &'static str) -> Self {
        Self { text, buckets: OnceLock::new() }
    }

    /// The bucket of a key, in the order of keys: by its first three letters.
    fn bucket(key: &[u8]) -> usize {
        let class = |at: usize| match key.get(at) {
            Some(digit @ b'0'..=b'9') => usize::from(digit - b'0') + 1,
            Some(letter @ b'a'..=b'z') => usize::from(letter - b'a') + 11,
            _ => 0,
        };
        (class(0) * LETTERS + class(1)) * LETTERS + class(2)
    }

    /// The byte at which each bucket begins, and the end of the last.
    fn buckets(text: &str) -> Box<[usize]> {
        let mut starts = Vec::with_capacity(LETTERS.pow(3) + 1);
        let mut at = 0;
        while at < text.len() {
            let bucket = Self::bucket(&text.as_bytes()[at..]);
            while starts.len() <= bucket {
                starts.push(at);
            }
            at = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end + 1);
        }
        starts.resize(LETTERS.pow(3) + 1, text.len());
        starts.into_boxed_slice()
    }

    /// The columns after a folded key; empty if it has none.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let text = self.text;
        let buckets = self.buckets.get_or_init(|| Self::buckets(text));
        let bucket = Self::bucket(key.as_bytes());
        let (mut low, mut high) = (buckets[bucket], buckets[bucket + 1]);
        while low < high {
            let middle = low.midpoint(high);
            let start =
                text.as_bytes()[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
            let start = start.max(low);
            let end = text.as_bytes()[start..]
                .iter()
                .position(|&byte| byte == b'\n')
                .map_or(text.len(), |at| start + at);
            let line = &text[start..end];
            let (first, rest) = line.split_once('\t').unwrap_or((line, ""));
            match first.cmp(key) {
                _ if line.starts_with('#') => low = end + 1,
                std::cmp::Ordering::Equal => return Some(rest),
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }

    /// Whether a folded key is in the list.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// All entries, in order: key and further columns.
    #[cfg(test)]
    fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        rows(self.text).map(|line| line.split_once('\t').unwrap_or((line, "")))
    }
}

/// A city of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct City {
    /// ISO 3166-1 code of its country.
    pub country: &'static str,
    /// Inhabitants in thousands.
    pub thousands: u32,
    /// Its folded main name, if it is another one.
    pub main: Option<&'static str>,
}

/// A city by its folded name: the largest of that name.
#[must_use]
pub fn city(folded: &str) -> Option<City> {
    let mut columns = CITIES.get(folded)?.split('\t');
    Some(City { country: columns.next()?, thousands: columns.next()?.parse().ok()?, main: columns.next() })
}

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

static COUNTRY_LINES: &str = include_str!("../../../assets/lexicon/countries.txt");

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

fn country_rows() -> impl Iterator<Item = (Country, [&'static str; 3])> {
    rows(COUNTRY_LINES).filter_map(|line| {
        let mut columns = line.split('\t');
        let code = columns.next()?;
        let names = columns.next()?;
        let name = names.split('|').next()?;
        Some((Country { code, name }, [names, columns.next()?, columns.next()?]))
    })
}

/// A person's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// The sort of title.
    pub sort: TitleSort,
    /// The gender it implies, if any.
    pub gender: Option<Gender>,
}

/// The sort of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleSort {
    /// A form of address, no role: "Mr.".
    Honorific,
    /// A public or company office.
    Office,
    /// A military or police rank.
    Rank,
    /// An occupation, or a relation to someone.
    Trade,
    /// Any other noun for a person: "witness".
    Person,
}

/// Grammatical gender, as far as English marks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "plain words")]
pub enum Gender {
    Male,
    Female,
}

impl Gender {
    fn read(letter: &str) -> Option<Self> {
        match letter {
            "m" => Some(Self::Male),
            "f" => Some(Self::Female),
            _ => None,
        }
    }
}

/// A title by its lower-case words, with an optional final "s": "presidents Obama and Sarkozy".
#[must_use]
pub fn title(lower: &str) -> Option<Title> {
    let listed = TITLES.get(lower).or_else(|| lower.strip_suffix('s').and_then(|one| TITLES.get(one)));
    listed
        .copied()
        .or_else(|| is_plain_person(lower).then_some(Title { sort: TitleSort::Person, gender: None }))
}

/// Whether a noun names a person and is not also a name, as "Mason" and "Baker" are.
fn is_plain_person(lower: &str) -> bool {
    PERSON_NOUNS.contains(lower) && !GIVEN_NAMES.contains(lower) && !FAMILY_NAMES.contains(lower)
}

/// The gender of most people with a given name.
#[must_use]
pub fn gender_of_given_name(folded: &str) -> Option<Gender> {
    GIVEN_NAMES.get(folded).and_then(Gender::read)
}

static TITLES: LazyLock<FxHashMap<&'static str, Title>> = LazyLock::new(|| {
    rows(include_str!("../../../assets/lexicon/titles.txt"))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let words = columns.next()?;
            let sort = match columns.next()? {
                "honorific" => TitleSort::Honorific,
                "office" => TitleSort::Office,
                "rank" => TitleSort::Rank,
                _ => TitleSort::Trade,
            };
            Some((words, Title { sort, gender: Gender::read(columns.next()?) }))
        })
        .collect()
});

/// The sort of organisation that a noun or ending names: `company`, `body`, `team` …
#[must_use]
pub fn organisation_noun(lower: &str) -> Option<&'static str> {
    ORGANISATION_NOUNS.get(lower).copied()
}

static ORGANISATION_NOUNS: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| pairs(include_str!("../../../assets/lexicon/organisation-nouns.txt")));

/// How a noun marks a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceNoun {
    /// It may open the name: "Mount Fuji".
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

/// Whether a word is the name of a month or day: no other name continues over it.
#[must_use]
pub fn calendar_word(lower: &str) -> bool {
    const CALENDAR: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sept.",
        "sep.",
        "oct.",
        "nov.",
        "dec.",
        "sept",
        "a.m.",
        "p.m.",
        "gmt",
    ];
    CALENDAR.contains(&lower)
}

/// Whether a word is the adjective of a continent, a faith or a former state, which modifies and does not name an actor.
#[must_use]
pub fn adjective_of_many(lower: &str) -> bool {
    const ADJECTIVES: &[&str] = &[
        "asian",
        "european",
        "african",
        "soviet",
        "ex-soviet",
        "western",
        "eastern",
        "northern",
        "southern",
        "arab",
        "arabic",
        "muslim",
        "islamic",
        "islamist",
        "christian",
        "jewish",
        "catholic",
        "protestant",
        "orthodox",
        "sunni",
        "shiite",
        "shia",
        "hindu",
        "buddhist",
        "kurdish",
        "hispanic",
        "latino",
        "latin",
        "caribbean",
        "nordic",
        "scandinavian",
        "balkan",
        "baltic",
        "central",
        "democratic",
        "republican",
        "communist",
        "socialist",
        "nazi",
        "anglo",
        "caucasian",
        "mediterranean",
        "transatlantic",
        "international",
        "national",
        "federal",
        "tibetan",
        "chechen",
        "basque",
        "catalan",
        "scottish",
        "welsh",
        "english",
        "bavarian",
        "californian",
        "texan",
        "victorian",
        "olympic",
        "internet",
        "military",
        "foreign",
    ];
    ADJECTIVES.contains(&lower)
}

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
    use super::*;

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
    fn every_lexicon_says_what_it_is_and_where_it_is_from() {
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
