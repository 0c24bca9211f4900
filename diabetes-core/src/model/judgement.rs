//! Whether a recalibration helps the people it was made for, and how a model agrees with their outcomes.

use super::recalibrate::{Given, Usable};
use super::refit::MIN_ROWS;
use super::{Model, Outputs, RecalibrationOptions};
use crate::Error;
use crate::evaluate::{self, Change, ChangeFigures, LEAST_AUROC, Verdict};
use crate::outcomes::{enough_rows, probability_rows};
use crate::table::PatientTable;
use serde::Serialize;

/// The verdict on a recalibration.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecalibrationJudgement {
    /// The refusal of any probability, if there is one; else `better` if any is, and otherwise the least of them.
    pub verdict: Verdict,
    /// Whether the recalibrated model must not be used.
    pub refused: bool,
    /// The area under the ROC curve below which it is refused.
    pub least_auroc: f64,
    /// The probabilities that were refitted, before and after; each row after is judged by a model fitted without it.
    pub outputs: Outputs<(), Change>,
}

impl Model {
    /// Judges what [`Model::recalibrate`] gives for the same arguments: the figures of each refitted probability before
    /// and after, with bootstrap intervals from `resamples` resamples of rows, and a verdict. A recalibration leaves the
    /// order of people as it is; the area after differs only because each fold has its own calibration.
    ///
    /// The errors are those of [`Model::recalibrate`].
    ///
    /// ```
    /// use diabetes_core::{Model, PatientTable, evaluate::Verdict, model::RecalibrationOptions, table::Required};
    /// let mut csv = "edad,sexo,imc,perimetro_abdominal,tas,tad,Resultado\n".to_owned();
    /// for row in 0..400 {
    ///     let (age, glucose) = (20 + row % 60, 85 + row * 7 % 60);
    ///     csv += &format!("{age},M,{},95,130,80,{glucose}\n", 22 + row % 13);
    /// }
    /// let here = PatientTable::from_csv(csv.as_bytes(), Required::AgeAndSex)?;
    /// let judged = Model::bundled().judge_recalibration(&here, None, &RecalibrationOptions::default(), 200)?;
    /// // The glucose of these people has nothing to do with the rest of their records.
    /// assert_eq!((judged.verdict, judged.refused), (Verdict::BelowFloor, true));
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn judge_recalibration(
        &self,
        table: &PatientTable<'_>,
        weights: Option<&[f64]>,
        options: &RecalibrationOptions,
        resamples: u32,
    ) -> Result<RecalibrationJudgement, Error> {
        let Usable { rows, skipped, definitions } = self.usable(table, weights)?;
        enough_rows(&rows, weights.is_some(), MIN_ROWS, &skipped)?;
        let given = Given::new(self, &rows, &definitions, options);
        options.stop.check()?;
        let plan = given.plan()?;
        let of_folds = given.of_folds(&plan);
        let outputs = Outputs::of(None, |output| {
            plan.get(output)?.ok().filter(|_| !options.stop.is_asked())?;
            let before = probability_rows(output, &rows, &definitions, &|_| self);
            let after = probability_rows(output, &rows, &definitions, &|row| given.without(row, &of_folds));
            Some(evaluate::change(&before, &after, resamples, options.seed, &options.stop))
        });
        options.stop.check()?;
        let verdicts = || outputs.as_ref().probabilities().map(|(_, change): (_, &Change)| change.verdict);
        let worst = verdicts().max().filter(|verdict| verdict.is_refused());
        let verdict = worst.or(verdicts().min()).unwrap_or(Verdict::TooFewEvents);
        Ok(RecalibrationJudgement { verdict, refused: verdict.is_refused(), least_auroc: LEAST_AUROC, outputs })
    }

    /// How the probabilities agree with the outcomes of a table that was checked for age and sex; `None` for one with
    /// under 10 events or non-events.
    ///
    /// Fails with `no_outcome` and `bad_weights` as [`Model::recalibrate`] does.
    pub fn agreement(
        &self,
        table: &PatientTable<'_>,
        weights: Option<&[f64]>,
    ) -> Result<Outputs<(), ChangeFigures>, Error> {
        let Usable { rows, definitions, .. } = self.usable(table, weights)?;
        Ok(Outputs::of(None, |output| evaluate::agreement(&probability_rows(output, &rows, &definitions, &|_| self))))
    }
}
