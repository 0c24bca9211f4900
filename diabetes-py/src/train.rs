//! Training on a table or on a list of mappings.

use crate::arrow::{self, arrow_error};
use crate::errors::raise;
use crate::model::Model;
use crate::record;
use arrow_array::{RecordBatch, RecordBatchReader};
use diabetes_core::table::{PatientTable, Required};
use diabetes_core::train::{Algorithm, Options};
use diabetes_core::{Error, Locale, Output, TrainingError};
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

/// Weights as they are given: a column's name, or one number a row.
#[derive(FromPyObject)]
pub(crate) enum Weights<'py> {
    Column(String),
    Rows(PyReadonlyArray1<'py, f64>),
}

impl Weights<'_> {
    /// One number a row, from a named column through `column`.
    fn rows(self, column: impl FnOnce(&str) -> Option<Vec<f64>>) -> PyResult<Vec<f64>> {
        match self {
            Weights::Rows(rows) => Ok(rows.as_array().to_vec()),
            Weights::Column(name) => {
                column(&name).ok_or_else(|| refuse(format!("weights: no column of numbers {name:?}")))
            }
        }
    }
}

fn refuse(text: String) -> PyErr {
    failed(TrainingError::BadOption(text).into())
}

fn failed(error: Error) -> PyErr {
    Python::attach(|py| raise(py, error, Locale::En))
}

#[pyfunction]
#[pyo3(signature = (data, target, algorithm, outputs, weights, test_size, seed))]
#[allow(clippy::too_many_arguments, reason = "the parameters of the package's function")]
pub(crate) fn train(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    target: &str,
    algorithm: &str,
    outputs: Vec<String>,
    weights: Option<Weights<'_>>,
    test_size: f64,
    seed: u64,
) -> PyResult<Model> {
    let output =
        |name: &String| Output::by_name(name).ok_or_else(|| refuse(format!("outputs: there is no output {name:?}")));
    let outputs = outputs.iter().map(output).collect::<PyResult<Vec<_>>>()?;
    let algorithm = Algorithm::by_name(algorithm).map_err(|error| failed(error.into()))?;
    let options =
        Options { algorithm, outputs, test_size, seed, name: algorithm.name().to_owned(), ..Options::default() };
    let target = Some(target).filter(|target| *target != "Resultado");
    let core = if data.hasattr("__arrow_c_stream__")? {
        on_table(py, data, target, weights, &options)
    } else {
        on_records(py, data, target, weights, &options)
    }?;
    Ok(Model { core })
}

fn on_table(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    target: Option<&str>,
    weights: Option<Weights<'_>>,
    options: &Options,
) -> PyResult<diabetes_core::Model> {
    let reader = arrow::read(data)?;
    let schema = reader.schema();
    if let Some(target) = target.filter(|target| schema.index_of(target).is_err()) {
        return Err(refuse(format!("target: no column {target:?}")));
    }
    let column = match &weights {
        Some(Weights::Column(name)) => Some(name.as_str()),
        _ => None,
    };
    arrow::warn_ignored(py, &arrow::ignored(&schema, &[target, column]))?;
    let batches: Vec<RecordBatch> = reader.collect::<Result<_, _>>().map_err(arrow_error)?;
    let weights = weights.map(|weights| weights.rows(|name| arrow::weights(&schema, &batches, name))).transpose()?;
    py.detach(|| {
        let table = arrow::table(&schema, &batches, target, Required::AgeAndSex)?;
        diabetes_core::train::train(&table, weights.as_deref(), options)
    })
    .map_err(failed)
}

fn on_records(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    target: Option<&str>,
    weights: Option<Weights<'_>>,
    options: &Options,
) -> PyResult<diabetes_core::Model> {
    let items: Vec<Bound<'_, PyAny>> = data.try_iter()?.collect::<PyResult<_>>()?;
    if let Some(target) = target.filter(|target| !items.iter().any(|item| item.contains(target).unwrap_or(false))) {
        return Err(refuse(format!("target: no record has a field {target:?}")));
    }
    let mut records = Vec::with_capacity(items.len());
    for item in &items {
        records.push(record::read(item, target)?.map_err(|errors| failed(errors.into()))?);
    }
    let weight = |item: &Bound<'_, PyAny>, name: &str| -> Option<f64> {
        let weight: Option<f64> = item.get_item(name).ok()?.extract().ok()?;
        Some(weight.unwrap_or(f64::NAN))
    };
    let weights = weights
        .map(|weights| weights.rows(|name| items.iter().map(|item| weight(item, name)).collect()))
        .transpose()?;
    py.detach(|| {
        let table = PatientTable::from_records(&records, Required::AgeAndSex);
        diabetes_core::train::train(&table, weights.as_deref(), options)
    })
    .map_err(failed)
}
