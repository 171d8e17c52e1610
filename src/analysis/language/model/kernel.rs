//! The arithmetic in floating point: matrix products and the activation curve, compiled for registers as wide as the processor
//! has (`archmage` picks at run time, without `unsafe` here).
//!
//! Products are not fused and sums not reordered by register width, so that every processor gives the same numbers.

#![allow(
    clippy::inline_always,
    reason = "what is compiled for wider registers must be inlined where they are known"
)]

use archmage::autoversion;

/// Columns processed at once: a register of the widest kind.
const LANES: usize = 16;
/// Rows processed at once.
const ROWS: usize = 4;

/// `out += left · right`, all row by row: `left` is *m* × `inner`, `right` is `inner` × `width`.
///
/// # Panics
/// If `width` is not a multiple of 16, or the shapes of the matrices do not match.
pub fn multiply(out: &mut [f32], left: &[f32], right: &[f32], inner: usize, width: usize) {
    assert!(width.is_multiple_of(LANES), "widths are padded to whole registers");
    assert!(inner > 0 && right.len() == inner * width, "the right matrix is inner × width");
    assert!(left.len() / inner * width == out.len(), "as many rows on the left as in the result");
    product(out, left, right, (inner, width));
}

#[autoversion(v4, v3, neon)]
fn product(out: &mut [f32], left: &[f32], right: &[f32], (inner, width): (usize, usize)) {
    for (out, left) in out.chunks_mut(ROWS * width).zip(left.chunks(ROWS * inner)) {
        match left.len() / inner {
            4 => band::<4>(out, left, right, width),
            3 => band::<3>(out, left, right, width),
            2 => band::<2>(out, left, right, width),
            _ => band::<1>(out, left, right, width),
        }
    }
}

/// `R` rows of the product.
#[inline(always)]
fn band<const R: usize>(out: &mut [f32], left: &[f32], right: &[f32], width: usize) {
    let inner = left.len() / R;
    let left: [&[f32]; R] = std::array::from_fn(|row| &left[row * inner..][..inner]);
    for column in (0..width).step_by(LANES) {
        let mut sums = [[0.0; LANES]; R];
        for (place, line) in right.chunks_exact(width).enumerate() {
            let line: &[f32; LANES] = line[column..].first_chunk().expect("a line holds whole registers");
            for (sums, left) in sums.iter_mut().zip(left) {
                let factor = left[place];
                for (sum, cell) in sums.iter_mut().zip(line) {
                    *sum += factor * cell;
                }
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            let out = &mut out[row * width + column..][..LANES];
            out.iter_mut().zip(sums).for_each(|(cell, sum)| *cell += sum);
        }
    }
}

/// A curve from 0 to 1 that approximates the logistic function: one division, no exponential.
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
