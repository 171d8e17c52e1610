//! A page as a sequence of scenes: the text below a dated heading, after a date at the head of a line, or below a clock time
//! of a live blog. Relative expressions count from the clock of their scene and its events happened then, unless their own
//! words say otherwise.
//!
//! `line` finds the lines that open with a date, `settle` decides whether they divide the page and completes their dates.

mod line;
mod settle;

use super::terminal::TextTokens;
use super::{Basis, Context, Publication, When, lexer};
use crate::text::Span;

/// The scenes of a page, by start; empty where the page has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    headings: Vec<Heading>,
}

/// A date that heads a part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The words of the date.
    pub span: Span,
    /// The part it heads: from the first byte of its line to the next heading.
    pub scope: Span,
    /// When the events of that part happened; the basis is [`Basis::Heading`].
    pub when: When,
    /// The same as the date that relative expressions count from.
    pub clock: Publication,
}

impl Page {
    /// The scenes of a text.
    #[must_use]
    pub fn read(text: &str, context: &Context) -> Self {
        Self::of(&TextTokens { text, tokens: &lexer::lex(text) }, context)
    }

    pub(super) fn of(words: &TextTokens<'_>, context: &Context) -> Self {
        let end = u32::try_from(words.text.len()).unwrap_or(u32::MAX);
        let mut headings = settle::headings(words, line::lines(words), context);
        for place in 0..headings.len() {
            headings[place].scope.end = headings.get(place + 1).map_or(end, |next| next.scope.start);
        }
        Self { headings }
    }

    /// The headings, by start.
    #[must_use]
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The heading above a byte of the text.
    #[must_use]
    pub fn heading_at(&self, offset: u32) -> Option<&Heading> {
        let after = self.headings.partition_point(|heading| heading.scope.start <= offset);
        after.checked_sub(1).and_then(|place| self.headings.get(place))
    }
}

impl Heading {
    /// When the events below it happened, to the day: without the hour.
    #[must_use]
    pub fn day(&self) -> Option<chrono::NaiveDate> {
        self.when.single_day()
    }
}

#[cfg(test)]
mod tests;
