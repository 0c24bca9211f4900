//! What a model records about its recalibration.

use super::{Calibration, Cutoffs, GlucoseMetrics, Line, Output, Outputs, ScoredRow};
use crate::evaluate::{self, ProbabilityRow};
use crate::reader::{FromJson, Node, Reason, from_members};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was recalibrated, on which rows, and the result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recalibration {
    /// Date, `YYYY-MM-DD`: the caller's, else today; `None` without a clock.
    pub date: Option<String>,
    /// Description of the data.
    pub source: String,
    /// Hash of the model that was recalibrated.
    pub model_hash: String,
    /// Whether these records, or those of an earlier recalibration, were generated; `None` if they do not look
    /// generated and no source is stated.
    pub synthetic: Option<bool>,
    /// Rows used.
    pub rows: u64,
    /// Rows that were not used, by reason code.
    pub skipped: BTreeMap<String, u64>,
    /// Whether rows were weighted.
    pub weighted: bool,
    /// Seed of the folds.
    pub seed: u64,
    /// Number of folds in the cross-fitting.
    pub folds: u32,
    /// The result for each output.
    pub outputs: RefittedOutputs,
    /// The cut-offs of the risk levels.
    pub cutoffs: RefittedCutoffs,
}

/// The result for each output; `None` for one that the model does not have.
pub type RefittedOutputs = Outputs<RefittedOutput<GlucoseMetrics>, RefittedOutput<CalibrationFigures>>;

impl RefittedOutputs {
    /// Outputs that were kept, with the reason code.
    pub fn kept(&self) -> impl Iterator<Item = (Output, &str)> {
        let reasons = self.as_ref().map(|of| of.reason.as_deref(), |of| of.reason.as_deref());
        reasons.each().filter_map(|(output, reason)| Some((output, reason?)))
    }
}

/// The result for an output; `before` and `after` are its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RefittedOutput<F> {
    /// Rows it was refitted and evaluated on.
    pub rows: u64,
    /// Rows among them with the outcome; `None` for glucose.
    pub events: Option<u64>,
    /// Rows a probability was refitted and evaluated on: `every_test`, or `any_test` if too few rows have every test.
    pub judged_on: Option<String>,
    /// Which coefficients were refitted.
    pub refitted: Refitted,
    /// Why it was kept: `too_few_rows`, `too_few_events`, `too_few_non_events`, `not_converged`.
    pub reason: Option<String>,
    /// The calibration before.
    pub calibration_before: Calibration,
    /// Figures of the old model on the rows.
    pub before: Option<F>,
    /// Figures of the recalibration, each fold evaluated with a model fitted on the others.
    pub after: Option<F>,
}

/// Which coefficients of a calibration were refitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refitted {
    /// None.
    Kept,
    /// The intercept; the slope is unchanged.
    Intercept,
    /// Both.
    InterceptAndSlope,
}

/// The cut-offs before and after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RefittedCutoffs {
    /// Cut-offs of the old model.
    pub before: Option<Cutoffs>,
    /// Cut-offs of the recalibrated model; the old ones if `diabetes` was kept.
    pub after: Option<Cutoffs>,
    /// Why there are none although `diabetes` was refitted: `equal` (both are the same) or `separated` (the model
    /// separates the outcome).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Figures of a probability, mainly of its calibration.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CalibrationFigures {
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
    /// Calibration in the large: the intercept with slope 1; 0 is ideal.
    pub in_the_large: Option<f64>,
    /// Ratio of observed to expected events; 1 is ideal.
    pub observed_expected: Option<f64>,
}

impl CalibrationFigures {
    pub(super) fn of(rows: &[ProbabilityRow]) -> Option<Self> {
        let metrics = evaluate::probability(rows)?;
        let scored: Vec<ScoredRow> = rows.iter().map(ProbabilityRow::scored).collect();
        Some(Self {
            rows: metrics.rows,
            events: metrics.events,
            auroc: metrics.auroc,
            brier: metrics.brier,
            calibration_slope: metrics.calibration_slope,
            calibration_intercept: metrics.calibration_intercept,
            in_the_large: Line::of_slope_1(&scored).map(|line| line.intercept),
            observed_expected: evaluate::observed_expected(rows.iter().copied()),
        })
    }
}

from_members! {
    Recalibration { date, source, model_hash, synthetic, rows, skipped, weighted, seed, folds, outputs, cutoffs }
    RefittedOutput<F> { rows, events, judged_on, refitted, reason, calibration_before, before, after }
    RefittedCutoffs { before, after, reason }
    CalibrationFigures { rows, events, auroc, brier, calibration_slope, calibration_intercept, in_the_large, observed_expected }
}

impl FromJson for Refitted {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        node.named(|name| match name {
            "kept" => Some(Refitted::Kept),
            "intercept" => Some(Refitted::Intercept),
            "intercept_and_slope" => Some(Refitted::InterceptAndSlope),
            _ => None,
        })
    }
}
