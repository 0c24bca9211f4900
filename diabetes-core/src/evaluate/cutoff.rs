//! What the model's cut-offs find and miss.

use super::proportion::Proportion;
use super::sample::{Sample, SampleRow};
use crate::model::Cutoffs;
use crate::outcomes::MIN_EVENTS;
use crate::risk::RiskLevel;
use serde::Serialize;

/// The people at or above a cut-off compared with those who have the outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CutoffFigures {
    /// The risk level that begins there: `Moderado` or `Alto`.
    pub name: &'static str,
    /// The probability of diabetes.
    pub at: f64,
    /// Proportion of people at or above it.
    pub flagged: f64,
    /// Proportion of cases at or above it.
    pub sensitivity: Proportion,
    /// Proportion of non-cases below it.
    pub specificity: Proportion,
    /// Proportion of cases among those at or above it.
    pub ppv: Proportion,
    /// Proportion of non-cases among those below it.
    pub npv: Proportion,
    /// People to test for each case found.
    pub number_needed_to_test: Option<f64>,
    /// Rows: cases at or above it.
    pub tp: u64,
    /// Rows: non-cases at or above it.
    pub fp: u64,
    /// Rows: cases below it.
    #[serde(rename = "fn")]
    pub false_negatives: u64,
    /// Rows: non-cases below it.
    pub tn: u64,
}

/// The figures of both cut-offs, the lower first; `None` with too few cases or non-cases.
pub(super) fn cutoffs(judged: &Sample<'_>, cutoffs: &Cutoffs) -> Option<Vec<CutoffFigures>> {
    if judged.counts().are_too_few() {
        return None;
    }
    let levels = [RiskLevel::Moderate, RiskLevel::High].into_iter().zip(cutoffs.ascending());
    Some(levels.map(|(level, at)| figures(&judged.rows, level, at)).collect())
}

/// The figures from people and events, in all and at or above each cut-off; `None` with too few cases or non-cases.
pub(super) fn cutoffs_of(
    [rows, events]: [u64; 2],
    cutoffs: [f64; 2],
    reached: impl Fn(f64) -> [u64; 2],
) -> Option<Vec<CutoffFigures>> {
    if events.min(rows - events) < MIN_EVENTS {
        return None;
    }
    let levels = [RiskLevel::Moderate, RiskLevel::High].into_iter().zip(cutoffs);
    let figures = levels.map(|(level, at)| {
        let [flagged, tp] = reached(at);
        let (fp, false_negatives) = (flagged - tp, events - tp);
        let tn = rows - flagged - false_negatives;
        let ppv = Proportion::of_counts(tp, flagged);
        CutoffFigures {
            name: level.name(),
            at,
            flagged: Proportion::of_counts(flagged, rows).value.unwrap_or_default(),
            sensitivity: Proportion::of_counts(tp, events),
            specificity: Proportion::of_counts(tn, rows - events),
            ppv,
            npv: Proportion::of_counts(tn, rows - flagged),
            number_needed_to_test: ppv.value.filter(|value| *value > 0.0).map(f64::recip),
            tp,
            fp,
            false_negatives,
            tn,
        }
    });
    Some(figures.collect())
}

fn figures(rows: &[SampleRow], level: RiskLevel, at: f64) -> CutoffFigures {
    let flagged = |row: &SampleRow| row.probability >= at;
    let share = |counted: &dyn Fn(&SampleRow) -> bool, among: &dyn Fn(&SampleRow) -> bool| {
        Proportion::of(rows.iter().filter(|row| among(row)).map(|row| (counted(row), row.weight)))
    };
    let count = |outcome: bool, is_flagged: bool| {
        rows.iter().filter(|row| row.outcome == outcome && flagged(row) == is_flagged).count() as u64
    };
    let ppv = share(&|row| row.outcome, &flagged);
    CutoffFigures {
        name: level.name(),
        at,
        flagged: share(&flagged, &|_| true).value.unwrap_or_default(),
        sensitivity: share(&flagged, &|row| row.outcome),
        specificity: share(&|row| !flagged(row), &|row| !row.outcome),
        ppv,
        npv: share(&|row| !row.outcome, &|row| !flagged(row)),
        number_needed_to_test: ppv.value.filter(|value| *value > 0.0).map(f64::recip),
        tp: count(true, true),
        fp: count(false, true),
        false_negatives: count(true, false),
        tn: count(false, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_and_shares_are_those_of_the_table() {
        let row = |(person, (outcome, probability))| SampleRow { person, outcome, probability, weight: 1.0 };
        let people = [(true, 0.3), (true, 0.2), (true, 0.1), (false, 0.2), (false, 0.1), (false, 0.1), (false, 0.0)];
        let rows: Vec<SampleRow> = (0..).zip(people).map(row).collect();
        let found = figures(&rows, RiskLevel::High, 0.2);
        assert_eq!((found.tp, found.fp, found.false_negatives, found.tn), (2, 1, 1, 3));
        assert_eq!(found.flagged, 3.0 / 7.0);
        let values = [found.sensitivity, found.specificity, found.ppv, found.npv].map(|share| share.value.unwrap());
        assert_eq!(values, [2.0 / 3.0, 0.75, 2.0 / 3.0, 0.75]);
        assert_eq!(found.number_needed_to_test, Some(1.5));
        let none = figures(&rows, RiskLevel::High, 0.9);
        assert_eq!((none.ppv.value, none.number_needed_to_test), (None, None));
    }
}
