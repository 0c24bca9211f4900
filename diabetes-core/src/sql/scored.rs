//! The points of every term, and the scores, added in the order of the library.

use super::case::Case;
use super::dialect::Dialect;
use super::names::{column, text};
use super::read::People;
use super::settled::ANSWERED;
use super::steps::{Column, Steps, kept};
use crate::model::Model;
use crate::outputs::Output;
use crate::schema::Field;
use crate::scorecard::{Scorecard, Shape, Term};

/// The name of the first contribution of an explanation.
const BASE: &str = "base";

/// The column with the score of an output.
pub(super) fn score(output: Output) -> String {
    format!("score_{output}")
}

/// Adds the points and the scores; returns their columns.
pub(super) fn add(model: &Model, people: &People, steps: &mut Steps) -> Vec<Column> {
    let all: Vec<(Output, &Scorecard)> =
        Output::ALL.into_iter().filter_map(|output| Some((output, model.scorecard(output)?))).collect();
    let name = |output: Output, of: &str| {
        if all.len() == 1 { format!("points_{of}") } else { format!("points_{output}_{of}") }
    };
    let (mut points, mut scores, mut answer) = (Vec::new(), Vec::new(), Vec::new());
    for (output, scorecard) in &all {
        let base = Case::of([(column(ANSWERED), people.dialect.number(scorecard.intercept))]);
        points.push((name(*output, BASE), base.written()));
        for term in &scorecard.terms {
            points.push((name(*output, term.field.name()), answered(people, term)));
        }
        let own = std::iter::once(BASE).chain(scorecard.terms.iter().map(|term| term.field.name()));
        let own: Vec<String> = own.map(|of| name(*output, of)).collect();
        answer.extend(own.iter().map(|name| kept(name)));
        let sum = own.iter().map(|name| column(name)).collect::<Vec<_>>().join(" + ");
        scores.push((score(*output), sum));
    }
    answer.extend(scores.iter().map(|(name, _)| kept(name)));
    steps.add("the points", "The points of every term; a missing value has none.", points);
    steps.add("the scores", "The scores before calibration.", scores);
    answer
}

/// The points of a person with figures.
fn answered(people: &People, term: &Term) -> String {
    let none = (format!("NOT {}", column(ANSWERED)), people.dialect.no_number());
    let missing = (format!("{} IS NULL", people.value(term.field)), people.dialect.number(0.0));
    points(people, term.field, &term.shape).after([none, missing]).written()
}

/// The points of a known value.
fn points(people: &People, field: Field, shape: &Shape) -> Case {
    let (dialect, value) = (people.dialect, people.value(field));
    match shape {
        Shape::Line { coefficient, center } => {
            Case::always(format!("({value} - {}) * {}", dialect.operand(*center), dialect.operand(*coefficient)))
        }
        Shape::Steps { cuts, points } => {
            let below = cuts.iter().zip(points).map(|(cut, points)| {
                let sign = if cut.inclusive { "<" } else { "<=" };
                (format!("{value} {sign} {}", dialect.bound(cut.at)), dialect.number(*points))
            });
            Case::of(below).or(dialect.number(points.last().copied().unwrap_or_default()))
        }
        Shape::Curve { knots, points } => curve(dialect, &value, knots, points),
        Shape::Levels { points } => {
            let of_choices = field.choices().iter().zip(points);
            Case::of(
                of_choices.map(|(choice, points)| (format!("{value} = {}", text(choice)), dialect.number(*points))),
            )
        }
        Shape::By { field: by, shapes } => {
            let of_choices = by.choices().iter().zip(shapes);
            let shapes = of_choices.map(|(choice, shape)| (text(choice), self::points(people, field, shape).written()));
            Case::always(Case::of(shapes).or(dialect.number(0.0)).written_of(&people.value(*by)))
        }
    }
}

/// The value on a line between knots, and beyond them that of the first or the last.
pub(super) fn curve(dialect: Dialect, value: &str, knots: &[f64], points: &[f64]) -> Case {
    let ends: Vec<(f64, f64)> = knots.iter().copied().zip(points.iter().copied()).collect();
    let below = |number: f64| format!("{value} < {}", dialect.bound(number));
    let first = ends.first().map(|(knot, points)| (below(*knot), dialect.number(*points)));
    let between = ends.iter().zip(ends.iter().skip(1)).map(|((x0, y0), (x1, y1))| {
        let [from, to, low, high] = [x0, x1, y0, y1].map(|number| dialect.operand(*number));
        (below(*x1), format!("{low} + ({value} - {from}) / ({to} - {from}) * ({high} - {low})"))
    });
    let last = ends.last().map_or(0.0, |(_, points)| *points);
    Case::of(first.into_iter().chain(between)).or(dialect.number(last))
}
