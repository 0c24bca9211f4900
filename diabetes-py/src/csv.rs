//! Writes tables as CSV, and reads what a table records about its source CSV file.

use crate::cells::raw_values;
use crate::columns::place;
use crate::threads::each_part;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowTimestampType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type,
    DecimalType, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, RunEndIndexType, Time32MillisecondType,
    Time32SecondType, Time64MicrosecondType, Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, Float64Array, RecordBatch, RunArray, StringArray};
use arrow_schema::{DataType, Schema, TimeUnit};
use diabetes_core::Raw;
use diabetes_core::csv::{CsvWriter, Separator, is_formula};

/// The column with the number of cells of rows that differ from the header.
pub(crate) const CELLS: &str = "csv.cells";
/// Keys of the schema metadata.
pub(crate) const SEPARATOR: &str = "csv.separator";
pub(crate) const ENCODING: &str = "csv.encoding";

/// The separator of the file, for a table read from CSV.
pub(crate) fn separator(schema: &Schema) -> Option<Separator> {
    Separator::from_text(schema.metadata().get(SEPARATOR)?)
}

/// The separator and the encoding of the file, for a table read from CSV.
pub(crate) fn dialect(schema: &Schema) -> Option<(&str, &str)> {
    Some((schema.metadata().get(SEPARATOR)?, schema.metadata().get(ENCODING)?))
}

/// The rows with more or fewer cells than the header, and their number of cells.
pub(crate) fn miscounted(schema: &Schema, batches: &[RecordBatch]) -> Vec<(usize, usize)> {
    let Ok(position) = schema.index_of(CELLS) else { return Vec::new() };
    let cells = batches.iter().flat_map(|batch| raw_values(batch.column(position)));
    cells
        .enumerate()
        .filter_map(|(row, cells)| match cells {
            Raw::Missing => None,
            Raw::Number(cells) => (!cells.is_nan()).then_some((row, cells as usize)),
            _ => Some((row, 0)),
        })
        .collect()
}

/// A table as CSV; the decimal mark goes with the separator.
pub(crate) fn write(
    schema: &Schema,
    batches: &[RecordBatch],
    separator: Separator,
    header: bool,
    defuse: bool,
) -> Result<String, String> {
    let own: Vec<usize> = columns(schema).collect();
    let mut head = CsvWriter::new(separator, defuse);
    if header {
        for place in &own {
            head.text(schema.field(*place).name());
        }
        head.end_row();
    }
    let rows = each_part(batches, |batch| {
        let mut out = CsvWriter::new(separator, defuse);
        let columns: Vec<Column<'_>> = own.iter().map(|place| Column::of(batch.column(*place))).collect();
        for row in 0..batch.num_rows() {
            for (column, place) in columns.iter().zip(&own) {
                match column {
                    Column::Texts(texts) if texts.is_valid(row) => out.text(texts.value(row)),
                    Column::Numbers(numbers) if numbers.is_valid(row) => out.number(numbers.value(row)),
                    Column::Levels(keys, levels) => match keys.get(row).copied().flatten() {
                        Some(key) => out.text(levels.value(key)),
                        None => out.empty(),
                    },
                    Column::Other => cell(&mut out, batch.column(*place), row, schema.field(*place).name())?,
                    _ => out.empty(),
                }
            }
            out.end_row();
        }
        Ok::<_, String>(out.into_text())
    });
    let mut text = head.into_text();
    for rows in rows {
        text.push_str(&rows?);
    }
    Ok(text)
}

/// A column whose type is looked at once.
enum Column<'b> {
    Texts(&'b StringArray),
    Numbers(&'b Float64Array),
    /// The places of texts in a dictionary.
    Levels(Vec<Option<usize>>, &'b StringArray),
    Other,
}

impl<'b> Column<'b> {
    fn of(column: &'b ArrayRef) -> Self {
        match column.data_type() {
            DataType::Utf8 => Self::Texts(column.as_string()),
            DataType::Float64 => Self::Numbers(column.as_primitive()),
            DataType::Dictionary(_, values) if **values == DataType::Utf8 => {
                let levels = column.as_any_dictionary().values().as_string();
                let keys = (0..column.len()).map(|row| place(column, row).filter(|key| *key < levels.len()));
                let keys: Vec<_> = keys.collect();
                // A damaged dictionary is refused cell by cell.
                let is_whole = keys.iter().filter(|key| key.is_none()).count() == column.null_count();
                if is_whole { Self::Levels(keys, levels) } else { Self::Other }
            }
            _ => Self::Other,
        }
    }
}

/// The indices of the file's own columns.
fn columns(schema: &Schema) -> impl Iterator<Item = usize> {
    schema.fields().iter().enumerate().filter(|(_, field)| field.name() != CELLS).map(|(place, _)| place)
}

/// The number of names and texts that would run as formulas.
pub(crate) fn formulas(schema: &Schema, batches: &[RecordBatch]) -> usize {
    let names = schema.fields().iter().filter(|field| is_formula(field.name())).count();
    let columns = batches.iter().flat_map(RecordBatch::columns).filter(|column| !column.data_type().is_numeric());
    let is_run = |value: &Raw<'_>| matches!(value, Raw::Text(text) if is_formula(text));
    names + columns.map(|column| raw_values(column).iter().filter(|value| is_run(value)).count()).sum::<usize>()
}

/// A cell of any type with a plain text form.
fn cell(out: &mut CsvWriter, column: &ArrayRef, row: usize, name: &str) -> Result<(), String> {
    fn integer<T: ArrowPrimitiveType<Native: ToString>>(out: &mut CsvWriter, column: &ArrayRef, row: usize) {
        out.digits(&column.as_primitive::<T>().value(row).to_string());
    }
    fn decimal<T: DecimalType>(out: &mut CsvWriter, column: &ArrayRef, row: usize) {
        out.digits(&column.as_primitive::<T>().value_as_string(row));
    }
    if column.is_null(row) || column.data_type() == &DataType::Null {
        out.empty();
        return Ok(());
    }
    match column.data_type() {
        DataType::Utf8 => out.text(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => out.text(column.as_string::<i64>().value(row)),
        DataType::Utf8View => out.text(column.as_string_view().value(row)),
        DataType::Boolean => out.truth(column.as_boolean().value(row)),
        DataType::Float64 => out.number(column.as_primitive::<Float64Type>().value(row)),
        DataType::Float32 | DataType::Float16 => match raw_values(&column.slice(row, 1)).first() {
            Some(Raw::Number(number)) => out.number(*number),
            _ => out.empty(),
        },
        DataType::Int8 => integer::<Int8Type>(out, column, row),
        DataType::Int16 => integer::<Int16Type>(out, column, row),
        DataType::Int32 => integer::<Int32Type>(out, column, row),
        DataType::Int64 => integer::<Int64Type>(out, column, row),
        DataType::UInt8 => integer::<UInt8Type>(out, column, row),
        DataType::UInt16 => integer::<UInt16Type>(out, column, row),
        DataType::UInt32 => integer::<UInt32Type>(out, column, row),
        DataType::UInt64 => integer::<UInt64Type>(out, column, row),
        DataType::Decimal32(..) => decimal::<Decimal32Type>(out, column, row),
        DataType::Decimal64(..) => decimal::<Decimal64Type>(out, column, row),
        DataType::Decimal128(..) => decimal::<Decimal128Type>(out, column, row),
        DataType::Decimal256(..) => decimal::<Decimal256Type>(out, column, row),
        DataType::Dictionary(..) => {
            let place = place(column, row).ok_or_else(|| format!("column {name:?} has a damaged dictionary"))?;
            return cell(out, column.as_any_dictionary().values(), place, name);
        }
        DataType::RunEndEncoded(ends, _) => {
            let run = match ends.data_type() {
                DataType::Int16 => run::<Int16Type>(column, row),
                DataType::Int32 => run::<Int32Type>(column, row),
                _ => run::<Int64Type>(column, row),
            };
            let (values, place) = run.ok_or_else(|| format!("column {name:?} has damaged runs"))?;
            return cell(out, values, place, name);
        }
        other => match moment(column, row) {
            Some(text) => out.text(&text),
            None => return Err(format!("column {name:?} of type {other} cannot be written as CSV")),
        },
    }
    Ok(())
}

/// The values of a run-end encoded column, and the index of a row's value.
fn run<T: RunEndIndexType>(column: &ArrayRef, row: usize) -> Option<(&ArrayRef, usize)> {
    let runs = column.as_any().downcast_ref::<RunArray<T>>()?;
    Some((runs.values(), runs.get_physical_index(row)))
}

/// A date or time in ISO 8601; with a time zone, in UTC.
pub(crate) fn moment(column: &ArrayRef, row: usize) -> Option<String> {
    fn stamp<T: ArrowTimestampType>(column: &ArrayRef, row: usize) -> Option<String> {
        let moment = column.as_primitive::<T>().value_as_datetime(row)?.to_string();
        Some(if matches!(column.data_type(), DataType::Timestamp(_, Some(_))) { moment + "Z" } else { moment })
    }
    Some(match column.data_type() {
        DataType::Date32 => column.as_primitive::<Date32Type>().value_as_date(row)?.to_string(),
        DataType::Date64 => column.as_primitive::<Date64Type>().value_as_date(row)?.to_string(),
        DataType::Time32(TimeUnit::Second) => column.as_primitive::<Time32SecondType>().value_as_time(row)?.to_string(),
        DataType::Time32(_) => column.as_primitive::<Time32MillisecondType>().value_as_time(row)?.to_string(),
        DataType::Time64(TimeUnit::Microsecond) => {
            column.as_primitive::<Time64MicrosecondType>().value_as_time(row)?.to_string()
        }
        DataType::Time64(_) => column.as_primitive::<Time64NanosecondType>().value_as_time(row)?.to_string(),
        DataType::Timestamp(TimeUnit::Second, _) => stamp::<TimestampSecondType>(column, row)?,
        DataType::Timestamp(TimeUnit::Millisecond, _) => stamp::<TimestampMillisecondType>(column, row)?,
        DataType::Timestamp(TimeUnit::Microsecond, _) => stamp::<TimestampMicrosecondType>(column, row)?,
        DataType::Timestamp(TimeUnit::Nanosecond, _) => stamp::<TimestampNanosecondType>(column, row)?,
        _ => return None,
    })
}
