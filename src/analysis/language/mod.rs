//! English as grammar: sentences, tokens with tags and lemmas, dependency trees, mentions and quotations.
//!
//! Knows nothing of news. The tags and relations are those of Universal Dependencies 2.
//! The other rooms ask a [`Document`] named questions and never walk its arrays.

mod query;
mod quotation;
mod token;

pub use quotation::Quotation;
pub use token::{Relation, Token, TokenId, Upos, Xpos};

use crate::text::Span;

/// One text, read as grammar. Borrows the text; every span points into it.
#[derive(Debug, Default)]
pub struct Document<'t> {
    text: &'t str,
    /// All lemmas, one after the other; a token holds its range.
    lemmas: String,
    tokens: Vec<Token>,
    sentences: Vec<SentenceSpan>,
    mentions: Vec<NounMention>,
    quotations: Vec<Quotation>,
}

impl<'t> Document<'t> {
    /// Reads a text. Never fails: any string has a reading, and a bad one costs accuracy, not time.
    #[must_use]
    pub fn read(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }
}

/// A sentence: its bytes, its tokens and the paragraph it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentenceSpan {
    /// Bytes from its first to its last token.
    pub span: Span,
    /// First token.
    pub first: TokenId,
    /// One past the last token.
    pub end: TokenId,
    /// The paragraph, counted from 0; a line break with nothing or white space between two line breaks ends one,
    /// and so does a single line break after a sentence's end.
    pub paragraph: u32,
    /// Whether it stands as a headline: alone in its paragraph, near the top, without a full stop.
    pub headline: bool,
}

/// Index of a sentence in its [`Document`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(pub u32);

/// A stretch of words that refers to something, as the mention finder marks it (GUM's entity types).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounMention {
    /// All its words.
    pub span: Span,
    /// Its syntactic head.
    pub head: TokenId,
    /// What sort of thing it refers to.
    pub class: MentionClass,
    /// Whether it is a name, a common noun phrase or a pronoun.
    pub form: MentionForm,
}

/// GUM's entity types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are GUM's own")]
pub enum MentionClass {
    Person,
    Organization,
    Place,
    Event,
    Time,
    Object,
    Abstract,
    Animal,
    Plant,
    Substance,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// By a proper name.
    Name,
    /// By a common noun: "the president".
    Nominal,
    /// By a pronoun.
    Pronoun,
}
