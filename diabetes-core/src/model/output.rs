//! Outputs: a scorecard with its calibration, and what converts it to intervals and risk levels.

use super::Calibration;
use crate::reader::from_members;
use crate::risk::{Category, Confidence};
use crate::schema::{Field, FieldKind};
use crate::scorecard::{Link, MAX_NUMBER, MAX_PIECES, Piece, Scorecard};
use crate::values::Values;
use serde::Serialize;

/// The number of residual quantiles of a bin: 0, 1, …, 100 %.
pub const RESIDUAL_QUANTILES: usize = 101;

/// The proportions below each quantile.
static SHARES: [f64; RESIDUAL_QUANTILES] = {
    let mut shares = [0.0; RESIDUAL_QUANTILES];
    let mut rest: &mut [f64] = &mut shares;
    let mut percent = 0;
    while let [share, more @ ..] = rest {
        *share = percent as f64 / (RESIDUAL_QUANTILES - 1) as f64;
        percent += 1;
        rest = more;
    }
    shares
};

/// Residual quantiles (outcome − estimate, out of fold) by bins of the estimate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Estimates at which a new bin begins, mg/dL, increasing.
    pub edges: Vec<f64>,
    /// The 101 residual quantiles of each bin, mg/dL.
    pub quantiles: Vec<Vec<f64>>,
}

impl Interval {
    pub(crate) fn bin(&self, estimate: f64) -> usize {
        self.edges.partition_point(|edge| *edge <= estimate)
    }

    fn residuals(&self, bin: usize) -> &[f64] {
        self.quantiles.get(bin).map_or(&[], Vec::as_slice)
    }

    /// The 90 % interval of an estimate, mg/dL: it contains the estimate and is within the range of a glucose.
    #[must_use]
    pub(crate) fn at_90(&self, estimate: f64) -> [f64; 2] {
        self.residuals_90(self.bin(estimate)).map(|residual| within_range(estimate + residual))
    }

    /// The residuals between which 90 % are, extended to include 0, so that an interval contains its estimate.
    pub(crate) fn residuals_90(&self, bin: usize) -> [f64; 2] {
        let residuals = self.residuals(bin);
        let [low, high] = [5, 95].map(|percent| residuals.get(percent).copied().unwrap_or_default());
        [low.min(0.0), high.max(0.0)]
    }

    /// The probability that the outcome is in the category, given the estimate.
    #[must_use]
    pub fn probability(&self, estimate: f64, category: Category) -> f64 {
        self.probability_at(self.bin(estimate), [estimate; 2], category)
    }

    /// The probability in a bin, measuring the lower end of the category from the first estimate and the upper end from
    /// the second.
    pub(super) fn probability_at(&self, bin: usize, [lower, upper]: [f64; 2], category: Category) -> f64 {
        let (residuals, (from, to)) = (self.residuals(bin), category.glucose_range());
        share_below(residuals, to - upper) - share_below(residuals, from - lower)
    }

    fn defect(&self) -> Option<&'static str> {
        let sorted = |numbers: &[f64]| numbers.iter().all(|number| number.abs() <= MAX_NUMBER) && numbers.is_sorted();
        let sound = self.quantiles.len() == self.edges.len() + 1
            && self.quantiles.len() <= MAX_PIECES
            && sorted(&self.edges)
            && self.quantiles.iter().all(|bin| bin.len() == RESIDUAL_QUANTILES && sorted(bin));
        (!sound).then_some("the interval's bins are not valid")
    }
}

/// The nearest measurable glucose, mg/dL; NaN stays NaN.
pub(super) fn within_range(glucose: f64) -> f64 {
    within(glucose, glucose_range())
}

pub(super) fn within(glucose: f64, [min, max]: [f64; 2]) -> f64 {
    if glucose < min {
        min
    } else if glucose > max {
        max
    } else {
        glucose
    }
}

/// The range of a measured glucose, mg/dL.
pub(crate) fn glucose_range() -> [f64; 2] {
    match Field::OutcomeMgDl.spec().kind {
        FieldKind::Number { min, max, .. } => [min, max],
        FieldKind::Choice(_) | FieldKind::Date => [f64::MIN, f64::MAX],
    }
}

/// The proportion of residuals below `x`, interpolated linearly between the quantiles.
fn share_below(quantiles: &[f64], x: f64) -> f64 {
    let below = quantiles.partition_point(|quantile| *quantile < x);
    let Some(lower) = below.checked_sub(1) else { return 0.0 };
    let at = |position: usize| Some((quantiles.get(position)?, SHARES.get(position)?));
    match (at(lower), at(below)) {
        (Some((x0, y0)), Some((x1, y1))) => Piece { x: *x0, run: x1 - x0, y: *y0, rise: y1 - y0 }.at(x),
        _ => 1.0,
    }
}

/// The output `glucose`: an estimate in mg/dL with its interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GlucoseOutput {
    /// The scorecard.
    pub scorecard: Scorecard,
    /// From the score to mg/dL; intercept 0 and slope 1 from training.
    pub calibration: Calibration,
    /// The residuals of the estimate.
    pub interval: Interval,
}

impl GlucoseOutput {
    /// The calibrated score, limited to the range of a glucose, since a line extends beyond the training range.
    pub(crate) fn estimate(&self, values: &Values) -> f64 {
        within_range(self.calibration.apply(self.scorecard.score(values)))
    }

    /// The 90 % interval, the category and the confidence of an estimate.
    pub(crate) fn reading(&self, estimate: f64) -> ([f64; 2], Category, Confidence) {
        let category = Category::of_glucose(estimate);
        let confidence = Confidence::of(self.interval.probability(estimate, category));
        (self.interval.at_90(estimate), category, confidence)
    }

    pub(crate) fn defect(&self) -> Option<&'static str> {
        if self.scorecard.link != Link::Identity {
            return Some("the glucose output has the link of a probability");
        }
        self.scorecard.defect().or_else(|| self.calibration.defect()).or_else(|| self.interval.defect())
    }
}

/// A test and the value from which it is positive.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "train", derive(serde::Deserialize))]
pub struct OutcomeCut {
    /// `Resultado` or `hba1c`.
    pub field: Field,
    /// The outcome is present from this value.
    pub at: f64,
}

impl OutcomeCut {
    /// Positive if any known test reaches its cut-off, negative if all known ones are below it.
    pub(crate) fn label(cuts: &[Self], known: impl Fn(Field) -> Option<f64>) -> Option<bool> {
        let reached = cuts.iter().filter_map(|cut| Some(known(cut.field)? >= cut.at));
        reached.reduce(|any, reached| any || reached)
    }
}

/// The outputs `dysglycaemia` and `diabetes`: a calibrated probability.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProbabilityOutput {
    /// The outcome: present if any known test reaches its cut-off, absent if all known ones are below it.
    pub definition: Vec<OutcomeCut>,
    /// The scorecard.
    pub scorecard: Scorecard,
    /// From the score to the calibrated log-odds.
    pub calibration: Calibration,
}

impl ProbabilityOutput {
    /// The calibrated probability of a score.
    pub(super) fn probability(&self, score: f64) -> f64 {
        self.scorecard.link.estimate(self.calibration.apply(score))
    }

    pub(crate) fn defect(&self) -> Option<&'static str> {
        if self.scorecard.link != Link::Logit {
            return Some("a probability output has the link of glucose");
        }
        let is_test = |cut: &OutcomeCut| {
            matches!(cut.field, Field::OutcomeMgDl | Field::Hba1cPercent) && cut.at.abs() <= MAX_NUMBER
        };
        if !(1..=2).contains(&self.definition.len()) || !self.definition.iter().all(is_test) {
            return Some("the definition of an outcome is not valid");
        }
        self.scorecard.defect().or_else(|| self.calibration.defect())
    }
}

from_members! {
    Interval { edges, quantiles }
    GlucoseOutput { scorecard, calibration, interval }
    OutcomeCut { field, at }
    ProbabilityOutput { definition, scorecard, calibration }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_below_runs_from_0_to_1_and_is_linear_between_quantiles() {
        let quantiles: Vec<f64> = (0..=100).map(f64::from).collect();
        for (x, share) in [(-1.0, 0.0), (0.0, 0.0), (0.5, 0.005), (50.0, 0.5), (99.5, 0.995), (101.0, 1.0)] {
            assert!((share_below(&quantiles, x) - share).abs() < 1e-15, "at {x}");
        }
        for x in 1..=100 {
            // At a quantile the result is its proportion, to the bit.
            assert_eq!(share_below(&quantiles, f64::from(x)).to_bits(), (f64::from(x) / 100.0).to_bits(), "at {x}");
        }
        // Ties: everything at 0.
        assert_eq!(share_below(&[0.0; 101], 0.1), 1.0);
        assert_eq!(share_below(&[0.0; 101], -0.1), 0.0);
    }
}
