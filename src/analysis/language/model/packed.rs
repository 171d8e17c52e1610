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
        let column = |place: usize| weights[place..].iter().step_by(width);
        let steps: Vec<f32> = (0..width)
            .map(|place| {
                let total: f32 = column(place).map(|weight| weight.abs()).sum();
                let most = column(place).fold(0.0_f32, |most, weight| most.max(weight.abs()));
                (MOST / total.max(1e-9)).min(32_000.0 / most.max(1e-9))
            })
            .collect();
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
            left.pairs.len() / (self.inner / 2) * self.width == out.len(),
            "as many rows as in the result"
        );
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            pulp::Simd::vectorize(simd, Wide { simd, packed: self, out, left: &left.pairs });
            return;
        }
        self.multiply_plain(out, &left.pairs);
    }

    fn multiply_plain(&self, out: &mut [f32], left: &[[i16; 2]]) {
        let pairs = self.inner / 2;
        for (out, row) in out.chunks_exact_mut(self.width).zip(left.chunks_exact(pairs)) {
            let blocks = out.as_chunks_mut::<BLOCK>().0.iter_mut().zip(self.scales.as_chunks::<BLOCK>().0);
            for ((out, scales), cells) in blocks.zip(self.cells.chunks_exact(pairs)) {
                let mut sums = [0_i32; BLOCK];
                for (&[one, other], cells) in row.iter().zip(cells) {
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

/// Numbers between layers, as whole steps, two and two.
#[derive(Clone, Debug, Default)]
pub struct Activations {
    pairs: Vec<[i16; 2]>,
}

impl Activations {
    /// Replaces the content by these numbers, whose count is even.
    #[allow(clippy::cast_possible_truncation, reason = "clamped")]
    pub fn set(&mut self, values: &[f32]) {
        let step = |value: f32| (value * ONE).clamp(-32_767.0, 32_767.0) as i32 as i16;
        self.pairs.clear();
        self.pairs.extend(values.as_chunks::<2>().0.iter().map(|pair| pair.map(step)));
    }
}

/// The product with registers of 256 bits.
#[cfg(target_arch = "x86_64")]
struct Wide<'p> {
    simd: pulp::x86::V3,
    packed: &'p Packed,
    out: &'p mut [f32],
    left: &'p [[i16; 2]],
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Wide<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { simd, packed, out, left } = self;
        let (pairs, width) = (packed.inner / 2, packed.width);
        for (out, left) in out.chunks_mut(ROWS * width).zip(left.chunks(ROWS * pairs)) {
            match left.len() / pairs {
                4 => band::<4>(simd, packed, out, left),
                3 => band::<3>(simd, packed, out, left),
                2 => band::<2>(simd, packed, out, left),
                _ => band::<1>(simd, packed, out, left),
            }
        }
    }
}

/// `R` rows of the product, two blocks of columns at a time.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn band<const R: usize>(simd: pulp::x86::V3, packed: &Packed, out: &mut [f32], left: &[[i16; 2]]) {
    let pairs = packed.inner / 2;
    let rows: [&[[i16; 2]]; R] = std::array::from_fn(|row| &left[row * pairs..(row + 1) * pairs]);
    for (twin, cells) in packed.cells.chunks_exact(2 * pairs).enumerate() {
        let (one, other) = cells.split_at(pairs);
        let mut sums = [[simd.splat_i32x8(0); 2]; R];
        for (place, (one, other)) in one.iter().zip(other).enumerate() {
            let weights: [pulp::i16x16; 2] = [pulp::cast(*one), pulp::cast(*other)];
            for (sum, row) in sums.iter_mut().zip(&rows) {
                let value = simd.splat_i32x8(pulp::cast(row[place]));
                for (sum, weights) in sum.iter_mut().zip(weights) {
                    let product = simd.multiply_wrapping_add_adjacent_i16x16(pulp::cast(value), weights);
                    *sum = simd.wrapping_add_i32x8(*sum, product);
                }
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            for (half, &sums) in sums.iter().enumerate() {
                let column = (2 * twin + half) * BLOCK;
                let start = row * packed.width + column;
                let out = out[start..].first_chunk_mut().expect("a row holds whole blocks");
                let scales = packed.scales[column..].first_chunk().expect("a row holds whole blocks");
                restore(out, &pulp::cast(sums), scales);
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
            steps.set(left);
            let (mut out, mut plain) = (vec![1.0; rows * width], vec![1.0; rows * width]);
            packed.multiply(&mut out, &steps);
            packed.multiply_plain(&mut plain, &steps.pairs);
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
        steps.set(&[1e9; 128]);
        let mut out = vec![0.0; 16];
        packed.multiply(&mut out, &steps);
        assert!(out.iter().all(|&cell| cell > 9.0 * 128.0 * 31.0));
    }
}
