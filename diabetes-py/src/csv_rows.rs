//! A CSV file of any size: its rows piece by piece, whose cells are read straight into columns.

use crate::arrow::as_numbers;
use crate::csv_reader::text_table;
use crate::errors::raise;
use crate::table::Table;
use diabetes_core::csv::{CsvBlocks, CsvEncoding, CsvFile};
use diabetes_core::table::{CsvColumns, Target};
use diabetes_core::{Error, Locale, Raw};
use pyo3::prelude::*;
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Reads a CSV file in pieces of whole rows.
#[pyclass(frozen, module = "diabetes._native")]
pub(crate) struct CsvReader {
    blocks: Mutex<CsvBlocks<File>>,
}

impl CsvReader {
    fn blocks(&self) -> MutexGuard<'_, CsvBlocks<File>> {
        self.blocks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl CsvReader {
    #[new]
    fn new(py: Python<'_>, path: PathBuf, block: usize) -> PyResult<Self> {
        let opened = py.detach(|| {
            let mut file = File::open(path)?;
            let encoding = CsvEncoding::of(&file)?;
            file.seek(SeekFrom::Start(0))?;
            CsvBlocks::open(file, encoding, block)
        });
        let blocks = opened.map_err(|error| raise(py, error, Locale::En))?;
        Ok(Self { blocks: Mutex::new(blocks) })
    }

    /// The header as rows, of which there are none.
    fn head(&self) -> CsvRows {
        CsvRows { blocks: vec![self.blocks().head().clone()] }
    }

    /// How many bytes of the text were read, and the line that comes next.
    #[getter]
    fn place(&self) -> (u64, usize) {
        let blocks = self.blocks();
        (blocks.position(), blocks.line())
    }

    /// Goes on at a place of an earlier reading.
    fn go_on(&self, py: Python<'_>, position: u64, line: usize) -> PyResult<()> {
        let done = py.detach(|| self.blocks().go_on(position, line));
        done.map_err(|error| raise(py, error, Locale::En))
    }

    /// The rows of the next blocks, as many as there are up to a number; None after the last.
    fn next(&self, py: Python<'_>, count: usize) -> PyResult<Option<CsvRows>> {
        let read = py.detach(|| {
            let (mut blocks, mut read) = (self.blocks(), Vec::new());
            while read.len() < count
                && let Some(block) = blocks.next_block()?
            {
                read.push(block);
            }
            Ok::<_, Error>(read)
        });
        let blocks = read.map_err(|error| raise(py, error, Locale::En))?;
        Ok((!blocks.is_empty()).then_some(CsvRows { blocks }))
    }
}

/// Rows of a CSV file, block by block, as text.
#[pyclass(frozen, module = "diabetes._native")]
pub(crate) struct CsvRows {
    pub(crate) blocks: Vec<CsvFile<'static>>,
}

#[pymethods]
impl CsvRows {
    /// The rows as :func:`diabetes.read_csv` gives them.
    fn table(&self, py: Python<'_>) -> PyResult<Table> {
        text_table(py, &self.blocks)
    }
}

impl CsvRows {
    pub(crate) fn header(&self) -> &[String] {
        self.blocks.first().map(CsvFile::header).unwrap_or_default()
    }

    /// The values of a column: numbers if every cell is one, else texts.
    pub(crate) fn column(&self, py: Python<'_>, place: usize) -> PyResult<Vec<Raw<'static>>> {
        let separator = self.blocks.first().map(CsvFile::separator).unwrap_or_default();
        let read = py.detach(|| {
            let mut cells = Vec::new();
            let cell = |text: &str| if text.is_empty() { Raw::Missing } else { Raw::from(text.to_owned()) };
            for block in &self.blocks {
                block.each_row(|row| cells.push(cell(row.get(place))))?;
            }
            Ok(as_numbers(cells, separator))
        });
        read.map_err(|error| raise(py, error, Locale::En))
    }
}

/// The columns of some blocks of a file; `aside` is a column that is no field.
pub(crate) fn columns_of(blocks: &[CsvFile<'_>], target: Target<'_>, aside: Option<&str>) -> Result<CsvColumns, Error> {
    let Some(first) = blocks.first() else { return Err(Error::Table("there are no rows".to_owned())) };
    let mut columns = CsvColumns::of(first, target, aside)?;
    blocks.iter().try_for_each(|block| columns.read(block))?;
    Ok(columns)
}
