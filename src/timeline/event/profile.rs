//! What is known of an event from the tellings it has so far.

use std::sync::LazyLock;

use smallvec::{Array, SmallVec};

use super::place::Location;
use super::telling::{Part, Symbol, Telling};
use crate::analysis::event::{Form, Modality};
use crate::analysis::time::{Basis, When};
use crate::text::ReportId;
use crate::timeline::ActorId;

/// Participants kept at most: an event told a thousand times is known well enough.
const PARTS: usize = 24;
/// Words of one kind kept at most.
const WORDS: usize = 12;

/// An event as it is compared.
#[derive(Clone, Debug)]
pub struct Profile<'t> {
    /// The words that tell it.
    pub words: SmallVec<[EventWord; 1]>,
    /// Their classes.
    pub classes: SmallVec<[Symbol; 1]>,
    /// Groups of words, with the greatest certainty of any telling.
    pub groups: Vec<(Symbol, f32)>,
    /// Who and what takes part.
    pub parts: Vec<Part>,
    /// Where.
    pub places: Vec<(ActorId, Option<&'t Location>)>,
    /// The narrowest time on the best evidence.
    pub when: &'t When,
    /// Weekdays and days without a year, in TIMEX3, as told by reports without a date of their own.
    pub open_times: Vec<&'t str>,
    /// How the first telling puts it.
    pub modality: Modality,
    /// Whether its first telling tells it as tried.
    pub attempted: bool,
    /// The stories its reports belong to.
    pub stories: SmallVec<[u32; 2]>,
    /// The reports that tell it in a clause.
    pub clauses: SmallVec<[ReportId; 2]>,
    /// The reports that tell it, and whether as another of its kind.
    pub reports: SmallVec<[(ReportId, bool); 1]>,
}

/// A word that tells an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventWord {
    /// Its lemma.
    pub lemma: Symbol,
    /// Its class, or its lemma where no list knows it.
    pub class: Symbol,
    /// Whether it is a verb or a noun.
    pub form: Form,
}

/// The time of an event that nothing dates.
static UNDATED: LazyLock<When> = LazyLock::new(When::unknown);

impl<'t> Profile<'t> {
    /// The event a single telling tells.
    pub fn of(telling: &Telling<'t>) -> Self {
        let mut profile = Self::blank();
        profile.become_that_of(telling);
        profile
    }

    /// An event nothing is known of.
    pub fn blank() -> Self {
        Self {
            words: SmallVec::new(),
            classes: SmallVec::new(),
            groups: Vec::new(),
            parts: Vec::new(),
            places: Vec::new(),
            when: &UNDATED,
            open_times: Vec::new(),
            modality: Modality::Asserted,
            attempted: false,
            stories: SmallVec::new(),
            clauses: SmallVec::new(),
            reports: SmallVec::new(),
        }
    }

    /// Makes it the event a single telling tells, in the room it has.
    pub fn become_that_of(&mut self, telling: &Telling<'t>) {
        self.words.clear();
        self.classes.clear();
        self.groups.clear();
        self.parts.clear();
        self.places.clear();
        self.when = &UNDATED;
        self.open_times.clear();
        self.modality = telling.mention.modality;
        self.attempted = telling.attempted;
        self.stories.clear();
        self.clauses.clear();
        self.reports.clear();
        self.add(telling);
    }

    /// Adds what another telling knows.
    pub fn add(&mut self, telling: &Telling<'t>) {
        let word = EventWord { lemma: telling.lemma, class: telling.class, form: telling.mention.form };
        keep_few(&mut self.words, word, WORDS);
        keep_few(&mut self.classes, telling.class, WORDS);
        keep_few(&mut self.stories, telling.story, WORDS);
        if telling.mention.form == Form::Verb {
            keep_few(&mut self.clauses, telling.report, PARTS);
        }
        keep_few(&mut self.reports, (telling.report, telling.mention.another), PARTS);
        if self.groups.is_empty() {
            self.groups.reserve_exact(telling.groups.len().min(WORDS));
        }
        for group in telling.groups {
            let room = self.groups.len() < WORDS;
            match self.groups.iter_mut().find(|(name, _)| *name == group.name) {
                Some((_, weight)) => *weight = weight.max(group.weight),
                None if room => self.groups.push((group.name, group.weight)),
                None => {}
            }
        }
        if self.parts.is_empty() {
            self.parts.reserve_exact(telling.parts.len().min(PARTS));
        }
        for part in &telling.parts {
            keep(&mut self.parts, *part, PARTS);
        }
        if let Some(place) = telling.place {
            keep(&mut self.places, (place, telling.location), WORDS);
        }
        if let Some(time) = telling.open_time {
            keep(&mut self.open_times, time, WORDS);
        }
        if better(&telling.mention.when, self.when) {
            self.when = &telling.mention.when;
        }
    }
}

/// Whether a time tells more than another: on better evidence, or finer on the same.
fn better(one: &When, other: &When) -> bool {
    let evidence = |when: &When| when.basis.max(Basis::Explicit).min(Basis::Unknown);
    one.is_dated() && (evidence(one), one.granularity()) < (evidence(other), other.granularity())
}

/// Like [`keep`], of what most events have one of: it needs no memory of its own.
fn keep_few<A: Array>(all: &mut SmallVec<A>, one: A::Item, most: usize)
where
    A::Item: PartialEq,
{
    if all.len() < most && !all.contains(&one) {
        all.push(one);
    }
}

fn keep<T: PartialEq>(all: &mut Vec<T>, one: T, most: usize) {
    if all.len() < most && !all.contains(&one) {
        if all.is_empty() {
            // Most events are told once.
            all.reserve_exact(1);
        }
        all.push(one);
    }
}
