//! What the differences of a story rest on, so that they are found once and known again wherever nothing of it has changed.
//!
//! A story is known by its reports, their events and actors, and how these belong together. What changes with other reports – the
//! numbers of claims, events and actors – counts by its order within the story alone, and is kept so. Whatever a rule asks of a timeline is in here; of an actor that is its kind, its name, and its mentions in the story.

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

/// What may know from an earlier run what the reports of a story differ in.
pub trait Memory: Sync {
    /// What a report is known by: another number for another text, another description or another place in the corpus.
    fn report(&self, report: ReportId) -> u128;

    /// What the reports of a story of this basis differ in, if it is known.
    fn recall(&self, basis: u128) -> Option<Explained>;

    /// Keeps what they differ in.
    fn keep(&self, basis: u128, explained: &Explained);
}

/// What the bases of stories are read from.
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
    /// Its events, in the order of the timeline.
    events: Vec<EventId>,
    /// The claims of each of its reports, as places in the ledger, each with how many there are before.
    claims: Vec<(Range<u32>, u32)>,
}

/// An event by all that does not change with other reports.
#[derive(Serialize)]
struct EventBasis<'t> {
    event: (&'t str, EventType, &'t When),
    place: Option<(&'t str, ActorKind)>,
    actors: Vec<(&'t str, ActorKind, Role)>,
    modality: Modality,
    mentions: &'t [(ReportId, u32)],
    reports: Vec<u128>,
    told_by: &'t [ReportId],
    unknown: &'t [ReportId],
    linked: Vec<Option<(ReportId, u32)>>,
    given: Option<u32>,
    salience: u32,
}

impl<'t> Index<'t> {
    /// The basis of a story: of these reports, in the order of their ids.
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
            reports: event.told_by.iter().map(|report| self.memory.report(*report)).collect(),
            told_by: &event.told_by,
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
    /// What the story differs in: as it is known, or as `compare` finds it now.
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

    /// The same with claims and events by their places in the story; none where it names others.
    fn with_ids_of_story(&self, explained: Explained) -> Option<Explained> {
        let claim = |id: ClaimId| {
            let (own, before) = self.claims.iter().find(|(own, _)| own.contains(&id.0))?;
            Some(ClaimId(before + id.0 - own.start))
        };
        renumbered(explained, &|id| self.place_of(id).map(EventId), &claim)
    }

    /// The same with claims and events by their places in the timeline; none where the story has no such, or no such report.
    fn with_ids_of_corpus(&self, explained: Explained) -> Option<Explained> {
        let claim = |id: ClaimId| {
            let after = self.claims.partition_point(|(_, before)| *before <= id.0);
            // Reports without claims have as many before as the next one.
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

    /// A memory that lasts as long as the test, and counts what it did not know.
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
    fn what_is_known_is_not_compared_again_and_one_changed_report_only_in_its_story() {
        let mut texts = TEXTS;
        let mut memory = Noted::default();
        let changed = TEXTS[0].replace("18 workers", "17 workers and three drivers");
        // The first run, the second, one with a report of a story changed, and one with a report changed that is of none.
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
    fn what_is_known_of_another_story_is_not_believed() {
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
