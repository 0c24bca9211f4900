//! How far a calibration may be off, had other people calibrated it.

use super::{Calibration, ScoredRow};
use crate::scorecard::Link;

/// The sampling error of the two numbers of a calibration: the robust covariance H⁻¹ J H⁻¹, which holds for weighted rows
/// too (Huber, 1967; White, 1982).
#[derive(Clone, Copy, Debug)]
pub(crate) struct CalibrationError {
    /// Curvature of the log-likelihood: of the intercept, of both, of the slope.
    curvature: [f64; 3],
    /// Squares of its gradients, alike.
    squares: [f64; 3],
    slope_is_fixed: bool,
}

impl CalibrationError {
    /// Of the calibration that these rows gave, `slope_is_fixed` where they gave its intercept alone.
    pub(crate) fn of(calibration: Calibration, rows: &[ScoredRow], slope_is_fixed: bool) -> Self {
        let mut error = Self { curvature: [0.0; 3], squares: [0.0; 3], slope_is_fixed };
        for row in rows {
            let probability = Link::Logit.estimate(calibration.apply(row.score));
            let gradient = row.weight * (f64::from(u8::from(row.outcome)) - probability);
            let curvature = row.weight * probability * (1.0 - probability);
            let sums = error.curvature.iter_mut().zip(&mut error.squares);
            for ((curvatures, squares), power) in sums.zip([1.0, row.score, row.score * row.score]) {
                *curvatures += curvature * power;
                *squares += gradient * gradient * power;
            }
        }
        error
    }

    /// The variance of the calibrated log-odds of a score; not finite where the rows say nothing of it.
    pub(crate) fn variance(&self, score: f64) -> f64 {
        let ([h0, h01, h1], [j0, j01, j1]) = (self.curvature, self.squares);
        if self.slope_is_fixed {
            return j0 / (h0 * h0);
        }
        let determinant = h0 * h1 - h01 * h01;
        let [a, b] = [(h1 - h01 * score) / determinant, (h0 * score - h01) / determinant];
        // Rounding can make of no variance less than none.
        (a * a * j0 + 2.0 * a * b * j01 + b * b * j1).max(0.0)
    }

    /// The standard error of the calibrated log-odds of a score.
    pub(crate) fn at(&self, score: f64) -> f64 {
        self.variance(score).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::splitmix::mix;

    fn rows(sample: u64, weight: impl Fn(u64) -> f64) -> Vec<ScoredRow> {
        let uniform = |number: u64| (mix(number) >> 11) as f64 / (1_u64 << 53) as f64;
        let row = |row: u64| {
            let number = 4 * (10_000 * sample + row);
            let score = 4.0 * uniform(number) - 3.0;
            let outcome = uniform(number + 1) < Link::Logit.estimate(0.3 + 0.9 * score);
            ScoredRow { score, outcome, weight: weight(row) }
        };
        (0..400).map(row).collect()
    }

    #[test]
    fn it_is_how_far_calibrations_of_other_people_lie_apart() {
        for weight in [(|_| 1.0) as fn(u64) -> f64, |row| if row % 4 == 0 { 4.0 } else { 0.5 }] {
            for score in [-2.5, 0.0, 1.0] {
                let mut told = 0.0;
                let apart: Vec<f64> = (0..400)
                    .map(|sample| {
                        let rows = rows(sample, weight);
                        let calibration = Calibration::of(&rows).unwrap();
                        told += CalibrationError::of(calibration, &rows, false).variance(score) / 400.0;
                        calibration.apply(score)
                    })
                    .collect();
                let mean = apart.iter().sum::<f64>() / 400.0;
                let seen = apart.iter().map(|at| (at - mean) * (at - mean)).sum::<f64>() / 399.0;
                assert!((told / seen - 1.0).abs() < 0.25, "at {score}: {told} told, {seen} seen");
            }
        }
    }
}
