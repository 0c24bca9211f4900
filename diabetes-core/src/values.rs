//! The numbers behind a record: one f64 per field, NaN if missing, a choice as its position, a date as days since
//! 1970-01-01.

use crate::date::Date;
use crate::schema::{FIELD_COUNT, Field, FieldKind};
use serde::Serialize;

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number, in the field's unit.
    Number(f64),
    /// A choice.
    Choice(&'static str),
    /// A date.
    Date(Date),
}

impl Value {
    /// Converts a field's number to the form shown to people: a choice is stored as its position, a date as days.
    pub(crate) fn of(field: Field, number: f64) -> Self {
        if field.spec().kind == FieldKind::Date {
            return Value::Date(Date::from_days(number as i32));
        }
        field.choices().get(number as usize).map_or(Value::Number(number), |text| Value::Choice(text))
    }
}

/// One number per field, in schema order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Values([f64; FIELD_COUNT]);

impl Default for Values {
    fn default() -> Self {
        Self([f64::NAN; FIELD_COUNT])
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a == b || (a.is_nan() && b.is_nan()))
    }
}

impl Values {
    pub(crate) fn get(&self, field: Field) -> f64 {
        self.0.get(field.index()).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn known(&self, field: Field) -> Option<f64> {
        Some(self.get(field)).filter(|value| !value.is_nan())
    }

    pub(crate) fn set(&mut self, field: Field, value: f64) {
        if let Some(slot) = self.0.get_mut(field.index()) {
            *slot = value;
        }
    }

    /// Whether a choice field has this code; false if it is missing.
    pub(crate) fn is(&self, field: Field, code: usize) -> bool {
        self.get(field) == code as f64
    }

    pub(crate) fn date(&self, field: Field) -> Option<Date> {
        self.known(field).map(|days| Date::from_days(days as i32))
    }

    pub(crate) fn is_yes(&self, field: Field) -> bool {
        self.is(field, code::YES)
    }

    /// The value in the form shown to people; `None` if it is missing.
    pub(crate) fn shown(&self, field: Field) -> Option<Value> {
        self.known(field).map(|number| Value::of(field, number))
    }

    /// The text of a choice.
    pub(crate) fn choice(&self, field: Field) -> Option<&'static str> {
        self.known(field).and_then(|value| field.choices().get(value as usize).copied())
    }
}

/// Codes of the choices used in rules.
pub(crate) mod code {
    pub(crate) const MALE: usize = 0;
    pub(crate) const FEMALE: usize = 1;
    pub(crate) const YES: usize = 0;
    pub(crate) const NO: usize = 1;
    pub(crate) const NO_RELATIVE: usize = 0;
    pub(crate) const SECOND_DEGREE: usize = 1;
    pub(crate) const FIRST_DEGREE: usize = 2;

    /// The code for a missing choice in a column.
    pub(crate) const MISSING: u8 = u8::MAX;

    /// The column code for the number of a choice; NaN is missing.
    pub(crate) fn of(number: f64) -> u8 {
        if number.is_nan() { MISSING } else { number as u8 }
    }

    /// The number of a choice, given its column code.
    pub(crate) fn number(code: u8) -> f64 {
        if code == MISSING { f64::NAN } else { f64::from(code) }
    }

    /// The code of a boolean in a yes/no field.
    pub(crate) fn yes_no(yes: bool) -> f64 {
        (if yes { YES } else { NO }) as f64
    }
}
