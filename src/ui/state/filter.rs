//! What passes the filter: one answer for the timeline, the disagreements, the counts, every view and the export.

use super::app::{App, Filter};
use super::library::{Library, Standing};
use super::notes::Item;
use crate::disagreement::{Disagreement, Verdict};
use crate::export;
use crate::export::names::verdict_in_words;
use crate::text::ReportId;
use crate::timeline::{Event, EventId};

/// What passes; worked out when the filter or the library changes.
#[derive(Clone, Debug, Default)]
pub struct Passing {
    /// The reports that are not left out.
    pub reports: Vec<ReportId>,
    /// Whether each event does; of an open filter nothing is kept.
    events: Vec<bool>,
    /// Whether each disagreement does.
    disagreements: Vec<bool>,
    /// How the reports relate to each event, those left out apart.
    standing: Vec<Standing>,
    /// Contradictions that pass.
    pub contradictions: usize,
    /// Other disagreements that pass and are worth a mark.
    pub differences: usize,
}

impl Passing {
    /// Whether a disagreement passes.
    #[must_use]
    pub fn has_disagreement(&self, at: u32) -> bool {
        self.disagreements.get(at as usize).copied().unwrap_or(true)
    }
}

impl App {
    /// Whether an event passes the filter.
    #[must_use]
    pub fn passes(&self, id: EventId) -> bool {
        self.passing.events.get(id.0 as usize).copied().unwrap_or(true)
    }

    /// Whether a disagreement does.
    #[must_use]
    pub fn passes_disagreement(&self, at: u32) -> bool {
        self.passing.has_disagreement(at)
    }

    /// Whether a disagreement passes, is worth a mark, and a person is not done with it.
    #[must_use]
    pub fn is_open(&self, at: u32) -> bool {
        self.passes_disagreement(at) && self.library.is_open(at)
    }

    /// How the reports that are not left out relate to an event.
    #[must_use]
    pub fn standing(&self, id: EventId) -> Standing {
        self.passing.standing.get(id.0 as usize).copied().unwrap_or_else(|| self.library.standing(id))
    }

    /// Works out what passes.
    pub(in crate::ui) fn find_passing(&mut self) {
        let library = &self.library;
        let reports = library.reports().iter().map(|report| report.id);
        let reports: Vec<ReportId> = reports.filter(|report| self.is_included(*report)).collect();
        if self.filter.is_open() {
            let (contradictions, differences) = (library.contradictions, library.differences);
            self.passing = Passing { reports, contradictions, differences, ..Passing::default() };
            return;
        }
        let mut events = self.passing_events();
        let disagreements = self.passing_disagreements(&events);
        if self.filter.verdict.is_some() {
            let mut parted = vec![false; events.len()];
            for (found, _) in library.disagreements.iter().zip(&disagreements).filter(|(_, passes)| **passes)
            {
                if let Some(event) = found.event.and_then(|id| parted.get_mut(id.0 as usize)) {
                    *event = true;
                }
            }
            for (passes, parted) in events.iter_mut().zip(parted) {
                *passes &= parted;
            }
        }
        let standing = self.passing_standing(&events, &disagreements);
        let (mut contradictions, mut differences) = (0, 0);
        for (at, found) in library.open_disagreements() {
            let passes = disagreements.get(at as usize).copied().unwrap_or(true);
            match found.verdict {
                _ if !passes => {}
                Verdict::Contradiction => contradictions += 1,
                _ => differences += 1,
            }
        }
        self.passing = Passing { reports, events, disagreements, standing, contradictions, differences };
    }

    /// Whether each event passes, verdicts apart. What asks little is asked first; of reports left out no more than the events
    /// they mention are looked at.
    fn passing_events(&self) -> Vec<bool> {
        let (library, filter) = (&self.library, &self.filter);
        let mut passes = vec![filter.actors.is_empty(); library.events().len()];
        for actor in &filter.actors {
            for &event in library.events_of(*actor) {
                passes[event as usize] = true;
            }
        }
        for id in library.touched_by(&filter.without) {
            let told = library.event(id).is_some_and(|event| filter.is_told(event));
            passes[id.0 as usize] &= told;
        }
        let words = filter.words.to_lowercase();
        if !filter.own && filter.period.is_none() && words.is_empty() {
            return passes;
        }
        for ((id, event), passes) in (0..).map(EventId).zip(library.events()).zip(&mut passes) {
            *passes = *passes
                && (!filter.own || self.notes.is_own(Item::Event(id)))
                && filter.is_in_period(event)
                && holds(library, id, event, &words);
        }
        passes
    }

    /// Whether each disagreement passes: its verdict, its sides, and the event it is about.
    fn passing_disagreements(&self, events: &[bool]) -> Vec<bool> {
        let (library, filter) = (&self.library, &self.filter);
        let wanted = |found: &Disagreement| filter.verdict.is_none_or(|verdict| found.verdict == verdict);
        let about = |found: &Disagreement| match found.event {
            Some(id) => events.get(id.0 as usize).copied().unwrap_or(true),
            None => filter.passes_without_event(found),
        };
        let all = library.disagreements.iter();
        let mut passes: Vec<bool> = all.map(|found| wanted(found) && about(found)).collect();
        for &at in filter.without.iter().flat_map(|report| library.disagreements_in(*report)) {
            passes[at as usize] &= filter.leaves_sides(&library.disagreements[at as usize]);
        }
        passes
    }

    /// How the reports relate to each event that passes: as they do without a filter, but where reports or disagreements of it
    /// are left out.
    fn passing_standing(&self, events: &[bool], disagreements: &[bool]) -> Vec<Standing> {
        let (library, filter) = (&self.library, &self.filter);
        let all = (0..).map(EventId).take(events.len());
        let mut standing: Vec<Standing> = all.clone().map(|id| library.standing(id)).collect();
        let open = |at: u32| disagreements.get(at as usize).copied().unwrap_or(true) && library.is_open(at);
        let now = |id: EventId| {
            let own = library.disagreements_of(id).iter().filter(|at| open(**at));
            match own.map(|at| library.disagreements[*at as usize].verdict).min() {
                Some(Verdict::Contradiction) => Standing::Contradicted,
                Some(_) => Standing::Different,
                None if library.event(id).and_then(|event| filter.tellers(event).nth(1)).is_some() => {
                    Standing::Shared
                }
                None => Standing::Single,
            }
        };
        let sides = filter.without.iter().flat_map(|report| library.disagreements_in(*report));
        let of_sides = sides.filter_map(|at| library.disagreements.get(*at as usize)?.event);
        let changed = library.touched_by(&filter.without).chain(of_sides);
        for id in changed.chain(all.filter(|_| filter.verdict.is_some())) {
            if events.get(id.0 as usize).copied().unwrap_or(false) {
                standing[id.0 as usize] = now(id);
            }
        }
        standing
    }

    /// The rows an export holds: those that pass.
    #[must_use]
    pub fn export_filter(&self) -> export::Filter {
        if self.filter.is_open() {
            return export::Filter::default();
        }
        let events = u32::try_from(self.library.events().len()).unwrap_or(u32::MAX);
        let chosen = (0..events).map(EventId).filter(|id| self.passes(*id)).collect();
        let badges = self.passing.reports.iter().map(ToString::to_string);
        export::Filter {
            chosen: Some(chosen),
            sources: if self.filter.without.is_empty() { Vec::new() } else { badges.collect() },
            verdicts: self.filter.verdict.into_iter().collect(),
            ..export::Filter::default()
        }
    }

    /// What a change of the filter did, in words.
    #[must_use]
    pub fn filter_change(&self, before: &Filter, after: &Filter) -> String {
        let mut said = Vec::new();
        let name = |id: &crate::timeline::ActorId| {
            self.library.timeline.actors.get(id.0 as usize).map_or("", |actor| &actor.name).to_owned()
        };
        if before.actors != after.actors {
            let names: Vec<String> = after.actors.iter().map(name).collect();
            said.push(if names.is_empty() {
                "all actors".to_owned()
            } else {
                format!("only {}", names.join(", "))
            });
        }
        said.extend(after.without.difference(&before.without).map(|report| format!("without {report}")));
        said.extend(before.without.difference(&after.without).map(|report| format!("with {report} again")));
        if before.period != after.period {
            said.push(
                after
                    .period
                    .as_ref()
                    .map_or("at any time".to_owned(), |when| format!("only {}", when.in_words())),
            );
        }
        if before.verdict != after.verdict {
            said.push(
                after.verdict.map_or("any verdict".to_owned(), |verdict| {
                    format!("only {}", verdict_in_words(verdict))
                }),
            );
        }
        if before.words != after.words {
            let words = &after.words;
            said.push(if words.is_empty() {
                "with any words".to_owned()
            } else {
                format!("only “{words}”")
            });
        }
        if before.own != after.own {
            said.push(if after.own { "only what is marked" } else { "marked or not" }.to_owned());
        }
        said.join(", ")
    }
}

impl Filter {
    /// The reports that mention an event and are not left out.
    pub fn tellers<'a>(&'a self, event: &'a Event) -> impl Iterator<Item = ReportId> + 'a {
        event.told_by.iter().copied().filter(|report| !self.without.contains(report))
    }

    fn is_told(&self, event: &Event) -> bool {
        let mut reports = event.told_by.iter().chain(&event.unknown);
        event.given.is_some() || reports.any(|report| !self.without.contains(report))
    }

    fn is_in_period(&self, event: &Event) -> bool {
        self.period.as_ref().is_none_or(|period| event.when.is_dated() && event.when.may_overlap(period))
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

    /// Whether a disagreement about no single event passes: where events are chosen by more than their words, it does not.
    fn passes_without_event(&self, found: &Disagreement) -> bool {
        self.actors.is_empty()
            && !self.own
            && self.period.is_none()
            && (self.words.is_empty() || found.summary.to_lowercase().contains(&self.words.to_lowercase()))
    }
}

/// Whether the title of an event, or words that describe it, hold some words in lower case.
fn holds(library: &Library, id: EventId, event: &Event, words: &str) -> bool {
    let told = || {
        event.mentions.iter().any(|(report, at)| {
            let mention = library.mention(*report, *at);
            mention
                .is_some_and(|mention| mention.span.of(library.text(*report)).to_lowercase().contains(words))
        })
    };
    let summary = || {
        library.disagreements_of(id).iter().any(|at| {
            library
                .disagreements
                .get(*at as usize)
                .is_some_and(|found| found.summary.to_lowercase().contains(words))
        })
    };
    words.is_empty() || event.title.to_lowercase().contains(words) || told() || summary()
}
