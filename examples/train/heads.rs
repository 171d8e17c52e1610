//! The heads on the last layer, sentence by sentence: governors, relations and mention classes, with their gradients.

use rashomon::analysis::language::model::distance_bucket;
use rashomon::analysis::language::model::kernel::multiply;
use rashomon::analysis::language::model::shape::{ARC, CLASSES, MENTION, RELATIONS, TOP};
use rashomon::analysis::language::{MentionClass, Relation};

use super::example::{Example, softmax, softmax_among};
use super::tensor::transposed;
use super::weights::{Weights, add_all};

impl Weights {
    /// Loss of the governors: every word's vector against every other's.
    pub fn govern(&mut self, example: &Example, top: &[f32], mask: &[f32], grad: &mut [f32]) -> f32 {
        let words = example.rows.len();
        // The root, the words, and padding up to a whole number of registers.
        let stride = (words + 1).next_multiple_of(16);
        let own = rectified(top, mask, 0..ARC);
        let mut above = self.root.data[..ARC].to_vec();
        above.extend(rectified(top, mask, ARC..2 * ARC));
        above.resize(stride * ARC, 0.0);
        let mut matched = self.matching.1.data.repeat(words);
        self.matching.0.forward(&own, &mut matched);
        let mut scores = vec![0.0; words * stride];
        for (word, row) in scores.chunks_exact_mut(stride).enumerate() {
            for (governor, score) in row.iter_mut().enumerate().take(words + 1).skip(1) {
                *score = self.distance.data[distance_bucket(word + 1, governor)];
            }
        }
        multiply(&mut scores, &matched, &transposed(&above, ARC), ARC, stride);
        let mut loss = 0.0;
        for (word, row) in scores.chunks_exact_mut(stride).enumerate() {
            row[word + 1] = -1e9;
            let (used, padding) = row.split_at_mut(words + 1);
            loss += softmax(used, example.governors[word]);
            padding.fill(0.0);
            for (governor, score) in used.iter().enumerate().skip(1) {
                self.distance.grad[distance_bucket(word + 1, governor)] += score;
            }
        }
        let mut matched_grad = vec![0.0; words * ARC];
        multiply(&mut matched_grad, &scores, &above, stride, ARC);
        let mut above_grad = vec![0.0; stride * ARC];
        multiply(&mut above_grad, &transposed(&scores, stride), &matched, words, ARC);
        self.matching.1.backward_bias(&matched_grad);
        let own_grad = self.matching.0.backward(&own, &matched_grad);
        add_all(&mut self.root.grad[..ARC], &above_grad[..ARC]);
        let place = (top, mask);
        rectified_back(place, 0..ARC, &own_grad, grad);
        rectified_back(place, ARC..2 * ARC, &above_grad[ARC..(words + 1) * ARC], grad);
        loss
    }

    /// Loss of the relations under the true governors.
    pub fn relate(&mut self, example: &Example, top: &[f32], mask: &[f32], grad: &mut [f32]) -> f32 {
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
                loss += softmax(used, example.relations[place]);
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

    /// Loss of the classes of mentions, if the treebank marks them or names.
    pub fn classify(&mut self, example: &Example, top: &[f32], mask: &[f32], grad: &mut [f32]) -> f32 {
        let Some(classes) = &example.classes else { return 0.0 };
        let hidden = rectified(top, mask, 4 * ARC..4 * ARC + MENTION);
        let mut scores = self.classes.1.data.repeat(classes.len());
        self.classes.0.forward(&hidden, &mut scores);
        let mut loss = 0.0;
        for (row, &allowed) in scores.chunks_exact_mut(CLASSES).zip(classes) {
            let (used, padding) = row.split_at_mut(MentionClass::ALL.len() + 1);
            loss += softmax_among(used, allowed);
            padding.fill(0.0);
        }
        self.classes.1.backward_bias(&scores);
        let hidden_grad = self.classes.0.backward(&hidden, &scores);
        rectified_back((top, mask), 4 * ARC..4 * ARC + MENTION, &hidden_grad, grad);
        loss
    }
}

/// A part of every word's row, with negative values cut off and some of it dropped.
fn rectified(top: &[f32], mask: &[f32], part: std::ops::Range<usize>) -> Vec<f32> {
    let rows = top.chunks_exact(TOP).zip(mask.chunks_exact(TOP));
    let mut out = Vec::with_capacity(top.len() / TOP * part.len());
    for (row, mask) in rows {
        let cells = row[part.clone()].iter().zip(&mask[part.clone()]);
        out.extend(cells.map(|(value, mask)| value.max(0.0) * mask));
    }
    out
}

/// The gradient of that part, added to the gradient of the rows.
fn rectified_back((top, mask): (&[f32], &[f32]), part: std::ops::Range<usize>, of: &[f32], grad: &mut [f32]) {
    for (place, values) in of.chunks_exact(part.len()).enumerate() {
        let range = place * TOP + part.start..place * TOP + part.end;
        let cells = top[range.clone()].iter().zip(&mask[range.clone()]);
        for ((sum, value), (top, mask)) in grad[range].iter_mut().zip(values).zip(cells) {
            *sum += if *top > 0.0 { value * mask } else { 0.0 };
        }
    }
}
