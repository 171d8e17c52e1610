//! The search popup's state: what is searched, what was typed, what was found. The finding itself runs in a worker.

use std::sync::Arc;

use super::library::Library;
use crate::analysis::actor::ActorKind;
use crate::search::{Names, Survivors, find_text};
use crate::text::Passage;
use crate::timeline::{ActorId, EventId};

/// What a search looks through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// Every actor under all its spellings.
    #[default]
    Actors,
    /// Titles of events.
    Events,
    /// Actors that are places.
    Places,
    /// The reports' words.
    Text,
}

impl Target {
    /// All of them, in the order Tab goes through.
    pub const ALL: [Self; 4] = [Self::Actors, Self::Events, Self::Places, Self::Text];

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|target| *target == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Events => "events",
            Self::Places => "places",
            Self::Text => "full text",
        }
    }
}

/// The popup.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// What is searched.
    pub target: Target,
    /// What was typed.
    pub query: String,
    /// The answer to the newest question that was answered.
    pub found: Answer,
    /// The chosen row.
    pub at: usize,
    /// The first row seen.
    pub top: usize,
    /// The number of the newest question.
    pub asked: u64,
}

/// A question to the worker.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its number; an answer carries it back.
    pub number: u64,
    /// What to look through.
    pub target: Target,
    /// What was typed.
    pub query: String,
    /// Where to look.
    pub library: Arc<Library>,
}

/// What the worker found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The question's number.
    pub number: u64,
    /// What was typed: the letters to mark.
    pub query: String,
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many match; none while they are being counted.
    pub total: Option<usize>,
}

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// An actor, by one of its spellings: 0 is its name, 1 its first variant.
    Actor(ActorId, u32),
    /// An event by its title.
    Event(EventId),
    /// Words of a report.
    Text(Passage),
}

/// How many hits are listed.
const LIMIT: usize = 200;

/// Answers questions; keeps the index of the library last asked about, and what survived the last question.
#[derive(Debug, Default)]
pub struct Searcher {
    library: Option<Arc<Library>>,
    indices: [Option<(Names, Survivors)>; 3],
}

impl Searcher {
    /// Answers a question: the best hits first, then, unless something newer is asked, the same with their number.
    pub fn answer(
        &mut self,
        question: &Question,
        newer: impl Fn() -> bool + Sync,
        mut tell: impl FnMut(Answer),
    ) {
        if !self.library.as_ref().is_some_and(|known| Arc::ptr_eq(known, &question.library)) {
            *self = Self { library: Some(question.library.clone()), ..Self::default() };
        }
        let answer =
            |hits, total| Answer { number: question.number, query: question.query.clone(), hits, total };
        if question.target == Target::Text {
            let found = find_text(question.library.reports(), &question.query, LIMIT);
            return tell(answer(found.hits.into_iter().map(Hit::Text).collect(), Some(found.total)));
        }
        let slot = Target::ALL.iter().position(|known| *known == question.target).unwrap_or(0);
        let fresh = || (index(question.target, &question.library), Survivors::default());
        let (names, survivors) = self.indices[slot % 3].get_or_insert_with(fresh);
        let found = names.search(&question.query, LIMIT, survivors);
        let hit = |hit: crate::search::Hit| match question.target {
            Target::Events => Hit::Event(EventId(hit.item)),
            _ => Hit::Actor(ActorId(hit.item), hit.spelling),
        };
        let hits: Vec<Hit> = found.into_iter().map(hit).collect();
        if hits.len() < LIMIT {
            let total = hits.len();
            return tell(answer(hits, Some(total)));
        }
        tell(answer(hits.clone(), None));
        let total = names.count(&question.query, survivors, newer);
        if total.is_some() {
            tell(answer(hits, total));
        }
    }
}

/// The names a target looks through; an item's number is its place in the timeline.
fn index(target: Target, library: &Library) -> Names {
    let weight = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    if target == Target::Events {
        let titles = library.events().iter().map(|event| {
            (
                weight(event.told_by.len()),
                std::iter::once(&*event.title).chain(None::<&str>).collect::<Vec<_>>(),
            )
        });
        return Names::new(titles);
    }
    let wanted = |kind: ActorKind| target == Target::Actors || kind == ActorKind::Place;
    Names::new(library.timeline.actors.iter().map(|actor| {
        let spellings: Vec<&str> = if wanted(actor.kind) {
            std::iter::once(&*actor.name).chain(actor.variants.iter().map(|v| &**v)).collect()
        } else {
            Vec::new()
        };
        (weight(actor.mentions.len()), spellings)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::story;

    fn ask(target: Target, query: &str) -> Answer {
        let library = Arc::new(story::library());
        let question = Question { number: 7, target, query: query.to_owned(), library };
        let mut last = Answer::default();
        Searcher::default().answer(&question, || false, |answer| last = answer);
        last
    }

    #[test]
    fn an_actor_is_found_under_every_spelling() {
        let library = story::library();
        let mayor = story::actor(&library, "Ada Lindqvist");
        for (query, spelling) in [("ada lindqvist", 0), ("lindquist", 3), ("a. l", 2)] {
            let first = ask(Target::Actors, query).hits[0];
            assert_eq!(first, Hit::Actor(mayor, spelling), "{query}");
        }
    }

    #[test]
    fn targets_look_only_through_their_own() {
        assert!(matches!(ask(Target::Events, "levee breaks").hits[0], Hit::Event(_)));
        assert_eq!(ask(Target::Places, "lindqvist").total, Some(0));
        assert_eq!(ask(Target::Places, "brenmouth").total, Some(1));
        assert_eq!(ask(Target::Text, "MAYOR").total, Some(3));
        assert_eq!(ask(Target::Text, "").total, Some(0));
    }
}
