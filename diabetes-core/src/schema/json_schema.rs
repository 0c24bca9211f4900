//! The schema as JSON Schema.

use super::{Choices, FIELD_COUNT, FIELDS, Field, FieldKind, FieldSpec, REQUIRED, Role};
use crate::Locale;
use crate::rules::{RULES, Rule};
use crate::units::OTHER_UNITS;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// The JSON Schema (draft 2020-12) of a patient's record. The locale changes only titles, descriptions and labels.
///
/// It describes the canonical form: numbers as numbers, choices as listed. Reading is more tolerant (numeric text,
/// `Sí`, `true`; `synonyms` lists alternative texts for a choice), and `imc` may be omitted if `talla` and `peso` are
/// given. `labels` are the choices as shown in a form, `unit_label` is the unit, `other_units` those that a form offers
/// beside it; `rules` are those between fields.
///
/// ```
/// let schema = diabetes_core::schema::json_schema(diabetes_core::Locale::En);
/// assert_eq!(schema["properties"]["edad"]["maximum"], 120.0);
/// assert_eq!(schema["required"].as_array().map(Vec::len), Some(6));
/// assert_eq!(schema["properties"]["fuma"]["labels"]["Si"], "Yes");
/// ```
#[must_use]
pub fn json_schema(locale: Locale) -> Value {
    serde_json::to_value(JsonSchema::of(locale)).unwrap_or_default()
}

/// The JSON Schema, ready to be serialized.
#[derive(Clone, Debug, Serialize)]
pub struct JsonSchema {
    #[serde(rename = "$schema")]
    dialect: &'static str,
    properties: Properties,
    required: Vec<&'static str>,
    rules: Vec<RuleText>,
    title: &'static str,
    r#type: &'static str,
}

impl JsonSchema {
    /// The schema with titles and descriptions in a language.
    #[must_use]
    pub fn of(locale: Locale) -> Self {
        let mut properties = Vec::with_capacity(FIELD_COUNT);
        for spec in FIELDS.iter().filter(|spec| spec.role != Role::Target) {
            let place = properties.partition_point(|(name, _)| *name < spec.name);
            properties.insert(place, (spec.name, Property::of(spec, locale)));
        }
        Self {
            dialect: "https://json-schema.org/draft/2020-12/schema",
            properties: Properties(properties),
            required: REQUIRED.map(Field::name).to_vec(),
            rules: rules(locale),
            title: locale.words().record,
            r#type: "object",
        }
    }
}

/// A rule between fields: its code, its field, whether a record that breaks it is rejected, and the message.
#[derive(Clone, Debug, Serialize)]
struct RuleText {
    code: &'static str,
    field: &'static str,
    is_error: bool,
    message: &'static str,
}

/// The rules, one per code.
fn rules(locale: Locale) -> Vec<RuleText> {
    let mut texts: Vec<RuleText> = RULES
        .iter()
        .map(|Rule { code, field, is_error, message, .. }| RuleText {
            code,
            field: field.name(),
            is_error: *is_error,
            message: message.get(locale),
        })
        .collect();
    texts.dedup_by_key(|rule| rule.code);
    texts
}

#[derive(Clone, Debug)]
struct Properties(Vec<(&'static str, Property)>);

impl Serialize for Properties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, property)| (name, property)))
    }
}

#[derive(Clone, Debug, Serialize)]
struct Property {
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#enum: Option<Vec<Option<&'static str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<Labels>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_units: Vec<Unit>,
    #[serde(skip_serializing_if = "Synonyms::is_empty")]
    synonyms: Synonyms,
    title: &'static str,
    r#type: Type,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit_label: &'static str,
}

/// A unit in which a form may ask for a number: `factor` times the number, plus `offset`, is in the field's own unit.
#[derive(Clone, Debug, Serialize)]
struct Unit {
    /// Its English name, the same in every language.
    name: &'static str,
    label: &'static str,
    factor: f64,
    offset: f64,
}

fn other_units(field: Field, locale: Locale) -> Vec<Unit> {
    let offered = OTHER_UNITS.iter().filter(|unit| unit.field == field && unit.offered);
    let linear = offered.filter_map(|unit| Some((unit.name, unit.conversion?)));
    linear
        .map(|(name, [factor, offset])| Unit { name: name.get(Locale::En), label: name.get(locale), factor, offset })
        .collect()
}

/// The label of each choice.
#[derive(Clone, Copy, Debug)]
struct Labels(&'static Choices, Locale);

impl Serialize for Labels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(choices, locale) = self;
        serializer.collect_map(choices.names.iter().zip(choices.labels.iter().map(|label| label.get(*locale))))
    }
}

/// Synonyms, each with its choice.
#[derive(Clone, Copy, Debug)]
struct Synonyms(&'static [(&'static str, &'static str)]);

impl Synonyms {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Synonyms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// A single type, or that type and null.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Type {
    Required(&'static str),
    Optional([&'static str; 2]),
}

impl Property {
    fn of(spec: &FieldSpec, locale: Locale) -> Self {
        let is_optional = !spec.field.is_required();
        let (name, range, choices) = match spec.kind {
            FieldKind::Number { min, max, whole } => (if whole { "integer" } else { "number" }, Some((min, max)), None),
            FieldKind::Choice(choices) => ("string", None, Some(choices)),
            FieldKind::Date => ("string", None, None),
        };
        let null = is_optional.then_some(None);
        Self {
            description: spec.help.get(locale),
            r#enum: choices.map(|choices| choices.names.iter().copied().map(Some).chain(null).collect()),
            format: (spec.kind == FieldKind::Date).then_some("date"),
            labels: choices.map(|choices| Labels(choices, locale)),
            maximum: range.map(|(_, max)| max),
            minimum: range.map(|(min, _)| min),
            other_units: other_units(spec.field, locale),
            synonyms: Synonyms(spec.field.synonyms()),
            title: spec.title.get(locale),
            r#type: if is_optional { Type::Optional([name, "null"]) } else { Type::Required(name) },
            unit: spec.unit,
            unit_label: spec.unit_in(locale),
        }
    }
}
