//! Where somebody died and in what way he was attacked: "died at the scene", "died on the way to a hospital"; "was shot",
//! "had been stabbed".

use super::super::phrase::{before, word_is};
use super::super::state;
use super::Detail;
use crate::analysis::actor::group;
use crate::analysis::language::{Document, TokenId};

/// Whether two values are two places, or two ways.
pub(super) fn conflict(one: &str, other: &str) -> bool {
    one != other
}

/// Words behind "died" that say where, in the order of the text; "*" is any word.
const PLACES: &[(&[&str], &str)] = &[
    (&["at", "the", "scene"], "at the scene"),
    (&["on", "the", "scene"], "at the scene"),
    (&["on", "the", "spot"], "at the scene"),
    (&["on", "the", "way", "to"], "on the way to hospital"),
    (&["on", "his", "way", "to"], "on the way to hospital"),
    (&["on", "her", "way", "to"], "on the way to hospital"),
    (&["en", "route", "to"], "on the way to hospital"),
    (&["in", "an", "ambulance"], "on the way to hospital"),
    (&["in", "hospital"], "in hospital"),
    (&["at", "hospital"], "in hospital"),
    (&["in", "the", "hospital"], "in hospital"),
    (&["at", "the", "hospital"], "in hospital"),
    (&["at", "a", "hospital"], "in hospital"),
    (&["in", "a", "hospital"], "in hospital"),
    (&["at", "a", "*", "hospital"], "in hospital"),
    (&["in", "surgery"], "in hospital"),
];

/// How many words behind "died" the place may stand.
const REACH: u32 = 7;

/// "died at the scene", "was pronounced dead at a hospital", not of one who did it.
pub(super) fn place(document: &Document<'_>, verb: TokenId) -> Option<Detail> {
    let end = document.sentence(document.sentence_of(verb)).end.0;
    let dead = |place: u32| place < end && word_is(document, TokenId(place), &["dead"]);
    let dies = match document.lemma(verb) {
        "die" => true,
        "pronounce" => dead(verb.0 + 1),
        _ => false,
    };
    if !dies || is_of_doer(document, verb) {
        return None;
    }
    let stands = |from: u32, words: &[&str]| {
        words
            .iter()
            .zip(from..)
            .all(|(word, at)| at < end && (*word == "*" || word_is(document, TokenId(at), &[word])))
    };
    let (from, words, value) = (verb.0 + 1..end.min(verb.0 + 1 + REACH)).find_map(|from| {
        PLACES.iter().find(|(words, _)| stands(from, words)).map(|(words, value)| (from, words, value))
    })?;
    let last = TokenId(from + u32::try_from(words.len()).ok()? - 1);
    let named = document.token(TokenId(from)).span.cover(document.token(last).span);
    Some(Detail { value: (*value).to_owned(), named, span: document.token(verb).span.cover(named) })
}

/// Verbs of attack and the way each tells.
const WAYS: &[(&str, &str)] = &[
    ("shoot", "shot"),
    ("shot", "shot"),
    ("gun", "shot"),
    ("stab", "stabbed"),
    ("knife", "stabbed"),
    ("strangle", "strangled"),
    ("bludgeon", "beaten"),
];

/// "was shot", "had been stabbed", "found shot to death": not by the police, and not of one who did it.
pub(super) fn way(document: &Document<'_>, verb: TokenId) -> Option<Detail> {
    const POLICE: &[&str] = &[
        "police", "officer", "officers", "deputies", "troopers", "guards", "soldiers", "himself", "herself",
    ];
    let (_, value) = WAYS.iter().find(|(lemma, _)| *lemma == document.lemma(verb))?;
    let end = document.sentence(document.sentence_of(verb)).end.0;
    let befell = document.is_passive(verb)
        || before(document, verb)
            .take(2)
            .any(|word| word_is(document, word, &["was", "were", "been", "found"]));
    let police = (verb.0 + 1..end.min(verb.0 + 8)).any(|place| word_is(document, TokenId(place), POLICE));
    let named = document.token(verb).span;
    (befell && !police && !is_of_doer(document, verb)).then(|| Detail {
        value: (*value).to_owned(),
        named,
        span: named,
    })
}

fn is_of_doer(document: &Document<'_>, verb: TokenId) -> bool {
    let doer =
        |noun: TokenId| group::of_head(document, noun).is_some_and(|found| state::is_suspect(found.group));
    document.subject_of(verb).map_or_else(|| before(document, verb).take(4).any(doer), doer)
}

#[cfg(test)]
mod tests {
    use super::super::first;
    use super::*;

    #[test]
    fn where_somebody_died_stands_behind_the_verb() {
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
    fn the_way_of_an_attack_is_told_of_whoever_was_attacked() {
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
