//! Training on tables that come one after another.

use super::beyond::Beyond;
use super::fit::fitted;
use super::options::{TrainingOptions, check};
use super::rows::Intake;
use super::sample::SAMPLE;
use super::store::Store;
use crate::Error;
use crate::model::Model;
use crate::outcomes::Told;
use crate::table::PatientTable;

/// Trains a model on the valid rows of a table that was checked for age and sex.
///
/// Rows that are invalid, lack an outcome or weight, or belong to people to whom the estimate does not apply (pregnant,
/// diagnosed diabetes) are skipped and counted by code in the training facts.
///
/// ```
/// use diabetes_core::{Output, synthetic, train::{TrainingOptions, train}};
/// let records = synthetic::generate(2_000, 7);
/// let model = train(&records, None, &TrainingOptions::default())?;
/// let glucose = model.metrics().held_out.glucose.as_ref();
/// assert!(glucose.is_some_and(|metrics| metrics.r2 > 0.7));
/// assert!(model.synthetic() == Some(true));
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub fn train(table: &PatientTable<'_>, weights: Option<&[f64]>, options: &TrainingOptions) -> Result<Model, Error> {
    let mut trainer = Trainer::new(options, Box::new(Vec::new()))?;
    trainer.add(table, Told { weights, judges: options.judges.as_deref(), periods: options.periods.as_deref() })?;
    trainer.finish()
}

/// Trains on tables that come one after another, in memory that does not grow with them.
///
/// Up to 524,288 usable rows, everything is computed from all rows. With more, they are written to the store and read
/// again in each pass: all coefficients are fitted to all rows, and everything else (distributions, knots, calibration,
/// interval, cut-offs, figures) comes from 524,288 of them, drawn by a hash of the seed and their position. The model
/// depends on the rows and their order alone: not on how they are divided into tables, nor on the number of threads.
///
/// ```
/// use diabetes_core::{synthetic, train::{Trainer, TrainingOptions, train}};
/// let records = synthetic::generate(2_000, 7);
/// let mut trainer = Trainer::new(&TrainingOptions::default(), Box::new(Vec::new()))?;
/// trainer.add(&records, Default::default())?;
/// assert_eq!(trainer.finish()?, train(&records, None, &TrainingOptions::default())?);
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub struct Trainer {
    options: TrainingOptions,
    intake: Intake,
}

impl std::fmt::Debug for Trainer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Trainer").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Trainer {
    /// Begins a training. `judges` and `periods` of the options are not read: they come with each table.
    pub fn new(options: &TrainingOptions, store: Box<dyn Store>) -> Result<Self, Error> {
        Self::keeping(SAMPLE, options, store)
    }

    pub(super) fn keeping(most: usize, options: &TrainingOptions, store: Box<dyn Store>) -> Result<Self, Error> {
        check(options)?;
        let options = TrainingOptions { judges: None, periods: None, ..options.clone() };
        let intake = Intake::new(options.seed, options.test_size, most, store);
        Ok(Self { options, intake })
    }

    /// Adds the valid rows of a table that was checked for age and sex, with what is told of each; rows that cannot be
    /// used are counted.
    pub fn add(&mut self, table: &PatientTable<'_>, told: Told<'_>) -> Result<(), Error> {
        self.intake.add(table, told)
    }

    /// The model of all rows added.
    pub fn finish(self) -> Result<Model, Error> {
        let rows = self.intake.rows(&self.options.source)?;
        let model = fitted(&rows, &self.options);
        self.options.stop.check()?;
        // A pass that could not read its rows has summed too few.
        rows.beyond.and_then(Beyond::fault).map_or(model, Err)
    }
}

#[cfg(test)]
mod tests;
