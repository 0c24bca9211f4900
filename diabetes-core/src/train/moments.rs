//! Sums over rows for solving least squares, which can be merged across chunks and machines.

#![allow(clippy::indexing_slicing, reason = "shapes are checked on entry, and every index comes from them")]

use crate::TrainingError;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};
use serde::{Deserialize, Serialize};

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

    /// The mean of the target.
    pub(super) fn mean_of_target(&self) -> f64 {
        self.mean[self.predictors()]
    }

    /// The sums of these rows and others of as many predictors.
    pub(super) fn with(mut self, other: &Self) -> Self {
        self.merge_same(other);
        self
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

    /// Whether both are sums of as many predictors, in arrays of the right size.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.mean.dim() == other.mean.dim() && self.comoment.dim() == other.comoment.dim()
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
    pub(super) fn merge_same(&mut self, other: &Self) {
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

/// The first `n` entries.
pub(super) fn first(vector: ArrayView1<'_, f64>, n: usize) -> ArrayView1<'_, f64> {
    vector.split_at(Axis(0), n).0
}

pub(super) fn check_shapes<X>(
    predictors: usize,
    x: ArrayView2<'_, X>,
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

pub(super) fn check_finite<X: Copy + Into<f64>>(
    x: ArrayView2<'_, X>,
    y: ArrayView1<'_, f64>,
    weights: Option<ArrayView1<'_, f64>>,
) -> Result<(), TrainingError> {
    let not_finite = |row: usize, column: String| Err(TrainingError::NotFinite { row, column });
    if let Some(((row, column), _)) = x.indexed_iter().find(|(_, value)| !(**value).into().is_finite()) {
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
