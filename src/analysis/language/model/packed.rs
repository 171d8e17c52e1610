//! Matrix products in whole numbers: weights of sixteen bits, each column with the scale that restores it. Two products
//! are added in one instruction where the processor has one (`pmaddwd`), and every processor gives the same numbers.

#![allow(
    clippy::inline_always,
    reason = "what is compiled for wider registers must be inlined where they are known"
)]

/// Columns in a block: the sums of one register.
const BLOCK: usize = 8;
/// Rows worked on at once.
const ROWS: usize = 4;
/// Whole steps in the number 1 of an activation; activations are held to ±32.
const ONE: f32 = 1024.0;
/// The most that the weights of a column add up to, so that no sum can overflow.
const MOST: f32 = 65_000.0;

/// A matrix of weights, `inner` × `width`, `inner` even, `width` a multiple of 16.
#[derive(Clone, Debug)]
pub struct Packed {
    inner: usize,
    width: usize,
    /// For each block of columns and each pair of rows the pairs of the block's columns.
    cells: Vec<[i16; 2 * BLOCK]>,
    /// What a column's sums are multiplied by.
    scales: Vec<f32>,
}

impl Packed {
    /// Packs weights given row by row.
    ///
    /// # Panics
    /// If the numbers do not make a matrix of such a shape.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "held to 16 bits by the scale")]
    pub fn new(weights: &[f32], inner: usize, width: usize) -> Self {
        assert!(weights.len() == inner * width && inner.is_multiple_of(2) && width.is_multiple_of(2 * BLOCK));
        let mut sizes = vec![(0.0_f32, 0.0_f32); width];
        for row in weights.chunks_exact(width) {
            for ((total, most), weight) in sizes.iter_mut().zip(row) {
                *total += weight.abs();
                *most = most.max(weight.abs());
            }
        }
        let step = |(total, most): (f32, f32)| (MOST / total.max(1e-9)).min(32_000.0 / most.max(1e-9));
        let steps: Vec<f32> = sizes.into_iter().map(step).collect();
        let mut cells = Vec::with_capacity(inner * width / (2 * BLOCK));
        for block in (0..width).step_by(BLOCK) {
            for pair in (0..inner).step_by(2) {
                cells.push(std::array::from_fn(|cell| {
                    let place = block + cell / 2;
                    (weights[(pair + cell % 2) * width + place] * steps[place]).round() as i16
                }));
            }
        }
        let scales = steps.iter().map(|step| 1.0 / (step * ONE)).collect();
        Self { inner, width, cells, scales }
    }

    /// `out += left · weights`.
    ///
    /// # Panics
    /// If the rows do not fit the weights.
    pub fn multiply(&self, out: &mut [f32], left: &Activations) {
        assert!(
            left.rows * self.width == out.len() && left.pairs * 2 == self.inner,
            "as many rows as in the result"
        );
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            pulp::Simd::vectorize(simd, Wide { simd, packed: self, out, left });
            return;
        }
        self.multiply_plain(out, left);
    }

    fn multiply_plain(&self, out: &mut [f32], left: &Activations) {
        let pairs = self.inner / 2;
        for (row, out) in out.chunks_exact_mut(self.width).enumerate() {
            let band = &left.cells[row / ROWS * pairs..][..pairs];
            let blocks = out.as_chunks_mut::<BLOCK>().0.iter_mut().zip(self.scales.as_chunks::<BLOCK>().0);
            for ((out, scales), cells) in blocks.zip(self.cells.chunks_exact(pairs)) {
                let mut sums = [0_i32; BLOCK];
                for (quad, cells) in band.iter().zip(cells) {
                    let [one, other] = quad[row % ROWS];
                    for (sum, weights) in sums.iter_mut().zip(cells.as_chunks::<2>().0) {
                        *sum +=
                            i32::from(one) * i32::from(weights[0]) + i32::from(other) * i32::from(weights[1]);
                    }
                }
                restore(out, &sums, scales);
            }
        }
    }
}

/// Adds sums of whole steps, scaled.
#[inline(always)]
#[allow(clippy::cast_precision_loss, reason = "activations are approximate")]
fn restore(out: &mut [f32; BLOCK], sums: &[i32; BLOCK], scales: &[f32; BLOCK]) {
    for ((out, &sum), scale) in out.iter_mut().zip(sums).zip(scales) {
        *out += sum as f32 * scale;
    }
}

/// Numbers between layers, as whole steps: pair by pair, each for four rows.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    cells: Vec<[[i16; 2]; ROWS]>,
    /// Pairs in a row.
    pairs: usize,
    rows: usize,
}

impl Activations {
    /// Replaces the content by these numbers, in rows of an even `width`.
    pub fn set(&mut self, values: &[f32], width: usize) {
        self.clear(width);
        let mut rows = values.chunks_exact(width);
        while let Some(first) = rows.next() {
            let others: [Option<&[f32]>; ROWS - 1] = std::array::from_fn(|_| rows.next());
            let held = 1 + others.iter().flatten().count();
            // Rows that are not there are never looked at.
            let [second, third, fourth] = others.map(|row| row.unwrap_or(first));
            self.push_band([first, second, third, fourth], held);
        }
    }

    /// Takes all numbers out; rows will have `width` of them.
    fn clear(&mut self, width: usize) {
        self.cells.clear();
        self.rows = 0;
        self.pairs = width / 2;
    }

    /// Appends a band of rows, of which so many are held. No band may follow one that is not full.
    fn push_band(&mut self, rows: [&[f32]; ROWS], held: usize) {
        self.rows += held;
        let rows = rows.map(|row| row.as_chunks::<2>().0);
        let pairs = self.pairs;
        let rows = rows.map(|row| &row[..pairs]);
        self.cells.extend((0..pairs).map(|place| rows.map(|row| row[place].map(whole_steps))));
    }
}

/// The nearest whole step: what is added leaves it in the lowest bits of the number.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "the sixteen lowest bits are meant")]
fn whole_steps(value: f32) -> i16 {
    const SHIFT: f32 = 12_582_912.0;
    ((value * ONE).clamp(-32_767.0, 32_767.0) + SHIFT).to_bits() as i16
}

/// The product with registers of 256 bits.
#[cfg(target_arch = "x86_64")]
struct Wide<'p> {
    simd: pulp::x86::V3,
    packed: &'p Packed,
    out: &'p mut [f32],
    left: &'p Activations,
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Wide<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { simd, packed, out, left } = self;
        let (pairs, width) = (packed.inner / 2, packed.width);
        // The weights of two blocks stay in the nearest cache while all rows pass over them.
        for (twin, cells) in packed.cells.chunks_exact(2 * pairs).enumerate() {
            let twin = Twin { simd, cells, scales: &packed.scales, column: 2 * twin * BLOCK, width };
            for (out, left) in out.chunks_mut(ROWS * width).zip(left.cells.chunks_exact(pairs)) {
                match out.len() / width {
                    4 => twin.band::<4>(out, left),
                    3 => twin.band::<3>(out, left),
                    2 => twin.band::<2>(out, left),
                    _ => twin.band::<1>(out, left),
                }
            }
        }
    }
}

/// Two neighbouring blocks of columns.
#[cfg(target_arch = "x86_64")]
struct Twin<'p> {
    simd: pulp::x86::V3,
    cells: &'p [[i16; 2 * BLOCK]],
    scales: &'p [f32],
    /// The first of their columns.
    column: usize,
    width: usize,
}

#[cfg(target_arch = "x86_64")]
impl Twin<'_> {
    /// `R` rows of the product.
    #[inline(always)]
    fn band<const R: usize>(&self, out: &mut [f32], left: &[[[i16; 2]; ROWS]]) {
        let simd = self.simd;
        let (one, other) = self.cells.split_at(left.len());
        let mut sums = [[simd.splat_i32x8(0); 2]; R];
        for ((quad, one), other) in left.iter().zip(one).zip(other) {
            let weights: [pulp::i16x16; 2] = [pulp::cast(*one), pulp::cast(*other)];
            for (sum, pair) in sums.iter_mut().zip(quad) {
                let value = simd.splat_i32x8(pulp::cast(*pair));
                for (sum, weights) in sum.iter_mut().zip(weights) {
                    let product = simd.multiply_wrapping_add_adjacent_i16x16(pulp::cast(value), weights);
                    *sum = simd.wrapping_add_i32x8(*sum, product);
                }
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            for (half, &sums) in sums.iter().enumerate() {
                let column = self.column + half * BLOCK;
                let out = out[row * self.width + column..].first_chunk_mut::<BLOCK>();
                let out = out.expect("a row holds whole blocks");
                let scales = self.scales[column..].first_chunk::<BLOCK>().expect("a row holds whole blocks");
                let sums: pulp::f32x8 = pulp::cast(simd.avx._mm256_cvtepi32_ps(pulp::cast(sums)));
                let scaled = simd.mul_f32x8(sums, pulp::cast(*scales));
                *out = pulp::cast(simd.add_f32x8(pulp::cast(*out), scaled));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn products_are_near_the_true_ones_and_alike_on_every_processor(
            rows in 0_usize..9,
            values in proptest::collection::vec(-3.0_f32..3.0, 8 * 6 + 6 * 32),
        ) {
            let (inner, width) = (6, 32);
            let (left, right) = (&values[..rows * inner], &values[8 * inner..]);
            let packed = Packed::new(right, inner, width);
            let mut steps = Activations::default();
            steps.set(left, inner);
            let (mut out, mut plain) = (vec![1.0; rows * width], vec![1.0; rows * width]);
            packed.multiply(&mut out, &steps);
            packed.multiply_plain(&mut plain, &steps);
            prop_assert_eq!(&out, &plain);
            for (place, cell) in out.iter().enumerate() {
                let (row, column) = (place / width, place % width);
                let sum: f32 = (0..inner).map(|k| left[row * inner + k] * right[k * width + column]).sum();
                prop_assert!((cell - 1.0 - sum).abs() < 0.03, "{} {}", cell - 1.0, sum);
            }
        }
    }

    #[test]
    fn the_greatest_activations_overflow_nothing() {
        let packed = Packed::new(&vec![9.0; 128 * 16], 128, 16);
        let mut steps = Activations::default();
        steps.set(&[1e9; 128], 128);
        let mut out = vec![0.0; 16];
        packed.multiply(&mut out, &steps);
        assert!(out.iter().all(|&cell| cell > 9.0 * 128.0 * 31.0));
    }
}
