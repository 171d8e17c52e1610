//! Matrix products in bytes: weights of eight bits, each column with the scale that restores it, and activations of eight
//! bits, each row with its own (symmetric quantisation as in Jacob et al. 2018, activations scaled as they come).
//!
//! The sums are whole numbers, so every processor gives the same ones, however wide its registers (`wide`).

#[cfg(target_arch = "x86_64")]
mod wide;

/// Columns in a block: the sums that fit the widest register.
const LANES: usize = 16;
/// Rows processed at once.
const ROWS: usize = 4;
/// Neighbouring numbers of a row that are multiplied and added in one step.
const STEP: usize = 4;
/// The largest absolute value of a row or a column in whole steps.
const MOST: f32 = 127.0;
/// The offset that makes a weight non-negative: the instructions take one signed and one unsigned factor.
const LIFT: i32 = 128;
/// The longest row there may be.
const LONGEST: usize = 256;

/// A block's weights for one step: column by column the weights of [`STEP`] rows, each with [`LIFT`] added.
type Cell = [u8; LANES * STEP];

/// A matrix of weights, `inner` × `width`, `inner` a multiple of 8, `width` of 16.
#[derive(Clone, Debug)]
pub struct Packed {
    inner: usize,
    width: usize,
    /// The steps of the first block of columns, then those of the next.
    cells: Vec<Cell>,
    /// The factor for a column's sums.
    scales: Vec<f32>,
}

impl Packed {
    /// Packs weights given row by row.
    ///
    /// # Panics
    /// If the numbers are not a matrix of such a shape.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to a byte by the scale")]
    pub fn new(weights: &[f32], inner: usize, width: usize) -> Self {
        assert!(weights.len() == inner * width && inner.is_multiple_of(2 * STEP) && inner <= LONGEST);
        assert!(width.is_multiple_of(LANES), "widths are padded to whole blocks");
        let mut greatest = vec![0.0_f32; width];
        for row in weights.chunks_exact(width) {
            for (greatest, weight) in greatest.iter_mut().zip(row) {
                *greatest = greatest.max(weight.abs());
            }
        }
        let scales: Vec<f32> = greatest.into_iter().map(|greatest| greatest.max(1e-9) / MOST).collect();
        let mut cells = Vec::with_capacity(inner * width / (LANES * STEP));
        for block in (0..width).step_by(LANES) {
            for first in (0..inner).step_by(STEP) {
                cells.push(std::array::from_fn(|cell| {
                    let (row, column) = (first + cell % STEP, block + cell / STEP);
                    ((weights[row * width + column] / scales[column]).round() as i32 + LIFT) as u8
                }));
            }
        }
        Self { inner, width, cells, scales }
    }

    /// `out += left · weights`.
    ///
    /// # Panics
    /// If the rows do not match the weights.
    pub fn multiply(&self, out: &mut [f32], left: &Activations) {
        assert!(
            left.rows.len() * self.width == out.len() && left.steps * STEP == self.inner,
            "as many rows as in the result"
        );
        #[cfg(target_arch = "x86_64")]
        if wide::multiply(self, out, left) {
            return;
        }
        self.multiply_plain(out, left);
    }

    fn multiply_plain(&self, out: &mut [f32], left: &Activations) {
        for (block, cells) in self.cells.chunks_exact(left.steps).enumerate() {
            for (place, row) in left.rows.iter().enumerate() {
                let mut sums = [0_i32; LANES];
                for (quad, cell) in left.band(place / ROWS).iter().zip(cells) {
                    for (sum, weights) in sums.iter_mut().zip(cell.as_chunks::<STEP>().0) {
                        let products = quad[place % ROWS].iter().zip(weights);
                        *sum += products
                            .map(|(&value, &weight)| i32::from(value) * i32::from(weight))
                            .sum::<i32>();
                    }
                }
                self.restore(out, &sums, *row, (place, block));
            }
        }
    }

    /// Adds a block's sums of whole steps for one row, scaled.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "compiled for wider registers where it is called")]
    #[allow(clippy::cast_precision_loss, reason = "activations are approximate")]
    fn restore(&self, out: &mut [f32], sums: &[i32; LANES], row: Row, (place, block): (usize, usize)) {
        let out = out[place * self.width..].as_chunks_mut::<LANES>().0[block].iter_mut();
        for ((out, sum), scale) in out.zip(sums).zip(&self.scales.as_chunks::<LANES>().0[block]) {
            *out += (sum - row.lift) as f32 * (scale * row.scale);
        }
    }
}

/// Numbers between layers, as whole steps.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    /// Step by step, each for [`ROWS`] rows: a band of rows, then the next.
    cells: Vec<[[i8; STEP]; ROWS]>,
    /// Steps in a row.
    steps: usize,
    rows: Vec<Row>,
}

/// The factors that restore the sums of the rows.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    /// The value of a whole step.
    scale: f32,
    /// What the offset of the weights adds to its sums.
    lift: i32,
}

impl Activations {
    /// Replaces the content with these numbers, in rows of `width`, a multiple of 8.
    pub fn set(&mut self, values: &[f32], width: usize) {
        let rows = values.len() / width;
        self.steps = width / STEP;
        self.rows.clear();
        self.cells.clear();
        self.cells.resize(rows.div_ceil(ROWS) * self.steps, [[0; STEP]; ROWS]);
        let bands = self.cells.chunks_exact_mut(self.steps).zip(values.chunks(ROWS * width));
        for (cells, band) in bands {
            let held = band.chunks_exact(width).enumerate().map(|(place, row)| set_row(cells, place, row));
            self.rows.extend(held);
        }
    }

    /// The steps of a band of rows; rows past the last are zero.
    fn band(&self, band: usize) -> &[[[i8; STEP]; ROWS]] {
        &self.cells[band * self.steps..][..self.steps]
    }
}

/// Writes one row of a band.
#[allow(clippy::cast_possible_truncation, reason = "the lowest byte is meant")]
fn set_row(cells: &mut [[[i8; STEP]; ROWS]], place: usize, row: &[f32]) -> Row {
    /// Adding this to a number leaves its nearest integer in its lowest bits.
    const SHIFT: f32 = 12_582_912.0;
    let mut greatest = [1e-9_f32; 2 * STEP];
    for values in row.as_chunks::<{ 2 * STEP }>().0 {
        for (greatest, value) in greatest.iter_mut().zip(values) {
            *greatest = greatest.max(value.abs());
        }
    }
    let greatest = greatest.into_iter().fold(0.0, f32::max);
    let factor = MOST / greatest;
    let mut sum = 0;
    for (cell, values) in cells.iter_mut().zip(row.as_chunks::<STEP>().0) {
        cell[place] = values.map(|value| (value * factor + SHIFT).to_bits() as i8);
        sum += cell[place].iter().map(|&value| i32::from(value)).sum::<i32>();
    }
    Row { scale: greatest / MOST, lift: sum * LIFT }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn products_are_close_to_the_true_ones_and_equal_on_every_processor(
            rows in 0_usize..9,
            values in proptest::collection::vec(-3.0_f32..3.0, 8 * 24 + 24 * 48),
        ) {
            let (inner, width) = (24, 48);
            let (left, right) = (&values[..rows * inner], &values[8 * inner..]);
            let packed = Packed::new(right, inner, width);
            let mut steps = Activations::default();
            steps.set(left, inner);
            let (mut out, mut plain) = (vec![1.0; rows * width], vec![1.0; rows * width]);
            packed.multiply(&mut out, &steps);
            packed.multiply_plain(&mut plain, &steps);
            prop_assert_eq!(&out, &plain);
            #[cfg(target_arch = "x86_64")]
            for level in wide::levels() {
                let mut other = vec![1.0; rows * width];
                level(&packed, &mut other, &steps);
                prop_assert_eq!(&out, &other);
            }
            for (place, cell) in out.iter().enumerate() {
                let (row, column) = (place / width, place % width);
                let sum: f32 = (0..inner).map(|k| left[row * inner + k] * right[k * width + column]).sum();
                prop_assert!((cell - 1.0 - sum).abs() < 0.9, "{} {}", cell - 1.0, sum);
            }
        }
    }

    #[test]
    fn the_greatest_numbers_overflow_nothing() {
        let packed = Packed::new(&vec![9.0; LONGEST * 16], LONGEST, 16);
        let mut steps = Activations::default();
        steps.set(&[1e9; LONGEST], LONGEST);
        let mut out = vec![0.0; 16];
        packed.multiply(&mut out, &steps);
        let true_sum = 9.0 * 1e9 * 256.0;
        assert!(out.iter().all(|&cell| (cell / true_sum - 1.0).abs() < 1e-3), "{out:?}");
    }

    #[test]
    fn rows_of_nothing_give_nothing() {
        let packed = Packed::new(&[0.5; 8 * 16], 8, 16);
        let mut steps = Activations::default();
        steps.set(&[0.0; 8], 8);
        let mut out = vec![2.0; 16];
        packed.multiply(&mut out, &steps);
        assert_eq!(out, vec![2.0; 16]);
    }
}
