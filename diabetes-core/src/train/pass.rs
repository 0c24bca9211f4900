//! Passes over all training rows: sums that merge, so that rows may lie in memory, in a store or on other machines.

use super::block::Block;
use super::split::Use;
use super::sums::SumRow;
use crate::model::Output;
use crate::outcomes::Definitions;
use crate::outcomes::OutcomeRow as TrainingRow;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Sums over rows.
pub(super) trait Pass: Serialize + Sync {
    /// The rows in the form in which they are summed.
    type Encoded: Sync;
    type Part: Part;
    /// The most lanes of rows in memory.
    const LANES: usize;
    /// What a worker calls it.
    const KIND: Kind;

    fn encode(&self, rows: &[TrainingRow]) -> Self::Encoded;

    /// The sums of no rows.
    fn start(&self) -> Self::Part;

    /// Adds a row, by its index in the encoded ones.
    fn add(&self, part: &mut Self::Part, encoded: &Self::Encoded, row: SumRow, fold: u32);
}

/// The passes there are. Each can be sent to a worker, which sums the rows it has.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Kind {
    Tally,
    Totals,
    Lines,
    LineSteps,
    Curves,
    Losses,
}

/// Adds the selected rows of a block; those held out never are.
pub(super) fn add_block<P: Pass>(
    pass: &P,
    part: &mut P::Part,
    block: &Block,
    selection: Selection,
    definitions: &Definitions,
) {
    let encoded = pass.encode(&block.rows);
    for (row, (training, own)) in block.rows.iter().zip(&block.parts).enumerate() {
        let Use::Fold(fold) = *own else { continue };
        if let Some(y) = selection.target(definitions, training, fold) {
            pass.add(part, &encoded, SumRow { row, y, weight: training.weight }, fold);
        }
    }
}

/// Sums that merge.
pub(super) trait Part: Serialize + DeserializeOwned + Send {
    /// Adds the sums of later rows.
    fn merge(&mut self, later: Self);

    /// Whether both are sums of the same size, which can be merged.
    fn is_like(&self, _: &Self) -> bool {
        true
    }

    /// Called after the last row of a lane.
    fn end(&mut self) {}
}

/// The rows of a pass: those with a known outcome of an output, or all with a target of 0; in all folds but one, or in
/// all.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
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

    fn is_like(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(own, other)| own.is_like(other))
    }

    fn end(&mut self) {
        self.iter_mut().for_each(P::end);
    }
}
