//! Sums over rows for solving least squares, which can be merged across chunks and machines.

#![allow(clippy::indexing_slicing, reason = "shapes are checked on entry, and every index comes from them")]

use super::pass::Part;
use crate::TrainingError;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Slice};
use serde::{Deserialize, Serialize};

/// Rows centred together. Fixed, so that the same rows in the same order give the same bits.
const BLOCK: usize = 1024;

/// Count, weight, means and centred second moments of predictors and target.
///
/// Merging two halves equals one pass (up to rounding), so rows may come in chunks, from threads or from several
/// machines.
///
/// ```
/// use diabetes_core::train::Moments;
/// use ndarray::{array, s};
/// let (x, y) = (array![[1.0], [2.0], [4.0], [7.0]], array![2.0, 4.1, 8.2, 13.9]);
/// let mut whole = Moments::new(1);
/// whole.add(x.view(), y.view(), None)?;
/// let (mut first, mut second) = (Moments::new(1), Moments::new(1));
/// first.add(x.slice(s![..2, ..]), y.slice(s![..2]), None)?;
/// second.add(x.slice(s![2.., ..]), y.slice(s![2..]), None)?;
/// first.merge(&second)?;
/// let (a, b) = (whole.solve()?, first.solve()?);
/// assert!((a.coefficients[0] - b.coefficients[0]).abs() < 1e-12);
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moments {
    pub(super) rows: u64,
    pub(super) weight: f64,
    /// Means of the predictors, then of the target.
    pub(super) mean: Array1<f64>,
    /// Weighted sums of products of deviations: predictors, then target.
    pub(super) comoment: Array2<f64>,
}

impl Moments {
    /// Second moments of the predictors.
    pub(super) fn predictor_comoment(&self) -> ArrayView2<'_, f64> {
        self.comoment.view().split_at(Axis(0), self.predictors()).0.split_at(Axis(1), self.predictors()).0
    }

    /// Second moments of each predictor with the target.
    pub(super) fn cross_moment(&self) -> ArrayView1<'_, f64> {
        first(self.comoment.column(self.predictors()), self.predictors())
    }

    /// The fitted value at which every predictor is 0.
    pub(super) fn intercept(&self, coefficients: &Array1<f64>) -> f64 {
        let p = self.predictors();
        self.mean[p] - first(self.mean.view(), p).dot(coefficients)
    }

    /// Empty sums for this many predictors.
    #[must_use]
    pub fn new(predictors: usize) -> Self {
        let width = predictors + 1;
        Self { rows: 0, weight: 0.0, mean: Array1::zeros(width), comoment: Array2::zeros((width, width)) }
    }

    /// The number of predictors.
    #[must_use]
    pub fn predictors(&self) -> usize {
        self.mean.len() - 1
    }

    /// Rows with a positive weight so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Adds rows: `x` is rows × predictors; `y` and `weights` have one entry per row. Values must be finite (checked);
    /// weights must be zero or more.
    pub fn add(
        &mut self,
        x: ArrayView2<'_, f64>,
        y: ArrayView1<'_, f64>,
        weights: Option<ArrayView1<'_, f64>>,
    ) -> Result<(), TrainingError> {
        check_shapes(self.predictors(), x, y, weights)?;
        check_finite(x, y, weights)?;
        self.add_finite(x, y, weights);
        Ok(())
    }

    /// [`Moments::add`] for rows that are known to be valid.
    pub(super) fn add_finite(
        &mut self,
        x: ArrayView2<'_, f64>,
        y: ArrayView1<'_, f64>,
        weights: Option<ArrayView1<'_, f64>>,
    ) {
        let mut start = 0;
        while start < y.len() {
            let end = (start + BLOCK).min(y.len());
            let rows = Slice::from(start..end);
            let weights = weights.as_ref().map(|weights| weights.slice_axis(Axis(0), rows));
            let block = Self::of_block(x.slice_axis(Axis(0), rows), y.slice_axis(Axis(0), rows), weights);
            self.merge_same(&block);
            start = end;
        }
    }

    fn of_block(x: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, weights: Option<ArrayView1<'_, f64>>) -> Self {
        let p = x.ncols();
        let mut deviations = Array2::zeros((y.len(), p + 1));
        deviations.slice_axis_mut(Axis(1), Slice::from(..p)).assign(&x);
        deviations.column_mut(p).assign(&y);
        let (rows, weight, mean) = match weights {
            None => {
                let mean = deviations.sum_axis(Axis(0)) / y.len() as f64;
                (y.len() as u64, y.len() as f64, mean)
            }
            Some(weights) => {
                let total = weights.sum();
                let rows = weights.iter().filter(|weight| **weight > 0.0).count() as u64;
                let scale = if total > 0.0 { total } else { 1.0 };
                (rows, total, weights.dot(&deviations) / scale)
            }
        };
        deviations -= &mean;
        let comoment = match weights {
            None => deviations.t().dot(&deviations),
            Some(weights) => {
                let mut weighted = deviations.clone();
                weighted *= &weights.insert_axis(Axis(1));
                deviations.t().dot(&weighted)
            }
        };
        Self { rows, weight, mean, comoment }
    }

    /// Adds the sums of other rows.
    pub fn merge(&mut self, other: &Self) -> Result<(), TrainingError> {
        if self.predictors() != other.predictors() {
            let (a, b) = (self.predictors(), other.predictors());
            return Err(TrainingError::BadShape(format!("moments of {a} and of {b} predictors")));
        }
        self.merge_same(other);
        Ok(())
    }

    /// The pairwise update of Chan, Golub and LeVeque (1979).
    fn merge_same(&mut self, other: &Self) {
        let weight = self.weight + other.weight;
        if weight <= 0.0 {
            return;
        }
        let delta = &other.mean - &self.mean;
        let column = delta.view().insert_axis(Axis(1));
        let row = delta.view().insert_axis(Axis(0));
        self.comoment += &other.comoment;
        self.comoment.scaled_add(self.weight * other.weight / weight, &column.dot(&row));
        self.mean.scaled_add(other.weight / weight, &delta);
        self.weight = weight;
        self.rows += other.rows;
    }
}

/// Moments of rows that come one by one, in the same blocks as rows that come together.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Gather {
    moments: Moments,
    #[serde(skip)]
    x: Array2<f64>,
    #[serde(skip)]
    y: Array1<f64>,
    #[serde(skip)]
    weights: Option<Array1<f64>>,
    #[serde(skip)]
    filled: usize,
}

impl Gather {
    /// Without `is_weighted`, weights are not looked at.
    pub(super) fn new(predictors: usize, is_weighted: bool) -> Self {
        Self {
            moments: Moments::new(predictors),
            x: Array2::zeros((BLOCK, predictors)),
            y: Array1::zeros(BLOCK),
            weights: is_weighted.then(|| Array1::zeros(BLOCK)),
            filled: 0,
        }
    }

    pub(super) fn add(&mut self, x: ArrayView1<'_, f64>, y: f64, weight: f64) {
        self.x.row_mut(self.filled).assign(&x);
        self.y[self.filled] = y;
        if let Some(weights) = &mut self.weights {
            weights[self.filled] = weight;
        }
        self.filled += 1;
        if self.filled == BLOCK {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let rows = Slice::from(..self.filled);
        let weights = self.weights.as_ref().map(|weights| weights.slice_axis(Axis(0), rows));
        self.moments.add_finite(self.x.slice_axis(Axis(0), rows), self.y.slice_axis(Axis(0), rows), weights);
        self.filled = 0;
    }

    pub(super) fn into_moments(self) -> Moments {
        self.moments
    }
}

impl Part for Gather {
    fn merge(&mut self, later: Self) {
        self.moments.merge_same(&later.moments);
    }

    fn is_like(&self, other: &Self) -> bool {
        let (own, other) = (&self.moments, &other.moments);
        own.mean.dim() == other.mean.dim() && own.comoment.dim() == other.comoment.dim()
    }

    fn end(&mut self) {
        self.flush();
    }
}

/// The first `n` entries.
pub(super) fn first(vector: ArrayView1<'_, f64>, n: usize) -> ArrayView1<'_, f64> {
    vector.split_at(Axis(0), n).0
}

pub(super) fn check_shapes(
    predictors: usize,
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, f64>,
    weights: Option<ArrayView1<'_, f64>>,
) -> Result<(), TrainingError> {
    if x.ncols() != predictors {
        return Err(TrainingError::BadShape(format!("x has {} columns instead of {predictors}", x.ncols())));
    }
    if x.nrows() != y.len() {
        return Err(TrainingError::BadShape(format!("x has {} rows, y has {}", x.nrows(), y.len())));
    }
    if let Some(weights) = weights.filter(|weights| weights.len() != y.len()) {
        return Err(TrainingError::BadShape(format!("{} weights for {} rows", weights.len(), y.len())));
    }
    Ok(())
}

fn check_finite(
    x: ArrayView2<'_, f64>,
    y: ArrayView1<'_, f64>,
    weights: Option<ArrayView1<'_, f64>>,
) -> Result<(), TrainingError> {
    let not_finite = |row: usize, column: String| Err(TrainingError::NotFinite { row, column });
    if let Some(((row, column), _)) = x.indexed_iter().find(|(_, value)| !value.is_finite()) {
        return not_finite(row, column.to_string());
    }
    if let Some(row) = y.iter().position(|value| !value.is_finite()) {
        return not_finite(row, "y".to_owned());
    }
    let Some(weights) = weights else { return Ok(()) };
    if let Some(row) = weights.iter().position(|weight| !weight.is_finite()) {
        return not_finite(row, "weights".to_owned());
    }
    match weights.iter().position(|weight| *weight < 0.0) {
        Some(row) => Err(TrainingError::BadWeights(format!("row {row} is negative"))),
        None => Ok(()),
    }
}
