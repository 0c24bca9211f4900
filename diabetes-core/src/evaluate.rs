//! How well a model performs on people with a known outcome.
//!
//! [`evaluate()`] evaluates a model on a table, [`Evaluator`] on tables that come one after another, and [`merge`] puts evaluations of several sites together; [`auroc`], [`average_precision`] and [`calibration_line`] compute
//! single figures for any scores.

mod bootstrap;
mod calibration;
mod change;
mod cohort;
mod curve;
mod cutoff;
mod decision;
mod discrimination;
mod evaluation;
mod evaluator;
mod figures;
mod glucose;
mod grouping;
mod judge;
mod merge;
mod merged;
mod notes;
mod options;
mod proportion;
mod rankings;
mod sample;
mod sample_size;
mod subgroups;
mod summed;
mod sums;
mod terms;

pub use calibration::OutputCalibration;
pub use change::{Change, ChangeFigures, Estimate, LEAST_AUROC, Verdict};
pub(crate) use change::{agreement, change};
pub use cohort::{DataFacts, Missing};
pub use curve::CurvePoint;
pub use cutoff::CutoffFigures;
pub use decision::{Decision, DecisionPoint};
pub use discrimination::{auroc, average_precision};
pub use evaluation::{Evaluation, Remark};
pub use evaluator::Evaluator;
pub use figures::calibration_line;
pub(crate) use figures::{GlucoseRow, ProbabilityRow, glucose, observed_expected, probability};
pub use glucose::GlucoseFigures;
pub use grouping::{Grouping, cluster_labels};
pub use judge::evaluate;
pub use merge::merge;
pub use options::EvaluationOptions;
pub use proportion::Proportion;
pub use rankings::{OutcomeDiscrimination, RankingFigures, RankingKind};
pub use sample_size::{Precision, SampleSize, sample_size};
pub use subgroups::SubgroupFigures;
pub use sums::{Site, Sums};
pub use terms::{TermCurve, TermTable};
