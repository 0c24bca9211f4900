//! Rows with an outcome as given: a table, rows of a CSV file, or a list of mappings.

use crate::arrow;
use crate::csv_rows::{CsvRows, columns_of};
use crate::errors::raise;
use crate::failure::is_beyond;
use crate::record::{self, value_of};
use crate::stream;
use crate::watched::watched;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use diabetes_core::table::{PatientTable, Required, Target};
use diabetes_core::{Error, Locale, Raw, Record, Stop};
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

/// Rows with an outcome.
pub(crate) enum Data<'py, 'n> {
    Table { schema: SchemaRef, batches: Vec<RecordBatch>, target: Target<'n> },
    Csv { rows: Bound<'py, CsvRows>, target: Target<'n> },
    Records { items: Vec<Bound<'py, PyAny>>, target: Target<'n> },
}

/// One value per row: a column's name, or the numbers themselves.
#[derive(FromPyObject)]
pub(crate) enum Numbers<'py> {
    Column(String),
    Rows(PyReadonlyArray1<'py, f64>),
}

impl Numbers<'_> {
    pub(crate) fn column(&self) -> Option<&str> {
        match self {
            Numbers::Column(name) => Some(name),
            Numbers::Rows(_) => None,
        }
    }
}

/// Whether a record has the key; `in` would search the values of a database row.
fn has_key(record: &Bound<'_, PyAny>, key: &str) -> bool {
    let keys = record.call_method0("keys").and_then(|keys| keys.try_iter());
    keys.is_ok_and(|keys| keys.flatten().any(|own| own.eq(key).unwrap_or(false)))
}

impl<'py, 'n> Data<'py, 'n> {
    /// Reads the rows; `target` names the outcome, and `named` are columns used besides the schema's. Warns of ignored
    /// columns at `stacklevel`. The inner error says which option is wrong.
    pub(crate) fn read(
        data: &Bound<'py, PyAny>,
        target: &'n str,
        named: &[&str],
        stacklevel: i32,
    ) -> PyResult<Result<Self, String>> {
        let py = data.py();
        if let Ok(rows) = data.cast::<CsvRows>() {
            let headings = rows.get().header().iter().map(String::as_str);
            let is_named = |name: &str| name == target || named.contains(&name);
            let ignored: Vec<&str> = headings.filter(|name| arrow::is_ignored(name) && !is_named(name)).collect();
            let data = Self::of_csv(rows, target);
            if data.is_ok() {
                arrow::warn_ignored(py, &ignored, stacklevel)?;
            }
            return Ok(data);
        }
        if !data.hasattr("__arrow_c_stream__")? {
            let items: Vec<Bound<'py, PyAny>> = data.try_iter()?.collect::<PyResult<_>>()?;
            let target = Target::called(target, |name| items.iter().any(|item| has_key(item, name)));
            return Ok(target.map(|target| Data::Records { items, target }));
        }
        let reader = stream::read(data)?;
        let schema = reader.schema();
        let known: Vec<&str> = named.iter().copied().chain([target]).collect();
        let headings = schema.fields().iter().map(|field| field.name().as_str());
        let target = match Target::among(target, headings) {
            Ok(target) => target,
            Err(fault) => return Ok(Err(fault)),
        };
        arrow::warn_ignored(py, &arrow::ignored(&schema, &known), stacklevel)?;
        let batches = reader.collect(py)?;
        Ok(Ok(Data::Table { schema, batches, target }))
    }

    /// Rows of a CSV file.
    pub(crate) fn of_csv(rows: &Bound<'py, CsvRows>, target: &'n str) -> Result<Self, String> {
        let headings = rows.get().header().iter().map(String::as_str);
        Target::among(target, headings).map(|target| Data::Csv { rows: rows.clone(), target })
    }

    /// The values of a column. The error says that `option` names no column.
    pub(crate) fn column(&self, name: &str, option: &str) -> PyResult<Result<Vec<Raw<'_>>, String>> {
        match self {
            Data::Table { schema, batches, .. } => Ok(arrow::column(schema, batches, name, option)),
            Data::Csv { rows, .. } => {
                let place = match arrow::position(rows.get().header().iter().map(String::as_str), name, option) {
                    Ok(place) => place,
                    Err(fault) => return Ok(Err(fault)),
                };
                rows.get().column(rows.py(), place).map(Ok)
            }
            Data::Records { items, .. } => {
                if !items.is_empty() && !items.iter().any(|item| has_key(item, name)) {
                    return Ok(Err(format!("{option}: no record has a field {name:?}")));
                }
                // A record without the field has a missing value. A value of another type is replaced by its text,
                // which is not a number.
                let value = |item: &Bound<'_, PyAny>| match item.get_item(name) {
                    Err(error) if is_beyond(item.py(), &error) => Err(error),
                    Err(_) => Ok(Raw::Missing),
                    Ok(value) => match value_of(&value)? {
                        Raw::Other => Ok(Raw::Text(value.str()?.to_string_lossy().into_owned().into())),
                        plain => Ok(plain),
                    },
                };
                items.iter().map(value).collect::<PyResult<_>>().map(Ok)
            }
        }
    }

    /// The values of a column, used as labels. The error names the column and its type if they are not numbers, text or
    /// booleans.
    pub(crate) fn labels(&self, name: &str, option: &str) -> PyResult<Result<Vec<Raw<'_>>, String>> {
        let fault = || match self {
            Data::Table { schema, .. } => {
                let kind =
                    schema.field_with_name(name).map_or(String::new(), |field| format!("{} ", field.data_type()));
                format!("{option}: column {name:?} holds {kind}values, which are neither numbers, text nor Booleans")
            }
            Data::Csv { .. } | Data::Records { .. } => {
                format!("{option}: {name:?} contains neither numbers, text nor Booleans")
            }
        };
        let has_other = |values: &Vec<Raw<'_>>| values.iter().any(|value| matches!(value, Raw::Other));
        let values = self.column(name, option)?;
        Ok(values.and_then(|values| if has_other(&values) { Err(fault()) } else { Ok(values) }))
    }

    /// One number per row; missing is NaN. The error says why `option` is not numeric.
    pub(crate) fn numbers(&self, numbers: &Numbers<'_>, option: &str) -> PyResult<Result<Vec<f64>, String>> {
        let name = match numbers {
            Numbers::Rows(rows) => return Ok(Ok(rows.as_array().to_vec())),
            Numbers::Column(name) => name,
        };
        let number = |value: Raw<'_>| match value {
            Raw::Missing => Ok(f64::NAN),
            Raw::Number(number) => Ok(number),
            _ => Err(format!("{option}: {name:?} has values that are not numbers or can be read in two ways")),
        };
        Ok(self.column(name, option)?.and_then(|values| values.into_iter().map(number).collect()))
    }

    /// Passes the table, checked for training, to the engine without holding the GIL; `weights` is the column of
    /// weights. A signal asks the work to `stop`.
    pub(crate) fn with_table<T: Send>(
        &self,
        py: Python<'py>,
        weights: Option<&str>,
        stop: &Stop,
        work: impl FnOnce(&PatientTable<'_>) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        self.with_table_of(py, weights, Required::AgeAndSex, stop, work)
    }

    /// The same for a table checked for these fields.
    pub(crate) fn with_table_of<T: Send>(
        &self,
        py: Python<'py>,
        weights: Option<&str>,
        required: Required,
        stop: &Stop,
        work: impl FnOnce(&PatientTable<'_>) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        let done = match self {
            Data::Table { schema, batches, target } => {
                watched(py, stop, || work(&arrow::table(schema, batches, *target, weights, required)?))
            }
            Data::Csv { rows, target } => {
                let blocks = &rows.get().blocks;
                watched(py, stop, || work(&columns_of(blocks, *target, weights)?.into_builder().finish(required)))
            }
            Data::Records { items, target } => {
                let mut records = Vec::with_capacity(items.len());
                for item in items {
                    records.push(record::read(item, *target)?.unwrap_or_else(|_| Record::not_a_record()));
                }
                watched(py, stop, || work(&PatientTable::from_records(&records, required)))
            }
        };
        done?.map_err(|error| raise(py, error, Locale::En))
    }
}
