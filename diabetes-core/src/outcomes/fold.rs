//! Rows are split by a hash of the seed and the record, so threads, chunks and machines share one split.

use crate::values::Values;

/// Parts of the cross-fitting.
pub(crate) const FOLDS: u32 = 5;

/// The hash of a record. Equal records share one.
pub(crate) fn hash(values: &Values, seed: u64) -> u64 {
    values.as_slice().iter().fold(mix(seed), |hash, value| mix(hash ^ canonical(*value)))
}

/// The fold of the records with this hash.
pub(crate) fn fold(hash: u64) -> u32 {
    (mix(hash) % u64::from(FOLDS)) as u32
}

/// One bit pattern for every NaN, and one for both zeros.
fn canonical(value: f64) -> u64 {
    if value.is_nan() { u64::MAX } else { (value + 0.0).to_bits() }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
fn mix(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
