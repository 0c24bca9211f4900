//! What counts as the outcome of each output.

use super::TrainingRow;
use crate::model::{OutcomeCut, Output};
use crate::risk::{GLUCOSE_CUTS, HBA1C_CUTS};
use crate::schema::Field;
use crate::values::Values;

/// The tests that the data has.
#[derive(Clone, Debug)]
pub(super) struct Definitions {
    tests: Vec<Field>,
}

/// Rows and events of an output.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    pub(super) rows: u64,
    pub(super) events: u64,
}

impl Definitions {
    pub(super) fn of(rows: &[TrainingRow]) -> Self {
        let known = |test: &Field| rows.iter().any(|row| row.values.known(*test).is_some());
        Self { tests: [Field::OutcomeMgDl, Field::Hba1cPercent].into_iter().filter(known).collect() }
    }

    /// The tests and their cut-offs for a probability output; empty for glucose.
    pub(super) fn cuts(&self, output: Output) -> Vec<OutcomeCut> {
        let position = match output {
            Output::Glucose => return Vec::new(),
            Output::Dysglycaemia => 0,
            Output::Diabetes => 1,
        };
        let cut = |test: Field| if test == Field::Hba1cPercent { HBA1C_CUTS } else { GLUCOSE_CUTS };
        self.tests.iter().filter_map(|test| Some(OutcomeCut { field: *test, at: *cut(*test).get(position)? })).collect()
    }

    /// Yes when any known test reaches its cut-off, no when all known ones are below.
    pub(super) fn label(&self, output: Output, values: &Values) -> Option<bool> {
        let known = self.cuts(output).into_iter().filter_map(|cut| Some(values.known(cut.field)? >= cut.at));
        known.reduce(|any, reached| any || reached)
    }

    /// Whether the row has every test that the data has.
    pub(super) fn is_complete(&self, values: &Values) -> bool {
        self.tests.iter().all(|test| values.known(*test).is_some())
    }

    pub(super) fn counts(&self, output: Output, rows: &[TrainingRow]) -> Counts {
        if output == Output::Glucose {
            let known = rows.iter().filter(|row| row.values.known(Field::OutcomeMgDl).is_some());
            return Counts { rows: known.count() as u64, events: 0 };
        }
        let labels: Vec<bool> = rows.iter().filter_map(|row| self.label(output, &row.values)).collect();
        Counts { rows: labels.len() as u64, events: labels.iter().filter(|label| **label).count() as u64 }
    }
}
