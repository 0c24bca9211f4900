//! Made-up records: valid ones, and ones with anything in them.

use diabetes_core::Date;
use diabetes_core::schema::{Field, FieldKind, Role};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A record by wire name.
pub(crate) type Person = BTreeMap<&'static str, Value>;

pub(crate) fn json_of(person: &Person) -> String {
    json!(person).to_string()
}

/// A valid value of a field, often one at an end of its range.
fn value_of(field: Field) -> BoxedStrategy<Value> {
    match field.spec().kind {
        FieldKind::Date => {
            (Date::EARLIEST.days()..20_000).prop_map(|days| json!(Date::from_days(days).to_string())).boxed()
        }
        FieldKind::Choice(choices) => prop::sample::select(choices.names).prop_map(|choice| json!(choice)).boxed(),
        FieldKind::Number { min, max, whole: true } => {
            (min as i64..=max as i64).prop_map(|number| json!(number)).boxed()
        }
        FieldKind::Number { min, max, .. } => {
            // Room for a diastolic pressure below the systolic one.
            let (min, max) = match field {
                Field::SystolicMmHg => (130.0, max),
                Field::DiastolicMmHg => (min, 129.0),
                _ => (min, max),
            };
            prop_oneof![
                8 => (min..=max).prop_map(|number| json!(number)),
                1 => Just(json!(min)),
                1 => Just(json!(max)),
                // The cut-offs of the scores and categories lie at whole numbers.
                4 => (min.ceil() as i64..=max.floor() as i64).prop_map(|number| json!(number)),
            ]
            .boxed()
        }
    }
}

/// A valid record: the six required fields, and each other one in three of four.
///
/// What it says of the family, of pregnancies and of high glucose does not contradict itself.
pub(crate) fn valid_record() -> impl Strategy<Value = Person> {
    let fields: Vec<Field> = Field::all().filter(|field| field.spec().role != Role::Target).collect();
    let optional = |field: Field| {
        let value = value_of(field).prop_map(move |value| Some((field.name(), value)));
        if field.is_required() { value.boxed() } else { prop_oneof![3 => value, 1 => Just(None)].boxed() }
    };
    let values: Vec<_> = fields.into_iter().map(optional).collect();
    (values, any::<bool>()).prop_map(|(values, from_height)| {
        let mut person: Person = values.into_iter().flatten().collect();
        if from_height {
            // Inside the range of the body mass index whatever the two are.
            person.remove("imc");
            person.extend([("talla", json!(170.0)), ("peso", json!(81.25))]);
        } else {
            person.remove("peso");
        }
        let is = |person: &Person, field: &str, value: &str| person.get(field) == Some(&json!(value));
        if is(&person, "sexo", "M") {
            person.remove("diabetes_gestacional");
            person.remove("embarazo");
        }
        if is(&person, "diabetes_gestacional", "Si") {
            person.insert("antecedente_glucosa_alta", json!("Si"));
        }
        let relative = person.get("grado_familiar_dm").map(|degree| degree != "Ninguno");
        if let (Some(relative), Some(history)) = (relative, person.get_mut("historia_familiar_dm")) {
            *history = json!(if relative { "Si" } else { "No" });
        }
        person
    })
}

/// Any JSON.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let name = prop::sample::select(Field::all().map(|field| field.name().to_owned()).collect::<Vec<_>>());
    let key = prop_oneof![name, any::<String>()];
    leaf().prop_recursive(4, 24, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::btree_map(key.clone(), inner, 0..6).prop_map(|object| json!(object)),
        ]
    })
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-10.0..400.0).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(
            &["Si", "sí", "NO ", "M", "f", "nan", "", "  ", "inf", "-1e999", "45", "28,5", "true"][..]
        )
        .prop_map(Value::from),
    ]
}

/// A record in which up to three fields may hold anything.
pub(crate) fn any_record() -> impl Strategy<Value = Person> {
    let names: Vec<&'static str> =
        Field::all().filter(|field| field.spec().role != Role::Target).map(Field::name).collect();
    let change = (prop::sample::select(names), prop_oneof![4 => leaf().boxed(), 1 => any_json().boxed()]);
    (valid_record(), prop::collection::vec(change, 0..3)).prop_map(|(mut person, changes)| {
        person.extend(changes);
        person
    })
}
