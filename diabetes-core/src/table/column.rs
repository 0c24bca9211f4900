//! One column of a table: numbers, or the codes of choices.

use crate::schema::{Field, Kind};
use crate::scorecard::compiled::Part;
use crate::values::code;
use std::borrow::Cow;
use std::ops::Range;

/// Rows that are worked on together, so that what is known of them stays near the processor.
pub(crate) const BLOCK: usize = 256;

/// The values of a field, one a row.
#[derive(Clone, Debug)]
pub(crate) enum Column<'a> {
    /// Of a number field; NaN is missing.
    Numbers(Cow<'a, [f64]>),
    /// Of a choice field: positions of its choices, [`code::MISSING`] where there is none.
    Codes(Cow<'a, [u8]>),
}

impl Column<'_> {
    /// A column of which nothing is known.
    pub(super) fn absent(field: Field, rows: usize) -> Self {
        match field.spec().kind {
            Kind::Number { .. } => Self::Numbers(vec![f64::NAN; rows].into()),
            Kind::Choice(_) => Self::Codes(vec![code::MISSING; rows].into()),
        }
    }

    /// The column of a field whose rows hold these numbers.
    pub(super) fn of(field: Field, numbers: impl Iterator<Item = f64>) -> Self {
        match field.spec().kind {
            Kind::Number { .. } => Self::Numbers(numbers.collect()),
            Kind::Choice(_) => Self::Codes(numbers.map(code::of).collect()),
        }
    }

    /// The number of a row, that of a choice its position; NaN where it is missing.
    pub(super) fn get(&self, row: usize) -> f64 {
        match self {
            Self::Numbers(numbers) => numbers.get(row).copied().unwrap_or(f64::NAN),
            Self::Codes(codes) => codes.get(row).map_or(f64::NAN, |code| code::number(*code)),
        }
    }

    pub(super) fn part(&self, rows: Range<usize>) -> Part<'_> {
        match self {
            Self::Numbers(numbers) => numbers.get(rows).map_or(Part::Absent, Part::Numbers),
            Self::Codes(codes) => codes.get(rows).map_or(Part::Absent, Part::Codes),
        }
    }

    pub(super) fn set(&mut self, row: usize, value: f64) {
        match self {
            Self::Numbers(numbers) => {
                if let Some(cell) = numbers.to_mut().get_mut(row) {
                    *cell = value;
                }
            }
            Self::Codes(codes) => {
                if let Some(cell) = codes.to_mut().get_mut(row) {
                    *cell = code::of(value);
                }
            }
        }
    }
}
