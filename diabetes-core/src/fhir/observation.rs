//! Observations: a value, a panel with components, or both.

use super::found::Found;
use super::moment::Moment;
use super::node::Node;
use super::note::Reason;
use super::resources::Resource;
use crate::raw::Raw;
use crate::risk::{Category, TESTS};
use crate::schema::codes::{CODES, Code};
use crate::schema::{Field, FieldKind};

/// When an observation was made.
const TIMES: [&str; 4] = ["effectiveDateTime", "effectiveInstant", "effectivePeriod", "issued"];
/// From this on a glucose at any time of day is in the range of diabetes, mg/dL: ADA Standards of Care, section 2.
const HIGH_AT_ANY_TIME: f64 = 200.0;

/// Reads an observation and its components.
pub(super) fn read(resource: &Resource<'_>, found: &mut Found) {
    let node = resource.node;
    let status = node.word("status").unwrap_or_default();
    let withheld = match &*status {
        "final" | "amended" | "corrected" => None,
        "cancelled" | "entered-in-error" => Some(Reason::Withdrawn),
        _ => Some(Reason::NotFinal),
    };
    let at = Moment::of(node, &TIMES);
    for part in std::iter::once(node).chain(node.list("component")) {
        let codings = part.get("code").map(Node::codings).unwrap_or_default();
        let has = |code: &Code| codings.iter().any(|(system, own)| code.includes(system, own));
        let field = CODES.iter().find(|row| row.observed.iter().any(has)).map(|row| row.field);
        let Some(field) = field else {
            // A precise code beside a general one, such as fasting glucose beside glucose, decides above.
            for row in CODES {
                if let Some((_, why)) = row.excluded.iter().find(|(code, _)| has(code)) {
                    found.note(Reason::Excluded(*why), Some(row.field), resource);
                    if withheld.is_none() {
                        note_high(row.field, part, resource, found);
                    }
                }
            }
            continue;
        };
        if let Some(reason) = withheld {
            found.note(reason, Some(field), resource);
            continue;
        }
        match value(field, part) {
            Ok((value, unit)) => found.add(field, value, at, unit, resource),
            Err(reason) => found.note(reason, Some(field), resource),
        }
    }
}

fn note_high(field: Field, part: Node<'_>, resource: &Resource<'_>, found: &mut Found) {
    let value = part.get("valueQuantity").and_then(|amount| converted(field, amount).ok());
    if field == Field::FastingGlucoseMgDl && value.is_some_and(|(value, _)| value >= HIGH_AT_ANY_TIME) {
        found.note(Reason::HighGlucose, Some(field), resource);
    }
}

/// The value of an observation or an answer, for a field, and its unit.
pub(super) fn value(field: Field, part: Node<'_>) -> Result<(Raw<'static>, Option<String>), Reason> {
    if let FieldKind::Number { .. } = field.spec().kind {
        let amount = part.get("valueQuantity").ok_or(Reason::NoValue)?;
        return quantity(field, amount);
    }
    if let Some(concept) = part.get("valueCodeableConcept") {
        return choice(field, &concept.codings());
    }
    match part.get("valueBoolean").map(Node::raw) {
        Some(Raw::Bool(answer)) => Ok((Raw::Bool(answer), None)),
        _ => Err(Reason::NoValue),
    }
}

/// A quantity, converted to the field's unit. A code counts if its system is UCUM, or none is named; if the unit in words
/// means another amount, neither is believed.
pub(super) fn quantity(field: Field, amount: Node<'_>) -> Result<(Raw<'static>, Option<String>), Reason> {
    if amount.get("comparator").is_some() {
        return Err(if is_beyond(field, amount) { Reason::AboveRange } else { Reason::Comparator });
    }
    let (value, unit) = converted(field, amount)?;
    Ok((Raw::Number(value), Some(unit)))
}

fn converted(field: Field, amount: Node<'_>) -> Result<(f64, String), Reason> {
    let value = amount.get("value").and_then(Node::number).filter(|value| value.is_finite()).ok_or(Reason::NoValue)?;
    let is_ucum = amount.word("system").is_none_or(|system| system == "http://unitsofmeasure.org");
    let units = [amount.word("code").filter(|_| is_ucum), amount.word("unit")];
    let units: Vec<_> = units.into_iter().flatten().filter(|unit| !unit.trim().is_empty()).collect();
    let written = units.first().ok_or(Reason::NoUnit)?.to_string();
    let mut known = units.iter().filter_map(|unit| field.from_unit(value, unit));
    let first = known.next().ok_or(Reason::UnknownUnit)?;
    if known.any(|other| other != first) { Err(Reason::UnknownUnit) } else { Ok((first, written)) }
}

/// Whether a laboratory could only say that a value is above one in the range of diabetes.
fn is_beyond(field: Field, amount: Node<'_>) -> bool {
    let is_more = amount.word("comparator").is_some_and(|sign| sign.starts_with('>'));
    let cuts = TESTS.iter().find(|(test, _)| *test == field).map(|(_, cuts)| *cuts);
    let value = converted(field, amount).map(|(value, _)| value);
    is_more && matches!((cuts, value), (Some(cuts), Ok(value)) if Category::of(value, cuts) == Category::Diabetes)
}

/// The choice that one of the codings means.
pub(super) fn choice(
    field: Field,
    codings: &[(impl AsRef<str>, impl AsRef<str>)],
) -> Result<(Raw<'static>, Option<String>), Reason> {
    let answers = field.codes().map_or(&[][..], |codes| codes.answers);
    let means = |(code, _): &&(Code, &str)| codings.iter().any(|(url, own)| code.includes(url.as_ref(), own.as_ref()));
    let (_, choice) = answers.iter().find(means).ok_or(Reason::UnknownAnswer)?;
    Ok((Raw::from(*choice), None))
}
