//! Event mentions: trigger, type, participants, place, time, modality and polarity.

use crate::analysis::actor::Actors;
use crate::analysis::language::Document;
use crate::analysis::time::{TimeExpression, When};
use crate::text::{Published, Span};

/// What is known of a report when its events are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Its grammar.
    pub document: &'a Document<'a>,
    /// Its time expressions.
    pub times: &'a [TimeExpression],
    /// Its actors.
    pub actors: &'a Actors,
    /// When it was published.
    pub published: Option<&'a Published>,
}

/// Finds the event mentions of one report, by trigger.
#[must_use]
pub fn find(_context: &Context<'_>) -> Vec<EventMention> {
    Vec::new()
}

/// Words that tell that something happened, is planned, asked for, alleged or denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMention {
    /// The word that names the happening.
    pub trigger: Span,
    /// The clause or phrase that tells it.
    pub span: Span,
    /// The trigger's lemma; for a light verb that of its noun.
    pub lemma: Box<str>,
    /// The lexicon's class of synonyms the trigger belongs to, by which tellings are compared.
    pub class: &'static str,
    /// What kind of event it is.
    pub kind: EventType,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// The place: an index into the report's actor mentions.
    pub place: Option<u32>,
    /// When.
    pub when: When,
    /// The time expression the date rests on: an index into the report's time expressions.
    pub time: Option<u32>,
    /// How the report stands to it.
    pub modality: Modality,
    /// The mention that reports, requests, plans or denies it: an index into the report's event mentions.
    pub governor: Option<u32>,
    /// The sentence it stands in.
    pub sentence: crate::analysis::language::SentenceId,
}

/// Someone or something that takes part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The words.
    pub span: Span,
    /// The report's actor, where the words refer to one: an index into its `Actors::actors`.
    pub actor: Option<u32>,
    /// Its part.
    pub role: Role,
}

/// The part a participant has in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who does it.
    Agent,
    /// Whom or what it is done to.
    Patient,
    /// Any other part: recipient, instrument, company.
    Other,
}

/// How the text stands to the happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Told as a fact in the report's own voice.
    Asserted,
    /// Told as a fact by a named or unnamed source.
    Reported,
    /// Claimed, with the report keeping its distance.
    Alleged,
    /// Announced, intended, requested or due.
    Planned,
    /// Said not to have happened.
    Negated,
}

/// PLOVER event types, and general classes beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are PLOVER's own, or plain words")]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Mobilize,
    Sanction,
    Coerce,
    Assault,
    Disaster,
    Accident,
    Crime,
    Court,
    Election,
    Sport,
    Business,
    Science,
    Casualty,
    Movement,
    Statement,
    Other,
}
