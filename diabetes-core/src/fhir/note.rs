//! What was left out of a bundle, or is worth knowing, and why.

use crate::locale::{Locale, Text};
use crate::schema::Field;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// One row per note: its code, its text.
macro_rules! notes {
    ($($(#[$attribute:meta])* $name:ident $code:literal [$es:literal, $en:literal];)+) => {
        /// Why something was left out, or what is worth knowing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$attribute])* $name,)+
            /// The code looks like the field but is not, for this reason.
            Excluded(Text),
        }

        impl Reason {
            /// Every code.
            pub const CODES: &'static [&'static str] = &[$($code,)+ "not_the_field"];

            /// The stable code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Reason::$name => $code,)+
                    Reason::Excluded(_) => "not_the_field",
                }
            }

            fn text(self, locale: Locale) -> String {
                match self {
                    $(Reason::$name => Text::new($es, $en).get(locale).to_owned(),)+
                    Reason::Excluded(why) => format!("{}: {}.", NOT_USED.get(locale), why.get(locale)),
                }
            }
        }
    };
}

const NOT_USED: Text = Text::new("no se usó un valor", "a value was not used");

notes! {
    /// A preliminary or registered result.
    NotFinal "not_final" ["no se usó un resultado que no es definitivo.", "a result that is not final was not used."];
    /// A refuted, withdrawn or mistaken entry.
    Withdrawn "withdrawn" ["no se usó un dato anulado o descartado.", "an entry that was withdrawn or ruled out was not used."];
    /// A diagnosis that is not confirmed.
    NotConfirmed "not_confirmed" ["no se usó un diagnóstico sin confirmar.", "a diagnosis that is not confirmed was not used."];
    /// A known code without a value.
    NoValue "no_value" ["no se usó una observación sin un valor que se pueda leer.", "an observation without a readable value was not used."];
    /// More or less than a number.
    Comparator "comparator" ["no se usó un valor que solo dice «mayor que» o «menor que».", "a value that only says “more than” or “less than” was not used."];
    /// No unit.
    NoUnit "no_unit" ["no se usó un valor sin unidad.", "a value without a unit was not used."];
    /// An unknown unit.
    UnknownUnit "unknown_unit" ["no se usó un valor en una unidad que no se puede convertir.", "a value in a unit that cannot be converted was not used."];
    /// A coded value that means no choice.
    UnknownAnswer "unknown_answer" ["no se usó una respuesta cuyo código no se conoce.", "an answer whose code is not known was not used."];
    /// Older than it may be.
    TooOld "too_old" ["no se usó un valor demasiado antiguo.", "a value that is too old was not used."];
    /// In the future.
    Future "future" ["no se usó un dato con fecha futura.", "an entry dated in the future was not used."];
    /// Without a date, and used.
    Undated "undated" ["el valor que se usó no tiene fecha.", "the value that was used has no date."];
    /// Two values of the same time.
    Contradiction "contradiction" ["hay dos valores distintos del mismo momento y no se usó ninguno.", "there are two different values of the same time, and neither was used."];
    /// Yes and No are recorded.
    Conflict "conflict" ["hay un sí y un no; se usó el sí.", "there are a yes and a no; the yes was used."];
    /// The two blood pressures are of different times.
    TimesDiffer "times_differ" ["las dos presiones no son de la misma medición.", "the two pressures are not of the same measurement."];
    /// An earlier result was in the range of diabetes.
    EarlierAbnormal "earlier_abnormal" ["un resultado anterior estaba en el rango de diabetes; se usó el más reciente.", "an earlier result was in the range of diabetes; the most recent one was used."];
    /// A glucose that is not the field, but in the range of diabetes at any time of day.
    HighGlucose "high_glucose" ["una glucosa que no se usó es de 200 mg/dL o más: consulte a un médico.", "a glucose that was not used is 200 mg/dL or more: ask a clinician."];
    /// Above what the laboratory can measure, and in the range of diabetes.
    AboveRange "above_range" ["un resultado está por encima de lo que mide el laboratorio, en el rango de diabetes: consulte a un médico.", "a result is above what the laboratory can measure, in the range of diabetes: ask a clinician."];
    /// A medicine against diabetes without a diagnosis.
    DiabetesMedicine "diabetes_medicine" ["toma un medicamento para la diabetes y no consta el diagnóstico: pregunte.", "takes a medicine for diabetes, and no diagnosis is recorded: ask."];
    /// A birth date without a day.
    PartialBirthDate "partial_birth_date" ["la fecha de nacimiento no está completa; la edad es aproximada.", "the date of birth is not complete; the age is approximate."];
    /// A sex that is neither male nor female.
    UnknownSex "unknown_sex" ["no consta si es hombre o mujer.", "it is not recorded whether male or female."];
    /// It says of itself that it means something else than usual.
    Modified "modified" ["no se usó un recurso que dice tener otro significado (modifierExtension, implicitRules).", "a resource that says it means something else was not used (modifierExtension, implicitRules)."];
    /// A medicine whose name did not come along.
    NamelessMedicine "nameless_medicine" ["no consta qué medicamento es: el recurso al que se refiere no llegó.", "it is not known which medicine this is: the resource that it refers to did not come along."];
    /// A resource about somebody else.
    OtherPatient "other_patient" ["no se usó un recurso de otra persona.", "a resource about another person was not used."];
}

/// A note about a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Why.
    pub reason: Reason,
    /// The field; `None` if it concerns none.
    pub field: Option<Field>,
    /// The resource, such as `Observation/12`.
    pub resource: String,
}

impl Note {
    /// A sentence in the given language. It never contains a value of the patient.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let text = self.reason.text(locale);
        match self.field {
            Some(field) => format!("{}: {text}", field.spec().title.get(locale)),
            None => crate::text::upper_first(text),
        }
    }
}

/// A note ready to be serialized as `{code, field, resource, message}`.
pub(super) struct Localized<'n>(pub(super) &'n Note, pub(super) Locale);

impl Serialize for Localized<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(note, locale) = self;
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("code", note.reason.code())?;
        map.serialize_entry("field", &note.field.map(Field::name))?;
        map.serialize_entry("resource", &note.resource)?;
        map.serialize_entry("message", &note.message(*locale))?;
        map.end()
    }
}
