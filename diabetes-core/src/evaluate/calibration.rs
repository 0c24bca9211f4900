//! Calibration: whether probabilities are as large as what happens.

use crate::model::{Line, ScoredRow};

/// Intercept and slope of the outcome on the logit of the probability; 0 and 1 are ideal. Rows count by their weight.
///
/// `None` when lengths differ, when one of the two groups is empty, when the probabilities are all equal, or when
/// the outcome separates them: there is no finite slope then.
///
/// ```
/// use diabetes_core::evaluate::calibration_line;
/// // Of four people at 25 % one has it, of four at 75 % three.
/// let outcomes = [true, false, false, false, true, true, true, false];
/// let probabilities = [0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75];
/// let (intercept, slope) = calibration_line(&outcomes, &probabilities, None).unwrap();
/// assert!(intercept.abs() < 1e-9 && (slope - 1.0).abs() < 1e-9);
/// ```
#[must_use]
pub fn calibration_line(outcomes: &[bool], probabilities: &[f64], weights: Option<&[f64]>) -> Option<(f64, f64)> {
    let ones = vec![1.0; outcomes.len()];
    let weights = weights.unwrap_or(&ones);
    if outcomes.len() != probabilities.len() || outcomes.len() != weights.len() {
        return None;
    }
    let row = |((outcome, probability), weight): ((&bool, &f64), &f64)| ScoredRow {
        score: logit(*probability),
        outcome: *outcome,
        weight: *weight,
    };
    let rows: Vec<ScoredRow> = outcomes.iter().zip(probabilities).zip(weights).map(row).collect();
    Line::of(&rows, 0.0).map(|line| (line.intercept, line.slope))
}

/// The logarithm of the odds; of 0 and 1 as far out as 1e-12 from them.
pub(crate) fn logit(probability: f64) -> f64 {
    let p = probability.clamp(1e-12, 1.0 - 1e-12);
    libm::log(p / (1.0 - p))
}
