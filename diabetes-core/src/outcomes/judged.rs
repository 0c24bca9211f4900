//! Estimates with the outcomes of the rows they are evaluated on.

use super::{Definitions, OutcomeRow};
use crate::evaluate::{GlucoseRow, ProbabilityRow};
use crate::model::{Model, Output};
use crate::schema::Field;

/// The rows with a measured glucose; `model` gives the model for the row at a position.
pub(crate) fn glucose_rows<'m>(
    rows: &[OutcomeRow],
    definitions: &Definitions,
    model: impl Fn(usize) -> &'m Model,
) -> Vec<GlucoseRow> {
    let judged = rows.iter().enumerate().filter(|(_, row)| definitions.judges(row));
    judged
        .filter_map(|(position, row)| {
            let output = model(position).outputs.glucose.as_ref()?;
            let outcome = row.values.known(Field::OutcomeMgDl)?;
            let estimate = output.estimate(&row.values);
            Some(GlucoseRow::new(outcome, estimate, &output.interval, row.weight))
        })
        .collect()
}

/// The rows a probability is evaluated on; `model` gives the model for the row at a position.
pub(crate) fn probability_rows<'m>(
    output: Output,
    rows: &[OutcomeRow],
    definitions: &Definitions,
    model: &dyn Fn(usize) -> &'m Model,
) -> Vec<ProbabilityRow> {
    judged_rows(output, rows, definitions)
        .filter_map(|(position, row, outcome)| {
            let probability = model(position).probabilities(&row.values).probability(output)?;
            Some(ProbabilityRow { outcome, probability, weight: row.weight })
        })
        .collect()
}

/// The rows on which a probability is calibrated and evaluated, with their position and outcome.
pub(crate) fn judged_rows<'r>(
    output: Output,
    rows: &'r [OutcomeRow],
    definitions: &'r Definitions,
) -> impl Iterator<Item = (usize, &'r OutcomeRow, bool)> {
    let judged = rows.iter().enumerate().filter(move |(_, row)| definitions.is_judged(output, row));
    judged.filter_map(move |(position, row)| Some((position, row, definitions.label(output, &row.values)?)))
}
