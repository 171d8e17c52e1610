//! One recurrent layer over a batch of sentences, in both directions, forward and backward in time.

#![allow(
    clippy::inline_always,
    reason = "what is compiled for wider registers must be inlined where they are known"
)]

use archmage::autoversion;
use rashomon::analysis::language::model::kernel::gate;
use rashomon::analysis::language::model::shape::{GATES, HALF, WIDTH};

use super::tensor::Tensor;

/// What the backward pass needs: both gates, the memory after each word and the candidate, `WIDTH` a word each.
#[derive(Default)]
pub struct Trace {
    keep: Vec<f32>,
    show: Vec<f32>,
    memory: Vec<f32>,
    candidate: Vec<f32>,
}

/// The words of a sentence in the order in which one direction visits them.
fn order(start: usize, end: usize, direction: usize) -> impl DoubleEndedIterator<Item = usize> {
    (start..end).map(move |word| if direction == 0 { word } else { start + end - 1 - word })
}

/// The units of one direction at one word.
#[inline(always)]
fn units(cells: &[f32], word: usize, direction: usize) -> &[f32; HALF] {
    cells[word * WIDTH + direction * HALF..].first_chunk().expect("a whole row")
}

#[inline(always)]
fn units_mut(cells: &mut [f32], word: usize, direction: usize) -> &mut [f32; HALF] {
    cells[word * WIDTH + direction * HALF..].first_chunk_mut().expect("a whole row")
}

/// The part of a word's projection that one gate of one direction reads.
#[inline(always)]
fn part(projected: &[f32], word: usize, place: usize) -> &[f32; HALF] {
    projected[word * GATES + place * HALF..].first_chunk().expect("a whole row")
}

/// The layer's output and its trace; `projected` is the input times the layer's weights.
pub fn forward(gates: &Tensor, input: &[f32], projected: &[f32], starts: &[usize]) -> (Vec<f32>, Trace) {
    let blank = || vec![0.0; input.len()];
    let mut trace = Trace { keep: blank(), show: blank(), memory: blank(), candidate: blank() };
    let mut out = blank();
    visit(gates, (input, projected), starts, &mut trace, &mut out);
    (out, trace)
}

#[autoversion(v4, v3, neon)]
fn visit(
    gates: &Tensor,
    (input, projected): (&[f32], &[f32]),
    starts: &[usize],
    trace: &mut Trace,
    out: &mut [f32],
) {
    for pair in starts.windows(2) {
        for direction in 0..2 {
            let mut memory = [0.0; HALF];
            for word in order(pair[0], pair[1], direction) {
                step(gates, (input, projected), trace, &mut memory, out, (word, direction));
            }
        }
    }
}

#[inline(always)]
fn step(
    gates: &Tensor,
    (input, projected): (&[f32], &[f32]),
    trace: &mut Trace,
    memory: &mut [f32; HALF],
    out: &mut [f32],
    (word, direction): (usize, usize),
) {
    let weights: [&[f32; HALF]; 4] = std::array::from_fn(|which| units(&gates.data, which, direction));
    let [candidate, forget, reset] =
        std::array::from_fn(|which| part(projected, word, direction * 3 + which));
    let input = units(input, word, direction);
    let out = units_mut(out, word, direction);
    let keeps = units_mut(&mut trace.keep, word, direction);
    let shows = units_mut(&mut trace.show, word, direction);
    for unit in 0..HALF {
        let held = memory[unit];
        let keep = gate(forget[unit] + weights[0][unit] + weights[2][unit] * held);
        let show = gate(reset[unit] + weights[1][unit] + weights[3][unit] * held);
        let now = keep * held + (1.0 - keep) * candidate[unit];
        memory[unit] = now;
        out[unit] = show * now + (1.0 - show) * input[unit];
        (keeps[unit], shows[unit]) = (keep, show);
    }
    *units_mut(&mut trace.memory, word, direction) = *memory;
    *units_mut(&mut trace.candidate, word, direction) = *candidate;
}

/// The gradients of the projection and, past it, of the input; those of the gates are added to `gates`.
pub fn backward(
    gates: &mut Tensor,
    input: &[f32],
    trace: &Trace,
    out_grad: &[f32],
    starts: &[usize],
) -> (Vec<f32>, Vec<f32>) {
    let mut projected_grad = vec![0.0; input.len() / WIDTH * GATES];
    let mut input_grad = vec![0.0; input.len()];
    visit_back(gates, (input, out_grad), trace, starts, &mut projected_grad, &mut input_grad);
    (projected_grad, input_grad)
}

#[autoversion(v4, v3, neon)]
fn visit_back(
    gates: &mut Tensor,
    (input, out_grad): (&[f32], &[f32]),
    trace: &Trace,
    starts: &[usize],
    projected_grad: &mut [f32],
    input_grad: &mut [f32],
) {
    for pair in starts.windows(2) {
        for direction in 0..2 {
            let mut carried = [0.0; HALF];
            let mut words = order(pair[0], pair[1], direction).rev().peekable();
            while let Some(word) = words.next() {
                let back = Back { input, trace, out_grad, word, before: words.peek().copied(), direction };
                back.step(gates, &mut carried, projected_grad, input_grad);
            }
        }
    }
}

/// One word of the backward pass.
struct Back<'p> {
    input: &'p [f32],
    trace: &'p Trace,
    out_grad: &'p [f32],
    word: usize,
    /// The word visited before it in the forward pass.
    before: Option<usize>,
    direction: usize,
}

impl Back<'_> {
    #[inline(always)]
    fn step(
        &self,
        gates: &mut Tensor,
        carried: &mut [f32; HALF],
        projected_grad: &mut [f32],
        input_grad: &mut [f32],
    ) {
        let Self { word, direction, .. } = *self;
        let at = |cells| units(cells, word, direction);
        let (keep, show, now) = (at(&self.trace.keep), at(&self.trace.show), at(&self.trace.memory));
        let (candidate, input, grad) = (at(&self.trace.candidate), at(self.input), at(self.out_grad));
        let nothing = [0.0; HALF];
        let held = self.before.map_or(&nothing, |before| units(&self.trace.memory, before, direction));
        let feedback: [&[f32; HALF]; 2] =
            std::array::from_fn(|which| units(&gates.data, 2 + which, direction));
        let input_grad = units_mut(input_grad, word, direction);
        let (mut of_candidate, mut of_keep, mut of_show) = ([0.0; HALF], [0.0; HALF], [0.0; HALF]);
        for unit in 0..HALF {
            let (keep, show, now) = (keep[unit], show[unit], now[unit]);
            of_show[unit] = grad[unit] * (now - input[unit]) * show * (1.0 - show);
            input_grad[unit] += grad[unit] * (1.0 - show);
            let now_grad = grad[unit] * show + carried[unit];
            of_keep[unit] = now_grad * (held[unit] - candidate[unit]) * keep * (1.0 - keep);
            of_candidate[unit] = now_grad * (1.0 - keep);
            carried[unit] =
                now_grad * keep + of_keep[unit] * feedback[0][unit] + of_show[unit] * feedback[1][unit];
        }
        for (which, grad) in [of_candidate, of_keep, of_show].iter().enumerate() {
            projected_grad[word * GATES + (direction * 3 + which) * HALF..][..HALF].copy_from_slice(grad);
        }
        for (which, grad) in [&of_keep, &of_show].into_iter().enumerate() {
            let bias = units_mut(&mut gates.grad, which, direction);
            bias.iter_mut().zip(grad).for_each(|(sum, value)| *sum += value);
            let feedback = units_mut(&mut gates.grad, 2 + which, direction);
            feedback
                .iter_mut()
                .zip(grad.iter().zip(held))
                .for_each(|(sum, (value, held))| *sum += value * held);
        }
    }
}
