//! The model.

use crate::convert::{Answer, advising, bad_option, error, json, locale, records};
use diabetes_core::model::RecalibrationOptions;
use diabetes_core::table::{PatientTable, Required, Target};
use diabetes_core::{Error, Field, Locale, Model as Core, Output, Patient, Record, Value};
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// A trained model.
#[wasm_bindgen]
pub struct Model {
    pub(crate) core: Rc<Core>,
}

/// A contribution in wire format.
#[derive(Serialize)]
struct Part {
    field: &'static str,
    value: Option<Value>,
    points: f64,
}

fn patient(record: &str, strict: bool, locale: Locale) -> Answer<Patient> {
    let checked = Record::from_json(record.as_bytes()).and_then(|record| Patient::from_record(&record, strict));
    checked.map_err(|errors| error(errors, locale))
}

#[wasm_bindgen]
impl Model {
    /// The bundled model with this name.
    pub fn bundled(name: &str) -> Answer<Model> {
        let core = Core::bundled_named(name);
        core.map(Self::of).ok_or_else(|| bad_option("name: the only bundled model is nhanes"))
    }

    /// Reads the text of a model file.
    pub fn from_json(text: &str) -> Answer<Model> {
        Core::from_json(text).map(Self::of).map_err(|fault| error(fault, Locale::En))
    }

    /// The text of the model file.
    pub fn to_json(&self) -> Answer<String> {
        self.core.to_json().map_err(|fault| error(fault, Locale::En))
    }

    /// Name, version, fields, outputs, training facts, metrics.
    pub fn info(&self) -> Answer<String> {
        json(&self.core.info_parts().map_err(|fault| error(fault, Locale::En))?)
    }

    /// The answer for one record.
    pub fn predict(&self, record: &str, strict: bool, tag: &str, cut: f64, today: i32) -> Answer<String> {
        let (locale, options) = (locale(tag)?, advising(cut, today)?);
        json(&self.core.predict_with(&patient(record, strict, locale)?, &options).localized(locale))
    }

    /// The answer for one JSON record. Refusals stand in the answer.
    pub fn predict_record(&self, record: &str, tag: &str, cut: f64, today: i32) -> Answer<String> {
        self.predict_json(record.as_bytes(), tag, cut, today)
    }

    /// What stands in for the missing fields of these bits, as [`crate::block::Answers::imputed`] gives them.
    pub fn imputed(&self, bits: u32) -> Answer<String> {
        json(&self.core.imputed_fields(bits))
    }

    /// Answers a JSON record or a list of them; never fails on a record.
    pub fn predict_json(&self, body: &[u8], tag: &str, cut: f64, today: i32) -> Answer<String> {
        let answer = self.core.predict_json_with(body, locale(tag)?, &advising(cut, today)?);
        Ok(String::from_utf8(answer).unwrap_or_default())
    }

    /// The points of every term of an output, base first.
    pub fn explain(&self, record: &str, output: &str, tag: &str) -> Answer<String> {
        let locale = locale(tag)?;
        let patient = patient(record, false, locale)?;
        let output =
            Output::by_name(output).ok_or_else(|| bad_option("output must be glucose, dysglycaemia or diabetes"))?;
        let contributions = self.core.explain(&patient, output).map_err(|fault| error(fault, locale))?;
        let parts = contributions.into_iter().map(|part| Part {
            field: part.field.map_or("base", Field::name),
            value: part.value,
            points: part.points,
        });
        json(&parts.collect::<Vec<_>>())
    }

    /// A new model for the people of these records, which hold the outcome as `Resultado`; the caller's name for it is
    /// `target`, and `has_target` says whether any record has it.
    #[allow(clippy::too_many_arguments, reason = "the options of the package's method")]
    pub fn recalibrate(
        &self,
        rows: &str,
        target: &str,
        has_target: bool,
        weights: Option<Box<[f64]>>,
        seed: u64,
        source: String,
        date: Option<String>,
        tag: &str,
    ) -> Answer<Model> {
        let locale = locale(tag)?;
        Target::called(target, |_| has_target).map_err(|text| bad_option(&text))?;
        let rows = records(rows).map_err(|errors| error(errors, locale))?;
        let table = PatientTable::from_records(&rows, Required::AgeAndSex);
        self.recalibrated(
            &table,
            weights.as_deref(),
            RecalibrationOptions { seed, source, date, ..RecalibrationOptions::default() },
        )
        .map_err(|fault| error(fault, locale))
    }
}

impl Model {
    fn of(core: Core) -> Self {
        Self { core: Rc::new(core) }
    }

    pub(crate) fn recalibrated(
        &self,
        table: &PatientTable<'_>,
        weights: Option<&[f64]>,
        options: RecalibrationOptions,
    ) -> Result<Model, Error> {
        self.core.recalibrate(table, weights, &options).map(Self::of)
    }
}
