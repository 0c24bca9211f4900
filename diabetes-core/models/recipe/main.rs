//! The recipe of the bundled model: `make bundled-model`, or
//! `cargo run --release --example bundled_model -- SURVEY.csv FOLDER`.
//!
//! The survey is NHANES 1999–2014, adults of 20 and over. The model learns from non-pregnant people without
//! diagnosed diabetes; "told borderline" counts as undiagnosed. Family history counts as first degree, and
//! hypertension is reported or medicated. Rows with HbA1c alone have no survey weight, so the fits are
//! unweighted. The recipe trains each algorithm on the cycles up to 2007 and measures it on the later ones; the one
//! with the higher mean area under the ROC curve is trained on all cycles and bundled. Both stand in the card.

use diabetes_core::evaluate::{auroc, calibration_line};
use diabetes_core::model::{GlucoseMetrics, ProbabilityMetrics};
use diabetes_core::schema::Role;
use diabetes_core::table::Required;
use diabetes_core::train::{Algorithm, Options, train};
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
    let mut candidates = Vec::new();
    for algorithm in [Algorithm::Linear, Algorithm::Additive] {
        let options = Options { algorithm, test_size: 0.0, ..options.clone() };
        let model = train(&table(&earlier)?, None, &options)?;
        let judged = judge(&model, &later);
        let areas = rankings(&judged).iter().map(|ranking| ranking.area(ranking.own)).collect::<Outcome<Vec<f64>>>()?;
        candidates.push(Candidate { algorithm, model, judged, mean: areas.iter().sum::<f64>() / areas.len() as f64 });
    }
    let best = candidates.iter().max_by(|a, b| a.mean.total_cmp(&b.mean)).ok_or("no algorithm")?;
    let everyone: Vec<&Person> = people.iter().collect();
    let model = train(&table(&everyone)?, None, &Options { algorithm: best.algorithm, ..options })?;
    let folder = Path::new(&folder);
    model.save(folder.join("nhanes.json"))?;
    std::fs::write(folder.join("nhanes.md"), card(&model, best, &candidates)?)?;
    Ok(())
}

/// An algorithm, its model of the earlier cycles and how that does on the later ones.
struct Candidate {
    algorithm: Algorithm,
    model: Model,
    judged: Vec<Judged>,
    mean: f64,
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

fn card(model: &Model, best: &Candidate, candidates: &[Candidate]) -> Outcome<String> {
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
    writeln!(text, "| algorithm | {} |", model.algorithm())?;
    writeln!(text, "| made on | {} |", text_of("created"))?;
    writeln!(text, "| fields used | {} |", used.join(", "))?;
    writeln!(text, "| fields not used | {} |", unused.join(", "))?;
    writeln!(text, "| training rows | {} |", counts(&training.output_rows))?;
    writeln!(text, "| events among them | {} |", counts(&training.events))?;
    let parameters: Vec<String> =
        training.parameters.iter().map(|(name, count)| format!("{name} {count:.1}")).collect();
    writeln!(text, "| numbers fitted, intercepts apart | {} |", parameters.join(", "))?;
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
    figures(&mut text, "Cross-fitted on the earlier cycles", &best.model.metrics().cross_fitted)?;
    later_figures(&mut text, best, candidates)?;
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

/// An outcome on the people it is known of, and the output that is meant for it.
struct Ranking<'j> {
    name: &'static str,
    people: Vec<&'j Judged>,
    outcomes: Vec<bool>,
    own: Estimate,
}

type Estimate = fn(&Judged) -> f64;

impl Ranking<'_> {
    fn area(&self, score: Estimate) -> Outcome<f64> {
        let scores: Vec<f64> = self.people.iter().map(|person| score(person)).collect();
        auroc(&self.outcomes, &scores, None).ok_or_else(|| "no events".into())
    }
}

fn rankings(judged: &[Judged]) -> Vec<Ranking<'_>> {
    let hba1c = |person: &Judged| Some(person.hba1c);
    let glucose = |person: &Judged| person.glucose;
    let ranking = |name, test: &dyn Fn(&Judged) -> Option<f64>, at: f64, own| {
        let known = judged.iter().filter_map(|person| Some((person, test(person)? >= at)));
        let (people, outcomes) = known.unzip();
        Ranking { name, people, outcomes, own }
    };
    let diabetes: Estimate = |person| person.diabetes;
    let dysglycaemia: Estimate = |person| person.dysglycaemia;
    vec![
        ranking("HbA1c >= 6.5", &hba1c, 6.5, diabetes),
        ranking("HbA1c >= 5.7", &hba1c, 5.7, dysglycaemia),
        ranking("FPG >= 126", &glucose, 126.0, diabetes),
        ranking("FPG >= 100", &glucose, 100.0, dysglycaemia),
    ]
}

fn later_figures(text: &mut String, best: &Candidate, candidates: &[Candidate]) -> Outcome<()> {
    writeln!(
        text,
        "\nArea under the ROC curve on the later cycles, all on the same rows: P(diabetes) for the higher cut-off of \
         each\ntest, P(dysglycaemia) for the lower one; FINDRISC and ADA by the points that are certain (FINDRISC \
         lacks its diet\nand glucose items, ADA gestational diabetes). The bundled model is `{}`, whose mean is the \
         highest.\n",
        best.algorithm.name()
    )?;
    let names: Vec<&str> = candidates.iter().map(|candidate| candidate.algorithm.name()).collect();
    writeln!(text, "| outcome | rows | events | {} | ADA | FINDRISC |", names.join(" | "))?;
    writeln!(text, "|---|---|---|{}---|---|", "---|".repeat(names.len()))?;
    let of_each: Vec<Vec<Ranking<'_>>> = candidates.iter().map(|candidate| rankings(&candidate.judged)).collect();
    for (number, ranking) in rankings(&best.judged).iter().enumerate() {
        let events = ranking.outcomes.iter().filter(|outcome| **outcome).count();
        write!(text, "| {} | {} | {events} |", ranking.name, ranking.people.len())?;
        for own in of_each.iter().filter_map(|rankings| rankings.get(number)) {
            write!(text, " {:.3} |", own.area(own.own)?)?;
        }
        writeln!(text, " {:.3} | {:.3} |", ranking.area(|p| p.ada)?, ranking.area(|p| p.findrisc)?)?;
    }
    write!(text, "| mean | | |")?;
    for candidate in candidates {
        write!(text, " {:.4} |", candidate.mean)?;
    }
    writeln!(
        text,
        " | |\n\nCalibration of `{}` on the later rows with both tests (2009 to 2011; 2013 has no fasting glucose):\n",
        best.algorithm.name()
    )?;
    writeln!(text, "| output | rows | events | slope | intercept |\n|---|---|---|---|---|")?;
    let fasting: Vec<&Judged> = best.judged.iter().filter(|person| person.glucose.is_some()).collect();
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
