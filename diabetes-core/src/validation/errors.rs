//! The errors of a record.

use crate::date::Date;
use crate::locale::Text;
use crate::rules::{RULES, RuleId};
use crate::schema::{FIELD_COUNT, Field, FieldKind, Limits};
use crate::{Locale, text, units};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

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
    Rule(RuleId),
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
    Unknown => "unknown_field",
    Duplicate => "duplicate_field",
    InvalidJson => "invalid_json",
    NotARecord => "not_a_record",
    [Fault::Rule(rule) => rule.rule().code]
}

/// An error of a record: a stable code, the field, its limits and a message without the patient's value.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError(Fault);

impl FieldError {
    /// Every code.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let rules = RULES.iter().filter(|rule| rule.is_error).map(|rule| rule.code);
        Fault::CODES.iter().copied().chain(rules)
    }

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
    pub(crate) fn rule(rule: RuleId) -> Self {
        Self(Fault::Rule(rule))
    }
    pub(crate) fn unknown(name: &str) -> Self {
        Self(Fault::Unknown { name: name.to_owned(), nearest: Field::nearest(name) })
    }
    pub(crate) fn duplicate(name: &str) -> Self {
        Self(Fault::Duplicate(name.to_owned()))
    }
    /// Text that stops being valid JSON at a byte.
    pub(crate) fn invalid_json(json: &[u8], place: usize) -> Self {
        let lines = json.get(..place).unwrap_or(json).split(|byte| *byte == b'\n');
        let (before, line) = lines.enumerate().last().unwrap_or_default();
        // Behind the last byte there is no column.
        Self(Fault::InvalidJson { line: before + 1, column: line.len() + usize::from(place < json.len()) })
    }
    /// The input is not a mapping of field names to values.
    #[must_use]
    pub fn not_a_record() -> Self {
        Self(Fault::NotARecord)
    }

    /// Whether there is no usable record, so that nothing can be said about its fields.
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

    /// The code and, behind a colon, the schema field with the error, if there is one.
    fn code_and_field(&self) -> String {
        match self.schema_field() {
            Some(field) => format!("{}:{}", self.code(), field.name()),
            None => self.code().to_owned(),
        }
    }

    /// The schema field with the error, if there is one.
    #[must_use]
    pub(crate) fn schema_field(&self) -> Option<Field> {
        match &self.0 {
            Fault::Missing(field)
            | Fault::NotANumber(field)
            | Fault::NotADate(field)
            | Fault::NotFinite(field)
            | Fault::OutOfRange { field, .. }
            | Fault::NotAllowed(field)
            | Fault::NotWhole(field)
            | Fault::AmbiguousNumber(field) => Some(*field),
            Fault::Rule(rule) => Some(rule.rule().field),
            Fault::Duplicate(name) => Field::by_name(name),
            Fault::Unknown { .. }
            | Fault::InvalidJson { .. }
            | Fault::NotARecord
            | Fault::CellCount { .. }
            | Fault::TextAfterQuote => None,
        }
    }

    /// The field's name as given in the record; `None` if the error concerns the whole record.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match &self.0 {
            Fault::Unknown { name, .. } | Fault::Duplicate(name) => Some(name),
            _ => self.schema_field().map(Field::name),
        }
    }

    /// The values the field accepts.
    #[must_use]
    pub fn limits(&self) -> Option<Limits> {
        self.schema_field().map(Field::limits)
    }

    /// The message in the given language. It never contains the patient's value.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let words = &locale.words().faults;
        let (field, said) = match &self.0 {
            Fault::Missing(Field::Bmi) => return words.missing_bmi.to_owned(),
            Fault::Missing(field) => {
                let [masculine, feminine] = words.missing;
                (field, if field.spec().article == "la" { feminine } else { masculine })
            }
            Fault::NotANumber(field) => (field, words.not_a_number),
            Fault::NotADate(field) => (field, words.not_a_date),
            Fault::NotFinite(field) => (field, words.not_finite),
            Fault::OutOfRange { field, .. } => (field, words.out_of_range),
            Fault::NotAllowed(field) => (field, words.not_allowed),
            Fault::NotWhole(field) => (field, words.not_whole),
            Fault::AmbiguousNumber(field) => (field, words.ambiguous_number),
            Fault::CellCount { expected, found } => return (words.cell_count)(*found, *expected),
            Fault::TextAfterQuote => return words.text_after_quote.to_owned(),
            Fault::Rule(rule) => return rule.rule().message.get(locale).to_owned(),
            Fault::Unknown { name, nearest } => return unknown_field(name, *nearest, locale),
            Fault::Duplicate(name) => return (words.duplicate)(name),
            Fault::InvalidJson { line, column } => return (words.invalid_json)(*line, *column),
            Fault::NotARecord => return words.not_a_record.to_owned(),
        };
        let sentence = field.spec().sentence(said, locale);
        if matches!((&self.0, field.spec().kind), (Fault::Missing(_), FieldKind::Choice(_))) {
            return format!("{sentence}.");
        }
        let units = if let Fault::OutOfRange { units, .. } = self.0 { units } else { 0 };
        let question = units::question(units, locale).map(|question| format!(" {question}"));
        format!("{sentence}: {}.{}", accepted(*field, locale), question.unwrap_or_default())
    }

    /// The wire format `{code, field, message, limits}` in the given language.
    #[must_use]
    pub fn localized(&self, locale: Locale) -> LocalizedError<'_> {
        LocalizedError { error: self, locale }
    }
}

/// The values a field accepts, in words: `de 18 a 120 años`, `M (hombre) o F (mujer)`.
fn accepted(field: Field, locale: Locale) -> String {
    let words = locale.words();
    match field.spec().kind {
        FieldKind::Number { min, max, .. } => range_in_words(field, [min, max], locale),
        FieldKind::Choice(choices) => {
            let named = |(name, label): (&&str, &Text)| explained(name, label.get(locale));
            let names: Vec<String> = choices.names.iter().zip(choices.labels).map(named).collect();
            text::listed(&names, words.or)
        }
        FieldKind::Date => (words.range)(&Date::EARLIEST.to_string(), words.today),
    }
}

/// A wire name with what it means: `tas (tensión arterial sistólica)`; the meaning alone if it is the same word.
fn explained(name: &str, meaning: &str) -> String {
    let meaning = text::lower_first(meaning);
    if text::fold(&meaning) == text::fold(name) { meaning } else { format!("{name} ({meaning})") }
}

/// A range of a field's numbers, with the unit.
pub(super) fn range_in_words(field: Field, range: [f64; 2], locale: Locale) -> String {
    let [low, high] = range.map(|end| locale.shortest(end));
    let range = (locale.words().range)(&low, &high);
    format!("{range} {}", field.spec().unit_in(locale)).trim_end().to_owned()
}

/// The longest name of an unknown field in a message, in characters.
const SHOWN: usize = 40;

pub(super) fn unknown_field(name: &str, nearest: Field, locale: Locale) -> String {
    let shown: String = name.chars().take(SHOWN).collect();
    (locale.words().faults.unknown)(&shown, &explained(nearest.name(), nearest.spec().title.get(locale)))
}

/// A [`FieldError`] ready to be serialized as `{code, field, message, limits}`.
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

/// All errors of one record, in schema order.
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

    /// The errors; never empty.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.0
    }

    /// The codes, joined by `;`, each with the field that it concerns: `missing:edad`.
    #[must_use]
    pub fn codes(&self) -> String {
        text::joined(self.0.iter().map(FieldError::code_and_field), ";")
    }

    /// All messages in one text.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        text::joined(self.0.iter().map(|error| error.message(locale)), " ")
    }

    /// The errors in wire format.
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
