//! The model: named outputs that share their inputs, and facts about how they were trained.

mod answers;
mod batch;
mod calibration;
mod calibration_error;
mod columns;
mod cutoffs;
mod facts;
mod fields;
mod format;
mod glucose_classes;
mod info;
mod json;
mod judgement;
mod kept;
mod origin;
mod output;
mod predict;
mod recalibrate;
mod recalibration;
mod refit;
mod refusal;
pub(crate) mod residuals;
mod stored_facts;
mod sums;
mod uncertainty;
mod wanted;
mod work;

pub use crate::outputs::{Output, Outputs};
pub use answers::{PredictionTable, RowNote};
pub use batch::Batch;
pub use calibration::Calibration;
#[cfg(feature = "train")]
pub(crate) use calibration::MAX_STEPS;
pub(crate) use calibration::{Line, ScoredRow};
#[cfg(feature = "train")]
pub(crate) use calibration_error::{CalibrationError, variance_of_level};
pub use columns::{Cells, ColumnKind, rounded};
pub use cutoffs::Cutoffs;
pub use facts::{
    Distribution, FIELD_QUANTILES, FieldStats, GlucoseMetrics, MetricSet, Metrics, ProbabilityMetrics, TrainingFacts,
    TrainingWarning,
};
pub use info::Info;
pub(crate) use info::version_of;
pub use judgement::RecalibrationJudgement;
pub use kept::{Answer, Found, Given};
pub(crate) use origin::MAX_TEXT;
pub use origin::{Origin, Words};
#[cfg(feature = "sql")]
pub(crate) use output::glucose_range;
pub use output::{GlucoseOutput, Interval, OutcomeCut, ProbabilityOutput, RESIDUAL_QUANTILES};
pub use recalibrate::RecalibrationOptions;
pub use recalibration::{
    CalibrationFigures, Recalibration, Refitted, RefittedCutoffs, RefittedOutput, RefittedOutputs,
};
pub use refusal::{FORMAT_VERSION, ModelFileError};
pub use uncertainty::Uncertainty;
#[cfg(feature = "train")]
pub(crate) use uncertainty::WITHIN_90;
pub use wanted::Wanted;

use self::fields::Fields;
use self::stored_facts::StoredFacts;
use crate::schema::Field;
use crate::scorecard::{Contribution, Scorecard};
use crate::{Error, Locale, Patient, provenance};
use serde::Serialize;
use std::sync::Arc;

/// The most fields a model can have: answers use one bit for each.
const MAX_FIELDS: usize = 31;

/// A trained model: a table per output, and the facts that go with them.
///
/// It can only be obtained by training or loading, so it can always predict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Model {
    pub(crate) name: String,
    pub(crate) algorithm: String,
    pub(crate) created: String,
    pub(crate) library_version: String,
    pub(crate) fields: Fields,
    #[serde(flatten)]
    pub(crate) outputs: Outputs<GlucoseOutput, ProbabilityOutput>,
    pub(crate) cutoffs: Option<Cutoffs>,
    /// If the key is absent, 0.5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) likely: Option<f64>,
    /// The uncertainty of P(diabetes); present only if training saw several periods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uncertainty: Option<Arc<Uncertainty>>,
    /// Present only if the training population is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<Arc<Origin>>,
    pub(crate) training: StoredFacts<TrainingFacts>,
    pub(crate) metrics: StoredFacts<Metrics>,
    /// Present only in a recalibrated model, so that older files keep their bytes and hash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recalibration: Option<StoredFacts<Recalibration>>,
}

crate::reader::from_members! {
    Model { name, algorithm, created, library_version, fields, cutoffs, likely, uncertainty, origin, training, metrics, recalibration, ..outputs }
}

static NHANES: &str = include_str!("../models/nhanes.json");

impl Model {
    /// The model that comes with the library, trained on the US survey NHANES, 1999 to 2014.
    ///
    /// ```
    /// let model = diabetes_core::Model::bundled();
    /// assert_eq!(model.name(), "nhanes");
    /// ```
    #[must_use]
    #[allow(clippy::missing_panics_doc, reason = "the text is part of the build, and a test reads it")]
    pub fn bundled() -> Self {
        // Not `expect`: it would add code to print the error to a browser's download.
        Self::from_json(NHANES).unwrap_or_else(|_| unreachable!("the bundled model is sound"))
    }

    /// The bundled model with this name, or `None`. There is only one: `nhanes`.
    #[must_use]
    pub fn bundled_named(name: &str) -> Option<Self> {
        (name == "nhanes").then(Self::bundled)
    }

    /// The model's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The training algorithm, such as `linear`.
    #[must_use]
    pub fn algorithm(&self) -> &str {
        &self.algorithm
    }

    /// A sentence on whose records it learned from and whether it was recalibrated; `None` if unstated, or for a model
    /// of generated records.
    ///
    /// ```
    /// use diabetes_core::{Locale, Model};
    /// let origin = Model::bundled().origin(Locale::En).unwrap_or_default();
    /// assert_eq!(origin, "The model learned from people in the United States; it has not been measured in Colombia.");
    /// ```
    #[must_use]
    pub fn origin(&self, locale: Locale) -> Option<String> {
        Some(self.told_origin()?.sentence(locale))
    }

    /// The origin to mention in answers.
    pub(crate) fn told_origin(&self) -> Option<&Arc<Origin>> {
        self.origin.as_ref().filter(|_| self.synthetic() != Some(true))
    }

    /// Whether the model learned, or was recalibrated, from generated records instead of people. `None` if unknown: the
    /// records do not look generated and no source was stated.
    ///
    /// ```
    /// use diabetes_core::{Model, synthetic, train::{TrainingOptions, train}};
    /// assert_eq!(Model::bundled().synthetic(), Some(false));
    /// let options = TrainingOptions { source: "our clinic".to_owned(), ..TrainingOptions::default() };
    /// // Whatever the source is called.
    /// assert_eq!(train(&synthetic::generate(1_000, 7), None, &options)?.synthetic(), Some(true));
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    #[must_use]
    pub fn synthetic(&self) -> Option<bool> {
        let recalibrated = self.recalibration.as_ref().map_or(Some(false), |facts| facts.synthetic);
        provenance::of_both(self.training.synthetic, recalibrated)
    }

    /// How well the model performed, held out and cross-fitted.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// What the model was trained on.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn training(&self) -> &TrainingFacts {
        &self.training
    }

    /// The table of an output; `None` if the model does not have the output.
    #[must_use]
    pub fn scorecard(&self, output: Output) -> Option<&Scorecard> {
        self.scorecards().get(output)
    }

    fn scorecards(&self) -> Outputs<&Scorecard> {
        self.outputs.as_ref().map(|output| &output.scorecard, |output| &output.scorecard)
    }

    /// The uncertainty of the probability of diabetes; `None` if training did not see several periods.
    #[must_use]
    pub fn uncertainty(&self) -> Option<&Uncertainty> {
        self.uncertainty.as_deref()
    }

    /// The two probabilities at which the moderate and high risk levels begin; `None` without the output `diabetes`.
    #[must_use]
    pub fn cutoffs(&self) -> Option<&Cutoffs> {
        self.cutoffs.as_ref()
    }

    /// The points of every term of an output, base first. Added left to right they give the output's score before
    /// calibration, to the last bit: mg/dL for glucose, log-odds for the others.
    pub fn explain(&self, patient: &Patient, output: Output) -> Result<Vec<Contribution>, Error> {
        match self.scorecard(output) {
            Some(scorecard) => Ok(scorecard.explain(patient.values())),
            None => Err(Error::NoSuchOutput(output)),
        }
    }

    /// The fields that at least one output reads, in schema order.
    #[must_use]
    pub fn used_fields(&self) -> Vec<Field> {
        let used: Vec<Field> = self.scorecards().each().flat_map(|(_, scorecard)| scorecard.fields()).collect();
        Field::all().filter(|field| used.contains(field)).collect()
    }

    /// Why the tables cannot be used, or `None` if they are valid.
    fn defect(&self) -> Option<&'static str> {
        if [&self.name, &self.algorithm, &self.created, &self.library_version].iter().any(|text| text.len() > MAX_TEXT)
        {
            return Some("a text is too long");
        }
        let mut defects = self.outputs.as_ref().map(GlucoseOutput::defect, ProbabilityOutput::defect).each().peekable();
        if defects.peek().is_none() {
            return Some("it has no outputs");
        }
        defects
            .find_map(|(_, defect)| defect)
            .or_else(|| self.cutoffs.as_ref().and_then(Cutoffs::defect))
            .or_else(|| (!(0.0..=1.0).contains(&self.likely())).then_some("`likely` is not a probability"))
            .or_else(|| self.uncertainty.as_ref().and_then(|uncertainty| uncertainty.defect()))
            .or_else(|| self.origin.as_ref().and_then(|origin| origin.defect()))
            .or_else(|| (self.fields.len() > MAX_FIELDS).then_some("it has too many fields"))
            .or_else(|| has_twins(&self.fields).then_some("a field has two distributions"))
            .or_else(|| self.fields.iter().find_map(FieldStats::defect))
    }
}

fn has_twins(fields: &[FieldStats]) -> bool {
    let stands_again = |place: usize, field| fields.iter().skip(place + 1).any(|other| other.field == field);
    fields.iter().enumerate().any(|(place, stats)| stands_again(place, stats.field))
}
