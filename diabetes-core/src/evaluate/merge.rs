//! Evaluations of several sites as one, from their counts and sums.

use super::cutoff::cutoffs_of;
use super::decision::decision_of;
use super::evaluation::Evaluation;
use super::merged::{Resampling, basis, calibration, glucose, ranked, subgroups};
use super::notes::{Circumstances, notes};
use super::sums::{Judged, Levels, Reached, Sums};
use crate::model::Output;
use crate::{Error, EvaluationError, Stop};
use serde_json::json;
use std::cell::Cell;

/// Evaluates a model on the people of several sites together, from the [sums](Sums) that the sites' evaluations hold.
///
/// If every site was evaluated with `smallest_cell` 1, its sums hold each person's score and result: the figures are
/// computed as those of rows and equal those of all rows together to the last bit. Only intervals differ, since other
/// rows are drawn, and groups cut at a site's own quartiles are left out. Above 100,000 distinct scores or 1,000,000
/// people of an outcome, or with a site of wider cells, the figures are those of cells, and a remark says so
/// (`counted_in_cells`).
///
/// Figures of cells, without a row that leaves a site: counts of people and of the outcome are those of all rows
/// together to the last bit, and observed / expected to 2^-33 of a probability a row. The rest comes from counts of
/// people in cells of the log-odds, each with at least `smallest_cell` people, some with and some without the outcome:
/// each AUROC and average precision says within how much of that of the rows it is; Brier score, calibration line,
/// cut-offs and decision curve differ a little. Sums of the glucose are rounded to 1 mg/dL and 100 (mg/dL)² a site.
/// Groups have counts and observed / expected but no AUROC; of a site with fewer than `smallest_cell` people with or
/// without the outcome in a group, these people are left out of it, and a remark says so (`rows_left_out`). Intervals
/// come from resampling the people of the cells; that of a difference of two areas is as if the two were of different
/// people, which is too wide. What needs the rows is left out: coverage by thirds, intervals of the glucose, and groups
/// cut at a site's own quartiles. The model's tables (`terms`) and all but the main facts of the model are not in the
/// sums.
///
/// The order of the sites does not matter. Fails with `cannot_merge` without sites, for different models, and for a
/// site that stands in two of them.
///
/// ```
/// use diabetes_core::evaluate::{EvaluationOptions, Sums, evaluate, merge};
/// use diabetes_core::table::{PatientTable, Required};
/// use diabetes_core::{Model, json};
/// let site = |name: &str, hba1c: [f64; 4]| {
///     let rows = |numbers: [f64; 4]| numbers.repeat(50);
///     let (age, bmi, waist) = (rows([40.0, 50.0, 60.0, 70.0]), rows([22.0, 27.0, 31.0, 35.0]), rows([90.0; 4]));
///     let (tas, tad, hba1c, sexes) = (rows([130.0; 4]), rows([80.0; 4]), rows(hba1c), vec!["F"; 200]);
///     let columns = [
///         ("edad", age[..].into()), ("sexo", sexes[..].into()), ("imc", bmi[..].into()), ("tas", tas[..].into()),
///         ("perimetro_abdominal", waist[..].into()), ("tad", tad[..].into()), ("hba1c", hba1c[..].into()),
///     ];
///     let table = PatientTable::from_columns(&columns, Required::AgeAndSex)?;
///     let options = EvaluationOptions { resamples: 0, site: Some(name.to_owned()), ..EvaluationOptions::default() };
///     Sums::from_json(&json::to_string(&evaluate(&Model::bundled(), &table, &options)?)?)
/// };
/// let merged = merge(&[site("North", [5.2, 5.3, 5.4, 6.6])?, site("South", [5.2, 5.4, 6.5, 6.8])?], 100, 42)?;
/// let diabetes = &merged.calibration[1];
/// assert_eq!((diabetes.rows, diabetes.events), (400, 150));
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub fn merge(sites: &[Sums], resamples: u32, seed: u64) -> Result<Evaluation, Error> {
    let (first, others) =
        sites.split_first().ok_or_else(|| EvaluationError::CannotMerge("none were given".to_owned()))?;
    let sums = others.iter().try_fold(first.clone(), |all, site| all.and(site))?;
    evaluation(sums, resamples, seed, &Stop::default())
        .ok_or_else(|| EvaluationError::CannotMerge("a sum is too large".to_owned()).into())
}

/// The evaluation of these people; `None` if a sum is too large.
pub(super) fn evaluation(sums: Sums, resamples: u32, seed: u64, stop: &Stop) -> Option<Evaluation> {
    let resampling = Resampling { seed, asked: resamples, taken: Cell::new(resamples), stop: stop.clone() };
    let model = &sums.model;
    let judged = model.probabilities.iter().map(|of| Some((of, basis(&sums, of)?)));
    let definitions: Vec<_> = judged.collect::<Option<_>>()?;
    let diabetes = definitions.iter().find(|(of, _)| of.output == Output::Diabetes).map(|(_, of)| of);

    let tests = sums.judged.iter().filter(|of| of.field.is_some());
    let outcomes = tests.chain(definitions.iter().map(|(_, of)| &of.judged));
    let discrimination = outcomes.map(|of| ranked(of, &sums.scores, &resampling)).collect();
    let calibration = definitions.iter().map(|(of, basis)| calibration(basis, &of.cuts, &resampling)).collect();
    let reached = |judged: &Judged, at: f64| {
        let found = judged.reached.iter().find(|reached| reached.at == at);
        found.map_or([0; 2], |Reached { people, events, .. }| [*people, *events])
    };
    let all = |judged: &Judged| [judged.people, judged.events];
    let decision = diabetes.map(|of| decision_of(of.judged.output, all(&of.judged), |at| reached(&of.judged, at)));
    let cutoffs = diabetes
        .zip(model.cutoffs)
        .and_then(|(of, cutoffs)| cutoffs_of(all(&of.judged), cutoffs, |at| reached(&of.judged, at)));

    let asked = sums.groups.iter().filter(|groups| groups.asked);
    let ungrouped: Vec<(&str, u64)> = asked.map(|groups| (groups.by.as_str(), groups.outside)).collect();
    let is_own = sums.groups.iter().filter(|groups| groups.kind == Levels::Own);
    let unmerged: Vec<&str> = is_own.map(|groups| groups.by.as_str()).collect();
    let levels = || sums.groups.iter().flat_map(|groups| &groups.levels);
    let in_groups = levels().flat_map(|level| &level.judged);
    let circumstances = Circumstances {
        synthetic: model.synthetic,
        diagnosis_known: sums.diagnosis_known,
        lacking: definitions.iter().filter(|(_, of)| of.lacks_a_test).map(|(of, _)| of.output).collect(),
        resamples,
        ungrouped: &ungrouped,
        unmerged: &unmerged,
        left_out: sums.judged.iter().chain(in_groups).any(|judged| judged.left_out > 0)
            || levels().map(|level| &level.glucose).chain([&sums.glucose]).any(|glucose| glucose.left_out > 0),
        lost_values: sums.lost_values(),
    };
    let subgroups = subgroups(&sums.groups, diabetes.map_or(1, |of| of.fewest_tests), &resampling)?;
    let glucose = if model.glucose { glucose(&sums.glucose, Some(&resampling)) } else { None };
    let mut found = Evaluation {
        model: json!({
            "name": model.name, "version": crate::model::version_of(&model.hash), "hash": model.hash,
            "synthetic": model.synthetic,
        }),
        library_version: env!("CARGO_PKG_VERSION"),
        evaluated: crate::date::today(),
        seed,
        resamples: resampling.taken.get(),
        data: sums.data.clone(),
        missing: sums.missing.clone(),
        discrimination,
        calibration,
        decision,
        cutoffs,
        glucose,
        subgroups,
        terms: Vec::new(),
        warnings: Vec::new(),
        sums: None,
    };
    found.warnings = notes(&found, &circumstances);
    Some(Evaluation { sums: Some(sums), ..found })
}
