//! From a valid record to its answer; one record and a table take the same road.

use super::{Distribution, FieldStats, Model};
use crate::patient::Patient;
use crate::prediction::{Imputed, NotApplicable, Prediction, Probabilities};
use crate::risk::{Category, Confidence, Measured, RiskLevel};
use crate::schema::{Field, YES_NO};
use crate::table::PatientTable;
use crate::validation::Warning;
use crate::values::{Values, code};

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
        let values = patient.values();
        let measured = [Field::FastingGlucoseMgDl, Field::Hba1cPercent]
            .into_iter()
            .filter_map(|field| Some((field, Measured::of_field(field, values.known(field)?)?)))
            .collect();
        let mut prediction = Prediction {
            glucose_mg_dl: None,
            interval: None,
            category: None,
            confidence: None,
            probabilities: None,
            diabetes: None,
            risk_level: None,
            test_advised: None,
            imputed: Vec::new(),
            warnings: patient.warnings().to_vec(),
            measured,
            not_applicable: not_applicable(values),
        };
        if prediction.not_applicable.is_some() {
            return prediction;
        }
        self.look_at_inputs(values, &mut prediction);
        if let Some(output) = &self.glucose {
            let estimate = output.estimate(values);
            let category = Category::of_glucose(estimate);
            prediction.glucose_mg_dl = Some(estimate);
            prediction.interval = Some(output.interval.at_90(estimate));
            prediction.category = Some(category);
            prediction.confidence = Some(Confidence::of(output.interval.probability(estimate, category)));
        }
        self.add_risk(values, &mut prediction);
        prediction
    }

    /// Lists the fields that are missing or outside what the model has seen.
    fn look_at_inputs(&self, values: &Values, prediction: &mut Prediction) {
        for stats in &self.fields {
            match values.known(stats.field) {
                None => prediction.imputed.push((stats.field, stats.average())),
                Some(value) => prediction.warnings.extend(stats.outside(value)),
            }
        }
    }

    /// The calibrated probabilities of the outcomes.
    pub(crate) fn risk(&self, values: &Values) -> Risk {
        let dysglycaemia = self.dysglycaemia.as_ref().map(|output| output.probability(values));
        let diabetes = self.diabetes.as_ref().map(|output| output.probability(values));
        // Diabetes is a part of dysglycaemia.
        let diabetes = diabetes.map(|part| dysglycaemia.map_or(part, |whole| part.min(whole)));
        Risk { dysglycaemia, diabetes }
    }

    fn add_risk(&self, values: &Values, prediction: &mut Prediction) {
        let Risk { dysglycaemia, diabetes } = self.risk(values);
        if let (Some(part), Some(whole)) = (diabetes, dysglycaemia) {
            prediction.probabilities =
                Some(Probabilities { normal: 1.0 - whole, prediabetes: whole - part, diabetes: part });
        }
        prediction.diabetes = diabetes;
        if let (Some(probability), Some(cutoffs)) = (diabetes, &self.cutoffs) {
            let level = RiskLevel::of(probability, cutoffs.ascending());
            prediction.risk_level = Some(level);
            prediction.test_advised = Some(level != RiskLevel::Low);
        }
    }

    /// The answers for a table: one row a record, in order. A bad row has its error codes and no figures.
    #[must_use]
    pub fn predict_table(&self, table: &PatientTable<'_>) -> PredictionTable {
        let mut answers = PredictionTable::with_capacity(table.rows());
        for row in 0..table.rows() {
            match table.patient(row) {
                Ok(patient) => answers.push(&self.predict(&patient)),
                Err(errors) => answers.push_errors(&errors),
            }
        }
        answers
    }
}

/// The calibrated probabilities of a person; `None` for an output the model does not have.
pub(crate) struct Risk {
    pub(crate) dysglycaemia: Option<f64>,
    pub(crate) diabetes: Option<f64>,
}

/// Why the estimate does not apply to a person.
pub(crate) fn not_applicable(values: &Values) -> Option<NotApplicable> {
    if values.is_yes(Field::DiagnosedDiabetes) {
        Some(NotApplicable::KnownDiabetes)
    } else if values.is_yes(Field::Pregnant) {
        Some(NotApplicable::Pregnant)
    } else {
        None
    }
}

impl FieldStats {
    /// What an absent value counts as.
    fn average(&self) -> Imputed {
        match &self.distribution {
            Distribution::Number { mean, .. } => Imputed::Number(*mean),
            Distribution::Levels { shares } if self.field.choices() == YES_NO => {
                Imputed::Number(shares.get(code::YES).copied().unwrap_or_default())
            }
            Distribution::Levels { shares } => {
                Imputed::Shares(self.field.choices().iter().copied().zip(shares.iter().copied()).collect())
            }
        }
    }

    fn outside(&self, value: f64) -> Option<Warning> {
        match &self.distribution {
            Distribution::Number { min, max, .. } => {
                (value < *min || value > *max).then(|| Warning::outside_training_range(self.field, *min, *max))
            }
            Distribution::Levels { shares } => {
                (shares.get(value as usize) == Some(&0.0)).then(|| Warning::level_not_trained(self.field))
            }
        }
    }
}

/// The answers for a table, column by column; `None` stands for no figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PredictionTable {
    /// Estimated fasting glucose, mg/dL.
    pub glucose_mg_dl: Vec<Option<f64>>,
    /// Lower end of the 90 % interval, mg/dL.
    pub interval_low: Vec<Option<f64>>,
    /// Upper end of the 90 % interval, mg/dL.
    pub interval_high: Vec<Option<f64>>,
    /// Probability of neither prediabetes nor diabetes.
    pub prob_normal: Vec<Option<f64>>,
    /// Probability of prediabetes.
    pub prob_prediabetes: Vec<Option<f64>>,
    /// Probability of undiagnosed diabetes.
    pub prob_diabetes: Vec<Option<f64>>,
    /// ADA category of the estimated glucose.
    pub category: Vec<Option<&'static str>>,
    /// How sure the category is.
    pub confidence: Vec<Option<&'static str>>,
    /// Level of the risk of diabetes.
    pub risk_level: Vec<Option<&'static str>>,
    /// Whether a test is advised.
    pub test_advised: Vec<Option<bool>>,
    /// Names of the imputed fields, joined by `;`.
    pub imputed: Vec<Option<String>>,
    /// Codes of the warnings, and the reason where the estimate does not apply, joined by `;`.
    pub warnings: Vec<Option<String>>,
    /// Codes of the errors of a bad record, joined by `;`.
    pub errors: Vec<Option<String>>,
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> Option<String> {
    let parts: Vec<&str> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(";"))
}

impl PredictionTable {
    fn with_capacity(rows: usize) -> Self {
        Self {
            glucose_mg_dl: Vec::with_capacity(rows),
            interval_low: Vec::with_capacity(rows),
            interval_high: Vec::with_capacity(rows),
            prob_normal: Vec::with_capacity(rows),
            prob_prediabetes: Vec::with_capacity(rows),
            prob_diabetes: Vec::with_capacity(rows),
            category: Vec::with_capacity(rows),
            confidence: Vec::with_capacity(rows),
            risk_level: Vec::with_capacity(rows),
            test_advised: Vec::with_capacity(rows),
            imputed: Vec::with_capacity(rows),
            warnings: Vec::with_capacity(rows),
            errors: Vec::with_capacity(rows),
        }
    }

    fn push(&mut self, prediction: &Prediction) {
        let of = prediction.probabilities;
        self.glucose_mg_dl.push(prediction.glucose_mg_dl);
        self.interval_low.push(prediction.interval.map(|[low, _]| low));
        self.interval_high.push(prediction.interval.map(|[_, high]| high));
        self.prob_normal.push(of.map(|of| of.normal));
        self.prob_prediabetes.push(of.map(|of| of.prediabetes));
        self.prob_diabetes.push(of.map(|of| of.diabetes));
        self.category.push(prediction.category.map(Category::name));
        self.confidence.push(prediction.confidence.map(Confidence::name));
        self.risk_level.push(prediction.risk_level.map(RiskLevel::name));
        self.test_advised.push(prediction.test_advised);
        self.imputed.push(joined(prediction.imputed.iter().map(|(field, _)| field.name())));
        let reason = prediction.not_applicable.map(NotApplicable::code);
        self.warnings.push(joined(reason.into_iter().chain(prediction.warnings.iter().map(Warning::code))));
        self.errors.push(None);
    }

    fn push_errors(&mut self, errors: &crate::ValidationErrors) {
        let nothing = [
            &mut self.glucose_mg_dl,
            &mut self.interval_low,
            &mut self.interval_high,
            &mut self.prob_normal,
            &mut self.prob_prediabetes,
            &mut self.prob_diabetes,
        ];
        for column in nothing {
            column.push(None);
        }
        for column in [&mut self.category, &mut self.confidence, &mut self.risk_level] {
            column.push(None);
        }
        self.test_advised.push(None);
        self.imputed.push(None);
        self.warnings.push(None);
        self.errors.push(joined(errors.errors().iter().map(crate::FieldError::code)));
    }
}
