//! A model file is read as it was written, or refused.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is what a panic means here")]

#[allow(dead_code, reason = "the laws of records use the rest")]
mod people;
mod seal;

use diabetes_core::{Locale, Model, Output};
use people::{any_json, json_of, valid_record};
use proptest::prelude::*;
use seal::seal;
use serde_json::{Value, json};

static NHANES: &str = include_str!("../models/nhanes.json");
static TINY: &str = include_str!("../../fixtures/models/tiny.json");

/// The small model as JSON, without the envelope of its file.
fn tiny_table() -> Value {
    let mut table: Value = serde_json::from_str(TINY).unwrap();
    table.as_object_mut().unwrap().retain(|key, _| !["format", "format_version", "sha256"].contains(&key.as_str()));
    table
}

/// The code with which a text is refused.
fn refused(text: &str) -> Option<&'static str> {
    Model::from_json(text).err().map(|error| error.code())
}

#[test]
fn the_bundled_model_is_saved_as_the_bytes_it_came_from() {
    assert!(Model::from_json(NHANES).unwrap().to_json().unwrap() == NHANES);
}

#[test]
fn a_changed_missing_or_added_byte_anywhere_in_a_model_file_is_noticed() {
    assert!(NHANES.is_ascii());
    for position in 0..NHANES.len() {
        let (before, after) = NHANES.split_at(position);
        let (byte, rest) = after.split_at(1);
        // A number after the format version's name may be a newer version.
        let newer = before.ends_with("\"format_version\":") || before.ends_with("\"format_version\":1");
        let check = |text: String, what: &str| {
            let code = refused(&text);
            assert!(code == Some("damaged") || newer && code == Some("too_new"), "{code:?}: {what} byte {position}");
        };
        for bit in 0..7 {
            check(format!("{before}{}{rest}", char::from(byte.as_bytes()[0] ^ (1 << bit))), "a changed");
        }
        check(format!("{before}{rest}"), "a missing");
        check(format!("{before}{byte}{after}"), "a doubled");
        check(format!("{before} {after}"), "a blank before");
    }
    assert_eq!(refused(&format!("{NHANES}\n")), Some("damaged"));
}

#[test]
fn a_model_file_cut_anywhere_is_noticed() {
    assert_eq!(refused(""), Some("not_a_model"));
    for length in 1..NHANES.len() {
        assert_eq!(refused(&NHANES[..length]), Some("damaged"), "cut to {length}");
    }
}

#[test]
fn a_pickled_model_of_another_program_is_told_how_to_retrain() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let pickle = b"\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x07sklearn\x94.";
    for (name, bytes) in [
        ("old.joblib", &pickle[..]),
        ("old.pkl", b"x\x9c\x01"),
        ("OLD.JOBLIB.gz", b"\x1f\x8b\x08"),
        ("renamed.json", pickle),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        let error = Model::load(&path).unwrap_err();
        assert_eq!(error.code(), "not_a_model", "{name}");
        assert!(error.to_string().contains("diabetes train"), "{name}: {error}");
        std::fs::remove_file(path).unwrap();
    }
    let sent = Model::from_json(&String::from_utf8_lossy(pickle)).unwrap_err();
    assert!(sent.to_string().contains("diabetes train"), "{sent}");
    assert!(!Model::from_json("\u{fffd}x").unwrap_err().to_string().contains("diabetes train"));
}

#[test]
fn a_model_file_with_a_byte_that_is_no_text_is_noticed() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("no_text.json");
    for position in (0..NHANES.len()).step_by(97) {
        let mut bytes = NHANES.as_bytes().to_vec();
        bytes[position] = 0xff;
        std::fs::write(&path, bytes).unwrap();
        let code = Model::load(&path).map_err(|error| error.code()).err();
        assert_eq!(code, Some("damaged"), "byte {position}");
    }
    std::fs::remove_file(path).unwrap();
}

/// Any number a table may hold, down to the tiniest.
fn number() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    (POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO).prop_map(|number| number % 1e9)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_model_saved_and_loaded_is_the_same_model(
        numbers in prop::collection::vec(number(), 6), text in any::<String>(), person in valid_record(),
    ) {
        let mut table = tiny_table();
        table["name"] = json!(text);
        table["glucose"]["scorecard"]["intercept"] = json!(numbers[0]);
        table["glucose"]["scorecard"]["terms"][0]["shape"] = json!({"line": {"coefficient": numbers[1], "center": numbers[2]}});
        table["diabetes"]["calibration"] = json!({"intercept": numbers[3], "slope": numbers[4].abs().max(f64::MIN_POSITIVE)});
        table["training"]["test_size"] = json!(numbers[5]);
        let model = Model::from_json(&seal(&table, 1)).unwrap();
        let text = model.to_json().unwrap();
        let again = Model::from_json(&text).unwrap();
        prop_assert_eq!(again.to_json().unwrap(), text);
        prop_assert_eq!(again.hash().unwrap(), model.hash().unwrap());
        prop_assert_eq!(&again, &model);
        let body = json_of(&person).into_bytes();
        prop_assert_eq!(again.predict_json(&body, Locale::Es), model.predict_json(&body, Locale::Es));
    }

    #[test]
    fn any_text_and_any_json_is_refused_as_a_model(text in any::<String>(), value in any_json()) {
        prop_assert!(refused(&text).is_some());
        prop_assert!(refused(&value.to_string()).is_some());
    }

    #[test]
    fn a_model_file_with_any_part_replaced_is_refused_or_answers(
        value in any_json(), path in prop::collection::vec(any::<prop::sample::Index>(), 1..8), person in valid_record(),
    ) {
        let mut table = tiny_table();
        replace(&mut table, &path, value);
        if let Ok(model) = Model::from_json(&seal(&table, 1)) {
            let answer: Value = serde_json::from_slice(&model.predict_json(json_of(&person).as_bytes(), Locale::Es)).unwrap();
            let estimates = answer["not_applicable"].is_null() && model.scorecard(Output::Glucose).is_some();
            prop_assert_eq!(answer["glucose_mg_dl"].is_f64(), estimates);
            let shares = answer["probabilities"].as_object().into_iter().flat_map(|shares| shares.values());
            prop_assert!(shares.map(|share| share.as_f64().unwrap()).all(|share| (0.0..=1.0).contains(&share)));
            prop_assert_eq!(Model::from_json(&model.to_json().unwrap()), Ok(model));
        }
    }
}

/// Puts a value in the place that the path leads to.
fn replace(node: &mut Value, path: &[prop::sample::Index], value: Value) {
    let Some((step, rest)) = path.split_first() else {
        *node = value;
        return;
    };
    let child = match node {
        Value::Array(items) if !items.is_empty() => {
            let position = step.index(items.len());
            items.get_mut(position)
        }
        Value::Object(object) if !object.is_empty() => {
            let position = step.index(object.len());
            object.values_mut().nth(position)
        }
        _ => None,
    };
    match child {
        Some(child) => replace(child, rest, value),
        None => *node = value,
    }
}

#[test]
fn a_file_of_very_many_parts_is_refused_at_once() {
    let crowd = |pointer: &str| {
        let mut table = tiny_table();
        let list = table.pointer_mut(pointer).unwrap().as_array_mut().unwrap();
        let first = list[0].clone();
        list.extend(std::iter::repeat_n(first, 20_000));
        seal(&table, 1)
    };
    for pointer in ["/glucose/scorecard/terms", "/fields", "/diabetes/definition"] {
        assert_eq!(refused(&crowd(pointer)), Some("damaged"), "{pointer}");
    }
    let deep = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
    assert!(refused(&deep).is_some());
    let mut table = tiny_table();
    table["training"]["skipped"] = serde_json::from_str("{\"x\": 1}").unwrap();
    let deep = seal(&table, 1).replacen("{\"x\":1}", &deep, 1);
    assert_eq!(refused(&deep), Some("damaged"));
}

#[test]
fn an_estimate_and_its_interval_stay_in_the_range_of_a_glucose() {
    let mut table = tiny_table();
    for (coefficient, end) in [(1e6, 1000.0), (-1e6, 20.0)] {
        table["glucose"]["scorecard"]["terms"][0]["shape"]["line"]["coefficient"] = json!(coefficient);
        let model = Model::from_json(&seal(&table, 1)).unwrap();
        let person = json!({"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85});
        let patient = diabetes_core::Patient::from_json(person.to_string()).unwrap();
        let prediction = model.predict(&patient);
        assert_eq!(prediction.glucose_mg_dl, Some(end));
        let [low, high] = prediction.interval.unwrap();
        assert!(low >= 20.0 && low <= end && end <= high && high <= 1000.0, "{low} {high}");
    }
}
