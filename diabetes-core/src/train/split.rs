//! Assigns records to the parts of training.

use crate::outcomes::{FOLDS, fold, hash};
use crate::values::Values;

const HELD_OUT: u8 = u8::MAX;

/// The part of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Only for evaluation.
    HeldOut,
    /// Trained on, with the number of its fold.
    Fold(u32),
}

impl Use {
    /// The part in a block's bytes: the number of the fold.
    pub(super) fn code(self) -> u8 {
        match self {
            Use::HeldOut => HELD_OUT,
            Use::Fold(fold) => fold as u8,
        }
    }

    /// The part with this code.
    pub(super) fn of_code(code: u8) -> Option<Self> {
        match u32::from(code) {
            _ if code == HELD_OUT => Some(Use::HeldOut),
            fold if fold < FOLDS => Some(Use::Fold(fold)),
            _ => None,
        }
    }
}

/// The part of a record. Equal records share one, so a copy of a training row is never held out.
pub(super) fn part(values: &Values, seed: u64, test_size: f64) -> Use {
    let hash = hash(values, seed);
    // 53 bits make a fraction in [0, 1).
    let fraction = (hash >> 11) as f64 / (1_u64 << 53) as f64;
    if fraction < test_size { Use::HeldOut } else { Use::Fold(fold(hash)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Field;

    #[test]
    fn the_split_has_the_size_asked_for_and_even_folds() {
        let parts: Vec<Use> = (0..10_000)
            .map(|row| {
                let mut values = Values::default();
                values.set(Field::Age, f64::from(row));
                part(&values, 42, 0.2)
            })
            .collect();
        let share = |wanted: Use| parts.iter().filter(|part| **part == wanted).count() as f64 / 10_000.0;
        assert!((share(Use::HeldOut) - 0.2).abs() < 0.015);
        for fold in 0..FOLDS {
            assert!((share(Use::Fold(fold)) - 0.16).abs() < 0.015, "fold {fold}");
        }
    }
}
