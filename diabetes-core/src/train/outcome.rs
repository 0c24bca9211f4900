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

    /// The tests and their cut-offs for a probability output; none for glucose.
    pub(super) fn cuts(&self, output: Output) -> impl Iterator<Item = OutcomeCut> + '_ {
        self.tests.iter().filter_map(move |test| {
            let cuts = if *test == Field::Hba1cPercent { HBA1C_CUTS } else { GLUCOSE_CUTS };
            let [prediabetes, diabetes] = cuts;
            match output {
                Output::Glucose => None,
                Output::Dysglycaemia => Some(OutcomeCut { field: *test, at: prediabetes }),
                Output::Diabetes => Some(OutcomeCut { field: *test, at: diabetes }),
            }
        })
    }

    /// Yes when any known test reaches its cut-off, no when all known ones are below.
    pub(super) fn label(&self, output: Output, values: &Values) -> Option<bool> {
        let known = self.cuts(output).filter_map(|cut| Some(values.known(cut.field)? >= cut.at));
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
