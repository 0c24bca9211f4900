//! What is counted of the rows while they are taken in: in tables, one after another, or in partitions, side by side.

use super::split::{Use, part};
use crate::outcomes::{OutcomeRow as TrainingRow, Told, usable_rows};
use crate::schema::{FIELD_COUNT, Field};
use crate::table::PatientTable;
use crate::weights::{self, RunningScale, Scale};
use crate::{Error, TrainingError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Counts of all rows, whether kept or not.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Counted {
    pub(super) training: u64,
    pub(super) held_out: u64,
    /// For each field the training rows in which it is known.
    pub(super) known: [u64; FIELD_COUNT],
    pub(super) is_weighted: bool,
    pub(super) has_periods: bool,
}

impl Counted {
    /// The usable rows.
    pub(super) fn usable(&self) -> u64 {
        self.training + self.held_out
    }
}

/// The counts, the rows that cannot be used, and the scale of the weights.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Taken {
    pub(super) counted: Counted,
    pub(super) skipped: BTreeMap<String, u64>,
    scale: RunningScale,
    /// Rows of the tables so far.
    seen: u64,
    /// Whether any weight so far is above 0.
    weighs: bool,
}

impl Taken {
    /// The usable rows of a table; the others are counted.
    pub(super) fn usable(&mut self, table: &PatientTable<'_>, told: Told<'_>) -> Result<Vec<TrainingRow>, Error> {
        for (name, length) in [("judges", told.judges.map(<[_]>::len)), ("periods", told.periods.map(<[_]>::len))] {
            if let Some(length) = length.filter(|length| *length != table.rows()) {
                let message = format!("{name} has {length} entries for {} rows", table.rows());
                return Err(TrainingError::BadShape(message).into());
            }
        }
        let usable = usable_rows(table, told, &[], &mut self.skipped)?;
        if let Some(weights) = told.weights {
            if let Some(fault) = weights::unusable(weights, self.seen) {
                return Err(TrainingError::BadWeights(fault).into());
            }
            self.weighs |= weights.iter().any(|weight| *weight != 0.0);
        }
        self.seen += table.rows() as u64;
        self.counted.is_weighted |= told.weights.is_some();
        self.counted.has_periods |= told.periods.is_some();
        Ok(usable)
    }

    /// The part of a usable row, which is counted.
    pub(super) fn count(&mut self, row: &TrainingRow, seed: u64, test_size: f64) -> Use {
        let part = part(&row.values, seed, test_size);
        self.scale.add(row.weight);
        match part {
            Use::HeldOut => self.counted.held_out += 1,
            Use::Fold(_) => {
                self.counted.training += 1;
                for (known, field) in self.counted.known.iter_mut().zip(Field::all()) {
                    *known += u64::from(row.values.known(field).is_some());
                }
            }
        }
        part
    }

    /// Adds the counts of later rows.
    pub(super) fn merge(&mut self, later: Self) {
        let Counted { training, held_out, known, is_weighted, has_periods } = later.counted;
        self.counted.training += training;
        self.counted.held_out += held_out;
        self.counted.known.iter_mut().zip(known).for_each(|(known, later)| *known += later);
        self.counted.is_weighted |= is_weighted;
        self.counted.has_periods |= has_periods;
        for (code, count) in later.skipped {
            *self.skipped.entry(code).or_default() += count;
        }
        self.scale.merge(later.scale);
        self.seen += later.seen;
        self.weighs |= later.weighs;
    }

    /// The scale of the weights, once all rows are there; `None` without weights.
    pub(super) fn scale(&self) -> Result<Option<Scale>, TrainingError> {
        if self.counted.is_weighted && !self.weighs && self.seen > 0 {
            return Err(TrainingError::BadWeights(weights::ALL_ZERO.to_owned()));
        }
        Ok(self.counted.is_weighted.then(|| self.scale.scale()))
    }
}
