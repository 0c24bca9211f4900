//! What a choice of people found and missed where the outcomes are known.

use super::expected::{CaseFigures, Quantity};
use crate::evaluate::Proportion;
use crate::outcomes::Counts;

/// The figures of the outcomes of the people tested and of the rest; `None` with too few cases or others. Intervals are
/// Wilson's.
pub(super) fn observed(tested: &[bool], rest: &[bool]) -> Option<CaseFigures> {
    let all = || tested.iter().chain(rest).copied();
    if Counts::of(all().map(|outcome| (outcome, 1.0))).are_too_few() {
        return None;
    }
    let found = cases(tested);
    let missed = cases(rest);
    let sensitivity = tested.iter().map(|outcome| (*outcome, true)).chain(rest.iter().map(|outcome| (*outcome, false)));
    let sensitivity = share(sensitivity.filter(|(outcome, _)| *outcome).map(|(_, is_tested)| is_tested));
    let is_missed = tested.iter().map(|_| false).chain(rest.iter().copied());
    let times = |share: Quantity, number: usize| share.map(|share| share * number as f64);
    Some(CaseFigures {
        found: Quantity { value: Some(count(tested)), ..times(found, tested.len()) },
        missed: Quantity { value: Some(count(rest)), ..times(missed, rest.len()) },
        predictive_value: found,
        sensitivity,
        missed_per_1000_not_tested: times(missed, 1000),
        missed_per_1000_screened: times(share(is_missed), 1000),
        number_needed_to_test: found.inverse(),
    })
}

fn cases(outcomes: &[bool]) -> Quantity {
    share(outcomes.iter().copied())
}

fn count(outcomes: &[bool]) -> f64 {
    outcomes.iter().filter(|outcome| **outcome).count() as f64
}

fn share(counted: impl Iterator<Item = bool>) -> Quantity {
    let Proportion { value, low, high } = Proportion::of(counted.map(|is_counted| (is_counted, 1.0)));
    Quantity { value, low, high }
}
