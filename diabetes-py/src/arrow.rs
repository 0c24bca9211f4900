//! Reads Arrow tables and answers them.

use crate::cells::{is_read, raw_values};
use crate::columns;
use crate::csv;
use crate::errors::raise;
use crate::stream::Batches;
use crate::table::Table;
use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Schema};
use diabetes_core::csv::Separator;
use diabetes_core::schema::FieldKind;
use diabetes_core::table::{PatientTable, Required, TableBuilder, Target};
use diabetes_core::{Error, Field, Locale, Raw};
use ndarray::ArrayView1;
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;

/// Batches as one checked table. Numeric columns of a single batch are not copied. The `weights` column is treated as a
/// field only if it has a field's name.
pub(crate) fn table<'b>(
    schema: &Schema,
    batches: &'b [RecordBatch],
    target: Target<'_>,
    weights: Option<&str>,
    required: Required,
) -> Result<PatientTable<'b>, Error> {
    rows_of(schema, batches, target, weights).map(|rows| rows.finish(required))
}

/// The table before it is checked.
pub(crate) fn rows_of<'b>(
    schema: &Schema,
    batches: &'b [RecordBatch],
    target: Target<'_>,
    weights: Option<&str>,
) -> Result<TableBuilder<'b>, Error> {
    let rows = batches.iter().map(RecordBatch::num_rows).sum();
    let separator = csv::separator(schema);
    let mut builder = PatientTable::builder(rows);
    let headings = schema.fields().iter().map(|field| field.name().as_str());
    let is_aside = |heading: &str| weights == Some(heading) && Field::by_name(heading).is_none();
    let fields = target.fields(headings.clone().map(|heading| if is_aside(heading) { "" } else { heading }))?;
    for ((position, heading), field) in headings.enumerate().zip(fields).filter(|((_, name), _)| *name != csv::CELLS) {
        let Some(field) = field else {
            builder.ignore(heading);
            continue;
        };
        let name = field.name();
        let columns: Vec<&'b ArrayRef> = batches.iter().map(|batch| batch.column(position)).collect();
        if let Some(column) = columns.iter().find(|column| !is_plain(column) && !holds_days_of(field, column)) {
            let (kind, heading) = (column.data_type(), heading.chars().take(40).collect::<String>());
            return Err(Error::Table(format!("column {heading:?} of type {kind} does not contain plain values")));
        }
        match *columns {
            [column] if column.null_count() == 0 && column.data_type() == &DataType::Float64 => {
                let values: &[f64] = column.as_primitive::<Float64Type>().values();
                builder.numbers(name, ArrayView1::from(values))?;
            }
            _ => {
                let reading = match separator {
                    Some(separator) => builder.reading_cells(name, separator)?,
                    None => builder.reading(name)?,
                };
                let Some(mut reading) = reading else { continue };
                for column in columns {
                    if holds_days_of(field, column) {
                        reading.values(days(column).into_iter());
                    } else {
                        columns::read(column, &mut reading);
                    }
                }
                reading.end()?;
            }
        }
    }
    for (row, cells) in csv::miscounted(schema, batches) {
        builder.miscounted(row, schema.fields().len() - 1, cells);
    }
    Ok(builder)
}

/// Whether a column holds numbers, text, booleans, or nothing at all.
fn is_plain(column: &ArrayRef) -> bool {
    let is_read = match column.data_type() {
        DataType::Dictionary(_, values) => is_read(values),
        DataType::RunEndEncoded(_, values) => is_read(values.data_type()),
        other => is_read(other),
    };
    is_read || column.null_count() == column.len()
}

/// Whether a column holds dates or timestamps, and the field is a date.
fn holds_days_of(field: Field, column: &ArrayRef) -> bool {
    let is_day = matches!(column.data_type(), DataType::Date32 | DataType::Date64 | DataType::Timestamp(..));
    is_day && field.spec().kind == FieldKind::Date
}

/// Dates and timestamps in ISO 8601.
fn days(column: &ArrayRef) -> Vec<Raw<'_>> {
    let day = |row: usize| csv::moment(column, row).map_or(Raw::Other, Raw::from);
    (0..column.len()).map(|row| if column.is_null(row) { Raw::Missing } else { day(row) }).collect()
}

/// The values of the column that an option names. From a CSV file they are numbers if every cell is one.
pub(crate) fn column<'b>(
    schema: &Schema,
    batches: &'b [RecordBatch],
    name: &str,
    option: &str,
) -> Result<Vec<Raw<'b>>, String> {
    let headings = schema.fields().iter().map(|field| field.name().as_str());
    let position = position(headings, name, option)?;
    let values: Vec<Raw<'b>> = batches.iter().flat_map(|batch| raw_values(batch.column(position))).collect();
    Ok(match csv::separator(schema) {
        Some(separator) => as_numbers(values, separator),
        None => values,
    })
}

/// Where among the headings the column is that an option names.
pub(crate) fn position<'h>(
    headings: impl Iterator<Item = &'h str> + Clone,
    name: &str,
    option: &str,
) -> Result<usize, String> {
    let named = |is_it: &dyn Fn(&str) -> bool| {
        let headings = headings.clone().enumerate().filter(|(_, heading)| is_it(heading));
        headings.map(|(position, _)| position).collect::<Vec<_>>()
    };
    let exact = named(&|heading| heading == name);
    // The name of a field also matches any heading for it.
    let field = Field::by_name(name).filter(|_| exact.is_empty());
    let under =
        field.map(|field| named(&|heading| matches!(Field::by_heading(heading), Ok(Some(own)) if own == field)));
    match *under.unwrap_or(exact) {
        [] => Err(format!("{option}: no column {name:?}")),
        [position] => Ok(position),
        _ => Err(format!("{option}: column {name:?} occurs twice")),
    }
}

/// The cells of a CSV file as numbers if every one is a number, else as they are.
pub(crate) fn as_numbers(values: Vec<Raw<'_>>, separator: Separator) -> Vec<Raw<'_>> {
    let number = |value: &Raw<'_>| match value {
        Raw::Text(text) => diabetes_core::csv::number(text, separator).map(Raw::Number),
        Raw::Missing => Some(Raw::Missing),
        Raw::Bool(value) => Some(Raw::Bool(*value)),
        Raw::Number(value) => Some(Raw::Number(*value)),
        Raw::Other => Some(Raw::Other),
    };
    values.iter().map(number).collect::<Option<Vec<_>>>().unwrap_or(values)
}

/// Issues one Python warning for the columns that are not in the schema.
pub(crate) fn warn_ignored(py: Python<'_>, ignored: &[&str], stacklevel: i32) -> PyResult<()> {
    if ignored.is_empty() {
        return Ok(());
    }
    let names: Vec<String> =
        ignored.iter().map(|name| format!("{name} (nearest known: {})", Field::nearest(name).name())).collect();
    let text = std::ffi::CString::new(format!("ignored columns: {}", names.join(", ")).replace('\0', ""))?;
    PyErr::warn(py, &py.get_type::<PyUserWarning>(), &text, stacklevel)
}

/// The columns of a table that are not in the schema, except those in `known`.
pub(crate) fn ignored<'s>(schema: &'s Schema, known: &[&str]) -> Vec<&'s str> {
    let names = schema.fields().iter().map(|field| field.name().as_str());
    names.filter(|name| is_ignored(name) && !known.contains(name)).collect()
}

/// Whether a column of this name is not in the schema. An unnamed column comes from lines that end with an extra
/// separator.
pub(crate) fn is_ignored(name: &str) -> bool {
    matches!(Field::by_heading(name), Ok(None)) && !matches!(name, "" | csv::CELLS)
}

/// Answers every row once with `answer`: the columns, and its result for each row.
pub(crate) fn answer_rows<T: Send>(
    py: Python<'_>,
    mut reader: Batches,
    answer: impl Fn(TableBuilder<'_>) -> Result<(RecordBatch, Vec<T>), Error> + Sync,
) -> PyResult<(Table, Vec<T>)> {
    let schema = reader.schema();
    warn_ignored(py, &ignored(&schema, &[]), 1)?;
    let failed = |error| raise(py, error, Locale::En);
    let columns = answer(PatientTable::builder(0)).map_err(failed)?.0.schema();
    let (mut batches, mut rows) = (Vec::new(), Vec::new());
    while let Some(batch) = reader.next(py)? {
        let read = || rows_of(&schema, std::slice::from_ref(&batch), Target::default(), None);
        let (answers, found) = py.detach(|| answer(read()?)).map_err(failed)?;
        batches.push(answers);
        rows.extend(found);
    }
    Ok((Table { schema: columns, batches }, rows))
}
