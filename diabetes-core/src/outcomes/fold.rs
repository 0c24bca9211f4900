//! Splits rows by a hash of the seed and the record, so that threads, chunks and machines share one split.

use crate::schema::{Field, Role};
use crate::splitmix::mix;
use crate::values::Values;

/// The number of folds in the cross-fitting.
pub(crate) const FOLDS: u32 = 5;

/// The hash of a record. Records that differ only in fields used for the advice have the same hash.
pub(crate) fn hash(values: &Values, seed: u64) -> u64 {
    let learned = Field::all().filter(|field| field.spec().role != Role::Advice);
    learned.fold(mix(seed), |hash, field| mix(hash ^ canonical(values.get(field))))
}

/// The fold of the records with this hash.
pub(crate) fn fold(hash: u64) -> u32 {
    (mix(hash) % u64::from(FOLDS)) as u32
}

/// Whether the row at a position is in a fold other than `without`.
pub(crate) fn is_in(folds: &[u32], position: usize, without: Option<u32>) -> bool {
    without.is_none() || folds.get(position) != without.as_ref()
}

/// One bit pattern for all NaNs, and one for both zeros.
fn canonical(value: f64) -> u64 {
    if value.is_nan() { u64::MAX } else { (value + 0.0).to_bits() }
}
