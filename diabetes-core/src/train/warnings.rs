//! What a model's author should know before it is used.

use super::crossfit::{CrossFit, Fit, Known};
use super::inputs::Inputs;
use super::pass::Selection;
use super::uncertainty::MIN_PERIODS;
use crate::evaluate::auroc;
use crate::model::{Cutoffs, Output, Outputs, TrainingFacts, TrainingWarning};
use crate::outcomes::MIN_EVENTS;
use crate::schema::Field;

/// The fewest events, or non-events if fewer, per parameter of a probability (Peduzzi et al., 1996).
const EVENTS_PER_PARAMETER: f64 = 10.0;
/// A single field that explains this proportion of the glucose variance determines it.
const DETERMINED_R2: f64 = 0.98;
/// A single field that ranks an outcome this well determines it.
const DETERMINED_AUROC: f64 = 0.995;
/// The most rows examined for that.
const LOOKED_AT: usize = 10_000;

/// The warnings, in the order: data, fields, outputs.
pub(super) fn of(
    cross: &CrossFit<'_>,
    inputs: &Inputs,
    fits: &Outputs<Fit>,
    facts: &TrainingFacts,
) -> Vec<TrainingWarning> {
    let mut warnings = Vec::new();
    let by_weight = if facts.weighted { " after weighting" } else { "" };
    if facts.synthetic.is_none() {
        let message = "source not stated: it is unknown whether the records are of people".to_owned();
        warnings.push(warning("source_not_stated", None, None, message));
    }
    for (code, people) in [("known_diabetes", "with diagnosed diabetes"), ("pregnant", "who are pregnant")] {
        if let Some(count) = facts.skipped.get(code) {
            let message = format!("{count} rows of people {people} were skipped: the estimate does not apply to them");
            warnings.push(warning(code, None, None, message));
        }
    }
    for (field, reason) in &inputs.left_out {
        let message = match *reason {
            "constant" => "every known value is the same",
            "mostly_missing" => "it is known in under one row of twenty",
            _ => "it says the same as fields before it",
        };
        let message = format!("{} is not used: {message}", field.name());
        warnings.push(warning(reason, Some(*field), None, message));
    }
    if inputs.stats.iter().any(|stats| stats.field == Field::Findrisc) {
        let name = Field::Findrisc.name();
        let message = format!("{name} is a predictor: it includes earlier high glucose, which is part of the outcome");
        warnings.push(warning("findrisc_as_predictor", Some(Field::Findrisc), None, message));
    }
    for (output, fit) in fits.as_ref().each() {
        let known = cross.known(Selection { output: Some(output), without: None });
        for stats in &inputs.stats {
            if determines(cross, &known, stats.field, output) {
                let message = format!("{} determines {output}: is it derived from the outcome?", stats.field.name());
                warnings.push(warning("determined", Some(stats.field), Some(output), message));
            }
        }
        if output == Output::Glucose {
            continue;
        }
        let [counts, _] = cross.counted(output);
        let rare = counts.effective_groups().into_iter().fold(f64::INFINITY, f64::min);
        if rare < EVENTS_PER_PARAMETER * fit.parameters {
            let message = format!(
                "{output}: {rare:.0} events or non-events{by_weight} for {:.0} parameters, fewer than \
                 {EVENTS_PER_PARAMETER} for each: the figures may not hold for other people",
                fit.parameters
            );
            warnings.push(warning("few_events_per_parameter", None, Some(output), message));
        }
    }
    for (output, reason) in &facts.outputs_left_out {
        let output = Output::by_name(output);
        let told = output.map(|output| {
            let [_, judging] = cross.counted(output);
            judging.told(facts.weighted)
        });
        let (name, told) = (output.map_or("", Output::name), told.unwrap_or_default());
        warnings.push(warning("output_left_out", None, output, format!("{name} is left out: {reason} ({told})")));
    }
    warnings
}

/// Why a model has no cut-offs.
pub(super) fn of_cutoffs(reason: &'static str) -> TrainingWarning {
    warning("cutoffs_left_out", None, Some(Output::Diabetes), format!("{reason}: {}", Cutoffs::told(reason)))
}

/// Why answers give no risk interval: the number of periods with enough cases.
pub(super) fn of_periods(periods: usize) -> TrainingWarning {
    let message = format!(
        "there is no risk interval: {periods} periods have all tests for {MIN_EVENTS} cases and {MIN_EVENTS} others; at \
         least {MIN_PERIODS} are needed"
    );
    warning("level_not_known", None, Some(Output::Diabetes), message)
}

fn warning(code: &str, field: Option<Field>, output: Option<Output>, message: String) -> TrainingWarning {
    TrainingWarning { code: code.to_owned(), field, output, message }
}

/// Whether the field alone reveals the outcome, on rows spread over all.
fn determines(cross: &CrossFit<'_>, known: &Known, field: Field, output: Output) -> bool {
    let value = |position: &usize| cross.rows.get(*position).and_then(|row| row.values.known(field));
    let pairs = known.positions.iter().map(value).zip(known.outcomes.iter().copied());
    let pairs = pairs.step_by(known.positions.len().div_ceil(LOOKED_AT).max(1));
    let (values, outcomes): (Vec<f64>, Vec<f64>) = pairs.filter_map(|(value, outcome)| Some((value?, outcome))).unzip();
    if output == Output::Glucose {
        return squared_correlation(&values, &outcomes) > DETERMINED_R2;
    }
    let outcomes: Vec<bool> = outcomes.iter().map(|outcome| *outcome > 0.0).collect();
    auroc(&outcomes, &values, None).is_some_and(|area| area.max(1.0 - area) > DETERMINED_AUROC)
}

fn squared_correlation(x: &[f64], y: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_x, mean_y) = (mean(x), mean(y));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        xx += (x - mean_x) * (x - mean_x);
        xy += (x - mean_x) * (y - mean_y);
        yy += (y - mean_y) * (y - mean_y);
    }
    xy * xy / (xx * yy)
}
