//! How many shots were fired and how many times somebody was hit: "fired three shots", "shot the clerk twice". "At least"
//! leaves the number open upwards.

use super::super::phrase::{after, before, number_in, word_is};
use super::super::state;
use super::Detail;
use crate::analysis::actor::group;
use crate::analysis::language::{Document, TokenId};

/// The suffix of a value that is open upwards.
const OR_MORE: &str = " or more";

/// Whether no number satisfies both.
pub(super) fn conflict(one: &str, other: &str) -> bool {
    let read = |value: &str| {
        let low = value.trim_end_matches(OR_MORE).parse::<f64>().ok()?;
        Some((low, if value.ends_with(OR_MORE) { f64::INFINITY } else { low }))
    };
    read(one)
        .zip(read(other))
        .is_some_and(|((low, high), (other_low, other_high))| high < other_low || other_high < low)
}

/// "fired three shots", "fired eleven times", "fired at least 22 rounds", "heard three shots".
pub(super) fn fired(document: &Document<'_>, verb: TokenId) -> Option<Detail> {
    let nouns: &[&str] = match document.lemma(verb) {
        "fire" => &["shot", "round", "bullet", "time"],
        "hear" => &["shot", "gunshot"],
        _ => return None,
    };
    (!is_of_police(document, verb)).then(|| number_after(document, verb, nouns)).flatten()
}

/// "was shot three times", "shot the clerk twice".
pub(super) fn hit(document: &Document<'_>, verb: TokenId) -> Option<Detail> {
    let lemma = document.lemma(verb);
    let shot =
        (lemma == "shoot" || lemma == "hit" && document.is_passive(verb)) && !is_of_police(document, verb);
    shot.then(|| number_after(document, verb, &["time"])).flatten()
}

/// The number after a verb: before one of some nouns, or "once", "twice".
fn number_after(document: &Document<'_>, verb: TokenId, nouns: &[&str]) -> Option<Detail> {
    const REACH: usize = 7;
    const BORDER: &[&str] = &[",", ";", "and", "but", "before", "after", "when", "in"];
    let mut clause = after(document, verb).take(REACH).take_while(|token| !word_is(document, *token, BORDER));
    let (value, last) = clause.find_map(|token| {
        let adverb = ["once", "twice", "thrice"].iter().position(|word| word_is(document, token, &[word]));
        if let Some(place) = adverb {
            return Some((f64::from(u32::try_from(place).ok()?) + 1.0, token));
        }
        let next = after(document, token).next().filter(|next| nouns.contains(&document.lemma(*next)))?;
        Some((number_in(document.word(token))?, next))
    })?;
    let least = before(document, last)
        .take(5)
        .take_while(|token| *token > verb)
        .any(|token| word_is(document, token, &["least", "than", "over"]));
    let about = before(document, last)
        .take(3)
        .any(|token| word_is(document, token, &["about", "around", "some", "nearly"]));
    let named = document.token(last).span;
    (!about).then(|| Detail {
        value: format!("{value}{}", if least { OR_MORE } else { "" }),
        named,
        span: document.token(verb).span.cover(named),
    })
}

/// Whether the police shot, or the perpetrator was hit.
fn is_of_police(document: &Document<'_>, verb: TokenId) -> bool {
    let police = |noun: TokenId| {
        group::of_head(document, noun).is_some_and(|found| group::contains("authorities", found.group))
    };
    let subject = document.subject_of(verb);
    let by = after(document, verb).take(7).any(police);
    by || subject.is_some_and(|noun| {
        if document.is_passive(verb) { state::names_suspect(document, noun) } else { police(noun) }
    })
}

#[cfg(test)]
mod tests {
    use super::super::first;
    use super::*;

    #[test]
    fn shots_and_hits_are_numbered() {
        for (text, shots, hits) in [
            ("The gunman fired three shots.", Some("3"), None),
            ("He fired eleven times.", Some("11"), None),
            ("Two men fired at least 22 rounds from a car.", Some("22 or more"), None),
            ("He shot the clerk twice.", None, Some("2")),
            ("The clerk was shot three times.", None, Some("3")),
            ("The clerk was shot three times by police.", None, None),
            ("Dana Orr was hit four times.", None, Some("4")),
            ("Officers fired three shots.", None, None),
            ("He fired about ten shots.", None, None),
            ("The firm fired ten clerks.", None, None),
            ("Three clerks were shot.", None, None),
        ] {
            assert_eq!((first(fired, text).as_deref(), first(hit, text).as_deref()), (shots, hits), "{text}");
        }
    }

    #[test]
    fn numbers_of_shots_exclude_each_other_unless_one_is_open() {
        for (one, other, expected) in
            [("3", "2", true), ("3", "3", false), ("2 or more", "5", false), ("9 or more", "5", true)]
        {
            assert_eq!(conflict(one, other), expected, "{one} {other}");
        }
    }
}
