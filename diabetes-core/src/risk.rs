//! ADA cut-offs, risk level and confidence, and the classification of measured values.
//!
//! Source of the cut-offs: American Diabetes Association, Standards of Care: fasting glucose 100 and
//! 126 mg/dL, HbA1c 5.7 and 6.5 %.

mod categories;
mod column;
mod measured;
mod priority;

pub use categories::{CategoryText, categories};
pub use column::{Class, ClassColumn};
pub use measured::{MeasuredSet, MeasuredValue};
pub use priority::{Priority, ranked};

use crate::schema::{Field, FieldKind};
use crate::validation::{FieldError, ValidationErrors};
use serde::{Deserialize, Serialize};

/// Fasting glucose at which prediabetes and diabetes begin, mg/dL.
pub const GLUCOSE_CUTS: [f64; 2] = [100.0, 126.0];
/// HbA1c at which prediabetes and diabetes begin, %.
pub const HBA1C_CUTS: [f64; 2] = [5.7, 6.5];

/// A fasting glucose below this is urgent and in no category, mg/dL.
pub(crate) const GLUCOSE_LOW: f64 = 54.0;
/// The fields that hold laboratory values, with the cut-offs of their categories.
pub(crate) const TESTS: [(Field, [f64; 2]); 2] =
    [(Field::FastingGlucoseMgDl, GLUCOSE_CUTS), (Field::Hba1cPercent, HBA1C_CUTS)];

/// The ADA category of a fasting glucose or an HbA1c.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Category {
    /// Below 100 mg/dL, below 5.7 %.
    Normal,
    /// 100 to below 126 mg/dL, 5.7 to below 6.5 %.
    Prediabetes,
    /// 126 mg/dL and over, 6.5 % and over.
    Diabetes,
}

impl Category {
    /// All categories, ascending.
    pub const ALL: [Category; 3] = [Category::Normal, Category::Prediabetes, Category::Diabetes];

    pub(crate) fn of(value: f64, [prediabetes, diabetes]: [f64; 2]) -> Self {
        if value >= diabetes {
            Category::Diabetes
        } else if value >= prediabetes {
            Category::Prediabetes
        } else {
            Category::Normal
        }
    }

    /// The category of a fasting glucose in mg/dL.
    #[must_use]
    pub(crate) fn of_glucose(mg_dl: f64) -> Self {
        Self::of(mg_dl, GLUCOSE_CUTS)
    }

    /// The glucose interval of the category, mg/dL: lower end inclusive, upper end exclusive.
    #[must_use]
    pub(crate) fn glucose_range(self) -> (f64, f64) {
        let [prediabetes, diabetes] = GLUCOSE_CUTS;
        match self {
            Category::Normal => (f64::NEG_INFINITY, prediabetes),
            Category::Prediabetes => (prediabetes, diabetes),
            Category::Diabetes => (diabetes, f64::INFINITY),
        }
    }

    /// The wire name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Category::Normal => "Normal",
            Category::Prediabetes => "Prediabetes",
            Category::Diabetes => "Diabetes",
        }
    }
}

/// A risk level: `Bajo`, `Moderado` or `Alto`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RiskLevel {
    /// Low.
    #[serde(rename = "Bajo")]
    Low,
    /// Moderate.
    #[serde(rename = "Moderado")]
    Moderate,
    /// High.
    #[serde(rename = "Alto")]
    High,
}

impl RiskLevel {
    /// All levels, ascending.
    pub const ALL: [RiskLevel; 3] = [RiskLevel::Low, RiskLevel::Moderate, RiskLevel::High];

    /// The level of a probability, given a model's lower and higher cut-offs.
    #[must_use]
    pub fn of(probability: f64, [lower, higher]: [f64; 2]) -> Self {
        if probability >= higher {
            RiskLevel::High
        } else if probability >= lower {
            RiskLevel::Moderate
        } else {
            RiskLevel::Low
        }
    }

    /// The wire name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            RiskLevel::Low => "Bajo",
            RiskLevel::Moderate => "Moderado",
            RiskLevel::High => "Alto",
        }
    }
}

/// The confidence in an estimate's category: `Bajo`, `Moderado` or `Alto`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// The category's probability is below 0.5.
    #[serde(rename = "Bajo")]
    Low,
    /// From 0.5 to below 0.8.
    #[serde(rename = "Moderado")]
    Moderate,
    /// 0.8 and over.
    #[serde(rename = "Alto")]
    High,
}

impl Confidence {
    /// All degrees of confidence, ascending.
    pub const ALL: [Confidence; 3] = [Confidence::Low, Confidence::Moderate, Confidence::High];

    /// The confidence for a category's probability.
    #[must_use]
    pub fn of(probability: f64) -> Self {
        if probability >= 0.8 {
            Confidence::High
        } else if probability >= 0.5 {
            Confidence::Moderate
        } else {
            Confidence::Low
        }
    }

    /// The wire name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Low => "Bajo",
            Confidence::Moderate => "Moderado",
            Confidence::High => "Alto",
        }
    }
}

/// A measured value, classified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The ADA category.
    pub category: Category,
    /// The corresponding risk level.
    pub risk_level: RiskLevel,
    /// Whether a second abnormal result is needed before drawing a conclusion.
    pub confirm: bool,
}

impl Measured {
    fn of(category: Category) -> Self {
        let risk_level = match category {
            Category::Normal => RiskLevel::Low,
            Category::Prediabetes => RiskLevel::Moderate,
            Category::Diabetes => RiskLevel::High,
        };
        Self { category, risk_level, confirm: category != Category::Normal }
    }

    /// The class of a valid value; `None` for a field without cut-offs.
    fn of_field(field: Field, value: f64) -> Option<Self> {
        let (_, cuts) = TESTS.into_iter().find(|(test, _)| *test == field)?;
        Some(Self::of(Category::of(value, cuts)))
    }
}

/// Classifies a measured fasting glucose, mg/dL within 20–1000, by the ADA cut-offs alone. Here low values are Normal;
/// the answer for a record gives a glucose below 54 no category.
///
/// ```
/// use diabetes_core::risk::{Category, classify_glucose};
/// let measured = classify_glucose(126.0)?;
/// assert_eq!(measured.category, Category::Diabetes);
/// assert!(measured.confirm);
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
pub fn classify_glucose(mg_dl: f64) -> Result<Measured, ValidationErrors> {
    classify(Field::FastingGlucoseMgDl, mg_dl)
}

/// Classifies a measured HbA1c, % within 3–20.
pub fn classify_hba1c(percent: f64) -> Result<Measured, ValidationErrors> {
    classify(Field::Hba1cPercent, percent)
}

fn classify(field: Field, value: f64) -> Result<Measured, ValidationErrors> {
    let FieldKind::Number { min, max, .. } = field.spec().kind else {
        return Err(FieldError::not_a_number(field).into());
    };
    if value.is_nan() {
        return Err(FieldError::not_a_number(field).into());
    }
    if value.is_infinite() {
        return Err(FieldError::not_finite(field).into());
    }
    if value < min || value > max {
        return Err(FieldError::out_of_range(field, value).into());
    }
    Measured::of_field(field, value).ok_or_else(|| FieldError::not_allowed(field).into())
}
