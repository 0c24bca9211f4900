//! Figures of the outputs on given rows.

use super::TrainingRow;
use super::outcome::Definitions;
use crate::evaluate::{self, GlucoseRow, ProbabilityRow};
use crate::model::{MetricSet, Model, Output};
use crate::schema::Field;

/// The figures of a model on rows it was not trained on.
pub(super) fn held_out(model: &Model, rows: &[TrainingRow], definitions: &Definitions) -> MetricSet {
    let glucose_rows: Vec<GlucoseRow> = model
        .glucose
        .iter()
        .flat_map(|output| {
            rows.iter().filter(|row| definitions.is_answerable(&row.values)).filter_map(|row| {
                let outcome = row.values.known(Field::OutcomeMgDl)?;
                let estimate = output.estimate(&row.values);
                let interval = output.interval.at_90(estimate);
                Some(GlucoseRow { outcome, estimate, interval, weight: row.weight })
            })
        })
        .collect();
    let of = |output: Output| {
        let judged: Vec<ProbabilityRow> = judged_rows(output, rows, definitions)
            .filter_map(|(_, row, outcome)| {
                let risk = model.risk(&row.values);
                let probability = if output == Output::Diabetes { risk.diabetes } else { risk.dysglycaemia };
                Some(ProbabilityRow { outcome, probability: probability?, weight: row.weight })
            })
            .collect();
        evaluate::probability(&judged)
    };
    MetricSet {
        glucose: evaluate::glucose(&glucose_rows),
        dysglycaemia: of(Output::Dysglycaemia),
        diabetes: of(Output::Diabetes),
    }
}

/// The rows on which a probability is calibrated and judged, with their position and outcome.
pub(super) fn judged_rows<'r>(
    output: Output,
    rows: &'r [TrainingRow],
    definitions: &'r Definitions,
) -> impl Iterator<Item = (usize, &'r TrainingRow, bool)> {
    let judged = rows.iter().enumerate().filter(move |(_, row)| definitions.is_judged(output, &row.values));
    judged.filter_map(move |(position, row)| Some((position, row, definitions.label(output, &row.values)?)))
}
