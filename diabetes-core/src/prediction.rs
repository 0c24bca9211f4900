//! The answer for one patient.

use crate::advice::Advice;
use crate::applicability::NotApplicable;
use crate::imputed::ImputedFields;
use crate::model::Origin;
use crate::risk::{Category, Confidence, MeasuredSet, Priority, RiskLevel};
use crate::schema::Field;
use crate::validation::Warning;
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Calibrated probabilities of disease; they add up to 1.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Probabilities {
    /// Neither prediabetes nor diabetes.
    pub normal: f64,
    /// Prediabetes.
    pub prediabetes: f64,
    /// Undiagnosed diabetes.
    pub diabetes: f64,
}

/// The answer for one patient. Figures are `None` if the estimate does not apply or if the model lacks the output they
/// come from.
///
/// Its serde format is for another process of the same version; otherwise use [`Prediction::localized`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Estimated fasting glucose, mg/dL.
    pub glucose_mg_dl: Option<f64>,
    /// Its 90 % interval, mg/dL.
    pub interval: Option<[f64; 2]>,
    /// ADA category of the estimated glucose.
    pub category: Option<Category>,
    /// How certain the category is.
    pub confidence: Option<Confidence>,
    /// Probabilities of disease.
    pub probabilities: Option<Probabilities>,
    /// P(diabetes) if the model has this output, with or without `dysglycaemia`.
    pub(crate) diabetes: Option<f64>,
    /// The level of the diabetes risk.
    pub risk_level: Option<RiskLevel>,
    /// 90 % interval of the probability of diabetes: how far it could differ had the model learned from other people or
    /// in other years. `None` if unknown.
    pub risk_interval: Option<[f64; 2]>,
    /// Whether the risk level is relative to the population where the model is used.
    #[serde(default)]
    pub(crate) is_level_local: bool,
    /// What to do now.
    pub advice: Advice,
    /// The model learned from generated records, so its answers apply to no one.
    pub(crate) is_generated: bool,
    /// Whose records the model learned from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<Arc<Origin>>,
    /// Missing fields that the model uses, and the values used instead.
    pub imputed: ImputedFields,
    /// Warnings about the record.
    pub warnings: Vec<Warning>,
    /// Laboratory values of the record, classified.
    pub measured: MeasuredSet,
    /// Why there are no figures.
    pub not_applicable: Option<NotApplicable>,
}

impl Prediction {
    /// Probability of undiagnosed diabetes, also for a model without the output `dysglycaemia`, which has no
    /// [`Prediction::probabilities`].
    #[must_use]
    pub fn diabetes_probability(&self) -> Option<f64> {
        self.diabetes
    }

    /// The risk interval if a patient's text states it; omitted for a model from elsewhere, which does not know the
    /// local level.
    pub(crate) fn told_interval(&self) -> Option<[f64; 2]> {
        self.risk_interval.filter(|_| self.is_level_local)
    }

    /// Whether the estimate applies, no laboratory value was measured and nothing is urgent, so that the figures, the
    /// next step and the warnings are the whole answer.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.not_applicable.is_none()
            && self.measured == MeasuredSet::default()
            && !self.advice.is_urgent()
            && !self.is_generated
    }

    /// The person's place in a list of answers.
    #[must_use]
    pub fn priority(&self) -> Priority {
        let priority = Priority::of(self.advice, self.measured, self.risk_level);
        if self.not_applicable.is_some() { priority.without_estimate(Priority::NotApplicable) } else { priority }
    }
}

impl Serialize for Probabilities {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of = [self.normal, self.prediabetes, self.diabetes];
        serializer.collect_map(Category::ALL.map(Category::name).into_iter().zip(of))
    }
}

/// Pairs of a field and a value, serialized as an object.
pub(crate) struct Pairs<'a, T>(pub(crate) &'a [(Field, T)]);

impl<T: Serialize> Serialize for Pairs<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(field, value)| (field.name(), value)))
    }
}
