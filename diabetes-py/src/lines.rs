//! Lines on columns of any meaning: least squares and logistic regression.

use crate::errors::raise;
use diabetes_core::train::{self as core, LeastSquares};
use diabetes_core::{Locale, TrainingError};
use numpy::ndarray::{ArrayView1, ArrayView2};
use numpy::{PyArray1, PyReadonlyArray1, PyReadonlyArray2};
use pyo3::prelude::*;

/// Rows of numbers of either size; neither is copied.
#[derive(FromPyObject)]
pub(crate) enum Matrix<'py> {
    Double(PyReadonlyArray2<'py, f64>),
    Single(PyReadonlyArray2<'py, f32>),
}

/// Coefficients, intercept and aliased columns.
type Line<'py> = (Bound<'py, PyArray1<f64>>, f64, Vec<usize>);

fn line(py: Python<'_>, fit: Result<LeastSquares, TrainingError>) -> PyResult<Line<'_>> {
    let fit = fit.map_err(|error| raise(py, error.into(), Locale::En))?;
    Ok((PyArray1::from_owned_array(py, fit.coefficients), fit.intercept, fit.aliased))
}

/// With `fewer_rows`, also for fewer rows than columns.
#[pyfunction]
#[pyo3(signature = (x, y, weights, fewer_rows=false))]
pub(crate) fn least_squares<'py>(
    py: Python<'py>,
    x: Matrix<'py>,
    y: PyReadonlyArray1<'py, f64>,
    weights: Option<PyReadonlyArray1<'py, f64>>,
    fewer_rows: bool,
) -> PyResult<Line<'py>> {
    let weights = weights.as_ref().map(PyReadonlyArray1::as_array);
    let y = y.as_array();
    let fit = match &x {
        Matrix::Double(x) => solve(py, x.as_array(), y, weights, fewer_rows),
        Matrix::Single(x) => solve(py, x.as_array(), y, weights, fewer_rows),
    };
    line(py, fit)
}

fn solve<X: Copy + Into<f64> + Sync>(
    py: Python<'_>,
    x: ArrayView2<'_, X>,
    y: ArrayView1<'_, f64>,
    weights: Option<ArrayView1<'_, f64>>,
    fewer_rows: bool,
) -> Result<LeastSquares, TrainingError> {
    let solve = if fewer_rows { core::least_squares_of_any } else { core::least_squares };
    py.detach(|| solve(x, y, weights))
}

/// Without `alpha`, the penalty of the linear model applies.
#[pyfunction]
#[pyo3(signature = (x, y, weights, alpha))]
pub(crate) fn logistic_regression<'py>(
    py: Python<'py>,
    x: PyReadonlyArray2<'py, f64>,
    y: PyReadonlyArray1<'py, bool>,
    weights: Option<PyReadonlyArray1<'py, f64>>,
    alpha: Option<f64>,
) -> PyResult<Line<'py>> {
    let (x, y) = (x.as_array(), y.as_array().to_vec());
    let weights = weights.as_ref().map(PyReadonlyArray1::as_array);
    line(py, py.detach(|| core::logistic_regression(x, &y, weights, alpha)))
}
