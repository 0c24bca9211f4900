//! Weights and outcomes of the rows, summed.

use super::pass::{Kind, Part, Pass};
use super::sums::SumRow;
use crate::outcomes::FOLDS;
use crate::outcomes::OutcomeRow as TrainingRow;
use serde::{Deserialize, Serialize};

/// The pass.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Totals;

/// Its sums.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Total {
    pub(super) weight: f64,
    /// Weighted sum of the outcomes.
    pub(super) outcomes: f64,
    /// The weight of each fold's rows.
    pub(super) folds: [f64; FOLDS as usize],
}

impl Pass for Totals {
    type Encoded = ();
    type Part = Total;
    const LANES: usize = 1;
    const KIND: Kind = Kind::Totals;

    fn encode(&self, _: &[TrainingRow]) {}

    fn start(&self) -> Total {
        Total::default()
    }

    fn add(&self, part: &mut Total, (): &(), row: SumRow, fold: u32) {
        part.weight += row.weight;
        part.outcomes += row.y * row.weight;
        if let Some(sum) = part.folds.get_mut(fold as usize) {
            *sum += row.weight;
        }
    }
}

impl Part for Total {
    fn merge(&mut self, later: Self) {
        self.weight += later.weight;
        self.outcomes += later.outcomes;
        self.folds.iter_mut().zip(later.folds).for_each(|(sum, later)| *sum += later);
    }
}
