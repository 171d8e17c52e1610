//! How a cause is worded: which incident it is of if its own words name none, and how certainly it is stated.

use crate::analysis::claim::Status;
use crate::analysis::claim::date::{incident_noun, incident_verb};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::phrase::{after, before, next_is, word_is};
use crate::analysis::language::{Document, SentenceId, TokenId, Upos};
use crate::text::Span;

/// The kind of incident that a noun or a verb denotes.
pub(super) fn incident_at(document: &Document<'_>, token: TokenId) -> Option<&'static str> {
    let lemma = document.lemma(token);
    match document.token(token).upos {
        Upos::Noun => incident_noun(lemma),
        Upos::Verb => incident_verb(lemma),
        _ => None,
    }
}

/// The kind of the last incident mentioned before a word, in its own sentence or in the few before.
pub(super) fn last_incident(
    document: &Document<'_>,
    word: TokenId,
    only: Option<&str>,
) -> Option<&'static str> {
    const SENTENCES: u32 = 3;
    let first = SentenceId(document.sentence_of(word).0.saturating_sub(SENTENCES));
    let from = document.sentence(first).first.0;
    (from..word.0)
        .rev()
        .filter_map(|place| incident_at(document, TokenId(place)))
        .find(|kind| only.is_none_or(|only| only == *kind))
}

/// The status of the statement in a span, by the words around it; none if nothing is stated: "whether it was arson".
pub(super) fn status_of(document: &Document<'_>, span: Span) -> Option<Status> {
    static HEDGES: WordClass = WordClass::named("hedges of a cause");
    const OPEN: &[&str] = &["whether", "if", "would", "unless", "?"];
    let first = document.tokens_within(span).next()?;
    let last = document.tokens_within(span).next_back()?;
    let around = |ahead: usize| {
        let within = (first.0..=last.0).map(TokenId);
        before(document, first).take(ahead).chain(within).chain(after(document, last).take(4))
    };
    let (near, close) = (|| around(8), || around(4));
    let not =
        close().any(|token| word_is(document, token, &["not", "n't", "never", "cannot", "no", "without"]));
    let ruled_out = near().any(|token| document.lemma(token) == "rule" && next_is(document, token, &["out"]));
    let denied =
        close().any(|token| matches!(document.lemma(token), "deny" | "exclude" | "dismiss" | "reject"));
    match (not, ruled_out || denied) {
        _ if near().any(|token| word_is(document, token, OPEN)) => None,
        (true, true) => None,
        (true, false) | (false, true) => Some(Status::Denied),
        _ if near().any(|token| HEDGES.has_word(document, token)) => Some(Status::Alleged),
        _ => Some(Status::Asserted),
    }
}
