//! How the columns of a linear model spread: what the penalty of a logistic regression is relative to.

use super::design::Design;
use super::pass::{Part, Pass};
use super::sums::SumRow;
use crate::outcomes::OutcomeRow as TrainingRow;
use ndarray::{Array1, Array2};

/// Sums what a row adds to each column: a function of the column, its value and the row's weight.
pub(super) struct ColumnSums<'a, F> {
    pub(super) design: &'a Design,
    pub(super) term: F,
}

impl<F: Fn(usize, f64, f64) -> f64 + Sync> Pass for ColumnSums<'_, F> {
    type Encoded = Array2<f64>;
    type Part = Array1<f64>;
    const LANES: usize = 1;

    fn encode(&self, rows: &[TrainingRow]) -> Array2<f64> {
        self.design.matrix(rows)
    }

    fn start(&self) -> Array1<f64> {
        Array1::zeros(self.design.width())
    }

    fn add(&self, part: &mut Array1<f64>, encoded: &Array2<f64>, row: SumRow, _: u32) {
        for (column, (sum, value)) in part.iter_mut().zip(encoded.row(row.row)).enumerate() {
            *sum += (self.term)(column, *value, row.weight);
        }
    }
}

impl Part for Array1<f64> {
    fn merge(&mut self, later: Self) {
        *self += &later;
    }
}
