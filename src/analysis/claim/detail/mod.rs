//! Details of a crime of which there is usually one: the weapon, the vehicle, where a shot hit. What states them is in `rows`,
//! the words for them in `lists`.

pub(super) mod lists;
pub(super) mod rows;

use super::pattern::{Match, Rows};
use super::phrase::{before, one_line, word_is};
use super::{Claim, ClaimKind, Reading, state};
use crate::analysis::actor::group;
use crate::analysis::language::{Document, TokenId, Upos};
use rows::{ROWS, Stated};
use std::sync::LazyLock;

/// A kind of detail.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name, the predicate of its claims.
    pub name: &'static str,
    /// What it is a detail of; there is one value for each.
    pub of: Whose,
    /// The value that the words of a match name.
    value: fn(&Document<'_>, &Match) -> Option<String>,
    conflict: fn(&str, &str) -> bool,
}

impl Kind {
    /// Whether two values of it cannot both be true of one event.
    #[must_use]
    pub fn conflict(&self, one: &str, other: &str) -> bool {
        (self.conflict)(one, other)
    }
}

/// What a detail belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of the crime as a whole.
    Crime,
    /// Of the perpetrator.
    Perpetrator,
    /// Of the victim.
    Victim,
}

/// Every kind of detail.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "weapon",
        of: Whose::Perpetrator,
        value: |document, found| Some(lists::weapon(document, found.anchor)?.name.to_owned()),
        conflict: lists::are_other_weapons,
    },
    Kind {
        name: "vehicle",
        of: Whose::Crime,
        value: |document, found| Some(one_line(document.words(found.named(document)))),
        conflict: lists::are_other_vehicles,
    },
    Kind {
        name: "wound",
        of: Whose::Victim,
        value: |document, found| lists::body_part(document, found.anchor).map(str::to_owned),
        conflict: |one, other| one != other,
    },
];

static TABLE: LazyLock<Rows<Stated>> = LazyLock::new(|| Rows::of(ROWS));

/// Finds the details of a report, by kind and start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let claim = |kind: &Kind, token: TokenId| {
        let found = stated(document, token, kind.name)?;
        Some(Claim {
            subject: found.named(document),
            value: Some((kind.value)(document, &found)?.into()),
            ..reading.claim(ClaimKind::Status, kind.name, token, found.span(document))
        })
    };
    KINDS.iter().flat_map(|kind| document.token_ids().filter_map(move |token| claim(kind, token))).collect()
}

/// The words that state a detail of a kind, if it is named at a word.
fn stated(document: &Document<'_>, token: TokenId, kind: &str) -> Option<Match> {
    let mut found = TABLE.at(document, token, |stated| stated.kind == kind);
    found.find(|(row, found)| (row.means.holds)(document, found)).map(|(_, found)| found)
}

/// Whether the verb that a match begins with has no subject, or a perpetrator as its subject, not those looking for one.
fn is_by_perpetrator(document: &Document<'_>, found: &Match) -> bool {
    document.subject_of(found.first).is_none_or(|subject| is_perpetrator(document, subject))
}

fn is_perpetrator(document: &Document<'_>, word: TokenId) -> bool {
    let found = group::of_head(document, word).map(|found| found.group);
    match document.token(word).upos {
        Upos::Pron if word_is(document, word, &["who"]) => {
            let mut nouns = before(document, word).skip_while(|token| word_is(document, *token, &[","]));
            nouns.next().is_some_and(|noun| is_perpetrator(document, noun))
        }
        Upos::Pron => word_is(document, word, &["he", "she"]),
        Upos::Noun => found.is_some_and(|found| state::is_suspect(found) || found == "men"),
        Upos::Propn => true,
        _ => false,
    }
}

/// Whether the verb that a match begins with does not say what happened to a perpetrator.
fn is_of_victim(document: &Document<'_>, found: &Match) -> bool {
    let suspect = |subject| document.is_passive(found.first) && state::names_suspect(document, subject);
    !document.subject_of(found.first).is_some_and(suspect)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claim::pattern::check_rows;

    #[test]
    fn every_row_reads_its_examples_and_nothing_that_only_looks_alike() {
        check_rows(ROWS, |document, token, row| stated(document, token, row.means.kind));
    }
}
