//! The rows that training uses: valid, of people the estimate applies to, with an outcome and a weight.

use super::Options;
use super::split::{Part, part};
use crate::schema::Field;
use crate::table::PatientTable;
use crate::values::Values;
use crate::weights::{self, Scale};
use crate::{TrainingError, synthetic};
use std::collections::BTreeMap;

/// A valid row with an outcome.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TrainingRow {
    pub(super) values: Values,
    /// Relative to the mean weight of the usable rows.
    pub(super) weight: f64,
}

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
    pub(super) fn of(
        table: &PatientTable<'_>,
        weights: Option<&[f64]>,
        options: &Options,
    ) -> Result<Self, TrainingError> {
        let mut rows = Self::default();
        for row in usable_rows(table, weights, &mut rows.skipped)? {
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
        synthetic::is_generated(self.training.iter().chain(&self.held_out).map(|row| &row.values))
    }

    /// The error that says where the rows went.
    pub(super) fn too_few(&self, needed: u64) -> TrainingError {
        let held_out = Some(("held_out", self.held_out.len() as u64)).filter(|(_, count)| *count > 0);
        let skipped = self.skipped.iter().map(|(code, count)| (code.as_str(), *count));
        let counts: Vec<String> = skipped.chain(held_out).map(|(code, count)| format!("{code} {count}")).collect();
        let skipped = if counts.is_empty() { String::new() } else { format!("; not used: {}", counts.join(", ")) };
        TrainingError::TooFewRows { rows: self.training.len() as u64, needed, skipped }
    }
}

/// The valid rows that an outcome is known for; the others are counted by code.
fn usable_rows(
    table: &PatientTable<'_>,
    weights: Option<&[f64]>,
    skipped: &mut BTreeMap<String, u64>,
) -> Result<Vec<TrainingRow>, TrainingError> {
    if let Some(given) = weights {
        if given.len() != table.rows() {
            return Err(TrainingError::BadShape(format!("{} weights for {} rows", given.len(), table.rows())));
        }
        if let Some(fault) = weights::fault(given) {
            return Err(TrainingError::BadWeights(fault));
        }
    }
    let mut skip = |code: &str| *skipped.entry(code.to_owned()).or_insert(0) += 1;
    let mut rows = Vec::new();
    for row in 0..table.rows() {
        if let Some(errors) = table.errors().get(&row) {
            skip(errors.errors().first().map_or("invalid", |error| error.code()));
            continue;
        }
        let values = table.values(row);
        // A weight that is missing or zero leaves the row out.
        let weight = weights.and_then(|weights| weights.get(row).copied()).unwrap_or(1.0);
        if values.is_yes(Field::DiagnosedDiabetes) {
            skip("known_diabetes");
        } else if values.is_yes(Field::Pregnant) {
            skip("pregnant");
        } else if values.known(Field::OutcomeMgDl).is_none() && values.known(Field::Hba1cPercent).is_none() {
            skip("no_outcome");
        } else if weight > 0.0 {
            rows.push(TrainingRow { values, weight });
        } else {
            skip("no_weight");
        }
    }
    if weights.is_some() {
        let scale = Scale::of(rows.iter().map(|row| row.weight));
        for row in &mut rows {
            row.weight = scale.relative(row.weight);
        }
    }
    Ok(rows)
}
