//! The evidence at one mention of a name: one question for each piece of evidence, grouped by the kind it mostly supports.

pub(super) mod organisation;
pub(super) mod person;
pub(super) mod place;

use crate::analysis::actor::word::Word;
use crate::analysis::language::{Document, MentionClass, TokenId};

/// A name at its position.
#[derive(Clone, Copy)]
pub(in crate::analysis::actor) struct Sight<'a, 't> {
    pub document: &'a Document<'t>,
    pub words: &'a [Word<'t>],
    pub from: usize,
    pub to: usize,
    /// Whether a title precedes it.
    pub titled: bool,
    /// The class from the mention finder.
    pub class: Option<MentionClass>,
    /// The word of the name that governs the others.
    pub head: TokenId,
    /// The name with line breaks replaced by spaces.
    pub name: &'a str,
    /// The name folded.
    pub folded: &'a str,
}

impl Sight<'_, '_> {
    fn first(&self) -> &Word<'_> {
        &self.words[self.from]
    }

    fn last(&self) -> &Word<'_> {
        &self.words[self.to - 1]
    }

    fn before(&self, back: usize) -> Option<&Word<'_>> {
        self.from.checked_sub(back).map(|at| &self.words[at])
    }

    fn after(&self, ahead: usize) -> Option<&Word<'_>> {
        self.words.get(self.to + ahead)
    }

    fn is_after(&self, ahead: usize, text: &str) -> bool {
        self.after(ahead).is_some_and(|word| word.text == text)
    }

    fn length(&self) -> usize {
        self.to - self.from
    }
}

fn lower(word: &Word<'_>) -> String {
    word.text.to_lowercase()
}
