//! The timeline with what every view looks up in it: the disagreements of an event, the events of an actor, the
//! events a report mentions in the order of its words. Built once, off the screen's thread; read by views in O(1) or O(log n).

mod build;
mod closed;
mod standing;

use std::collections::HashMap;
use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

use super::groups::Groups;
use crate::analysis::analyse;
use crate::analysis::event::EventMention;
use crate::disagreement::Disagreement;
use crate::reading::Reading;
use crate::store::{Field, Notebook, State, corrections};
use crate::text::{Passage, Report, ReportId, Span};
use crate::timeline::correct::{self, Correction, Mention};
use crate::timeline::describe;
use crate::timeline::{Actor, ActorId, Event, EventId, Timeline};
use crate::ui::screens::lanes::stretch::Dates;
use crate::ui::screens::manner::Manner;
use crate::ui::widget::time_axis::CoreTime;
pub use closed::Between;
use closed::closed;
pub use standing::{Standing, is_marked};

/// A loaded corpus, ready to be looked at.
#[derive(Default)]
pub struct Library {
    /// The timeline.
    pub timeline: Timeline,
    /// The disagreements, most serious first.
    pub disagreements: Vec<Disagreement>,
    of_event: Groups,
    of_actor: Groups,
    of_report: Groups,
    of_claim: Groups,
    tellings: Vec<Vec<Telling>>,
    standing: Vec<Standing>,
    /// How many disagreements are contradictions.
    pub contradictions: usize,
    /// How many disagreements are other than that and worth a mark.
    pub differences: usize,
    /// The days most events lie in; none if none is dated.
    pub core: Option<(NaiveDate, NaiveDate)>,
    /// What the header says of the time it is about.
    pub span: Option<CoreTime>,
    /// The dates of events and reports, in minutes.
    pub dates: Dates,
    /// How each event is reported.
    manners: Vec<Manner>,
    /// What listing the events asks of each, apart from the events themselves: there are many, and these are small.
    outlines: Vec<Outline>,
    /// The reports that mention each event.
    told: Groups,
    /// The events of which a report says that it does not know.
    unknown: Vec<EventId>,
    /// Disagreements a person is done with.
    closed: HashMap<u32, State>,
    /// The open disagreements that are more than compatible, in the order of their events, those about none last.
    by_time: Vec<u32>,
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Library of {} reports, {} events", self.reports().len(), self.events().len())
    }
}

/// What listing the events asks of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The number of its date: the same for events that follow each other under one date.
    pub date: u32,
    /// Whether it is folded where its reports do not differ.
    pub minor: bool,
    /// Where it is on the bars of the timeline.
    pub moment: Option<NaiveDateTime>,
}

/// An event where a report mentions it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The words that describe it.
    pub span: Span,
    /// The event.
    pub event: EventId,
}

impl Library {
    /// Looks everything up once.
    #[must_use]
    pub fn new(timeline: Timeline, disagreements: Vec<Disagreement>) -> Self {
        Self::with_closed(timeline, disagreements, HashMap::new())
    }

    /// The library as a person's notebook corrects it; none where the notebook corrects nothing.
    #[must_use]
    pub fn corrected(&self, notebook: &Notebook) -> Option<Self> {
        self.corrected_from(notebook, self.described(notebook).as_ref())
    }

    /// The timeline of the reports as a notebook describes them; none where it describes none. Takes as long as bringing all
    /// reports together.
    #[must_use]
    pub fn described(&self, notebook: &Notebook) -> Option<Timeline> {
        let mut reports = self.timeline.reports.clone();
        corrections::describe(notebook, &mut reports)
            .then(|| describe::describe(&self.timeline, reports, &analyse))
    }

    /// Like [`Library::corrected`], from a timeline that [`Library::described`] gave.
    #[must_use]
    pub fn corrected_from(&self, notebook: &Notebook, described: Option<&Timeline>) -> Option<Self> {
        let before = described.unwrap_or(&self.timeline);
        let corrections = corrections::corrections(notebook, before);
        let states = notebook.said().any(|(_, field, _)| field == Field::State);
        if corrections.is_empty() && !states && described.is_none() {
            return None;
        }
        let timeline = correct::correct(before, &corrections);
        let renamed = described.is_none() && corrections.iter().all(Correction::renames);
        let Reading { timeline, disagreements, .. } = if renamed {
            Reading { timeline, disagreements: self.disagreements.clone(), ..Reading::default() }
        } else {
            Reading::compare(timeline)
        };
        let closed = closed(notebook, &timeline.reports, &disagreements);
        Some(Self::with_closed(timeline, disagreements, closed))
    }

    /// Whether a disagreement is worth a mark, and a person is not done with it.
    #[must_use]
    pub fn is_open(&self, at: u32) -> bool {
        self.disagreements.get(at as usize).is_some_and(|found| is_marked(found.verdict))
            && self.state(at).is_none()
    }

    /// The open disagreements with their places, most serious first.
    pub fn open_disagreements(&self) -> impl Iterator<Item = (u32, &Disagreement)> {
        let all = (0..).zip(&self.disagreements);
        all.filter(|(at, found)| is_marked(found.verdict) && self.state(*at).is_none())
    }

    /// The next open disagreement in the order of the timeline, or the one before: counted from the one that is followed, else
    /// from an event, whose own come first.
    #[must_use]
    pub fn next_disagreement(
        &self,
        followed: Option<u32>,
        event: Option<EventId>,
        forward: bool,
    ) -> Option<u32> {
        let here = match followed {
            Some(at) => place(&self.disagreements, at),
            None => (event.map_or(0, |id| id.0), if forward { 0 } else { u32::MAX }),
        };
        let passed = |other: &u32| match place(&self.disagreements, *other) {
            other if forward && followed.is_some() => other <= here,
            other => other < here,
        };
        let end = self.by_time.partition_point(passed);
        let next = if forward { Some(end) } else { end.checked_sub(1) };
        next.and_then(|next| self.by_time.get(next)).copied()
    }

    /// What a person says has become of a disagreement.
    #[must_use]
    pub fn state(&self, at: u32) -> Option<State> {
        self.closed.get(&at).copied()
    }

    /// The event a mention is of.
    #[must_use]
    pub fn event_of(&self, (report, at): Mention) -> Option<EventId> {
        let span = self.mention(report, at)?.span;
        let told = self.tellings(report);
        let first = told.partition_point(|telling| telling.span < span);
        let same = told[first..].iter().take_while(|telling| telling.span == span);
        let tells = |id: EventId| self.event(id).is_some_and(|event| event.mentions.contains(&(report, at)));
        same.map(|telling| telling.event).find(|id| tells(*id))
    }

    /// The actor a mention names.
    #[must_use]
    pub fn actor_of(&self, mention: Mention) -> Option<ActorId> {
        let names = |actor: &Actor| actor.mentions.binary_search(&mention).is_ok();
        let at = self.timeline.actors.iter().position(names)?;
        u32::try_from(at).ok().map(ActorId)
    }

    /// The reports.
    #[must_use]
    pub fn reports(&self) -> &[Report] {
        &self.timeline.reports
    }

    /// The events, in the timeline's order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.timeline.events
    }

    /// An event.
    #[must_use]
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.timeline.events.get(id.0 as usize)
    }

    /// A report.
    #[must_use]
    pub fn report(&self, id: ReportId) -> Option<&Report> {
        self.timeline.reports.get(id.index())
    }

    /// A report's text; empty if there is no such report.
    #[must_use]
    pub fn text(&self, id: ReportId) -> &str {
        self.report(id).map_or("", |report| &report.text)
    }

    /// The words of a passage.
    #[must_use]
    pub fn words(&self, passage: Passage) -> &str {
        passage.span.of(self.text(passage.report))
    }

    /// How the reports relate to an event.
    #[must_use]
    pub fn standing(&self, id: EventId) -> Standing {
        self.standing.get(id.0 as usize).copied().unwrap_or(Standing::Single)
    }

    /// How the reports of an event put it, taken together.
    #[must_use]
    pub fn manner(&self, id: EventId) -> Manner {
        self.manners.get(id.0 as usize).copied().unwrap_or(Manner::Fact)
    }

    /// What listing asks of each event, in the timeline's order.
    #[must_use]
    pub fn outlines(&self) -> &[Outline] {
        &self.outlines
    }

    /// The numbers of the reports that mention an event.
    #[must_use]
    pub fn told_by(&self, id: EventId) -> &[u32] {
        self.told.of(id.0)
    }

    /// The events that one of some reports mentions, or says it does not know of; some of them more than once.
    pub fn touched_by<'a>(
        &'a self,
        reports: impl IntoIterator<Item = &'a ReportId>,
    ) -> impl Iterator<Item = EventId> {
        let told = reports.into_iter().flat_map(|report| self.tellings(*report));
        told.map(|telling| telling.event).chain(self.unknown.iter().copied())
    }

    /// The disagreements about an event, most serious first, as places in [`Library::disagreements`].
    #[must_use]
    pub fn disagreements_of(&self, id: EventId) -> &[u32] {
        self.of_event.of(id.0)
    }

    /// The claims about an event, as places in the ledger.
    #[must_use]
    pub fn claims_of(&self, id: EventId) -> &[u32] {
        self.of_claim.of(id.0)
    }

    /// The disagreements a report has a side in, most serious first.
    #[must_use]
    pub fn disagreements_in(&self, id: ReportId) -> &[u32] {
        self.of_report.of(id.0)
    }

    /// The events an actor has a part in or is named in, in the timeline's order.
    #[must_use]
    pub fn events_of(&self, id: ActorId) -> &[u32] {
        self.of_actor.of(id.0)
    }

    /// The events a report mentions, in the order of its words.
    #[must_use]
    pub fn tellings(&self, id: ReportId) -> &[Telling] {
        self.tellings.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Where a report mentions an event.
    pub fn mentions(&self, id: EventId, report: ReportId) -> impl Iterator<Item = &EventMention> {
        let mentions = self.event(id).map_or(&[][..], |event| &event.mentions);
        mentions.iter().filter(move |(by, _)| *by == report).filter_map(|&(by, at)| self.mention(by, at))
    }

    /// One event mention of a report.
    #[must_use]
    pub fn mention(&self, report: ReportId, at: u32) -> Option<&EventMention> {
        self.timeline.analyses.get(report.index())?.events.get(at as usize)
    }

    /// The words of a report that name an actor.
    pub fn mentions_of_actor(&self, id: ActorId, report: ReportId) -> impl Iterator<Item = Span> {
        let mentions = self.timeline.actors.get(id.0 as usize).map_or(&[][..], |actor| &actor.mentions);
        let first = mentions.partition_point(|(by, _)| *by < report);
        let own = mentions[first..].iter().take_while(move |(by, _)| *by == report);
        own.filter_map(move |&(by, at)| {
            Some(self.timeline.analyses.get(by.index())?.actors.mentions.get(at as usize)?.span)
        })
    }
}

/// Where a disagreement is in the order of the timeline.
fn place(disagreements: &[Disagreement], at: u32) -> (u32, u32) {
    let event = disagreements.get(at as usize).and_then(|found| found.event);
    (event.map_or(u32::MAX, |id| id.0), at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::story;

    #[test]
    fn an_event_knows_its_disagreements_and_an_actor_its_events() {
        let library = story::library();
        let toll = story::event(&library, "killed");
        assert_eq!(library.standing(toll), Standing::Contradicted);
        assert!(!library.disagreements_of(toll).is_empty());
        let mayor = story::actor(&library, "Ada Lindqvist");
        let told: Vec<&str> =
            library.events_of(mayor).iter().map(|&at| &*library.events()[at as usize].title).collect();
        assert!(told.iter().any(|title| title.contains("evacuat")), "{told:?}");
    }

    #[test]
    fn a_report_tells_its_events_in_the_order_of_its_words() {
        let library = story::library();
        for report in library.reports() {
            let starts: Vec<u32> = library.tellings(report.id).iter().map(|t| t.span.start).collect();
            assert!(!starts.is_empty() && starts.is_sorted());
        }
    }
}
