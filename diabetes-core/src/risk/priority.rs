//! The order of people in a list: urgent findings first, then measured values, then estimates.

use super::{Category, MeasuredSet, RiskLevel};
use crate::advice::Advice;
use crate::applicability::NotApplicable;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A person's place in a list of answers, most urgent first. Each person is in one of these groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Priority {
    /// A clinician must be seen today.
    Urgent,
    /// A measured value in the diabetes range.
    MeasuredDiabetes,
    /// A measured value in the prediabetes range, and none in the diabetes range.
    MeasuredPrediabetes,
    /// A high estimated risk.
    High,
    /// A moderate estimated risk.
    Moderate,
    /// A low estimated risk.
    Low,
    /// The model gives no risk level.
    NoLevel,
    /// The estimate does not apply.
    NotApplicable,
    /// The record has errors, and nothing in it is urgent or measured as abnormal.
    Errors,
}

impl Priority {
    /// All priorities, most urgent first.
    pub const ALL: [Priority; 9] = [
        Priority::Urgent,
        Priority::MeasuredDiabetes,
        Priority::MeasuredPrediabetes,
        Priority::High,
        Priority::Moderate,
        Priority::Low,
        Priority::NoLevel,
        Priority::NotApplicable,
        Priority::Errors,
    ];

    /// The priority of a person with an estimate.
    #[must_use]
    pub fn of(advice: Advice, measured: MeasuredSet, level: Option<RiskLevel>) -> Self {
        match (measured.highest(), level) {
            _ if advice.is_urgent() => Priority::Urgent,
            (Some(Category::Diabetes), _) => Priority::MeasuredDiabetes,
            (Some(Category::Prediabetes), _) => Priority::MeasuredPrediabetes,
            (_, Some(RiskLevel::High)) => Priority::High,
            (_, Some(RiskLevel::Moderate)) => Priority::Moderate,
            (_, Some(RiskLevel::Low)) => Priority::Low,
            (_, None) => Priority::NoLevel,
        }
    }

    /// The place of a person for whom there is no estimate, for the given reason: what was found by measuring counts.
    pub(crate) fn without_estimate(self, reason: Priority) -> Self {
        if self <= Priority::MeasuredPrediabetes { self } else { reason }
    }

    /// The priority from the cells of a row of answers, as named in
    /// [`PredictionTable::columns`](crate::PredictionTable::columns).
    ///
    /// ```
    /// use diabetes_core::risk::Priority;
    /// let low = Priority::of_cells(None, Some("hba1c:Normal"), Some("Bajo"), None, None);
    /// assert_eq!((low, low.code()), (Priority::Low, "Bajo"));
    /// let found = Priority::of_cells(None, Some("glucosa_ayunas:Normal;hba1c:Diabetes"), Some("Bajo"), None, None);
    /// assert_eq!((found, found.code()), (Priority::MeasuredDiabetes, "measured_diabetes"));
    /// ```
    #[must_use]
    pub fn of_cells(
        urgent: Option<&str>,
        measured: Option<&str>,
        risk_level: Option<&str>,
        warnings: Option<&str>,
        errors: Option<&str>,
    ) -> Self {
        if urgent.is_some() {
            return Priority::Urgent;
        }
        let first = warnings.and_then(|codes| codes.split(';').next());
        let is_for = |reason: NotApplicable| first == Some(reason.code());
        // In known diabetes a measured value has a category, but finds nothing new.
        if is_for(NotApplicable::KnownDiabetes) {
            return Priority::NotApplicable;
        }
        let is_measured = |category: Category| {
            let of = |value: &str| value.split_once(':').is_some_and(|(_, name)| name == category.name());
            measured.is_some_and(|values| values.split(';').any(of))
        };
        if is_measured(Category::Diabetes) {
            Priority::MeasuredDiabetes
        } else if is_measured(Category::Prediabetes) {
            Priority::MeasuredPrediabetes
        } else if errors.is_some() {
            Priority::Errors
        } else if is_for(NotApplicable::Pregnant) {
            Priority::NotApplicable
        } else {
            let level = RiskLevel::ALL.into_iter().find(|level| risk_level == Some(level.name()));
            Priority::of(Advice::default(), MeasuredSet::default(), level)
        }
    }

    /// The wire name; for a risk level it is the level's own name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Priority::Urgent => "urgent",
            Priority::MeasuredDiabetes => "measured_diabetes",
            Priority::MeasuredPrediabetes => "measured_prediabetes",
            Priority::High => RiskLevel::High.name(),
            Priority::Moderate => RiskLevel::Moderate.name(),
            Priority::Low => RiskLevel::Low.name(),
            Priority::NoLevel => "no_level",
            Priority::NotApplicable => "not_applicable",
            Priority::Errors => "errors",
        }
    }
}

/// Row indices sorted by priority, then by descending probability of diabetes, then in the original order.
///
/// ```
/// use diabetes_core::risk::{Priority, ranked};
/// let priorities = [Priority::Low, Priority::Errors, Priority::Low, Priority::MeasuredDiabetes];
/// assert_eq!(ranked(&priorities, &[0.01, f64::NAN, 0.02, 0.005]), [3, 2, 0, 1]);
/// ```
#[must_use]
pub fn ranked(priorities: &[Priority], diabetes: &[f64]) -> Vec<usize> {
    // The bits of probabilities are in the order of the probabilities.
    let risk = |row: usize| diabetes.get(row).filter(|risk| **risk >= 0.0).map(|risk| risk.to_bits());
    // A heap is a third of the code of the library's sort, which a browser would have to load.
    let rows: BinaryHeap<(Priority, Reverse<Option<u64>>, usize)> =
        priorities.iter().enumerate().map(|(row, priority)| (*priority, Reverse(risk(row)), row)).collect();
    rows.into_sorted_vec().into_iter().map(|(.., row)| row).collect()
}
