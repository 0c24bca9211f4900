//! The linear model: one line per number field, one table per choice field; least squares and logistic regression.

use crate::TrainingError;
use crate::model::Output;
use crate::outcomes::FOLDS;
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::train::centre::{added, centred, of_blanks};
use crate::train::crossfit::{CrossFit, Fitted, Fitter, link_of};
use crate::train::design::Design;
use crate::train::inputs::Inputs;
use crate::train::moments::Moments;
use crate::train::newton::{LogisticFit, MAX_STEPS, logistic};
use crate::train::solve::LeastSquares;
use crate::train::uncertainty::variance;
use ndarray::{Array1, Array2, ArrayView1, Axis};

/// Keeps the coefficients of a probability output finite if the columns separate the outcome; otherwise it changes them
/// in the fourth digit.
pub(in crate::train) const PENALTY: f64 = 1e-4;

/// The training rows as columns.
pub(super) struct Linear {
    design: Design,
    x: Array2<f64>,
}

impl Linear {
    /// Creates the columns; a field whose columns are combinations of others is left out of the inputs.
    pub(super) fn new(inputs: &mut Inputs, rows: &[TrainingRow]) -> Self {
        let mut design = Design::new(&inputs.stats);
        let x = design.matrix(rows.iter().map(|row| &row.values));
        let mut moments = Moments::new(design.width());
        moments.add_finite(x.view(), Array1::zeros(rows.len()).view(), None);
        let aliased = moments.aliased();
        if aliased.is_empty() {
            return Self { design, x };
        }
        let kept: Vec<usize> = (0..design.width()).filter(|column| !aliased.contains(column)).collect();
        design.drop_columns(&aliased, inputs);
        // Keeps rows contiguous, because sums run over them.
        Self { design, x: x.select(Axis(1), &kept).as_standard_layout().into_owned() }
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
        for fold in 0..FOLDS {
            let line = self.line(cross, output, Some(fold), Some(&whole))?;
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
        let known = cross.known(output, without);
        let x = self.x.select(Axis(0), &known.positions);
        if output == Output::Glucose {
            let mut moments = Moments::new(x.ncols());
            let (y, weights) = (Array1::from_vec(known.outcomes), Array1::from_vec(known.weights));
            moments.add_finite(x.view(), y.view(), Some(weights.view()));
            let LeastSquares { coefficients, intercept, .. } = moments.solve()?;
            return Ok(LogisticFit { coefficients, intercept });
        }
        let outcomes: Vec<bool> = known.outcomes.iter().map(|outcome| *outcome > 0.0).collect();
        let fit = logistic(x.view(), &outcomes, &known.weights, PENALTY, start)?;
        fit.ok_or(TrainingError::NotConverged { output, steps: MAX_STEPS })
    }
}
