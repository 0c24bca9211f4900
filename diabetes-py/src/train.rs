//! Training, and what else makes a model of rows with an outcome.

use crate::data::{Data, Numbers};
use crate::errors::raise;
use crate::model::Model;
use diabetes_core::table::PatientTable;
use diabetes_core::train::{self as core, Algorithm, Options};
use diabetes_core::{Error, Field, Locale, Output, TrainingError};
use pyo3::prelude::*;
use std::collections::BTreeMap;

fn refuse(text: String) -> PyErr {
    failed(TrainingError::BadOption(text).into())
}

fn failed(error: Error) -> PyErr {
    Python::attach(|py| raise(py, error, Locale::En))
}

/// Hands the rows with the outcome in the column `target`, and their weights, to `fit`. Columns that are ignored are
/// warned of at `stacklevel`.
pub(crate) fn with_rows<'py>(
    data: &Bound<'py, PyAny>,
    target: &str,
    weights: Option<Numbers<'py>>,
    stacklevel: i32,
    fit: impl FnOnce(&PatientTable<'_>, Option<&[f64]>) -> Result<diabetes_core::Model, Error> + Send,
) -> PyResult<diabetes_core::Model> {
    let named: Vec<&str> = weights.iter().filter_map(Numbers::column).collect();
    let data_read = Data::read(data, target, &named, stacklevel)?.map_err(refuse)?;
    let column = weights.as_ref().and_then(Numbers::column);
    let weights = weights
        .as_ref()
        .map(|weights| data_read.numbers(weights, "weights"))
        .transpose()?
        .transpose()
        .map_err(refuse)?;
    data_read.with_table(data.py(), column, |table| fit(table, weights.as_deref()))
}

#[pyfunction]
#[pyo3(signature = (data, target, algorithm, outputs, weights, monotone, test_size, seed, name, source, judges, periods))]
#[allow(clippy::too_many_arguments, reason = "the parameters of the package's function")]
pub(crate) fn train(
    data: &Bound<'_, PyAny>,
    target: &str,
    algorithm: &str,
    outputs: Vec<String>,
    weights: Option<Numbers<'_>>,
    monotone: BTreeMap<String, i8>,
    test_size: f64,
    seed: u64,
    name: Option<String>,
    source: String,
    judges: Option<Vec<bool>>,
    periods: Option<Vec<i64>>,
) -> PyResult<Model> {
    let output =
        |name: &String| Output::by_name(name).ok_or_else(|| refuse(format!("outputs: there is no output {name:?}")));
    let outputs = outputs.iter().map(output).collect::<PyResult<Vec<_>>>()?;
    let algorithm = Algorithm::by_name(algorithm).map_err(|error| failed(error.into()))?;
    let field =
        |name: &str| Field::by_name(name).ok_or_else(|| refuse(format!("monotone: there is no field {name:?}")));
    let monotone = monotone.iter().map(|(name, direction)| Ok((field(name)?, *direction))).collect::<PyResult<_>>()?;
    let name = name.unwrap_or_else(|| algorithm.name().to_owned());
    let options =
        Options { algorithm, outputs, monotone, judges, periods, test_size, seed, name, source, origin: None };
    let core = with_rows(data, target, weights, 2, |table, weights| core::train(table, weights, &options))?;
    Ok(Model { core })
}
