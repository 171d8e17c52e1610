//! Claims: comparable statements with bounds, scope, as-of time and their chain of sources.

pub mod age;
pub mod attribution;
mod binding;
pub mod cause;
mod clock;
pub mod count;
mod course;
pub mod date;
pub mod denial;
pub mod description;
pub mod detail;
pub mod fate;
pub mod identity;
mod interval;
pub mod label;
mod lexeme;
pub(crate) mod lexicon;
mod number;
pub mod order;
pub mod party;
pub(crate) mod pattern;
pub mod perpetrator;
pub(crate) mod phrase;
pub mod predicate;
pub mod quantity;
pub mod responsibility;
pub mod role;
mod sentence;
mod shallow;
mod share;
mod site;
pub mod state;
pub mod superlative;
pub mod unknown;
pub mod unverified;
pub mod withdrawn;

pub use interval::Interval;

use ecow::EcoString;

use crate::analysis::actor::Actors;
use crate::analysis::event::EventMention;
use crate::analysis::language::{Document, TokenId};
use crate::analysis::time::{SharedWhen, TimeExpression, When};
use crate::text::{Published, Span, Term, term};
use attribution::Attributions;
use clock::Clocks;
use phrase::clause_of;

/// What is known of a report when its claims are read.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Its grammar.
    pub document: &'a Document<'a>,
    /// Its time expressions.
    pub times: &'a [TimeExpression],
    /// Its actors.
    pub actors: &'a Actors,
    /// Its event mentions.
    pub events: &'a [EventMention],
    /// When it was published.
    pub published: Option<&'a Published>,
}

/// Finds the claims of one report, by start.
#[must_use]
pub fn find(context: &Context<'_>) -> Vec<Claim> {
    let reading = Reading {
        context,
        document: context.document,
        attributions: &Attributions::find(context),
        clocks: Clocks::new(context),
    };
    by_start(FINDERS.iter().flat_map(|find| find(&reading)).collect())
}

/// The functions that find claims of one kind; counts come first, since other claims refer to them by index.
const FINDERS: &[fn(&Reading<'_>) -> Vec<Claim>] = &[
    count::find,
    date::find,
    cause::find,
    state::find,
    label::find,
    unknown::find,
    age::find,
    fate::find,
    description::find,
    order::find,
    responsibility::find,
    perpetrator::find,
    unverified::find,
    detail::find,
    identity::find,
    denial::find,
    superlative::find,
    withdrawn::find,
    site::find,
    attribution::find,
];

/// A pattern by which claims are read, in a form for people to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatternLine {
    /// The name of its row.
    pub rule: &'static str,
    /// What it matches.
    pub pattern: &'static str,
    /// What the words mean.
    pub reads: &'static str,
    /// A sentence with the words in brackets.
    pub example: &'static str,
    /// A sentence that only looks alike; empty if there is none.
    pub never: &'static str,
}

/// All patterns by which claims are read, table by table.
pub fn patterns() -> impl Iterator<Item = PatternLine> {
    let details = detail::rows::ROWS.iter().map(|row| row.line(row.means.kind));
    details.chain(withdrawn::rows::ROWS.iter().map(|row| row.line(withdrawn::READS)))
}

/// A report with what the functions that find claims need.
pub(crate) struct Reading<'a> {
    context: &'a Context<'a>,
    document: &'a Document<'a>,
    attributions: &'a Attributions,
    clocks: Clocks<'a>,
}

impl Reading<'_> {
    /// A claim in the words of a span, with its chain of sources and the clock of a token's clause.
    fn claim(&self, kind: ClaimKind, predicate: &str, token: TokenId, span: Span) -> Claim {
        let chain = self.attributions.chain(span);
        Claim {
            as_of: self.clocks.as_of(clause_of(self.document, token), &chain),
            chain,
            ..Claim::at(kind, predicate, span)
        }
    }
}

/// Sorts claims in text order and updates the indices of the wholes they are parts of.
fn by_start(claims: Vec<Claim>) -> Vec<Claim> {
    let mut placed: Vec<(usize, Claim)> = claims.into_iter().enumerate().collect();
    placed.sort_by_key(|(_, claim)| claim.span.start);
    let mut moved = vec![0; placed.len()];
    for (new, (old, _)) in (0_u32..).zip(&placed) {
        moved[*old] = new;
    }
    let mut sorted: Vec<Claim> = placed.into_iter().map(|(_, claim)| claim).collect();
    for claim in &mut sorted {
        claim.part_of = claim.part_of.and_then(|whole| moved.get(whole as usize).copied());
    }
    sorted
}

/// A statement that can be compared with a statement of another report.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Claim {
    /// The kind of statement.
    pub kind: ClaimKind,
    /// The predicate, by the name of its class in the lexicon: "killed", "arrested", "begin".
    pub predicate: EcoString,
    /// The subject, in the report's words.
    pub subject: Span,
    /// The class of the subject in the hierarchy of groups, if it has one; for a cause, the class of causes.
    #[serde(deserialize_with = "term::maybe")]
    pub subject_group: Option<Term>,
    /// The number, for the kinds that have one.
    pub quantity: Option<Box<Quantity>>,
    /// The normalised value, for the kinds without bounds: a label, a place, an EDTF date.
    pub value: Option<EcoString>,
    /// The event it is about: an index into the report's event mentions.
    pub event: Option<u32>,
    /// The claim it is a part of ("including two who …"): an index into the report's claims.
    pub part_of: Option<u32>,
    /// How much of its subject it covers.
    pub extent: Extent,
    /// How the report says the figure has changed.
    pub course: Course,
    /// When it happened, if its clause says so.
    pub when: Option<When>,
    /// Where it happened, if its clause names a place.
    pub place: Option<Span>,
    /// The time the statement is as of.
    pub as_of: SharedWhen,
    /// The chain of sources, outermost first; empty if the report says it in its own voice.
    pub chain: Vec<Source>,
    /// Whether the value itself is in quotation marks.
    pub quoted: bool,
    /// The status of the statement.
    pub status: Status,
    /// The words that express the claim.
    pub span: Span,
}

impl Claim {
    /// A claim of which only the kind, the predicate and the words are known.
    #[must_use]
    pub fn at(kind: ClaimKind, predicate: &str, span: Span) -> Self {
        Self {
            kind,
            predicate: predicate.into(),
            subject: span,
            subject_group: None,
            quantity: None,
            value: None,
            event: None,
            part_of: None,
            extent: Extent::Whole,
            course: Course::Unchanged,
            when: None,
            place: None,
            as_of: When::unknown().into(),
            chain: Vec::new(),
            quoted: false,
            status: Status::Asserted,
            span,
        }
    }

    /// The least number its figure allows.
    #[must_use]
    pub fn low(&self) -> Option<f64> {
        self.quantity.as_ref()?.low
    }

    /// Its value if it is not a figure; empty if it has none.
    #[must_use]
    pub fn value(&self) -> &str {
        self.value.as_deref().unwrap_or_default()
    }

    /// Whether it is stated as a fact, by the report or by a source.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self.status, Status::Asserted | Status::Confirmed | Status::Alleged)
    }

    /// Whether it has bounds.
    #[must_use]
    pub fn is_figure(&self) -> bool {
        matches!(self.kind, ClaimKind::Count | ClaimKind::Amount | ClaimKind::Duration)
            && self.quantity.is_some()
    }

    /// Whether it counts people.
    pub(crate) fn counts_people(&self) -> bool {
        self.quantity.as_ref().is_some_and(|quantity| &*quantity.unit == "people")
    }
}

/// The kind of statement that a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "plain words")]
pub enum ClaimKind {
    Count,
    Amount,
    Duration,
    Time,
    Place,
    Cause,
    Label,
    Status,
}

/// How much of its subject a claim covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// Everyone or everything, as far as the report says.
    Whole,
    /// A part of them: "two of the four", "another six", "died at the scene".
    Part,
}

/// How a report says a figure has changed.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Course {
    /// It does not say.
    #[default]
    #[serde(rename = "stands")]
    Unchanged,
    /// It has grown: "rose to 58", "bringing the toll to 58".
    Risen,
    /// It was corrected downwards: "revised down to 87".
    Lowered,
}

/// A number with inclusive bounds; a missing bound is open.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Quantity {
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Whether it is vague: "about", "dozens".
    pub approximate: bool,
    /// The least a vague word can mean with certainty.
    pub floor: Option<f64>,
    /// The unit, normalised: "people", "USD", "m", "%".
    pub unit: EcoString,
    /// The factor by which the number as written was multiplied to get this unit: for "10 km" it is 1000.
    pub factor: f64,
    /// The number words with their hedges.
    pub span: Span,
    /// The rule that read it.
    #[serde(deserialize_with = "term::one")]
    pub rule: Term,
}

/// One link of an attribution chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Source {
    /// The words that name the source.
    pub name: Span,
    /// The words that attribute: "according to", "said".
    pub cue: Span,
    /// The report's actor: an index into its `Actors::actors`.
    pub actor: Option<u32>,
}

/// The status of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// As a fact.
    Asserted,
    /// Officially or independently confirmed.
    Confirmed,
    /// With reservation: "reportedly", "claimed".
    Alleged,
    /// Intended or expected.
    Planned,
    /// Said to be untrue.
    Denied,
    /// Explicitly said to be unknown.
    Unknown,
    /// Reported as an earlier statement that is no longer valid: "not five as first reported".
    Withdrawn,
}

#[cfg(test)]
mod tests;
