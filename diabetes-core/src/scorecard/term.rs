//! A term: a field (possibly with a second that selects the shape) and the points for its values.

use crate::reader::{FromJson, Node, Reason, from_members};
use crate::schema::{Field, FieldKind, Role};
use crate::values::Values;
use serde::Serialize;

/// Larger numbers in a table make no sense, and their sums could overflow.
pub(crate) const MAX_NUMBER: f64 = 1e9;

/// No table has this many cuts, knots or bins.
pub(crate) const MAX_PIECES: usize = 1000;

/// A cut point between two steps.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cut {
    /// Where the step is.
    pub at: f64,
    /// Whether the cut point belongs to the step above.
    pub inclusive: bool,
}

impl Cut {
    /// A step that begins at the cut point: `value >= at`.
    #[must_use]
    pub const fn from(at: f64) -> Self {
        Self { at, inclusive: true }
    }

    /// A step that begins above the cut point: `value > at`.
    #[must_use]
    pub const fn above(at: f64) -> Self {
        Self { at, inclusive: false }
    }

    /// The lowest value of the step above.
    pub(crate) fn lowest(self) -> f64 {
        if self.inclusive { self.at } else { self.at.next_up() }
    }

    fn passed(self, value: f64) -> bool {
        value > self.at || (self.inclusive && value == self.at)
    }
}

/// How the values of a field are converted to points.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// `coefficient × (value − center)`.
    Line {
        /// Points per unit of the field.
        coefficient: f64,
        /// The value that earns no points.
        center: f64,
    },
    /// Constant between cut points; one more entry in `points` than in `cuts`.
    Steps {
        /// Increasing cut points.
        cuts: Vec<Cut>,
        /// Points below the first cut, between cuts, and above the last.
        points: Vec<f64>,
    },
    /// Linear between knots, constant beyond the first and the last.
    Curve {
        /// Increasing values of the field.
        knots: Vec<f64>,
        /// Points at each knot.
        points: Vec<f64>,
    },
    /// One entry per level of a choice field.
    Levels {
        /// Points for each level.
        points: Vec<f64>,
    },
    /// A table over a pair of fields: one shape per level of the choice field `field`.
    By {
        /// The choice field that selects the shape.
        field: Field,
        /// One shape per level.
        shapes: Vec<Shape>,
    },
}

impl Shape {
    /// The points of a known value; 0 for a missing one.
    fn points(&self, value: f64, values: &Values) -> f64 {
        if value.is_nan() { 0.0 } else { self.piece(value, values).at(value) }
    }

    /// The piece that contains a value; for a missing value it is flat and gives 0.
    pub(crate) fn piece(&self, value: f64, values: &Values) -> Piece {
        if value.is_nan() {
            return Piece::flat(0.0);
        }
        match self {
            Shape::Line { coefficient, center } => Piece { x: *center, run: 1.0, y: -0.0, rise: *coefficient },
            Shape::Steps { cuts, points } => {
                let step = cuts.iter().take_while(|cut| cut.passed(value)).count();
                Piece::flat(points.get(step).copied().unwrap_or_default())
            }
            Shape::Curve { knots, points } => Piece::of_curve(knots, points, value),
            Shape::Levels { points } => Piece::flat(points.get(value as usize).copied().unwrap_or_default()),
            Shape::By { field, shapes } => values
                .known(*field)
                .and_then(|level| shapes.get(level as usize))
                .map_or(Piece::flat(0.0), |shape| shape.piece(value, values)),
        }
    }

    /// The first value of each piece except the first.
    pub(crate) fn thresholds(&self) -> Vec<f64> {
        match self {
            Shape::Steps { cuts, .. } => cuts.iter().map(|cut| cut.lowest()).collect(),
            Shape::Curve { knots, .. } => knots.clone(),
            Shape::By { shapes, .. } => shapes.iter().flat_map(Shape::thresholds).collect(),
            Shape::Line { .. } | Shape::Levels { .. } => Vec::new(),
        }
    }

    fn defect(&self, field: Field) -> Option<&'static str> {
        let finite = |numbers: &[f64]| numbers.iter().all(|number| number.abs() <= MAX_NUMBER);
        let levels = |field: Field| field.choices().len();
        let is_choice = levels(field) > 0;
        match self {
            Shape::Line { .. } | Shape::Steps { .. } | Shape::Curve { .. } if is_choice => {
                Some("a choice field has the shape of a number")
            }
            Shape::Levels { .. } if !is_choice => Some("a number field has the shape of a choice"),
            Shape::Line { coefficient, center } if !finite(&[*coefficient, *center]) => {
                Some("a coefficient is out of bounds")
            }
            Shape::Steps { cuts, points }
                if points.len() != cuts.len() + 1
                    || cuts.len() > MAX_PIECES
                    || !finite(points)
                    || !cuts.iter().all(|cut| finite(&[cut.at]))
                    || !cuts.is_sorted_by(|a, b| a.at < b.at) =>
            {
                Some("a table of steps is not valid")
            }
            Shape::Curve { knots, points }
                if knots.is_empty()
                    || knots.len() > MAX_PIECES
                    || points.len() != knots.len()
                    || !finite(points)
                    || !finite(knots)
                    || !knots.is_sorted_by(|a, b| a < b) =>
            {
                Some("a curve is not valid")
            }
            Shape::Levels { points } if points.len() != levels(field) || !finite(points) => {
                Some("a table of levels is not valid")
            }
            Shape::By { field: by, shapes } => {
                if !matches!(by.spec().kind, FieldKind::Choice(_)) || shapes.len() != levels(*by) {
                    return Some("a table over two fields is not valid");
                }
                if shapes.iter().any(|shape| matches!(shape, Shape::By { .. })) {
                    return Some("a table is nested too deeply");
                }
                shapes.iter().find_map(|shape| shape.defect(field))
            }
            _ => None,
        }
    }
}

/// A straight piece of a shape: `y + (value - x) / run * rise`, in exactly this order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) x: f64,
    pub(crate) run: f64,
    pub(crate) y: f64,
    pub(crate) rise: f64,
}

impl Piece {
    /// Constant points, to the bit: adding -0 changes nothing, and every value is above `f64::MIN`.
    pub(crate) const fn flat(points: f64) -> Self {
        Self { x: f64::MIN, run: 1.0, y: points, rise: -0.0 }
    }

    /// The piece of a linear interpolation of `points` over increasing `knots`, constant beyond the ends.
    pub(crate) fn of_curve(knots: &[f64], points: &[f64], value: f64) -> Self {
        let above = knots.partition_point(|knot| *knot <= value);
        let at = |position: usize| Some((knots.get(position)?, points.get(position)?));
        match (above.checked_sub(1).and_then(at), at(above)) {
            (Some((x0, y0)), Some((x1, y1))) => Self { x: *x0, run: x1 - x0, y: *y0, rise: y1 - y0 },
            (Some((_, end)), None) | (None, Some((_, end))) => Self::flat(*end),
            (None, None) => Self::flat(0.0),
        }
    }

    /// The points of a known value.
    pub(crate) fn at(self, value: f64) -> f64 {
        self.y + (value - self.x) / self.run * self.rise
    }
}

/// One line of a scorecard.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// The field whose value earns the points.
    pub field: Field,
    /// How it is converted to points.
    pub shape: Shape,
}

impl Term {
    /// The points of a record. A missing value gives 0: points are relative to the average of the people the model
    /// learned from.
    pub(crate) fn points(&self, values: &Values) -> f64 {
        self.points_at(values.get(self.field), values)
    }

    /// The points the record would have with this value of the term's field.
    pub(crate) fn points_at(&self, value: f64, values: &Values) -> f64 {
        self.shape.points(value, values)
    }

    pub(crate) fn fields(&self) -> Vec<Field> {
        match &self.shape {
            Shape::By { field, .. } => vec![self.field, *field],
            _ => vec![self.field],
        }
    }

    pub(crate) fn defect(&self) -> Option<&'static str> {
        if self.field.spec().role != Role::Predictor {
            return Some("a term uses a field that is not a predictor");
        }
        self.shape.defect(self.field)
    }
}

from_members! {
    Cut { at, inclusive }
    Term { field, shape }
}

impl FromJson for Shape {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        let (name, mut members) = node.variant()?;
        let read = match &*name {
            "line" => Shape::Line { coefficient: members.take("coefficient")?, center: members.take("center")? },
            "steps" => Shape::Steps { cuts: members.take("cuts")?, points: members.take("points")? },
            "curve" => Shape::Curve { knots: members.take("knots")?, points: members.take("points")? },
            "levels" => Shape::Levels { points: members.take("points")? },
            "by" => Shape::By { field: members.take("field")?, shapes: members.take("shapes")? },
            _ => return node.unlike("a shape"),
        };
        members.end()?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(shape: Shape, value: f64) -> f64 {
        let mut values = Values::default();
        values.set(Field::Bmi, value);
        Term { field: Field::Bmi, shape }.points(&values)
    }

    #[test]
    fn a_cut_point_belongs_to_the_side_it_says() {
        let shape = Shape::Steps { cuts: vec![Cut::from(25.0), Cut::above(30.0)], points: vec![0.0, 1.0, 3.0] };
        for (value, expected) in [(24.9, 0.0), (25.0, 1.0), (30.0, 1.0), (30.1, 3.0)] {
            assert_eq!(points(shape.clone(), value), expected, "at {value}");
        }
    }

    #[test]
    fn a_curve_is_linear_between_knots_and_flat_beyond() {
        let shape = Shape::Curve { knots: vec![20.0, 30.0, 40.0], points: vec![-1.0, 1.0, 0.0] };
        for (value, expected) in [(10.0, -1.0), (20.0, -1.0), (25.0, 0.0), (35.0, 0.5), (40.0, 0.0), (50.0, 0.0)] {
            assert_eq!(points(shape.clone(), value), expected, "at {value}");
        }
    }

    #[test]
    fn a_missing_value_earns_nothing() {
        assert_eq!(points(Shape::Line { coefficient: 2.0, center: 25.0 }, f64::NAN), 0.0);
    }
}
