//! Laws that hold for every record, every model and every file.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is what a panic means here")]

mod people;

use diabetes_core::model::Output;
use diabetes_core::risk::{Priority, RiskLevel};
use diabetes_core::schema::{FIELD_COUNT, Field, FieldKind};
use diabetes_core::scorecard::Shape;
use diabetes_core::scores::SCORES;
use diabetes_core::{AdviceOptions, Date, Locale, Model, NextStep, PartialRecord, Patient, Urgent};
use people::{Person, any_json, any_record, json_of, valid_record};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

static MODELS: LazyLock<[Model; 2]> =
    LazyLock::new(|| [Model::from_json(include_str!("../../fixtures/models/tiny.json")).unwrap(), Model::bundled()]);

/// So many cases, unless `PROPTEST_CASES` asks for more.
fn cases(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(asked.unwrap_or(cases)) }
}

fn bits(value: Option<f64>) -> Option<u64> {
    value.map(f64::to_bits)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn contributions_added_left_to_right_are_the_score_to_the_last_bit(person in valid_record()) {
        let patient = Patient::from_json(json_of(&person)).unwrap();
        for model in MODELS.iter() {
            let info = model.info().unwrap();
            let calibrated = |output: Output| -> f64 {
                let card = serde_json::to_value(model.scorecard(output).unwrap()).unwrap();
                let mut score = card["intercept"].as_f64().unwrap();
                let contributions = model.explain(&patient, output).unwrap();
                assert_eq!((contributions[0].field, contributions[0].points.to_bits()), (None, score.to_bits()));
                let terms = card["terms"].as_array().unwrap();
                assert_eq!(contributions.len(), terms.len() + 1);
                for (contribution, term) in contributions[1..].iter().zip(terms) {
                    let points = points(&term["shape"], term["field"].as_str().unwrap(), &patient);
                    assert_eq!(contribution.points.to_bits(), points.to_bits(), "{term}");
                    score += points;
                }
                let sum = contributions.iter().map(|part| part.points).reduce(|sum, points| sum + points).unwrap();
                assert_eq!(sum.to_bits(), score.to_bits());
                let calibration = &info["outputs"][output.name()]["calibration"];
                calibration["intercept"].as_f64().unwrap() + calibration["slope"].as_f64().unwrap() * score
            };
            let prediction = model.predict(&patient);
            if prediction.not_applicable.is_none() {
                prop_assert_eq!(bits(prediction.glucose_mg_dl), bits(Some(calibrated(Output::Glucose))));
                let [whole, part] = [Output::Dysglycaemia, Output::Diabetes]
                    .map(|output| 1.0 / (1.0 + libm::exp(-calibrated(output))));
                let of = prediction.probabilities.unwrap();
                prop_assert_eq!(of.diabetes.to_bits(), part.min(whole).to_bits());
                prop_assert_eq!(of.prediabetes.to_bits(), (whole - part.min(whole)).to_bits());
                prop_assert_eq!(of.normal.to_bits(), (1.0 - whole).to_bits());
                prop_assert!([of.normal, of.prediabetes, of.diabetes].iter().all(|p| (0.0..=1.0).contains(p)));
                let [low, high] = prediction.risk_interval.unwrap();
                prop_assert!(0.0 <= low && low <= of.diabetes && of.diabetes <= high && high <= 1.0);
            } else {
                prop_assert_eq!(prediction.risk_interval, None);
            }
        }
    }

    #[test]
    fn a_line_earns_ever_more_or_ever_fewer_points(person in valid_record(), shares in [0.0..1.0, 0.0..1.0]) {
        let shares: [f64; 2] = shares;
        let mut person = person;
        // Nothing follows from the field but its own points, and the pressures leave each other room.
        person.extend([("tas", json!(300.0)), ("tad", json!(20.0)), ("imc", json!(27.5)), ("puntaje_findrisc", json!(9.0))]);
        person.retain(|name, _| !["talla", "peso"].contains(name));
        for (model, output) in MODELS.iter().flat_map(|model| Output::ALL.map(|output| (model, output))) {
            for (position, term) in model.scorecard(output).unwrap().terms.iter().enumerate() {
                let (Shape::Line { coefficient, .. }, FieldKind::Number { min, max, whole: false }) =
                    (&term.shape, term.field.spec().kind)
                else {
                    continue;
                };
                let (min, max) = if term.field == Field::SystolicMmHg { (60.0, max) } else { (min, max) };
                let [below, above] = [shares[0].min(shares[1]), shares[0].max(shares[1])].map(|share| {
                    let mut person = person.clone();
                    person.insert(term.field.name(), json!(min + share * (max - min)));
                    let patient = Patient::from_json(json_of(&person)).unwrap();
                    let points = model.explain(&patient, output).unwrap().into_iter().map(|part| part.points);
                    (points.clone().nth(position + 1).unwrap(), points.sum::<f64>())
                });
                let sign = coefficient.signum();
                prop_assert!(sign * below.0 <= sign * above.0, "points of {:?} in {output}", term.field);
                prop_assert!(sign * below.1 <= sign * above.1, "score by {:?} in {output}", term.field);
            }
        }
    }

    #[test]
    fn the_interval_of_an_incomplete_form_holds_the_points_of_every_complete_one(
        person in valid_record(), gone in prop::collection::vec(any::<bool>(), FIELD_COUNT),
    ) {
        let part: Person = person
            .iter()
            .filter(|(name, _)| !gone[Field::by_name(name).unwrap().index()])
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let [whole, part] = [&person, &part].map(|person| PartialRecord::from_json(json_of(person)).unwrap());
        for score in SCORES {
            let [whole, part] = [score.of(&whole), score.of(&part)];
            prop_assert!(part.points_min <= whole.points_min && whole.points_max <= part.points_max);
            prop_assert!(part.points.is_none() || part.points == whole.points);
            prop_assert!(part.band.is_none() || part.band == whole.band);
            if let (Some(whole), Some(part)) = (whole.referral, part.referral) {
                prop_assert!(part.advised.is_none() || part.advised == whole.advised);
            }
        }
    }

    #[test]
    fn a_record_written_and_read_again_is_the_same(person in valid_record()) {
        let patient = Patient::from_json(json_of(&person)).unwrap();
        let again: Patient = serde_json::from_str(&serde_json::to_string(&patient).unwrap()).unwrap();
        for field in Field::all() {
            prop_assert_eq!(bits(patient.get(field)), bits(again.get(field)), "{:?}", field);
            prop_assert_eq!(patient.choice(field), again.choice(field), "{:?}", field);
        }
    }
}

/// The points of a term, worked out from the scorecard as JSON.
fn points(shape: &Value, field: &str, patient: &Patient) -> f64 {
    let value = |field: &str| {
        let field = Field::by_name(field).unwrap();
        let code = |text| field.choices().iter().position(|choice| *choice == text);
        patient.get(field).or_else(|| patient.choice(field).and_then(code).map(|code| code as f64))
    };
    let Some(x) = value(field) else { return 0.0 };
    let list = |value: &Value| -> Vec<f64> { value.as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect() };
    let (kind, table) = shape.as_object().unwrap().iter().next().unwrap();
    match kind.as_str() {
        "line" => table["coefficient"].as_f64().unwrap() * (x - table["center"].as_f64().unwrap()),
        "levels" => list(&table["points"])[x as usize],
        "steps" => {
            let passed = |cut: &Value| {
                let at = cut["at"].as_f64().unwrap();
                if cut["inclusive"] == true { x >= at } else { x > at }
            };
            let step = table["cuts"].as_array().unwrap().iter().filter(|cut| passed(cut)).count();
            list(&table["points"])[step]
        }
        "curve" => {
            let (knots, points) = (list(&table["knots"]), list(&table["points"]));
            match knots.iter().rposition(|knot| *knot <= x) {
                None => points[0],
                Some(last) if last + 1 == knots.len() => points[last],
                Some(i) => points[i] + (x - knots[i]) / (knots[i + 1] - knots[i]) * (points[i + 1] - points[i]),
            }
        }
        "by" => match value(table["field"].as_str().unwrap()) {
            Some(level) => self::points(&table["shapes"][level as usize], field, patient),
            None => 0.0,
        },
        other => unreachable!("no shape {other}"),
    }
}

/// What an answer says of what to do, checked against the record and against itself.
fn look_at_advice(person: &Person, model: &Model, cut: Option<f64>, today: Date) {
    let patient = Patient::from_json(json_of(person)).unwrap();
    let answer = model.predict_with(&patient, &AdviceOptions::new(cut, Some(today)).unwrap());
    let (advice, step) = (answer.advice, answer.advice.next_step());
    let number = |name: &str| person.get(name).and_then(Value::as_f64);
    let yes = |name: &str| person.get(name) == Some(&json!("Si"));
    let told = format!("{person:?} {answer:?}");
    // Urgent.
    let (glucose, hba1c) = (number("glucosa_ayunas"), number("hba1c"));
    let [systolic, diastolic] = if yes("embarazo") { [160.0, 110.0] } else { [180.0, 120.0] };
    let is_high = number("tas") >= Some(systolic) || number("tad") >= Some(diastolic);
    let found =
        [glucose.is_some_and(|glucose| glucose < 54.0), glucose.is_some_and(|glucose| glucose >= 250.0), is_high];
    let urgent: Vec<Urgent> = advice.urgent().collect();
    assert_eq!(Urgent::ALL.map(|code| urgent.contains(&code)), found, "{told}");
    assert_eq!(answer.priority() == Priority::Urgent, !urgent.is_empty(), "{told}");
    // The next step and what was found.
    let applies = answer.not_applicable.is_none();
    let abnormal =
        [glucose.map(|value| [value >= 126.0, value >= 100.0]), hba1c.map(|value| [value >= 6.5, value >= 5.7])];
    let diabetes = abnormal.iter().flatten().filter(|[diabetes, _]| *diabetes).count();
    let any = abnormal.iter().flatten().any(|[_, any]| *any);
    let may_follow: &[NextStep] = match (applies, diabetes, any) {
        (false, 1.., _) if !yes("diabetes_diagnosticada") => &[NextStep::Clinician],
        (false, ..) => &[NextStep::OwnCare],
        (_, 2, _) => &[NextStep::Clinician],
        (_, 1, _) => &[NextStep::Confirm],
        (.., true) if hba1c.is_none() => &[NextStep::Complete],
        (.., true) if yes("sintomas") => &[NextStep::Test],
        (.., true) => &[NextStep::Yearly],
        _ if yes("sintomas") => &[NextStep::Test],
        _ => &[NextStep::Yearly, NextStep::Repeat3Years, NextStep::Test, NextStep::Unknown, NextStep::Usual],
    };
    assert!(may_follow.contains(&step), "{told}");
    assert!(applies || advice.test_advised() != Some(true), "{told}");
    // Nobody is waved off whom anything asks to be tested.
    let whole = answer.probabilities.map(|of| 1.0 - of.normal);
    let was_told = yes("antecedente_glucosa_alta") || yes("diabetes_gestacional");
    if step == NextStep::Usual {
        assert_eq!(answer.risk_level, Some(RiskLevel::Low), "{told}");
        assert!(whole.is_some_and(|whole| whole < 0.5 + 1e-12) && !was_told && !any, "{told}");
        assert!(cut.is_none_or(|cut| number("puntaje_findrisc").is_none_or(|points| points < cut)), "{told}");
    }
    if step == NextStep::Repeat3Years {
        assert!(!was_told && answer.risk_level != Some(RiskLevel::High), "{told}");
        assert!(glucose.is_some() || hba1c.is_some(), "{told}");
    }
    // The words.
    for (locale, waved_off, low, test, if_any) in [
        (
            Locale::Es,
            "no hace falta una prueba",
            "El riesgo de diabetes es bajo.",
            "hágase una prueba",
            "Si tiene mucha sed",
        ),
        (Locale::En, "calls for no test", "The risk of diabetes is low.", "have a test", "If you are very thirsty"),
    ] {
        let (text, words) = (advice.text(locale), answer.interpretation(locale));
        assert_eq!(words.matches(&text).count(), 1, "{told}");
        assert_ne!(words.contains(if_any), yes("sintomas"), "{told}");
        // Who needs no other test is sent to a clinician with symptoms, not to a test.
        let is_low_or_high = found[0] || found[1];
        let is_seen = [NextStep::OwnCare, NextStep::Clinician, NextStep::Confirm].contains(&step) || is_low_or_high;
        assert_eq!(words.contains(test), !is_seen, "{told}");
        assert_eq!(words.contains(waved_off), step == NextStep::Usual, "{told}");
        assert_eq!(words.contains(low), answer.risk_level == Some(RiskLevel::Low) && !any, "{told}");
        let leads = !applies || !urgent.is_empty() || glucose.is_some() || hba1c.is_some();
        let urgent = urgent.iter().map(|code| code.text(locale).to_owned() + " ").collect::<String>();
        let begins = if leads { urgent + &text } else { String::new() };
        let generated = [
            "Modelo entrenado con registros generados: no es para pacientes. ",
            "Trained on generated records: not for patients. ",
        ];
        let rest = generated.iter().find_map(|begin| words.strip_prefix(begin));
        assert_eq!(rest.is_some(), model.synthetic() == Some(true), "{told}");
        assert!(rest.unwrap_or(&words).starts_with(&begins), "{told}");
        assert_eq!(found[0], words.contains(" 54 mg/dL: "), "{told}");
        // An estimate says whose records it comes from.
        let origin = model.origin(locale).filter(|_| model.synthetic() == Some(false));
        assert_eq!(words.ends_with(origin.as_deref().unwrap_or("\0")), origin.is_some() && applies, "{told}");
    }
}

/// Asks for an answer, which must be JSON: figures or errors, in a list for a list.
fn answer(body: &[u8]) -> Value {
    let [_, nhanes] = &*MODELS;
    let mut found = Value::Null;
    for locale in [Locale::En, Locale::Es] {
        found = serde_json::from_slice(&nhanes.predict_json(body, locale)).unwrap();
        let one = |one: &Value| one.get("errors").is_some() != one.get("glucose_mg_dl").is_some();
        assert!(found.as_array().map_or_else(|| one(&found), |list| list.iter().all(one)), "{found}");
    }
    found
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn an_answer_never_contradicts_itself(
        person in valid_record(), cut in prop::option::of(0_u8..=26), today in 15_000..20_500,
    ) {
        for model in MODELS.iter() {
            look_at_advice(&person, model, cut.map(f64::from), Date::from_days(today));
        }
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        answer(&bytes);
    }

    #[test]
    fn any_json_gets_an_answer(value in any_json()) {
        let found = answer(value.to_string().as_bytes());
        prop_assert_eq!(found.is_array(), value.is_array());
    }

    #[test]
    fn a_record_with_any_values_gets_an_answer(person in any_record(), list in any::<bool>()) {
        let json = json_of(&person);
        let found = answer(if list { format!("[{json}]") } else { json.clone() }.as_bytes());
        let found = if list { &found[0] } else { &found };
        prop_assert_eq!(found.get("errors").is_some(), Patient::from_json(&json).is_err());
    }

    #[test]
    fn a_record_with_a_changed_byte_gets_an_answer(
        person in valid_record(), position in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut bytes = json_of(&person).into_bytes();
        let position = position.index(bytes.len());
        bytes[position] = byte;
        answer(&bytes);
        answer(&bytes[..position]);
    }
}
