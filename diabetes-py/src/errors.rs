//! Converts core errors to the exceptions of `diabetes._errors`.

use crate::objects::serialized;
use diabetes_core::{Error, Locale, ValidationErrors};
use pyo3::prelude::*;
use pyo3::types::PyList;

fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("diabetes._errors")?.getattr(name)
}

/// The errors as a list of `FieldError`.
pub(crate) fn field_errors<'py>(
    py: Python<'py>,
    errors: &ValidationErrors,
    locale: Locale,
) -> PyResult<Bound<'py, PyList>> {
    let field_error = class(py, "FieldError")?;
    let list = PyList::empty(py);
    for error in errors.errors() {
        let limits = serialized(py, &error.limits())?;
        list.append(field_error.call1((error.code(), error.field(), error.message(locale), limits))?)?;
    }
    Ok(list)
}

/// The exception of an invalid record, as an object.
pub(crate) fn validation_error<'py>(
    py: Python<'py>,
    errors: &ValidationErrors,
    locale: Locale,
) -> PyResult<Bound<'py, PyAny>> {
    class(py, "ValidationError")?.call1((field_errors(py, errors, locale)?,))
}

/// The exception of an input that is no record, with the one error's code and message.
pub(crate) fn whole_record(py: Python<'_>, code: &str, message: &str) -> PyErr {
    let raised = class(py, "FieldError")
        .and_then(|class| class.call1((code, py.None(), message, py.None())))
        .and_then(|error| class(py, "ValidationError")?.call1((vec![error],)));
    raised.map_or_else(|error| error, PyErr::from_value)
}

/// A core error as a Python exception.
pub(crate) fn raise(py: Python<'_>, error: Error, locale: Locale) -> PyErr {
    let name = match error {
        Error::Validation(errors) => {
            return validation_error(py, &errors, locale).map_or_else(|error| error, PyErr::from_value);
        }
        Error::Io(error) => return error.into(),
        Error::ModelFile(_) => "ModelFileError",
        Error::Training(_) => "TrainingError",
        _ => "DiabetesError",
    };
    let raised = class(py, name).and_then(|class| class.call1((error.to_string(), error.code())));
    raised.map_or_else(|error| error, PyErr::from_value)
}
