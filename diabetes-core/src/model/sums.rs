//! The scores of the wanted outputs for a block of rows, in as few lanes as hold them.

use super::{Model, Output};
use crate::schema::Field;
use crate::scorecard::compiled::{ColumnSlice, Compiled, Scratch, of_scorecards};
use diabetes_kernel::Lanes;

/// The flat tables of some outputs, and their sums for each row of a block.
#[derive(Debug)]
pub(super) struct Sums {
    outputs: Vec<Output>,
    lanes: Width,
}

/// Two lanes share a register, so that an idle one costs nothing.
#[derive(Debug)]
enum Width {
    Two(Compiled<2>, Vec<[f64; 2]>),
    Four(Compiled<4>, Vec<[f64; 4]>),
}

impl Sums {
    /// `None` if the tables would be too large.
    pub(super) fn new(model: &Model, is_wanted: impl Fn(Output) -> bool) -> Option<Self> {
        let cards: Vec<_> = model.scorecards().each().filter(|(output, _)| is_wanted(*output)).collect();
        let outputs = cards.iter().map(|(output, _)| *output).collect();
        let card = |lane: usize| cards.get(lane).map(|(_, card)| *card);
        let lanes = if cards.len() <= 2 {
            Width::Two(of_scorecards([0, 1].map(card))?, Vec::new())
        } else {
            Width::Four(of_scorecards([0, 1, 2, 3].map(card))?, Vec::new())
        };
        Some(Self { outputs, lanes })
    }

    /// Computes the sums of some rows; `part` gives their columns.
    pub(super) fn add<'p>(&mut self, rows: usize, part: impl Fn(Field) -> ColumnSlice<'p>, scratch: &mut Scratch) {
        match &mut self.lanes {
            _ if self.outputs.is_empty() => {}
            Width::Two(scores, sums) => scores.add(rows, part, scratch, sums),
            Width::Four(scores, sums) => scores.add(rows, part, scratch, sums),
        }
    }

    /// Writes `intercept + slope × sum` of an output to a column.
    pub(super) fn calibrate(&self, output: Output, line: [f64; 2], into: &mut [f64]) {
        let Some(lane) = self.outputs.iter().position(|own| *own == output) else { return };
        match &self.lanes {
            Width::Two(_, sums) => Lanes::calibrate(sums, lane, line, into),
            Width::Four(_, sums) => Lanes::calibrate(sums, lane, line, into),
        }
    }
}
