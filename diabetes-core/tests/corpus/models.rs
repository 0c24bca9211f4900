//! The small model of the corpus, whose answers can be worked out by hand, and its damaged copies.

use super::Outcome;
use super::seal::{seal, sorted};
use diabetes_core::Model;
use diabetes_core::scorecard::Link;
use serde_json::{Value, json};

/// A file's name and its bytes.
type File = (&'static str, Vec<u8>);

/// The text of the small model's file.
pub(super) fn tiny() -> Outcome<String> {
    Ok(Model::from_json(&seal(&tiny_table(), 1))?.to_json()?)
}

/// The small model and its damaged copies, by path.
pub(super) fn files() -> Outcome<Vec<(String, Vec<u8>)>> {
    let tiny = tiny()?;
    let damaged = damaged(&tiny)?.into_iter().map(|(name, bytes)| (format!("models/damaged/{name}"), bytes));
    Ok(std::iter::once(("models/tiny.json".to_owned(), tiny.clone().into_bytes())).chain(damaged).collect())
}

/// The estimate is `tas` unless an optional field adds to it; the log-odds of diabetes are `imc - 30`.
///
/// So a record can sit on every cut-off: the risk levels begin at an imc of 25 and of 30, and the residuals of
/// each category spread evenly about its middle.
fn tiny_table() -> Value {
    let number = |field: &str, min: f64, max: f64, mean: f64| {
        let quantiles: Vec<f64> = (0..=20).map(|step| min + (max - min) * f64::from(step) / 20.0).collect();
        let number = json!({"min": min, "max": max, "mean": mean, "quantiles": quantiles});
        json!({"field": field, "known": 1000, "distribution": {"number": number}})
    };
    let levels = |field: &str, shares: &[f64]| json!({"field": field, "known": 1000, "distribution": {"levels": {"shares": shares}}});
    let line = |coefficient: f64, center: f64| json!({"line": {"coefficient": coefficient, "center": center}});
    let residuals = |middle: f64, step: f64| -> Vec<f64> {
        (0..=100).map(|percent| (f64::from(percent) - middle) * step).collect()
    };
    // Si stands before No.
    let pulse = json!({"by": {"field": "realiza_ejercicio", "shapes": [
        line(0.125, 70.0),
        {"curve": {"knots": [60.0, 80.0, 100.0], "points": [-2.0, 0.0, 3.0]}},
    ]}});
    let strata = json!({"steps": {
        "cuts": [{"at": 2.0, "inclusive": true}, {"at": 5.0, "inclusive": false}],
        "points": [1.0, 0.0, -1.0],
    }});
    let unmeasured = json!({"glucose": null, "dysglycaemia": null, "diabetes": null});
    json!({
        "name": "tiny",
        "algorithm": "linear",
        "created": "2026-11-24",
        "library_version": "0.1.0",
        "fields": [
            number("imc", 15.0, 60.0, 30.0),
            number("tas", 80.0, 200.0, 120.0),
            levels("realiza_ejercicio", &[0.75, 0.25]),
            levels("consume_alcohol", &[0.625, 0.375, 0.0]),
            levels("historia_familiar_dm", &[0.25, 0.75]),
            levels("diabetes_gestacional", &[0.125, 0.875]),
            number("frecuencia_cardiaca", 40.0, 160.0, 70.0),
            number("puntaje_findrisc", 0.0, 26.0, 12.0),
            number("estrato", 1.0, 6.0, 3.5),
        ],
        "glucose": {
            "scorecard": {"intercept": 0.0, "link": "identity", "terms": [
                {"field": "tas", "shape": line(1.0, 0.0)},
                {"field": "frecuencia_cardiaca", "shape": pulse},
                {"field": "consume_alcohol", "shape": {"levels": {"points": [-1.0, 0.5, 2.0]}}},
                {"field": "estrato", "shape": strata},
            ]},
            "calibration": {"intercept": 0.0, "slope": 1.0},
            "interval": {
                "edges": [100.0, 126.0],
                "quantiles": [residuals(40.0, 0.5), residuals(50.0, 0.25), residuals(60.0, 0.5)],
            },
        },
        "dysglycaemia": {
            "definition": [{"field": "Resultado", "at": 100.0}, {"field": "hba1c", "at": 5.7}],
            "scorecard": {"intercept": 0.0, "link": "logit", "terms": [
                {"field": "imc", "shape": line(1.0, 25.0)},
                {"field": "puntaje_findrisc", "shape": line(0.1, 12.0)},
                {"field": "diabetes_gestacional", "shape": {"levels": {"points": [0.7, -0.1]}}},
            ]},
            "calibration": {"intercept": 0.5, "slope": 0.5},
        },
        "diabetes": {
            "definition": [{"field": "Resultado", "at": 126.0}, {"field": "hba1c", "at": 6.5}],
            "scorecard": {"intercept": 0.0, "link": "logit", "terms": [
                {"field": "imc", "shape": line(1.0, 30.0)},
                {"field": "historia_familiar_dm", "shape": {"levels": {"points": [1.0, -0.5]}}},
            ]},
            "calibration": {"intercept": 0.0, "slope": 1.0},
        },
        "cutoffs": {"sensitivity_80": Link::Logit.estimate(-5.0), "specificity_90": 0.5},
        "uncertainty": {
            "log_odds": [-10.0, -5.0, 0.0, 5.0],
            "terms": [0.3, 0.0, 0.3, 0.6],
            "calibration": {"centre": -5.0, "error": 0.0, "slope": 0.08},
            "level": 0.0,
            "local": false,
        },
        "training": {
            "source": "written by hand", "synthetic": true, "rows": 1000, "output_rows": {}, "events": {}, "parameters": {}, "judged_on": {}, "skipped": {},
            "held_out": 0, "left_out": {}, "outputs_left_out": {}, "warnings": [], "weighted": false, "test_size": 0.2, "seed": 42,
            "folds": 5,
        },
        "metrics": {"held_out": unmeasured, "cross_fitted": unmeasured},
    })
}

fn damaged(tiny: &str) -> Outcome<Vec<File>> {
    let bytes = tiny.as_bytes();
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let cut_byte = second.get(1..).unwrap_or_default();
    // A table with a sound checksum that no training gives.
    let unsound = |pointer: &str, change: &dyn Fn(&mut Value)| -> Outcome<Vec<u8>> {
        let mut table = tiny_table();
        change(table.pointer_mut(pointer).ok_or_else(|| format!("no {pointer}"))?);
        Ok(seal(&table, 1).into_bytes())
    };
    let reverse = |list: &mut Value| {
        if let Value::Array(items) = list {
            items.reverse();
        }
    };
    let drop_last = |list: &mut Value| {
        if let Value::Array(items) = list {
            items.pop();
        }
    };
    let repeat_first = |list: &mut Value| {
        if let Value::Array(items) = list {
            let first = items.first().cloned();
            items.extend(first);
        }
    };
    let set = |value: f64| move |number: &mut Value| *number = json!(value);
    let thousands = |list: &mut Value| *list = (0..2000).map(|at| json!({"at": at, "inclusive": true})).collect();
    let without_training = |table: &mut Value| {
        if let Value::Object(table) = table {
            table.remove("training");
        }
    };
    let (before, after) = tiny.split_once(r#""sha256":""#).ok_or("no checksum")?;
    let (digit, rest) = after.split_at(1);
    let other_digit = if digit == "0" { "1" } else { "0" };
    Ok(vec![
        ("coefficient.json", tiny.replacen(r#""coefficient":1.0"#, r#""coefficient":2.0"#, 1).into_bytes()),
        ("hash.json", format!(r#"{before}"sha256":"{other_digit}{rest}"#).into_bytes()),
        ("encoding.json", [first, b"\xff", cut_byte].concat()),
        ("half.json", first.to_vec()),
        ("few_bytes.json", bytes.iter().take(10).copied().collect()),
        ("empty.json", Vec::new()),
        ("added_byte.json", [bytes, b"\n"].concat()),
        ("missing_byte.json", [first, cut_byte].concat()),
        ("respaced.json", serde_json::to_string_pretty(&sorted(&serde_json::from_str(tiny)?))?.into_bytes()),
        ("unsorted_cuts.json", unsound("/glucose/scorecard/terms/3/shape/steps/cuts", &reverse)?),
        ("unsorted_quantiles.json", unsound("/glucose/interval/quantiles/1", &reverse)?),
        ("short_levels.json", unsound("/glucose/scorecard/terms/2/shape/levels/points", &drop_last)?),
        ("repeated_term.json", unsound("/glucose/scorecard/terms", &repeat_first)?),
        ("repeated_field.json", unsound("/fields", &repeat_first)?),
        ("minus_zero_slope.json", unsound("/diabetes/calibration/slope", &set(-0.0))?),
        ("falling_slope.json", unsound("/glucose/calibration/slope", &set(-1.0))?),
        ("short_uncertainty.json", unsound("/uncertainty/terms", &drop_last)?),
        ("unsorted_uncertainty.json", unsound("/uncertainty/log_odds", &reverse)?),
        ("endless_uncertainty.json", unsound("/uncertainty/level", &set(1e300))?),
        ("endless_residual.json", unsound("/glucose/interval/quantiles/0/0", &set(-1e300))?),
        ("many_cuts.json", unsound("/glucose/scorecard/terms/3/shape/steps/cuts", &thousands)?),
        ("long_name.json", unsound("/name", &|name: &mut Value| *name = json!("n".repeat(10_001)))?),
        ("missing_part.json", unsound("", &without_training)?),
        ("newer.json", seal(&tiny_table(), 2).into_bytes()),
        ("foreign.json", br#"{"name":"a chart","data":[1,2,3]}"#.to_vec()),
        ("foreign.csv", b"edad,sexo\n45,M\n".to_vec()),
        ("foreign.bin", (0..=255).rev().collect()),
    ])
}
