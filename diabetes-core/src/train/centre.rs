//! The value of a blank: the average person, in terms of risk.
//!
//! A fit centres each term of a probability at the mean of its points, the mean *log-odds*. That is too low for a
//! person of whom nothing is known: a rare answer that raises the risk strongly raises the mean risk more than the mean
//! points, especially if the other terms contribute much already. So each term that can be blank is shifted until the
//! training rows with a known value have as many expected cases with the field blank as with it.

use super::inputs::Inputs;
use super::lanes;
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::scorecard::{Link, Scorecard, Shape, Term};
use crate::values::Values;

/// If an algorithm rounds points, they are multiples of one part in this many, and shifts are too.
pub(super) const PARTS: f64 = 1e4;
const MAX_STEPS: u32 = 50;

/// For each term the points of a blank above the mean points; 0 for a required number, which is never blank, and for an
/// estimate that is not a probability.
pub(super) fn of_blanks(scorecard: &Scorecard, rows: &[TrainingRow]) -> Vec<f64> {
    if scorecard.link == Link::Identity {
        return vec![0.0; scorecard.terms.len()];
    }
    let scores = lanes::map(rows.len(), |range| {
        let score = |row: &TrainingRow| scorecard.score(&row.values);
        rows.get(range).unwrap_or_default().iter().map(score).collect::<Vec<f64>>()
    });
    let scores = scores.concat();
    lanes::each(scorecard.terms.len(), |number| {
        let can_be_blank = |term: &&Term| !term.field.is_required() || !term.field.choices().is_empty();
        let term = scorecard.terms.get(number).filter(can_be_blank);
        term.map_or(0.0, |term| to_parts(of_blank(term, rows, &scores)))
    })
}

/// Newton steps to the points at which the rows' expected cases equal those with the field known.
fn of_blank(term: &Term, rows: &[TrainingRow], scores: &[f64]) -> f64 {
    let risk = |score: f64| Link::Logit.estimate(score);
    let known = rows.iter().zip(scores).filter(|(row, _)| !is_blank(term, &row.values));
    let others: Vec<(f64, f64)> =
        known.clone().map(|(row, score)| (row.weight, score - term.points(&row.values))).collect();
    let cases: f64 = known.map(|(row, score)| row.weight * risk(*score)).sum();
    let mut points = 0.0;
    for _ in 0..MAX_STEPS {
        let (expected, slope) = others.iter().fold((0.0, 0.0), |(expected, slope), (weight, score)| {
            let risk = risk(score + points);
            (expected + weight * risk, slope + weight * risk * (1.0 - risk))
        });
        let step = (cases - expected) / slope;
        // No rows, or all risks are 0 or 1.
        if !step.is_finite() {
            return 0.0;
        }
        points += step.clamp(-1.0, 1.0);
        if step.abs() < 0.1 / PARTS {
            break;
        }
    }
    points
}

fn is_blank(term: &Term, values: &Values) -> bool {
    let is_unknown = |field| values.known(field).is_none();
    is_unknown(term.field) || matches!(&term.shape, Shape::By { field, .. } if is_unknown(*field))
}

/// What the blanks of a row add to a score that counts them as the mean points.
pub(super) fn added(scorecard: &Scorecard, blanks: &[f64], values: &Values) -> f64 {
    let terms = scorecard.terms.iter().zip(blanks);
    terms.filter(|(term, points)| **points != 0.0 && is_blank(term, values)).map(|(_, points)| points).sum()
}

/// The scorecard with its terms shifted: known values score as before, and a blank earns 0 points.
pub(super) fn centred(mut scorecard: Scorecard, blanks: &[f64], inputs: &Inputs) -> Scorecard {
    for (term, blank) in scorecard.terms.iter_mut().zip(blanks) {
        lower(&mut term.shape, *blank, inputs.shares(term.field));
        scorecard.intercept = moved(scorecard.intercept, *blank);
    }
    scorecard
}

fn lower(shape: &mut Shape, by: f64, shares: &[f64]) {
    match shape {
        Shape::Line { .. } if by == 0.0 => (),
        Shape::Line { coefficient, center } => *center += by / *coefficient,
        Shape::Steps { points, .. } | Shape::Curve { points, .. } => {
            for points in points {
                *points = moved(*points, -by);
            }
        }
        Shape::Levels { points } => {
            // A level that no one has is treated as a blank.
            for (points, _) in points.iter_mut().zip(shares).filter(|(_, share)| **share > 0.0) {
                *points = moved(*points, -by);
            }
        }
        Shape::By { shapes, .. } => {
            for shape in shapes {
                lower(shape, by, shares);
            }
        }
    }
}

/// Keeps rounded points rounded.
fn moved(points: f64, by: f64) -> f64 {
    if to_parts(points) == points { to_parts(points + by) } else { points + by }
}

fn to_parts(points: f64) -> f64 {
    (points * PARTS).round() / PARTS
}
