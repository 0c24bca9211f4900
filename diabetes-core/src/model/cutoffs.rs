//! The probabilities of diabetes from which the risk levels begin.

use crate::evaluate::ProbabilityRow;
use crate::model::reader::from_members;
use serde::Serialize;

/// The two probabilities of diabetes from which the risk levels begin.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cutoffs {
    /// Finds 80 % of the cases.
    pub sensitivity_80: f64,
    /// Has a specificity of 90 %.
    pub specificity_90: f64,
}

impl Cutoffs {
    /// From probabilities that the rows had no part in, their outcomes and weights; `None` without both outcomes.
    pub(crate) fn of(rows: &[ProbabilityRow]) -> Option<Self> {
        let of_group = |outcome: bool| {
            let mut group: Vec<(f64, f64)> =
                rows.iter().filter(|row| row.outcome == outcome).map(|row| (row.probability, row.weight)).collect();
            group.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            group
        };
        Some(Self {
            sensitivity_80: highest_with(&of_group(true), 0.8)?,
            specificity_90: lowest_with(&of_group(false), 0.9)?,
        })
    }

    /// The lower one, where `Moderado` begins, and the higher one, where `Alto` begins.
    #[must_use]
    pub fn ascending(&self) -> [f64; 2] {
        let (a, b) = (self.sensitivity_80, self.specificity_90);
        [a.min(b), a.max(b)]
    }

    pub(crate) fn defect(&self) -> Option<&'static str> {
        let sound = self.ascending().iter().all(|cut| (0.0..=1.0).contains(cut));
        (!sound).then_some("a cut-off is no probability")
    }
}
/// The highest of the ascending values that at least `share` of them reach.
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

/// The lowest cut-off that at least `share` of the ascending values stay below.
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
    fn cutoffs_find_their_share_and_no_less() {
        let values: Vec<(f64, f64)> = (1..=10).map(|value| (f64::from(value), 1.0)).collect();
        // 3 to 10 are eight of ten.
        assert_eq!(highest_with(&values, 0.8), Some(3.0));
        // 1 to 9 are nine of ten.
        assert_eq!(lowest_with(&values, 0.9), Some(10.0));
        assert_eq!(lowest_with(&[(1.0, 1.0), (1.0, 1.0)], 0.9), Some(1.0_f64.next_up()));
    }
}
