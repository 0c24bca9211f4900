//! The ADA categories of a measured fasting glucose, with their meaning and recommendation.

use super::{Category, Measured, RiskLevel};
use crate::locale::Locale;
use serde::Serialize;

/// One category of a measured fasting glucose.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CategoryText {
    /// The category.
    pub category: Category,
    /// The lower end, mg/dL, inclusive; `None` for the first.
    pub min: Option<f64>,
    /// The upper end, mg/dL, exclusive; `None` for the last.
    pub max: Option<f64>,
    /// The corresponding risk level.
    pub risk_level: RiskLevel,
    /// What it means.
    pub description: &'static str,
    /// What to do.
    pub recommendation: &'static str,
}

/// The ADA categories of a measured fasting glucose, ascending.
///
/// ```
/// use diabetes_core::Locale;
/// use diabetes_core::risk::{Category, categories};
/// let [_, prediabetes, _] = categories(Locale::En);
/// assert_eq!((prediabetes.min, prediabetes.max), (Some(100.0), Some(126.0)));
/// ```
#[must_use]
pub fn categories(locale: Locale) -> [CategoryText; 3] {
    Category::ALL.map(|category| {
        let (min, max) = category.glucose_range();
        let words = &locale.words().categories;
        let [description, recommendation] = match category {
            Category::Normal => words.normal,
            Category::Prediabetes => words.prediabetes,
            Category::Diabetes => words.diabetes,
        };
        CategoryText {
            category,
            min: Some(min).filter(|end| end.is_finite()),
            max: Some(max).filter(|end| end.is_finite()),
            risk_level: Measured::of(category).risk_level,
            description,
            recommendation,
        }
    })
}
