//! Details of a crime of which there is one as a rule: the weapon, the way and place somebody died, where it hit, the shots, the vehicle, what the one who
//! did it was to whom he did it. Each kind of detail has its file and a word list; here their claims are made.

mod death;
mod relation;
mod shots;
mod vehicle;
mod weapon;
mod wound;

use super::attribution::Attributions;
use super::clock::Clocks;
use super::phrase::clause_of;
use super::{Claim, ClaimKind, Context};
use crate::analysis::language::{Document, TokenId};
use crate::text::Span;

/// A kind of detail.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name, the predicate of its claims.
    pub name: &'static str,
    /// Whose it is: there is one where there is one of them.
    pub of: Whose,
    /// Whether it tells one crime from another, so that only reports that name the same person can mean one.
    pub tells_apart: bool,
    at: fn(&Document<'_>, TokenId) -> Option<Detail>,
    rivals: fn(&str, &str) -> bool,
}

impl Kind {
    /// Whether two values of it cannot both be right of one happening.
    #[must_use]
    pub fn conflict(&self, one: &str, other: &str) -> bool {
        (self.rivals)(one, other)
    }
}

/// Whose a detail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of the crime as a whole.
    Crime,
    /// Of whoever did it.
    Doer,
    /// Of whoever was harmed.
    Victim,
    /// Of whoever died.
    Dead,
}

/// Every kind.
pub const KINDS: &[Kind] = &[
    Kind { name: "weapon", of: Whose::Doer, tells_apart: false, at: weapon::at, rivals: weapon::conflict },
    Kind {
        name: "vehicle",
        of: Whose::Crime,
        tells_apart: false,
        at: vehicle::at,
        rivals: vehicle::conflict,
    },
    Kind {
        name: "shots fired",
        of: Whose::Crime,
        tells_apart: false,
        at: shots::fired,
        rivals: shots::conflict,
    },
    Kind {
        name: "times hit",
        of: Whose::Victim,
        tells_apart: false,
        at: shots::hit,
        rivals: shots::conflict,
    },
    Kind {
        name: "place of death",
        of: Whose::Dead,
        tells_apart: false,
        at: death::place,
        rivals: death::conflict,
    },
    Kind {
        name: "way of the attack",
        of: Whose::Crime,
        tells_apart: true,
        at: death::way,
        rivals: death::conflict,
    },
    Kind { name: "wound", of: Whose::Victim, tells_apart: false, at: wound::at, rivals: wound::conflict },
    Kind {
        name: "relation",
        of: Whose::Crime,
        tells_apart: false,
        at: relation::at,
        rivals: relation::conflict,
    },
];

/// A detail in its place.
struct Detail {
    value: String,
    /// The words that name it.
    named: Span,
    /// The words that tell it.
    span: Span,
}

/// Finds the details of a report, by kind and start.
pub(crate) fn find(context: &Context<'_>, attributions: &Attributions) -> Vec<Claim> {
    let document = context.document;
    let clocks = Clocks::new(context);
    let claim = |kind: &Kind, token: TokenId| {
        let detail = (kind.at)(document, token)?;
        let chain = attributions.chain(detail.span);
        Some(Claim {
            subject: detail.named,
            value: Some(detail.value.into()),
            as_of: clocks.as_of(clause_of(document, token), &chain),
            chain,
            ..Claim::at(ClaimKind::Status, kind.name, detail.span)
        })
    };
    KINDS.iter().flat_map(|kind| document.token_ids().filter_map(move |token| claim(kind, token))).collect()
}

/// The first value of a kind in a text, for the tests of its file.
#[cfg(test)]
fn first(at: fn(&Document<'_>, TokenId) -> Option<Detail>, text: &str) -> Option<String> {
    let document = Document::read(text);
    document.token_ids().find_map(|token| at(&document, token)).map(|detail| detail.value)
}
