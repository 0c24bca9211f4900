//! The rows on which a probability is judged.

use super::figures::ProbabilityRow;
use super::people::{People, Person};
use crate::model::{Output, ProbabilityOutput};
use crate::schema::Field;

/// Fewest events, and fewest rows without, from which a figure about them is given.
pub(crate) const MIN_EVENTS: u64 = 10;

/// A person with a known outcome and a probability of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct JudgedRow {
    /// The person's number.
    pub(super) person: u32,
    pub(super) outcome: bool,
    pub(super) probability: f64,
    pub(super) weight: f64,
}

impl JudgedRow {
    /// 1 with the outcome, 0 without.
    pub(super) fn case(&self) -> f64 {
        f64::from(u8::from(self.outcome))
    }

    /// The person's among these weights.
    pub(super) fn weight_in(&self, weights: &[f64]) -> f64 {
        weights.get(self.person as usize).copied().unwrap_or_default()
    }
}

/// Rows and rows with the outcome.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) rows: u64,
    pub(super) events: u64,
}

impl Counts {
    pub(super) fn of(outcomes: impl Iterator<Item = bool>) -> Self {
        outcomes.fold(Self::default(), |counts, outcome| Self {
            rows: counts.rows + 1,
            events: counts.events + u64::from(outcome),
        })
    }

    /// Whether figures would say more about single people than about the group.
    pub(super) fn are_too_few(self) -> bool {
        self.events.min(self.rows - self.events) < MIN_EVENTS
    }
}

/// The rows a probability is judged on.
pub(super) struct Judged<'m> {
    pub(super) output: Output,
    pub(super) of: &'m ProbabilityOutput,
    /// `every_test`, or `any_test` where too few rows have every one.
    pub(super) basis: &'static str,
    /// Whether the data lacks a test of the definition.
    pub(super) lacks_a_test: bool,
    pub(super) rows: Vec<JudgedRow>,
}

impl<'m> Judged<'m> {
    /// A missing test hides cases, so rows have every test that the data and the definition share; where too few
    /// have, any test will do.
    pub(super) fn of(output: Output, of: &'m ProbabilityOutput, people: &People) -> Self {
        let tests: Vec<Field> = of.definition.iter().map(|cut| cut.field).collect();
        let shared: Vec<Field> =
            tests.iter().copied().filter(|test| people.facts.tests.contains_key(test.name())).collect();
        let rows = |wanted: &dyn Fn(&Person) -> bool| -> Vec<JudgedRow> {
            let wanted = people.numbered().filter(|(_, person)| wanted(person));
            wanted
                .filter_map(|(number, person)| {
                    let outcome = of.label(|test| person.test(test))?;
                    let probability = person.probability(output)?;
                    Some(JudgedRow { person: number, outcome, probability, weight: person.weight })
                })
                .collect()
        };
        let lacks_a_test = shared.len() < tests.len();
        let every = rows(&|person| shared.iter().all(|test| person.test(*test).is_some()));
        if Counts::of(every.iter().map(|row| row.outcome)).are_too_few() && shared.len() > 1 {
            return Self { output, of, basis: "any_test", lacks_a_test, rows: rows(&|_| true) };
        }
        Self { output, of, basis: "every_test", lacks_a_test, rows: every }
    }

    pub(super) fn probabilities(&self) -> Vec<ProbabilityRow> {
        let row =
            |row: &JudgedRow| ProbabilityRow { outcome: row.outcome, probability: row.probability, weight: row.weight };
        self.rows.iter().map(row).collect()
    }

    pub(super) fn counts(&self) -> Counts {
        Counts::of(self.rows.iter().map(|row| row.outcome))
    }
}
