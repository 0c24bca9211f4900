//! Training on a table or on a list of mappings.

use crate::data::{Data, Numbers};
use crate::errors::raise;
use crate::model::Model;
use diabetes_core::train::{Algorithm, Options};
use diabetes_core::{Error, Locale, Output, TrainingError};
use pyo3::prelude::*;

fn refuse(text: String) -> PyErr {
    failed(TrainingError::BadOption(text).into())
}

fn failed(error: Error) -> PyErr {
    Python::attach(|py| raise(py, error, Locale::En))
}

#[pyfunction]
#[pyo3(signature = (data, target, algorithm, outputs, weights, test_size, seed, name, source))]
#[allow(clippy::too_many_arguments, reason = "the parameters of the package's function")]
pub(crate) fn train(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    target: &str,
    algorithm: &str,
    outputs: Vec<String>,
    weights: Option<Numbers<'_>>,
    test_size: f64,
    seed: u64,
    name: Option<String>,
    source: String,
) -> PyResult<Model> {
    let output =
        |name: &String| Output::by_name(name).ok_or_else(|| refuse(format!("outputs: there is no output {name:?}")));
    let outputs = outputs.iter().map(output).collect::<PyResult<Vec<_>>>()?;
    let algorithm = Algorithm::by_name(algorithm).map_err(|error| failed(error.into()))?;
    let name = name.unwrap_or_else(|| algorithm.name().to_owned());
    let options = Options { algorithm, outputs, test_size, seed, name, source };
    let named: Vec<&str> = weights.iter().filter_map(Numbers::column).collect();
    let data = Data::read(data, target, &named)?.map_err(refuse)?;
    let weights = weights.map(|weights| data.numbers(&weights, "weights")).transpose()?.transpose().map_err(refuse)?;
    let core = data.with_table(py, |table| diabetes_core::train::train(table, weights.as_deref(), &options))?;
    Ok(Model { core })
}
