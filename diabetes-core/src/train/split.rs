//! Rows are split by a hash of the seed and the record, so threads, chunks and machines share one split.

use crate::splitmix::mix;
use crate::values::Values;

/// Parts of the cross-fitting.
pub(super) const FOLDS: u32 = 5;

/// Where a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Only measured.
    HeldOut,
    /// Trained on; the number of its fold.
    Fold(u32),
}

/// The part of a record. Equal records share one, so a copy of a training row is never held out.
pub(super) fn part(values: &Values, seed: u64, test_size: f64) -> Part {
    let hash = values.as_slice().iter().fold(mix(seed), |hash, value| mix(hash ^ canonical(*value)));
    // 53 bits make a fraction in [0, 1).
    let fraction = (hash >> 11) as f64 / (1_u64 << 53) as f64;
    if fraction < test_size { Part::HeldOut } else { Part::Fold((mix(hash) % u64::from(FOLDS)) as u32) }
}

/// One bit pattern for every NaN, and one for both zeros.
fn canonical(value: f64) -> u64 {
    if value.is_nan() { u64::MAX } else { (value + 0.0).to_bits() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Field;

    #[test]
    fn the_split_has_the_size_asked_for_and_even_folds() {
        let parts: Vec<Part> = (0..10_000)
            .map(|row| {
                let mut values = Values::default();
                values.set(Field::Age, f64::from(row));
                part(&values, 42, 0.2)
            })
            .collect();
        let share = |wanted: Part| parts.iter().filter(|part| **part == wanted).count() as f64 / 10_000.0;
        assert!((share(Part::HeldOut) - 0.2).abs() < 0.015);
        for fold in 0..FOLDS {
            assert!((share(Part::Fold(fold)) - 0.16).abs() < 0.015, "fold {fold}");
        }
    }
}
