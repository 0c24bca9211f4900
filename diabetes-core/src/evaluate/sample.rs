//! The rows on which a probability is evaluated.

use super::cohort::{Cohort, Person};
use super::figures::ProbabilityRow;
use crate::model::{OutcomeCut, Output};
use crate::outcomes::Counts;
use crate::schema::Field;

/// A person with a known outcome and a probability of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct SampleRow {
    /// The person's number.
    pub(super) person: u32,
    pub(super) outcome: bool,
    pub(super) probability: f64,
    pub(super) weight: f64,
}

impl SampleRow {
    /// The probability with its outcome.
    pub(super) fn measured(&self) -> ProbabilityRow {
        ProbabilityRow { outcome: self.outcome, probability: self.probability, weight: self.weight }
    }

    /// The probability with its outcome, using these weights of the people.
    pub(super) fn measured_in(&self, weights: &[f64]) -> ProbabilityRow {
        ProbabilityRow { weight: self.weight_in(weights), ..self.measured() }
    }

    /// The person's entry in these weights.
    pub(super) fn weight_in(&self, weights: &[f64]) -> f64 {
        weights.get(self.person as usize).copied().unwrap_or_default()
    }
}

/// The rows on which a probability is evaluated.
pub(super) struct Sample<'m> {
    pub(super) output: Output,
    pub(super) definition: &'m [OutcomeCut],
    /// `every_test`, or `any_test` if too few rows have every test.
    pub(super) basis: &'static str,
    /// Whether the data lacks a test of the definition.
    pub(super) lacks_a_test: bool,
    /// Lowest probability first, those with the outcome last among equals: sums do not depend on the table's order.
    pub(super) rows: Vec<SampleRow>,
}

impl<'m> Sample<'m> {
    /// A missing test hides cases, so rows need every test shared by the data and the definition; if too few have them
    /// all, any test suffices.
    pub(super) fn of(output: Output, definition: &'m [OutcomeCut], people: &Cohort) -> Self {
        let tests: Vec<Field> = definition.iter().map(|cut| cut.field).collect();
        let shared: Vec<Field> =
            tests.iter().copied().filter(|test| people.facts.tests.contains_key(test.name())).collect();
        let rows = |wanted: &dyn Fn(&Person) -> bool| -> Vec<SampleRow> {
            let wanted = people.numbered().filter(|(_, person)| wanted(person));
            let rows = wanted.filter_map(|(number, person)| {
                let outcome = OutcomeCut::label(definition, |test| person.test(test))?;
                let probability = person.probability(output)?;
                Some(SampleRow { person: number, outcome, probability, weight: person.weight })
            });
            let mut rows: Vec<SampleRow> = rows.collect();
            rows.sort_by(|a, b| a.probability.total_cmp(&b.probability).then(a.outcome.cmp(&b.outcome)));
            rows
        };
        let lacks_a_test = shared.len() < tests.len();
        let every = rows(&|person| shared.iter().all(|test| person.test(*test).is_some()));
        if Counts::of(every.iter().map(|row| (row.outcome, row.weight))).are_too_few() && shared.len() > 1 {
            return Self { output, definition, basis: "any_test", lacks_a_test, rows: rows(&|_| true) };
        }
        Self { output, definition, basis: "every_test", lacks_a_test, rows: every }
    }

    pub(super) fn counts(&self) -> Counts {
        Counts::of(self.rows.iter().map(|row| (row.outcome, row.weight)))
    }
}
