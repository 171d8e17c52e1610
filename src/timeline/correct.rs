//! A person's corrections to a built timeline: actors and events joined or split, renamed or given another date.
//!
//! What a correction touches is rebuilt from its mentions by the usual rules; the rest keeps its words, and at most its position
//! changes. A correction of a mention that does not exist changes nothing.

use std::collections::{HashMap, HashSet};

use super::{Actor, ActorId, Event, Timeline, actor, event, ledger};
use crate::analysis::time::When;
use crate::text::ReportId;

/// A mention of an event or an actor: the report, and the index into its mentions of that kind.
pub type Mention = (ReportId, u32);

/// One correction.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// Mentions of the same event as the first one.
    JoinEvents(Mention, Vec<Mention>),
    /// Mentions that together are of another event than the first one.
    SplitEvents(Mention, Vec<Mention>),
    /// The title of an event.
    Title(Mention, String),
    /// The date of an event.
    Date(Mention, When),
    /// Mentions of the same actor as the first one.
    JoinActors(Mention, Vec<Mention>),
    /// Mentions that together are of another actor than the first one.
    SplitActors(Mention, Vec<Mention>),
    /// The name of an actor.
    Name(Mention, String),
}

impl Correction {
    /// Whether it only renames: every actor, event and date stays as it was.
    #[must_use]
    pub fn renames(&self) -> bool {
        matches!(self, Self::Title(..) | Self::Name(..))
    }
}

/// The corrected timeline: actors are corrected before events, and joined before they are split.
#[must_use]
pub fn correct(timeline: &Timeline, corrections: &[Correction]) -> Timeline {
    let (actors, now) = correct_actors(timeline, corrections);
    let events = correct_events(timeline, corrections, &actors, &now);
    Timeline {
        title: timeline.title.clone(),
        reports: timeline.reports.clone(),
        analyses: timeline.analyses.clone(),
        ledger: ledger(&timeline.analyses, &events),
        stories: timeline.stories.clone(),
        origins: timeline.origins.clone(),
        given: timeline.given.clone(),
        problems: timeline.problems.clone(),
        actors,
        events,
    }
}

/// Mentions grouped by what they mention, while corrections are made.
struct Groups {
    of: HashMap<Mention, usize>,
    members: Vec<Vec<Mention>>,
    changed: HashSet<usize>,
}

impl Groups {
    fn new<'m>(all: impl Iterator<Item = &'m [Mention]>) -> Self {
        let members: Vec<Vec<Mention>> = all.map(<[Mention]>::to_vec).collect();
        let of = members.iter().enumerate().flat_map(|(at, own)| own.iter().map(move |&one| (one, at)));
        Self { of: of.collect(), changed: HashSet::new(), members }
    }

    fn join(&mut self, one: Mention, other: Mention) {
        let (Some(&to), Some(&from)) = (self.of.get(&one), self.of.get(&other)) else { return };
        if to == from {
            return;
        }
        let moved = std::mem::take(&mut self.members[from]);
        self.of.extend(moved.iter().map(|&mention| (mention, to)));
        self.members[to].extend(moved);
        self.members[to].sort_unstable();
        self.changed.extend([to, from]);
    }

    fn split(&mut self, kept: Mention, split: &[Mention]) {
        let Some(&from) = self.of.get(&kept) else { return };
        let leaves = |one: &Mention| *one != kept && split.contains(one);
        let (moved, stay): (Vec<_>, Vec<_>) = self.members[from].iter().copied().partition(leaves);
        if moved.is_empty() {
            return;
        }
        let to = self.members.len();
        self.of.extend(moved.iter().map(|&mention| (mention, to)));
        self.members[from] = stay;
        self.members.push(moved);
        self.changed.extend([from, to]);
    }
}

/// The actors, and for each one its index before the corrections; none where its mentions are no longer together.
fn correct_actors(timeline: &Timeline, corrections: &[Correction]) -> (Vec<Actor>, Vec<Option<ActorId>>) {
    let before = &timeline.actors;
    let mut groups = Groups::new(before.iter().map(|actor| &actor.mentions[..]));
    for correction in corrections {
        if let Correction::JoinActors(one, others) = correction {
            for other in others {
                groups.join(*one, *other);
            }
        }
    }
    for correction in corrections {
        if let Correction::SplitActors(kept, split) = correction {
            groups.split(*kept, split);
        }
    }
    let origin = origins(before.iter().map(|actor| &actor.mentions[..]), &groups);
    let rebuilt = |at: usize| {
        // The most mentioned is first in the list and its kind is the most certain.
        let kind = before[origin[at]].kind;
        let known = &before[origin[at]].name;
        let mut made = actor::of_mentions(kind, &timeline.reports, &timeline.analyses, &groups.members[at]);
        if let Some(variant) = made.variants.iter_mut().find(|variant| *variant == known) {
            std::mem::swap(&mut made.name, variant);
        }
        made
    };
    let kept = (0..groups.members.len()).filter(|&at| !groups.members[at].is_empty());
    let mut actors: Vec<(usize, Actor)> = kept
        .map(|at| (at, if groups.changed.contains(&at) { rebuilt(at) } else { before[at].clone() }))
        .collect();
    for correction in corrections {
        if let Correction::Name(mention, name) = correction
            && let Some(group) = groups.of.get(mention)
            && let Some((_, actor)) = actors.iter_mut().find(|(at, _)| at == group)
        {
            let old = std::mem::replace(&mut actor.name, name.clone());
            actor.variants.retain(|variant| variant != name);
            if old != *name {
                actor.variants.insert(0, old);
            }
        }
    }
    if !groups.changed.is_empty() {
        actors.sort_by(|(_, one), (_, other)| actor::by_weight(one, other));
    }
    let mut place = HashMap::new();
    place.extend((0..).map(ActorId).zip(&actors).map(|(id, (group, _))| (*group, id)));
    let now = before.iter().map(|actor| {
        let mut groups = actor.mentions.iter().filter_map(|mention| groups.of.get(mention));
        let first = groups.next()?;
        groups.all(|group| group == first).then(|| place.get(first).copied())?
    });
    let now = now.collect();
    (actors.into_iter().map(|(_, actor)| actor).collect(), now)
}

/// For each group, the first earlier group that some of its mentions come from.
fn origins<'m>(before: impl Iterator<Item = &'m [Mention]>, groups: &Groups) -> Vec<usize> {
    let mut origin: Vec<usize> = (0..groups.members.len()).collect();
    for (at, mentions) in before.enumerate() {
        for group in mentions.iter().filter_map(|mention| groups.of.get(mention)) {
            origin[*group] = origin[*group].min(at);
        }
    }
    origin
}

fn correct_events(
    timeline: &Timeline,
    corrections: &[Correction],
    actors: &[Actor],
    now: &[Option<ActorId>],
) -> Vec<Event> {
    let before = &timeline.events;
    let mut groups = Groups::new(before.iter().map(|event| &event.mentions[..]));
    for correction in corrections {
        if let Correction::JoinEvents(one, others) = correction {
            for other in others {
                groups.join(*one, *other);
            }
        }
    }
    for correction in corrections {
        if let Correction::SplitEvents(kept, split) = correction {
            groups.split(*kept, split);
        }
    }
    let is_now = |id: ActorId| now.get(id.0 as usize).copied().flatten();
    for (at, event) in before.iter().enumerate() {
        if event.actors.iter().map(|(id, _)| *id).chain(event.place).any(|id| is_now(id).is_none()) {
            groups.changed.insert(at);
        }
    }
    let origin = origins(before.iter().map(|event| &event.mentions[..]), &groups);
    let context = event::Context {
        reports: &timeline.reports,
        analyses: &timeline.analyses,
        actors,
        stories: &timeline.stories,
        origins: &timeline.origins,
    };
    let mut changed: Vec<usize> = groups.changed.iter().copied().collect();
    changed.retain(|&at| !groups.members[at].is_empty());
    let mentions: Vec<&[Mention]> = changed.iter().map(|&at| &groups.members[at][..]).collect();
    let mut made: HashMap<usize, Event> =
        changed.iter().copied().zip(event::rebuild(&context, &mentions)).collect();
    let mut events: Vec<(usize, Event)> = Vec::with_capacity(groups.members.len());
    // An event that a person added may have had no mentions from the start.
    let is_added = |at: usize| before.get(at).is_some_and(|event| event.mentions.is_empty());
    for at in (0..groups.members.len()).filter(|&at| !groups.members[at].is_empty() || is_added(at)) {
        let event = match made.remove(&at) {
            Some(mut event) => {
                let sources =
                    groups.members[at].iter().filter_map(|mention| before.get(*groups.of.get(mention)?));
                let unknown = sources.chain(before.get(origin[at])).flat_map(|event| &event.unknown);
                event.unknown =
                    unknown.copied().filter(|report| !event.reported_by.contains(report)).collect();
                event.unknown.sort_unstable();
                event.unknown.dedup();
                if let Some(given) = before.get(origin[at]).filter(|event| event.given.is_some()) {
                    event.title.clone_from(&given.title);
                    event.when = given.when.clone();
                    (event.kind, event.salience, event.given) = (given.kind, given.salience, given.given);
                }
                event
            }
            None => with_actors(&before[at], &is_now),
        };
        events.push((at, event));
    }
    for correction in corrections {
        let (Correction::Title(mention, _) | Correction::Date(mention, _)) = correction else { continue };
        let Some(group) = groups.of.get(mention) else { continue };
        let Some((_, event)) = events.iter_mut().find(|(at, _)| at == group) else { continue };
        match correction {
            Correction::Title(_, title) => event.title.clone_from(title),
            Correction::Date(_, when) => event.when = when.clone(),
            _ => {}
        }
    }
    events.sort_by(|(at, one), (other_at, other)| {
        let place = |at: usize| (origin[at], at);
        one.when.order_key().cmp(&other.when.order_key()).then(place(*at).cmp(&place(*other_at)))
    });
    let mut events: Vec<Event> = events.into_iter().map(|(_, event)| event).collect();
    if corrections.iter().any(|correction| !correction.renames()) {
        for event in &mut events {
            event.linked.clear();
        }
        event::link(&mut events, &timeline.analyses);
    }
    events
}

/// Events with the new indices of their actors; two actors that were joined become one.
fn with_actors(event: &Event, is_now: &impl Fn(ActorId) -> Option<ActorId>) -> Event {
    let mut event = event.clone();
    event.place = event.place.and_then(is_now);
    let mut seen = HashSet::new();
    event.actors = event.actors.iter().filter_map(|&(id, role)| Some((is_now(id)?, role))).collect();
    event.actors.retain(|(id, _)| seen.insert(*id));
    event
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::Basis;
    use crate::ui::story;

    /// A mention of an event of the test story, by the event's title and the mention's position among the event's mentions.
    fn mention_of(timeline: &Timeline, title: &str, nth: usize) -> Mention {
        let event = timeline.events.iter().find(|event| event.title.contains(title));
        event.expect("there is such an event").mentions[nth]
    }

    fn named(timeline: &Timeline, name: &str) -> Vec<Mention> {
        let actor = timeline.actors.iter().find(|actor| actor.name == name);
        actor.expect("there is such an actor").mentions.clone()
    }

    fn titles(timeline: &Timeline) -> Vec<&str> {
        timeline.events.iter().map(|event| &*event.title).collect()
    }

    /// What holds after every correction: each mention belongs to exactly one event, and order and ids are consistent.
    fn assert_whole(before: &Timeline, after: &Timeline) {
        let all = |timeline: &Timeline| {
            let mut all: Vec<Mention> =
                timeline.events.iter().flat_map(|event| event.mentions.clone()).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(all(before), all(after));
        assert!(after.events.is_sorted_by_key(|event| event.when.order_key()));
        for event in &after.events {
            let mut reports: Vec<ReportId> = event.mentions.iter().map(|(report, _)| *report).collect();
            reports.dedup();
            assert_eq!(event.reported_by, reports);
            assert!(event.actors.iter().all(|(id, _)| (id.0 as usize) < after.actors.len()));
        }
        for entry in &after.ledger {
            assert!(entry.event.is_none_or(|id| (id.0 as usize) < after.events.len()));
        }
    }

    #[test]
    fn no_correction_changes_nothing() {
        let before = story::timeline();
        let after = correct(&before, &[]);
        assert_eq!(titles(&after), titles(&before));
        let claims = |timeline: &Timeline| -> Vec<_> {
            timeline.ledger.iter().map(|entry| (entry.report, entry.index, entry.event)).collect()
        };
        assert_eq!(claims(&after), claims(&before));
        let names =
            |timeline: &Timeline| timeline.actors.iter().map(|actor| actor.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&after), names(&before));
    }

    #[test]
    fn joined_events_are_one_with_all_mentions_and_are_two_again_once_split() {
        let before = story::timeline();
        let (rain, levee) =
            (mention_of(&before, "Rain falls", 0), mention_of(&before, "The levee breaks", 0));
        let joined = correct(&before, &[Correction::JoinEvents(levee, vec![rain])]);
        assert_whole(&before, &joined);
        assert_eq!(joined.events.len(), before.events.len() - 1);
        let one = joined.events.iter().find(|event| event.mentions.contains(&rain)).unwrap();
        assert!(one.mentions.contains(&levee) && one.mentions.len() == 5);
        let apart = correct(&joined, &[Correction::SplitEvents(levee, vec![rain])]);
        assert_whole(&before, &apart);
        assert_eq!(apart.events.len(), before.events.len());
    }

    #[test]
    fn split_mentions_make_an_event_of_their_own() {
        let before = story::timeline();
        let (first, last) =
            (mention_of(&before, "People killed", 0), mention_of(&before, "People killed", 2));
        let after = correct(&before, &[Correction::SplitEvents(first, vec![last])]);
        assert_whole(&before, &after);
        let own = after.events.iter().find(|event| event.mentions == [last]).unwrap();
        assert_eq!(own.reported_by, [last.0]);
        assert!(
            after.events.iter().any(|event| event.mentions.contains(&first) && event.mentions.len() == 2)
        );
    }

    #[test]
    fn a_title_and_a_date_are_those_given_and_the_date_moves_the_event() {
        let before = story::timeline();
        let rain = mention_of(&before, "Rain falls", 0);
        let date = When::from_edtf("2015-05-04", None, Basis::Given).unwrap();
        let corrections =
            [Correction::Date(rain, date.clone()), Correction::Title(rain, "It rains".to_owned())];
        let after = correct(&before, &corrections);
        assert_whole(&before, &after);
        assert_eq!((&*after.events[0].title, &after.events[0].when), ("It rains", &date));
    }

    #[test]
    fn joined_actors_are_one_under_all_spellings_and_events_follow() {
        let before = story::timeline();
        let (mayor, keeper) = (named(&before, "Ada Lindqvist")[0], named(&before, "Piet Hollander")[0]);
        let after = correct(&before, &[Correction::JoinActors(mayor, vec![keeper])]);
        assert_whole(&before, &after);
        assert_eq!(after.actors.len(), before.actors.len() - 1);
        let one = after.actors.iter().find(|actor| actor.mentions.contains(&keeper)).unwrap();
        assert!(
            one.mentions.contains(&mayor)
                && one.variants.iter().chain([&one.name]).any(|name| name == "Piet Hollander")
        );
    }

    #[test]
    fn a_split_actor_has_the_spellings_of_its_mentions_and_can_be_renamed() {
        let before = story::timeline();
        let all = named(&before, "Ada Lindqvist");
        let (kept, split) = (all[0], *all.last().unwrap());
        let corrections = [
            Correction::SplitActors(kept, vec![split]),
            Correction::Name(split, "Ada B. Lindquist".to_owned()),
        ];
        let after = correct(&before, &corrections);
        assert_whole(&before, &after);
        assert_eq!(after.actors.len(), before.actors.len() + 1);
        let other = after.actors.iter().find(|actor| actor.mentions == [split]).unwrap();
        assert_eq!(
            (&*other.name, &other.variants[..]),
            ("Ada B. Lindquist", &["Ada Lindquist".to_owned()][..])
        );
    }

    #[test]
    fn corrections_of_missing_mentions_change_nothing() {
        let before = story::timeline();
        let nowhere = (ReportId(3), 999);
        let after = correct(
            &before,
            &[
                Correction::JoinEvents(nowhere, vec![nowhere]),
                Correction::SplitEvents(nowhere, vec![nowhere]),
                Correction::Title(nowhere, "x".to_owned()),
                Correction::JoinActors(nowhere, vec![(ReportId(9), 0)]),
            ],
        );
        assert_eq!(titles(&after), titles(&before));
    }
}
