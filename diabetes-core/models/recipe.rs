//! The recipe of the bundled model: `make bundled-model`, or
//! `cargo run --release --example bundled_model -- SURVEY.csv FOLDER`.
//!
//! The survey is NHANES 1999–2014, adults of 20 and over. The model learns from non-pregnant people without
//! diagnosed diabetes; "told borderline" counts as undiagnosed. Family history counts as first degree, and
//! hypertension is reported or medicated. Rows with HbA1c alone have no survey weight, so the fits are
//! unweighted. The recipe also trains on the cycles up to 2007 and measures on the later ones, and writes
//! both into the card.

use diabetes_core::evaluate::{auroc, calibration_line};
use diabetes_core::model::{GlucoseMetrics, ProbabilityMetrics};
use diabetes_core::schema::Role;
use diabetes_core::table::Required;
use diabetes_core::train::{Options, train};
use diabetes_core::{Field, Model, PartialRecord, PatientTable, Raw, Record, scores};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The last cycle that the check over time trains on.
const LAST_TRAINED: u32 = 2007;
const SOURCE: &str = "NHANES 1999-2014, US adults of 20 and over, not pregnant, without diagnosed diabetes";

/// One person of the survey.
struct Person {
    cycle: u32,
    /// Wire name and text of every field, the outcomes included.
    fields: Vec<(&'static str, String)>,
    hba1c: Option<f64>,
    glucose: Option<f64>,
}

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(survey), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bundled_model SURVEY.csv FOLDER".into());
    };
    let people = read(Path::new(&survey))?;
    let (earlier, later): (Vec<&Person>, Vec<&Person>) = people.iter().partition(|person| person.cycle <= LAST_TRAINED);
    let options = Options { name: "nhanes".into(), source: SOURCE.into(), ..Options::default() };
    let over_time = train(&table(&earlier)?, None, &Options { test_size: 0.0, ..options.clone() })?;
    let model = train(&table(&people.iter().collect::<Vec<_>>())?, None, &options)?;
    let folder = Path::new(&folder);
    model.save(folder.join("nhanes.json"))?;
    let card = card(&model, &over_time, &later)?;
    std::fs::write(folder.join("nhanes.md"), &card)?;
    Ok(())
}

fn read(path: &Path) -> Outcome<Vec<Person>> {
    const COPIED: [&str; 15] = [
        "edad",
        "sexo",
        "imc",
        "talla",
        "peso",
        "perimetro_abdominal",
        "tas",
        "tad",
        "realiza_ejercicio",
        "fuma",
        "medicamentos_hta",
        "historia_familiar_dm",
        "diabetes_diagnosticada",
        "embarazo",
        "Resultado",
    ];
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let mut people = Vec::new();
    for row in reader.records() {
        let row = row?;
        let get = |name: &str| header.iter().position(|column| column == name).and_then(|at| row.get(at)).unwrap_or("");
        let mut fields: Vec<(&'static str, String)> = COPIED.iter().map(|name| (*name, get(name).to_owned())).collect();
        fields.push(("hba1c", get("hba1c").to_owned()));
        let hypertension = match (get("hipertension"), get("medicamentos_hta")) {
            ("Si", _) | (_, "Si") => "Si",
            (reported, _) => reported,
        };
        fields.push(("hipertension", hypertension.to_owned()));
        if get("historia_familiar_dm") == "Si" {
            fields.push(("grado_familiar_dm", "Primero".to_owned()));
        }
        people.push(Person {
            cycle: get("ciclo").parse()?,
            fields,
            hba1c: get("hba1c").parse().ok(),
            glucose: get("Resultado").parse().ok(),
        });
    }
    Ok(people)
}

fn table(people: &[&Person]) -> Outcome<PatientTable<'static>> {
    let mut names: Vec<&str> = people.iter().flat_map(|person| person.fields.iter().map(|(name, _)| *name)).collect();
    names.sort_unstable();
    names.dedup();
    let mut builder = PatientTable::builder(people.len());
    for name in names {
        builder.values(
            name,
            people.iter().map(|person| match person.fields.iter().find(|(own, _)| *own == name) {
                Some((_, text)) => Raw::from(text.as_str()),
                None => Raw::Missing,
            }),
        )?;
    }
    Ok(builder.finish(Required::AgeAndSex))
}

/// What the check over time needs of a person.
struct Judged {
    sex: Option<&'static str>,
    age: f64,
    body_mass_index: f64,
    hba1c: f64,
    glucose: Option<f64>,
    diabetes: f64,
    dysglycaemia: f64,
    findrisc: f64,
    ada: f64,
}

impl Judged {
    fn has_diabetes(&self) -> bool {
        self.hba1c >= 6.5 || self.glucose.is_some_and(|glucose| glucose >= 126.0)
    }

    fn has_dysglycaemia(&self) -> bool {
        self.hba1c >= 5.7 || self.glucose.is_some_and(|glucose| glucose >= 100.0)
    }
}

/// A probability: its name, outcome and estimate.
type Probability = (&'static str, fn(&Judged) -> bool, fn(&Judged) -> f64);

const PROBABILITIES: [Probability; 2] = [
    ("dysglycaemia", Judged::has_dysglycaemia, |person| person.dysglycaemia),
    ("diabetes", Judged::has_diabetes, |person| person.diabetes),
];

/// A group: its name, and who belongs to it.
type Group = (&'static str, fn(&Judged) -> bool);

/// The groups whose level the card shows.
const GROUPS: [Group; 8] = [
    ("men", |person| person.sex == Some("M")),
    ("women", |person| person.sex == Some("F")),
    ("20 to 39 years", |person| person.age < 40.0),
    ("40 to 59 years", |person| (40.0..60.0).contains(&person.age)),
    ("60 years and over", |person| person.age >= 60.0),
    ("body mass index below 25", |person| person.body_mass_index < 25.0),
    ("25 to below 30", |person| (25.0..30.0).contains(&person.body_mass_index)),
    ("30 and over", |person| person.body_mass_index >= 30.0),
];
/// A group with fewer cases, or fewer others, gets no figure.
const MIN_EVENTS: usize = 10;

fn judge(model: &Model, people: &[&Person]) -> Vec<Judged> {
    people
        .iter()
        .filter_map(|person| {
            let mut record = Record::default();
            for (name, text) in &person.fields {
                // The measured HbA1c is what is predicted here.
                if *name != "hba1c" {
                    record.set(name, text.as_str());
                }
            }
            let patient = diabetes_core::Patient::from_record(&record, false).ok()?;
            let probabilities = model.predict(&patient).probabilities?;
            let partial = PartialRecord::from_record(&record, false).ok()?;
            Some(Judged {
                sex: patient.choice(Field::Sex),
                age: patient.get(Field::Age)?,
                body_mass_index: patient.get(Field::Bmi)?,
                hba1c: person.hba1c?,
                glucose: person.glucose,
                diabetes: probabilities.diabetes,
                dysglycaemia: probabilities.diabetes + probabilities.prediabetes,
                findrisc: scores::findrisc(&partial).points_min,
                ada: scores::ada_risk_test(&partial).points_min,
            })
        })
        .collect()
}

fn card(model: &Model, over_time: &Model, later: &[&Person]) -> Outcome<String> {
    let info = model.info()?;
    let text_of = |key: &str| info.get(key).and_then(|value| value.as_str()).unwrap_or_default();
    let mut text = String::from(include_str!("card.md"));
    let used: Vec<&str> = model.used_fields().iter().map(|field| field.name()).collect();
    let unused: Vec<&str> = Field::all()
        .filter(|field| field.spec().role == Role::Predictor)
        .map(Field::name)
        .filter(|name| !used.contains(name))
        .collect();
    let training = model.training();
    let counts = |map: &std::collections::BTreeMap<String, u64>| {
        map.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
    };
    let cutoffs = model.cutoffs().ok_or("the model has no cut-offs")?;
    writeln!(text, "\n## Facts\n\n| what | |\n|---|---|")?;
    writeln!(text, "| version | {} |", text_of("version"))?;
    writeln!(text, "| algorithm | {} |", text_of("algorithm"))?;
    writeln!(text, "| made on | {} |", text_of("created"))?;
    writeln!(text, "| fields used | {} |", used.join(", "))?;
    writeln!(text, "| fields not used | {} |", unused.join(", "))?;
    writeln!(text, "| training rows | {} |", counts(&training.output_rows))?;
    writeln!(text, "| events among them | {} |", counts(&training.events))?;
    writeln!(text, "| rows skipped | {} |", counts(&training.skipped))?;
    writeln!(text, "| rows held out | {} |", training.held_out)?;
    let [lower, higher] = cutoffs.ascending();
    writeln!(text, "| risk Moderado from P(diabetes) | {lower:.4} |\n| risk Alto from P(diabetes) | {higher:.4} |")?;
    let metrics = model.metrics();
    writeln!(text, "\n## Held-out and cross-fitted figures, all cycles")?;
    for (name, set) in [("Held out", &metrics.held_out), ("Cross-fitted on the training rows", &metrics.cross_fitted)] {
        figures(&mut text, name, set)?;
    }
    writeln!(text, "\n## Over time: trained up to {LAST_TRAINED}, measured on 2009 to 2013")?;
    figures(&mut text, "Cross-fitted on the earlier cycles", &over_time.metrics().cross_fitted)?;
    later_figures(&mut text, &judge(over_time, later))?;
    Ok(text)
}

fn figures(text: &mut String, name: &str, set: &diabetes_core::model::MetricSet) -> Outcome<()> {
    writeln!(text, "\n{name}:\n\n| output | rows | figures |\n|---|---|---|")?;
    if let Some(GlucoseMetrics { rows, r2, rmse, mae, category_accuracy, coverage_90, coverage_90_by_third }) =
        &set.glucose
    {
        let [low, middle, high] = coverage_90_by_third.map(|third| third.unwrap_or(f64::NAN));
        writeln!(
            text,
            "| glucose | {rows} | R² {r2:.3}, RMSE {rmse:.1}, MAE {mae:.1} mg/dL, category accuracy {category_accuracy:.3}, \
             90 % interval covers {coverage_90:.3} (by third of the estimate {low:.3}, {middle:.3}, {high:.3}) |"
        )?;
    }
    for (name, metrics) in [("dysglycaemia", &set.dysglycaemia), ("diabetes", &set.diabetes)] {
        if let Some(ProbabilityMetrics { rows, events, auroc, brier, calibration_slope, calibration_intercept }) =
            metrics
        {
            let [auroc, slope, intercept] =
                [auroc, calibration_slope, calibration_intercept].map(|figure| figure.unwrap_or(f64::NAN));
            writeln!(
                text,
                "| {name} | {rows}, {events} events | AUROC {auroc:.3}, Brier {brier:.4}, calibration slope {slope:.3}, \
                 intercept {intercept:+.3} |"
            )?;
        }
    }
    Ok(())
}

fn later_figures(text: &mut String, people: &[Judged]) -> Outcome<()> {
    writeln!(
        text,
        "\nRanking on the later cycles, all scores on the same rows (FINDRISC and ADA by the points that are"
    )?;
    writeln!(text, "certain; FINDRISC lacks its diet and glucose items, ADA gestational diabetes):\n")?;
    writeln!(
        text,
        "| outcome | rows | events | P(diabetes) | P(dysglycaemia) | ADA | FINDRISC |\n|---|---|---|---|---|---|---|"
    )?;
    let fasting: Vec<&Judged> = people.iter().filter(|person| person.glucose.is_some()).collect();
    let all: Vec<&Judged> = people.iter().collect();
    let glucose = |person: &Judged| person.glucose.unwrap_or_default();
    row(text, "HbA1c >= 6.5", &all, &|person| person.hba1c >= 6.5)?;
    row(text, "HbA1c >= 5.7", &all, &|person| person.hba1c >= 5.7)?;
    row(text, "FPG >= 126", &fasting, &|person| glucose(person) >= 126.0)?;
    row(text, "FPG >= 100", &fasting, &|person| glucose(person) >= 100.0)?;
    writeln!(text, "\nCalibration on the later rows with both tests (2009 to 2011; 2013 has no fasting glucose):\n")?;
    writeln!(text, "| output | rows | events | slope | intercept |\n|---|---|---|---|---|")?;
    for (name, outcome, probability) in PROBABILITIES {
        let outcomes: Vec<bool> = fasting.iter().map(|person| outcome(person)).collect();
        let probabilities: Vec<f64> = fasting.iter().map(|person| probability(person)).collect();
        let (intercept, slope) = calibration_line(&outcomes, &probabilities, None).ok_or("no calibration")?;
        let events = outcomes.iter().filter(|outcome| **outcome).count();
        writeln!(text, "| {name} | {} | {events} | {slope:.3} | {intercept:+.3} |", outcomes.len())?;
    }
    group_figures(text, &fasting)
}

fn group_figures(text: &mut String, people: &[&Judged]) -> Outcome<()> {
    writeln!(text, "\nGroups among them; observed / expected cases (1 is ideal, above 1 the risk is told too low):\n")?;
    writeln!(text, "| group | output | rows | events | observed / expected | AUROC |\n|---|---|---|---|---|---|")?;
    for (group, belongs) in GROUPS {
        let members: Vec<&Judged> = people.iter().copied().filter(|person| belongs(person)).collect();
        for (name, outcome, probability) in PROBABILITIES {
            let outcomes: Vec<bool> = members.iter().map(|person| outcome(person)).collect();
            let probabilities: Vec<f64> = members.iter().map(|person| probability(person)).collect();
            let events = outcomes.iter().filter(|outcome| **outcome).count();
            write!(text, "| {group} | {name} | {} | {events} |", members.len())?;
            match auroc(&outcomes, &probabilities, None) {
                Some(area) if events >= MIN_EVENTS && members.len() - events >= MIN_EVENTS => {
                    let expected: f64 = probabilities.iter().sum();
                    writeln!(text, " {:.2} | {area:.3} |", events as f64 / expected)?;
                }
                _ => writeln!(text, " | |")?,
            }
        }
    }
    Ok(())
}

fn row(text: &mut String, name: &str, people: &[&Judged], is_case: &dyn Fn(&Judged) -> bool) -> Outcome<()> {
    let outcomes: Vec<bool> = people.iter().map(|person| is_case(person)).collect();
    let events = outcomes.iter().filter(|outcome| **outcome).count();
    let of = |score: fn(&Judged) -> f64| {
        auroc(&outcomes, &people.iter().map(|person| score(person)).collect::<Vec<_>>(), None).ok_or("no events")
    };
    writeln!(
        text,
        "| {name} | {} | {events} | {:.3} | {:.3} | {:.3} | {:.3} |",
        people.len(),
        of(|person| person.diabetes)?,
        of(|person| person.dysglycaemia)?,
        of(|person| person.ada)?,
        of(|person| person.findrisc)?
    )?;
    Ok(())
}
