//! Records from FHIR, and the table of clinical codes.

use crate::convert::locale;
use crate::errors::whole_record;
use crate::objects::serialized;
use diabetes_core::Date;
use diabetes_core::fhir::FhirRecord;
use diabetes_core::schema::codes::CODES;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// ``{record, sources, notes}`` of a bundle.
#[pyfunction]
#[pyo3(signature = (body, day, locale))]
pub(crate) fn read_fhir<'py>(
    py: Python<'py>,
    body: &[u8],
    day: Option<&str>,
    locale: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let locale = self::locale(locale)?;
    let today = match day {
        Some(day) => Date::from_text(day).ok_or_else(|| PyValueError::new_err(format!("no date: {day:?}")))?,
        None => Date::today().ok_or_else(|| PyValueError::new_err("this machine does not tell today's date"))?,
    };
    match py.detach(|| FhirRecord::read(body, today)) {
        Ok(read) => serialized(py, &read.localized(locale)),
        Err(error) => Err(whole_record(py, error.code(), &error.message(locale))),
    }
}

#[pyfunction]
pub(crate) fn codes(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    serialized(py, &CODES)
}
