//! The network of `language::model` in the trainer: word vectors below, weights above, trained by two threads.

use anyhow::{Result, ensure};
use rashomon::analysis::language::model::format::{self, Sections};
use rashomon::analysis::language::model::shape::WIDTH;
use rashomon::analysis::language::model::{codes, table};

use super::example::Example;
use super::tensor::{Chance, Step, Tensor};
use super::vocabulary::Vocabulary;
use super::weights::{Weights, add_all};

/// All weights.
#[derive(Clone, Debug)]
pub struct Network {
    rows: Tensor,
    weights: Weights,
    /// The same weights for the second thread, which sums its own gradients.
    twin: Weights,
}

/// The gradients of one thread from its half of a batch.
struct Lesson {
    examples: Vec<Example>,
    /// The gradient of the word vectors.
    grad: Vec<f32>,
    loss: f32,
}

impl Network {
    pub fn new(rows: usize, chance: &mut Chance) -> Self {
        let weights = Weights::new(chance);
        Self { rows: Tensor::new(rows, WIDTH, 0.15, chance), twin: weights.clone(), weights }
    }

    /// The network of a file of weights that was learned from the same text.
    pub fn open(bytes: &[u8], vocabulary: &Vocabulary) -> Result<Self> {
        let mut network = Self::new(vocabulary.len(), &mut Chance::new(0));
        let sections = Sections::open(bytes)?;
        ensure!(sections.bytes("index")? == index(vocabulary), "the weights were learned from other text");
        let scales = sections.floats("scales", vocabulary.len())?;
        let cells = sections.bytes("rows")?.iter().map(|byte| f32::from(byte.cast_signed()));
        let scaled = scales.iter().flat_map(|scale| [*scale; WIDTH]);
        network.rows.data = cells.zip(scaled).map(|(cell, scale)| cell * scale).collect();
        for (name, tensor) in network.weights.named_mut() {
            tensor.data = sections.floats(&name, tensor.data.len())?;
        }
        network.twin = network.weights.clone();
        Ok(network)
    }

    /// The weighted mean of the weights of two networks, of which this one has that share.
    pub fn mean(mut self, other: &Self, share: f32) -> Self {
        let pairs = self.weights.tensors_mut().zip(other.weights.tensors());
        for (tensor, other) in pairs.chain([(&mut self.rows, &other.rows)]) {
            for (one, other) in tensor.data.iter_mut().zip(&other.data) {
                *one = share * *one + (1.0 - share) * other;
            }
        }
        self.twin = self.weights.clone();
        self
    }

    /// Learns from one batch of numbered sentences, which `example` reads; returns the mean loss of a word.
    pub fn learn(
        &mut self,
        batch: &[usize],
        example: impl Fn(usize, &mut Chance) -> Example + Sync,
        (rate, number): (f32, i32),
        chance: &mut Chance,
    ) -> f32 {
        let (one, other) = batch.split_at(batch.len() / 2);
        let chances = (Chance::new(chance.next()), Chance::new(chance.next()));
        let (rows, example) = (&self.rows, &example);
        let lesson = |half: &[usize], weights: &mut Weights, mut chance: Chance| {
            let examples: Vec<Example> = half.iter().map(|&place| example(place, &mut chance)).collect();
            let mut grad = embed(rows, &examples);
            let loss = weights.learn(&examples, &mut grad, &mut chance);
            Lesson { examples, grad, loss }
        };
        let (weights, twin) = (&mut self.weights, &mut self.twin);
        let lessons = std::thread::scope(|scope| {
            let other = scope.spawn(|| lesson(other, twin, chances.1));
            [lesson(one, weights, chances.0), other.join().expect("a lesson does not panic")]
        });
        let words: usize = lessons.iter().map(|lesson| lesson.grad.len() / WIDTH).sum();
        let scale = 1.0 / words as f32;
        let touched = self.embed_backward(&lessons);
        self.step(&touched, Step { rate, number, scale });
        lessons.iter().map(|lesson| lesson.loss).sum::<f32>() * scale
    }

    fn embed_backward(&mut self, lessons: &[Lesson]) -> Vec<u32> {
        let mut touched = Vec::new();
        for lesson in lessons {
            let rows = lesson.examples.iter().flat_map(|example| &example.rows);
            for (word, grad) in rows.zip(lesson.grad.chunks_exact(WIDTH)) {
                for &row in word {
                    add_all(&mut self.rows.grad[row as usize * WIDTH..][..WIDTH], grad);
                    touched.push(row);
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    /// Moves all weights by the gradients of both threads.
    fn step(&mut self, touched: &[u32], step: Step) {
        for (tensor, twin) in self.weights.tensors_mut().zip(self.twin.tensors_mut()) {
            add_all(&mut tensor.grad, &twin.grad);
            twin.grad.fill(0.0);
        }
        let squares: f32 = self.weights.tensors().map(Tensor::square).sum();
        let norm = squares.sqrt() * step.scale;
        let step = Step { scale: step.scale * (2.0 / norm.max(2.0)), ..step };
        for (tensor, twin) in self.weights.tensors_mut().zip(self.twin.tensors_mut()) {
            tensor.step(step);
            twin.data.copy_from_slice(&tensor.data);
        }
        for &row in touched {
            self.rows.step_row(row as usize, step);
        }
    }

    /// The file of weights.
    pub fn write(&self, vocabulary: &Vocabulary, lemmas: &[u8]) -> Vec<u8> {
        let (rows, scales) = quantised(&self.rows);
        let weights = &self.weights;
        let mut sections: Vec<(String, Vec<u8>)> = vec![
            ("index".into(), index(vocabulary)),
            ("rows".into(), rows),
            ("scales".into(), format::floats(&scales)),
            ("lemmas".into(), lemmas.to_vec()),
            ("lists".into(), vocabulary.outside().lists.write()),
            ("codes".into(), codes::write(&vocabulary.outside().codes)),
        ];
        for (name, tensor) in weights.named() {
            sections.push((name, format::floats(&tensor.data)));
        }
        let named: Vec<(&str, Vec<u8>)> =
            sections.iter().map(|(name, body)| (name.as_str(), body.clone())).collect();
        format::write(&named)
    }
}

/// The table of features with their rows.
fn index(vocabulary: &Vocabulary) -> Vec<u8> {
    let entries: Vec<(u64, u32)> =
        vocabulary.hashes().iter().zip(0..).skip(1).map(|(&hash, row)| (hash, row)).collect();
    table::write(&entries)
}

/// The sum of each word's rows.
fn embed(rows: &Tensor, examples: &[Example]) -> Vec<f32> {
    let words: usize = examples.iter().map(|example| example.rows.len()).sum();
    let mut vectors = vec![0.0; words * WIDTH];
    let held = examples.iter().flat_map(|example| &example.rows);
    for (word, out) in held.zip(vectors.chunks_exact_mut(WIDTH)) {
        for &row in word {
            add_all(out, &rows.data[row as usize * WIDTH..][..WIDTH]);
        }
    }
    vectors
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
