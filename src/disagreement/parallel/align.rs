//! Sentences of several reports that say the same: those that share most of their rare words, each the other's best match.
//!
//! The weight of a word grows with its rarity in the story and in English (the inverse document frequency of Spärck Jones
//! 1972); two sentences are as alike as the weight they share is great beside that of the shorter and of both (the overlap and
//! Dice coefficients). Matches are joined from the best down (single link), with a bound on the sentences of one report.
//! Words that occur in many sentences link nothing, so that the cost stays linear.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::super::ledger::{Ledger, Story};
use super::super::origin::fold_into;
use super::referent::is_function_word;
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::language::sentence;
use crate::text::{Passage, ReportId, Span};
use crate::timeline::Timeline;
use crate::timeline::story::{stem, surprise};

/// How alike two sentences must be to say the same; chosen by `examples/align.rs` over annotated stories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// The least likeness of each other's best match.
    pub alike: f32,
    /// How much more alike where one of them has a better match.
    pub second: f32,
    /// What the words of a short sentence weigh at least: two words in common are not the whole of anything.
    pub least_weight: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { alike: 0.35, second: 0.2, least_weight: 25.0 }
    }
}

/// The sentences that say the same in reports of one story, by group.
#[must_use]
pub fn aligned(timeline: &Timeline, thresholds: Thresholds) -> Vec<Vec<Passage>> {
    let reports: Vec<ReportId> = timeline.reports.iter().map(|report| report.id).collect();
    let groups = Aligned::read(&Ledger::read(timeline).story(&reports), thresholds).groups;
    let passages = |group: Group| group.sentences.iter().map(|sentence| sentence.passage).collect();
    groups.into_iter().map(passages).collect()
}

/// The most that the rarity of a word in English counts.
const RAREST: f32 = 7.0;

/// How many sentences of one report a group holds at most.
const MOST_OF_A_REPORT: usize = 2;

/// In how many sentences a word may be and still link them.
const MOST_PLACES: usize = 24;

/// Words that say nothing about the content of a sentence.
pub(super) static FUNCTION_WORDS: WordClass = WordClass::named("function words of a sentence");

/// A sentence with the stems of its content words.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Where it is.
    pub passage: Passage,
    /// Its content words, each once.
    pub stems: BTreeSet<u32>,
    weight: f32,
}

/// Sentences of at least two reports that say the same.
#[derive(Debug)]
pub(super) struct Group {
    /// By report and place.
    pub sentences: Vec<Arc<Sentence>>,
    /// What the words weigh that occur in more than one of them.
    pub weight: f32,
}

impl Group {
    /// Their reports.
    pub(super) fn reports(&self) -> BTreeSet<ReportId> {
        self.sentences.iter().map(|sentence| sentence.passage.report).collect()
    }
}

/// All sentences of a story, and which say the same.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    /// The groups.
    pub groups: Vec<Group>,
    /// The sentences no other report says anything like, by report and place.
    pub alone: Vec<Arc<Sentence>>,
    /// What each stem weighs.
    weights: Vec<f32>,
    /// The stems, by the alphabet; the place of each is its number.
    stems: Vec<Box<str>>,
}

impl Aligned {
    /// The number of a stem of the story's sentences.
    pub(super) fn stem(&self, stem: &str) -> Option<u32> {
        let place = self.stems.binary_search_by(|known| (**known).cmp(stem)).ok()?;
        u32::try_from(place).ok()
    }

    /// Reads the reports of a story.
    pub(super) fn read(story: &Story<'_>, thresholds: Thresholds) -> Self {
        let mut met = Stems::default();
        let mut raw: Vec<(Passage, Vec<u32>)> = Vec::new();
        for &report in &story.reports {
            let text = &story.timeline.reports[report.index()].text;
            for piece in sentence::sentences(text) {
                let span = Span::new(piece.range.start, piece.range.end);
                raw.push((Passage { report, span }, met.of(span.of(text))));
            }
        }
        let (all, numbers) = met.by_alphabet();
        let mut places = vec![0_usize; all.len()];
        let mut sentences: Vec<Sentence> = Vec::new();
        for (passage, words) in raw {
            let own: BTreeSet<u32> = words.iter().map(|met| numbers[*met as usize]).collect();
            for stem in &own {
                places[*stem as usize] += 1;
            }
            sentences.push(Sentence { passage, stems: own, weight: 0.0 });
        }
        let weights: Vec<f32> = all
            .iter()
            .zip(&places)
            .map(|(stem, places)| {
                surprise(stem).clamp(0.0, RAREST) / 2.0 + in_story(sentences.len(), *places)
            })
            .collect();
        for sentence in &mut sentences {
            sentence.weight = sentence.stems.iter().map(|stem| weights[*stem as usize]).sum();
        }
        let texts: Vec<&str> =
            sentences.iter().map(|one| story.words(one.passage.report, one.passage.span)).collect();
        let members = joined(&sentences, &matches(&sentences, (&texts, thresholds), &weights, &places));
        let sentences: Vec<Arc<Sentence>> = sentences.into_iter().map(Arc::new).collect();
        let mut aligned = Self { weights, stems: all, ..Self::default() };
        for members in members {
            let group: Vec<Arc<Sentence>> = members.iter().map(|&one| Arc::clone(&sentences[one])).collect();
            match &group[..] {
                [one] => aligned.alone.push(Arc::clone(one)),
                _ => aligned.groups.push(Group { weight: aligned.shared(&group), sentences: group }),
            }
        }
        aligned
    }

    /// The numbers of the stems of a phrase's content words.
    pub(super) fn stems_of(&self, phrase: &str) -> BTreeSet<u32> {
        let mut met = Stems::default();
        met.of(phrase);
        met.numbers.keys().filter_map(|stem| self.stem(stem)).collect()
    }

    /// What stems weigh together.
    pub(super) fn weigh(&self, stems: impl IntoIterator<Item = u32>) -> f32 {
        stems.into_iter().filter_map(|stem| self.weights.get(stem as usize)).sum()
    }

    /// What the content words of a sentence weigh.
    pub(super) fn weight(&self, sentence: &Sentence) -> f32 {
        sentence.weight
    }

    /// The numerals of a sentence in digits, as stems.
    pub(super) fn numerals_of(&self, sentence: &Sentence) -> BTreeSet<u32> {
        sentence.stems.iter().copied().filter(|stem| self.is_numeral(*stem)).collect()
    }

    /// The numerals of a phrase in digits, as stems.
    pub(super) fn numerals(&self, phrase: &str) -> BTreeSet<u32> {
        self.stems_of(phrase).into_iter().filter(|stem| self.is_numeral(*stem)).collect()
    }

    fn is_numeral(&self, stem: u32) -> bool {
        self.stems[stem as usize].bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Which part of a sentence's content some stems make, 0…1.
    pub(super) fn part_of(&self, sentence: &Sentence, stems: &BTreeSet<u32>) -> f32 {
        self.weigh(sentence.stems.intersection(stems).copied()) / sentence.weight.max(1.0)
    }

    /// What the words weigh that two sentences have in common, numerals apart.
    pub(super) fn shared_content(&self, one: &Sentence, other: &Sentence) -> f32 {
        self.weigh(one.stems.intersection(&other.stems).copied().filter(|stem| !self.is_numeral(*stem)))
    }

    /// What the stems weigh that occur in more than one of the sentences.
    pub(super) fn shared(&self, sentences: &[Arc<Sentence>]) -> f32 {
        let mut seen = BTreeMap::<u32, usize>::new();
        for stem in sentences.iter().flat_map(|sentence| &sentence.stems) {
            *seen.entry(*stem).or_default() += 1;
        }
        self.weigh(seen.into_iter().filter(|(_, times)| *times > 1).map(|(stem, _)| stem))
    }
}

/// The stems of the content words of a story, numbered as they are met.
#[derive(Default)]
struct Stems {
    numbers: FxHashMap<Box<str>, u32>,
    /// Room for a folded word.
    folded: String,
}

impl Stems {
    /// The content words of a sentence, each by the number of its stem.
    fn of(&mut self, sentence: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let mut start = None;
        for (at, letter) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
            match (letter.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    fold_into(&mut self.folded, &sentence[from..at]);
                    let number = self.folded.bytes().all(|byte| byte.is_ascii_digit());
                    if number || self.folded.len() > 2 && !is_function_word(&self.folded) {
                        found.push(self.number());
                    }
                    start = None;
                }
                _ => {}
            }
        }
        found
    }

    /// The number of the folded word's stem.
    fn number(&mut self) -> u32 {
        let stem = stem(&self.folded);
        if let Some(known) = self.numbers.get(stem) {
            return *known;
        }
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(stem.into(), next);
        next
    }

    /// The stems by the alphabet, so that the order of the reports changes no sum; and for each number given the place there.
    fn by_alphabet(self) -> (Vec<Box<str>>, Vec<u32>) {
        let mut stems: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        stems.sort_unstable();
        let mut places = vec![0; stems.len()];
        for ((_, number), place) in stems.iter().zip(0..) {
            places[*number as usize] = place;
        }
        (stems.into_iter().map(|(stem, _)| stem).collect(), places)
    }
}

/// How much the rarity of a word in the story says.
fn in_story(sentences: usize, places: usize) -> f32 {
    // Far below what a float holds exactly, or so many that it does not matter.
    #[allow(clippy::cast_precision_loss)]
    let times = sentences as f32 / places.max(1) as f32;
    (1.0 + times).ln()
}

/// A pair of sentences and how alike they are.
type Match = (f32, usize, usize);

/// The pairs of sentences of two reports that are each other's best match, the most alike first.
fn matches(
    sentences: &[Sentence],
    (texts, thresholds): (&[&str], Thresholds),
    weights: &[f32],
    places: &[usize],
) -> Vec<Match> {
    let mut holding: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (index, sentence) in sentences.iter().enumerate() {
        for stem in sentence.stems.iter().filter(|stem| places[**stem as usize] <= MOST_PLACES) {
            holding.entry(*stem).or_default().push(index);
        }
    }
    let order = |one: usize| (texts[one], sentences[one].passage.span);
    let mut best: FxHashMap<(usize, ReportId), (f32, usize)> = FxHashMap::default();
    // What each other sentence shares with the one at hand, and which of them share anything.
    let mut shared = vec![0.0_f32; sentences.len()];
    let mut sharing: Vec<usize> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        for stem in &sentence.stems {
            let others = holding.get(stem).into_iter().flatten();
            for &other in others.filter(|other| sentences[**other].passage.report != sentence.passage.report)
            {
                sharing.push(other);
                shared[other] += weights[*stem as usize];
            }
        }
        sharing.sort_unstable();
        sharing.dedup();
        for other in sharing.drain(..) {
            let weight = std::mem::take(&mut shared[other]);
            let alike = likeness((sentence.weight, sentences[other].weight), weight, thresholds.least_weight);
            let known = best.entry((index, sentences[other].passage.report)).or_insert((alike, other));
            if alike > known.0 || alike.total_cmp(&known.0).is_eq() && order(other) < order(known.1) {
                *known = (alike, other);
            }
        }
    }
    let mut found: Vec<Match> = Vec::new();
    for (&(one, _), &(alike, other)) in &best {
        let back = best.get(&(other, sentences[one].passage.report)).map(|(_, back)| *back);
        let mutual = back == Some(one);
        let least = thresholds.alike + if mutual { 0.0 } else { thresholds.second };
        if alike >= least && (!mutual || one < other) {
            found.push((alike, one, other));
        }
    }
    let pair = |&(_, one, other): &Match| (order(one).min(order(other)), order(one).max(order(other)));
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| pair(one).cmp(&pair(other))));
    found
}

/// How alike two sentences are, by their weights and the weight they share.
fn likeness((one, other): (f32, f32), shared: f32, least_weight: f32) -> f32 {
    let overlap = shared / one.min(other).max(least_weight);
    let dice = 2.0 * shared / (one + other).max(least_weight);
    0.6 * overlap + 0.4 * dice
}

/// The sentences joined by their matches, each sentence in one group; by the first of each.
fn joined(sentences: &[Sentence], matches: &[Match]) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..sentences.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..sentences.len()).map(|one| vec![one]).collect();
    for &(_, one, other) in matches {
        let (one, other) = (group_of[one], group_of[other]);
        if one == other || !fit(sentences, &members[one], &members[other]) {
            continue;
        }
        let (kept, moved) = (one.min(other), one.max(other));
        let moving = std::mem::take(&mut members[moved]);
        for member in &moving {
            group_of[*member] = kept;
        }
        members[kept].extend(moving);
    }
    members.retain(|members| !members.is_empty());
    for members in &mut members {
        members.sort_unstable();
    }
    members
}

/// Whether no report has too many sentences in two groups together.
fn fit(sentences: &[Sentence], one: &[usize], other: &[usize]) -> bool {
    let mut of_report = FxHashMap::<ReportId, usize>::default();
    one.iter().chain(other).all(|member| {
        let count = of_report.entry(sentences[*member].passage.report).or_default();
        *count += 1;
        *count <= MOST_OF_A_REPORT
    })
}
