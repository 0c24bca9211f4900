//! The figures of groups of people, from counts and sums.

use super::calibrated::ratio;
use super::ranked::Ranked;
use super::{Resampling, added, are_too_few, counts};
use crate::evaluate::bootstrap::Intervals;
use crate::evaluate::subgroups::SubgroupFigures;
use crate::evaluate::sums::{GlucoseTotals, Groups, Judged, Level, Levels};
use crate::model::Output;
use crate::outcomes::MIN_EVENTS;

/// The groups of people on whom P(diabetes) is judged: those with at least this many tests. A single level of a usual
/// grouping would contain everyone. `None` if a sum is too large.
pub(in crate::evaluate) fn subgroups(
    groups: &[Groups],
    fewest_tests: usize,
    resampling: &Resampling,
) -> Option<Vec<SubgroupFigures>> {
    let shown = groups.iter().filter(|of| of.kind != Levels::Own && (of.asked || of.levels.len() > 1));
    shown.flat_map(|of| of.levels.iter().map(|level| figures(&of.by, level, fewest_tests, resampling))).collect()
}

fn figures(by: &str, level: &Level, fewest_tests: usize, resampling: &Resampling) -> Option<SubgroupFigures> {
    let judged = added(Output::Diabetes, level.judged.iter().filter(|of| of.tests.len() >= fewest_tests))?;
    let withheld = are_too_few(&judged);
    let (auroc, auroc_within, intervals) =
        if withheld { (None, None, Vec::new()) } else { resampled(&judged, resampling) };
    let interval = |position: usize| intervals.get(position).copied().flatten();
    let glucose = Some(&level.glucose).filter(|of| of.rows >= MIN_EVENTS);
    Some(SubgroupFigures {
        by: by.to_owned(),
        level: level.name.clone(),
        rows: judged.people,
        events: judged.events,
        withheld,
        auroc,
        auroc_interval: interval(0),
        auroc_within,
        observed_expected: (!withheld).then(|| judged.events as f64 / judged.totals.expected()),
        observed_expected_interval: interval(1),
        glucose_rows: level.glucose.rows,
        glucose_mae: glucose.map(GlucoseTotals::mae),
        glucose_bias: glucose.map(GlucoseTotals::bias),
        coverage_90: glucose.map(|of| of.share(of.covered)),
    })
}

/// The area, how far it can be off, and the intervals of area and ratio.
fn resampled(judged: &Judged, resampling: &Resampling) -> (Option<f64>, Option<f64>, Intervals) {
    let ranked = Ranked::of(&judged.probabilities, false);
    let counts = counts(&judged.probabilities);
    let intervals = resampling.intervals(&counts, 2 * counts.len(), |counts| {
        let [auroc, _] = ranked.under(counts);
        vec![auroc, ratio(judged, counts)]
    });
    (ranked.figures.auroc, ranked.auroc_within, intervals)
}
