//! The search popup's state: what is searched, what was typed, what was found. The finding itself runs in a worker.

use std::sync::Arc;

use crate::analysis::actor::ActorKind;
use crate::search::{Names, Survivors, TextHits, TextSearch};
use crate::text::Passage;
use crate::timeline::{Actor, ActorId, EventId};
use crate::ui::state::library::Library;

/// What a search looks through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// All of the following.
    #[default]
    All,
    /// Every actor under all its spellings.
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
    pub const ALL: [Self; 5] = [Self::All, Self::Actors, Self::Events, Self::Places, Self::Text];

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self.place() + 1) % Self::ALL.len()]
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Actors => "actors",
            Self::Events => "events",
            Self::Places => "places",
            Self::Text => "words",
        }
    }

    /// Its place among [`Target::ALL`].
    #[must_use]
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|target| *target == self).unwrap_or(0)
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
    /// Whether the first hit was chosen before it was found, and whether it is added to the filter.
    pub chosen_ahead: Option<bool>,
}

/// A question to the worker.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Its number; an answer carries it back.
    pub number: u64,
    /// What to look through.
    pub target: Target,
    /// What was typed.
    pub query: String,
    /// Where to look.
    pub library: Arc<Library>,
    /// Whether the words of the events are to be collected as well: for a filter by words, which is being written.
    pub collects_words: bool,
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
    /// How many of each kind match, in the order of [`Target::ALL`]; none while they are being counted.
    pub counts: [Option<usize>; 5],
    /// Whether nothing of the kind asked for matches, and the hits are of the others.
    pub elsewhere: bool,
}

impl Answer {
    /// How many of a kind match, where they are counted.
    #[must_use]
    pub fn count(&self, target: Target) -> Option<usize> {
        self.counts[target.place()]
    }
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

/// How many hits of a kind are listed.
const LIMIT: usize = 200;

/// How many hits of each kind are listed next to those of the others, where there are more.
const BESIDE: usize = 7;

/// Fewest letters that are looked for in the texts, unless they alone are searched: one is everywhere.
const LETTERS: usize = 2;

/// The kinds found by their names.
const NAMED: [Target; 3] = [Target::Actors, Target::Events, Target::Places];

/// Answers questions; keeps the index of the library last asked about, what survived the last question, and its whole answer.
#[derive(Debug, Default)]
pub struct Searcher {
    library: Option<Arc<Library>>,
    indices: [Option<Index>; 3],
    texts: TextSearch,
    last: Option<Last>,
}

/// All that was found for a query: another kind of find asked of the same words needs no search.
#[derive(Debug)]
struct Last {
    query: String,
    /// Whether the texts were searched.
    reads: bool,
    found: Found,
    counts: [Option<usize>; 5],
}

/// The names of a kind.
#[derive(Debug)]
struct Index {
    names: Names,
    /// The place in the timeline of each item; none where it is the item's own.
    places: Option<Vec<u32>>,
    survivors: Survivors,
}

/// What was found of each kind.
#[derive(Debug, Default)]
struct Found {
    named: [Vec<Hit>; 3],
    text: Vec<Hit>,
}

impl Searcher {
    /// Answers a question: first what is found by name, then, unless something newer is asked, the same with the reports' words
    /// and with all numbers.
    pub fn answer(
        &mut self,
        question: &Question,
        newer: impl Fn() -> bool + Sync,
        mut send: impl FnMut(Answer),
    ) {
        if !self.library.as_ref().is_some_and(|known| Arc::ptr_eq(known, &question.library)) {
            *self = Self { library: Some(question.library.clone()), ..Self::default() };
        }
        let Question { number, target, query, library, .. } = question;
        let mut answer = Answer { number: *number, query: query.clone(), ..Answer::default() };
        let reads = *target == Target::Text || query.chars().count() >= LETTERS;
        if let Some(last) = self.last.as_ref().filter(|last| last.query == *query && last.reads == reads) {
            answer.counts = last.counts;
            answer.list(*target, &last.found);
            return send(answer);
        }
        self.last = None;
        let mut found = Found::default();
        for (slot, kind) in NAMED.into_iter().enumerate() {
            let index = self.indices[slot].get_or_insert_with(|| Index::new(kind, library));
            found.named[slot] = index.search(kind, query);
            let count = found.named[slot].len();
            answer.counts[kind.place()] = (count < LIMIT).then_some(count);
        }
        let reads_first = *target == Target::Text || found.of(*target).is_empty();
        if !reads_first {
            answer.hits = found.of(*target);
            send(answer.clone());
            if newer() {
                return;
            }
        }
        let reports = library.reports();
        let words = if reads { self.texts.find(reports, query, LIMIT) } else { TextHits::default() };
        answer.counts[Target::Text.place()] = Some(words.total);
        found.text = words.hits.into_iter().map(Hit::Text).collect();
        answer.list(*target, &found);
        answer.sum();
        send(answer.clone());
        let open = NAMED.into_iter().zip(&self.indices).filter(|(kind, _)| answer.count(*kind).is_none());
        let open: Vec<(Target, &Option<Index>)> = open.collect();
        let all_counted = open.is_empty();
        for (kind, index) in open {
            let Some(index) = index else { continue };
            let Some(count) = index.names.count(query, &index.survivors, &newer) else { return };
            answer.counts[kind.place()] = Some(count);
        }
        answer.sum();
        self.last = Some(Last { query: query.clone(), reads, found, counts: answer.counts });
        if !all_counted {
            send(answer);
        }
    }
}

impl Answer {
    /// Lists what was found of a kind; where that is nothing, what was found of the others.
    fn list(&mut self, target: Target, found: &Found) {
        self.hits = found.of(target);
        if self.hits.is_empty() && !self.query.trim().is_empty() {
            self.hits = found.of(Target::All);
            self.elsewhere = !self.hits.is_empty();
        }
    }

    /// Counts all kinds together, once each is counted; places are actors too.
    fn sum(&mut self) {
        let kinds = [Target::Actors, Target::Events, Target::Text].map(|kind| self.count(kind));
        self.counts[Target::All.place()] = kinds.into_iter().sum();
    }
}

impl Found {
    /// The hits of a kind; of all kinds some of each, the more of one the fewer there are of the others.
    fn of(&self, target: Target) -> Vec<Hit> {
        let [actors, events, places] = &self.named;
        let kinds = match target {
            Target::Actors => return actors.clone(),
            Target::Events => return events.clone(),
            Target::Places => return places.clone(),
            Target::Text => return self.text.clone(),
            Target::All => [actors, events, &self.text],
        };
        let mut spare: usize = kinds.iter().map(|kind| BESIDE.saturating_sub(kind.len())).sum();
        let shares = kinds.iter().flat_map(|kind| {
            let more = kind.len().saturating_sub(BESIDE).min(spare);
            spare -= more;
            kind.iter().take(BESIDE + more).copied()
        });
        shares.collect()
    }
}

impl Index {
    fn new(kind: Target, library: &Library) -> Self {
        let (names, places) = index(kind, library);
        Self { names, places, survivors: Survivors::default() }
    }

    fn search(&mut self, kind: Target, query: &str) -> Vec<Hit> {
        let found = self.names.search(query, LIMIT, &mut self.survivors);
        let place = |item: u32| match &self.places {
            Some(places) => places.get(item as usize).copied().unwrap_or(item),
            None => item,
        };
        let hit = |hit: crate::search::Hit| match kind {
            Target::Events => Hit::Event(EventId(place(hit.item))),
            _ => Hit::Actor(ActorId(place(hit.item)), hit.spelling),
        };
        found.into_iter().map(hit).collect()
    }
}

/// The names of a kind, and the place in the timeline of each where that is not its place among them.
fn index(kind: Target, library: &Library) -> (Names, Option<Vec<u32>>) {
    let weight = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    if kind == Target::Events {
        let titles =
            library.events().iter().map(|event| (weight(event.reported_by.len()), vec![&*event.title]));
        return (Names::new(titles), None);
    }
    let all = (0..).zip(&library.timeline.actors);
    let wanted: Vec<(u32, &Actor)> =
        all.filter(|(_, actor)| kind == Target::Actors || actor.kind == ActorKind::Place).collect();
    let names = Names::new(wanted.iter().map(|(_, actor)| {
        let spellings: Vec<&str> =
            std::iter::once(&*actor.name).chain(actor.variants.iter().map(|v| &**v)).collect();
        (weight(actor.mentions.len()), spellings)
    }));
    let places = (kind != Target::Actors).then(|| wanted.iter().map(|(place, _)| *place).collect());
    (names, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::story;

    fn ask(target: Target, query: &str) -> Answer {
        let library = Arc::new(story::library());
        let question =
            Question { number: 7, target, query: query.to_owned(), library, ..Question::default() };
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
        assert_eq!(ask(Target::Places, "lindqvist").count(Target::Places), Some(0));
        assert_eq!(ask(Target::Places, "brenmouth").count(Target::Places), Some(1));
        assert_eq!(ask(Target::Text, "MAYOR").count(Target::Text), Some(3));
        assert_eq!(ask(Target::Text, "").count(Target::Text), Some(0));
    }

    #[test]
    fn one_list_holds_all_kinds_with_the_number_of_each() {
        let found = ask(Target::All, "brenmouth");
        let library = story::library();
        let town = story::actor(&library, "Brenmouth");
        assert_eq!(found.hits[0], Hit::Actor(town, 0));
        assert!(found.hits.iter().any(|hit| matches!(hit, Hit::Text(_))), "{:?}", found.hits);
        let counts = Target::ALL.map(|target| found.count(target).expect("all is counted"));
        let [all, actors, events, places, words] = counts;
        assert_eq!(all, actors + events + words);
        assert_eq!(places, 1);
        assert_eq!(words, found.hits.iter().filter(|hit| matches!(hit, Hit::Text(_))).count());
        assert!(!found.elsewhere);
    }

    #[test]
    fn where_a_kind_has_nothing_the_others_are_listed() {
        let found = ask(Target::Places, "lindqvist");
        assert!(found.elsewhere);
        assert!(matches!(found.hits[0], Hit::Actor(..)));
        let nothing = ask(Target::Places, "xyzzy");
        assert!(!nothing.elsewhere && nothing.hits.is_empty());
        assert_eq!(nothing.count(Target::All), Some(0));
    }

    #[test]
    fn another_kind_of_the_same_words_is_answered_from_what_was_found() {
        let library = Arc::new(story::library());
        let mut searcher = Searcher::default();
        for query in ["brenmouth", "lindqvist", "", "b", "levee"] {
            for target in Target::ALL {
                let question = Question {
                    number: 7,
                    target,
                    query: query.to_owned(),
                    library: library.clone(),
                    ..Question::default()
                };
                let mut last = Answer::default();
                searcher.answer(&question, || false, |answer| last = answer);
                assert_eq!(last, ask(target, query), "{query} among {}", target.name());
            }
        }
    }

    #[test]
    fn each_kind_has_its_share_of_the_list_and_more_where_the_others_have_few() {
        let actor = |id| Hit::Actor(ActorId(id), 0);
        let many: Vec<Hit> = (0..50).map(actor).collect();
        let few: Vec<Hit> = (0..2).map(|id| Hit::Event(EventId(id))).collect();
        let found = Found { named: [many.clone(), few, Vec::new()], text: Vec::new() };
        let all = found.of(Target::All);
        assert_eq!(all.len(), 3 * BESIDE);
        assert_eq!(all.iter().filter(|hit| matches!(hit, Hit::Event(_))).count(), 2);
        let found = Found { named: [many.clone(), many, Vec::new()], text: Vec::new() };
        assert_eq!(found.of(Target::All).len(), 3 * BESIDE);
    }
}
