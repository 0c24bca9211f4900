//! Rows with an outcome, and what is given for each besides its record.

use crate::data::{Data, Numbers};
use crate::errors::raise;
use diabetes_core::table::PatientTable;
use diabetes_core::{Error, Locale, Stop, TrainingError};
use pyo3::prelude::*;

/// The exception for an invalid option.
pub(crate) fn refuse(text: String) -> PyErr {
    failed(TrainingError::BadOption(text).into())
}

/// The exception for a failed training.
pub(crate) fn failed(error: Error) -> PyErr {
    Python::attach(|py| raise(py, error, Locale::En))
}

/// What is given for each row besides its record.
pub(crate) struct Beside<'py> {
    pub(crate) weights: Option<Numbers<'py>>,
    pub(crate) periods: Option<Numbers<'py>>,
}

/// Passes the rows with the outcome in the column `target`, their weights and their periods to `fit`. Warns of ignored
/// columns at `stacklevel`; a signal asks `fit` to stop.
pub(crate) fn with_rows<'py, T: Send>(
    data: &Bound<'py, PyAny>,
    target: &str,
    beside: &Beside<'py>,
    stacklevel: i32,
    stop: &Stop,
    fit: impl FnOnce(&PatientTable<'_>, Option<&[f64]>, Option<Vec<i64>>) -> Result<T, Error> + Send,
) -> PyResult<T> {
    let Beside { weights, periods } = beside;
    let named: Vec<&str> = weights.iter().chain(periods).filter_map(Numbers::column).collect();
    let data_read = Data::read(data, target, &named, stacklevel)?.map_err(refuse)?;
    let numbers = |of: &Option<Numbers<'py>>, option: &str| {
        let numbers = of.as_ref().map(|numbers| data_read.numbers(numbers, option)).transpose()?;
        numbers.transpose().map_err(refuse)
    };
    let (column, weights) = (weights.as_ref().and_then(Numbers::column), numbers(weights, "weights")?);
    let periods = numbers(periods, "periods")?.map(|periods| whole(&periods, 0)).transpose()?;
    data_read.with_table(data.py(), column, stop, |table| fit(table, weights.as_deref(), periods))
}

/// Converts periods to integers, where `before` rows come before these.
pub(crate) fn whole(periods: &[f64], before: u64) -> PyResult<Vec<i64>> {
    let period = |(row, period): (usize, &f64)| {
        let is_whole = period.fract() == 0.0 && period.abs() <= 2_f64.powi(53);
        if is_whole {
            Ok(*period as i64)
        } else {
            Err(refuse(format!("periods: row {} is not a whole number", before + row as u64)))
        }
    };
    periods.iter().enumerate().map(period).collect()
}
