//! Names of one report that mean one actor: the same words, a family name, an acronym, a shorter form.
//!
//! Only what is certain within a report is linked here; across reports `timeline::actor` considers more. `person` and `organisation` link
//! names that differ.

mod organisation;
mod person;

use std::collections::HashMap;

use super::ActorKind;
use super::fold::{american, fold};
use super::kind;
use super::lexicon::{self, CountryForm, Gender};
use super::name::PersonName;
use crate::text::Span;

/// A name at its position in the text.
#[derive(Clone, Debug)]
pub(super) struct NameMention {
    pub span: Span,
    /// The name with line breaks replaced by spaces.
    pub name: String,
    /// The evidence for its kind, as bits of [`kind::EVIDENCE`].
    pub evidence: u64,
    /// The country whose government it names.
    pub country: Option<lexicon::Country>,
    /// The roles that the words around it give.
    pub roles: Vec<Span>,
    /// The gender that its title implies.
    pub gender: Option<Gender>,
    /// The name in brackets right after it, by its index among the mentions: a long name and its acronym.
    pub bracketed: Option<usize>,
}

/// The mentions of one actor by name.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// Indices among the name mentions, in order.
    pub mentions: Vec<usize>,
    pub name: String,
    pub kind: ActorKind,
    pub sure: bool,
    pub gender: Option<Gender>,
    pub acronym: Option<String>,
    /// The evidence of all its mentions.
    pub evidence: u64,
}

/// Groups the name mentions of a report into actors, by first mention. Names of things are left out.
pub(super) fn chains(mentions: &[NameMention]) -> Vec<Chain> {
    let mut groups = by_name(mentions);
    link(&mut groups, mentions);
    let mut chains: Vec<Chain> = groups.into_iter().filter_map(|group| group.settle(mentions)).collect();
    chains.sort_by_key(|chain| chain.mentions.first().copied());
    chains
}

/// Mentions with the same folded name.
#[derive(Debug)]
struct Group {
    key: String,
    mentions: Vec<usize>,
    evidence: u64,
    person: Option<PersonName>,
    gender: Option<Gender>,
    acronym: Option<String>,
    country: Option<lexicon::Country>,
    /// Whether it was merged into another group.
    gone: bool,
}

fn by_name(mentions: &[NameMention]) -> Vec<Group> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (place, mention) in mentions.iter().enumerate() {
        let key = key(mention);
        if key.is_empty() {
            continue;
        }
        let at = *places.entry(key.clone()).or_insert_with(|| {
            groups.push(Group::open(key, mention));
            groups.len() - 1
        });
        let group = &mut groups[at];
        group.mentions.push(place);
        group.evidence |= mention.evidence;
        group.gender = group.gender.or(mention.gender);
    }
    groups
}

/// The key under which mentions count as the same without further evidence.
fn key(mention: &NameMention) -> String {
    if let Some(country) = mention.country {
        return format!("@{}", country.code);
    }
    let bare = without_article(&mention.name);
    match lexicon::known_organisation(&mention.name).or_else(|| lexicon::known_organisation(bare)) {
        Some(long) => words_key(long),
        None => words_key(bare),
    }
}

fn words_key(name: &str) -> String {
    fold(name).split(' ').map(american).collect::<Vec<_>>().join(" ")
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name)
}

impl Group {
    fn open(key: String, mention: &NameMention) -> Self {
        let person = mention.country.is_none().then(|| PersonName::parse(&mention.name));
        Self {
            key,
            mentions: Vec::new(),
            evidence: 0,
            person,
            gender: None,
            acronym: None,
            country: mention.country,
            gone: false,
        }
    }

    fn decided(&self) -> Option<(ActorKind, bool)> {
        if self.country.is_some() { Some((ActorKind::State, true)) } else { kind::decide(self.evidence) }
    }

    /// Whether it may be a person's name, given the evidence.
    fn may_be_person(&self) -> bool {
        !matches!(self.decided(), Some((ActorKind::Organisation | ActorKind::Place | ActorKind::State, true)))
    }

    fn is_person(&self) -> bool {
        matches!(self.decided(), Some((ActorKind::Person, _)))
    }

    /// Whether its words can be a person's full name without evidence: two to four that are not English words and not nouns
    /// for organisations or places.
    fn looks_like_person(&self) -> bool {
        let words: Vec<&str> = self.key.split(' ').collect();
        let other = |word: &&str| {
            lexicon::organisation_noun(word).is_some()
                || lexicon::place_noun(word).is_some()
                || lexicon::thing_noun(word)
        };
        self.may_be_person()
            && self.country.is_none()
            && (2..=5).contains(&words.len())
            && !words.iter().any(other)
            && words.iter().any(|word| !lexicon::is_english(word))
    }

    /// Whether its words are a given name and a family name, even if the family name is also a noun for a place: "Grace Field".
    fn reads_as_person(&self) -> bool {
        self.country.is_none()
            && self.key.split_once(' ').is_some_and(|(given, family)| {
                lexicon::GIVEN_NAMES.contains(given)
                    && lexicon::FAMILY_NAMES.contains(family)
                    && lexicon::organisation_noun(family).is_none()
                    && lexicon::city(&self.key).is_none()
            })
    }

    fn settle(self, mentions: &[NameMention]) -> Option<Chain> {
        if self.gone {
            return None;
        }
        let (kind, sure) = self.decided()?;
        let spelled = |place: &usize| mentions[*place].name.as_str();
        let shouted = |name: &str| !name.chars().any(char::is_lowercase);
        let name = match (kind, self.country) {
            (ActorKind::State, Some(country)) => self
                .mentions
                .iter()
                .map(spelled)
                .find(|name| lexicon::country(name).is_some_and(|(_, form)| form == CountryForm::Name))
                .unwrap_or(country.name),
            _ => self.mentions.iter().map(spelled).max_by_key(|name| {
                (!shouted(name), name.split(' ').count(), std::cmp::Reverse(name.len()))
            })?,
        };
        let name = without_article(name).to_owned();
        let given = (kind == ActorKind::Person).then(|| {
            PersonName::parse(&name).given.first().and_then(|given| lexicon::gender_of_given_name(given))
        });
        Some(Chain {
            gender: self.gender.or(given.flatten()),
            mentions: self.mentions,
            name,
            kind,
            sure,
            acronym: self.acronym,
            evidence: self.evidence,
        })
    }
}

/// Links groups with different names.
fn link(groups: &mut [Group], mentions: &[NameMention]) {
    organisation::link_bracketed(groups, mentions);
    organisation::link_acronyms(groups);
    person::link_full_names(groups);
    person::link_endings(groups);
    person::link_regnal(groups);
    person::link_family_names(groups, mentions);
    organisation::link_short_names(groups, mentions);
}

fn join(groups: &mut [Group], kept: usize, gone: usize) {
    if kept == gone || groups[kept].gone || groups[gone].gone {
        return;
    }
    let moved = std::mem::take(&mut groups[gone].mentions);
    groups[gone].gone = true;
    let evidence = groups[gone].evidence;
    let (gender, acronym) = (groups[gone].gender, groups[gone].acronym.take());
    let group = &mut groups[kept];
    group.mentions.extend(moved);
    group.mentions.sort_unstable();
    group.evidence |= evidence;
    group.gender = group.gender.or(gender);
    group.acronym = group.acronym.take().or(acronym);
}
