//! Rows are split by a hash of the seed and the record, so threads, chunks and machines share one split.

use crate::schema::{Field, Role};
use crate::splitmix::mix;
use crate::values::Values;

/// Parts of the cross-fitting.
pub(crate) const FOLDS: u32 = 5;

/// The hash of a record. Equal records share one, also where they differ in what is asked for the advice alone.
pub(crate) fn hash(values: &Values, seed: u64) -> u64 {
    let learned = Field::all().filter(|field| field.spec().role != Role::Advice);
    learned.fold(mix(seed), |hash, field| mix(hash ^ canonical(values.get(field))))
}

/// The fold of the records with this hash.
pub(crate) fn fold(hash: u64) -> u32 {
    (mix(hash) % u64::from(FOLDS)) as u32
}

/// Whether the row at a position lies in the folds other than `without`.
pub(crate) fn is_in(folds: &[u32], position: usize, without: Option<u32>) -> bool {
    without.is_none() || folds.get(position) != without.as_ref()
}

/// One bit pattern for every NaN, and one for both zeros.
fn canonical(value: f64) -> u64 {
    if value.is_nan() { u64::MAX } else { (value + 0.0).to_bits() }
}
