//! Titles and other nouns for people, and the genders of titles and given names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{FAMILY_NAMES, GIVEN_NAMES, PERSON_NOUNS, rows};

/// A person's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// The kind of title.
    pub sort: TitleSort,
    /// The gender it implies, if any.
    pub gender: Option<Gender>,
}

/// The kind of a title.
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
    rows(include_str!("../../../../assets/lexicon/titles.txt"))
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
