//! Shares out tests among the people of a table, of a list of mappings, or of an array of probabilities.

use crate::convert::advising;
use crate::data::Data;
use crate::errors::raise;
use crate::model::Model;
use crate::objects::serialized;
use crate::table::Table;
use diabetes_core::capacity::{self as core, CapacityOptions};
use diabetes_core::table::Required;
use diabetes_core::{Error, EvaluationError, Locale, Output, Stop};
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

/// The figures, and the place and the probability of each row.
type Plan<'py> = (Bound<'py, PyAny>, Table);

#[pyfunction]
#[pyo3(signature = (model, data, tests, outcome, observed, target, findrisc_cut, today))]
#[allow(clippy::too_many_arguments, reason = "the parameters of the package's function")]
pub(crate) fn capacity<'py>(
    py: Python<'py>,
    model: PyRef<'py, Model>,
    data: &Bound<'py, PyAny>,
    tests: u64,
    outcome: &str,
    observed: bool,
    target: &str,
    findrisc_cut: Option<f64>,
    today: Option<&Bound<'py, PyAny>>,
) -> PyResult<Plan<'py>> {
    let advice = advising(py, findrisc_cut, today)?;
    let options = CapacityOptions { tests, outcome: self::outcome(py, outcome)?, observed, advice };
    let data = Data::read(data, target, &[], 2)?.map_err(|text| failed(py, bad_option(text)))?;
    let required = if observed { Required::AgeAndSex } else { Required::Six };
    let model = &model.core;
    let found =
        data.with_table_of(py, None, required, &Stop::default(), |table| core::capacity(model, table, &options))?;
    told(py, &found)
}

#[pyfunction]
#[pyo3(signature = (risks, tests, outcome))]
pub(crate) fn capacity_of_risks<'py>(
    py: Python<'py>,
    risks: PyReadonlyArray1<'py, f64>,
    tests: u64,
    outcome: &str,
) -> PyResult<Plan<'py>> {
    let (risks, outcome) = (risks.as_array().to_vec(), self::outcome(py, outcome)?);
    let found = py.detach(|| core::capacity_of_risks(&risks, tests, outcome));
    told(py, &found.map_err(|error| failed(py, error))?)
}

fn told<'py>(py: Python<'py>, found: &core::Capacity) -> PyResult<Plan<'py>> {
    let people = Table::of_places(&found.places, &found.probabilities).map_err(|error| failed(py, error))?;
    Ok((serialized(py, found)?, people))
}

fn outcome(py: Python<'_>, name: &str) -> PyResult<Output> {
    let known = "outcome must be diabetes or dysglycaemia".to_owned();
    Output::by_name(name).ok_or_else(|| failed(py, bad_option(known)))
}

fn bad_option(text: String) -> Error {
    EvaluationError::BadOption(text).into()
}

fn failed(py: Python<'_>, error: Error) -> PyErr {
    raise(py, error, Locale::En)
}
