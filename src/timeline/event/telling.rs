//! Event mentions made comparable: words and participants of all reports as numbers.

use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::place::Location;
use super::{Context, office, place, story};
use crate::analysis::Analysis;
use crate::analysis::actor::{ActorKind, group};
use crate::analysis::event::lexicon::{Membership, Part as LexicalPart, PartOfSpeech, lexicon};
use crate::analysis::event::{EventMention, EventType, Form, Function, Role};
use crate::analysis::time::{Basis, When};
use crate::text::{Published, Report, ReportId};
use crate::timeline::{Actor, ActorId};

/// Mentions among which a report's first clause is looked for.
const OPENING: usize = 32;

/// One report's telling of an event.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts about one telling")]
pub struct Telling<'a> {
    /// The report.
    pub report: ReportId,
    /// Index into the report's event mentions.
    pub index: u32,
    /// The mention.
    pub mention: &'a EventMention,
    /// The story the report belongs to.
    pub story: u32,
    /// Whether it only leads over to an event that another mention tells: "tried" in "tried to storm".
    pub leads: bool,
    /// Whether it is the first clause of its report that stands by itself or is only said.
    pub opens: bool,
    /// Whether it is told to lie a year and more before its report: background, not news.
    pub of_long_ago: bool,
    /// Whether it is told as tried, not as done: "tried to storm".
    pub attempted: bool,
    /// Its first and last day, where its words or the heading over them say its date.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Whether its word is so frequent in any news that sharing it tells little.
    pub is_common: bool,
    /// Its lemma.
    pub lemma: Symbol,
    /// Its class, or its lemma where no list knows it.
    pub class: Symbol,
    /// The groups of words it may share with other triggers, its class first.
    pub groups: &'a [Group],
    /// Who and what takes part.
    pub parts: Box<[Part]>,
    /// Where.
    pub place: Option<ActorId>,
    /// When, in TIMEX3, where the report does not tell in which year or week.
    pub open_time: Option<&'a str>,
    /// What the gazetteer knows of that place.
    pub location: Option<&'a Location>,
}

/// A word by a number that no other word of a corpus has: its FNV-1a hash, so that reports can be read side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(u64);

impl Symbol {
    /// The number of a word.
    pub fn of(word: &str) -> Self {
        let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(word.bytes().fold(0xcbf2_9ce4_8422_2325, step))
    }
}

/// A group of words that can name the same happening, with the certainty that the trigger is one of them.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The group.
    pub name: Symbol,
    /// 0…1.
    pub weight: f32,
}

/// A participant by what can be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Who or what.
    pub key: Key,
    /// Its part.
    pub role: Role,
    /// What it is, where it is known by name.
    pub named: Option<ActorKind>,
}

/// What a participant is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// An actor of the timeline.
    Actor(ActorId),
    /// The state that a person leads and acts for.
    Office(ActorId),
    /// A group of people, as the order of groups names it.
    Group(&'static str),
    /// The head noun.
    Word(Symbol),
}

impl Key {
    /// Whether both may be meant by one name; a person who leads a state and that state, but not two who lead it.
    pub fn acts_for(self, other: Self) -> bool {
        matches!((self, other), (Self::Office(one), Self::Actor(other)) | (Self::Actor(other), Self::Office(one)) if one == other)
    }
}

/// Reports whose tellings are made side by side before they join the others.
const BATCH: usize = 512;

/// All tellings of a corpus in an order that depends on what the reports say alone, not on how they were given.
pub fn all<'t>(table: &'t Table<'_>) -> Vec<Telling<'t>> {
    let context = &table.context;
    let stories = story::of_reports(context);
    let of_report = |report: &ReportId| {
        let mentions = (0..).zip(&context.analyses[report.index()].events);
        let told = mentions.filter(|(_, mention)| is_told(mention));
        told.map(|(index, mention)| table.telling(*report, index, mention, stories[report.index()]))
            .collect::<Vec<_>>()
    };
    let count =
        context.analyses.iter().flat_map(|analysis| &analysis.events).filter(|told| is_told(told)).count();
    // There are many: they are never held twice.
    let mut tellings = Vec::with_capacity(count);
    for reports in canonical(context.reports).chunks(BATCH) {
        let batch: Vec<Vec<Telling<'t>>> = reports.par_iter().map(of_report).collect();
        tellings.extend(batch.into_iter().flatten());
    }
    tellings
}

fn days(when: &When) -> Option<(NaiveDate, NaiveDate)> {
    when.first.zip(when.last).filter(|_| when.is_dated() && when.basis <= Basis::Heading)
}

/// Whether a mention is a telling of its own, and not only the aspect of another.
fn is_told(mention: &EventMention) -> bool {
    mention.function != Function::Aspect
}

/// The reports by publication date and text.
pub fn canonical(reports: &[Report]) -> Vec<ReportId> {
    let mut order: Vec<ReportId> = (0..).take(reports.len()).map(ReportId).collect();
    let key = |id: &ReportId| {
        let report = &reports[id.index()];
        (
            report.published.as_ref().map(|published| published.edtf.as_str()),
            &*report.text,
            report.path.as_str(),
        )
    };
    order.par_sort_by(|one, other| key(one).cmp(&key(other)));
    order
}

/// What is known of the timeline's actors, and which of them each report's own are.
pub struct Table<'a> {
    context: Context<'a>,
    actors: Locals,
    /// By actor.
    locations: Vec<Location>,
    /// By actor: the state it leads.
    offices: Vec<Option<ActorId>>,
    /// By actor: what it is, if it is known by name.
    named: Vec<Option<ActorKind>>,
    /// By the form and lemma of a trigger and its class: the groups of words it belongs to. A corpus has few different ones.
    groups: FxHashMap<(Form, &'a str, Symbol), Box<[Group]>>,
}

impl<'a> Table<'a> {
    pub fn new(context: &Context<'a>) -> Self {
        let actors = Locals::of(context);
        let mut locations: Vec<Location> = context.actors.par_iter().map(Location::of).collect();
        let offices = office::of_actors(context);
        let around = place::around_all(context, &locations, &actors);
        for (id, location) in (0..).map(ActorId).zip(&mut locations) {
            location.around = place::chain(&around, id);
        }
        let named = |actor: &Actor| story::is_named(actor, context.analyses).then_some(actor.kind);
        let named = context.actors.iter().map(named).collect();
        let mut known = FxHashMap::default();
        for mention in context.analyses.iter().flat_map(|analysis| &analysis.events) {
            let class = class_of(mention);
            known.entry((mention.form, &*mention.lemma, class)).or_insert_with(|| groups(mention, class));
        }
        Self { context: *context, actors, locations, offices, named, groups: known }
    }

    pub fn telling(
        &self,
        report: ReportId,
        index: u32,
        mention: &'a EventMention,
        story: u32,
    ) -> Telling<'_> {
        let lemma = Symbol::of(&mention.lemma);
        let place = self.place(report, mention);
        let location = place.and_then(|place| self.locations.get(place.0 as usize));
        let class = class_of(mention);
        Telling {
            report,
            index,
            mention,
            story,
            leads: self.leads(report, index, mention),
            opens: self.opens(report, index),
            of_long_ago: self.is_of_long_ago(report, mention),
            attempted: self.is_attempted(report, mention),
            days: days(&mention.when),
            is_common: mention.kind == EventType::Statement
                || lexicon().is(&mention.lemma, LexicalPart::Common),
            lemma,
            class,
            groups: self.groups.get(&(mention.form, &*mention.lemma, class)).map_or(&[], |groups| groups),
            parts: self.all_parts(report, index, mention).into(),
            place,
            open_time: mention.open_time.and_then(|time| {
                let times = &self.context.analyses[report.index()].times;
                times.get(time as usize).map(|time| &*time.value)
            }),
            location,
        }
    }

    /// Whether the next mention's words hold this one's.
    fn leads(&self, report: ReportId, index: u32, mention: &EventMention) -> bool {
        let next = self.context.analyses[report.index()].events.get(index as usize + 1);
        next.is_some_and(|next| next.form == Form::Verb && next.core.contains(mention.trigger))
    }

    /// Whether a date the words tell lies a year and more before the report.
    fn is_of_long_ago(&self, report: ReportId, mention: &EventMention) -> bool {
        const YEAR: i64 = 365;
        let published = self.context.reports[report.index()].published.as_ref().and_then(Published::day);
        let last = mention.when.last.filter(|_| mention.when.basis <= Basis::Heading);
        published.zip(last).is_some_and(|(published, last)| (published - last).num_days() >= YEAR)
    }

    /// Whether a report tells nothing before it in a clause of its own: news leads with what it is about.
    fn opens(&self, report: ReportId, index: u32) -> bool {
        let events = &self.context.analyses[report.index()].events;
        let own_clause = |mention: &EventMention| {
            let governor = mention.governor.and_then(|governor| events.get(governor as usize));
            let said = governor.is_none_or(|governor| governor.function == Function::Reporting);
            mention.form == Form::Verb && mention.function == Function::Event && said
        };
        (index as usize) < OPENING && events.iter().take(OPENING).position(own_clause) == Some(index as usize)
    }

    /// Whether the verb that leads over to it says that it was tried.
    fn is_attempted(&self, report: ReportId, mention: &EventMention) -> bool {
        let events = &self.context.analyses[report.index()].events;
        let governor = mention.governor.and_then(|governor| events.get(governor as usize));
        governor.is_some_and(|governor| {
            mention.core.contains(governor.trigger) && lexicon().is(&governor.lemma, LexicalPart::Attempting)
        })
    }

    /// Those who take part; for a telling of what others do, those by name among them as well.
    fn all_parts(&self, report: ReportId, index: u32, mention: &EventMention) -> Vec<Part> {
        let mut parts = self.parts(report, mention);
        if mention.function == Function::Reporting {
            let (before, after) = self.context.analyses[report.index()].events.split_at(index as usize);
            let beside = |other: &&EventMention| other.sentence == mention.sentence;
            let sentence = before.iter().rev().take_while(beside).chain(after.iter().take_while(beside));
            for content in sentence.filter(|content| content.governor == Some(index)) {
                let by_name = self.parts(report, content).into_iter().filter(|part| part.named.is_some());
                parts.extend(by_name.map(|part| Part { role: Role::Other, ..part }));
            }
        }
        parts
    }

    fn parts(&self, report: ReportId, mention: &EventMention) -> Vec<Part> {
        let analysis = &self.context.analyses[report.index()];
        let text = &self.context.reports[report.index()].text;
        let mut parts = Vec::new();
        for participant in &mention.participants {
            let role = participant.role;
            let known = participant.actor.and_then(|local| {
                let group = analysis.actors.actors.get(local as usize).and_then(|actor| actor.group);
                Some((self.actors.get(report, local)?, group))
            });
            if let Some((actor, group)) = known {
                let named = self.named.get(actor.0 as usize).copied().flatten();
                parts.push(Part { key: Key::Actor(actor), role, named });
                let office = self.offices.get(actor.0 as usize).copied().flatten();
                parts.extend(office.map(|state| Part { key: Key::Office(state), role, named }));
                parts.extend(group.map(|group| Part { key: Key::Group(group), role, named: None }));
            }
            let head = participant.head.of(text).to_lowercase();
            if known.is_none() && !is_pronoun(&head) {
                let group =
                    group::lookup(&head).or_else(|| group::lookup(head.strip_suffix('s').unwrap_or(&head)));
                parts.extend(group.map(|noun| Part { key: Key::Group(noun.group), role, named: None }));
                parts.push(Part {
                    key: Key::Word(Symbol::of(head.strip_suffix('s').unwrap_or(&head))),
                    role,
                    named: None,
                });
            }
        }
        parts
    }

    fn place(&self, report: ReportId, mention: &EventMention) -> Option<ActorId> {
        let analysis = &self.context.analyses[report.index()];
        let local = analysis.actors.mentions.get(mention.place? as usize)?.actor;
        self.actors.get(report, local)
    }
}

/// The class of a trigger, or its lemma where no list knows it.
fn class_of(mention: &EventMention) -> Symbol {
    Symbol::of(if mention.class.is_empty() { &mention.lemma } else { mention.class })
}

/// The groups of words a trigger belongs to, its class first.
fn groups(mention: &EventMention, class: Symbol) -> Box<[Group]> {
    let pos = if mention.form == Form::Verb { PartOfSpeech::Verb } else { PartOfSpeech::Noun };
    let mut groups = vec![Group { name: class, weight: 1.0 }];
    for Membership { group, weight } in lexicon().memberships(pos, &mention.lemma) {
        let name = Symbol::of(group);
        if groups.iter().all(|known| known.name != name) {
            groups.push(Group { name, weight });
        }
    }
    groups.into()
}

/// For each report, which of the timeline's actors its own are.
pub struct Locals(Vec<Vec<Option<ActorId>>>);

impl Locals {
    pub fn of(context: &Context<'_>) -> Self {
        let own = |analysis: &Arc<Analysis>| vec![None; analysis.actors.actors.len()];
        let mut of_report: Vec<Vec<Option<ActorId>>> = context.analyses.iter().map(own).collect();
        for (id, actor) in (0..).map(ActorId).zip(context.actors) {
            for &(report, mention) in &actor.mentions {
                let mentions = &context.analyses[report.index()].actors.mentions;
                let local = mentions.get(mention as usize).map(|found| found.actor as usize);
                if let Some(known) = local.and_then(|local| of_report[report.index()].get_mut(local)) {
                    *known = Some(id);
                }
            }
        }
        Self(of_report)
    }

    /// The timeline's actor that a report's own is.
    pub fn get(&self, report: ReportId, local: u32) -> Option<ActorId> {
        *self.0[report.index()].get(local as usize)?
    }
}

/// Whether a word only points at someone.
pub fn is_pronoun(word: &str) -> bool {
    const PRONOUNS: [&str; 26] = [
        "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "this", "that",
        "these", "those", "who", "which", "what", "one", "some", "all", "many", "both", "others", "itself",
    ];
    PRONOUNS.contains(&word)
}
