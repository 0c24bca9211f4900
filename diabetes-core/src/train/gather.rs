//! Moments of rows that come one by one, summed in blocks.

use super::moments::{Moments, check_finite, check_shapes};
use super::pass::Part;
use crate::TrainingError;
use diabetes_kernel::Panels;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};
use serde::{Deserialize, Serialize};

/// Rows centred together. Fixed, so that the same rows in the same order give the same bits.
pub(super) const BLOCK: usize = 1024;

/// A block of rows with their targets.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) panels: Panels,
    predictors: usize,
    /// The next row: predictors, target, and zeros up to the last column of the panels.
    line: Vec<f64>,
}

impl Rows {
    pub(super) fn new(predictors: usize) -> Self {
        let panels = Panels::new(predictors + 1);
        Self { line: vec![0.0; panels.columns()], panels, predictors }
    }

    pub(super) fn push<X: Copy + Into<f64>>(&mut self, x: ArrayView1<'_, X>, y: f64) {
        let set = |(cell, value): (&mut f64, &X)| *cell = (*value).into();
        match x.to_slice().map(<[X]>::as_chunks::<8>) {
            Some((eights, rest)) => {
                let (lines, last) = self.line.split_at_mut(8 * eights.len());
                for (cells, values) in lines.as_chunks_mut::<8>().0.iter_mut().zip(eights) {
                    *cells = values.map(Into::into);
                }
                last.iter_mut().zip(rest).for_each(set);
            }
            None => self.line.iter_mut().zip(x).for_each(set),
        }
        if let Some(cell) = self.line.get_mut(self.predictors) {
            *cell = y;
        }
        self.panels.push(&self.line);
    }

    /// A number for each column of the panels: of the predictors, of the target, and zeros.
    pub(super) fn numbers(&self, of_predictors: ArrayView1<'_, f64>, of_target: f64) -> Vec<f64> {
        let own = of_predictors.iter().copied().chain([of_target]);
        own.chain(std::iter::repeat(0.0)).take(self.panels.columns()).collect()
    }
}

/// Moments of rows that come one by one. Another machine gets them once all rows are summed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Gather {
    moments: Moments,
    #[serde(skip, default = "no_rows")]
    rows: Rows,
    #[serde(skip)]
    weights: Option<Vec<f64>>,
    is_finite: bool,
}

fn no_rows() -> Rows {
    Rows::new(0)
}

impl Gather {
    /// Without `is_weighted`, weights are not looked at.
    pub(super) fn new(predictors: usize, is_weighted: bool) -> Self {
        Self::onto(Moments::new(predictors), is_weighted)
    }

    /// Adds to these moments.
    pub(super) fn onto(moments: Moments, is_weighted: bool) -> Self {
        let rows = Rows::new(moments.predictors());
        Self { moments, rows, weights: is_weighted.then(Vec::new), is_finite: true }
    }

    pub(super) fn add<X: Copy + Into<f64>>(&mut self, x: ArrayView1<'_, X>, y: f64, weight: f64) {
        self.rows.push(x, y);
        if let Some(weights) = &mut self.weights {
            weights.push(weight);
        }
        if self.rows.panels.rows() == BLOCK {
            self.flush();
        }
    }

    /// Adds rows, and sums the last of them.
    pub(super) fn add_all<X: Copy + Into<f64>>(
        &mut self,
        x: ArrayView2<'_, X>,
        y: ArrayView1<'_, f64>,
        weights: Option<ArrayView1<'_, f64>>,
    ) {
        for (row, (x, y)) in x.rows().into_iter().zip(y).enumerate() {
            self.add(x, *y, weights.and_then(|weights| weights.get(row).copied()).unwrap_or(1.0));
        }
        self.flush();
    }

    /// Whether every value and weight so far is finite, and no sum of a block has overflowed.
    pub(super) fn is_finite(&self) -> bool {
        self.is_finite
    }

    fn flush(&mut self) {
        let (width, panels) = (self.moments.predictors() + 1, &mut self.rows.panels);
        if panels.rows() == 0 {
            return;
        }
        let (rows, weight, mut means) = match &self.weights {
            None => (panels.rows(), panels.rows() as f64, panels.sums()),
            Some(weights) => {
                let positive = weights.iter().filter(|weight| **weight > 0.0).count();
                (positive, weights.iter().sum(), panels.weighted_sums(weights))
            }
        };
        self.is_finite &= means.iter().all(|sum| sum.is_finite());
        let scale = if weight > 0.0 { weight } else { 1.0 };
        for sum in &mut means {
            *sum /= scale;
        }
        panels.subtract(&means);
        let (products, columns) = (panels.products(self.weights.as_deref()), panels.columns());
        let product = |(i, j): (usize, usize)| products.get(i * columns + j).copied().unwrap_or_default();
        self.moments.merge_same(&Moments {
            rows: rows as u64,
            weight,
            mean: means.into_iter().take(width).collect::<Array1<f64>>(),
            comoment: Array2::from_shape_fn((width, width), product),
        });
        panels.clear();
        self.weights.iter_mut().for_each(Vec::clear);
    }

    pub(super) fn into_moments(self) -> Moments {
        self.moments
    }
}

impl Moments {
    /// Adds rows: `x` is rows × predictors; `y` and `weights` have one entry per row. Values must be finite (checked);
    /// weights must be zero or more. Nothing is added if anything is refused.
    pub fn add<X: Copy + Into<f64>>(
        &mut self,
        x: ArrayView2<'_, X>,
        y: ArrayView1<'_, f64>,
        weights: Option<ArrayView1<'_, f64>>,
    ) -> Result<(), TrainingError> {
        check_shapes(self.predictors(), x, y, weights)?;
        let mut gather = Gather::onto(self.clone(), weights.is_some());
        gather.add_all(x, y, weights);
        if !gather.is_finite() || weights.is_some_and(|weights| weights.iter().any(|weight| *weight < 0.0)) {
            check_finite(x, y, weights)?;
        }
        *self = gather.into_moments();
        Ok(())
    }
}

impl Part for Gather {
    fn merge(&mut self, later: Self) {
        self.moments.merge_same(&later.moments);
        self.is_finite &= later.is_finite;
    }

    fn is_like(&self, other: &Self) -> bool {
        self.moments.is_like(&other.moments)
    }

    fn end(&mut self) {
        self.flush();
    }
}
