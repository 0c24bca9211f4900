//! The first row with an error among tables that come one after another.

use crate::errors::raise;
use diabetes_core::table::PatientTable;
use diabetes_core::{Error, Locale, TrainingError};
use pyo3::prelude::*;
use std::sync::{Mutex, PoisonError};

/// The row, from 1; the field, if the error is of one; the code.
pub(crate) type Place = (u64, Option<String>, &'static str);

/// Finds the first row with an error.
#[derive(Default)]
pub(crate) struct FirstError(Mutex<Option<Place>>);

impl FirstError {
    /// Looks at a table that comes after so many rows.
    pub(crate) fn look(&self, before: u64, table: &PatientTable<'_>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_none()
            && let Some((row, errors)) = table.errors().iter().next()
            && let Some(error) = errors.errors().first()
        {
            *known = Some((before + *row as u64 + 1, error.field().map(str::to_owned), error.code()));
        }
    }

    pub(crate) fn place(&self) -> Option<Place> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A training's error, which names that row if too few were left.
    pub(crate) fn raise(&self, py: Python<'_>, error: Error) -> PyErr {
        let are_few = matches!(error, Error::Training(TrainingError::TooFewRows { .. }));
        match self.place().filter(|_| are_few) {
            Some(place) => named(py, &error, place).unwrap_or_else(|error| error),
            None => raise(py, error, Locale::En),
        }
    }
}

/// The error with the row behind it.
fn named(py: Python<'_>, error: &Error, place: Place) -> PyResult<PyErr> {
    let row: String = py.import("diabetes._trainable")?.call_method1("at", (place,))?.extract()?;
    let class = py.import("diabetes._errors")?.getattr("TrainingError")?;
    Ok(PyErr::from_value(class.call1((format!("{error}{row}"), error.code()))?))
}
