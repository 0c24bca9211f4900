//! Why no record could be read.

use crate::locale::{Locale, Text};
use crate::validation::FieldError;

/// Why no record could be read.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FhirError {
    /// No JSON.
    Json(FieldError),
    /// No FHIR resource.
    NotFhir,
    /// Resources about several people.
    SeveralPatients,
    /// The person has died.
    Deceased,
}

impl FhirError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            FhirError::Json(error) => error.code(),
            FhirError::NotFhir => "not_fhir",
            FhirError::SeveralPatients => "several_patients",
            FhirError::Deceased => "deceased",
        }
    }

    /// A sentence in the given language.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let text = match self {
            FhirError::Json(error) => return error.message(locale),
            FhirError::NotFhir => Text::new(
                "No es un recurso FHIR: falta «resourceType».",
                "Not a FHIR resource: “resourceType” is missing.",
            ),
            FhirError::SeveralPatients => Text::new(
                "Los recursos son de varias personas; envíe los de una sola.",
                "The resources are about several people; send those of one.",
            ),
            FhirError::Deceased => {
                Text::new("La persona figura como fallecida.", "The person is recorded as deceased.")
            }
        };
        text.get(locale).to_owned()
    }
}
