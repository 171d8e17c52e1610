//! The purpose that armed forces are sent for: "troops were sent to guard the dam", "the deployment of soldiers to restore
//! order".

use super::count::in_marks;
use super::phrase::{after, before, clause_of, one_line, word_is};
use super::predicate::{self, Use};
use super::{Claim, ClaimKind, Reading};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, TokenId, Upos};
use crate::text::Span;

/// The predicate of such claims.
pub const PURPOSE: &str = "purpose of the deployment";

/// Finds such claims, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .filter_map(|word| {
            let purpose = purpose_of(document, word)?;
            let span = document.token(word).span.cover(purpose);
            let chain = reading.attributions.chain(purpose);
            Some(Claim {
                subject: document.token(word).span,
                value: Some(one_line(document.words(purpose)).into()),
                as_of: reading.clocks.as_of(clause_of(document, word), &chain),
                chain,
                quoted: in_marks(document, purpose),
                ..Claim::at(ClaimKind::Cause, PURPOSE, span)
            })
        })
        .collect()
}

/// How many words after the sending its purpose may begin, and how many words it may have.
const REACH: u32 = 24;
const MOST_WORDS: u32 = 11;

/// The purpose given after a word for sending forces.
fn purpose_of(document: &Document<'_>, word: TokenId) -> Option<Span> {
    let usage = match document.token(word).upos {
        Upos::Verb => Use::Patient,
        Upos::Noun => Use::Noun,
        _ => return None,
    };
    let sends = predicate::lookup(usage, document.lemma(word)).iter().any(|said| said.class == "deployed");
    let sentence = document.sentence(document.sentence_of(word));
    let mut around = before(document, word).take(7).chain([word]).chain(after(document, word).take(6));
    if !sends || !around.any(|noun| is_armed(document, noun)) {
        return None;
    }
    let is = |place: u32, words: &[&str]| word_is(document, TokenId(place), words);
    let to = (word.0 + 1..sentence.end.0.min(word.0 + REACH)).find(|place| {
        let next = TokenId(place + 1);
        is(*place, &["to"]) && next < sentence.end && document.token(next).upos == Upos::Verb
    })?;
    let parted = (word.0 + 1..to)
        .any(|place| is(place, &[";", ":"]) || document.token(TokenId(place)).upos == Upos::Sconj);
    let ends = |place: &u32| {
        is(*place, &[",", ".", ";", ":", "\u{201d}", "\"", "(", "after", "as", "when", "while", "on"])
    };
    let end = (to + 2..sentence.end.0.min(to + 1 + MOST_WORDS))
        .find(ends)
        .unwrap_or(sentence.end.0.min(to + 1 + MOST_WORDS));
    let span = document.token(TokenId(to)).span.cover(document.token(TokenId(end - 1)).span);
    (!parted).then_some(span)
}

/// Whether a noun denotes forces that can be sent.
fn is_armed(document: &Document<'_>, noun: TokenId) -> bool {
    document.token(noun).upos == Upos::Noun
        && group::of_head(document, noun).is_some_and(|found| group::contains("troops", found.group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_purpose_follows_the_sending_of_forces() {
        for (text, expected) in [
            ("Troops were sent to guard the dam.", Some("to guard the dam")),
            (
                "The army began the deployment of soldiers in Leeds to restore order, he said.",
                Some("to restore order"),
            ),
            ("Soldiers were sent to Leeds.", None),
            ("Engineers were sent to repair the dam.", None),
            ("Troops want to leave the dam.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|word| purpose_of(&document, word));
            assert_eq!(found.map(|words| document.words(words)), expected, "{text}");
        }
    }
}
