//! The columns a linear model is fitted on, and the way back from coefficients to a table.

use super::TrainingRow;
use crate::model::{Distribution, FIELD_QUANTILES, FieldStats};
use crate::quantiles::quantiles;
use crate::schema::{Field, Kind, Role};
use crate::scorecard::{Link, Scorecard, Shape, Term};
use crate::values::Values;
use ndarray::{Array1, Array2};
use std::collections::BTreeMap;

/// A field known in a smaller share of the rows is left out.
const MIN_KNOWN: f64 = 0.05;

/// One numeric column of a field: its value, or whether it is at a level.
#[derive(Clone, Copy, Debug)]
struct Column {
    field: Field,
    level: Option<usize>,
    mean: f64,
}

/// The columns and the distributions they were made from.
#[derive(Clone, Debug)]
pub(super) struct Design {
    columns: Vec<Column>,
    pub(super) stats: Vec<FieldStats>,
    pub(super) left_out: BTreeMap<String, String>,
}

impl Design {
    /// Looks at the rows: which predictors are known and vary, and how they are distributed.
    pub(super) fn new(rows: &[TrainingRow]) -> Self {
        let mut design = Self { columns: Vec::new(), stats: Vec::new(), left_out: BTreeMap::new() };
        for field in Field::all().filter(|field| field.spec().role == Role::Predictor) {
            let known: Vec<(f64, f64)> =
                rows.iter().filter_map(|row| Some((row.values.known(field)?, row.weight))).collect();
            if known.is_empty() {
                continue;
            }
            let first = known.first().map_or(0.0, |(value, _)| *value);
            let reason = if (known.len() as f64) < MIN_KNOWN * rows.len() as f64 {
                Some("mostly_missing")
            } else if known.iter().all(|(value, _)| *value == first) {
                Some("constant")
            } else {
                None
            };
            match reason {
                Some(reason) => {
                    design.left_out.insert(field.name().to_owned(), reason.to_owned());
                }
                None => design.add(field, &known),
            }
        }
        design
    }

    fn add(&mut self, field: Field, known: &[(f64, f64)]) {
        let total: f64 = known.iter().map(|(_, weight)| weight).sum();
        let distribution = match field.spec().kind {
            Kind::Number { .. } => {
                let mean = known.iter().map(|(value, weight)| value * weight).sum::<f64>() / total;
                self.columns.push(Column { field, level: None, mean });
                let last = (FIELD_QUANTILES - 1) as f64;
                let probabilities: Vec<f64> = (0..FIELD_QUANTILES).map(|step| step as f64 / last).collect();
                let quantiles = quantiles(known, &probabilities);
                let end = |position: Option<&f64>| position.copied().unwrap_or(mean);
                Distribution::Number { min: end(quantiles.first()), max: end(quantiles.last()), mean, quantiles }
            }
            Kind::Choice(choices) => {
                let mut shares = vec![0.0; choices.len()];
                for (value, weight) in known {
                    if let Some(share) = shares.get_mut(*value as usize) {
                        *share += weight / total;
                    }
                }
                // The most frequent level is what the others are compared with; a level nobody has gets no column.
                let most = shares.iter().copied().fold(0.0, f64::max);
                let reference = shares.iter().position(|share| *share == most);
                let levels = shares.iter().copied().enumerate();
                let compared = levels.filter(|(level, share)| Some(*level) != reference && *share > 0.0);
                self.columns.extend(compared.map(|(level, mean)| Column { field, level: Some(level), mean }));
                Distribution::Levels { shares }
            }
        };
        self.stats.push(FieldStats { field, known: known.len() as u64, distribution });
    }

    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// The rows as numbers; an absent value counts as the average.
    pub(super) fn matrix<'r>(&self, rows: impl ExactSizeIterator<Item = &'r Values>) -> Array2<f64> {
        let mut matrix = Array2::zeros((rows.len(), self.width()));
        for (mut line, values) in matrix.rows_mut().into_iter().zip(rows) {
            for (cell, column) in line.iter_mut().zip(&self.columns) {
                *cell = column.read(values);
            }
        }
        matrix
    }

    /// Drops columns; a field that loses all of them is named with the reason.
    pub(super) fn drop_columns(&mut self, aliased: &[usize]) {
        let before: Vec<Field> = self.stats.iter().map(|stats| stats.field).collect();
        let mut position = 0;
        self.columns.retain(|_| {
            position += 1;
            !aliased.contains(&(position - 1))
        });
        for field in before {
            if !self.columns.iter().any(|column| column.field == field) {
                self.left_out.insert(field.name().to_owned(), "aliased".to_owned());
                self.stats.retain(|stats| stats.field != field);
            }
        }
    }

    /// The table that predicts what `intercept + columns × coefficients` does. Points are centred: the average
    /// of the training rows earns none, and the intercept is what it scores.
    pub(super) fn scorecard(&self, coefficients: &Array1<f64>, intercept: f64, link: Link) -> Scorecard {
        let mut terms: Vec<Term> = Vec::new();
        let mut base = intercept;
        for stats in &self.stats {
            let own: Vec<(&Column, f64)> = self
                .columns
                .iter()
                .zip(coefficients.iter().copied())
                .filter(|(column, _)| column.field == stats.field)
                .collect();
            base += own.iter().map(|(column, coefficient)| coefficient * column.mean).sum::<f64>();
            let shape = match &stats.distribution {
                Distribution::Number { mean, .. } => {
                    let coefficient = own.first().map_or(0.0, |(_, coefficient)| *coefficient);
                    Shape::Line { coefficient, center: *mean }
                }
                Distribution::Levels { shares } => {
                    let center: f64 = own.iter().map(|(column, coefficient)| coefficient * column.mean).sum();
                    let points = shares.iter().enumerate().map(|(level, share)| {
                        // Of a level nobody had nothing is known: it counts as the average, like a missing value.
                        if *share == 0.0 {
                            return 0.0;
                        }
                        let at_level = own.iter().find(|(column, _)| column.level == Some(level));
                        at_level.map_or(0.0, |(_, coefficient)| *coefficient) - center
                    });
                    Shape::Levels { points: points.collect() }
                }
            };
            terms.push(Term { field: stats.field, shape });
        }
        Scorecard { intercept: base, terms, link }
    }
}

impl Column {
    fn read(&self, values: &Values) -> f64 {
        match (values.known(self.field), self.level) {
            (None, _) => self.mean,
            (Some(value), None) => value,
            (Some(value), Some(level)) => f64::from(u8::from(value == level as f64)),
        }
    }
}
