//! How far off a calibration may be because other people could have been sampled.

use super::ScoredRow;
use crate::reader::from_members;
use crate::scorecard::Link;
use serde::Serialize;

/// The standard error of a calibration as a function of the log-odds: smallest at one point, and growing with the
/// distance from it because the slope is uncertain.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct CalibrationError {
    /// The log-odds at which the error is smallest.
    pub(crate) centre: f64,
    /// The standard error there.
    pub(crate) error: f64,
    /// The standard error of the slope, relative to the fitted one.
    pub(crate) slope: f64,
}

from_members! {
    CalibrationError { centre, error, slope }
}

impl CalibrationError {
    /// Estimates the error from rows with calibrated log-odds, by the robust covariance H⁻¹ J H⁻¹ of intercept and
    /// slope, which holds for weighted rows too (Huber, 1967; White, 1982). `None` if the rows do not determine it.
    pub(crate) fn of(calibrated: &[ScoredRow]) -> Option<Self> {
        // For the intercept, for both, for the slope.
        let (mut curvature, mut squares) = ([0.0; 3], [0.0; 3]);
        for row in calibrated {
            let (of_row, gradient) = parts(row);
            for (place, power) in [1.0, row.score, row.score * row.score].into_iter().enumerate() {
                if let (Some(curvature), Some(squares)) = (curvature.get_mut(place), squares.get_mut(place)) {
                    *curvature += of_row * power;
                    *squares += gradient * gradient * power;
                }
            }
        }
        let ([h0, h01, h1], [j0, j01, j1]) = (curvature, squares);
        let determinant = h0 * h1 - h01 * h01;
        let product = |[a, b]: [f64; 2], [c, d]: [f64; 2]| {
            (a * c * j0 + (a * d + b * c) * j01 + b * d * j1) / (determinant * determinant)
        };
        let (intercept, slope) = ([h1, -h01], [-h01, h0]);
        let [of_intercept, of_both, of_slope] =
            [product(intercept, intercept), product(intercept, slope), product(slope, slope)];
        let least = of_intercept - of_both * of_both / of_slope;
        // Rounding can make a zero variance negative.
        let found = Self { centre: -of_both / of_slope, error: least.max(0.0).sqrt(), slope: of_slope.sqrt() };
        [found.centre, found.error, found.slope].iter().all(|number| number.is_finite()).then_some(found)
    }

    /// The variance of the calibrated log-odds.
    pub(crate) fn variance(self, log_odds: f64) -> f64 {
        let by_slope = (log_odds - self.centre) * self.slope;
        self.error * self.error + by_slope * by_slope
    }
}

/// The sampling variance of the intercept of rows with calibrated log-odds.
#[cfg(feature = "train")]
pub(crate) fn variance_of_level(calibrated: &[ScoredRow]) -> f64 {
    let (curvature, squares) = calibrated
        .iter()
        .map(parts)
        .fold((0.0, 0.0), |(sum, squares), (curvature, gradient)| (sum + curvature, squares + gradient * gradient));
    squares / (curvature * curvature)
}

/// A row's contribution to the curvature and gradient of the log-likelihood.
fn parts(row: &ScoredRow) -> (f64, f64) {
    let probability = Link::Logit.estimate(row.score);
    let gradient = row.weight * (f64::from(u8::from(row.outcome)) - probability);
    (row.weight * probability * (1.0 - probability), gradient)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Calibration;
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
                        let mut rows = rows(sample, weight);
                        let calibration = Calibration::of(&rows).unwrap();
                        for row in &mut rows {
                            row.score = calibration.apply(row.score);
                        }
                        told += CalibrationError::of(&rows).unwrap().variance(calibration.apply(score)) / 400.0;
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
