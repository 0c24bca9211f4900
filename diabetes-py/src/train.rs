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

/// What is given of each row beside its record.
pub(crate) struct Beside<'py> {
    pub(crate) weights: Option<Numbers<'py>>,
    pub(crate) periods: Option<Numbers<'py>>,
}

/// Hands the rows with the outcome in the column `target`, their weights and their periods to `fit`. Columns that are
/// ignored are warned of at `stacklevel`.
pub(crate) fn with_rows<'py>(
    data: &Bound<'py, PyAny>,
    target: &str,
    beside: &Beside<'py>,
    stacklevel: i32,
    fit: impl FnOnce(&PatientTable<'_>, Option<&[f64]>, Option<Vec<i64>>) -> Result<diabetes_core::Model, Error> + Send,
) -> PyResult<diabetes_core::Model> {
    let Beside { weights, periods } = beside;
    let named: Vec<&str> = weights.iter().chain(periods).filter_map(Numbers::column).collect();
    let data_read = Data::read(data, target, &named, stacklevel)?.map_err(refuse)?;
    let numbers = |of: &Option<Numbers<'py>>, option: &str| {
        let numbers = of.as_ref().map(|numbers| data_read.numbers(numbers, option)).transpose()?;
        numbers.transpose().map_err(refuse)
    };
    let (column, weights) = (weights.as_ref().and_then(Numbers::column), numbers(weights, "weights")?);
    let periods = numbers(periods, "periods")?.map(|periods| whole(&periods)).transpose()?;
    data_read.with_table(data.py(), column, |table| fit(table, weights.as_deref(), periods))
}

/// Periods as they are counted.
fn whole(periods: &[f64]) -> PyResult<Vec<i64>> {
    let period = |(row, period): (usize, &f64)| {
        let is_whole = period.fract() == 0.0 && period.abs() <= 2_f64.powi(53);
        if is_whole { Ok(*period as i64) } else { Err(refuse(format!("periods: row {row} is no whole number"))) }
    };
    periods.iter().enumerate().map(period).collect()
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
    periods: Option<Numbers<'_>>,
) -> PyResult<Model> {
    let output =
        |name: &String| Output::by_name(name).ok_or_else(|| refuse(format!("outputs: there is no output {name:?}")));
    let outputs = outputs.iter().map(output).collect::<PyResult<Vec<_>>>()?;
    let algorithm = Algorithm::by_name(algorithm).map_err(|error| failed(error.into()))?;
    let field =
        |name: &str| Field::by_name(name).ok_or_else(|| refuse(format!("monotone: there is no field {name:?}")));
    let monotone = monotone.iter().map(|(name, direction)| Ok((field(name)?, *direction))).collect::<PyResult<_>>()?;
    let name = name.unwrap_or_else(|| algorithm.name().to_owned());
    let options = Options { algorithm, outputs, monotone, judges, test_size, seed, name, source, ..Options::default() };
    let core = with_rows(data, target, &Beside { weights, periods }, 2, |table, weights, periods| {
        core::train(table, weights, &Options { periods, ..options })
    })?;
    Ok(Model { core })
}
