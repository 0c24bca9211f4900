//! The rows for training and recalibration: valid, of people to whom the estimate applies, with an outcome and a
//! weight.

use crate::schema::Field;
use crate::table::PatientTable;
use crate::values::Values;
use crate::weights::{Scale, Size};
use crate::{Error, TrainingError};
use std::collections::BTreeMap;

/// A valid row with an outcome.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutcomeRow {
    pub(crate) values: Values,
    /// Relative to the mean weight of the usable rows.
    pub(crate) weight: f64,
    /// Whether it is used for calibration and evaluation.
    pub(crate) judges: bool,
    /// Its period; 0 if none was given.
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "training alone reads it"))]
    pub(crate) period: i64,
}

/// What the caller states about each row besides its record.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "training alone hands it out"))]
pub struct Told<'a> {
    /// Its weight; `None`: all weigh the same.
    pub weights: Option<&'a [f64]>,
    /// Whether it is used for calibration and evaluation; `None`: all are.
    pub judges: Option<&'a [bool]>,
    /// Its period; `None`: not known.
    pub periods: Option<&'a [i64]>,
}

/// The valid rows of a table with a known outcome and the `required` fields, of people to whom the estimate applies;
/// the others are counted by code. Weights are as given.
pub(crate) fn usable_rows(
    table: &PatientTable<'_>,
    told: Told<'_>,
    required: &[Field],
    skipped: &mut BTreeMap<String, u64>,
) -> Result<Vec<OutcomeRow>, Error> {
    if table.column(Field::OutcomeMgDl).is_none() && table.column(Field::Hba1cPercent).is_none() {
        return Err(TrainingError::NoOutcome.into());
    }
    if !table.reads_target() {
        return Err(Error::Table("the target was not read: read the table with Required::AgeAndSex".to_owned()));
    }
    let weights = told.weights;
    if let Some(weights) = weights.filter(|weights| weights.len() != table.rows()) {
        return Err(TrainingError::BadShape(format!("{} weights for {} rows", weights.len(), table.rows())).into());
    }
    let mut skip = |code: &str| *skipped.entry(code.to_owned()).or_insert(0) += 1;
    let mut rows = Vec::new();
    for row in 0..table.rows() {
        if let Some(errors) = table.errors().get(&row) {
            skip(errors.errors().first().map_or("invalid", |error| error.code()));
            continue;
        }
        let values = table.values(row);
        // A missing or zero weight excludes the row.
        let weight = weights.and_then(|weights| weights.get(row).copied()).unwrap_or(1.0);
        if values.is_yes(Field::DiagnosedDiabetes) {
            skip("known_diabetes");
        } else if values.is_yes(Field::Pregnant) {
            skip("pregnant");
        } else if values.known(Field::OutcomeMgDl).is_none() && values.known(Field::Hba1cPercent).is_none() {
            skip("no_outcome");
        } else if required.iter().any(|field| values.known(*field).is_none()) {
            skip("missing");
        } else if weight > 0.0 {
            rows.push(OutcomeRow {
                values,
                weight,
                judges: told.judges.is_none_or(|judges| judges.get(row) == Some(&true)),
                period: told.periods.and_then(|periods| periods.get(row).copied()).unwrap_or_default(),
            });
        } else {
            skip("no_weight");
        }
    }
    Ok(rows)
}

/// Scales the weights of rows to a mean of 1.
pub(crate) fn scale_weights(rows: &mut [OutcomeRow]) {
    let scale = Scale::of(rows.iter().map(|row| row.weight));
    for row in rows {
        row.weight = scale.relative(row.weight);
    }
}

/// Fails if there are fewer rows than needed, counted by weight; the error has the excluded rows by code.
pub(crate) fn enough_rows(
    rows: &[OutcomeRow],
    is_weighted: bool,
    needed: u64,
    skipped: &BTreeMap<String, u64>,
) -> Result<(), TrainingError> {
    let size = Size::of(rows.iter().map(|row| row.weight)).effective();
    if size >= needed as f64 {
        return Ok(());
    }
    let (effective, skipped) = (is_weighted.then_some(size), skipped.clone());
    Err(TrainingError::TooFewRows { rows: rows.len() as u64, effective, needed, skipped })
}
