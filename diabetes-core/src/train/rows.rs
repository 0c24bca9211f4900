//! The rows that training uses: valid, of people the estimate applies to, with an outcome and a weight.

use super::split::{Part, part};
use super::{Options, TrainingRow};
use crate::outcomes::{too_few_rows, usable_rows};
use crate::table::PatientTable;
use crate::{Error, TrainingError, mark};
use std::collections::BTreeMap;

/// The usable rows, split, and the others counted by code.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) training: Vec<TrainingRow>,
    /// The fold of each training row.
    pub(super) folds: Vec<u32>,
    pub(super) held_out: Vec<TrainingRow>,
    pub(super) skipped: BTreeMap<String, u64>,
}

impl Rows {
    pub(super) fn of(table: &PatientTable<'_>, weights: Option<&[f64]>, options: &Options) -> Result<Self, Error> {
        let mut rows = Self::default();
        for row in usable_rows(table, weights, &[], &mut rows.skipped)? {
            match part(&row.values, options.seed, options.test_size) {
                Part::HeldOut => rows.held_out.push(row),
                Part::Fold(fold) => {
                    rows.training.push(row);
                    rows.folds.push(fold);
                }
            }
        }
        Ok(rows)
    }

    pub(super) fn are_generated(&self) -> bool {
        mark::are_generated(self.training.iter().chain(&self.held_out).map(|row| &row.values))
    }

    /// The error that says where the rows went.
    pub(super) fn too_few(&self, needed: u64) -> TrainingError {
        let held_out = Some(("held_out", self.held_out.len() as u64)).filter(|(_, count)| *count > 0);
        let skipped = self.skipped.iter().map(|(code, count)| (code.as_str(), *count));
        too_few_rows(self.training.len() as u64, needed, skipped.chain(held_out))
    }
}
