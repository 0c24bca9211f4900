//! The uncertainty of P(diabetes): terms from the folds, calibration from the rows, level from the periods.

use super::crossfit::{CrossFit, Fit};
use crate::model::{CalibrationError, Line, Output, ScoredRow, Uncertainty, WITHIN_90, variance_of_level};
use crate::outcomes::{Counts, FOLDS, judged_rows};
use std::collections::BTreeMap;

/// The fewest periods that show how much the level varies between them: two distances.
pub(super) const MIN_PERIODS: usize = 4;
/// The 95 % quantiles of Student's t with 2, 3, ... degrees of freedom; the last one is used beyond.
const T_95: [f64; 9] = [2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812];
/// Where the sorted scores are cut; the end intervals are narrow, since errors grow there.
const SHARES: [f64; 15] = [0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0];
/// Errors of log-odds are rounded to one part in this many.
const PARTS: f64 = 1e4;

/// The variance of the result on all folds from the results without each one (grouped jackknife).
pub(super) fn variance(without: [f64; FOLDS as usize]) -> f64 {
    let folds = f64::from(FOLDS);
    let mean = without.iter().sum::<f64>() / folds;
    (folds - 1.0) / folds * without.iter().map(|score| (score - mean) * (score - mean)).sum::<f64>()
}

/// The uncertainty if requested, or the number of periods if there are too few.
pub(super) fn of(cross: &CrossFit<'_>, fit: &Fit) -> Option<Result<Uncertainty, usize>> {
    cross.asks_for_variances(fit.output).then(|| {
        let offsets = offsets(cross, fit);
        let found = level(&offsets).and_then(|level| uncertainty(cross, fit, level));
        found.filter(|found| found.defect().is_none()).ok_or(offsets.len())
    })
}

fn uncertainty(cross: &CrossFit<'_>, fit: &Fit, level: f64) -> Option<Uncertainty> {
    let mut judged: Vec<(ScoredRow, f64)> = judged_rows(Output::Diabetes, cross.rows, cross.definitions)
        .filter_map(|(position, row, outcome)| {
            let score = fit.calibration.apply(*fit.scores.get(position)?);
            Some((ScoredRow { score, outcome, weight: row.weight }, *fit.variances.get(position)?))
        })
        .collect();
    judged.sort_by(|(a, _), (b, _)| a.score.total_cmp(&b.score));
    let rows: Vec<ScoredRow> = judged.iter().map(|(row, _)| *row).collect();
    let (mut log_odds, mut terms) = (Vec::new(), Vec::new());
    let rounded = |value: f64| (value * PARTS).round() / PARTS;
    for share in SHARES.windows(2) {
        let Ok([from, to]) = <[f64; 2]>::try_from(share) else { continue };
        let [from, to] = [from, to].map(|share| (share * judged.len() as f64).round() as usize);
        let part = judged.get(from..to).unwrap_or_default();
        let count = part.len() as f64;
        let at = rounded(part.iter().map(|(row, _)| row.score).sum::<f64>() / count);
        // With few or equal rows, some parts are empty or alike.
        if !part.is_empty() && log_odds.last().is_none_or(|last| *last < at) {
            let variance = part.iter().map(|(_, variance)| variance).sum::<f64>() / count;
            log_odds.push(at);
            terms.push(rounded(fit.calibration.slope * variance.sqrt()));
        }
    }
    let CalibrationError { centre, error, slope } = CalibrationError::of(&rows)?;
    let calibration = CalibrationError { centre: rounded(centre), error: rounded(error), slope: rounded(slope) };
    Some(Uncertainty::new(log_odds, terms, calibration, rounded(level)))
}

/// For each period with enough cases, the offset of its log-odds from the calibration, and its sampling variance.
fn offsets(cross: &CrossFit<'_>, fit: &Fit) -> Vec<(f64, f64)> {
    let mut periods: BTreeMap<i64, Vec<ScoredRow>> = BTreeMap::new();
    for (row, score) in cross.rows.iter().zip(&fit.scores) {
        let has_tests = cross.definitions.has_tests(Output::Diabetes, &row.values);
        if let Some(outcome) = cross.definitions.label(Output::Diabetes, &row.values).filter(|_| has_tests) {
            let score = fit.calibration.apply(*score);
            periods.entry(row.period).or_default().push(ScoredRow { score, outcome, weight: row.weight });
        }
    }
    let offset = |rows: &mut Vec<ScoredRow>| {
        let counts = Counts::of(rows.iter().map(|row| (row.outcome, row.weight)));
        let offset = Line::of_slope_1(rows).filter(|_| !counts.are_too_few())?.intercept;
        for row in rows.iter_mut() {
            row.score += offset;
        }
        Some((offset, variance_of_level(rows)))
    };
    periods.values_mut().filter_map(offset).collect()
}

/// The deviation of the level from the mean of the two preceding periods, which would have calibrated it: scaled so
/// that a normal distribution covers 90 % despite few distances, minus the sampling variance.
fn level(offsets: &[(f64, f64)]) -> Option<f64> {
    let wider = T_95.get(offsets.len().checked_sub(MIN_PERIODS)?).or(T_95.last())? / WITHIN_90;
    let (squares, variances): (Vec<f64>, Vec<f64>) = offsets
        .windows(3)
        .filter_map(|three| {
            let [(first, a), (second, b), (third, c)] = three.try_into().ok()?;
            let distance = third - f64::midpoint(first, second);
            Some((distance * distance, c + (a + b) / 4.0))
        })
        .unzip();
    let count = squares.len();
    let mean = |of: Vec<f64>| of.iter().sum::<f64>() / count as f64;
    Some((wider * wider * mean(squares) - mean(variances)).max(0.0).sqrt())
}
