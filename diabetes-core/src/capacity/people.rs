//! The people of a table: those who compete for a test, and those who do not.

use super::options::CapacityOptions;
use super::place::Place;
use crate::advice::{Advice, AdviceOptions, Estimated};
use crate::applicability::not_applicable;
use crate::model::{Cutoffs, Model, OutcomeCut, Output, Outputs};
use crate::outcomes::Counts;
use crate::risk::{MeasuredSet, RiskLevel};
use crate::schema::Field;
use crate::table::PatientTable;
use crate::values::Values;
use std::collections::BTreeMap;

/// A person who competes for a test.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) row: usize,
    /// The probability by which people are chosen, then that of the other outcome.
    pub(super) risks: [f64; 2],
    /// Whether the advice is a test now.
    pub(super) is_advised: bool,
    /// Fasting glucose and HbA1c where they are outcomes; NaN if unknown.
    tests: [f64; 2],
}

impl Candidate {
    /// A candidate of whom only the probability is known.
    pub(super) fn of_risk(row: usize, risk: f64) -> Self {
        Self { row, risks: [risk, f64::NAN], is_advised: false, tests: [f64::NAN; 2] }
    }

    /// Whether the person has an outcome; `None` if no test of its definition is known.
    pub(super) fn outcome(&self, definition: &[OutcomeCut]) -> Option<bool> {
        OutcomeCut::label(definition, |field| self.test(field))
    }

    fn test(&self, field: Field) -> Option<f64> {
        let [glucose, hba1c] = self.tests;
        Some(if field == Field::Hba1cPercent { hba1c } else { glucose }).filter(|result| !result.is_nan())
    }
}

/// The people of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    pub(super) candidates: Vec<Candidate>,
    /// The place of each row; [`Place::NoTest`] for a candidate.
    pub(super) places: Vec<Place>,
    /// Rows with errors, by the code of the first error.
    pub(super) errors: BTreeMap<String, u64>,
}

impl People {
    /// Reads a table; `order` is the outcome by which people are chosen and the other one.
    pub(super) fn of(model: &Model, table: &PatientTable<'_>, options: &CapacityOptions, order: [Output; 2]) -> Self {
        let advice = options.advice.on_the_day();
        let mut people = Self { places: Vec::with_capacity(table.rows()), ..Self::default() };
        for row in 0..table.rows() {
            let patient = match table.patient(row) {
                Ok(patient) => patient,
                Err(errors) => {
                    let code = errors.errors().first().map_or("invalid", |error| error.code());
                    *people.errors.entry(code.to_owned()).or_insert(0) += 1;
                    let mut sound = table.sound_values(row, &errors);
                    if options.observed {
                        forget_outcome(&mut sound);
                    }
                    let measured = MeasuredSet::of_refused(&sound);
                    people.places.push(Place::refused(measured, Advice::of_refused(&sound)));
                    continue;
                }
            };
            let mut values = *patient.values();
            let mut tests = [f64::NAN; 2];
            if options.observed {
                tests = [Field::OutcomeMgDl, Field::Hba1cPercent].map(|field| values.get(field));
                forget_outcome(&mut values);
            }
            people.add(model, row, &values, &advice, order, tests);
        }
        people
    }

    fn add(
        &mut self,
        model: &Model,
        row: usize,
        values: &Values,
        options: &AdviceOptions,
        order: [Output; 2],
        tests: [f64; 2],
    ) {
        let reason = not_applicable(values);
        let estimates = if reason.is_some() { Outputs::default() } else { model.probabilities(values) };
        let cutoffs = model.cutoffs().map(Cutoffs::ascending);
        let level = estimates.diabetes.zip(cutoffs).map(|(risk, cutoffs)| RiskLevel::of(risk, cutoffs));
        let (dysglycaemia, likely) = (estimates.dysglycaemia, model.likely());
        let advice = Advice::of(values, &Estimated { not_applicable: reason, level, dysglycaemia, likely }, options);
        if let Some(place) = Place::apart(reason, MeasuredSet::of(values), advice) {
            return self.places.push(place);
        }
        let risks = order.map(|output| estimates.probability(output).unwrap_or(f64::NAN));
        self.candidates.push(Candidate { row, risks, is_advised: advice.test_advised() == Some(true), tests });
        self.places.push(Place::NoTest);
    }

    /// The people from their probabilities alone.
    pub(super) fn of_risks(risks: &[f64]) -> Self {
        let is_sound = |risk: &f64| (0.0..=1.0).contains(risk);
        let rows = risks.iter().enumerate().filter(|(_, risk)| is_sound(risk));
        let invalid = |risk: &f64| if risk.is_finite() { "out_of_range" } else { "not_finite" };
        let mut errors = BTreeMap::new();
        for risk in risks.iter().filter(|risk| !is_sound(risk)) {
            *errors.entry(invalid(risk).to_owned()).or_insert(0) += 1;
        }
        Self {
            // Without a sign, so that zeros are equal.
            candidates: rows.map(|(row, risk)| Candidate::of_risk(row, risk.abs())).collect(),
            places: risks.iter().map(|risk| if is_sound(risk) { Place::NoTest } else { Place::Errors }).collect(),
            errors,
        }
    }

    /// Keeps the candidates whose outcome is known: by every test that the definition and the data share, since a
    /// missing test hides cases; or by any test if too few have them all. Returns which of the two.
    pub(super) fn keep_known(&mut self, definition: &[OutcomeCut]) -> &'static str {
        let is_known = |cut: &&OutcomeCut| self.candidates.iter().any(|person| person.test(cut.field).is_some());
        let shared: Vec<Field> = definition.iter().filter(is_known).map(|cut| cut.field).collect();
        let has_every = |person: &Candidate| shared.iter().all(|field| person.test(*field).is_some());
        let every = self.candidates.iter().filter(|person| has_every(person));
        let counts = Counts::of(every.filter_map(|person| Some((person.outcome(definition)?, 1.0))));
        let basis = if counts.are_too_few() && shared.len() > 1 { "any_test" } else { "every_test" };
        let has_basis = |person: &Candidate| match basis {
            "any_test" => person.outcome(definition).is_some(),
            _ => !shared.is_empty() && has_every(person),
        };
        let (kept, others): (Vec<Candidate>, Vec<Candidate>) = self.candidates.iter().partition(|one| has_basis(one));
        for person in others {
            if let Some(place) = self.places.get_mut(person.row) {
                *place = Place::NoOutcome;
            }
        }
        self.candidates = kept;
        basis
    }

    /// Sorts the candidates by descending probability; the other probability and the row decide between equal ones.
    pub(super) fn sort(&mut self) {
        self.candidates.sort_unstable_by(|one, other| {
            let descending = |place: usize| {
                let risk = |person: &Candidate| person.risks.get(place).copied().unwrap_or_default();
                risk(other).total_cmp(&risk(one))
            };
            descending(0).then_with(|| descending(1)).then(one.row.cmp(&other.row))
        });
    }
}

/// Removes the HbA1c, which was not known when people were chosen.
fn forget_outcome(values: &mut Values) {
    values.set(Field::Hba1cPercent, f64::NAN);
    values.set(Field::Hba1cDate, f64::NAN);
}
