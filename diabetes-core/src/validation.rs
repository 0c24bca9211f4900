//! What can be wrong with a record, and what is worth a warning: code, field, limits, text in two languages.

use crate::date::Date;
use crate::numbers::Shortest;
use crate::schema::{FIELD_COUNT, Field, Kind, Limits};
use crate::scores::Sums;
use crate::{Locale, text, units};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

/// The codes of an enumeration's variants, as a list and one by one: a variant without one does not compile.
macro_rules! codes {
    ($kind:ident: $($($variant:ident)|+ => $code:literal,)*) => {
        impl $kind {
            const CODES: &[&str] = &[$($code),*];

            fn code(&self) -> &'static str {
                match self {
                    $($($kind::$variant { .. })|+ => $code,)*
                }
            }
        }
    };
}

#[derive(Clone, Debug, PartialEq)]
enum Fault {
    Missing(Field),
    NotANumber(Field),
    NotADate(Field),
    NotFinite(Field),
    OutOfRange {
        field: Field,
        /// The units that the value is probably in, as bits.
        units: u32,
    },
    NotAllowed(Field),
    NotWhole(Field),
    #[cfg_attr(not(feature = "csv-text"), allow(dead_code, reason = "only a CSV file can have it"))]
    AmbiguousNumber(Field),
    #[cfg_attr(not(feature = "csv-text"), allow(dead_code, reason = "only a CSV file can have it"))]
    CellCount {
        expected: usize,
        found: usize,
    },
    #[cfg_attr(not(feature = "csv-text"), allow(dead_code, reason = "only a CSV file can have it"))]
    TextAfterQuote,
    TadNotBelowTas,
    ImcMismatch,
    GestationalMan,
    Unknown {
        name: String,
        nearest: Field,
    },
    Duplicate(String),
    InvalidJson {
        line: usize,
        column: usize,
    },
    NotARecord,
}

codes! {
    Fault:
    Missing => "missing",
    NotANumber => "not_a_number",
    NotADate => "not_a_date",
    NotFinite => "not_finite",
    OutOfRange => "out_of_range",
    NotAllowed => "not_allowed",
    NotWhole => "not_whole",
    AmbiguousNumber => "ambiguous_number",
    CellCount => "cell_count",
    TextAfterQuote => "text_after_quote",
    TadNotBelowTas => "tad_not_below_tas",
    ImcMismatch => "imc_mismatch",
    GestationalMan => "gestational_man",
    Unknown => "unknown_field",
    Duplicate => "duplicate_field",
    InvalidJson => "invalid_json",
    NotARecord => "not_a_record",
}

/// One fault of a record: a stable code, the field, the field's limits and a message without the patient's value.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError(Fault);

impl FieldError {
    /// Every code that there is.
    pub const CODES: &[&str] = Fault::CODES;

    pub(crate) fn missing(field: Field) -> Self {
        Self(Fault::Missing(field))
    }
    pub(crate) fn not_a_number(field: Field) -> Self {
        Self(Fault::NotANumber(field))
    }
    pub(crate) fn not_a_date(field: Field) -> Self {
        Self(Fault::NotADate(field))
    }
    pub(crate) fn not_finite(field: Field) -> Self {
        Self(Fault::NotFinite(field))
    }
    pub(crate) fn out_of_range(field: Field, value: f64) -> Self {
        Self(Fault::OutOfRange { field, units: units::probable(field, value) })
    }
    pub(crate) fn not_allowed(field: Field) -> Self {
        Self(Fault::NotAllowed(field))
    }
    pub(crate) fn not_whole(field: Field) -> Self {
        Self(Fault::NotWhole(field))
    }
    #[cfg(feature = "csv-text")]
    pub(crate) fn ambiguous_number(field: Field) -> Self {
        Self(Fault::AmbiguousNumber(field))
    }
    #[cfg(feature = "csv-text")]
    pub(crate) fn broken_row(expected: usize, found: usize) -> Self {
        Self(if found == 0 { Fault::TextAfterQuote } else { Fault::CellCount { expected, found } })
    }
    pub(crate) fn tad_not_below_tas() -> Self {
        Self(Fault::TadNotBelowTas)
    }
    pub(crate) fn imc_mismatch() -> Self {
        Self(Fault::ImcMismatch)
    }
    pub(crate) fn gestational_man() -> Self {
        Self(Fault::GestationalMan)
    }
    pub(crate) fn unknown(name: &str) -> Self {
        Self(Fault::Unknown { name: name.to_owned(), nearest: Field::nearest(name) })
    }
    pub(crate) fn duplicate(name: &str) -> Self {
        Self(Fault::Duplicate(name.to_owned()))
    }
    /// JSON that ends to be such at a byte.
    pub(crate) fn invalid_json(json: &[u8], place: usize) -> Self {
        let lines = json.get(..=place).unwrap_or(json).split(|byte| *byte == b'\n');
        let (before, line) = lines.enumerate().last().unwrap_or_default();
        Self(Fault::InvalidJson { line: before + 1, column: line.len() })
    }
    /// The input is not a mapping of field names to values.
    #[must_use]
    pub fn not_a_record() -> Self {
        Self(Fault::NotARecord)
    }

    /// Whether there is no record at all, so that nothing can be said about its fields.
    pub(crate) fn is_about_the_whole(&self) -> bool {
        matches!(
            self.0,
            Fault::NotARecord | Fault::InvalidJson { .. } | Fault::CellCount { .. } | Fault::TextAfterQuote
        )
    }

    /// The stable code, such as `out_of_range`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code()
    }

    /// The schema field at fault, where there is one.
    #[must_use]
    pub fn schema_field(&self) -> Option<Field> {
        match &self.0 {
            Fault::Missing(field)
            | Fault::NotANumber(field)
            | Fault::NotADate(field)
            | Fault::NotFinite(field)
            | Fault::OutOfRange { field, .. }
            | Fault::NotAllowed(field)
            | Fault::NotWhole(field)
            | Fault::AmbiguousNumber(field) => Some(*field),
            Fault::TadNotBelowTas => Some(Field::DiastolicMmHg),
            Fault::ImcMismatch => Some(Field::Bmi),
            Fault::GestationalMan => Some(Field::GestationalDiabetes),
            Fault::Duplicate(name) => Field::by_name(name),
            Fault::Unknown { .. }
            | Fault::InvalidJson { .. }
            | Fault::NotARecord
            | Fault::CellCount { .. }
            | Fault::TextAfterQuote => None,
        }
    }

    /// The name of the field as it stood in the record; `None` where the whole record is at fault.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match &self.0 {
            Fault::Unknown { name, .. } | Fault::Duplicate(name) => Some(name),
            _ => self.schema_field().map(Field::name),
        }
    }

    /// What the field accepts.
    #[must_use]
    pub fn limits(&self) -> Option<Limits> {
        self.schema_field().map(Field::limits)
    }

    /// The message in the given language. It never contains the patient's value.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let accepted = |field: Field| accepted(field, locale);
        match &self.0 {
            Fault::Missing(Field::Bmi) => {
                locale.pick("imc es obligatorio (o talla y peso)", "imc is required (or talla and peso)").to_owned()
            }
            Fault::Missing(field) => {
                format!("{} {}: {}", field.name(), locale.pick("es obligatorio", "is required"), accepted(*field))
            }
            Fault::NotANumber(field) => {
                format!("{} {}: {}", field.name(), locale.pick("no es un número", "is not a number"), accepted(*field))
            }
            Fault::NotADate(field) => format!(
                "{} {}: {}",
                field.name(),
                locale.pick("no es una fecha (AAAA-MM-DD)", "is not a date (YYYY-MM-DD)"),
                accepted(*field)
            ),
            Fault::NotFinite(field) => {
                format!(
                    "{} {}: {}",
                    field.name(),
                    locale.pick("no es un número finito", "is not finite"),
                    accepted(*field)
                )
            }
            Fault::OutOfRange { field, units } => {
                let question = units::question(*units, locale).map(|question| format!(" ({question})"));
                format!(
                    "{} {}: {}{}",
                    field.name(),
                    locale.pick("está fuera de rango", "is out of range"),
                    accepted(*field),
                    question.unwrap_or_default()
                )
            }
            Fault::NotAllowed(field) => {
                format!(
                    "{} {}: {}",
                    field.name(),
                    locale.pick("no es un valor admitido", "is not an accepted value"),
                    accepted(*field)
                )
            }
            Fault::NotWhole(field) => {
                format!(
                    "{} {}: {}",
                    field.name(),
                    locale.pick("debe ser un número entero", "must be a whole number"),
                    accepted(*field)
                )
            }
            Fault::AmbiguousNumber(field) => format!(
                "{} {}: {}",
                field.name(),
                locale.pick(
                    "puede leerse de dos maneras (¿decimales o miles?)",
                    "can be read in two ways (decimals or thousands?)"
                ),
                accepted(*field)
            ),
            Fault::CellCount { expected, found } => match locale {
                Locale::Es => format!("la fila tiene {found} celdas en lugar de {expected}"),
                Locale::En => format!("the row has {found} cells instead of {expected}"),
            },
            Fault::TextAfterQuote => locale
                .pick(
                    "hay texto detrás de unas comillas de cierre: no se sabe dónde acaba la celda",
                    "text follows a closing quote, so the end of the cell is not known",
                )
                .to_owned(),
            Fault::TadNotBelowTas => locale.pick("tad debe ser menor que tas", "tad must be below tas").to_owned(),
            Fault::ImcMismatch => locale
                .pick(
                    "imc no concuerda con talla y peso: difiere en más de 0.5 kg/m²",
                    "imc does not agree with talla and peso: it differs by more than 0.5 kg/m²",
                )
                .to_owned(),
            Fault::GestationalMan => locale
                .pick(
                    "diabetes_gestacional no puede ser Si con sexo M",
                    "diabetes_gestacional cannot be Si with sexo M",
                )
                .to_owned(),
            Fault::Unknown { name, nearest } => unknown_field(name, *nearest, locale),
            Fault::Duplicate(name) => {
                format!("{name}: {}", locale.pick("el campo aparece más de una vez", "the field stands more than once"))
            }
            Fault::InvalidJson { line, column } => match locale {
                Locale::Es => format!("JSON no válido (línea {line}, columna {column})"),
                Locale::En => format!("invalid JSON (line {line}, column {column})"),
            },
            Fault::NotARecord => locale
                .pick("se espera un objeto con los campos del paciente", "expected an object with the patient's fields")
                .to_owned(),
        }
    }

    /// The wire form `{code, field, message, limits}` in the given language.
    #[must_use]
    pub fn localized(&self, locale: Locale) -> LocalizedError<'_> {
        LocalizedError { error: self, locale }
    }
}

/// What a field accepts, in words: `18 a 120 años`, `M, F`.
fn accepted(field: Field, locale: Locale) -> String {
    match field.spec().kind {
        Kind::Number { min, max, .. } => {
            let (min, max) = (Shortest(min), Shortest(max));
            let range = format!("{min} {} {max} {}", locale.pick("a", "to"), field.spec().unit_in(locale));
            range.trim_end().to_owned()
        }
        Kind::Choice(choices) => text::joined(choices.names, ", "),
        Kind::Date => format!("{} {}", Date::EARLIEST, locale.pick("a hoy", "to today")),
    }
}

fn unknown_field(name: &str, nearest: Field, locale: Locale) -> String {
    let shown: String = name.chars().take(40).collect();
    let nearest = nearest.name();
    match locale {
        Locale::Es => format!("campo desconocido «{shown}»; el más parecido es {nearest}"),
        Locale::En => format!("unknown field \"{shown}\"; the nearest known one is {nearest}"),
    }
}

/// A [`FieldError`] ready to be written as `{code, field, message, limits}`.
#[derive(Debug)]
pub struct LocalizedError<'a> {
    error: &'a FieldError,
    locale: Locale,
}

impl Serialize for LocalizedError<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("code", self.error.code())?;
        map.serialize_entry("field", &self.error.field())?;
        map.serialize_entry("message", &self.error.message(self.locale))?;
        map.serialize_entry("limits", &self.error.limits())?;
        map.end()
    }
}

/// Every fault of one record, in schema order.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidationErrors(Vec<FieldError>);

impl ValidationErrors {
    pub(crate) fn new(mut errors: Vec<FieldError>) -> Self {
        let place = |error: &FieldError| error.schema_field().map_or(FIELD_COUNT, Field::index);
        let mut sorted = Vec::with_capacity(errors.len());
        for field in 0..=FIELD_COUNT {
            sorted.extend(errors.extract_if(.., |error| place(error) == field));
        }
        Self(sorted)
    }

    /// The faults; never empty.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.0
    }

    /// The codes, joined by `;`.
    #[must_use]
    pub fn codes(&self) -> String {
        text::joined(self.0.iter().map(FieldError::code), ";")
    }

    /// All messages in one text.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        text::joined(self.0.iter().map(|error| error.message(locale)), "; ")
    }

    /// The faults in wire form.
    #[must_use]
    pub fn localized(&self, locale: Locale) -> Vec<LocalizedError<'_>> {
        self.0.iter().map(|error| error.localized(locale)).collect()
    }
}

impl From<FieldError> for ValidationErrors {
    fn from(error: FieldError) -> Self {
        Self(vec![error])
    }
}

impl fmt::Display for ValidationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Locale::En))
    }
}

impl std::error::Error for ValidationErrors {}

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
enum Notice {
    UnknownField { name: String, nearest: Field },
    OutsideTrainingRange { field: Field, min: f64, max: f64 },
    LevelNotTrained(Field),
    FindriscDiffers(Sums),
    FamilyHistoryConflict,
    PregnantMan,
    UnitDoubtful(Field),
}

codes! {
    Notice:
    UnknownField => "unknown_field",
    OutsideTrainingRange | LevelNotTrained => "outside_training_range",
    FindriscDiffers => "findrisc_differs",
    FamilyHistoryConflict => "family_history_conflict",
    PregnantMan => "pregnant_man",
    UnitDoubtful => "unit_doubtful",
}

/// Something about a record that was computed all the same and deserves a look.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Warning(Notice);

impl Warning {
    /// Every code that there is.
    pub const CODES: &[&str] = Notice::CODES;

    pub(crate) fn unknown_field(name: &str) -> Self {
        Self(Notice::UnknownField { name: name.to_owned(), nearest: Field::nearest(name) })
    }
    pub(crate) fn outside_training_range(field: Field, min: f64, max: f64) -> Self {
        Self(Notice::OutsideTrainingRange { field, min, max })
    }
    pub(crate) fn level_not_trained(field: Field) -> Self {
        Self(Notice::LevelNotTrained(field))
    }
    pub(crate) fn findrisc_differs(possible: Sums) -> Self {
        Self(Notice::FindriscDiffers(possible))
    }
    pub(crate) fn family_history_conflict() -> Self {
        Self(Notice::FamilyHistoryConflict)
    }
    pub(crate) fn unit_doubtful(field: Field) -> Self {
        Self(Notice::UnitDoubtful(field))
    }
    pub(crate) fn pregnant_man() -> Self {
        Self(Notice::PregnantMan)
    }

    /// The stable code, such as `unknown_field`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code()
    }

    /// A number that equal warnings have in common, and few others do.
    #[must_use]
    pub fn key(&self) -> u64 {
        match &self.0 {
            Notice::UnknownField { nearest, .. } => nearest.index() as u64,
            Notice::OutsideTrainingRange { field, .. } | Notice::LevelNotTrained(field) => 32 + field.index() as u64,
            Notice::FindriscDiffers(possible) => 128 + u64::from(possible.key()),
            Notice::UnitDoubtful(field) => 64 + field.index() as u64,
            Notice::FamilyHistoryConflict => 96,
            Notice::PregnantMan => 97,
        }
    }

    /// The field it is about.
    #[must_use]
    pub fn field(&self) -> &str {
        match &self.0 {
            Notice::UnknownField { name, .. } => name,
            Notice::OutsideTrainingRange { field, .. }
            | Notice::LevelNotTrained(field)
            | Notice::UnitDoubtful(field) => field.name(),
            Notice::FindriscDiffers(_) => Field::Findrisc.name(),
            Notice::FamilyHistoryConflict => Field::FamilyHistory.name(),
            Notice::PregnantMan => Field::Pregnant.name(),
        }
    }

    /// The message in the given language.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        match &self.0 {
            Notice::UnknownField { name, nearest } => unknown_field(name, *nearest, locale),
            Notice::OutsideTrainingRange { field, min, max } => {
                let (name, min, max) = (field.name(), Shortest(*min), Shortest(*max));
                match locale {
                    Locale::Es => format!("{name} está fuera de los datos de entrenamiento ({min} a {max})"),
                    Locale::En => format!("{name} is outside the training data ({min} to {max})"),
                }
            }
            Notice::LevelNotTrained(field) => {
                let name = field.name();
                match locale {
                    Locale::Es => format!("los datos de entrenamiento no tienen este valor de {name}"),
                    Locale::En => format!("the training data does not have this value of {name}"),
                }
            }
            Notice::FindriscDiffers(possible) => {
                let run = |(first, last): (u32, u32)| match last - first {
                    0 => first.to_string(),
                    _ => format!("{first} {} {last}", locale.pick("a", "to")),
                };
                let mut runs: Vec<String> = possible.runs().into_iter().map(run).collect();
                let last = runs.pop().unwrap_or_default();
                let points = match runs.as_slice() {
                    [] => last,
                    _ => format!("{} {} {last}", text::joined(&runs, ", "), locale.pick("o", "or")),
                };
                match locale {
                    Locale::Es => format!("puntaje_findrisc difiere del calculado con sus preguntas ({points})"),
                    Locale::En => format!("puntaje_findrisc differs from the one its items give ({points})"),
                }
            }
            Notice::FamilyHistoryConflict => locale
                .pick(
                    "historia_familiar_dm y grado_familiar_dm se contradicen; se usa el grado",
                    "historia_familiar_dm and grado_familiar_dm contradict each other; the degree is used",
                )
                .to_owned(),
            Notice::UnitDoubtful(field) => {
                let (name, own) = (field.name(), field.spec().unit);
                let other = units::doubtful(*field).map_or("", |unit| unit.name(locale));
                match locale {
                    Locale::Es => format!("{name} se leyó en {own}; ¿está en {other}?"),
                    Locale::En => format!("{name} was read in {own}; is it in {other}?"),
                }
            }
            Notice::PregnantMan => locale.pick("embarazo es Si y sexo es M", "embarazo is Si and sexo is M").to_owned(),
        }
    }
}
