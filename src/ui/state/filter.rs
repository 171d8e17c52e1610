//! What passes the filter: one answer for the timeline, the disagreements, the counts, every view and the export.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::app::App;
use super::library::{Agreement, CardOutline, Library, WordsFound};
use crate::analysis::time::When;
use crate::disagreement::{Disagreement, Verdict};
use crate::text::ReportId;
use crate::timeline::{ActorId, Event, EventId};
use crate::ui::screens::lanes::stretch::Bounds;

/// What is shown at all. Choices of one kind widen, choices of different kinds narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Events that one of these has a part in.
    pub actors: Vec<ActorId>,
    /// Reports left out.
    pub without: BTreeSet<ReportId>,
    /// Only what may have happened in this time.
    pub period: Option<When>,
    /// Only disagreements of this verdict, and the events they are about.
    pub verdict: Option<Verdict>,
    /// Only what contains these words, in any case.
    pub words: String,
    /// Only events with a star, a tag or a note.
    pub own: bool,
}

impl Filter {
    /// Whether it leaves nothing out.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// What passes; worked out when the filter or the library changes.
#[derive(Clone, Debug, Default)]
pub struct Passing {
    /// The reports that are not left out.
    pub reports: Vec<ReportId>,
    /// The disagreements that pass, most serious first.
    pub listed: Arc<[u32]>,
    /// Whether each event does; empty for an open filter.
    events: Vec<bool>,
    /// Whether each disagreement does.
    disagreements: Vec<bool>,
    /// How far the reports agree on each event, those left out apart.
    agreement: Vec<Agreement>,
    /// Contradictions that pass.
    pub contradictions: usize,
    /// Other disagreements that pass and are worth a mark.
    pub differences: usize,
}

/// Where the words were found that were last looked for: undo and redo ask for them again.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct LastWords {
    words: String,
    found: WordsFound,
}

impl App {
    /// Whether an event passes the filter.
    #[must_use]
    pub fn passes(&self, id: EventId) -> bool {
        self.passing.events.get(id.0 as usize).copied().unwrap_or(true)
    }

    /// Whether each of some events passes; none for an open filter.
    pub(in crate::ui) fn passing_among(&self, events: Range<usize>) -> Option<&[bool]> {
        self.passing.events.get(events).filter(|_| !self.passing.events.is_empty())
    }

    /// Whether a disagreement does.
    #[must_use]
    pub fn passes_disagreement(&self, at: u32) -> bool {
        self.passing.disagreements.get(at as usize).copied().unwrap_or(true)
    }

    /// Whether a disagreement passes, is worth a mark, and a person is not done with it.
    #[must_use]
    pub fn is_open(&self, at: u32) -> bool {
        self.passes_disagreement(at) && self.library.is_open(at)
    }

    /// How far the reports that are not left out agree on an event.
    #[must_use]
    pub fn agreement(&self, id: EventId) -> Agreement {
        self.passing.agreement.get(id.0 as usize).copied().unwrap_or_else(|| self.library.agreement(id))
    }

    /// The same of every event, in the timeline's order.
    pub(in crate::ui) fn agreements(&self) -> &[Agreement] {
        if self.passing.agreement.is_empty() { self.library.agreements() } else { &self.passing.agreement }
    }

    /// Works out what passes.
    pub(in crate::ui) fn find_passing(&mut self) {
        self.find_words();
        let library = &self.library;
        let reports = library.reports().iter().map(|report| report.id);
        let reports: Vec<ReportId> = reports.filter(|report| self.is_included(*report)).collect();
        if self.filter.is_open() {
            let (contradictions, differences) = (library.contradictions, library.differences);
            let listed = (0..u32::try_from(library.cards().len()).unwrap_or(u32::MAX)).collect();
            self.passing = Passing { reports, listed, contradictions, differences, ..Passing::default() };
            return;
        }
        let mut events = self.passing_events();
        let disagreements = self.passing_disagreements(&events);
        let passing = || (0..).zip(library.cards()).zip(&disagreements).filter(|(_, passes)| **passes);
        if self.filter.verdict.is_some() {
            let mut disputed = vec![false; events.len()];
            for event in passing().filter_map(|((_, card), _)| card.event) {
                disputed[event.0 as usize] = true;
            }
            keep_common(&mut events, &disputed);
        }
        let listed = passing().map(|((at, _), _)| at).collect();
        let (mut contradictions, mut differences) = (0, 0);
        for ((_, card), _) in passing().filter(|((_, card), _)| card.open) {
            match card.verdict {
                Verdict::Contradiction => contradictions += 1,
                _ => differences += 1,
            }
        }
        let agreement = self.passing_agreement(&events, &disagreements);
        self.passing =
            Passing { reports, listed, events, disagreements, agreement, contradictions, differences };
    }

    /// Finds the events with the words of the filter, unless they are those looked for last.
    fn find_words(&mut self) {
        let words = &self.filter.words;
        if !words.is_empty() && *words != self.last_words.words {
            let found = self.library.words_of_events().find(words);
            self.last_words = LastWords { words: words.clone(), found };
        }
    }

    /// Whether each event passes, verdicts apart. Of reports left out only the events they mention are examined, and none of the
    /// other choices looks at the events themselves: there are many, and they are large.
    fn passing_events(&self) -> Vec<bool> {
        let (library, filter) = (&self.library, &self.filter);
        let mut passes = vec![filter.actors.is_empty(); library.events().len()];
        for actor in &filter.actors {
            for &event in library.events_of(*actor) {
                passes[event as usize] = true;
            }
        }
        if !filter.without.is_empty() {
            for id in library.touched_by(&filter.without) {
                let is_reported = library.event(id).is_some_and(|event| filter.is_reported(event));
                passes[id.0 as usize] &= is_reported;
            }
        }
        if filter.own {
            let mut own = vec![false; passes.len()];
            for id in self.notes.own_events() {
                own[id.0 as usize] = true;
            }
            keep_common(&mut passes, &own);
        }
        if let Some(period) = &filter.period {
            let period = Bounds::of(period);
            for (passes, bounds) in passes.iter_mut().zip(library.dates.bounds()) {
                *passes &= bounds.may_overlap(period);
            }
        }
        if !filter.words.is_empty() {
            keep_common(&mut passes, &self.last_words.found.events);
        }
        passes
    }

    /// Whether each disagreement passes: its verdict, its sides, and the event it is about.
    fn passing_disagreements(&self, events: &[bool]) -> Vec<bool> {
        let (library, filter) = (&self.library, &self.filter);
        let without_event = filter.passes_without_event();
        let with_words = &self.last_words.found.without_event;
        let has_words = |at: &u32| filter.words.is_empty() || with_words.binary_search(at).is_ok();
        let passes = |(at, card): (u32, &CardOutline)| {
            filter.verdict.is_none_or(|verdict| card.verdict == verdict)
                && match card.event {
                    Some(id) => events.get(id.0 as usize).copied().unwrap_or(true),
                    None => without_event && has_words(&at),
                }
        };
        let mut passes: Vec<bool> = (0..).zip(library.cards()).map(passes).collect();
        for &at in filter.without.iter().flat_map(|report| library.disagreements_in(*report)) {
            passes[at as usize] &= filter.leaves_sides(&library.disagreements[at as usize]);
        }
        passes
    }

    /// How far the reports agree on each event that passes: as without a filter, except where reports or disagreements of it are
    /// left out.
    fn passing_agreement(&self, events: &[bool], disagreements: &[bool]) -> Vec<Agreement> {
        let (library, filter) = (&self.library, &self.filter);
        let mut agreement = if filter.verdict.is_some() {
            agreement_of_passing(library, disagreements)
        } else {
            library.agreements().to_vec()
        };
        let open = |at: u32| disagreements.get(at as usize).copied().unwrap_or(true) && library.is_open(at);
        let now = |id: EventId| {
            let own = library.disagreements_of(id).iter().filter(|at| open(**at));
            match own.map(|at| library.cards()[*at as usize].verdict).min() {
                Some(Verdict::Contradiction) => Agreement::Contradicted,
                Some(_) => Agreement::Different,
                None => library.event(id).map_or(Agreement::Single, |event| {
                    Agreement::of_reports(&library.timeline.origins, filter.reports_of(event))
                }),
            }
        };
        if !filter.without.is_empty() {
            let sides = filter.without.iter().flat_map(|report| library.disagreements_in(*report));
            let of_sides = sides.filter_map(|at| library.cards().get(*at as usize)?.event);
            for id in library.touched_by(&filter.without).chain(of_sides) {
                if events.get(id.0 as usize).copied().unwrap_or(false) {
                    agreement[id.0 as usize] = now(id);
                }
            }
        }
        agreement
    }
}

/// How far the reports agree on each event where no more than the passing disagreements count.
fn agreement_of_passing(library: &Library, disagreements: &[bool]) -> Vec<Agreement> {
    let events = u32::try_from(library.events().len()).unwrap_or(u32::MAX);
    let mut agreement: Vec<Agreement> =
        (0..events).map(|id| library.agreement_of_reports(EventId(id))).collect();
    for (card, _) in library.cards().iter().zip(disagreements).filter(|(card, passes)| card.open && **passes)
    {
        let Some(event) = card.event.and_then(|id| agreement.get_mut(id.0 as usize)) else { continue };
        *event = (*event).max(match card.verdict {
            Verdict::Contradiction => Agreement::Contradicted,
            _ => Agreement::Different,
        });
    }
    agreement
}

/// Leaves what passes and is among some others too.
fn keep_common(passes: &mut [bool], others: &[bool]) {
    for (passes, other) in passes.iter_mut().zip(others) {
        *passes &= other;
    }
}

impl Filter {
    /// The reports that mention an event and are not left out.
    pub fn reports_of<'a>(&'a self, event: &'a Event) -> impl Iterator<Item = ReportId> + 'a {
        event.reported_by.iter().copied().filter(|report| !self.without.contains(report))
    }

    fn is_reported(&self, event: &Event) -> bool {
        let mut reports = event.reported_by.iter().chain(&event.unknown);
        event.given.is_some() || reports.any(|report| !self.without.contains(report))
    }

    /// Whether a disagreement still has its sides: of several reports two, of one that one.
    fn leaves_sides(&self, found: &Disagreement) -> bool {
        if self.without.is_empty() {
            return true;
        }
        let mut all: Vec<ReportId> = found.positions.iter().map(|side| side.passage.report).collect();
        all.sort_unstable();
        all.dedup();
        let left = all.iter().filter(|report| !self.without.contains(report)).count();
        left >= all.len().min(2)
    }

    /// Whether disagreements about no single event pass, their words apart: not where events are chosen by anything else.
    fn passes_without_event(&self) -> bool {
        self.actors.is_empty() && !self.own && self.period.is_none()
    }
}
