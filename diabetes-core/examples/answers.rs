//! Answers each line of JSON from standard input with one line: `predict_json` in both languages, as text, and the
//! contributions to the three outputs, or null if the line is not a valid record.
//!
//! `make oracle` runs it to compare the implementations in other languages.

use diabetes_core::model::Output;
use diabetes_core::{Locale, Model, Patient};
use serde_json::{Map, Value, json};
use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let model = Model::bundled();
    let mut out = BufWriter::new(stdout().lock());
    for body in stdin().lock().lines() {
        let body = body?;
        let answer = |locale| String::from_utf8(model.predict_json(body.as_bytes(), locale));
        let line = json!({ "es": answer(Locale::Es)?, "en": answer(Locale::En)?, "explain": explain(&model, &body)? });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn explain(model: &Model, body: &str) -> Result<Value, Box<dyn Error>> {
    let Ok(patient) = Patient::from_json(body) else {
        return Ok(Value::Null);
    };
    let mut outputs = Map::new();
    for output in Output::ALL {
        let contributions = model.explain(&patient, output)?;
        let list = contributions.iter().map(|of| {
            let field = of.field.map_or("base", |field| field.name());
            json!({ "field": field, "value": of.value, "points": of.points })
        });
        outputs.insert(output.name().to_owned(), list.collect());
    }
    Ok(outputs.into())
}
