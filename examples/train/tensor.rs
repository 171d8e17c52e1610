//! Weights with their gradients, and the optimiser (Adam, Kingma & Ba 2015).

use rashomon::analysis::language::model::kernel::multiply;

/// A small deterministic source of random numbers (`xorshift64*`).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number from 0 up to, not including, 1.
    #[allow(clippy::cast_precision_loss, reason = "24 bits fit")]
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / 16_777_216.0
    }

    /// An index in a list.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or_default() % count.max(1)
    }
}

/// Weights, gradients and the optimiser's two moments.
#[derive(Clone, Debug)]
pub struct Tensor {
    pub width: usize,
    pub data: Vec<f32>,
    pub grad: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
}

/// One step's settings.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub rate: f32,
    /// The step's number from 1.
    pub number: i32,
    /// The factor that gradients are first multiplied by.
    pub scale: f32,
}

const MOMENTUM: f32 = 0.9;
const MEMORY: f32 = 0.98;

impl Tensor {
    pub fn new(rows: usize, width: usize, spread: f32, chance: &mut Chance) -> Self {
        let data: Vec<f32> = (0..rows * width).map(|_| (chance.unit() * 2.0 - 1.0) * spread).collect();
        let zero = vec![0.0; data.len()];
        Self { width, data, grad: zero.clone(), first: zero.clone(), second: zero }
    }

    pub fn rows(&self) -> usize {
        self.data.len() / self.width
    }

    /// Sum of squares of the gradient.
    pub fn square(&self) -> f32 {
        self.grad.iter().map(|value| value * value).sum()
    }

    /// Moves all weights and clears the gradient.
    pub fn step(&mut self, step: Step) {
        self.step_range(0..self.data.len(), step);
    }

    /// Moves one row and clears its gradient.
    pub fn step_row(&mut self, row: usize, step: Step) {
        self.step_range(row * self.width..(row + 1) * self.width, step);
    }

    fn step_range(&mut self, range: std::ops::Range<usize>, step: Step) {
        let correction = (1.0 - MEMORY.powi(step.number)).sqrt() / (1.0 - MOMENTUM.powi(step.number));
        let cells = self.data[range.clone()].iter_mut().zip(&mut self.grad[range.clone()]);
        let moments = self.first[range.clone()].iter_mut().zip(&mut self.second[range]);
        for ((value, grad), (first, second)) in cells.zip(moments) {
            let gradient = *grad * step.scale;
            *first = MOMENTUM * *first + (1.0 - MOMENTUM) * gradient;
            *second = MEMORY * *second + (1.0 - MEMORY) * gradient * gradient;
            *value -= step.rate * correction * *first / (second.sqrt() + 1e-8);
            *grad = 0.0;
        }
    }

    /// `input · weights`, added to `out`.
    pub fn forward(&self, input: &[f32], out: &mut [f32]) {
        multiply(out, input, &self.data, self.rows(), self.width);
    }

    /// Adds the gradient of the weights for `out_grad`, and returns the gradient of the input.
    pub fn backward(&mut self, input: &[f32], out_grad: &[f32]) -> Vec<f32> {
        let (rows, width) = (self.rows(), self.width);
        let count = input.len() / rows;
        multiply(&mut self.grad, &transposed(input, rows), out_grad, count, width);
        let mut input_grad = vec![0.0; input.len()];
        multiply(&mut input_grad, out_grad, &transposed(&self.data, width), width, rows);
        input_grad
    }

    /// Adds each row of `out_grad` to the gradient of a bias.
    pub fn backward_bias(&mut self, out_grad: &[f32]) {
        for row in out_grad.chunks_exact(self.width) {
            self.grad.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
    }
}

/// Rows as columns.
pub fn transposed(cells: &[f32], width: usize) -> Vec<f32> {
    // In squares that fit the nearest cache.
    const SIDE: usize = 16;
    let rows = cells.len() / width;
    let mut out = vec![0.0; cells.len()];
    for top in (0..rows).step_by(SIDE) {
        for left in (0..width).step_by(SIDE) {
            for row in top..rows.min(top + SIDE) {
                for column in left..width.min(left + SIDE) {
                    out[column * rows + row] = cells[row * width + column];
                }
            }
        }
    }
    out
}
