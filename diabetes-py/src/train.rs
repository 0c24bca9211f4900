//! Training.

use crate::arrow;
use crate::csv_rows::CsvRows;
use crate::data::{Data, Numbers};
use crate::errors::raise;
use crate::model::Model;
use crate::outcomes::{Beside, failed, refuse, whole, with_rows};
use crate::spool::Spool;
use crate::stream;
use crate::unreadable::{Count, Unreadable};
use arrow_array::RecordBatch;
use diabetes_core::table::Target;
use diabetes_core::train::{self as core, Algorithm, Told, TrainingOptions};
use diabetes_core::{Field, Locale, Output};
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
) -> PyResult<Model> {
    let options = options(algorithm, &outputs, &monotone, test_size, seed, name, source)?;
    let options = TrainingOptions { judges, ..options };
    let core = with_rows(data, target, &Beside { weights, periods }, 2, |table, weights, periods| {
        core::train(table, weights, &TrainingOptions { periods, ..options })
    })?;
    Ok(Model { core })
}

fn options(
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
    target: String,
    weights: Option<String>,
    periods: Option<String>,
    rows: AtomicU64,
    written: Arc<AtomicU64>,
    unreadable: Mutex<Unreadable>,
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
        let (core, rows) = (Mutex::new(Some(trainer)), AtomicU64::new(0));
        let unreadable = Mutex::default();
        Ok(Self { core, target, weights, periods, rows, written, unreadable })
    }

    /// Add the rows of a table, batch by batch.
    fn add(&self, data: &Bound<'_, PyAny>) -> PyResult<()> {
        let mut trainer = self.taken()?;
        let added = self.add_to(&mut trainer, data);
        *self.core.lock().unwrap_or_else(PoisonError::into_inner) = Some(trainer);
        added
    }

    /// The model of all rows.
    fn finish(&self, py: Python<'_>) -> PyResult<Model> {
        let trainer = self.taken()?;
        let core = py.detach(|| trainer.finish()).map_err(|error| raise(py, error, Locale::En))?;
        Ok(Model { core })
    }

    /// The rows so far.
    #[getter]
    fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
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

    fn add_to(&self, trainer: &mut core::Trainer, data: &Bound<'_, PyAny>) -> PyResult<()> {
        let py = data.py();
        let named: Vec<&str> = self.weights.iter().chain(&self.periods).map(String::as_str).collect();
        if let Ok(rows) = data.cast::<CsvRows>() {
            let is_first = self.rows() == 0;
            let read =
                if is_first { Data::read(data, &self.target, &named, 2)? } else { Data::of_csv(rows, &self.target) };
            return self.add_rows(py, trainer, &read.map_err(refuse)?);
        }
        let mut reader = stream::read(data)?;
        let schema = reader.schema();
        let known: Vec<&str> = named.iter().copied().chain([self.target.as_str()]).collect();
        let headings = schema.fields().iter().map(|field| field.name().as_str());
        let target = Target::among(&self.target, headings).map_err(refuse)?;
        if self.rows() == 0 {
            arrow::warn_ignored(py, &arrow::ignored(&schema, &known), 2)?;
        }
        let mut is_first = true;
        loop {
            let batch = match reader.next(py)? {
                Some(batch) => batch,
                // A table without rows is refused for its columns too.
                None if is_first => RecordBatch::new_empty(Arc::clone(&schema)),
                None => return Ok(()),
            };
            is_first = false;
            let data = Data::Table { schema: Arc::clone(&schema), batches: vec![batch], target };
            self.add_rows(py, trainer, &data)?;
        }
    }

    fn add_rows(&self, py: Python<'_>, trainer: &mut core::Trainer, data: &Data<'_, '_>) -> PyResult<()> {
        let numbers = |column: &Option<String>, option: &str| {
            let column = column.clone().map(Numbers::Column);
            let numbers = column.map(|column| data.numbers(&column, option)).transpose()?;
            numbers.transpose().map_err(refuse)
        };
        let weights = numbers(&self.weights, "weights")?;
        let periods = numbers(&self.periods, "periods")?.map(|periods| whole(&periods, self.rows())).transpose()?;
        let told = Told { weights: weights.as_deref(), judges: None, periods: periods.as_deref() };
        let (rows, unreadable) = data.with_table(py, self.weights.as_deref(), |table| {
            trainer.add(table, told)?;
            Ok((table.rows() as u64, Unreadable::of(table)))
        })?;
        self.rows.fetch_add(rows, Ordering::Relaxed);
        self.unreadable.lock().unwrap_or_else(PoisonError::into_inner).add(unreadable);
        Ok(())
    }
}
