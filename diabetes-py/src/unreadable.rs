//! Outcomes that cannot be read.

use diabetes_core::table::PatientTable;
use diabetes_core::{Field, ValidationErrors};

/// Field, code of the error, number of rows.
pub(crate) type Count = (&'static str, &'static str, u64);

/// How many outcomes cannot be read, by field and error.
#[derive(Clone, Default)]
pub(crate) struct Unreadable(Vec<Count>);

impl Unreadable {
    pub(crate) fn of(table: &PatientTable<'_>) -> Self {
        let mut found = Self::default();
        for error in table.errors().values().flat_map(ValidationErrors::errors) {
            let outcomes = [Field::OutcomeMgDl, Field::Hba1cPercent];
            if let Some(field) = outcomes.into_iter().find(|of| error.field() == Some(of.name())) {
                found.count((field.name(), error.code(), 1));
            }
        }
        found
    }

    fn count(&mut self, (field, code, rows): Count) {
        match self.0.iter_mut().find(|own| (own.0, own.1) == (field, code)) {
            Some((_, _, count)) => *count += rows,
            None => self.0.push((field, code, rows)),
        }
    }

    pub(crate) fn add(&mut self, others: Self) {
        others.0.into_iter().for_each(|other| self.count(other));
    }

    pub(crate) fn counts(&self) -> Vec<Count> {
        self.0.clone()
    }
}
