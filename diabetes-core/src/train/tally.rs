//! Counts of the rows with an outcome, and of those used for calibration and evaluation.

use super::pass::{Kind, Part, Pass};
use super::sums::SumRow;
use crate::model::Output;
use crate::outcomes::{Counts, OutcomeRow as TrainingRow};
use serde::{Deserialize, Serialize};

/// The pass: counts the rows of an output.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Tally {
    pub(super) output: Output,
}

impl Pass for Tally {
    /// Whether each row is used for calibration and evaluation.
    type Encoded = Vec<bool>;
    type Part = [Counts; 2];
    const LANES: usize = 1;
    const KIND: Kind = Kind::Tally;

    fn encode(&self, rows: &[TrainingRow]) -> Vec<bool> {
        rows.iter().map(|row| row.judges).collect()
    }

    fn start(&self) -> [Counts; 2] {
        [Counts::default(); 2]
    }

    fn add(&self, [all, judging]: &mut [Counts; 2], judges: &Vec<bool>, row: SumRow, _: u32) {
        let is_event = self.output != Output::Glucose && row.y > 0.0;
        *all = all.and(is_event, row.weight);
        if judges.get(row.row) == Some(&true) {
            *judging = judging.and(is_event, row.weight);
        }
    }
}

impl Part for [Counts; 2] {
    fn merge(&mut self, later: Self) {
        self.iter_mut().zip(later).for_each(|(counts, later)| *counts = counts.with(later));
    }
}
