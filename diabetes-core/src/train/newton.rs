//! Penalised weighted logistic regression: Newton steps, each a least-squares problem on mergeable sums.

#![allow(clippy::indexing_slicing, reason = "shapes are checked on entry, and every index comes from them")]

use super::moments::Moments;
use super::solve::Factor;
use crate::TrainingError;
use crate::scorecard::{Link, log_loss};
use ndarray::{Array1, ArrayView1, ArrayView2};

pub(super) const MAX_STEPS: u32 = 50;
const MAX_HALVINGS: u32 = 30;
/// The largest change of a coefficient, per standard deviation of its column, that counts as convergence.
const TOLERANCE: f64 = 1e-9;
/// The largest such change that rounding can cause on ill-conditioned columns.
const NOISE: f64 = 1e-4;
/// What rounding can add to the loss, relative to it.
pub(super) const ROUNDING: f64 = 1e-12;
/// Scores beyond this have a probability of 0 or 1 up to rounding.
pub(super) const MAX_SCORE: f64 = 30.0;

/// Log-odds as a linear function of the columns.
#[derive(Clone, Debug)]
pub(super) struct LogisticFit {
    pub(super) coefficients: Array1<f64>,
    pub(super) intercept: f64,
}

impl LogisticFit {
    pub(super) fn scores(&self, x: ArrayView2<'_, f64>) -> Array1<f64> {
        x.dot(&self.coefficients) + self.intercept
    }
}

/// Fits the log-odds of `y` on `x`, minimising the mean negative log-likelihood plus `penalty / 2` times the sum of
/// squared coefficients per standard deviation of their column. The intercept is not penalised. The scale of the
/// weights does not matter. The iteration starts at `start`, or with all coefficients 0. `None` if it does not converge.
pub(super) fn logistic(
    x: ArrayView2<'_, f64>,
    y: &[bool],
    weights: &[f64],
    penalty: f64,
    start: Option<&LogisticFit>,
) -> Result<Option<LogisticFit>, TrainingError> {
    let p = x.ncols();
    let variance = variances(x, weights);
    let ridge = &variance * (penalty * weights.iter().sum::<f64>());
    let mean = weighted_mean(y, weights);
    if !(mean > 0.0 && mean < 1.0) {
        return Ok(None);
    }
    let nothing = || LogisticFit { coefficients: Array1::zeros(p), intercept: libm::log(mean / (1.0 - mean)) };
    let mut fit = start.cloned().unwrap_or_else(nothing);
    let mut scores = fit.scores(x);
    let mut loss = objective(scores.view(), y, weights, &fit, &ridge);
    for _ in 0..MAX_STEPS {
        let next = step(x, scores.view(), y, weights, &ridge)?;
        let change = (&next.coefficients - &fit.coefficients, next.intercept - fit.intercept);
        let standardised = change.0.iter().zip(&variance).map(|(change, variance)| (change * variance.sqrt()).abs());
        let largest = standardised.fold(0.0, f64::max);
        let mut share = 1.0;
        let mut accepted = false;
        let before = loss;
        for _ in 0..MAX_HALVINGS {
            let tried = LogisticFit {
                coefficients: &fit.coefficients + &(&change.0 * share),
                intercept: fit.intercept + change.1 * share,
            };
            let tried_scores = tried.scores(x);
            let tried_loss = objective(tried_scores.view(), y, weights, &tried, &ridge);
            // Near the optimum the loss is flat, so an increase within rounding does not count.
            if tried_loss <= loss + ROUNDING * loss.abs() {
                (loss, scores, fit, accepted) = (tried_loss, tried_scores, tried, true);
                break;
            }
            share /= 2.0;
        }
        // The intercept needs no test of its own: each step finds the best one for its coefficients. If a small step
        // does not lower the loss, only rounding error is left.
        let is_flat = !accepted || before - loss <= ROUNDING * loss.abs();
        if change.1.is_finite() && (largest < TOLERANCE || (is_flat && largest < NOISE)) {
            return Ok(Some(fit));
        }
        if !accepted {
            break;
        }
    }
    Ok(None)
}

fn step(
    x: ArrayView2<'_, f64>,
    scores: ArrayView1<'_, f64>,
    y: &[bool],
    weights: &[f64],
    ridge: &Array1<f64>,
) -> Result<LogisticFit, TrainingError> {
    let p = x.ncols();
    let mut responses = Array1::zeros(y.len());
    let mut curvature = Array1::zeros(y.len());
    for (row, ((score, outcome), weight)) in scores.iter().zip(y).zip(weights).enumerate() {
        let (response, slope) = working(*score, f64::from(u8::from(*outcome)));
        responses[row] = response;
        curvature[row] = weight * slope;
    }
    let mut moments = Moments::new(p);
    moments.add_finite(x, responses.view(), Some(curvature.view()));
    let mut penalised = moments.predictor_comoment().to_owned();
    penalised.diag_mut().scaled_add(1.0, ridge);
    let coefficients = Factor::new(penalised.view(), |_| false).solve(moments.cross_moment())?;
    let intercept = moments.intercept(&coefficients);
    Ok(LogisticFit { coefficients, intercept })
}

/// The working response and weight of a Newton step for an outcome (1 for yes) at a score.
pub(super) fn working(score: f64, outcome: f64) -> (f64, f64) {
    let score = score.clamp(-MAX_SCORE, MAX_SCORE);
    let probability = Link::Logit.estimate(score);
    let curvature = probability * (1.0 - probability);
    (score + (outcome - probability) / curvature, curvature)
}

/// Negative log-likelihood plus penalty.
fn objective(scores: ArrayView1<'_, f64>, y: &[bool], weights: &[f64], fit: &LogisticFit, ridge: &Array1<f64>) -> f64 {
    let likelihood: f64 =
        scores.iter().zip(y).zip(weights).map(|((score, outcome), weight)| weight * log_loss(*score, *outcome)).sum();
    let penalty: f64 = fit.coefficients.iter().zip(ridge).map(|(c, r)| c * c * r).sum();
    likelihood + penalty / 2.0
}

fn weighted_mean(y: &[bool], weights: &[f64]) -> f64 {
    let with: f64 = y.iter().zip(weights).filter(|(y, _)| **y).map(|(_, w)| w).sum();
    with / weights.iter().sum::<f64>()
}

fn variances(x: ArrayView2<'_, f64>, weights: &[f64]) -> Array1<f64> {
    let total: f64 = weights.iter().sum();
    let weights = ArrayView1::from(weights);
    x.columns()
        .into_iter()
        .map(|column| {
            let mean = column.dot(&weights) / total;
            column.iter().zip(weights).map(|(value, weight)| weight * (value - mean) * (value - mean)).sum::<f64>()
                / total
        })
        .collect()
}
