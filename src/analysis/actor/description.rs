//! Actors by description: groups ("Russian troops", "members of the security forces"), people ("the suspect"), and the
//! descriptions of named people ("coach", "the president") where the report leaves no doubt whom they mean.

mod beside;
mod phrase;

use std::collections::HashMap;

use super::lexicon::{self, Country};
use super::{ActorKind, ActorMention, Actors, LocalActor, group};
use crate::analysis::language::{Document, MentionClass, MentionForm, Relation, TokenId};
use crate::text::Span;

/// Adds the mentions by description, and the actors that are known only by description.
pub(super) fn add(document: &Document<'_>, actors: &mut Actors) {
    let mut describer = Describer::new(document, actors);
    let mut covered = 0;
    for head in document.token_ids() {
        if document.token(head).span.start < covered || describer.in_name(head) {
            continue;
        }
        let Some(description) = describer.read(head) else { continue };
        if description.span.start < covered
            || describer.touches_name(description.span)
            || describer.in_office(description.span)
        {
            continue;
        }
        covered = description.span.end;
        let actor = describer.refer(&description);
        if let Some(actor) = actor {
            let form = MentionForm::Nominal;
            describer.found.push(ActorMention { span: description.span, actor, form });
        }
    }
    let found = describer.found;
    actors.mentions.extend(found);
    actors.mentions.sort_unstable_by_key(|mention| mention.span);
}

/// A noun phrase that describes people.
struct Description {
    head: TokenId,
    span: Span,
    /// The group in the hierarchy of groups, and the lemma of the noun that names it.
    group: Option<&'static str>,
    lemma: String,
    plural: bool,
    definite: bool,
    /// Whose they are: "Russian troops", "Norway's police".
    owner: Option<Country>,
}

struct Describer<'a, 't> {
    document: &'a Document<'t>,
    actors: &'a mut Actors,
    found: Vec<ActorMention>,
    /// The people whose titles contain a noun, by its lemma, with the index of the mention.
    titles: HashMap<String, Vec<(Span, u32)>>,
    /// The states of the report, by country.
    states: HashMap<&'static str, u32>,
    /// Groups seen so far, by group and owner.
    groups: HashMap<(String, Option<&'static str>), u32>,
    /// Single people seen so far, by description.
    people: HashMap<String, u32>,
    /// Classes of the mention finder by head.
    classes: HashMap<TokenId, MentionClass>,
    names: usize,
    /// The titles before names, by start.
    offices: Vec<Span>,
}

impl<'a, 't> Describer<'a, 't> {
    fn new(document: &'a Document<'t>, actors: &'a mut Actors) -> Self {
        let mut titles: HashMap<String, Vec<(Span, u32)>> = HashMap::new();
        for (actor, index) in actors.actors.iter().zip(0..) {
            for &role in actor.roles.iter().filter(|_| actor.kind == ActorKind::Person) {
                for token in document.tokens_within(role) {
                    titles.entry(document.lemma(token).to_lowercase()).or_default().push((role, index));
                }
            }
        }
        for list in titles.values_mut() {
            list.sort_unstable();
        }
        let mut offices: Vec<Span> =
            actors.actors.iter().flat_map(|actor| actor.roles.iter().copied()).collect();
        offices.sort_unstable();
        let classes = document
            .mentions()
            .iter()
            .filter(|mention| mention.form == MentionForm::Nominal)
            .map(|mention| (mention.head, mention.class))
            .collect();
        let names = actors.mentions.len();
        let states = actors.actors.iter().zip(0..).filter(|(actor, _)| actor.kind == ActorKind::State);
        let states = states
            .filter_map(|(actor, index)| Some((lexicon::country(&actor.name)?.0.code, index)))
            .collect();
        Self {
            document,
            actors,
            found: Vec::new(),
            titles,
            states,
            groups: HashMap::new(),
            people: HashMap::new(),
            classes,
            names,
            offices,
        }
    }

    /// The names are among the actors' mentions, by start.
    fn names(&self) -> &[ActorMention] {
        &self.actors.mentions[..self.names]
    }

    fn name_over(&self, span: Span) -> Option<ActorMention> {
        let names = self.names();
        let at = names.partition_point(|name| name.span.end <= span.start);
        names.get(at).copied().filter(|name| name.span.overlaps(span))
    }

    fn in_name(&self, token: TokenId) -> bool {
        self.name_over(self.document.token(token).span).is_some()
    }

    /// Whether words are only part of somebody's title: "women" in "Minister for Women Fiona Quarles".
    fn in_office(&self, span: Span) -> bool {
        let at = self.offices.partition_point(|office| office.end < span.end);
        self.offices
            .get(at)
            .is_some_and(|office| office.start <= span.start && span.end <= office.end && *office != span)
    }

    fn touches_name(&self, span: Span) -> bool {
        self.name_over(span).is_some()
    }

    /// The actor that a description refers to; none where that is uncertain.
    fn refer(&mut self, description: &Description) -> Option<u32> {
        if let Some(named) = self.named_beside(description) {
            return Some(named);
        }
        if !description.plural
            && description.definite
            && let Some(titled) = self.titled(description)
        {
            return Some(titled);
        }
        let collective = description.group.is_some() && !self.is_one_person(description);
        let owner = description.owner.map(|country| self.state(country));
        if description.group == Some("government") && description.owner.is_some() {
            return owner;
        }
        match description.group {
            Some(group) if description.plural || collective => Some(self.group(description, group, owner)),
            _ if description.plural => Some(self.group(description, &description.lemma, owner)),
            _ => Some(self.single(description)),
        }
    }

    /// Whether a noun from the hierarchy of groups means a single member here: "the minister", but neither "the army" nor
    /// "the coast guard".
    fn is_one_person(&self, description: &Description) -> bool {
        const CORPS: &[&str] =
            &["coast", "national", "republican", "revolutionary", "home", "honor", "honour"];
        let before =
            description.head.0.checked_sub(1).map(|at| self.document.word(TokenId(at)).to_lowercase());
        let corps = description.lemma == "guard" && before.is_some_and(|word| CORPS.contains(&word.as_str()));
        let craft = description.group.is_some_and(|group| group::contains("craft", group));
        let doer =
            ["man", "woman", "er", "or", "ist"].iter().any(|ending| description.lemma.ends_with(ending));
        !craft && !corps && (doer || lexicon::PERSON_NOUNS.contains(&description.lemma))
    }

    /// The only person of the report so far with the title that the description names.
    fn titled(&self, description: &Description) -> Option<u32> {
        let bearers = self.titles.get(&description.lemma)?;
        let mut before: Vec<u32> = bearers
            .iter()
            .filter(|(role, _)| role.start < description.span.start)
            .map(|(_, actor)| *actor)
            .collect();
        before.sort_unstable();
        before.dedup();
        let [only] = before.as_slice() else { return None };
        let organisation = self.actors.actors[*only as usize].kind == ActorKind::Organisation;
        let other_between = organisation && GENERAL.contains(&description.lemma.as_str()) && {
            let names = self.names();
            let at = names.partition_point(|name| name.span.end <= description.span.start);
            let kind = |name: &&ActorMention| self.actors.actors[name.actor as usize].kind;
            let last = names[..at].iter().rev().find(|name| kind(name) == ActorKind::Organisation);
            last.is_none_or(|last| last.actor != *only)
        };
        (!other_between).then_some(*only)
    }

    /// The state of a country, named or not.
    fn state(&mut self, country: Country) -> u32 {
        let Self { states, actors, .. } = self;
        let unnamed =
            || actors.add(LocalActor { sure: true, ..LocalActor::new(country.name, ActorKind::State) });
        *states.entry(country.code).or_insert_with(unnamed)
    }

    fn group(&mut self, description: &Description, name: &str, owner: Option<u32>) -> u32 {
        let key = (name.to_owned(), description.owner.map(|country| country.code));
        if let Some(&known) = self.groups.get(&key) {
            return known;
        }
        let actor = self.actors.add(LocalActor {
            sure: description.group.is_some(),
            of: owner,
            group: description.group,
            ..LocalActor::new(&self.group_name(description), ActorKind::Group)
        });
        self.groups.insert(key, actor);
        actor
    }

    /// The words that name a group: its nouns and adjectives, without article, number and portion.
    fn group_name(&self, description: &Description) -> String {
        let document = self.document;
        let head = document.tokens_within(description.span).next_back().unwrap_or(description.head);
        let mut first = head;
        while let Some(before) = first.0.checked_sub(1).map(TokenId) {
            let inside = document.token(before).span.start >= description.span.start;
            let touching = document.token(before).span.end == document.token(first).span.start;
            let part = touching
                || matches!(document.token(before).relation, Relation::Compound | Relation::Amod)
                || document.word(before) == "-";
            if !inside || !part {
                break;
            }
            first = before;
        }
        described(document.words(document.token(first).span.cover(document.token(head).span)))
    }

    /// One person known by description: only the same words with a definite article mean the same person again.
    fn single(&mut self, description: &Description) -> u32 {
        let words = described(self.document.words(description.span));
        let key = format!("{} {:?}", description.lemma, description.owner.map(|country| country.code));
        if description.definite
            && let Some(&known) = self.people.get(&key)
        {
            return known;
        }
        let gender = lexicon::title(&description.lemma).and_then(|title| title.gender);
        let organisation = matches!(self.classes.get(&description.head), Some(MentionClass::Organization));
        let kind = if organisation { ActorKind::Organisation } else { ActorKind::Person };
        let actor =
            self.actors.add(LocalActor { gender, group: description.group, ..LocalActor::new(&words, kind) });
        self.people.insert(key, actor);
        actor
    }
}

/// Nouns that describe most organisations of a report: they mean the one named last.
const GENERAL: &[&str] = &[
    "agency",
    "authority",
    "bank",
    "body",
    "club",
    "company",
    "court",
    "department",
    "firm",
    "group",
    "institution",
    "ministry",
    "organisation",
    "organization",
    "party",
    "team",
    "union",
];

/// A description as a name: on one line, without words that only point or count.
fn described(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let points = |word: &&&str| POINTING.contains(&word.to_lowercase().as_str());
    let first = words.iter().take(words.len().saturating_sub(1)).take_while(points).count();
    words[first..].join(" ")
}

/// Words at the beginning of a description that do not describe anybody.
const POINTING: &[&str] = &[
    "a",
    "additional",
    "an",
    "another",
    "any",
    "each",
    "every",
    "further",
    "her",
    "his",
    "its",
    "many",
    "more",
    "most",
    "my",
    "numerous",
    "one",
    "other",
    "our",
    "overall",
    "own",
    "same",
    "several",
    "some",
    "such",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "various",
    "your",
];
