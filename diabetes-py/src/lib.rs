//! Python bindings of `diabetes-core`: conversions only. Users import the package `diabetes` in `python/diabetes`.

#![deny(unsafe_code)]
#![allow(clippy::doc_markdown, clippy::doc_link_with_quotes, reason = "doc comments here are Python docstrings")]
#![allow(clippy::needless_pass_by_value, reason = "the macros of PyO3 hand arguments over by value")]

mod answer;
mod answering;
mod answers;
mod arrow;
mod capacity;
mod cells;
mod columns;
mod convert;
mod csv;
mod csv_reader;
mod csv_rows;
mod data;
mod engine;
mod errors;
mod evaluate;
mod evaluator;
mod failure;
mod fhir;
mod first_error;
mod functions;
mod layout;
mod lines;
mod model;
mod objects;
mod outcomes;
mod prediction;
mod reading;
mod record;
mod spool;
mod stream;
mod table;
mod threads;
mod train;
mod unreadable;
mod watched;

use pyo3::prelude::*;

#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::answer::Answer;
    #[pymodule_export]
    use crate::capacity::{capacity, capacity_of_risks};
    #[pymodule_export]
    use crate::csv_reader::{preview_csv, read_csv, read_csv_fields};
    #[pymodule_export]
    use crate::csv_rows::{CsvReader, CsvRows};
    #[pymodule_export]
    use crate::engine::{Driver, Partition, Summing, draw};
    #[pymodule_export]
    use crate::evaluate::{evaluate, merge, sample_size};
    #[pymodule_export]
    use crate::evaluator::Evaluator;
    #[pymodule_export]
    use crate::fhir::{codes, read_fhir};
    #[pymodule_export]
    use crate::functions::{
        advice, algorithms, auroc, categories, classify_glucose, classify_hba1c, format_number, generate, is_field,
        json_records, labels, prediction_columns, priority, proportion, schema, score, score_batch, scores, urgent,
        validate,
    };
    #[pymodule_export]
    use crate::lines::{least_squares, logistic_regression};
    #[pymodule_export]
    use crate::model::Model;
    #[pymodule_export]
    use crate::prediction::Prediction;
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::train::{Trainer, train};
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
