//! The steps of a training, once its rows are there; why it is refused or an output is left out.

use super::crossfit::{CrossFit, Fit, Fitter, MIN_ROWS};
use super::inputs::Inputs;
use super::options::TrainingOptions;
use super::rows::Rows;
use super::{uncertainty, warnings};
use crate::model::{
    FieldStats, GlucoseOutput, MetricSet, Metrics, Model, Output, Outputs, ProbabilityOutput, TrainingFacts,
};
use crate::outcomes::{
    Counts, Definitions, FOLDS, MIN_EVENTS, OutcomeRow as TrainingRow, glucose_rows, probability_rows,
};
use crate::{Error, TrainingError, evaluate};
use std::sync::Arc;

/// The model of the rows.
pub(super) fn fitted(rows: &Rows, options: &TrainingOptions) -> Result<Model, Error> {
    let definitions = Definitions::of(&rows.training, 0, |_, _| None);
    let mut inputs = Inputs::of(&rows.training);
    let needed = MIN_ROWS.max(2 * (inputs.stats.iter().map(FieldStats::coefficients).sum::<usize>() as u64 + 1));
    rows.are_enough(needed)?;
    let cross = CrossFit {
        rows: &rows.training,
        folds: &rows.folds,
        beyond: rows.beyond.as_ref(),
        definitions: &definitions,
        has_periods: rows.counted.has_periods,
        stop: &options.stop,
    };
    let trainer = options.algorithm.prepared(&mut inputs, &cross, &options.monotone);
    options.stop.check()?;
    if inputs.stats.is_empty() {
        return Err(TrainingError::NoPredictors.into());
    }
    let mut facts = TrainingFacts {
        source: options.source.clone(),
        synthetic: rows.synthetic,
        skipped: rows.skipped.clone(),
        rows: rows.counted.training,
        held_out: rows.counted.held_out,
        left_out: inputs
            .left_out
            .iter()
            .map(|(field, reason)| (field.name().to_owned(), (*reason).to_owned()))
            .collect(),
        weighted: rows.counted.is_weighted,
        test_size: options.test_size,
        seed: options.seed,
        folds: FOLDS,
        ..TrainingFacts::default()
    };
    let fits = fit_outputs(&*trainer, &inputs, &cross, needed, options, &mut facts)?;
    options.stop.check()?;
    facts.warnings = warnings::of(&cross, &inputs, &fits, &facts);
    let cutoffs = cross.cutoffs(&fits);
    facts.warnings.extend(cutoffs.and_then(Result::err).map(warnings::of_cutoffs));
    options.stop.check()?;
    let uncertainty = fits.diabetes.as_ref().and_then(|fit| match uncertainty::of(&cross, fit)? {
        Ok(uncertainty) => Some(uncertainty),
        Err(periods) => {
            facts.warnings.push(warnings::of_periods(periods));
            None
        }
    });
    let outputs = fits.as_ref().map(
        |fit| GlucoseOutput {
            scorecard: fit.scorecard.clone(),
            calibration: fit.calibration,
            interval: cross.interval(fit, None),
        },
        |fit| ProbabilityOutput {
            definition: definitions.cuts(fit.output).to_vec(),
            scorecard: fit.scorecard.clone(),
            calibration: fit.calibration,
        },
    );
    let known = |stats: &FieldStats| rows.counted.known.get(stats.field.index()).copied().unwrap_or_default();
    let mut model = Model {
        name: options.name.clone(),
        algorithm: options.algorithm.name().to_owned(),
        created: crate::date::today(),
        library_version: env!("CARGO_PKG_VERSION").to_owned(),
        fields: inputs.stats.iter().map(|stats| FieldStats { known: known(stats), ..stats.clone() }).collect(),
        outputs,
        cutoffs: cutoffs.and_then(Result::ok),
        likely: None,
        uncertainty: uncertainty.map(Arc::new),
        origin: options.origin.clone().map(Arc::new),
        training: facts,
        metrics: Metrics { cross_fitted: cross.metrics(&fits), ..Metrics::default() },
        recalibration: None,
    };
    options.stop.check()?;
    model.metrics.held_out = held_out(&model, &rows.held_out, &definitions);
    model.saved_and_loaded()
}

/// Fits the outputs that can be fitted and records the result for each in the facts.
fn fit_outputs(
    trainer: &dyn Fitter,
    inputs: &Inputs,
    cross: &CrossFit<'_>,
    needed: u64,
    options: &TrainingOptions,
    facts: &mut TrainingFacts,
) -> Result<Outputs<Fit>, TrainingError> {
    let mut fit = |output: Output| {
        if !options.outputs.contains(&output) {
            return None;
        }
        // The evaluation rows alone must be enough for what is evaluated on them.
        let [counts, judging] = cross.counted(output);
        let is_enough = trainable(output, counts, needed).and_then(|()| trainable(output, judging, MIN_ROWS));
        let fit = is_enough.and_then(|()| {
            let fitted = trainer.fit(inputs, cross, output);
            fitted.and_then(|fitted| cross.calibrated(output, fitted)).map_err(|error| error.code())
        });
        let name = output.name().to_owned();
        match &fit {
            Ok(fit) => {
                facts.parameters.insert(name.clone(), fit.parameters);
                facts.output_rows.insert(name.clone(), counts.rows);
                if output != Output::Glucose {
                    facts.events.insert(name.clone(), counts.events);
                    facts.judged_on.insert(name, cross.definitions.judged_on(output).to_owned());
                }
            }
            Err(reason) => {
                facts.outputs_left_out.insert(name, (*reason).to_owned());
            }
        }
        fit.ok()
    };
    let fits = Outputs::of(fit(Output::Glucose), fit);
    if fits.as_ref().each().next().is_none() {
        let reason = |output: Output| Some((output, facts.outputs_left_out.get(output.name())?.clone()));
        return Err(TrainingError::NoOutput(Output::ALL.into_iter().filter_map(reason).collect()));
    }
    Ok(fits)
}

/// The figures of a model on rows it was not trained on.
fn held_out(model: &Model, rows: &[TrainingRow], definitions: &Definitions) -> MetricSet {
    let glucose = evaluate::glucose(&glucose_rows(rows, definitions, |_| model));
    Outputs::of(glucose, |output| evaluate::probability(&probability_rows(output, rows, definitions, &|_| model)))
}

fn trainable(output: Output, counts: Counts, needed: u64) -> Result<(), &'static str> {
    let [events, non_events] = counts.effective_groups();
    if counts.effective_rows() < needed as f64 {
        Err("too_few_rows")
    } else if output != Output::Glucose && events < MIN_EVENTS as f64 {
        Err("too_few_events")
    } else if output != Output::Glucose && non_events < MIN_EVENTS as f64 {
        Err("too_few_non_events")
    } else {
        Ok(())
    }
}
