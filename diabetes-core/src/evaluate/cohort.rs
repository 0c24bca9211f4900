//! The rows that the model answers, and what happened to the others.

use super::options::EvaluationOptions;
use crate::applicability::not_applicable;
use crate::model::{Model, Output, Outputs};
use crate::reader::from_members;
use crate::schema::{FIELDS, Field, Role};
use crate::scores::SCORES;
use crate::table::PatientTable;
use crate::weights::Scale;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// The rows between two looks at whether to stop.
const BLOCK: usize = 4096;

/// The rows of the data.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DataFacts {
    /// Rows of the table.
    pub rows: u64,
    /// Rows that are invalid or lack a required field, by the code of their first error.
    pub invalid: BTreeMap<String, u64>,
    /// Rows of people to whom the estimate does not apply, by reason code.
    pub not_applicable: BTreeMap<String, u64>,
    /// Other rows with a missing or zero weight.
    pub no_weight: u64,
    /// The remaining rows, which the figures describe.
    pub answered: u64,
    /// Whether rows are weighted.
    pub weighted: bool,
    /// Clusters among the answered rows; `None` if none were given.
    pub clusters: Option<u64>,
    /// Answered rows with each test; a test that no row has is absent.
    pub tests: BTreeMap<String, u64>,
}

/// A predictor in the answered rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Missing {
    /// The field.
    pub field: Field,
    /// Whether the model reads it.
    pub used: bool,
    /// Rows with a known value.
    pub known: u64,
    /// Rows without one.
    pub missing: u64,
}

impl DataFacts {
    /// The rows of both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let counts = |own: &BTreeMap<String, u64>, others: &BTreeMap<String, u64>| {
            others.iter().fold(own.clone(), |mut counts, (code, rows)| {
                *counts.entry(code.clone()).or_insert(0) += rows;
                counts
            })
        };
        Self {
            rows: self.rows + other.rows,
            invalid: counts(&self.invalid, &other.invalid),
            not_applicable: counts(&self.not_applicable, &other.not_applicable),
            no_weight: self.no_weight + other.no_weight,
            answered: self.answered + other.answered,
            weighted: self.weighted || other.weighted,
            clusters: None,
            tests: counts(&self.tests, &other.tests),
        }
    }
}

impl Missing {
    /// The rows of both.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self { known: self.known + other.known, missing: self.missing + other.missing, ..self.clone() }
    }
}

from_members! {
    DataFacts { rows, invalid, not_applicable, no_weight, answered, weighted, clusters, tests }
    Missing { field, used, known, missing }
}

/// A row that the model answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    /// Its index in the table.
    pub(super) row: usize,
    /// Relative to the mean weight of the answered rows.
    pub(super) weight: f64,
    fasting_glucose: f64,
    hba1c: f64,
    /// The model's estimates.
    pub(super) estimates: Outputs<f64>,
    /// The lowest possible points of each of [`SCORES`], and whether every item is known.
    scores: [(f64, bool); SCORES.len()],
}

impl Person {
    /// The result of a test.
    pub(super) fn test(&self, field: Field) -> Option<f64> {
        let result = if field == Field::Hba1cPercent { self.hba1c } else { self.fasting_glucose };
        Some(result).filter(|result| !result.is_nan())
    }

    /// The lowest possible points of a score, given its index in [`SCORES`], and whether every item is known.
    pub(super) fn points(&self, score: usize) -> Option<(f64, bool)> {
        self.scores.get(score).copied()
    }

    /// The calibrated probability of an outcome.
    pub(super) fn probability(&self, output: Output) -> Option<f64> {
        self.estimates.probability(output)
    }
}

/// The answered rows.
pub(super) struct Cohort {
    /// Ordered by P(diabetes), so that rows sorted by a probability or by points are close in memory.
    pub(super) all: Vec<Person>,
    pub(super) weights: Vec<f64>,
    /// Indices in [`SCORES`] of the scores for which anyone has more than age and sex.
    pub(super) scores: Vec<usize>,
    pub(super) missing: Vec<Missing>,
    pub(super) facts: DataFacts,
    /// The cluster of each person, numbered from 0.
    pub(super) clusters: Option<Vec<u32>>,
}

impl Cohort {
    pub(super) fn of(model: &Model, table: &PatientTable<'_>, options: &EvaluationOptions) -> Self {
        let used = model.used_fields();
        let predictors = FIELDS.iter().filter(|spec| spec.role == Role::Predictor).map(|spec| spec.field);
        let missing = predictors.map(|field| Missing { field, used: used.contains(&field), known: 0, missing: 0 });
        let mut people = Self {
            all: Vec::new(),
            weights: Vec::new(),
            scores: Vec::new(),
            missing: missing.collect(),
            facts: DataFacts { rows: table.rows() as u64, weighted: options.weights.is_some(), ..DataFacts::default() },
            clusters: None,
        };
        let goes_on = |row: &usize| !row.is_multiple_of(BLOCK) || !options.stop.is_asked();
        for row in (0..table.rows()).take_while(goes_on) {
            people.add(model, table, row, options);
        }
        people.scores.sort_unstable();
        let place = |person: &Person| person.estimates.diabetes.unwrap_or_default();
        people.all.sort_by(|a, b| place(a).total_cmp(&place(b)));
        if options.weights.is_some() {
            let scale = Scale::of(people.all.iter().map(|person| person.weight));
            for person in &mut people.all {
                person.weight = scale.relative(person.weight);
            }
        }
        people.weights = people.all.iter().map(|person| person.weight).collect();
        people.facts.answered = people.all.len() as u64;
        for test in [Field::OutcomeMgDl, Field::Hba1cPercent] {
            let rows = people.all.iter().filter(|person| person.test(test).is_some()).count() as u64;
            if rows > 0 {
                people.facts.tests.insert(test.name().to_owned(), rows);
            }
        }
        people.find_clusters(options);
        people
    }

    fn add(&mut self, model: &Model, table: &PatientTable<'_>, row: usize, options: &EvaluationOptions) {
        let count = |counts: &mut BTreeMap<String, u64>, code: &str| *counts.entry(code.to_owned()).or_insert(0) += 1;
        let patient = match table.patient(row) {
            Ok(patient) => patient,
            Err(errors) => {
                let code = errors.errors().first().map_or("invalid", |error| error.code());
                return count(&mut self.facts.invalid, code);
            }
        };
        let values = patient.values();
        if let Some(reason) = not_applicable(values) {
            return count(&mut self.facts.not_applicable, reason.code());
        }
        let weight = options.weights.as_ref().map_or(1.0, |weights| weights.get(row).copied().unwrap_or_default());
        if weight.is_nan() || weight <= 0.0 {
            self.facts.no_weight += 1;
            return;
        }
        for field in &mut self.missing {
            let counter = if values.known(field.field).is_some() { &mut field.known } else { &mut field.missing };
            *counter += 1;
        }
        let mut scores = [(0.0, false); SCORES.len()];
        for (place, (score, points)) in SCORES.iter().zip(&mut scores).enumerate() {
            let result = score.of(&patient);
            *points = (result.points_min, result.points.is_some());
            let is_more = |field: &str| ![Field::Age.name(), Field::Sex.name()].contains(&field);
            if !self.scores.contains(&place)
                && result.items.iter().any(|item| item.value.is_some() && item.field.is_some_and(is_more))
            {
                self.scores.push(place);
            }
        }
        self.all.push(Person {
            row,
            weight,
            fasting_glucose: values.get(Field::OutcomeMgDl),
            hba1c: values.get(Field::Hba1cPercent),
            estimates: model.estimates(values),
            scores,
        });
    }

    fn find_clusters(&mut self, options: &EvaluationOptions) {
        let Some(labels) = &options.clusters else { return };
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut next = 0;
        let mut fresh = || {
            next += 1;
            next - 1
        };
        let cluster = |person: &Person| match labels.get(person.row).and_then(Option::as_deref) {
            Some(label) => *numbers.entry(label).or_insert_with(&mut fresh),
            None => fresh(),
        };
        self.clusters = Some(self.all.iter().map(cluster).collect());
        self.facts.clusters = Some(u64::from(next));
    }

    /// The people with their numbers.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (u32, &Person)> {
        (0..).zip(&self.all)
    }
}
