//! The classes of a field: values within one lie on the same piece of every table.

use super::{Grid, Part};
use crate::schema::Field;
use crate::scorecard::Shape;

/// A field that tables read, and where its values change class. The last class is that of missing values.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) field: Field,
    /// Of a number field; a choice has a class of its own.
    grid: Option<Grid>,
}

/// The classes of a block's rows on an axis, and their numbers for the pieces that are not flat.
#[derive(Debug, Default)]
pub(super) struct Classes {
    pub(super) classes: Vec<u16>,
    /// A missing one is 0, so that the flat piece of its class holds.
    pub(super) numbers: Vec<f64>,
}

impl Axis {
    /// The axis on which each of these shapes of the field changes its piece; `None` with too many thresholds.
    pub(super) fn new<'s>(field: Field, shapes: impl Iterator<Item = &'s Shape>) -> Option<Self> {
        let mut thresholds: Vec<f64> = shapes.flat_map(Shape::thresholds).collect();
        thresholds.sort_unstable_by(f64::total_cmp);
        // By value: 0 and -0 are one threshold.
        thresholds.dedup_by(|a, b| a == b);
        let grid = if field.choices().is_empty() { Some(Grid::new(thresholds)?) } else { None };
        Some(Self { field, grid })
    }

    /// One value of each class, in their order: NaN for the last.
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

    /// The class of each row.
    pub(super) fn classify(&self, rows: usize, part: Part<'_>, into: &mut Classes) {
        into.classes.clear();
        into.numbers.clear();
        let missing = (self.count() - 1) as u16;
        match (part, &self.grid) {
            (Part::Numbers(numbers), Some(grid)) => {
                let class = |number: &f64| if number.is_nan() { missing } else { grid.reached(*number) };
                into.classes.extend(numbers.iter().map(class));
                into.numbers.extend(numbers.iter().map(|number| if number.is_nan() { 0.0 } else { *number }));
            }
            (Part::Codes(codes), None) => into.classes.extend(codes.iter().map(|code| u16::from(*code).min(missing))),
            _ => {
                into.classes.resize(rows, missing);
                into.numbers.resize(rows, 0.0);
            }
        }
    }
}
