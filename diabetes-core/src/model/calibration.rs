//! Calibration: the intercept and slope from score to estimate, and how they are fitted.

use crate::reader::from_members;
use crate::scorecard::{Link, MAX_NUMBER, log_loss};
use serde::Serialize;

/// Keeps the slope finite if the scores separate the outcome.
const PENALTY: f64 = 1e-6;
/// The slope if the scores rank the wrong way: positive, so that a higher score never means a lower estimate.
pub(super) const LEAST_SLOPE: f64 = 1e-6;
/// The most Newton steps.
pub(crate) const MAX_STEPS: u32 = 50;
const MAX_HALVINGS: u32 = 30;
/// The most full steps from a line that is nearly optimal.
const MAX_REFITS: u32 = 8;
/// A full step this small leaves an error of about its square.
const LAST_REFIT: f64 = 1e-4;
/// The largest change, on the scale of standardised scores, that counts as convergence.
const TOLERANCE: f64 = 1e-11;
/// The largest such change that rounding can cause.
const NOISE: f64 = 1e-6;
/// What rounding can add to the loss, relative to it.
const ROUNDING: f64 = 1e-13;

/// The intercept and slope from score to estimate: `intercept + slope × score`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Added to the score.
    pub intercept: f64,
    /// Multiplies the score.
    pub slope: f64,
}

impl Calibration {
    /// Leaves the score as it is.
    pub const IDENTITY: Self = Self { intercept: 0.0, slope: 1.0 };

    /// The calibrated score.
    #[must_use]
    pub fn apply(self, score: f64) -> f64 {
        self.intercept + self.slope * score
    }

    /// The calibration of a probability, from scores of models not trained on these rows. If the scores rank the wrong
    /// way, everyone gets the observed proportion, except for a negligible slope. `None` unless both outcomes occur.
    pub(crate) fn of(rows: &[ScoredRow]) -> Option<Self> {
        let line = Line::of(rows, PENALTY)?;
        if line.slope >= LEAST_SLOPE {
            return Some(Self { intercept: line.intercept, slope: line.slope });
        }
        let total: f64 = rows.iter().map(|row| row.weight).sum();
        let mean = rows.iter().map(|row| row.weight * row.score).sum::<f64>() / total;
        Some(Self { intercept: log_odds(rows)? - LEAST_SLOPE * mean, slope: LEAST_SLOPE })
    }

    /// Negative log-likelihood of the outcomes.
    pub(super) fn loss(self, rows: &[ScoredRow]) -> f64 {
        Line { intercept: self.intercept, slope: self.slope }.loss(rows, 0.0)
    }

    pub(super) fn defect(self) -> Option<&'static str> {
        if self.slope.is_nan() || self.slope <= 0.0 {
            return Some("the slope of a calibration is not above 0");
        }
        let sound = self.intercept.abs() <= MAX_NUMBER && self.slope <= MAX_NUMBER;
        (!sound).then_some("a calibration is out of bounds")
    }
}

/// A score with the observed outcome.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScoredRow {
    /// Log-odds.
    pub(crate) score: f64,
    pub(crate) outcome: bool,
    pub(crate) weight: f64,
}

/// The log-odds of an outcome as a linear function of a score.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) intercept: f64,
    pub(crate) slope: f64,
}

impl Line {
    /// The line of maximum likelihood, penalised by `penalty / 2` times the squared slope per standard deviation.
    /// `None` without both outcomes, for equal scores, and if no finite line is optimal.
    pub(crate) fn of(rows: &[ScoredRow], penalty: f64) -> Option<Self> {
        let total: f64 = rows.iter().map(|row| row.weight).sum();
        let mean = rows.iter().map(|row| row.weight * row.score).sum::<f64>() / total;
        let spread = rows.iter().map(|row| row.weight * (row.score - mean) * (row.score - mean)).sum::<f64>() / total;
        let scale = spread.sqrt();
        if !(scale > 0.0 && scale.is_finite()) {
            return None;
        }
        let standardised: Vec<ScoredRow> =
            rows.iter().map(|row| ScoredRow { score: (row.score - mean) / scale, ..*row }).collect();
        let start = Self { intercept: log_odds(rows)?, slope: 0.0 };
        let best = start.steps(&standardised, penalty * total, false)?;
        let slope = best.slope / scale;
        Some(Self { intercept: best.intercept - slope * mean, slope })
    }

    /// The optimal line for rows similar to those this line was fitted on, such as a resample of them.
    pub(crate) fn refitted(self, rows: &[ScoredRow]) -> Option<Self> {
        let mut line = self;
        for _ in 0..MAX_REFITS {
            let [intercept, slope] = line.step(rows, 0.0, false)?;
            line = Self { intercept: line.intercept + intercept, slope: line.slope + slope };
            if intercept.abs().max(slope.abs()) < LAST_REFIT {
                return Some(line);
            }
        }
        Self::of(rows, 0.0)
    }

    /// The line with slope 1 that predicts as many cases as were observed.
    pub(crate) fn of_slope_1(rows: &[ScoredRow]) -> Option<Self> {
        log_odds(rows)?;
        Self { intercept: 0.0, slope: 1.0 }.steps(rows, 0.0, true)
    }

    /// Newton steps, halved while the loss would increase.
    fn steps(mut self, rows: &[ScoredRow], ridge: f64, slope_is_fixed: bool) -> Option<Self> {
        let mut loss = self.loss(rows, ridge);
        for _ in 0..MAX_STEPS {
            let [a, b] = self.step(rows, ridge, slope_is_fixed)?;
            let largest = a.abs().max(b.abs());
            let mut share = 1.0;
            let mut next = None;
            for _ in 0..MAX_HALVINGS {
                let tried = Self { intercept: self.intercept + share * a, slope: self.slope + share * b };
                let tried_loss = tried.loss(rows, ridge);
                if tried_loss <= loss + ROUNDING * loss.abs() {
                    next = Some((tried, tried_loss));
                    break;
                }
                share /= 2.0;
            }
            let is_flat = next.is_none_or(|(_, next)| loss - next <= ROUNDING * loss.abs());
            if let Some((line, line_loss)) = next {
                (self, loss) = (line, line_loss);
            }
            if largest < TOLERANCE || (is_flat && largest < NOISE) {
                return Some(self);
            }
            next?;
        }
        None
    }

    /// The full Newton step: the changes to intercept and slope.
    fn step(self, rows: &[ScoredRow], ridge: f64, slope_is_fixed: bool) -> Option<[f64; 2]> {
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, -ridge * self.slope, 0.0, 0.0, ridge);
        for row in rows {
            let probability = Link::Logit.estimate(self.at(row.score));
            let residual = row.weight * (f64::from(u8::from(row.outcome)) - probability);
            let curvature = row.weight * probability * (1.0 - probability);
            g0 += residual;
            g1 += residual * row.score;
            h00 += curvature;
            h01 += curvature * row.score;
            h11 += curvature * row.score * row.score;
        }
        let step = if slope_is_fixed {
            [g0 / h00, 0.0]
        } else {
            let determinant = h00 * h11 - h01 * h01;
            [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant]
        };
        step.iter().all(|change| change.is_finite()).then_some(step)
    }

    fn at(self, score: f64) -> f64 {
        self.intercept + self.slope * score
    }

    /// Negative log-likelihood plus penalty.
    fn loss(self, rows: &[ScoredRow], ridge: f64) -> f64 {
        let of_row = |row: &ScoredRow| row.weight * log_loss(self.at(row.score), row.outcome);
        rows.iter().map(of_row).sum::<f64>() + ridge / 2.0 * self.slope * self.slope
    }
}

/// The log-odds of the outcome over all rows; `None` without both outcomes.
fn log_odds(rows: &[ScoredRow]) -> Option<f64> {
    let weight = |outcome: bool| rows.iter().filter(|row| row.outcome == outcome).map(|row| row.weight).sum::<f64>();
    let odds = weight(true) / weight(false);
    (odds > 0.0 && odds.is_finite()).then(|| libm::log(odds))
}

from_members! {
    Calibration { intercept, slope }
}
