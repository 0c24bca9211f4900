//! Training on an engine that holds the rows in partitions.

use crate::errors::raise;
use crate::model::Model;
use crate::outcomes::{failed, refuse};
use crate::reading::Reading;
use crate::train::options;
use diabetes_core::train::TrainingOptions;
use diabetes_core::train::engine::{self as core, Workers};
use diabetes_core::{Error, Locale};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

/// What a class works on until it is finished.
struct Once<T>(Mutex<Option<T>>);

impl<T: Send> Once<T> {
    fn new(work: T) -> Self {
        Self(Mutex::new(Some(work)))
    }

    fn take(&self) -> PyResult<T> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.ok_or_else(|| refuse("this part of a training is at work or finished".to_owned()))
    }

    /// Works on it; it stays after an error.
    fn with<R>(&self, work: impl FnOnce(&mut T) -> PyResult<R>) -> PyResult<R> {
        let mut own = self.take()?;
        let done = work(&mut own);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(own);
        done
    }
}

fn raised<T>(done: Result<T, Error>) -> PyResult<T> {
    done.map_err(failed)
}

/// Checks the rows of a partition, on a worker.
#[pyclass(frozen, module = "diabetes._native")]
pub(crate) struct Partition {
    core: Once<core::Partition>,
    reading: Reading,
}

#[pymethods]
impl Partition {
    #[new]
    fn new(target: String, weights: Option<String>, periods: Option<String>, test_size: f64, seed: u64) -> Self {
        let partition = core::Partition::new(&TrainingOptions { test_size, seed, ..TrainingOptions::default() });
        Self { core: Once::new(partition), reading: Reading::new(target, weights, periods) }
    }

    /// Add the rows of a table; the blocks that are full.
    fn add<'py>(&self, data: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        let mut blocks = Vec::new();
        self.core.with(|partition| {
            self.reading.each(data, |table, told| {
                blocks.extend(partition.add(table, told)?);
                Ok(())
            })
        })?;
        Ok(blocks.iter().map(|block| PyBytes::new(data.py(), block)).collect())
    }

    /// The last block, and what the driver must know.
    fn finish<'py>(&self, py: Python<'py>) -> PyResult<(Option<Bound<'py, PyBytes>>, Bound<'py, PyBytes>)> {
        let (last, told) = raised(self.core.take()?.finish())?;
        Ok((last.map(|block| PyBytes::new(py, &block)), PyBytes::new(py, &told)))
    }
}

/// The driver's rows of a block, and the position of the row after it.
#[pyfunction]
pub(crate) fn draw<'py>(py: Python<'py>, block: &[u8], start: u64, cut: &[u8]) -> PyResult<(Bound<'py, PyBytes>, u64)> {
    let (drawn, next) = raised(py.detach(|| core::draw(block, start, cut)))?;
    Ok((PyBytes::new(py, &drawn), next))
}

/// Sums the blocks of a partition for the passes of a message, on a worker.
#[pyclass(frozen, module = "diabetes._native")]
pub(crate) struct Summing {
    core: Once<core::Summing>,
}

#[pymethods]
impl Summing {
    #[new]
    fn new(asked: &[u8]) -> PyResult<Self> {
        Ok(Self { core: Once::new(raised(core::Summing::new(asked))?) })
    }

    /// Add a block.
    fn add(&self, py: Python<'_>, block: &[u8]) -> PyResult<()> {
        self.core.with(|summing| raised(py.detach(|| summing.add(block))))
    }

    /// The answer.
    fn finish<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &raised(self.core.take()?.finish())?))
    }
}

/// Makes the model from what the partitions tell.
#[pyclass(frozen, module = "diabetes._native")]
pub(crate) struct Driver {
    core: Once<core::Driver>,
}

#[pymethods]
impl Driver {
    #[new]
    #[pyo3(signature = (algorithm, outputs, monotone, test_size, seed, name, source, most))]
    #[allow(clippy::too_many_arguments, reason = "the parameters of the package's function")]
    fn new(
        algorithm: &str,
        outputs: Vec<String>,
        monotone: BTreeMap<String, i8>,
        test_size: f64,
        seed: u64,
        name: Option<String>,
        source: String,
        most: Option<usize>,
    ) -> PyResult<Self> {
        let options = options(algorithm, &outputs, &monotone, test_size, seed, name, source)?;
        let driver = most.map_or_else(|| core::Driver::new(&options), |most| core::Driver::keeping(most, &options));
        Ok(Self { core: Once::new(raised(driver)?) })
    }

    /// Add the partition that comes next; the position of its first usable row.
    fn add(&self, told: &[u8]) -> PyResult<u64> {
        self.core.with(|driver| raised(driver.add(told)))
    }

    /// Which rows the driver keeps.
    fn cut<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        self.core.with(|driver| Ok(PyBytes::new(py, &raised(py.detach(|| driver.cut()))?)))
    }

    /// Keep the rows drawn from a block.
    fn keep(&self, drawn: &[u8]) -> PyResult<()> {
        self.core.with(|driver| raised(driver.keep(drawn)))
    }

    /// The model; `answers` gives those of all partitions to a message.
    fn finish(&self, py: Python<'_>, answers: Py<PyAny>) -> PyResult<Model> {
        let driver = self.core.take()?;
        let workers = Box::new(Asked(answers));
        let core = py.detach(|| driver.finish(workers)).map_err(|error| raise(py, error, Locale::En))?;
        Ok(Model { core })
    }
}

/// A function that asks the workers.
struct Asked(Py<PyAny>);

impl Workers for Asked {
    fn answers(&self, asked: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        Python::attach(|py| {
            let answers = self.0.call1(py, (PyBytes::new(py, asked),))?;
            let answers: Vec<PyBackedBytes> = answers.extract(py)?;
            Ok::<_, PyErr>(answers.iter().map(|answer| answer.to_vec()).collect())
        })
        .map_err(io::Error::from)
    }
}
