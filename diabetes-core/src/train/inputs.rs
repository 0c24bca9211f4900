//! The predictors of a model: which fields are known and vary, and their distributions.

use crate::model::{Distribution, FIELD_QUANTILES, FieldStats};
use crate::outcomes::OutcomeRow as TrainingRow;
use crate::quantiles::quantiles;
use crate::rules;
use crate::schema::{Field, FieldKind, Role};
use std::collections::BTreeMap;

/// A field known in a smaller proportion of the rows is left out.
const MIN_KNOWN: f64 = 0.05;

/// The fields that a model may use, and the others by reason.
#[derive(Clone, Debug, Default)]
pub(super) struct Inputs {
    pub(super) stats: Vec<FieldStats>,
    pub(super) left_out: BTreeMap<Field, &'static str>,
}

impl Inputs {
    /// Determines the inputs from the rows.
    pub(super) fn of(rows: &[TrainingRow]) -> Self {
        let mut inputs = Self::default();
        for field in Field::all().filter(|field| field.spec().role == Role::Predictor) {
            let known: Vec<(f64, f64)> =
                rows.iter().filter_map(|row| Some((row.values.known(field)?, row.weight))).collect();
            let Some((first, _)) = known.first() else { continue };
            let is_constant = known.iter().all(|(value, _)| value == first);
            if is_constant && rows.iter().all(|row| rules::follows(field, &row.values)) {
                // Nobody gave it.
                continue;
            }
            if (known.len() as f64) < MIN_KNOWN * rows.len() as f64 {
                inputs.left_out.insert(field, "mostly_missing");
            } else if is_constant {
                inputs.left_out.insert(field, "constant");
            } else {
                inputs.stats.push(stats(field, &known));
            }
        }
        inputs
    }

    /// The proportions of a choice field's levels; empty for a number.
    pub(super) fn shares(&self, field: Field) -> &[f64] {
        match self.stats.iter().find(|stats| stats.field == field).map(|stats| &stats.distribution) {
            Some(Distribution::Levels { shares }) => shares,
            _ => &[],
        }
    }

    /// Leaves a field out, with the reason.
    pub(super) fn leave_out(&mut self, field: Field, reason: &'static str) {
        self.left_out.insert(field, reason);
        self.stats.retain(|stats| stats.field != field);
    }
}

impl FieldStats {
    /// The number of coefficients of the field in a linear model.
    pub(super) fn coefficients(&self) -> usize {
        match &self.distribution {
            Distribution::Number { .. } => 1,
            Distribution::Levels { shares } => shares.iter().filter(|share| **share > 0.0).count() - 1,
        }
    }
}

fn stats(field: Field, known: &[(f64, f64)]) -> FieldStats {
    let total: f64 = known.iter().map(|(_, weight)| weight).sum();
    let distribution = match field.spec().kind {
        FieldKind::Number { .. } | FieldKind::Date => {
            let mean = known.iter().map(|(value, weight)| value * weight).sum::<f64>() / total;
            let last = (FIELD_QUANTILES - 1) as f64;
            let probabilities: Vec<f64> = (0..FIELD_QUANTILES).map(|step| step as f64 / last).collect();
            let quantiles = quantiles(known, &probabilities);
            let end = |position: Option<&f64>| position.copied().unwrap_or(mean);
            Distribution::Number { min: end(quantiles.first()), max: end(quantiles.last()), mean, quantiles }
        }
        FieldKind::Choice(choices) => {
            let mut shares = vec![0.0; choices.names.len()];
            for (value, weight) in known {
                if let Some(share) = shares.get_mut(*value as usize) {
                    *share += weight / total;
                }
            }
            Distribution::Levels { shares }
        }
    };
    FieldStats { field, known: known.len() as u64, distribution }
}
