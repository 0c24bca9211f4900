//! A table gives each person the answer that the person gets alone, to the last bit.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is what a panic means here")]

mod people;

use diabetes_core::advice::urgent_in;
use diabetes_core::model::{Batch, Cells, Output, Wanted};
use diabetes_core::risk::{Category, Confidence, GLUCOSE_CUTS, HBA1C_CUTS, Priority, RiskLevel};
use diabetes_core::schema::Field;
use diabetes_core::scorecard::Shape;
use diabetes_core::scores::SCORES;
use diabetes_core::table::{Required, TableBuilder};
use diabetes_core::train::{Algorithm, TrainingOptions, train};
use diabetes_core::{
    AdviceOptions, Date, FieldError, Locale, Model, NextStep, PartialRecord, Patient, PatientTable, Prediction,
    PredictionTable, Raw, Record, Urgent, Warning, synthetic,
};
use people::{Person, any_record, json_of};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let people = synthetic::generate(1_500, 3);
    let trained = [Algorithm::Linear, Algorithm::Additive]
        .map(|algorithm| train(&people, None, &TrainingOptions { algorithm, ..TrainingOptions::default() }).unwrap());
    let tiny = Model::from_json(include_str!("../../fixtures/models/tiny.json")).unwrap();
    [tiny, Model::bundled()].into_iter().chain(trained).collect()
});

/// Where something changes in a table: knots, cut points, ends of training ranges, and the numbers beside them.
static TURNS: LazyLock<Vec<(Field, f64)>> = LazyLock::new(|| {
    let mut shapes: Vec<(Field, Shape)> = Vec::new();
    for (model, output) in MODELS.iter().flat_map(|model| Output::ALL.map(|output| (model, output))) {
        shapes.extend(
            model.scorecard(output).iter().flat_map(|card| &card.terms).map(|term| (term.field, term.shape.clone())),
        );
    }
    let mut turns: Vec<(Field, f64)> =
        shapes.iter().flat_map(|(field, shape)| turns(shape).into_iter().map(|at| (*field, at))).collect();
    for info in MODELS.iter().map(|model| model.info().unwrap()) {
        for field in info["fields"].as_array().unwrap() {
            let range = &field["training"]["distribution"]["number"];
            let field = Field::by_name(field["field"].as_str().unwrap()).unwrap();
            turns.extend(["min", "max"].into_iter().filter_map(|end| Some((field, range[end].as_f64()?))));
        }
    }
    turns.extend(GLUCOSE_CUTS.map(|at| (Field::FastingGlucoseMgDl, at)));
    turns.extend(HBA1C_CUTS.map(|at| (Field::Hba1cPercent, at)));
    for score in SCORES {
        for item in serde_json::to_value(score.localized(Locale::En)).unwrap()["items"].as_array().unwrap() {
            let field = item["fields"][0].as_str().and_then(Field::by_name);
            let mut cuts = Vec::new();
            numbers_at(&item["shape"], &mut cuts);
            turns.extend(field.into_iter().flat_map(|field| cuts.iter().map(move |at| (field, *at))));
        }
    }
    turns.into_iter().flat_map(|(field, at)| [at.next_down(), at, at.next_up()].map(|at| (field, at))).collect()
});

/// A JSON value as the cell of a table.
fn raw(value: Option<&Value>) -> Raw<'_> {
    match value {
        None | Some(Value::Null) => Raw::Missing,
        Some(Value::Bool(value)) => Raw::Bool(*value),
        Some(Value::Number(number)) => number.as_f64().map_or(Raw::Other, Raw::Number),
        Some(Value::String(text)) => Raw::Text(Cow::Borrowed(text)),
        Some(_) => Raw::Other,
    }
}

/// The members `at` of a JSON value, however deep.
fn numbers_at(value: &Value, found: &mut Vec<f64>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("at").and_then(Value::as_f64));
            members.values().for_each(|member| numbers_at(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| numbers_at(item, found)),
        _ => {}
    }
}

fn turns(shape: &Shape) -> Vec<f64> {
    match shape {
        Shape::Line { center, .. } => vec![*center],
        Shape::Steps { cuts, .. } => cuts.iter().map(|cut| cut.at).collect(),
        Shape::Curve { knots, .. } => knots.clone(),
        Shape::Levels { .. } => Vec::new(),
        Shape::By { shapes, .. } => shapes.iter().flat_map(turns).collect(),
    }
}

/// A record, some of whose numbers lie where a table changes.
fn person() -> impl Strategy<Value = Person> {
    let turn = any::<prop::sample::Index>().prop_map(|index| TURNS[index.index(TURNS.len())]);
    (any_record(), prop::collection::vec(turn, 0..4)).prop_map(|(mut person, turns)| {
        person.extend(turns.into_iter().map(|(field, at)| (field.name(), json!(at))));
        person
    })
}

/// A column as a caller may have it.
enum Given {
    Numbers(Vec<f64>),
    Codes(Vec<u8>),
    Values,
}

/// Numbers or codes where the column has nothing else.
fn given(people: &[Person], field: Field) -> Given {
    let cells = || people.iter().map(|person| person.get(field.name()).filter(|value| !value.is_null()));
    let code = |cell: Option<&Value>| match cell {
        None => Some(255),
        Some(Value::String(text)) => field.choices().iter().position(|choice| choice == text).map(|code| code as u8),
        // No choice either way.
        Some(Value::Number(_)) => Some(field.choices().len() as u8),
        Some(_) => None,
    };
    let number = |cell: Option<&Value>| cell.map_or(Some(f64::NAN), Value::as_f64);
    if field.choices().is_empty() {
        cells().map(number).collect::<Option<_>>().map_or(Given::Values, Given::Numbers)
    } else {
        cells().map(code).collect::<Option<_>>().map_or(Given::Values, Given::Codes)
    }
}

/// Reads a column's first half as values and the rest as levels.
fn in_parts<'p>(builder: &mut TableBuilder<'_>, name: &str, people: &'p [Person]) {
    let (first, rest) = people.split_at(people.len() / 2);
    let mut levels: Vec<Raw<'p>> = Vec::new();
    let mut key = |cell: Raw<'p>| match (&cell, levels.iter().position(|level| *level == cell)) {
        (Raw::Missing, _) => usize::MAX,
        (_, Some(place)) => place,
        _ => {
            levels.push(cell);
            levels.len() - 1
        }
    };
    let keys: Vec<usize> = rest.iter().map(|person| key(raw(person.get(name)))).collect();
    let mut reading = builder.reading(name).unwrap().unwrap();
    reading.values(first.iter().map(|person| raw(person.get(name))));
    reading.levels(&levels, keys.into_iter());
    reading.end().unwrap();
}

fn table_of<'a>(people: &'a [Person], columns: &'a [(Field, Given)], required: Required) -> PatientTable<'a> {
    let mut builder = PatientTable::builder(people.len());
    for (field, given) in columns {
        let name = field.name();
        match given {
            _ if people.iter().all(|person| !person.contains_key(name)) => {}
            Given::Numbers(numbers) => builder.numbers(name, numbers.as_slice().into()).unwrap(),
            Given::Codes(codes) => builder.codes(name, codes).unwrap(),
            Given::Values if people.len() % 2 == 1 => in_parts(&mut builder, name, people),
            Given::Values => builder.values(name, people.iter().map(|person| raw(person.get(name)))).unwrap(),
        }
    }
    builder.finish(required)
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> Option<String> {
    let parts: Vec<&str> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(";"))
}

/// The errors of a record as a table has them.
fn with_fields(errors: &[FieldError]) -> Option<String> {
    let parts: Vec<String> = errors
        .iter()
        .map(|error| [Some(error.code()), error.field()].into_iter().flatten().collect::<Vec<_>>().join(":"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(";"))
}

/// The fields that matter for what is urgent and what was measured.
const JUDGED: [Field; 6] = [
    Field::FastingGlucoseMgDl,
    Field::Hba1cPercent,
    Field::SystolicMmHg,
    Field::DiastolicMmHg,
    Field::Pregnant,
    Field::DiagnosedDiabetes,
];

/// What a record with errors still tells, from the values that have none.
struct Found {
    sound: PartialRecord,
    urgent: Vec<Urgent>,
}

impl Found {
    fn of(person: &Person, errors: &[FieldError]) -> Self {
        let is_judged = |name: &str| Field::by_name(name).is_some_and(|field| JUDGED.contains(&field));
        let mut sound = person.clone();
        sound.retain(|name, _| is_judged(name) && errors.iter().all(|error| error.field() != Some(name)));
        let sound = PartialRecord::from_json(json_of(&sound)).unwrap();
        let whole = json_of(person);
        Self { urgent: urgent_in(&Record::from_json(whole.as_ref()).unwrap()), sound }
    }

    fn urgent(&self) -> Option<&'static str> {
        match *self.urgent {
            [] => None,
            [one] => Some(one.code()),
            [Urgent::GlucoseLow, ..] => Some("glucose_low;blood_pressure"),
            _ => Some("glucose_high;blood_pressure"),
        }
    }

    /// The category of each test that has one, or the test alone.
    fn tests(&self) -> Vec<(&'static str, Option<Category>)> {
        let yes = |field: Field| self.sound.choice(field) == Some("Si");
        if yes(Field::DiagnosedDiabetes) {
            return Vec::new();
        }
        let test = |(field, cuts): (Field, [f64; 2])| {
            let value = self.sound.get(field)?;
            let category = Category::ALL[cuts.iter().filter(|cut| value >= **cut).count()];
            let is_low = field == Field::FastingGlucoseMgDl && value < 54.0;
            let is_judged = !is_low && (!yes(Field::Pregnant) || category == Category::Diabetes);
            Some((field.name(), is_judged.then_some(category)))
        };
        [(Field::FastingGlucoseMgDl, GLUCOSE_CUTS), (Field::Hba1cPercent, HBA1C_CUTS)]
            .into_iter()
            .filter_map(test)
            .collect()
    }

    fn measured(&self) -> Option<String> {
        let tests = self.tests();
        let names = tests.iter().map(|(name, category)| match category {
            Some(category) => format!("{name}:{}", category.name()),
            None => (*name).to_owned(),
        });
        (!tests.is_empty()).then(|| names.collect::<Vec<_>>().join(";"))
    }

    fn priority(&self) -> Priority {
        if !self.urgent.is_empty() {
            return Priority::Urgent;
        }
        match self.tests().into_iter().filter_map(|(_, category)| category).max() {
            Some(Category::Diabetes) => Priority::MeasuredDiabetes,
            Some(Category::Prediabetes) => Priority::MeasuredPrediabetes,
            _ => Priority::Errors,
        }
    }
}

static NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| PredictionTable::column_kinds().into_iter().map(|(name, _)| name).collect());

/// What stands in a row: the bits of a number, a boolean or a text.
fn cell<'c>(cells: &'c Cells<'_>, row: usize) -> (Option<u64>, Option<bool>, Option<&'c str>) {
    let number = match cells {
        Cells::Numbers(numbers) => Some(numbers[row].to_bits()),
        _ => None,
    };
    (number, cells.truth(row), cells.text(row))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_table_gives_each_person_the_answer_that_the_person_gets_alone(
        people in prop_oneof![prop::collection::vec(person(), 1..12), prop::collection::vec(person(), 64..300)],
        absent in prop::collection::vec(prop::sample::select(Field::all().collect::<Vec<_>>()), 0..12),
        cut in prop::option::of(0_u8..=26),
        today in 15_000..20_000,
        wanted in prop::sample::subsequence(NAMES.clone(), 1..NAMES.len()).prop_shuffle(),
    ) {
        let wanted = Wanted::named(wanted).unwrap();
        let options = AdviceOptions::new(cut.map(f64::from), Some(Date::from_days(today))).unwrap();
        let mut people = people;
        for field in absent.into_iter().filter(|field| !field.is_required()) {
            for person in &mut people {
                person.remove(field.name());
            }
        }
        let columns: Vec<_> = Field::all().map(|field| (field, given(&people, field))).collect();
        let table = table_of(&people, &columns, Required::Six);
        let alone: Vec<_> = people.iter().map(|person| Patient::from_json(json_of(person))).collect();
        for (row, patient) in alone.iter().enumerate() {
            prop_assert_eq!(table.valid()[row], patient.is_ok());
            prop_assert_eq!(table.patient(row).map_err(std::borrow::Cow::into_owned), patient.clone());
        }
        for model in MODELS.iter() {
            let answers = model.predict_table_with(&table, &options);
            prop_assert_eq!(answers.rows(), people.len());
            let priorities = answers.priorities();
            let columns: BTreeMap<_, _> = answers.columns().into_iter().collect();
            let text = |name: &str, row: usize| columns[name].text(row);
            let some = Batch::new(model, &options).only(&wanted).predict_table(&table).into_columns(&wanted);
            for (name, cells) in some {
                prop_assert!((0..people.len()).all(|row| cell(&cells, row) == cell(&columns[name], row)), "{}", name);
            }
            for (row, patient) in alone.iter().enumerate() {
                let errors = patient.as_ref().err().and_then(|errors| with_fields(errors.errors()));
                prop_assert_eq!(answers.error_codes(row), errors.as_deref());
                let alone = patient.as_ref().ok().map(|patient| model.predict_with(patient, &options));
                let of = alone.as_ref().and_then(|alone| alone.probabilities);
                let ends = alone.as_ref().and_then(|alone| alone.risk_interval).unwrap_or([f64::NAN; 2]);
                prop_assert_eq!(answers.risk_interval(row).map(f64::to_bits), ends.map(f64::to_bits));
                let interval = alone.as_ref().and_then(|alone| alone.interval);
                for (name, figure) in [
                    ("glucose_mg_dl", alone.as_ref().and_then(|alone| alone.glucose_mg_dl)),
                    ("interval_low", interval.map(|[low, _]| low)),
                    ("interval_high", interval.map(|[_, high]| high)),
                    ("prob_Normal", of.map(|of| of.normal)),
                    ("prob_Prediabetes", of.map(|of| of.prediabetes)),
                    ("prob_Diabetes", of.map(|of| of.diabetes)),
                    ("risk_low", Some(ends[0])),
                    ("risk_high", Some(ends[1])),
                ] {
                    let Cells::Numbers(column) = &columns[name] else { panic!("{name} has no numbers") };
                    prop_assert_eq!(column[row].to_bits(), figure.unwrap_or(f64::NAN).to_bits(), "{} {}", name, row);
                }
                prop_assert_eq!(answers.category.get(row), alone.as_ref().and_then(|alone| alone.category));
                prop_assert_eq!(answers.confidence.get(row), alone.as_ref().and_then(|alone| alone.confidence));
                prop_assert_eq!(answers.risk_level.get(row), alone.as_ref().and_then(|alone| alone.risk_level));
                prop_assert_eq!(answers.next_step(row), alone.as_ref().map(|alone| alone.advice.next_step()));
                let found = patient.as_ref().err().map(|errors| Found::of(&people[row], errors.errors()));
                match (&alone, &found) {
                    (Some(alone), _) => prop_assert_eq!(answers.advice(row), alone.advice),
                    (None, found) => {
                        prop_assert_eq!(answers.advice(row).urgent_codes(), found.as_ref().and_then(Found::urgent));
                    }
                }
                prop_assert_eq!(answers.test_advised(row), answers.advice(row).test_advised());
                let imputed = alone.iter().flat_map(|alone| alone.imputed.iter());
                prop_assert!(imputed.clone().all(|(field, value)| model.imputed(*field).as_ref() == Some(value)));
                let fields: BTreeSet<Field> = imputed.clone().map(|(field, _)| *field).collect();
                prop_assert_eq!(answers.imputed_fields(row).collect::<BTreeSet<_>>(), fields);
                prop_assert_eq!(text("imputed", row).map(str::to_owned), joined(imputed.map(|(field, _)| field.name())));
                let reason = alone.iter().filter_map(|alone| Some(alone.not_applicable?.code()));
                let codes = alone.iter().flat_map(|alone| alone.warnings.iter().map(Warning::code));
                prop_assert_eq!(&answers.note_codes(row), &joined(reason.chain(codes)));
                let measured = answers.measured(row);
                if let Some(alone) = &alone {
                    prop_assert_eq!(measured, alone.measured);
                }
                if let Some(found) = &found {
                    prop_assert_eq!(measured.names(), found.measured());
                }
                let priority = alone.as_ref().map(Prediction::priority);
                let priority = priority.unwrap_or_else(|| found.as_ref().unwrap().priority());
                prop_assert_eq!(priorities[row], priority);
                let level = answers.risk_level.get(row).map(RiskLevel::name);
                let (names, errors) = (measured.names(), answers.error_codes(row));
                let urgent = answers.advice(row).urgent_codes();
                let notes = text("warnings", row);
                let cells = Priority::of_cells(urgent, names.as_deref(), level, notes, errors);
                prop_assert_eq!(cells, priority);
                let is_plain = alone.is_some_and(|alone| {
                    alone.measured.names().is_none()
                        && alone.not_applicable.is_none()
                        && !alone.advice.is_urgent()
                        && model.synthetic() != Some(true)
                });
                prop_assert_eq!(notes.map(str::to_owned), answers.note_codes(row));
                prop_assert_eq!(text("errors", row), errors);
                prop_assert_eq!(text("measured", row), names.as_deref());
                prop_assert_eq!(text("urgent", row), urgent);
                prop_assert_eq!(text("risk_level", row), level);
                prop_assert_eq!(text("category", row), answers.category.get(row).map(Category::name));
                prop_assert_eq!(text("confidence", row), answers.confidence.get(row).map(Confidence::name));
                prop_assert_eq!(text("next_step", row), answers.next_step(row).map(NextStep::code));
                prop_assert_eq!(columns["test_advised"].truth(row), answers.test_advised(row));
                prop_assert_eq!(columns["confirm"].truth(row), measured.confirm());
                prop_assert_eq!(answers.is_plain(row), is_plain);
            }
        }
    }

    #[test]
    fn a_table_of_scores_holds_the_scores_of_each_record(
        people in prop::collection::vec(person(), 1..40),
        absent in prop::collection::vec(prop::sample::select(Field::all().collect::<Vec<_>>()), 0..8),
    ) {
        let mut people = people;
        for field in absent {
            for person in &mut people {
                person.remove(field.name());
            }
        }
        let columns: Vec<_> = Field::all().map(|field| (field, given(&people, field))).collect();
        let table = table_of(&people, &columns, Required::Nothing);
        for score in SCORES {
            let scores = score.of_table(&table, None).unwrap();
            for (row, person) in people.iter().enumerate() {
                match PartialRecord::from_json(json_of(person)) {
                    Err(errors) => {
                        prop_assert_eq!(&scores.errors[row], &with_fields(errors.errors()));
                    }
                    Ok(record) => {
                        let alone = score.of(&record);
                        prop_assert_eq!(scores.points[row], alone.points);
                        prop_assert_eq!((scores.points_min[row], scores.points_max[row]), (Some(alone.points_min), Some(alone.points_max)));
                        prop_assert_eq!(scores.band[row], alone.band);
                        prop_assert!(table.warnings().of(row).eq(record.warnings()));
                        prop_assert_eq!(table.warnings().iter().filter(|(warned, _)| *warned == row).count(), record.warnings().len());
                    }
                }
            }
        }
    }
}
