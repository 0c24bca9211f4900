//! Evaluation on a table or on a list of mappings.

use crate::data::{Data, Numbers};
use crate::errors::raise;
use crate::model::Model;
use crate::objects::serialized;
use diabetes_core::evaluate::{self as core, EvaluationOptions, Grouping, Precision, Sums};
use diabetes_core::{EvaluationError, Locale};
use pyo3::prelude::*;

/// Clusters as given: a column's name, or one value per row.
#[derive(FromPyObject)]
pub(crate) enum Clusters<'py> {
    Column(String),
    Rows(Vec<Bound<'py, PyAny>>),
}

#[pyfunction]
#[pyo3(signature = (model, data, by, weights, cluster, target, resamples, seed, site, smallest_cell))]
#[allow(clippy::too_many_arguments, reason = "the parameters of the package's function")]
pub(crate) fn evaluate<'py>(
    py: Python<'py>,
    model: PyRef<'py, Model>,
    data: &Bound<'py, PyAny>,
    by: Vec<String>,
    weights: Option<Numbers<'py>>,
    cluster: Option<Clusters<'py>>,
    target: &str,
    resamples: u32,
    seed: u64,
    site: Option<String>,
    smallest_cell: u64,
) -> PyResult<Bound<'py, PyAny>> {
    let failed = |error: EvaluationError| raise(py, error.into(), Locale::En);
    let refuse = |text: String| failed(EvaluationError::BadOption(text));
    let mut named: Vec<&str> = by.iter().map(String::as_str).collect();
    named.extend(weights.as_ref().and_then(Numbers::column));
    if let Some(Clusters::Column(name)) = &cluster {
        named.push(name);
    }
    let data = Data::read(data, target, &named, 2)?.map_err(refuse)?;
    let mut options = EvaluationOptions { resamples, seed, site, smallest_cell, ..EvaluationOptions::default() };
    for name in &by {
        let values = data.labels(name, "by")?.map_err(refuse)?;
        options.by.push(Grouping::of_values(name, values.into_iter()).map_err(failed)?);
    }
    let column = weights.as_ref().and_then(Numbers::column);
    if let Some(weights) = &weights {
        options.weights = Some(data.numbers(weights, "weights")?.map_err(refuse)?);
    }
    if let Some(cluster) = cluster {
        let values = match cluster {
            Clusters::Column(name) => data.labels(&name, "cluster")?.map_err(refuse)?,
            Clusters::Rows(rows) => rows.iter().map(crate::record::value_of).collect::<PyResult<_>>()?,
        };
        options.clusters = Some(core::cluster_labels(values.into_iter()).map_err(failed)?);
    }
    let model = &model.core;
    let found = data.with_table(py, column, &options.stop, |table| core::evaluate(model, table, &options))?;
    serialized(py, &found)
}

/// Several evaluations' JSON as one; `texts` are their whole files.
#[pyfunction]
pub(crate) fn merge(py: Python<'_>, texts: Vec<String>, resamples: u32, seed: u64) -> PyResult<Bound<'_, PyAny>> {
    let sites: Result<Vec<Sums>, _> = texts.iter().map(|text| Sums::from_json(text)).collect();
    let found = sites.and_then(|sites| py.detach(|| core::merge(&sites, resamples, seed)));
    serialized(py, &found.map_err(|error| raise(py, error, Locale::En))?)
}

#[pyfunction]
pub(crate) fn sample_size(
    py: Python<'_>,
    prevalence: f64,
    auroc: f64,
    log_odds: Option<[f64; 2]>,
    widths: [f64; 3],
) -> PyResult<Bound<'_, PyAny>> {
    let [observed_expected_width, slope_width, auroc_width] = widths;
    let wanted = Precision { prevalence, auroc, log_odds, observed_expected_width, slope_width, auroc_width };
    serialized(py, &core::sample_size(&wanted).map_err(|error| raise(py, error.into(), Locale::En))?)
}
