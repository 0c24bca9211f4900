//! Figures of the outputs on given rows.

use super::TrainingRow;
use super::outcome::Definitions;
use super::quantiles::quantiles;
use crate::evaluate::{auroc, calibration_line};
use crate::model::{GlucoseMetrics, MetricSet, Model, Output, ProbabilityMetrics};
use crate::risk::Category;
use crate::schema::Field;

/// A row with a measured glucose: outcome, estimate, 90 % interval, weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct GlucoseRow {
    pub(super) outcome: f64,
    pub(super) estimate: f64,
    pub(super) interval: [f64; 2],
    pub(super) weight: f64,
}

impl GlucoseRow {
    fn is_covered(&self) -> bool {
        let [low, high] = self.interval;
        (low..=high).contains(&self.outcome)
    }
}

fn mean(rows: &[GlucoseRow], of: impl Fn(&GlucoseRow) -> f64) -> f64 {
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    rows.iter().map(|row| row.weight * of(row)).sum::<f64>() / total
}

pub(super) fn glucose(rows: &[GlucoseRow]) -> Option<GlucoseMetrics> {
    if rows.is_empty() {
        return None;
    }
    let center = mean(rows, |row| row.outcome);
    let variance = mean(rows, |row| (row.outcome - center) * (row.outcome - center));
    let squared = mean(rows, |row| (row.outcome - row.estimate) * (row.outcome - row.estimate));
    let right = |row: &GlucoseRow| Category::of_glucose(row.estimate) == Category::of_glucose(row.outcome);
    let covered = |row: &GlucoseRow| f64::from(u8::from(row.is_covered()));
    let estimates: Vec<(f64, f64)> = rows.iter().map(|row| (row.estimate, row.weight)).collect();
    let ends = quantiles(&estimates, &[1.0 / 3.0, 2.0 / 3.0]);
    let third = |row: &GlucoseRow| ends.iter().filter(|end| row.estimate > **end).count();
    let coverage_90_by_third = [0, 1, 2].map(|wanted| {
        let part: Vec<GlucoseRow> = rows.iter().filter(|row| third(row) == wanted).copied().collect();
        (!part.is_empty()).then(|| mean(&part, covered))
    });
    Some(GlucoseMetrics {
        rows: rows.len() as u64,
        r2: if variance > 1e-12 * center * center { 1.0 - squared / variance } else { 0.0 },
        rmse: squared.sqrt(),
        mae: mean(rows, |row| (row.outcome - row.estimate).abs()),
        category_accuracy: mean(rows, |row| f64::from(u8::from(right(row)))),
        coverage_90: mean(rows, covered),
        coverage_90_by_third,
    })
}

/// A row with a known outcome: whether it is present, the probability, the weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct ProbabilityRow {
    pub(super) outcome: bool,
    pub(super) probability: f64,
    pub(super) weight: f64,
}

pub(super) fn probability(rows: &[ProbabilityRow]) -> Option<ProbabilityMetrics> {
    if rows.is_empty() {
        return None;
    }
    let outcomes: Vec<bool> = rows.iter().map(|row| row.outcome).collect();
    let probabilities: Vec<f64> = rows.iter().map(|row| row.probability).collect();
    let weights: Vec<f64> = rows.iter().map(|row| row.weight).collect();
    let total: f64 = weights.iter().sum();
    let brier = rows
        .iter()
        .map(|row| {
            let error = row.probability - f64::from(u8::from(row.outcome));
            row.weight * error * error
        })
        .sum::<f64>()
        / total;
    let calibration = calibration_line(&outcomes, &probabilities, Some(&weights));
    Some(ProbabilityMetrics {
        rows: rows.len() as u64,
        events: outcomes.iter().filter(|outcome| **outcome).count() as u64,
        auroc: auroc(&outcomes, &probabilities, Some(&weights)),
        brier,
        calibration_slope: calibration.map(|(_, slope)| slope),
        calibration_intercept: calibration.map(|(intercept, _)| intercept),
    })
}

/// The figures of a model on rows it was not trained on.
pub(super) fn held_out(model: &Model, rows: &[TrainingRow], definitions: &Definitions) -> MetricSet {
    let glucose_rows: Vec<GlucoseRow> = model
        .glucose
        .iter()
        .flat_map(|output| {
            rows.iter().filter(|row| definitions.is_answerable(&row.values)).filter_map(|row| {
                let outcome = row.values.known(Field::OutcomeMgDl)?;
                let estimate = output.estimate(&row.values);
                let interval = output.interval.at_90(estimate);
                Some(GlucoseRow { outcome, estimate, interval, weight: row.weight })
            })
        })
        .collect();
    let of = |output: Output| {
        let judged: Vec<ProbabilityRow> = judged_rows(output, rows, definitions)
            .filter_map(|(_, row, outcome)| {
                let risk = model.risk(&row.values);
                let probability = if output == Output::Diabetes { risk.diabetes } else { risk.dysglycaemia };
                Some(ProbabilityRow { outcome, probability: probability?, weight: row.weight })
            })
            .collect();
        probability(&judged)
    };
    MetricSet {
        glucose: glucose(&glucose_rows),
        dysglycaemia: of(Output::Dysglycaemia),
        diabetes: of(Output::Diabetes),
    }
}

/// The rows on which a probability is calibrated and judged, with their position and outcome.
pub(super) fn judged_rows<'r>(
    output: Output,
    rows: &'r [TrainingRow],
    definitions: &'r Definitions,
) -> impl Iterator<Item = (usize, &'r TrainingRow, bool)> {
    let judged = rows.iter().enumerate().filter(move |(_, row)| definitions.is_judged(output, &row.values));
    judged.filter_map(move |(position, row)| Some((position, row, definitions.label(output, &row.values)?)))
}
