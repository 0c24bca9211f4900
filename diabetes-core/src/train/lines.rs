//! The passes of a linear model: products of its columns, and the sums of a Newton step.

use super::design::Design;
use super::gather::Gather;
use super::newton::{LogisticFit, Stepping};
use super::pass::{Kind, Pass};
use super::sums::SumRow;
use crate::outcomes::{FOLDS, OutcomeRow as TrainingRow};
use ndarray::Array2;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Sums the products of columns and outcome, of each fold.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Lines<'a> {
    pub(super) design: Cow<'a, Design>,
    pub(super) is_weighted: bool,
}

impl Pass for Lines<'_> {
    type Encoded = Array2<f64>;
    type Part = Vec<Gather>;
    const LANES: usize = 1;
    const KIND: Kind = Kind::Lines;

    fn encode(&self, rows: &[TrainingRow]) -> Array2<f64> {
        self.design.matrix(rows)
    }

    fn start(&self) -> Vec<Gather> {
        (0..FOLDS).map(|_| Gather::new(self.design.width(), self.is_weighted)).collect()
    }

    fn add(&self, part: &mut Vec<Gather>, encoded: &Array2<f64>, row: SumRow, fold: u32) {
        if let Some(sums) = part.get_mut(fold as usize) {
            sums.add(encoded.row(row.row), row.y, row.weight);
        }
    }
}

/// Sums the rows of each fold for a Newton step at a fit.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct LineSteps<'a> {
    pub(super) design: Cow<'a, Design>,
    pub(super) fit: Cow<'a, LogisticFit>,
}

impl Pass for LineSteps<'_> {
    type Encoded = Array2<f64>;
    type Part = Vec<Stepping>;
    const LANES: usize = 1;
    const KIND: Kind = Kind::LineSteps;

    fn encode(&self, rows: &[TrainingRow]) -> Array2<f64> {
        self.design.matrix(rows)
    }

    fn start(&self) -> Vec<Stepping> {
        (0..FOLDS).map(|_| Stepping::new(self.design.width())).collect()
    }

    fn add(&self, part: &mut Vec<Stepping>, encoded: &Array2<f64>, row: SumRow, fold: u32) {
        if let Some(sums) = part.get_mut(fold as usize) {
            let x = encoded.row(row.row);
            sums.add(x, self.fit.score(x), row.y, row.weight);
        }
    }
}
