//! Sums that do not depend on the order of what is added: whole numbers of a small unit.

use super::each::Each;
use crate::evaluate::figures::{GlucoseRow, logit};
use crate::reader::{FromJson, Node, Reason, from_members};
use serde::Serialize;

/// A sum in units of 2^-32 of a probability or of log-odds, or of 2^-20 of a glucose in mg/dL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(in crate::evaluate) struct Fixed(i64);

/// Units in 1.
const FINE: f64 = 4_294_967_296.0;
const COARSE: f64 = 1_048_576.0;
/// Glucose is counted from here, so that its squares stay small.
const CENTRE: f64 = 100.0;

impl Fixed {
    fn add(&mut self, value: f64, units: f64) -> Option<()> {
        self.0 = self.0.checked_add((value * units).round() as i64)?;
        Some(())
    }

    fn and(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl FromJson for Fixed {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        i64::read(node).map(Self)
    }
}

/// Sums over people with a probability and an outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::evaluate) struct Totals {
    probability: Fixed,
    probability_of_events: Fixed,
    squared_probability: Fixed,
    log_odds: Fixed,
    log_odds_of_events: Fixed,
}

impl Totals {
    /// Adds a person; `None` if a sum is too large.
    pub(in crate::evaluate) fn add(&mut self, probability: f64, outcome: bool) -> Option<()> {
        let log_odds = logit(probability);
        self.probability.add(probability, FINE)?;
        self.squared_probability.add(probability * probability, FINE)?;
        self.log_odds.add(log_odds, FINE)?;
        if outcome {
            self.probability_of_events.add(probability, FINE)?;
            self.log_odds_of_events.add(log_odds, FINE)?;
        }
        Some(())
    }

    pub(in crate::evaluate) fn and(&self, other: &Self) -> Option<Self> {
        Some(Self {
            probability: self.probability.and(other.probability)?,
            probability_of_events: self.probability_of_events.and(other.probability_of_events)?,
            squared_probability: self.squared_probability.and(other.squared_probability)?,
            log_odds: self.log_odds.and(other.log_odds)?,
            log_odds_of_events: self.log_odds_of_events.and(other.log_odds_of_events)?,
        })
    }

    /// Expected cases.
    pub(in crate::evaluate) fn expected(&self) -> f64 {
        self.probability.0 as f64 / FINE
    }

    /// Sum of squared differences between outcome and probability.
    pub(in crate::evaluate) fn squared_error(&self, events: u64) -> f64 {
        let squares = self.squared_probability.0 as f64 - 2.0 * self.probability_of_events.0 as f64;
        squares / FINE + events as f64
    }

    /// Sums of the log-odds of people without and with the outcome.
    pub(in crate::evaluate) fn log_odds(&self) -> [f64; 2] {
        let events = self.log_odds_of_events.0;
        [self.log_odds.0 - events, events].map(|sum| sum as f64 / FINE)
    }
}

/// Sums over people with a measured and an estimated glucose.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(in crate::evaluate) struct GlucoseTotals {
    pub(in crate::evaluate) rows: u64,
    /// People in their 90 % interval, and people whose estimate is in the category that was measured.
    pub(in crate::evaluate) covered: u64,
    pub(in crate::evaluate) right: u64,
    error: Fixed,
    absolute_error: Fixed,
    squared_error: Fixed,
    outcome: Fixed,
    squared_outcome: Fixed,
    /// By estimate and measured glucose, if every site allows cells of one person.
    #[serde(skip_serializing_if = "Option::is_none")]
    each: Option<Each<2>>,
}

impl GlucoseTotals {
    /// Adds a person; `None` if a sum is too large.
    pub(in crate::evaluate) fn add(&mut self, outcome: f64, estimate: f64, covered: bool, right: bool) -> Option<()> {
        let (error, centred) = (estimate - outcome, outcome - CENTRE);
        self.rows += 1;
        self.covered += u64::from(covered);
        self.right += u64::from(right);
        self.error.add(error, COARSE)?;
        self.absolute_error.add(error.abs(), COARSE)?;
        self.squared_error.add(error * error, COARSE)?;
        self.outcome.add(centred, COARSE)?;
        self.squared_outcome.add(centred * centred, COARSE)
    }

    /// Keeps the people by estimate and measured glucose too.
    pub(in crate::evaluate) fn with_each(self, rows: &[GlucoseRow]) -> Self {
        Self { each: Each::of(rows.iter().map(|row| ([row.estimate, row.outcome], row.is_covered))), ..self }
    }

    /// Whether the glucose of each person is known.
    pub(super) fn knows_each(&self) -> bool {
        self.rows == 0 || self.each.is_some()
    }

    /// The people as rows; `None` if only their sums are known.
    pub(in crate::evaluate) fn people(&self) -> Option<Vec<GlucoseRow>> {
        let row = |([estimate, outcome], is_covered): ([f64; 2], bool)| GlucoseRow {
            outcome,
            estimate,
            is_covered,
            weight: 1.0,
        };
        Some(self.each.as_ref()?.people().map(row).collect())
    }

    pub(in crate::evaluate) fn and(&self, other: &Self) -> Option<Self> {
        if self.rows == 0 || other.rows == 0 {
            return Some(if self.rows == 0 { other } else { self }.clone());
        }
        Some(Self {
            each: self.each.as_ref().zip(other.each.as_ref()).and_then(|(own, others)| own.and(others)),
            rows: self.rows + other.rows,
            covered: self.covered + other.covered,
            right: self.right + other.right,
            error: self.error.and(other.error)?,
            absolute_error: self.absolute_error.and(other.absolute_error)?,
            squared_error: self.squared_error.and(other.squared_error)?,
            outcome: self.outcome.and(other.outcome)?,
            squared_outcome: self.squared_outcome.and(other.squared_outcome)?,
        })
    }

    fn mean(&self, sum: Fixed) -> f64 {
        sum.0 as f64 / COARSE / self.rows as f64
    }

    pub(in crate::evaluate) fn mae(&self) -> f64 {
        self.mean(self.absolute_error)
    }

    pub(in crate::evaluate) fn bias(&self) -> f64 {
        self.mean(self.error)
    }

    pub(in crate::evaluate) fn mean_squared_error(&self) -> f64 {
        self.mean(self.squared_error)
    }

    /// Mean and variance of the measured glucose.
    pub(in crate::evaluate) fn outcome(&self) -> (f64, f64) {
        let centred = self.mean(self.outcome);
        (CENTRE + centred, self.mean(self.squared_outcome) - centred * centred)
    }

    pub(in crate::evaluate) fn share(&self, count: u64) -> f64 {
        count as f64 / self.rows as f64
    }

    pub(super) fn defect(&self) -> Option<&'static str> {
        let sound = self.covered <= self.rows && self.right <= self.rows && self.squared_error.0 >= 0;
        let each = self.each.as_ref().and_then(|each| each.defect(self.rows, self.covered));
        (!sound).then_some("the counts of glucose do not agree").or(each)
    }
}

from_members! {
    Totals { probability, probability_of_events, squared_probability, log_odds, log_odds_of_events }
    GlucoseTotals { rows, covered, right, error, absolute_error, squared_error, outcome, squared_outcome, each }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_the_same_in_any_order_and_those_of_the_rows() {
        let rows: Vec<(f64, bool)> = (1..500).map(|n| (f64::from(n % 97 + 1) / 401.0, n % 7 == 0)).collect();
        let sum = |rows: &mut dyn Iterator<Item = &(f64, bool)>| {
            let mut totals = Totals::default();
            rows.for_each(|(probability, outcome)| totals.add(*probability, *outcome).unwrap());
            totals
        };
        let (forward, backward) = (sum(&mut rows.iter()), sum(&mut rows.iter().rev()));
        assert_eq!(forward, backward);
        assert_eq!(sum(&mut rows[..70].iter()).and(&sum(&mut rows[70..].iter())).unwrap(), forward);
        let expected: f64 = rows.iter().map(|(probability, _)| probability).sum();
        assert!((forward.expected() / expected - 1.0).abs() < 1e-9);
        let case = |outcome: bool| f64::from(u8::from(outcome));
        let error: f64 = rows.iter().map(|(probability, outcome)| (probability - case(*outcome)).powi(2)).sum();
        let events = rows.iter().filter(|(_, outcome)| *outcome).count() as u64;
        assert!((forward.squared_error(events) - error).abs() < 1e-6);
    }

    #[test]
    fn a_sum_that_is_too_large_is_none_and_not_a_wrong_one() {
        let nearly = Fixed(i64::MAX - 10);
        assert_eq!(nearly.and(Fixed(11)), None);
        let mut nearly = nearly;
        assert_eq!(nearly.add(1.0, FINE), None);
    }
}
