//! Which reports are about the same matter, so that a bare "the attack" is compared only where it can be the same attack.
//!
//! Two reports that both name people, places or organisations are about one matter only if they share a name: two trials in one
//! week are alike in every other word.
//!
//! Reports are vectors of their actors, participants and kinds of events, weighted by rarity (tf-idf); each joins the story it is
//! most similar to, or starts one (single-pass clustering as in topic detection, Allan et al. 1998). Linear in the words.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::super::story::root;
use super::Context;
use super::account::{Account, Symbol, canonical};
use super::words::Clauses;
use crate::analysis::Analysis;
use crate::analysis::actor::ActorKind;
use crate::analysis::event::{EventMention, Function};
use crate::analysis::language::MentionForm;
use crate::text::ReportId;
use crate::timeline::Actor;

/// The cosine of their names from which two reports count as fully alike. Of 0.3, 0.45, 0.6 and 1, this value keeps two similar
/// events apart best and still finds as many mentions of each (out of fold, `examples/learn`).
const FULLY: f32 = 0.3;
/// How similar a report must be to the story it joins (cosine).
const ALIKE: f32 = 0.06;
/// Story clusters that a word is looked up in at most, the latest first: a word shared by more says little.
const STORIES_A_WORD: usize = 32;
/// Reports on other matters that every corpus is assumed to be surrounded by, so that what all of a few reports share still counts.
const BACKGROUND: f32 = 50.0;
/// How much more an actor's name counts than a plain word.
const NAME: f32 = 3.0;
/// How much less a kind of event counts: there are killings in many stories.
const CLASS: f32 = 0.2;

/// For each report, its matter: that of its words, and of all reports of its story.
pub fn of_reports(context: &Context<'_>) -> Vec<u32> {
    let by_words = by_words(context);
    // A joined matter takes the lowest number of its parts.
    let mut joined: Vec<u32> = (0..u32::try_from(by_words.len()).unwrap_or(u32::MAX)).collect();
    for (report, &own) in (0..).map(ReportId).zip(&by_words) {
        let first = by_words[context.stories.by_name(report).index()];
        let (one, other) = (root(&mut joined, own), root(&mut joined, first));
        joined[one.max(other) as usize] = one.min(other);
    }
    by_words.iter().map(|&matter| root(&mut joined, matter)).collect()
}

/// For each report, the matter that its words are about.
fn by_words(context: &Context<'_>) -> Vec<u32> {
    let vectors = vectors(context);
    let mut stories = StoryClusters::default();
    let mut of_report = vec![0; context.reports.len()];
    for report in canonical(context.reports) {
        of_report[report.index()] = stories.place(&vectors[report.index()]);
    }
    of_report
}

/// A report's words and their weights, as a vector of length one.
type Vector = Vec<(SharedFeature, f32)>;

/// What can be shared between reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum SharedFeature {
    /// Someone or something known by name.
    Name(u32),
    Actor(u32),
    Noun(Symbol),
    Class(Symbol),
}

/// How similar reports are in the names they share, and their mentions in the words of their clauses.
#[derive(Clone, Debug, Default)]
pub struct Likeness {
    /// By report: its names in order, each with its weight; of length one.
    names: Vec<Box<[(u32, f32)]>>,
    clauses: Clauses,
}

impl Likeness {
    /// Reads the names and clauses of all reports.
    pub fn of(context: &Context<'_>) -> Self {
        let mut names: Vec<Vec<SharedFeature>> = vec![Vec::new(); context.reports.len()];
        for (id, actor) in (0..).zip(context.actors).filter(|(_, actor)| is_named(actor, context.analyses)) {
            for &(report, _) in &actor.mentions {
                names[report.index()].push(SharedFeature::Name(id));
            }
        }
        let counts: Vec<Vec<(SharedFeature, f32)>> = names.into_par_iter().map(counted).collect();
        let reports_with = reports_with(&counts);
        let of_report = |count: Vec<(SharedFeature, f32)>| {
            let names = weighted(count, &reports_with, context.reports.len()).into_iter();
            names.filter_map(|(name, weight)| Some((name.name()?, weight))).collect()
        };
        Self { names: counts.into_par_iter().map(of_report).collect(), clauses: Clauses::of(context) }
    }

    /// How similar the names of two reports are, from 0 to 1; none where one has no names.
    pub fn between(&self, one: ReportId, other: ReportId) -> Option<f32> {
        let names = |report: ReportId| self.names.get(report.index()).map_or(&[][..], |names| names);
        let (one, other) = (names(one), names(other));
        (!one.is_empty() && !other.is_empty()).then(|| (product(one, other) / FULLY).min(1.0))
    }

    /// How alike the words of two accounts' clauses are, from 0 to 1.
    pub fn of_clauses(&self, one: &Account<'_>, other: &Account<'_>) -> f32 {
        self.clauses.likeness((one.report, one.index), (other.report, other.index))
    }

    /// How many mentions of its report have the word of an account.
    pub fn repeats(&self, account: &Account<'_>) -> u8 {
        self.clauses.repeats((account.report, account.index))
    }
}

/// The product of two vectors that list their numbers in order, each with its weight: of length one, their cosine.
pub fn product(mut one: &[(u32, f32)], mut other: &[(u32, f32)]) -> f32 {
    let mut sum = 0.0;
    while let ([(number, weight), rest @ ..], [(known, of_other), others @ ..]) = (one, other) {
        match number.cmp(known) {
            std::cmp::Ordering::Less => one = rest,
            std::cmp::Ordering::Greater => other = others,
            std::cmp::Ordering::Equal => {
                sum += weight * of_other;
                (one, other) = (rest, others);
            }
        }
    }
    sum
}

impl SharedFeature {
    /// The named actor that it is.
    fn name(self) -> Option<u32> {
        match self {
            Self::Name(actor) => Some(actor),
            _ => None,
        }
    }
}

fn vectors(context: &Context<'_>) -> Vec<Vector> {
    let mut words: Vec<Vec<SharedFeature>> = vec![Vec::new(); context.reports.len()];
    for (id, actor) in (0..).zip(context.actors) {
        let word = if is_named(actor, context.analyses) {
            SharedFeature::Name(id)
        } else {
            SharedFeature::Actor(id)
        };
        for &(report, _) in &actor.mentions {
            words[report.index()].push(word);
        }
    }
    let counts: Vec<Vec<(SharedFeature, f32)>> = (words.into_par_iter())
        .zip(context.analyses)
        .zip(context.reports)
        .map(|((mut words, analysis), report)| {
            add_words(analysis, &report.text, &mut words);
            counted(words)
        })
        .collect();
    let reports_with = reports_with(&counts);
    let reports = context.reports.len();
    counts.into_par_iter().map(|count| weighted(count, &reports_with, reports)).collect()
}

/// In how many reports each word occurs.
fn reports_with(counts: &[Vec<(SharedFeature, f32)>]) -> HashMap<SharedFeature, f32> {
    let mut reports_with: HashMap<SharedFeature, f32> = HashMap::new();
    for &(word, _) in counts.iter().flatten() {
        *reports_with.entry(word).or_default() += 1.0;
    }
    reports_with
}

/// Adds the kinds of a report's events and their participants.
fn add_words(analysis: &Analysis, text: &str, words: &mut Vec<SharedFeature>) {
    let sure = |mention: &&EventMention| mention.function == Function::Event && mention.likelihood.is_none();
    for mention in analysis.events.iter().filter(sure) {
        words.push(SharedFeature::Class(Symbol::of(mention.class)));
        let unknown = mention.participants.iter().filter(|participant| participant.actor.is_none());
        words.extend(
            unknown.map(|participant| {
                SharedFeature::Noun(Symbol::of(&participant.head.of(text).to_lowercase()))
            }),
        );
    }
}

/// Each word once, with the number of times it occurs, in order.
fn counted(mut words: Vec<SharedFeature>) -> Vec<(SharedFeature, f32)> {
    words.sort_unstable();
    let mut counts: Vec<(SharedFeature, f32)> = Vec::new();
    for word in words {
        match counts.last_mut().filter(|(last, _)| *last == word) {
            Some((_, times)) => *times += 1.0,
            None => counts.push((word, 1.0)),
        }
    }
    counts
}

#[allow(clippy::cast_precision_loss, reason = "a count of reports, needed to the nearest thousandth")]
fn weighted(mut vector: Vector, reports_with: &HashMap<SharedFeature, f32>, reports: usize) -> Vector {
    let rarity = |word: &SharedFeature| {
        ((reports as f32 + BACKGROUND) / reports_with.get(word).copied().unwrap_or(1.0)).ln() + 0.2
    };
    let weight = |word: &SharedFeature, times: f32| {
        let kind = match word {
            SharedFeature::Name(_) | SharedFeature::Actor(_) => NAME,
            SharedFeature::Noun(_) => 1.0,
            SharedFeature::Class(_) => CLASS,
        };
        (1.0 + times.ln()) * rarity(word) * kind
    };
    for (word, times) in &mut vector {
        *times = weight(word, *times);
    }
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    for (_, weight) in &mut vector {
        *weight /= length;
    }
    vector
}

/// Whether an actor has a name and is not just a group of people.
pub fn is_named(actor: &Actor, analyses: &[Arc<Analysis>]) -> bool {
    let by_name = |&(report, mention): &(ReportId, u32)| {
        let mentions = &analyses[report.index()].actors.mentions;
        mentions.get(mention as usize).is_some_and(|mention| mention.form == MentionForm::Name)
    };
    actor.kind != ActorKind::Group && actor.mentions.iter().any(by_name)
}

#[derive(Default)]
struct StoryClusters {
    /// By word, the stories that contain it.
    with: HashMap<SharedFeature, Vec<u32>>,
    /// By story, its summed vector and that vector's squared length.
    sums: Vec<(HashMap<SharedFeature, f32>, f32)>,
    /// By story, whether any of its reports names an actor.
    named: Vec<bool>,
}

impl StoryClusters {
    /// The story a report belongs to, joined or new.
    fn place(&mut self, vector: &Vector) -> u32 {
        let story = self.most_alike(vector).unwrap_or_else(|| {
            self.sums.push((HashMap::new(), 0.0));
            self.named.push(false);
            u32::try_from(self.sums.len() - 1).unwrap_or(u32::MAX)
        });
        self.named[story as usize] |= vector.iter().any(|(word, _)| matches!(word, SharedFeature::Name(_)));
        let (sum, square) = &mut self.sums[story as usize];
        for &(word, weight) in vector {
            let known = sum.entry(word).or_insert_with(|| {
                self.with.entry(word).or_default().push(story);
                0.0
            });
            *square += weight * (2.0 * *known + weight);
            *known += weight;
        }
        story
    }

    fn most_alike(&self, vector: &Vector) -> Option<u32> {
        let mut shared: HashMap<u32, f32> = HashMap::new();
        let mut by_name: HashSet<u32> = HashSet::new();
        let has_names = vector.iter().any(|(word, _)| matches!(word, SharedFeature::Name(_)));
        for (word, weight) in vector {
            let Some(stories) = self.with.get(word) else { continue };
            for &story in stories.iter().rev().take(STORIES_A_WORD) {
                let other = self.sums[story as usize].0.get(word).copied().unwrap_or(0.0);
                *shared.entry(story).or_default() += weight * other;
                if matches!(word, SharedFeature::Name(_)) {
                    by_name.insert(story);
                }
            }
        }
        let cosine = |(story, product): (u32, f32)| (product / self.sums[story as usize].1.sqrt(), story);
        let mut all: Vec<(f32, u32)> = shared.into_iter().map(cosine).collect();
        all.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let can_be = |story: u32| !has_names || !self.named[story as usize] || by_name.contains(&story);
        all.into_iter().find(|&(cosine, story)| cosine >= ALIKE && can_be(story)).map(|(_, story)| story)
    }
}
