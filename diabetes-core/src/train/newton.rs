//! Penalised weighted logistic regression: Newton steps, each a least-squares problem on mergeable sums.

use super::gather::Gather;
use super::moments::{Moments, first};
use super::pass::Part;
use super::solve::Factor;
use crate::TrainingError;
use crate::scorecard::{Link, log_loss};
use ndarray::{Array1, ArrayView1};
use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct LogisticFit {
    pub(super) coefficients: Array1<f64>,
    pub(super) intercept: f64,
}

impl LogisticFit {
    pub(super) fn score(&self, x: ArrayView1<'_, f64>) -> f64 {
        x.dot(&self.coefficients) + self.intercept
    }
}

/// What the iterations need to know of all rows.
#[derive(Clone, Debug)]
pub(super) struct Spread {
    /// Of each column.
    pub(super) variance: Array1<f64>,
    /// Sum of the weights.
    pub(super) weight: f64,
    /// Proportion with the outcome.
    pub(super) mean: f64,
}

/// The sums of a Newton step at a fit, and the negative log-likelihood there.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) moments: Moments,
    pub(super) loss: f64,
}

impl Step {
    /// The sums of these rows and others.
    pub(super) fn with(mut self, other: &Self) -> Self {
        self.moments.merge_same(&other.moments);
        self.loss += other.loss;
        self
    }
}

/// A step whose rows come one by one.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stepping {
    gather: Gather,
    loss: f64,
}

impl Stepping {
    pub(super) fn new(predictors: usize) -> Self {
        Self { gather: Gather::new(predictors, true), loss: 0.0 }
    }

    /// Adds a row with its score and outcome.
    pub(super) fn add(&mut self, x: ArrayView1<'_, f64>, score: f64, outcome: f64, weight: f64) {
        let (response, slope) = working(score, outcome);
        self.gather.add(x, response, weight * slope);
        self.loss += weight * log_loss(score, outcome > 0.0);
    }

    pub(super) fn into_step(self) -> Step {
        Step { moments: self.gather.into_moments(), loss: self.loss }
    }
}

impl Part for Stepping {
    fn merge(&mut self, later: Self) {
        self.gather.merge(later.gather);
        self.loss += later.loss;
    }

    fn is_like(&self, other: &Self) -> bool {
        self.gather.is_like(&other.gather)
    }

    fn end(&mut self) {
        self.gather.end();
    }
}

/// Fits the log-odds of an outcome, minimising the mean negative log-likelihood plus `penalty / 2` times the sum of
/// squared coefficients per standard deviation of their column. The intercept is not penalised. The scale of the
/// weights does not matter. The iteration starts at `start`, or with all coefficients 0; `at` sums the rows at a fit.
/// `None` if it does not converge.
pub(super) fn logistic(
    spread: &Spread,
    penalty: f64,
    start: Option<&LogisticFit>,
    at: impl Fn(&LogisticFit) -> Step,
) -> Result<Option<LogisticFit>, TrainingError> {
    let Spread { variance, weight, mean } = spread;
    let ridge = variance * (penalty * weight);
    if !(*mean > 0.0 && *mean < 1.0) {
        return Ok(None);
    }
    let nothing =
        || LogisticFit { coefficients: Array1::zeros(variance.len()), intercept: libm::log(mean / (1.0 - mean)) };
    let mut fit = start.cloned().unwrap_or_else(nothing);
    let mut sums = at(&fit);
    let mut loss = penalised(&sums, &fit, &ridge);
    for _ in 0..MAX_STEPS {
        let next = next(&sums.moments, &ridge)?;
        let change = (&next.coefficients - &fit.coefficients, next.intercept - fit.intercept);
        let standardised = change.0.iter().zip(variance).map(|(change, variance)| (change * variance.sqrt()).abs());
        let largest = standardised.fold(0.0, f64::max);
        // So near the optimum the squared change is what is left, and the loss would only show rounding.
        if largest < NOISE && gain(&sums.moments, &ridge, &change.0, change.1) <= ROUNDING * loss.abs() {
            return Ok(Some(next));
        }
        let mut share = 1.0;
        let mut accepted = None;
        let before = loss;
        for _ in 0..MAX_HALVINGS {
            let tried = LogisticFit {
                coefficients: &fit.coefficients + &(&change.0 * share),
                intercept: fit.intercept + change.1 * share,
            };
            let tried_sums = at(&tried);
            let tried_loss = penalised(&tried_sums, &tried, &ridge);
            // Near the optimum the loss is flat, so an increase within rounding does not count.
            if tried_loss <= loss + ROUNDING * loss.abs() {
                (loss, fit, accepted) = (tried_loss, tried, Some(tried_sums));
                break;
            }
            share /= 2.0;
        }
        // The intercept needs no test of its own: each step finds the best one for its coefficients. If a small step
        // does not lower the loss, only rounding error is left.
        let is_flat = accepted.is_none() || before - loss <= ROUNDING * loss.abs();
        if change.1.is_finite() && (largest < TOLERANCE || (is_flat && largest < NOISE)) {
            return Ok(Some(fit));
        }
        let Some(accepted) = accepted else { break };
        sums = accepted;
    }
    Ok(None)
}

/// The fit after a full step.
fn next(moments: &Moments, ridge: &Array1<f64>) -> Result<LogisticFit, TrainingError> {
    let mut penalised = moments.predictor_comoment().to_owned();
    penalised.diag_mut().scaled_add(1.0, ridge);
    let coefficients = Factor::new(penalised.view(), |_| false).solve(moments.cross_moment())?;
    let intercept = moments.intercept(&coefficients);
    Ok(LogisticFit { coefficients, intercept })
}

/// By how much a full step lowers the penalised loss, as its second order tells.
fn gain(moments: &Moments, ridge: &Array1<f64>, change: &Array1<f64>, of_intercept: f64) -> f64 {
    let squares = change.dot(&moments.predictor_comoment().dot(change));
    let penalty: f64 = change.iter().zip(ridge).map(|(c, r)| c * c * r).sum();
    let shift = of_intercept + first(moments.mean.view(), change.len()).dot(change);
    (squares + penalty + moments.weight * shift * shift) / 2.0
}

/// Negative log-likelihood plus penalty.
fn penalised(sums: &Step, fit: &LogisticFit, ridge: &Array1<f64>) -> f64 {
    let penalty: f64 = fit.coefficients.iter().zip(ridge).map(|(c, r)| c * c * r).sum();
    sums.loss + penalty / 2.0
}

/// The working response and weight of a Newton step for an outcome (1 for yes) at a score.
pub(super) fn working(score: f64, outcome: f64) -> (f64, f64) {
    let score = score.clamp(-MAX_SCORE, MAX_SCORE);
    let probability = Link::Logit.estimate(score);
    let curvature = probability * (1.0 - probability);
    (score + (outcome - probability) / curvature, curvature)
}
