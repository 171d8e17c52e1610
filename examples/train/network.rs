//! The network of `language::model` as the trainer sees it: forward with chance, losses, and gradients by hand.

use rashomon::analysis::language::model::shape::{
    ARC, CLASSES, DISTANCES, GATES, LAYERS, RELATIONS, TAG_LAYER, TAGS, TOP, WIDTH,
};
use rashomon::analysis::language::model::{distance_bucket, format, table};
use rashomon::analysis::language::{MentionClass, Relation, Upos, Xpos};

use super::recurrence::{self, Trace};
use super::tensor::{Chance, Step, Tensor};
use super::vocabulary::Vocabulary;

/// What is left out by chance at each place.
const DROP_INPUT: f32 = 0.15;
const DROP_HIDDEN: f32 = 0.3;
const DROP_TOP: f32 = 0.25;

/// A sentence as the network learns from it.
#[derive(Clone, Debug, Default)]
pub struct Example {
    pub rows: Vec<Vec<u32>>,
    pub upos: Vec<usize>,
    pub xpos: Vec<usize>,
    pub governors: Vec<usize>,
    pub relations: Vec<usize>,
    /// Mention class + 1 of the words that head one; none if the treebank marks no mentions.
    pub classes: Option<Vec<usize>>,
}

/// All weights.
#[derive(Clone, Debug)]
pub struct Network {
    rows: Tensor,
    layers: Vec<(Tensor, Tensor)>,
    tags: (Tensor, Tensor),
    top: (Tensor, Tensor),
    root: Tensor,
    matching: (Tensor, Tensor),
    distance: Tensor,
    relations: (Tensor, Tensor),
}

/// What one batch's forward pass leaves for the backward pass.
struct Pass {
    /// Words before each sentence, and their total.
    starts: Vec<usize>,
    inputs: Vec<Vec<f32>>,
    masks: Vec<Vec<f32>>,
    traces: Vec<Trace>,
}

impl Network {
    pub fn new(rows: usize, chance: &mut Chance) -> Self {
        let spread = |inner: usize| (3.0 / inner as f32).sqrt();
        let layers = (0..LAYERS)
            .map(|_| {
                let mut gates = Tensor::new(4, WIDTH, 0.1, chance);
                gates.data[..WIDTH].fill(0.5);
                gates.data[WIDTH..2 * WIDTH].fill(-0.5);
                (Tensor::new(WIDTH, GATES, spread(WIDTH), chance), gates)
            })
            .collect();
        Self {
            rows: Tensor::new(rows, WIDTH, 0.15, chance),
            layers,
            tags: (Tensor::new(WIDTH, TAGS, spread(WIDTH), chance), Tensor::new(1, TAGS, 0.0, chance)),
            top: (Tensor::new(WIDTH, TOP, spread(WIDTH), chance), Tensor::new(1, TOP, 0.0, chance)),
            root: Tensor::new(1, 2 * ARC, 0.2, chance),
            matching: (Tensor::new(ARC, ARC, 0.05, chance), Tensor::new(1, ARC, 0.0, chance)),
            distance: Tensor::new(1, DISTANCES, 0.0, chance),
            relations: (
                Tensor::new(ARC, RELATIONS, spread(ARC), chance),
                Tensor::new(1, RELATIONS, 0.0, chance),
            ),
        }
    }

    /// Learns from one batch; returns the mean loss of a word.
    pub fn learn(&mut self, batch: &[&Example], rate: f32, number: i32, chance: &mut Chance) -> f32 {
        let (mut pass, last) = self.forward(batch, chance);
        let words = last.len() / WIDTH;
        let scale = 1.0 / words as f32;
        let (mut loss, mut last_grad) = self.attach(batch, &pass.starts, &last, chance);
        for place in (0..LAYERS).rev() {
            multiply_all(&mut last_grad, &pass.masks[place + 1]);
            if place == TAG_LAYER {
                let output = pass.inputs.get(place + 1).unwrap_or(&last);
                let (tag_loss, grad) = self.tag(batch, output);
                loss += tag_loss;
                let mut grad = grad;
                multiply_all(&mut grad, &pass.masks[place + 1]);
                add_all(&mut last_grad, &grad);
            }
            let (weights, gates) = &mut self.layers[place];
            let (gate_grad, through) = recurrence::backward(
                gates,
                &pass.inputs[place],
                &pass.traces[place],
                &last_grad,
                &pass.starts,
            );
            last_grad = weights.backward(&pass.inputs[place], &gate_grad);
            add_all(&mut last_grad, &through);
        }
        multiply_all(&mut last_grad, &pass.masks[0]);
        pass.inputs.clear();
        let touched = self.embed_backward(batch, &last_grad);
        self.step(&touched, Step { rate, number, scale });
        loss * scale
    }

    fn forward(&self, batch: &[&Example], chance: &mut Chance) -> (Pass, Vec<f32>) {
        let mut starts = vec![0];
        for example in batch {
            starts.push(starts[starts.len() - 1] + example.rows.len());
        }
        let mut here = vec![0.0; starts[batch.len()] * WIDTH];
        let rows = batch.iter().flat_map(|example| &example.rows);
        for (word, out) in rows.zip(here.chunks_exact_mut(WIDTH)) {
            for &row in word {
                add_all(out, &self.rows.data[row as usize * WIDTH..][..WIDTH]);
            }
        }
        let mut pass = Pass { starts, inputs: Vec::new(), masks: Vec::new(), traces: Vec::new() };
        let mask = mask(here.len(), DROP_INPUT, chance);
        multiply_all(&mut here, &mask);
        pass.masks.push(mask);
        for (weights, gates) in &self.layers {
            let mut projected = vec![0.0; here.len() / WIDTH * GATES];
            weights.forward(&here, &mut projected);
            let (mut next, trace) = recurrence::forward(gates, &here, &projected, &pass.starts);
            let mask = sentence_mask(&pass.starts, DROP_HIDDEN, chance);
            multiply_all(&mut next, &mask);
            pass.inputs.push(std::mem::replace(&mut here, next));
            pass.masks.push(mask);
            pass.traces.push(trace);
        }
        (pass, here)
    }

    /// Loss of the tags, and the gradient of the layer they are read from.
    fn tag(&mut self, batch: &[&Example], output: &[f32]) -> (f32, Vec<f32>) {
        let words = output.len() / WIDTH;
        let mut scores = self.tags.1.data.repeat(words);
        self.tags.0.forward(output, &mut scores);
        let gold = batch.iter().flat_map(|example| example.upos.iter().zip(&example.xpos));
        let mut loss = 0.0;
        for (row, (&upos, &xpos)) in scores.chunks_exact_mut(TAGS).zip(gold) {
            let (universal, penn) = row.split_at_mut(Upos::ALL.len());
            let (penn, padding) = penn.split_at_mut(Xpos::ALL.len());
            loss += softmax(universal, upos, 1.0) + softmax(penn, xpos, 1.0);
            padding.fill(0.0);
        }
        self.tags.1.backward_bias(&scores);
        (loss, self.tags.0.backward(output, &scores))
    }

    /// Loss of governors, relations and mention classes, and the gradient of the last layer.
    fn attach(
        &mut self,
        batch: &[&Example],
        starts: &[usize],
        last: &[f32],
        chance: &mut Chance,
    ) -> (f32, Vec<f32>) {
        let words = last.len() / WIDTH;
        let mut top = self.top.1.data.repeat(words);
        self.top.0.forward(last, &mut top);
        let mask = sentence_mask_of(starts, TOP, DROP_TOP, chance);
        let mut top_grad = vec![0.0; top.len()];
        let mut loss = 0.0;
        for (example, &start) in batch.iter().zip(starts) {
            let range = start * TOP..(start + example.rows.len()) * TOP;
            let (top, grad) = (&mut top[range.clone()], &mut top_grad[range.clone()]);
            loss += self.attach_sentence(example, top, &mask[range.clone()], grad);
            loss += self.relate_sentence(example, top, &mask[range], grad);
            loss += classify_sentence(example, top, grad);
        }
        self.top.1.backward_bias(&top_grad);
        (loss, self.top.0.backward(last, &top_grad))
    }

    fn attach_sentence(&mut self, example: &Example, top: &[f32], mask: &[f32], grad: &mut [f32]) -> f32 {
        let words = example.rows.len();
        let part = |which: usize| -> Vec<f32> {
            let rows = top.chunks_exact(TOP).zip(mask.chunks_exact(TOP));
            rows.flat_map(|(row, mask)| {
                let span = which * ARC..(which + 1) * ARC;
                row[span.clone()]
                    .iter()
                    .zip(&mask[span])
                    .map(|(value, mask)| value.max(0.0) * mask)
                    .collect::<Vec<_>>()
            })
            .collect()
        };
        let own = part(0);
        let mut above = self.root.data[..ARC].to_vec();
        above.extend(part(1));
        let mut matched = self.matching.1.data.repeat(words);
        self.matching.0.forward(&own, &mut matched);
        let mut loss = 0.0;
        let mut matched_grad = vec![0.0; words * ARC];
        let mut above_grad = vec![0.0; (words + 1) * ARC];
        let mut scores = vec![0.0; words + 1];
        for word in 0..words {
            let row = &matched[word * ARC..][..ARC];
            for (governor, score) in scores.iter_mut().enumerate() {
                *score = dot(row, &above[governor * ARC..][..ARC])
                    + if governor > 0 {
                        self.distance.data[distance_bucket(word + 1, governor)]
                    } else {
                        0.0
                    };
            }
            scores[word + 1] = -1e9;
            loss += softmax(&mut scores, example.governors[word], 1.0);
            for (governor, &score) in scores.iter().enumerate() {
                add_scaled(&mut matched_grad[word * ARC..][..ARC], &above[governor * ARC..][..ARC], score);
                add_scaled(&mut above_grad[governor * ARC..][..ARC], row, score);
                if governor > 0 {
                    self.distance.grad[distance_bucket(word + 1, governor)] += score;
                }
            }
        }
        self.matching.1.backward_bias(&matched_grad);
        let own_grad = self.matching.0.backward(&own, &matched_grad);
        add_all(&mut self.root.grad[..ARC], &above_grad[..ARC]);
        for place in 0..words {
            let rows = (&own_grad[place * ARC..][..ARC], &above_grad[(place + 1) * ARC..][..ARC]);
            for (which, part) in [(0, rows.0), (1, rows.1)] {
                for (unit, value) in part.iter().enumerate() {
                    let cell = place * TOP + which * ARC + unit;
                    if top[cell] > 0.0 {
                        grad[cell] += value * mask[cell];
                    }
                }
            }
        }
        loss
    }

    fn relate_sentence(&mut self, example: &Example, top: &[f32], mask: &[f32], grad: &mut [f32]) -> f32 {
        let words = example.rows.len();
        let mut joint = vec![0.0; words * ARC];
        for (place, out) in joint.chunks_exact_mut(ARC).enumerate() {
            for (unit, cell) in out.iter_mut().enumerate() {
                let above = match example.governors[place] {
                    0 => self.root.data[ARC + unit],
                    governor => top[(governor - 1) * TOP + 3 * ARC + unit],
                };
                let own = place * TOP + 2 * ARC + unit;
                *cell = (top[own] + above).max(0.0) * mask[own];
            }
        }
        let mut scores = self.relations.1.data.repeat(words);
        self.relations.0.forward(&joint, &mut scores);
        let mut loss = 0.0;
        for (place, row) in scores.chunks_exact_mut(RELATIONS).enumerate() {
            let (used, padding) = row.split_at_mut(Relation::ALL.len());
            padding.fill(0.0);
            if example.governors[place] == 0 {
                used.fill(0.0);
            } else {
                used[0] = -1e9;
                loss += softmax(used, example.relations[place], 1.0);
            }
        }
        self.relations.1.backward_bias(&scores);
        let joint_grad = self.relations.0.backward(&joint, &scores);
        for place in 0..words {
            for unit in 0..ARC {
                let own = place * TOP + 2 * ARC + unit;
                if joint[place * ARC + unit] <= 0.0 {
                    continue;
                }
                let value = joint_grad[place * ARC + unit] * mask[own];
                grad[own] += value;
                match example.governors[place] {
                    0 => self.root.grad[ARC + unit] += value,
                    governor => grad[(governor - 1) * TOP + 3 * ARC + unit] += value,
                }
            }
        }
        loss
    }

    fn embed_backward(&mut self, batch: &[&Example], grad: &[f32]) -> Vec<u32> {
        let mut touched = Vec::new();
        let rows = batch.iter().flat_map(|example| &example.rows);
        for (word, grad) in rows.zip(grad.chunks_exact(WIDTH)) {
            for &row in word {
                add_all(&mut self.rows.grad[row as usize * WIDTH..][..WIDTH], grad);
                touched.push(row);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    fn step(&mut self, touched: &[u32], step: Step) {
        let squares: f32 = self.dense().map(Tensor::square).sum();
        let norm = squares.sqrt() * step.scale;
        let step = Step { scale: step.scale * (2.0 / norm.max(2.0)), ..step };
        self.dense_mut().for_each(|tensor| tensor.step(step));
        for &row in touched {
            self.rows.step_row(row as usize, step);
        }
    }

    fn dense(&self) -> impl Iterator<Item = &Tensor> {
        let pairs = [&self.tags, &self.top, &self.matching, &self.relations];
        let pairs = pairs.into_iter().chain(&self.layers).flat_map(|(one, other)| [one, other]);
        pairs.chain([&self.root, &self.distance])
    }

    fn dense_mut(&mut self) -> impl Iterator<Item = &mut Tensor> {
        let pairs = [&mut self.tags, &mut self.top, &mut self.matching, &mut self.relations];
        let pairs = pairs.into_iter().chain(&mut self.layers).flat_map(|(one, other)| [one, other]);
        pairs.chain([&mut self.root, &mut self.distance])
    }

    /// The file of weights.
    pub fn write(&self, vocabulary: &Vocabulary, lemmas: &[u8]) -> Vec<u8> {
        let entries: Vec<(u64, u32)> =
            vocabulary.hashes().iter().zip(0..).skip(1).map(|(&hash, row)| (hash, row)).collect();
        let (rows, scales) = quantised(&self.rows);
        let mut sections: Vec<(String, Vec<u8>)> = vec![
            ("index".into(), table::write(&entries)),
            ("rows".into(), rows),
            ("scales".into(), format::floats(&scales)),
            ("lemmas".into(), lemmas.to_vec()),
            ("lists".into(), vocabulary.lists().write()),
            ("root".into(), format::floats(&self.root.data)),
            ("distance".into(), format::floats(&self.distance.data)),
        ];
        for (name, (weights, bias)) in [
            ("tags", &self.tags),
            ("top", &self.top),
            ("match", &self.matching),
            ("relations", &self.relations),
        ] {
            sections.push((name.into(), format::floats(&weights.data)));
            sections.push((format!("{name}-bias"), format::floats(&bias.data)));
        }
        for (place, (weights, gates)) in self.layers.iter().enumerate() {
            sections.push((format!("layer{place}"), format::floats(&weights.data)));
            sections.push((format!("layer{place}-gates"), format::floats(&gates.data)));
        }
        let named: Vec<(&str, Vec<u8>)> =
            sections.iter().map(|(name, body)| (name.as_str(), body.clone())).collect();
        format::write(&named)
    }
}

fn classify_sentence(example: &Example, top: &[f32], grad: &mut [f32]) -> f32 {
    let Some(classes) = &example.classes else { return 0.0 };
    let mut loss = 0.0;
    for ((row, grad), &class) in top.chunks_exact(TOP).zip(grad.chunks_exact_mut(TOP)).zip(classes) {
        let mut scores = row[4 * ARC..4 * ARC + CLASSES][..=MentionClass::ALL.len()].to_vec();
        loss += softmax(&mut scores, class, 1.0);
        grad[4 * ARC..][..scores.len()].copy_from_slice(&scores);
    }
    loss
}

/// Rows as signed bytes, each with the scale that restores it.
#[allow(clippy::cast_possible_truncation, reason = "clamped to a byte")]
fn quantised(rows: &Tensor) -> (Vec<u8>, Vec<f32>) {
    let mut bytes = Vec::new();
    let mut scales = Vec::new();
    for row in rows.data.chunks_exact(rows.width) {
        let greatest = row.iter().fold(1e-9_f32, |most, value| most.max(value.abs()));
        let scale = greatest / 127.0;
        bytes.extend(
            row.iter().map(|value| ((value / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()),
        );
        scales.push(scale);
    }
    (bytes, scales)
}

/// Turns scores into the gradient of the loss, and returns the loss.
fn softmax(scores: &mut [f32], gold: usize, weight: f32) -> f32 {
    let most = scores.iter().fold(f32::NEG_INFINITY, |most, &score| most.max(score));
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    let loss = -(scores[gold] / sum).max(1e-12).ln();
    for score in scores.iter_mut() {
        *score *= weight / sum;
    }
    scores[gold] -= weight;
    loss * weight
}

fn mask(count: usize, drop: f32, chance: &mut Chance) -> Vec<f32> {
    (0..count).map(|_| if chance.unit() < drop { 0.0 } else { 1.0 / (1.0 - drop) }).collect()
}

/// One mask a sentence, the same for all its words (Gal & Ghahramani 2016).
fn sentence_mask(starts: &[usize], drop: f32, chance: &mut Chance) -> Vec<f32> {
    sentence_mask_of(starts, WIDTH, drop, chance)
}

fn sentence_mask_of(starts: &[usize], width: usize, drop: f32, chance: &mut Chance) -> Vec<f32> {
    starts.windows(2).flat_map(|pair| mask(width, drop, chance).repeat(pair[1] - pair[0])).collect()
}

fn multiply_all(cells: &mut [f32], factors: &[f32]) {
    cells.iter_mut().zip(factors).for_each(|(cell, factor)| *cell *= factor);
}

fn add_all(cells: &mut [f32], others: &[f32]) {
    cells.iter_mut().zip(others).for_each(|(cell, other)| *cell += other);
}

fn add_scaled(cells: &mut [f32], others: &[f32], factor: f32) {
    cells.iter_mut().zip(others).for_each(|(cell, other)| *cell += other * factor);
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (one, other) in one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0) {
        sums.iter_mut().zip(one.iter().zip(other)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum()
}
