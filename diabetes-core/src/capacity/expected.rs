//! What a choice of people finds and misses, as the probabilities have it.

use super::count::CaseCount;
use serde::Serialize;

/// A figure with its 95 % interval; null where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Quantity {
    /// The figure.
    pub value: Option<f64>,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}

impl Quantity {
    /// A figure and the interval of chance, which is never beside the figure itself.
    pub(super) fn new(value: f64, [low, high]: [f64; 2]) -> Self {
        Self { value: Some(value), low: Some(low.min(value)), high: Some(high.max(value)) }
    }

    /// The figure for each of so many people, times `scale`; nothing for nobody.
    pub(super) fn per(self, people: u64, scale: f64) -> Self {
        if people == 0 { Self::default() } else { self.map(|number| scale * number / people as f64) }
    }

    pub(super) fn map(self, of: impl Fn(f64) -> f64) -> Self {
        Self { value: self.value.map(&of), low: self.low.map(&of), high: self.high.map(&of) }
    }

    /// One divided by the figure, so that the ends change places; null for zero.
    pub(super) fn inverse(self) -> Self {
        let of = |number: Option<f64>| number.filter(|number| *number > 0.0).map(f64::recip);
        Self { value: of(self.value), low: of(self.high), high: of(self.low) }
    }
}

/// What testing some of the candidates finds and misses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct CaseFigures {
    /// Cases among the people tested.
    pub found: Quantity,
    /// Cases among the candidates who are not tested.
    pub missed: Quantity,
    /// Cases for each person tested.
    pub predictive_value: Quantity,
    /// Share of all cases among the candidates that are found.
    pub sensitivity: Quantity,
    /// Cases for every 1,000 candidates who are not tested.
    pub missed_per_1000_not_tested: Quantity,
    /// Cases that are not tested for every 1,000 candidates, tested or not.
    pub missed_per_1000_screened: Quantity,
    /// People to test for each case found; the upper end is null if it may be that none is found.
    pub number_needed_to_test: Quantity,
}

/// The figures of the people tested and of the rest. Intervals hold the chance of who has the outcome, for
/// probabilities that are right.
pub(super) fn expected(tested: &CaseCount, rest: &CaseCount) -> CaseFigures {
    let found = Quantity::new(tested.mean, tested.interval());
    let missed = Quantity::new(rest.mean, rest.interval());
    let predictive_value = found.per(tested.people, 1.0);
    let all = tested.mean + rest.mean;
    let share = || tested.share_interval(rest).map(|interval| Quantity::new(tested.mean / all, interval));
    CaseFigures {
        found,
        missed,
        predictive_value,
        sensitivity: (all > 0.0).then(share).flatten().unwrap_or_default(),
        missed_per_1000_not_tested: missed.per(rest.people, 1000.0),
        missed_per_1000_screened: missed.per(tested.people + rest.people, 1000.0),
        number_needed_to_test: predictive_value.inverse(),
    }
}
