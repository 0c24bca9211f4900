//! Training.

use crate::data::Numbers;
use crate::first_error::{FirstError, Place};
use crate::model::Model;
use crate::outcomes::{Beside, failed, refuse, with_rows};
use crate::reading::Reading;
use crate::spool::Spool;
use crate::unreadable::{Count, Unreadable};
use crate::watched::watched;
use diabetes_core::train::{self as core, Algorithm, TrainingOptions};
use diabetes_core::{Field, Output, Stop};
use pyo3::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

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
) -> PyResult<(Model, Option<Place>)> {
    let options = options(algorithm, &outputs, &monotone, test_size, seed, name, source)?;
    let options = TrainingOptions { judges, ..options };
    let (stop, first) = (options.stop.clone(), FirstError::default());
    let core = with_rows(data, target, &Beside { weights, periods }, 2, &stop, |table, weights, periods| {
        first.look(0, table);
        Ok(core::train(table, weights, &TrainingOptions { periods, ..options }))
    })?;
    let core = core.map_err(|error| first.raise(data.py(), error))?;
    Ok((Model { core }, first.place()))
}

pub(crate) fn options(
    algorithm: &str,
    outputs: &[String],
    monotone: &BTreeMap<String, i8>,
    test_size: f64,
    seed: u64,
    name: Option<String>,
    source: String,
) -> PyResult<TrainingOptions> {
    let output =
        |name: &String| Output::by_name(name).ok_or_else(|| refuse(format!("outputs: there is no output {name:?}")));
    let outputs = outputs.iter().map(output).collect::<PyResult<Vec<_>>>()?;
    let algorithm = Algorithm::by_name(algorithm).map_err(|error| failed(error.into()))?;
    let field =
        |name: &str| Field::by_name(name).ok_or_else(|| refuse(format!("monotone: there is no field {name:?}")));
    let monotone = monotone.iter().map(|(name, direction)| Ok((field(name)?, *direction))).collect::<PyResult<_>>()?;
    let name = name.unwrap_or_else(|| algorithm.name().to_owned());
    Ok(TrainingOptions { algorithm, outputs, monotone, test_size, seed, name, source, ..TrainingOptions::default() })
}

/// Trains on tables that come one after another; rows that do not fit into memory are kept in a temporary file.
#[pyclass(frozen, module = "diabetes._native")]
pub(crate) struct Trainer {
    /// Absent while rows are added, and once the model is made.
    core: Mutex<Option<core::Trainer>>,
    stop: Stop,
    reading: Reading,
    written: Arc<AtomicU64>,
    unreadable: Mutex<Unreadable>,
    first: FirstError,
}

#[pymethods]
impl Trainer {
    #[new]
    #[pyo3(signature = (target, algorithm, outputs, weights, monotone, test_size, seed, name, source, periods))]
    #[allow(clippy::too_many_arguments, reason = "the parameters of the package's function")]
    fn new(
        target: String,
        algorithm: &str,
        outputs: Vec<String>,
        weights: Option<String>,
        monotone: BTreeMap<String, i8>,
        test_size: f64,
        seed: u64,
        name: Option<String>,
        source: String,
        periods: Option<String>,
    ) -> PyResult<Self> {
        let options = options(algorithm, &outputs, &monotone, test_size, seed, name, source)?;
        let (spool, written) = Spool::new();
        let trainer = core::Trainer::new(&options, Box::new(spool)).map_err(failed)?;
        let (core, unreadable) = (Mutex::new(Some(trainer)), Mutex::default());
        Ok(Self {
            core,
            stop: options.stop,
            reading: Reading::new(target, weights, periods),
            written,
            unreadable,
            first: FirstError::default(),
        })
    }

    /// Add the rows of a table, batch by batch.
    fn add(&self, data: &Bound<'_, PyAny>) -> PyResult<()> {
        let mut trainer = self.taken()?;
        let added = self.reading.each(data, |table, told| {
            trainer.add(table, told)?;
            self.first.look(self.reading.rows(), table);
            self.unreadable.lock().unwrap_or_else(PoisonError::into_inner).add(Unreadable::of(table));
            Ok(())
        });
        *self.core.lock().unwrap_or_else(PoisonError::into_inner) = Some(trainer);
        added
    }

    /// The model of all rows.
    fn finish(&self, py: Python<'_>) -> PyResult<Model> {
        let trainer = self.taken()?;
        let core = watched(py, &self.stop, || trainer.finish())?.map_err(|error| self.first.raise(py, error))?;
        Ok(Model { core })
    }

    /// The rows so far.
    #[getter]
    fn rows(&self) -> u64 {
        self.reading.rows()
    }

    /// The first row with an error so far: its number from 1, the field, and the code.
    #[getter]
    fn first_error(&self) -> Option<Place> {
        self.first.place()
    }

    /// The outcomes so far that cannot be read: field, code of the error, number of rows.
    #[getter]
    fn unreadable(&self) -> Vec<Count> {
        self.unreadable.lock().unwrap_or_else(PoisonError::into_inner).counts()
    }

    /// The size of the temporary file, in bytes.
    #[getter]
    fn stored(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }
}

impl Trainer {
    fn taken(&self) -> PyResult<core::Trainer> {
        let taken = self.core.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.ok_or_else(|| refuse("the trainer is at work or has made its model".to_owned()))
    }
}
