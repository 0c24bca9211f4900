//! The probabilities of diabetes at which the risk levels begin.

use crate::evaluate::ProbabilityRow;
use crate::reader::from_members;
use serde::Serialize;

/// The two probabilities of diabetes at which the moderate and high risk levels begin.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cutoffs {
    /// Has a sensitivity of 80 %.
    pub sensitivity_80: f64,
    /// Has a specificity of 90 %.
    pub specificity_90: f64,
}

/// Cut-offs closer together than this count as equal.
const SAME: f64 = 1e-6;
/// If one cut-off has at least this sensitivity and the other at least this specificity, the outcome is separated: the
/// cut-offs would divide people who almost certainly have it or almost certainly do not.
const TOLD_APART: f64 = 0.99;

impl Cutoffs {
    /// Computes them from probabilities of models not trained on these rows, with outcomes and weights. The error is
    /// the reason why there are none: `one_outcome`, `equal` or `separated`.
    pub(crate) fn of(rows: &[ProbabilityRow]) -> Result<Self, &'static str> {
        let of_group = |outcome: bool| {
            let mut group: Vec<(f64, f64)> =
                rows.iter().filter(|row| row.outcome == outcome).map(|row| (row.probability, row.weight)).collect();
            group.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            group
        };
        let (cases, others) = (of_group(true), of_group(false));
        let (Some(sensitivity_80), Some(specificity_90)) = (highest_with(&cases, 0.8), lowest_with(&others, 0.9))
        else {
            return Err("one_outcome");
        };
        let sensitivity = 1.0 - share_below(&cases, specificity_90);
        if sensitivity >= TOLD_APART && share_below(&others, sensitivity_80) >= TOLD_APART {
            return Err("separated");
        }
        if (sensitivity_80 - specificity_90).abs() < SAME {
            return Err("equal");
        }
        Ok(Self { sensitivity_80, specificity_90 })
    }

    /// The reason in words.
    #[cfg(feature = "train")]
    pub(crate) fn told(reason: &str) -> &'static str {
        match reason {
            "equal" => "the cut-offs of the risk levels are left out: the two are equal",
            "separated" => {
                "the cut-offs of the risk levels are left out: the outcome is perfectly separated, so they would divide \
                 people who certainly have it or certainly do not; is the outcome derived from the inputs?"
            }
            _ => "the cut-offs of the risk levels are left out: all rows have the same outcome",
        }
    }

    /// The lower cut-off, where `Moderado` begins, and the higher one, where `Alto` begins.
    #[must_use]
    pub fn ascending(&self) -> [f64; 2] {
        let (a, b) = (self.sensitivity_80, self.specificity_90);
        [a.min(b), a.max(b)]
    }

    pub(crate) fn defect(&self) -> Option<&'static str> {
        let sound = self.ascending().iter().all(|cut| (0.0..=1.0).contains(cut));
        (!sound).then_some("a cut-off is not a probability")
    }
}

/// The proportion of the values below a cut-off.
fn share_below(values: &[(f64, f64)], cutoff: f64) -> f64 {
    let weight = |values: &[(f64, f64)]| values.iter().map(|row| row.1).sum::<f64>();
    let below = values.partition_point(|row| row.0 < cutoff);
    weight(values.get(..below).unwrap_or_default()) / weight(values)
}

/// The highest of the ascending values that at least the proportion `share` of them reach.
fn highest_with(sorted: &[(f64, f64)], share: f64) -> Option<f64> {
    let total: f64 = sorted.iter().map(|row| row.1).sum();
    let mut reached = 0.0;
    for (value, weight) in sorted.iter().rev() {
        reached += weight;
        if reached >= share * total {
            return Some(*value);
        }
    }
    None
}

/// The lowest cut-off that at least the proportion `share` of the ascending values stay below.
fn lowest_with(sorted: &[(f64, f64)], share: f64) -> Option<f64> {
    let total: f64 = sorted.iter().map(|row| row.1).sum();
    let mut below = 0.0;
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        if below >= share * total {
            return tied.first().map(|row| row.0);
        }
        below += tied.iter().map(|row| row.1).sum::<f64>();
    }
    sorted.last().map(|row| row.0.next_up())
}

from_members! {
    Cutoffs { sensitivity_80, specificity_90 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutoffs_that_say_nothing_are_left_out_with_the_reason() {
        let rows = |of: &dyn Fn(u32) -> (bool, f64)| -> Vec<ProbabilityRow> {
            let row = |(outcome, probability)| ProbabilityRow { outcome, probability, weight: 1.0 };
            (0..1000).map(|number| row(of(number))).collect()
        };
        let at = |number: u32| f64::from(number) / 1e4;
        for (reason, of) in [
            ("one_outcome", &(|number| (false, at(number))) as &dyn Fn(u32) -> (bool, f64)),
            ("equal", &|number| (number % 5 == 0, 0.2)),
            ("equal", &|number| (number % 5 == 0, 0.2 + 1e-10 * f64::from(number))),
            ("separated", &|number| (number >= 800, if number >= 800 { 0.9 + at(number) } else { at(number) })),
            // Two exceptions out of a thousand.
            ("separated", &|number| ((number >= 800) != [799, 800].contains(&number), 0.5 + at(number - number % 100))),
        ] {
            assert_eq!(Cutoffs::of(&rows(of)), Err(reason));
        }
        assert!(Cutoffs::of(&rows(&|number| (number * number % 1000 < number, at(number)))).is_ok());
    }

    #[test]
    fn cutoffs_find_their_share_and_no_less() {
        let values: Vec<(f64, f64)> = (1..=10).map(|value| (f64::from(value), 1.0)).collect();
        // 3 to 10 are eight out of ten.
        assert_eq!(highest_with(&values, 0.8), Some(3.0));
        // 1 to 9 are nine out of ten.
        assert_eq!(lowest_with(&values, 0.9), Some(10.0));
        assert_eq!(lowest_with(&[(1.0, 1.0), (1.0, 1.0)], 0.9), Some(1.0_f64.next_up()));
    }
}
