//! The weights that every word passes: recurrent layers and heads, forward with dropout and backward by hand.

use rashomon::analysis::language::model::shape::{
    ARC, CLASSES, DISTANCES, GATES, LAYERS, MENTION, RELATIONS, TAG_LAYER, TAGS, TOP, WIDTH,
};

use super::example::Example;
use super::recurrence::{self, Trace};
use super::tensor::{Chance, Tensor};

/// The share dropped at each place.
const DROP_INPUT: f32 = 0.1;
const DROP_HIDDEN: f32 = 0.25;
const DROP_TOP: f32 = 0.25;

/// Layers and heads; pairs are a matrix and its bias, or a layer's projection and its gates.
#[derive(Clone, Debug)]
pub struct Weights {
    pub layers: Vec<(Tensor, Tensor)>,
    pub tags: (Tensor, Tensor),
    pub top: (Tensor, Tensor),
    pub root: Tensor,
    pub matching: (Tensor, Tensor),
    pub distance: Tensor,
    pub relations: (Tensor, Tensor),
    pub classes: (Tensor, Tensor),
}

/// What the forward pass keeps for the backward pass, per layer.
struct Layer {
    input: Vec<f32>,
    /// The part of the input that the projection saw.
    mask: Vec<f32>,
    trace: Trace,
}

impl Weights {
    pub fn new(chance: &mut Chance) -> Self {
        let mut matrix = |inner: usize, width: usize, spread: f32| {
            (Tensor::new(inner, width, spread, chance), Tensor::new(1, width, 0.0, chance))
        };
        let spread = |inner: usize| (3.0 / inner as f32).sqrt();
        Self {
            tags: matrix(WIDTH, TAGS, spread(WIDTH)),
            top: matrix(WIDTH, TOP, spread(WIDTH)),
            matching: matrix(ARC, ARC, 0.05),
            relations: matrix(ARC, RELATIONS, spread(ARC)),
            classes: matrix(MENTION, CLASSES, spread(MENTION)),
            layers: (0..LAYERS)
                .map(|_| {
                    let mut gates = Tensor::new(4, WIDTH, 0.1, chance);
                    gates.data[..WIDTH].fill(0.5);
                    gates.data[WIDTH..2 * WIDTH].fill(-0.5);
                    (Tensor::new(WIDTH, GATES, spread(WIDTH), chance), gates)
                })
                .collect(),
            root: Tensor::new(1, 2 * ARC, 0.2, chance),
            distance: Tensor::new(1, DISTANCES, 0.0, chance),
        }
    }

    /// Forward and backward pass: `words` are the word vectors, and become their gradient. Returns the loss of all words.
    pub fn learn(&mut self, batch: &[Example], words: &mut Vec<f32>, chance: &mut Chance) -> f32 {
        // The second half of a batch of one sentence is empty.
        if batch.is_empty() {
            return 0.0;
        }
        let mut starts = vec![0];
        for example in batch {
            starts.push(starts[starts.len() - 1] + example.rows.len());
        }
        let input_mask = mask(words.len(), DROP_INPUT, chance);
        multiply_all(words, &input_mask);
        let mut here = std::mem::take(words);
        let mut passed: Vec<Layer> = Vec::new();
        for place in 0..LAYERS {
            let (projection, gates) = &self.layers[place];
            let drop = if place == 0 { 0.0 } else { DROP_HIDDEN };
            let mask = sentence_mask(&starts, WIDTH, drop, chance);
            let mut projected = vec![0.0; here.len() / WIDTH * GATES];
            projection.forward(&masked(&here, &mask), &mut projected);
            let (next, trace) = recurrence::forward(gates, &here, &projected, &starts);
            passed.push(Layer { input: std::mem::replace(&mut here, next), mask, trace });
        }
        let (mut loss, mut grad) = self.attach(batch, &starts, &here, chance);
        passed.push(Layer { input: here, mask: Vec::new(), trace: Trace::default() });
        for place in (0..LAYERS).rev() {
            if place == TAG_LAYER {
                let (tag_loss, tag_grad) = self.tag(batch, &starts, &passed[place + 1].input, chance);
                loss += tag_loss;
                add_all(&mut grad, &tag_grad);
            }
            let Layer { input, mask, trace } = &passed[place];
            let (projection, gates) = &mut self.layers[place];
            let (gate_grad, through) = recurrence::backward(gates, input, trace, &grad, &starts);
            grad = projection.backward(&masked(input, mask), &gate_grad);
            multiply_all(&mut grad, mask);
            add_all(&mut grad, &through);
        }
        multiply_all(&mut grad, &input_mask);
        *words = grad;
        loss
    }

    /// Loss of the tags, and the gradient of the layer they are read from.
    fn tag(
        &mut self,
        batch: &[Example],
        starts: &[usize],
        output: &[f32],
        chance: &mut Chance,
    ) -> (f32, Vec<f32>) {
        let mask = sentence_mask(starts, WIDTH, DROP_HIDDEN, chance);
        let shown = masked(output, &mask);
        let mut scores = self.tags.1.data.repeat(output.len() / WIDTH);
        self.tags.0.forward(&shown, &mut scores);
        let mut loss = 0.0;
        let rows = batch.iter().flat_map(|example| example.upos.iter().zip(&example.xpos));
        for (row, (&upos, &xpos)) in scores.chunks_exact_mut(TAGS).zip(rows) {
            loss += super::example::tag_loss(row, upos, xpos);
        }
        self.tags.1.backward_bias(&scores);
        let mut grad = self.tags.0.backward(&shown, &scores);
        multiply_all(&mut grad, &mask);
        (loss, grad)
    }

    /// Loss of governors, relations and mention classes, and the gradient of the last layer.
    fn attach(
        &mut self,
        batch: &[Example],
        starts: &[usize],
        last: &[f32],
        chance: &mut Chance,
    ) -> (f32, Vec<f32>) {
        let input_mask = sentence_mask(starts, WIDTH, DROP_HIDDEN, chance);
        let shown = masked(last, &input_mask);
        let mut top = self.top.1.data.repeat(last.len() / WIDTH);
        self.top.0.forward(&shown, &mut top);
        let mask = sentence_mask(starts, TOP, DROP_TOP, chance);
        let mut top_grad = vec![0.0; top.len()];
        let mut loss = 0.0;
        for (example, &start) in batch.iter().zip(starts) {
            let range = start * TOP..(start + example.rows.len()) * TOP;
            let (top, mask) = (&top[range.clone()], &mask[range.clone()]);
            let grad = &mut top_grad[range];
            loss += self.govern(example, top, mask, grad);
            loss += self.relate(example, top, mask, grad);
            loss += self.classify(example, top, mask, grad);
        }
        self.top.1.backward_bias(&top_grad);
        let mut grad = self.top.0.backward(&shown, &top_grad);
        multiply_all(&mut grad, &input_mask);
        (loss, grad)
    }

    /// All of them, by the names of their sections in the file of weights.
    pub fn named(&self) -> Vec<(String, &Tensor)> {
        self.names().into_iter().zip(self.tensors()).collect()
    }

    pub fn named_mut(&mut self) -> Vec<(String, &mut Tensor)> {
        self.names().into_iter().zip(self.tensors_mut()).collect()
    }

    /// The names, in the order of `tensors`.
    fn names(&self) -> Vec<String> {
        let heads = ["tags", "top", "match", "relations", "classes"];
        let heads = heads.into_iter().flat_map(|head| [head.to_owned(), format!("{head}-bias")]);
        let layers = 0..self.layers.len();
        let layers = layers.flat_map(|place| [format!("layer{place}"), format!("layer{place}-gates")]);
        heads.chain(layers).chain(["root".to_owned(), "distance".to_owned()]).collect()
    }

    pub fn tensors(&self) -> impl Iterator<Item = &Tensor> {
        let pairs = [&self.tags, &self.top, &self.matching, &self.relations, &self.classes];
        let pairs = pairs.into_iter().chain(&self.layers).flat_map(|(one, other)| [one, other]);
        pairs.chain([&self.root, &self.distance])
    }

    pub fn tensors_mut(&mut self) -> impl Iterator<Item = &mut Tensor> {
        let pairs =
            [&mut self.tags, &mut self.top, &mut self.matching, &mut self.relations, &mut self.classes];
        let pairs = pairs.into_iter().chain(&mut self.layers).flat_map(|(one, other)| [one, other]);
        pairs.chain([&mut self.root, &mut self.distance])
    }
}

fn mask(count: usize, drop: f32, chance: &mut Chance) -> Vec<f32> {
    if drop == 0.0 {
        return vec![1.0; count];
    }
    let kept = 1.0 / (1.0 - drop);
    (0..count).map(|_| if chance.unit() < drop { 0.0 } else { kept }).collect()
}

/// One mask a sentence, the same for all its words (Gal & Ghahramani 2016).
fn sentence_mask(starts: &[usize], width: usize, drop: f32, chance: &mut Chance) -> Vec<f32> {
    let mut masks = Vec::with_capacity(starts[starts.len() - 1] * width);
    for pair in starts.windows(2) {
        let one = mask(width, drop, chance);
        (pair[0]..pair[1]).for_each(|_| masks.extend_from_slice(&one));
    }
    masks
}

fn masked(cells: &[f32], mask: &[f32]) -> Vec<f32> {
    cells.iter().zip(mask).map(|(cell, factor)| cell * factor).collect()
}

fn multiply_all(cells: &mut [f32], factors: &[f32]) {
    cells.iter_mut().zip(factors).for_each(|(cell, factor)| *cell *= factor);
}

pub fn add_all(cells: &mut [f32], others: &[f32]) {
    cells.iter_mut().zip(others).for_each(|(cell, other)| *cell += other);
}
