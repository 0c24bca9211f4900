//! Caveats for the reader of an evaluation.

use super::evaluation::{Evaluation, Remark};
use super::options::EvaluationOptions;
use super::rankings::OutcomeDiscrimination;
use crate::model::{Model, Output};
use crate::schema::Field;
use crate::table::PatientTable;

/// An area under the ROC curve that questions and a tape measure do not achieve on real people.
const IMPLAUSIBLE_AUROC: f64 = 0.85;
/// Fewer clusters say little about how much clusters differ.
const FEW_CLUSTERS: u64 = 20;

/// The remarks on an evaluation; `lacking` are the outputs for which the data lacks a test.
pub(super) fn notes(
    model: &Model,
    table: &PatientTable<'_>,
    found: &Evaluation,
    lacking: Vec<Output>,
    options: &EvaluationOptions,
    ungrouped: &[(&str, usize)],
) -> Vec<Remark> {
    let names = |outputs: Vec<Output>| outputs.into_iter().map(Output::name).collect::<Vec<_>>().join(", ");
    let mut notes = Vec::new();
    let mut add = |applies: bool, code: &'static str, message: String| {
        if applies {
            notes.push(Remark { code, message });
        }
    };
    let data = &found.data;
    add(
        model.synthetic() == Some(true),
        "synthetic_model",
        "the model learned from generated records, not from people".to_owned(),
    );
    add(
        model.synthetic().is_none(),
        "source_not_stated",
        "it is unknown whether the model learned from people: no source was stated".to_owned(),
    );
    add(data.answered == 0, "no_rows", "the model cannot answer any of the rows".to_owned());
    add(data.no_weight > 0, "rows_without_weight", format!("{} rows have no weight and are left out", data.no_weight));
    add(
        table.column(Field::DiagnosedDiabetes).is_none(),
        "diagnosis_unknown",
        "the data does not say who has diagnosed diabetes; such people would make the model look better than it is"
            .to_owned(),
    );
    for (by, rows) in ungrouped.iter().filter(|(_, rows)| *rows > 0) {
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
        !lacking.is_empty(),
        "partial_definition",
        format!("the data lacks a test that defines the outcome, so some cases are missed: {}", names(lacking)),
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
        found.resamples < options.resamples,
        "fewer_resamples",
        format!("{} resamples instead of {}, to save time", found.resamples, options.resamples),
    );
    notes
}
