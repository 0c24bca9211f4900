//! Options of an evaluation.

use super::Grouping;
use crate::{EvaluationError, weights};

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
}

impl Default for EvaluationOptions {
    fn default() -> Self {
        Self { by: Vec::new(), weights: None, clusters: None, resamples: 1000, seed: 42 }
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
