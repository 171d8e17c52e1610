//! The rows of a timeline that an export contains: a filter, and the rows that pass it.
//!
//! Ids stay those of the whole timeline, so that two exports of one corpus can be compared.

use std::collections::{HashMap, HashSet};

use crate::analysis::time::When;
use crate::disagreement::{Disagreement, Verdict};
use crate::text::{Report, ReportId};
use crate::timeline::{ActorId, ClaimId, Event, EventId, Timeline, event};

/// The conditions for a row to be exported; the default lets every row pass.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Not over before this date begins.
    pub from: Option<When>,
    /// Not begun after this date ends.
    pub to: Option<When>,
    /// Names or parts of names, in any case; one of them must be a participant.
    pub actors: Vec<String>,
    /// Names or parts of names, in any case; the event must take place in or within one of them.
    pub places: Vec<String>,
    /// Badges, or parts of the names of outlets; one of them must report it.
    pub sources: Vec<String>,
    /// Verdicts of the disagreements to keep; all if it is empty.
    pub verdicts: Vec<Verdict>,
    /// The events to keep, where a person chose some by hand.
    pub chosen: Option<HashSet<EventId>>,
    /// Keep only the events that the explorer shows without unfolding.
    pub main_only: bool,
}

/// The rows of a timeline that pass a filter, each list in the timeline's order.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    /// The exported reading.
    pub timeline: &'a Timeline,
    /// All disagreements of the timeline.
    all: &'a [Disagreement],
    /// The events that pass.
    pub events: Vec<EventId>,
    /// Indices in the list of all disagreements.
    kept: Vec<u32>,
    /// The kept disagreements on each event.
    on: HashMap<EventId, Vec<u32>>,
    /// The actors that pass.
    pub actors: Vec<ActorId>,
    /// The claims that pass.
    pub claims: Vec<ClaimId>,
}

/// A name in a filter that nothing in a timeline has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown<'f, 'a> {
    /// What the filter is on.
    pub kind: &'static str,
    /// The name.
    pub name: &'f str,
    /// The existing names of that kind.
    pub known: Vec<&'a str>,
}

impl Filter {
    /// The names in the filter that nothing in the timeline has.
    #[doc(hidden)]
    #[must_use]
    pub fn unknown<'f, 'a>(&'f self, timeline: &'a Timeline) -> Vec<Unknown<'f, 'a>> {
        let of_sources = |name: &String| {
            reports_of(timeline, std::slice::from_ref(name)).is_some_and(|reports| !reports.is_empty())
        };
        let sources: Vec<&str> = timeline.reports.iter().map(Report::name).collect();
        let actors = if self.actors.is_empty() {
            Vec::new()
        } else {
            names_of(timeline, (0..).map(ActorId).take(timeline.actors.len())).collect()
        };
        let mut unknown = unknown("actor", &self.actors, &actors);
        unknown.extend(self::unknown("place", &self.places, &all_places(timeline, &self.places)));
        let missing = self.sources.iter().filter(|name| !of_sources(name));
        unknown.extend(missing.map(|name| Unknown {
            kind: "report or outlet",
            name,
            known: sources.clone(),
        }));
        unknown
    }

    /// Whether events are filtered at all.
    fn narrows_events(&self) -> bool {
        self.from.is_some()
            || self.to.is_some()
            || self.chosen.is_some()
            || !(self.actors.is_empty() && self.places.is_empty() && self.sources.is_empty())
    }

    fn has_date(&self, when: &When) -> bool {
        let from = self.from.as_ref().is_none_or(|from| when.is_dated() && !when.certainly_before(from));
        let to = self.to.as_ref().is_none_or(|to| when.is_dated() && !to.certainly_before(when));
        from && to
    }
}

/// Whether one of the wanted names is part of one of these names, in any case; true if none is wanted.
fn is_named<'n>(wanted: &[String], names: impl IntoIterator<Item = &'n str>) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let wanted: Vec<String> = wanted.iter().map(|name| name.to_lowercase()).collect();
    names.into_iter().any(|name| {
        let name = name.to_lowercase();
        wanted.iter().any(|wanted| name.contains(wanted))
    })
}

/// The wanted names that are not part of any of the known ones.
fn unknown<'f, 'a>(kind: &'static str, wanted: &'f [String], known: &[&'a str]) -> Vec<Unknown<'f, 'a>> {
    let is_known = |name: &String| is_named(std::slice::from_ref(name), known.iter().copied());
    let missing = wanted.iter().filter(|name| !is_known(name));
    missing.map(|name| Unknown { kind, name, known: known.to_vec() }).collect()
}

/// The names of all places that events are in or within; none if no place is wanted.
fn all_places<'a>(timeline: &'a Timeline, wanted: &[String]) -> Vec<&'a str> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let around = event::around(&timeline.context());
    let names: HashSet<&str> =
        timeline.events.iter().flat_map(|event| place_names(timeline, &around, event)).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    names
}

impl<'a> Selection<'a> {
    /// Everything.
    #[must_use]
    pub fn whole(timeline: &'a Timeline, disagreements: &'a [Disagreement]) -> Self {
        Self::new(timeline, disagreements, &Filter::default())
    }

    /// What passes a filter: events by the filter, disagreements by their verdict and their event or, where they have
    /// none, by their reports; claims and actors by the events they belong to.
    #[must_use]
    pub fn new(timeline: &'a Timeline, all: &'a [Disagreement], filter: &Filter) -> Self {
        let reports = reports_of(timeline, &filter.sources);
        let around = if filter.places.is_empty() { Vec::new() } else { event::around(&timeline.context()) };
        let passes = |id: EventId, event: &Event| {
            filter.chosen.as_ref().is_none_or(|chosen| chosen.contains(&id))
                && filter.has_date(&event.when)
                && reports
                    .as_ref()
                    .is_none_or(|reports| event.reported_by.iter().any(|by| reports.contains(by)))
                && is_named(&filter.actors, names_of(timeline, event.actors.iter().map(|(actor, _)| *actor)))
                && is_named(&filter.places, place_names(timeline, &around, event))
        };
        let ids = || (0..).map(EventId).zip(&timeline.events);
        let matching: Vec<bool> = ids().map(|(id, event)| passes(id, event)).collect();
        let matches = |id: &EventId| matching.get(id.0 as usize).is_some_and(|matches| *matches);
        let narrow = filter.narrows_events();
        let belongs = |event: Option<EventId>| !narrow || event.is_some_and(|id| matches(&id));
        let of_sources = |one: &Disagreement| match &reports {
            Some(reports) => one.positions.iter().any(|position| reports.contains(&position.passage.report)),
            None => true,
        };
        let only_sources = narrow
            && filter.from.is_none()
            && filter.to.is_none()
            && filter.chosen.is_none()
            && filter.actors.is_empty()
            && filter.places.is_empty();
        let keeps = |one: &Disagreement| {
            (filter.verdicts.is_empty() || filter.verdicts.contains(&one.verdict))
                && of_sources(one)
                && (only_sources || belongs(one.event))
        };
        let takes_part: HashSet<ActorId> = ids()
            .filter(|(id, _)| narrow && matches(id))
            .flat_map(|(_, event)| event.actors.iter().map(|(actor, _)| *actor).chain(event.place))
            .collect();
        let kept: Vec<u32> = (0..).zip(all).filter(|(_, one)| keeps(one)).map(|(place, _)| place).collect();
        let mut on: HashMap<EventId, Vec<u32>> = HashMap::new();
        for place in &kept {
            if let Some(event) = all[*place as usize].event {
                on.entry(event).or_default().push(*place);
            }
        }
        Self {
            timeline,
            all,
            on,
            events: ids()
                .filter(|(id, event)| matches(id) && (!filter.main_only || event.salience >= Event::MAIN))
                .map(|(id, _)| id)
                .collect(),
            kept,
            actors: (0..)
                .map(ActorId)
                .take(timeline.actors.len())
                .filter(|id| !narrow || takes_part.contains(id))
                .collect(),
            claims: (0..)
                .map(ClaimId)
                .zip(&timeline.ledger)
                .filter(|(_, entry)| belongs(entry.event))
                .map(|(id, _)| id)
                .collect(),
        }
    }

    /// Removes the disagreements for which this is false.
    pub fn keep(&mut self, mut holds: impl FnMut(&Disagreement) -> bool) {
        let all = self.all;
        self.kept.retain(|place| holds(&all[*place as usize]));
        let kept: HashSet<u32> = self.kept.iter().copied().collect();
        self.on.values_mut().for_each(|places| places.retain(|place| kept.contains(place)));
    }

    /// The events, each with its id.
    pub fn events(&self) -> impl Iterator<Item = (EventId, &'a Event)> + '_ {
        self.events.iter().map(|id| (*id, &self.timeline.events[id.0 as usize]))
    }

    /// The disagreements, each with its index in the whole list.
    pub fn disagreements(&self) -> impl Iterator<Item = (u32, &'a Disagreement)> + '_ {
        self.kept.iter().map(|place| (*place, &self.all[*place as usize]))
    }

    /// The disagreements on an event.
    pub fn disagreements_on(&self, event: EventId) -> impl Iterator<Item = (u32, &'a Disagreement)> + '_ {
        self.on.get(&event).into_iter().flatten().map(|place| (*place, &self.all[*place as usize]))
    }
}

/// The reports that the wanted badges or outlets name; none if nothing is wanted.
fn reports_of(timeline: &Timeline, sources: &[String]) -> Option<HashSet<ReportId>> {
    if sources.is_empty() {
        return None;
    }
    let is_wanted = |badge: &str, name: &str| {
        sources.iter().any(|wanted| wanted.eq_ignore_ascii_case(badge)) || is_named(sources, [name])
    };
    let wanted = timeline.reports.iter().filter(|report| is_wanted(&report.id.to_string(), report.name()));
    Some(wanted.map(|report| report.id).collect())
}

fn names_of(timeline: &Timeline, actors: impl Iterator<Item = ActorId>) -> impl Iterator<Item = &str> {
    let known = actors.filter_map(|id| timeline.actors.get(id.0 as usize));
    known.flat_map(|actor| std::iter::once(&*actor.name).chain(actor.variants.iter().map(|name| &**name)))
}

fn place_names<'a>(timeline: &'a Timeline, around: &[Option<ActorId>], event: &'a Event) -> Vec<&'a str> {
    if around.is_empty() {
        return Vec::new();
    }
    let wider = event.place.map_or_else(Vec::new, |place| event::places_around(around, place));
    let given = event.given.and_then(|index| timeline.given.get(index as usize)?.place.as_deref());
    names_of(timeline, event.place.into_iter().chain(wider)).chain(given).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::Basis;
    use crate::corpus::Corpus;
    use crate::{disagreement, timeline};

    fn filter(change: impl FnOnce(&mut Filter)) -> Filter {
        let mut filter = Filter::default();
        change(&mut filter);
        filter
    }

    fn date(edtf: &str) -> Option<When> {
        When::from_edtf(edtf, None, Basis::Given)
    }

    #[test]
    fn a_filter_keeps_only_the_rows_it_names() {
        let timeline = timeline::build(Corpus::bundled().into());
        let disagreements = disagreement::find(&timeline);
        let select = |filter: &Filter| Selection::new(&timeline, &disagreements, filter);
        let whole = Selection::whole(&timeline, &disagreements);
        assert_eq!(whole.events.len(), timeline.events.len());
        assert_eq!(whole.disagreements().count(), disagreements.len());
        assert_eq!(whole.claims.len(), timeline.ledger.len());

        let day = date("2022-01-05").unwrap();
        let dated =
            select(&filter(|filter| (filter.from, filter.to) = (Some(day.clone()), Some(day.clone()))));
        assert!(!dated.events.is_empty() && dated.events.len() < whole.events.len());
        assert!(dated.events().all(|(_, event)| event.when.may_overlap(&day) && event.when.is_dated()));

        let by_source = select(&filter(|filter| filter.sources = vec!["b".to_owned()]));
        assert!(by_source.events().all(|(_, event)| event.reported_by.contains(&ReportId(1))));
        assert!(by_source.disagreements().count() > 0);

        let name = &timeline.actors[0].name.to_uppercase();
        let by_actor = select(&filter(|filter| filter.actors = vec![name.clone()]));
        assert!(by_actor.actors.contains(&ActorId(0)) && !by_actor.events.is_empty());
        assert!(by_actor.events.len() < whole.events.len());

        let one = select(&filter(|filter| filter.verdicts = vec![Verdict::Contradiction]));
        assert!(one.disagreements().all(|(_, one)| one.verdict == Verdict::Contradiction));
        assert_eq!(one.events.len(), whole.events.len(), "a verdict filters no events");

        let nobody = select(&filter(|filter| filter.actors = vec!["no such name".to_owned()]));
        assert!(nobody.events.is_empty() && nobody.claims.is_empty() && nobody.actors.is_empty());
    }

    #[test]
    fn only_names_that_nothing_bears_are_unknown() {
        let timeline = timeline::build(Corpus::bundled().into());
        let actor = timeline.actors[0].name.to_lowercase();
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let filter = filter(|filter| {
            filter.actors = names(&[&actor, "no such name"]);
            filter.places = names(&["nowhere at all"]);
            filter.sources = names(&["a", "B", "no such paper"]);
        });
        let unknown = filter.unknown(&timeline);
        let names: Vec<_> = unknown.iter().map(|one| (one.kind, one.name)).collect();
        assert_eq!(
            names,
            [("actor", "no such name"), ("place", "nowhere at all"), ("report or outlet", "no such paper")]
        );
        assert!(unknown.iter().all(|one| !one.known.is_empty()));
        assert!(Filter::default().unknown(&timeline).is_empty());
    }

    #[test]
    fn a_dropped_row_is_gone_from_the_list_and_from_its_event() {
        let timeline = timeline::build(Corpus::bundled().into());
        let disagreements = disagreement::find(&timeline);
        let mut selection = Selection::whole(&timeline, &disagreements);
        selection.keep(|one| one.verdict == Verdict::Contradiction);
        let on_events = selection.events.iter().flat_map(|id| selection.disagreements_on(*id));
        let mut all = selection.disagreements().chain(on_events);
        assert!(all.all(|(_, one)| one.verdict == Verdict::Contradiction));
        assert!(selection.disagreements().count() > 0);
    }
}
