//! One recurrent layer over a batch of sentences, both ways, forward and backward in time.

use rashomon::analysis::language::model::kernel::gate;
use rashomon::analysis::language::model::shape::{GATES, HALF, WIDTH};

use super::tensor::Tensor;

/// What the backward pass needs: both gates and the memory after each word, `WIDTH` a word each.
pub struct Trace {
    keep: Vec<f32>,
    show: Vec<f32>,
    memory: Vec<f32>,
    candidate: Vec<f32>,
}

/// The order in which one direction visits the words of a sentence.
fn order(start: usize, end: usize, direction: usize) -> Box<dyn DoubleEndedIterator<Item = usize>> {
    if direction == 0 { Box::new(start..end) } else { Box::new((start..end).rev()) }
}

/// The layer's output and its trace; `projected` is the input times the layer's weights.
pub fn forward(gates: &Tensor, input: &[f32], projected: &[f32], starts: &[usize]) -> (Vec<f32>, Trace) {
    let blank = || vec![0.0; input.len()];
    let mut trace = Trace { keep: blank(), show: blank(), memory: blank(), candidate: blank() };
    let mut out = blank();
    for pair in starts.windows(2) {
        for direction in 0..2 {
            let mut memory = [0.0; HALF];
            for word in order(pair[0], pair[1], direction) {
                for unit in 0..HALF {
                    let cell = word * WIDTH + direction * HALF + unit;
                    let part = |which: usize| projected[word * GATES + (direction * 3 + which) * HALF + unit];
                    let weight = |which: usize| gates.data[which * WIDTH + direction * HALF + unit];
                    let held = memory[unit];
                    let keep = gate(part(1) + weight(0) + weight(2) * held);
                    let show = gate(part(2) + weight(1) + weight(3) * held);
                    let now = keep * held + (1.0 - keep) * part(0);
                    memory[unit] = now;
                    out[cell] = show * now + (1.0 - show) * input[cell];
                    (trace.keep[cell], trace.show[cell]) = (keep, show);
                    (trace.memory[cell], trace.candidate[cell]) = (now, part(0));
                }
            }
        }
    }
    (out, trace)
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
    for pair in starts.windows(2) {
        for direction in 0..2 {
            let mut carried = [0.0; HALF];
            let mut words = order(pair[0], pair[1], direction).rev().peekable();
            while let Some(word) = words.next() {
                let before = words.peek().copied();
                for (unit, carried) in carried.iter_mut().enumerate() {
                    let cell = word * WIDTH + direction * HALF + unit;
                    let place = |which: usize| which * WIDTH + direction * HALF + unit;
                    let (keep, show, now) = (trace.keep[cell], trace.show[cell], trace.memory[cell]);
                    let held =
                        before.map_or(0.0, |word| trace.memory[word * WIDTH + direction * HALF + unit]);
                    let grad = out_grad[cell];
                    let show_grad = grad * (now - input[cell]) * show * (1.0 - show);
                    input_grad[cell] += grad * (1.0 - show);
                    let now_grad = grad * show + *carried;
                    let keep_grad = now_grad * (held - trace.candidate[cell]) * keep * (1.0 - keep);
                    let base = word * GATES + direction * 3 * HALF + unit;
                    projected_grad[base] = now_grad * (1.0 - keep);
                    projected_grad[base + HALF] = keep_grad;
                    projected_grad[base + 2 * HALF] = show_grad;
                    gates.grad[place(0)] += keep_grad;
                    gates.grad[place(1)] += show_grad;
                    gates.grad[place(2)] += keep_grad * held;
                    gates.grad[place(3)] += show_grad * held;
                    *carried =
                        now_grad * keep + keep_grad * gates.data[place(2)] + show_grad * gates.data[place(3)];
                }
            }
        }
    }
    (projected_grad, input_grad)
}
