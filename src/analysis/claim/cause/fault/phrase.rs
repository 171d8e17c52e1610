//! The phrases around the word of a pattern: the noun phrase or clause of a cause, and the incident that is its effect.

use super::super::class::{self, Class};
use super::{REACH, Reader};
use crate::analysis::claim::date::{incident_noun, incident_verb};
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::claim::phrase::{before, noun_after, word_is};
use crate::analysis::language::{Document, Relation, TokenId, Upos};
use crate::text::Span;

/// The words of a cause.
#[derive(Clone, Copy)]
pub(super) struct Cause {
    pub(super) head: TokenId,
    pub(super) words: Span,
    pub(super) class: Option<&'static Class>,
}

impl Reader<'_, '_> {
    pub(super) fn is_incident(&self, token: TokenId) -> bool {
        self.document.token(token).upos == Upos::Noun && incident_noun(self.document.lemma(token)).is_some()
    }

    /// The nearest incident after a place, before another clause begins: "the crash", "the ferry to capsize".
    pub(super) fn incident_after(&self, place: u32, reach: u32) -> Option<TokenId> {
        (place..self.sentence.end.min(place + reach)).map(TokenId).find(|token| {
            let verb = || {
                token.0 > place
                    && self.sentence.is(token.0 - 1, &["to"])
                    && incident_verb(self.document.lemma(*token)).is_some()
            };
            self.is_incident(*token) || verb()
        })
    }

    /// The nearest incident before the word of the pattern; a bare "accident" only if there is no other.
    pub(super) fn incident_before(&self) -> Option<TokenId> {
        let found: Vec<_> = before(self.document, self.word)
            .take(REACH as usize)
            .filter(|token| self.is_incident(*token))
            .collect();
        let plain = |token: &&TokenId| self.document.lemma(**token) == "accident";
        found.iter().find(|token| !plain(token)).or(found.first()).copied()
    }

    /// What precedes the verb: the noun right before it, skipping "appears to have" and the like.
    pub(super) fn agent(&self) -> Option<Cause> {
        static SEEMS: WordClass = WordClass::named("verbs before a cause");
        let light = |token: &TokenId| {
            matches!(self.document.token(*token).upos, Upos::Adv | Upos::Aux | Upos::Part)
                || SEEMS.has_lemma(self.document, *token)
        };
        // "Rumours that the bridge would fall set off the stampede": the subject, whatever clause depends on it.
        let subject = self.document.subject_of(self.word).map(|subject| self.cause_at(subject));
        if let Some(cause) = subject.filter(|cause| cause.class.is_some()) {
            return Some(cause);
        }
        let agent = before(self.document, self.word).find(|token| !light(token))?;
        let plain = matches!(self.document.token(agent).upos, Upos::Noun | Upos::Adj);
        let cause = self.cause_at(agent);
        (plain || cause.class.is_some()).then_some(cause)
    }

    /// The form of "be" among the few words before the word of the pattern.
    pub(super) fn be_before(&self, reach: usize) -> Option<TokenId> {
        before(self.document, self.word).take(reach).find(|token| word_is(self.document, *token, BE))
    }

    /// The words of a class before a place; those of the head noun rather than those of where it is: "a short circuit in a
    /// fan".
    pub(super) fn class_before(&self, link: TokenId) -> Option<class::Found> {
        let from = before(self.document, link)
            .take(8)
            .take_while(|token| !word_is(self.document, *token, BORDERS))
            .last()?;
        let noun = (from.0..link.0)
            .find(|place| self.sentence.is(*place, &["in", "of", "at", "on", "from", "inside"]));
        let own = noun.and_then(|end| class::within(self.document, from.0, end));
        own.or_else(|| class::within(self.document, from.0, link.0))
    }

    /// Where the clause that begins at a place ends.
    pub(super) fn border(&self, from: u32) -> u32 {
        let end = self.sentence.end.min(from + REACH);
        (from..end).find(|place| self.sentence.is(*place, BORDERS)).unwrap_or(end)
    }

    pub(super) fn cause_after(&self, place: u32) -> Option<Cause> {
        let head = noun_after(self.document, TokenId(place))?;
        let own = self.cause_at(head);
        // "a fault in the wiring", "a leak of gas": the complement may denote the class.
        let of = (self.sentence.is(head.0 + 1, &["in", "of", "from"]))
            .then(|| noun_after(self.document, TokenId(head.0 + 1)))
            .flatten();
        let longer = of.map(|of| own.words.cover(self.document.token(of).span));
        let class =
            own.class.or_else(|| class::within(self.document, head.0, of?.0 + 1).map(|found| found.class));
        Some(Cause { words: longer.unwrap_or(own.words), class, ..own })
    }

    pub(super) fn cause_at(&self, head: TokenId) -> Cause {
        let words = noun_words(self.document, head);
        let first = self.document.tokens_within(words).next().unwrap_or(head);
        let class = class::within(self.document, first.0, head.0 + 1).map(|found| found.class);
        Cause { head, words, class }
    }

    pub(super) fn of_class(&self, found: class::Found) -> Cause {
        let head = TokenId(found.end - 1);
        let first = self.document.token(TokenId(found.first)).span;
        let words = noun_words(self.document, TokenId(found.first)).cover(first);
        Cause { head, words: words.cover(self.document.token(head).span), class: Some(found.class) }
    }
}

/// Forms of "be" that link a cause to its effect.
pub(super) const BE: &[&str] = &["was", "is", "were", "be", "been"];

/// Words at which another clause begins.
const BORDERS: &[&str] =
    &[",", ";", ":", "that", "which", "who", "and", "but", "“", "”", "\"", "said", "after", "when"];

/// A noun with the nouns, adjectives and participles right before it.
fn noun_words(document: &Document<'_>, noun: TokenId) -> Span {
    let describes = |token: &TokenId| {
        let joined = matches!(document.token(*token).relation, Relation::Amod | Relation::Compound);
        joined || matches!(document.token(*token).upos, Upos::Noun | Upos::Adj | Upos::Propn)
    };
    before(document, noun)
        .take_while(describes)
        .fold(document.token(noun).span, |span, token| span.cover(document.token(token).span))
}
