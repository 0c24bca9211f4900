//! The model's tables, ready for plotting.

use crate::model::{Distribution, Model, Output};
use crate::schema::Field;
use crate::scorecard::{Shape, Term};
use serde::Serialize;

/// A term of an output, before calibration.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TermTable {
    /// A term of a number field.
    Number {
        /// The output.
        output: Output,
        /// The field.
        field: Field,
        /// Its unit.
        unit: &'static str,
        /// The choice field that selects the curve; `None` if there is a single curve.
        by: Option<Field>,
        /// The curves, one per level of `by`.
        curves: Vec<TermCurve>,
        /// The 0, 5, …, 100 % quantiles of the field in training; empty if the model does not have them.
        quantiles: Vec<f64>,
    },
    /// A term of a choice field.
    Choice {
        /// The output.
        output: Output,
        /// The field.
        field: Field,
        /// The choices; with a second field, the pairs of both.
        levels: Vec<String>,
        /// Points of each.
        points: Vec<f64>,
        /// Proportion of each in training; empty if the model does not have them.
        shares: Vec<f64>,
    },
}

/// Points over the values of a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TermCurve {
    /// The level of the field that selects the curve.
    pub level: Option<&'static str>,
    /// Values of the field, ascending: ends of the training range, knots, both sides of a step.
    pub x: Vec<f64>,
    /// The points at each value; linear in between.
    pub points: Vec<f64>,
}

/// All terms of all outputs.
pub(super) fn terms(model: &Model) -> Vec<TermTable> {
    let of_output = |output: Output| {
        let terms = model.scorecard(output).into_iter().flat_map(|scorecard| &scorecard.terms);
        terms.map(move |term| table(model, output, term))
    };
    Output::ALL.into_iter().flat_map(of_output).collect()
}

fn table(model: &Model, output: Output, term: &Term) -> TermTable {
    let field = term.field;
    let stats = model.fields.iter().find(|stats| stats.field == field).map(|stats| &stats.distribution);
    let shapes: Vec<(Option<&'static str>, &Shape)> = match &term.shape {
        Shape::By { field, shapes } => field.choices().iter().copied().map(Some).zip(shapes).collect(),
        shape => vec![(None, shape)],
    };
    if field.choices().is_empty() {
        let (range, quantiles) = match stats {
            Some(Distribution::Number { min, max, quantiles, .. }) => (Some((*min, *max)), quantiles.clone()),
            _ => (None, Vec::new()),
        };
        let by = match term.shape {
            Shape::By { field, .. } => Some(field),
            _ => None,
        };
        let curves = shapes.into_iter().map(|(level, shape)| curve(level, shape, range)).collect();
        return TermTable::Number { output, field, unit: field.spec().unit, by, curves, quantiles };
    }
    let (mut levels, mut points) = (Vec::new(), Vec::new());
    for (level, shape) in shapes {
        let Shape::Levels { points: own } = shape else { continue };
        let name = |choice: &&str| level.map_or_else(|| (*choice).to_owned(), |level| format!("{choice}, {level}"));
        levels.extend(field.choices().iter().map(name));
        points.extend(own);
    }
    let shares = match stats {
        Some(Distribution::Levels { shares }) if shares.len() == levels.len() => shares.clone(),
        _ => Vec::new(),
    };
    TermTable::Choice { output, field, levels, points, shares }
}

/// The corners of a shape within the training range, including its ends.
fn curve(level: Option<&'static str>, shape: &Shape, range: Option<(f64, f64)>) -> TermCurve {
    let (x, points) = match shape {
        Shape::Line { coefficient, center } => {
            let (low, high) = range.unwrap_or((*center, *center));
            (vec![low, high], [low, high].map(|x| coefficient * (x - center)).to_vec())
        }
        Shape::Steps { cuts, points } => {
            let ends = cuts.first().zip(cuts.last()).map(|(first, last)| (first.at, last.at));
            let (low, high) = widest(range, ends);
            let edges = cuts.iter().flat_map(|cut| [cut.at, cut.at]);
            let x = std::iter::once(low).chain(edges).chain([high]).collect();
            (x, points.iter().flat_map(|points| [*points, *points]).collect())
        }
        Shape::Curve { knots, points } => {
            let ends = knots.first().copied().zip(knots.last().copied());
            let (low, high) = widest(range, ends);
            let mut corners: Vec<(f64, f64)> = knots.iter().copied().zip(points.iter().copied()).collect();
            // Constant beyond the knots.
            let before = corners.first().filter(|first| low < first.0).map(|first| (low, first.1));
            let after = corners.last().filter(|last| high > last.0).map(|last| (high, last.1));
            corners.splice(0..0, before);
            corners.extend(after);
            corners.into_iter().unzip()
        }
        Shape::Levels { .. } | Shape::By { .. } => (Vec::new(), Vec::new()),
    };
    TermCurve { level, x, points }
}

/// The range that contains both.
fn widest(range: Option<(f64, f64)>, ends: Option<(f64, f64)>) -> (f64, f64) {
    let both = range.or(ends).zip(ends.or(range));
    both.map_or((0.0, 0.0), |(a, b)| (a.0.min(b.0), a.1.max(b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::Cut;

    #[test]
    fn corners_are_those_of_the_shape_within_the_training_range() {
        let corners = |shape: Shape| {
            let TermCurve { x, points, .. } = curve(None, &shape, Some((20.0, 80.0)));
            x.into_iter().zip(points).collect::<Vec<_>>()
        };
        let line = Shape::Line { coefficient: 0.5, center: 40.0 };
        assert_eq!(corners(line), [(20.0, -10.0), (80.0, 20.0)]);
        let steps = Shape::Steps { cuts: vec![Cut::from(45.0), Cut::above(90.0)], points: vec![0.0, 2.0, 3.0] };
        assert_eq!(corners(steps), [(20.0, 0.0), (45.0, 0.0), (45.0, 2.0), (90.0, 2.0), (90.0, 3.0), (90.0, 3.0)]);
        let curve = Shape::Curve { knots: vec![30.0, 50.0, 80.0], points: vec![1.0, 0.0, 4.0] };
        assert_eq!(corners(curve), [(20.0, 1.0), (30.0, 1.0), (50.0, 0.0), (80.0, 4.0)]);
    }

    #[test]
    fn the_bundled_model_gives_a_table_a_term() {
        let model = Model::bundled();
        let count: usize = Output::ALL.iter().filter_map(|of| model.scorecard(*of)).map(|card| card.terms.len()).sum();
        assert_eq!(terms(&model).len(), count);
    }
}
