//! The timeline with what every view looks up in it: the disagreements of an event, the events of an actor, the
//! events a report tells in the order of its words. Built once, off the screen's thread; read by views in O(1) or O(log n).

use std::collections::HashMap;
use std::fmt;

use chrono::NaiveDate;

use super::groups::Groups;
use crate::analysis::analyse;
use crate::analysis::event::EventMention;
use crate::disagreement::{Disagreement, Verdict};
use crate::reading::Reading;
use crate::store::{Field, Notebook, State, Subject, Value, corrections};
use crate::text::{Passage, Report, ReportId, Span};
use crate::timeline::correct::{self, Correction, Mention};
use crate::timeline::describe;
use crate::timeline::{Actor, ActorId, Event, EventId, Timeline};
use crate::ui::screens::lanes::stretch::Dates;
use crate::ui::screens::manner::{self, Manner};
use crate::ui::widget::time_axis::{self, Stretch};

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
    pub span: Option<Stretch>,
    /// The dates of events and reports, in minutes.
    pub dates: Dates,
    /// How each event is told.
    manners: Vec<Manner>,
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

/// An event where a report tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The words that tell it.
    pub span: Span,
    /// The event.
    pub event: EventId,
}

/// How the reports stand to an event, as the mark before its title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// One report tells it.
    Single,
    /// Several tell it alike.
    Shared,
    /// They differ, and can all be right.
    Different,
    /// They contradict each other.
    Contradicted,
}

impl Standing {
    /// The mark shown.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Single => "○",
            Self::Shared => "●",
            Self::Different => "≠",
            Self::Contradicted => "✗",
        }
    }

    /// What the mark says.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Single => "told by one",
            Self::Shared => "told alike",
            Self::Different => "the accounts differ",
            Self::Contradicted => "the accounts contradict each other",
        }
    }
}

/// Whether a verdict is worth a mark on the timeline: badges show omissions already, and names differ harmlessly.
#[must_use]
pub fn is_marked(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Omission | Verdict::Name)
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

    fn with_closed(
        timeline: Timeline,
        disagreements: Vec<Disagreement>,
        closed: HashMap<u32, State>,
    ) -> Self {
        let is_open = |at: u32, found: &Disagreement| is_marked(found.verdict) && !closed.contains_key(&at);
        let tellings = tellings(&timeline);
        let of_event = Groups::new(
            timeline.events.len(),
            (0..).zip(&disagreements).filter_map(|(at, found)| Some((found.event?.0, at))),
        );
        let of_report = Groups::new(timeline.reports.len(), reports_of(&disagreements));
        let of_claim = Groups::new(
            timeline.events.len(),
            (0..).zip(&timeline.ledger).filter_map(|(at, entry)| Some((entry.event?.0, at))),
        );
        let of_actor = events_of_actors(&timeline, &tellings);
        let standing = (0..).zip(&timeline.events).map(|(id, event)| {
            let own = of_event.of(id).iter().map(|&at| (at, &disagreements[at as usize]));
            let worst = own.filter(|(at, found)| is_open(*at, found)).map(|(_, found)| found.verdict).min();
            match worst {
                Some(Verdict::Contradiction) => Standing::Contradicted,
                Some(_) => Standing::Different,
                None if event.told_by.len() > 1 => Standing::Shared,
                None => Standing::Single,
            }
        });
        let standing = standing.collect();
        let open = || (0..).zip(&disagreements).filter(|(at, found)| is_open(*at, found));
        let contradictions = open().filter(|(_, found)| found.verdict == Verdict::Contradiction).count();
        let differences = open().count() - contradictions;
        let alarming = open().filter(|(_, found)| found.verdict != Verdict::Compatible);
        let mut by_time: Vec<u32> = alarming.map(|(at, _)| at).collect();
        by_time.sort_by_key(|at| place(&disagreements, *at));
        let main: Vec<&Event> =
            timeline.events.iter().filter(|event| event.salience >= Event::MAIN).collect();
        let days: Vec<NaiveDate> = main
            .iter()
            .filter_map(|event| time_axis::moment(&event.when))
            .map(|moment| moment.date())
            .collect();
        let core = time_axis::core(&days);
        let span = Stretch::of(main.iter().map(|event| &event.when), core);
        let dates = Dates::new(&timeline);
        let manners = timeline.events.iter().map(|event| manner::of_event(&timeline, event)).collect();
        Self {
            timeline,
            disagreements,
            of_event,
            of_actor,
            of_report,
            of_claim,
            tellings,
            standing,
            contradictions,
            differences,
            core,
            span,
            dates,
            manners,
            closed,
            by_time,
        }
    }

    /// Whether a disagreement is worth a mark, and a person is not done with it.
    #[must_use]
    pub fn is_open(&self, at: u32) -> bool {
        self.disagreements.get(at as usize).is_some_and(|found| is_marked(found.verdict))
            && self.state(at).is_none()
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

    /// The event a mention tells.
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

    /// How the reports stand to an event.
    #[must_use]
    pub fn standing(&self, id: EventId) -> Standing {
        self.standing.get(id.0 as usize).copied().unwrap_or(Standing::Single)
    }

    /// How the reports that tell an event tell it, taken together.
    #[must_use]
    pub fn manner(&self, id: EventId) -> Manner {
        self.manners.get(id.0 as usize).copied().unwrap_or(Manner::Fact)
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

    /// The events a report tells, in the order of its words.
    #[must_use]
    pub fn tellings(&self, id: ReportId) -> &[Telling] {
        self.tellings.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Where a report tells an event.
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

/// Where a disagreement stands in the order of the timeline.
fn place(disagreements: &[Disagreement], at: u32) -> (u32, u32) {
    let event = disagreements.get(at as usize).and_then(|found| found.event);
    (event.map_or(u32::MAX, |id| id.0), at)
}

/// The disagreements a notebook says are settled or false.
fn closed(notebook: &Notebook, reports: &[Report], disagreements: &[Disagreement]) -> HashMap<u32, State> {
    let said: Vec<(&Subject, State)> = notebook
        .said()
        .filter_map(|(subject, field, value)| match (subject, field, value) {
            (Subject::Disagreement(_), Field::State, Value::Text(word)) => {
                Some((subject, State::NAMES.iter().find(|(name, _)| *name == word)?.1))
            }
            _ => None,
        })
        .collect();
    let mut between = Between::default();
    said.into_iter()
        .flat_map(|(subject, state)| {
            between.find(subject, reports, disagreements).into_iter().map(move |at| (at, state))
        })
        .collect()
}

/// Disagreements by the passages they are between; made when the first is looked for.
#[derive(Default)]
pub struct Between(Option<HashMap<Vec<Passage>, Vec<u32>>>);

impl Between {
    /// The disagreements a notebook's entry is about.
    pub fn find(&mut self, subject: &Subject, reports: &[Report], all: &[Disagreement]) -> Vec<u32> {
        let Subject::Disagreement(quotes) = subject else { return Vec::new() };
        let passages = quotes.iter().map(|quote| Some(quote.find(reports)?.passage));
        let Some(mut passages) = passages.collect::<Option<Vec<Passage>>>() else { return Vec::new() };
        passages.sort_unstable();
        let known = self.0.get_or_insert_with(|| {
            let mut known: HashMap<Vec<Passage>, Vec<u32>> = HashMap::new();
            for (at, found) in (0..).zip(all) {
                known.entry(passages_of(found)).or_default().push(at);
            }
            known
        });
        known.get(&passages).cloned().unwrap_or_default()
    }
}

/// The passages of a disagreement in the order of the reports.
fn passages_of(found: &Disagreement) -> Vec<Passage> {
    let mut passages: Vec<Passage> = found.positions.iter().map(|side| side.passage).collect();
    passages.sort_unstable();
    passages
}

/// Each report with each disagreement it has a side in, once.
fn reports_of(disagreements: &[Disagreement]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for (at, found) in (0..).zip(disagreements) {
        let start = pairs.len();
        for side in &found.positions {
            let pair = (side.passage.report.0, at);
            if !pairs[start..].contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// The events of each report in the order of its words.
fn tellings(timeline: &Timeline) -> Vec<Vec<Telling>> {
    let mut told = vec![Vec::new(); timeline.reports.len()];
    for (id, event) in (0..).zip(&timeline.events) {
        for &(report, at) in &event.mentions {
            let mention =
                timeline.analyses.get(report.index()).and_then(|analysis| analysis.events.get(at as usize));
            if let (Some(told), Some(mention)) = (told.get_mut(report.index()), mention) {
                told.push(Telling { span: mention.span, event: EventId(id) });
            }
        }
    }
    for report in &mut told {
        report.sort_by_key(|telling| (telling.span, telling.event));
    }
    told
}

/// The events of each actor: those it has a part in, and those told in words that name it.
fn events_of_actors(timeline: &Timeline, tellings: &[Vec<Telling>]) -> Groups {
    let mut pairs = Vec::new();
    for (id, event) in (0..).zip(&timeline.events) {
        pairs.extend(event.actors.iter().map(|(actor, _)| (actor.0, id)));
        pairs.extend(event.place.map(|place| (place.0, id)));
    }
    for (id, actor) in (0..).zip(&timeline.actors) {
        for &(report, at) in &actor.mentions {
            let Some(analysis) = timeline.analyses.get(report.index()) else { continue };
            let Some(mention) = analysis.actors.mentions.get(at as usize) else { continue };
            let told = tellings.get(report.index()).map_or(&[][..], Vec::as_slice);
            let until = told.partition_point(|telling| telling.span.start <= mention.span.start);
            let around = told[..until].iter().rev().take(NESTED).filter(|t| t.span.contains(mention.span));
            pairs.extend(around.map(|telling| (id, telling.event.0)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    Groups::new(timeline.actors.len(), pairs)
}

/// How many tellings before a word are looked at for one that covers it: clauses nest only so deep.
const NESTED: usize = 8;

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
