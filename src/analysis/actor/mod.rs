//! Mentions of people, organisations, states, places and groups, and which of one report mean the same actor.

pub mod fold;
pub mod group;
pub mod lexicon;
pub mod name;

use crate::analysis::language::Document;
use crate::text::Span;

/// Finds the actors of one report.
#[must_use]
pub fn find(_document: &Document<'_>) -> Actors {
    Actors::default()
}

/// The actors of one report.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    /// All mentions, by start.
    pub mentions: Vec<ActorMention>,
    /// The actors they refer to, by first mention.
    pub actors: Vec<LocalActor>,
}

/// Words that refer to an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorMention {
    /// The words: a name without its title, a noun phrase without its relative clause.
    pub span: Span,
    /// Which of the report's actors: an index into [`Actors::actors`].
    pub actor: u32,
    /// By name, by description or by pronoun.
    pub form: crate::analysis::language::MentionForm,
}

/// One actor as a single report knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalActor {
    /// The fullest spelling in the report.
    pub name: Box<str>,
    /// What it is.
    pub kind: ActorKind,
    /// Where the report says what it is: titles, appositions, descriptions.
    pub roles: Vec<Span>,
    /// Whether the evidence for the kind is strong; else other reports may know better.
    pub sure: bool,
    /// The gender its titles, given name or pronouns tell.
    pub gender: Option<lexicon::Gender>,
    /// For a group or an organisation, the actor it belongs to ("Russian troops"): an index into [`Actors::actors`].
    pub of: Option<u32>,
    /// Its acronym, where the report gives one.
    pub acronym: Option<Box<str>>,
    /// For a group, its class in the order of groups (soldiers, police, protesters), by lexicon name.
    pub group: Option<&'static str>,
}

impl LocalActor {
    /// An actor of which nothing more is known.
    #[must_use]
    pub fn new(name: &str, kind: ActorKind) -> Self {
        let name = name.into();
        Self {
            name,
            kind,
            roles: Vec::new(),
            sure: false,
            gender: None,
            of: None,
            acronym: None,
            group: None,
        }
    }
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// An organisation, company, party, agency, alliance, court, team.
    Organisation,
    /// A country and its government.
    State,
    /// A city, region, river, building.
    Place,
    /// People named by what they do or are: protesters, soldiers.
    Group,
}
