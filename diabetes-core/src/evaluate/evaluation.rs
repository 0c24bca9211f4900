//! What an evaluation finds.

use super::calibration::OutputCalibration;
use super::cohort::{DataFacts, Missing};
use super::cutoff::CutoffFigures;
use super::decision::Decision;
use super::glucose::GlucoseFigures;
use super::rankings::OutcomeDiscrimination;
use super::subgroups::SubgroupFigures;
use super::terms::TermTable;
use serde::Serialize;
use serde_json::Value;

/// The figures of a model on people, after TRIPOD+AI (Collins et al., BMJ 2024;385:e078378).
///
/// All are weighted when weights were given. Intervals are 95 % ones.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Which model.
    pub model: Value,
    /// Version of the library that judged it.
    pub library_version: &'static str,
    /// The day, `YYYY-MM-DD`.
    pub evaluated: String,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Resamples that were taken: fewer than asked for on large data.
    pub resamples: u32,
    /// The rows, used and not.
    pub data: DataFacts,
    /// The predictors over the answered rows.
    pub missing: Vec<Missing>,
    /// How well people are ranked, an outcome each.
    pub discrimination: Vec<OutcomeDiscrimination>,
    /// Whether probabilities are as large as what happens, an output each.
    pub calibration: Vec<OutputCalibration>,
    /// Net benefit; `None` without the output `diabetes`.
    pub decision: Option<Decision>,
    /// What the cut-offs find and miss; `None` without them, and with too few events.
    pub cutoffs: Option<Vec<CutoffFigures>>,
    /// The estimated glucose; `None` under 10 rows.
    pub glucose: Option<GlucoseFigures>,
    /// The same for groups of people.
    pub subgroups: Vec<SubgroupFigures>,
    /// The model's tables.
    pub terms: Vec<TermTable>,
    /// What to keep in mind.
    pub warnings: Vec<Remark>,
}

/// A remark on an evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The stable code.
    pub code: &'static str,
    /// The remark in words.
    pub message: String,
}
