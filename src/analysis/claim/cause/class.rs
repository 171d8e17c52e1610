//! The classes of causes of `assets/lexicon/causes.txt`: which words tell one, and which classes exclude each other.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::claim::lexicon;
use crate::analysis::claim::word::lower;
use crate::analysis::language::{Document, TokenId};

/// A class of causes.
#[derive(Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: &'static str,
    sort: Sort,
    kin: Vec<&'static str>,
}

/// How a class stands to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Somebody meant it.
    Deliberate,
    /// What lit a fire or a blast.
    Ignition,
    /// One of several things that may have come together.
    Factor,
}

impl Class {
    /// The class of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        LEXICON.classes.iter().find(|class| class.name == name)
    }

    /// Whether two causes may be one, told in other words.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        self.name == other.name || self.kin.contains(&other.name) || other.kin.contains(&self.name)
    }

    /// Whether two causes cannot both have caused one incident.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        let meant = self.sort == Sort::Deliberate || other.sort == Sort::Deliberate;
        let lit = self.sort == Sort::Ignition && other.sort == Sort::Ignition;
        !self.may_be(other) && (meant || lit)
    }

    /// Whether somebody meant it.
    #[must_use]
    pub fn is_deliberate(&self) -> bool {
        self.sort == Sort::Deliberate
    }
}

#[derive(Default)]
struct Lexicon {
    classes: Vec<Class>,
    /// Words and their class, by their first word.
    words: HashMap<&'static str, Vec<(Vec<&'static str>, usize)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut all = Lexicon::default();
    for fields in lexicon::entries(include_str!("../../../../assets/lexicon/causes.txt")) {
        let [name, sort, kin, words] = fields[..] else { continue };
        let sort = match sort {
            "deliberate" => Sort::Deliberate,
            "ignition" => Sort::Ignition,
            _ => Sort::Factor,
        };
        for told in words.split(", ") {
            let told: Vec<&str> = told.split(' ').collect();
            all.words.entry(told[0]).or_default().push((told, all.classes.len()));
        }
        let kin = kin.split(", ").filter(|name| *name != "-").collect();
        all.classes.push(Class { name, sort, kin });
    }
    for words in all.words.values_mut() {
        words.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    all
});

/// The class that the words beginning at a token tell, and how many words tell it.
pub(super) fn at(document: &Document<'_>, first: TokenId) -> Option<(&'static Class, u32)> {
    let end = document.sentence(document.sentence_of(first)).end.0;
    let is = |token: TokenId, word: &str| {
        document.lemma(token).eq_ignore_ascii_case(word) || document.word(token).eq_ignore_ascii_case(word)
    };
    let (surface, lemma) = (lower(document.word(first)), lower(document.lemma(first)));
    let told = LEXICON.words.get(&*surface).into_iter().chain(LEXICON.words.get(&*lemma)).flatten();
    told.filter(|(words, _)| {
        words.iter().zip(first.0..).all(|(word, place)| place < end && is(TokenId(place), word))
    })
    .max_by_key(|(words, _)| words.len())
    .map(|(words, class)| (&LEXICON.classes[*class], u32::try_from(words.len()).unwrap_or(1)))
}

/// The class told by the longest words between two tokens, of equals the last: the head of a noun ends it.
pub(super) fn within(document: &Document<'_>, first: u32, end: u32) -> Option<Found> {
    let found = (first..end).filter_map(|place| {
        let (class, length) = at(document, TokenId(place))?;
        (place + length <= end).then_some(Found { class, first: place, end: place + length })
    });
    found.max_by_key(|found| (found.end - found.first, found.first))
}

/// Words that tell a class, in their place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The class.
    pub class: &'static Class,
    /// The first of its words.
    pub first: u32,
    /// One past the last.
    pub end: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kin_is_a_class() {
        for class in &LEXICON.classes {
            for kin in &class.kin {
                assert!(Class::named(kin).is_some(), "{} has the unknown kin {kin}", class.name);
            }
        }
    }

    #[test]
    fn what_somebody_meant_excludes_what_nobody_meant() {
        for (one, other, excludes) in [
            ("arson", "electrical", true),
            ("welding", "smoking", true),
            ("battery", "electrical", false),
            ("brakes", "speed", false),
            ("bomb", "gas", true),
            ("bomb", "attack", false),
            ("cyberattack", "software", true),
        ] {
            let (a, b) = (Class::named(one).unwrap(), Class::named(other).unwrap());
            assert_eq!(a.excludes(b), excludes, "{one} {other}");
            assert_eq!(b.excludes(a), excludes, "{other} {one}");
        }
    }

    #[test]
    fn the_longest_words_tell_the_class() {
        for (text, expected) in [
            ("a faulty gas heater", Some("heating")),
            ("a leaking gas cylinder", Some("gas")),
            ("a short circuit in the wiring", Some("electrical")),
            ("the sparks of a welding torch", Some("welding")),
            ("Lightning", Some("lightning")),
            ("the council", None),
        ] {
            let document = Document::read(text);
            let end = u32::try_from(document.tokens().len()).unwrap();
            assert_eq!(within(&document, 0, end).map(|found| found.class.name), expected, "{text}");
        }
    }
}
