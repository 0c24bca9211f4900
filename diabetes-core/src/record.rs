//! A raw record: what came in, before anything is checked.

use crate::check::Required;
use crate::date::Date;
use crate::schema::{FIELD_COUNT, Field, Kind};
use crate::text::fold;
use crate::validation::{FieldError, ValidationErrors};
use crate::values::{Values, code};
use crate::{json, numbers};
use std::borrow::Cow;

/// One value as it came in.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Raw<'a> {
    /// Absent, `null`, empty or NaN.
    #[default]
    Missing,
    /// A truth value.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// Anything else, such as a list.
    Other,
}

impl From<f64> for Raw<'_> {
    fn from(value: f64) -> Self {
        Raw::Number(value)
    }
}

/// A float of 32 bits is the shortest decimal that it stands for: 5.7, not 5.699999809.
///
/// ```
/// use diabetes_core::Raw;
/// assert_eq!(Raw::from(5.7_f32), Raw::Number(5.7));
/// ```
impl From<f32> for Raw<'_> {
    fn from(value: f32) -> Self {
        Raw::Number(numbers::of_f32(value))
    }
}

impl From<i32> for Raw<'_> {
    fn from(value: i32) -> Self {
        Raw::Number(value.into())
    }
}

impl From<String> for Raw<'_> {
    fn from(value: String) -> Self {
        Raw::Text(Cow::Owned(value))
    }
}

impl<'a, T: Into<Raw<'a>>> From<Option<T>> for Raw<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Raw::Missing, Into::into)
    }
}

impl From<bool> for Raw<'_> {
    fn from(value: bool) -> Self {
        Raw::Bool(value)
    }
}

impl<'a> From<&'a str> for Raw<'a> {
    fn from(value: &'a str) -> Self {
        Raw::Text(Cow::Borrowed(value))
    }
}

impl<'a> Raw<'a> {
    /// The value that a well-formed JSON text is. A number too large for f64 becomes infinite, and so an error of its field alone;
    /// a list and an object are [`Raw::Other`].
    ///
    /// ```
    /// use diabetes_core::Raw;
    /// assert_eq!(Raw::from_json("28.5"), Raw::Number(28.5));
    /// assert_eq!(Raw::from_json(r#""Si""#), Raw::from("Si"));
    /// assert_eq!(Raw::from_json("[]"), Raw::Other);
    /// ```
    #[must_use]
    pub fn from_json(json: &'a str) -> Self {
        match json.as_bytes() {
            [b'"', ..] => json::text(json).map_or(Raw::Other, Raw::Text),
            b"null" => Raw::Missing,
            b"true" => Raw::Bool(true),
            b"false" => Raw::Bool(false),
            _ => numbers::parse(json).map_or(Raw::Other, Raw::Number),
        }
    }
}

impl Raw<'_> {
    /// A float of 16 bits, whose exact value this is: the shortest decimal that it stands for.
    ///
    /// ```
    /// use diabetes_core::Raw;
    /// assert_eq!(Raw::from_f16(5.699_218_75), Raw::Number(5.7));
    /// ```
    #[must_use]
    pub fn from_f16(exact: f32) -> Self {
        Raw::Number(numbers::of_f16(exact))
    }

    /// Reads the value as the field's kind: a number, the position of a choice, or the days of a date; NaN where it is
    /// missing.
    ///
    /// Ranges are checked later, in one place for records and columns alike.
    pub(crate) fn read(&self, field: Field) -> Result<f64, FieldError> {
        match (self, field.spec().kind) {
            (Raw::Missing, _) => Ok(f64::NAN),
            (Raw::Number(value), _) if value.is_nan() => Ok(f64::NAN),
            (Raw::Number(value), Kind::Number { .. }) => Ok(*value),
            (Raw::Text(text), Kind::Number { .. }) => read_number(text, field),
            (Raw::Bool(_) | Raw::Other, Kind::Number { .. }) => Err(FieldError::not_a_number(field)),
            (Raw::Text(text), Kind::Date) => read_date(text, field),
            (Raw::Bool(_) | Raw::Number(_) | Raw::Other, Kind::Date) => Err(FieldError::not_a_date(field)),
            (Raw::Text(text), Kind::Choice(choices)) => read_choice(text, field, choices.names),
            (Raw::Bool(value), Kind::Choice(choices)) if choices.names == crate::schema::YES_NO => {
                Ok(code::yes_no(*value))
            }
            (Raw::Bool(_) | Raw::Number(_) | Raw::Other, Kind::Choice(_)) => Err(FieldError::not_allowed(field)),
        }
    }
}

fn is_missing(text: &str) -> bool {
    text.is_empty() || text.eq_ignore_ascii_case("nan")
}

fn read_number(text: &str, field: Field) -> Result<f64, FieldError> {
    let text = text.trim();
    if is_missing(text) {
        return Ok(f64::NAN);
    }
    // `parse` also reads -NaN; a sign makes no missing value.
    match numbers::parse(text) {
        Some(value) if !value.is_nan() => Ok(value),
        _ => Err(FieldError::not_a_number(field)),
    }
}

fn read_date(text: &str, field: Field) -> Result<f64, FieldError> {
    let text = text.trim();
    if is_missing(text) {
        return Ok(f64::NAN);
    }
    Date::from_text(text).map(|date| date.days().into()).ok_or_else(|| FieldError::not_a_date(field))
}

fn read_choice(text: &str, field: Field, choices: &[&str]) -> Result<f64, FieldError> {
    let text = text.trim();
    // The exact spelling first: it is nearly always the one.
    if let Some(position) = choices.iter().position(|choice| *choice == text) {
        return Ok(position as f64);
    }
    if is_missing(text) {
        return Ok(f64::NAN);
    }
    let folded = fold(text);
    let meant = field.synonyms().iter().find(|(word, _)| fold(word) == folded).map(|(_, choice)| *choice);
    choices
        .iter()
        .position(|choice| meant.map_or_else(|| fold(choice) == folded, |meant| meant == *choice))
        .map(|position| position as f64)
        .ok_or_else(|| FieldError::not_allowed(field))
}

/// Bounds on what is remembered of names that are not in the schema.
pub(crate) const MAX_UNKNOWN: usize = 20;
const MAX_NAME: usize = 64;

/// A raw record: one slot a schema field, and the names that are not in the schema.
///
/// ```
/// use diabetes_core::{PartialRecord, Record};
/// let mut record = Record::default();
/// record.set("edad", 45.0);
/// record.set("sexo", "M");
/// let record = PartialRecord::from_record(&record, false)?;
/// assert_eq!(record.choice(diabetes_core::Field::Sex), Some("M"));
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Record<'a> {
    slots: [Raw<'a>; FIELD_COUNT],
    seen: u32,
    pub(crate) unknown: Vec<String>,
    duplicates: Vec<String>,
    refused: bool,
}

impl<'a> Record<'a> {
    /// Sets the field with this wire name; an unknown name is kept for the warning, a second value for a
    /// field is an error of the record. Of unknown names the first 20 are kept, each cut at 64 letters.
    pub fn set(&mut self, name: &str, value: impl Into<Raw<'a>>) {
        let field = Field::by_name(name);
        if let Some(field) = field {
            let bit = 1_u32 << field.index();
            if self.seen & bit != 0 {
                self.duplicates.push(name.to_owned());
            }
            self.seen |= bit;
            self.replace(field, value);
        }
        // A record holds no target; training reads it all the same.
        if field.is_none_or(|field| field == Field::OutcomeMgDl) && self.unknown.len() < MAX_UNKNOWN {
            let name: String = name.chars().take(MAX_NAME).collect();
            if !self.unknown.contains(&name) {
                self.unknown.push(name);
            }
        }
    }

    /// Sets a field, whatever it held before.
    ///
    /// ```
    /// use diabetes_core::{Field, PartialRecord, Record};
    /// let mut record = Record::default();
    /// record.replace(Field::Age, 17.0);
    /// record.replace(Field::Age, 45.0);
    /// assert_eq!(PartialRecord::from_record(&record, false)?.get(Field::Age), Some(45.0));
    /// # Ok::<(), diabetes_core::ValidationErrors>(())
    /// ```
    pub fn replace(&mut self, field: Field, value: impl Into<Raw<'a>>) {
        if let Some(slot) = self.slots.get_mut(field.index()) {
            *slot = value.into();
        }
    }

    /// Something that is no record, in the place of one: it is refused like any other bad record.
    #[must_use]
    pub fn not_a_record() -> Self {
        Self { refused: true, ..Self::default() }
    }

    /// Reads a JSON object.
    pub fn from_json(json: &'a [u8]) -> Result<Self, ValidationErrors> {
        Self::of_object(json::object(json)?, json)
    }

    /// Reads an item of [`json::list`], which is not checked again.
    pub fn from_item(item: &'a str) -> Result<Self, ValidationErrors> {
        if item.starts_with('{') {
            Self::of_object(item, item.as_bytes())
        } else {
            Err(FieldError::not_a_record().into())
        }
    }

    fn of_object(object: &'a str, json: &[u8]) -> Result<Self, ValidationErrors> {
        let mut record = Record::default();
        for (key, value) in json::pairs(object) {
            let place = || key.as_ptr().addr() - json.as_ptr().addr();
            let name = json::text(key).ok_or_else(|| FieldError::invalid_json(json, place()))?;
            record.set(&name, Raw::from_json(value));
        }
        Ok(record)
    }

    /// Decodes every slot; also returns a bit for each field that is present and cannot be read.
    pub(crate) fn read(&self, required: Required, errors: &mut Vec<FieldError>) -> (Values, u32) {
        let mut values = Values::default();
        let mut failed = 0;
        let looked_at = |field: &Field| *field != Field::OutcomeMgDl || required.reads_target();
        for (field, raw) in Field::all().zip(&self.slots).filter(|(field, _)| looked_at(field)) {
            match raw.read(field) {
                Ok(value) => values.set(field, value),
                Err(error) => {
                    errors.push(error);
                    failed |= 1 << field.index();
                }
            }
        }
        if self.refused {
            errors.push(FieldError::not_a_record());
        }
        errors.extend(self.duplicates.iter().map(|name| FieldError::duplicate(name)));
        (values, failed)
    }
}
