//! How sure a probability is: the 90 % interval of a risk.

use super::Calibration;
use super::calibration_error::CalibrationError;
use crate::model::reader::{FromJson, Node, Reason};
use crate::scorecard::{Link, MAX_PIECES, Piece};
use serde::Serialize;
use std::sync::Arc;

/// 90 % of a normal distribution lie within so many standard deviations of its mean.
const WITHIN_90: f64 = 1.644_853_626_951_472_7;
/// No error of log-odds that says anything comes near this.
const MAX_ERROR: f64 = 20.0;

/// What is not known of a probability, as standard errors of its log-odds: at some log-odds those of the terms and of the
/// calibration, and how far the level lies from period to period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Uncertainty {
    log_odds: Vec<f64>,
    terms: Vec<f64>,
    calibration: Vec<f64>,
    level: f64,
    /// The probabilities of the log-odds.
    #[serde(skip)]
    probabilities: Vec<f64>,
    /// The factors by which the odds may be lower or higher there.
    #[serde(skip)]
    factors: Vec<f64>,
}

impl Uncertainty {
    /// From increasing log-odds, the standard errors of terms and calibration at each, and that of the level.
    pub(crate) fn new(log_odds: Vec<f64>, terms: Vec<f64>, calibration: Vec<f64>, level: f64) -> Self {
        let errors = terms.iter().zip(&calibration);
        let factor = |(terms, calibration): (&f64, &f64)| {
            libm::exp(WITHIN_90 * (terms * terms + calibration * calibration + level * level).sqrt())
        };
        let probabilities = log_odds.iter().map(|log_odds| Link::Logit.estimate(*log_odds)).collect();
        Self { probabilities, factors: errors.map(factor).collect(), log_odds, terms, calibration, level }
    }

    /// The 90 % interval of a probability; it holds the probability.
    #[must_use]
    pub fn interval(&self, probability: f64) -> [f64; 2] {
        interval(&self.probabilities, &self.factors, probability)
    }

    /// What [`risk_intervals`] reads: probabilities, and then as many factors of their odds.
    #[must_use]
    pub fn table(&self) -> Vec<f64> {
        [self.probabilities.as_slice(), &self.factors].concat()
    }

    /// The same terms at the same level with another calibration.
    pub(crate) fn recalibrated(&self, before: Calibration, after: Calibration, error: &CalibrationError) -> Self {
        let scores: Vec<f64> =
            self.log_odds.iter().map(|log_odds| (log_odds - before.intercept) / before.slope).collect();
        let ratio = after.slope / before.slope;
        Self::new(
            scores.iter().map(|score| after.apply(*score)).collect(),
            self.terms.iter().map(|error| error * ratio).collect(),
            scores.iter().map(|score| error.at(*score)).collect(),
            self.level,
        )
    }

    pub(crate) fn defect(&self) -> Option<&'static str> {
        let sound = |errors: &[f64]| errors.iter().all(|error| (0.0..=MAX_ERROR).contains(error));
        let is_sound = (1..=MAX_PIECES).contains(&self.log_odds.len())
            && self.terms.len() == self.log_odds.len()
            && self.calibration.len() == self.log_odds.len()
            && self.log_odds.is_sorted_by(|a, b| a < b)
            && self.log_odds.iter().all(|log_odds| log_odds.is_finite())
            && sound(&self.terms)
            && sound(&self.calibration)
            && sound(&[self.level]);
        (!is_sound).then_some("the uncertainty of a probability is not sound")
    }
}

/// The lower ends of the 90 % intervals of probabilities, then the upper ones, by an [`Uncertainty::table`]; NaN by an
/// empty one.
///
/// ```
/// use diabetes_core::{Model, model::risk_intervals};
/// let table = Model::bundled().diabetes_uncertainty().map(|uncertainty| uncertainty.table()).unwrap_or_default();
/// let ends = risk_intervals(&table, &[0.02, 0.10]);
/// assert!(ends[0] < 0.02 && 0.02 < ends[2] && ends[1] < 0.10 && 0.10 < ends[3]);
/// assert!(risk_intervals(&[], &[0.02])[0].is_nan());
/// ```
#[must_use]
pub fn risk_intervals(table: &[f64], probabilities: &[f64]) -> Vec<f64> {
    let mut ends = vec![f64::NAN; 2 * probabilities.len()];
    let (knots, factors) = table.split_at(table.len() / 2);
    let (lows, highs) = ends.split_at_mut(probabilities.len());
    for ((low, high), probability) in lows.iter_mut().zip(highs).zip(probabilities).filter(|_| !knots.is_empty()) {
        [*low, *high] = interval(knots, factors, *probability);
    }
    ends
}

fn interval(probabilities: &[f64], factors: &[f64], probability: f64) -> [f64; 2] {
    let factor = Piece::of_curve(probabilities, factors, probability).at(probability);
    let other = 1.0 - probability;
    let [low, high] =
        [probability / (probability + other * factor), probability * factor / (probability * factor + other)];
    // Rounding moves no end past it.
    [low.min(probability), high.max(probability)]
}

impl FromJson for Arc<Uncertainty> {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        let mut members = node.members()?;
        let read = Uncertainty::new(
            members.take("log_odds")?,
            members.take("terms")?,
            members.take("calibration")?,
            members.take("level")?,
        );
        members.end()?;
        Ok(Arc::new(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_holds_its_probability_and_is_that_of_the_log_odds() {
        let uncertainty = Uncertainty::new(vec![-4.0, -2.0, 0.0], vec![0.3, 0.2, 0.4], vec![0.0, 0.1, 0.1], 0.2);
        for step in 0..=10_000 {
            let probability = f64::from(step) / 10_000.0;
            let [low, high] = uncertainty.interval(probability);
            assert!(0.0 <= low && low <= probability && probability <= high && high <= 1.0, "at {probability}");
        }
        let [low, high] = uncertainty.interval(Link::Logit.estimate(-2.0));
        let reach = WITHIN_90 * 0.3;
        assert!((low - Link::Logit.estimate(-2.0 - reach)).abs() < 1e-12);
        assert!((high - Link::Logit.estimate(-2.0 + reach)).abs() < 1e-12);
        assert!(uncertainty.interval(f64::NAN).iter().all(|end| end.is_nan()));
    }

    #[test]
    fn what_cannot_be_an_error_is_refused() {
        let errors = |log_odds: &[f64], terms: &[f64], level| {
            Uncertainty::new(log_odds.to_vec(), terms.to_vec(), vec![0.1; log_odds.len()], level).defect()
        };
        assert_eq!(errors(&[-2.0, 0.0], &[0.1, 0.1], 0.0), None);
        assert!(errors(&[], &[], 0.0).is_some());
        assert!(errors(&[0.0, 0.0], &[0.1, 0.1], 0.0).is_some());
        assert!(errors(&[-2.0, 0.0], &[0.1], 0.0).is_some());
        assert!(errors(&[-2.0, 0.0], &[0.1, -0.1], 0.0).is_some());
        assert!(errors(&[-2.0, 0.0], &[0.1, 0.1], f64::NAN).is_some());
        assert!(errors(&[-2.0, 0.0], &[0.1, 21.0], 0.0).is_some());
    }
}
