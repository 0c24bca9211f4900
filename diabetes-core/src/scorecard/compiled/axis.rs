//! The classes of a field: values in the same class are on the same piece of every table.

use super::slice::ColumnSlice;
use crate::schema::{Field, FieldKind};
use crate::scorecard::Shape;
use diabetes_kernel::Grid;

/// A field used by tables, and where its values change class. The last class is for missing values.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) field: Field,
    /// For a number field; each choice is a class of its own.
    grid: Option<Grid>,
}

/// The classes of a block's rows on an axis, and their numbers for sloped pieces.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    pub(super) classes: Vec<u16>,
    /// If some are missing, the numbers with 0 in their place, so that the flat piece of their class works.
    filled: Vec<f64>,
}

impl Classes {
    /// The numbers of the rows, where `part` has the classified ones.
    pub(super) fn numbers<'a>(&'a self, part: ColumnSlice<'a>) -> &'a [f64] {
        match part {
            ColumnSlice::Numbers(numbers) if self.filled.is_empty() => numbers,
            _ => &self.filled,
        }
    }
}

impl Axis {
    /// The axis on which each of these shapes of the field changes its piece; `None` if there are too many thresholds.
    pub(super) fn new<'s>(field: Field, shapes: impl Iterator<Item = &'s Shape>) -> Option<Self> {
        let mut thresholds: Vec<f64> = shapes.flat_map(Shape::thresholds).collect();
        thresholds.sort_unstable_by(f64::total_cmp);
        // By value: 0 and -0 are the same threshold.
        thresholds.dedup_by(|a, b| a == b);
        let grid = match field.spec().kind {
            FieldKind::Number { min, max, .. } => Some(Grid::new(thresholds, min, max)?),
            FieldKind::Choice(_) | FieldKind::Date => None,
        };
        Some(Self { field, grid })
    }

    /// One value of each class, in order; NaN for the last.
    pub(super) fn representatives(&self) -> Vec<f64> {
        let mut values: Vec<f64> = match &self.grid {
            Some(grid) => {
                let below = grid.thresholds().first().map_or(0.0, |first| first.next_down());
                std::iter::once(below).chain(grid.thresholds().iter().copied()).collect()
            }
            None => (0..self.field.choices().len()).map(|code| code as f64).collect(),
        };
        values.push(f64::NAN);
        values
    }

    pub(super) fn count(&self) -> usize {
        1 + self.grid.as_ref().map_or(self.field.choices().len(), |grid| grid.thresholds().len() + 1)
    }

    /// The class of each row. A number out of its field's range gets an arbitrary class.
    pub(super) fn classify(&self, rows: usize, part: ColumnSlice<'_>, into: &mut Classes) {
        let missing = (self.count() - 1) as u16;
        into.classes.resize(rows, missing);
        into.filled.clear();
        match (part, &self.grid) {
            (ColumnSlice::Numbers(numbers), Some(grid)) => {
                if grid.classify(numbers, missing, &mut into.classes) {
                    into.filled.extend(numbers.iter().map(|number| if number.is_nan() { 0.0 } else { *number }));
                }
            }
            (ColumnSlice::Codes(codes), None) => diabetes_kernel::classify_codes(codes, missing, &mut into.classes),
            _ => {
                into.classes.fill(missing);
                into.filled.resize(rows, 0.0);
            }
        }
    }
}
