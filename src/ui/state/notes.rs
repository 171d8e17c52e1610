//! What a person adds: stars, tags, notes and corrections of what the views show, laid upon events, actors and
//! disagreements. The notebook itself, its words and its file, is the store's.

use std::collections::HashMap;
use std::sync::Arc;

use super::library::{Between, Library};
use crate::store::corrections::{actor_mention, event_mention, quote_actor, quote_event};
use crate::store::{Change, Field, Notebook, Quote, Subject, Value};
use crate::text::ReportId;
use crate::timeline::{ActorId, EventId, Timeline};

/// Something a person can say something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// An event.
    Event(EventId),
    /// An actor.
    Actor(ActorId),
    /// A disagreement, by its place in the list.
    Disagreement(u32),
    /// A report itself.
    Report(ReportId),
}

/// A notebook laid upon a library.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// What is said.
    pub book: Notebook,
    places: HashMap<Item, Vec<Subject>>,
}

impl Notes {
    /// Finds everything the notebook speaks of; what is not found stays in the notebook.
    #[must_use]
    pub fn new(book: Notebook, library: &Library) -> Self {
        let mut places: HashMap<Item, Vec<Subject>> = HashMap::new();
        let mut between = Between::default();
        let mut last = None;
        for (subject, _, _) in book.said() {
            if last.replace(subject) == Some(subject) {
                continue;
            }
            for item in items(subject, library, &mut between) {
                places.entry(item).or_default().push(subject.clone());
            }
        }
        Self { book, places }
    }

    /// What is said of something.
    #[must_use]
    pub fn get(&self, item: Item, field: Field) -> Option<&Value> {
        self.places.get(&item)?.iter().find_map(|subject| self.book.get(subject, field))
    }

    /// Whether it has a star.
    #[must_use]
    pub fn star(&self, item: Item) -> bool {
        self.get(item, Field::Star).is_some()
    }

    /// Its note.
    #[must_use]
    pub fn note(&self, item: Item) -> Option<&str> {
        match self.get(item, Field::Note)? {
            Value::Text(note) => Some(note),
            _ => None,
        }
    }

    /// Its tags.
    #[must_use]
    pub fn tags(&self, item: Item) -> &[String] {
        match self.get(item, Field::Tags) {
            Some(Value::List(tags)) => tags,
            _ => &[],
        }
    }

    /// Whether a person gave it a star, a tag or a note.
    #[must_use]
    pub fn is_own(&self, item: Item) -> bool {
        self.places.contains_key(&item)
            && (self.star(item) || self.note(item).is_some() || !self.tags(item).is_empty())
    }

    /// The events to which a person gave a star, a tag or a note.
    pub fn own_events(&self) -> impl Iterator<Item = EventId> {
        let events = self.places.keys().filter_map(|item| match item {
            Item::Event(id) => Some(*id),
            _ => None,
        });
        events.filter(|id| self.is_own(Item::Event(*id)))
    }

    /// Star, tags and note in one line; empty where there is none.
    #[must_use]
    pub fn line(&self, item: Item) -> String {
        let mut parts = Vec::new();
        if self.star(item) {
            parts.push("★".to_owned());
        }
        parts.extend(self.tags(item).iter().map(|tag| format!("#{tag}")));
        parts.extend(self.note(item).map(|note| format!("✎ {note}")));
        parts.join(" ")
    }

    /// Whether the notebook says nothing about this library.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The entry that says, or is to say, a field of something: the one that says it already, else any of it, else a new one
    /// that quotes its words.
    pub fn subject(&mut self, library: &Library, item: Item, field: Field) -> Option<Subject> {
        let known = self.places.get(&item).map_or(&[][..], Vec::as_slice);
        let says = known.iter().find(|subject| self.book.get(subject, field).is_some());
        if let Some(subject) = says.or(known.first()) {
            return Some(subject.clone());
        }
        let subject = quoted(item, library)?;
        self.places.entry(item).or_default().push(subject.clone());
        Some(subject)
    }

    /// Makes changes; returns those that undo them, in the order to be made.
    pub fn apply(&mut self, changes: Vec<Change>) -> Vec<Change> {
        let mut undo: Vec<Change> = changes.into_iter().map(|change| self.book.apply(change)).collect();
        undo.reverse();
        undo
    }
}

/// What an entry is about.
fn items(subject: &Subject, library: &Library, between: &mut Between) -> Vec<Item> {
    let timeline = &library.timeline;
    match subject {
        Subject::Event(quote) => {
            let event = event_mention(timeline, quote).and_then(|mention| library.event_of(mention));
            event.map(Item::Event).into_iter().collect()
        }
        Subject::Actor(quote) => {
            let actor = actor_mention(timeline, quote).and_then(|mention| library.actor_of(mention));
            actor.map(Item::Actor).into_iter().collect()
        }
        Subject::Disagreement(_) => {
            let found = between.find(subject, library.reports(), &library.disagreements);
            found.into_iter().map(Item::Disagreement).collect()
        }
        Subject::Report(quote) => {
            quote.find_report(library.reports()).map(Item::Report).into_iter().collect()
        }
    }
}

/// An entry on something, by its words.
fn quoted(item: Item, library: &Library) -> Option<Subject> {
    let timeline = &library.timeline;
    match item {
        Item::Event(id) => quote_event(timeline, library.event(id)?).map(Subject::Event),
        Item::Actor(id) => quote_actor(timeline, timeline.actors.get(id.0 as usize)?).map(Subject::Actor),
        Item::Disagreement(at) => {
            let found = library.disagreements.get(at as usize)?;
            let quote = |passage| Quote::of(&timeline.reports, passage, None);
            let mut quotes: Vec<Quote> = found.positions.iter().map(|side| quote(side.passage)).collect();
            quotes.sort();
            Some(Subject::Disagreement(quotes))
        }
        Item::Report(id) => Some(Subject::Report(Quote::of_report(&timeline.reports, library.report(id)?))),
    }
}

/// Everything in the notebook that changes the timeline.
pub(in crate::ui) fn corrections_said(book: &Notebook) -> Vec<(Subject, Field, Value)> {
    let said = book.said().filter(|(_, field, _)| field.corrects());
    said.map(|(subject, field, value)| (subject.clone(), field, value.clone())).collect()
}

/// The timeline of a library as a person last described its reports: every further correction begins there.
#[derive(Debug, Default)]
pub struct Described {
    base: Option<Arc<Library>>,
    said: Vec<(Subject, Field, Value)>,
    timeline: Option<Timeline>,
}

impl Described {
    fn timeline(&mut self, base: &Arc<Library>, book: &Notebook) -> Option<&Timeline> {
        let mut said = corrections_said(book);
        said.retain(|(subject, _, _)| matches!(subject, Subject::Report(_)));
        if self.said != said || !self.base.as_ref().is_some_and(|known| Arc::ptr_eq(known, base)) {
            self.timeline = base.described(book);
            (self.base, self.said) = (Some(base.clone()), said);
        }
        self.timeline.as_ref()
    }
}

/// Notes to be saved, and corrections to be made in the library.
#[derive(Clone, Debug)]
pub struct Job {
    /// The newest has the highest.
    pub number: u64,
    /// The notebook with what is to be saved.
    pub book: Notebook,
    /// The library as it was read.
    pub base: Arc<Library>,
    /// The library as it is shown.
    pub library: Arc<Library>,
    /// Whether corrections changed.
    pub corrects: bool,
}

/// The result of a job.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The job's number.
    pub number: u64,
    /// The job's library as it was read.
    pub base: Arc<Library>,
    /// The notes with what other programs wrote in between.
    pub notes: Notes,
    /// The library rebuilt, where corrections changed.
    pub library: Option<Arc<Library>>,
    /// Why it is not saved.
    pub failed: Option<String>,
}

impl Job {
    /// Saves the notebook and makes its corrections. Touches the file, so no view calls it.
    #[must_use]
    pub fn run(self) -> Saved {
        self.run_from(&mut Described::default())
    }

    /// Like [`Job::run`]; reports that are described as they were the last time are not read again.
    #[must_use]
    pub fn run_from(self, described: &mut Described) -> Saved {
        let Self { number, mut book, base, library, corrects } = self;
        let before = corrections_said(&book);
        let failed = book.save().err().map(|error| error.to_string());
        let corrects = corrects || before != corrections_said(&book);
        let anew = corrects.then(|| {
            let described = described.timeline(&base, &book);
            base.corrected_from(&book, described).map_or_else(|| base.clone(), Arc::new)
        });
        let notes = Notes::new(book, anew.as_ref().unwrap_or(&library));
        Saved { number, base, notes, library: anew, failed }
    }
}
