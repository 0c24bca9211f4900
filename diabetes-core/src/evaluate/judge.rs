//! Evaluates a model on people and collects all results.

use super::bootstrap::{Bootstrap, Figure};
use super::calibration::Calibrated;
use super::cohort::Cohort;
use super::cutoff::cutoffs;
use super::decision::decision;
use super::evaluation::Evaluation;
use super::glucose::Glucose;
use super::grouping::Grouping;
use super::notes::{Circumstances, notes};
use super::options::EvaluationOptions;
use super::rankings::RankedOutcome;
use super::sample::Sample;
use super::subgroups::Subgroup;
use super::summed::summed;
use super::sums::Sums;
use super::terms::terms;
use crate::model::{Model, Output};
use crate::schema::Field;
use crate::table::PatientTable;
use crate::{Error, EvaluationError};
use serde_json::{Map, Value};

/// The model facts that an evaluation includes.
const MODEL_FACTS: [&str; 9] =
    ["name", "version", "hash", "algorithm", "created", "synthetic", "outputs", "cutoffs", "recalibration"];

/// Evaluates a model on the valid rows of a table that was checked for age and sex, with the target.
///
/// Rows that are invalid or lack a required field, that belong to people to whom the estimate does not apply, or that
/// have no weight are counted and left out. A probability is evaluated on rows with every test shared by the data and
/// its definition, since a missing test hides cases; or on rows with any test if too few have every one.
///
/// Fails with `no_outcome` if the table has neither the target nor hba1c, with `bad_shape`, `bad_weights` or
/// `bad_option`, and with `unreadable_table` for a table that was checked without the target.
///
/// ```
/// use diabetes_core::evaluate::{EvaluationOptions, evaluate};
/// use diabetes_core::table::{PatientTable, Required};
/// use diabetes_core::Model;
/// let ages: Vec<f64> = (0..100).map(|row| 20.0 + f64::from(row % 60)).collect();
/// let hba1c: Vec<f64> = ages.iter().map(|age| if *age > 60.0 { 6.6 } else { 5.4 }).collect();
/// let (sexes, numbers) = (vec!["F"; 100], |number: f64| vec![number; 100]);
/// let (bmi, waist, tas, tad) = (numbers(28.0), numbers(90.0), numbers(130.0), numbers(80.0));
/// let columns = [
///     ("edad", ages[..].into()), ("sexo", sexes[..].into()), ("imc", bmi[..].into()), ("hba1c", hba1c[..].into()),
///     ("perimetro_abdominal", waist[..].into()), ("tas", tas[..].into()), ("tad", tad[..].into()),
/// ];
/// let table = PatientTable::from_columns(&columns, Required::AgeAndSex)?;
/// let found = evaluate(&Model::bundled(), &table, &EvaluationOptions { resamples: 100, ..EvaluationOptions::default() })?;
/// // Only age differs, and the old have diabetes.
/// assert_eq!(found.discrimination[1].outcome, "hba1c >= 6.5");
/// assert_eq!(found.discrimination[1].rankings[0].auroc, Some(1.0));
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub fn evaluate(model: &Model, table: &PatientTable<'_>, options: &EvaluationOptions) -> Result<Evaluation, Error> {
    refuse(table, options)?;
    let people = Cohort::of(model, table, options);
    options.stop.check()?;
    let judged = model.outputs.as_ref().probabilities().map(|(output, of)| Sample::of(output, &of.definition, &people));
    let judged: Vec<Sample<'_>> = judged.collect();
    let diabetes = judged.iter().find(|judged| judged.output == Output::Diabetes);

    let outcomes = RankedOutcome::all(model, &people, &judged, &options.stop);
    options.stop.check()?;
    let calibrated: Vec<Calibrated<'_>> = judged.iter().map(Calibrated::of).collect();
    let glucose = Glucose::of(model, &people);
    options.stop.check()?;
    let subgroups = Subgroup::all(model, table, &people, diabetes, options)?;

    let mut figures: Vec<&dyn Figure> = outcomes.iter().map(|outcome| outcome as &dyn Figure).collect();
    figures.extend(calibrated.iter().map(|calibrated| calibrated as &dyn Figure));
    figures.push(&glucose);
    figures.extend(subgroups.iter().map(|group| group as &dyn Figure));
    let clusters = people.clusters.as_deref().zip(people.facts.clusters).map(|(of, count)| (of, count as usize));
    let bootstrap = Bootstrap {
        seed: options.seed,
        resamples: options.resamples,
        weights: &people.weights,
        clusters,
        stop: options.stop.clone(),
    };
    let bootstrap = bootstrap.bounded(&figures);
    let mut intervals = bootstrap.intervals(&figures).into_iter();
    options.stop.check()?;
    let mut next = || intervals.next().unwrap_or_default();

    let is_outside = |by: &Grouping| people.all.iter().filter(|person| by.level(person.row).is_none()).count() as u64;
    let ungrouped: Vec<(&str, u64)> = options.by.iter().map(|by| (by.name(), is_outside(by))).collect();

    let mut found = Evaluation {
        model: facts_of(model)?,
        library_version: env!("CARGO_PKG_VERSION"),
        evaluated: crate::date::today(),
        seed: options.seed,
        resamples: bootstrap.resamples,
        discrimination: outcomes.iter().map(|outcome| outcome.figures(&people, &next())).collect(),
        calibration: calibrated.iter().map(|calibrated| calibrated.figures(&next())).collect(),
        decision: diabetes.map(decision),
        cutoffs: diabetes.zip(model.cutoffs()).and_then(|(judged, of)| cutoffs(judged, of)),
        glucose: glucose.figures(&next()),
        subgroups: subgroups.iter().map(|group| group.figures(&people, &next())).collect(),
        terms: terms(model),
        warnings: Vec::new(),
        missing: people.missing.clone(),
        data: people.facts.clone(),
        sums: None,
    };
    found.sums = summed(model, table, &people, options)?;
    let circumstances = Circumstances {
        synthetic: model.synthetic(),
        diagnosis_known: table.column(Field::DiagnosedDiabetes).is_some(),
        lacking: judged.iter().filter(|judged| judged.lacks_a_test).map(|judged| judged.output).collect(),
        resamples: options.resamples,
        ungrouped: &ungrouped,
        unmerged: &[],
        left_out: false,
        lost_values: found.sums.as_ref().is_some_and(Sums::lost_values),
    };
    found.warnings = notes(&found, &circumstances);
    Ok(found)
}

/// Refuses a table without an outcome, and options that do not fit it.
pub(super) fn refuse(table: &PatientTable<'_>, options: &EvaluationOptions) -> Result<(), Error> {
    if !table.reads_target() {
        return Err(Error::Table("it was read without Required::AgeAndSex, which an evaluation needs".to_owned()));
    }
    if table.column(Field::OutcomeMgDl).is_none() && table.column(Field::Hba1cPercent).is_none() {
        return Err(EvaluationError::NoOutcome.into());
    }
    Ok(options.check(table.rows())?)
}

pub(super) fn facts_of(model: &Model) -> Result<Value, Error> {
    let info = model.info()?;
    let fact = |key: &str| (key.to_owned(), info.get(key).cloned().unwrap_or_default());
    let mut facts: Map<String, Value> = MODEL_FACTS.into_iter().map(fact).collect();
    facts.insert("source".to_owned(), info.pointer("/training/source").cloned().unwrap_or_default());
    Ok(Value::Object(facts))
}
