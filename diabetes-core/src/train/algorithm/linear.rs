//! The linear model: one line per number field, one table per choice field; least squares and logistic regression.
//!
//! A pass sums the rows of each fold apart, so that one serves the fits of all folds.

use crate::TrainingError;
use crate::model::Output;
use crate::outcomes::FOLDS;
use crate::train::block::BLOCK;
use crate::train::centre::{added, centred, of_blanks};
use crate::train::crossfit::{CrossFit, Fitted, Fitter, link_of};
use crate::train::design::Design;
use crate::train::gather::Gather;
use crate::train::inputs::Inputs;
use crate::train::lines::{LineSteps, Lines};
use crate::train::moments::Moments;
use crate::train::newton::{LogisticFit, MAX_STEPS, Spread, Step, Stepping, logistic};
use crate::train::pass::Selection;
use crate::train::uncertainty::variance;
use ndarray::{Array2, ArrayView1};
use std::borrow::Cow;

/// Keeps the coefficients of a probability output finite if the columns separate the outcome; otherwise it changes them
/// in the fourth digit.
pub(in crate::train) const PENALTY: f64 = 1e-4;

/// The columns, and the training rows in memory as these, if passes go over them.
pub(super) struct Linear {
    design: Design,
    x: Array2<f64>,
}

impl Linear {
    /// Creates the columns; a field whose columns are combinations of others is left out of the inputs.
    pub(super) fn new(inputs: &mut Inputs, cross: &CrossFit<'_>) -> Self {
        let passed = if cross.beyond.is_none() { cross.rows } else { &[] };
        let design = Design::new(&inputs.stats);
        let x = design.matrix(passed);
        let mut linear = Self { design, x };
        let every = linear.moments(cross, Selection { output: None, without: None }, false);
        let aliased = without(None, &every, Moments::with).map(|all| all.aliased()).unwrap_or_default();
        if !aliased.is_empty() {
            linear.design.drop_columns(&aliased, inputs);
            // Before the next matrix, so that there are never two.
            linear.x = Array2::default((0, 0));
            linear.x = linear.design.matrix(passed);
        }
        linear
    }

    /// The number of coefficients.
    pub(super) fn width(&self) -> usize {
        self.design.width()
    }

    /// The moments of each fold.
    fn moments(&self, cross: &CrossFit<'_>, selection: Selection, is_weighted: bool) -> Vec<Moments> {
        let pass = Lines { design: Cow::Borrowed(&self.design), is_weighted };
        let folds = cross.pass(&pass, &self.x, &cross.selected(selection));
        folds.into_iter().map(Gather::into_moments).collect()
    }

    /// The sums of a Newton step of each fold.
    fn steps(&self, cross: &CrossFit<'_>, selection: Selection, fit: &LogisticFit) -> Vec<Step> {
        let pass = LineSteps { design: Cow::Borrowed(&self.design), fit: Cow::Borrowed(fit) };
        let folds = cross.pass(&pass, &self.x, &cross.selected(selection));
        folds.into_iter().map(Stepping::into_step).collect()
    }
}

/// The sum of all folds but one.
fn without<S: Clone>(fold: Option<u32>, folds: &[S], with: impl Fn(S, &S) -> S) -> Option<S> {
    let mut others = folds.iter().zip(0..).filter(|(_, own)| Some(*own) != fold).map(|(sums, _)| sums);
    let first = others.next()?.clone();
    Some(others.fold(first, with))
}

impl Fitter for Linear {
    fn fit(&self, inputs: &Inputs, cross: &CrossFit<'_>, output: Output) -> Result<Fitted, TrainingError> {
        let (whole, of_folds) = self.lines(cross, output)?;
        let scorecard = self.design.scorecard(&inputs.stats, &whole.coefficients, whole.intercept, link_of(output));
        let blanks = of_blanks(&scorecard, cross.rows);
        let (mut scores, mut variances) = (Vec::with_capacity(cross.rows.len()), Vec::new());
        for (rows, folds) in cross.rows.chunks(BLOCK).zip(cross.folds.chunks(BLOCK)) {
            let x = self.design.matrix(rows);
            for ((x, row), fold) in x.rows().into_iter().zip(rows).zip(folds) {
                let own = of_folds.get(*fold as usize).unwrap_or(&whole);
                scores.push(score(own, x) + added(&scorecard, &blanks, &row.values));
                if cross.asks_for_variances(output) {
                    let mut of_row = [0.0; FOLDS as usize];
                    of_row.iter_mut().zip(&of_folds).for_each(|(of_fold, line)| *of_fold = score(line, x));
                    variances.push(variance(of_row));
                }
            }
        }
        let scorecard = centred(scorecard, &blanks, inputs);
        Ok(Fitted { scorecard, scores, variances, parameters: self.width() as f64 })
    }
}

fn score(line: &LogisticFit, x: ArrayView1<'_, f64>) -> f64 {
    line.intercept + x.dot(&line.coefficients)
}

impl Linear {
    /// The fit of an output on all rows, and for each fold the fit on the others.
    fn lines(&self, cross: &CrossFit<'_>, output: Output) -> Result<(LogisticFit, Vec<LogisticFit>), TrainingError> {
        let all = Selection { output: Some(output), without: None };
        let moments = self.moments(cross, all, true);
        let of = |fold| without(fold, &moments, Moments::with).unwrap_or_else(|| Moments::new(self.width()));
        if output == Output::Glucose {
            let line = |fold| {
                let fit = of(fold).solve()?;
                Ok(LogisticFit { coefficients: fit.coefficients, intercept: fit.intercept })
            };
            return Ok((line(None)?, (0..FOLDS).map(|fold| line(Some(fold))).collect::<Result<_, TrainingError>>()?));
        }
        let not_converged = || TrainingError::NotConverged { output, steps: MAX_STEPS };
        let none = || Step { moments: Moments::new(self.width()), loss: 0.0 };
        let at = |selection: Selection, fit: &LogisticFit| {
            without(selection.without, &self.steps(cross, selection, fit), Step::with).unwrap_or_else(none)
        };
        let whole = logistic(&spread(&of(None)), PENALTY, None, |fit| at(all, fit))?.ok_or_else(not_converged)?;
        // The first step of every fold is at the same fit.
        let first = self.steps(cross, all, &whole);
        let line = |fold| {
            let own = Selection { without: Some(fold), ..all };
            let others = || without(Some(fold), &first, Step::with).unwrap_or_else(none);
            let sums = |fit: &LogisticFit| if *fit == whole { others() } else { at(own, fit) };
            logistic(&spread(&of(Some(fold))), PENALTY, Some(&whole), sums)?.ok_or_else(not_converged)
        };
        let of_folds = cross.each_fold(line).into_iter().collect::<Result<_, TrainingError>>()?;
        Ok((whole, of_folds))
    }
}

/// How the columns and the outcome spread.
fn spread(moments: &Moments) -> Spread {
    let variance = moments.predictor_comoment().diag().to_owned() / moments.weight;
    Spread { variance, weight: moments.weight, mean: moments.mean_of_target() }
}
