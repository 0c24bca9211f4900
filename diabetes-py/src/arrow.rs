//! Arrow tables in and out, through the Arrow `PyCapsule` interface.

use crate::csv;
use crate::errors::raise;
use crate::table::Table;
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType, Float16Type, Float32Type, Float64Type,
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, Schema};
use diabetes_core::table::{PatientTable, Required, TableBuilder, Target};
use diabetes_core::{Field, Locale, Raw};
use ndarray::ArrayView1;
use pyo3::exceptions::{PyTypeError, PyUserWarning};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::borrow::Cow;
use std::ffi::CStr;

pub(crate) const STREAM_NAME: &CStr = c"arrow_array_stream";

/// The record batches of anything with `__arrow_c_stream__`.
pub(crate) fn read(data: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    let capsule = data.call_method0("__arrow_c_stream__")?;
    let pointer = capsule.cast::<PyCapsule>()?.pointer_checked(Some(STREAM_NAME))?;
    // SAFETY: a capsule of this name holds a stream; `from_raw` takes it over and leaves a released one behind.
    #[allow(unsafe_code)]
    let reader = unsafe { RecordBatchStreamReader::from_raw(pointer.cast::<FFI_ArrowArrayStream>().as_ptr()) };
    reader.map_err(arrow_error)
}

pub(crate) fn arrow_error(error: ArrowError) -> PyErr {
    PyTypeError::new_err(error.to_string())
}

/// Batches as one checked table. Numeric columns of a single batch are not copied.
pub(crate) fn table<'b>(
    schema: &Schema,
    batches: &'b [RecordBatch],
    target: Target<'_>,
    required: Required,
) -> Result<PatientTable<'b>, diabetes_core::Error> {
    rows_of(schema, batches, target).map(|rows| rows.finish(required))
}

/// The same before it is checked.
fn rows_of<'b>(
    schema: &Schema,
    batches: &'b [RecordBatch],
    target: Target<'_>,
) -> Result<TableBuilder<'b>, diabetes_core::Error> {
    let rows = batches.iter().map(RecordBatch::num_rows).sum();
    let separator = csv::separator(schema);
    let mut builder = PatientTable::builder(rows);
    for (position, field) in schema.fields().iter().enumerate().filter(|(_, field)| field.name() != csv::CELLS) {
        let Some(name) = target.field_name(field.name()) else { continue };
        let columns: Vec<&'b ArrayRef> = batches.iter().map(|batch| batch.column(position)).collect();
        match *columns {
            [column] if column.null_count() == 0 && column.data_type() == &DataType::Float64 => {
                let values: &[f64] = column.as_primitive::<Float64Type>().values();
                builder.numbers(name, ArrayView1::from(values))?;
            }
            _ if Field::by_name(name).is_none() => builder.values(name, (0..rows).map(|_| Raw::Missing))?,
            _ => {
                let values: Vec<Raw<'_>> = columns.iter().flat_map(|column| raw_values(column)).collect();
                match separator {
                    Some(separator) => builder.cells(name, values.into_iter(), separator)?,
                    None => builder.values(name, values.into_iter())?,
                }
            }
        }
    }
    for (row, cells) in csv::miscounted(schema, batches) {
        builder.miscounted(row, schema.fields().len() - 1, cells);
    }
    Ok(builder)
}

/// The values of a column of any type; what is neither number, text nor truth value is [`Raw::Other`].
pub(crate) fn raw_values(column: &ArrayRef) -> Vec<Raw<'_>> {
    fn numbers<T: ArrowPrimitiveType>(column: &ArrayRef, to_f64: impl Fn(T::Native) -> f64) -> Vec<Raw<'_>> {
        column
            .as_primitive::<T>()
            .iter()
            .map(|value| value.map_or(Raw::Missing, |value| Raw::Number(to_f64(value))))
            .collect()
    }
    // Through text, which is read to the nearest float.
    fn decimals<T: DecimalType>(column: &ArrayRef) -> Vec<Raw<'_>> {
        let decimals = column.as_primitive::<T>();
        let number = |row: usize| decimals.value_as_string(row).parse().map_or(Raw::Other, Raw::Number);
        (0..column.len()).map(|row| if column.is_null(row) { Raw::Missing } else { number(row) }).collect()
    }
    fn texts<'t>(values: impl Iterator<Item = Option<&'t str>>) -> Vec<Raw<'t>> {
        values.map(|value| value.map_or(Raw::Missing, |text| Raw::Text(Cow::Borrowed(text)))).collect()
    }
    match column.data_type() {
        DataType::Float64 => numbers::<Float64Type>(column, |value| value),
        DataType::Float32 => numbers::<Float32Type>(column, f64::from),
        DataType::Int8 => numbers::<Int8Type>(column, f64::from),
        DataType::Int16 => numbers::<Int16Type>(column, f64::from),
        DataType::Int32 => numbers::<Int32Type>(column, f64::from),
        DataType::Int64 => numbers::<Int64Type>(column, |value| value as f64),
        DataType::UInt8 => numbers::<UInt8Type>(column, f64::from),
        DataType::UInt16 => numbers::<UInt16Type>(column, f64::from),
        DataType::UInt32 => numbers::<UInt32Type>(column, f64::from),
        DataType::UInt64 => numbers::<UInt64Type>(column, |value| value as f64),
        DataType::Float16 => numbers::<Float16Type>(column, f64::from),
        DataType::Decimal32(..) => decimals::<Decimal32Type>(column),
        DataType::Decimal64(..) => decimals::<Decimal64Type>(column),
        DataType::Decimal128(..) => decimals::<Decimal128Type>(column),
        DataType::Decimal256(..) => decimals::<Decimal256Type>(column),
        DataType::Utf8 => texts(column.as_string::<i32>().iter()),
        DataType::LargeUtf8 => texts(column.as_string::<i64>().iter()),
        DataType::Utf8View => texts(column.as_string_view().iter()),
        DataType::Boolean => column.as_boolean().iter().map(|value| value.map_or(Raw::Missing, Raw::Bool)).collect(),
        DataType::Null => vec![Raw::Missing; column.len()],
        // Without levels there is nothing a key could point to.
        DataType::Dictionary(_, _) if column.as_any_dictionary().values().is_empty() => {
            vec![Raw::Missing; column.len()]
        }
        DataType::Dictionary(_, _) => {
            let dictionary = column.as_any_dictionary();
            let levels = raw_values(dictionary.values());
            let keys = dictionary.normalized_keys().into_iter().enumerate();
            keys.map(
                |(row, key)| {
                    if dictionary.is_null(row) { Raw::Missing } else { levels.get(key).cloned().unwrap_or_default() }
                },
            )
            .collect()
        }
        _ => (0..column.len()).map(|row| if column.is_null(row) { Raw::Missing } else { Raw::Other }).collect(),
    }
}

/// The values of the column that an option names. Of a CSV file they are numbers where every cell is one.
pub(crate) fn column<'b>(
    schema: &Schema,
    batches: &'b [RecordBatch],
    name: &str,
    option: &str,
) -> Result<Vec<Raw<'b>>, String> {
    let named = schema.fields().iter().enumerate().filter(|(_, field)| field.name() == name);
    let position = match *named.map(|(position, _)| position).collect::<Vec<_>>() {
        [] => return Err(format!("{option}: no column {name:?}")),
        [position] => position,
        _ => return Err(format!("{option}: column {name:?} stands twice")),
    };
    let values: Vec<Raw<'b>> = batches.iter().flat_map(|batch| raw_values(batch.column(position))).collect();
    let Some(separator) = csv::separator(schema) else { return Ok(values) };
    let number = |value: &Raw<'b>| match value {
        Raw::Text(text) => diabetes_core::csv::number(text, separator).map(Raw::Number),
        other => Some(other.clone()),
    };
    Ok(values.iter().map(number).collect::<Option<Vec<_>>>().unwrap_or(values))
}

/// One Python warning for the columns that are not in the schema.
pub(crate) fn warn_ignored(py: Python<'_>, ignored: &[&str], stacklevel: i32) -> PyResult<()> {
    if ignored.is_empty() {
        return Ok(());
    }
    let names: Vec<String> =
        ignored.iter().map(|name| format!("{name} (nearest known: {})", Field::nearest(name).name())).collect();
    let text = std::ffi::CString::new(format!("ignored columns: {}", names.join(", ")).replace('\0', ""))?;
    PyErr::warn(py, &py.get_type::<PyUserWarning>(), &text, stacklevel)
}

/// The columns of a table that are not in the schema, but for those named in `known`.
pub(crate) fn ignored<'s>(schema: &'s Schema, known: &[&str]) -> Vec<&'s str> {
    // A column without a name ends lines with one separator too many.
    let known = |name: &&str| matches!(*name, "" | csv::CELLS) || known.contains(name);
    let names = schema.fields().iter().map(|field| field.name().as_str());
    names.filter(|name| Field::by_name(name).is_none() && !known(name)).collect()
}

/// Every batch answered by `answer`, one after the other.
pub(crate) fn answer(
    py: Python<'_>,
    reader: RecordBatchStreamReader,
    required: Required,
    answer: impl Fn(&PatientTable<'_>) -> Result<RecordBatch, diabetes_core::Error> + Sync,
) -> PyResult<Table> {
    let schema = reader.schema();
    warn_ignored(py, &ignored(&schema, &[]), 1)?;
    let failed = |error| raise(py, error, Locale::En);
    // Of no batches there is the schema.
    let answers = answer(&PatientTable::builder(0).finish(required)).map_err(failed)?.schema();
    let mut batches = Vec::new();
    for batch in reader {
        let batch = batch.map_err(arrow_error)?;
        let read = || table(&schema, std::slice::from_ref(&batch), Target::default(), required);
        batches.push(py.detach(|| answer(&read()?)).map_err(failed)?);
    }
    Ok(Table { schema: answers, batches })
}

/// Every row answered once by `answer`: the columns, and what it gives for each row.
pub(crate) fn answer_rows<T: Send>(
    py: Python<'_>,
    reader: RecordBatchStreamReader,
    answer: impl Fn(TableBuilder<'_>) -> Result<(RecordBatch, Vec<T>), diabetes_core::Error> + Sync,
) -> PyResult<(Table, Vec<T>)> {
    let schema = reader.schema();
    warn_ignored(py, &ignored(&schema, &[]), 1)?;
    let failed = |error| raise(py, error, Locale::En);
    let columns = answer(PatientTable::builder(0)).map_err(failed)?.0.schema();
    let (mut batches, mut rows) = (Vec::new(), Vec::new());
    for batch in reader {
        let batch = batch.map_err(arrow_error)?;
        let read = || rows_of(&schema, std::slice::from_ref(&batch), Target::default());
        let (answers, found) = py.detach(|| answer(read()?)).map_err(failed)?;
        batches.push(answers);
        rows.extend(found);
    }
    Ok((Table { schema: columns, batches }, rows))
}
