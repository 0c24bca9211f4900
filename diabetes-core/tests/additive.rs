//! The additive model: curves where there are curves, lines where there are lines, and directions that are kept.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is what a panic means here")]

use diabetes_core::model::Output;
use diabetes_core::scorecard::Shape;
use diabetes_core::table::Required;
use diabetes_core::train::{Algorithm, TrainingOptions, train};
use diabetes_core::{Error, Field, Model, Patient, PatientTable, TrainingError, synthetic};
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn options(outputs: &[Output]) -> TrainingOptions {
    TrainingOptions {
        algorithm: Algorithm::Additive,
        outputs: outputs.to_vec(),
        test_size: 0.0,
        ..TrainingOptions::default()
    }
}

fn glucose() -> TrainingOptions {
    options(&[Output::Glucose])
}

/// A number without pattern in [0, 1) for each position and column.
fn spread(position: usize, column: usize) -> f64 {
    let multiples = [0.618_033_988_749_895, 0.754_877_666_246_693, 0.569_840_290_998_053, 0.819_172_513_396_164];
    ((position + 1) as f64 * multiples[column]).fract()
}

/// Age 20 to 80, sex, waist 60 to 140, and an outcome that depends on them; a column more if one is named.
fn people(
    rows: usize,
    more: &str,
    of: impl Fn(f64, bool, f64) -> String,
    outcome: impl Fn(f64, bool, f64) -> f64,
) -> PatientTable<'static> {
    let mut csv = format!("edad,sexo,perimetro_abdominal{more},Resultado\n");
    for row in 0..rows {
        let (age, waist, is_man) = (20.0 + 60.0 * spread(row, 0), 60.0 + 80.0 * spread(row, 1), row % 2 == 0);
        let noise = 8.0 * (spread(row, 2) + spread(row, 3) - 1.0);
        let glucose = outcome(age, is_man, waist) + noise;
        let sex = if is_man { "M" } else { "F" };
        writeln!(csv, "{age:.6},{sex},{waist:.6}{},{glucose:.6}", of(age, is_man, waist)).unwrap();
    }
    PatientTable::from_csv(csv.as_bytes(), Required::AgeAndSex).unwrap()
}

fn plain(rows: usize, outcome: impl Fn(f64, bool, f64) -> f64) -> PatientTable<'static> {
    people(rows, "", |_, _, _| String::new(), outcome)
}

fn patient(age: f64, sex: &str, waist: f64) -> Patient {
    let record = format!(
        r#"{{"edad": {age}, "sexo": "{sex}", "imc": 27, "perimetro_abdominal": {waist}, "tas": 130, "tad": 80}}"#
    );
    Patient::from_json(&record).unwrap()
}

fn estimate(model: &Model, age: f64, sex: &str, waist: f64) -> f64 {
    model.predict(&patient(age, sex, waist)).glucose_mg_dl.unwrap()
}

fn points(model: &Model, output: Output, patient: &Patient, field: Field) -> f64 {
    let contributions = model.explain(patient, output).unwrap();
    contributions.iter().find(|part| part.field == Some(field)).map_or(0.0, |part| part.points)
}

#[test]
fn a_bend_is_found_and_a_line_stays_a_line() {
    let law = |age: f64, _: bool, waist: f64| 90.0 + (age - 50.0).max(0.0) + 0.2 * waist;
    let model = train(&plain(4_000, law), None, &glucose()).unwrap();
    for (age, waist) in [(25.0, 80.0), (40.0, 120.0), (60.0, 70.0), (75.0, 130.0)] {
        let found = estimate(&model, age, "F", waist);
        assert!((found - law(age, false, waist)).abs() < 1.0, "at {age}, {waist}: {found}");
    }
    let waist = model.scorecard(Output::Glucose).unwrap().terms.iter().find(|term| term.field == Field::WaistCm);
    assert!(matches!(&waist.unwrap().shape, Shape::Curve { knots, .. } if knots.len() == 2), "{waist:?}");
}

#[test]
fn a_curve_for_each_sex_where_they_differ_and_one_where_they_do_not() {
    let law = |age: f64, is_man: bool, waist: f64| 80.0 + if is_man { 0.6 } else { 0.1 } * age + 0.2 * waist;
    let model = train(&plain(4_000, law), None, &glucose()).unwrap();
    let shape =
        |field| &model.scorecard(Output::Glucose).unwrap().terms.iter().find(|term| term.field == field).unwrap().shape;
    assert!(matches!(shape(Field::Age), Shape::By { field: Field::Sex, .. }));
    assert!(matches!(shape(Field::WaistCm), Shape::Curve { .. }));
    for (sex, slope) in [("M", 0.6), ("F", 0.1)] {
        let found = (estimate(&model, 70.0, sex, 90.0) - estimate(&model, 30.0, sex, 90.0)) / 40.0;
        assert!((found - slope).abs() < 0.03, "{sex}: {found}");
    }
}

#[test]
fn a_field_may_jump_across_a_gap() {
    let risk = |age: f64, _: bool, waist: f64| if waist > 100.0 { age / 400.0 } else { 0.7 + age / 400.0 };
    let table = people(
        4_000,
        ",riesgo_cardiovascular",
        |age, is_man, waist| format!(",{:.6}", risk(age, is_man, waist)),
        |age, is_man, waist| if risk(age, is_man, waist) > 0.5 { 150.0 } else { 95.0 },
    );
    let model = train(&table, None, &glucose()).unwrap();
    let r2 = model.metrics().cross_fitted.glucose.as_ref().unwrap().r2;
    assert!(r2 > 0.98, "{r2}");
}

#[test]
fn directions_are_kept_on_a_fine_grid_and_can_be_switched() {
    // Glucose that rises, falls and rises again with age.
    let law = |age: f64, is_man: bool, waist: f64| {
        let age = if is_man { age } else { 100.0 - age };
        100.0 + 10.0 * libm::sin(age / 8.0) + 0.1 * waist
    };
    let table = plain(4_000, law);
    let with = |direction: Option<i8>| {
        let monotone: BTreeMap<Field, i8> = direction.map(|direction| (Field::Age, direction)).into_iter().collect();
        train(&table, None, &TrainingOptions { monotone, ..glucose() }).unwrap()
    };
    let rises = |model: &Model| {
        let mut steps = [false; 2];
        for sex in ["M", "F"] {
            let of_age = |step: u32| {
                let patient = patient(18.0 + f64::from(step) / 100.0, sex, 90.0);
                points(model, Output::Glucose, &patient, Field::Age)
            };
            for step in 0..7_000 {
                steps[0] |= of_age(step + 1) > of_age(step);
                steps[1] |= of_age(step + 1) < of_age(step);
            }
        }
        steps
    };
    assert_eq!(rises(&with(None)), [true, false], "edad never falls unless it is asked otherwise");
    assert_eq!(rises(&with(Some(1))), [true, false]);
    assert_eq!(rises(&with(Some(-1))), [false, true]);
    assert_eq!(rises(&with(Some(0))), [true, true]);
    for (field, direction) in [(Field::Age, 2), (Field::Smoker, 1), (Field::OutcomeMgDl, 1)] {
        let monotone = BTreeMap::from([(field, direction)]);
        let error = train(&table, None, &TrainingOptions { monotone, ..glucose() }).unwrap_err();
        assert!(matches!(error, Error::Training(TrainingError::BadOption(_))), "{error}");
    }
}

#[test]
fn the_curves_of_every_output_are_monotone_where_that_is_the_default() {
    let model = train(&synthetic::generate(3_000, 5), None, &options(&Output::ALL)).unwrap();
    for output in Output::ALL {
        for sex in ["M", "F"] {
            let of_age = |step: u32| {
                let patient = patient(18.0 + f64::from(step) / 50.0, sex, 90.0);
                points(&model, output, &patient, Field::Age)
            };
            assert!((0..5_000).all(|step| of_age(step + 1) >= of_age(step)), "{output} {sex}");
        }
    }
}

#[test]
fn one_thread_and_two_give_the_same_file() {
    let records = synthetic::generate(3_000, 11);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| train(&records, None, &options(&Output::ALL)).unwrap().to_json().unwrap())
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(5));
}

#[test]
fn a_weight_of_two_counts_like_two_rows() {
    let once = synthetic::generate(600, 3);
    let columns: Vec<(Field, Vec<f64>)> = Field::all()
        .filter_map(|field| Some((field, once.column(field)?.to_vec())))
        .map(|(field, values)| (field, values.iter().chain(&values[..300]).copied().collect()))
        .collect();
    let mut builder = PatientTable::builder(900);
    for (field, values) in &columns {
        let choices = field.choices();
        let raw = |value: &f64| match choices.get(*value as usize).filter(|_| !value.is_nan()) {
            Some(text) => (*text).into(),
            None if value.is_nan() => diabetes_core::Raw::Missing,
            None => diabetes_core::Raw::Number(*value),
        };
        builder.values(field.name(), values.iter().map(raw)).unwrap();
    }
    let twice = builder.finish(Required::AgeAndSex);
    let weights: Vec<f64> = (0..600).map(|row| if row < 300 { 2.0 } else { 1.0 }).collect();
    let weighted = train(&once, Some(&weights), &options(&[Output::Diabetes])).unwrap();
    let doubled = train(&twice, None, &options(&[Output::Diabetes])).unwrap();
    let of = |model: &Model| {
        let patient = patient(60.0, "M", 100.0);
        model.explain(&patient, Output::Diabetes).unwrap().iter().map(|part| part.points).sum::<f64>()
    };
    // Knots stand at weighted quantiles, which lie between the same values at other places.
    assert!((of(&weighted) - of(&doubled)).abs() < 0.05, "{} and {}", of(&weighted), of(&doubled));
}

#[test]
fn a_field_that_says_what_another_says_is_named() {
    let degree = |_: f64, is_man: bool, waist: f64| {
        let text = if (waist as i32 + i32::from(is_man)) % 3 == 0 { "Si,Primero" } else { "No,Ninguno" };
        format!(",{text}")
    };
    let table = people(1_000, ",historia_familiar_dm,grado_familiar_dm", degree, |age, _, waist| age + 0.5 * waist);
    let model = train(&table, None, &glucose()).unwrap();
    assert_eq!(model.training().left_out["grado_familiar_dm"], "aliased");
    assert!(!model.training().left_out.contains_key("historia_familiar_dm"));
}

#[test]
fn an_outcome_that_a_field_decides_is_warned_of_and_stays_finite() {
    let table = plain(1_000, |_, _, waist| if waist > 100.0 { 200.0 } else { 80.0 });
    let model = train(&table, None, &options(&[Output::Diabetes])).unwrap();
    let codes: Vec<&str> = model.training().warnings.iter().map(|warning| warning.code.as_str()).collect();
    assert!(codes.contains(&"determined"), "{codes:?}");
    assert!(
        model
            .explain(&patient(40.0, "M", 130.0), Output::Diabetes)
            .unwrap()
            .iter()
            .all(|part| part.points.abs() < 100.0)
    );
}

#[test]
fn no_rows_of_one_sex_no_curve_of_its_own() {
    let mut csv = String::from("edad,sexo,perimetro_abdominal,Resultado\n");
    for row in 0..400 {
        let (age, waist) = (20.0 + 60.0 * spread(row, 0), 60.0 + 80.0 * spread(row, 1));
        writeln!(csv, "{age:.3},F,{waist:.3},{:.3}", 80.0 + age / 3.0).unwrap();
    }
    let table = PatientTable::from_csv(csv.as_bytes(), Required::AgeAndSex).unwrap();
    let model = train(&table, None, &glucose()).unwrap();
    let terms = &model.scorecard(Output::Glucose).unwrap().terms;
    assert!(terms.iter().all(|term| !matches!(term.shape, Shape::By { .. })));
    assert_eq!(model.training().left_out["sexo"], "constant");
}
