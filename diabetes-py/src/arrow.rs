//! Arrow tables in and out, through the Arrow `PyCapsule` interface.

use crate::errors::raise;
use crate::record::wire_name;
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType, Float16Type, Float32Type, Float64Type,
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, Float64Array, RecordBatch, RecordBatchIterator,
    RecordBatchReader, StringArray,
};
use arrow_schema::{ArrowError, DataType, Field as ArrowField, Schema, SchemaRef};
use diabetes_core::table::{PatientTable, Required};
use diabetes_core::{Field, Locale, PredictionTable, Raw};
use ndarray::ArrayView1;
use pyo3::exceptions::{PyTypeError, PyUserWarning};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::borrow::Cow;
use std::ffi::CStr;
use std::sync::Arc;

const STREAM_NAME: &CStr = c"arrow_array_stream";

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
    target: Option<&str>,
    required: Required,
) -> Result<PatientTable<'b>, diabetes_core::Error> {
    let rows = batches.iter().map(RecordBatch::num_rows).sum();
    let mut builder = PatientTable::builder(rows);
    for (position, field) in schema.fields().iter().enumerate() {
        let Some(name) = wire_name(field.name(), target) else { continue };
        let columns: Vec<&'b ArrayRef> = batches.iter().map(|batch| batch.column(position)).collect();
        match *columns {
            [column] if column.null_count() == 0 && column.data_type() == &DataType::Float64 => {
                let values: &[f64] = column.as_primitive::<Float64Type>().values();
                builder.numbers(name, ArrayView1::from(values))?;
            }
            _ if Field::by_name(name).is_none() => builder.values(name, (0..rows).map(|_| Raw::Missing))?,
            _ => {
                let values: Vec<Raw<'_>> = columns.iter().flat_map(|column| raw_values(column)).collect();
                builder.values(name, values.into_iter())?;
            }
        }
    }
    Ok(builder.finish(required))
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

/// A table that gives itself as Arrow: pyarrow.table(t), polars.DataFrame(t) and pandas take it.
///
/// >>> import diabetes
/// >>> table = diabetes.generate(3)
/// >>> table.num_rows, table.column_names[:3]
/// (3, ['edad', 'sexo', 'imc'])
#[pyclass(frozen, module = "diabetes")]
pub(crate) struct Table {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    /// How many rows the table has.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("Table({} rows: {})", self.num_rows(), self.column_names().join(", "))
    }

    /// The Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer ignore the wish.
        let _ = requested_schema;
        let batches: Vec<Result<RecordBatch, ArrowError>> = self.batches.iter().cloned().map(Ok).collect();
        let reader: Box<dyn RecordBatchReader + Send> =
            Box::new(RecordBatchIterator::new(batches, Arc::clone(&self.schema)));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM_NAME)
    }
}

impl Table {
    fn of(columns: Vec<(&str, ArrayRef)>) -> Result<RecordBatch, ArrowError> {
        let fields: Vec<ArrowField> =
            columns.iter().map(|(name, array)| ArrowField::new(*name, array.data_type().clone(), true)).collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.into_iter().map(|(_, array)| array).collect())
    }

    /// Predictions, with the column names of the flat form.
    pub(crate) fn of_predictions(table: PredictionTable) -> Result<RecordBatch, ArrowError> {
        let numbers = |values: Vec<Option<f64>>| Arc::new(Float64Array::from(values)) as ArrayRef;
        let names = |values: Vec<Option<&str>>| Arc::new(StringArray::from(values)) as ArrayRef;
        let texts = |values: Vec<Option<String>>| Arc::new(StringArray::from(values)) as ArrayRef;
        Self::of(vec![
            ("glucose_mg_dl", numbers(table.glucose_mg_dl)),
            ("interval_low", numbers(table.interval_low)),
            ("interval_high", numbers(table.interval_high)),
            ("prob_Normal", numbers(table.prob_normal)),
            ("prob_Prediabetes", numbers(table.prob_prediabetes)),
            ("prob_Diabetes", numbers(table.prob_diabetes)),
            ("category", names(table.category)),
            ("confidence", names(table.confidence)),
            ("risk_level", names(table.risk_level)),
            ("test_advised", Arc::new(BooleanArray::from(table.test_advised))),
            ("imputed", texts(table.imputed)),
            ("warnings", texts(table.warnings)),
            ("errors", texts(table.errors)),
        ])
    }

    /// Columns of patients, choices as text.
    pub(crate) fn of_patients(table: &PatientTable<'_>, columns: &[Field]) -> Result<RecordBatch, ArrowError> {
        let arrays = columns.iter().map(|field| {
            let absent = || vec![f64::NAN; table.rows()];
            let values = table.column(*field).map_or_else(absent, |column| column.to_vec()).into_iter();
            let choices = field.choices();
            let array: ArrayRef = if choices.is_empty() {
                Arc::new(values.map(|value| Some(value).filter(|value| !value.is_nan())).collect::<Float64Array>())
            } else {
                let texts = values.map(|value| choices.get(value as usize).filter(|_| !value.is_nan()));
                Arc::new(texts.collect::<StringArray>())
            };
            (field.name(), array)
        });
        Self::of(arrays.collect())
    }
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
    let names = schema.fields().iter().map(|field| field.name().as_str());
    names.filter(|name| Field::by_name(name).is_none() && !known.contains(name)).collect()
}

/// Every batch answered by `predict`, one after the other.
pub(crate) fn answer(
    py: Python<'_>,
    reader: RecordBatchStreamReader,
    predict: impl Fn(&PatientTable<'_>) -> PredictionTable + Sync,
) -> PyResult<Table> {
    let schema = reader.schema();
    warn_ignored(py, &ignored(&schema, &[]), 1)?;
    let mut answers = Vec::new();
    for batch in reader {
        let batch = batch.map_err(arrow_error)?;
        let answered = py
            .detach(|| table(&schema, std::slice::from_ref(&batch), None, Required::Six).map(|table| predict(&table)));
        let answered = answered.map_err(|error| raise(py, error, Locale::En))?;
        answers.push(Table::of_predictions(answered).map_err(arrow_error)?);
    }
    let schema = Table::of_predictions(PredictionTable::default()).map_err(arrow_error)?.schema();
    Ok(Table { schema, batches: answers })
}
