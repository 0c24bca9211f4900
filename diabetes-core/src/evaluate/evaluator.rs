//! Evaluates tables that come one after another.

use super::cohort::Cohort;
use super::evaluation::Evaluation;
use super::grouping::Grouping;
use super::judge::{facts_of, refuse};
use super::merge::evaluation;
use super::options::EvaluationOptions;
use super::summed::{Summing, shared};
use super::sums::Sums;
use super::terms::terms;
use crate::model::Model;
use crate::table::PatientTable;
use crate::{Error, EvaluationError};

/// Evaluates a model on tables that come one after another, in memory that does not grow with them.
///
/// Of each table, counts and sums are kept, as [`merge`](super::merge) makes figures of: figures of up to 100,000 distinct
/// scores and 1,000,000 people of an outcome equal those of [`evaluate`](super::evaluate()) on all rows; with more, people
/// are counted in cells of 1/1024 of log-odds, each AUROC says within how much of that of the rows it is, and a remark
/// says so (`counted_in_cells`). Intervals are redrawn, and groups cut at quartiles are left out, as in a merge. There
/// are no weights and no clusters.
///
/// ```
/// use diabetes_core::evaluate::{EvaluationOptions, Evaluator, evaluate};
/// use diabetes_core::{Model, synthetic};
/// let (model, options) = (Model::bundled(), EvaluationOptions { resamples: 0, ..EvaluationOptions::default() });
/// let records = synthetic::generate(1_000, 7);
/// let mut evaluator = Evaluator::new(&model, &options)?;
/// evaluator.add(&records, &[])?;
/// let (found, whole) = (evaluator.finish()?, evaluate(&model, &records, &options)?);
/// assert_eq!((&found.calibration, &found.sums), (&whole.calibration, &whole.sums));
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Evaluator {
    model: Model,
    options: EvaluationOptions,
    sums: Option<Sums>,
}

impl Evaluator {
    /// Begins an evaluation. The groupings of the options are not read: they come with each table.
    ///
    /// Fails with `bad_option` for weights and clusters.
    pub fn new(model: &Model, options: &EvaluationOptions) -> Result<Self, Error> {
        if options.weights.is_some() || options.clusters.is_some() {
            let text = "tables that come one after another are evaluated without weights and clusters";
            return Err(EvaluationError::BadOption(text.to_owned()).into());
        }
        let options = EvaluationOptions { by: Vec::new(), ..options.clone() };
        options.check(0)?;
        Ok(Self { model: model.clone(), options, sums: None })
    }

    /// Adds the people of a table that was checked for age and sex, with the target, and their groups.
    ///
    /// Fails as [`evaluate`](super::evaluate()) does, and with `cannot_merge` if a sum is too large.
    pub fn add(&mut self, table: &PatientTable<'_>, by: &[Grouping]) -> Result<(), Error> {
        let options = EvaluationOptions { by: by.to_vec(), ..self.options.clone() };
        refuse(table, &options)?;
        let people = Cohort::of(&self.model, table, &options);
        let found = Summing::new(&self.model, 1)?.sums(table, &people, by)?.ok_or_else(too_large)?;
        self.sums = Some(match self.sums.take() {
            None => found,
            Some(sums) => sums.added(&found)?,
        });
        Ok(())
    }

    /// The evaluation of all people; `no_outcome` without any table.
    pub fn finish(self) -> Result<Evaluation, Error> {
        let sums = self.sums.ok_or(EvaluationError::NoOutcome)?;
        let mut found =
            evaluation(sums, self.options.resamples, self.options.seed, &self.options.stop).ok_or_else(too_large)?;
        self.options.stop.check()?;
        let each = found.sums.take().ok_or_else(too_large)?;
        found.sums = shared(&self.model, each, &self.options)?;
        found.model = facts_of(&self.model)?;
        found.terms = terms(&self.model);
        Ok(found)
    }
}

fn too_large() -> EvaluationError {
    EvaluationError::CannotMerge("a sum is too large".to_owned())
}
