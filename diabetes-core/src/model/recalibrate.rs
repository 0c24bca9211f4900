//! Recalibration: keeps the terms and refits what converts their scores to answers on other rows.

use super::recalibration::{CalibrationFigures, Recalibration, Refitted, RefittedCutoffs, RefittedOutput};
use super::refit::{self, MIN_ROWS, MeasuredRow};
use super::residuals::{self, Residual};
use super::stored_facts::stored;
use super::{Calibration, Cutoffs, Interval, Model, Output, Outputs, RefittedOutputs, ScoredRow, Uncertainty};
use crate::outcomes::{
    Counts, Definitions, FOLDS, OutcomeRow, Told, enough_rows, fold, glucose_rows, hash, is_in, judged_rows,
    probability_rows, scale_weights, usable_rows,
};
use crate::schema::{Field, REQUIRED};
use crate::table::PatientTable;
use crate::weights::Size;
use crate::{Error, Stop, TrainingError, date, evaluate, numbers, provenance, weights};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Options of [`Model::recalibrate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecalibrationOptions {
    /// Seed of the folds used for the figures before and after.
    pub seed: u64,
    /// Description of the data.
    pub source: String,
    /// The date to record, `YYYY-MM-DD`; `None` for today, if there is a clock.
    pub date: Option<String>,
    /// Asks the recalibration to end early.
    pub stop: Stop,
}

impl Default for RecalibrationOptions {
    fn default() -> Self {
        Self { seed: 42, source: String::new(), date: None, stop: Stop::default() }
    }
}

impl Model {
    /// The model with calibrations, interval and cut-offs refitted on the rows of a table that was checked for age and
    /// sex; `weights` has one per row, zero or more. The terms stay, so [`Model::explain`] gives the same points.
    ///
    /// The rows used are valid, have the six required fields and an outcome (`Resultado`, `hba1c` or both), and are of
    /// people to whom the estimate applies; the others are counted by code. An output needs 100 rows, a probability 10
    /// events and 10 non-events; an output with fewer is kept and listed with the reason. The slope is refitted too if
    /// 200 events and 200 non-events (glucose: 200 rows) show that it has changed (p < 0.05).
    ///
    /// The errors are those of training: `too_few_rows` with fewer than 100 usable rows, `no_output` if no output can
    /// be recalibrated, `no_outcome`, `bad_weights`, `bad_shape`, `bad_option`.
    ///
    /// ```
    /// use diabetes_core::{Model, PatientTable, model::{RecalibrationOptions, Refitted}, table::Required};
    /// let mut csv = "edad,sexo,imc,perimetro_abdominal,tas,tad,Resultado\n".to_owned();
    /// for row in 0..200 {
    ///     let (age, glucose) = (30 + row % 50, 85 + row * 7 % 60);
    ///     csv += &format!("{age},M,{},95,130,80,{glucose}\n", 22 + row % 13);
    /// }
    /// let here = PatientTable::from_csv(csv.as_bytes(), Required::AgeAndSex)?;
    /// let local = Model::bundled().recalibrate(&here, None, &RecalibrationOptions::default())?;
    /// let diabetes = local.recalibration().and_then(|facts| facts.outputs.diabetes.as_ref()).unwrap();
    /// assert_eq!(diabetes.refitted, Refitted::Intercept);
    /// let observed_expected = diabetes.after.as_ref().and_then(|figures| figures.observed_expected).unwrap();
    /// assert!((observed_expected - 1.0).abs() < 0.05);
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn recalibrate(
        &self,
        table: &PatientTable<'_>,
        weights: Option<&[f64]>,
        options: &RecalibrationOptions,
    ) -> Result<Self, Error> {
        if options.date.as_deref().is_some_and(|date| !date::is_date(date)) {
            return Err(TrainingError::BadOption("date must be a calendar date, YYYY-MM-DD".to_owned()).into());
        }
        let Usable { rows, skipped, definitions } = self.usable(table, weights)?;
        enough_rows(&rows, weights.is_some(), MIN_ROWS, &skipped)?;
        // Parts kept from an earlier recalibration still come from its rows.
        let earlier = self.recalibration.as_ref().map_or(Some(false), |facts| facts.synthetic);
        let own = provenance::synthetic(rows.iter().map(|row| &row.values), &options.source);
        let given = Given::new(self, &rows, &definitions, options);
        options.stop.check()?;
        let plan = given.plan();
        options.stop.check()?;
        let plan = plan?;
        let mut model = given.refitted(&plan, None);
        options.stop.check()?;
        env!("CARGO_PKG_VERSION").clone_into(&mut model.library_version);
        let mut reason = None;
        if plan.diabetes.is_some_and(|carried| carried.is_ok()) {
            let found = Cutoffs::of(&probability_rows(Output::Diabetes, &rows, &definitions, &|_| &model));
            reason = found.err().map(str::to_owned);
            model.cutoffs = found.ok();
            model.uncertainty = given.uncertainty(&model).map(Arc::new);
        }
        let date = options.date.clone().or_else(|| Some(date::today()).filter(|today| !today.is_empty()));
        let people = rows.len() as u64;
        // If the level is kept, its population has not changed.
        let is_refitted = plan.map(|carried| carried.is_ok(), |carried| carried.is_ok());
        if let Some(origin) = &self.origin
            && is_refitted.diabetes.unwrap_or_else(|| is_refitted.each().any(|(_, is_refitted)| is_refitted))
        {
            model.origin = Some(Arc::new(origin.recalibrated(people, &options.source, date.as_deref())));
        }
        options.stop.check()?;
        let outputs = given.before_and_after(&plan);
        options.stop.check()?;
        model.recalibration = Some(stored(Recalibration {
            date,
            source: options.source.clone(),
            model_hash: self.hash()?,
            synthetic: provenance::of_both(own, earlier),
            rows: people,
            skipped,
            weighted: weights.is_some(),
            seed: options.seed,
            folds: FOLDS,
            outputs,
            cutoffs: RefittedCutoffs { before: self.cutoffs, after: model.cutoffs, reason },
        })?);
        model.saved_and_loaded()
    }

    /// Facts about the last recalibration; `None` for a model as trained.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn recalibration(&self) -> Option<&Recalibration> {
        self.recalibration.as_ref()
    }

    /// The rows with an outcome, and what it is.
    pub(super) fn usable(&self, table: &PatientTable<'_>, weights: Option<&[f64]>) -> Result<Usable, Error> {
        let mut skipped = BTreeMap::new();
        let told = Told { weights, ..Told::default() };
        let mut rows = usable_rows(table, told, &REQUIRED, &mut skipped)?;
        if let Some(weights) = weights {
            if let Some(fault) = weights::fault(weights) {
                return Err(TrainingError::BadWeights(fault).into());
            }
            scale_weights(&mut rows);
        }
        let definitions = Definitions::of(&rows, MIN_ROWS, |output, test| self.cut(output, test));
        Ok(Usable { rows, skipped, definitions })
    }

    fn calibration(&self, output: Output) -> Option<Calibration> {
        self.outputs.as_ref().map(|output| output.calibration, |output| output.calibration).get(output)
    }

    /// The model's own cut-off for a test.
    fn cut(&self, output: Output, test: Field) -> Option<super::OutcomeCut> {
        self.outputs.as_ref().probability(output)?.definition.iter().find(|cut| cut.field == test).copied()
    }
}

/// The rows with an outcome, those left out by code, and what the outcome is.
pub(super) struct Usable {
    pub(super) rows: Vec<OutcomeRow>,
    pub(super) skipped: BTreeMap<String, u64>,
    pub(super) definitions: Definitions,
}

/// What to refit for each output, or the reason code if nothing.
pub(super) type Plan = Outputs<Result<Refitted, &'static str>>;

/// Rows with their positions.
type Placed<R> = Vec<(usize, R)>;

/// A model and the rows to recalibrate it on.
pub(super) struct Given<'a> {
    model: &'a Model,
    rows: &'a [OutcomeRow],
    folds: Vec<u32>,
    definitions: &'a Definitions,
    /// The rows that each output is recalibrated on.
    scored: Outputs<Placed<MeasuredRow>, Placed<ScoredRow>>,
    stop: &'a Stop,
}

impl<'a> Given<'a> {
    pub(super) fn new(
        model: &'a Model,
        rows: &'a [OutcomeRow],
        definitions: &'a Definitions,
        options: &'a RecalibrationOptions,
    ) -> Self {
        let measured = model.scorecard(Output::Glucose).map(|scorecard| {
            let row = |(position, row): (usize, &OutcomeRow)| {
                let outcome = row.values.known(Field::OutcomeMgDl)?;
                Some((position, MeasuredRow { score: scorecard.score(&row.values), outcome, weight: row.weight }))
            };
            rows.iter().enumerate().filter_map(row).collect()
        });
        let scored = |output| {
            let scorecard = model.scorecard(output)?;
            let scored = judged_rows(output, rows, definitions).map(|(position, row, outcome)| {
                (position, ScoredRow { score: scorecard.score(&row.values), outcome, weight: row.weight })
            });
            Some(scored.collect())
        };
        let folds = rows.iter().map(|row| fold(hash(&row.values, options.seed))).collect();
        Self { model, rows, folds, definitions, stop: &options.stop, scored: Outputs::of(measured, scored) }
    }

    /// What the rows are sufficient to refit; an error if nothing.
    pub(super) fn plan(&self) -> Result<Plan, TrainingError> {
        let old = |output| self.model.calibration(output);
        let measured = old(Output::Glucose).map(|old| refit::carried_by_measurements(old, &self.measured(None)));
        let plan: Plan =
            Outputs::of(measured, |output| Some(refit::carried_by_outcomes(old(output)?, &self.scored(output, None))));
        if plan.each().any(|(_, carried)| carried.is_ok()) {
            return Ok(plan);
        }
        let reasons = plan.each().filter_map(|(output, carried)| Some((output, carried.err()?)));
        let reasons = reasons.map(|(output, reason)| (output, format!("{reason} ({})", self.told(output))));
        Err(TrainingError::NoOutput(reasons.collect()))
    }

    /// The rows and events of an output in words, including their weighted equivalents.
    fn told(&self, output: Output) -> String {
        let is_weighted = self.rows.iter().any(|row| row.weight != 1.0);
        if let Some(scored) = self.scored.as_ref().probability(output) {
            return Counts::of(scored.iter().map(|(_, row)| (row.outcome, row.weight))).told(is_weighted);
        }
        let measured = self.measured(None);
        let size = Size::of(measured.iter().map(|row| row.weight)).effective();
        let by_weight = if is_weighted {
            format!("; with these weights equivalent to {} rows", numbers::tenths(size))
        } else {
            String::new()
        };
        format!("{} rows{by_weight}", measured.len())
    }

    /// The rows and events of an output.
    fn counts(&self, output: Output) -> (u64, Option<u64>) {
        let events = |scored: &Placed<ScoredRow>| scored.iter().filter(|(_, row)| row.outcome).count() as u64;
        let of = self.scored.as_ref();
        let of = of.map(|rows| (rows.len() as u64, None), |rows| (rows.len() as u64, Some(events(rows))));
        of.get(output).unwrap_or_default()
    }

    /// The rows for recalibrating a probability, in all folds except `without`.
    fn scored(&self, output: Output, without: Option<u32>) -> Vec<ScoredRow> {
        let rows = self.scored.as_ref().probability(output).filter(|_| !self.stop.is_asked()).into_iter().flatten();
        rows.filter(|(position, _)| is_in(&self.folds, *position, without)).map(|(_, row)| *row).collect()
    }

    /// The rows for recalibrating the glucose, in all folds except `without`.
    fn measured(&self, without: Option<u32>) -> Vec<MeasuredRow> {
        let rows = self
            .scored
            .glucose
            .iter()
            .filter(|_| !self.stop.is_asked())
            .flatten()
            .filter(|(position, _)| is_in(&self.folds, *position, without));
        rows.map(|(_, row)| *row).collect()
    }

    /// The calibration fitted on all folds except `without`.
    fn calibration(&self, output: Output, refitted: Refitted, without: Option<u32>) -> Option<Calibration> {
        let old = self.model.calibration(output)?;
        match output {
            Output::Glucose => refit::of_measurements(old, &self.measured(without), refitted),
            _ => refit::of_outcomes(old, &self.scored(output, without), refitted),
        }
    }

    fn interval(&self, calibration: Calibration, without: Option<u32>) -> Interval {
        let residual = |row: MeasuredRow| {
            let estimate = calibration.apply(row.score);
            Residual { estimate, error: row.outcome - estimate, weight: row.weight }
        };
        residuals::interval(self.measured(without).into_iter().map(residual).collect())
    }

    /// The model refitted on all folds except `without`; an output with insufficient rows is kept.
    fn refitted(&self, plan: &Plan, without: Option<u32>) -> Model {
        let calibration = |output| {
            let refitted = plan.get(output)?.ok()?;
            self.calibration(output, refitted, without)
        };
        let mut model = self.model.clone();
        if let (Some(glucose), Some(calibration)) = (&mut model.outputs.glucose, calibration(Output::Glucose)) {
            glucose.calibration = calibration;
            glucose.interval = self.interval(calibration, without);
        }
        for (output, own) in model.outputs.as_mut().probabilities() {
            if let Some(calibration) = calibration(output) {
                own.calibration = calibration;
                own.definition = self.definitions.cuts(output).to_vec();
            }
        }
        model
    }

    /// The uncertainty of the refitted probability of diabetes.
    fn uncertainty(&self, refitted: &Model) -> Option<Uncertainty> {
        let [before, after] = [self.model, refitted].map(|model| model.calibration(Output::Diabetes));
        self.model.uncertainty()?.recalibrated(before?, after?, &self.scored(Output::Diabetes, None))
    }

    /// The models fitted on all folds except one each.
    pub(super) fn of_folds(&self, plan: &Plan) -> Vec<Model> {
        (0..FOLDS).map(|fold| self.refitted(plan, Some(fold))).collect()
    }

    /// The figures of the old model and of the recalibration, each fold evaluated with a model fitted on the others.
    fn before_and_after(&self, plan: &Plan) -> RefittedOutputs {
        let of_folds = self.of_folds(plan);
        let before = |_| self.model;
        let after = |position: usize| self.without(position, &of_folds);
        let (rows, definitions) = (self.rows, self.definitions);
        let glucose = self.model.outputs.glucose.as_ref().map(|old| {
            let before = evaluate::glucose(&glucose_rows(rows, definitions, before));
            let after = evaluate::glucose(&glucose_rows(rows, definitions, after));
            self.outcome(Output::Glucose, plan, old.calibration, before, after)
        });
        Outputs::of(glucose, |output| {
            let calibration =
                self.model.outputs.as_ref().probability(output).filter(|_| !self.stop.is_asked())?.calibration;
            let before = CalibrationFigures::of(&probability_rows(output, rows, definitions, &before));
            let after = CalibrationFigures::of(&probability_rows(output, rows, definitions, &after));
            Some(self.outcome(output, plan, calibration, before, after))
        })
    }

    /// The model fitted without the row at this position.
    pub(super) fn without<'m>(&self, position: usize, of_folds: &'m [Model]) -> &'m Model
    where
        'a: 'm,
    {
        let own = self.folds.get(position).and_then(|fold| of_folds.get(*fold as usize));
        own.unwrap_or(self.model)
    }

    fn outcome<F>(
        &self,
        output: Output,
        plan: &Plan,
        calibration_before: Calibration,
        before: Option<F>,
        after: Option<F>,
    ) -> RefittedOutput<F> {
        let carried = plan.get(output).unwrap_or(Ok(Refitted::Kept));
        let (rows, events) = self.counts(output);
        RefittedOutput {
            rows,
            events,
            judged_on: (output != Output::Glucose).then(|| self.definitions.judged_on(output).to_owned()),
            refitted: carried.unwrap_or(Refitted::Kept),
            reason: carried.err().map(str::to_owned),
            calibration_before,
            before,
            after,
        }
    }
}
