//! Reads tables for training, batch by batch.

use crate::arrow;
use crate::csv_rows::CsvRows;
use crate::data::{Data, Numbers};
use crate::outcomes::{refuse, whole};
use crate::stream;
use arrow_array::RecordBatch;
use diabetes_core::table::{PatientTable, Target};
use diabetes_core::train::Told;
use diabetes_core::{Error, Stop};
use pyo3::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most rows taken at once.
const PART: usize = 1 << 17;

/// The columns with the outcome and what is told of each row, and the rows so far.
pub(crate) struct Reading {
    target: String,
    weights: Option<String>,
    periods: Option<String>,
    rows: AtomicU64,
}

impl Reading {
    pub(crate) fn new(target: String, weights: Option<String>, periods: Option<String>) -> Self {
        Self { target, weights, periods, rows: AtomicU64::new(0) }
    }

    /// The rows so far.
    pub(crate) fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Passes each batch of a table to `take`.
    pub(crate) fn each(
        &self,
        data: &Bound<'_, PyAny>,
        mut take: impl FnMut(&PatientTable<'_>, Told<'_>) -> Result<(), Error> + Send,
    ) -> PyResult<()> {
        let py = data.py();
        let named: Vec<&str> = self.weights.iter().chain(&self.periods).map(String::as_str).collect();
        if let Ok(rows) = data.cast::<CsvRows>() {
            let is_first = self.rows() == 0;
            let read =
                if is_first { Data::read(data, &self.target, &named, 2)? } else { Data::of_csv(rows, &self.target) };
            return self.take_all(py, &read.map_err(refuse)?, &mut take);
        }
        let mut reader = stream::read(data)?;
        let schema = reader.schema();
        let known: Vec<&str> = named.iter().copied().chain([self.target.as_str()]).collect();
        let headings = schema.fields().iter().map(|field| field.name().as_str());
        let target = Target::among(&self.target, headings).map_err(refuse)?;
        if self.rows() == 0 {
            arrow::warn_ignored(py, &arrow::ignored(&schema, &known), 2)?;
        }
        let mut is_first = true;
        loop {
            let batch = match reader.next(py)? {
                Some(batch) => batch,
                // A table without rows is refused for its columns too.
                None if is_first => RecordBatch::new_empty(Arc::clone(&schema)),
                None => return Ok(()),
            };
            is_first = false;
            // In parts, between which a signal is seen.
            for start in (0..batch.num_rows().max(1)).step_by(PART) {
                let part = batch.slice(start, PART.min(batch.num_rows() - start));
                let data = Data::Table { schema: Arc::clone(&schema), batches: vec![part], target };
                self.take_all(py, &data, &mut take)?;
            }
        }
    }

    fn take_all(
        &self,
        py: Python<'_>,
        data: &Data<'_, '_>,
        take: &mut (impl FnMut(&PatientTable<'_>, Told<'_>) -> Result<(), Error> + Send),
    ) -> PyResult<()> {
        let numbers = |column: &Option<String>, option: &str| {
            let column = column.clone().map(Numbers::Column);
            let numbers = column.map(|column| data.numbers(&column, option)).transpose()?;
            numbers.transpose().map_err(refuse)
        };
        let weights = numbers(&self.weights, "weights")?;
        let periods = numbers(&self.periods, "periods")?.map(|periods| whole(&periods, self.rows())).transpose()?;
        let told = Told { weights: weights.as_deref(), judges: None, periods: periods.as_deref() };
        let rows = data.with_table(py, self.weights.as_deref(), &Stop::default(), |table| {
            take(table, told)?;
            Ok(table.rows() as u64)
        })?;
        self.rows.fetch_add(rows, Ordering::Relaxed);
        Ok(())
    }
}
