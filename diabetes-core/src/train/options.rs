//! Options of a training run.

use super::algorithm::Algorithm;
use crate::model::{Origin, Output};
use crate::schema::{Field, Role};
use crate::{Error, Stop, TrainingError};
use std::collections::BTreeMap;

/// Options of [`train`](super::train).
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingOptions {
    /// The algorithm that fits the tables.
    pub algorithm: Algorithm,
    /// The outputs to train.
    pub outputs: Vec<Output>,
    /// For the algorithm `additive`: fields whose curve never falls (1), never rises (−1), or may do both (0). Other
    /// fields follow [`MONOTONE`](super::MONOTONE).
    pub monotone: BTreeMap<Field, i8>,
    /// For each row, whether it is used for calibration and evaluation. All rows are fitted, but calibration, interval,
    /// cut-offs and figures come only from these rows, such as the latest years. `None`: from all.
    pub judges: Option<Vec<bool>>,
    /// For each row its period, such as its year: four periods with enough cases show how much the level of P(diabetes)
    /// varies between periods, which gives it an interval. `None`: no interval.
    pub periods: Option<Vec<i64>>,
    /// Proportion of the rows held out of training for evaluation, 0 to below 1.
    pub test_size: f64,
    /// Seed of the split.
    pub seed: u64,
    /// Name of the model.
    pub name: String,
    /// Description of the data.
    pub source: String,
    /// Whose records they are, as stated in every answer.
    pub origin: Option<Origin>,
    /// Asks the training to end early.
    pub stop: Stop,
}

impl Default for TrainingOptions {
    fn default() -> Self {
        Self {
            algorithm: Algorithm::Linear,
            outputs: Output::ALL.to_vec(),
            monotone: BTreeMap::new(),
            judges: None,
            periods: None,
            test_size: 0.2,
            seed: 42,
            name: "linear".to_owned(),
            source: String::new(),
            origin: None,
            stop: Stop::default(),
        }
    }
}

/// Fails with `bad_option` for an option out of range.
pub(super) fn check(options: &TrainingOptions) -> Result<(), Error> {
    if !(0.0..1.0).contains(&options.test_size) {
        return Err(TrainingError::BadOption("test_size must be at least 0 and below 1".to_owned()).into());
    }
    if options.outputs.is_empty() {
        return Err(TrainingError::BadOption("outputs must contain at least one output".to_owned()).into());
    }
    if options.algorithm == Algorithm::Linear && !options.monotone.is_empty() {
        return Err(TrainingError::BadOption("monotone: linear terms are always monotone".to_owned()).into());
    }
    for (field, direction) in &options.monotone {
        let name = field.name();
        if !field.choices().is_empty() || field.spec().role != Role::Predictor {
            return Err(TrainingError::BadOption(format!(
                "monotone: {name} is not a number field used as a predictor"
            ))
            .into());
        }
        if !(-1..=1).contains(direction) {
            return Err(TrainingError::BadOption(format!("monotone: {name} must be 1, 0 or -1")).into());
        }
    }
    Ok(())
}
