//! Converts texts in and out, and errors to text.

use diabetes_core::validation::LocalizedError;
use diabetes_core::{AdviceOptions, Date, Error, FieldError, Locale, Raw, Record, ValidationErrors, json as text};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// What a function of this crate returns: a value, or the text of an error.
pub(crate) type Answer<T> = Result<T, JsValue>;

/// The language of a tag.
pub(crate) fn locale(tag: &str) -> Answer<Locale> {
    Locale::from_tag(tag)
        .ok_or_else(|| bad_option(&format!("locale must be one of {}", Locale::ALL.map(Locale::tag).join(", "))))
}

/// The advice options: the FINDRISC points from which a test is advised, NaN for none, and the day.
pub(crate) fn advising(cut: f64, today: i32) -> Answer<AdviceOptions> {
    let cut = Some(cut).filter(|cut| !cut.is_nan());
    AdviceOptions::new(cut, Some(Date::from_days(today))).map_err(|fault| error(fault, Locale::En))
}

/// A value as JSON text.
pub(crate) fn json(value: &impl Serialize) -> Answer<String> {
    text::to_string(value).map_err(|fault| refusal("internal", &fault.to_string(), None))
}

#[derive(Serialize)]
struct Refusal<'a> {
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Vec<LocalizedError<'a>>>,
    message: &'a str,
}

/// The prefix identifies the engine's errors to the package's JavaScript.
fn refusal(code: &str, message: &str, errors: Option<Vec<LocalizedError<'_>>>) -> JsValue {
    let text = text::to_string(&Refusal { code, errors, message }).unwrap_or_default();
    JsValue::from_str(&format!("diabetes-wasm:{text}"))
}

/// The text of an error; for a record it has all its errors.
pub(crate) fn error(error: impl Into<Error>, locale: Locale) -> JsValue {
    let error = error.into();
    match &error {
        Error::Validation(errors) => refusal(error.code(), &errors.message(locale), Some(errors.localized(locale))),
        other => refusal(other.code(), &other.to_string(), None),
    }
}

/// The text of an error in an option rather than a record.
pub(crate) fn bad_option(text: &str) -> JsValue {
    refusal("bad_option", text, None)
}

/// A list of JSON records; an item that is not a record gets an error at its position.
pub(crate) fn records(json: &str) -> Result<Vec<Record<'_>>, ValidationErrors> {
    let items = text::list(json.as_bytes()).map_err(|_| FieldError::not_a_record())?;
    Ok(items.into_iter().map(|item| Record::from_item(item).unwrap_or_else(|_| Record::not_a_record())).collect())
}

/// A list of JSON values.
pub(crate) fn raws(json: &str) -> Answer<Vec<Raw<'_>>> {
    let items = text::list(json.as_bytes()).map_err(|_| bad_option("a column must be a list"))?;
    Ok(items.into_iter().map(Raw::from_json).collect())
}
