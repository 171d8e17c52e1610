//! A sentence whose words are accessed by index; beyond its ends there are no words.

use super::lexicon::WordClass;
use super::phrase::word_is;
use crate::analysis::language::{Document, TokenId, Upos, Xpos};

/// A sentence whose words are accessed by their index in the document.
#[derive(Clone, Copy)]
pub(crate) struct Sentence<'d, 't> {
    pub document: &'d Document<'t>,
    /// The index of the first word.
    pub first: u32,
    /// One past the index of the last word.
    pub end: u32,
}

impl<'d, 't> Sentence<'d, 't> {
    /// The sentence of a token.
    pub(crate) fn of(document: &'d Document<'t>, token: TokenId) -> Self {
        let sentence = document.sentence(document.sentence_of(token));
        Self { document, first: sentence.first.0, end: sentence.end.0 }
    }

    /// The token at an index.
    pub(crate) fn at(&self, place: u32) -> Option<TokenId> {
        (self.first <= place && place < self.end).then_some(TokenId(place))
    }

    /// Whether the word at an index is one of the given ones, in any case.
    pub(crate) fn is(&self, place: u32, words: &[&str]) -> bool {
        self.at(place).is_some_and(|token| word_is(self.document, token, words))
    }

    /// Whether the word at an index belongs to a class.
    pub(crate) fn is_of(&self, place: u32, class: &WordClass) -> bool {
        self.at(place).is_some_and(|token| class.has_word(self.document, token))
    }

    pub(crate) fn upos(&self, place: u32) -> Option<Upos> {
        self.at(place).map(|token| self.document.token(token).upos)
    }

    pub(crate) fn xpos(&self, place: u32) -> Option<Xpos> {
        self.at(place).map(|token| self.document.token(token).xpos)
    }

    /// The lemma at an index; empty beyond the ends.
    pub(crate) fn lemma(&self, place: u32) -> &'d str {
        self.at(place).map_or("", |token| self.document.lemma(token))
    }

    /// The word at an index in lower case; empty beyond the ends.
    pub(crate) fn lower(&self, place: u32) -> String {
        self.at(place).map_or("", |token| self.document.word(token)).to_lowercase()
    }
}
