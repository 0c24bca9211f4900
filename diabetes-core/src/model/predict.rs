//! Predicts the answer for a valid record.

use super::{Distribution, FieldStats, Model, Outputs, Uncertainty};
use crate::advice::{Advice, AdviceOptions, Estimated};
use crate::applicability::not_applicable;
use crate::imputed::{Imputed, ImputedFields};
use crate::patient::Patient;
use crate::prediction::{Prediction, Probabilities};
use crate::risk::{MeasuredSet, RiskLevel};
use crate::schema::Field;
use crate::validation::Warning;
use crate::values::Values;

/// More likely than not.
const LIKELY: f64 = 0.5;

impl Model {
    /// The answer for a patient.
    ///
    /// ```
    /// use diabetes_core::{Locale, Model, Patient};
    /// let patient = Patient::from_json(
    ///     r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#,
    /// )?;
    /// let prediction = Model::bundled().predict(&patient);
    /// assert!(prediction.interpretation(Locale::En).contains("of 100 people like this"));
    /// # Ok::<(), diabetes_core::ValidationErrors>(())
    /// ```
    #[must_use]
    pub fn predict(&self, patient: &Patient) -> Prediction {
        self.predict_with(patient, &AdviceOptions::default())
    }

    /// The answer for a patient, with options for the advice.
    ///
    /// ```
    /// use diabetes_core::{AdviceOptions, Date, Model, NextStep, Patient};
    /// let patient = Patient::from_json(
    ///     r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85,
    ///         "hba1c": 5.2, "fecha_hba1c": "2024-05-02"}"#,
    /// )?;
    /// let step = |day| -> Result<NextStep, diabetes_core::Error> {
    ///     let options = AdviceOptions::new(None, Date::from_text(day))?;
    ///     Ok(Model::bundled().predict_with(&patient, &options).advice.next_step())
    /// };
    /// assert_eq!(step("2026-11-29")?, NextStep::Repeat3Years);
    /// assert_ne!(step("2027-11-29")?, NextStep::Repeat3Years);
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    #[must_use]
    pub fn predict_with(&self, patient: &Patient, options: &AdviceOptions) -> Prediction {
        let values = patient.values();
        let measured = MeasuredSet::of(values);
        let mut prediction = Prediction {
            glucose_mg_dl: None,
            interval: None,
            category: None,
            confidence: None,
            probabilities: None,
            diabetes: None,
            risk_level: None,
            risk_interval: None,
            is_level_local: self.uncertainty.as_ref().is_some_and(|uncertainty| uncertainty.is_local()),
            advice: Advice::default(),
            is_generated: self.synthetic() == Some(true),
            origin: self.told_origin().cloned(),
            imputed: self.fields.imputed(0),
            warnings: patient.warnings().to_vec(),
            measured,
            not_applicable: not_applicable(values),
        };
        if prediction.not_applicable.is_some() {
            prediction.advice = self.advise(values, &prediction, None, options);
            return prediction;
        }
        prediction.warnings.extend(self.outside(values));
        let estimates = self.estimates(values);
        prediction.glucose_mg_dl = estimates.glucose;
        if let (Some(output), Some(estimate)) = (&self.outputs.glucose, estimates.glucose) {
            let (interval, category, confidence) = output.reading(estimate);
            prediction.interval = Some(interval);
            prediction.category = Some(category);
            prediction.confidence = Some(confidence);
        }
        prediction.probabilities = Probabilities::of(estimates);
        prediction.diabetes = estimates.diabetes;
        prediction.risk_level = self.risk_level(estimates);
        let factors = self.uncertainty().map(Uncertainty::factors);
        prediction.risk_interval =
            prediction.probabilities.zip(factors).map(|(of, factors)| factors.interval(of.diabetes));
        prediction.advice = self.advise(values, &prediction, estimates.dysglycaemia, options);
        prediction.imputed = self.fields.imputed(self.missing(values));
        prediction
    }

    fn advise(
        &self,
        values: &Values,
        answer: &Prediction,
        dysglycaemia: Option<f64>,
        options: &AdviceOptions,
    ) -> Advice {
        let (not_applicable, level) = (answer.not_applicable, answer.risk_level);
        let estimated = Estimated { not_applicable, level, dysglycaemia, likely: self.likely() };
        Advice::of(values, &estimated, options)
    }

    /// P(dysglycaemia) from which a test is advised, whatever the diabetes risk level: 0.5 unless the model states
    /// another.
    #[must_use]
    pub fn likely(&self) -> f64 {
        self.likely.unwrap_or(LIKELY)
    }

    /// A bit for each field that the model imputes because it is missing.
    fn missing(&self, values: &Values) -> u32 {
        let bit = |stats: &FieldStats| u32::from(values.known(stats.field).is_none());
        self.fields.iter().rev().fold(0, |bits, stats| bits << 1 | bit(stats))
    }

    /// Warnings for the fields that are outside the training range.
    pub(super) fn outside(&self, values: &Values) -> impl Iterator<Item = Warning> {
        self.fields.iter().filter_map(|stats| stats.outside(values.known(stats.field)?))
    }

    /// The value used for a field if it is missing: the average of the training rows. `None` for a field that the model
    /// does not use.
    ///
    /// ```
    /// use diabetes_core::{Field, Imputed, Model};
    /// let model = Model::bundled();
    /// assert!(matches!(model.imputed(Field::Smoker), Some(Imputed::Number(share)) if share < 0.5));
    /// assert_eq!(model.imputed(Field::Residence), None);
    /// ```
    #[must_use]
    pub fn imputed(&self, field: Field) -> Option<Imputed> {
        self.fields.average(field).cloned()
    }

    /// The calibrated estimates.
    pub(crate) fn estimates(&self, values: &Values) -> Outputs<f64> {
        let glucose = self.outputs.glucose.as_ref().map(|output| output.estimate(values));
        Outputs { glucose, ..self.probabilities(values) }
    }

    /// The calibrated probabilities only.
    pub(crate) fn probabilities(&self, values: &Values) -> Outputs<f64> {
        let outputs = self.outputs.as_ref();
        let probability = |output| {
            let output = outputs.probability(output)?;
            Some(output.probability(output.scorecard.score(values)))
        };
        Outputs::of(None, probability).nested()
    }

    /// The level of the diabetes risk.
    fn risk_level(&self, estimates: Outputs<f64>) -> Option<RiskLevel> {
        Some(RiskLevel::of(estimates.diabetes?, self.cutoffs.as_ref()?.ascending()))
    }
}

impl Model {
    /// The values used for missing fields, given by their bits in [`PredictionTable::imputed`].
    ///
    /// [`PredictionTable::imputed`]: crate::PredictionTable::imputed
    #[must_use]
    pub fn imputed_fields(&self, bits: u32) -> ImputedFields {
        self.fields.imputed(bits)
    }
}

impl Outputs<f64> {
    /// Limits the probability of diabetes to that of dysglycaemia, which includes it.
    pub(crate) fn nested(self) -> Self {
        let shares = self.shares();
        Self { diabetes: shares.map_or(self.diabetes, |[_, _, diabetes]| Some(diabetes)), ..self }
    }

    /// The probabilities of neither, of dysglycaemia without diabetes, and of diabetes; `None` if either output is
    /// missing.
    fn shares(self) -> Option<[f64; 3]> {
        Some(diabetes_kernel::shares(self.dysglycaemia?, self.diabetes?))
    }
}

impl Probabilities {
    fn of(estimates: Outputs<f64>) -> Option<Self> {
        let [normal, prediabetes, diabetes] = estimates.shares()?;
        Some(Self { normal, prediabetes, diabetes })
    }
}

impl FieldStats {
    fn outside(&self, value: f64) -> Option<Warning> {
        let is_outside = match &self.distribution {
            Distribution::Number { min, max, .. } => value < *min || value > *max,
            Distribution::Levels { shares } => shares.get(value as usize) == Some(&0.0),
        };
        is_outside.then(|| self.outside_warning())
    }

    /// The warning for a value outside the training range.
    pub(super) fn outside_warning(&self) -> Warning {
        match &self.distribution {
            Distribution::Number { min, max, .. } => Warning::outside_training_range(self.field, *min, *max),
            Distribution::Levels { .. } => Warning::level_not_trained(self.field),
        }
    }
}
