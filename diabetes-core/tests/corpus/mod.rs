//! The corpus of cases in `fixtures/`: records are written by hand, their answers by the library.

mod models;
mod recalibration;
#[path = "../seal/mod.rs"]
mod seal;

use diabetes_core::fhir::FhirRecord;
use diabetes_core::model::Output;
use diabetes_core::risk::{classify_glucose, classify_hba1c};
use diabetes_core::scores::{self, SCORES};
use diabetes_core::table::Required;
use diabetes_core::{
    AdviceOptions, Date, Locale, Model, NextStep, PartialRecord, Patient, PatientTable, Record, ValidationErrors,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// A record or another object, its keys sorted.
pub(crate) type Object = BTreeMap<String, Value>;

/// How the answer of a kind of case is found.
type Answer = fn(&Models, &Input) -> Outcome<Value>;

/// One case as it was written by hand; each kind of case uses some of the keys.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Input {
    pub(crate) name: String,
    /// `tiny`, unless another one is named.
    pub(crate) model: Option<String>,
    /// The record is a base, less some fields, with changes.
    base: Option<String>,
    without: Vec<String>,
    change: Object,
    pub(crate) strict: bool,
    /// The day of the advice, and the points of FINDRISC that ask for a test.
    pub(crate) today: Option<String>,
    pub(crate) findrisc_cut: Option<f64>,
    pub(crate) explain: Vec<Output>,
    pub(crate) field: String,
    pub(crate) value: f64,
    /// A FHIR resource.
    bundle: Value,
    body: Option<String>,
    hex: Option<String>,
    /// What was worked out by hand.
    pub(crate) expect: Value,
    /// Of each score the fewest points, the most points and the band.
    pub(crate) scores: Object,
    /// Score, cut-off (null: the score's own) and whether a test is advised (`"none"` without a cut-off).
    pub(crate) referrals: Vec<(String, Option<f64>, Value)>,
    #[serde(skip)]
    pub(crate) record: Object,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inputs {
    #[serde(default)]
    bases: BTreeMap<String, Object>,
    cases: Vec<Input>,
}

impl Input {
    /// What its advice depends on.
    pub(crate) fn options(&self) -> Outcome<AdviceOptions> {
        let today = self.today.as_deref().map(|day| Date::from_text(day).ok_or("today is no date")).transpose()?;
        Ok(AdviceOptions::new(self.findrisc_cut, today)?)
    }

    pub(crate) fn record_json(&self) -> Outcome<String> {
        Ok(serde_json::to_string(&self.record)?)
    }

    pub(crate) fn body(&self) -> Outcome<Vec<u8>> {
        match (&self.body, &self.hex) {
            (Some(text), None) => Ok(text.clone().into_bytes()),
            (None, Some(digits)) => {
                let digits: Vec<char> = digits.chars().collect();
                let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16);
                Ok(digits.chunks(2).map(byte).collect::<Result<_, _>>()?)
            }
            _ => Err(format!("{}: needs either body or hex", self.name).into()),
        }
    }
}

/// The two models that the cases use.
pub(crate) struct Models {
    pub(crate) tiny: Model,
    pub(crate) nhanes: Model,
}

impl Models {
    pub(crate) fn new() -> Outcome<Self> {
        Ok(Self { tiny: Model::from_json(&models::tiny()?)?, nhanes: Model::bundled() })
    }

    pub(crate) fn of(&self, input: &Input) -> Outcome<(&'static str, &Model)> {
        match input.model.as_deref() {
            None => Ok(("tiny", &self.tiny)),
            Some("nhanes") => Ok(("nhanes", &self.nhanes)),
            Some(other) => Err(format!("{}: no model {other}", input.name).into()),
        }
    }
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// Reads a JSON file of the corpus.
pub(crate) fn read<T: DeserializeOwned>(path: &str) -> Outcome<T> {
    let text = fs::read_to_string(folder().join(path)).map_err(|error| format!("{path}: {error}"))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?)
}

/// The cases written by hand in `inputs/KIND.json`, each with its whole record.
pub(crate) fn inputs(kind: &str) -> Outcome<Vec<Input>> {
    let Inputs { bases, mut cases } = read(&format!("inputs/{kind}.json"))?;
    for input in &mut cases {
        if let Some(base) = &input.base {
            input.record = bases.get(base).ok_or_else(|| format!("{}: no base {base}", input.name))?.clone();
        }
        for field in &input.without {
            input.record.remove(field).ok_or_else(|| format!("{}: no {field} to leave out", input.name))?;
        }
        input.record.extend(input.change.clone());
    }
    Ok(cases)
}

/// Every file that is made, by its path in the corpus.
pub(crate) fn files() -> Outcome<Vec<(String, Vec<u8>)>> {
    let models = Models::new()?;
    let mut files = models::files()?;
    files.extend(recalibration::files(&models.tiny)?);
    let kinds: [(&str, Answer); 7] = [
        ("predictions", prediction),
        ("refusals", refusal),
        ("scores", score),
        ("measured", measured),
        ("bodies", answered_body),
        ("csv", answered_file),
        ("fhir", read_bundle),
    ];
    for (kind, case) in kinds {
        let cases: Vec<Value> =
            inputs(kind)?.iter().map(|input| Ok(sorted(case(&models, input)?))).collect::<Outcome<_>>()?;
        // A score repeats its items in every case: one case a line keeps them apart and the file small.
        let text = if kind == "scores" { one_a_line(&cases)? } else { serde_json::to_string_pretty(&cases)? + "\n" };
        files.push((format!("cases/{kind}.json"), text.into_bytes()));
    }
    Ok(files)
}

/// With the keys of every object in order: that of a map depends on how `serde_json` was built.
pub(crate) fn sorted(value: Value) -> Value {
    match value {
        Value::Array(values) => values.into_iter().map(sorted).collect(),
        Value::Object(map) => {
            let map: BTreeMap<String, Value> = map.into_iter().collect();
            Value::Object(map.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        other => other,
    }
}

fn one_a_line(cases: &[Value]) -> Outcome<String> {
    let lines: Vec<String> = cases.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    Ok(format!("[\n{}\n]\n", lines.join(",\n")))
}

fn prediction(models: &Models, input: &Input) -> Outcome<Value> {
    let (name, model) = models.of(input)?;
    let json = input.record_json()?;
    let patient = Patient::from_record(&Record::from_json(json.as_bytes())?, input.strict)
        .map_err(|error| format!("{}: {error}", input.name))?;
    let prediction = model.predict_with(&patient, &input.options()?);
    let english = serde_json::to_value(prediction.localized(Locale::En))?;
    let mut points = Map::new();
    for output in &input.explain {
        let contributions = model.explain(&patient, *output)?;
        let pairs =
            contributions.iter().map(|part| json!([part.field.map_or("base", |field| field.name()), part.points]));
        points.insert(output.name().to_owned(), pairs.collect());
    }
    Ok(json!({
        "name": input.name,
        "model": name,
        "strict": input.strict,
        "today": input.today,
        "findrisc_cut": input.findrisc_cut,
        "record": input.record,
        "answer": prediction.localized(Locale::Es),
        "en": {
            "interpretation": english["interpretation"],
            "next_step": english["next_step"],
            "warnings": english["warnings"],
        },
        "explain": points,
    }))
}

fn refusal(_: &Models, input: &Input) -> Outcome<Value> {
    let json = input.record_json()?;
    let Err(errors) = Patient::from_record(&Record::from_json(json.as_bytes())?, input.strict) else {
        return Err(format!("{}: is not refused", input.name).into());
    };
    let mut case = in_both_languages(&errors);
    case.insert("name".into(), json!(input.name));
    case.insert("strict".into(), json!(input.strict));
    case.insert("record".into(), json!(input.record));
    Ok(case.into())
}

fn in_both_languages(errors: &ValidationErrors) -> Map<String, Value> {
    [("es", Locale::Es), ("en", Locale::En)]
        .into_iter()
        .map(|(name, locale)| (name.to_owned(), json!(errors.localized(locale))))
        .collect()
}

fn score(_: &Models, input: &Input) -> Outcome<Value> {
    let record = PartialRecord::from_json(input.record_json()?).map_err(|error| format!("{}: {error}", input.name))?;
    let all: Map<String, Value> = SCORES.iter().map(|score| (score.name.into(), json!(score.of(&record)))).collect();
    let mut referrals = Vec::new();
    for (name, cut, _) in &input.referrals {
        let referral = scores::score(name, &record, *cut)?.referral;
        referrals.push(json!({"score": name, "cut": cut, "referral": referral}));
    }
    Ok(json!({"name": input.name, "record": input.record, "scores": all, "referrals": referrals}))
}

fn measured(_: &Models, input: &Input) -> Outcome<Value> {
    let classified = match input.field.as_str() {
        "glucosa_ayunas" => classify_glucose(input.value),
        "hba1c" => classify_hba1c(input.value),
        other => return Err(format!("{other} is not measured").into()),
    };
    let mut case = match classified {
        Ok(measured) => Map::from_iter([("answer".to_owned(), json!(measured))]),
        Err(errors) => in_both_languages(&errors),
    };
    case.insert("field".into(), json!(input.field));
    case.insert("value".into(), json!(input.value));
    Ok(case.into())
}

/// The answers for the rows of a CSV file, or the code of the error where it is no table.
fn answered_file(models: &Models, input: &Input) -> Outcome<Value> {
    let (name, model) = models.of(input)?;
    let body = input.body()?;
    let mut case = json!({"name": input.name, "model": name});
    match PatientTable::from_csv(&body[..], Required::Six) {
        Err(error) => case["error"] = json!(error.code()),
        Ok(table) => {
            let answers = model.predict_table(&table);
            let figure = |column: &[f64], row: usize| column.get(row).copied().filter(|figure| !figure.is_nan());
            let row = |row: usize| {
                let [low, high] = answers.risk_interval(row).map(|end| Some(end).filter(|end| !end.is_nan()));
                json!({
                    "glucose_mg_dl": figure(&answers.figures.glucose_mg_dl, row),
                    "prob_Diabetes": figure(&answers.figures.prob_diabetes, row),
                    "risk_level": answers.risk_level.get(row),
                    "risk_low": low,
                    "risk_high": high,
                    "test_advised": answers.test_advised(row),
                    "next_step": answers.next_step(row).map(NextStep::code),
                    "urgent": answers.advice(row).urgent_codes(),
                    "measured": answers.measured(row).names(),
                    "confirm": answers.measured(row).confirm(),
                    "warnings": answers.note_codes(row),
                    "errors": answers.error_codes(row),
                })
            };
            case["rows"] = (0..answers.rows()).map(row).collect();
        }
    }
    match &input.hex {
        Some(digits) => case["hex"] = json!(digits),
        None => case["body"] = json!(input.body),
    }
    Ok(case)
}

fn answered_body(models: &Models, input: &Input) -> Outcome<Value> {
    let (name, model) = models.of(input)?;
    let body = input.body()?;
    let answer = |locale| String::from_utf8(model.predict_json(&body, locale));
    let mut case = json!({"name": input.name, "model": name, "es": answer(Locale::Es)?, "en": answer(Locale::En)?});
    match &input.hex {
        Some(digits) => case["hex"] = json!(digits),
        None => case["body"] = json!(input.body),
    }
    Ok(case)
}

/// The record in a FHIR resource with its sources and notes, or the error in each language.
fn read_bundle(_: &Models, input: &Input) -> Outcome<Value> {
    let today = input.today.as_deref().and_then(Date::from_text).ok_or("today is no date")?;
    let mut case = json!({"name": input.name, "today": input.today, "bundle": input.bundle});
    for (name, locale) in [("es", Locale::Es), ("en", Locale::En)] {
        case[name] = match FhirRecord::read(input.bundle.to_string().as_bytes(), today) {
            Ok(read) => json!(read.localized(locale)),
            Err(error) => json!({"code": error.code(), "message": error.message(locale)}),
        };
    }
    Ok(case)
}
