//! Sentences of several reports that say the same: those that share most of their rare words, each the other's best match.
//!
//! The weight of a word grows with its rarity in the story and in English (the inverse document frequency of Spärck Jones
//! 1972). The likeness of two sentences is the weight they share relative to the weight of the shorter and of both (the
//! overlap and Dice coefficients). Matches are joined from the best down (single linkage), with a limit on the sentences from
//! one report. Words that occur in many sentences link nothing, so that the cost stays linear.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::super::ledger::{Facts, Ledger, Story};
use super::super::origin::{fold, fold_into};
use super::referent::is_function_word;
use crate::analysis::claim::lexicon::WordClass;
use crate::analysis::language::sentence;
use crate::text::byline::is_byline;
use crate::text::{Passage, ReportId, Span, signature};
use crate::timeline::Timeline;
use crate::timeline::story::{stem, surprise};

/// How alike two sentences must be to count as saying the same; chosen by `examples/align.rs` on annotated stories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// The least likeness of two sentences that are each other's best match.
    pub alike: f32,
    /// How much more is needed where one of them has a better match.
    pub second: f32,
    /// The least total weight of a sentence: two common words of a short sentence are not the whole of it.
    pub least_weight: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { alike: 0.35, second: 0.2, least_weight: 25.0 }
    }
}

/// The sentences that say the same in the reports of a story, by group.
#[must_use]
pub fn aligned(timeline: &Timeline, thresholds: Thresholds) -> Vec<Vec<Passage>> {
    let reports: Vec<ReportId> = timeline.reports.iter().map(|report| report.id).collect();
    let facts = Facts::read(timeline, &reports);
    let groups = Aligned::read(&Ledger::read(timeline).story(&reports, &facts), thresholds).groups;
    let passages = |group: Group| group.sentences.iter().map(|sentence| sentence.passage).collect();
    groups.into_iter().map(passages).collect()
}

/// An upper limit on the weight of a word's rarity in English.
const RAREST: f32 = 7.0;

/// How many sentences of one report a group may contain.
const MOST_OF_A_REPORT: usize = 2;

/// How many sentences a word may occur in and still link them.
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
    /// The weight of its content words.
    pub weight: f32,
}

/// A word of a sentence.
#[derive(Debug)]
pub(super) struct Word {
    /// Its bytes in the sentence.
    pub range: Range<usize>,
    /// The number of its stem; none for a function word.
    pub stem: Option<u32>,
}

/// Sentences from at least two reports that say the same.
#[derive(Debug)]
pub(super) struct Group {
    /// By report and place.
    pub sentences: Vec<Arc<Sentence>>,
    /// The weight of the words that occur in more than one of them.
    pub weight: f32,
}

impl Group {
    /// Their reports.
    pub(super) fn reports(&self) -> BTreeSet<ReportId> {
        self.sentences.iter().map(|sentence| sentence.passage.report).collect()
    }
}

/// All sentences of a story, and which of them say the same.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    /// The groups.
    pub groups: Vec<Group>,
    /// The sentences to which no other report has a similar one, by report and place.
    pub alone: Vec<Arc<Sentence>>,
    /// The weight of each stem.
    weights: Vec<f32>,
    /// The stems in alphabetical order; the index of each is its number.
    stems: Vec<Box<str>>,
}

impl Aligned {
    /// The number of a stem that occurs in the story.
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
                let passage = Passage { report, span: Span::new(piece.range.start, piece.range.end) };
                if !is_of_publication(story, passage) {
                    raw.push((passage, met.of(passage.span.of(text))));
                }
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

    /// The words of a sentence of the story, in text order.
    pub(super) fn words_of(&self, sentence: &str) -> Vec<Word> {
        let read = |(start, word): (usize, &str)| {
            let folded = fold(word);
            let stem = is_content(&folded).then(|| self.stem(stem(&folded))).flatten();
            Word { range: start..start + word.len(), stem }
        };
        words(sentence).map(read).collect()
    }

    /// The numbers of the stems of a phrase's content words.
    pub(super) fn stems_of(&self, phrase: &str) -> BTreeSet<u32> {
        self.words_of(phrase).into_iter().filter_map(|word| word.stem).collect()
    }

    /// The total weight of some stems.
    pub(super) fn weigh(&self, stems: impl IntoIterator<Item = u32>) -> f32 {
        stems.into_iter().filter_map(|stem| self.weights.get(stem as usize)).sum()
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

    /// The weight of the words that two sentences have in common, without numerals.
    pub(super) fn shared_content(&self, one: &Sentence, other: &Sentence) -> f32 {
        self.weigh(one.stems.intersection(&other.stems).copied().filter(|stem| !self.is_numeral(*stem)))
    }

    /// The weight of the stems that occur in more than one of the sentences.
    pub(super) fn shared(&self, sentences: &[Arc<Sentence>]) -> f32 {
        let mut seen = BTreeMap::<u32, usize>::new();
        for stem in sentences.iter().flat_map(|sentence| &sentence.stems) {
            *seen.entry(*stem).or_default() += 1;
        }
        self.weigh(seen.into_iter().filter(|(_, times)| *times > 1).map(|(stem, _)| stem))
    }
}

/// The stems of the content words of a story, numbered in order of first occurrence.
#[derive(Default)]
struct Stems {
    numbers: FxHashMap<Box<str>, u32>,
    /// A buffer for a folded word.
    folded: String,
}

impl Stems {
    /// The content words of a sentence, each as the number of its stem.
    fn of(&mut self, sentence: &str) -> Vec<u32> {
        let mut found = Vec::new();
        for (_, word) in words(sentence) {
            fold_into(&mut self.folded, word);
            if is_content(&self.folded) {
                found.push(self.number());
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

    /// The stems in alphabetical order, so that the order of the reports changes no sum; and the new index for each number.
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

/// Whether a sentence is a date and nothing else, or says no more than by whom or when the text was published.
fn is_of_publication(story: &Story<'_>, Passage { report, span }: Passage) -> bool {
    let text = story.words(report, span);
    let words = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    let start = words.as_ptr() as usize - text.as_ptr() as usize;
    let words = Span::new(start, start + words.len()).shifted(span.start);
    is_byline(text)
        || signature::is_all_of(text)
        || story.time_at(report, words).is_some_and(|time| time.span.contains(words))
}

/// The words of a text, its runs of letters and digits, each with its byte offset.
pub(super) fn words(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    let pieces = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    pieces.map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether a folded word belongs to the content of its sentence.
fn is_content(folded: &str) -> bool {
    folded.bytes().all(|byte| byte.is_ascii_digit()) || folded.len() > 2 && !is_function_word(folded)
}

/// How much weight the rarity of a word in the story has.
fn in_story(sentences: usize, places: usize) -> f32 {
    // Far below the limit of exact floats, or so large that it does not matter.
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
    // What each other sentence shares with the current one, and which of them share anything.
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

/// The sentences joined by their matches, each in one group; ordered by the first sentence of each group.
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

/// Whether two groups can be joined without too many sentences from one report.
fn fit(sentences: &[Sentence], one: &[usize], other: &[usize]) -> bool {
    let mut of_report = FxHashMap::<ReportId, usize>::default();
    one.iter().chain(other).all(|member| {
        let count = of_report.entry(sentences[*member].passage.report).or_default();
        *count += 1;
        *count <= MOST_OF_A_REPORT
    })
}
