//! How the columns of a linear model spread: what the penalty of a logistic regression is relative to.

use super::design::Design;
use super::pass::{Part, Pass};
use super::sums::SumRow;
use crate::outcomes::OutcomeRow as TrainingRow;
use ndarray::{Array1, Array2};

/// Sums the weighted columns.
pub(super) struct ColumnSums<'a>(pub(super) &'a Design);

/// Sums the weighted squares of the columns' distances from their means.
pub(super) struct ColumnSquares<'a>(pub(super) &'a Design, pub(super) &'a Array1<f64>);

impl Pass for ColumnSums<'_> {
    type Encoded = Array2<f64>;
    type Part = Array1<f64>;
    const LANES: usize = 1;

    fn encode(&self, rows: &[TrainingRow]) -> Array2<f64> {
        self.0.matrix(rows)
    }

    fn start(&self) -> Array1<f64> {
        Array1::zeros(self.0.width())
    }

    fn add(&self, part: &mut Array1<f64>, encoded: &Array2<f64>, row: SumRow, _: u32) {
        part.iter_mut().zip(encoded.row(row.row)).for_each(|(sum, value)| *sum += value * row.weight);
    }
}

impl Pass for ColumnSquares<'_> {
    type Encoded = Array2<f64>;
    type Part = Array1<f64>;
    const LANES: usize = 1;

    fn encode(&self, rows: &[TrainingRow]) -> Array2<f64> {
        self.0.matrix(rows)
    }

    fn start(&self) -> Array1<f64> {
        Array1::zeros(self.0.width())
    }

    fn add(&self, part: &mut Array1<f64>, encoded: &Array2<f64>, row: SumRow, _: u32) {
        for ((sum, value), mean) in part.iter_mut().zip(encoded.row(row.row)).zip(self.1) {
            *sum += row.weight * (value - mean) * (value - mean);
        }
    }
}

impl Part for Array1<f64> {
    fn merge(&mut self, later: Self) {
        *self += &later;
    }
}
