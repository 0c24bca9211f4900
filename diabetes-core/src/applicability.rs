//! Whether an estimate applies to a person.

use crate::schema::Field;
use crate::values::Values;
use serde::{Deserialize, Serialize};

/// Why the estimate does not apply to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NotApplicable {
    /// Diabetes is already diagnosed.
    KnownDiabetes,
    /// The person is pregnant.
    Pregnant,
}

impl NotApplicable {
    /// Every reason.
    pub const ALL: [NotApplicable; 2] = [NotApplicable::KnownDiabetes, NotApplicable::Pregnant];

    /// The stable code: `known_diabetes` or `pregnant`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NotApplicable::KnownDiabetes => "known_diabetes",
            NotApplicable::Pregnant => "pregnant",
        }
    }
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
