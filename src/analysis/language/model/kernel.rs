//! The arithmetic: matrix products and the gates' curve, in registers as wide as the processor has (`pulp` picks at run
//! time, without `unsafe` here).
//!
//! No product is fused and no sum reordered by register width, so every processor gives the same numbers.

#![allow(
    clippy::inline_always,
    reason = "what is compiled for wider registers must be inlined where they are known"
)]

use pulp::{Arch, Simd, WithSimd};

/// Columns worked on at once: two registers of the widest kind used.
const LANES: usize = 16;
/// Rows worked on at once.
const ROWS: usize = 4;

/// `out += left · right`, all row by row: `left` is *m* × `inner`, `right` is `inner` × `width`.
///
/// # Panics
/// If `width` is no multiple of 16, or a matrix does not fit the others.
pub fn multiply(out: &mut [f32], left: &[f32], right: &[f32], inner: usize, width: usize) {
    assert!(width.is_multiple_of(LANES), "widths are padded to whole registers");
    assert!(inner > 0 && right.len() == inner * width, "the right matrix is inner × width");
    assert!(left.len() / inner * width == out.len(), "as many rows on the left as in the result");
    Arch::new().dispatch(Product { out, left, right, inner, width });
}

struct Product<'p> {
    out: &'p mut [f32],
    left: &'p [f32],
    right: &'p [f32],
    inner: usize,
    width: usize,
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { out, left, right, inner, width } = self;
        for (out, left) in out.chunks_mut(ROWS * width).zip(left.chunks(ROWS * inner)) {
            match left.len() / inner {
                4 => band::<S, 4>(simd, out, left, right, width),
                3 => band::<S, 3>(simd, out, left, right, width),
                2 => band::<S, 2>(simd, out, left, right, width),
                _ => band::<S, 1>(simd, out, left, right, width),
            }
        }
    }
}

/// `R` rows of the product.
#[inline(always)]
fn band<S: Simd, const R: usize>(simd: S, out: &mut [f32], left: &[f32], right: &[f32], width: usize) {
    let inner = left.len() / R;
    let step = 2 * size_of::<S::f32s>() / size_of::<f32>();
    for column in (0..width).step_by(step) {
        let mut sums = [[simd.splat_f32s(0.0); 2]; R];
        for (place, line) in right.chunks_exact(width).enumerate() {
            let [one, other] = pair::<S>(&line[column..column + step]);
            for (row, sum) in sums.iter_mut().enumerate() {
                let factor = simd.splat_f32s(left[row * inner + place]);
                sum[0] = simd.add_f32s(sum[0], simd.mul_f32s(factor, one));
                sum[1] = simd.add_f32s(sum[1], simd.mul_f32s(factor, other));
            }
        }
        for (row, sum) in sums.iter().enumerate() {
            let start = row * width + column;
            let (cells, _) = S::as_mut_simd_f32s(&mut out[start..start + step]);
            for (cell, sum) in cells.iter_mut().zip(sum) {
                *cell = simd.add_f32s(*cell, *sum);
            }
        }
    }
}

#[inline(always)]
fn pair<S: Simd>(line: &[f32]) -> [S::f32s; 2] {
    match S::as_simd_f32s(line).0 {
        [one, other] => [*one, *other],
        _ => unreachable!("a line holds two registers"),
    }
}

/// A curve from 0 to 1 that stands in for the logistic function: one division, no exponential.
#[inline(always)]
#[must_use]
pub fn gate(value: f32) -> f32 {
    let half = (value * 0.5).clamp(-3.0, 3.0);
    let square = half * half;
    0.5 + 0.5 * half * (27.0 + square) / (27.0 + 9.0 * square)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::cast_precision_loss, reason = "small numbers")]
    use super::*;

    #[test]
    fn products_agree_with_the_definition_for_every_number_of_rows() {
        let (inner, width) = (5, 32);
        let right: Vec<f32> = (0..inner * width).map(|n| (n % 7) as f32 - 3.0).collect();
        for rows in 0..9 {
            let left: Vec<f32> = (0..rows * inner).map(|n| (n % 5) as f32 * 0.5).collect();
            let mut out = vec![1.0; rows * width];
            multiply(&mut out, &left, &right, inner, width);
            for (place, &cell) in out.iter().enumerate() {
                let (row, column) = (place / width, place % width);
                let sum: f32 = (0..inner).map(|k| left[row * inner + k] * right[k * width + column]).sum();
                assert!((cell - 1.0 - sum).abs() < 1e-4, "{rows} rows, cell {place}");
            }
        }
    }

    #[test]
    fn the_gate_rises_from_nought_to_one() {
        assert!(
            gate(-50.0).abs() < 1e-6 && (gate(50.0) - 1.0).abs() < 1e-6 && (gate(0.0) - 0.5).abs() < 1e-6
        );
        assert!((-80..80).all(|n| gate(n as f32 * 0.1) <= gate((n + 1) as f32 * 0.1) + 1e-7));
    }
}
