//! CSV files as Arrow tables of text.

use crate::csv::{CELLS, ENCODING, SEPARATOR};
use crate::errors::raise;
use crate::objects::serialized;
use crate::stream::arrow_error;
use crate::table::Table;
use crate::threads::each_part;
use arrow_array::builder::{ArrayBuilder, StringBuilder, UInt64Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field as ArrowField, Schema};
use diabetes_core::csv::{ColumnField, CsvFile, Preview, Sexes, decode};
use diabetes_core::{Error, Field, Locale};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Maximum rows and bytes per part of a table; string offsets are 32 bits wide.
const PART_ROWS: usize = 1 << 16;
const PART_BYTES: usize = 1 << 30;

#[pyfunction]
pub(crate) fn preview_csv<'py>(py: Python<'py>, bytes: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    let found = py.detach(|| Preview::of(&decode(bytes).0));
    serialized(py, &found.map_err(|error| raise(py, error, Locale::En))?)
}

#[pyfunction]
#[pyo3(signature = (bytes, fields=None))]
pub(crate) fn read_csv(py: Python<'_>, bytes: &[u8], fields: Option<Vec<Option<String>>>) -> PyResult<Table> {
    let Some(names) = fields else {
        return columns_of(py, bytes, |_| true).map(|(table, _)| table);
    };
    let column = |name: &Option<String>| name.as_deref().map(ColumnField::by_name).transpose();
    let chosen = names.iter().map(column).collect::<Result<Vec<_>, _>>().map_err(PyValueError::new_err)?;
    mapped(py, bytes, &chosen)
}

/// Reads the columns that are fields, whatever the case and accents of their headings, and returns only the names of
/// the others to save memory. A heading with a wrong unit is read: the table is refused because of it.
#[pyfunction]
pub(crate) fn read_csv_fields(py: Python<'_>, bytes: &[u8]) -> PyResult<(Table, Vec<String>)> {
    columns_of(py, bytes, |name| !matches!(Field::by_heading(name), Ok(None)))
}

/// Reads all columns; those that are fields get the name of the field, words for the sex are read, and numbers are
/// converted to the field's own unit.
fn mapped(py: Python<'_>, bytes: &[u8], chosen: &[Option<ColumnField>]) -> PyResult<Table> {
    let fields: Vec<_> = chosen.iter().map(|column| column.map(|column| column.field)).collect();
    let read = py.detach(|| {
        let (text, encoding) = decode(bytes);
        let file = CsvFile::mapped(text, &fields)?;
        let sex = fields.iter().position(|field| *field == Some(Field::Sex));
        let mut words = BTreeSet::new();
        if let Some(place) = sex {
            file.each_row(|row| {
                if !words.contains(row.get(place)) {
                    words.insert(row.get(place).to_owned());
                }
            })?;
        }
        let sexes = sex.map(|place| (place, Sexes::of(words.iter().map(String::as_str))));
        let all: Vec<usize> = (0..fields.len()).collect();
        let parts = Parts::of(&file, &all, sexes, chosen)?;
        let name = |(heading, field): (&String, &Option<Field>)| {
            field.map_or_else(|| heading.clone(), |field| field.name().to_owned())
        };
        let names = file.header().iter().zip(&fields).map(name).collect();
        Ok((names, file.separator(), encoding, parts))
    });
    let (names, separator, encoding, parts) = read.map_err(|error: Error| raise(py, error, Locale::En))?;
    parts.table(names, separator.text(), encoding)
}

fn columns_of(
    py: Python<'_>,
    bytes: &[u8],
    is_read: impl Fn(&str) -> bool + Send + Sync,
) -> PyResult<(Table, Vec<String>)> {
    let parts = py.detach(|| {
        let file = CsvFile::new(bytes)?;
        let names = file.header().iter().enumerate();
        let read: Vec<usize> = names.filter(|(_, name)| is_read(name)).map(|(place, _)| place).collect();
        let parts = Parts::of(&file, &read, None, &[])?;
        let (header, left_out) = file.header().iter().cloned().partition(|name| is_read(name));
        Ok((header, left_out, file.separator(), file.encoding(), parts))
    });
    let (header, left_out, separator, encoding, parts): (Vec<String>, Vec<String>, _, _, _) =
        parts.map_err(|error: Error| raise(py, error, Locale::En))?;
    Ok((parts.table(header, separator.text(), encoding)?, left_out))
}

/// All columns of the blocks of a file, which have its header.
pub(crate) fn text_table(py: Python<'_>, blocks: &[CsvFile<'_>]) -> PyResult<Table> {
    let Some(file) = blocks.first() else { return Err(PyValueError::new_err("there are no rows")) };
    let all: Vec<usize> = (0..file.header().len()).collect();
    let parts = py.detach(|| each_part(blocks, |block| Parts::of(block, &all, None, &[])));
    let parts = parts.into_iter().collect::<Result<Vec<_>, _>>().map_err(|error| raise(py, error, Locale::En))?;
    let joined = parts.into_iter().reduce(|mut joined, part| {
        joined.finished.extend(part.finished);
        joined.miscounted |= part.miscounted;
        joined
    });
    joined.unwrap_or_default().table(file.header().to_vec(), file.separator().text(), file.encoding())
}

/// The columns of a file in parts; the last column counts cells.
#[derive(Default)]
struct Parts {
    columns: Vec<StringBuilder>,
    cells: UInt64Builder,
    miscounted: bool,
    finished: Vec<Vec<ArrayRef>>,
}

impl Parts {
    fn of(
        file: &CsvFile<'_>,
        read: &[usize],
        sexes: Option<(usize, Sexes)>,
        chosen: &[Option<ColumnField>],
    ) -> Result<Self, Error> {
        let columns = read.iter().map(|_| StringBuilder::new()).collect();
        let mut parts = Self { columns, cells: UInt64Builder::new(), miscounted: false, finished: Vec::new() };
        let (mut rows, mut bytes, mut too_long) = (0, 0, false);
        file.each_row(|row| {
            bytes += row.bytes();
            if rows == PART_ROWS || bytes > PART_BYTES {
                parts.finish();
                (rows, bytes) = (0, row.bytes());
            }
            too_long |= bytes > PART_BYTES;
            if too_long {
                return;
            }
            for (place, column) in read.iter().zip(&mut parts.columns) {
                let cell = row.get(*place);
                let read = sexes.as_ref().filter(|(sex, _)| sex == place).map_or(cell, |(_, sexes)| sexes.read(cell));
                let unit = chosen.get(*place).copied().flatten();
                match unit.and_then(|unit| unit.converted(cell, file.separator())) {
                    Some(number) => column.append_value(number.to_string()),
                    None => column.append_option(Some(read).filter(|text| !text.is_empty())),
                }
            }
            let is_whole = row.cells() == file.header().len();
            parts.cells.append_option((!is_whole).then(|| row.cells() as u64));
            parts.miscounted |= !is_whole;
            rows += 1;
        })?;
        if too_long {
            return Err(Error::Table(format!("a row has more than {PART_BYTES} bytes")));
        }
        parts.finish();
        Ok(parts)
    }

    fn finish(&mut self) {
        if self.cells.is_empty() {
            return;
        }
        let texts = self.columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        let mut part: Vec<ArrayRef> = texts.collect();
        part.push(Arc::new(self.cells.finish()));
        self.finished.push(part);
    }

    /// The table with these names of columns, and the dialect of its file.
    fn table(self, names: Vec<String>, separator: &str, encoding: &str) -> PyResult<Table> {
        // Arrow's names end at a NUL character.
        let names = names.into_iter().map(|name| name.replace('\0', "\u{fffd}"));
        let mut fields: Vec<ArrowField> = names.map(|name| ArrowField::new(name, DataType::Utf8, true)).collect();
        if self.miscounted {
            fields.push(ArrowField::new(CELLS, DataType::UInt64, true));
        }
        let metadata = [(SEPARATOR, separator), (ENCODING, encoding)];
        let metadata = metadata.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let schema = Arc::new(Schema::new_with_metadata(fields, HashMap::from(metadata)));
        let width = schema.fields().len();
        let batch = |mut columns: Vec<ArrayRef>| {
            columns.truncate(width);
            RecordBatch::try_new(Arc::clone(&schema), columns)
        };
        let batches = self.finished.into_iter().map(batch).collect::<Result<_, _>>().map_err(arrow_error)?;
        Ok(Table { schema, batches })
    }
}
