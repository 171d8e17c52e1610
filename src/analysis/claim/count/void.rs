//! What keeps a number from being a figure, or a figure from being a fact: a condition, a plan, a denial, a capacity, an
//! address.

use super::super::Quantity;
use super::super::lexicon::WordClass;
use super::super::phrase::{after, before, word_is};
use crate::analysis::language::{Document, Relation, TokenId};

/// "Two bodies had been counted twice": a number that was counted in error.
pub(super) fn is_double_count(document: &Document<'_>, word: TokenId) -> bool {
    let clause = |token: &TokenId| !word_is(document, *token, &[";", ","]);
    let words: Vec<TokenId> =
        std::iter::once(word).chain(after(document, word)).take(8).take_while(clause).collect();
    words
        .windows(2)
        .any(|pair| document.lemma(pair[0]) == "count" && word_is(document, pair[1], &["twice", "double"]))
}

/// "1100 block Main Street", "the 900 block of Main Street": a street address.
pub(super) fn is_block(document: &Document<'_>, quantity: &Quantity) -> bool {
    document.token_at(quantity.span.end).is_some_and(|next| word_is(document, next, &["block"]))
}

pub(super) fn is_future(document: &Document<'_>, verb: TokenId) -> bool {
    document.children_by(verb, &[Relation::Aux]).any(|aux| {
        word_is(document, aux, &["will", "would", "should", "shall", "may", "might", "could", "can", "must"])
    })
}

/// Whether a clause is introduced by "if", "unless" or "whether".
pub(super) fn supposed(document: &Document<'_>, clause: TokenId) -> bool {
    document
        .children_by(clause, &[Relation::Mark])
        .any(|mark| word_is(document, mark, &["if", "unless", "whether", "lest"]))
}

/// "licensed to carry only 150", "can carry 400": the capacity of a vessel is not the number aboard.
pub(super) fn is_capacity(document: &Document<'_>, verb: TokenId) -> bool {
    static ABLE: WordClass = WordClass::named("capacity");
    before(document, verb)
        .take(4)
        .any(|token| ABLE.has_word(document, token) || ABLE.has_lemma(document, token))
}

pub(super) fn negated(document: &Document<'_>, word: TokenId) -> bool {
    document
        .children_by(word, &[Relation::Advmod])
        .any(|adverb| word_is(document, adverb, &["not", "n't", "n’t", "never"]))
}
