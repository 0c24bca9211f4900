//! Out-of-fold scores of the training rows, and what is learned and judged from them.

use super::design::Design;
use super::metrics::judged_rows;
use super::moments::Moments;
use super::newton::{Line, MAX_STEPS, logistic};
use super::outcome::Definitions;
use super::split::FOLDS;
use super::{MIN_ROWS, TrainingRow, solve::LeastSquares};
use crate::TrainingError;
use crate::evaluate::{self, GlucoseRow, ProbabilityRow};
use crate::model::residuals::{self, Residual};
use crate::model::{Calibration, Cutoffs, Interval, MetricSet, Output, ScoredRow};
use crate::schema::Field;
use crate::scorecard::{Link, Scorecard};
use ndarray::{Array1, Array2, Axis};
use std::collections::BTreeMap;

/// Keeps the coefficients of a probability output finite where the columns separate the outcome, and changes
/// them in the fourth digit where they do not.
const PENALTY: f64 = 1e-4;

/// The training rows, their folds and their columns.
pub(super) struct CrossFit<'a> {
    pub(super) design: &'a Design,
    pub(super) rows: &'a [TrainingRow],
    pub(super) folds: &'a [u32],
    pub(super) definitions: &'a Definitions,
    pub(super) x: Array2<f64>,
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

impl CrossFit<'_> {
    /// Whether a training row lies in the folds other than `without`.
    fn is_in(&self, position: usize, without: Option<u32>) -> bool {
        without.is_none() || self.folds.get(position) != without.as_ref()
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
            let rows = residuals::effective_rows(&self.residuals(&fit, None));
            if rows < MIN_ROWS as f64 {
                return Err(TrainingError::TooFewRows { rows: rows as u64, needed: MIN_ROWS, skipped: String::new() });
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
        for (position, row) in self.rows.iter().enumerate().filter(|(position, _)| self.is_in(*position, without)) {
            if let Some(outcome) = outcome(row) {
                positions.push(position);
                outcomes.push(outcome);
                weights.push(row.weight);
            }
        }
        (self.x.select(Axis(0), &positions), outcomes, weights)
    }

    /// The out-of-fold errors of the folds other than `without`.
    fn residuals(&self, fit: &Fit, without: Option<u32>) -> Vec<Residual> {
        let rows = self.glucose_rows(fit).filter(|(position, ..)| self.is_in(*position, without));
        rows.map(|(_, outcome, estimate, weight)| Residual { estimate, error: outcome - estimate, weight }).collect()
    }

    /// The interval, from the folds other than `without`.
    pub(super) fn interval(&self, fit: &Fit, without: Option<u32>) -> Interval {
        residuals::interval(self.residuals(fit, without))
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
        let rows: Vec<ScoredRow> = judged_rows(fit.output, self.rows, self.definitions)
            .filter(|(position, ..)| self.is_in(*position, without))
            .filter_map(|(position, row, outcome)| {
                Some(ScoredRow { score: *fit.scores.get(position)?, outcome, weight: row.weight })
            })
            .collect();
        let not_converged = TrainingError::NotConverged { output: fit.output.name().to_owned(), steps: MAX_STEPS };
        Calibration::of(&rows).ok_or(not_converged)
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
            evaluate::glucose(&rows)
        });
        let of = |output: Output| {
            let probabilities =
                self.probabilities(output, fits, |fit, fold| fit.fold_calibrations.get(fold).copied())?;
            evaluate::probability(&self.probability_rows(output, &probabilities))
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
        Cutoffs::of(&self.probability_rows(Output::Diabetes, &probabilities))
    }
}
