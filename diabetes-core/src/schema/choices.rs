//! The answers of choice fields: one row an answer.

use crate::locale::Text;

/// The answers of a choice field. A value is stored as its position among them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choices {
    /// Their names on the wire.
    pub names: &'static [&'static str],
    /// Their labels for a form.
    pub labels: &'static [Text],
    /// Other texts that are read as one of them, in any case, with or without accents, and which one.
    pub synonyms: &'static [(&'static str, &'static str)],
}

/// Name, label in Spanish and English, and another word for it.
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

/// Who was told "borderline" is undiagnosed.
pub(super) const DIAGNOSED: Choices =
    Choices { synonyms: &[("True", "Si"), ("False", "No"), ("Limite", "No")], ..ANSWERS };

pub(super) const SEX: Choices = choices! {
    "M" ["Hombre (M)", "Male (M)"];
    "F" ["Mujer (F)", "Female (F)"];
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
