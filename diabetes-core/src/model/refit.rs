//! Which parts of a calibration the rows are sufficient to refit, and the refitted calibration.

use super::calibration::LEAST_SLOPE;
use super::recalibration::Refitted;
use super::{Calibration, Line, ScoredRow};
use crate::outcomes::MIN_EVENTS;
use crate::weights::Size;

/// The fewest rows to recalibrate an output. Unequal weights count as fewer rows, here and below.
pub(super) const MIN_ROWS: u64 = 100;
/// The fewest events and non-events to refit the slope of a probability: fewer do not show how calibration bends (Van
/// Calster et al., J Clin Epidemiol 2016;74:167).
const SLOPE_EVENTS: f64 = 200.0;
/// The fewest rows to refit the slope of the glucose: if the terms explain a tenth of the variance, its standard error
/// is then about a fifth of the slope.
const SLOPE_ROWS: f64 = 200.0;
/// The slope is refitted if the likelihood ratio against the old slope exceeds this, the 95 % quantile of chi-squared
/// with one degree of freedom: a slope fitted to chance makes other people's probabilities worse (closed testing,
/// Vergouwe et al., Stat Med 2017;36:4529).
const SLOPE_GAIN: f64 = 3.841_458_820_694_124;

/// A score with the measured glucose.
#[derive(Clone, Copy, Debug)]
pub(super) struct MeasuredRow {
    /// mg/dL, before calibration.
    pub(super) score: f64,
    /// mg/dL.
    pub(super) outcome: f64,
    pub(super) weight: f64,
}

/// What the rows of a probability are sufficient to refit, or the reason code if nothing.
pub(super) fn carried_by_outcomes(old: Calibration, rows: &[ScoredRow]) -> Result<Refitted, &'static str> {
    let of = |outcome| Size::of(rows.iter().filter(|row| row.outcome == outcome).map(|row| row.weight)).effective();
    let (events, non_events) = (of(true), of(false));
    let size = enough_rows(rows.iter().map(|row| row.weight))?;
    if events < MIN_EVENTS as f64 {
        return Err("too_few_events");
    }
    if non_events < MIN_EVENTS as f64 {
        return Err("too_few_non_events");
    }
    let mean_loss = |refitted| {
        let loss = of_outcomes(old, rows, refitted)?.loss(rows);
        Some(loss / rows.iter().map(|row| row.weight).sum::<f64>())
    };
    let kept = mean_loss(Refitted::Intercept).ok_or("not_converged")?;
    let gain = mean_loss(Refitted::InterceptAndSlope).map(|free| 2.0 * size * (kept - free));
    Ok(with_slope(events.min(non_events) >= SLOPE_EVENTS && gain.is_some_and(|gain| gain > SLOPE_GAIN)))
}

/// What the rows of the glucose are sufficient to refit, or the reason code if nothing.
pub(super) fn carried_by_measurements(old: Calibration, rows: &[MeasuredRow]) -> Result<Refitted, &'static str> {
    let size = enough_rows(rows.iter().map(|row| row.weight))?;
    let squares = |refitted| {
        let calibration = of_measurements(old, rows, refitted)?;
        let square = |row: &MeasuredRow| {
            let error = row.outcome - calibration.apply(row.score);
            row.weight * error * error
        };
        Some(rows.iter().map(square).sum::<f64>())
    };
    let kept = squares(Refitted::Intercept).ok_or("not_converged")?;
    let gain = squares(Refitted::InterceptAndSlope).map(|free| (size - 2.0) * (kept - free) / free);
    Ok(with_slope(size >= SLOPE_ROWS && gain.is_some_and(|gain| gain > SLOPE_GAIN)))
}

/// The calibration of a probability. If the slope is kept, it predicts as many events as were observed. `None` if the
/// rows do not determine it.
pub(super) fn of_outcomes(old: Calibration, rows: &[ScoredRow], refitted: Refitted) -> Option<Calibration> {
    if refitted == Refitted::InterceptAndSlope {
        return Calibration::of(rows);
    }
    let calibrated: Vec<ScoredRow> = rows.iter().map(|row| ScoredRow { score: old.apply(row.score), ..*row }).collect();
    let shift = Line::of_slope_1(&calibrated)?.intercept;
    Some(Calibration { intercept: old.intercept + shift, slope: old.slope })
}

/// The calibration of the glucose, by least squares. If the scores rank the wrong way, everyone gets the mean. `None`
/// without rows.
pub(super) fn of_measurements(old: Calibration, rows: &[MeasuredRow], refitted: Refitted) -> Option<Calibration> {
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    let mean = |of: &dyn Fn(&MeasuredRow) -> f64| rows.iter().map(|row| row.weight * of(row)).sum::<f64>() / total;
    let (score, outcome) = (mean(&|row| row.score), mean(&|row| row.outcome));
    let slope = if refitted == Refitted::InterceptAndSlope {
        let variance = mean(&|row| (row.score - score) * (row.score - score));
        (mean(&|row| (row.score - score) * (row.outcome - outcome)) / variance).max(LEAST_SLOPE)
    } else {
        old.slope
    };
    let intercept = outcome - slope * score;
    intercept.is_finite().then_some(Calibration { intercept, slope })
}

fn enough_rows(weights: impl Iterator<Item = f64>) -> Result<f64, &'static str> {
    let size = Size::of(weights).effective();
    if size < MIN_ROWS as f64 { Err("too_few_rows") } else { Ok(size) }
}

fn with_slope(slope: bool) -> Refitted {
    if slope { Refitted::InterceptAndSlope } else { Refitted::Intercept }
}
