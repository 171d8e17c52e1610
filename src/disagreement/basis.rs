//! The basis of a story: everything its differences depend on. While it is unchanged, differences found once are reused.
//!
//! A basis consists of the reports of a story, their events and actors, and the relations between these. Numbers of claims, events
//! and actors change as other reports come and go, so they are stored by their order within the story. A basis covers whatever a rule
//! reads from a timeline; of an actor, that is its kind, its name and its mentions in the story.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;
use twox_hash::XxHash3_128;

use super::ledger::Ledger;
use super::names::Mentions;
use super::{Disagreement, Explained, NotCompared};
use crate::analysis::actor::ActorKind;
use crate::analysis::event::{EventType, Modality, Role};
use crate::analysis::time::When;
use crate::text::ReportId;
use crate::timeline::{ActorId, ClaimId, Event, EventId, Timeline};

/// A source of the differences found in an earlier run.
pub trait Memory: Sync {
    /// The key of a report: another text, description or place in the corpus has another key.
    fn report(&self, report: ReportId) -> u128;

    /// The differences stored for this basis, if any.
    fn recall(&self, basis: u128) -> Option<Explained>;

    /// Stores the differences for this basis.
    fn keep(&self, basis: u128, explained: &Explained);
}

/// What the bases of stories are computed from.
pub(super) struct Index<'t> {
    pub timeline: &'t Timeline,
    pub ledger: &'t Ledger<'t>,
    pub mentions: &'t Mentions,
    pub memory: &'t dyn Memory,
}

/// The basis of one story.
pub(super) struct Basis {
    name: u128,
    reports: Vec<ReportId>,
    /// Its events, in timeline order.
    events: Vec<EventId>,
    /// For each of its reports, the claims as a range of the ledger, and how many claims precede them in the story.
    claims: Vec<(Range<u32>, u32)>,
}

/// Everything about an event that does not depend on other reports.
#[derive(Serialize)]
struct EventBasis<'t> {
    event: (&'t str, EventType, &'t When),
    place: Option<(&'t str, ActorKind)>,
    actors: Vec<(&'t str, ActorKind, Role)>,
    modality: Modality,
    mentions: &'t [(ReportId, u32)],
    reports: Vec<u128>,
    reported_by: &'t [ReportId],
    unknown: &'t [ReportId],
    linked: Vec<Option<(ReportId, u32)>>,
    given: Option<u32>,
    salience: u32,
}

impl<'t> Index<'t> {
    /// The basis of the story with these reports, which are in order of id.
    pub(super) fn of(&self, reports: &[ReportId]) -> Basis {
        let mut events: BTreeSet<EventId> =
            reports.iter().flat_map(|report| self.ledger.events_of(*report)).copied().collect();
        let mut claims = Vec::with_capacity(reports.len());
        let mut before = 0;
        for &report in reports {
            let (first, own) = self.ledger.entries_of(report);
            events.extend(own.iter().filter_map(|entry| entry.event));
            let count = u32::try_from(own.len()).unwrap_or(u32::MAX);
            claims.push((first..first + count, before));
            before += count;
        }
        let mut basis =
            Basis { name: 0, reports: reports.to_vec(), events: events.into_iter().collect(), claims };
        basis.name = self.name(&basis);
        basis
    }

    fn name(&self, basis: &Basis) -> u128 {
        let mut bytes = Vec::new();
        for report in &basis.reports {
            let (_, claims) = self.ledger.entries_of(*report);
            let events: Vec<Option<u32>> = claims.iter().map(|claim| basis.place_of(claim.event?)).collect();
            let origin = self.timeline.origins.of(*report);
            bytes = added(bytes, &(report, self.memory.report(*report), origin, events));
        }
        for event in &basis.events {
            if let Some(event) = self.timeline.events.get(event.0 as usize) {
                bytes = added(bytes, &self.event(event));
            }
        }
        for (actor, mentions) in self.mentions.in_reports(&basis.reports) {
            bytes = added(bytes, &(self.actor(actor), mentions));
        }
        XxHash3_128::oneshot(&bytes)
    }

    fn event(&self, event: &'t Event) -> EventBasis<'t> {
        let first = |id: &EventId| self.timeline.events.get(id.0 as usize)?.mentions.first().copied();
        let id = |actor: ActorId| self.actor(actor.0 as usize);
        EventBasis {
            event: (&event.title, event.kind, &event.when),
            place: event.place.and_then(id),
            actors: event
                .actors
                .iter()
                .filter_map(|&(actor, role)| id(actor).map(|(name, kind)| (name, kind, role)))
                .collect(),
            modality: event.modality,
            mentions: &event.mentions,
            reports: event.reported_by.iter().map(|report| self.memory.report(*report)).collect(),
            reported_by: &event.reported_by,
            unknown: &event.unknown,
            linked: event.linked.iter().map(first).collect(),
            given: event.given,
            salience: event.salience.to_bits(),
        }
    }

    fn actor(&self, actor: usize) -> Option<(&'t str, ActorKind)> {
        self.timeline.actors.get(actor).map(|actor| (&*actor.name, actor.kind))
    }
}

fn added(bytes: Vec<u8>, thing: &impl Serialize) -> Vec<u8> {
    postcard::to_extend(thing, bytes).expect("plain data can be written as bytes")
}

impl Basis {
    /// The differences of the story: the stored ones, or what `compare` finds now.
    pub(super) fn recall_or(&self, memory: &dyn Memory, compare: impl FnOnce() -> Explained) -> Explained {
        let known = memory.recall(self.name).and_then(|known| self.with_ids_of_corpus(known));
        known.unwrap_or_else(|| {
            let explained = compare();
            // A fault may be gone the next time.
            let kept = explained.problems.is_empty().then(|| self.with_ids_of_story(explained.clone()));
            if let Some(kept) = kept.flatten() {
                memory.keep(self.name, &kept);
            }
            explained
        })
    }

    fn place_of(&self, event: EventId) -> Option<u32> {
        self.events.binary_search(&event).ok().and_then(|place| u32::try_from(place).ok())
    }

    /// The same, with claims and events numbered within the story; none if it refers to others.
    fn with_ids_of_story(&self, explained: Explained) -> Option<Explained> {
        let claim = |id: ClaimId| {
            let (own, before) = self.claims.iter().find(|(own, _)| own.contains(&id.0))?;
            Some(ClaimId(before + id.0 - own.start))
        };
        renumbered(explained, &|id| self.place_of(id).map(EventId), &claim)
    }

    /// The same, with claims and events numbered within the timeline; none if the story has no such claim, event or
    /// report.
    fn with_ids_of_corpus(&self, explained: Explained) -> Option<Explained> {
        let claim = |id: ClaimId| {
            let after = self.claims.partition_point(|(_, before)| *before <= id.0);
            // A report without claims has the same count of preceding claims as the next report.
            let (own, before) = self.claims.get(after.checked_sub(1)?)?;
            let place = own.start + (id.0 - before);
            own.contains(&place).then_some(ClaimId(place))
        };
        let explained = renumbered(explained, &|id| self.events.get(id.0 as usize).copied(), &claim)?;
        let of_found = explained.disagreements.iter().flat_map(|one| &one.positions);
        let positions = of_found.chain(explained.not_compared.iter().flat_map(|one| &one.positions));
        let silent = explained.disagreements.iter().flat_map(|one| &one.silent);
        let mut reports = positions.map(|position| &position.passage.report).chain(silent);
        reports.all(|report| self.reports.binary_search(report).is_ok()).then_some(explained)
    }
}

fn renumbered(
    mut explained: Explained,
    event: &dyn Fn(EventId) -> Option<EventId>,
    claim: &dyn Fn(ClaimId) -> Option<ClaimId>,
) -> Option<Explained> {
    for Disagreement { event: own, positions, .. } in &mut explained.disagreements {
        if let Some(id) = own {
            *id = event(*id)?;
        }
        for id in positions.iter_mut().filter_map(|position| position.claim.as_mut()) {
            *id = claim(*id)?;
        }
    }
    for NotCompared { positions, .. } in &mut explained.not_compared {
        for id in positions.iter_mut().filter_map(|position| position.claim.as_mut()) {
            *id = claim(*id)?;
        }
    }
    Some(explained)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::disagreement::{explain, explain_with};
    use crate::text::Report;
    use crate::timeline::{Input, build};

    /// A memory that lasts as long as the test and counts what it did not know.
    #[derive(Default)]
    struct Noted {
        reports: Vec<u128>,
        stories: Mutex<HashMap<u128, Explained>>,
        unknown: AtomicUsize,
    }

    impl Memory for Noted {
        fn report(&self, report: ReportId) -> u128 {
            self.reports[report.index()]
        }

        fn recall(&self, basis: u128) -> Option<Explained> {
            let known = self.stories.lock().unwrap().get(&basis).cloned();
            self.unknown.fetch_add(usize::from(known.is_none()), Ordering::Relaxed);
            known
        }

        fn keep(&self, basis: u128, explained: &Explained) {
            self.stories.lock().unwrap().insert(basis, explained.clone());
        }
    }

    fn timeline(texts: &[&str]) -> Timeline {
        let report = |(id, text): (u32, &&str)| Report {
            id: ReportId(id),
            path: format!("{id}.txt"),
            text: (*text).into(),
            ..Report::default()
        };
        build(Input { reports: (0..).zip(texts).map(report).collect(), ..Input::default() })
    }

    const TEXTS: [&str; 5] = [
        "An explosion at the Lindqvist mill in Ostwick killed 18 workers on 4 May 2031, police said. Nobody else was hurt.",
        "An explosion at the Lindqvist mill in Ostwick killed eight workers on 4 May 2031, police said. Nobody else was hurt.",
        "The council put off a vote on the price of parking until spring.",
        "A ferry sank off Portsea on 9 June 2031. Three passengers drowned, coastguard officer Mia Tallis said.",
        "A ferry sank off Portsea on 9 June 2031. Nine passengers drowned, coastguard officer Mia Tallis said.",
    ];

    #[test]
    fn known_differences_are_reused_and_a_changed_report_affects_only_its_story() {
        let mut texts = TEXTS;
        let mut memory = Noted::default();
        let changed = TEXTS[0].replace("18 workers", "17 workers and three drivers");
        // A first run, a second one, one after a report of a story changed, and one after a report outside any story
        // changed.
        for (run, unknown) in [2, 0, 1, 0].into_iter().enumerate() {
            match run {
                2 => texts[0] = &changed,
                3 => texts[2] = "The library in Vellmar opened a reading room for children.",
                _ => {}
            }
            let timeline = timeline(&texts);
            let hash = |text: &&str| XxHash3_128::oneshot(text.as_bytes());
            memory.reports = texts.iter().map(hash).collect();
            let found = explain_with(&timeline, Some(&memory));
            assert_eq!(format!("{found:?}"), format!("{:?}", explain(&timeline)), "run {run}");
            assert!(found.disagreements.len() >= 2, "{found:?}");
            assert_eq!(memory.unknown.swap(0, Ordering::Relaxed), unknown, "run {run}");
        }
    }

    #[test]
    fn differences_stored_for_another_story_are_not_used() {
        let timeline = timeline(&TEXTS);
        let memory = Noted { reports: (0..5).collect(), ..Noted::default() };
        let expected = explain_with(&timeline, Some(&memory));
        let mut stories = memory.stories.lock().unwrap();
        for explained in stories.values_mut() {
            for one in &mut explained.disagreements {
                one.silent.push(ReportId(77));
            }
        }
        drop(stories);
        assert_eq!(format!("{:?}", explain_with(&timeline, Some(&memory))), format!("{expected:?}"));
    }
}
