//! Converts Python options to those of the crate.

use crate::errors::raise;
use diabetes_core::{AdviceOptions, Date, Locale};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// The advice options: the FINDRISC points from which a test is advised, and the day, a date or its ISO text.
pub(crate) fn advising(
    py: Python<'_>,
    findrisc_cut: Option<f64>,
    today: Option<&Bound<'_, PyAny>>,
) -> PyResult<AdviceOptions> {
    let day = |today: &Bound<'_, PyAny>| {
        let text = today.str()?.to_string();
        Date::from_text(&text)
            .ok_or_else(|| PyValueError::new_err(format!("today: {text:?} is not a date (YYYY-MM-DD)")))
    };
    let today = today.map(day).transpose()?;
    AdviceOptions::new(findrisc_cut, today).map_err(|error| raise(py, error, Locale::En))
}

/// The language of a tag.
pub(crate) fn locale(tag: &str) -> PyResult<Locale> {
    Locale::from_tag(tag).ok_or_else(|| {
        let known: Vec<String> = Locale::ALL.iter().map(|locale| format!("{:?}", locale.tag())).collect();
        PyValueError::new_err(format!("locale {tag:?} is not one of {}", known.join(", ")))
    })
}
