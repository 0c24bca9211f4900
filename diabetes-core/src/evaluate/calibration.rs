//! Calibration: whether predicted probabilities match observed frequencies.

use super::bootstrap::{Figure, Intervals};
use super::curve::{CurvePoint, curve};
use super::figures::{ProbabilityRow, brier, observed_expected};
use super::proportion::Proportion;
use super::sample::{Sample, SampleRow};
use crate::model::{Line, OutcomeCut, Output, ScoredRow};
use serde::Serialize;

/// Calibration of a probability output.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutputCalibration {
    /// The output.
    pub output: Output,
    /// The tests and cut-offs that define the outcome.
    pub definition: Vec<OutcomeCut>,
    /// The rows it is evaluated on: `every_test`, or `any_test` if too few have every test.
    pub judged_on: &'static str,
    /// The number of those rows.
    pub rows: u64,
    /// Rows with the outcome.
    pub events: u64,
    /// Under 10 events or under 10 non-events: there are no figures.
    pub withheld: bool,
    /// Slope of the outcome on the logit of the probability; 1 is ideal; below 1 the probabilities are too extreme.
    pub slope: Option<f64>,
    /// The bootstrap interval of the slope.
    pub slope_interval: Option<[f64; 2]>,
    /// The intercept fitted with this slope.
    pub intercept: Option<f64>,
    /// Calibration in the large: the intercept at slope 1; 0 is ideal; above 0 there are more cases than predicted.
    pub in_the_large: Option<f64>,
    /// Ratio of observed to expected cases; 1 is ideal.
    pub observed_expected: Option<f64>,
    /// The bootstrap interval of the ratio.
    pub observed_expected_interval: Option<[f64; 2]>,
    /// Brier score: mean squared difference between outcome and probability.
    pub brier: Option<f64>,
    /// 1 − Brier score / Brier score of predicting the prevalence for everyone; 0 is no better.
    pub brier_scaled: Option<f64>,
    /// Observed against predicted, by groups of the probability.
    pub curve: Vec<CurvePoint>,
}

/// An evaluated output with the line and ratio to resample.
pub(super) struct Calibrated<'m> {
    judged: &'m Sample<'m>,
    rows: Vec<ScoredRow>,
    line: Option<Line>,
}

/// Row visits of a ranking that take as long as one row of a refitted line.
const LINE_WORK: usize = 20;

impl<'m> Calibrated<'m> {
    pub(super) fn of(judged: &'m Sample<'m>) -> Self {
        let rows: Vec<ScoredRow> = judged.rows.iter().map(|row| row.measured().scored()).collect();
        let line = if judged.counts().are_too_few() { None } else { Line::of(&rows, 0.0) };
        Self { judged, rows, line }
    }

    pub(super) fn figures(&self, intervals: &Intervals) -> OutputCalibration {
        let counts = self.judged.counts();
        let withheld = counts.are_too_few();
        let rows = if withheld { &[] } else { self.judged.rows.as_slice() };
        let interval = |position: usize| intervals.get(position).copied().flatten();
        let measured: Vec<ProbabilityRow> = rows.iter().map(SampleRow::measured).collect();
        let brier = (!withheld).then(|| brier(&measured));
        let prevalence = Proportion::of(rows.iter().map(|row| (row.outcome, row.weight))).value;
        OutputCalibration {
            output: self.judged.output,
            definition: self.judged.definition.to_vec(),
            judged_on: self.judged.basis,
            rows: counts.rows,
            events: counts.events,
            withheld,
            slope: self.line.map(|line| line.slope),
            slope_interval: interval(0).filter(|_| self.line.is_some()),
            intercept: self.line.map(|line| line.intercept),
            in_the_large: Line::of_slope_1(&self.rows).filter(|_| !withheld).map(|line| line.intercept),
            observed_expected: observed_expected(measured.into_iter()),
            observed_expected_interval: interval(1),
            brier,
            brier_scaled: brier.zip(prevalence).map(|(brier, share)| 1.0 - brier / (share * (1.0 - share))),
            curve: curve(rows),
        }
    }
}

impl Figure for Calibrated<'_> {
    fn under(&self, weights: &[f64]) -> Vec<Option<f64>> {
        let Some(line) = self.line else { return Vec::new() };
        let drawn = self.rows.iter().zip(&self.judged.rows);
        let rows: Vec<ScoredRow> = drawn
            .map(|(row, judged)| ScoredRow { weight: judged.weight_in(weights), ..*row })
            .filter(|row| row.weight > 0.0)
            .collect();
        let ratio = observed_expected(self.judged.rows.iter().map(|row| row.measured_in(weights)));
        vec![line.refitted(&rows).map(|line| line.slope), ratio]
    }

    fn work(&self) -> usize {
        if self.line.is_some() { LINE_WORK * self.rows.len() } else { 0 }
    }
}
