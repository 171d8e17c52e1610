//! The classes of causes in `assets/lexicon/causes.txt`: which words denote one, and which classes exclude each other.

use std::sync::LazyLock;

use crate::analysis::claim::lexicon::{self, PhraseTable};
use crate::analysis::language::{Document, TokenId};

/// A class of causes.
#[derive(Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: &'static str,
    sort: Sort,
    related: Vec<&'static str>,
}

/// How a class relates to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Somebody intended it.
    Deliberate,
    /// What set off a fire or an explosion.
    Ignition,
    /// One of several factors that may have combined.
    Factor,
}

impl Class {
    /// The class with that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        LEXICON.classes.iter().find(|class| class.name == name)
    }

    /// Whether two causes may be the same in different words.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        self.name == other.name || self.related.contains(&other.name) || other.related.contains(&self.name)
    }

    /// Whether two causes cannot both have caused one incident.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        let meant = self.sort == Sort::Deliberate || other.sort == Sort::Deliberate;
        let lit = self.sort == Sort::Ignition && other.sort == Sort::Ignition;
        !self.may_be(other) && (meant || lit)
    }
}

struct Lexicon {
    classes: Vec<Class>,
    /// Words, with the index of their class.
    words: PhraseTable<usize>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let (mut classes, mut phrases) = (Vec::new(), Vec::new());
    for [name, sort, related, words] in lexicon::rows(include_str!("../../../../assets/lexicon/causes.txt")) {
        let sort = match sort {
            "deliberate" => Sort::Deliberate,
            "ignition" => Sort::Ignition,
            _ => Sort::Factor,
        };
        phrases.extend(lexicon::words(words).map(|phrase| (phrase, classes.len())));
        classes.push(Class { name, sort, related: lexicon::words(related).collect() });
    }
    Lexicon { classes, words: phrases.into_iter().collect() }
});

/// The class that the words starting at a token denote, and how many words they are.
pub(super) fn at(document: &Document<'_>, first: TokenId) -> Option<(&'static Class, u32)> {
    let (class, length) = LEXICON.words.at(document, first).max_by_key(|(_, length)| *length)?;
    Some((&LEXICON.classes[*class], length))
}

/// The class denoted by the longest words between two tokens; of equally long ones the last, since the head of a noun phrase
/// is at its end.
pub(super) fn within(document: &Document<'_>, first: u32, end: u32) -> Option<Found> {
    let found = (first..end).filter_map(|place| {
        let (class, length) = at(document, TokenId(place))?;
        (place + length <= end).then_some(Found { class, first: place, end: place + length })
    });
    found.max_by_key(|found| (found.end - found.first, found.first))
}

/// Words that denote a class, with their place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The class.
    pub class: &'static Class,
    /// The first of its words.
    pub first: u32,
    /// One past the last of its words.
    pub end: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_related_class_exists() {
        for class in &LEXICON.classes {
            for related in &class.related {
                assert!(Class::named(related).is_some(), "{} names the unknown class {related}", class.name);
            }
        }
    }

    #[test]
    fn deliberate_causes_exclude_unintended_ones() {
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
    fn the_longest_words_determine_the_class() {
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
