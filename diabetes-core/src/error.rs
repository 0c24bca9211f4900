//! The error type, and the error codes of training and evaluation.

use crate::model::ModelFileError;
use crate::numbers::{self, Shortest};
use crate::outputs::Output;
use crate::text;
use crate::validation::ValidationErrors;
use std::collections::BTreeMap;

/// Everything that can go wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A record is not valid.
    #[error(transparent)]
    Validation(#[from] ValidationErrors),
    /// A model file was rejected.
    #[error(transparent)]
    ModelFile(#[from] ModelFileError),
    /// Training or least squares cannot be done on this data.
    #[error(transparent)]
    Training(#[from] TrainingError),
    /// A model cannot be evaluated on this data.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
    /// The model does not have the requested output.
    #[error("the model has no output {0}")]
    NoSuchOutput(Output),
    /// No published score has this name.
    #[error("unknown score \"{name}\"; known scores: {known}")]
    UnknownScore {
        /// The requested name.
        name: String,
        /// The known names.
        known: String,
    },
    /// A cut-off is outside the points of the score.
    #[error("a cut-off for {score} must be from {} to {} points", Shortest(*.min), Shortest(*.max))]
    BadCut {
        /// The score's name.
        score: &'static str,
        /// Fewest points.
        min: f64,
        /// Most points.
        max: f64,
    },
    /// No dialect of SQL has this name.
    #[cfg(feature = "sql")]
    #[error("unknown dialect \"{name}\"; known dialects: {known}")]
    UnknownDialect {
        /// The name asked for.
        name: String,
        /// The known names.
        known: String,
    },
    /// This cannot name a table in SQL.
    #[cfg(feature = "sql")]
    #[error("\"{0}\" does not name a table: write table, schema.table or database.schema.table")]
    BadTableName(String),
    /// The columns asked of a table of answers cannot be given.
    #[error("{0}")]
    BadColumns(String),
    /// A table cannot be read.
    #[error("the table cannot be read: {0}")]
    Table(String),
    /// The work was asked to end early.
    #[error("stopped before the end, as asked")]
    Stopped,
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl Error {
    /// The stable code; for a record, the code of its first error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Error::Validation(errors) => errors.errors().first().map_or("invalid", |error| error.code()),
            Error::ModelFile(error) => error.code(),
            Error::Training(error) => error.code(),
            Error::Evaluation(error) => error.code(),
            Error::NoSuchOutput(_) => "no_such_output",
            Error::UnknownScore { .. } => "unknown_score",
            Error::BadCut { .. } => "bad_cut",
            #[cfg(feature = "sql")]
            Error::UnknownDialect { .. } => "unknown_dialect",
            #[cfg(feature = "sql")]
            Error::BadTableName(_) => "bad_table_name",
            Error::BadColumns(_) => "bad_columns",
            Error::Table(_) => "unreadable_table",
            Error::Stopped => "stopped",
            Error::Io(_) => "io",
        }
    }
}

/// Why training or least squares cannot be done.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TrainingError {
    /// Fewer usable rows than the fit needs.
    #[error("too few rows: {rows} to fit{}, {needed} needed{}", by_weight(*.effective), not_used(.skipped))]
    TooFewRows {
        /// Rows available for the fit.
        rows: u64,
        /// The equivalent number of rows of equal weight; `None` without weights.
        effective: Option<f64>,
        /// Rows the fit needs.
        needed: u64,
        /// How many rows were skipped, by code.
        skipped: BTreeMap<String, u64>,
    },
    /// No predictor is known and varies.
    #[error("no predictor has known, varying values in enough rows")]
    NoPredictors,
    /// No output can be fitted: both the target and hba1c are missing.
    #[error("no outcome: the table has neither the target column nor hba1c")]
    NoOutcome,
    /// None of the outputs can be trained or recalibrated: why not, for each.
    #[error("no output can be fitted: {}", reasons(.0))]
    NoOutput(Vec<(Output, String)>),
    /// A value is NaN or infinite.
    #[error("not finite: row {row}, column {column}")]
    NotFinite {
        /// Zero-based row.
        row: usize,
        /// Zero-based column, or `y` or `weights`.
        column: String,
    },
    /// The iterations of a probability output did not converge.
    #[error("the fit of {output} did not converge in {steps} steps")]
    NotConverged {
        /// The output.
        output: Output,
        /// Iterations done.
        steps: u32,
    },
    /// No finite coefficients are the best: the columns separate the classes, or nearly.
    #[error(
        "no finite coefficients fit best: the columns tell the classes apart almost without error, or there is only \
         one class; a penalty (alpha) above 0 helps in the first case"
    )]
    Separated,
    /// The algorithm is not known.
    #[error("unknown algorithm \"{name}\"; known algorithms: {}", known.join(", "))]
    UnknownAlgorithm {
        /// The name asked for.
        name: String,
        /// The known names.
        known: Vec<&'static str>,
    },
    /// Sizes do not match.
    #[error("sizes do not match: {0}")]
    BadShape(String),
    /// A weight is negative, or all are zero.
    #[error("weights must be zero or more, and not all zero: {0}")]
    BadWeights(String),
    /// The fitted model cannot be used.
    #[error("the fitted model is not valid: {0}")]
    Unsound(String),
    /// Sums of squares of this column overflow or underflow.
    #[error("column {column} is too large or too small to be squared: rescale it")]
    BadScale {
        /// Zero-based column, or `y`.
        column: String,
    },
    /// An option is out of range.
    #[error("option {0}")]
    BadOption(String),
    /// What a worker of a training on several machines sent, or was sent, cannot be used.
    #[error("a part of the training cannot be used: {0}")]
    BadPart(String),
}

/// The equivalent number of rows of equal weight, in words.
fn by_weight(effective: Option<f64>) -> String {
    effective.map_or_else(String::new, |rows| format!(", equivalent to {} rows of equal weight", numbers::tenths(rows)))
}

/// Where the other rows went, in words.
fn not_used(skipped: &BTreeMap<String, u64>) -> String {
    let counts: Vec<String> = skipped.iter().map(|(code, count)| format!("{code} {count}")).collect();
    if counts.is_empty() { String::new() } else { format!("; not used: {}", text::joined(counts, ", ")) }
}

fn reasons(reasons: &[(Output, String)]) -> String {
    text::joined(reasons.iter().map(|(output, reason)| format!("{output} {reason}")), ", ")
}

impl TrainingError {
    /// The stable code, such as `too_few_rows`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            TrainingError::TooFewRows { .. } => "too_few_rows",
            TrainingError::NoPredictors => "no_predictors",
            TrainingError::NoOutcome => "no_outcome",
            TrainingError::NoOutput(_) => "no_output",
            TrainingError::NotFinite { .. } => "not_finite",
            TrainingError::NotConverged { .. } => "not_converged",
            TrainingError::Separated => "separated",
            TrainingError::UnknownAlgorithm { .. } => "unknown_algorithm",
            TrainingError::BadShape(_) => "bad_shape",
            TrainingError::BadWeights(_) => "bad_weights",
            TrainingError::BadOption(_) => "bad_option",
            TrainingError::Unsound(_) => "unsound",
            TrainingError::BadScale { .. } => "bad_scale",
            TrainingError::BadPart(_) => "bad_part",
        }
    }
}

/// Why a model cannot be evaluated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// There is no outcome to evaluate the model on.
    #[error("no outcome: the table has neither the target column nor hba1c")]
    NoOutcome,
    /// Weights, clusters or labels do not have one entry per row.
    #[error("sizes do not match: {0}")]
    BadShape(String),
    /// A weight is negative or infinite, or all are zero.
    #[error("weights must be zero or more, and not all zero: {0}")]
    BadWeights(String),
    /// An option is out of range.
    #[error("option {0}")]
    BadOption(String),
    /// A text does not contain the sums of an evaluation, or they were changed.
    #[error("not an evaluation that can be merged: {0}")]
    BadSums(String),
    /// Evaluations do not belong together.
    #[error("the evaluations cannot be merged: {0}")]
    CannotMerge(String),
}

impl EvaluationError {
    /// The stable code: `no_outcome`, `bad_shape`, `bad_weights`, `bad_option`, `bad_sums` or `cannot_merge`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            EvaluationError::NoOutcome => "no_outcome",
            EvaluationError::BadShape(_) => "bad_shape",
            EvaluationError::BadWeights(_) => "bad_weights",
            EvaluationError::BadOption(_) => "bad_option",
            EvaluationError::BadSums(_) => "bad_sums",
            EvaluationError::CannotMerge(_) => "cannot_merge",
        }
    }
}
