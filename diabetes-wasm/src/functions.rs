//! What needs no model.

use crate::convert::{Answer, error, json, locale};
use diabetes_core::advice::advice_texts;
use diabetes_core::schema::{FIELDS, JsonSchema};
use diabetes_core::{Date, PartialRecord, Patient, Record, risk, scores};
use wasm_bindgen::prelude::*;

/// The faults of a record, as a list.
#[wasm_bindgen]
pub fn validate(record: &str, strict: bool, tag: &str) -> Answer<String> {
    let locale = locale(tag)?;
    let checked = Record::from_json(record.as_bytes()).and_then(|record| Patient::from_record(&record, strict));
    match checked {
        Ok(_) => Ok("[]".to_owned()),
        Err(errors) => json(&errors.localized(locale)),
    }
}

/// The JSON Schema of a record.
#[wasm_bindgen]
pub fn schema(tag: &str) -> Answer<String> {
    json(&JsonSchema::of(locale(tag)?))
}

/// The names of the fields in the order of their slots, each with its choices; a number has none.
#[wasm_bindgen]
pub fn fields() -> Answer<String> {
    json(&FIELDS.map(|spec| (spec.name, spec.field.choices())))
}

/// The tag of the language that a tag means, such as `es` for `es-CO`; refused where there is none.
#[wasm_bindgen]
pub fn locale_of(tag: &str) -> Answer<String> {
    Ok(locale(tag)?.tag().to_owned())
}

/// A published score of a record; a `cut` that is NaN is none.
#[wasm_bindgen]
pub fn score(name: &str, record: &str, cut: Option<f64>, tag: &str) -> Answer<String> {
    let locale = locale(tag)?;
    let record = Record::from_json(record.as_bytes()).and_then(|record| PartialRecord::from_record(&record, false));
    let record = record.map_err(|errors| error(errors, locale))?;
    json(&scores::score(name, &record, cut).map_err(|fault| error(fault, locale))?)
}

/// Every published score: what it says, of whom, and its table.
#[wasm_bindgen]
pub fn scores() -> Answer<String> {
    json(&scores::SCORES)
}

/// What each code of the advice says.
#[wasm_bindgen]
pub fn advice(tag: &str) -> Answer<String> {
    json(&advice_texts(locale(tag)?).collect::<Vec<_>>())
}

/// Says which day it is, in days after 1970-01-01: the engine has no clock.
#[wasm_bindgen]
pub fn tell_today(days: i32) {
    Date::from_days(days).tell_today();
}

/// A measured fasting glucose, mg/dL, by the ADA criteria.
#[wasm_bindgen]
pub fn classify_glucose(mg_dl: f64, tag: &str) -> Answer<String> {
    let locale = locale(tag)?;
    json(&risk::classify_glucose(mg_dl).map_err(|errors| error(errors, locale))?)
}

/// A measured HbA1c, %, by the ADA criteria.
#[wasm_bindgen]
pub fn classify_hba1c(percent: f64, tag: &str) -> Answer<String> {
    let locale = locale(tag)?;
    json(&risk::classify_hba1c(percent).map_err(|errors| error(errors, locale))?)
}
