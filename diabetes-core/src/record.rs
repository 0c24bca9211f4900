//! A raw record: the input before any check.

use crate::check::{Required, check, without_errors};
use crate::json;
use crate::raw::Raw;
use crate::schema::{FIELD_COUNT, Field, FieldSet};
use crate::validation::{FieldError, ValidationErrors};
use crate::values::Values;

/// Limits on the unknown names that are kept.
pub(crate) const MAX_UNKNOWN: usize = 20;
const MAX_NAME: usize = 64;

/// A raw record: one slot per schema field, and the names that are not in the schema.
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
#[derive(Clone, Debug)]
pub struct Record<'a> {
    slots: [Raw<'a>; FIELD_COUNT],
    seen: FieldSet,
    pub(crate) unknown: Vec<String>,
    duplicates: FieldSet,
    refused: bool,
}

impl Default for Record<'_> {
    fn default() -> Self {
        let slots = [const { Raw::Missing }; FIELD_COUNT];
        Self { slots, seen: FieldSet::default(), unknown: Vec::new(), duplicates: FieldSet::default(), refused: false }
    }
}

impl<'a> Record<'a> {
    /// Sets the field with this wire name. An unknown name is kept for the warning; a second value for a field is an
    /// error of the record. Only the first 20 unknown names are kept, each cut at 64 characters.
    pub fn set(&mut self, name: &str, value: impl Into<Raw<'a>>) {
        match Field::by_name(name) {
            Some(field) => self.set_field(field, value),
            None => self.keep_unknown(name),
        }
    }

    /// Sets a field; a second value for it is an error of the record.
    pub fn set_field(&mut self, field: Field, value: impl Into<Raw<'a>>) {
        if !self.seen.insert(field) {
            self.duplicates.insert(field);
        }
        self.replace(field, value);
        // A record has no target, but training reads it anyway.
        if field == Field::OutcomeMgDl {
            self.keep_unknown(field.name());
        }
    }

    fn keep_unknown(&mut self, name: &str) {
        if self.unknown.len() < MAX_UNKNOWN {
            let name: String = name.chars().take(MAX_NAME).collect();
            if !self.unknown.contains(&name) {
                self.unknown.push(name);
            }
        }
    }

    /// Sets a field, overwriting any value.
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

    /// A placeholder for an input that is not a record; it is rejected like any other invalid record.
    #[must_use]
    pub fn not_a_record() -> Self {
        Self { refused: true, ..Self::default() }
    }

    /// Reads a JSON object.
    pub fn from_json(json: &'a [u8]) -> Result<Self, ValidationErrors> {
        Self::of_object(json::object(json)?, json)
    }

    /// Reads an item of [`json::list`] without checking it again.
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

    /// Decodes every slot; also returns the fields that are present but cannot be read.
    #[inline(never)]
    pub(crate) fn read(&self, required: Required, errors: &mut Vec<FieldError>) -> (Values, FieldSet) {
        let mut values = Values::default();
        let mut failed = FieldSet::default();
        let looked_at = |field: &Field| *field != Field::OutcomeMgDl || required.reads_target();
        for (field, raw) in Field::all().zip(&self.slots).filter(|(field, _)| looked_at(field)) {
            match raw.read(field) {
                Ok(value) => values.set(field, value),
                Err(error) => {
                    errors.push(error);
                    failed.insert(field);
                }
            }
        }
        if self.refused {
            errors.push(FieldError::not_a_record());
        }
        errors.extend(
            Field::all().filter(|field| self.duplicates.has(*field)).map(|field| FieldError::duplicate(field.name())),
        );
        (values, failed)
    }

    /// The values that have no error.
    pub(crate) fn sound_values(&self) -> Values {
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        let (given, failed) = self.read(Required::Nothing, &mut errors);
        check(&mut given.clone(), failed, Required::Nothing, &mut errors, &mut warnings);
        without_errors(given, &errors)
    }
}
