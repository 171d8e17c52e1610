//! Questions of grammar that several modules for claims share.

use super::{lexeme, number};
use crate::analysis::language::{Document, NounMention, Relation, TokenId, Upos};
use crate::text::Span;

/// A noun with the words of its name or description, without relative clauses, appositions or conjuncts.
pub(crate) fn noun_phrase(document: &Document<'_>, head: TokenId) -> Span {
    const KEPT: &[Relation] = &[
        Relation::Det,
        Relation::Amod,
        Relation::Compound,
        Relation::Flat,
        Relation::Nummod,
        Relation::NmodPoss,
        Relation::Nmod,
        Relation::NmodDesc,
    ];
    let mut span = document.token(head).span;
    for child in document.children_by(head, KEPT) {
        let inner = match document.token(child).relation {
            Relation::Nmod if !named_by(document, child) => continue,
            Relation::Nmod | Relation::NmodPoss | Relation::Flat | Relation::NmodDesc => {
                noun_phrase(document, child).cover(first_word(document, child))
            }
            _ => document.subtree(child),
        };
        span = span.cover(inner);
    }
    span
}

/// Whether a complement is part of the name of the noun: "spokesperson for the ministry", "head of the fire service".
fn named_by(document: &Document<'_>, complement: TokenId) -> bool {
    document
        .case_of(complement)
        .is_some_and(|case| matches!(&*document.word(case).to_ascii_lowercase(), "of" | "for" | "from"))
}

fn first_word(document: &Document<'_>, noun: TokenId) -> Span {
    document.case_of(noun).map_or(document.token(noun).span, |case| document.token(case).span)
}

/// Whether a word is one of the given ones, in any case.
pub(crate) fn word_is(document: &Document<'_>, token: TokenId, words: &[&str]) -> bool {
    let word = document.word(token);
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Whether a word is a verb.
pub(crate) fn is_verb(document: &Document<'_>, token: TokenId) -> bool {
    document.token(token).upos == Upos::Verb
}

/// The clause that contains a word: the nearest verb or clause head above it, or itself if it is one.
pub(crate) fn clause_of(document: &Document<'_>, token: TokenId) -> TokenId {
    let heads_clause = |token: TokenId| {
        is_verb(document, token)
            && !matches!(document.token(token).relation, Relation::Amod | Relation::Compound)
            || document.token(token).relation == Relation::Root
    };
    let mut here = token;
    while !heads_clause(here) {
        match document.head(here) {
            Some(head) => here = head,
            None => break,
        }
    }
    here
}

/// The words before a token in its sentence, nearest first.
pub(crate) fn before(document: &Document<'_>, token: TokenId) -> impl Iterator<Item = TokenId> + use<> {
    let first = document.sentence(document.sentence_of(token)).first;
    (first.0..token.0).rev().map(TokenId)
}

/// The words after a token in its sentence, nearest first.
pub(crate) fn after(document: &Document<'_>, token: TokenId) -> impl Iterator<Item = TokenId> + use<> {
    let end = document.sentence(document.sentence_of(token)).end;
    (token.0 + 1..end.0).map(TokenId)
}

/// Whether the word right before a token is one of the given ones.
pub(crate) fn previous_is(document: &Document<'_>, token: TokenId, words: &[&str]) -> bool {
    before(document, token).next().is_some_and(|word| word_is(document, word, words))
}

/// Whether the word right after a token is one of the given ones.
pub(crate) fn next_is(document: &Document<'_>, token: TokenId, words: &[&str]) -> bool {
    after(document, token).next().is_some_and(|word| word_is(document, word, words))
}

/// Whether a word is a noun in the singular.
pub(crate) fn is_singular(document: &Document<'_>, noun: TokenId) -> bool {
    document.word(noun).eq_ignore_ascii_case(document.lemma(noun))
}

/// The mentions that begin at or before a place, nearest first.
pub(crate) fn mentions_before<'d>(
    document: &'d Document<'_>,
    start: u32,
) -> impl Iterator<Item = &'d NounMention> {
    let mentions = document.mentions();
    let until = mentions.partition_point(|mention| mention.span.start <= start);
    mentions[..until].iter().rev()
}

/// A text on one line, with single spaces between its words.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The value of a number word or numeral.
pub(crate) fn number_in(word: &str) -> Option<f64> {
    let lexemes = lexeme::cut(word);
    number::read(&lexemes, 0).filter(|number| number.end == lexemes.len()).map(|number| number.value)
}

/// The head of the noun phrase that follows a word: the last of its nouns.
pub(crate) fn noun_after(document: &Document<'_>, word: TokenId) -> Option<TokenId> {
    let mut noun = None;
    for token in after(document, word) {
        match document.token(token).upos {
            Upos::Noun | Upos::Propn => noun = Some(token),
            Upos::Det | Upos::Adj | Upos::Num if noun.is_none() => {}
            Upos::Verb if noun.is_none() && document.token(token).relation == Relation::Amod => {}
            Upos::Num => {}
            _ => break,
        }
    }
    noun
}
