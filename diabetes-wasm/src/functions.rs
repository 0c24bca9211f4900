//! Functions that need no model.

use crate::convert::{Answer, error, json, locale};
use diabetes_core::advice::{Urgent, advice_texts, urgent_in};
use diabetes_core::schema::{FIELDS, JsonSchema};
use diabetes_core::{Date, Labels, PartialRecord, Patient, Record, risk, scores};
use wasm_bindgen::prelude::*;

/// The errors of a record, as a list.
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

/// The names of the fields in the order of their slots, each with its choices; none for a number.
#[wasm_bindgen]
pub fn fields() -> Answer<String> {
    json(&FIELDS.map(|spec| (spec.name, spec.field.choices())))
}

/// The language for a tag, such as `es` for `es-CO`; an error if there is none.
#[wasm_bindgen]
pub fn locale_of(tag: &str) -> Answer<String> {
    Ok(locale(tag)?.tag().to_owned())
}

/// A published score of a record; a NaN `cut` means none.
#[wasm_bindgen]
pub fn score(name: &str, record: &str, cut: Option<f64>, tag: &str) -> Answer<String> {
    let locale = locale(tag)?;
    let record = Record::from_json(record.as_bytes()).and_then(|record| PartialRecord::from_record(&record, false));
    let record = record.map_err(|errors| error(errors, locale))?;
    json(&scores::score(name, &record, cut).map_err(|fault| error(fault, locale))?)
}

/// Every published score: outcome, population and table.
#[wasm_bindgen]
pub fn scores(tag: &str) -> Answer<String> {
    let locale = locale(tag)?;
    json(&scores::SCORES.iter().map(|score| score.localized(locale)).collect::<Vec<_>>())
}

/// The names of the codes of an answer.
#[wasm_bindgen]
pub fn labels(tag: &str) -> Answer<String> {
    json(&Labels::of(locale(tag)?))
}

/// A number with so many decimals, as people write it.
#[wasm_bindgen]
pub fn format_number(value: f64, decimals: u8, tag: &str) -> Answer<String> {
    Ok(locale(tag)?.number(value, decimals))
}

/// The text of each advice code.
#[wasm_bindgen]
pub fn advice(tag: &str) -> Answer<String> {
    json(&advice_texts(locale(tag)?).collect::<Vec<_>>())
}

/// The codes of what needs a clinician the same day in a record, errors or not, joined by `;`.
#[wasm_bindgen]
pub fn urgent(record: &str, tag: &str) -> Answer<String> {
    let locale = locale(tag)?;
    let record = Record::from_json(record.as_bytes()).map_err(|errors| error(errors, locale))?;
    let codes: Vec<_> = urgent_in(&record).into_iter().map(Urgent::code).collect();
    Ok(codes.join(";"))
}

/// Sets today's date, in days since 1970-01-01, because the engine has no clock.
#[wasm_bindgen]
pub fn tell_today(days: i32) {
    Date::from_days(days).tell_today();
}

/// Classifies a measured fasting glucose, mg/dL, by the ADA criteria.
#[wasm_bindgen]
pub fn classify_glucose(mg_dl: f64, tag: &str) -> Answer<String> {
    let locale = locale(tag)?;
    json(&risk::classify_glucose(mg_dl).map_err(|errors| error(errors, locale))?)
}

/// Classifies a measured HbA1c, %, by the ADA criteria.
#[wasm_bindgen]
pub fn classify_hba1c(percent: f64, tag: &str) -> Answer<String> {
    let locale = locale(tag)?;
    json(&risk::classify_hba1c(percent).map_err(|errors| error(errors, locale))?)
}
