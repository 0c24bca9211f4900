//! Out-of-fold scores of the training rows, and what is learned and judged from them.

use super::design::Design;
use super::metrics::{self, GlucoseRow, ProbabilityRow, judged_rows};
use super::moments::Moments;
use super::newton::{Line, logistic};
use super::outcome::Definitions;
use super::quantiles::quantiles;
use super::split::FOLDS;
use super::{MIN_ROWS, TrainingRow, solve::LeastSquares};
use crate::TrainingError;
use crate::model::{Calibration, Cutoffs, Interval, MetricSet, Output, RESIDUAL_QUANTILES};
use crate::schema::Field;
use crate::scorecard::{Link, Scorecard};
use ndarray::{Array1, Array2, Axis};
use std::collections::BTreeMap;

/// Keeps the coefficients of a probability output finite where the columns separate the outcome, and changes
/// them in the fourth digit where they do not.
const PENALTY: f64 = 1e-4;
/// The same for the slope of the calibration.
const CALIBRATION_PENALTY: f64 = 1e-6;
/// Bins of the interval at most, and rows in each at least (unequal weights count as fewer rows).
const MAX_BINS: usize = 10;
const ROWS_PER_BIN: f64 = 200.0;

/// The training rows, their folds and their columns.
pub(super) struct CrossFit<'a> {
    design: &'a Design,
    rows: &'a [TrainingRow],
    folds: &'a [u32],
    definitions: &'a Definitions,
    x: Array2<f64>,
}

/// An output's table, and the score of every training row from the table fitted on the other folds.
pub(super) struct Fit {
    pub(super) output: Output,
    pub(super) scorecard: Scorecard,
    /// From the score to the calibrated one, from all folds.
    pub(super) calibration: Calibration,
    scores: Vec<f64>,
    /// For each fold the calibration that the others give.
    fold_calibrations: Vec<Calibration>,
}

impl<'a> CrossFit<'a> {
    pub(super) fn new(
        design: &'a Design,
        rows: &'a [TrainingRow],
        folds: &'a [u32],
        definitions: &'a Definitions,
    ) -> Self {
        let x = design.matrix(rows.iter().map(|row| &row.values));
        Self { design, rows, folds, definitions, x }
    }

    /// Fits an output on all rows, and once without each fold.
    pub(super) fn fit(&self, output: Output) -> Result<Fit, TrainingError> {
        let link = if output == Output::Glucose { Link::Identity } else { Link::Logit };
        let whole = self.line(output, None, None)?;
        let scorecard = self.design.scorecard(&whole.coefficients, whole.intercept, link);
        let mut scores = vec![0.0; self.rows.len()];
        for fold in 0..FOLDS {
            let line = self.line(output, Some(fold), Some(&whole))?;
            let lines = scores.iter_mut().zip(self.folds).zip(self.x.rows());
            for ((score, _), x) in lines.filter(|((_, own), _)| **own == fold) {
                *score = line.intercept + x.dot(&line.coefficients);
            }
        }
        let (calibration, fold_calibrations) = (Calibration::IDENTITY, vec![Calibration::IDENTITY; FOLDS as usize]);
        let mut fit = Fit { output, scorecard, calibration, scores, fold_calibrations };
        if output == Output::Glucose {
            // An interval says nothing where a few rows outweigh the others.
            let rows = Size::of(&self.residuals(&fit, None)).effective();
            if rows < MIN_ROWS as f64 {
                let skipped = "; unequal weights count as fewer".to_owned();
                return Err(TrainingError::TooFewRows { rows: rows as u64, needed: MIN_ROWS, skipped });
            }
        } else {
            fit.calibration = self.calibration(&fit, None)?;
            // A fold's figures are no reason to lose the output.
            let of_others = |fold| self.calibration(&fit, Some(fold)).unwrap_or(fit.calibration);
            fit.fold_calibrations = (0..FOLDS).map(of_others).collect();
        }
        Ok(fit)
    }

    /// Fits an output on the folds other than `without`; `start` is where the steps of a probability begin.
    fn line(&self, output: Output, without: Option<u32>, start: Option<&Line>) -> Result<Line, TrainingError> {
        if output == Output::Glucose {
            let (x, y, weights) = self.known(without, |row| row.values.known(Field::OutcomeMgDl));
            let mut moments = Moments::new(x.ncols());
            moments.add_finite(x.view(), Array1::from_vec(y).view(), Some(Array1::from_vec(weights).view()));
            let LeastSquares { coefficients, intercept, .. } = moments.solve()?;
            return Ok(Line { coefficients, intercept });
        }
        let (x, y, weights) = self.known(without, |row| self.definitions.label(output, &row.values));
        logistic(x.view(), &y, &weights, PENALTY, start, output.name())
    }

    /// Columns, outcomes and weights of the rows with a known outcome in the folds other than `without`.
    fn known<T>(
        &self,
        without: Option<u32>,
        outcome: impl Fn(&TrainingRow) -> Option<T>,
    ) -> (Array2<f64>, Vec<T>, Vec<f64>) {
        let (mut positions, mut outcomes, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        for (position, (row, fold)) in self.rows.iter().zip(self.folds).enumerate() {
            if let Some(outcome) = outcome(row).filter(|_| without != Some(*fold)) {
                positions.push(position);
                outcomes.push(outcome);
                weights.push(row.weight);
            }
        }
        (self.x.select(Axis(0), &positions), outcomes, weights)
    }

    /// The out-of-fold errors of the folds other than `without`, by estimate.
    fn residuals(&self, fit: &Fit, without: Option<u32>) -> Vec<Residual> {
        let mut rows: Vec<Residual> = self
            .glucose_rows(fit)
            .filter(|(position, ..)| without.is_none() || self.folds.get(*position) != without.as_ref())
            .map(|(_, outcome, estimate, weight)| Residual { estimate, error: outcome - estimate, weight })
            .collect();
        rows.sort_unstable_by(|a, b| a.estimate.total_cmp(&b.estimate).then(a.error.total_cmp(&b.error)));
        rows
    }

    /// The interval bins, from the folds other than `without`.
    pub(super) fn interval(&self, fit: &Fit, without: Option<u32>) -> Interval {
        let rows = self.residuals(fit, without);
        let percents: Vec<f64> = (0..RESIDUAL_QUANTILES).map(|percent| percent as f64 / 100.0).collect();
        let bins = bins(&rows);
        let edges = bins.iter().skip(1).filter_map(|bin| bin.first()).map(|row| row.estimate).collect();
        let quantiles = bins
            .iter()
            .map(|bin| {
                let errors: Vec<(f64, f64)> = bin.iter().map(|row| (row.error, row.weight)).collect();
                quantiles(&errors, &percents)
                    .into_iter()
                    .zip(&percents)
                    .map(|(error, at)| outwards(error, *at))
                    .collect()
            })
            .collect();
        Interval { edges, quantiles }
    }

    /// Position, outcome, out-of-fold estimate and weight of the rows with a measured glucose.
    fn glucose_rows<'f>(&'f self, fit: &'f Fit) -> impl Iterator<Item = (usize, f64, f64, f64)> + 'f {
        let rows = self.rows.iter().zip(&fit.scores).enumerate();
        rows.filter(|(_, (row, _))| self.definitions.is_answerable(&row.values)).filter_map(
            |(position, (row, estimate))| {
                Some((position, row.values.known(Field::OutcomeMgDl)?, *estimate, row.weight))
            },
        )
    }

    /// Intercept and slope of a probability output, from the judged rows of the folds other than `without`.
    fn calibration(&self, fit: &Fit, without: Option<u32>) -> Result<Calibration, TrainingError> {
        let rows: Vec<(f64, bool, f64)> = judged_rows(fit.output, self.rows, self.definitions)
            .filter(|(position, ..)| without.is_none() || self.folds.get(*position) != without.as_ref())
            .filter_map(|(position, row, outcome)| Some((*fit.scores.get(position)?, outcome, row.weight)))
            .collect();
        let scores: Vec<f64> = rows.iter().map(|row| row.0).collect();
        let x = Array1::from_vec(scores).insert_axis(Axis(1));
        let outcomes: Vec<bool> = rows.iter().map(|row| row.1).collect();
        let weights: Vec<f64> = rows.iter().map(|row| row.2).collect();
        let line = logistic(x.view(), &outcomes, &weights, CALIBRATION_PENALTY, None, fit.output.name())?;
        let slope = line.coefficients.first().copied().unwrap_or(1.0);
        if slope >= 0.0 {
            return Ok(Calibration { intercept: line.intercept, slope });
        }
        // Scores that rank the wrong way out of fold say nothing: everyone gets the share of the cases.
        let level = logistic(Array2::zeros((outcomes.len(), 1)).view(), &outcomes, &weights, 0.0, None, "level")?;
        Ok(Calibration { intercept: level.intercept, slope: 0.0 })
    }

    /// The figures of the outputs, each row judged by what the other folds gave.
    pub(super) fn metrics(&self, fits: &BTreeMap<Output, Fit>) -> MetricSet {
        let glucose = fits.get(&Output::Glucose).and_then(|fit| {
            let intervals: Vec<Interval> = (0..FOLDS).map(|fold| self.interval(fit, Some(fold))).collect();
            let rows: Vec<GlucoseRow> = self
                .glucose_rows(fit)
                .filter_map(|(position, outcome, estimate, weight)| {
                    let interval = intervals.get(*self.folds.get(position)? as usize)?.at_90(estimate);
                    Some(GlucoseRow { outcome, estimate, interval, weight })
                })
                .collect();
            metrics::glucose(&rows)
        });
        let of = |output: Output| {
            let probabilities =
                self.probabilities(output, fits, |fit, fold| fit.fold_calibrations.get(fold).copied())?;
            metrics::probability(&self.probability_rows(output, &probabilities))
        };
        MetricSet { glucose, dysglycaemia: of(Output::Dysglycaemia), diabetes: of(Output::Diabetes) }
    }

    /// The calibrated probability of every training row; that of diabetes is at most that of dysglycaemia,
    /// of which it is a part.
    fn probabilities(
        &self,
        output: Output,
        fits: &BTreeMap<Output, Fit>,
        calibration: impl Fn(&Fit, usize) -> Option<Calibration>,
    ) -> Option<Vec<f64>> {
        let of = |output: Output| {
            let fit = fits.get(&output)?;
            let own = |fold: u32| calibration(fit, fold as usize).unwrap_or(fit.calibration);
            let rows = fit.scores.iter().zip(self.folds);
            Some(rows.map(|(score, fold)| Link::Logit.estimate(own(*fold).apply(*score))).collect::<Vec<f64>>())
        };
        let part = of(output)?;
        match (output, of(Output::Dysglycaemia)) {
            (Output::Diabetes, Some(whole)) => {
                Some(part.iter().zip(whole).map(|(part, whole)| part.min(whole)).collect())
            }
            _ => Some(part),
        }
    }

    fn probability_rows(&self, output: Output, probabilities: &[f64]) -> Vec<ProbabilityRow> {
        judged_rows(output, self.rows, self.definitions)
            .filter_map(|(position, row, outcome)| {
                Some(ProbabilityRow { outcome, probability: *probabilities.get(position)?, weight: row.weight })
            })
            .collect()
    }

    /// The probabilities of diabetes from which the risk levels begin, from the out-of-fold probabilities.
    pub(super) fn cutoffs(&self, fits: &BTreeMap<Output, Fit>) -> Option<Cutoffs> {
        let probabilities = self.probabilities(Output::Diabetes, fits, |fit, _| Some(fit.calibration))?;
        let rows = self.probability_rows(Output::Diabetes, &probabilities);
        let of_group = |outcome: bool| {
            let mut group: Vec<(f64, f64)> =
                rows.iter().filter(|row| row.outcome == outcome).map(|row| (row.probability, row.weight)).collect();
            group.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            group
        };
        Some(Cutoffs {
            sensitivity_80: highest_with(&of_group(true), 0.8)?,
            specificity_90: lowest_with(&of_group(false), 0.9)?,
        })
    }
}

/// An out-of-fold error.
#[derive(Clone, Copy, Debug)]
struct Residual {
    estimate: f64,
    error: f64,
    weight: f64,
}

/// Sums of weights, from which follows how many rows of equal weight say as much (Kish).
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    sum: f64,
    squares: f64,
}

impl Size {
    fn of(rows: &[Residual]) -> Self {
        rows.iter().fold(Self::default(), Self::and)
    }

    fn and(self, row: &Residual) -> Self {
        Self { sum: self.sum + row.weight, squares: self.squares + row.weight * row.weight }
    }

    fn effective(self) -> f64 {
        if self.squares > 0.0 { self.sum * self.sum / self.squares } else { 0.0 }
    }
}

/// Cuts ascending rows into bins that are about equally full; equal estimates share one.
fn bins(rows: &[Residual]) -> Vec<&[Residual]> {
    let wanted = ((Size::of(rows).effective() / ROWS_PER_BIN) as usize).clamp(1, MAX_BINS);
    let mut bins = Vec::new();
    let mut rest = rows;
    for left in (2..=wanted).rev() {
        let mut end = rest.len() / left;
        let mut size = Size::of(rest.get(..end).unwrap_or_default());
        let splits_ties = |end: usize| match (end.checked_sub(1).and_then(|last| rest.get(last)), rest.get(end)) {
            (Some(last), Some(next)) => last.estimate == next.estimate,
            _ => false,
        };
        while let Some(row) = rest.get(end).filter(|_| splits_ties(end) || size.effective() < ROWS_PER_BIN) {
            size = size.and(row);
            end += 1;
        }
        let Some((bin, others)) = rest.split_at_checked(end) else { break };
        if Size::of(others).effective() < ROWS_PER_BIN {
            break;
        }
        bins.push(bin);
        rest = others;
    }
    bins.push(rest);
    bins
}

/// Rounds to hundredths away from the median, so that no interval gets narrower.
fn outwards(value: f64, probability: f64) -> f64 {
    let hundredths = value * 100.0;
    let rounded = if probability < 0.5 {
        hundredths.floor()
    } else if probability > 0.5 {
        hundredths.ceil()
    } else {
        hundredths.round()
    };
    rounded / 100.0
}

/// The highest of the ascending values that at least `share` of them reach.
fn highest_with(sorted: &[(f64, f64)], share: f64) -> Option<f64> {
    let total: f64 = sorted.iter().map(|row| row.1).sum();
    let mut reached = 0.0;
    for (value, weight) in sorted.iter().rev() {
        reached += weight;
        if reached >= share * total {
            return Some(*value);
        }
    }
    None
}

/// The lowest cut-off that at least `share` of the ascending values stay below.
fn lowest_with(sorted: &[(f64, f64)], share: f64) -> Option<f64> {
    let total: f64 = sorted.iter().map(|row| row.1).sum();
    let mut below = 0.0;
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        if below >= share * total {
            return tied.first().map(|row| row.0);
        }
        below += tied.iter().map(|row| row.1).sum::<f64>();
    }
    sorted.last().map(|row| row.0.next_up())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_full_and_split_no_ties_whatever_the_weights() {
        let rows = |weight: fn(u32) -> f64| -> Vec<Residual> {
            let row = |row: u32| Residual { estimate: f64::from(row / 7), error: 0.0, weight: weight(row) };
            (0..200_000).map(row).collect()
        };
        for (weight, count) in [((|_| 1.0) as fn(u32) -> f64, 10), (|row| if row == 9 { 1e12 } else { 1.0 }, 1)] {
            let rows = rows(weight);
            let bins = bins(&rows);
            assert_eq!(bins.len(), count);
            assert_eq!(bins.iter().map(|bin| bin.len()).sum::<usize>(), rows.len());
            for pair in bins.windows(2) {
                assert!(pair[0].last().unwrap().estimate < pair[1][0].estimate);
                assert!(Size::of(pair[0]).effective() >= ROWS_PER_BIN);
            }
        }
        // Heavy rows here and there: the search for the end of a bin stays linear.
        let heavy = rows(|row| if row % 100 == 0 { 1e6 } else { 1.0 });
        assert!(bins(&heavy).len() > 1);
    }

    #[test]
    fn cutoffs_find_their_share_and_no_less() {
        let values: Vec<(f64, f64)> = (1..=10).map(|value| (f64::from(value), 1.0)).collect();
        // 3 to 10 are eight of ten.
        assert_eq!(highest_with(&values, 0.8), Some(3.0));
        // 1 to 9 are nine of ten.
        assert_eq!(lowest_with(&values, 0.9), Some(10.0));
        assert_eq!(lowest_with(&[(1.0, 1.0), (1.0, 1.0)], 0.9), Some(1.0_f64.next_up()));
    }
}
