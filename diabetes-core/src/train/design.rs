//! The columns a linear model is fitted on, and the way back from coefficients to a table.

use super::inputs::Inputs;
use crate::model::{Distribution, FieldStats};
use crate::schema::Field;
use crate::scorecard::{Link, Scorecard, Shape, Term};
use crate::values::Values;
use ndarray::{Array1, Array2};

/// One numeric column of a field: its value, or whether it is at a level.
#[derive(Clone, Copy, Debug)]
struct DesignColumn {
    field: Field,
    level: Option<usize>,
    mean: f64,
}

/// The columns of the fields.
#[derive(Clone, Debug)]
pub(super) struct Design {
    columns: Vec<DesignColumn>,
}

impl Design {
    /// One column a number, and one a level but for that which the others are compared with.
    pub(super) fn new(fields: &[FieldStats]) -> Self {
        Self { columns: fields.iter().flat_map(columns).collect() }
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

    /// Drops columns; a field that loses all of them is left out of the inputs.
    pub(super) fn drop_columns(&mut self, aliased: &[usize], inputs: &mut Inputs) {
        let before: Vec<Field> = inputs.stats.iter().map(|stats| stats.field).collect();
        let mut position = 0;
        self.columns.retain(|_| {
            position += 1;
            !aliased.contains(&(position - 1))
        });
        for field in before {
            if !self.columns.iter().any(|column| column.field == field) {
                inputs.leave_out(field, "aliased");
            }
        }
    }

    /// The table that predicts what `intercept + columns × coefficients` does. Points are centred: the average
    /// of the training rows earns none, and the intercept is what it scores.
    pub(super) fn scorecard(
        &self,
        fields: &[FieldStats],
        coefficients: &Array1<f64>,
        intercept: f64,
        link: Link,
    ) -> Scorecard {
        let mut terms: Vec<Term> = Vec::new();
        let mut base = intercept;
        for stats in fields {
            let own: Vec<(&DesignColumn, f64)> = self
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

fn columns(stats: &FieldStats) -> Vec<DesignColumn> {
    let field = stats.field;
    match &stats.distribution {
        Distribution::Number { mean, .. } => vec![DesignColumn { field, level: None, mean: *mean }],
        Distribution::Levels { shares } => {
            // A level nobody has gets no column.
            let reference = reference_level(shares);
            let levels = shares.iter().copied().enumerate();
            let compared = levels.filter(|(level, share)| *level != reference && *share > 0.0);
            compared.map(|(level, mean)| DesignColumn { field, level: Some(level), mean }).collect()
        }
    }
}

/// The most frequent level: what the others are compared with.
pub(super) fn reference_level(shares: &[f64]) -> usize {
    let most = shares.iter().copied().fold(0.0, f64::max);
    shares.iter().position(|share| *share == most).unwrap_or_default()
}

impl DesignColumn {
    fn read(&self, values: &Values) -> f64 {
        match (values.known(self.field), self.level) {
            (None, _) => self.mean,
            (Some(value), None) => value,
            (Some(value), Some(level)) => f64::from(u8::from(value == level as f64)),
        }
    }
}
