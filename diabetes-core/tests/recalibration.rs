//! Recalibration corrects what has shifted, changes little where nothing has, and refuses what it cannot judge.
//! It needs no feature: `cargo test -p diabetes-core --no-default-features --test recalibration`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is what a panic means here")]

use diabetes_core::model::{Calibration, RecalibrationOptions, Refitted};
use diabetes_core::table::Required;
use diabetes_core::{Error, Locale, Model, Output, Patient, PatientTable, Phrases, TrainingError};
use serde_json::Value;

/// A number without pattern in [0, 1) for each position and purpose (SplitMix64).
fn spread(position: usize, purpose: u64) -> f64 {
    let mut z = ((position as u64) << 3 | purpose).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// People as columns; NaN is missing.
#[derive(Clone, Default)]
struct People {
    ages: Vec<f64>,
    waists: Vec<f64>,
    pressures: Vec<f64>,
    glucose: Vec<f64>,
    hba1c: Vec<f64>,
}

/// What the bundled model says of a person: glucose, P(dysglycaemia), P(diabetes).
type Answer = (f64, f64, f64);

impl People {
    fn table(&self, required: Required) -> PatientTable<'_> {
        let sexes: Vec<&str> = (0..self.ages.len()).map(|row| if row % 2 == 0 { "M" } else { "F" }).collect();
        let mut builder = PatientTable::builder(self.ages.len());
        builder.values("sexo", sexes.into_iter().map(Into::into)).unwrap();
        let bmi: Vec<f64> = self.waists.iter().map(|waist| waist / 3.3).collect();
        let bmi = ndarray::Array1::from_vec(bmi);
        builder.values("imc", bmi.iter().map(|bmi| (*bmi).into())).unwrap();
        builder.values("tad", self.ages.iter().map(|_| 75.0.into())).unwrap();
        for (name, column) in [
            ("edad", &self.ages),
            ("perimetro_abdominal", &self.waists),
            ("tas", &self.pressures),
            ("Resultado", &self.glucose),
            ("hba1c", &self.hba1c),
        ] {
            if !column.is_empty() {
                builder.numbers(name, column.as_slice().into()).unwrap();
            }
        }
        builder.finish(required)
    }

    /// People whose outcomes are drawn by `glucose` from what the bundled model says and a number in [0, 1).
    fn drawn(rows: usize, glucose: impl Fn(Answer, f64) -> f64) -> Self {
        let mut people = Self {
            ages: (0..rows).map(|row| 20.0 + (60.0 * spread(row, 0)).floor()).collect(),
            waists: (0..rows).map(|row| 70.0 + 50.0 * spread(row, 1)).collect(),
            pressures: (0..rows).map(|row| 100.0 + 60.0 * spread(row, 2)).collect(),
            ..Self::default()
        };
        let answers = Model::bundled().predict_table(&people.table(Required::Six));
        people.glucose = (0..rows)
            .map(|row| {
                let answer = (
                    answers.figures.glucose_mg_dl[row],
                    1.0 - answers.figures.prob_normal[row],
                    answers.figures.prob_diabetes[row],
                );
                glucose(answer, spread(row, 3))
            })
            .collect();
        people
    }

    /// Outcomes by the model's probabilities, their log-odds moved by `shift`.
    fn shifted(rows: usize, shift: f64) -> Self {
        Self::bent(rows, shift, 1.0)
    }

    /// Outcomes by the model's probabilities, their log-odds multiplied by `slope` and moved by `shift`.
    fn bent(rows: usize, shift: f64, slope: f64) -> Self {
        let moved = |p: f64| 1.0 / (1.0 + (-shift - slope * (p / (1.0 - p)).ln()).exp());
        Self::drawn(rows, |(_, dysglycaemia, diabetes), draw| match draw {
            draw if draw < moved(diabetes) => 140.0,
            draw if draw < moved(dysglycaemia) => 110.0,
            _ => 90.0,
        })
    }

    fn recalibrate(&self) -> Result<Model, Error> {
        self.weighted(None)
    }

    fn weighted(&self, weights: Option<&[f64]>) -> Result<Model, Error> {
        let options = RecalibrationOptions { date: Some("2026-03-01".to_owned()), ..RecalibrationOptions::default() };
        Model::bundled().recalibrate(&self.table(Required::AgeAndSex), weights, &options)
    }
}

fn calibration(model: &Model, output: &str) -> Calibration {
    let info = model.info().unwrap();
    let number = |name: &str| info["outputs"][output]["calibration"][name].as_f64().unwrap();
    Calibration { intercept: number("intercept"), slope: number("slope") }
}

fn facts(model: &Model) -> Value {
    model.info().unwrap()["recalibration"].clone()
}

fn figure(model: &Model, output: &str, when: &str, name: &str) -> f64 {
    facts(model)["outputs"][output][when][name].as_f64().unwrap()
}

#[test]
fn outcomes_drawn_from_the_model_itself_change_little() {
    let local = People::shifted(20_000, 0.0).recalibrate().unwrap();
    for output in ["dysglycaemia", "diabetes"] {
        assert_eq!(facts(&local)["outputs"][output]["refitted"], "intercept");
        let (old, new) = (calibration(&Model::bundled(), output), calibration(&local, output));
        assert!(new.slope == old.slope && (new.intercept - old.intercept).abs() < 0.1, "{old:?} became {new:?}");
        for when in ["before", "after"] {
            assert!((figure(&local, output, when, "observed_expected") - 1.0).abs() < 0.1, "{output} {when}");
            assert!((figure(&local, output, when, "calibration_slope") - 1.0).abs() < 0.12, "{output} {when}");
        }
    }
}

#[test]
fn a_shift_of_the_log_odds_is_found_and_corrected() {
    let local = People::shifted(20_000, 0.8).recalibrate().unwrap();
    for output in ["dysglycaemia", "diabetes"] {
        let moved = figure(&local, output, "before", "in_the_large");
        assert!((moved - 0.8).abs() < 0.1, "{output}: {moved}");
        assert!(figure(&local, output, "before", "observed_expected") > 1.2);
        assert!((figure(&local, output, "after", "observed_expected") - 1.0).abs() < 0.03);
        assert!(figure(&local, output, "after", "in_the_large").abs() < 0.05);
    }
    let cutoffs = &facts(&local)["cutoffs"];
    assert!(cutoffs["after"]["specificity_90"].as_f64() > cutoffs["before"]["specificity_90"].as_f64());
}

#[test]
fn a_slope_is_found_by_many_events_and_kept_with_few() {
    let many = People::bent(10_000, -0.5, 0.6).recalibrate().unwrap();
    let few = People::bent(800, -0.5, 0.6).recalibrate().unwrap();
    let events = |model: &Model| facts(model)["outputs"]["diabetes"]["events"].as_u64().unwrap();
    assert!((10..100).contains(&events(&few)) && events(&many) > 400, "{} {}", events(&few), events(&many));
    let (old, new) = (calibration(&Model::bundled(), "diabetes"), calibration(&many, "diabetes"));
    assert_eq!(facts(&many)["outputs"]["diabetes"]["refitted"], "intercept_and_slope");
    assert!((new.slope / old.slope - 0.6).abs() < 0.1, "{old:?} became {new:?}");
    assert!((figure(&many, "diabetes", "before", "calibration_slope") - 0.6).abs() < 0.1);
    assert!((figure(&many, "diabetes", "after", "calibration_slope") - 1.0).abs() < 0.1);
    assert_eq!(facts(&few)["outputs"]["diabetes"]["refitted"], "intercept");
    assert_eq!(calibration(&few, "diabetes").slope, old.slope);
}

#[test]
fn the_glucose_is_refitted_in_mg_dl_and_its_interval_covers_again() {
    let people = People::drawn(5_000, |(glucose, ..), draw| 12.0 + 1.2 * glucose + 40.0 * (draw - 0.5));
    let local = people.recalibrate().unwrap();
    let new = calibration(&local, "glucose");
    assert!((new.slope - 1.2).abs() < 0.1 && (new.intercept + 100.0 * new.slope - 132.0).abs() < 1.0, "{new:?}");
    assert!(figure(&local, "glucose", "before", "coverage_90") < 0.6);
    assert!((figure(&local, "glucose", "after", "coverage_90") - 0.9).abs() < 0.02);
    assert!(figure(&local, "glucose", "after", "mae") < 0.5 * figure(&local, "glucose", "before", "mae"));
}

#[test]
fn an_output_with_too_few_events_is_kept_and_named() {
    let people = People::drawn(1_000, |(_, dysglycaemia, _), draw| if draw < dysglycaemia { 110.0 } else { 90.0 });
    let local = people.recalibrate().unwrap();
    let kept: Vec<_> = local.recalibration().unwrap().outputs.kept().collect();
    assert_eq!(kept, [(Output::Diabetes, "too_few_events")]);
    assert_eq!(local.recalibration().unwrap().outputs.diabetes.as_ref().unwrap().refitted, Refitted::Kept);
    assert_eq!(calibration(&local, "diabetes"), calibration(&Model::bundled(), "diabetes"));
    assert_ne!(calibration(&local, "dysglycaemia"), calibration(&Model::bundled(), "dysglycaemia"));
    assert_eq!(local.cutoffs(), Model::bundled().cutoffs());
}

#[test]
fn the_definition_is_that_of_the_tests_at_hand() {
    let mut people = People::shifted(5_000, 0.0);
    people.hba1c = people.glucose.iter().map(|glucose| (glucose + 46.7) / 28.7).collect();
    people.glucose.clear();
    let info = people.recalibrate().unwrap().info().unwrap();
    let definition = serde_json::json!([{"field": "hba1c", "at": 6.5}]);
    assert_eq!(info["outputs"]["diabetes"]["definition"], definition);
    assert_eq!(info["recalibration"]["outputs"]["glucose"]["reason"], "too_few_rows");
    assert!(info["recalibration"]["outputs"]["glucose"]["after"].is_null());
}

#[test]
fn where_too_few_rows_have_every_test_any_will_do() {
    let mut people = People::shifted(5_000, 0.0);
    people.hba1c = (0..5_000).map(|row| if row < 90 { 5.0 } else { f64::NAN }).collect();
    let outputs = people.recalibrate().unwrap().recalibration().unwrap().outputs.clone();
    let diabetes = outputs.diabetes.unwrap();
    assert_eq!((diabetes.rows, diabetes.judged_on.as_deref()), (5_000, Some("any_test")));
}

#[test]
fn too_few_usable_rows_are_refused_with_where_the_others_went() {
    let mut people = People::shifted(120, 0.0);
    people.waists[7] = f64::NAN;
    people.glucose[30..60].fill(f64::NAN);
    people.ages[3] = 7.0;
    let refused = people.recalibrate().unwrap_err();
    assert_eq!(refused.code(), "too_few_rows");
    let text = refused.to_string();
    assert!(text.contains("88 to fit, 100 needed"), "{text}");
    assert!(text.contains("missing 1, no_outcome 30, out_of_range 1"), "{text}");
}

#[test]
fn nothing_to_recalibrate_is_an_error_with_the_counts() {
    let mut people = People::shifted(400, 0.0);
    people.hba1c = vec![5.0; 400];
    people.glucose.clear();
    let refused = people.recalibrate().unwrap_err();
    assert_eq!(refused.code(), "no_output");
    assert!(refused.to_string().contains("diabetes too_few_events (400 rows, 0 events)"), "{refused}");
    people.hba1c.clear();
    assert_eq!(people.recalibrate().unwrap_err().code(), "no_outcome");
}

#[test]
fn a_date_is_a_date_and_the_target_must_have_been_read() {
    let people = People::shifted(400, 0.0);
    for date in ["yesterday", "2026-3-1", "01/03/2026", "2026-03-01T10:00"] {
        let options = RecalibrationOptions { date: Some(date.to_owned()), ..RecalibrationOptions::default() };
        let refused = Model::bundled().recalibrate(&people.table(Required::AgeAndSex), None, &options).unwrap_err();
        assert!(matches!(refused, Error::Training(TrainingError::BadOption(_))), "{date}");
    }
    let table = people.table(Required::Six);
    let refused = Model::bundled().recalibrate(&table, None, &RecalibrationOptions::default()).unwrap_err();
    assert_eq!(refused.code(), "unreadable_table");
}

#[test]
fn a_recalibrated_model_is_saved_loaded_and_explained_like_any() {
    let people = People::shifted(3_000, 0.5);
    let (old, local) = (Model::bundled(), people.recalibrate().unwrap());
    let text = local.to_json().unwrap();
    assert_eq!(people.recalibrate().unwrap().to_json().unwrap(), text);
    assert_eq!(Model::from_json(&text).unwrap(), local);
    assert_eq!(facts(&local)["model_hash"], old.info().unwrap()["hash"]);
    assert_eq!(facts(&local)["date"], "2026-03-01");
    let answers = local.predict_table(&people.table(Required::Six));
    for row in 0..answers.figures.prob_diabetes.len() {
        let shares = [
            answers.figures.prob_normal[row],
            answers.figures.prob_prediabetes[row],
            answers.figures.prob_diabetes[row],
        ];
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
    }
    let patient = Patient::from_json(
        r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#,
    );
    let patient = patient.unwrap();
    for output in Output::ALL {
        let parts = local.explain(&patient, output).unwrap();
        assert_eq!(parts, old.explain(&patient, output).unwrap());
        let score = parts.iter().fold(0.0, |sum, part| sum + part.points);
        let calibrated = calibration(&local, output.name()).apply(score);
        let prediction = local.predict(&patient);
        let shown = match output {
            Output::Glucose => prediction.glucose_mg_dl.unwrap(),
            Output::Dysglycaemia => 1.0 - prediction.probabilities.unwrap().normal,
            _ => prediction.probabilities.unwrap().diabetes,
        };
        let expected = if output == Output::Glucose { calibrated } else { 1.0 / (1.0 + (-calibrated).exp()) };
        assert!((shown - expected).abs() < 1e-12, "{output}: {shown} {expected}");
    }
}

#[test]
fn the_interval_of_the_risk_is_told_to_a_patient_once_the_level_here_is_known() {
    let uncertainty = |model: &Model| model.info().unwrap()["uncertainty"].clone();
    let says = |model: &Model| {
        let people = People::shifted(200, 0.0);
        let table = people.table(Required::Six);
        let (answers, mut phrases) = (model.predict_table(&table), Phrases::new(Locale::En));
        let of_table = phrases.of_table(&answers, 9_999);
        let made = phrases.fresh();
        let mut told = 0;
        for (row, [risk, rest]) in of_table.iter().enumerate() {
            let answer = model.predict(&table.patient(row).unwrap());
            let text = answer.interpretation(Locale::En);
            if *risk != 9_999 {
                assert_eq!(format!("{}{}", made[*risk as usize], made[*rest as usize]), text);
            }
            let [low, high] = answer.risk_interval.unwrap().map(|end| 100.0 * end);
            let range = format!("The true number may lie between {} and {} of 100.", low.floor(), high.ceil());
            assert_eq!(text.contains("The true number"), text.contains(&range));
            assert!(high > 1.0 || !text.contains(&range));
            told += usize::from(text.contains(&range));
        }
        told
    };
    let bundled = Model::bundled();
    let [few, many] =
        [People::shifted(1_000, 0.3), People::shifted(20_000, 0.3)].map(|people| people.recalibrate().unwrap());
    assert_eq!((says(&bundled), &uncertainty(&bundled)["local"]), (0, &Value::Bool(false)));
    for local in [&few, &many] {
        assert!(says(local) > 150);
        assert_eq!(uncertainty(local)["local"], true);
        assert_eq!(uncertainty(local)["level"], uncertainty(&bundled)["level"]);
    }
    // The terms are those of before, in the slope of now.
    let terms = |model: &Model| -> Vec<f64> { serde_json::from_value(uncertainty(model)["terms"].clone()).unwrap() };
    let slope = |model: &Model| calibration(model, "diabetes").slope;
    for (before, after) in terms(&bundled).into_iter().zip(terms(&many)) {
        assert!((after - before * slope(&many) / slope(&bundled)).abs() < 1e-12);
    }
    // The calibration is as sure as the rows make it: also of a slope that was kept.
    let errors =
        |model: &Model| ["error", "slope"].map(|part| uncertainty(model)["calibration"][part].as_f64().unwrap());
    assert_eq!(facts(&few)["outputs"]["diabetes"]["refitted"], "intercept");
    for (few, many) in errors(&few).into_iter().zip(errors(&many)) {
        assert!(0.0 < many && many < 0.4 * few, "{many} {few}");
    }
    // Where the level was kept nothing is told.
    let healthy = People { glucose: vec![90.0; 4_000], ..People::shifted(4_000, 0.0) };
    let kept = bundled.recalibrate(&healthy.table(Required::AgeAndSex), None, &RecalibrationOptions::default());
    let kept = kept.unwrap();
    assert_eq!((says(&kept), uncertainty(&kept)), (0, uncertainty(&bundled)));
}

#[test]
fn the_order_of_the_rows_matters_to_no_more_than_rounding() {
    let people = People::shifted(3_000, 0.3);
    // Sexes alternate, so pairs are turned round.
    let turned = |column: &Vec<f64>| column.chunks(2).rev().flatten().copied().collect();
    let reversed = People {
        ages: turned(&people.ages),
        waists: turned(&people.waists),
        pressures: turned(&people.pressures),
        glucose: turned(&people.glucose),
        hba1c: Vec::new(),
    };
    let (one, other) = (people.recalibrate().unwrap(), reversed.recalibrate().unwrap());
    for output in ["glucose", "dysglycaemia", "diabetes"] {
        let (a, b) = (calibration(&one, output), calibration(&other, output));
        assert!((a.slope - b.slope).abs() < 1e-9 && (a.intercept - b.intercept).abs() < 1e-7, "{a:?} {b:?}");
    }
    let after = |model: &Model| figure(model, "diabetes", "after", "brier");
    assert!((after(&one) - after(&other)).abs() < 1e-9);
}

#[test]
fn a_weight_of_two_counts_like_two_rows_and_few_heavy_rows_carry_nothing() {
    let people = People::shifted(8_000, 0.3);
    let weights: Vec<f64> = (0..8_000).map(|row| if row % 4 < 2 { 2.0 } else { 1.0 }).collect();
    let twice = |column: &Vec<f64>| {
        let pairs = column.chunks(2).enumerate();
        pairs.flat_map(|(pair, two)| two.iter().copied().cycle().take(if pair % 2 == 0 { 4 } else { 2 })).collect()
    };
    let repeated = People {
        ages: twice(&people.ages),
        waists: twice(&people.waists),
        pressures: twice(&people.pressures),
        glucose: twice(&people.glucose),
        hba1c: Vec::new(),
    };
    let (weighted, repeated) = (people.weighted(Some(&weights)).unwrap(), repeated.recalibrate().unwrap());
    for output in ["glucose", "dysglycaemia", "diabetes"] {
        let (a, b) = (calibration(&weighted, output), calibration(&repeated, output));
        assert!((a.slope - b.slope).abs() < 1e-8 && (a.intercept - b.intercept).abs() < 1e-6, "{a:?} {b:?}");
    }
    let heavy: Vec<f64> = (0..8_000).map(|row| if row < 50 { 1e6 } else { 1.0 }).collect();
    let refused = people.weighted(Some(&heavy)).unwrap_err();
    assert_eq!(refused.code(), "too_few_rows");
    assert!(refused.to_string().contains("8000 to fit, equivalent to 50"), "{refused}");
}

#[test]
fn an_answer_says_whose_records_it_comes_from_and_since_when_it_knows_the_people_here() {
    let patient = || {
        Patient::from_json(
            r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#,
        )
        .unwrap()
    };
    let says = |model: &Model| {
        [Locale::Es, Locale::En].map(|locale| {
            let (text, origin) = (model.predict(&patient()).interpretation(locale), model.origin(locale).unwrap());
            assert!(text.ends_with(&origin), "{text}");
            origin
        })
    };
    let bundled = Model::bundled();
    assert_eq!(
        says(&bundled),
        [
            "El modelo aprendió de personas de Estados Unidos; no se ha medido en Colombia.",
            "The model learned from people in the United States; it has not been measured in Colombia.",
        ]
    );
    let recalibrated = |model: &Model, source: &str| {
        let options = RecalibrationOptions {
            date: Some("2026-03-01".to_owned()),
            source: source.to_owned(),
            ..RecalibrationOptions::default()
        };
        model.recalibrate(&People::shifted(4_000, 0.3).table(Required::AgeAndSex), None, &options).unwrap()
    };
    let local = recalibrated(&bundled, "Hospital San José, 2025");
    let whom = "2026-03-01 con datos de 4000 personas (fuente: Hospital San José, 2025).";
    assert_eq!(says(&local)[0], format!("El modelo aprendió de personas de Estados Unidos y se recalibró el {whom}"));
    // The last one counts.
    let again = says(&recalibrated(&local, ""));
    assert!(
        again[1].ends_with(" and was recalibrated on 2026-03-01 with data of 4000 people (source not stated)."),
        "{again:?}"
    );
    // In one line, and not for long.
    let odd = says(&recalibrated(&bundled, &format!(" A\u{0}\n\u{202e}B {}", "x".repeat(9_000))));
    assert!(
        odd[0].contains("(fuente: A B xxx") && odd[0].ends_with("xx…).") && odd[0].chars().count() < 400,
        "{odd:?}"
    );
    // Whom a level that is kept comes from has not changed.
    let healthy = People { glucose: vec![90.0; 4_000], ..People::shifted(4_000, 0.0) };
    let kept =
        bundled.recalibrate(&healthy.table(Required::AgeAndSex), None, &RecalibrationOptions::default()).unwrap();
    assert_eq!(says(&kept), says(&bundled));
    // The phrases of one model end no text of another.
    let mut phrases = Phrases::new(Locale::Es);
    assert!(phrases.of_answer(&bundled.predict(&patient())).is_some());
    assert_eq!(phrases.of_answer(&local.predict(&patient())), None);
    assert!(
        phrases
            .of_table(&local.predict_table(&People::shifted(9, 0.0).table(Required::Six)), 7)
            .iter()
            .all(|two| *two == [7, 7])
    );
}
