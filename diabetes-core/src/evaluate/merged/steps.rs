//! People of equal rank: those with the same score, or of the same cell where no more is known.

use crate::evaluate::sample::SampleRow;
use crate::evaluate::sums::{Cell, Equal, Grid, Judged, log_odds_at};
use crate::scorecard::Link;

/// People without and with the outcome who are ranked as equal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) counts: [u64; 2],
    /// Whether they are equal indeed, and not just in one cell.
    pub(super) is_tie: bool,
    pub(super) probability: f64,
}

/// Those of a cell as equal; those at one place are equal indeed if `places_are_values`, as points are.
pub(super) fn steps_of(grid: &Grid, places_are_values: bool) -> Vec<Step> {
    let step = |cell: &Cell| Step {
        counts: [cell.people - cell.events, cell.events],
        is_tie: places_are_values && cell.is_one_place(),
        probability: Link::Logit.estimate(log_odds_at(cell.mean_and_spread().0)),
    };
    grid.cells.iter().map(step).collect()
}

/// Those with the same probability as equal, or those of the same cell where no more is known; lowest first.
pub(super) fn steps(judged: &Judged) -> Vec<Step> {
    let Some(each) = &judged.each else { return steps_of(&judged.probabilities, false) };
    let step = |equal: &Equal<1>| {
        let [probability] = equal.values;
        Step { counts: [equal.people - equal.marked, equal.marked], is_tie: true, probability }
    };
    each.equals().iter().map(step).collect()
}

pub(super) fn counts(steps: &[Step]) -> Vec<u64> {
    steps.iter().flat_map(|step| step.counts).collect()
}

/// The people as rows, in the order of an evaluation's; `None` if they are only known by cells.
pub(super) fn rows(judged: &Judged) -> Option<Vec<SampleRow>> {
    let numbered = (0..).zip(judged.each.as_ref()?.people());
    let row = |(person, ([probability], outcome)): (u32, ([f64; 1], bool))| SampleRow {
        person,
        outcome,
        probability,
        weight: 1.0,
    };
    Some(numbered.map(row).collect())
}
