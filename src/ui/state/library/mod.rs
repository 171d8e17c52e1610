//! The timeline with what every view looks up in it: the disagreements of an event, the events of an actor, the
//! events a report mentions in the order of its words. Built once, off the screen's thread; read by views in O(1) or O(log n).

mod agreement;
mod build;
mod closed;
mod outline;
mod words;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

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
use crate::ui::screens::lanes::all::AllLanes;
use crate::ui::screens::lanes::stretch::Dates;
use crate::ui::screens::manner::Manner;
use crate::ui::widget::time_axis::CoreTime;
pub use agreement::{Agreement, is_marked};
pub use closed::Between;
use closed::closed;
pub use outline::{CardOutline, EventInText, Outline};
pub use words::{EventWords, WordsFound};

/// A loaded corpus, ready to be explored.
#[derive(Default)]
pub struct Library {
    /// The timeline.
    pub timeline: Timeline,
    /// The disagreements, most serious first.
    pub disagreements: Vec<Disagreement>,
    /// What listing the disagreements needs of each.
    cards: Vec<CardOutline>,
    of_event: Groups,
    of_actor: Groups,
    of_report: Groups,
    of_claim: Groups,
    mentions_in: Vec<Vec<EventInText>>,
    agreement: Vec<Agreement>,
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
    /// What listing the events needs of each, apart from the events themselves: there are many, and these are small.
    outlines: Vec<Outline>,
    /// The first event of each date, and the place after the last event.
    dates_from: Vec<u32>,
    /// Whether each event is folded where its reports do not differ.
    minor: Vec<bool>,
    /// The dated events by their moments.
    by_moment: Vec<(NaiveDateTime, EventId)>,
    /// The reports that mention each event.
    reports_of: Groups,
    /// The lanes with all events on them.
    lanes: Arc<AllLanes>,
    /// The words of the events; collected when they are first searched.
    words: OnceLock<EventWords>,
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
        let timeline =
            if corrections.is_empty() { before.clone() } else { correct::correct(before, &corrections) };
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
        self.cards.get(at as usize).is_some_and(|card| card.open)
    }

    /// The open disagreements with their places, most serious first.
    pub fn open_disagreements(&self) -> impl Iterator<Item = (u32, &Disagreement)> {
        let open = (0..).zip(&self.cards).filter(|(_, card)| card.open);
        open.filter_map(|(at, _)| Some((at, self.disagreements.get(at as usize)?)))
    }

    /// What listing needs of each disagreement, most serious first.
    #[must_use]
    pub fn cards(&self) -> &[CardOutline] {
        &self.cards
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
            Some(at) => place(&self.cards, at),
            None => (event.map_or(0, |id| id.0), if forward { 0 } else { u32::MAX }),
        };
        let passed = |other: &u32| match place(&self.cards, *other) {
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
        let mentions = self.mentions_in(report);
        let first = mentions.partition_point(|mention| mention.span < span);
        let same = mentions[first..].iter().take_while(|mention| mention.span == span);
        let tells = |id: EventId| self.event(id).is_some_and(|event| event.mentions.contains(&(report, at)));
        same.map(|mention| mention.event).find(|id| tells(*id))
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
    pub fn agreement(&self, id: EventId) -> Agreement {
        self.agreement.get(id.0 as usize).copied().unwrap_or(Agreement::Single)
    }

    /// How far the reports agree on each event.
    #[must_use]
    pub fn agreements(&self) -> &[Agreement] {
        &self.agreement
    }

    /// What the reports of an event amount to, disagreements apart.
    #[must_use]
    pub fn agreement_of_reports(&self, id: EventId) -> Agreement {
        let reports = self.reports_of.of(id.0).iter().copied().map(ReportId);
        Agreement::of_reports(&self.timeline.origins, reports)
    }

    /// How the reports of an event put it, taken together.
    #[must_use]
    pub fn manner(&self, id: EventId) -> Manner {
        self.manners.get(id.0 as usize).copied().unwrap_or(Manner::Fact)
    }

    /// The dated events by their moments.
    #[must_use]
    pub fn by_moment(&self) -> &[(NaiveDateTime, EventId)] {
        &self.by_moment
    }

    /// The lanes with all events on them, whatever is shown.
    #[must_use]
    pub fn lanes(&self) -> &Arc<AllLanes> {
        &self.lanes
    }

    /// The words of the events.
    #[must_use]
    pub fn words_of_events(&self) -> &EventWords {
        self.words.get_or_init(|| EventWords::new(self))
    }

    /// What listing needs of each event, in the timeline's order.
    #[must_use]
    pub fn outlines(&self) -> &[Outline] {
        &self.outlines
    }

    /// The events of each of some dates that follow each other in the timeline, by the numbers of the dates.
    pub fn events_by_date(&self, dates: Range<u32>) -> impl Iterator<Item = Range<u32>> + '_ {
        let bounds = self.dates_from.get(dates.start as usize..=dates.end as usize).unwrap_or_default();
        bounds.windows(2).map(|pair| pair[0]..pair[1])
    }

    /// How many dates there are.
    #[must_use]
    pub fn dates_listed(&self) -> u32 {
        u32::try_from(self.dates_from.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Whether each event is folded where its reports do not differ.
    #[must_use]
    pub fn minor(&self) -> &[bool] {
        &self.minor
    }

    /// The events that one of some reports mentions, or says it does not know of; some of them more than once.
    pub fn touched_by<'a>(
        &'a self,
        reports: impl IntoIterator<Item = &'a ReportId>,
    ) -> impl Iterator<Item = EventId> {
        let mentions = reports.into_iter().flat_map(|report| self.mentions_in(*report));
        mentions.map(|mention| mention.event).chain(self.unknown.iter().copied())
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
    pub fn mentions_in(&self, id: ReportId) -> &[EventInText] {
        self.mentions_in.get(id.index()).map_or(&[], Vec::as_slice)
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
fn place(cards: &[CardOutline], at: u32) -> (u32, u32) {
    let event = cards.get(at as usize).and_then(|card| card.event);
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
        assert_eq!(library.agreement(toll), Agreement::Contradicted);
        assert!(!library.disagreements_of(toll).is_empty());
        let mayor = story::actor(&library, "Ada Lindqvist");
        let mentions: Vec<&str> =
            library.events_of(mayor).iter().map(|&at| &*library.events()[at as usize].title).collect();
        assert!(mentions.iter().any(|title| title.contains("evacuat")), "{mentions:?}");
    }

    #[test]
    fn the_events_of_a_report_are_in_the_order_of_its_words() {
        let library = story::library();
        for report in library.reports() {
            let starts: Vec<u32> = library.mentions_in(report.id).iter().map(|t| t.span.start).collect();
            assert!(!starts.is_empty() && starts.is_sorted());
        }
    }
}
