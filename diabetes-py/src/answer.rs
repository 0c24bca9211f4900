//! The answer for one record as a service sends and stores it.

use crate::errors::raise;
use crate::objects::serialized;
use crate::prediction::Prediction;
use diabetes_core::model::{Answer as Core, Found};
use diabetes_core::risk::RiskLevel;
use diabetes_core::{Locale, NotApplicable, Patient};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyString};

/// The answer for one record, as returned by :meth:`Model.answer_record` and :meth:`Model.answer_table` for services. A
/// rejected record has only the JSON.
///
/// >>> import diabetes
/// >>> model = diabetes.Model.bundled()
/// >>> body = b'{"sexo": "m", "edad": 4.5e1, "imc": 28.50, "perimetro_abdominal": 95, "tas": 135, "tad": 85}'
/// >>> answer = model.answer_record(body)
/// >>> answer.json == model.predict_json(body)
/// True
/// >>> answer.record
/// b'{"edad":45.0,"sexo":"M","imc":28.5,"perimetro_abdominal":95.0,"tas":135.0,"tad":85.0}'
/// >>> answer.risk_level, answer.prediction.category, model.explain(answer)[0].field
/// ('Moderado', 'Prediabetes', 'base')
/// >>> refused = model.answer_record(b"[]")
/// >>> refused.refused, refused.record, refused.json[:31]
/// (True, None, b'{"errors":[{"code":"not_a_recor')
#[pyclass(frozen, module = "diabetes")]
pub(crate) struct Answer {
    core: Core,
    locale: Locale,
}

impl Answer {
    pub(crate) fn new(core: Core, locale: Locale) -> Self {
        Self { core, locale }
    }

    /// What the answer was written from; `None` for a rejected record.
    fn found(&self) -> Option<&Found> {
        self.core.found.as_ref().ok()
    }

    /// The patient of the record as read; raises its errors.
    pub(crate) fn patient(&self, py: Python<'_>) -> PyResult<Patient> {
        let found = self.core.found.as_ref().map_err(|errors| raise(py, errors.clone().into(), self.locale))?;
        Ok(found.patient.clone())
    }
}

#[pymethods]
impl Answer {
    /// The answer as written by :meth:`Model.predict_json`: ``{"errors": [...]}`` if the record was rejected.
    #[getter]
    fn json<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.core.json)
    }

    /// Whether the library found errors in the record.
    #[getter]
    fn refused(&self) -> bool {
        self.core.found.is_err()
    }

    /// JSON of the record as read: the given schema fields, numbers in their shortest digits, choices in the schema's
    /// spelling, no derived fields. Predicting from it gives the same answer, to the bit,
    /// but for warnings about unknown fields.
    #[getter]
    fn record<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.found().map(|found| PyBytes::new(py, &found.given.to_json()))
    }

    /// The given fields of that record, with their values.
    #[getter]
    fn given<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.found().map(|found| serialized(py, &found.given)).transpose()
    }

    /// The answer as a Prediction.
    #[getter]
    fn prediction(&self) -> Option<Prediction> {
        self.found().map(|found| Prediction::new(found.prediction.clone(), self.locale))
    }

    /// Level of the diabetes risk: Bajo, Moderado or Alto.
    #[getter]
    fn risk_level(&self) -> Option<&'static str> {
        self.found()?.prediction.risk_level.map(RiskLevel::name)
    }

    /// Why there are no figures: known_diabetes or pregnant; else None.
    #[getter]
    fn not_applicable(&self) -> Option<&'static str> {
        self.found()?.prediction.not_applicable.map(NotApplicable::code)
    }

    /// The JSON with members appended: a str, True, False or None by name, or bytes that are already JSON.
    ///
    /// >>> import diabetes
    /// >>> answer = diabetes.Model.bundled().answer_record(b"[]", locale="en")
    /// >>> answer.with_members({"id": "7", "synthetic": None, "seconds": b"0.100"})[-45:]
    /// b'}],"id":"7","synthetic":null,"seconds":0.100}'
    fn with_members<'py>(&self, py: Python<'py>, members: &Bound<'py, PyDict>) -> PyResult<Bound<'py, PyBytes>> {
        let mut json = self.core.json.clone();
        json.pop();
        for (name, value) in members {
            json.push(b',');
            text(&name, &mut json)?;
            json.push(b':');
            if let Ok(written) = value.cast::<PyBytes>() {
                json.extend_from_slice(written.as_bytes());
            } else if let Ok(truth) = value.cast::<PyBool>() {
                json.extend_from_slice(if truth.is_true() { b"true" } else { b"false" });
            } else if value.is_none() {
                json.extend_from_slice(b"null");
            } else {
                text(&value, &mut json)?;
            }
        }
        json.push(b'}');
        Ok(PyBytes::new(py, &json))
    }

    fn __repr__(&self) -> String {
        format!("Answer(refused={})", if self.refused() { "True" } else { "False" })
    }
}

fn text(value: &Bound<'_, PyAny>, json: &mut Vec<u8>) -> PyResult<()> {
    let text = value.cast::<PyString>().map_err(|error| PyTypeError::new_err(error.to_string()))?;
    serde_json::to_writer(json, &*text.to_cow()?).map_err(|error| PyValueError::new_err(error.to_string()))
}
