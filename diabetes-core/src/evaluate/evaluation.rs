//! The result of an evaluation.

use super::calibration::OutputCalibration;
use super::cohort::{DataFacts, Missing};
use super::cutoff::CutoffFigures;
use super::decision::Decision;
use super::glucose::GlucoseFigures;
use super::rankings::OutcomeDiscrimination;
use super::subgroups::SubgroupFigures;
use super::sums::Sums;
use super::terms::TermTable;
use serde::Serialize;
use serde_json::Value;

/// The figures of a model on people, according to TRIPOD+AI (Collins et al., BMJ 2024;385:e078378).
///
/// All are weighted if weights were given. Intervals have 95 % confidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// The model.
    pub model: Value,
    /// Version of the library that evaluated it.
    pub library_version: &'static str,
    /// The date, `YYYY-MM-DD`.
    pub evaluated: String,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Resamples taken, fewer than requested on large data.
    pub resamples: u32,
    /// The rows, used and unused.
    pub data: DataFacts,
    /// The predictors in the answered rows.
    pub missing: Vec<Missing>,
    /// How well people are ranked, for each outcome.
    pub discrimination: Vec<OutcomeDiscrimination>,
    /// Whether predicted probabilities match observed frequencies, for each output.
    pub calibration: Vec<OutputCalibration>,
    /// Net benefit; `None` without the output `diabetes`.
    pub decision: Option<Decision>,
    /// What the cut-offs find and miss; `None` without cut-offs or with too few events.
    pub cutoffs: Option<Vec<CutoffFigures>>,
    /// The estimated glucose; `None` under 10 rows.
    pub glucose: Option<GlucoseFigures>,
    /// The figures for groups of people.
    pub subgroups: Vec<SubgroupFigures>,
    /// The model's tables.
    pub terms: Vec<TermTable>,
    /// Caveats.
    pub warnings: Vec<Remark>,
    /// Counts and sums for [`merge`](super::merge); `None` with weights or clusters, and for fewer people than the
    /// smallest cell.
    pub sums: Option<Sums>,
}

/// A remark on an evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The stable code.
    pub code: &'static str,
    /// The message.
    pub message: String,
}
