//! The answer for one patient.

use crate::convert::serialized;
use diabetes_core::risk::{Category, Confidence, RiskLevel};
use diabetes_core::{Locale, NotApplicable, Prediction as Core};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// The answer for one patient. Figures are None where the estimate does not apply.
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

    /// One entry of the record form.
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

    /// How sure the category is: Bajo, Moderado or Alto.
    #[getter]
    fn confidence(&self) -> Option<&'static str> {
        self.core.confidence.map(Confidence::name)
    }

    /// Level of the risk of diabetes: Bajo, Moderado or Alto.
    #[getter]
    fn risk_level(&self) -> Option<&'static str> {
        self.core.risk_level.map(RiskLevel::name)
    }

    /// Whether a laboratory test is advised, by the risk or to confirm a measured value in the range of diabetes.
    #[getter]
    fn test_advised(&self) -> Option<bool> {
        self.core.test_advised
    }

    /// The answer in words.
    #[getter]
    fn interpretation(&self) -> String {
        self.core.interpretation(self.locale)
    }

    /// Absent fields the model uses, and the average that stood in for them: a mean, the share of Si, or the
    /// share of each level.
    #[getter]
    fn imputed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.entry(py, "imputed")
    }

    /// What deserves a look: dictionaries with code, field and message.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.entry(py, "warnings")
    }

    /// Laboratory values of the record by field: category, risk_level, confirm. In pregnancy other limits hold, so all
    /// three are None; in known diabetes confirm is.
    #[getter]
    fn measured<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.entry(py, "measured")
    }

    /// Why there are no figures: known_diabetes or pregnant; else None.
    #[getter]
    fn not_applicable(&self) -> Option<&'static str> {
        self.core.not_applicable.map(NotApplicable::code)
    }

    /// Where the person stands in a list: ``priority`` of :func:`diabetes.priority`.
    #[getter]
    fn priority(&self) -> &'static str {
        self.core.priority().code()
    }

    /// The answer with the keys of the wire.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        serialized(py, &self.core.localized(self.locale))
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
