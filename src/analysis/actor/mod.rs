//! Mentions of people, organisations, states, places and groups, and which mentions of one report mean the same actor.
//!
//! Names are runs of capitalised words (`span`) judged by a table of evidence (`kind`) and linked where the report
//! leaves no doubt (`chain`); descriptions (`description`) and pronouns (`pronoun`) are linked only where the rules
//! are certain, since a wrong link is worse than none. Other reports are not known here.

mod attribute;
mod chain;
mod description;
pub mod fold;
pub mod group;
mod headline;
mod kind;
mod known;
pub mod lexicon;
pub mod name;
mod office;
mod pronoun;
mod recognise;
mod span;
mod surname;
mod syllable;
mod word;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod world;

use ecow::EcoString;

use crate::analysis::language::{Document, MentionForm};
use crate::text::{Span, Term, term};

/// Finds the actors of one report.
#[must_use]
pub fn find(document: &Document<'_>) -> Actors {
    let names = recognise::names(document);
    let mut actors = Actors::default();
    for chain in chain::chains(&names) {
        let actor = actors.add(LocalActor {
            sure: chain.sure,
            gender: chain.gender,
            evidence: chain.evidence,
            acronym: chain.acronym.as_deref().map(Into::into),
            roles: chain.mentions.iter().flat_map(|&place| names[place].roles.iter().copied()).collect(),
            ..LocalActor::new(&chain.name, chain.kind)
        });
        let mentions = chain.mentions.iter().map(|&place| names[place].span);
        actors.mentions.extend(mentions.map(|span| ActorMention { span, actor, form: MentionForm::Name }));
    }
    actors.mentions.sort_unstable_by_key(|mention| mention.span);
    description::add(document, &mut actors);
    pronoun::add(document, &mut actors);
    actors
}

/// The actors of one report.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Actors {
    /// All mentions, by start; none overlap.
    pub mentions: Vec<ActorMention>,
    /// The actors they refer to, by first mention.
    pub actors: Vec<LocalActor>,
}

impl Actors {
    fn add(&mut self, actor: LocalActor) -> u32 {
        self.actors.push(actor);
        u32::try_from(self.actors.len() - 1).unwrap_or(u32::MAX)
    }
}

/// Words that refer to an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ActorMention {
    /// The words: a name without its title, a noun phrase without its relative clause.
    pub span: Span,
    /// The actor of the report: an index into [`Actors::actors`].
    pub actor: u32,
    /// By name, by description or by pronoun.
    pub form: MentionForm,
}

/// One actor as a single report knows it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LocalActor {
    /// The fullest spelling in the report.
    pub name: EcoString,
    /// Its kind.
    pub kind: ActorKind,
    /// Where the report describes it: titles, appositions, descriptions.
    pub roles: Vec<Span>,
    /// Whether the evidence for the kind is strong; if not, other reports may know better.
    pub sure: bool,
    /// The evidence for the kind, as bits; [`LocalActor::evidence`] names it.
    pub evidence: u64,
    /// The gender implied by its titles, given name or pronouns.
    pub gender: Option<lexicon::Gender>,
    /// For a group or an organisation, the actor it belongs to ("Russian troops"): an index into [`Actors::actors`].
    pub of: Option<u32>,
    /// Its acronym, where the report gives one.
    pub acronym: Option<EcoString>,
    /// For a group, its class in the hierarchy of groups (soldiers, police, protesters), by lexicon name.
    #[serde(deserialize_with = "term::maybe")]
    pub group: Option<Term>,
}

impl LocalActor {
    /// The evidence for its kind, or for another, by name.
    pub fn evidence(&self) -> impl Iterator<Item = &'static str> {
        kind::names(self.evidence)
    }

    /// An actor with only a name and a kind.
    #[must_use]
    pub fn new(name: &str, kind: ActorKind) -> Self {
        let name = name.into();
        Self {
            name,
            kind,
            roles: Vec::new(),
            sure: false,
            evidence: 0,
            gender: None,
            of: None,
            acronym: None,
            group: None,
        }
    }
}

/// The kind of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
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
