//! Answers a stream part by part. Many rows are answered on several threads; which thread answers a part changes
//! nothing in its answers.

use crate::answers::with_shared_levels;
use crate::arrow::{ignored, is_ignored, rows_of, warn_ignored};
use crate::csv_rows::{CsvRows, columns_of};
use crate::errors::raise;
use crate::stream::{Batches, arrow_error};
use crate::table::Table;
use crate::threads::{each, threads};
use arrow_array::RecordBatch;
use arrow_schema::Schema;
use diabetes_core::csv::CsvFile;
use diabetes_core::table::{TableBuilder, Target};
use diabetes_core::{Error, Locale};
use pyo3::prelude::*;
use std::mem::take;
use std::sync::Arc;

/// The number of rows answered together.
const TOGETHER: usize = 1 << 15;
/// The parts of a thread between two looks for a signal.
const BETWEEN: usize = 16;

/// Answers every row with what `worker` makes for each thread.
pub(crate) fn answer<W>(py: Python<'_>, mut reader: Batches, worker: impl Fn() -> W) -> PyResult<Table>
where
    W: FnMut(TableBuilder<'_>) -> Result<RecordBatch, Error> + Send,
{
    let schema = reader.schema();
    warn_ignored(py, &ignored(&schema, &[]), 1)?;
    let failed = |error| raise(py, error, Locale::En);
    let work = |worker: &mut W, part: &[RecordBatch]| worker(rows_of(&schema, part, Target::default(), None)?);
    // With no batches, the schema is still needed.
    let mut first = worker();
    let columns = py.detach(|| work(&mut first, &[])).map_err(failed)?.schema();
    let mut workers = vec![first];
    workers.resize_with(threads(), worker);
    let answered = |workers: &mut [W], parts: &[Vec<RecordBatch>]| {
        let mut answers = Vec::new();
        for parts in parts.chunks(workers.len() * BETWEEN) {
            py.check_signals()?;
            let found = py.detach(|| each(workers, parts, |worker, part| work(worker, part)));
            answers.extend(found.into_iter().collect::<Result<Vec<_>, _>>().map_err(failed)?);
        }
        Ok::<_, PyErr>(answers)
    };
    let (mut answers, mut parts) = (Vec::new(), Parts::default());
    while let Some(batch) = reader.next(py)? {
        parts.add(batch);
        if parts.whole.len() >= workers.len() {
            answers.extend(answered(&mut workers, &take(&mut parts.whole))?);
        }
    }
    parts.end();
    answers.extend(answered(&mut workers, &parts.whole)?);
    let batches = py.detach(|| with_shared_levels(answers)).map_err(arrow_error)?;
    Ok(Table { schema: columns, batches })
}

/// Answers every row of a CSV file, each block by itself.
pub(crate) fn answer_csv<W>(py: Python<'_>, rows: &CsvRows, worker: impl Fn() -> W + Sync) -> PyResult<Table>
where
    W: FnMut(TableBuilder<'_>) -> Result<RecordBatch, Error> + Send,
{
    let unknown: Vec<&str> = rows.header().iter().map(String::as_str).filter(|name| is_ignored(name)).collect();
    warn_ignored(py, &unknown, 1)?;
    let answers = py.detach(|| {
        let mut workers: Vec<W> = (0..threads().min(rows.blocks.len()).max(1)).map(|_| worker()).collect();
        let work = |worker: &mut W, block: &CsvFile<'_>| {
            worker(columns_of(std::slice::from_ref(block), Target::default(), None)?.builder())
        };
        each(&mut workers, &rows.blocks, work).into_iter().collect::<Result<Vec<_>, Error>>()
    });
    let answers = answers.map_err(|error| raise(py, error, Locale::En))?;
    let batches = py.detach(|| with_shared_levels(answers)).map_err(arrow_error)?;
    let schema = batches.first().map_or_else(|| Arc::new(Schema::empty()), RecordBatch::schema);
    Ok(Table { schema, batches })
}

/// Batches in parts of [`TOGETHER`] rows or a few less.
#[derive(Default)]
struct Parts {
    whole: Vec<Vec<RecordBatch>>,
    /// Batches that are not yet a part, and their rows.
    last: Vec<RecordBatch>,
    rows: usize,
}

impl Parts {
    fn add(&mut self, batch: RecordBatch) {
        if self.rows + batch.num_rows() > TOGETHER {
            self.end();
        }
        let mut rest = batch;
        while rest.num_rows() > TOGETHER {
            self.whole.push(vec![rest.slice(0, TOGETHER)]);
            rest = rest.slice(TOGETHER, rest.num_rows() - TOGETHER);
        }
        self.rows += rest.num_rows();
        self.last.push(rest);
    }

    fn end(&mut self) {
        if !self.last.is_empty() {
            self.whole.push(take(&mut self.last));
            self.rows = 0;
        }
    }
}
