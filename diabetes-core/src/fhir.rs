//! A person's record from HL7 FHIR R4: patient, observations, diagnoses, medicines, relatives, questionnaires.
//!
//! Values are found by the codes of the fields, [`crate::schema::codes`]. Of several values the most recent one counts;
//! a value that cannot be read with certainty is left out, and a [`Note`] says which and why.

mod choose;
mod error;
mod found;
mod history;
mod moment;
mod node;
mod note;
mod observation;
mod questionnaire;
mod resources;

pub use error::FhirError;
pub use found::Source;
pub use note::{Note, Reason};

use crate::date::Date;
use crate::json;
use crate::locale::Locale;
use crate::raw::Raw;
use crate::record::Record;
use crate::schema::Field;
use crate::schema::codes::System;
use crate::values::code;
use found::Found;
use moment::Moment;
use node::Node;
use note::Localized;
use resources::{Resource, Resources};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A record read from FHIR.
#[derive(Clone, Debug)]
pub struct FhirRecord {
    values: Vec<(Field, Raw<'static>, Source)>,
    notes: Vec<Note>,
}

impl FhirRecord {
    /// Reads a bundle, or a single resource. Ages are reckoned at `today`.
    ///
    /// ```
    /// use diabetes_core::fhir::FhirRecord;
    /// use diabetes_core::{Date, Field, Raw};
    /// let bundle = br#"{"resourceType": "Bundle", "type": "collection", "entry": [
    ///   {"resource": {"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": "1980-05-04"}},
    ///   {"resource": {"resourceType": "Observation", "id": "2", "status": "final", "effectiveDateTime": "2026-01-08",
    ///     "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
    ///     "valueQuantity": {"value": 160, "unit": "lb", "system": "http://unitsofmeasure.org", "code": "[lb_av]"}}}]}"#;
    /// let read = FhirRecord::read(bundle, Date::from_text("2026-02-01").unwrap()).unwrap();
    /// assert_eq!(read.get(Field::Age), Some(&Raw::Number(45.0)));
    /// assert_eq!(read.get(Field::WeightKg), Some(&Raw::Number(72.574_779)));
    /// assert_eq!(read.source(Field::WeightKg).unwrap().resource, "Observation/2");
    /// ```
    pub fn read(body: &[u8], today: Date) -> Result<Self, FhirError> {
        let text = json::object(body).map_err(|error| match error.code() {
            "invalid_json" => FhirError::Json(error),
            _ => FhirError::NotFhir,
        })?;
        let resources = Resources::of(Node::of(text))?;
        let mut found = Found { today, candidates: Vec::new(), notes: Vec::new() };
        if let Some(patient) = resources.patient() {
            read_patient(patient, &mut found)?;
        }
        for resource in &resources.all {
            if !matches!(&*resource.kind, "Patient" | "Medication") && resources.is_about_another(resource) {
                found.note(Reason::OtherPatient, None, resource);
                continue;
            }
            if resource.node.first(&["modifierExtension", "implicitRules"]).is_some() {
                found.note(Reason::Modified, None, resource);
                continue;
            }
            match &*resource.kind {
                "Observation" => observation::read(resource, &mut found),
                "Condition" => history::condition(resource, &mut found),
                "MedicationStatement" | "MedicationRequest" => history::medicine(resource, &resources, &mut found),
                "FamilyMemberHistory" => history::relative(resource, &mut found),
                "QuestionnaireResponse" => questionnaire::read(resource, &mut found),
                _ => {}
            }
        }
        let values = choose::choose(&mut found);
        let is_yes =
            |value: &Raw<'_>| value.read(Field::DiagnosedDiabetes).is_ok_and(|value| value == code::yes_no(true));
        if values.iter().any(|(field, value, _)| *field == Field::DiagnosedDiabetes && is_yes(value)) {
            found.notes.retain(|note| note.reason != Reason::DiabetesMedicine);
        }
        Ok(Self { values, notes: found.notes })
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Raw<'static>> {
        self.values.iter().find(|(own, ..)| *own == field).map(|(_, value, _)| value)
    }

    /// Where the value of a field was read.
    #[must_use]
    pub fn source(&self, field: Field) -> Option<&Source> {
        self.values.iter().find(|(own, ..)| *own == field).map(|(.., source)| source)
    }

    /// What was left out or is worth knowing.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The record, to be checked like any other.
    #[must_use]
    pub fn record(&self) -> Record<'_> {
        let mut record = Record::default();
        for (field, value, _) in &self.values {
            record.set(field.name(), value.clone());
        }
        record
    }

    /// `{record, sources, notes}`, with the notes in the given language.
    #[must_use]
    pub fn localized(&self, locale: Locale) -> impl Serialize {
        LocalizedRecord { record: self, locale }
    }
}

struct LocalizedRecord<'r> {
    record: &'r FhirRecord,
    locale: Locale,
}

impl Serialize for LocalizedRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let FhirRecord { values, notes } = self.record;
        let record: Vec<_> = values.iter().map(|(field, value, _)| (field.name(), Plain(value))).collect();
        let sources: Vec<_> = values.iter().map(|(field, _, source)| (field.name(), source)).collect();
        let notes: Vec<_> = notes.iter().map(|note| Localized(note, self.locale)).collect();
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("record", &Pairs(&record))?;
        map.serialize_entry("sources", &Pairs(&sources))?;
        map.serialize_entry("notes", &notes)?;
        map.end()
    }
}

/// An object.
struct Pairs<'p, V>(&'p [(&'static str, V)]);

impl<V: Serialize> Serialize for Pairs<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// A raw value as JSON; what is neither a number, a boolean nor a text is null.
struct Plain<'v>(&'v Raw<'static>);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Raw::Number(value) if value.fract() == 0.0 && value.abs() < 1e15 => serializer.serialize_i64(*value as i64),
            Raw::Number(value) => serializer.serialize_f64(*value),
            Raw::Bool(true) => serializer.serialize_str("Si"),
            Raw::Bool(false) => serializer.serialize_str("No"),
            Raw::Text(text) => serializer.serialize_str(text),
            Raw::Missing | Raw::Other => serializer.serialize_none(),
        }
    }
}

/// Age and sex.
fn read_patient(patient: &Resource<'_>, found: &mut Found) -> Result<(), FhirError> {
    let node = patient.node;
    let says_dead = ["deceasedDateTime", "_deceasedDateTime"].iter().any(|name| node.get(name).is_some());
    if says_dead || node.is_true("deceasedBoolean") || node.word("deceasedBoolean").is_some_and(|said| said == "true") {
        return Err(FhirError::Deceased);
    }
    if let Some(born) = Moment::of(node, &["birthDate"]) {
        let mut day = born.day;
        if born.is_partial {
            found.note(Reason::PartialBirthDate, Some(Field::Age), patient);
            // The middle of the year, or of the month.
            let is_year = node.word("birthDate").is_some_and(|date| date.len() == 4);
            day = Date::from_days(day.days() + if is_year { 182 } else { 14 });
        }
        let age = (0..200).take_while(|years| day.years_later(years + 1) <= found.today).count();
        found.add(Field::Age, Raw::from(age as f64), Moment::read(&found.today.to_string()), None, patient);
    }
    let gender = node.word("gender").unwrap_or_default();
    let url = System::Gender.urls().first().copied().unwrap_or_default();
    match observation::choice(Field::Sex, &[(url, &*gender)]) {
        Ok((sex, _)) => found.add(Field::Sex, sex, None, None, patient),
        Err(_) if gender.is_empty() => {}
        Err(_) => found.note(Reason::UnknownSex, Some(Field::Sex), patient),
    }
    Ok(())
}
