//! Options of an evaluation.

use super::Grouping;
use crate::{EvaluationError, Stop, weights};

/// The most resamples that can be requested.
const MAX_RESAMPLES: u32 = 100_000;

/// Options of [`evaluate`](super::evaluate()).
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationOptions {
    /// Additional groupings; one with the name of a default grouping replaces it.
    pub by: Vec<Grouping>,
    /// The weight of each row; a row with weight NaN or zero is left out.
    pub weights: Option<Vec<f64>>,
    /// The cluster of each row, such as a clinic: intervals come from resampling clusters instead of rows. A row
    /// without one is its own cluster.
    pub clusters: Option<Vec<Option<String>>>,
    /// Resamples of the bootstrap, at most 100,000; 0 gives no bootstrap intervals.
    pub resamples: u32,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// The site's name, for a merge with other sites.
    pub site: Option<String>,
    /// The fewest people in a cell of the [sums](super::Sums): cells with fewer, or with people of one outcome only, are
    /// widened. With 1 the sums hold each
    /// person's score and result, from which whoever has the model may guess answers: only for sites that may share
    /// rows, such as parts of one hospital.
    pub smallest_cell: u64,
    /// Asks the evaluation to end early.
    pub stop: Stop,
}

/// The fewest people in a cell unless an option says otherwise.
const SMALLEST_CELL: u64 = 5;
/// Wider cells would say nothing.
const LARGEST_SMALLEST_CELL: u64 = 1000;

impl Default for EvaluationOptions {
    fn default() -> Self {
        Self {
            by: Vec::new(),
            weights: None,
            clusters: None,
            resamples: 1000,
            seed: 42,
            site: None,
            smallest_cell: SMALLEST_CELL,
            stop: Stop::default(),
        }
    }
}

impl EvaluationOptions {
    pub(super) fn check(&self, rows: usize) -> Result<(), EvaluationError> {
        let one_a_row = |what: &str, length: usize| {
            let text = || format!("{what}: {length} for {rows} rows");
            (length == rows).then_some(()).ok_or_else(|| EvaluationError::BadShape(text()))
        };
        if self.resamples > MAX_RESAMPLES {
            let text = format!("resamples must be at most {MAX_RESAMPLES}");
            return Err(EvaluationError::BadOption(text));
        }
        if !(1..=LARGEST_SMALLEST_CELL).contains(&self.smallest_cell) {
            let text = format!("smallest_cell must be from 1 to {LARGEST_SMALLEST_CELL}");
            return Err(EvaluationError::BadOption(text));
        }
        for group in &self.by {
            one_a_row(group.name(), group.rows())?;
        }
        if let Some(clusters) = &self.clusters {
            one_a_row("clusters", clusters.len())?;
        }
        if let Some(given) = &self.weights {
            one_a_row("weights", given.len())?;
            if let Some(fault) = weights::fault(given) {
                return Err(EvaluationError::BadWeights(fault));
            }
        }
        Ok(())
    }
}
