//! What rows can carry of a calibration, and the calibration that they give.

use super::calibration::LEAST_SLOPE;
use super::recalibration::Refitted;
use super::{Calibration, Line, ScoredRow};
use crate::outcomes::MIN_EVENTS;
use crate::weights::Size;

/// Fewest rows an output is recalibrated on. Unequal weights count as fewer rows, here and below.
pub(super) const MIN_ROWS: u64 = 100;
/// From so many events and so many non-events the slope of a probability may be refitted: fewer do not show how
/// calibration bends (Van Calster et al., J Clin Epidemiol 2016;74:167).
const SLOPE_EVENTS: f64 = 200.0;
/// From so many rows the slope of the glucose may be refitted: where the terms explain a tenth of the variance, its
/// standard error is then about a fifth of it.
const SLOPE_ROWS: f64 = 200.0;
/// The slope is refitted where the likelihood ratio against the slope kept is beyond this, the 95 % quantile of
/// chi-squared with one degree of freedom: a slope that fits by chance makes other people's probabilities worse
/// (closed testing, Vergouwe et al., Stat Med 2017;36:4529).
const SLOPE_GAIN: f64 = 3.841_458_820_694_124;

/// A score with the glucose that was measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct MeasuredRow {
    /// mg/dL, before calibration.
    pub(super) score: f64,
    /// mg/dL.
    pub(super) outcome: f64,
    pub(super) weight: f64,
}

/// What the rows of a probability can carry, or the code of the reason why nothing.
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

/// What the rows of the glucose can carry, or the code of the reason why nothing.
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

/// The calibration of a probability. With the slope kept, as many events are predicted as there were. `None` where
/// the rows give none.
pub(super) fn of_outcomes(old: Calibration, rows: &[ScoredRow], refitted: Refitted) -> Option<Calibration> {
    if refitted == Refitted::InterceptAndSlope {
        return Calibration::of(rows);
    }
    let calibrated: Vec<ScoredRow> = rows.iter().map(|row| ScoredRow { score: old.apply(row.score), ..*row }).collect();
    let shift = Line::of_slope_1(&calibrated)?.intercept;
    Some(Calibration { intercept: old.intercept + shift, slope: old.slope })
}

/// The calibration of the glucose: least squares. Scores that rank the wrong way say nothing: everyone gets the mean.
/// `None` without rows.
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
