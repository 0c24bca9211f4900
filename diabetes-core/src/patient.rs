//! Checked records: they exist only if every field is valid.

use crate::check::{Required, check};
use crate::raw::Raw;
use crate::record::Record;
use crate::schema::{FIELDS, Field, FieldKind, FieldSet, Role};
use crate::validation::{FieldError, ValidationErrors, Warning};
use crate::values::{Values, code};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A record of valid fields, none of them required; used by the published scores.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialRecord {
    values: Values,
    warnings: Vec<Warning>,
}

impl PartialRecord {
    /// Checks a raw record. With `strict`, an unknown field is an error instead of a warning.
    pub fn from_record(record: &Record<'_>, strict: bool) -> Result<Self, ValidationErrors> {
        Self::checked(record, strict, Required::Nothing)
    }

    /// Reads and checks a JSON object.
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Self, ValidationErrors> {
        Self::from_record(&Record::from_json(json.as_ref())?, false)
    }

    fn checked(record: &Record<'_>, strict: bool, required: Required) -> Result<Self, ValidationErrors> {
        Self::with_given(record, strict, required).map(|(checked, _)| checked)
    }

    /// Also returns the record as given, without the fields derived from others.
    fn with_given(record: &Record<'_>, strict: bool, required: Required) -> Result<(Self, Values), ValidationErrors> {
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        let (given, failed) = record.read(required, &mut errors);
        let mut values = given;
        check(&mut values, failed, required, &mut errors, &mut warnings);
        for name in &record.unknown {
            if strict {
                errors.push(FieldError::unknown(name));
            } else {
                warnings.push(Warning::unknown_field(name));
            }
        }
        Self::of(values, errors, warnings).map(|checked| (checked, given))
    }

    fn of(values: Values, errors: Vec<FieldError>, warnings: Vec<Warning>) -> Result<Self, ValidationErrors> {
        if errors.is_empty() { Ok(Self { values, warnings }) } else { Err(ValidationErrors::new(errors)) }
    }

    /// The value of a number field, or of a date the days since 1970-01-01. `None` if it is missing, or for a choice
    /// field, which has a [`PartialRecord::choice`].
    #[must_use]
    pub fn get(&self, field: Field) -> Option<f64> {
        self.values.known(field).filter(|_| field.choices().is_empty())
    }

    /// The text of a choice field.
    #[must_use]
    pub fn choice(&self, field: Field) -> Option<&'static str> {
        self.values.choice(field)
    }

    /// Warnings about the record.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    pub(crate) fn values(&self) -> &Values {
        &self.values
    }
}

/// A patient's record: valid, with the six required fields.
///
/// ```
/// use diabetes_core::{Field, Patient};
/// let patient = Patient::from_json(
///     r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#,
/// )?;
/// assert_eq!(patient.get(Field::Bmi), Some(28.5));
///
/// let refused = Patient::from_json(r#"{"edad": 7, "sexo": "H"}"#).unwrap_err();
/// let codes: Vec<_> = refused.errors().iter().map(|error| error.code()).collect();
/// assert_eq!(codes, ["out_of_range", "not_allowed", "missing", "missing", "missing", "missing"]);
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Patient(PartialRecord);

impl Patient {
    /// Checks a raw record. With `strict`, an unknown field is an error instead of a warning.
    pub fn from_record(record: &Record<'_>, strict: bool) -> Result<Self, ValidationErrors> {
        PartialRecord::checked(record, strict, Required::Six).map(Self)
    }

    /// Reads and checks a JSON object.
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Self, ValidationErrors> {
        Self::from_record(&Record::from_json(json.as_ref())?, false)
    }

    /// Checks a raw record; also returns the values as given, whereas the patient has derived fields filled in.
    pub(crate) fn with_given(record: &Record<'_>) -> Result<(Self, Values), ValidationErrors> {
        PartialRecord::with_given(record, false, Required::Six).map(|(record, given)| (Self(record), given))
    }

    /// Checks a record given as lists in schema order: numbers, or days since 1970-01-01, with NaN for missing, and
    /// positions of choices, with 255 for missing. As in [`TableBuilder::codes`], any other position beyond the choices
    /// is the error `not_allowed`. Fields beyond the end of either list are missing.
    ///
    /// ```
    /// use diabetes_core::{Field, Patient, schema::FIELD_COUNT};
    /// let (mut numbers, mut codes) = ([f64::NAN; FIELD_COUNT], [255; FIELD_COUNT]);
    /// codes[Field::Sex.index()] = 0;
    /// for (field, number) in [(Field::Age, 45.0), (Field::Bmi, 28.5), (Field::WaistCm, 95.0)] {
    ///     numbers[field.index()] = number;
    /// }
    /// numbers[Field::SystolicMmHg.index()] = 135.0;
    /// assert_eq!(Patient::from_slots(&numbers, &codes).unwrap_err().errors()[0].field(), Some("tad"));
    /// numbers[Field::DiastolicMmHg.index()] = 85.0;
    /// assert_eq!(Patient::from_slots(&numbers, &codes)?.choice(Field::Sex), Some("M"));
    /// # Ok::<(), diabetes_core::ValidationErrors>(())
    /// ```
    ///
    /// [`TableBuilder::codes`]: crate::table::TableBuilder::codes
    pub fn from_slots(numbers: &[f64], codes: &[u8]) -> Result<Self, ValidationErrors> {
        let (mut values, mut failed) = (Values::default(), FieldSet::default());
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        for ((spec, number), code) in FIELDS.iter().zip(numbers).zip(codes) {
            match spec.kind {
                FieldKind::Number { .. } | FieldKind::Date => values.set(spec.field, *number),
                FieldKind::Choice(choices) if usize::from(*code) < choices.names.len() => {
                    values.set(spec.field, f64::from(*code));
                }
                FieldKind::Choice(_) if *code == code::MISSING => {}
                FieldKind::Choice(_) => {
                    errors.push(FieldError::not_allowed(spec.field));
                    failed.insert(spec.field);
                }
            }
        }
        check(&mut values, failed, Required::Six, &mut errors, &mut warnings);
        PartialRecord::of(values, errors, warnings).map(Self)
    }

    /// Starts an empty record to fill field by field.
    #[must_use]
    pub fn builder<'a>() -> PatientBuilder<'a> {
        PatientBuilder::default()
    }

    pub(crate) fn from_valid(values: Values, warnings: Vec<Warning>) -> Self {
        Self(PartialRecord { values, warnings })
    }
}

impl std::ops::Deref for Patient {
    type Target = PartialRecord;
    fn deref(&self) -> &PartialRecord {
        &self.0
    }
}

/// Builds a [`Patient`] field by field.
///
/// ```
/// use diabetes_core::{Field, Patient};
/// let patient = Patient::builder()
///     .set(Field::Age, 45.0)
///     .set(Field::Sex, "M")
///     .set(Field::Bmi, 28.5)
///     .set(Field::WaistCm, 95.0)
///     .set(Field::SystolicMmHg, 135.0)
///     .set(Field::DiastolicMmHg, 85.0)
///     .set(Field::Smoker, false)
///     .build()?;
/// assert_eq!(patient.choice(Field::Smoker), Some("No"));
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct PatientBuilder<'a>(Record<'a>);

impl<'a> PatientBuilder<'a> {
    /// Sets a field to a number, text, boolean or nothing; the last value wins.
    #[must_use]
    pub fn set(mut self, field: Field, value: impl Into<Raw<'a>>) -> Self {
        self.0.replace(field, value);
        self
    }

    /// Checks the record.
    pub fn build(self) -> Result<Patient, ValidationErrors> {
        Patient::from_record(&self.0, false)
    }
}

impl Serialize for PartialRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.values.serialize(serializer)
    }
}

impl Serialize for Values {
    /// Serialized as a record: the known fields except the target.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in Field::all().filter(|field| field.spec().role != Role::Target) {
            if let Some(value) = self.shown(field) {
                map.serialize_entry(field.name(), &value)?;
            }
        }
        map.end()
    }
}

impl Serialize for Patient {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Patient {
    /// Deserializes from JSON only, and rejects an invalid record.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
        Patient::from_json(json.get()).map_err(serde::de::Error::custom)
    }
}
