//! How the columns of a linear model spread: what the penalty of a logistic regression is relative to.

use super::design::Design;
use super::pass::{Kind, Part, Pass};
use super::sums::SumRow;
use crate::outcomes::OutcomeRow as TrainingRow;
use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Sums each column's values by weight, or the squares of their deviations from these means.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ColumnSums<'a> {
    pub(super) design: Cow<'a, Design>,
    pub(super) means: Option<Cow<'a, Array1<f64>>>,
}

impl Pass for ColumnSums<'_> {
    type Encoded = Array2<f64>;
    type Part = Array1<f64>;
    const LANES: usize = 1;
    const KIND: Kind = Kind::ColumnSums;

    fn encode(&self, rows: &[TrainingRow]) -> Array2<f64> {
        self.design.matrix(rows)
    }

    fn start(&self) -> Array1<f64> {
        Array1::zeros(self.design.width())
    }

    fn add(&self, part: &mut Array1<f64>, encoded: &Array2<f64>, row: SumRow, _: u32) {
        let SumRow { row, weight, .. } = row;
        let cells = part.iter_mut().zip(encoded.row(row));
        match &self.means {
            None => cells.for_each(|(sum, value)| *sum += value * weight),
            Some(means) => cells.zip(means.iter()).for_each(|((sum, value), mean)| {
                *sum += weight * (value - mean) * (value - mean);
            }),
        }
    }
}

impl Part for Array1<f64> {
    fn merge(&mut self, later: Self) {
        *self += &later;
    }

    fn is_like(&self, other: &Self) -> bool {
        self.len() == other.len()
    }
}
