//! Lines on columns of any meaning: least squares and logistic regression.

use crate::errors::raise;
use diabetes_core::train::{self as core, LeastSquares};
use diabetes_core::{Locale, TrainingError};
use numpy::{PyArray1, PyReadonlyArray1, PyReadonlyArray2};
use pyo3::prelude::*;

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
    x: PyReadonlyArray2<'py, f64>,
    y: PyReadonlyArray1<'py, f64>,
    weights: Option<PyReadonlyArray1<'py, f64>>,
    fewer_rows: bool,
) -> PyResult<Line<'py>> {
    let (x, y) = (x.as_array(), y.as_array());
    let weights = weights.as_ref().map(PyReadonlyArray1::as_array);
    let solve = if fewer_rows { core::least_squares_of_any } else { core::least_squares };
    line(py, py.detach(|| solve(x, y, weights)))
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
