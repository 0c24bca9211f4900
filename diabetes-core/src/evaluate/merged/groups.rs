//! The figures of groups of people, from counts and sums.

use super::glucose;
use super::ranked::Ranked;
use super::{Resampling, Step, added, are_too_few, counts, rows, steps};
use crate::evaluate::bootstrap::Intervals;
use crate::evaluate::figures;
use crate::evaluate::sample::SampleRow;
use crate::evaluate::subgroups::SubgroupFigures;
use crate::evaluate::sums::{Groups, Judged, Level, Levels};
use crate::model::Output;

/// The groups of people on whom P(diabetes) is judged: those with at least this many tests. A single level of a usual
/// grouping would contain everyone. `None` if a sum is too large.
pub(in crate::evaluate) fn subgroups(
    groups: &[Groups],
    fewest_tests: usize,
    resampling: &Resampling,
) -> Option<Vec<SubgroupFigures>> {
    let shown = groups.iter().filter(|of| of.kind != Levels::Own && (of.asked || of.levels.len() > 1));
    shown.flat_map(|of| of.levels.iter().map(|level| group(&of.by, level, fewest_tests, resampling))).collect()
}

fn group(by: &str, level: &Level, fewest_tests: usize, resampling: &Resampling) -> Option<SubgroupFigures> {
    let judged = added(Output::Diabetes, level.judged.iter().filter(|of| of.tests.len() >= fewest_tests))?;
    let withheld = are_too_few(&judged);
    let (auroc, auroc_within, intervals) =
        if withheld { (None, None, Vec::new()) } else { resampled(&judged, resampling) };
    let interval = |position: usize| intervals.get(position).copied().flatten();
    let glucose = glucose::figures(&level.glucose, None);
    Some(SubgroupFigures {
        by: by.to_owned(),
        level: level.name.clone(),
        rows: judged.people,
        events: judged.events,
        withheld,
        auroc,
        auroc_interval: interval(0),
        auroc_within,
        observed_expected: if withheld { None } else { observed_expected(&judged) },
        observed_expected_interval: interval(1),
        glucose_rows: level.glucose.rows,
        glucose_mae: glucose.as_ref().map(|of| of.metrics.mae),
        glucose_bias: glucose.as_ref().map(|of| of.bias),
        coverage_90: glucose.as_ref().map(|of| of.metrics.coverage_90),
    })
}

/// The area, how far it can be off, and the intervals of area and ratio.
fn resampled(judged: &Judged, resampling: &Resampling) -> (Option<f64>, Option<f64>, Intervals) {
    let steps = steps(judged);
    let (ranked, counts) = (Ranked::of(&steps), counts(&steps));
    // People of a single cell are not ranked.
    let is_ranked = !matches!(steps[..], [step] if !step.is_tie);
    let intervals = resampling.intervals(&counts, 2 * counts.len(), |counts| {
        let area = if is_ranked { ranked.under(counts)[0] } else { None };
        vec![area, ratio(&steps, counts)]
    });
    if is_ranked { (ranked.figures.auroc, ranked.auroc_within, intervals) } else { (None, None, intervals) }
}

/// Observed over expected cases.
fn observed_expected(judged: &Judged) -> Option<f64> {
    match rows(judged) {
        Some(rows) => figures::observed_expected(rows.iter().map(SampleRow::measured)),
        None => Some(judged.events as f64 / judged.totals.expected()),
    }
}

/// The same with other counts of the same steps.
fn ratio(steps: &[Step], counts: &[f64]) -> Option<f64> {
    let (mut observed, mut expected) = (0.0, 0.0);
    for (step, pair) in steps.iter().zip(counts.chunks(2)) {
        let [without, with] = [pair.first(), pair.get(1)].map(|count| count.copied().unwrap_or_default());
        observed += with;
        expected += (without + with) * step.probability;
    }
    (expected > 0.0).then(|| observed / expected)
}
