//! Training.

use crate::data::Numbers;
use crate::model::Model;
use crate::outcomes::{Beside, failed, refuse, with_rows};
use diabetes_core::train::{self as core, Algorithm, TrainingOptions};
use diabetes_core::{Field, Output};
use pyo3::prelude::*;
use std::collections::BTreeMap;

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
    let output =
        |name: &String| Output::by_name(name).ok_or_else(|| refuse(format!("outputs: there is no output {name:?}")));
    let outputs = outputs.iter().map(output).collect::<PyResult<Vec<_>>>()?;
    let algorithm = Algorithm::by_name(algorithm).map_err(|error| failed(error.into()))?;
    let field =
        |name: &str| Field::by_name(name).ok_or_else(|| refuse(format!("monotone: there is no field {name:?}")));
    let monotone = monotone.iter().map(|(name, direction)| Ok((field(name)?, *direction))).collect::<PyResult<_>>()?;
    let name = name.unwrap_or_else(|| algorithm.name().to_owned());
    let options = TrainingOptions {
        algorithm,
        outputs,
        monotone,
        judges,
        test_size,
        seed,
        name,
        source,
        ..TrainingOptions::default()
    };
    let core = with_rows(data, target, &Beside { weights, periods }, 2, |table, weights, periods| {
        core::train(table, weights, &TrainingOptions { periods, ..options })
    })?;
    Ok(Model { core })
}
