//! The items of a score, and the interval of points that a record's known fields allow.

use super::result::ScoreItem;
use crate::locale::{Locale, Text};
use crate::schema::Field;
use crate::scorecard::{Cut, Shape, Term};
use crate::values::{Value, Values, code};
use serde::{Serialize, Serializer};
use std::sync::LazyLock;

/// The items of a score, in the order of the form.
#[derive(Debug)]
pub struct Items(LazyLock<Vec<Item>>);

/// One question of a score.
#[derive(Debug)]
pub(crate) enum Item {
    /// Answered by a field.
    Asked(Term),
    /// Answered by no field, so always unknown.
    Unasked {
        /// Its name, since it has no field.
        name: &'static str,
        /// The question.
        question: Text,
        /// The lowest and highest points.
        points: (f64, f64),
    },
}

/// An item with steps.
pub(super) fn steps(field: Field, cuts: &[Cut], points: &[f64]) -> Item {
    Item::Asked(Term { field, shape: steps_of(cuts, points) })
}

/// An item with steps of the waist, cm, with different cut points for men and women.
pub(super) fn waist(men: &[Cut], women: &[Cut], points: &[f64]) -> Item {
    let shapes = vec![steps_of(men, points), steps_of(women, points)];
    Item::Asked(Term { field: Field::WaistCm, shape: Shape::By { field: Field::Sex, shapes } })
}

/// An item with points for each level of a choice.
pub(super) fn levels(field: Field, points: &[f64]) -> Item {
    Item::Asked(Term { field, shape: Shape::Levels { points: points.to_vec() } })
}

fn steps_of(cuts: &[Cut], points: &[f64]) -> Shape {
    Shape::Steps { cuts: cuts.to_vec(), points: points.to_vec() }
}

impl Items {
    pub(super) const fn new(items: fn() -> Vec<Item>) -> Self {
        Self(LazyLock::new(items))
    }

    /// The items.
    pub(super) fn all(&self) -> &[Item] {
        &self.0
    }

    /// The items, and the lowest and highest total points.
    pub(super) fn evaluate(&self, values: &Values) -> (Vec<ScoreItem>, (f64, f64)) {
        let mut values = *values;
        if values.is_yes(Field::GestationalDiabetes) {
            values.set(Field::Sex, code::FEMALE as f64);
        }
        if values.known(Field::Sex).is_some() {
            return self.with_known_sex(&values);
        }
        // Sex determines several items at once, so an unknown sex is tried both ways: the sum of the items' own
        // extremes may be impossible.
        let [(men, m), (women, w)] = [code::MALE, code::FEMALE].map(|sex| {
            let mut values = values;
            values.set(Field::Sex, sex as f64);
            self.with_known_sex(&values)
        });
        let items = women
            .into_iter()
            .zip(men)
            .map(|(woman, man)| ScoreItem {
                value: woman.value.filter(|value| man.value == Some(*value)),
                points_min: woman.points_min.min(man.points_min),
                points_max: woman.points_max.max(man.points_max),
                ..woman
            })
            .collect();
        (items, (w.0.min(m.0), w.1.max(m.1)))
    }

    fn with_known_sex(&self, values: &Values) -> (Vec<ScoreItem>, (f64, f64)) {
        let items: Vec<ScoreItem> = self.0.iter().map(|item| item.of(values)).collect();
        let sum = total(items.iter().map(|item| (item.points_min, item.points_max)));
        (items, sum)
    }
}

fn total(points: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
    points.fold((0.0, 0.0), |sum, item| (sum.0 + item.0, sum.1 + item.1))
}

impl Item {
    /// The question, if a field answers it, and another field that may decide it.
    #[cfg(feature = "sql")]
    pub(crate) fn asked(&self) -> Option<(&Term, Option<Field>)> {
        match self {
            Item::Asked(term) => Some((term, decided_by(term))),
            Item::Unasked { .. } => None,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Item::Asked(term) => term.field.name(),
            Item::Unasked { name, .. } => name,
        }
    }

    fn of(&self, values: &Values) -> ScoreItem {
        let (points_min, points_max) = self.points(values);
        let field = match self {
            Item::Asked(term) => Some(term.field),
            Item::Unasked { .. } => None,
        };
        let value = field.and_then(|field| Some(Value::of(field, determined(field, values)?)));
        ScoreItem { item: self.name(), field: field.map(Field::name), value, points_min, points_max }
    }

    /// The lowest and highest points of the item.
    fn points(&self, values: &Values) -> (f64, f64) {
        match self {
            Item::Asked(term) => {
                let (mut min, mut max) = (f64::INFINITY, f64::NEG_INFINITY);
                each_possible(term, values, |points| (min, max) = (min.min(points), max.max(points)));
                (min, max)
            }
            Item::Unasked { points, .. } => *points,
        }
    }
}

/// Shows each number of points that an item can have, given the record.
pub(super) fn each_possible(term: &Term, values: &Values, mut show: impl FnMut(f64)) {
    if let Some(value) = determined(term.field, values) {
        return show(term.points_at(value, values));
    }
    let a_relative = term.field == Field::FamilyDegree && values.is_yes(Field::FamilyHistory);
    representatives(&term.shape, term.field)
        .into_iter()
        .filter(|value| !a_relative || *value != code::NO_RELATIVE as f64)
        .for_each(|value| show(term.points_at(value, values)));
}

/// Another field that an item's points may depend on.
pub(super) fn decided_by(term: &Term) -> Option<Field> {
    match (term.field, &term.shape) {
        (_, Shape::By { field, .. }) => Some(*field),
        (Field::HighGlucoseEver, _) => Some(Field::GestationalDiabetes),
        (Field::GestationalDiabetes, _) => Some(Field::Sex),
        (Field::FamilyDegree, _) => Some(Field::FamilyHistory),
        _ => None,
    }
}

/// The value of an item's field, if the record determines it.
fn determined(field: Field, values: &Values) -> Option<f64> {
    match field {
        // Diabetes during a pregnancy is a high glucose.
        Field::HighGlucoseEver if values.is_yes(Field::GestationalDiabetes) => Some(code::YES as f64),
        Field::GestationalDiabetes if values.is(Field::Sex, code::MALE) => Some(code::NO as f64),
        Field::FamilyDegree if values.is(Field::FamilyHistory, code::NO) => {
            values.known(field).or(Some(code::NO_RELATIVE as f64))
        }
        _ => values.known(field),
    }
}

/// One value from each step or level of a shape.
fn representatives(shape: &Shape, field: Field) -> Vec<f64> {
    match shape {
        Shape::Steps { cuts, .. } => {
            let below = cuts.first().map(|cut| cut.at - 1.0);
            let steps = cuts.iter().map(|cut| cut.lowest());
            below.into_iter().chain(steps).collect()
        }
        Shape::By { shapes, .. } => shapes.iter().flat_map(|shape| representatives(shape, field)).collect(),
        Shape::Curve { knots, .. } => knots.clone(),
        Shape::Line { .. } | Shape::Levels { .. } => (0..field.choices().len()).map(|code| code as f64).collect(),
    }
}

/// An item for serialization: `fields` are those that its shape reads; empty if no field answers it.
#[derive(Serialize)]
struct Listed<'a> {
    item: &'static str,
    fields: Vec<Field>,
    shape: Option<&'a Shape>,
    question: Option<&'static str>,
    points_min: f64,
    points_max: f64,
}

impl Items {
    /// The items in wire format, with their questions in a language.
    pub(super) fn localized(&self, locale: Locale) -> LocalizedItems<'_> {
        LocalizedItems(self, locale)
    }
}

pub(super) struct LocalizedItems<'a>(&'a Items, Locale);

impl Serialize for LocalizedItems<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(items, locale) = self;
        let (open, _) = items.evaluate(&Values::default());
        serializer.collect_seq(items.0.iter().zip(open).map(|(item, ScoreItem { points_min, points_max, .. })| {
            let (fields, shape, question) = match item {
                Item::Asked(term) => (term.fields(), Some(&term.shape), None),
                Item::Unasked { question, .. } => (Vec::new(), None, Some(question.get(*locale))),
            };
            Listed { item: item.name(), fields, shape, question, points_min, points_max }
        }))
    }
}
