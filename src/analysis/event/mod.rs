//! Event mentions: trigger, type, participants, place, time, modality and polarity.
//!
//! Which words name events is decided in `trigger` and, where lists and grammar leave it open, by the learned weights in
//! `likelihood`; their meanings are in `lexicon`; `participant`, `dating` and `modality` read the clause around them, `wording` the
//! parts of it that can be a title. Knows one report; which mentions are of the same event is for `timeline::event` to decide.

mod dating;
mod learned;
pub mod learning;
pub mod lexicon;
mod likelihood;
mod misread;
mod modality;
mod participant;
mod reading;
mod trigger;
mod wording;

use ecow::EcoString;

use crate::analysis::actor::Actors;
use crate::analysis::language::{Document, Relation, SentenceId, TokenId};
use crate::analysis::time::{Page, SharedWhen, TimeExpression, When};
use crate::text::packed::{Pack, Packed, Packer, Unpacker};
use crate::text::{Published, Span, Term, term};
use reading::Reading;
use trigger::Trigger;

pub use wording::{Flaw, Flaws, Piece, Shape, Wording};

/// The parts of a report's analysis that finding events depends on.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Its grammar.
    pub document: &'a Document<'a>,
    /// Its time expressions.
    pub times: &'a [TimeExpression],
    /// The scenes of its page.
    pub page: &'a Page,
    /// Its actors.
    pub actors: &'a Actors,
    /// When it was published.
    pub published: Option<&'a Published>,
}

/// Finds the event mentions of one report, by trigger.
#[must_use]
pub fn find(context: &Context<'_>) -> Vec<EventMention> {
    let (listed, learned) = trigger::find(context);
    let reading = Reading::new(context, &listed);
    let mut mentions: Vec<EventMention> = listed.iter().map(|trigger| mention(&reading, trigger)).collect();
    dating::date(&reading, &mut mentions);
    learned::add(context, listed.into_iter().zip(mentions).collect(), learned)
}

/// What a trigger says without its date, which may come from other mentions.
fn mention(reading: &Reading<'_>, trigger: &Trigger) -> EventMention {
    let lexicon = lexicon::lexicon();
    EventMention {
        trigger: trigger.span,
        span: span(reading, trigger),
        wording: wording::of(reading, trigger),
        core: core(reading, trigger),
        class: match trigger.form {
            Form::Name => lexicon.named_event(&trigger.lemma).unwrap_or_default(),
            _ => lexicon.class(trigger.pos(), &trigger.lemma),
        },
        kind: lexicon.kind(trigger.pos(), &trigger.lemma),
        lemma: trigger.lemma.clone(),
        form: trigger.form,
        function: trigger.function,
        likelihood: trigger.likelihood,
        participants: participant::find(reading, trigger).into(),
        place: participant::place(reading, trigger),
        when: When::unknown().into(),
        time: None,
        open_time: None,
        modality: modality::of(reading, trigger),
        another: is_another(reading, trigger),
        usual: modality::is_usual(reading, trigger),
        governor: reading.trigger_above(trigger.head()),
        sentence: reading.document.sentence_of(trigger.token),
    }
}

/// Whether a noun is marked as another of its kind: "another strike", "the last election"; or a death as another one:
/// "a second person has died".
fn is_another(reading: &Reading<'_>, trigger: &Trigger) -> bool {
    const DETERMINERS: &[Relation] = &[Relation::Det, Relation::Amod];
    let document = reading.document;
    let is_set_apart = |noun: TokenId| {
        document.children_by(noun, DETERMINERS).any(|word| {
            let word = document.word(word).to_lowercase();
            let one_more = trigger.form == Form::Verb && dating::is_ordinal(&word) && word != "first";
            one_more || lexicon::lexicon().is(&word, lexicon::Part::Another)
        })
    };
    match trigger.form {
        Form::Noun => is_set_apart(trigger.token),
        Form::Verb if lexicon::lexicon().kind(trigger.pos(), &trigger.lemma) == EventType::Casualty => {
            document.subject_of(trigger.token).is_some_and(is_set_apart)
        }
        _ => false,
    }
}

/// The words that state an event: the clause a verb heads, the phrase of a noun with the verb that carries it.
fn span(reading: &Reading<'_>, trigger: &Trigger) -> Span {
    match (trigger.form, trigger.carrier) {
        (_, Some(carrier)) => reading.document.subtree(carrier),
        (Form::Verb, None) => reading.document.subtree(trigger.token),
        (Form::Noun | Form::Name, None) => reading.phrase(trigger.token),
    }
}

/// The shortest words that name an event.
fn core(reading: &Reading<'_>, trigger: &Trigger) -> Span {
    match (trigger.form, trigger.carrier) {
        (Form::Verb, _) => reading.led_verb_group(trigger.token),
        (_, Some(carrier)) => {
            let (verb, noun) = (reading.verb_group(carrier), reading.phrase(trigger.token));
            let close = verb.end <= noun.start && noun.start - verb.end < 12;
            if close { verb.cover(noun) } else { noun }
        }
        (_, None) => reading.phrase(trigger.token),
    }
}

/// Words that say that something happened, is planned, asked for, alleged or denied.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct EventMention {
    /// The word that names the event.
    pub trigger: Span,
    /// The clause or phrase that states it.
    pub span: Span,
    /// The shortest words that name it: a verb with its auxiliaries and particle, a noun's phrase with the verb that carries it.
    pub core: Span,
    /// The words it can have as a title.
    pub wording: Wording,
    /// The trigger's lemma; for a light verb that of its noun.
    pub lemma: EcoString,
    /// The lexicon's class of synonyms that the trigger belongs to, by which mentions are compared.
    #[serde(deserialize_with = "term::one")]
    pub class: Term,
    /// The type of event.
    pub kind: EventType,
    /// Whether a verb, a noun or a name names it.
    pub form: Form,
    /// Whether it names an event itself, an aspect of one or speech about one.
    pub function: Function,
    /// How likely the trigger names an event, in percent, if it was found only by the learned weights; none if by lists
    /// and grammar.
    pub likelihood: Option<u8>,
    /// The participants.
    pub participants: Packed<Participant>,
    /// The place: an index into the report's actor mentions.
    pub place: Option<u32>,
    /// The date.
    pub when: SharedWhen,
    /// The time expression that the date comes from: an index into the report's time expressions.
    pub time: Option<u32>,
    /// The expression that would date it if the report's own date were known: "on Friday". An index as well.
    pub open_time: Option<u32>,
    /// The stance of the report towards it.
    pub modality: Modality,
    /// Whether it is marked as another of its kind: "another strike", "the last election".
    pub another: bool,
    /// Whether it is in the simple present, as a state and not as an event: "the firm employs 60 people".
    pub usual: bool,
    /// The mention that reports, requests, plans or denies it: an index into the report's event mentions.
    pub governor: Option<u32>,
    /// Its sentence.
    pub sentence: SentenceId,
}

/// How a trigger names its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// By a verb, or by a predicate adjective: "collided", "was guilty".
    Verb,
    /// By a common noun: "the collision".
    Noun,
    /// By a proper name: "the Olympics".
    Name,
}

/// What a trigger does (TimeML's OCCURRENCE, REPORTING, ASPECTUAL and I_ACTION).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Function {
    /// It names something that happens.
    Event,
    /// It names speech.
    Reporting,
    /// It says that its complement begins, continues or ends.
    Aspect,
    /// It says that one thing led to another (a causative I_ACTION).
    Cause,
}

/// Someone or something that takes part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Participant {
    /// The words.
    pub span: Span,
    /// The head word.
    pub head: Span,
    /// The report's actor, where the words refer to one: an index into its `Actors::actors`.
    pub actor: Option<u32>,
    /// Its role.
    pub role: Role,
}

impl Pack for Participant {
    fn pack(&self, to: &mut Packer) {
        to.span(self.span);
        to.span(self.head);
        let role = Role::ALL.iter().position(|role| *role == self.role).unwrap_or(0) as u64;
        let actor = self.actor.map_or(0, |actor| u64::from(actor) + 1);
        to.number(actor * Role::ALL.len() as u64 + role);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let (span, head, packed) = (from.span()?, from.span()?, from.number()?);
        let roles = Role::ALL.len() as u64;
        let role = *Role::ALL.get(usize::try_from(packed % roles).ok()?)?;
        let actor = (packed / roles).checked_sub(1).and_then(|actor| u32::try_from(actor).ok());
        Some(Self { span, head, actor, role })
    }
}

/// The role of a participant in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The one who acts.
    Agent,
    /// The one affected.
    Patient,
    /// Any other role: recipient, instrument, company.
    Other,
}

impl Role {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Agent, Self::Patient, Self::Other];
}

/// The stance of the text towards the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// Stated as a fact in the report's own voice.
    Asserted,
    /// Stated as a fact by a named or unnamed source.
    Reported,
    /// Claimed, with the report keeping its distance.
    Alleged,
    /// Announced, intended, requested or due.
    Planned,
    /// Said not to have happened.
    Negated,
}

/// Declares the types of events with the names the export uses.
macro_rules! event_types {
    ($($name:ident = $text:literal,)+) => {
        /// PLOVER event types, and general classes beside them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs, reason = "the names are PLOVER's own, or plain words")]
        pub enum EventType { $($name,)+ }

        impl EventType {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Their names, in the same order.
            pub const NAMES: &[&str] = &[$($text,)+];

            /// The name in lower case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

event_types! {
    Agree = "agree",
    Consult = "consult",
    Support = "support",
    Concede = "concede",
    Cooperate = "cooperate",
    Aid = "aid",
    Retreat = "retreat",
    Request = "request",
    Accuse = "accuse",
    Reject = "reject",
    Threaten = "threaten",
    Protest = "protest",
    Mobilize = "mobilize",
    Sanction = "sanction",
    Coerce = "coerce",
    Assault = "assault",
    Disaster = "disaster",
    Accident = "accident",
    Crime = "crime",
    Court = "court",
    Election = "election",
    Sport = "sport",
    Business = "business",
    Science = "science",
    Casualty = "casualty",
    Movement = "movement",
    Statement = "statement",
    Other = "other",
}

impl EventType {
    /// The type with a name, as [`EventType::as_str`] spells it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

#[cfg(test)]
mod tests;
