//! Records with outcomes, made by a rule, and what the small model becomes when it is recalibrated on them.

use super::{Outcome, sorted};
use diabetes_core::model::RecalibrationOptions;
use diabetes_core::table::{PatientTable, Required};
use diabetes_core::{Model, Record};
use serde_json::{Value, json};

/// The records and the recalibrated model, by path.
pub(super) fn files(tiny: &Model) -> Outcome<Vec<(String, Vec<u8>)>> {
    let lines: Vec<String> = (0..240).map(|row| record(row).to_string()).collect();
    let records: Vec<Record<'_>> =
        lines.iter().map(|line| Record::from_json(line.as_bytes())).collect::<Result<_, _>>()?;
    let table = PatientTable::from_records(&records, Required::AgeAndSex);
    let options = RecalibrationOptions {
        source: "made by a rule".to_owned(),
        date: Some("2026-11-24".to_owned()),
        ..RecalibrationOptions::default()
    };
    let model = tiny.recalibrate(&table, None, &options)?.to_json()?;
    let records = format!("[\n{}\n]\n", lines.join(",\n"));
    Ok(vec![
        ("cases/recalibration.json".to_owned(), records.into_bytes()),
        ("models/recalibrated.json".to_owned(), model.into_bytes()),
    ])
}

/// Glucose rises with `tas` less than the small model says, HbA1c with `imc`; one row in forty cannot be used.
fn record(row: u32) -> Value {
    let noise = |step: u32, span: u32| f64::from(row * step % span) / f64::from(span) - 0.5;
    let (imc, tas) = (18.0 + 0.5 * f64::from(row * 7 % 45), f64::from(95 + row * 11 % 70));
    let mut record = json!({
        "edad": 30 + row % 50,
        "sexo": if row.is_multiple_of(2) { "M" } else { "F" },
        "imc": imc,
        "perimetro_abdominal": 90,
        "tas": tas,
        "tad": 80,
        "Resultado": 40.0 + 0.5 * tas + 16.0 * noise(13, 31),
        "hba1c": 4.0 + 0.0625 * imc + noise(17, 23),
    });
    match row % 160 {
        20 => record["embarazo"] = json!("Si"),
        60 => record["tas"] = Value::Null,
        100 => record["diabetes_diagnosticada"] = json!("Si"),
        140 => record["edad"] = json!(10),
        _ => {}
    }
    sorted(record)
}
