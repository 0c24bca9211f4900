//! The answer for one patient.

use crate::objects::serialized;
use diabetes_core::risk::{Category, Confidence, RiskLevel};
use diabetes_core::{Locale, NotApplicable, Prediction as Core, Urgent};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// The answer for one patient. Figures are None if the estimate does not apply.
///
/// >>> import diabetes
/// >>> record = {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}
/// >>> answer = diabetes.Model.bundled().predict(record, locale="en")
/// >>> low, high = answer.interval
/// >>> low < answer.glucose_mg_dl < high
/// True
/// >>> sorted(answer.probabilities)
/// ['Diabetes', 'Normal', 'Prediabetes']
#[pyclass(frozen, eq, module = "diabetes")]
#[derive(PartialEq)]
pub(crate) struct Prediction {
    core: Core,
    locale: Locale,
}

impl Prediction {
    pub(crate) fn new(core: Core, locale: Locale) -> Self {
        Self { core, locale }
    }

    /// One entry of the dict form.
    fn entry<'py>(&self, py: Python<'py>, key: &str) -> PyResult<Bound<'py, PyAny>> {
        self.to_dict(py)?.get_item(key)
    }
}

#[pymethods]
impl Prediction {
    /// Estimated fasting glucose, mg/dL.
    #[getter]
    fn glucose_mg_dl(&self) -> Option<f64> {
        self.core.glucose_mg_dl
    }

    /// The 90 % interval (low, high) of the estimated glucose, mg/dL.
    #[getter]
    fn interval(&self) -> Option<(f64, f64)> {
        self.core.interval.map(|[low, high]| (low, high))
    }

    /// Calibrated probabilities of disease by name: Normal, Prediabetes, Diabetes; they add up to 1.
    #[getter]
    fn probabilities<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let Some(of) = self.core.probabilities else { return Ok(None) };
        let dict = PyDict::new(py);
        for (category, probability) in Category::ALL.iter().zip([of.normal, of.prediabetes, of.diabetes]) {
            dict.set_item(category.name(), probability)?;
        }
        Ok(Some(dict))
    }

    /// ADA category of the estimated glucose: Normal, Prediabetes or Diabetes.
    #[getter]
    fn category(&self) -> Option<&'static str> {
        self.core.category.map(Category::name)
    }

    /// How certain the category is: Bajo, Moderado or Alto.
    #[getter]
    fn confidence(&self) -> Option<&'static str> {
        self.core.confidence.map(Confidence::name)
    }

    /// Level of the diabetes risk: Bajo, Moderado or Alto.
    #[getter]
    fn risk_level(&self) -> Option<&'static str> {
        self.core.risk_level.map(RiskLevel::name)
    }

    /// The 90 % interval (low, high) of the probability of diabetes: how much it could differ if the model had learned
    /// from other people or in other years. None if unknown.
    #[getter]
    fn risk_interval(&self) -> Option<(f64, f64)> {
        self.core.risk_interval.map(|[low, high]| (low, high))
    }

    /// Reasons to see a clinician today, as codes: glucose_low, glucose_high, blood_pressure.
    #[getter]
    fn urgent(&self) -> Vec<&'static str> {
        self.core.advice.urgent().map(Urgent::code).collect()
    }

    /// The next step: code, text and source. The interpretation contains the text verbatim; the codes are explained by
    /// :func:`diabetes.advice`.
    #[getter]
    fn next_step<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let step = self.core.advice.next_step();
        let dict = PyDict::new(py);
        dict.set_item("code", step.code())?;
        dict.set_item("text", self.core.advice.text(self.locale))?;
        dict.set_item("source", step.source())?;
        Ok(dict)
    }

    /// Whether a laboratory test is advised now; None if the estimate cannot decide that.
    #[getter]
    fn test_advised(&self) -> Option<bool> {
        self.core.advice.test_advised()
    }

    /// The answer in words.
    #[getter]
    fn interpretation(&self) -> String {
        self.core.interpretation(self.locale)
    }

    /// Missing fields that the model uses, and the average used in their place: a mean, the proportion of Si, or the
    /// proportion of each level.
    #[getter]
    fn imputed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.entry(py, "imputed")
    }

    /// Warnings: dictionaries with code, field and message.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.entry(py, "warnings")
    }

    /// Laboratory values of the record by field: category, risk_level, confirm. Pregnancy has other limits, so all
    /// three are None; in known diabetes confirm is None.
    #[getter]
    fn measured<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.entry(py, "measured")
    }

    /// Why there are no figures: known_diabetes or pregnant; else None.
    #[getter]
    fn not_applicable(&self) -> Option<&'static str> {
        self.core.not_applicable.map(NotApplicable::code)
    }

    /// The person's place in a list: ``priority`` of :func:`diabetes.priority`.
    #[getter]
    fn priority(&self) -> &'static str {
        self.core.priority().code()
    }

    /// The answer as a dict, with the keys used in JSON.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        serialized(py, &self.core.localized(self.locale))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String, &'static str))> {
        let kept = serde_json::to_string(&self.core).map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok((py.get_type::<Self>().getattr("_restored")?, (kept, self.locale.tag())))
    }

    #[staticmethod]
    fn _restored(kept: &str, locale: &str) -> PyResult<Self> {
        let core = serde_json::from_str(kept).map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Self { core, locale: crate::convert::locale(locale)? })
    }

    fn __repr__(&self) -> String {
        let number = |value: Option<f64>| value.map_or("None".to_owned(), |value| format!("{value:.1}"));
        let text = |value: Option<&str>| value.map_or("None".to_owned(), |value| format!("{value:?}"));
        match self.core.not_applicable {
            Some(reason) => format!("Prediction(not_applicable={:?})", reason.code()),
            None => format!(
                "Prediction(glucose_mg_dl={}, category={}, risk_level={})",
                number(self.core.glucose_mg_dl),
                text(self.category()),
                text(self.risk_level())
            ),
        }
    }
}
