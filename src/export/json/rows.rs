//! One struct per row of the export, with the keys of the contract, and how each is made from the timeline.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Serialize, Serializer};

use super::{Export, SILENT_LISTED};
use crate::analysis::claim::{self, Source};
use crate::analysis::event::EventMention;
use crate::analysis::time::{self, TimeExpression, When};
use crate::disagreement;
use crate::export::names;
use crate::text::{self, Passage, ReportId, Span};
use crate::timeline::event::places_around;
use crate::timeline::{self, ActorId, ClaimId, EventId};

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
    words: Words<'a>,
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
    Expression(Words<'a>),
}

#[derive(Serialize)]
pub(super) struct Actor<'a> {
    id: Id,
    name: &'a str,
    kind: &'static str,
    variants: &'a [String],
    roles: Vec<&'a str>,
    mentions: Vec<Words<'a>>,
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
    words: Words<'a>,
    trigger: Place,
    when: Date<'a>,
    modality: &'static str,
}

#[derive(Serialize)]
pub(super) struct Claim<'a> {
    id: Id,
    #[serde(flatten)]
    words: Words<'a>,
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
    words: Words<'a>,
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
pub(super) struct Words<'a> {
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

impl<'a> Export<'a> {
    pub(super) fn reports(&self) -> impl Iterator<Item = &'a text::Report> {
        self.timeline.reports.iter()
    }

    pub(super) fn times(&self) -> impl Iterator<Item = (ReportId, &'a TimeExpression)> {
        let timeline = self.timeline;
        let of_report = move |report: &'a text::Report| {
            let times = &timeline.analyses[report.id.index()].times;
            times.iter().map(move |time| (report.id, time))
        };
        timeline.reports.iter().flat_map(of_report)
    }

    pub(super) fn actors(&self) -> impl Iterator<Item = (ActorId, &'a timeline::Actor)> {
        let timeline = self.timeline;
        self.selection.actors.iter().map(|id| (*id, &timeline.actors[id.0 as usize]))
    }

    pub(super) fn events(&self) -> impl Iterator<Item = (EventId, &'a timeline::Event)> {
        self.selection.events()
    }

    pub(super) fn disagreements(&self) -> impl Iterator<Item = (u32, &'a disagreement::Disagreement)> {
        self.selection.disagreements()
    }

    pub(super) fn report(&self, report: &'a text::Report) -> Report<'a> {
        Report {
            id: Id::Report(report.id),
            path: &report.path,
            key: report.key.as_deref(),
            source: report.source.as_deref(),
            title: report.title.as_deref(),
            author: report.author.as_deref(),
            url: report.url.as_deref(),
            language: report.language.as_deref(),
            published: report.published.as_ref().map(|published| &*published.edtf),
            published_basis: report
                .published
                .as_ref()
                .map(|published| names::published_basis(published.basis)),
            characters: self.characters[report.id.index()].count(),
            same_text_as: self.timeline.origins.earlier(report.id).map(Id::Report),
            text: self.options.with_text.then_some(&*report.text),
        }
    }

    pub(super) fn time(&self, &(report, time): &(ReportId, &'a TimeExpression)) -> Time<'a> {
        Time {
            words: self.words(report, time.span),
            kind: names::timex_type(time.kind),
            value: &time.value,
            modifier: time.modifier,
            edtf: time.edtf(),
            part: time.when.as_ref().and_then(part),
            rule: time.rule,
            anchor: self.anchor(report, time.anchor),
        }
    }

    fn anchor(&self, report: ReportId, anchor: time::Anchor) -> Option<Anchor<'a>> {
        match anchor {
            time::Anchor::None => None,
            time::Anchor::Published => Some(Anchor::Published("published")),
            time::Anchor::Expression(index) => {
                let times = &self.timeline.analyses[report.index()].times;
                times.get(index as usize).map(|other| Anchor::Expression(self.words(report, other.span)))
            }
        }
    }

    pub(super) fn actor(&self, &(id, actor): &(ActorId, &'a timeline::Actor)) -> Actor<'a> {
        let mut seen = HashSet::new();
        let roles = actor.roles.iter().map(|role| self.timeline.words(role.report, role.span));
        let roles = roles.filter(|role| seen.insert(*role)).collect();
        let mention = |&(report, index): &(ReportId, u32)| {
            let mentions = &self.timeline.analyses[report.index()].actors.mentions;
            self.words(report, mentions[index as usize].span)
        };
        Actor {
            id: Id::Actor(id),
            name: &actor.name,
            kind: names::actor_kind(actor.kind),
            variants: &actor.variants,
            roles,
            mentions: actor.mentions.iter().map(mention).collect(),
        }
    }

    pub(super) fn event(&self, &(id, event): &(EventId, &'a timeline::Event)) -> Event<'a> {
        let place = event.place.and_then(|place| self.timeline.actors.get(place.0 as usize));
        let participant =
            |&(actor, role): &(ActorId, _)| Participant { actor: Id::Actor(actor), role: names::role(role) };
        let mention = |&(report, index): &(ReportId, u32)| {
            self.mention(report, &self.timeline.analyses[report.index()].events[index as usize])
        };
        Event {
            id: Id::Event(id),
            title: &event.title,
            kind: names::event_type(event.kind),
            when: date(&event.when),
            place: place.map(|actor| &*actor.name).or_else(|| {
                let given = self.timeline.given.get(event.given? as usize)?;
                given.place.as_deref()
            }),
            within: self.within(event),
            actors: event.actors.iter().map(participant).collect(),
            modality: names::modality(event.modality),
            salience: event.salience,
            mentions: event.mentions.iter().map(mention).collect(),
            told_by: badges(&event.told_by),
            silent: self.silent(event),
            unknown: badges(&event.unknown),
            linked: event.linked.iter().copied().map(Id::Event).collect(),
            given: event.given.and_then(|index| self.timeline.given.get(index as usize)).map(Given::from),
        }
    }

    /// The names of the places around an event's place, the nearest first.
    fn within(&self, event: &timeline::Event) -> Vec<&'a str> {
        let chain = event.place.map_or_else(Vec::new, |place| places_around(&self.around, place));
        chain.iter().filter_map(|place| Some(&*self.timeline.actors.get(place.0 as usize)?.name)).collect()
    }

    fn silent(&self, event: &timeline::Event) -> Option<Vec<Id>> {
        let reports = &self.timeline.reports;
        let speaks = |report: &ReportId| event.told_by.contains(report) || event.unknown.contains(report);
        let silent = reports.iter().map(|report| report.id).filter(|report| !speaks(report)).map(Id::Report);
        (reports.len() <= SILENT_LISTED).then(|| silent.collect())
    }

    fn mention(&self, report: ReportId, mention: &'a EventMention) -> Mention<'a> {
        Mention {
            words: self.words(report, mention.span),
            trigger: self.place(report, mention.trigger),
            when: date(&mention.when),
            modality: names::modality(mention.modality),
        }
    }

    /// The row of a claim, one of these of its report.
    pub(super) fn claim<'c>(&'c self, id: ClaimId, claims: &'c [claim::Claim]) -> Claim<'c> {
        let entry = &self.timeline.ledger[id.0 as usize];
        let claim = &claims[entry.index as usize];
        let quantity = claim.quantity.as_ref();
        Claim {
            id: Id::Claim(id),
            words: self.words(entry.report, claim.span),
            event: entry.event.map(Id::Event),
            kind: names::claim_kind(claim.kind),
            predicate: &claim.predicate,
            subject: self.timeline.words(entry.report, claim.subject),
            low: quantity.and_then(|quantity| quantity.low).map(Number),
            high: quantity.and_then(|quantity| quantity.high).map(Number),
            approximate: quantity.is_some_and(|quantity| quantity.approximate),
            unit: quantity.map(|quantity| &*quantity.unit),
            value: claim.value.as_deref(),
            extent: names::extent(claim.extent),
            part_of: claim.part_of.map(|index| Id::Claim(self.claim_id(entry.report, index))),
            when: claim.when.as_ref().map(date),
            place: claim.place.map(|place| self.timeline.words(entry.report, place)),
            as_of: edtf(&claim.as_of),
            as_of_part: part(&claim.as_of),
            status: names::status(claim.status),
            quoted: claim.quoted,
            chain: claim.chain.iter().map(|link| self.link(entry.report, link)).collect(),
        }
    }

    /// The index in the ledger of a report's own claim.
    fn claim_id(&self, report: ReportId, index: u32) -> ClaimId {
        ClaimId(self.first_claim[report.index()] + index)
    }

    fn link(&self, report: ReportId, link: &Source) -> Link<'a> {
        Link {
            name: self.timeline.words(report, link.name),
            cue: self.timeline.words(report, link.cue),
            actor: link
                .actor
                .and_then(|actor| *self.actor_of[report.index()].get(actor as usize)?)
                .map(Id::Actor),
        }
    }

    pub(super) fn disagreement(
        &self,
        &(id, disagreement): &(u32, &'a disagreement::Disagreement),
    ) -> Disagreement<'a> {
        let position = |position: &'a disagreement::Position| {
            let Passage { report, span } = position.passage;
            Position {
                words: self.words(report, span),
                claim: position.claim.map(Id::Claim),
                statement: &position.statement,
            }
        };
        Disagreement {
            id: Id::Disagreement(id),
            aspect: names::aspect(disagreement.aspect),
            verdict: names::verdict(disagreement.verdict),
            severity: disagreement.severity,
            event: disagreement.event.map(Id::Event),
            summary: &disagreement.summary,
            rule: disagreement.rule,
            why: &disagreement.why,
            positions: disagreement.positions.iter().map(position).collect(),
            silent: badges(&disagreement.silent),
        }
    }

    fn words(&self, report: ReportId, span: Span) -> Words<'a> {
        Words {
            report: Id::Report(report),
            place: self.place(report, span),
            text: self.timeline.words(report, span),
        }
    }

    fn place(&self, report: ReportId, span: Span) -> Place {
        let (start, end) = self.characters[report.index()].of(span);
        Place { start, end }
    }
}

fn badges(reports: &[ReportId]) -> Vec<Id> {
    reports.iter().copied().map(Id::Report).collect()
}

fn date(when: &When) -> Date<'_> {
    Date { edtf: edtf(when), part: part(when), basis: names::basis(when.basis) }
}

fn edtf(when: &When) -> Option<&str> {
    Some(&*when.edtf).filter(|edtf| !edtf.is_empty())
}

fn part(when: &When) -> Option<&'static str> {
    when.part.map(names::part_of_day)
}
