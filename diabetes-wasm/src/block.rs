//! Many rows as columns: numbers, codes of choices, or JSON where they are neither.

use crate::convert::{Answer, error, json, raws};
use crate::model::Model;
use diabetes_core::table::{PatientTable, Required};
use diabetes_core::{Locale, PredictionTable};
use wasm_bindgen::prelude::*;

/// A table that is being filled column by column.
#[wasm_bindgen]
#[derive(Default)]
pub struct Columns {
    columns: Vec<(String, Content)>,
}

enum Content {
    Numbers(Box<[f64]>),
    Json(String),
}

#[wasm_bindgen]
impl Columns {
    /// An empty table.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column of numbers; NaN is missing.
    pub fn numbers(&mut self, name: String, numbers: Box<[f64]>) {
        self.columns.push((name, Content::Numbers(numbers)));
    }

    /// Adds a column of any values, a JSON list.
    pub fn json(&mut self, name: String, values: String) {
        self.columns.push((name, Content::Json(values)));
    }

    /// The answers of a model.
    pub fn predict(&self, model: &Model, rows: usize) -> Answer<Answers> {
        let failed = |fault| error(fault, Locale::En);
        let mut builder = PatientTable::builder(rows);
        for (name, content) in &self.columns {
            match content {
                Content::Numbers(numbers) => builder.numbers(name, (&**numbers).into()),
                Content::Json(values) => builder.values(name, raws(values)?.into_iter()),
            }
            .map_err(failed)?;
        }
        Ok(Answers::of(model, &builder.finish(Required::Six)))
    }
}

/// The answers for a table.
#[wasm_bindgen]
pub struct Answers {
    table: PredictionTable,
    ignored: Vec<String>,
}

impl Answers {
    pub(crate) fn of(model: &Model, table: &PatientTable<'_>) -> Self {
        Self { table: model.core.predict_table(table), ignored: table.unknown_columns().to_vec() }
    }
}

fn numbers(column: &[Option<f64>]) -> Vec<f64> {
    column.iter().map(|number| number.unwrap_or(f64::NAN)).collect()
}

#[wasm_bindgen]
impl Answers {
    /// The figures, column after column.
    pub fn figures(&self) -> Vec<f64> {
        let t = &self.table;
        let columns = [
            &t.glucose_mg_dl,
            &t.interval_low,
            &t.interval_high,
            &t.prob_normal,
            &t.prob_prediabetes,
            &t.prob_diabetes,
        ];
        columns.into_iter().flat_map(|column| numbers(column)).collect()
    }

    /// The other columns, as a list of lists.
    pub fn texts(&self) -> Answer<String> {
        let t = &self.table;
        json(&(&t.category, &t.confidence, &t.risk_level, &t.test_advised, &t.imputed, &t.warnings, &t.errors))
    }

    /// Names of columns that are not in the schema.
    pub fn ignored(&self) -> Vec<String> {
        self.ignored.clone()
    }
}
