//! Two models on the same people: the figures of both, with paired bootstrap intervals, and whether the second is better.

use super::bootstrap::{Bootstrap, Figure};
use super::curve::{CurvePoint, curve};
use super::discrimination::Ranking;
use super::figures::{ProbabilityRow, brier, observed_expected};
use super::sample::SampleRow;
use crate::Stop;
use crate::model::{Line, ScoredRow};
use crate::outcomes::Counts;
use serde::Serialize;

/// The area under the ROC curve below which a model does not tell people apart well enough to be used: 0.5 is chance,
/// and scores that ask a few questions reach 0.7.
pub const LEAST_AUROC: f64 = 0.6;

/// A figure with its 95 % interval; `None` where it does not exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure.
    pub value: Option<f64>,
    /// Its bootstrap interval.
    pub interval: Option<[f64; 2]>,
}

/// The figures of a probability on people whose outcome is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeFigures {
    /// Area under the ROC curve; 0.5 is chance.
    pub auroc: Estimate,
    /// Brier score; lower is better.
    pub brier: Estimate,
    /// Ratio of observed to expected cases; 1 is ideal.
    pub observed_expected: Estimate,
    /// Slope of the outcome on the logit of the probability; 1 is ideal.
    pub slope: Estimate,
    /// Observed against predicted, by groups of the probability.
    pub curve: Vec<CurvePoint>,
}

/// A probability before and after a change of the model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Rows it is judged on.
    pub rows: u64,
    /// Rows with the outcome.
    pub events: u64,
    /// The figures before.
    pub before: ChangeFigures,
    /// The figures after.
    pub after: ChangeFigures,
    /// Brier score after − before, on the same resamples.
    pub brier_change: Estimate,
    /// The verdict on this probability.
    pub verdict: Verdict,
}

/// Whether a changed model should replace the one in use. The worst comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The interval of the change of the Brier score is below 0.
    Better,
    /// The interval includes 0.
    NoDifference,
    /// Under 10 events or non-events: there is no interval.
    TooFewEvents,
    /// The interval is above 0.
    Worse,
    /// The area under the ROC curve is below [`LEAST_AUROC`], or its interval reaches 0.5: no calibration mends that.
    BelowFloor,
}

impl Verdict {
    /// Whether the changed model must not be used.
    #[must_use]
    pub fn is_refused(self) -> bool {
        matches!(self, Self::Worse | Self::BelowFloor)
    }

    fn of(counts: Counts, auroc: Estimate, change: Estimate) -> Self {
        if counts.are_too_few() {
            return Self::TooFewEvents;
        }
        let is_low =
            auroc.value.is_none_or(|area| area < LEAST_AUROC) || auroc.interval.is_some_and(|[low, _]| low <= 0.5);
        match change.interval {
            _ if is_low => Self::BelowFloor,
            Some([_, high]) if high < 0.0 => Self::Better,
            Some([low, _]) if low > 0.0 => Self::Worse,
            Some(_) => Self::NoDifference,
            None => Self::TooFewEvents,
        }
    }
}

/// The rows of one model, prepared for resampling.
struct Side {
    rows: Vec<SampleRow>,
    scored: Vec<ScoredRow>,
    ranking: Ranking,
    line: Option<Line>,
}

/// Row visits for a line, as in an evaluation, and for the other figures.
const WORK: usize = 25;
/// The figures of one side: auroc, brier, observed/expected, slope.
const FIGURES: usize = 4;

impl Side {
    fn of(rows: &[ProbabilityRow]) -> Self {
        let scored: Vec<ScoredRow> = rows.iter().map(ProbabilityRow::scored).collect();
        let ranked = rows.iter().zip(0..).map(|(row, person)| (person, row.probability, row.outcome));
        let sampled = rows.iter().zip(0..).map(|(row, person)| SampleRow {
            person,
            outcome: row.outcome,
            probability: row.probability,
            weight: row.weight,
        });
        Self { rows: sampled.collect(), line: Line::of(&scored, 0.0), ranking: Ranking::of(ranked.collect()), scored }
    }

    fn under(&self, weights: &[f64]) -> [Option<f64>; FIGURES] {
        let weight = |row: u32| weights.get(row as usize).copied().unwrap_or_default();
        let rows: Vec<ProbabilityRow> = self.rows.iter().map(|row| row.measured_in(weights)).collect();
        let drawn = self.scored.iter().zip(weights).filter(|(_, weight)| **weight > 0.0);
        let drawn: Vec<ScoredRow> = drawn.map(|(row, weight)| ScoredRow { weight: *weight, ..*row }).collect();
        [
            self.ranking.under(weight).auroc,
            Some(brier(&rows)),
            observed_expected(rows.into_iter()),
            self.line.and_then(|line| line.refitted(&drawn)).map(|line| line.slope),
        ]
    }

    fn figures(&self, weights: &[f64], intervals: Option<&[Option<[f64; 2]>]>) -> ChangeFigures {
        let mut intervals = intervals.unwrap_or_default().iter().copied();
        let [auroc, brier, observed_expected, slope] =
            self.under(weights).map(|value| Estimate { value, interval: intervals.next().flatten() });
        ChangeFigures { auroc, brier, observed_expected, slope, curve: curve(&self.rows) }
    }
}

struct Paired {
    sides: [Side; 2],
}

impl Figure for Paired {
    fn under(&self, weights: &[f64]) -> Vec<Option<f64>> {
        let [before, after] = self.sides.each_ref().map(|side| side.under(weights));
        let change = after.get(1).copied().flatten().zip(before.get(1).copied().flatten());
        [before.as_slice(), &after, &[change.map(|(after, before)| after - before)]].concat()
    }

    fn work(&self) -> usize {
        WORK * self.sides.iter().map(|side| side.rows.len()).sum::<usize>()
    }
}

/// Compares two models' probabilities of the same rows, in the same order. Once asked to stop, its intervals mean
/// nothing.
pub(crate) fn change(
    before: &[ProbabilityRow],
    after: &[ProbabilityRow],
    resamples: u32,
    seed: u64,
    stop: &Stop,
) -> Change {
    let weights: Vec<f64> = before.iter().map(|row| row.weight).collect();
    let counts = Counts::of(before.iter().map(|row| (row.outcome, row.weight)));
    let paired = Paired { sides: [before, after].map(Side::of) };
    let resamples = if counts.are_too_few() { 0 } else { resamples };
    let bootstrap =
        Bootstrap { seed, resamples, weights: &weights, clusters: None, stop: stop.clone() }.bounded(&[&paired]);
    let intervals = bootstrap.intervals(&[&paired]).pop().unwrap_or_default();
    let figures = |side: &Side, from: usize| side.figures(&weights, intervals.get(from..from + FIGURES));
    let [old, new] = &paired.sides;
    let (before, after) = (figures(old, 0), figures(new, FIGURES));
    let difference = after.brier.value.zip(before.brier.value).map(|(after, before)| after - before);
    let brier_change = Estimate { value: difference, interval: intervals.last().copied().flatten() };
    let verdict = Verdict::of(counts, before.auroc, brier_change);
    Change { rows: counts.rows, events: counts.events, before, after, brier_change, verdict }
}

/// The figures of one model, without intervals; `None` if there are too few events or non-events.
pub(crate) fn agreement(rows: &[ProbabilityRow]) -> Option<ChangeFigures> {
    if Counts::of(rows.iter().map(|row| (row.outcome, row.weight))).are_too_few() {
        return None;
    }
    let weights: Vec<f64> = rows.iter().map(|row| row.weight).collect();
    Some(Side::of(rows).figures(&weights, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People whose outcome has the odds of `truth` of their number, and whose probability is `said` of it.
    fn rows(truth: impl Fn(f64) -> f64, said: impl Fn(f64) -> f64) -> Vec<ProbabilityRow> {
        let row = |place: u32| {
            let (level, draw) = (f64::from(place % 50) / 50.0, f64::from(place * 7919 % 1000) / 1000.0);
            ProbabilityRow { outcome: draw < truth(level), probability: said(level), weight: 1.0 }
        };
        (0..2000).map(row).collect()
    }

    fn verdict(truth: impl Fn(f64) -> f64 + Copy, before: fn(f64) -> f64, after: fn(f64) -> f64) -> Verdict {
        let found = change(&rows(truth, before), &rows(truth, after), 200, 1, &Stop::default());
        let [low, high] = found.brier_change.interval.unwrap();
        assert!(low <= high && found.before.auroc.interval.is_some() && found.after.slope.interval.is_some());
        found.verdict
    }

    #[test]
    fn the_verdict_follows_the_interval_of_the_change() {
        let truth = |level: f64| 0.05 + 0.4 * level;
        let (right, doubled) = (|level: f64| 0.05 + 0.4 * level, |level: f64| 0.1 + 0.8 * level);
        assert_eq!(verdict(truth, doubled, right), Verdict::Better);
        assert_eq!(verdict(truth, right, doubled), Verdict::Worse);
        assert_eq!(verdict(truth, right, |level| 0.051 + 0.4 * level), Verdict::NoDifference);
    }

    #[test]
    fn a_model_that_does_not_tell_people_apart_is_refused_whatever_its_calibration() {
        let found = verdict(|level| 0.3 + 0.02 * level, |level| 0.5 + 0.4 * level, |level| 0.29 + 0.01 * level);
        assert_eq!(found, Verdict::BelowFloor);
        assert!(found.is_refused() && Verdict::Worse.is_refused() && !Verdict::NoDifference.is_refused());
    }

    #[test]
    fn few_cases_give_no_interval_and_no_figures() {
        let few = &rows(|_| 0.004, |level| level)[..500];
        let found = change(few, few, 200, 1, &Stop::default());
        assert_eq!((found.verdict, found.brier_change.interval), (Verdict::TooFewEvents, None));
        assert_eq!(agreement(few), None);
        assert_eq!(agreement(&rows(|level| level, |level| level)).unwrap().curve.len(), 10);
    }
}
