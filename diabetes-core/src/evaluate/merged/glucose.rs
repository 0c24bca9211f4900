//! How close the estimated glucose is, from sums.

use super::Resampling;
use crate::evaluate::glucose::{Glucose, GlucoseFigures};
use crate::evaluate::sums::GlucoseTotals;
use crate::model::GlucoseMetrics;
use crate::outcomes::MIN_EVENTS;

/// The figures; `None` under 10 rows. What needs the order of the estimates or resampled rows is left open where only
/// sums are known.
pub(in crate::evaluate) fn figures(totals: &GlucoseTotals, resampling: Option<&Resampling>) -> Option<GlucoseFigures> {
    if let Some(rows) = totals.people() {
        let glucose = Glucose::of_rows((0..).zip(rows));
        let intervals = resampling.map(|resampling| resampling.of_rows(glucose.len(), &glucose));
        return glucose.figures(&intervals.unwrap_or_default());
    }
    if totals.rows < MIN_EVENTS {
        return None;
    }
    let (mean, variance) = totals.outcome();
    let squared_error = totals.mean_squared_error();
    Some(GlucoseFigures {
        metrics: GlucoseMetrics {
            rows: totals.rows,
            r2: if variance > 1e-12 * mean * mean { 1.0 - squared_error / variance } else { 0.0 },
            rmse: squared_error.sqrt(),
            mae: totals.mae(),
            category_accuracy: totals.share(totals.right),
            coverage_90: totals.share(totals.covered),
            coverage_90_by_third: [None; 3],
        },
        bias: totals.bias(),
        r2_interval: None,
        mae_interval: None,
    })
}
