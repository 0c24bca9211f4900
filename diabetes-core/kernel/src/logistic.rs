//! Converts log-odds to probabilities.

use crate::WHOLE;
use std::f64::consts::LOG2_E;

/// Converts log-odds to probabilities in place: `1 / (1 + exp(-score))`, with the bits that libm's `exp` gives.
pub fn logistic(scores: &mut [f64]) {
    for scores in scores.chunks_mut(TOGETHER) {
        // Without a branch, so that it vectorizes.
        if scores.iter().fold(true, |all, score| all & is_usual(-*score)) {
            for score in scores {
                *score = 1.0 / (1.0 + usual_exp(-*score));
            }
        } else {
            for score in scores {
                *score = 1.0 / (1.0 + libm::exp(-*score));
            }
        }
    }
}

/// Small enough that a chunk rarely contains an unusual value.
const TOGETHER: usize = 64;

/// The probabilities of neither, of the whole without its part, and of the part, which is limited to the whole.
#[inline]
#[must_use]
pub fn shares(whole: f64, part: f64) -> [f64; 3] {
    let part = if part > whole { whole } else { part };
    [1.0 - whole, whole - part, part]
}

/// Like [`shares`] for columns; `parts` is limited too.
pub fn columns_of_shares(wholes: &[f64], parts: &mut [f64], [neither, rest, part]: [&mut [f64]; 3]) {
    let shares_of_row = neither.iter_mut().zip(rest).zip(part);
    for ((whole, own), ((neither, rest), part)) in wholes.iter().zip(parts).zip(shares_of_row) {
        [*neither, *rest, *part] = shares(*whole, *own);
        *own = *part;
    }
}

/// The logarithm of 2, its first bits; [`LN2_LOW`] is the rest.
pub const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
/// What [`LN2_HIGH`] lacks.
pub const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// The coefficients of the polynomial in FreeBSD's `exp`.
pub const EXP_TERMS: [f64; 5] = [
    1.666_666_666_666_660_2e-1,
    -2.777_777_777_701_559_3e-3,
    6.613_756_321_437_934e-5,
    -1.653_390_220_546_525_2e-6,
    4.138_136_797_057_238_5e-8,
];

/// Whether a number is neither extreme nor NaN, nor so near half of ln 2 that its power of two depends on rounding.
#[inline(always)]
fn is_usual(x: f64) -> bool {
    let size = x.abs();
    (size > 1e-8) & (size < 708.0) & !((size > 0.3465) & (size < 0.3466))
}

/// Equals `libm::exp` (from FreeBSD) to the bit, but inlined and only for numbers that need a single scaling by a power
/// of two.
#[inline(always)]
fn usual_exp(x: f64) -> f64 {
    let [p1, p2, p3, p4, p5] = EXP_TERMS;
    // Rounds to a whole number without an integer conversion, which no processor vectorizes.
    let halves = LOG2_E * x + 0.5_f64.copysign(x);
    let near = halves + WHOLE - WHOLE;
    let k = near - if near.abs() > halves.abs() { 1.0_f64.copysign(halves) } else { 0.0 };
    let (high, low) = (x - k * LN2_HIGH, k * LN2_LOW);
    let x = high - low;
    let xx = x * x;
    let c = x - xx * (p1 + xx * (p2 + xx * (p3 + xx * (p4 + xx * p5))));
    let y = 1.0 + (x * c / (2.0 - c) - low + high);
    y * f64::from_bits((k + (WHOLE + 1023.0)).to_bits() << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_has_the_bits_of_libm() {
        let mut x: f64 = 1e-10;
        let mut numbers = vec![707.999];
        while x < 800.0 {
            numbers.extend([x, x.next_up()]);
            x *= 1.000_02;
        }
        // Where the power of two changes.
        let turns = (0..1030).map(|k| (f64::from(k) + 0.5) / LOG2_E);
        numbers.extend(turns.flat_map(|at| [at.next_down().next_down(), at.next_down(), at, at.next_up()]));
        for x in numbers {
            for x in [x, -x] {
                if is_usual(x) {
                    assert_eq!(usual_exp(x).to_bits(), libm::exp(x).to_bits(), "exp of {x:e}");
                }
            }
        }
        // Usual values only, and with an unusual one.
        let mut scores: Vec<f64> = (0..300).map(|step| f64::from(step) * 0.3 - 45.05).collect();
        scores.extend([0.0, 0.346_57, 708.5, -745.2, f64::INFINITY, f64::NEG_INFINITY]);
        assert!(is_usual(scores[7]) && !is_usual(f64::NAN));
        let expected: Vec<f64> = scores.iter().map(|score| 1.0 / (1.0 + libm::exp(-score))).collect();
        logistic(&mut scores);
        assert_eq!(scores, expected);
    }

    #[test]
    fn a_part_is_no_more_than_the_whole() {
        let (mut parts, mut neither, mut rest, mut part) = ([0.25, 0.75], [0.0; 2], [0.0; 2], [0.0; 2]);
        columns_of_shares(&[0.5, 0.5], &mut parts, [&mut neither, &mut rest, &mut part]);
        assert_eq!((neither, rest, part, parts), ([0.5; 2], [0.25, 0.0], [0.25, 0.5], [0.25, 0.5]));
    }
}
