//! The answers of choice fields, one per row.

use crate::locale::Text;

/// The answers of a choice field. A value is stored as its position in the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choices {
    /// Their wire names.
    pub names: &'static [&'static str],
    /// Their labels in a form.
    pub labels: &'static [Text],
    /// Alternative texts, ignoring case and accents, each with the choice it maps to.
    pub synonyms: &'static [(&'static str, &'static str)],
}

/// Name, label in Spanish and English, and an optional synonym.
macro_rules! choices {
    ($($name:literal [$es:literal, $en:literal] $(also $word:literal)?;)+) => {
        Choices {
            names: &[$($name),+],
            labels: &[$(Text::new($es, $en)),+],
            synonyms: &[$($(($word, $name),)?)+],
        }
    };
}

pub(super) const ANSWERS: Choices = choices! {
    "Si" ["Sí", "Yes"] also "True";
    "No" ["No", "No"] also "False";
};

/// A person told "borderline" is undiagnosed.
pub(super) const DIAGNOSED: Choices =
    Choices { synonyms: &[("True", "Si"), ("False", "No"), ("Limite", "No")], ..ANSWERS };

pub(super) const SEX: Choices = choices! {
    "M" ["Hombre", "Male"];
    "F" ["Mujer", "Female"];
};

pub(super) const FREQUENCY: Choices = choices! {
    "Nunca" ["Nunca", "Never"];
    "Ocasional" ["Ocasional", "Occasional"];
    "Frecuente" ["Frecuente", "Frequent"];
};

pub(super) const RESIDENCE: Choices = choices! {
    "Urbana" ["Urbana", "Urban"];
    "Rural" ["Rural", "Rural"];
};

pub(super) const DEGREE: Choices = choices! {
    "Ninguno" ["Ninguno", "None"];
    "Segundo" ["Segundo grado", "Second degree"];
    "Primero" ["Primer grado", "First degree"];
};
