//! What a report says outright it does not know: "no information on casualties so far", "it is unclear how many were hurt".
//!
//! Unknown is never zero: the claim has no number.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexeme::lower;
use super::lexicon::{self, PhraseTable};
use super::phrase::{after, word_is};
use super::{Claim, ClaimKind, Reading, Status};
use crate::analysis::language::{Document, TokenId};

/// The value of what is not known.
pub const UNKNOWN: &str = "unknown";

/// The lists of `assets/lexicon/unknown-figures.txt`.
struct Lists {
    /// Words that say that nothing is known.
    cues: PhraseTable<()>,
    /// What may be unknown, and the predicate it is about.
    things: HashMap<&'static str, &'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut rows: HashMap<&str, Vec<&str>> = HashMap::new();
    for fields in lexicon::entries(include_str!("../../../assets/lexicon/unknown-figures.txt")) {
        let [name, words] = fields[..] else { continue };
        rows.entry(name).or_default().extend(lexicon::words(words));
    }
    let cues = rows.remove("cue").unwrap_or_default().into_iter().map(|cue| (cue, ())).collect();
    let of_predicate = |(predicate, words): (_, Vec<_>)| words.into_iter().map(move |word| (word, predicate));
    Lists { cues, things: rows.into_iter().flat_map(of_predicate).collect() }
});

/// How many words after the cue the thing may be.
const REACH: usize = 6;

/// Finds them by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    document
        .token_ids()
        .filter_map(|token| {
            let (thing, predicate) = unknown_at(document, token)?;
            let span = document.token(token).span.cover(document.token(thing).span);
            let civil = (token.0..thing.0).any(|place| word_is(document, TokenId(place), &["civilian"]));
            Some(Claim {
                subject: document.token(thing).span,
                subject_group: Some(if civil { "civilians" } else { "people" }),
                value: Some(UNKNOWN.into()),
                status: Status::Unknown,
                ..reading.claim(ClaimKind::Status, predicate, token, span)
            })
        })
        .collect()
}

/// The thing said to be unknown by the cue that begins at a word.
fn unknown_at(document: &Document<'_>, token: TokenId) -> Option<(TokenId, &'static str)> {
    let (&(), length) = LISTS.cues.at(document, token).next()?;
    let last = TokenId(token.0 + length - 1);
    after(document, last).take(REACH).find_map(|token| {
        let by_form = || LISTS.things.get(&*lower(document.word(token)));
        let predicate = LISTS.things.get(document.lemma(token)).or_else(by_form)?;
        Some((token, *predicate))
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
