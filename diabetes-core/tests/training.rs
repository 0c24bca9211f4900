//! What training makes of awkward data, as a user would notice it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop where they stand")]

use diabetes_core::table::Required;
use diabetes_core::train::{Algorithm, TrainingOptions, train};
use diabetes_core::{Error, Field, Model, Output, Patient, PatientTable, TrainingError, synthetic};

const EVERYBODY: &str = r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#;

fn all_rows() -> TrainingOptions {
    TrainingOptions { test_size: 0.0, ..TrainingOptions::default() }
}

fn probability(model: &Model, record: &str) -> f64 {
    model.predict(&Patient::from_json(record).unwrap()).probabilities.unwrap().diabetes
}

/// A table of `edad,sexo` and one more column, the outcome last.
fn table(column: &str, rows: usize, row: impl Fn(usize) -> String) -> PatientTable<'static> {
    let mut csv = format!("edad,sexo,{column},Resultado\n");
    for position in 0..rows {
        csv.push_str(&row(position));
        csv.push('\n');
    }
    PatientTable::from_csv(csv.as_bytes(), Required::AgeAndSex).unwrap()
}

/// A number without pattern in [0, 1) for each position.
fn spread(position: usize) -> f64 {
    ((position + 1) as f64 * 0.618_033_988_749_895).fract()
}

#[test]
fn the_scale_of_the_weights_does_not_matter() {
    let records = synthetic::generate(1_000, 3);
    let weighted = |scale: f64| {
        let weights: Vec<f64> = (0..1_000).map(|row| scale * (1.0 + f64::from(row % 3))).collect();
        train(&records, Some(&weights), &all_rows()).unwrap()
    };
    let one = probability(&weighted(1.0), EVERYBODY);
    for scale in [1e-300, 1e-6, 1e6, 1e300] {
        let other = probability(&weighted(scale), EVERYBODY);
        assert!((one - other).abs() < 1e-9, "{scale}: {one} became {other}");
    }
}

#[test]
fn equal_estimates_share_a_bin_and_the_model_loads_again() {
    let records = table("fuma", 4_000, |row| {
        let smokes = if row % 10 < 8 { "Si" } else { "No" };
        format!("40,{},{smokes},{:.1}", if row % 5 == 0 { "F" } else { "M" }, 80.0 + 60.0 * spread(row))
    });
    let model = train(&records, None, &TrainingOptions::default()).unwrap();
    assert_eq!(Model::from_json(&model.to_json().unwrap()).unwrap(), model);
    let coverage = model.metrics().cross_fitted.glucose.as_ref().unwrap().coverage_90;
    assert!((coverage - 0.9).abs() < 0.03, "{coverage}");
}

#[test]
fn a_level_that_nobody_had_counts_as_the_average_and_is_flagged() {
    let records = table("grado_familiar_dm", 2_000, |row| {
        let (degree, share) = if row % 2 == 0 { ("Primero", 0.4) } else { ("Segundo", 0.1) };
        let sick = spread(row) < share;
        format!("{},M,{degree},{}", 30 + row % 40, if sick { 140 } else { 90 })
    });
    let model = train(&records, None, &all_rows()).unwrap();
    let with = |degree: &str| {
        let record = EVERYBODY.replace('}', &format!(r#", "grado_familiar_dm": "{degree}"}}"#));
        model.predict(&Patient::from_json(record).unwrap())
    };
    let p = |degree: &str| with(degree).diabetes_probability().unwrap();
    assert!(p("Segundo") < p("Ninguno") && p("Ninguno") < p("Primero"));
    assert_eq!(with("Ninguno").warnings.len(), 1);
}

#[test]
fn noise_never_turns_a_probability_round() {
    let records = table("imc", 2_000, |row| {
        let sick = spread(row * 7 + 3) < 0.2;
        format!(
            "{:.2},M,{:.3},{}",
            20.0 + 60.0 * spread(row),
            18.0 + 20.0 * spread(row * 3 + 1),
            if sick { 140 } else { 90 }
        )
    });
    let model = train(&records, None, &all_rows()).unwrap();
    let slope = model.info().unwrap()["outputs"]["diabetes"]["calibration"]["slope"].as_f64().unwrap();
    assert!(slope >= 0.0, "{slope}");
}

#[test]
fn a_predictor_that_decides_the_outcome_loses_no_output() {
    let records = table("hipertension", 1_000, |row| {
        let sick = row % 4 == 0;
        format!("{},M,{},{}", 30 + row % 40, if sick { "Si" } else { "No" }, if sick { 140 } else { 90 })
    });
    let model = train(&records, None, &all_rows()).unwrap();
    assert!(model.training().outputs_left_out.is_empty(), "{:?}", model.training().outputs_left_out);
    let sick = EVERYBODY.replace('}', r#", "hipertension": "Si"}"#);
    assert!(probability(&model, &sick) > 0.9);
}

#[test]
fn a_table_checked_for_training_gets_no_estimate_without_the_required_fields() {
    let table = PatientTable::from_csv("edad,sexo\n45,M\n".as_bytes(), Required::AgeAndSex).unwrap();
    let answers = Model::bundled().predict_table(&table);
    assert!(answers.figures.glucose_mg_dl[0].is_nan());
    assert_eq!(answers.error_codes(0), Some("missing:imc;missing:perimetro_abdominal;missing:tas;missing:tad"));
}

#[test]
fn a_table_checked_for_prediction_is_refused_for_training() {
    let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad,Resultado\n45,M,28,95,130,80,1e9\n";
    let table = PatientTable::from_csv(csv.as_bytes(), Required::Six).unwrap();
    assert!(matches!(train(&table, None, &all_rows()), Err(Error::Table(_))));
}

#[test]
fn too_few_rows_are_refused_with_where_the_others_went() {
    let records = synthetic::generate(60, 1);
    let refused = train(&records, None, &TrainingOptions { test_size: 0.5, ..TrainingOptions::default() }).unwrap_err();
    assert!(matches!(refused, Error::Training(TrainingError::TooFewRows { .. })));
    assert!(refused.to_string().contains("held_out"), "{refused}");
}

#[test]
fn columns_that_cannot_be_squared_are_refused_by_name() {
    let x = ndarray::Array2::from_shape_fn(
        (20, 2),
        |(row, column)| if column == 1 { spread(row) * 1e200 } else { row as f64 },
    );
    let y = ndarray::Array1::from_shape_fn(20, |row| row as f64);
    let refused = diabetes_core::train::least_squares(x.view(), y.view(), None).unwrap_err();
    assert_eq!(refused, TrainingError::BadScale { column: "1".to_owned() });
}

/// 4,000 people, of whom the older were told more often; who was told is often ill, and one in four was not asked.
fn told() -> Vec<String> {
    let row = |row: usize| {
        let age = 30.0 + 40.0 * spread(row);
        let told = spread(3 * row + 1) < 0.002 * age;
        let sick = spread(7 * row + 5) < if told { 0.6 } else { 0.003 * age };
        let answer = match (row % 4, told) {
            (0, _) => "",
            (_, true) => "Si",
            (_, false) => "No",
        };
        format!("{age:.0},M,{answer},{}", if sick { 140 } else { 90 })
    };
    (0..4_000).map(row).collect()
}

#[test]
fn a_blank_is_the_average_person_in_risk() {
    let rows = told();
    let records = table("antecedente_glucosa_alta", rows.len(), |row| rows[row].clone());
    for algorithm in [Algorithm::Linear, Algorithm::Additive] {
        let model = train(&records, None, &TrainingOptions { algorithm, ..all_rows() }).unwrap();
        for output in [Output::Diabetes, Output::Dysglycaemia] {
            let (mut known, mut blank, mut mean, mut count) = (0.0, 0.0, 0.0, 0.0);
            for row in rows.iter().filter(|row| row.contains("Si") || row.contains("No")) {
                let cells: Vec<&str> = row.split(',').collect();
                let answer = format!(r#"{{"antecedente_glucosa_alta": "{}", "edad": {},"#, cells[2], cells[0]);
                let record = EVERYBODY.replace(r#"{"edad": 45,"#, &answer);
                let points = model.explain(&Patient::from_json(record).unwrap(), output).unwrap();
                let score: f64 = points.iter().map(|share| share.points).sum();
                let item = points.iter().find(|share| share.field == Some(Field::HighGlucoseEver)).unwrap().points;
                let risk = |score: f64| 1.0 / (1.0 + (-score).exp());
                (known, blank) = (known + risk(score), blank + risk(score - item));
                (mean, count) = (mean + item, count + 1.0);
            }
            assert!((known / blank - 1.0).abs() < 2e-4, "{} {output}: {known} {blank}", algorithm.name());
            // Another rule than the mean of the points, which is below.
            assert!(mean / count < -0.03, "{} {output}: {}", algorithm.name(), mean / count);
        }
    }
}

#[test]
fn calibration_and_figures_come_from_the_rows_that_judge() {
    // Twice as many are ill in the second half, whom the terms do not know apart.
    let records = table("fuma", 8_000, |row| {
        let smokes = spread(3 * row + 1) < 0.3;
        let share = if smokes { 0.2 } else { 0.1 } * if row < 4_000 { 1.0 } else { 2.0 };
        let glucose = if spread(7 * row + 5) < share { 140 } else { 90 };
        format!("{},M,{},{glucose}", 30 + row % 40, if smokes { "Si" } else { "No" })
    });
    let judged = |of: &dyn Fn(usize) -> bool| {
        let judges = Some((0..8_000).map(of).collect());
        train(&records, None, &TrainingOptions { judges, ..all_rows() }).unwrap()
    };
    let (former, latter) = (judged(&|row| row < 4_000), judged(&|row| row >= 4_000));
    let ratio = probability(&latter, EVERYBODY) / probability(&former, EVERYBODY);
    assert!((ratio - 2.0).abs() < 0.25, "{ratio}");
    for model in [&former, &latter] {
        let figures = model.metrics().cross_fitted.diabetes.as_ref().unwrap();
        assert_eq!((figures.rows, model.training().output_rows["diabetes"]), (4_000, 8_000));
    }
    // Too few of them leave the output out, whatever the terms could be found from.
    for count in [0, 3, 40, 300] {
        let few = TrainingOptions { judges: Some((0..8_000).map(|row| row < count).collect()), ..all_rows() };
        let left_out = match train(&records, None, &few) {
            Ok(model) => model.training().outputs_left_out.clone(),
            Err(error) => {
                assert_eq!((count < 50, error.code()), (true, "no_output"));
                continue;
            }
        };
        assert_eq!(left_out.contains_key("diabetes"), count < 300, "{count}");
    }
    let error = train(&records, None, &TrainingOptions { judges: Some(vec![true]), ..all_rows() }).unwrap_err();
    assert_eq!(error.code(), "bad_shape");
}

#[test]
fn the_periods_show_how_sure_the_risk_is() {
    // Log-odds of the level, one a period.
    let offsets: [f64; 10] = [0.0, 0.4, -0.3, 0.5, -0.5, 0.2, 0.6, -0.4, -0.1, 0.3];
    let of = |offsets: &[f64; 10], algorithm: Algorithm, periods: Option<Vec<i64>>| {
        let records = table("fuma", 40_000, |row| {
            let smokes = spread(3 * row + 1) < 0.3;
            let share = 1.0 / (1.0 + (2.0 - f64::from(u8::from(smokes)) - offsets.get(row % 10).unwrap()).exp());
            let glucose = if spread(7 * row + 5) < share { 140 } else { 90 };
            format!("{},M,{},{glucose}", 30 + row % 40, if smokes { "Si" } else { "No" })
        });
        train(&records, None, &TrainingOptions { algorithm, periods, ..all_rows() })
    };
    let level = |model: &Model| {
        let info = model.info().unwrap();
        info.pointer("/uncertainty/level").and_then(serde_json::Value::as_f64)
    };
    let periods = |count: i64| Some((0..40_000).map(|row| row % 10 % count + 2000).collect::<Vec<i64>>());
    let squares = offsets.windows(3).map(|three| (three[2] - f64::midpoint(three[0], three[1])).powi(2));
    // As many standard deviations as cover 90 % by eight distances, by Student's t.
    let expected = 1.860 / 1.645 * (squares.sum::<f64>() / (offsets.len() - 2) as f64).sqrt();
    for algorithm in [Algorithm::Linear, Algorithm::Additive] {
        let model = of(&offsets, algorithm, periods(10)).unwrap();
        let found = level(&model).unwrap();
        assert!((found / expected - 1.0).abs() < 0.15, "{}: {found} {expected}", algorithm.name());
        // The same people in the same years at one level.
        let even = of(&[0.0; 10], algorithm, periods(10)).unwrap();
        assert!(level(&even).unwrap() < 0.1, "{:?}", level(&even));
        let patient = Patient::from_json(EVERYBODY).unwrap();
        let width = |model: &Model| model.predict(&patient).risk_interval.map(|[low, high]| high - low).unwrap();
        assert!(width(&model) > 3.0 * width(&even));
        // What they say of nobody, they change nothing of.
        let without = of(&offsets, algorithm, None).unwrap();
        assert_eq!(without.predict(&patient).risk_interval, None);
        assert_eq!(probability(&without, EVERYBODY).to_bits(), probability(&model, EVERYBODY).to_bits());
        let few = of(&offsets, algorithm, periods(3)).unwrap();
        assert_eq!(level(&few), None);
        let codes = |model: &Model| -> Vec<String> {
            model.training().warnings.iter().map(|warning| warning.code.clone()).collect()
        };
        assert!(codes(&few).contains(&"level_not_known".to_owned()));
        assert!(!codes(&model).contains(&"level_not_known".to_owned()));
        assert!(!codes(&without).contains(&"level_not_known".to_owned()));
    }
    assert_eq!(of(&offsets, Algorithm::Linear, Some(vec![1999])).unwrap_err().code(), "bad_shape");
}
