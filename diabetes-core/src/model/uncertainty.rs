//! The uncertainty of P(diabetes): the 90 % interval of the risk.

use super::calibration_error::CalibrationError;
use super::{Calibration, ScoredRow};
use crate::reader::{FromJson, Node, Reason};
use crate::scorecard::{MAX_NUMBER, MAX_PIECES, Piece};
use serde::Serialize;
use std::f64::consts::LN_2;
use std::sync::Arc;

/// 90 % of a normal distribution is within this many standard deviations of its mean.
pub(crate) const WITHIN_90: f64 = 1.644_853_626_951_472_7;
/// No meaningful error of log-odds comes near this.
const MAX_ERROR: f64 = 20.0;
/// Intervals are computed at odds that are powers of two: `KNOTS` of them, starting with this exponent.
const FIRST: i16 = -14;
const KNOTS: usize = 24;

/// The uncertainty of P(diabetes), as standard errors of its log-odds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Uncertainty {
    /// Calibrated log-odds, increasing.
    log_odds: Vec<f64>,
    /// The standard error due to the terms, at each of them.
    terms: Vec<f64>,
    calibration: CalibrationError,
    /// The variation of the level from one period to the next.
    level: f64,
    /// Whether the calibration comes from the population where the model is used.
    local: bool,
    #[serde(skip)]
    factors: OddsFactors,
}

impl Uncertainty {
    /// Creates the uncertainty of a model as trained.
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

    /// The factors used by predictions.
    pub(crate) fn factors(&self) -> &OddsFactors {
        &self.factors
    }

    /// Whether a patient may be told, because the level comes from the population where the model is used.
    pub(crate) fn is_local(&self) -> bool {
        self.local
    }

    /// Keeps the terms and the level, and recalibrates on other rows; `None` if they do not determine its error.
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
        (!is_sound).then_some("the uncertainty of the risk is not valid")
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

/// The factor by which the odds of a probability may be lower or higher: linear in the odds between powers of two,
/// constant beyond the ends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OddsFactors([f64; KNOTS]);

impl OddsFactors {
    /// Computes the factors from the standard error of the log-odds.
    fn new(error: impl Fn(f64) -> f64) -> Self {
        let mut power = FIRST;
        Self([(); KNOTS].map(|()| {
            let log_odds = f64::from(power) * LN_2;
            power += 1;
            libm::exp(WITHIN_90 * error(log_odds))
        }))
    }

    /// The knots, in odds, and the factors there, as of a curve.
    #[cfg(feature = "sql")]
    pub(crate) fn curve(&self) -> (Vec<f64>, Vec<f64>) {
        let knots = (FIRST..).map(|power| libm::ldexp(1.0, power.into()));
        (knots.take(KNOTS).collect(), self.0.to_vec())
    }

    /// The 90 % interval of a probability, which contains the probability.
    pub(crate) fn interval(&self, probability: f64) -> [f64; 2] {
        let other = 1.0 - probability;
        let factor = self.at(probability / other);
        let [low, high] =
            [probability / (probability + other * factor), probability * factor / (probability * factor + other)];
        // Prevents rounding from moving an end past the probability.
        [low.min(probability), high.max(probability)]
    }

    /// The factor at given odds. A float's exponent gives the power of two at or below it, its fraction the position up
    /// to the next one.
    fn at(&self, odds: f64) -> f64 {
        const FRACTION: u32 = f64::MANTISSA_DIGITS - 1;
        const ONE: u64 = 1.0_f64.to_bits();
        let bits = odds.to_bits();
        let power = (bits >> FRACTION).cast_signed() - (ONE >> FRACTION).cast_signed();
        let Ok(knot) = usize::try_from(power - i64::from(FIRST)) else {
            return self.0[0];
        };
        let Some([below, above]) = self.0.get(knot..).and_then(<[f64]>::first_chunk) else {
            return self.0[KNOTS - 1];
        };
        let way = f64::from_bits(bits & ((1 << FRACTION) - 1) | ONE) - 1.0;
        below + way * (above - below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::Link;

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
        for (power, terms) in [(-3_i16, 0.2 + 0.05 * (3.0 * LN_2 - 2.0)), (0, 0.4), (4, 0.4)] {
            let log_odds = f64::from(power) * LN_2;
            let [low, high] = uncertainty.factors().interval(Link::Logit.estimate(log_odds));
            let slope: f64 = 0.05 * (log_odds + 2.0);
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
