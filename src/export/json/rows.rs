//! One struct per row of the export, with the keys of the contract; `make` makes them from the timeline.

mod make;

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::text::{self, ReportId};
use crate::timeline::{ActorId, ClaimId, EventId};

#[derive(Serialize)]
pub(super) struct Report<'a> {
    id: Id,
    path: &'a str,
    key: Option<&'a str>,
    source: Option<&'a str>,
    title: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    published: Option<&'a str>,
    published_basis: Option<&'static str>,
    characters: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_text_as: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Time<'a> {
    #[serde(flatten)]
    words: Quote<'a>,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
    edtf: Option<Cow<'a, str>>,
    part: Option<&'static str>,
    rule: &'static str,
    anchor: Option<Anchor<'a>>,
}

/// What a time expression was resolved against: the word `published`, or another expression's words.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Anchor<'a> {
    Published(&'static str),
    Expression(Quote<'a>),
}

#[derive(Serialize)]
pub(super) struct Actor<'a> {
    id: Id,
    name: &'a str,
    kind: &'static str,
    variants: &'a [String],
    roles: Vec<&'a str>,
    mentions: Vec<Quote<'a>>,
}

#[derive(Serialize)]
pub(super) struct Event<'a> {
    id: Id,
    title: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    when: Date<'a>,
    place: Option<&'a str>,
    within: Vec<&'a str>,
    actors: Vec<Participant>,
    modality: &'static str,
    salience: f32,
    mentions: Vec<Mention<'a>>,
    told_by: Vec<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origins: Option<usize>,
    silent: Option<Vec<Id>>,
    unknown: Vec<Id>,
    linked: Vec<Id>,
    given: Option<Given<'a>>,
}

/// The parts of an event that a person added.
#[derive(Serialize)]
struct Given<'a> {
    path: &'a str,
    line: usize,
    note: Option<&'a str>,
    url: Option<&'a str>,
    group: Option<&'a str>,
}

impl<'a> From<&'a text::Given> for Given<'a> {
    fn from(given: &'a text::Given) -> Self {
        Self {
            path: &given.path,
            line: given.line,
            note: given.note.as_deref(),
            url: given.url.as_deref(),
            group: given.group.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Participant {
    actor: Id,
    role: &'static str,
}

#[derive(Serialize)]
pub(super) struct Mention<'a> {
    #[serde(flatten)]
    words: Quote<'a>,
    trigger: Place,
    when: Date<'a>,
    modality: &'static str,
}

#[derive(Serialize)]
pub(super) struct Claim<'a> {
    id: Id,
    #[serde(flatten)]
    words: Quote<'a>,
    event: Option<Id>,
    kind: &'static str,
    predicate: &'a str,
    subject: &'a str,
    low: Option<Number>,
    high: Option<Number>,
    approximate: bool,
    unit: Option<&'a str>,
    value: Option<&'a str>,
    extent: &'static str,
    part_of: Option<Id>,
    when: Option<Date<'a>>,
    place: Option<&'a str>,
    as_of: Option<&'a str>,
    as_of_part: Option<&'static str>,
    status: &'static str,
    quoted: bool,
    chain: Vec<Link<'a>>,
}

#[derive(Serialize)]
pub(super) struct Link<'a> {
    name: &'a str,
    cue: &'a str,
    actor: Option<Id>,
}

#[derive(Serialize)]
pub(super) struct Disagreement<'a> {
    id: Id,
    aspect: &'static str,
    verdict: &'static str,
    severity: f32,
    event: Option<Id>,
    summary: &'a str,
    rule: &'static str,
    why: &'a str,
    positions: Vec<Position<'a>>,
    silent: Vec<Id>,
}

#[derive(Serialize)]
pub(super) struct Position<'a> {
    #[serde(flatten)]
    words: Quote<'a>,
    claim: Option<Id>,
    statement: &'a str,
}

#[derive(Serialize)]
pub(super) struct ProblemRow<'a> {
    path: &'a str,
    line: Option<usize>,
    message: &'a str,
}

/// Exact words of a report, with character offsets.
#[derive(Serialize)]
pub(super) struct Quote<'a> {
    report: Id,
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

/// Character offsets, half-open.
#[derive(Serialize)]
pub(super) struct Place {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
pub(super) struct Date<'a> {
    edtf: Option<&'a str>,
    part: Option<&'static str>,
    basis: &'static str,
}

/// An id of the export: a report's badge, or a kind and a number from 1.
#[derive(Clone, Copy)]
pub(super) enum Id {
    Report(ReportId),
    Actor(ActorId),
    Event(EventId),
    Claim(ClaimId),
    Disagreement(u32),
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, place) = match *self {
            Self::Report(report) => return serializer.collect_str(&report),
            Self::Actor(ActorId(place)) => ("actor", place),
            Self::Event(EventId(place)) => ("event", place),
            Self::Claim(ClaimId(place)) => ("claim", place),
            Self::Disagreement(place) => ("disagreement", place),
        };
        serializer.collect_str(&format_args!("{kind}-{}", u64::from(place) + 1))
    }
}

/// A number that is written without a fraction if it has none.
pub(super) struct Number(f64);

impl Serialize for Number {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "within 2^53 every whole number is exact in both types"
    )]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'a> From<&'a text::Problem> for ProblemRow<'a> {
    fn from(problem: &'a text::Problem) -> Self {
        Self { path: &problem.path, line: problem.line, message: &problem.message }
    }
}
