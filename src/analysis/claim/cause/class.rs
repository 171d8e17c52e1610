//! The classes of causes of `assets/lexicon/causes.txt`: which words name one, and which classes exclude each other.

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

    /// Whether two causes may be the same in other words.
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

    /// Whether somebody meant it.
    #[must_use]
    pub fn is_deliberate(&self) -> bool {
        self.sort == Sort::Deliberate
    }
}

struct Lexicon {
    classes: Vec<Class>,
    /// Words and the place of their class.
    words: PhraseTable<usize>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let (mut classes, mut phrases) = (Vec::new(), Vec::new());
    for fields in lexicon::entries(include_str!("../../../../assets/lexicon/causes.txt")) {
        let [name, sort, related, words] = fields[..] else { continue };
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

/// The class that the words from a token on name, and how many words name it.
pub(super) fn at(document: &Document<'_>, first: TokenId) -> Option<(&'static Class, u32)> {
    let (class, length) = LEXICON.words.at(document, first).max_by_key(|(_, length)| *length)?;
    Some((&LEXICON.classes[*class], length))
}

/// The class given by the longest words between two tokens, of equals the last: the head of a noun ends it.
pub(super) fn within(document: &Document<'_>, first: u32, end: u32) -> Option<Found> {
    let found = (first..end).filter_map(|place| {
        let (class, length) = at(document, TokenId(place))?;
        (place + length <= end).then_some(Found { class, first: place, end: place + length })
    });
    found.max_by_key(|found| (found.end - found.first, found.first))
}

/// Words that name a class, in their place.
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
    fn every_related_class_is_one() {
        for class in &LEXICON.classes {
            for related in &class.related {
                assert!(Class::named(related).is_some(), "{} names the unknown class {related}", class.name);
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
    fn the_longest_words_name_the_class() {
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
