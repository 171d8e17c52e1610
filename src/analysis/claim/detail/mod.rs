//! Details of a crime of which there is usually one: the weapon, the vehicle, where a shot hit. Each kind of detail has its own
//! file and word list; their claims are made here.

mod vehicle;
mod weapon;
mod wound;

use super::{Claim, ClaimKind, Reading};
use crate::analysis::language::{Document, TokenId};
use crate::text::Span;

/// A kind of detail.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name, the predicate of its claims.
    pub name: &'static str,
    /// What it is a detail of; there is one value for each.
    pub of: Whose,
    at: fn(&Document<'_>, TokenId) -> Option<Detail>,
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
    kind("weapon", Whose::Perpetrator, weapon::at, weapon::conflict),
    kind("vehicle", Whose::Crime, vehicle::at, vehicle::conflict),
    kind("wound", Whose::Victim, wound::at, |one, other| one != other),
];

const fn kind(
    name: &'static str,
    of: Whose,
    at: fn(&Document<'_>, TokenId) -> Option<Detail>,
    conflict: fn(&str, &str) -> bool,
) -> Kind {
    Kind { name, of, at, conflict }
}

/// A detail with its place.
struct Detail {
    value: String,
    /// The words that name it.
    named: Span,
    /// The words that state it.
    span: Span,
}

/// Finds the details of a report, by kind and start.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Claim> {
    let document = reading.document;
    let claim = |kind: &Kind, token: TokenId| {
        let detail = (kind.at)(document, token)?;
        Some(Claim {
            subject: detail.named,
            value: Some(detail.value.into()),
            ..reading.claim(ClaimKind::Status, kind.name, token, detail.span)
        })
    };
    KINDS.iter().flat_map(|kind| document.token_ids().filter_map(move |token| claim(kind, token))).collect()
}

/// The first value of a kind in a text, for the tests of each kind.
#[cfg(test)]
fn first(at: fn(&Document<'_>, TokenId) -> Option<Detail>, text: &str) -> Option<String> {
    let document = Document::read(text);
    document.token_ids().find_map(|token| at(&document, token)).map(|detail| detail.value)
}
