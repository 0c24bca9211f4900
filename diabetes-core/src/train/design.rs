//! The columns of a linear model, and the conversion of coefficients to a scorecard.

use super::inputs::Inputs;
use crate::model::{Distribution, FieldStats};
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::schema::Field;
use crate::scorecard::{Link, Scorecard, Shape, Term};
use crate::values::Values;
use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

/// One numeric column of a field: its value, or an indicator of a level.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct DesignColumn {
    field: Field,
    level: Option<usize>,
    mean: f64,
}

/// The columns of all fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Design {
    columns: Vec<DesignColumn>,
}

impl Design {
    /// One column per number, and one per level except the reference level.
    pub(super) fn new(fields: &[FieldStats]) -> Self {
        Self { columns: fields.iter().flat_map(columns).collect() }
    }

    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// The rows as numbers; a missing value counts as the average.
    pub(super) fn matrix(&self, rows: &[TrainingRow]) -> Array2<f64> {
        let mut matrix = Array2::zeros((rows.len(), self.width()));
        for (mut line, row) in matrix.rows_mut().into_iter().zip(rows) {
            for (cell, column) in line.iter_mut().zip(&self.columns) {
                *cell = column.read(&row.values);
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

    /// The scorecard equivalent to `intercept + columns × coefficients`. Points are centred: the average of the
    /// training rows earns none, and the intercept is its score.
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
                        // A level that no one has counts as the average, like a missing value.
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
            // A level that no one has gets no column.
            let reference = reference_level(shares);
            let levels = shares.iter().copied().enumerate();
            let compared = levels.filter(|(level, share)| *level != reference && *share > 0.0);
            compared.map(|(level, mean)| DesignColumn { field, level: Some(level), mean }).collect()
        }
    }
}

/// The most frequent level, which is the reference for the others.
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
