//! The rows used for training: valid, of people to whom the estimate applies, with an outcome and a weight.

use super::beyond::Beyond;
use super::sample::{Kept, Sample};
use super::split::Use;
use super::spool::Spool;
use super::store::Store;
use super::taken::{Counted, Taken};
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::outcomes::{Told, enough_rows, scale_weights};
use crate::table::PatientTable;
use crate::weights::Scale;
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
    pub(super) beyond: Option<Beyond>,
}

/// Takes in rows from tables that come one after another.
pub(super) struct Intake {
    seed: u64,
    test_size: f64,
    most: usize,
    store: Option<Box<dyn Store>>,
    spool: Option<Spool>,
    sample: Sample,
    taken: Taken,
}

impl Intake {
    /// Rows beyond `most` go to the store.
    pub(super) fn new(seed: u64, test_size: f64, most: usize, store: Box<dyn Store>) -> Self {
        let (sample, taken) = (Sample::default(), Taken::default());
        Self { seed, test_size, most, store: Some(store), spool: None, sample, taken }
    }

    /// Adds the rows of a table.
    pub(super) fn add(&mut self, table: &PatientTable<'_>, told: Told<'_>) -> Result<(), Error> {
        for row in &self.taken.usable(table, told)? {
            self.take(row)?;
        }
        Ok(())
    }

    fn take(&mut self, row: &TrainingRow) -> io::Result<()> {
        let position = self.taken.counted.usable();
        let part = self.taken.count(row, self.seed, self.test_size);
        let kept = Kept { position, row: *row, part };
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
        let Self { sample, taken, mut spool, .. } = self;
        let scale = taken.scale()?;
        if let Some(spool) = &mut spool {
            spool.complete(scale)?;
        }
        let (parts, usable) = sample.into_rows();
        Ok(Rows::of(&parts, usable, taken, scale, spool.map(Beyond::Stored), source))
    }
}

fn spooled(spool: Option<&mut Spool>, kept: &Kept) -> io::Result<()> {
    match (kept.part, spool) {
        (Use::Fold(fold), Some(spool)) => spool.push(&kept.row, fold),
        _ => Ok(()),
    }
}

impl Rows {
    /// The kept rows, in their order, with the counts and the scale of all.
    pub(super) fn of(
        parts: &[Use],
        mut usable: Vec<TrainingRow>,
        taken: Taken,
        scale: Option<Scale>,
        beyond: Option<Beyond>,
        source: &str,
    ) -> Self {
        match scale.filter(|_| beyond.is_some()) {
            Some(scale) => usable.iter_mut().for_each(|row| row.weight = scale.relative(row.weight)),
            None if taken.counted.is_weighted => scale_weights(&mut usable),
            None => (),
        }
        let synthetic = provenance::synthetic(usable.iter().map(|row| &row.values), source);
        let Taken { counted, skipped, .. } = taken;
        let folds = parts.iter().filter_map(|part| match part {
            Use::Fold(fold) => Some(*fold),
            Use::HeldOut => None,
        });
        let folds = folds.collect();
        let mut parts = parts.iter();
        let held_out = usable.extract_if(.., |_| matches!(parts.next(), Some(Use::HeldOut))).collect();
        Self { training: usable, folds, held_out, skipped, synthetic, counted, beyond }
    }

    /// Checks that there are enough rows, counted by weight; the error lists the others.
    pub(super) fn are_enough(&self, needed: u64) -> Result<(), TrainingError> {
        let held_out = Some(("held_out".to_owned(), self.counted.held_out)).filter(|(_, count)| *count > 0);
        let mut skipped = self.skipped.clone();
        skipped.extend(held_out);
        enough_rows(&self.training, self.counted.is_weighted, needed, &skipped)
    }
}
