//! English as grammar: sentences, tokens with tags and lemmas, dependency trees, mentions and quotations.
//!
//! Knows nothing of news. The tags and relations are those of Universal Dependencies 2.
//! The other modules ask a [`Document`] named questions and never walk its arrays.

mod abbreviation;
pub mod conllu;
mod dateline;
mod ending;
pub mod lemma;
mod mend;
mod mention;
pub mod model;
mod paragraph;
pub mod pretokenised;
mod query;
mod quotation;
mod read;
mod relative;
mod reported;
pub mod sentence;
mod token;
pub mod tokenise;
pub mod usage;

pub use mention::{MentionClass, MentionForm, NounMention};
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

/// A sentence: its bytes, its tokens and its paragraph.
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
    /// Whether it is a headline: alone in its paragraph, near the top, without a full stop.
    pub headline: bool,
    /// Whether it continues in the next one: it was too long to be read whole and was split at the best place.
    pub cut: bool,
}

/// Index of a sentence in its [`Document`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct SentenceId(pub u32);
