//! From words to scores: the pass through the network.

#![allow(
    clippy::inline_always,
    reason = "what is compiled for wider registers must be inlined where they are known"
)]

use archmage::autoversion;

use super::feature::{Casing, Kind, Known, features, list, list_key};
use super::packed::Activations;
use super::shape::{ARC, CLASSES, DISTANCES, GATES, HALF, MENTION, RELATIONS, TAGS, TOP, WIDTH};
use super::words::WordCache;
use super::{Layer, Model, Prediction, kernel, tree};
use crate::analysis::language::{MentionClass, Relation, Upos, Xpos};

/// Buffers that one thread needs to read sentences, kept between them.
#[derive(Debug, Default)]
pub struct Scratch {
    here: Vec<f32>,
    next: Vec<f32>,
    gates: Vec<f32>,
    tags: Vec<f32>,
    top: Vec<f32>,
    matched: Vec<f32>,
    governors: Vec<f32>,
    scores: Vec<f32>,
    hidden: Vec<f32>,
    relations: Vec<f32>,
    classes: Vec<f32>,
    steps: Activations,
    words: WordCache,
    tree: tree::Workspace,
    chosen: Vec<usize>,
}

impl Model<'_> {
    /// Reads a sentence: one [`Prediction`] a word.
    pub fn read(&self, words: &[&str], scratch: &mut Scratch, predictions: &mut Vec<Prediction>) {
        predictions.clear();
        if words.is_empty() {
            return;
        }
        predictions.resize(words.len(), Prediction::default());
        self.embed(words, scratch);
        for (place, layer) in self.layers.iter().enumerate() {
            if place > 0 {
                resize(&mut scratch.gates, words.len() * GATES);
                scratch.steps.set(&scratch.here, WIDTH);
                layer.input.multiply(&mut scratch.gates, &scratch.steps);
            }
            resize(&mut scratch.next, words.len() * WIDTH);
            recur(layer, &scratch.here, &scratch.gates, &mut scratch.next);
            std::mem::swap(&mut scratch.here, &mut scratch.next);
            if place == super::shape::TAG_LAYER {
                self.tag(scratch, predictions);
            }
        }
        self.attach(words.len(), scratch, predictions);
        if words.last() == Some(&".") {
            make_root_finite(predictions);
        }
        self.mark_places(words, predictions);
    }

    /// A one-word name that the lists know only as a place is not a person's.
    fn mark_places(&self, words: &[&str], predictions: &mut [Prediction]) {
        for place in 0..words.len() {
            let prediction = predictions[place];
            if prediction.upos != Upos::Propn || prediction.class != Some(MentionClass::Person) {
                continue;
            }
            let held =
                self.lists.find(list_key(words[place])).map_or(0, |set| u32::try_from(set).unwrap_or(0));
            let longer = |other: &Prediction| {
                other.governor == place + 1 && matches!(other.relation, Relation::Flat | Relation::Compound)
            };
            let only_place = held & list::PLACES != 0 && held & list::PERSONS == 0;
            if only_place && !predictions.iter().any(longer) {
                predictions[place].class = Some(MentionClass::Place);
            }
        }
    }

    /// Each word's vector and its product with the first layer, which does not depend on other words: both are cached
    /// from the last time the word occurred.
    fn embed(&self, words: &[&str], scratch: &mut Scratch) {
        resize(&mut scratch.here, words.len() * WIDTH);
        resize(&mut scratch.gates, words.len() * GATES);
        let casing = Casing::of(words.iter().copied());
        let mut first = true;
        scratch.words.begin(self.id);
        for ((word, vector), gates) in words
            .iter()
            .zip(scratch.here.as_chunks_mut::<WIDTH>().0)
            .zip(scratch.gates.as_chunks_mut::<GATES>().0)
        {
            if !scratch.words.recall(word, (casing, first), vector, gates) {
                self.sum_features(word, (casing, first), vector);
            }
            first &= !word.chars().any(char::is_alphanumeric);
        }
        scratch.words.learn(&self.layers[0].input, &scratch.here, &mut scratch.gates);
    }

    /// The sum of a word's feature vectors.
    fn sum_features(&self, word: &str, (casing, first): (Casing, bool), out: &mut [f32; WIDTH]) {
        let known = |key| Known {
            lists: self.lists.find(key).map_or(0, |set| u32::try_from(set).unwrap_or(0)),
            codes: self.codes.find(key),
        };
        for &(kind, hash) in features(word, casing, first, known).as_slice() {
            let row = self.index.find(hash).or((kind == Kind::Lower).then_some(0));
            if let Some(row) = row {
                add_row(out, &self.rows[row], self.scales[row]);
            }
        }
    }

    fn tag(&self, scratch: &mut Scratch, predictions: &mut [Prediction]) {
        fill(&mut scratch.tags, &self.tags.1, predictions.len());
        scratch.steps.set(&scratch.here, WIDTH);
        self.tags.0.multiply(&mut scratch.tags, &scratch.steps);
        for (prediction, scores) in predictions.iter_mut().zip(scratch.tags.as_chunks::<TAGS>().0) {
            let (universal, penn) = scores.split_at(Upos::ALL.len());
            prediction.upos = Upos::ALL[greatest(universal)];
            prediction.xpos = Xpos::ALL[greatest(&penn[..Xpos::ALL.len()])];
        }
    }

    /// Governors, relations and mention classes from the last layer.
    fn attach(&self, words: usize, scratch: &mut Scratch, predictions: &mut [Prediction]) {
        fill(&mut scratch.top, &self.top.1, words);
        scratch.steps.set(&scratch.here, WIDTH);
        self.top.0.multiply(&mut scratch.top, &scratch.steps);
        self.score_governors(words, scratch);
        let stride = (words + 1).next_multiple_of(16);
        let scores = tree::Scores { cells: &mut scratch.scores, stride, words };
        tree::best(scores, &mut scratch.tree, &mut scratch.chosen);
        self.relate(scratch);
        self.classify(scratch);
        let relations = scratch.relations.as_chunks::<RELATIONS>().0;
        let rows = relations.iter().zip(scratch.classes.as_chunks::<CLASSES>().0);
        for ((prediction, &governor), (relations, classes)) in
            predictions.iter_mut().zip(&scratch.chosen).zip(rows)
        {
            prediction.governor = governor;
            prediction.relation = match governor {
                0 => Relation::Root,
                // The first relation is that of the root, which no governed word has.
                _ => Relation::ALL[1 + greatest(&relations[1..Relation::ALL.len()])],
            };
            prediction.class = match greatest(&classes[..=MentionClass::ALL.len()]) {
                0 => None,
                class => Some(MentionClass::ALL[class - 1]),
            };
        }
    }

    /// The score of every governor for every word: one row a word, the root first.
    fn score_governors(&self, words: usize, scratch: &mut Scratch) {
        let stride = (words + 1).next_multiple_of(16);
        // Word vectors through the matching weights, plus the bias that depends only on the governor.
        fill(&mut scratch.matched, &self.match_bias, words);
        let mut words_only = std::mem::take(&mut scratch.hidden);
        resize(&mut words_only, words * ARC);
        resize(&mut scratch.governors, ARC * stride);
        for (place, root) in self.root[..ARC].iter().enumerate() {
            scratch.governors[place * stride] = *root;
        }
        for (place, top) in scratch.top.as_chunks::<TOP>().0.iter().enumerate() {
            for (cell, value) in words_only[place * ARC..].iter_mut().zip(&top[..ARC]) {
                *cell = value.max(0.0);
            }
            for (step, value) in top[ARC..2 * ARC].iter().enumerate() {
                scratch.governors[step * stride + place + 1] = value.max(0.0);
            }
        }
        scratch.steps.set(&words_only, ARC);
        self.match_weights.multiply(&mut scratch.matched, &scratch.steps);
        scratch.hidden = words_only;
        resize(&mut scratch.scores, words * stride);
        for word in 0..words {
            for governor in 1..=words {
                scratch.scores[word * stride + governor] = self.distance[distance_bucket(word + 1, governor)];
            }
        }
        kernel::multiply(&mut scratch.scores, &scratch.matched, &scratch.governors, ARC, stride);
    }

    /// The score of every relation for every word under its governor.
    fn relate(&self, scratch: &mut Scratch) {
        let words = scratch.chosen.len();
        resize(&mut scratch.hidden, words * ARC);
        let rows = scratch.top.as_chunks::<TOP>().0;
        for (place, (&governor, out)) in
            scratch.chosen.iter().zip(scratch.hidden.as_chunks_mut::<ARC>().0).enumerate()
        {
            let above = match governor {
                0 => &self.root[ARC..],
                _ => &rows[governor - 1][3 * ARC..4 * ARC],
            };
            for ((cell, own), above) in out.iter_mut().zip(&rows[place][2 * ARC..]).zip(above) {
                *cell = (own + above).max(0.0);
            }
        }
        fill(&mut scratch.relations, &self.relations.1, words);
        scratch.steps.set(&scratch.hidden, ARC);
        self.relations.0.multiply(&mut scratch.relations, &scratch.steps);
    }

    /// The score of every mention class for every word.
    fn classify(&self, scratch: &mut Scratch) {
        let words = scratch.chosen.len();
        resize(&mut scratch.hidden, words * MENTION);
        let rows = scratch.top.as_chunks::<TOP>().0.iter();
        for (top, out) in rows.zip(scratch.hidden.as_chunks_mut::<MENTION>().0) {
            for (cell, value) in out.iter_mut().zip(&top[4 * ARC..]) {
                *cell = value.max(0.0);
            }
        }
        fill(&mut scratch.classes, &self.classes.1, words);
        scratch.steps.set(&scratch.hidden, MENTION);
        self.classes.0.multiply(&mut scratch.classes, &scratch.steps);
    }
}

/// In a sentence that a full stop closes, a root with a subject before it and no auxiliary is finite: what was tagged a
/// participle is a past tense, and its subject acts. Headlines leave auxiliaries out, but full stops as well.
fn make_root_finite(predictions: &mut [Prediction]) {
    let Some(root) = predictions.iter().position(|prediction| prediction.governor == 0) else { return };
    let below = |prediction: &Prediction| prediction.governor == root + 1;
    let auxiliary = |prediction: &Prediction| {
        matches!(prediction.relation, Relation::Aux | Relation::AuxPass | Relation::Cop)
    };
    let subject =
        |prediction: &Prediction| matches!(prediction.relation, Relation::Nsubj | Relation::NsubjPass);
    let assisted = predictions.iter().any(|prediction| below(prediction) && auxiliary(prediction));
    let has_subject = predictions[..root].iter().any(|prediction| below(prediction) && subject(prediction));
    if predictions[root].xpos != Xpos::Vbn || assisted || !has_subject {
        return;
    }
    predictions[root].xpos = Xpos::Vbd;
    for prediction in predictions.iter_mut().filter(|prediction| below(prediction)) {
        if prediction.relation == Relation::NsubjPass {
            prediction.relation = Relation::Nsubj;
        }
    }
}

/// The class of the distance between a word and its governor: sign, then 1 … 8, then doubling.
#[must_use]
pub fn distance_bucket(word: usize, governor: usize) -> usize {
    let apart = word.abs_diff(governor);
    let size = match apart {
        0..=8 => apart,
        9..=11 => 9,
        12..=15 => 10,
        16..=23 => 11,
        24..=39 => 12,
        _ => 13,
    };
    if governor > word { size + DISTANCES / 2 } else { size }
}

/// One layer's recurrence over a sentence, in both directions.
#[autoversion(v4, v3, neon)]
fn recur(layer: &Layer, input: &[f32], gates: &[f32], out: &mut [f32]) {
    let (input, gates) = (input.as_chunks::<WIDTH>().0, gates.as_chunks::<GATES>().0);
    let out = out.as_chunks_mut::<WIDTH>().0;
    let mut memory = [0_f32; HALF];
    for ((input, gates), out) in input.iter().zip(gates).zip(out.iter_mut()) {
        step::<0>(layer, input, gates, &mut memory, out);
    }
    memory = [0.0; HALF];
    for ((input, gates), out) in input.iter().zip(gates).zip(out.iter_mut()).rev() {
        step::<1>(layer, input, gates, &mut memory, out);
    }
}

/// One word of the recurrence in one direction.
#[inline(always)]
fn step<const DIRECTION: usize>(
    layer: &Layer,
    input: &[f32; WIDTH],
    gates: &[f32; GATES],
    memory: &mut [f32; HALF],
    out: &mut [f32; WIDTH],
) {
    let part = |which: usize| -> &[f32; HALF] {
        gates[(DIRECTION * 3 + which) * HALF..].first_chunk().expect("six parts")
    };
    let weight = |which: usize| -> &[f32; HALF] {
        layer.gates[which * WIDTH + DIRECTION * HALF..].first_chunk().expect("four parts")
    };
    let (candidate, forget, reset) = (part(0), part(1), part(2));
    let (forget_bias, reset_bias, forget_back, reset_back) = (weight(0), weight(1), weight(2), weight(3));
    for unit in 0..HALF {
        let held = memory[unit];
        let keep = kernel::gate(forget[unit] + forget_bias[unit] + forget_back[unit] * held);
        let show = kernel::gate(reset[unit] + reset_bias[unit] + reset_back[unit] * held);
        let now = keep * held + (1.0 - keep) * candidate[unit];
        memory[unit] = now;
        out[DIRECTION * HALF + unit] = show * now + (1.0 - show) * input[DIRECTION * HALF + unit];
    }
}

/// Adds a vector of bytes, scaled.
fn add_row(out: &mut [f32; WIDTH], row: &[u8; WIDTH], scale: f32) {
    for (cell, &byte) in out.iter_mut().zip(row) {
        *cell += scale * f32::from(byte.cast_signed());
    }
}

fn resize(cells: &mut Vec<f32>, count: usize) {
    cells.clear();
    cells.resize(count, 0.0);
}

/// The same row `count` times.
fn fill(cells: &mut Vec<f32>, row: &[f32], count: usize) {
    cells.clear();
    for _ in 0..count {
        cells.extend_from_slice(row);
    }
}

fn greatest(scores: &[f32]) -> usize {
    let mut place = 0;
    for (candidate, score) in scores.iter().enumerate() {
        if *score > scores[place] {
            place = candidate;
        }
    }
    place
}
