//! How sure P(diabetes) is: from the folds for the terms, from the rows for the calibration, from the periods for the level.

use super::crossfit::{CrossFit, Fit};
use crate::model::{Calibration, CalibrationError, Line, Output, ScoredRow, Uncertainty};
use crate::outcomes::{Counts, FOLDS, judged_rows};
use std::collections::BTreeMap;

/// Where the scores of the rows are cut; the ends are narrow, since errors grow there.
const SHARES: [f64; 15] = [0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0];
/// Errors of log-odds are kept in parts of this many.
const PARTS: f64 = 1e4;

/// The variance of what all folds give, from what each without one of them gives (the jackknife by groups).
pub(super) fn variance(without: [f64; FOLDS as usize]) -> f64 {
    let folds = f64::from(FOLDS);
    let mean = without.iter().sum::<f64>() / folds;
    (folds - 1.0) / folds * without.iter().map(|score| (score - mean) * (score - mean)).sum::<f64>()
}

/// A judged row: its score and the variance that the terms give it.
struct Judged {
    row: ScoredRow,
    variance: f64,
}

/// The uncertainty of an output where it is asked for and the periods show how far the level lies.
pub(super) fn of(cross: &CrossFit<'_>, fit: &Fit) -> Option<Uncertainty> {
    if !cross.asks_for_variances(fit.output) {
        return None;
    }
    let level = level(cross, fit)?;
    let mut judged: Vec<Judged> = judged_rows(Output::Diabetes, cross.rows, cross.definitions)
        .filter_map(|(position, row, outcome)| {
            let row = ScoredRow { score: *fit.scores.get(position)?, outcome, weight: row.weight };
            Some(Judged { row, variance: *fit.variances.get(position)? })
        })
        .collect();
    judged.sort_by(|a, b| a.row.score.total_cmp(&b.row.score));
    let rows: Vec<ScoredRow> = judged.iter().map(|judged| judged.row).collect();
    let error = CalibrationError::of(fit.calibration, &rows, false);
    let (mut log_odds, mut terms, mut calibration) = (Vec::new(), Vec::new(), Vec::new());
    let rounded = |value: f64| (value * PARTS).round() / PARTS;
    for share in SHARES.windows(2) {
        let Ok([from, to]) = <[f64; 2]>::try_from(share) else { continue };
        let [from, to] = [from, to].map(|share| (share * judged.len() as f64).round() as usize);
        let part = judged.get(from..to).unwrap_or_default();
        let mean = |of: fn(&Judged) -> f64| part.iter().map(of).sum::<f64>() / part.len() as f64;
        let score = mean(|judged| judged.row.score);
        let calibrated = rounded(fit.calibration.apply(score));
        // Of few rows, and of equal ones, some parts are empty or alike.
        if !part.is_empty() && log_odds.last().is_none_or(|last| *last < calibrated) {
            log_odds.push(calibrated);
            terms.push(rounded(fit.calibration.slope * mean(|judged| judged.variance).sqrt()));
            calibration.push(rounded(error.at(score)));
        }
    }
    Some(Uncertainty::new(log_odds, terms, calibration, rounded(level))).filter(|found| found.defect().is_none())
}

/// The standard deviation of how far the level of a period lies from the mean of the two before it, whose rows would have
/// calibrated it: what the sampling of the three does not explain.
fn level(cross: &CrossFit<'_>, fit: &Fit) -> Option<f64> {
    let mut periods: BTreeMap<i64, Vec<ScoredRow>> = BTreeMap::new();
    for (row, score) in cross.rows.iter().zip(&fit.scores) {
        let is_told = cross.definitions.has_tests(Output::Diabetes, &row.values);
        if let Some(outcome) = cross.definitions.label(Output::Diabetes, &row.values).filter(|_| is_told) {
            let score = fit.calibration.apply(*score);
            periods.entry(row.period).or_default().push(ScoredRow { score, outcome, weight: row.weight });
        }
    }
    let offset = |rows: &Vec<ScoredRow>| {
        let counts = Counts::of(rows.iter().map(|row| (row.outcome, row.weight)));
        let line = Line::of_slope_1(rows).filter(|_| !counts.are_too_few())?;
        let error = CalibrationError::of(Calibration { intercept: line.intercept, slope: line.slope }, rows, true);
        Some((line.intercept, error.variance(0.0)))
    };
    let offsets: Vec<(f64, f64)> = periods.values().filter_map(offset).collect();
    let beyond_sampling = offsets.windows(3).filter_map(|three| {
        let [(first, a), (second, b), (third, c)] = three.try_into().ok()?;
        let distance = third - f64::midpoint(first, second);
        Some(distance * distance - (c + (a + b) / 4.0))
    });
    let squares: Vec<f64> = beyond_sampling.collect();
    let mean = squares.iter().sum::<f64>() / squares.len() as f64;
    mean.is_finite().then(|| mean.max(0.0).sqrt())
}
