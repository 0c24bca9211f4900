//! The figures of a prediction.

use crate::prediction::Prediction;

/// How many figures there are.
pub const FIGURES: usize = 6;

/// One value per figure of a prediction, such as a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures<T> {
    /// Estimated fasting glucose, mg/dL.
    pub glucose_mg_dl: T,
    /// Lower end of its 90 % interval, mg/dL.
    pub interval_low: T,
    /// Upper end of the interval, mg/dL.
    pub interval_high: T,
    /// Probability of neither prediabetes nor diabetes.
    pub prob_normal: T,
    /// Probability of prediabetes.
    pub prob_prediabetes: T,
    /// Probability of undiagnosed diabetes.
    pub prob_diabetes: T,
}

impl<T> Figures<T> {
    /// Creates figures from an array in the order of the fields.
    #[must_use]
    pub fn of(each: [T; FIGURES]) -> Self {
        let [glucose_mg_dl, interval_low, interval_high, prob_normal, prob_prediabetes, prob_diabetes] = each;
        Self { glucose_mg_dl, interval_low, interval_high, prob_normal, prob_prediabetes, prob_diabetes }
    }

    /// All values, in the order of the fields.
    #[must_use]
    pub fn each(self) -> [T; FIGURES] {
        let Self { glucose_mg_dl, interval_low, interval_high, prob_normal, prob_prediabetes, prob_diabetes } = self;
        [glucose_mg_dl, interval_low, interval_high, prob_normal, prob_prediabetes, prob_diabetes]
    }

    /// References to all values.
    #[must_use]
    pub fn as_ref(&self) -> Figures<&T> {
        let Self { glucose_mg_dl, interval_low, interval_high, prob_normal, prob_prediabetes, prob_diabetes } = self;
        Figures { glucose_mg_dl, interval_low, interval_high, prob_normal, prob_prediabetes, prob_diabetes }
    }

    /// Mutable references to all values.
    pub(crate) fn as_mut(&mut self) -> Figures<&mut T> {
        let Self { glucose_mg_dl, interval_low, interval_high, prob_normal, prob_prediabetes, prob_diabetes } = self;
        Figures { glucose_mg_dl, interval_low, interval_high, prob_normal, prob_prediabetes, prob_diabetes }
    }
}

impl Prediction {
    /// The figures; NaN if absent.
    ///
    /// ```
    /// use diabetes_core::{Model, Patient};
    /// let patient = Patient::from_json(
    ///     r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#,
    /// )?;
    /// let figures = Model::bundled().predict(&patient).figures();
    /// assert!(figures.interval_low < figures.glucose_mg_dl && figures.prob_diabetes > 0.0);
    /// # Ok::<(), diabetes_core::ValidationErrors>(())
    /// ```
    #[must_use]
    pub fn figures(&self) -> Figures<f64> {
        let [low, high] = self.interval.unwrap_or([f64::NAN; 2]);
        let [normal, prediabetes, diabetes] =
            self.probabilities.map_or([f64::NAN; 3], |of| [of.normal, of.prediabetes, of.diabetes]);
        Figures::of([self.glucose_mg_dl.unwrap_or(f64::NAN), low, high, normal, prediabetes, diabetes])
    }
}
