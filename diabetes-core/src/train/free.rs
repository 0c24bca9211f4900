//! Lines on columns of any meaning, whose rows no schema checks.

use super::algorithm::PENALTY;
use super::gather::Gather;
use super::moments::Moments;
use super::newton::{LogisticFit, MAX_SCORE, Spread, Stepping, logistic};
use super::pass::Part;
use super::solve::{LeastSquares, refined};
use crate::TrainingError;
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

/// Rows with a greater score, either way, hardly determine a coefficient: their probability is within 1e-6 of 0 or 1.
const DECIDED: f64 = MAX_SCORE / 2.0;

/// Like [`least_squares`](super::least_squares), also for fewer rows than columns: the later columns are then aliased.
///
/// ```
/// use diabetes_core::train::least_squares_of_any;
/// use ndarray::array;
/// let x = array![[1.0, 7.0, 3.0], [2.0, 5.0, 1.0]];
/// let fit = least_squares_of_any(x.view(), array![3.0, 5.0].view(), None)?;
/// assert!((fit.coefficients[0] - 2.0).abs() < 1e-12 && (fit.intercept - 1.0).abs() < 1e-12);
/// assert_eq!(fit.aliased, [1, 2]);
/// # Ok::<(), diabetes_core::TrainingError>(())
/// ```
pub fn least_squares_of_any<X: Copy + Into<f64>>(
    x: ArrayView2<'_, X>,
    y: ArrayView1<'_, f64>,
    weights: Option<ArrayView1<'_, f64>>,
) -> Result<LeastSquares, TrainingError> {
    refined(x, y, weights, 1)
}

/// Fits the log-odds of `y` (one per row) on `x` (rows × columns) with an intercept; `weights` has one per row, zero or
/// more.
///
/// Minimises the mean negative log-likelihood plus half of the penalty `alpha` times the sum of squared coefficients,
/// each per standard deviation of its column; `None` is the penalty of the linear model. Fails with
/// [`TrainingError::Separated`] if no finite coefficients are best, which a penalty above 0 prevents. A column that is
/// constant, or without a penalty a combination of earlier ones, is listed in `aliased` and has coefficient 0.
///
/// ```
/// use diabetes_core::train::logistic_regression;
/// use ndarray::array;
/// let x = array![[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]];
/// let fit = logistic_regression(x.view(), &[false, false, true, false, true, true], None, Some(0.0))?;
/// assert!((fit.coefficients[0] - 4_f64.ln()).abs() < 1e-9);
/// # Ok::<(), diabetes_core::TrainingError>(())
/// ```
pub fn logistic_regression(
    x: ArrayView2<'_, f64>,
    y: &[bool],
    weights: Option<ArrayView1<'_, f64>>,
    alpha: Option<f64>,
) -> Result<LeastSquares, TrainingError> {
    let penalty = alpha.unwrap_or(PENALTY);
    if !(penalty >= 0.0 && penalty.is_finite()) {
        return Err(TrainingError::BadOption("alpha must be a finite number, zero or more".to_owned()));
    }
    let outcomes: Array1<f64> = y.iter().map(|outcome| f64::from(u8::from(*outcome))).collect();
    let weights = weights.map_or_else(|| vec![1.0; y.len()], |weights| weights.to_vec());
    let mut moments = Moments::new(x.ncols());
    moments.add(x, outcomes.view(), Some(ArrayView1::from(&weights)))?;
    if moments.weight <= 0.0 {
        return Err(TrainingError::BadWeights("all are zero".to_owned()));
    }
    moments.check_scale()?;
    let aliased = if penalty > 0.0 { moments.constant() } else { moments.aliased() };
    let kept: Vec<usize> = (0..x.ncols()).filter(|column| !aliased.contains(column)).collect();
    let own = x.select(Axis(1), &kept);
    let with: f64 = weights.iter().zip(y).filter(|(_, outcome)| **outcome).map(|(weight, _)| weight).sum();
    let squares = moments.predictor_comoment();
    let spread = Spread {
        variance: squares.diag().select(Axis(0), &kept) / moments.weight,
        weight: moments.weight,
        mean: with / moments.weight,
    };
    let at = |fit: &LogisticFit| {
        let mut step = Stepping::new(kept.len());
        for ((x, outcome), weight) in own.rows().into_iter().zip(&outcomes).zip(&weights) {
            step.add(x, fit.score(x), *outcome, *weight);
        }
        step.end();
        step.into_step()
    };
    let fit = logistic(&spread, penalty, None, at)?.ok_or(TrainingError::Separated)?;
    let scores: Array1<f64> = own.rows().into_iter().map(|x| fit.score(x)).collect();
    if penalty == 0.0 && are_separated(own.view(), y, &weights, &scores) {
        return Err(TrainingError::Separated);
    }
    let mut coefficients = Array1::zeros(x.ncols());
    for (column, coefficient) in kept.iter().zip(&fit.coefficients) {
        if let Some(own) = coefficients.get_mut(*column) {
            *own = *coefficient;
        }
    }
    Ok(LeastSquares { coefficients, intercept: fit.intercept, aliased })
}

/// Whether larger coefficients would always fit better: the scores tell the classes apart, or the rows that are not
/// decided do not determine every column.
fn are_separated(x: ArrayView2<'_, f64>, y: &[bool], weights: &[f64], scores: &Array1<f64>) -> bool {
    let of = |class: bool| {
        let rows = scores.iter().zip(y).zip(weights);
        rows.filter(move |((_, own), weight)| **own == class && **weight > 0.0).map(|((score, _), _)| *score)
    };
    if of(false).fold(f64::NEG_INFINITY, f64::max) < of(true).fold(f64::INFINITY, f64::min) {
        return true;
    }
    let is_open = |score: f64| f64::from(u8::from(score.abs() < DECIDED));
    let open: Array1<f64> = scores.iter().zip(weights).map(|(score, weight)| is_open(*score) * weight).collect();
    let mut gather = Gather::new(x.ncols(), true);
    gather.add_all(x, Array1::zeros(y.len()).view(), Some(open.view()));
    let moments = gather.into_moments();
    moments.weight <= 0.0 || !moments.aliased().is_empty()
}
