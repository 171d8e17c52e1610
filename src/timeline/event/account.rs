//! Accounts: event mentions in a form that can be compared, with the words and participants of all reports as numbers.

use std::sync::Arc;

use chrono::NaiveDate;
use ecow::EcoString;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::place::Location;
use super::{Context, office, place, story};
use crate::analysis::Analysis;
use crate::analysis::actor::ActorKind;
use crate::analysis::actor::group::{self, GroupId};
use crate::analysis::event::lexicon::{Membership, Part as LexicalPart, PartOfSpeech, lexicon};
use crate::analysis::event::{EventMention, EventType, Form, Function, Role};
use crate::analysis::time::{Basis, When};
use crate::text::{Published, Report, ReportId};
use crate::timeline::{Actor, ActorId};

/// Mentions among which a report's first clause is looked for.
const OPENING: usize = 32;

/// An account: one mention of an event in a report, with what it is compared by.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts about one account")]
pub struct Account<'a> {
    /// The report.
    pub report: ReportId,
    /// Index into the report's event mentions.
    pub index: u32,
    /// The mention.
    pub mention: &'a EventMention,
    /// The story the report belongs to.
    pub story: u32,
    /// Whether it only leads to an event that another mention names: "tried" in "tried to storm".
    pub leads: bool,
    /// Whether it is the first clause of its report that is a main clause or is only reported speech.
    pub opens: bool,
    /// Whether its date is at least a year before its report: background, not news.
    pub of_long_ago: bool,
    /// Whether it was attempted, not done: "tried to storm".
    pub attempted: bool,
    /// Its first and last day, where its own words or the heading above them give its date.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Whether its word is so common in any news that sharing it says little.
    pub is_common: bool,
    /// The mention's form, here because most pairs of accounts are told apart by it.
    pub form: Form,
    /// Whether it only says that one thing led to another.
    pub is_cause: bool,
    /// Its lemma.
    pub lemma: Symbol,
    /// Its class, or its lemma if it has none.
    pub class: Symbol,
    /// The groups of words it may share with other triggers, its class first.
    pub groups: &'a [Group],
    /// Who and what takes part.
    pub parts: Box<[Part]>,
    /// The place, if one is given.
    pub place: Option<ActorId>,
    /// Where the report leaves open which year or week it is in: the time in its words.
    pub open_time: Option<&'a EcoString>,
    /// What the gazetteer knows of that place.
    pub location: Option<&'a Location>,
}

/// A word as a number, its FNV-1a hash, so that reports can be read in parallel. A corpus has millions of them beside smaller numbers,
/// and is aligned like those.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(Rust, packed(4))]
pub struct Symbol(u64);

impl Symbol {
    /// The number of a word.
    pub fn of(word: &str) -> Self {
        let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(word.bytes().fold(0xcbf2_9ce4_8422_2325, step))
    }

    /// The number in half the bytes, where it is kept many times and a rare clash does no harm.
    #[allow(clippy::cast_possible_truncation, reason = "both halves are in it")]
    pub const fn short(self) -> u32 {
        (self.0 ^ self.0 >> 32) as u32
    }
}

/// A group of words that can name the same kind of event, with the certainty that the trigger is one of them.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The group.
    pub name: Symbol,
    /// 0…1.
    pub weight: f32,
}

/// A participant in the form it is compared in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Who or what.
    pub key: Key,
    /// Its role.
    pub role: Role,
    /// Its kind, if it has a name.
    pub named: Option<ActorKind>,
}

/// What a participant is identified by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// An actor of the timeline.
    Actor(ActorId),
    /// The state that a person leads and acts for.
    Office(ActorId),
    /// A group of people.
    Group(GroupId),
    /// The head noun.
    Word(Symbol),
}

impl Key {
    /// Whether one is a state and the other a person who leads it; two people who lead it do not count.
    pub fn acts_for(self, other: Self) -> bool {
        matches!((self, other), (Self::Office(one), Self::Actor(other)) | (Self::Actor(other), Self::Office(one)) if one == other)
    }
}

/// Reports whose accounts are made in parallel before they are appended.
const BATCH: usize = 512;

/// All accounts of a corpus, in an order that depends only on what the reports say, not on the order they were given in.
pub fn all<'t>(table: &'t Table<'_>) -> Vec<Account<'t>> {
    let context = &table.context;
    let stories = story::of_reports(context);
    let of_report = |report: &ReportId| {
        let mentions = (0..).zip(&context.analyses[report.index()].events);
        let own = mentions.filter(|(_, mention)| is_account(mention));
        own.map(|(index, mention)| table.account(*report, index, mention, stories[report.index()]))
            .collect::<Vec<_>>()
    };
    let count = context
        .analyses
        .iter()
        .flat_map(|analysis| &analysis.events)
        .filter(|mention| is_account(mention))
        .count();
    // There are many: they must never be in memory twice.
    let mut accounts = Vec::with_capacity(count);
    for reports in canonical(context.reports).chunks(BATCH) {
        let batch: Vec<Vec<Account<'t>>> = reports.par_iter().map(of_report).collect();
        accounts.extend(batch.into_iter().flatten());
    }
    accounts
}

fn days(when: &When) -> Option<(NaiveDate, NaiveDate)> {
    when.first.zip(when.last).filter(|_| when.is_dated() && when.basis <= Basis::Heading)
}

/// Whether a mention is an account of its own, and not only the aspect of another.
pub fn is_account(mention: &EventMention) -> bool {
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

/// What is known of the timeline's actors, and which of them each report's own actors are.
pub struct Table<'a> {
    context: Context<'a>,
    actors: Locals,
    /// By actor.
    locations: Vec<Location>,
    /// By actor: the state it leads.
    offices: Vec<Option<ActorId>>,
    /// By actor: its kind, if it has a name.
    named: Vec<Option<ActorKind>>,
    /// By form, lemma and class of a trigger: the groups of words it belongs to. A corpus has few different ones.
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

    pub fn account(
        &self,
        report: ReportId,
        index: u32,
        mention: &'a EventMention,
        story: u32,
    ) -> Account<'_> {
        let lemma = Symbol::of(&mention.lemma);
        let place = self.place(report, mention);
        let location = place.and_then(|place| self.locations.get(place.0 as usize));
        let class = class_of(mention);
        Account {
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
                || mention.function == Function::Cause
                || lexicon().is(&mention.lemma, LexicalPart::Common),
            form: mention.form,
            is_cause: mention.function == Function::Cause,
            lemma,
            class,
            groups: self.groups.get(&(mention.form, &*mention.lemma, class)).map_or(&[], |groups| groups),
            parts: self.all_parts(report, index, mention).into(),
            place,
            open_time: mention.open_time.and_then(|time| {
                let times = &self.context.analyses[report.index()].times;
                times.get(time as usize).map(|time| &time.value)
            }),
            location,
        }
    }

    /// Whether the next mention's words hold this one's.
    fn leads(&self, report: ReportId, index: u32, mention: &EventMention) -> bool {
        let next = self.context.analyses[report.index()].events.get(index as usize + 1);
        next.is_some_and(|next| next.form == Form::Verb && next.core.contains(mention.trigger))
    }

    /// Whether the date in the words is at least a year before the report.
    fn is_of_long_ago(&self, report: ReportId, mention: &EventMention) -> bool {
        const YEAR: i64 = 365;
        let published = self.context.reports[report.index()].published.as_ref().and_then(Published::day);
        let last = mention.when.last.filter(|_| mention.when.basis <= Basis::Heading);
        published.zip(last).is_some_and(|(published, last)| (published - last).num_days() >= YEAR)
    }

    /// Whether no earlier clause of the report names an event: news opens with what it is about.
    fn opens(&self, report: ReportId, index: u32) -> bool {
        let events = &self.context.analyses[report.index()].events;
        let own_clause = |mention: &EventMention| {
            let governor = mention.governor.and_then(|governor| events.get(governor as usize));
            let said = governor.is_none_or(|governor| governor.function == Function::Reporting);
            mention.form == Form::Verb && mention.function == Function::Event && said
        };
        (index as usize) < OPENING && events.iter().take(OPENING).position(own_clause) == Some(index as usize)
    }

    /// Whether the verb that leads to it says that it was attempted.
    fn is_attempted(&self, report: ReportId, mention: &EventMention) -> bool {
        let events = &self.context.analyses[report.index()].events;
        let governor = mention.governor.and_then(|governor| events.get(governor as usize));
        governor.is_some_and(|governor| {
            mention.core.contains(governor.trigger) && lexicon().is(&governor.lemma, LexicalPart::Attempting)
        })
    }

    /// The participants; for a mention of speech, those named in what is said as well.
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
                Some((self.actors.get(report, local)?, group.and_then(GroupId::of)))
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
                parts.extend(group.and_then(|noun| GroupId::of(noun.group)).map(|group| Part {
                    key: Key::Group(group),
                    role,
                    named: None,
                }));
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

/// The class of a trigger, or its lemma if it has none.
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

/// For each report, which of the timeline's actors its own actors are.
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

    /// The timeline's actor that a report's own actor is.
    pub fn get(&self, report: ReportId, local: u32) -> Option<ActorId> {
        *self.0[report.index()].get(local as usize)?
    }
}

/// Whether a word is a pronoun, and so names nobody.
pub fn is_pronoun(word: &str) -> bool {
    const PRONOUNS: [&str; 26] = [
        "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "this", "that",
        "these", "those", "who", "which", "what", "one", "some", "all", "many", "both", "others", "itself",
    ];
    PRONOUNS.contains(&word)
}
