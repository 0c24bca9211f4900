//! What needs no model.

use crate::convert::{Answer, bad_option, error, json, locale};
use diabetes_core::advice::advice_texts;
use diabetes_core::schema::{FIELDS, JsonSchema};
use diabetes_core::{Date, Locale, PartialRecord, Patient, Record, risk, scores};
use wasm_bindgen::prelude::*;

/// The faults of a record, as a list.
#[wasm_bindgen]
pub fn validate(record: &str, strict: bool, english: bool) -> Answer<String> {
    let locale = locale(english);
    let checked = Record::from_json(record.as_bytes()).and_then(|record| Patient::from_record(&record, strict));
    match checked {
        Ok(_) => Ok("[]".to_owned()),
        Err(errors) => json(&errors.localized(locale)),
    }
}

/// The JSON Schema of a record.
#[wasm_bindgen]
pub fn schema(english: bool) -> Answer<String> {
    json(&JsonSchema::of(locale(english)))
}

/// The names of the fields in the order of their slots, each with its choices; a number has none.
#[wasm_bindgen]
pub fn fields() -> Answer<String> {
    json(&FIELDS.map(|spec| (spec.name, spec.field.choices())))
}

/// Whether a language tag means English; refused when it is neither Spanish nor English.
#[wasm_bindgen]
pub fn is_english(tag: &str) -> Answer<bool> {
    match Locale::from_tag(tag) {
        Some(locale) => Ok(locale == Locale::En),
        None => Err(bad_option("locale: there are es and en")),
    }
}

/// A published score of a record; a `cut` that is NaN is none.
#[wasm_bindgen]
pub fn score(name: &str, record: &str, cut: Option<f64>, english: bool) -> Answer<String> {
    let locale = locale(english);
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
pub fn advice(english: bool) -> Answer<String> {
    json(&advice_texts(locale(english)).collect::<Vec<_>>())
}

/// Says which day it is, in days after 1970-01-01: the engine has no clock.
#[wasm_bindgen]
pub fn tell_today(days: i32) {
    Date::from_days(days).tell_today();
}

/// A measured fasting glucose, mg/dL, by the ADA criteria.
#[wasm_bindgen]
pub fn classify_glucose(mg_dl: f64, english: bool) -> Answer<String> {
    json(&risk::classify_glucose(mg_dl).map_err(|errors| error(errors, locale(english)))?)
}

/// A measured HbA1c, %, by the ADA criteria.
#[wasm_bindgen]
pub fn classify_hba1c(percent: f64, english: bool) -> Answer<String> {
    json(&risk::classify_hba1c(percent).map_err(|errors| error(errors, locale(english)))?)
}
