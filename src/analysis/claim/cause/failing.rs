//! What failed, or what whoever was at the wheel did, told of a crash without a word of causing: "the brakes had failed", "the
//! driver fell asleep", "was travelling too fast". A reader takes it for the cause, and its denial for one.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::class::Class;
use super::fault::{Fault, last_told, standing};
use crate::analysis::claim::Status;
use crate::analysis::claim::date::{incident_noun, incident_verb};
use crate::analysis::claim::phrase::{length_at, word_is};
use crate::analysis::language::{Document, TokenId, Upos};

/// The kind of incident such words are told of.
const CRASH: &str = "crash";

/// Phrases, the class of causes they tell, and whether they deny it. "*" stands for up to four words.
const PHRASES: &[(&str, &str, bool)] = &[
    ("brake have fail", "brakes", false),
    ("brake fail", "brakes", false),
    ("brake give out", "brakes", false),
    ("brake be not work", "brakes", false),
    ("brake do not work", "brakes", false),
    ("brake be work", "brakes", true),
    ("brake have not fail", "brakes", true),
    ("brake be in * order", "brakes", true),
    ("fall asleep", "asleep", false),
    ("doze off", "asleep", false),
    ("nod off", "asleep", false),
    ("be asleep at the wheel", "asleep", false),
    ("black out", "illness", false),
    ("lose consciousness", "illness", false),
    ("suffer a heart attack", "illness", false),
    ("suffer a stroke", "illness", false),
    ("travel too fast", "speed", false),
    ("drive too fast", "speed", false),
    ("go too fast", "speed", false),
    ("at excessive speed", "speed", false),
    ("be speed", "speed", false),
    ("exceed the speed limit", "speed", false),
    ("at twice the * speed", "speed", false),
    ("be within the speed limit", "speed", true),
    ("tyre burst", "tyre", false),
    ("tire burst", "tyre", false),
    ("tyre blow", "tyre", false),
    ("tire blow", "tyre", false),
    ("engine fail", "machinery", false),
    ("engine have fail", "machinery", false),
    ("engine stall", "machinery", false),
    ("cargo shift", "overload", false),
    ("cargo have shift", "overload", false),
    ("cargo of * shift", "overload", false),
    ("run a red light", "signal", false),
    ("pass a red signal", "signal", false),
    ("have be drink", "drink", false),
    ("be drunk at the wheel", "drink", false),
];

/// A phrase cut into its words.
struct Phrase {
    words: Vec<&'static str>,
    class: &'static str,
    denies: bool,
}

/// The phrases by the lemma they begin with.
static BY_FIRST: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut by_first: HashMap<_, Vec<Phrase>> = HashMap::new();
    for (phrase, class, denies) in PHRASES {
        let words: Vec<&str> = phrase.split(' ').collect();
        by_first.entry(words[0]).or_default().push(Phrase { words, class, denies: *denies });
    }
    by_first
});

/// What failed, where the phrase begins at a word and the report tells of a crash.
pub(super) fn failed(document: &Document<'_>, token: TokenId) -> Option<Fault> {
    let phrases = BY_FIRST.get(document.lemma(token))?;
    let end = document.sentence(document.sentence_of(token)).end.0;
    let (class, denies, length) = phrases.iter().find_map(|phrase| {
        Some((phrase.class, phrase.denies, length_at(document, token.0, end, &phrase.words)?))
    })?;
    if last_told(document, token, Some(CRASH)).is_none() && !opens_with_a_crash(document) {
        return None;
    }
    let last = TokenId(token.0 + length - 1);
    let span = document.token(token).span.cover(document.token(last).span);
    let own_not = (token.0..=last.0).any(|place| word_is(document, TokenId(place), &["not", "n't"]));
    let status = match standing(document, span)? {
        _ if denies => Status::Denied,
        Status::Denied if own_not => Status::Asserted,
        other => other,
    };
    Some(Fault {
        of: CRASH,
        what: document.words(span).to_lowercase(),
        class: Class::named(class),
        status,
        effect: span,
        span,
    })
}

/// Whether one of a report's first words tells of a crash.
fn opens_with_a_crash(document: &Document<'_>) -> bool {
    const OPENING: usize = 80;
    document.token_ids().take(OPENING).any(|token| {
        let lemma = document.lemma(token);
        let kind = match document.token(token).upos {
            Upos::Noun => incident_noun(lemma),
            Upos::Verb => incident_verb(lemma),
            _ => None,
        };
        kind == Some(CRASH)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_in_a_crash_is_told_without_a_word_of_causing() {
        for (text, expected) in [
            (
                "A bus crashed in Leeds. The brakes had failed, the driver said.",
                Some(("brakes", Status::Asserted)),
            ),
            ("A train crashed. The brakes were working normally.", Some(("brakes", Status::Denied))),
            ("A bus crashed. The driver appeared to have fallen asleep.", Some(("asleep", Status::Alleged))),
            (
                "A bus crashed. It was travelling too fast, a passenger said.",
                Some(("speed", Status::Asserted)),
            ),
            ("The ferry capsized after a cargo of cement shifted.", Some(("overload", Status::Asserted))),
            ("The brakes had failed on a car in a shop.", None),
            ("The children fell asleep.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| failed(&document, token));
            let found = found.map(|fault| (fault.class.map_or("", |class| class.name), fault.status));
            assert_eq!(found, expected, "{text}");
        }
    }
}
