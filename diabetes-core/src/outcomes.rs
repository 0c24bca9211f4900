//! Rows with an outcome: the part that training and recalibration share, and the fewest events, for evaluation too.

mod definitions;
mod fold;
mod judged;
mod rows;

pub(crate) use definitions::{Counts, Definitions};
pub(crate) use fold::{FOLDS, fold, hash, is_in};
pub(crate) use judged::{glucose_rows, judged_rows, probability_rows};
#[cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "training alone hands it out"))]
pub use rows::Told;
pub(crate) use rows::{OutcomeRow, enough_rows, scale_weights, usable_rows};

/// The fewest events, and the fewest non-events, for a probability and its performance figures.
pub(crate) const MIN_EVENTS: u64 = 10;
