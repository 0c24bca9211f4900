//! Least squares on the sums: aliased columns are detected and named, and linfa solves the rest.

#![allow(clippy::indexing_slicing, reason = "shapes are checked on entry, and every index comes from them")]

use super::gather::{BLOCK, Rows};
use super::moments::{Moments, check_shapes, first};
use crate::TrainingError;
use linfa::Dataset;
use linfa::traits::Fit;
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};
use std::collections::BTreeMap;

/// A column with less than this proportion of its variance unexplained by earlier columns is aliased.
const ALIASED: f64 = 1e-10;
/// A column whose standard deviation is below this proportion of its mean is constant.
const CONSTANT: f64 = 1e-11;

/// From this on, rounding of the sums may cost more than four digits.
const INFLATED: f64 = 1e4;

/// A least-squares fit.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastSquares {
    /// One per column, in units of y per unit of x; 0 for an aliased column.
    pub coefficients: Array1<f64>,
    /// The fitted value at which every column is 0.
    pub intercept: f64,
    /// Columns that are constant or a combination of earlier columns.
    pub aliased: Vec<usize>,
}

/// The triangular factor of standardised second moments, without the aliased columns.
pub(super) struct Factor {
    /// Square roots of the diagonal.
    scale: Array1<f64>,
    kept: Vec<usize>,
    pub(super) aliased: Vec<usize>,
    /// Upper triangular; kept columns only.
    upper: Array2<f64>,
}

impl Factor {
    /// Cholesky, column by column in the given order, so that the later of two aliased columns is reported.
    pub(super) fn new(comoment: ArrayView2<'_, f64>, constant: impl Fn(usize) -> bool) -> Self {
        let p = comoment.nrows();
        let scale = comoment.diag().mapv(|square| square.max(0.0).sqrt());
        let mut upper = Array2::<f64>::zeros((p, p));
        let (mut kept, mut aliased) = (Vec::new(), Vec::new());
        for j in 0..p {
            if constant(j) || scale[j] == 0.0 {
                aliased.push(j);
                continue;
            }
            let column = kept.len();
            let mut left = 1.0;
            for (row, i) in kept.iter().enumerate() {
                let correlation = comoment[[*i, j]] / (scale[*i] * scale[j]);
                let known = first(upper.column(row), row).dot(&first(upper.column(column), row));
                let entry = (correlation - known) / upper[[row, row]];
                upper[[row, column]] = entry;
                left -= entry * entry;
            }
            if left > ALIASED {
                upper[[column, column]] = left.sqrt();
                kept.push(j);
            } else {
                upper.column_mut(column).fill(0.0);
                aliased.push(j);
            }
        }
        let q = kept.len();
        let upper = upper.view().split_at(Axis(0), q).0.split_at(Axis(1), q).0.to_owned();
        Self { scale, kept, aliased, upper }
    }

    /// The sum of the variance inflation factors of the kept columns. How much more than their scale the solution may
    /// change when the moments change is at most this.
    fn inflation(&self) -> f64 {
        let of = |column: usize| {
            let mut inverse = Array1::<f64>::zeros(self.kept.len());
            inverse[column] = 1.0 / self.upper[[column, column]];
            for row in column + 1..inverse.len() {
                let known = first(self.upper.column(row), row).dot(&first(inverse.view(), row));
                inverse[row] = -known / self.upper[[row, row]];
            }
            inverse.dot(&inverse)
        };
        (0..self.kept.len()).map(of).sum()
    }

    /// Solves `comoment × coefficients = cross`: forward substitution here, back substitution in linfa.
    pub(super) fn solve(&self, cross: ArrayView1<'_, f64>) -> Result<Array1<f64>, TrainingError> {
        let mut coefficients = Array1::zeros(self.scale.len());
        let q = self.kept.len();
        if q == 0 {
            return Ok(coefficients);
        }
        let mut target = Array1::zeros(q);
        for (row, i) in self.kept.iter().enumerate() {
            let known = first(self.upper.column(row), row).dot(&first(target.view(), row));
            target[row] = (cross[*i] / self.scale[*i] - known) / self.upper[[row, row]];
        }
        let compressed = Dataset::new(self.upper.clone(), target);
        let fit = LinearRegression::new()
            .with_intercept(false)
            .fit(&compressed)
            .map_err(|error| TrainingError::BadShape(error.to_string()))?;
        for (i, coefficient) in self.kept.iter().zip(fit.params()) {
            coefficients[*i] = coefficient / self.scale[*i];
        }
        Ok(coefficients)
    }
}

impl Moments {
    fn factor(&self) -> Factor {
        Factor::new(self.predictor_comoment(), |j| self.is_constant(j))
    }

    fn is_constant(&self, j: usize) -> bool {
        let spread = (self.comoment[[j, j]].max(0.0) / self.weight).sqrt();
        spread <= CONSTANT * self.mean[j].abs()
    }

    /// The largest mean of a column that is not constant, in its standard deviations; at least 1. Means are rounded, and
    /// deviations from them with them.
    fn largest_offset(&self) -> f64 {
        let varying = (0..self.predictors()).filter(|j| !self.is_constant(*j));
        varying.map(|j| self.mean[j].abs() / (self.comoment[[j, j]] / self.weight).sqrt()).fold(1.0, f64::max)
    }

    /// Columns that are constant.
    pub(super) fn constant(&self) -> Vec<usize> {
        (0..self.predictors()).filter(|j| self.is_constant(*j)).collect()
    }

    /// Columns that are constant or a combination of earlier columns.
    #[must_use]
    pub fn aliased(&self) -> Vec<usize> {
        self.factor().aliased
    }

    /// The least-squares fit of the target on the predictors, with an intercept.
    pub fn solve(&self) -> Result<LeastSquares, TrainingError> {
        let factor = self.enough_rows(self.predictors() as u64 + 1)?;
        let coefficients = factor.solve(self.cross_moment())?;
        Ok(self.fit(coefficients, factor.aliased))
    }

    /// Rejects sums that have overflowed, or have underflowed although the column varies about a mean.
    pub(super) fn check_scale(&self) -> Result<(), TrainingError> {
        let p = self.predictors();
        let is_sound = |j: usize| {
            let (mean, square) = (self.mean[j], self.comoment[[j, j]]);
            mean.is_finite() && square.is_finite() && (square > f64::MIN_POSITIVE || mean == 0.0 || mean.abs() > 1e-150)
        };
        match (0..=p).find(|j| !is_sound(*j)) {
            Some(j) if j == p => Err(TrainingError::BadScale { column: "y".to_owned() }),
            Some(j) => Err(TrainingError::BadScale { column: j.to_string() }),
            None => Ok(()),
        }
    }

    fn enough_rows(&self, needed: u64) -> Result<Factor, TrainingError> {
        if self.rows < needed {
            return Err(TrainingError::TooFewRows {
                rows: self.rows,
                effective: None,
                needed,
                skipped: BTreeMap::new(),
            });
        }
        self.check_scale()?;
        Ok(self.factor())
    }

    fn fit(&self, coefficients: Array1<f64>, aliased: Vec<usize>) -> LeastSquares {
        let intercept = self.intercept(&coefficients);
        LeastSquares { coefficients, intercept, aliased }
    }
}

/// Least squares of `y` (one per row) on `x` (rows × columns) with an intercept; `weights` has one per row, zero or
/// more.
///
/// Columns may have any scale at which their squares neither overflow nor underflow. A column that is constant or a
/// combination of earlier ones is listed in `aliased` and has coefficient 0. Where columns are nearly combinations of
/// others, or far from 0, one refinement step on the rows makes up for the rounding of the sums.
///
/// ```
/// use diabetes_core::train::least_squares;
/// use ndarray::array;
/// let x = array![[1.0, 2.0], [2.0, 4.0], [3.0, 6.0], [4.0, 8.0]];
/// let fit = least_squares(x.view(), array![3.0, 5.0, 7.0, 9.0].view(), None)?;
/// assert!((fit.coefficients[0] - 2.0).abs() < 1e-12 && (fit.intercept - 1.0).abs() < 1e-12);
/// assert_eq!(fit.aliased, [1]);
/// # Ok::<(), diabetes_core::TrainingError>(())
/// ```
pub fn least_squares<X: Copy + Into<f64>>(
    x: ArrayView2<'_, X>,
    y: ArrayView1<'_, f64>,
    weights: Option<ArrayView1<'_, f64>>,
) -> Result<LeastSquares, TrainingError> {
    refined(x, y, weights, x.ncols() as u64 + 1)
}

/// Least squares of at least `needed` rows, with the refinement step.
pub(super) fn refined<X: Copy + Into<f64>>(
    x: ArrayView2<'_, X>,
    y: ArrayView1<'_, f64>,
    weights: Option<ArrayView1<'_, f64>>,
    needed: u64,
) -> Result<LeastSquares, TrainingError> {
    check_shapes(x.ncols(), x, y, weights)?;
    let mut moments = Moments::new(x.ncols());
    moments.add(x, y, weights)?;
    if moments.weight <= 0.0 && !y.is_empty() {
        return Err(TrainingError::BadWeights("all are zero".to_owned()));
    }
    let factor = moments.enough_rows(needed)?;
    let mut coefficients = factor.solve(moments.cross_moment())?;
    if factor.inflation() * moments.largest_offset() > INFLATED {
        coefficients += &factor.solve(residual_cross(&moments, &coefficients, x, y, weights).view())?;
    }
    Ok(moments.fit(coefficients, factor.aliased))
}

/// Sums of products of predictor deviations and residuals; zero for the exact solution.
fn residual_cross<X: Copy + Into<f64>>(
    moments: &Moments,
    coefficients: &Array1<f64>,
    x: ArrayView2<'_, X>,
    y: ArrayView1<'_, f64>,
    weights: Option<ArrayView1<'_, f64>>,
) -> Array1<f64> {
    let p = x.ncols();
    let mut rows = Rows::new(p);
    let means = rows.numbers(first(moments.mean.view(), p), moments.mean[p]);
    let signs = rows.numbers((-coefficients).view(), 1.0);
    let mut cross = Array1::<f64>::zeros(p);
    for start in (0..y.len()).step_by(BLOCK) {
        let block = start..y.len().min(start + BLOCK);
        rows.panels.clear();
        for row in block.clone() {
            rows.push(x.row(row), y[row]);
        }
        rows.panels.subtract(&means);
        let mut residuals = rows.panels.along(&signs);
        if let Some(weights) = weights {
            residuals.iter_mut().zip(block).for_each(|(residual, row)| *residual *= weights[row]);
        }
        for (sum, of_block) in cross.iter_mut().zip(rows.panels.weighted_sums(&residuals)) {
            *sum += of_block;
        }
    }
    cross
}
