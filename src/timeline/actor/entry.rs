//! The entries that are compared: all actors of all reports that have the same name, as one entry.
//!
//! Actors without a name are never merged; groups of the lexicon are identified by their group and whose they are.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::analysis::actor::fold::{Sounds, american, fold};
use crate::analysis::actor::lexicon::{self, Gender, TitleSort};
use crate::analysis::actor::name::PersonName;
use crate::analysis::actor::{ActorKind, LocalActor};
use crate::analysis::language::MentionForm;
use crate::analysis::legible;
use crate::text::{Report, ReportId};

/// The actors that share a kind and a folded name.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Kind and canonical name; unique among the entries, and their order.
    pub key: String,
    pub kind: ActorKind,
    pub form: Form,
    /// Every spelling with the number of mentions that use it.
    pub spellings: BTreeMap<String, u32>,
    /// Acronyms that the reports introduce explicitly.
    pub acronyms: BTreeSet<String>,
    /// Content words of titles and descriptions, folded.
    pub roles: BTreeSet<String>,
    pub gender: Option<Gender>,
    /// The reports' actors that have the name.
    pub locals: Vec<(ReportId, u32)>,
}

/// A name in the form in which names of its kind are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Person(Person),
    /// Normal words of an organisation's or a place's name, and the countries it names.
    Words(NameWords),
    /// Only equal keys are the same.
    Key,
}

/// A person's name, with what every comparison of its family name needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub name: PersonName,
    /// How the family name sounds.
    pub family: Sounds,
    /// Whether it is in a list of family names.
    pub family_is_known: bool,
}

impl Person {
    fn parse(name: &str) -> Self {
        let name = PersonName::parse(name);
        let (family, family_is_known) =
            (Sounds::of(&name.family), lexicon::FAMILY_NAMES.contains(&name.family));
        Self { name, family, family_is_known }
    }
}

/// An organisation's name as comparable words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NameWords {
    /// Folded, American spelling, without function words and legal forms; countries apart.
    pub words: Vec<String>,
    /// ISO codes of the countries it names.
    pub countries: Vec<&'static str>,
    /// Initials of its capitalised words, and of all its words.
    pub initials: [String; 2],
    /// The letters, where the whole name is an acronym.
    pub acronym: Option<String>,
}

/// Collects the entries of all reports, in an order that does not depend on that of the reports.
pub(super) fn collect(reports: &[Report], analyses: &[Arc<Analysis>]) -> Vec<Entry> {
    let mut sightings: Vec<Sighting<'_>> = reports
        .par_iter()
        .zip(analyses)
        .flat_map_iter(|(report, analysis)| sight(report, analysis))
        .collect();
    settle_unsure_kinds(&mut sightings);
    let keys: Vec<String> = sightings.par_iter().map(Sighting::key).collect();
    let mut entries: HashMap<String, Entry> = HashMap::new();
    for (sighting, key) in sightings.into_iter().zip(keys) {
        match entries.get_mut(&key) {
            Some(entry) => sighting.join(entry),
            None => {
                entries.insert(key.clone(), sighting.open(key));
            }
        }
    }
    let mut entries: Vec<Entry> = entries.into_values().collect();
    entries.par_sort_unstable_by(|one, other| one.key.cmp(&other.key));
    entries
}

/// One report's actor before it becomes part of an entry.
struct Sighting<'a> {
    report: ReportId,
    index: u32,
    local: &'a LocalActor,
    kind: ActorKind,
    /// The name under which it is compared.
    canonical: String,
    spellings: BTreeMap<String, u32>,
    roles: BTreeSet<String>,
}

fn sight<'a>(report: &Report, analysis: &'a Analysis) -> Vec<Sighting<'a>> {
    let actors = &analysis.actors;
    let mut spellings = vec![BTreeMap::new(); actors.actors.len()];
    for mention in actors.mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
        if let Some(counts) = spellings.get_mut(mention.actor as usize) {
            let words = legible::words(mention.span.of(&report.text));
            *counts.entry(one_line(&words)).or_insert(0) += 1;
        }
    }
    let mut sightings = Vec::with_capacity(actors.actors.len());
    for ((index, local), spellings) in (0..).zip(&actors.actors).zip(spellings) {
        let canonical = match (local.kind, local.group) {
            (ActorKind::Group, Some(group)) if spellings.is_empty() => {
                let owner = local.of.and_then(|of| actors.actors.get(of as usize));
                format!(
                    "{group}|{}",
                    owner.map(|owner| canonical(owner.kind, &owner.name)).unwrap_or_default()
                )
            }
            _ if spellings.is_empty() => format!("{}|{index}", report.path),
            (kind, _) => canonical(kind, &local.name),
        };
        let roles =
            local.roles.iter().flat_map(|role| role_words(&legible::words(role.of(&report.text)))).collect();
        sightings.push(Sighting {
            report: report.id,
            index,
            local,
            kind: local.kind,
            canonical,
            spellings,
            roles,
        });
    }
    sightings
}

/// A kind with weak evidence gives way to the strong evidence of other reports for the same name.
fn settle_unsure_kinds(sightings: &mut [Sighting<'_>]) {
    let mut votes: HashMap<&str, BTreeMap<ActorKind, (bool, u32)>> = HashMap::new();
    let folded: Vec<String> = sightings.par_iter().map(|sighting| fold(&sighting.local.name)).collect();
    let named = |sighting: &Sighting<'_>| !sighting.spellings.is_empty();
    for (sighting, name) in sightings.iter().zip(&folded).filter(|(sighting, _)| named(sighting)) {
        let vote = votes.entry(name).or_default().entry(sighting.kind).or_default();
        vote.0 |= sighting.local.sure;
        vote.1 += sighting.spellings.values().sum::<u32>();
    }
    for (sighting, name) in sightings.iter_mut().zip(&folded) {
        if sighting.local.sure || sighting.spellings.is_empty() {
            continue;
        }
        let Some(kinds) = votes.get(name.as_str()) else { continue };
        let sure: Vec<_> = kinds.iter().filter(|(_, (sure, _))| *sure).collect();
        let best = match sure.as_slice() {
            [(only, _)] => Some(**only),
            [] => kinds
                .iter()
                .max_by_key(|(kind, (_, count))| (*count, std::cmp::Reverse(**kind)))
                .map(|(kind, _)| *kind),
            _ => None,
        };
        if let Some(kind) = best
            && kind != sighting.kind
        {
            sighting.kind = kind;
            sighting.canonical = canonical(kind, &sighting.local.name);
        }
    }
}

impl Sighting<'_> {
    fn key(&self) -> String {
        format!("{:?}|{}", self.kind, self.canonical)
    }

    fn open(self, key: String) -> Entry {
        let form = match self.kind {
            _ if self.spellings.is_empty() => Form::Key,
            ActorKind::Person => Form::Person(Person::parse(&self.local.name)),
            ActorKind::Organisation | ActorKind::Place => Form::Words(NameWords::parse(&self.local.name)),
            ActorKind::State | ActorKind::Group => Form::Key,
        };
        let mut entry = Entry {
            key,
            kind: self.kind,
            form,
            spellings: BTreeMap::new(),
            acronyms: BTreeSet::new(),
            roles: BTreeSet::new(),
            gender: None,
            locals: Vec::new(),
        };
        self.join(&mut entry);
        entry
    }

    fn join(self, entry: &mut Entry) {
        for (spelling, count) in self.spellings {
            *entry.spellings.entry(spelling).or_insert(0) += count;
        }
        entry.acronyms.extend(self.local.acronym.iter().map(|acronym| fold(acronym)));
        entry.roles.extend(self.roles);
        entry.gender = entry.gender.or(self.local.gender);
        entry.locals.push((self.report, self.index));
    }
}

/// The name under which actors of a kind are one actor without further evidence.
fn canonical(kind: ActorKind, name: &str) -> String {
    match kind {
        ActorKind::State => match lexicon::country(name) {
            Some((country, _)) => country.code.to_owned(),
            None => fold(name),
        },
        ActorKind::Place => {
            let folded = fold(name);
            match lexicon::city(&folded).and_then(|city| city.main) {
                Some(main) => main.to_owned(),
                None => folded,
            }
        }
        ActorKind::Organisation => match lexicon::known_organisation(name) {
            Some(long) => fold(long),
            None => fold(name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name)),
        },
        ActorKind::Person | ActorKind::Group => fold(name),
    }
}

impl NameWords {
    /// The comparable words of a name.
    pub fn parse(name: &str) -> Self {
        let mut parsed = Self::default();
        let words: Vec<&str> = name.split_whitespace().collect();
        let acronym = matches!(words.as_slice(), [only] if is_acronym(only));
        parsed.acronym = acronym.then(|| fold(name));
        for word in &words {
            let folded = fold(word);
            let Some(first) = folded.chars().next() else { continue };
            parsed.initials[1].push(first);
            if FUNCTION_WORDS.contains(&folded.as_str()) {
                continue;
            }
            parsed.initials[0].push(first);
            match lexicon::country(word) {
                Some((country, _)) => parsed.countries.push(country.code),
                None => parsed.words.push(american(&folded.replace(' ', ""))),
            }
        }
        while parsed.words.len() > 1
            && parsed.words.last().is_some_and(|last| LEGAL_FORMS.contains(&last.as_str()))
        {
            parsed.words.pop();
        }
        parsed
    }
}

/// Whether a word is written as an acronym: two to seven capitals, stops, digits and "&" allowed.
pub(super) fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=7).contains(&letters)
        && word
            .chars()
            .all(|letter| letter.is_uppercase() || letter.is_ascii_digit() || ".&-/".contains(letter))
}

const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "for", "and", "in", "on", "to", "at", "a", "an", "de", "la", "le", "des", "du", "y", "et",
    "und",
];

const LEGAL_FORMS: &[&str] = &[
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "gmbh",
    "ag",
    "sa",
    "nv",
    "spa",
    "group",
    "holdings",
];

/// The content words of a role.
fn role_words(role: &str) -> Vec<String> {
    let words: Vec<&str> = role.split_whitespace().collect();
    let honorific = |word: &str| {
        lexicon::title(&word.to_lowercase()).is_some_and(|title| title.sort == TitleSort::Honorific)
    };
    words
        .into_iter()
        .filter(|word| !honorific(word))
        .map(fold)
        .filter(|word| word.len() > 2 && !FUNCTION_WORDS.contains(&word.as_str()))
        .take(MAX_ROLE_WORDS)
        .collect()
}

const MAX_ROLE_WORDS: usize = 6;

/// A name broken across lines is the same as on one line.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
