//! One input value, before any check.

use crate::date::Date;
use crate::schema::{Field, FieldKind};
use crate::text::fold;
use crate::validation::FieldError;
use crate::values::code;
use crate::{json, numbers};
use std::borrow::Cow;

/// One input value.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Raw<'a> {
    /// Absent, `null`, empty or NaN.
    #[default]
    Missing,
    /// A boolean.
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

/// A 32-bit float becomes the shortest decimal it represents: 5.7, not 5.699999809.
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
    /// Reads a value from well-formed JSON. A number too large for f64 becomes infinite and is thus an error of its
    /// field only; a list or an object becomes [`Raw::Other`].
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
    /// Reads a 16-bit float, given its exact value, as the shortest decimal it represents.
    ///
    /// ```
    /// use diabetes_core::Raw;
    /// assert_eq!(Raw::from_f16(5.699_218_75), Raw::Number(5.7));
    /// ```
    #[must_use]
    pub fn from_f16(exact: f32) -> Self {
        Raw::Number(numbers::of_f16(exact))
    }

    /// Reads the value as the field's kind: a number, the position of a choice, or the days of a date; NaN if missing.
    ///
    /// Ranges are checked later, in one place for both records and columns.
    pub(crate) fn read(&self, field: Field) -> Result<f64, FieldError> {
        match (self, field.spec().kind) {
            (Raw::Missing, _) => Ok(f64::NAN),
            (Raw::Number(value), _) if value.is_nan() => Ok(f64::NAN),
            (Raw::Number(value), FieldKind::Number { .. }) => Ok(*value),
            (Raw::Text(text), FieldKind::Number { .. }) => read_number(text, field),
            (Raw::Bool(_) | Raw::Other, FieldKind::Number { .. }) => Err(FieldError::not_a_number(field)),
            (Raw::Text(text), FieldKind::Date) => read_date(text, field),
            (Raw::Bool(_) | Raw::Number(_) | Raw::Other, FieldKind::Date) => Err(FieldError::not_a_date(field)),
            (Raw::Text(text), FieldKind::Choice(choices)) => read_choice(text, field, choices.names),
            (Raw::Bool(value), FieldKind::Choice(choices)) if choices.names == crate::schema::YES_NO => {
                Ok(code::yes_no(*value))
            }
            (Raw::Bool(_) | Raw::Number(_) | Raw::Other, FieldKind::Choice(_)) => Err(FieldError::not_allowed(field)),
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
    // `parse` also accepts -NaN, but a sign does not mean missing.
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
    // A caller that has looked the choice up passes the schema's own text.
    if let Some(position) = choices.iter().position(|choice| std::ptr::eq(*choice, text)) {
        return Ok(position as f64);
    }
    let text = text.trim();
    // Tries the exact spelling first, since it nearly always matches.
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
