//! Type 2 diabetes risk as an additive scorecard.
//!
//! A model is a table: an intercept, a list of terms and a link. It can therefore be read, its answers are explained
//! exactly, and the same record gives the same bits everywhere. It estimates; it is not a diagnostic device.
//!
//! ```
//! use diabetes_core::{Locale, Model, Output, Patient};
//!
//! let model = Model::bundled();
//! let patient = Patient::from_json(
//!     r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85, "fuma": "No"}"#,
//! )?;
//! let prediction = model.predict(&patient);
//! println!("{}", prediction.interpretation(Locale::En));
//! for contribution in model.explain(&patient, Output::Glucose)? {
//!     let name = contribution.field.map_or("base", |field| field.name());
//!     println!("{name:>20} {:+.2} mg/dL", contribution.points);
//! }
//! # Ok::<(), diabetes_core::Error>(())
//! ```
//!
//! With `default-features = false` the crate only predicts: no linfa, no random numbers, no CSV.

#![forbid(unsafe_code)]

pub mod advice;
mod applicability;
mod arithmetic;
pub mod capacity;
mod check;
#[cfg(feature = "csv-text")]
pub mod csv;
mod date;
#[cfg(feature = "csv-text")]
mod dialect;
mod error;
pub mod evaluate;
#[cfg(feature = "fhir")]
pub mod fhir;
mod figures;
mod imputed;
mod interpretation;
pub mod json;
mod labels;
mod locale;
mod localized;
pub mod model;
mod numbers;
mod outcomes;
mod outputs;
mod patient;
mod prediction;
mod provenance;
mod quantiles;
mod raw;
mod reader;
mod record;
pub mod risk;
pub mod rules;
pub mod schema;
pub mod scorecard;
pub mod scores;
mod splitmix;
#[cfg(feature = "sql")]
mod sql;
mod stop;
#[cfg(feature = "train")]
pub mod synthetic;
pub mod table;
mod text;
#[cfg(feature = "train")]
pub mod train;
pub mod units;
pub mod validation;
mod values;
mod weights;
mod words;

pub use advice::{Advice, AdviceOptions, NextStep, Urgent};
pub use applicability::NotApplicable;
pub use date::Date;
pub use error::{Error, EvaluationError, TrainingError};
pub use figures::{FIGURES, Figures};
pub use imputed::{Imputed, ImputedFields};
pub use interpretation::Phrases;
pub use labels::Labels;
pub use locale::{Locale, Text};
pub use localized::LocalizedPrediction;
pub use model::{Model, ModelFileError, Output, PredictionTable};
pub use patient::{PartialRecord, Patient, PatientBuilder};
pub use prediction::{Prediction, Probabilities};
pub use raw::Raw;
pub use record::Record;
pub use schema::Field;
pub use scorecard::Contribution;
#[cfg(feature = "sql")]
pub use sql::Dialect;
pub use stop::Stop;
pub use table::{ColumnData, PatientTable};
pub use validation::{FieldError, LocalizedWarning, ValidationErrors, Warning};
pub use values::Value;

/// Runs the Rust examples of the documentation pages as tests.
#[cfg(all(doctest, feature = "train", feature = "csv"))]
mod pages {
    #[doc = include_str!("../../README.md")]
    struct Readme;
    #[doc = include_str!("../../docs/how-to.md")]
    struct HowTo;
}
