//! What a report says outright it does not know: "no information on casualties so far", "it is unclear how many were hurt".
//!
//! Unknown is never zero: the claim has no number.

use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::{clause_of, word_is};
use super::{Claim, ClaimKind, Context, Status};
use crate::analysis::language::{Document, TokenId};

/// The value of what is not known.
pub const UNKNOWN: &str = "unknown";

/// Words that say that nothing is known, in the order of the text.
const CUES: &[&[&str]] = &[
    &["no", "information", "on"],
    &["no", "information", "about"],
    &["no", "word", "on"],
    &["no", "word", "of"],
    &["no", "details", "on"],
    &["no", "details", "about"],
    &["no", "details", "of"],
    &["no", "immediate", "word", "on"],
    &["no", "immediate", "word", "of"],
    &["no", "immediate", "information", "on"],
    &["no", "immediate", "information", "about"],
    &["no", "immediate", "reports", "of"],
    &["not", "known", "how", "many"],
    &["not", "known", "whether"],
    &["not", "known", "if"],
    &["not", "clear", "how", "many"],
    &["not", "clear", "whether"],
    &["not", "clear", "if"],
    &["unclear", "how", "many"],
    &["unclear", "whether"],
    &["unclear", "if"],
    &["unknown", "how", "many"],
    &["not", "say", "how", "many"],
];

/// What may be unknown, and the predicate it is about.
const THINGS: &[(&str, &str)] = &[
    ("casualty", "killed"),
    ("victim", "killed"),
    ("death", "killed"),
    ("fatality", "killed"),
    ("kill", "killed"),
    ("die", "killed"),
    ("dead", "killed"),
    ("injury", "injured"),
    ("injure", "injured"),
    ("hurt", "injured"),
    ("wound", "injured"),
    ("arrest", "arrested"),
    ("missing", "missing"),
];

/// How many words behind the cue the thing may stand.
const REACH: u32 = 6;

/// Finds them by start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    document
        .token_ids()
        .filter_map(|token| {
            let (thing, predicate) = unknown_at(document, token)?;
            let span = document.token(token).span.cover(document.token(thing).span);
            let chain = attributions.chain(span);
            let civil = (token.0..thing.0).any(|place| word_is(document, TokenId(place), &["civilian"]));
            Some(Claim {
                subject: document.token(thing).span,
                subject_group: Some(if civil { "civilians" } else { "people" }),
                value: Some(UNKNOWN.into()),
                as_of: clocks.as_of(clause_of(document, token), &chain),
                chain,
                status: Status::Unknown,
                ..Claim::at(ClaimKind::Status, predicate, span)
            })
        })
        .collect()
}

/// The thing said to be unknown by the cue that begins at a word.
fn unknown_at(document: &Document<'_>, token: TokenId) -> Option<(TokenId, &'static str)> {
    let end = document.sentence(document.sentence_of(token)).end.0;
    let length = CUES.iter().find_map(|cue| {
        let mut words = (token.0..end).map(TokenId);
        let stands = |word: &&str| words.next().is_some_and(|token| word_is(document, token, &[word]));
        cue.iter().all(stands).then_some(cue.len())
    })?;
    let from = token.0 + u32::try_from(length).ok()?;
    (from..end.min(from + REACH)).map(TokenId).find_map(|token| {
        let lemma = document.lemma(token);
        let known = THINGS.iter().find(|(word, _)| *word == lemma || word_is(document, token, &[word]))?;
        Some((token, known.1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_unknown_is_read() {
        for (text, expected) in [
            ("There was no information on casualties so far.", Some("killed")),
            ("It was not clear how many people were hurt.", Some("injured")),
            ("There was no immediate word on civilian deaths.", Some("killed")),
            ("There was no information on the train.", None),
            ("Six people were killed, and there is no doubt about it.", None),
            ("Nobody was killed.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| unknown_at(&document, token));
            assert_eq!(found.map(|(_, predicate)| predicate), expected, "{text}");
        }
    }
}
