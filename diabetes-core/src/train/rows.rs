//! The rows used for training: valid, of people to whom the estimate applies, with an outcome and a weight.

use super::options::TrainingOptions;
use super::split::{Use, part};
use crate::outcomes::{OutcomeRow as TrainingRow, Told, enough_rows, usable_rows};
use crate::table::PatientTable;
use crate::{Error, TrainingError, provenance};
use std::collections::BTreeMap;

/// The usable rows, split, and the others counted by code.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) training: Vec<TrainingRow>,
    /// The fold of each training row.
    pub(super) folds: Vec<u32>,
    pub(super) held_out: Vec<TrainingRow>,
    pub(super) skipped: BTreeMap<String, u64>,
    /// Whether they were generated, if known.
    pub(super) synthetic: Option<bool>,
}

impl Rows {
    pub(super) fn of(
        table: &PatientTable<'_>,
        weights: Option<&[f64]>,
        options: &TrainingOptions,
    ) -> Result<Self, Error> {
        let mut rows = Self::default();
        let told = Told { judges: options.judges.as_deref(), periods: options.periods.as_deref() };
        for (name, length) in [("judges", told.judges.map(<[_]>::len)), ("periods", told.periods.map(<[_]>::len))] {
            if let Some(length) = length.filter(|length| *length != table.rows()) {
                let message = format!("{name} has {length} entries for {} rows", table.rows());
                return Err(TrainingError::BadShape(message).into());
            }
        }
        let usable = usable_rows(table, weights, told, &[], &mut rows.skipped)?;
        rows.synthetic = provenance::synthetic(usable.iter().map(|row| &row.values), &options.source);
        for row in usable {
            match part(&row.values, options.seed, options.test_size) {
                Use::HeldOut => rows.held_out.push(row),
                Use::Fold(fold) => {
                    rows.training.push(row);
                    rows.folds.push(fold);
                }
            }
        }
        Ok(rows)
    }

    /// Checks that there are enough rows, counted by weight; the error lists the others.
    pub(super) fn are_enough(&self, needed: u64, is_weighted: bool) -> Result<(), TrainingError> {
        let held_out = Some(("held_out".to_owned(), self.held_out.len() as u64)).filter(|(_, count)| *count > 0);
        let mut skipped = self.skipped.clone();
        skipped.extend(held_out);
        enough_rows(&self.training, is_weighted, needed, &skipped)
    }
}
