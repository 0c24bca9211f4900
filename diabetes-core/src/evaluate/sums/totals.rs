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

    /// To whole multiples of this many mg/dL.
    fn rounded(self, multiple: f64) -> Self {
        let unit = (multiple * COARSE) as i64;
        let half = unit / 2;
        Self(self.0.saturating_add(half).div_euclid(unit) * unit)
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
    squared_probability: Fixed,
    log_odds: Fixed,
    /// Of those with the outcome, if every site allows cells of one person: whoever knows the answers of few people
    /// could find by such a sum which of them have the outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    probability_of_events: Option<Fixed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log_odds_of_events: Option<Fixed>,
}

impl Totals {
    /// Adds a person; `None` if a sum is too large.
    pub(in crate::evaluate) fn add(&mut self, probability: f64, outcome: bool) -> Option<()> {
        let log_odds = logit(probability);
        self.probability.add(probability, FINE)?;
        self.squared_probability.add(probability * probability, FINE)?;
        self.log_odds.add(log_odds, FINE)?;
        let case = f64::from(u8::from(outcome));
        self.probability_of_events.get_or_insert_default().add(case * probability, FINE)?;
        self.log_odds_of_events.get_or_insert_default().add(case * log_odds, FINE)
    }

    /// The same without sums by outcome.
    pub(in crate::evaluate) fn of_all_only(self) -> Self {
        Self { probability_of_events: None, log_odds_of_events: None, ..self }
    }

    pub(in crate::evaluate) fn and(&self, other: &Self) -> Option<Self> {
        Some(Self {
            probability: self.probability.and(other.probability)?,
            squared_probability: self.squared_probability.and(other.squared_probability)?,
            log_odds: self.log_odds.and(other.log_odds)?,
            probability_of_events: both(self.probability_of_events, other.probability_of_events),
            log_odds_of_events: both(self.log_odds_of_events, other.log_odds_of_events),
        })
    }

    /// Expected cases.
    pub(in crate::evaluate) fn expected(&self) -> f64 {
        self.probability.0 as f64 / FINE
    }

    /// Sum of the squared probabilities.
    pub(in crate::evaluate) fn squared_probability(&self) -> f64 {
        self.squared_probability.0 as f64 / FINE
    }

    /// Expected cases among those with the outcome, if it is known.
    pub(in crate::evaluate) fn expected_of_events(&self) -> Option<f64> {
        self.probability_of_events.map(|sum| sum.0 as f64 / FINE)
    }

    /// Sum of the log-odds of all, and of those with the outcome if it is known.
    pub(in crate::evaluate) fn log_odds(&self) -> (f64, Option<f64>) {
        let number = |sum: Fixed| sum.0 as f64 / FINE;
        (number(self.log_odds), self.log_odds_of_events.map(number))
    }
}

/// The sum of two sums, known if both are and it is not too large.
fn both(own: Option<Fixed>, other: Option<Fixed>) -> Option<Fixed> {
    own.zip(other).and_then(|(own, other)| own.and(other))
}

/// Sums over people with a measured and an estimated glucose.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(in crate::evaluate) struct GlucoseTotals {
    pub(in crate::evaluate) rows: u64,
    /// People of sites where they are too few to be counted here.
    pub(in crate::evaluate) left_out: u64,
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

    /// The sums to 1 mg/dL and the squares to 100 (mg/dL)²: sums to the last digit would tell each glucose of few
    /// people, who have whole numbers. Of fewer people than `smallest`, only how many are left out.
    pub(in crate::evaluate) fn widened(self, smallest: u64) -> Self {
        if smallest == 1 {
            return self;
        }
        if self.rows < smallest {
            return Self { left_out: self.left_out + self.rows, ..Self::default() };
        }
        Self {
            error: self.error.rounded(1.0),
            absolute_error: self.absolute_error.rounded(1.0),
            squared_error: self.squared_error.rounded(100.0),
            outcome: self.outcome.rounded(1.0),
            squared_outcome: self.squared_outcome.rounded(100.0),
            each: None,
            ..self
        }
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
        let left_out = self.left_out + other.left_out;
        if self.rows == 0 || other.rows == 0 {
            return Some(Self { left_out, ..if self.rows == 0 { other } else { self }.clone() });
        }
        Some(Self {
            each: self.each.as_ref().zip(other.each.as_ref()).and_then(|(own, others)| own.and(others)),
            rows: self.rows + other.rows,
            left_out,
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
    Totals { probability, squared_probability, log_odds, probability_of_events, log_odds_of_events }
    GlucoseTotals { rows, left_out, covered, right, error, absolute_error, squared_error, outcome, squared_outcome, each }
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
        let of_events: f64 = rows.iter().map(|(probability, outcome)| probability * case(*outcome)).sum();
        assert!((forward.expected_of_events().unwrap() - of_events).abs() < 1e-6);
        let kept = forward.clone().of_all_only().and(&forward).unwrap();
        assert_eq!((kept.expected_of_events(), kept.expected()), (None, 2.0 * forward.expected()));
    }

    #[test]
    fn a_sum_that_is_too_large_is_none_and_not_a_wrong_one() {
        let nearly = Fixed(i64::MAX - 10);
        assert_eq!(nearly.and(Fixed(11)), None);
        let mut nearly = nearly;
        assert_eq!(nearly.add(1.0, FINE), None);
    }
}
