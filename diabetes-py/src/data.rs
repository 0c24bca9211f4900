//! Records with an outcome, as training and recalibration take them: a table or a list of mappings.

use crate::arrow::{self, arrow_error};
use crate::errors::raise;
use crate::record;
use arrow_array::{RecordBatch, RecordBatchReader};
use diabetes_core::table::{PatientTable, Required};
use diabetes_core::{Error, Field, Locale, Model, Record, TrainingError};
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
    fn rows(self, column: impl FnOnce(&str) -> Result<Vec<f64>, String>) -> PyResult<Vec<f64>> {
        match self {
            Weights::Rows(rows) => Ok(rows.as_array().to_vec()),
            Weights::Column(name) => column(&name).map_err(refuse),
        }
    }
}

pub(crate) fn refuse(text: String) -> PyErr {
    failed(TrainingError::BadOption(text).into())
}

pub(crate) fn failed(error: Error) -> PyErr {
    Python::attach(|py| raise(py, error, Locale::En))
}

/// What makes a model of rows and their weights.
type Fit<'f> = &'f (dyn Fn(&PatientTable<'_>, Option<&[f64]>) -> Result<Model, Error> + Sync);

/// Reads the rows with the outcome in the column `target` and hands them to `fit`. Columns that are ignored are
/// warned of at `stacklevel`.
pub(crate) fn with_rows(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    target: &str,
    weights: Option<Weights<'_>>,
    stacklevel: i32,
    fit: Fit<'_>,
) -> PyResult<Model> {
    let is_outcome = |field| matches!(field, Field::OutcomeMgDl | Field::FastingGlucoseMgDl);
    if Field::by_name(target).is_some_and(|field| !is_outcome(field)) {
        return Err(refuse(format!("target: {target} is no fasting glucose")));
    }
    let target = Some(target).filter(|target| *target != "Resultado");
    if data.hasattr("__arrow_c_stream__")? {
        on_table(py, data, target, weights, stacklevel, fit)
    } else {
        on_records(py, data, target, weights, fit)
    }
}

fn on_table(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    target: Option<&str>,
    weights: Option<Weights<'_>>,
    stacklevel: i32,
    fit: Fit<'_>,
) -> PyResult<Model> {
    let reader = arrow::read(data)?;
    let schema = reader.schema();
    if let Some(target) = target.filter(|target| schema.index_of(target).is_err()) {
        return Err(refuse(format!("target: no column {target:?}")));
    }
    let column = match &weights {
        Some(Weights::Column(name)) => Some(name.as_str()),
        _ => None,
    };
    arrow::warn_ignored(py, &arrow::ignored(&schema, &[target, column]), stacklevel)?;
    let batches: Vec<RecordBatch> = reader.collect::<Result<_, _>>().map_err(arrow_error)?;
    let weights = weights.map(|weights| weights.rows(|name| arrow::weights(&schema, &batches, name))).transpose()?;
    py.detach(|| {
        let table = arrow::table(&schema, &batches, target, Required::AgeAndSex)?;
        fit(&table, weights.as_deref())
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
    fit: Fit<'_>,
) -> PyResult<Model> {
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
        fit(&table, weights.as_deref())
    })
    .map_err(failed)
}
