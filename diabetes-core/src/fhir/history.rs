//! Diagnoses, medicines and the diseases of relatives. What is recorded means yes; what is not means nothing.

use super::found::Found;
use super::moment::Moment;
use super::node::Node;
use super::note::Reason;
use super::observation;
use super::resources::{Resource, Resources};
use crate::raw::Raw;
use crate::schema::Field;
use crate::schema::codes::{CODES, DIABETES_MEDICINES};
use std::borrow::Cow;

/// System and code.
type Codings<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

const YES: Raw<'static> = Raw::Bool(true);

/// Reads a condition.
pub(super) fn condition(resource: &Resource<'_>, found: &mut Found) {
    let node = resource.node;
    let codings = node.get("code").map(Node::codings).unwrap_or_default();
    let is_active = !node.has_code("clinicalStatus", &["inactive", "remission", "resolved"])
        && node.first(&["abatementDateTime", "abatementPeriod", "abatementAge", "abatementString"]).is_none();
    let doubt = if node.has_code("verificationStatus", &["refuted", "entered-in-error"]) {
        Some(Reason::Withdrawn)
    } else if node.get("verificationStatus").is_some() && !node.has_code("verificationStatus", &["confirmed"]) {
        Some(Reason::NotConfirmed)
    } else {
        None
    };
    let at = Moment::of(node, &["recordedDate", "onsetDateTime", "onsetPeriod"]);
    for field in recorded(&codings).filter(|field| *field != Field::FamilyHistory) {
        let only_current = field.codes().is_some_and(|codes| codes.current);
        match doubt {
            Some(reason) => found.note(reason, Some(field), resource),
            None if is_active || !only_current => found.add(field, YES, at, None, resource),
            None => {}
        }
    }
}

/// Reads a statement or a prescription of a medicine.
pub(super) fn medicine(resource: &Resource<'_>, resources: &Resources<'_>, found: &mut Found) {
    let node = resource.node;
    let is_active = node.word("status").is_some_and(|status| status == "active") && !node.is_true("doNotPerform");
    let is_meant = node.word("intent").is_none_or(|intent| !matches!(&*intent, "proposal" | "plan" | "option"));
    let end = node.get("effectivePeriod").and_then(|period| Moment::of(period, &["end"]));
    let is_over = end.is_some_and(|end| end.day < found.today);
    if !is_active || !is_meant || is_over {
        return;
    }
    let reference = || node.get("medicationReference")?.word("reference");
    let referred = || resources.target(resource, &reference()?)?.node.get("code").map(Node::codings);
    let own = node.get("medicationCodeableConcept").map(Node::codings);
    let codings = own.or_else(referred).unwrap_or_default();
    if codings.is_empty() && reference().is_some() {
        found.note(Reason::NamelessMedicine, None, resource);
    }
    let at = Moment::of(node, &["dateAsserted", "authoredOn", "effectiveDateTime"]);
    for field in recorded(&codings) {
        found.add(field, YES, at, None, resource);
    }
    if codings.iter().any(|(system, code)| DIABETES_MEDICINES.includes(system, code)) {
        found.note(Reason::DiabetesMedicine, Some(Field::DiagnosedDiabetes), resource);
    }
}

/// Reads the diseases of a relative.
pub(super) fn relative(resource: &Resource<'_>, found: &mut Found) {
    let node = resource.node;
    let has_diabetes = node.list("condition").into_iter().any(|condition| {
        let codings = condition.get("code").map(Node::codings).unwrap_or_default();
        recorded(&codings).any(|field| field == Field::FamilyHistory)
    });
    if !has_diabetes {
        return;
    }
    if !node.word("status").is_some_and(|status| matches!(&*status, "completed" | "partial")) {
        found.note(Reason::Withdrawn, Some(Field::FamilyHistory), resource);
        return;
    }
    let at = Moment::of(node, &["date"]);
    let who = node.get("relationship").map(Node::codings).unwrap_or_default();
    match observation::choice(Field::FamilyDegree, &who) {
        Ok((degree, _)) => {
            found.add(Field::FamilyHistory, YES, at, None, resource);
            found.add(Field::FamilyDegree, degree, at, None, resource);
        }
        // A husband is no relative by blood, and a stepmother neither.
        Err(reason) => found.note(reason, Some(Field::FamilyHistory), resource),
    }
}

/// The fields that a diagnosis or a medicine means.
fn recorded(codings: &Codings<'_>) -> impl Iterator<Item = Field> {
    CODES
        .iter()
        .filter(|row| row.recorded.iter().any(|code| codings.iter().any(|(system, own)| code.includes(system, own))))
        .map(|row| row.field)
}
