//! Direct speech and other words in quotation marks.

use super::TokenId;
use crate::text::Span;

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words with their marks.
    pub span: Span,
    /// The words without their marks.
    pub inner: Span,
    /// Whether only a word or a phrase is quoted ("scare quotes"), no clause.
    pub scare: bool,
    /// The word that introduces the speech: *said*, *according*.
    pub cue: Option<TokenId>,
    /// The head of the phrase that names the speaker.
    pub speaker: Option<TokenId>,
    /// Whether a closing mark was missing and the end of the paragraph stands in for it.
    pub unbalanced: bool,
}
