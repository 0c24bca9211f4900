//! Published scores as tables, one file each.
//!
//! An item that is not known gives an interval of points, never a silent 0.

mod ada;
mod findrisc;
mod table;

pub use table::ScoreTable;

use crate::patient::PartialRecord;
use crate::schema::Field;
use crate::scorecard::{Cut, Shape, Term};
use crate::values::{Value, Values, code};
use serde::Serialize;
use std::sync::LazyLock;

/// A published score: its items, bands and citation.
#[derive(Debug, Serialize)]
pub struct Score {
    /// Short name, such as `findrisc`.
    pub name: &'static str,
    /// The range of points.
    pub range: (f64, f64),
    /// Lowest points and name of each band, ascending.
    pub bands: &'static [(f64, &'static str)],
    /// Where the points come from.
    pub citation: &'static str,
    #[serde(skip)]
    items: LazyLock<Vec<Term>>,
}

/// One item of a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreItem {
    /// The wire name of the field.
    pub field: &'static str,
    /// The value used: a number or the text of a choice; `None` when it is not known.
    pub value: Option<Value>,
    /// Fewest points the item can give.
    pub points_min: f64,
    /// Most points the item can give.
    pub points_max: f64,
}

/// A score of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreResult {
    /// The score's short name.
    pub name: &'static str,
    /// The points; `None` when items are missing.
    pub points: Option<f64>,
    /// Fewest points the record can have.
    pub points_min: f64,
    /// Most points the record can have.
    pub points_max: f64,
    /// The band; `None` when the lowest and the highest points lie in different ones.
    pub band: Option<&'static str>,
    /// The items in the order of the form.
    pub items: Vec<ScoreItem>,
    /// Where the points come from.
    pub citation: &'static str,
}

/// The scores that are implemented.
pub const SCORES: [&Score; 2] = [&findrisc::SCORE, &ada::SCORE];

/// FINDRISC, the form of 0 to 26 points: diabetes within ten years.
///
/// ```
/// use diabetes_core::{PartialRecord, scores::findrisc};
/// let record = PartialRecord::from_json(r#"{"edad": 50, "imc": 31, "realiza_ejercicio": "Si"}"#)?;
/// let score = findrisc(&record);
/// assert_eq!((score.points, score.points_min, score.points_max), (None, 5.0, 22.0));
/// # Ok::<(), diabetes_core::ValidationErrors>(())
/// ```
#[must_use]
pub fn findrisc(record: &PartialRecord) -> ScoreResult {
    findrisc::SCORE.of(record)
}

/// The ADA risk test, 0 to 11 points: undiagnosed diabetes; 5 and more advise a test.
#[must_use]
pub fn ada_risk_test(record: &PartialRecord) -> ScoreResult {
    ada::SCORE.of(record)
}

/// The interval of FINDRISC points that the items of a record allow.
pub(crate) fn findrisc_range(values: &Values) -> (f64, f64) {
    let score = &findrisc::SCORE;
    if values.known(Field::Sex).is_none() {
        return score.evaluate(values).1;
    }
    let items = score.items.iter().map(|term| extremes(term, values));
    items.fold((0.0, 0.0), |sum, item| (sum.0 + item.0, sum.1 + item.1))
}

fn total(items: &[ScoreItem]) -> (f64, f64) {
    items.iter().fold((0.0, 0.0), |(min, max), item| (min + item.points_min, max + item.points_max))
}

impl Score {
    /// The score of a record.
    #[must_use]
    pub fn of(&self, record: &PartialRecord) -> ScoreResult {
        let (items, (points_min, points_max)) = self.evaluate(record.values());
        ScoreResult {
            name: self.name,
            points: (points_min == points_max).then_some(points_min),
            points_min,
            points_max,
            band: self.band_of((points_min, points_max)),
            items,
            citation: self.citation,
        }
    }

    /// The band of a number of points.
    #[must_use]
    pub fn band(&self, points: f64) -> Option<&'static str> {
        self.bands.iter().rev().find(|(from, _)| points >= *from).map(|(_, name)| *name)
    }

    /// The band of a range of points, where it lies in one.
    fn band_of(&self, (min, max): (f64, f64)) -> Option<&'static str> {
        self.band(min).filter(|band| self.band(max) == Some(*band))
    }

    /// The items, and the fewest and the most points they give together.
    fn evaluate(&self, values: &Values) -> (Vec<ScoreItem>, (f64, f64)) {
        let mut values = *values;
        if values.is_yes(Field::GestationalDiabetes) {
            values.set(Field::Sex, code::FEMALE as f64);
        }
        let values = &values;
        if values.known(Field::Sex).is_some() {
            let items = items_of(&self.items, values);
            let sum = total(&items);
            return (items, sum);
        }
        // Sex decides several items at once, so an unknown one is tried both ways: the sum of the items'
        // own extremes could not be reached.
        let [men, women] = [code::MALE, code::FEMALE].map(|sex| {
            let mut values = *values;
            values.set(Field::Sex, sex as f64);
            items_of(&self.items, &values)
        });
        let (w, m) = (total(&women), total(&men));
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
}

fn items_of(terms: &[Term], values: &Values) -> Vec<ScoreItem> {
    terms
        .iter()
        .map(|term| {
            let (points_min, points_max) = extremes(term, values);
            let value = determined(term.field, values).map(|value| Value::of(term.field, value));
            ScoreItem { field: term.field.name(), value, points_min, points_max }
        })
        .collect()
}

/// The fewest and the most points of an item.
fn extremes(term: &Term, values: &Values) -> (f64, f64) {
    if let Some(value) = determined(term.field, values) {
        let points = term.points_at(value, values);
        return (points, points);
    }
    let a_relative = term.field == Field::FamilyDegree && values.is_yes(Field::FamilyHistory);
    let possible = representatives(&term.shape, term.field);
    possible
        .into_iter()
        .filter(|value| !a_relative || *value != code::NO_RELATIVE as f64)
        .map(|value| term.points_at(value, values))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), points| (min.min(points), max.max(points)))
}

/// The value of an item's field, as far as the record settles it.
fn determined(field: Field, values: &Values) -> Option<f64> {
    match field {
        // Diabetes in a pregnancy is a high glucose.
        Field::HighGlucoseEver if values.is_yes(Field::GestationalDiabetes) => Some(code::YES as f64),
        Field::GestationalDiabetes if values.is(Field::Sex, code::MALE) => Some(code::NO as f64),
        Field::FamilyDegree if values.is(Field::FamilyHistory, code::NO) => {
            values.known(field).or(Some(code::NO_RELATIVE as f64))
        }
        _ => values.known(field),
    }
}

/// One value from every step or level of a table.
fn representatives(shape: &Shape, field: Field) -> Vec<f64> {
    match shape {
        Shape::Steps { cuts, .. } => {
            let below = cuts.first().map(|cut| cut.at - 1.0);
            let steps = cuts.iter().map(|Cut { at, inclusive }| if *inclusive { *at } else { at.next_up() });
            below.into_iter().chain(steps).collect()
        }
        Shape::By { shapes, .. } => shapes.iter().flat_map(|shape| representatives(shape, field)).collect(),
        Shape::Curve { knots, .. } => knots.clone(),
        Shape::Line { .. } | Shape::Levels { .. } => (0..field.choices().len()).map(|code| code as f64).collect(),
    }
}

/// A term of steps.
fn steps(field: Field, cuts: &[Cut], points: &[f64]) -> Term {
    Term { field, shape: Shape::Steps { cuts: cuts.to_vec(), points: points.to_vec() } }
}

/// A term with points for each level of a choice.
fn levels(field: Field, points: &[f64]) -> Term {
    Term { field, shape: Shape::Levels { points: points.to_vec() } }
}
