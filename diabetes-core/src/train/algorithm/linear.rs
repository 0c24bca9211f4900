//! The linear model: one line per number field, one table per choice field; least squares and logistic regression.

use crate::TrainingError;
use crate::model::Output;
use crate::outcomes::FOLDS;
use crate::train::centre::{added, centred, of_blanks};
use crate::train::crossfit::{CrossFit, Fitted, Fitter, link_of};
use crate::train::design::Design;
use crate::train::inputs::Inputs;
use crate::train::lines::{LineSteps, Lines};
use crate::train::newton::{LogisticFit, MAX_STEPS, Spread, logistic};
use crate::train::pass::Selection;
use crate::train::solve::LeastSquares;
use crate::train::spread::ColumnSums;
use crate::train::totals::{Total, Totals};
use crate::train::uncertainty::variance;
use ndarray::{Array2, ArrayView1};
use std::borrow::Cow;

/// Keeps the coefficients of a probability output finite if the columns separate the outcome; otherwise it changes them
/// in the fourth digit.
pub(in crate::train) const PENALTY: f64 = 1e-4;

/// The training rows in memory as columns.
pub(super) struct Linear {
    design: Design,
    x: Array2<f64>,
}

impl Linear {
    /// Creates the columns; a field whose columns are combinations of others is left out of the inputs.
    pub(super) fn new(inputs: &mut Inputs, cross: &CrossFit<'_>) -> Self {
        let design = Design::new(&inputs.stats);
        let x = design.matrix(cross.rows);
        let mut linear = Self { design, x };
        let every = cross.selected(Selection { output: None, without: None });
        let pass = Lines { design: Cow::Borrowed(&linear.design), is_weighted: false };
        let aliased = cross.pass(&pass, &linear.x, &every).into_moments().aliased();
        if !aliased.is_empty() {
            linear.design.drop_columns(&aliased, inputs);
            linear.x = linear.design.matrix(cross.rows);
        }
        linear
    }

    /// The number of coefficients.
    pub(super) fn width(&self) -> usize {
        self.design.width()
    }
}

impl Fitter for Linear {
    fn fit(&self, inputs: &Inputs, cross: &CrossFit<'_>, output: Output) -> Result<Fitted, TrainingError> {
        let whole = self.line(cross, output, None, None)?;
        let scorecard = self.design.scorecard(&inputs.stats, &whole.coefficients, whole.intercept, link_of(output));
        let blanks = of_blanks(&scorecard, cross.rows);
        let mut scores = vec![0.0; cross.rows.len()];
        let mut of_folds = vec![[0.0; FOLDS as usize]; if cross.asks_for_variances(output) { scores.len() } else { 0 }];
        let lines = cross.each_fold(|fold| self.line(cross, output, Some(fold), Some(&whole)));
        for (fold, line) in (0..FOLDS).zip(lines) {
            let line = line?;
            let score = |x: ArrayView1<'_, f64>| line.intercept + x.dot(&line.coefficients);
            let lines = scores.iter_mut().zip(cross.folds).zip(self.x.rows()).zip(cross.rows);
            for (((own_score, _), x), row) in lines.filter(|(((_, own), _), _)| **own == fold) {
                *own_score = score(x) + added(&scorecard, &blanks, &row.values);
            }
            for (scores, x) in of_folds.iter_mut().zip(self.x.rows()) {
                scores.get_mut(fold as usize).into_iter().for_each(|of_fold| *of_fold = score(x));
            }
        }
        let scorecard = centred(scorecard, &blanks, inputs);
        let variances = of_folds.into_iter().map(variance).collect();
        Ok(Fitted { scorecard, scores, variances, parameters: self.width() as f64 })
    }
}

impl Linear {
    /// Fits an output on all folds except `without`; `start` is the starting point for a probability.
    fn line(
        &self,
        cross: &CrossFit<'_>,
        output: Output,
        without: Option<u32>,
        start: Option<&LogisticFit>,
    ) -> Result<LogisticFit, TrainingError> {
        let known = cross.selected(Selection { output: Some(output), without });
        if output == Output::Glucose {
            let pass = Lines { design: Cow::Borrowed(&self.design), is_weighted: true };
            let moments = cross.pass(&pass, &self.x, &known).into_moments();
            let LeastSquares { coefficients, intercept, .. } = moments.solve()?;
            return Ok(LogisticFit { coefficients, intercept });
        }
        let Total { weight, outcomes, .. } = cross.pass(&Totals, &(), &known);
        let design = || Cow::Borrowed(&self.design);
        let means = cross.pass(&ColumnSums { design: design(), means: None }, &self.x, &known) / weight;
        let deviations = ColumnSums { design: design(), means: Some(Cow::Borrowed(&means)) };
        let variance = cross.pass(&deviations, &self.x, &known) / weight;
        let spread = Spread { variance, weight, mean: outcomes / weight };
        let at =
            |fit: &LogisticFit| cross.pass(&LineSteps { design: design(), fit: Cow::Borrowed(fit) }, &self.x, &known);
        logistic(&spread, PENALTY, start, at)?.ok_or(TrainingError::NotConverged { output, steps: MAX_STEPS })
    }
}
