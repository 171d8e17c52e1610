//! The product in bytes with wide registers: of 512 bits where the processor multiplies and adds four bytes in one
//! instruction (`vpdpbusd`, AVX-512 VNNI), else of 256 bits with bytes widened to sixteen bits (AVX2).

use archmage::{SimdToken, X64V3Token, X64V4xToken, arcane};

use super::{Activations, LANES, LONGEST, Packed, ROWS, STEP};

/// `out += left · weights`, if the processor has such registers.
pub(super) fn multiply(weights: &Packed, out: &mut [f32], left: &Activations) -> bool {
    if let Some(token) = X64V4xToken::summon() {
        four_bytes(token, weights, out, left);
    } else if let Some(token) = X64V3Token::summon() {
        two_words(token, weights, out, left);
    } else {
        return false;
    }
    true
}

#[arcane(import_intrinsics)]
fn four_bytes(_: X64V4xToken, weights: &Packed, out: &mut [f32], left: &Activations) {
    // A block's weights stay in the nearest cache while all rows are multiplied with them.
    for (block, cells) in weights.cells.chunks_exact(left.steps).enumerate() {
        for (band, rows) in left.rows.chunks(ROWS).enumerate() {
            // Two sums per row, as an instruction takes longer than the time between two of them.
            let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
            let steps = left.band(band).as_chunks::<2>().0.iter().zip(cells.as_chunks::<2>().0);
            for (quads, cells) in steps {
                for turn in 0..2 {
                    let cell = _mm512_loadu_si512(&cells[turn]);
                    for (sums, four) in sums.iter_mut().zip(quads[turn]) {
                        let four = _mm512_set1_epi32(i32::from_le_bytes(four.map(i8::cast_unsigned)));
                        sums[turn] = _mm512_dpbusd_epi32(sums[turn], cell, four);
                    }
                }
            }
            for (place, (row, [one, other])) in rows.iter().zip(sums).enumerate() {
                let mut sums = [0_i32; LANES];
                _mm512_storeu_si512(&mut sums, _mm512_add_epi32(one, other));
                weights.restore(out, &sums, *row, (band * ROWS + place, block));
            }
        }
    }
}

#[arcane(import_intrinsics)]
fn two_words(_: X64V3Token, weights: &Packed, out: &mut [f32], left: &Activations) {
    let mut widened = [[[0_i16; STEP]; ROWS]; LONGEST / STEP];
    for (band, rows) in left.rows.chunks(ROWS).enumerate() {
        for (widened, quad) in widened.iter_mut().zip(left.band(band)) {
            *widened = quad.map(|four| four.map(i16::from));
        }
        for (block, cells) in weights.cells.chunks_exact(left.steps).enumerate() {
            let mut sums = [[0_i32; LANES]; ROWS];
            for half in 0..2 {
                // For four columns each the sums of the first two and of the last two numbers of a step.
                let mut pairs = [[_mm256_setzero_si256(); 2]; ROWS];
                for (quad, cell) in widened.iter().zip(cells) {
                    let quarters = cell.as_chunks::<16>().0;
                    let one = _mm256_cvtepu8_epi16(_mm_loadu_si128(&quarters[2 * half]));
                    let other = _mm256_cvtepu8_epi16(_mm_loadu_si128(&quarters[2 * half + 1]));
                    for (pairs, four) in pairs.iter_mut().zip(quad) {
                        let bytes = std::array::from_fn(|byte| four[byte / 2].to_le_bytes()[byte % 2]);
                        let four = _mm256_set1_epi64x(i64::from_le_bytes(bytes));
                        pairs[0] = _mm256_add_epi32(pairs[0], _mm256_madd_epi16(one, four));
                        pairs[1] = _mm256_add_epi32(pairs[1], _mm256_madd_epi16(other, four));
                    }
                }
                for (sums, [one, other]) in sums.iter_mut().zip(pairs) {
                    // The sums of pairs are in halves: columns 0, 1, 4, 5, then 2, 3, 6, 7.
                    let ordered = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_hadd_epi32(one, other));
                    _mm256_storeu_si256(&mut sums.as_chunks_mut::<8>().0[half], ordered);
                }
            }
            for (place, (row, sums)) in rows.iter().zip(&sums).enumerate() {
                weights.restore(out, sums, *row, (band * ROWS + place, block));
            }
        }
    }
}

/// One way of computing the product.
#[cfg(test)]
type Level = Box<dyn Fn(&Packed, &mut [f32], &Activations)>;

/// Every way that this processor has.
#[cfg(test)]
pub(super) fn levels() -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    if let Some(token) = X64V4xToken::summon() {
        levels.push(Box::new(move |weights, out, left| four_bytes(token, weights, out, left)));
    }
    if let Some(token) = X64V3Token::summon() {
        levels.push(Box::new(move |weights, out, left| two_words(token, weights, out, left)));
    }
    levels
}
