//! What a model records about its training: distributions of the fields, counts, figures.

use super::{Output, Outputs};
use crate::reader::{FromJson, Node, Reason, from_members};
use crate::schema::Field;
use crate::scorecard::MAX_NUMBER;
use serde::Serialize;
use std::collections::BTreeMap;

/// The number of quantiles of a number field's distribution.
pub const FIELD_QUANTILES: usize = 21;

/// How a field was distributed over the training rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Distribution {
    /// A number field, in the field's unit.
    Number {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
        /// Mean; it replaces a missing value.
        mean: f64,
        /// The [`FIELD_QUANTILES`] quantiles 0, 5, …, 100 %.
        quantiles: Vec<f64>,
    },
    /// A choice field: the proportion of each level. This mixture replaces a missing value.
    Levels {
        /// Proportions in the order of the choices; they add up to 1.
        shares: Vec<f64>,
    },
}

/// A field in the training rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldStats {
    /// The field.
    pub field: Field,
    /// Rows with a known value.
    pub known: u64,
    /// Its distribution in those rows.
    pub distribution: Distribution,
}

/// How a model was trained.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TrainingFacts {
    /// Description of the data.
    pub source: String,
    /// Whether the records were generated; `None` if they do not look generated and no source is stated.
    pub synthetic: Option<bool>,
    /// Rows trained on.
    pub rows: u64,
    /// Rows the terms were fitted on, by output.
    pub output_rows: BTreeMap<String, u64>,
    /// Rows among them with the outcome, by probability output.
    pub events: BTreeMap<String, u64>,
    /// The number of parameters of each output, not counting the intercept; a penalised parameter counts as a fraction.
    pub parameters: BTreeMap<String, f64>,
    /// Rows each probability output is calibrated and evaluated on, among those with the required fields: `every_test`,
    /// or `any_test` if too few rows have every test.
    pub judged_on: BTreeMap<String, String>,
    /// Rows that were not used, by reason code.
    pub skipped: BTreeMap<String, u64>,
    /// Valid rows held out of training for evaluation.
    pub held_out: u64,
    /// Fields left out of the model, by reason: `constant`, `mostly_missing`, `aliased`.
    pub left_out: BTreeMap<String, String>,
    /// Requested outputs that could not be trained, by reason.
    pub outputs_left_out: BTreeMap<String, String>,
    /// What the model's author should know before it is used.
    pub warnings: Vec<TrainingWarning>,
    /// Whether rows were weighted.
    pub weighted: bool,
    /// Proportion of rows held out.
    pub test_size: f64,
    /// Seed of the split.
    pub seed: u64,
    /// Number of folds in the cross-fitting.
    pub folds: u32,
}

/// Something about the data or the fit that may make a model worse than it looks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrainingWarning {
    /// Stable code, such as `few_events_per_parameter`.
    pub code: String,
    /// The field it is about.
    pub field: Option<Field>,
    /// The output it is about.
    pub output: Option<Output>,
    /// The message.
    pub message: String,
}

/// Figures of the glucose output.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GlucoseMetrics {
    /// Rows evaluated.
    pub rows: u64,
    /// Coefficient of determination; 0 if the outcome does not vary.
    pub r2: f64,
    /// Root mean squared error, mg/dL.
    pub rmse: f64,
    /// Mean absolute error, mg/dL.
    pub mae: f64,
    /// Proportion of rows whose estimated ADA category equals the measured one.
    pub category_accuracy: f64,
    /// Proportion of rows inside their 90 % interval.
    pub coverage_90: f64,
    /// The coverage in each third of the estimate, lowest first; `None` if tied estimates leave a third empty.
    pub coverage_90_by_third: [Option<f64>; 3],
}

/// Figures of a probability output.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProbabilityMetrics {
    /// Rows evaluated.
    pub rows: u64,
    /// Rows with the outcome.
    pub events: u64,
    /// Area under the receiver operating characteristic curve.
    pub auroc: Option<f64>,
    /// Brier score.
    pub brier: f64,
    /// Slope of the outcome on the logit of the estimate; 1 is ideal.
    pub calibration_slope: Option<f64>,
    /// Intercept fitted with this slope; 0 is ideal.
    pub calibration_intercept: Option<f64>,
}

/// Figures of every output on one set of rows.
pub type MetricSet = Outputs<GlucoseMetrics, ProbabilityMetrics>;

/// How well a model performed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Metrics {
    /// On the held-out rows.
    pub held_out: MetricSet,
    /// On the training rows, each evaluated with the model of the other folds.
    pub cross_fitted: MetricSet,
}

impl FieldStats {
    /// Why the facts cannot be used, or `None` if they are valid.
    pub(crate) fn defect(&self) -> Option<&'static str> {
        let sound = match &self.distribution {
            Distribution::Number { min, max, mean, quantiles } => {
                self.field.choices().is_empty()
                    && [min, max, mean].into_iter().chain(quantiles).all(|number| number.abs() <= MAX_NUMBER)
                    && (min..=max).contains(&mean)
                    && quantiles.len() == FIELD_QUANTILES
                    && quantiles.is_sorted()
            }
            Distribution::Levels { shares } => {
                shares.len() == self.field.choices().len() && shares.iter().all(|share| (0.0..=1.0).contains(share))
            }
        };
        (!sound).then_some("a field's distribution is not valid")
    }
}

from_members! {
    FieldStats { field, known, distribution }
    TrainingFacts { source, synthetic, rows, output_rows, events, parameters, judged_on, skipped, held_out, left_out, outputs_left_out, warnings, weighted, test_size, seed, folds }
    TrainingWarning { code, field, output, message }
    GlucoseMetrics { rows, r2, rmse, mae, category_accuracy, coverage_90, coverage_90_by_third }
    ProbabilityMetrics { rows, events, auroc, brier, calibration_slope, calibration_intercept }
    Metrics { held_out, cross_fitted }
}

impl FromJson for Distribution {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        let (name, mut members) = node.variant()?;
        let read = match &*name {
            "number" => Distribution::Number {
                min: members.take("min")?,
                max: members.take("max")?,
                mean: members.take("mean")?,
                quantiles: members.take("quantiles")?,
            },
            "levels" => Distribution::Levels { shares: members.take("shares")? },
            _ => return node.unlike("a distribution"),
        };
        members.end()?;
        Ok(read)
    }
}
