//! How each row of the export is made from the timeline.

use std::collections::HashSet;

use super::super::{Export, SILENT_LISTED};
use super::{
    Actor, Anchor, Claim, Date, Disagreement, Event, Given, Id, Link, Mention, Number, Participant, Place,
    Position, Quote, Report, Time,
};
use crate::analysis::claim::{self, Source};
use crate::analysis::event::EventMention;
use crate::analysis::time::{self, TimeExpression, When};
use crate::disagreement;
use crate::export::names;
use crate::text::{self, Passage, ReportId, Span};
use crate::timeline::event::places_around;
use crate::timeline::{self, ActorId, ClaimId, EventId};

impl<'a> Export<'a> {
    pub(in crate::export::json) fn reports(&self) -> impl Iterator<Item = &'a text::Report> {
        self.timeline.reports.iter()
    }

    pub(in crate::export::json) fn times(&self) -> impl Iterator<Item = (ReportId, &'a TimeExpression)> {
        let timeline = self.timeline;
        let of_report = move |report: &'a text::Report| {
            let times = &timeline.analyses[report.id.index()].times;
            times.iter().map(move |time| (report.id, time))
        };
        timeline.reports.iter().flat_map(of_report)
    }

    pub(in crate::export::json) fn actors(&self) -> impl Iterator<Item = (ActorId, &'a timeline::Actor)> {
        let timeline = self.timeline;
        self.selection.actors.iter().map(|id| (*id, &timeline.actors[id.0 as usize]))
    }

    pub(in crate::export::json) fn events(&self) -> impl Iterator<Item = (EventId, &'a timeline::Event)> {
        self.selection.events()
    }

    pub(in crate::export::json) fn disagreements(
        &self,
    ) -> impl Iterator<Item = (u32, &'a disagreement::Disagreement)> {
        self.selection.disagreements()
    }

    pub(in crate::export::json) fn report(&self, report: &'a text::Report) -> Report<'a> {
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

    pub(in crate::export::json) fn time(&self, &(report, time): &(ReportId, &'a TimeExpression)) -> Time<'a> {
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

    pub(in crate::export::json) fn actor(&self, &(id, actor): &(ActorId, &'a timeline::Actor)) -> Actor<'a> {
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

    pub(in crate::export::json) fn event(&self, &(id, event): &(EventId, &'a timeline::Event)) -> Event<'a> {
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
            told_by: badges(&event.reported_by),
            origins: self.origins(event),
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

    /// How many origins the reports of an event have, if some are copies of one text.
    fn origins(&self, event: &timeline::Event) -> Option<usize> {
        let origins = self.timeline.origins.count(event.reported_by.iter().copied());
        (origins < event.reported_by.len()).then_some(origins)
    }

    fn silent(&self, event: &timeline::Event) -> Option<Vec<Id>> {
        let reports = &self.timeline.reports;
        let speaks = |report: &ReportId| event.reported_by.contains(report) || event.unknown.contains(report);
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
    pub(in crate::export::json) fn claim<'c>(&'c self, id: ClaimId, claims: &'c [claim::Claim]) -> Claim<'c> {
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

    pub(in crate::export::json) fn disagreement(
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

    fn words(&self, report: ReportId, span: Span) -> Quote<'a> {
        Quote {
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
