//! The functions of the package: validation, scores, least squares.

use crate::answering::answer;
use crate::arrow;
use crate::convert::locale;
use crate::csv;
use crate::errors::{field_errors, raise};
use crate::objects::{serialized, to_python};
use crate::record;
use crate::stream;
use crate::table::Table;
use arrow_array::RecordBatch;
use diabetes_core::advice::{Urgent, advice_texts, urgent_in};
use diabetes_core::risk::{Priority, ranked};
use diabetes_core::table::{Required, TableBuilder};
use diabetes_core::train::Algorithm;
use diabetes_core::{
    Field, Labels, Locale, PartialRecord, Patient, PredictionTable, Raw, ValidationErrors, evaluate, json, risk,
    schema as fields, scores as core_scores, synthetic,
};
use numpy::PyReadonlyArray1;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};

fn partial(py: Python<'_>, record: &Bound<'_, PyAny>, locale: Locale) -> PyResult<PartialRecord> {
    let checked = record::one(record)?.and_then(|record| PartialRecord::from_record(&record, false));
    checked.map_err(|errors| raise(py, errors.into(), locale))
}

#[pyfunction]
#[pyo3(signature = (record, locale, strict))]
pub(crate) fn validate<'py>(
    py: Python<'py>,
    record: &Bound<'py, PyAny>,
    locale: &str,
    strict: bool,
) -> PyResult<Bound<'py, PyList>> {
    let locale = self::locale(locale)?;
    match record::one(record)?.and_then(|record| Patient::from_record(&record, strict)) {
        Ok(_) => Ok(PyList::empty(py)),
        Err(errors) => field_errors(py, &errors, locale),
    }
}

#[pyfunction]
pub(crate) fn schema<'py>(py: Python<'py>, locale: &str) -> PyResult<Bound<'py, PyAny>> {
    to_python(py, &fields::json_schema(self::locale(locale)?))
}

/// The names of the columns of ``Model.predict_batch``, in order.
///
/// >>> import diabetes
/// >>> diabetes.prediction_columns()[:3]
/// ['glucose_mg_dl', 'interval_low', 'interval_high']
#[pyfunction]
pub(crate) fn prediction_columns() -> Vec<&'static str> {
    PredictionTable::column_kinds().into_iter().map(|(name, _)| name).collect()
}

/// The names of the algorithms of ``train``, the default first.
///
/// >>> import diabetes
/// >>> diabetes.algorithms()
/// ['linear', 'additive']
#[pyfunction]
pub(crate) fn algorithms() -> Vec<&'static str> {
    Algorithm::ALL.map(Algorithm::name).to_vec()
}

/// Whether a column heading names a field, even in another unit: its name, regardless of case, accents, spaces and a
/// unit in brackets.
///
/// >>> import diabetes
/// >>> diabetes.is_field("Perímetro abdominal (cm)"), diabetes.is_field("Género")
/// (True, False)
#[pyfunction]
pub(crate) fn is_field(heading: &str) -> bool {
    !matches!(Field::by_heading(heading), Ok(None))
}

#[pyfunction]
pub(crate) fn urgent(py: Python<'_>, record: &Bound<'_, PyAny>, locale: &str) -> PyResult<Vec<&'static str>> {
    let locale = self::locale(locale)?;
    let record = record::one(record)?.map_err(|errors| raise(py, errors.into(), locale))?;
    Ok(urgent_in(&record).into_iter().map(Urgent::code).collect())
}

#[pyfunction]
#[pyo3(signature = (name, record, cut, locale))]
pub(crate) fn score<'py>(
    py: Python<'py>,
    name: &str,
    record: &Bound<'py, PyAny>,
    cut: Option<f64>,
    locale: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let locale = self::locale(locale)?;
    let record = partial(py, record, locale)?;
    serialized(py, &core_scores::score(name, &record, cut).map_err(|error| raise(py, error, locale))?)
}

#[pyfunction]
pub(crate) fn json_records<'py>(
    py: Python<'py>,
    body: &[u8],
    most: usize,
    locale: &str,
) -> PyResult<Bound<'py, PyList>> {
    let locale = self::locale(locale)?;
    let items = py.detach(|| json::list_up_to(body, most));
    let items = items.map_err(|error| raise(py, ValidationErrors::from(error).into(), locale))?;
    PyList::new(py, items.into_iter().map(|item| PyBytes::new(py, item.as_bytes())))
}

#[pyfunction]
pub(crate) fn scores<'py>(py: Python<'py>, locale: &str) -> PyResult<Bound<'py, PyAny>> {
    let locale = self::locale(locale)?;
    serialized(py, &core_scores::SCORES.iter().map(|score| score.localized(locale)).collect::<Vec<_>>())
}

#[pyfunction]
pub(crate) fn labels<'py>(py: Python<'py>, locale: &str) -> PyResult<Bound<'py, PyAny>> {
    serialized(py, &Labels::of(self::locale(locale)?))
}

#[pyfunction]
pub(crate) fn format_number(value: f64, decimals: u8, locale: &str) -> PyResult<String> {
    Ok(self::locale(locale)?.number(value, decimals))
}

#[pyfunction]
#[pyo3(signature = (name, data, cut))]
pub(crate) fn score_batch(py: Python<'_>, name: &str, data: &Bound<'_, PyAny>, cut: Option<f64>) -> PyResult<Table> {
    let score = core_scores::Score::by_name(name).map_err(|error| raise(py, error, Locale::En))?;
    answer(py, stream::read(data)?, || {
        |rows: TableBuilder<'_>| Table::of_scores(score.of_table(&rows.finish(Required::Nothing), cut)?)
    })
}

#[pyfunction]
pub(crate) fn classify_glucose<'py>(
    py: Python<'py>,
    mg_dl: &Bound<'py, PyAny>,
    locale: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let locale = self::locale(locale)?;
    serialized(
        py,
        &risk::classify_glucose(record::number_of(mg_dl)?).map_err(|errors| raise(py, errors.into(), locale))?,
    )
}

#[pyfunction]
pub(crate) fn categories<'py>(py: Python<'py>, locale: &str) -> PyResult<Bound<'py, PyAny>> {
    serialized(py, &risk::categories(self::locale(locale)?))
}

#[pyfunction]
pub(crate) fn advice<'py>(py: Python<'py>, locale: &str) -> PyResult<Bound<'py, PyAny>> {
    serialized(py, &advice_texts(self::locale(locale)?).collect::<Vec<_>>())
}

#[pyfunction]
pub(crate) fn proportion(py: Python<'_>, counted: u64, total: u64) -> PyResult<Bound<'_, PyAny>> {
    serialized(py, &evaluate::Proportion::of_counts(counted, total))
}

#[pyfunction]
pub(crate) fn classify_hba1c<'py>(
    py: Python<'py>,
    percent: &Bound<'py, PyAny>,
    locale: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let locale = self::locale(locale)?;
    serialized(
        py,
        &risk::classify_hba1c(record::number_of(percent)?).map_err(|errors| raise(py, errors.into(), locale))?,
    )
}

#[pyfunction]
pub(crate) fn generate(py: Python<'_>, n: usize, seed: u64) -> PyResult<Table> {
    let batch = py.detach(|| Table::of_patients(&synthetic::generate(n, seed), &synthetic::COLUMNS));
    let batch = batch.map_err(|error| raise(py, error, Locale::En))?;
    Ok(Table { schema: batch.schema(), batches: vec![batch] })
}

#[pyfunction]
#[pyo3(signature = (outcomes, scores, weights))]
pub(crate) fn auroc(
    outcomes: PyReadonlyArray1<'_, bool>,
    scores: PyReadonlyArray1<'_, f64>,
    weights: Option<PyReadonlyArray1<'_, f64>>,
) -> Option<f64> {
    let weights = weights.map(|weights| weights.as_array().to_vec());
    evaluate::auroc(&outcomes.as_array().to_vec(), &scores.as_array().to_vec(), weights.as_deref())
}

/// The place of each row of answers in a list.
#[pyfunction]
pub(crate) fn priority(data: &Bound<'_, PyAny>) -> PyResult<Table> {
    let reader = stream::read(data)?;
    let schema = reader.schema();
    let batches = reader.collect(data.py())?;
    let column = |name: &str| arrow::column(&schema, &batches, name, "answers").map_err(PyValueError::new_err);
    let names = ["urgent", "measured", "risk_level", "warnings", "errors"];
    let columns = names.into_iter().map(&column).collect::<PyResult<Vec<_>>>()?;
    let cell = |name: usize, row: usize| columns.get(name)?.get(row).and_then(text);
    let rows = 0..columns.first().map_or(0, Vec::len);
    let priorities: Vec<Priority> = rows
        .map(|row| {
            let [urgent, measured, level, warnings, errors] = [0, 1, 2, 3, 4].map(|name| cell(name, row));
            Priority::of_cells(urgent, measured, level, warnings, errors)
        })
        .collect();
    let separator = csv::separator(&schema);
    let risk = |cell: &Raw<'_>| match (cell, separator) {
        (Raw::Number(risk), _) => *risk,
        (Raw::Text(text), Some(separator)) => diabetes_core::csv::number(text, separator).unwrap_or(f64::NAN),
        _ => f64::NAN,
    };
    let risks: Vec<f64> = column("prob_Diabetes")?.iter().map(risk).collect();
    let sizes = batches.iter().map(RecordBatch::num_rows);
    Table::of_priorities(&priorities, &ranked(&priorities, &risks), sizes)
        .map_err(|error| raise(data.py(), error, Locale::En))
}

/// The text of a cell that is not empty.
fn text<'c>(cell: &'c Raw<'_>) -> Option<&'c str> {
    match cell {
        Raw::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}
