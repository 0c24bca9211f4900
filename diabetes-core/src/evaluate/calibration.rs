//! Calibration: whether probabilities are as large as what happens.

use crate::train::logistic;
use ndarray::Array2;

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
    let logit = |p: f64| {
        let p = p.clamp(1e-12, 1.0 - 1e-12);
        libm::log(p / (1.0 - p))
    };
    let logits: Vec<f64> = probabilities.iter().copied().map(logit).collect();
    let first = logits.first()?;
    if logits.iter().all(|logit| logit == first) {
        return None;
    }
    let x = Array2::from_shape_vec((logits.len(), 1), logits).ok()?;
    let fit = logistic(x.view(), outcomes, weights, 0.0, None, "calibration").ok()?;
    Some((fit.intercept, fit.coefficients.first().copied()?))
}
