//! Net benefit: testing by the model compared with testing everyone and no one (Vickers and Elkin, 2006).

use super::sample::{Sample, SampleRow};
use crate::model::Output;
use crate::outcomes::MIN_EVENTS;
use serde::Serialize;

/// Thresholds, in percent.
const PERCENTS: std::ops::RangeInclusive<u32> = 1..=20;

/// The decision curve of the output `diabetes`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// The output.
    pub output: Output,
    /// Rows with a known outcome.
    pub rows: u64,
    /// Rows with the outcome.
    pub events: u64,
    /// Under 10 events or under 10 non-events: there are no points.
    pub withheld: bool,
    /// One per threshold, ascending.
    pub points: Vec<DecisionPoint>,
}

/// Net benefit per person at a threshold, in cases found; for testing no one it is 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct DecisionPoint {
    /// The probability from which a person is tested.
    pub threshold: f64,
    /// Testing those at or above the threshold.
    pub model: f64,
    /// Testing everyone.
    pub all: f64,
}

/// The thresholds, ascending.
pub(super) fn thresholds() -> impl Iterator<Item = f64> {
    PERCENTS.map(|percent| f64::from(percent) / 100.0)
}

/// The curve from people and events, in all and at or above each threshold.
pub(super) fn decision_of(output: Output, [rows, events]: [u64; 2], reached: impl Fn(f64) -> [u64; 2]) -> Decision {
    let withheld = events.min(rows - events) < MIN_EVENTS;
    let split = |[people, events]: [u64; 2]| [(people - events) as f64, events as f64];
    let all = split([rows, events]);
    let points = thresholds().filter(|_| !withheld).map(|at| point(at, all, split(reached(at))));
    Decision { output, rows, events, withheld, points: points.collect() }
}

/// A point from the weights of those without and with the outcome, in all and at or above the threshold.
fn point(threshold: f64, all: [f64; 2], reached: [f64; 2]) -> DecisionPoint {
    let total: f64 = all.iter().sum();
    let net = |[without, with]: [f64; 2]| (with - cost(threshold) * without) / total;
    DecisionPoint { threshold, model: net(reached), all: net(all) }
}

/// The cost of an unnecessary test relative to the value of finding a case.
fn cost(threshold: f64) -> f64 {
    threshold / (1.0 - threshold)
}

pub(super) fn decision(judged: &Sample<'_>) -> Decision {
    let counts = judged.counts();
    let withheld = counts.are_too_few();
    let all = weights(&judged.rows, 0.0);
    let points = thresholds().filter(|_| !withheld).map(|at| point(at, all, weights(&judged.rows, at)));
    Decision { output: judged.output, rows: counts.rows, events: counts.events, withheld, points: points.collect() }
}

/// The weights of those without and with the outcome at or above a probability.
fn weights(rows: &[SampleRow], at: f64) -> [f64; 2] {
    [false, true].map(|outcome| {
        let counted = rows.iter().filter(|row| row.outcome == outcome && row.probability >= at);
        counted.map(|row| row.weight).sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn net_benefit_is_the_one_worked_out_by_hand() {
        let row = |(person, (outcome, probability))| SampleRow { person, outcome, probability, weight: 1.0 };
        let people = [(true, 0.9), (true, 0.05), (false, 0.3), (false, 0.2), (false, 0.1)];
        let rows: Vec<SampleRow> = (0..).zip(people).map(row).collect();
        // At 20 %: one case and two others of five are tested, 1/5 - 2/5 * 0.2/0.8 = 0.1.
        let at = |rows: &[SampleRow]| point(0.2, weights(rows, 0.0), weights(rows, 0.2));
        let DecisionPoint { model, all, .. } = at(&rows);
        assert!((model - 0.1).abs() < 1e-15);
        // Everyone: 2/5 - 3/5 * 0.25 = 0.25.
        assert!((all - 0.25).abs() < 1e-15);
        let doubled: Vec<SampleRow> = rows.iter().map(|row| SampleRow { weight: 2.0, ..*row }).collect();
        assert_eq!(at(&doubled).model, model);
    }
}
