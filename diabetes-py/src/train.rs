//! Training on a table or on a list of mappings.

use crate::arrow::{self, arrow_error};
use crate::errors::raise;
use crate::model::Model;
use crate::record;
use arrow_array::{RecordBatch, RecordBatchReader};
use diabetes_core::table::{PatientTable, Required};
use diabetes_core::train::{Algorithm, Options};
use diabetes_core::{Error, Field, Locale, Output, Record, TrainingError};
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;
use std::collections::BTreeMap;

/// Weights as they are given: a column's name, or one number a row.
#[derive(FromPyObject)]
pub(crate) enum Weights<'py> {
    Column(String),
    Rows(PyReadonlyArray1<'py, f64>),
}

impl Weights<'_> {
    /// One number a row, from a named column through `column`.
    fn rows(self, column: impl FnOnce(&str) -> Result<Vec<f64>, String>) -> PyResult<Vec<f64>> {
        match self {
            Weights::Rows(rows) => Ok(rows.as_array().to_vec()),
            Weights::Column(name) => column(&name).map_err(refuse),
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
#[pyo3(signature = (data, target, algorithm, outputs, weights, monotone, test_size, seed, name, source))]
#[allow(clippy::too_many_arguments, reason = "the parameters of the package's function")]
pub(crate) fn train(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    target: &str,
    algorithm: &str,
    outputs: Vec<String>,
    weights: Option<Weights<'_>>,
    monotone: BTreeMap<String, i8>,
    test_size: f64,
    seed: u64,
    name: Option<String>,
    source: String,
) -> PyResult<Model> {
    let output =
        |name: &String| Output::by_name(name).ok_or_else(|| refuse(format!("outputs: there is no output {name:?}")));
    let outputs = outputs.iter().map(output).collect::<PyResult<Vec<_>>>()?;
    let algorithm = Algorithm::by_name(algorithm).map_err(|error| failed(error.into()))?;
    let field =
        |name: &str| Field::by_name(name).ok_or_else(|| refuse(format!("monotone: there is no field {name:?}")));
    let monotone = monotone.iter().map(|(name, direction)| Ok((field(name)?, *direction))).collect::<PyResult<_>>()?;
    let name = name.unwrap_or_else(|| algorithm.name().to_owned());
    let options = Options { algorithm, outputs, monotone, test_size, seed, name, source };
    let is_outcome = |field| matches!(field, Field::OutcomeMgDl | Field::FastingGlucoseMgDl);
    if Field::by_name(target).is_some_and(|field| !is_outcome(field)) {
        return Err(refuse(format!("target: {target} is no fasting glucose")));
    }
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
    arrow::warn_ignored(py, &arrow::ignored(&schema, &[target, column]), 2)?;
    let batches: Vec<RecordBatch> = reader.collect::<Result<_, _>>().map_err(arrow_error)?;
    let weights = weights.map(|weights| weights.rows(|name| arrow::weights(&schema, &batches, name))).transpose()?;
    py.detach(|| {
        let table = arrow::table(&schema, &batches, target, Required::AgeAndSex)?;
        diabetes_core::train::train(&table, weights.as_deref(), options)
    })
    .map_err(failed)
}

/// Whether a record has the key; `in` would look at the values of a database's row.
fn has_key(record: &Bound<'_, PyAny>, key: &str) -> bool {
    let keys = record.call_method0("keys").and_then(|keys| keys.try_iter());
    keys.is_ok_and(|keys| keys.flatten().any(|own| own.eq(key).unwrap_or(false)))
}

fn on_records(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    target: Option<&str>,
    weights: Option<Weights<'_>>,
    options: &Options,
) -> PyResult<diabetes_core::Model> {
    let items: Vec<Bound<'_, PyAny>> = data.try_iter()?.collect::<PyResult<_>>()?;
    if let Some(target) = target.filter(|target| !items.iter().any(|item| has_key(item, target))) {
        return Err(refuse(format!("target: no record has a field {target:?}")));
    }
    let mut records = Vec::with_capacity(items.len());
    for item in &items {
        records.push(record::read(item, target)?.unwrap_or_else(|_| Record::not_a_record()));
    }
    let weight = |item: &Bound<'_, PyAny>, name: &str| -> Result<f64, String> {
        // A record without the weight has none.
        let Ok(weight) = item.get_item(name) else { return Ok(f64::NAN) };
        let weight: Result<Option<f64>, _> = weight.extract();
        weight.map(|weight| weight.unwrap_or(f64::NAN)).map_err(|_| format!("weights: {name:?} is not always a number"))
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
