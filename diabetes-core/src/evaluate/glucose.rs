//! How close the estimated glucose is to the measured one.

use super::bootstrap::{Figure, Intervals};
use super::cohort::{Cohort, Person};
use super::figures::{self, GlucoseRow};
use crate::model::{GlucoseMetrics, Interval, Model};
use crate::outcomes::MIN_EVENTS;
use crate::schema::Field;
use crate::weights::Size;
use serde::Serialize;

/// Figures of the estimated glucose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GlucoseFigures {
    /// The figures that training reports too.
    #[serde(flatten)]
    pub metrics: GlucoseMetrics,
    /// Mean of estimate − outcome, mg/dL.
    pub bias: f64,
    /// Bootstrap interval of R².
    pub r2_interval: Option<[f64; 2]>,
    /// Bootstrap interval of the mean absolute error, mg/dL.
    pub mae_interval: Option<[f64; 2]>,
}

/// The row of a person with a measured and an estimated glucose.
pub(super) fn row_of(person: &Person, interval: &Interval) -> Option<GlucoseRow> {
    Some(GlucoseRow::new(person.test(Field::OutcomeMgDl)?, person.estimates.glucose?, interval, person.weight))
}

/// The rows with a measured and an estimated glucose.
pub(super) struct Glucose {
    people: Vec<u32>,
    rows: Vec<GlucoseRow>,
    metrics: Option<GlucoseMetrics>,
}

impl Glucose {
    pub(super) fn of(model: &Model, people: &Cohort) -> Self {
        let interval = model.outputs.glucose.as_ref().map(|output| &output.interval);
        Self::of_rows(people.numbered().filter_map(|(number, person)| Some((number, row_of(person, interval?)?))))
    }

    /// From rows with their numbers. There are no figures if they are equivalent to fewer than 10 rows of equal weight.
    pub(super) fn of_rows(rows: impl Iterator<Item = (u32, GlucoseRow)>) -> Self {
        let mut rows: Vec<(u32, GlucoseRow)> = rows.collect();
        // One order, so that sums do not depend on that of the table.
        rows.sort_by(|(_, a), (_, b)| a.estimate.total_cmp(&b.estimate).then_with(|| a.outcome.total_cmp(&b.outcome)));
        let (people, rows): (Vec<u32>, Vec<GlucoseRow>) = rows.into_iter().unzip();
        let size = Size::of(rows.iter().map(|row| row.weight)).effective();
        let metrics = figures::glucose(&rows).filter(|_| size >= MIN_EVENTS as f64);
        Self { people, rows, metrics }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn figures(&self, intervals: &Intervals) -> Option<GlucoseFigures> {
        let interval = |position: usize| intervals.get(position).copied().flatten();
        Some(GlucoseFigures {
            metrics: self.metrics.clone()?,
            bias: figures::bias(&self.rows),
            r2_interval: interval(0),
            mae_interval: interval(1),
        })
    }
}

impl Figure for Glucose {
    fn under(&self, weights: &[f64]) -> Vec<Option<f64>> {
        if self.metrics.is_none() {
            return Vec::new();
        }
        let weight = |person: &u32| weights.get(*person as usize).copied().unwrap_or_default();
        let drawn = self.people.iter().zip(&self.rows);
        let rows: Vec<GlucoseRow> = drawn.map(|(person, row)| GlucoseRow { weight: weight(person), ..*row }).collect();
        vec![Some(figures::r2(&rows)), Some(figures::mae(&rows))]
    }

    fn work(&self) -> usize {
        4 * self.rows.len()
    }
}
