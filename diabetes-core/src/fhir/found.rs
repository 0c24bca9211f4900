//! The values found for each field, and what there is to say about them.

use super::moment::Moment;
use super::note::{Note, Reason};
use super::resources::Resource;
use crate::date::Date;
use crate::raw::Raw;
use crate::schema::Field;
use serde::Serialize;

/// Where a value was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// The resource: `Observation/12`, its address, `Condition/3#x` if contained, or its place in the bundle.
    pub resource: String,
    /// The day of the value, if known.
    pub date: Option<Date>,
    /// The unit as written, if it has one.
    pub unit: Option<String>,
}

/// A value that a field may have.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) field: Field,
    pub(super) value: Raw<'static>,
    pub(super) at: Option<Moment>,
    /// Whether it is a diagnosis or a medicine, not an answer.
    pub(super) recorded: bool,
    /// Whether it is from the patient's own resource.
    pub(super) administrative: bool,
    pub(super) source: Source,
}

/// Everything found so far.
pub(super) struct Found {
    pub(super) today: Date,
    pub(super) candidates: Vec<Candidate>,
    pub(super) notes: Vec<Note>,
}

impl Found {
    /// Adds a value, unless it is in the future or too old.
    pub(super) fn add(
        &mut self,
        field: Field,
        value: Raw<'static>,
        at: Option<Moment>,
        unit: Option<String>,
        resource: &Resource<'_>,
    ) {
        let days = field.codes().and_then(|codes| codes.days);
        let age = at.map(|at| self.today.days() - at.day.days());
        // In the east the next day has already begun.
        if age.is_some_and(|age| age < -1) {
            self.note(Reason::Future, Some(field), resource);
        } else if days.zip(age).is_some_and(|(days, age)| age > days.into()) {
            self.note(Reason::TooOld, Some(field), resource);
        } else {
            let source =
                Source { resource: resource.name.clone(), date: at.filter(|at| !at.is_partial).map(|at| at.day), unit };
            let recorded = matches!(&*resource.kind, "Condition" | "MedicationStatement" | "MedicationRequest");
            self.candidates.push(Candidate {
                field,
                value,
                at,
                recorded,
                administrative: resource.kind == "Patient",
                source,
            });
        }
    }

    pub(super) fn note(&mut self, reason: Reason, field: Option<Field>, resource: &Resource<'_>) {
        self.notes.push(Note { reason, field, resource: resource.name.clone() });
    }
}
