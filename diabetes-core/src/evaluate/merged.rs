//! Figures from counts and sums.

mod calibrated;
mod glucose;
mod groups;
mod ranked;
mod steps;

pub(super) use calibrated::calibration;
pub(super) use glucose::figures as glucose;
pub(super) use groups::subgroups;
pub(super) use ranked::ranked;
use steps::{Step, counts, rows, steps, steps_of};

use super::bootstrap::{Bootstrap, Figure, Intervals, Kinds};
use super::sums::{Definition, Judged, Sums};
use crate::Stop;
use crate::model::{OutcomeCut, Output};
use crate::outcomes::MIN_EVENTS;
use std::cell::Cell;

/// How intervals are resampled.
#[derive(Debug)]
pub(super) struct Resampling {
    pub(super) seed: u64,
    pub(super) asked: u32,
    /// The fewest that were taken.
    pub(super) taken: Cell<u32>,
    pub(super) stop: Stop,
}

impl Resampling {
    pub(super) fn intervals(
        &self,
        counts: &[u64],
        work: usize,
        figures: impl Fn(&[f64]) -> Vec<Option<f64>>,
    ) -> Intervals {
        let kinds = Kinds { seed: self.seed, resamples: self.asked, counts, stop: self.stop.clone() }.bounded(work);
        self.taken.set(self.taken.get().min(kinds.resamples));
        kinds.intervals(figures)
    }

    /// Of the figures of this many rows.
    fn of_rows(&self, rows: usize, figure: &dyn Figure) -> Intervals {
        let weights = vec![1.0; rows];
        let bootstrap = Bootstrap {
            seed: self.seed,
            resamples: self.asked,
            weights: &weights,
            clusters: None,
            stop: self.stop.clone(),
        };
        let bootstrap = bootstrap.bounded(&[figure]);
        self.taken.set(self.taken.get().min(bootstrap.resamples));
        bootstrap.intervals(&[figure]).pop().unwrap_or_default()
    }
}

fn are_too_few(judged: &Judged) -> bool {
    judged.events.min(judged.people - judged.events) < MIN_EVENTS
}

/// The people on whom a definition is judged, as in an evaluation of all rows together.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    pub(super) judged: Judged,
    /// `every_test` or `any_test`.
    pub(super) rows: &'static str,
    pub(super) fewest_tests: usize,
    pub(super) lacks_a_test: bool,
}

/// People with every test that any site has; with any test, if those are too few. `None` if a sum is too large.
pub(super) fn basis(sums: &Sums, definition: &Definition) -> Option<Basis> {
    let known: Vec<&Judged> =
        sums.judged.iter().filter(|of| of.field.is_none() && of.output == definition.output).collect();
    let is_shared = |cut: &&OutcomeCut| sums.data.tests.contains_key(cut.field.name());
    let shared = definition.cuts.iter().filter(is_shared).count();
    let every = added(definition.output, known.iter().copied().filter(|of| of.tests.len() >= shared))?;
    let lacks_a_test = shared < definition.cuts.len();
    if are_too_few(&every) && shared > 1 {
        let judged = added(definition.output, known.into_iter())?;
        return Some(Basis { judged, rows: "any_test", fewest_tests: 1, lacks_a_test });
    }
    Some(Basis { judged: every, rows: "every_test", fewest_tests: shared, lacks_a_test })
}

/// The people of all of these; `None` if a sum is too large.
fn added<'a>(output: Output, mut parts: impl Iterator<Item = &'a Judged>) -> Option<Judged> {
    parts.try_fold(Judged::new(output, None, Vec::new()), |all, part| all.and(part))
}
