//! Reads a Python mapping as a raw record.

use crate::failure::is_beyond;
use diabetes_core::table::Target;
use diabetes_core::{Field, FieldError, Raw, Record, ValidationErrors};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyFloat, PyInt, PyMapping, PyString};
use std::borrow::Cow;

/// Reads one record: a mapping of wire names, or the bytes of a JSON object, which are read as in `predict_json`.
pub(crate) fn one<'a>(record: &'a Bound<'_, PyAny>) -> PyResult<Result<Record<'a>, ValidationErrors>> {
    match record.cast::<PyBytes>() {
        Ok(json) => Ok(Record::from_json(json.as_bytes())),
        Err(_) => read(record, Target::default()),
    }
}

/// Reads a mapping of wire names, with another name for the `target`; anything else is the error `not_a_record`.
pub(crate) fn read<'a>(
    record: &'a Bound<'_, PyAny>,
    target: Target<'_>,
) -> PyResult<Result<Record<'a>, ValidationErrors>> {
    // Filled in where the caller wants it: a record is large to move.
    let mut read = Ok(Record::default());
    let Ok(raw) = &mut read else { return Ok(read) };
    let mut add = |key: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>| -> PyResult<()> {
        let mut set = |name: &str| -> PyResult<()> {
            let Some(name) = target.field_name(name) else { return Ok(()) };
            match Field::by_name(name) {
                Some(field) => raw.set_field(field, choice_of(value, field).map_or_else(|| value_of(value), Ok)?),
                None => raw.set(name, value_of(value)?),
            }
            Ok(())
        };
        match key.cast::<PyString>().map(|key| key.to_str()) {
            Ok(Ok(name)) => set(name),
            _ => set(&key.str()?.to_string_lossy()),
        }
    };
    if let Ok(dict) = record.cast::<PyDict>() {
        for (key, value) in dict {
            add(&key, &value)?;
        }
    } else if let Ok(mapping) = record.cast::<PyMapping>() {
        for item in mapping.items()? {
            let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            add(&key, &value)?;
        }
    } else if record.hasattr("keys")? {
        // A row of a data frame or a database.
        for key in record.call_method0("keys")?.try_iter()? {
            let key = key?;
            add(&key, &record.get_item(&key)?)?;
        }
    } else {
        return Ok(Err(FieldError::not_a_record().into()));
    }
    Ok(read)
}

/// A text that is one of the choices of the field, without copying it.
fn choice_of(value: &Bound<'_, PyAny>, field: Field) -> Option<Raw<'static>> {
    let choices = field.choices();
    let text = value.cast::<PyString>().ok().filter(|_| !choices.is_empty())?.to_str().ok()?;
    let choice = choices.iter().find(|choice| **choice == text)?;
    Some(Raw::Text(Cow::Borrowed(choice)))
}

/// One value. NumPy scalars and everything else convertible to float are numbers; pandas' NA is missing.
pub(crate) fn value_of(value: &Bound<'_, PyAny>) -> PyResult<Raw<'static>> {
    if value.is_none() {
        return Ok(Raw::Missing);
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Raw::Text(Cow::Owned(text.to_string_lossy().into_owned())));
    }
    if let Ok(number) = value.cast_exact::<PyFloat>() {
        return Ok(Raw::Number(number.value()));
    }
    if value.is_exact_instance_of::<PyInt>() {
        // Read as an integer, it needs no Python float in between.
        let number = value.extract::<i64>().map(|whole| whole as f64).or_else(|_| value.extract());
        return number.map_or_else(|error| no_number(value, error), |number| Ok(Raw::Number(number)));
    }
    if let Ok(truth) = value.extract::<bool>() {
        return Ok(Raw::Bool(truth));
    }
    // NumPy timestamps in nanoseconds are convertible to numbers too, so dates are tried first.
    if let Some(day) = day_of(value)? {
        return Ok(day);
    }
    number_of(value).map_or_else(|error| no_number(value, error), |number| Ok(Raw::Number(number)))
}

/// An integer too large for a float is out of every range; any other value is not a scalar.
fn no_number(value: &Bound<'_, PyAny>, error: PyErr) -> PyResult<Raw<'static>> {
    if is_beyond(value.py(), &error) {
        return Err(error);
    }
    let is_large = error.is_instance_of::<pyo3::exceptions::PyOverflowError>(value.py());
    Ok(if is_large { Raw::Number(f64::INFINITY) } else { Raw::Other })
}

/// The text of a date or timestamp of Python, pandas, NumPy or a similar library; NaT and NA are missing.
fn day_of(value: &Bound<'_, PyAny>) -> PyResult<Option<Raw<'static>>> {
    let kind = value.get_type().name()?;
    let text = match &*kind.to_cow()? {
        "NAType" | "NaTType" => return Ok(Some(Raw::Missing)),
        "datetime64" => value.str()?,
        _ if value.hasattr("isoformat")? && value.hasattr("year")? => value.call_method0("isoformat")?.str()?,
        _ => return Ok(None),
    };
    let text = text.to_string_lossy();
    Ok(Some(if text == "NaT" { Raw::Missing } else { Raw::Text(Cow::Owned(text.into_owned())) }))
}

/// The number of a value. A 16- or 32-bit float of any library becomes the shortest decimal it represents.
pub(crate) fn number_of(value: &Bound<'_, PyAny>) -> PyResult<f64> {
    let number: f64 = value.extract()?;
    if value.is_exact_instance_of::<PyFloat>() || value.is_exact_instance_of::<PyInt>() {
        return Ok(number);
    }
    let Ok(kind) = value.getattr("dtype").and_then(|kind| kind.str()) else { return Ok(number) };
    // The type names of NumPy, and of other libraries with a prefix.
    let short = match kind.to_string_lossy().rsplit('.').next() {
        Some("float32") => Raw::from(number as f32),
        Some("float16") => Raw::from_f16(number as f32),
        _ => Raw::Number(number),
    };
    Ok(if let Raw::Number(short) = short { short } else { number })
}
