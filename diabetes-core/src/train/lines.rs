//! The passes of a linear model: products of its columns, and the sums of a Newton step.

use super::design::Design;
use super::moments::Gather;
use super::newton::{LogisticFit, Step};
use super::pass::{Kind, Pass};
use super::sums::SumRow;
use crate::outcomes::OutcomeRow as TrainingRow;
use ndarray::Array2;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Sums the products of columns and outcome.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Lines<'a> {
    pub(super) design: Cow<'a, Design>,
    pub(super) is_weighted: bool,
}

impl Pass for Lines<'_> {
    type Encoded = Array2<f64>;
    type Part = Gather;
    const LANES: usize = 1;
    const KIND: Kind = Kind::Lines;

    fn encode(&self, rows: &[TrainingRow]) -> Array2<f64> {
        self.design.matrix(rows)
    }

    fn start(&self) -> Gather {
        Gather::new(self.design.width(), self.is_weighted)
    }

    fn add(&self, part: &mut Gather, encoded: &Array2<f64>, row: SumRow, _: u32) {
        part.add(encoded.row(row.row), row.y, row.weight);
    }
}

/// Sums the rows for a Newton step at a fit.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct LineSteps<'a> {
    pub(super) design: Cow<'a, Design>,
    pub(super) fit: Cow<'a, LogisticFit>,
}

impl Pass for LineSteps<'_> {
    type Encoded = Array2<f64>;
    type Part = Step;
    const LANES: usize = 1;
    const KIND: Kind = Kind::LineSteps;

    fn encode(&self, rows: &[TrainingRow]) -> Array2<f64> {
        self.design.matrix(rows)
    }

    fn start(&self) -> Step {
        Step { gather: Gather::new(self.design.width(), true), loss: 0.0 }
    }

    fn add(&self, part: &mut Step, encoded: &Array2<f64>, row: SumRow, _: u32) {
        let x = encoded.row(row.row);
        part.add(x, self.fit.score(x), row.y, row.weight);
    }
}
