//! Figures of estimates compared with their outcomes.

use super::discrimination::auroc;
use crate::model::{GlucoseMetrics, Interval, Line, ProbabilityMetrics, ScoredRow};
use crate::quantiles::quantiles;
use crate::risk::Category;

/// A row with a measured glucose: outcome, estimate, whether the 90 % interval holds the outcome, weight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GlucoseRow {
    pub(crate) outcome: f64,
    pub(crate) estimate: f64,
    pub(crate) is_covered: bool,
    pub(crate) weight: f64,
}

impl GlucoseRow {
    pub(crate) fn new(outcome: f64, estimate: f64, interval: &Interval, weight: f64) -> Self {
        let [low, high] = interval.at_90(estimate);
        Self { outcome, estimate, is_covered: (low..=high).contains(&outcome), weight }
    }
}

fn mean(rows: &[GlucoseRow], of: impl Fn(&GlucoseRow) -> f64) -> f64 {
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    rows.iter().map(|row| row.weight * of(row)).sum::<f64>() / total
}

fn squared_error(rows: &[GlucoseRow]) -> f64 {
    mean(rows, |row| (row.outcome - row.estimate) * (row.outcome - row.estimate))
}

/// Coefficient of determination; 0 if the outcome does not vary.
pub(super) fn r2(rows: &[GlucoseRow]) -> f64 {
    let center = mean(rows, |row| row.outcome);
    let variance = mean(rows, |row| (row.outcome - center) * (row.outcome - center));
    if variance > 1e-12 * center * center { 1.0 - squared_error(rows) / variance } else { 0.0 }
}

/// Mean absolute error, mg/dL.
pub(super) fn mae(rows: &[GlucoseRow]) -> f64 {
    mean(rows, |row| (row.outcome - row.estimate).abs())
}

/// Mean of estimate − outcome, mg/dL.
pub(super) fn bias(rows: &[GlucoseRow]) -> f64 {
    mean(rows, |row| row.estimate - row.outcome)
}

pub(crate) fn glucose(rows: &[GlucoseRow]) -> Option<GlucoseMetrics> {
    if rows.is_empty() {
        return None;
    }
    let right = |row: &GlucoseRow| Category::of_glucose(row.estimate) == Category::of_glucose(row.outcome);
    let covered = |row: &GlucoseRow| f64::from(u8::from(row.is_covered));
    let estimates: Vec<(f64, f64)> = rows.iter().map(|row| (row.estimate, row.weight)).collect();
    let ends = quantiles(&estimates, &[1.0 / 3.0, 2.0 / 3.0]);
    let third = |row: &GlucoseRow| ends.iter().filter(|end| row.estimate > **end).count();
    let coverage_90_by_third = [0, 1, 2].map(|wanted| {
        let part: Vec<GlucoseRow> = rows.iter().filter(|row| third(row) == wanted).copied().collect();
        (!part.is_empty()).then(|| mean(&part, covered))
    });
    Some(GlucoseMetrics {
        rows: rows.len() as u64,
        r2: r2(rows),
        rmse: squared_error(rows).sqrt(),
        mae: mae(rows),
        category_accuracy: mean(rows, |row| f64::from(u8::from(right(row)))),
        coverage_90: mean(rows, covered),
        coverage_90_by_third,
    })
}

/// A row with a known outcome: whether it is present, the probability and the weight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProbabilityRow {
    pub(crate) outcome: bool,
    pub(crate) probability: f64,
    pub(crate) weight: f64,
}

impl ProbabilityRow {
    /// The row on the log-odds scale.
    pub(crate) fn scored(&self) -> ScoredRow {
        ScoredRow { score: logit(self.probability), outcome: self.outcome, weight: self.weight }
    }

    /// 1 with the outcome, 0 without.
    fn case(&self) -> f64 {
        f64::from(u8::from(self.outcome))
    }
}

/// Intercept and slope of the outcome on the logit of the probability; 0 and 1 are ideal. Rows are weighted.
///
/// `None` if lengths differ, if either group is empty, if the probabilities are all equal, or if they separate the
/// outcome, because then there is no finite slope.
///
/// ```
/// use diabetes_core::evaluate::calibration_line;
/// // Of four people at 25 % one has it, of four at 75 % three.
/// let outcomes = [true, false, false, false, true, true, true, false];
/// let probabilities = [0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75];
/// let (intercept, slope) = calibration_line(&outcomes, &probabilities, None).unwrap();
/// assert!(intercept.abs() < 1e-9 && (slope - 1.0).abs() < 1e-9);
/// ```
#[must_use]
pub fn calibration_line(outcomes: &[bool], probabilities: &[f64], weights: Option<&[f64]>) -> Option<(f64, f64)> {
    let ones = vec![1.0; outcomes.len()];
    let weights = weights.unwrap_or(&ones);
    if outcomes.len() != probabilities.len() || outcomes.len() != weights.len() {
        return None;
    }
    let row = |((outcome, probability), weight): ((&bool, &f64), &f64)| {
        ProbabilityRow { outcome: *outcome, probability: *probability, weight: *weight }.scored()
    };
    let rows: Vec<ScoredRow> = outcomes.iter().zip(probabilities).zip(weights).map(row).collect();
    Line::of(&rows, 0.0).map(|line| (line.intercept, line.slope))
}

/// The log-odds; 0 and 1 are treated as 1e-12 away from them.
pub(super) fn logit(probability: f64) -> f64 {
    let p = probability.clamp(1e-12, 1.0 - 1e-12);
    libm::log(p / (1.0 - p))
}

/// Ratio of observed to expected cases; `None` if none are expected.
pub(crate) fn observed_expected(rows: impl Iterator<Item = ProbabilityRow>) -> Option<f64> {
    let (observed, expected) = rows.fold((0.0, 0.0), |(observed, expected), row| {
        (observed + row.weight * row.case(), expected + row.weight * row.probability)
    });
    (expected > 0.0).then(|| observed / expected)
}

/// Mean squared difference between outcome and probability.
pub(super) fn brier(rows: &[ProbabilityRow]) -> f64 {
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    let square = |row: &ProbabilityRow| {
        let error = row.probability - row.case();
        row.weight * error * error
    };
    rows.iter().map(square).sum::<f64>() / total
}

pub(crate) fn probability(rows: &[ProbabilityRow]) -> Option<ProbabilityMetrics> {
    if rows.is_empty() {
        return None;
    }
    let outcomes: Vec<bool> = rows.iter().map(|row| row.outcome).collect();
    let probabilities: Vec<f64> = rows.iter().map(|row| row.probability).collect();
    let weights: Vec<f64> = rows.iter().map(|row| row.weight).collect();
    let calibration = calibration_line(&outcomes, &probabilities, Some(&weights));
    Some(ProbabilityMetrics {
        rows: rows.len() as u64,
        events: outcomes.iter().filter(|outcome| **outcome).count() as u64,
        auroc: auroc(&outcomes, &probabilities, Some(&weights)),
        brier: brier(rows),
        calibration_slope: calibration.map(|(_, slope)| slope),
        calibration_intercept: calibration.map(|(intercept, _)| intercept),
    })
}
