//! Training: from records with an outcome to a model.

mod crossfit;
mod design;
mod metrics;
mod moments;
mod newton;
mod outcome;
mod quantiles;
mod solve;
mod split;

pub use moments::Moments;
pub(crate) use newton::logistic;
pub use solve::{LeastSquares, least_squares};

use crate::model::{GlucoseOutput, Metrics, Model, Output, ProbabilityOutput, TrainingFacts};
use crate::schema::Field;
use crate::table::PatientTable;
use crate::values::Values;
use crate::{Error, TrainingError, synthetic};
use crossfit::CrossFit;
use design::Design;
use split::{FOLDS, Part, part};
use std::collections::BTreeMap;

/// Fewest events and fewest non-events a probability output needs.
const MIN_EVENTS: u64 = 10;
/// Fewest rows an output needs, whatever the number of columns.
const MIN_ROWS: u64 = 50;

/// How a model's tables are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// One line a number field, one table a choice field; least squares and logistic regression.
    #[default]
    Linear,
}

impl Algorithm {
    /// The algorithm with this name.
    pub fn by_name(name: &str) -> Result<Self, TrainingError> {
        match name {
            "linear" => Ok(Algorithm::Linear),
            other => Err(TrainingError::UnknownAlgorithm(other.to_owned())),
        }
    }

    /// The name, such as `linear`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Linear => "linear",
        }
    }
}

/// Options of [`train`].
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How the tables are found.
    pub algorithm: Algorithm,
    /// The outputs to train.
    pub outputs: Vec<Output>,
    /// Share of the rows that are kept out of training and only measured, 0 to below 1.
    pub test_size: f64,
    /// Seed of the split.
    pub seed: u64,
    /// Name of the model.
    pub name: String,
    /// What the data is, in words.
    pub source: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            algorithm: Algorithm::Linear,
            outputs: Output::ALL.to_vec(),
            test_size: 0.2,
            seed: 42,
            name: "linear".to_owned(),
            source: String::new(),
        }
    }
}

/// A valid row with an outcome.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TrainingRow {
    values: Values,
    weight: f64,
}

/// Trains a model on the valid rows of a table that was checked for age and sex.
///
/// Rows that are not valid, have no outcome or no weight, or belong to people whom the estimate does not
/// apply to (pregnant, diabetes diagnosed) are skipped and counted by code in the training facts.
///
/// ```
/// use diabetes_core::{Output, synthetic, train::{Options, train}};
/// let records = synthetic::generate(2_000, 7);
/// let model = train(&records, None, &Options::default())?;
/// let glucose = model.metrics().held_out.glucose.as_ref();
/// assert!(glucose.is_some_and(|metrics| metrics.r2 > 0.7));
/// assert!(model.is_synthetic());
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub fn train(table: &PatientTable<'_>, weights: Option<&[f64]>, options: &Options) -> Result<Model, Error> {
    if !(0.0..1.0).contains(&options.test_size) {
        return Err(TrainingError::BadOption("test_size must be 0 or more and below 1".to_owned()).into());
    }
    if options.outputs.is_empty() {
        return Err(TrainingError::BadOption("outputs must name at least one output".to_owned()).into());
    }
    if table.column(Field::OutcomeMgDl).is_none() && table.column(Field::Hba1cPercent).is_none() {
        return Err(TrainingError::NoOutcome.into());
    }
    let mut skipped = BTreeMap::new();
    let rows = usable_rows(table, weights, &mut skipped)?;
    let definitions = outcome::Definitions::of(&rows);
    let (mut training, mut folds, mut held_out) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        match part(&row.values, options.seed, options.test_size) {
            Part::HeldOut => held_out.push(*row),
            Part::Fold(fold) => {
                training.push(*row);
                folds.push(fold);
            }
        }
    }
    let mut design = Design::new(&training);
    let needed = MIN_ROWS.max(2 * (design.width() as u64 + 1));
    if (training.len() as u64) < needed {
        let counts: Vec<String> = skipped.iter().map(|(code, count)| format!("{code} {count}")).collect();
        let skipped = if counts.is_empty() { String::new() } else { format!("; skipped: {}", counts.join(", ")) };
        return Err(TrainingError::TooFewRows { rows: training.len() as u64, needed, skipped }.into());
    }
    drop_aliased(&mut design, &training);
    if design.width() == 0 {
        return Err(TrainingError::NoPredictors.into());
    }
    let cross = CrossFit::new(&design, &training, &folds, &definitions);
    let mut facts = TrainingFacts {
        source: options.source.clone(),
        synthetic: synthetic::is_generated(rows.iter().map(|row| &row.values)),
        skipped,
        rows: training.len() as u64,
        held_out: held_out.len() as u64,
        weighted: weights.is_some(),
        test_size: options.test_size,
        seed: options.seed,
        folds: FOLDS,
        ..TrainingFacts::default()
    };
    let mut fits = BTreeMap::new();
    for output in &options.outputs {
        let counts = definitions.counts(*output, &training);
        let fit = trainable(*output, counts, needed).and_then(|()| cross.fit(*output).map_err(|error| error.code()));
        match fit {
            Ok(fit) => {
                facts.output_rows.insert(output.name().to_owned(), counts.rows);
                if *output != Output::Glucose {
                    facts.events.insert(output.name().to_owned(), counts.events);
                }
                fits.insert(*output, fit);
            }
            Err(reason) => {
                facts.outputs_left_out.insert(output.name().to_owned(), reason.to_owned());
            }
        }
    }
    if fits.is_empty() {
        let reasons: Vec<String> =
            facts.outputs_left_out.iter().map(|(output, reason)| format!("{output} {reason}")).collect();
        return Err(TrainingError::NoOutput(reasons.join(", ")).into());
    }
    let probability = |output: Output| {
        fits.get(&output).map(|fit| ProbabilityOutput {
            definition: definitions.cuts(output).collect(),
            scorecard: fit.scorecard.clone(),
            calibration: fit.calibration,
        })
    };
    facts.left_out.clone_from(&design.left_out);
    let mut model = Model {
        name: options.name.clone(),
        algorithm: options.algorithm.name().to_owned(),
        created: time::OffsetDateTime::now_utc().date().to_string(),
        library_version: env!("CARGO_PKG_VERSION").to_owned(),
        fields: design.stats.clone(),
        glucose: fits.get(&Output::Glucose).map(|fit| GlucoseOutput {
            scorecard: fit.scorecard.clone(),
            calibration: fit.calibration,
            interval: cross.interval(fit, None),
        }),
        dysglycaemia: probability(Output::Dysglycaemia),
        diabetes: probability(Output::Diabetes),
        cutoffs: cross.cutoffs(&fits),
        training: facts,
        metrics: Metrics { cross_fitted: cross.metrics(&fits), ..Metrics::default() },
    };
    model.metrics.held_out = metrics::held_out(&model, &held_out, &definitions);
    Ok(model)
}

/// The valid rows that an outcome is known for; the others are counted by code.
fn usable_rows(
    table: &PatientTable<'_>,
    weights: Option<&[f64]>,
    skipped: &mut BTreeMap<String, u64>,
) -> Result<Vec<TrainingRow>, TrainingError> {
    if let Some(weights) = weights {
        if weights.len() != table.rows() {
            return Err(TrainingError::BadShape(format!("{} weights for {} rows", weights.len(), table.rows())));
        }
        if let Some(row) = weights.iter().position(|weight| *weight < 0.0 || weight.is_infinite()) {
            return Err(TrainingError::BadWeights(format!("row {row} is negative or infinite")));
        }
        if !weights.is_empty() && weights.iter().all(|weight| *weight == 0.0) {
            return Err(TrainingError::BadWeights("all are zero".to_owned()));
        }
    }
    let mut skip = |code: &str| *skipped.entry(code.to_owned()).or_insert(0) += 1;
    let mut rows = Vec::new();
    for row in 0..table.rows() {
        if let Some(errors) = table.errors().get(&row) {
            skip(errors.errors().first().map_or("invalid", |error| error.code()));
            continue;
        }
        let values = table.values(row);
        // A weight that is missing or zero leaves the row out.
        let weight = weights.and_then(|weights| weights.get(row).copied()).unwrap_or(1.0);
        if values.is_yes(Field::DiagnosedDiabetes) {
            skip("known_diabetes");
        } else if values.is_yes(Field::Pregnant) {
            skip("pregnant");
        } else if values.known(Field::OutcomeMgDl).is_none() && values.known(Field::Hba1cPercent).is_none() {
            skip("no_outcome");
        } else if weight > 0.0 {
            rows.push(TrainingRow { values, weight });
        } else {
            skip("no_weight");
        }
    }
    Ok(rows)
}

fn drop_aliased(design: &mut Design, rows: &[TrainingRow]) {
    let x = design.matrix(rows.iter().map(|row| &row.values));
    let mut moments = Moments::new(design.width());
    moments.add_finite(x.view(), ndarray::Array1::zeros(rows.len()).view(), None);
    design.drop_columns(&moments.aliased());
}

fn trainable(output: Output, counts: outcome::Counts, needed: u64) -> Result<(), &'static str> {
    if counts.rows < needed {
        Err("too_few_rows")
    } else if output != Output::Glucose && counts.events < MIN_EVENTS {
        Err("too_few_events")
    } else if output != Output::Glucose && counts.rows - counts.events < MIN_EVENTS {
        Err("too_few_non_events")
    } else {
        Ok(())
    }
}
