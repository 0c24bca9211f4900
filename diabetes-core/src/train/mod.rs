//! Training: from records with an outcome to a model.

mod crossfit;
mod design;
mod metrics;
mod moments;
mod newton;
mod outcome;
mod rows;
mod solve;
mod split;

pub use moments::Moments;
pub use solve::{LeastSquares, least_squares};

use crate::evaluate::MIN_EVENTS;
use crate::model::{GlucoseOutput, Metrics, Model, Output, ProbabilityOutput, TrainingFacts};
use crate::schema::Field;
use crate::table::PatientTable;
use crate::{Error, TrainingError};
use crossfit::{CrossFit, Fit};
use design::Design;
use ndarray::{Array1, Array2, Axis};
use outcome::Definitions;
use rows::{Rows, TrainingRow};
use split::FOLDS;
use std::collections::BTreeMap;

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
    check(table, options)?;
    let rows = Rows::of(table, weights, options)?;
    let definitions = Definitions::of(&rows.training);
    let mut design = Design::new(&rows.training);
    let needed = MIN_ROWS.max(2 * (design.width() as u64 + 1));
    if (rows.training.len() as u64) < needed {
        return Err(rows.too_few(needed).into());
    }
    let x = without_aliased(&mut design, &rows.training);
    if design.width() == 0 {
        return Err(TrainingError::NoPredictors.into());
    }
    let mut facts = TrainingFacts {
        source: options.source.clone(),
        synthetic: rows.are_generated(),
        skipped: rows.skipped.clone(),
        rows: rows.training.len() as u64,
        held_out: rows.held_out.len() as u64,
        left_out: design.left_out.clone(),
        weighted: weights.is_some(),
        test_size: options.test_size,
        seed: options.seed,
        folds: FOLDS,
        ..TrainingFacts::default()
    };
    let cross = CrossFit { design: &design, rows: &rows.training, folds: &rows.folds, definitions: &definitions, x };
    let fits = fit_outputs(&cross, &rows.training, &definitions, needed, options, &mut facts)?;
    let probability = |output: Output| {
        fits.get(&output).map(|fit| ProbabilityOutput {
            definition: definitions.cuts(output).collect(),
            scorecard: fit.scorecard.clone(),
            calibration: fit.calibration,
        })
    };
    let mut model = Model {
        name: options.name.clone(),
        algorithm: options.algorithm.name().to_owned(),
        created: crate::date::today(),
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
    model.metrics.held_out = metrics::held_out(&model, &rows.held_out, &definitions);
    // What is returned can be saved and loaded again.
    match Model::from_json(&model.to_json()?) {
        Ok(read) if read == model => Ok(model),
        Ok(_) => Err(TrainingError::Unsound("it changes when it is saved".to_owned()).into()),
        Err(error) => Err(TrainingError::Unsound(error.to_string()).into()),
    }
}

fn check(table: &PatientTable<'_>, options: &Options) -> Result<(), Error> {
    if !(0.0..1.0).contains(&options.test_size) {
        return Err(TrainingError::BadOption("test_size must be 0 or more and below 1".to_owned()).into());
    }
    if options.outputs.is_empty() {
        return Err(TrainingError::BadOption("outputs must name at least one output".to_owned()).into());
    }
    if table.column(Field::OutcomeMgDl).is_none() && table.column(Field::Hba1cPercent).is_none() {
        return Err(TrainingError::NoOutcome.into());
    }
    if !table.reads_target() {
        return Err(Error::Table("it was not checked for training: Required::AgeAndSex".to_owned()));
    }
    Ok(())
}

/// Fits the outputs that can be fitted and notes in the facts what became of each.
fn fit_outputs(
    cross: &CrossFit<'_>,
    training: &[TrainingRow],
    definitions: &Definitions,
    needed: u64,
    options: &Options,
    facts: &mut TrainingFacts,
) -> Result<BTreeMap<Output, Fit>, TrainingError> {
    let mut fits = BTreeMap::new();
    for output in &options.outputs {
        let counts = definitions.counts(*output, training.iter());
        let fit = trainable(*output, counts, needed).and_then(|()| cross.fit(*output).map_err(|error| error.code()));
        let name = output.name().to_owned();
        match fit {
            Ok(fit) => {
                fits.insert(*output, fit);
                facts.output_rows.insert(name.clone(), counts.rows);
                if *output != Output::Glucose {
                    facts.events.insert(name.clone(), counts.events);
                    facts.judged_on.insert(name, definitions.judged_on(*output).to_owned());
                }
            }
            Err(reason) => {
                facts.outputs_left_out.insert(name, reason.to_owned());
            }
        }
    }
    if fits.is_empty() {
        let reasons: Vec<String> =
            facts.outputs_left_out.iter().map(|(output, reason)| format!("{output} {reason}")).collect();
        return Err(TrainingError::NoOutput(reasons.join(", ")));
    }
    Ok(fits)
}

/// Drops the aliased columns of a design; what is left are the rows as numbers.
fn without_aliased(design: &mut Design, rows: &[TrainingRow]) -> Array2<f64> {
    let x = design.matrix(rows.iter().map(|row| &row.values));
    let mut moments = Moments::new(design.width());
    moments.add_finite(x.view(), Array1::zeros(rows.len()).view(), None);
    let aliased = moments.aliased();
    if aliased.is_empty() {
        return x;
    }
    let kept: Vec<usize> = (0..design.width()).filter(|column| !aliased.contains(column)).collect();
    design.drop_columns(&aliased);
    // Rows stay contiguous, as sums over them are.
    x.select(Axis(1), &kept).as_standard_layout().into_owned()
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
