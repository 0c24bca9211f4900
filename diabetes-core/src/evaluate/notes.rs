//! Caveats for the reader of an evaluation.

use super::evaluation::{Evaluation, Remark};
use super::rankings::OutcomeDiscrimination;
use super::sums::{MOST_ROWS, MOST_VALUES};
use crate::model::Output;

/// An area under the ROC curve that questions and a tape measure do not achieve on real people.
const IMPLAUSIBLE_AUROC: f64 = 0.85;
/// Fewer clusters say little about how much clusters differ.
const FEW_CLUSTERS: u64 = 20;

/// An area under the ROC curve that is known less exactly than this is worth a remark.
const UNSHARP: f64 = 0.005;

/// What remarks are made of beside the figures.
pub(super) struct Circumstances<'a> {
    /// Whether the model learned from generated records; `None` if nobody said.
    pub(super) synthetic: Option<bool>,
    /// Whether the data says who has diagnosed diabetes.
    pub(super) diagnosis_known: bool,
    /// The outputs for which the data lacks a test.
    pub(super) lacking: Vec<Output>,
    /// The resamples asked for.
    pub(super) resamples: u32,
    /// Rows without a group, by grouping.
    pub(super) ungrouped: &'a [(&'a str, u64)],
    /// Groupings whose levels differ between sites.
    pub(super) unmerged: &'a [&'a str],
    /// Whether people of a site are missing from a figure because they are too few.
    pub(super) left_out: bool,
    /// Whether people whose cells may hold one person are known by wider cells only.
    pub(super) lost_values: bool,
}

/// The remarks on an evaluation.
pub(super) fn notes(found: &Evaluation, of: &Circumstances<'_>) -> Vec<Remark> {
    let names = |outputs: Vec<Output>| outputs.into_iter().map(Output::name).collect::<Vec<_>>().join(", ");
    let mut notes = Vec::new();
    let mut add = |applies: bool, code: &'static str, message: String| {
        if applies {
            notes.push(Remark { code, message });
        }
    };
    let data = &found.data;
    add(
        of.synthetic == Some(true),
        "synthetic_model",
        "the model learned from generated records, not from people".to_owned(),
    );
    add(
        of.synthetic.is_none(),
        "source_not_stated",
        "it is unknown whether the model learned from people: no source was stated".to_owned(),
    );
    add(data.answered == 0, "no_rows", "the model cannot answer any of the rows".to_owned());
    add(data.no_weight > 0, "rows_without_weight", format!("{} rows have no weight and are left out", data.no_weight));
    add(
        !of.diagnosis_known,
        "diagnosis_unknown",
        "the data does not say who has diagnosed diabetes; such people would make the model look better than it is"
            .to_owned(),
    );
    for (by, rows) in of.ungrouped.iter().filter(|(_, rows)| *rows > 0) {
        add(true, "rows_without_group", format!("{by}: rows without a group: {rows}"));
    }
    let name = |of: &OutcomeDiscrimination| match of.field {
        Some(_) => of.outcome.clone(),
        None => format!("the definition of {}", of.output),
    };
    let withheld: Vec<String> = found.discrimination.iter().filter(|of| of.withheld).map(name).collect();
    add(
        !withheld.is_empty(),
        "few_events",
        format!(
            "fewer than 10 people with the outcome, or fewer than 10 without it{}: {}",
            if data.weighted { " after weighting" } else { "" },
            withheld.join(", ")
        ),
    );
    let any: Vec<Output> =
        found.calibration.iter().filter(|of| of.judged_on == "any_test").map(|of| of.output).collect();
    add(
        !any.is_empty(),
        "any_test",
        format!("too few rows have every test, and a missing test hides cases: {}", names(any)),
    );
    add(
        !of.lacking.is_empty(),
        "partial_definition",
        format!(
            "the data lacks a test that defines the outcome, so some cases are missed: {}",
            names(of.lacking.clone())
        ),
    );
    let highest = found.discrimination.iter().filter_map(|of| of.rankings.first()?.auroc).fold(0.0, f64::max);
    add(
        highest > IMPLAUSIBLE_AUROC,
        "implausible_auroc",
        format!(
            "an AUROC of {highest:.3} is higher than these inputs reach on real people: look for diagnosed diabetes, \
             generated records or inputs derived from the outcome"
        ),
    );
    add(
        data.clusters.is_some_and(|clusters| clusters < FEW_CLUSTERS),
        "few_clusters",
        format!("fewer than {FEW_CLUSTERS} clusters: the intervals are too narrow"),
    );
    add(
        found.resamples < of.resamples,
        "fewer_resamples",
        format!("{} resamples instead of {}, to save time", found.resamples, of.resamples),
    );
    notes.extend(of_cells(found, of));
    notes
}

/// What is less than the figures of all rows, because people are known by cells.
fn of_cells(found: &Evaluation, of: &Circumstances<'_>) -> Vec<Remark> {
    let mut notes = Vec::new();
    let mut add = |applies: bool, code: &'static str, message: String| {
        if applies {
            notes.push(Remark { code, message });
        }
    };
    add(
        !of.unmerged.is_empty(),
        "groups_differ",
        format!("groups cut at quartiles cannot be put together and are left out: {}", of.unmerged.join(", ")),
    );
    add(
        of.lost_values,
        "counted_in_cells",
        format!(
            "not every score is known: a site has wider cells, or there are more than {MOST_VALUES} distinct scores or \
             more than {MOST_ROWS} people; figures may differ a little from those of all rows"
        ),
    );
    add(
        of.left_out,
        "rows_left_out",
        "people are missing from some figures: at their site, fewer than its smallest cell were in a group, or had the \
         outcome, or did not have it"
            .to_owned(),
    );
    let within = found.discrimination.iter().filter_map(|of| of.rankings.first()?.auroc_within).fold(0.0, f64::max);
    add(
        within > UNSHARP,
        "wide_cells",
        format!("a site's cells are so wide that an AUROC is known only to within {within:.3}: merge without it"),
    );
    notes
}
