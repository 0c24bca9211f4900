//! What becomes of each person when tests are shared out.

use crate::advice::{Advice, NextStep};
use crate::applicability::NotApplicable;
use crate::risk::{Category, MeasuredSet};

/// What becomes of a person when tests are shared out. Only people whose estimated risk decides whether they need the
/// test compete for it; the others have their own care and are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Place {
    /// A clinician must be seen today.
    Urgent,
    /// A measured value in the diabetes range, to be confirmed or treated.
    MeasuredDiabetes,
    /// A measured value in the prediabetes range, which has its own follow-up.
    MeasuredPrediabetes,
    /// Diabetes is known.
    KnownDiabetes,
    /// Pregnancy has its own tests.
    Pregnant,
    /// A normal result that is recent enough to count.
    RecentNormal,
    /// At or above the cut-off.
    Test,
    /// Below the cut-off.
    NoTest,
    /// With outcomes: nobody knows whether this person has it.
    NoOutcome,
    /// The record has errors and nothing urgent or abnormal in its other values, or the probability is not one.
    Errors,
}

impl Place {
    /// All places, in the order in which people are attended to.
    pub const ALL: [Place; 10] = [
        Place::Urgent,
        Place::MeasuredDiabetes,
        Place::MeasuredPrediabetes,
        Place::KnownDiabetes,
        Place::Pregnant,
        Place::RecentNormal,
        Place::Test,
        Place::NoTest,
        Place::NoOutcome,
        Place::Errors,
    ];

    /// The stable code, such as `measured_diabetes`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Place::Urgent => "urgent",
            Place::MeasuredDiabetes => "measured_diabetes",
            Place::MeasuredPrediabetes => "measured_prediabetes",
            Place::KnownDiabetes => NotApplicable::KnownDiabetes.code(),
            Place::Pregnant => NotApplicable::Pregnant.code(),
            Place::RecentNormal => "recent_normal",
            Place::Test => "test",
            Place::NoTest => "no_test",
            Place::NoOutcome => "no_outcome",
            Place::Errors => "errors",
        }
    }

    /// Whether a person competes for a test.
    #[must_use]
    pub fn is_candidate(self) -> bool {
        matches!(self, Place::Test | Place::NoTest)
    }

    /// Where a person stands apart from the candidates; `None` for a candidate. What was found by measuring comes first.
    pub(super) fn apart(not_applicable: Option<NotApplicable>, measured: MeasuredSet, advice: Advice) -> Option<Self> {
        let reason = not_applicable.map(|reason| match reason {
            NotApplicable::KnownDiabetes => Place::KnownDiabetes,
            NotApplicable::Pregnant => Place::Pregnant,
        });
        let is_recent = || matches!(advice.next_step(), NextStep::Repeat3Years | NextStep::Yearly);
        Self::measured(measured, advice).or(reason).or_else(|| is_recent().then_some(Place::RecentNormal))
    }

    /// Where a person stands whose record has errors.
    pub(super) fn refused(measured: MeasuredSet, advice: Advice) -> Self {
        Self::measured(measured, advice).unwrap_or(Place::Errors)
    }

    fn measured(measured: MeasuredSet, advice: Advice) -> Option<Self> {
        match measured.highest() {
            _ if advice.is_urgent() => Some(Place::Urgent),
            Some(Category::Diabetes) => Some(Place::MeasuredDiabetes),
            Some(Category::Prediabetes) => Some(Place::MeasuredPrediabetes),
            Some(Category::Normal) | None => None,
        }
    }
}
