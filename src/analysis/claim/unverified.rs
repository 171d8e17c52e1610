//! Statements that a report could not verify: "could not be independently verified", "there was no independent confirmation".

use super::lexicon::WordClass;
use super::sentence::Sentence;
use super::{Claim, ClaimKind, Reading, Status};
use crate::analysis::language::{Document, TokenId};
use crate::text::Span;

/// The predicate of such claims.
pub const UNVERIFIED: &str = "unverified";

/// Verbs of verifying.
static CHECKS: WordClass = WordClass::named("verbs of verifying");
/// Nouns for verifying.
static CHECKED: WordClass = WordClass::named("nouns for verifying");
/// Words that say it was not possible.
static FAILED: WordClass = WordClass::named("words for failing to verify");

/// Finds such claims, by start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let of_token = |token: TokenId| {
        let span = not_checked(document, token)?;
        let claim = reading.claim(ClaimKind::Status, UNVERIFIED, token, span);
        Some(Claim { status: Status::Unknown, ..claim })
    };
    document.token_ids().filter_map(of_token).collect()
}

/// How many words may be between the words that say it was not possible and the verb or noun.
const REACH: u32 = 6;

/// "could not be independently verified", "were unable to verify", "no independent confirmation".
fn not_checked(document: &Document<'_>, token: TokenId) -> Option<Span> {
    let sentence = Sentence::of(document, token);
    let verb = CHECKS.has_lemma(document, token);
    if !verb && !CHECKED.has_lemma(document, token) {
        return None;
    }
    let ahead = || (token.0.saturating_sub(REACH).max(sentence.first)..token.0).rev();
    let failed = ahead().find(|place| sentence.is_of(*place, &FAILED))?;
    let independent =
        ahead().chain(token.0 + 1..token.0 + 3).any(|place| sentence.lower(place).starts_with("independent"));
    // "has not confirmed the deal" means that somebody declined to; only a report says that something could not be confirmed.
    let able = (failed.saturating_sub(1)..token.0).any(|place| {
        sentence.is(place, &["could", "can", "cannot", "unable", "impossible", "possible", "able"])
    });
    (independent || able && verb && !sentence.is(token.0 + 1, &["that"]))
        .then(|| document.token(TokenId(failed)).span.cover(document.token(token).span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unverified_statements_are_read() {
        for (text, expected) in [
            (
                "The casualty figures could not be independently confirmed.",
                Some("not be independently confirmed"),
            ),
            ("The agency was unable to verify the report.", Some("unable to verify")),
            ("It was not possible to verify the footage.", Some("not possible to verify")),
            ("The claim has not been independently verified.", Some("not been independently verified")),
            ("There was no independent confirmation of the toll.", Some("no independent confirmation")),
            ("Reuters cannot independently verify such reports.", Some("not independently verify")),
            ("The club has not confirmed the transfer.", None),
            ("The minister confirmed that no one was hurt.", None),
            ("An independent inquiry verified the count.", None),
            ("There was no confirmation from the club.", None),
        ] {
            let document = Document::read(text);
            let found = document.token_ids().find_map(|token| not_checked(&document, token));
            assert_eq!(found.map(|span| document.words(span)), expected, "{text}");
        }
    }
}
