//! Out-of-fold scores of the training rows, and the calibration and figures derived from them.

use super::beyond::Beyond;
use super::inputs::Inputs;
use super::lanes;
use super::pass::{Part, Pass, Selection};
use super::sums::SumRow;
use super::tally::Tally;
use crate::evaluate::{self, GlucoseRow, ProbabilityRow};
use crate::model::residuals::{self, Residual};
use crate::model::{Calibration, Cutoffs, Interval, MAX_STEPS, MetricSet, Output, Outputs, ScoredRow};
use crate::outcomes::{Counts, Definitions, FOLDS, OutcomeRow as TrainingRow, is_in, judged_rows};
use crate::schema::Field;
use crate::scorecard::{Link, Scorecard};
use crate::weights::Size;
use crate::{Stop, TrainingError};
use std::collections::BTreeMap;

/// The fewest rows an output needs, whatever the number of columns.
pub(super) const MIN_ROWS: u64 = 50;

/// The training rows and their folds: those in memory, from which scores and figures come, and all of them, to which
/// tables are fitted.
pub(super) struct CrossFit<'a> {
    pub(super) rows: &'a [TrainingRow],
    pub(super) folds: &'a [u32],
    /// All rows if those in memory are a sample.
    pub(super) beyond: Option<&'a Beyond>,
    pub(super) definitions: &'a Definitions,
    /// Whether the period of each row is known.
    pub(super) has_periods: bool,
    pub(super) stop: &'a Stop,
}

/// An algorithm with the rows prepared for it.
pub(super) trait Fitter {
    /// Fits the table of one output.
    fn fit(&self, inputs: &Inputs, cross: &CrossFit<'_>, output: Output) -> Result<Fitted, TrainingError>;
}

/// The fit of an output by an algorithm.
pub(super) struct Fitted {
    /// Fitted on all rows.
    pub(super) scorecard: Scorecard,
    /// For every training row, the score of the scorecard fitted on the other folds.
    pub(super) scores: Vec<f64>,
    /// The sampling variance of each score if [`CrossFit::asks_for_variances`], else empty.
    pub(super) variances: Vec<f64>,
    /// The number of fitted parameters without the intercept; shrunken ones count as a fraction.
    pub(super) parameters: f64,
}

/// An output's scorecard with its calibration.
pub(super) struct Fit {
    pub(super) output: Output,
    pub(super) scorecard: Scorecard,
    /// From the score to the calibrated one, fitted on all folds.
    pub(super) calibration: Calibration,
    pub(super) parameters: f64,
    pub(super) scores: Vec<f64>,
    pub(super) variances: Vec<f64>,
    /// For each fold, the calibration fitted on the others.
    fold_calibrations: Vec<Calibration>,
}

/// Rows with a known outcome: their positions, outcomes (1 for yes) and weights.
pub(super) struct Known {
    pub(super) selection: Selection,
    pub(super) positions: Vec<usize>,
    pub(super) outcomes: Vec<f64>,
    pub(super) weights: Vec<f64>,
}

impl Known {
    pub(super) fn target(&self, number: usize) -> SumRow {
        let at = |values: &[f64]| values.get(number).copied().unwrap_or_default();
        let row = self.positions.get(number).copied().unwrap_or_default();
        SumRow { row, y: at(&self.outcomes), weight: at(&self.weights) }
    }
}

impl CrossFit<'_> {
    /// Whether the uncertainty of an output is needed.
    pub(super) fn asks_for_variances(&self, output: Output) -> bool {
        self.has_periods && output == Output::Diabetes
    }

    /// The selected rows in memory.
    pub(super) fn known(&self, selection: Selection) -> Known {
        let mut known = Known { selection, positions: Vec::new(), outcomes: Vec::new(), weights: Vec::new() };
        for (position, (row, fold)) in self.rows.iter().zip(self.folds).enumerate() {
            if let Some(outcome) = selection.target(self.definitions, row, *fold) {
                known.positions.push(position);
                known.outcomes.push(outcome);
                known.weights.push(row.weight);
            }
        }
        known
    }

    /// The selected rows for a pass: none are listed if it does not go over those in memory.
    pub(super) fn selected(&self, selection: Selection) -> Known {
        let nothing = || Known { selection, positions: Vec::new(), outcomes: Vec::new(), weights: Vec::new() };
        self.beyond.map_or_else(|| self.known(selection), |_| nothing())
    }

    /// The sums over the selected rows; `encoded` are the rows in memory. Once the end was asked for, the sums are of no
    /// rows, or of fewer: the training fails whatever comes of them.
    pub(super) fn pass<P: Pass>(&self, pass: &P, encoded: &P::Encoded, known: &Known) -> P::Part {
        let parts = match self.beyond {
            _ if self.stop.is_asked() => Vec::new(),
            None => lanes::map_in(P::LANES, known.positions.len(), |range| {
                let mut part = pass.start();
                for row in range.map(|number| known.target(number)) {
                    pass.add(&mut part, encoded, row, self.folds.get(row.row).copied().unwrap_or_default());
                }
                part.end();
                part
            }),
            Some(beyond) => beyond.pass(pass, known.selection, self.definitions, self.stop),
        };
        let merged = parts.into_iter().reduce(|mut part, later| {
            part.merge(later);
            part
        });
        merged.unwrap_or_else(|| pass.start())
    }

    /// The training rows with a known outcome, and of those the ones used for calibration and evaluation.
    pub(super) fn counted(&self, output: Output) -> [Counts; 2] {
        let tally = Tally { output };
        self.pass(&tally, &tally.encode(self.rows), &self.selected(Selection { output: Some(output), without: None }))
    }

    /// The results for each fold.
    pub(super) fn each_fold<T: Send>(&self, work: impl Fn(u32) -> T + Sync + Send) -> Vec<T> {
        let work = |fold: usize| work(fold as u32);
        match self.beyond {
            Some(Beyond::Remote(remote)) => remote.together(FOLDS as usize, work),
            _ => lanes::each(FOLDS as usize, work),
        }
    }

    /// Calibrates an output from its out-of-fold scores.
    pub(super) fn calibrated(&self, output: Output, fitted: Fitted) -> Result<Fit, TrainingError> {
        let Fitted { scorecard, scores, variances, parameters } = fitted;
        let (calibration, fold_calibrations) = (Calibration::IDENTITY, vec![Calibration::IDENTITY; FOLDS as usize]);
        let mut fit = Fit { output, scorecard, calibration, parameters, scores, variances, fold_calibrations };
        if output == Output::Glucose {
            // An interval is meaningless if a few rows outweigh the others.
            let residuals = self.residuals(&fit, None);
            let (rows, effective) =
                (residuals.len() as u64, Size::of(residuals.iter().map(|row| row.weight)).effective());
            if effective < MIN_ROWS as f64 {
                let (effective, skipped) = (Some(effective), BTreeMap::new());
                return Err(TrainingError::TooFewRows { rows, effective, needed: MIN_ROWS, skipped });
            }
        } else {
            fit.calibration = self.calibration(&fit, None)?;
            // A failure in one fold must not discard the output.
            let of_others = |fold| self.calibration(&fit, Some(fold)).unwrap_or(fit.calibration);
            fit.fold_calibrations = (0..FOLDS).map(of_others).collect();
        }
        Ok(fit)
    }

    /// The out-of-fold errors in all folds except `without`.
    fn residuals(&self, fit: &Fit, without: Option<u32>) -> Vec<Residual> {
        let rows = self.glucose_rows(fit).filter(|(position, ..)| is_in(self.folds, *position, without));
        rows.map(|(_, outcome, estimate, weight)| Residual { estimate, error: outcome - estimate, weight }).collect()
    }

    /// The interval from all folds except `without`.
    pub(super) fn interval(&self, fit: &Fit, without: Option<u32>) -> Interval {
        residuals::interval(self.residuals(fit, without))
    }

    /// Position, outcome, out-of-fold estimate and weight of the rows with a measured glucose.
    fn glucose_rows<'f>(&'f self, fit: &'f Fit) -> impl Iterator<Item = (usize, f64, f64, f64)> + 'f {
        let rows = self.rows.iter().zip(&fit.scores).enumerate();
        rows.filter(|(_, (row, _))| self.definitions.judges(row)).filter_map(|(position, (row, estimate))| {
            Some((position, row.values.known(Field::OutcomeMgDl)?, *estimate, row.weight))
        })
    }

    /// Intercept and slope of a probability output, from the evaluation rows of all folds except `without`.
    fn calibration(&self, fit: &Fit, without: Option<u32>) -> Result<Calibration, TrainingError> {
        let rows: Vec<ScoredRow> = judged_rows(fit.output, self.rows, self.definitions)
            .filter(|(position, ..)| is_in(self.folds, *position, without))
            .filter_map(|(position, row, outcome)| {
                Some(ScoredRow { score: *fit.scores.get(position)?, outcome, weight: row.weight })
            })
            .collect();
        let not_converged = TrainingError::NotConverged { output: fit.output, steps: MAX_STEPS };
        Calibration::of(&rows).ok_or(not_converged)
    }

    /// The figures of the outputs, each row evaluated with the model of the other folds.
    pub(super) fn metrics(&self, fits: &Outputs<Fit>) -> MetricSet {
        let glucose = fits.glucose.as_ref().and_then(|fit| {
            let intervals: Vec<Interval> = (0..FOLDS).map(|fold| self.interval(fit, Some(fold))).collect();
            let rows: Vec<GlucoseRow> = self
                .glucose_rows(fit)
                .filter_map(|(position, outcome, estimate, weight)| {
                    let interval = intervals.get(*self.folds.get(position)? as usize)?;
                    Some(GlucoseRow::new(outcome, estimate, interval, weight))
                })
                .collect();
            evaluate::glucose(&rows)
        });
        let estimates = self.probabilities(fits, |fit, fold| fit.fold_calibrations.get(fold).copied());
        Outputs::of(glucose, |output| evaluate::probability(&self.probability_rows(output, &estimates)))
    }

    /// The calibrated probabilities of every training row.
    fn probabilities(
        &self,
        fits: &Outputs<Fit>,
        calibration: impl Fn(&Fit, usize) -> Option<Calibration>,
    ) -> Vec<Outputs<f64>> {
        let of_row = |(position, fold): (usize, &u32)| {
            let probability = |output| {
                let fit = fits.as_ref().get(output)?;
                let calibration = calibration(fit, *fold as usize).unwrap_or(fit.calibration);
                Some(Link::Logit.estimate(calibration.apply(*fit.scores.get(position)?)))
            };
            Outputs::of(None, probability).nested()
        };
        self.folds.iter().enumerate().map(of_row).collect()
    }

    fn probability_rows(&self, output: Output, estimates: &[Outputs<f64>]) -> Vec<ProbabilityRow> {
        judged_rows(output, self.rows, self.definitions)
            .filter_map(|(position, row, outcome)| {
                let probability = estimates.get(position)?.probability(output)?;
                Some(ProbabilityRow { outcome, probability, weight: row.weight })
            })
            .collect()
    }

    /// The probabilities of diabetes at which the risk levels begin, from the out-of-fold probabilities; `None` without
    /// the output, or the reason if there are none.
    pub(super) fn cutoffs(&self, fits: &Outputs<Fit>) -> Option<Result<Cutoffs, &'static str>> {
        fits.diabetes.as_ref()?;
        let estimates = self.probabilities(fits, |fit, _| Some(fit.calibration));
        Some(Cutoffs::of(&self.probability_rows(Output::Diabetes, &estimates)))
    }
}

/// The scale of an output's scores.
pub(super) fn link_of(output: Output) -> Link {
    if output == Output::Glucose { Link::Identity } else { Link::Logit }
}
