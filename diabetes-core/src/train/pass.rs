//! Passes over all training rows: sums that merge, so that rows may lie in memory, in a store or on other machines.

use super::sums::SumRow;
use crate::model::Output;
use crate::outcomes::Definitions;
use crate::outcomes::OutcomeRow as TrainingRow;

/// Sums over rows.
pub(super) trait Pass: Sync {
    /// The rows in the form in which they are summed.
    type Encoded: Sync;
    type Part: Part;
    /// The most lanes of rows in memory.
    const LANES: usize;

    fn encode(&self, rows: &[TrainingRow]) -> Self::Encoded;

    /// The sums of no rows.
    fn start(&self) -> Self::Part;

    /// Adds a row, by its index in the encoded ones.
    fn add(&self, part: &mut Self::Part, encoded: &Self::Encoded, row: SumRow, fold: u32);
}

/// Sums that merge.
pub(super) trait Part: Send {
    /// Adds the sums of later rows.
    fn merge(&mut self, later: Self);

    /// Called after the last row of a lane.
    fn end(&mut self) {}
}

/// The rows of a pass: those with a known outcome of an output, or all with a target of 0; in all folds but one, or in
/// all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Selection {
    pub(super) output: Option<Output>,
    pub(super) without: Option<u32>,
}

impl Selection {
    /// The row's target if it is selected.
    pub(super) fn target(self, definitions: &Definitions, row: &TrainingRow, fold: u32) -> Option<f64> {
        if self.without == Some(fold) {
            return None;
        }
        self.output.map_or(Some(0.0), |output| definitions.outcome(output, &row.values))
    }
}

/// Parts of the same rows, merged one by one.
impl<P: Part> Part for Vec<P> {
    fn merge(&mut self, later: Self) {
        self.iter_mut().zip(later).for_each(|(part, later)| part.merge(later));
    }

    fn end(&mut self) {
        self.iter_mut().for_each(P::end);
    }
}
