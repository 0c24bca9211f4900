//! The corpus of cases: the library answers it bit for bit, and as it was worked out by hand.

#![allow(clippy::indexing_slicing, reason = "a key that a JSON object lacks reads as null")]

mod corpus;

use corpus::{Input, Outcome, folder, inputs, read};
use diabetes_core::schema::{Field, FieldKind, Role};
use diabetes_core::scores::SCORES;
use diabetes_core::{FieldError, Locale, Model, NotApplicable, Warning};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The figures of an answer.
const FIGURES: [&str; 7] =
    ["glucose_mg_dl", "interval", "category", "confidence", "probabilities", "risk_level", "risk_interval"];

/// The stored cases of a kind, by name.
fn cases(kind: &str) -> Outcome<BTreeMap<String, Value>> {
    let cases: Vec<Value> = read(&format!("cases/{kind}.json"))?;
    let name = |case: &Value| case["name"].as_str().map(str::to_owned).ok_or("a case without a name");
    cases.into_iter().map(|case| Ok((name(&case)?, case))).collect()
}

/// Each input with its stored case.
fn pairs(kind: &str) -> Outcome<Vec<(Input, Value)>> {
    let mut cases = cases(kind)?;
    let mut pairs = Vec::new();
    for input in inputs(kind)? {
        let case = cases.remove(&input.name).ok_or_else(|| format!("{kind} lacks {:?}: make fixtures", input.name))?;
        pairs.push((input, case));
    }
    Ok(pairs)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Errors or warnings as pairs of code and field.
fn codes(list_of: &Value) -> Value {
    list(list_of).map(|one| json!([one["code"], one["field"]])).collect()
}

#[test]
fn the_stored_answers_are_those_that_the_library_gives() -> Outcome<()> {
    for (path, made) in corpus::files()? {
        let stored = fs::read(folder().join(&path)).map_err(|error| format!("{path}: {error}; make fixtures"))?;
        if path.starts_with("models/") {
            assert!(made == stored, "{path} differs: make fixtures");
            continue;
        }
        let [made, stored]: [Vec<Value>; 2] = [serde_json::from_slice(&made)?, serde_json::from_slice(&stored)?];
        assert_eq!(made.len(), stored.len(), "{path} has another number of cases: make fixtures");
        for (made, stored) in made.iter().zip(&stored) {
            // Equal numbers have equal bits here: none is a negative zero.
            assert_eq!(made, stored, "{path}, {}: make fixtures", made["name"]);
        }
    }
    Ok(())
}

#[test]
fn an_answer_is_what_was_worked_out_by_hand() -> Outcome<()> {
    let all = cases("predictions")?;
    for (input, case) in pairs("predictions")? {
        let (name, answer) = (&input.name, &case["answer"]);
        let other = |name: &Value| all.get(name.as_str().unwrap_or_default()).map(|case| &case["answer"]);
        if input.expect.get("warnings").is_none() && input.expect.get("same_as").is_none() {
            assert_eq!(codes(&answer["warnings"]), json!([]), "{name}: warnings");
        }
        for (key, wanted) in input.expect.as_object().into_iter().flatten() {
            match key.as_str() {
                "same_as" => assert_eq!(Some(answer), other(wanted), "{name} as {wanted}"),
                "figures_of" => {
                    let other = other(wanted).ok_or_else(|| format!("{name}: no case {wanted}"))?;
                    for figure in FIGURES {
                        assert_eq!(answer[figure], other[figure], "{name} as {wanted}: {figure}");
                    }
                }
                "warnings" => assert_eq!(codes(&answer["warnings"]), *wanted, "{name}: warnings"),
                "next_step" => assert_eq!(answer["next_step"]["code"], *wanted, "{name}: next step"),
                _ => assert_eq!(answer.get(key), Some(wanted), "{name}: {key}"),
            }
        }
    }
    Ok(())
}

#[test]
fn the_same_record_gets_the_same_answer_alone_in_a_list_and_as_json() -> Outcome<()> {
    let models = corpus::Models::new()?;
    for (name, model) in [("tiny", &models.tiny), ("nhanes", &models.nhanes)] {
        let cases = cases("predictions")?;
        let is_usual =
            |case: &Value| case["strict"] == false && case["today"].is_null() && case["findrisc_cut"].is_null();
        let wanted: Vec<&Value> = cases.values().filter(|case| case["model"] == name && is_usual(case)).collect();
        assert!(wanted.len() > 5);
        let records: Value = wanted.iter().map(|case| case["record"].clone()).collect();
        let answers: Vec<Value> =
            serde_json::from_slice(&model.predict_json(records.to_string().as_bytes(), Locale::Es))?;
        for (case, answer) in wanted.iter().zip(answers) {
            assert_eq!(answer, case["answer"], "{} in a list", case["name"]);
            let alone: Value =
                serde_json::from_slice(&model.predict_json(case["record"].to_string().as_bytes(), Locale::En))?;
            assert_eq!(alone["glucose_mg_dl"], case["answer"]["glucose_mg_dl"]);
            assert_eq!(alone["interpretation"], case["en"]["interpretation"], "{} in English", case["name"]);
        }
    }
    Ok(())
}

#[test]
fn a_bad_record_is_refused_with_the_fault_that_it_has() -> Outcome<()> {
    for (input, case) in pairs("refusals")? {
        for locale in ["es", "en"] {
            assert_eq!(codes(&case[locale]), input.expect, "{}", input.name);
        }
        for (spanish, english) in list(&case["es"]).zip(list(&case["en"])) {
            assert_ne!(spanish["message"], english["message"], "{}", input.name);
            let field =
                spanish["field"].as_str().and_then(Field::by_name).filter(|_| spanish["code"] != "unknown_field");
            assert_eq!(spanish["limits"], json!(field.map(Field::limits)), "{}", input.name);
        }
    }
    Ok(())
}

#[test]
fn a_bundle_is_the_record_that_was_worked_out_by_hand() -> Outcome<()> {
    for (input, case) in pairs("fhir")? {
        for locale in ["es", "en"] {
            let read = &case[locale];
            let found = match read.get("code") {
                Some(code) => json!({"error": code}),
                None => json!({"record": read["record"], "notes": codes(&read["notes"])}),
            };
            assert_eq!(found, input.expect, "{}", input.name);
        }
    }
    Ok(())
}

#[test]
fn a_score_has_the_points_of_its_published_table() -> Outcome<()> {
    for (input, case) in pairs("scores")? {
        let scores = case["scores"].as_object().ok_or("no scores")?;
        assert!(!input.scores.is_empty(), "{} says nothing of any score", input.name);
        for (score, wanted) in &input.scores {
            let found = scores.get(score).ok_or_else(|| format!("{}: no score {score}", input.name))?;
            let whole = |key: &str| found[key].as_f64().map(|points| points as i64);
            let points = [whole("points_min"), whole("points_max")];
            assert_eq!(json!([points[0], points[1], found["band"]]), *wanted, "{score}, {}", input.name);
            assert_eq!(whole("points"), points[0].filter(|_| points[0] == points[1]), "{score}, {}", input.name);
        }
    }
    Ok(())
}

#[test]
fn a_test_is_advised_from_the_cut_off_and_left_open_where_the_points_are() -> Outcome<()> {
    let mut advice = BTreeSet::new();
    for (input, case) in pairs("scores")? {
        for ((score, cut, wanted), found) in input.referrals.iter().zip(list(&case["referrals"])) {
            let referral = &found["referral"];
            let said = if referral.is_null() { json!("none") } else { referral["advised"].clone() };
            assert_eq!(said, *wanted, "{score} from {cut:?}, {}", input.name);
            assert!(cut.is_none() || referral["cut"].as_f64() == *cut, "{score}, {}", input.name);
            advice.insert(said.to_string());
        }
    }
    assert_eq!(advice.len(), 4, "yes, no, open and without a cut-off");
    Ok(())
}

#[test]
fn the_corpus_has_both_sides_of_every_boundary_of_every_score() -> Outcome<()> {
    let all = inputs("scores")?;
    let mut boundaries = 0;
    for score in SCORES {
        let inputs: Vec<&Input> = all.iter().filter(|input| input.scores.contains_key(score.name)).collect();
        let has = |field: &str, value: f64, sex: Option<&str>| {
            let is_sex = |input: &Input| sex.is_none_or(|sex| input.record.get("sexo").is_some_and(|own| own == sex));
            inputs.iter().any(|input| is_sex(input) && input.record.get(field).and_then(Value::as_f64) == Some(value))
        };
        for item in list(&json!(score.localized(Locale::En))["items"]) {
            let Some(field) = item["fields"][0].as_str() else { continue };
            let tables: Vec<(Option<&str>, &Value)> = match &item["shape"]["by"] {
                Value::Null => vec![(None, &item["shape"])],
                by => ["M", "F"].map(Some).into_iter().zip(list(&by["shapes"])).collect(),
            };
            for (sex, cut) in
                tables.into_iter().flat_map(|(sex, table)| list(&table["steps"]["cuts"]).map(move |cut| (sex, cut)))
            {
                let at = cut["at"].as_f64().ok_or("no cut")?;
                for value in [at.next_down(), at, at.next_up()] {
                    assert!(has(field, value, sex), "{}: no case with {field} {value} {sex:?}", score.name);
                }
                boundaries += 1;
            }
            for choice in Field::by_name(field).into_iter().flat_map(Field::choices) {
                let given = |input: &&Input| input.record.get(field).is_some_and(|value| value == choice);
                assert!(inputs.iter().any(given), "{}: no case with {field} {choice}", score.name);
            }
        }
        for band in score.bands.iter().skip(1) {
            for edge in [band.from - 1.0, band.from] {
                let ends =
                    |input: &&Input| [0, 1].map(|end| input.scores[score.name][end].as_f64()).contains(&Some(edge));
                assert!(inputs.iter().any(ends), "{}: no case of {edge} points", score.name);
            }
        }
    }
    assert!(boundaries >= 9 + 8 + 6, "the cut points of FINDRISC, its paper and the ADA test");
    Ok(())
}

#[test]
fn a_measured_value_falls_in_its_ada_category() -> Outcome<()> {
    let cases: Vec<Value> = read("cases/measured.json")?;
    let inputs = inputs("measured")?;
    assert_eq!(cases.len(), inputs.len());
    for (input, case) in inputs.iter().zip(&cases) {
        assert_eq!((case["field"].as_str(), case["value"].as_f64()), (Some(input.field.as_str()), Some(input.value)));
        let answer = &case["answer"];
        let found = if answer.is_null() {
            case["es"][0]["code"].clone()
        } else {
            json!([answer["category"], answer["risk_level"], answer["confirm"]])
        };
        assert_eq!(found, input.expect, "{} {}", input.field, input.value);
    }
    Ok(())
}

#[test]
fn whatever_the_bytes_the_answer_is_figures_or_the_fault() -> Outcome<()> {
    for (input, case) in pairs("bodies")? {
        for locale in ["es", "en"] {
            let answer: Value = serde_json::from_str(case[locale].as_str().ok_or("no answer")?)?;
            let kind = |one: &Value| match one.get("errors") {
                Some(errors) => json!({"errors": codes(errors)}),
                None if one.get("interpretation").is_some() => json!("answer"),
                None => Value::Null,
            };
            let found = match &answer {
                Value::Array(answers) => answers.iter().map(kind).collect(),
                one => kind(one),
            };
            assert_eq!(found, input.expect, "{}", input.name);
        }
    }
    Ok(())
}

#[test]
fn a_damaged_newer_or_foreign_model_file_is_refused_as_what_it_is() -> Outcome<()> {
    let index: Vec<Value> = read("models/damaged/index.json")?;
    for entry in &index {
        let file = entry["file"].as_str().ok_or("no file")?;
        let code = Model::load(folder().join("models/damaged").join(file)).map_err(|error| error.code()).err();
        assert_eq!(code, entry["code"].as_str(), "{file}: {}", entry["damage"]);
    }
    let made = corpus::files()?.into_iter().filter(|(path, _)| path.starts_with("models/damaged/")).count();
    assert_eq!(index.len(), made, "index.json names every damaged file");
    Ok(())
}

#[test]
fn an_old_model_file_loads_and_is_saved_as_the_same_bytes() -> Outcome<()> {
    let path = folder().join("models/tiny.json");
    let saved = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("tiny.json");
    Model::load(&path)?.save(&saved)?;
    assert!(fs::read(path)? == fs::read(&saved)?);
    fs::remove_file(saved)?;
    Ok(())
}

#[test]
fn the_rows_of_a_file_say_what_was_worked_out_by_hand() -> Outcome<()> {
    for (input, case) in pairs("csv")? {
        if let Some(code) = input.expect.as_str() {
            assert_eq!(case["error"], code, "{}", input.name);
            continue;
        }
        let rows: Vec<&Value> = list(&case["rows"]).collect();
        assert_eq!(rows.len(), list(&input.expect).count(), "{}: rows", input.name);
        for (place, (row, wanted)) in rows.into_iter().zip(list(&input.expect)).enumerate() {
            for (key, value) in wanted.as_object().ok_or("a row is an object")? {
                assert_eq!(row.get(key), Some(value), "{}, row {place}: {key}", input.name);
            }
        }
    }
    Ok(())
}

/// What the library can say and the corpus never has is named: the list is the library's own.
#[test]
fn the_corpus_has_every_code() -> Outcome<()> {
    let (mut errors, mut warnings, mut reasons) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let text = |value: &Value| value.as_str().map(str::to_owned);
    for case in cases("refusals")?.values() {
        errors.extend(list(&case["es"]).filter_map(|error| text(&error["code"])));
    }
    for case in cases("bodies")?.values() {
        let answer: Value = serde_json::from_str(case["es"].as_str().ok_or("no answer")?)?;
        errors.extend(list(&answer["errors"]).filter_map(|error| text(&error["code"])));
    }
    for case in cases("predictions")?.values() {
        warnings.extend(list(&case["answer"]["warnings"]).filter_map(|warning| text(&warning["code"])));
        reasons.extend(text(&case["answer"]["not_applicable"]));
    }
    for row in cases("csv")?.values().flat_map(|case| list(&case["rows"])) {
        let joined = text(&row["errors"]).unwrap_or_default();
        let codes = joined.split(';').filter_map(|error| error.split(':').next()).filter(|code| !code.is_empty());
        errors.extend(codes.map(str::to_owned));
    }
    assert_eq!(errors, FieldError::codes().map(str::to_owned).collect(), "errors");
    assert_eq!(warnings, Warning::codes().map(str::to_owned).collect(), "warnings");
    let known = NotApplicable::ALL.into_iter().map(NotApplicable::code);
    assert_eq!(reasons, known.map(str::to_owned).collect(), "reasons for no estimate");
    Ok(())
}

#[test]
fn the_corpus_has_both_sides_of_both_ends_of_every_range() -> Outcome<()> {
    let values = |kind: &str, field: Field| -> Outcome<Vec<f64>> {
        Ok(cases(kind)?.values().filter_map(|case| case["record"][field.name()].as_f64()).collect())
    };
    for field in Field::all().filter(|field| field.spec().role != Role::Target) {
        let FieldKind::Number { min, max, .. } = field.spec().kind else { continue };
        let (inside, outside) = (values("predictions", field)?, values("refusals", field)?);
        for (value, side) in [(min, &inside), (max, &inside), (min.next_down(), &outside), (max.next_up(), &outside)] {
            assert!(side.contains(&value), "{} {value}", field.name());
        }
    }
    Ok(())
}
