//! How sure P(diabetes) is: the 90 % interval of the risk.

use super::calibration_error::CalibrationError;
use super::{Calibration, ScoredRow};
use crate::model::reader::{FromJson, Node, Reason};
use crate::scorecard::{Link, MAX_NUMBER, MAX_PIECES, Piece};
use serde::Serialize;
use std::sync::Arc;

/// 90 % of a normal distribution lie within so many standard deviations of its mean.
pub(crate) const WITHIN_90: f64 = 1.644_853_626_951_472_7;
/// No error of log-odds that says anything comes near this.
const MAX_ERROR: f64 = 20.0;
/// The log-odds that intervals are worked out for: from the first on, each half a step further.
const FIRST: f64 = -10.0;
const KNOTS: u8 = 33;

/// What is not known of P(diabetes), as standard errors of its log-odds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Uncertainty {
    /// Calibrated log-odds, increasing.
    log_odds: Vec<f64>,
    /// The error of the terms at each of them.
    terms: Vec<f64>,
    calibration: CalibrationError,
    /// How far the level lies from one period to the next.
    level: f64,
    /// Whether the calibration is that of people where the model is used.
    local: bool,
    #[serde(skip)]
    factors: OddsFactors,
}

impl Uncertainty {
    /// Of a model as it was trained.
    #[cfg(any(feature = "train", test))]
    pub(crate) fn new(log_odds: Vec<f64>, terms: Vec<f64>, calibration: CalibrationError, level: f64) -> Self {
        Self::of(log_odds, terms, calibration, level, false)
    }

    fn of(log_odds: Vec<f64>, terms: Vec<f64>, calibration: CalibrationError, level: f64, local: bool) -> Self {
        let factors = OddsFactors::new(|at| {
            let terms = Piece::of_curve(&log_odds, &terms, at).at(at);
            (terms * terms + calibration.variance(at) + level * level).sqrt().min(MAX_ERROR)
        });
        Self { log_odds, terms, calibration, level, local, factors }
    }

    /// What answers read of it.
    #[must_use]
    pub fn factors(&self) -> &OddsFactors {
        &self.factors
    }

    /// Whether a patient may be told: the level is that of people where the model is used.
    pub(crate) fn is_local(&self) -> bool {
        self.local
    }

    /// The same terms and level, calibrated by rows of other people; `None` where they do not say how sure that is.
    pub(crate) fn recalibrated(&self, before: Calibration, after: Calibration, rows: &[ScoredRow]) -> Option<Self> {
        let ratio = after.slope / before.slope;
        let moved = |log_odds: &f64| after.apply((log_odds - before.intercept) / before.slope);
        let calibrated: Vec<ScoredRow> =
            rows.iter().map(|row| ScoredRow { score: after.apply(row.score), ..*row }).collect();
        let found = Self::of(
            self.log_odds.iter().map(moved).collect(),
            self.terms.iter().map(|error| error * ratio).collect(),
            CalibrationError::of(&calibrated)?,
            self.level,
            true,
        );
        found.defect().is_none().then_some(found)
    }

    pub(crate) fn defect(&self) -> Option<&'static str> {
        let is_error = |error: &f64| (0.0..=MAX_ERROR).contains(error);
        let CalibrationError { centre, error, slope } = self.calibration;
        let is_sound = (1..=MAX_PIECES).contains(&self.log_odds.len())
            && self.terms.len() == self.log_odds.len()
            && self.log_odds.is_sorted_by(|a, b| a < b)
            && self.log_odds.iter().all(|log_odds| log_odds.abs() <= MAX_NUMBER)
            && centre.abs() <= MAX_NUMBER
            && self.terms.iter().chain([&error, &slope, &self.level]).all(is_error);
        (!is_sound).then_some("the uncertainty of the risk is not sound")
    }
}

impl FromJson for Arc<Uncertainty> {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        let mut members = node.members()?;
        let read = Uncertainty::of(
            members.take("log_odds")?,
            members.take("terms")?,
            members.take("calibration")?,
            members.take("level")?,
            members.take("local")?,
        );
        members.end()?;
        Ok(Arc::new(read))
    }
}

/// By probability the factor that its odds may be lower or higher by, linear between knots.
#[derive(Clone, Debug, PartialEq)]
pub struct OddsFactors {
    /// Increasing probabilities.
    pub probabilities: Vec<f64>,
    /// The factor at each of them.
    pub factors: Vec<f64>,
}

impl OddsFactors {
    /// From the standard error of log-odds.
    fn new(error: impl Fn(f64) -> f64) -> Self {
        let knots = || (0..KNOTS).map(|knot| FIRST + f64::from(knot) / 2.0);
        Self {
            probabilities: knots().map(|log_odds| Link::Logit.estimate(log_odds)).collect(),
            factors: knots().map(|log_odds| libm::exp(WITHIN_90 * error(log_odds))).collect(),
        }
    }

    /// The 90 % interval of a probability; it holds the probability.
    ///
    /// ```
    /// use diabetes_core::Model;
    /// let model = Model::bundled();
    /// let [low, high] = model.uncertainty().unwrap().factors().interval(0.08);
    /// assert!(0.03 < low && low < 0.08 && 0.08 < high && high < 0.2);
    /// ```
    #[must_use]
    pub fn interval(&self, probability: f64) -> [f64; 2] {
        let factor = Piece::of_curve(&self.probabilities, &self.factors, probability).at(probability);
        let other = 1.0 - probability;
        let [low, high] =
            [probability / (probability + other * factor), probability * factor / (probability * factor + other)];
        // Rounding moves no end past it.
        [low.min(probability), high.max(probability)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALIBRATION: CalibrationError = CalibrationError { centre: -2.0, error: 0.1, slope: 0.05 };

    #[test]
    fn an_interval_holds_its_probability_and_is_that_of_the_log_odds() {
        let uncertainty = Uncertainty::new(vec![-4.0, -2.0, 0.0], vec![0.3, 0.2, 0.4], CALIBRATION, 0.2);
        let mut before = [0.0; 2];
        for step in 0..=10_000 {
            let probability = f64::from(step) / 10_000.0;
            let [low, high] = uncertainty.factors().interval(probability);
            assert!(0.0 <= low && low <= probability && probability <= high && high <= 1.0, "at {probability}");
            assert!(before[0] <= low && before[1] <= high, "at {probability}");
            before = [low, high];
        }
        for (log_odds, terms, distance) in [(-2.0, 0.2, 0.0), (-3.0, 0.25, 1.0), (3.0, 0.4, 5.0)] {
            let [low, high] = uncertainty.factors().interval(Link::Logit.estimate(log_odds));
            let slope: f64 = 0.05 * distance;
            let reach = WITHIN_90 * (terms * terms + 0.01 + slope * slope + 0.04_f64).sqrt();
            assert!((low - Link::Logit.estimate(log_odds - reach)).abs() < 1e-12);
            assert!((high - Link::Logit.estimate(log_odds + reach)).abs() < 1e-12);
        }
        assert!(uncertainty.factors().interval(f64::NAN).iter().all(|end| end.is_nan()));
    }

    #[test]
    fn what_cannot_be_an_error_is_refused() {
        let defect = |log_odds: &[f64], terms: &[f64], calibration, level| {
            Uncertainty::new(log_odds.to_vec(), terms.to_vec(), calibration, level).defect()
        };
        let errors = |log_odds: &[f64], terms: &[f64], level| defect(log_odds, terms, CALIBRATION, level);
        assert_eq!(errors(&[-2.0, 0.0], &[0.1, 0.1], 0.0), None);
        assert!(errors(&[], &[], 0.0).is_some());
        assert!(errors(&[0.0, 0.0], &[0.1, 0.1], 0.0).is_some());
        assert!(errors(&[-2.0, 0.0], &[0.1], 0.0).is_some());
        assert!(errors(&[-2.0, 0.0], &[0.1, -0.1], 0.0).is_some());
        assert!(errors(&[-2.0, 0.0], &[0.1, 0.1], f64::NAN).is_some());
        assert!(errors(&[-2.0, 0.0], &[0.1, 21.0], 0.0).is_some());
        assert!(defect(&[0.0], &[0.1], CalibrationError { centre: 1e300, ..CALIBRATION }, 0.0).is_some());
        assert!(defect(&[0.0], &[0.1], CalibrationError { slope: -0.1, ..CALIBRATION }, 0.0).is_some());
    }
}
