//! Evaluation of tables that come one after another.

use crate::data::Data;
use crate::errors::raise;
use crate::model::Model;
use crate::objects::serialized;
use crate::unreadable::{Count, Unreadable};
use crate::watched::watched;
use diabetes_core::evaluate::{self as core, EvaluationOptions, Grouping};
use diabetes_core::{Error, EvaluationError, Locale, Stop};
use pyo3::prelude::*;
use std::sync::{Mutex, PoisonError};

/// Evaluates tables one after another, in memory that does not grow with them.
#[pyclass(frozen, module = "diabetes._native")]
pub(crate) struct Evaluator {
    /// Absent while rows are added, and once the evaluation is made.
    state: Mutex<Option<State>>,
    by: Vec<String>,
    target: String,
}

struct State {
    core: core::Evaluator,
    stop: Stop,
    rows: u64,
    unreadable: Unreadable,
}

#[pymethods]
impl Evaluator {
    #[new]
    #[pyo3(signature = (model, by, target, resamples, seed, site, smallest_cell))]
    #[allow(clippy::too_many_arguments, reason = "the parameters of the package's function")]
    fn new(
        model: PyRef<'_, Model>,
        by: Vec<String>,
        target: String,
        resamples: u32,
        seed: u64,
        site: Option<String>,
        smallest_cell: u64,
    ) -> PyResult<Self> {
        let options = EvaluationOptions { resamples, seed, site, smallest_cell, ..EvaluationOptions::default() };
        let core = core::Evaluator::new(&model.core, &options).map_err(failed)?;
        let state = State { core, stop: options.stop, rows: 0, unreadable: Unreadable::default() };
        Ok(Self { state: Mutex::new(Some(state)), by, target })
    }

    /// Add the rows of a table; it warns of its ignored columns if it is the first.
    fn add(&self, data: &Bound<'_, PyAny>) -> PyResult<()> {
        let mut state = self.taken()?;
        let added = self.add_to(&mut state, data);
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = Some(state);
        added
    }

    /// The figures of all rows.
    fn finish<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let state = self.taken()?;
        let found = watched(py, &state.stop, || state.core.finish())?.map_err(failed)?;
        serialized(py, &found)
    }

    /// The rows so far.
    #[getter]
    fn rows(&self) -> u64 {
        self.known(|state| state.rows)
    }

    /// The outcomes so far that cannot be read: field, code of the error, number of rows.
    #[getter]
    fn unreadable(&self) -> Vec<Count> {
        self.known(|state| state.unreadable.counts())
    }
}

fn failed(error: Error) -> PyErr {
    Python::attach(|py| raise(py, error, Locale::En))
}

fn refuse(text: String) -> PyErr {
    failed(EvaluationError::BadOption(text).into())
}

impl Evaluator {
    fn taken(&self) -> PyResult<State> {
        let taken = self.state.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.ok_or_else(|| refuse("the evaluator is at work or has made its evaluation".to_owned()))
    }

    fn known<T: Default>(&self, of: impl FnOnce(&State) -> T) -> T {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(of).unwrap_or_default()
    }

    fn add_to(&self, state: &mut State, data: &Bound<'_, PyAny>) -> PyResult<()> {
        let named: Vec<&str> = self.by.iter().map(String::as_str).collect();
        let rows = Data::read(data, &self.target, &named, 2)?.map_err(refuse)?;
        let mut by = Vec::new();
        for name in &self.by {
            let values = rows.labels(name, "by")?.map_err(refuse)?;
            by.push(Grouping::of_values(name, values.into_iter()).map_err(|error| failed(error.into()))?);
        }
        let (count, unreadable) = rows.with_table(data.py(), None, &Stop::default(), |table| {
            state.core.add(table, &by)?;
            Ok((table.rows() as u64, Unreadable::of(table)))
        })?;
        state.rows += count;
        state.unreadable.add(unreadable);
        Ok(())
    }
}
