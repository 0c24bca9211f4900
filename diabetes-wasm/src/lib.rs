//! `diabetes-core` for JavaScript: conversions only.

#![forbid(unsafe_code)]

use diabetes_core::{Error, Locale, Model, Patient};
use wasm_bindgen::prelude::wasm_bindgen;

/// The bundled model's answer to a record, both as JSON.
#[wasm_bindgen]
pub fn predict(record: &str, english: bool) -> Result<String, String> {
    let locale = if english { Locale::En } else { Locale::Es };
    let answer = || -> Result<String, Error> {
        let prediction = Model::bundled().predict(&Patient::from_json(record)?);
        Ok(serde_json::to_string(&prediction.localized(locale)).unwrap_or_default())
    };
    answer().map_err(|error| error.to_string())
}
