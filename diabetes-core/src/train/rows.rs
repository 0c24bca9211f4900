//! The rows used for training: valid, of people to whom the estimate applies, with an outcome and a weight.

use super::sample::{Kept, Sample};
use super::split::{Use, part};
use super::spool::Spool;
use super::store::Store;
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::outcomes::{Told, enough_rows, scale_weights, usable_rows};
use crate::schema::{FIELD_COUNT, Field};
use crate::table::PatientTable;
use crate::weights::{self, RunningScale};
use crate::{Error, TrainingError, provenance};
use std::collections::BTreeMap;
use std::io;

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
    pub(super) counted: Counted,
    /// All training rows if the rows above are a sample.
    pub(super) spool: Option<Spool>,
}

/// Counts of all rows, whether kept or not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    pub(super) training: u64,
    pub(super) held_out: u64,
    /// For each field the training rows in which it is known.
    pub(super) known: [u64; FIELD_COUNT],
    pub(super) is_weighted: bool,
    pub(super) has_periods: bool,
}

/// Takes in rows from tables that come one after another.
pub(super) struct Intake {
    seed: u64,
    test_size: f64,
    most: usize,
    store: Option<Box<dyn Store>>,
    spool: Option<Spool>,
    sample: Sample,
    skipped: BTreeMap<String, u64>,
    counted: Counted,
    scale: RunningScale,
    /// Rows of the tables so far.
    seen: u64,
    /// Whether any weight so far is above 0.
    weighs: bool,
}

impl Intake {
    /// Rows beyond `most` go to the store.
    pub(super) fn new(seed: u64, test_size: f64, most: usize, store: Box<dyn Store>) -> Self {
        Self {
            seed,
            test_size,
            most,
            store: Some(store),
            spool: None,
            sample: Sample::default(),
            skipped: BTreeMap::new(),
            counted: Counted::default(),
            scale: RunningScale::default(),
            seen: 0,
            weighs: false,
        }
    }

    /// Adds the rows of a table.
    pub(super) fn add(&mut self, table: &PatientTable<'_>, told: Told<'_>) -> Result<(), Error> {
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
        for row in &usable {
            self.take(row)?;
        }
        Ok(())
    }

    fn take(&mut self, row: &TrainingRow) -> io::Result<()> {
        let part = part(&row.values, self.seed, self.test_size);
        let kept = Kept { position: self.counted.training + self.counted.held_out, row: *row, part };
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
        if self.spool.is_none() {
            if !self.sample.is_full(self.most) {
                self.sample.push(&kept);
                return Ok(());
            }
            self.spool = self.store.take().map(Spool::new);
            for earlier in self.sample.rows() {
                spooled(self.spool.as_mut(), &earlier)?;
            }
        }
        spooled(self.spool.as_mut(), &kept)?;
        self.sample.draw(&kept, self.seed);
        Ok(())
    }

    /// The rows, once all are there.
    pub(super) fn rows(self, source: &str) -> Result<Rows, Error> {
        let Self { sample, skipped, counted, scale, mut spool, .. } = self;
        if counted.is_weighted && !self.weighs && self.seen > 0 {
            return Err(TrainingError::BadWeights(weights::ALL_ZERO.to_owned()).into());
        }
        let (parts, mut usable) = sample.into_rows();
        if let Some(spool) = &mut spool {
            let scale = counted.is_weighted.then(|| scale.scale());
            spool.complete(scale)?;
            for row in &mut usable {
                row.weight = scale.map_or(row.weight, |scale| scale.relative(row.weight));
            }
        } else if counted.is_weighted {
            scale_weights(&mut usable);
        }
        let synthetic = provenance::synthetic(usable.iter().map(|row| &row.values), source);
        let folds = parts.iter().filter_map(|part| match part {
            Use::Fold(fold) => Some(*fold),
            Use::HeldOut => None,
        });
        let folds = folds.collect();
        let mut parts = parts.iter();
        let held_out = usable.extract_if(.., |_| matches!(parts.next(), Some(Use::HeldOut))).collect();
        Ok(Rows { training: usable, folds, held_out, skipped, synthetic, counted, spool })
    }
}

fn spooled(spool: Option<&mut Spool>, kept: &Kept) -> io::Result<()> {
    match (kept.part, spool) {
        (Use::Fold(fold), Some(spool)) => spool.push(&kept.row, fold),
        _ => Ok(()),
    }
}

impl Rows {
    /// Checks that there are enough rows, counted by weight; the error lists the others.
    pub(super) fn are_enough(&self, needed: u64) -> Result<(), TrainingError> {
        let held_out = Some(("held_out".to_owned(), self.counted.held_out)).filter(|(_, count)| *count > 0);
        let mut skipped = self.skipped.clone();
        skipped.extend(held_out);
        enough_rows(&self.training, self.counted.is_weighted, needed, &skipped)
    }
}
