//! Where somebody died and how they were attacked: "died at the scene", "died on the way to a hospital"; "was shot",
//! "had been stabbed".

use std::sync::LazyLock;

use super::super::lexicon::{self, PhraseTable, WordClass};
use super::super::phrase::{after, before, next_is, word_is};
use super::super::state;
use super::Detail;
use crate::analysis::language::{Document, TokenId};

/// Phrases after "died" that say where, each with the place.
static PLACES: LazyLock<PhraseTable<&'static str>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../../../../assets/lexicon/places-of-death.txt"))
        .filter_map(|fields| Some((*fields.first()?, *fields.get(1)?)))
        .flat_map(|(place, phrases)| lexicon::words(phrases).map(move |phrase| (phrase, place)))
        .collect()
});

/// How many words after "died" the place may be.
const REACH: usize = 7;

/// "died at the scene", "was pronounced dead at a hospital", but not of a perpetrator.
pub(super) fn place(document: &Document<'_>, verb: TokenId) -> Option<Detail> {
    let dies = match document.lemma(verb) {
        "die" => true,
        "pronounce" => next_is(document, verb, &["dead"]),
        _ => false,
    };
    if !dies || is_of_perpetrator(document, verb) {
        return None;
    }
    let (from, value, length) = after(document, verb)
        .take(REACH)
        .find_map(|from| PLACES.at(document, from).next().map(|(value, length)| (from, value, length)))?;
    let last = TokenId(from.0 + length - 1);
    let named = document.token(from).span.cover(document.token(last).span);
    Some(Detail { value: (*value).to_owned(), named, span: document.token(verb).span.cover(named) })
}

/// Verbs of attack, and the way of attack that each denotes.
const WAYS: &[(&str, &str)] = &[
    ("shoot", "shot"),
    ("shot", "shot"),
    ("gun", "shot"),
    ("stab", "stabbed"),
    ("knife", "stabbed"),
    ("strangle", "strangled"),
    ("bludgeon", "beaten"),
];

/// "was shot", "had been stabbed", "found shot to death": not by the police, and not of a perpetrator.
pub(super) fn way(document: &Document<'_>, verb: TokenId) -> Option<Detail> {
    static POLICE: WordClass = WordClass::named("police or oneself");
    let (_, value) = WAYS.iter().find(|(lemma, _)| *lemma == document.lemma(verb))?;
    let suffered = document.is_passive(verb)
        || before(document, verb)
            .take(2)
            .any(|word| word_is(document, word, &["was", "were", "been", "found"]));
    let police = after(document, verb).take(7).any(|word| POLICE.has_word(document, word));
    let named = document.token(verb).span;
    (suffered && !police && !is_of_perpetrator(document, verb)).then(|| Detail {
        value: (*value).to_owned(),
        named,
        span: named,
    })
}

fn is_of_perpetrator(document: &Document<'_>, verb: TokenId) -> bool {
    let suspect = |noun: TokenId| state::names_suspect(document, noun);
    document.subject_of(verb).map_or_else(|| before(document, verb).take(4).any(suspect), suspect)
}

#[cfg(test)]
mod tests {
    use super::super::first;
    use super::*;

    #[test]
    fn where_somebody_died_comes_after_the_verb() {
        for (text, expected) in [
            ("The clerk died at the scene.", Some("at the scene")),
            ("The clerk was pronounced dead at the scene.", Some("at the scene")),
            ("A man died on the way to the hospital.", Some("on the way to hospital")),
            ("She died of her wounds in hospital.", Some("in hospital")),
            ("The gunman died at the scene.", None),
            ("The clerk was treated at the scene.", None),
        ] {
            assert_eq!(first(place, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_way_of_an_attack_is_of_the_person_attacked() {
        for (text, expected) in [
            ("A couple were found shot to death.", Some("shot")),
            ("The two had been stabbed.", Some("stabbed")),
            ("The gunman was shot.", None),
            ("A man was shot by police.", None),
            ("A film was shot in Leeds by officers.", None),
        ] {
            assert_eq!(first(way, text).as_deref(), expected, "{text}");
        }
    }
}
