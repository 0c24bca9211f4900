//! The people of the survey as records of the library.

use crate::Outcome;
use diabetes_core::table::Required;
use diabetes_core::{PatientTable, Raw, Record};
use std::path::Path;

/// Years after which the weight of a cycle halves.
const HALF_LIFE: f64 = 4.0;
/// The number of latest cycles with both tests used for calibration and evaluation.
const LATEST: usize = 2;

/// Columns copied unchanged.
const COPIED: [&str; 17] = [
    "edad",
    "sexo",
    "imc",
    "talla",
    "peso",
    "perimetro_abdominal",
    "tas",
    "tad",
    "frecuencia_cardiaca",
    "realiza_ejercicio",
    "fuma",
    "medicamentos_hta",
    "historia_familiar_dm",
    "antecedente_glucosa_alta",
    "diabetes_diagnosticada",
    "embarazo",
    "Resultado",
];

/// A person of the survey.
pub(crate) struct Person {
    pub(crate) cycle: u32,
    /// Wire name and text of every field, including the outcomes.
    fields: Vec<(&'static str, String)>,
    pub(crate) hba1c: Option<f64>,
    pub(crate) glucose: Option<f64>,
}

impl Person {
    pub(crate) fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text)
    }

    /// The record without the measured values, which are predicted here, and without the field `blank`.
    pub(crate) fn record(&self, blank: Option<&str>) -> Record<'_> {
        let mut record = Record::default();
        let known = self.fields.iter().filter(|(name, _)| *name != "hba1c" && Some(*name) != blank);
        known.for_each(|(name, text)| {
            record.set(name, text.as_str());
        });
        record
    }
}

pub(crate) fn read(path: &Path) -> Outcome<Vec<Person>> {
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
        let degree = match get("historia_familiar_dm") {
            "Si" => "Primero",
            "No" => "Ninguno",
            _ => "",
        };
        fields.push(("grado_familiar_dm", degree.to_owned()));
        people.push(Person {
            cycle: get("ciclo").parse()?,
            fields,
            hba1c: get("hba1c").parse().ok(),
            glucose: get("Resultado").parse().ok(),
        });
    }
    Ok(people)
}

/// The people as training rows, without the field `without`.
pub(crate) fn table(people: &[&Person], without: Option<&str>) -> Outcome<PatientTable<'static>> {
    let names = people.first().ok_or("nobody")?.fields.iter().map(|(name, _)| *name);
    let mut builder = PatientTable::builder(people.len());
    for name in names.filter(|name| Some(*name) != without) {
        builder.values(name, people.iter().map(|person| Raw::from(person.text(name))))?;
    }
    Ok(builder.finish(Required::AgeAndSex))
}

/// The weight of each person: it halves for every four years before the last cycle.
pub(crate) fn recency(people: &[&Person]) -> Vec<f64> {
    let last = people.iter().map(|person| person.cycle).max().unwrap_or_default();
    people.iter().map(|person| 0.5_f64.powf(f64::from(last - person.cycle) / HALF_LIFE)).collect()
}

/// The survey cycle of each person.
pub(crate) fn periods(people: &[&Person]) -> Vec<i64> {
    people.iter().map(|person| person.cycle.into()).collect()
}

/// The cycles with both tests, in order.
pub(crate) fn cycles_with_both_tests(people: &[&Person]) -> Vec<u32> {
    let mut cycles: Vec<u32> = people.iter().filter(|person| person.glucose.is_some()).map(|p| p.cycle).collect();
    cycles.sort_unstable();
    cycles.dedup();
    cycles
}

/// Whether each person is used for calibration and evaluation: those of the last two cycles with both tests.
pub(crate) fn judges(people: &[&Person]) -> Vec<bool> {
    let cycles = cycles_with_both_tests(people);
    let latest = cycles.get(cycles.len().saturating_sub(LATEST)..).unwrap_or_default();
    people.iter().map(|person| latest.contains(&person.cycle)).collect()
}
