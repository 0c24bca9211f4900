//! Answered questionnaires, whose questions have the name of a field or one of its codes as `linkId`.

use super::found::Found;
use super::moment::Moment;
use super::node::Node;
use super::note::Reason;
use super::observation::{choice, quantity};
use super::resources::Resource;
use crate::raw::Raw;
use crate::schema::codes::CODES;
use crate::schema::{Field, FieldKind, Role};

/// Deeper groups are not read.
const DEEPEST: usize = 16;

/// Reads a response.
pub(super) fn read(resource: &Resource<'_>, found: &mut Found) {
    let status = resource.node.word("status").unwrap_or_default();
    let withheld = match &*status {
        "completed" | "amended" => None,
        "entered-in-error" => Some(Reason::Withdrawn),
        _ => Some(Reason::NotFinal),
    };
    let at = Moment::of(resource.node, &["authored"]);
    items(resource.node, 0, &mut |item| {
        let link = item.word("linkId").unwrap_or_default();
        let field = asked(&link);
        let answers = item.list("answer");
        let (Some(field), Some(answer)) = (field, answers.first()) else { return };
        match withheld.map_or_else(|| value(field, field.name() == link, *answer), Err) {
            Ok((value, unit)) => found.add(field, value, at, unit, resource),
            Err(reason) => found.note(reason, Some(field), resource),
        }
    });
}

fn items<'a>(parent: Node<'a>, depth: usize, visit: &mut impl FnMut(Node<'a>)) {
    for item in parent.list("item") {
        visit(item);
        if depth < DEEPEST {
            items(item, depth + 1, visit);
            for answer in item.list("answer") {
                items(answer, depth + 1, visit);
            }
        }
    }
}

/// The field that a question asks for.
fn asked(link: &str) -> Option<Field> {
    let by_name = Field::by_name(link).filter(|field| field.spec().role != Role::Target);
    let code = link.trim_start_matches('/');
    by_name.or_else(|| {
        let has = |row: &&crate::schema::codes::FieldCodes| row.observed.iter().any(|known| known.code == code);
        CODES.iter().find(has).map(|row| row.field)
    })
}

/// An answer: a quantity is converted, a code is looked up, anything else is read as in any record.
fn value(field: Field, is_named: bool, answer: Node<'_>) -> Result<(Raw<'static>, Option<String>), Reason> {
    if let Some(amount) = answer.get("valueQuantity") {
        return quantity(field, amount);
    }
    if let Some(coding) = answer.get("valueCoding") {
        let codings: Vec<_> = coding.coding().into_iter().collect();
        let words = [coding.word("code"), coding.word("display")];
        let said = words.into_iter().flatten().find(|word| Raw::from(&**word).read(field).is_ok());
        return choice(field, &codings).or_else(|reason| match said {
            Some(word) => Ok((Raw::from(word.into_owned()), None)),
            None => Err(reason),
        });
    }
    // A code does not say the unit of a plain number; a field's name does.
    let is_number = matches!(field.spec().kind, FieldKind::Number { .. });
    if is_number && !is_named && field.ucum() != "" {
        return Err(Reason::NoUnit);
    }
    let plain = ["valueDecimal", "valueInteger", "valueBoolean", "valueString", "valueDate", "valueDateTime"];
    let raw = answer.first(&plain).ok_or(Reason::NoValue)?.raw();
    // A choice in words of their own must not refuse the rest.
    if !is_number && raw.read(field).is_err() {
        return Err(Reason::UnknownAnswer);
    }
    Ok((owned(raw), None))
}

fn owned(raw: Raw<'_>) -> Raw<'static> {
    match raw {
        Raw::Missing => Raw::Missing,
        Raw::Bool(value) => Raw::Bool(value),
        Raw::Number(value) => Raw::Number(value),
        Raw::Text(text) => Raw::from(text.into_owned()),
        Raw::Other => Raw::Other,
    }
}
