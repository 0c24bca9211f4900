//! Reads tables of other libraries through the Arrow `PyCapsule` interface. Every array is fully validated before use.

use crate::errors::raise;
use crate::failure::{is_of_the_data, stopped};
use crate::layout::{check_array, check_schema};
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi::{FFI_ArrowArray, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchOptions, StructArray};
use arrow_schema::{ArrowError, DataType, Field as ArrowField, Fields, Schema, SchemaRef};
use diabetes_core::{Error, Locale};
use pyo3::exceptions::{PyStopIteration, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};
use std::ffi::{CStr, c_int};
use std::sync::Arc;

pub(crate) const STREAM_NAME: &CStr = c"arrow_array_stream";

/// The record batches of a stream.
pub(crate) struct Batches {
    source: Source,
    schema: SchemaRef,
}

enum Source {
    Stream(FFI_ArrowArrayStream),
    /// A reader of pyarrow, asked in Python: what its own iterator raises would be a text in a stream.
    Reader(Py<PyAny>),
}

/// The record batches of anything with `__arrow_c_stream__`.
pub(crate) fn read(data: &Bound<'_, PyAny>) -> PyResult<Batches> {
    let Some(class) = reader_class(data)? else { return read_stream(data) };
    let nothing = class.call_method1("from_batches", (data.getattr("schema")?, PyList::empty(data.py())))?;
    let schema = read_stream(&nothing)?.schema;
    Ok(Batches { source: Source::Reader(data.clone().unbind()), schema })
}

/// pyarrow's class of readers if the data is one of them; pyarrow is not imported.
fn reader_class<'py>(data: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let modules = data.py().import("sys")?.getattr("modules")?;
    let class = modules.call_method1("get", ("pyarrow",))?.getattr_opt("RecordBatchReader")?;
    Ok(class.filter(|class| data.is_instance(class).unwrap_or(false)))
}

fn read_stream(data: &Bound<'_, PyAny>) -> PyResult<Batches> {
    let capsule = data.call_method0("__arrow_c_stream__")?;
    let pointer = capsule.cast::<PyCapsule>()?.pointer_checked(Some(STREAM_NAME))?;
    // SAFETY: a capsule of this name holds a stream; `from_raw` takes it over and leaves a released one behind.
    #[allow(unsafe_code)]
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.cast::<FFI_ArrowArrayStream>().as_ptr()) };
    let mut schema = FFI_ArrowSchema::empty();
    let get_schema =
        stream.get_schema().ok_or_else(|| refused(data.py(), "the stream has already been read".to_owned()))?;
    // SAFETY: the stream is not released, and hands a schema over.
    #[allow(unsafe_code)]
    let code = unsafe { get_schema(&raw mut stream, &raw mut schema) };
    if code != 0 {
        return Err(failed(data.py(), &mut stream, code));
    }
    check_schema(&schema).map_err(|fault| refused(data.py(), fault.to_owned()))?;
    let kind = || data.get_type().name().map_or_else(|_| String::new(), |name| name.to_string());
    if schema.format() != "+s" {
        return Err(PyTypeError::new_err(format!("expected a table, not a single column ({})", kind())));
    }
    let columns = schema.children().map(column).collect::<Result<Vec<_>, _>>();
    let columns: Fields = columns.map_err(|fault| refused(data.py(), fault))?.into();
    let metadata = schema.metadata().map_err(|error| refused(data.py(), error.to_string()))?;
    Ok(Batches { source: Source::Stream(stream), schema: Arc::new(Schema::new_with_metadata(columns, metadata)) })
}

/// A column of a schema. It may have nulls, whatever the producer states.
fn column(schema: &FFI_ArrowSchema) -> Result<ArrowField, String> {
    let name = schema.name().unwrap_or_default();
    let field = ArrowField::try_from(schema)
        .map_err(|_| format!("column {name:?} is of a type that cannot be read ({})", schema.format()))?;
    Ok(field.with_nullable(true))
}

fn refused(py: Python<'_>, text: String) -> PyErr {
    raise(py, Error::Table(text), Locale::En)
}

/// An error of a table built here.
pub(crate) fn arrow_error(error: ArrowError) -> PyErr {
    PyTypeError::new_err(error.to_string())
}

/// The exception for a call on the stream that failed.
fn failed(py: Python<'_>, stream: &mut FFI_ArrowArrayStream, code: c_int) -> PyErr {
    let text = failure(stream, code);
    // A signal that came meanwhile is why.
    py.check_signals().err().or_else(|| stopped(&text)).unwrap_or_else(|| refused(py, text))
}

/// The producer's error message.
fn failure(stream: &mut FFI_ArrowArrayStream, code: c_int) -> String {
    let text = stream.get_last_error().and_then(|get| {
        // SAFETY: the last call on the stream failed; the text is copied before the next one.
        #[allow(unsafe_code)]
        let text = unsafe {
            let text = get(&raw mut *stream);
            (!text.is_null()).then(|| CStr::from_ptr(text))
        };
        text.map(|text| text.to_string_lossy().into_owned())
    });
    text.unwrap_or_else(|| format!("the stream failed with code {code}"))
}

impl Batches {
    pub(crate) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// The next batch.
    pub(crate) fn next(&mut self, py: Python<'_>) -> PyResult<Option<RecordBatch>> {
        py.check_signals()?;
        let stream = match &mut self.source {
            Source::Stream(stream) => stream,
            Source::Reader(reader) => return next_of(reader.bind(py), &self.schema),
        };
        let Some(get_next) = stream.get_next() else { return Ok(None) };
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the stream is not released, and hands an array over.
        #[allow(unsafe_code)]
        let code = unsafe { get_next(&raw mut *stream, &raw mut array) };
        if code != 0 {
            return Err(failed(py, stream, code));
        }
        if array.is_released() {
            return Ok(None);
        }
        let schema = &self.schema;
        py.detach(|| taken(array, schema)).map(Some).map_err(|fault| refused(py, fault))
    }

    /// The rest of the batches.
    pub(crate) fn collect(mut self, py: Python<'_>) -> PyResult<Vec<RecordBatch>> {
        let mut batches = Vec::new();
        while let Some(batch) = self.next(py)? {
            batches.push(batch);
        }
        Ok(batches)
    }
}

/// The next batch of a reader, with the columns that it states.
fn next_of(reader: &Bound<'_, PyAny>, schema: &SchemaRef) -> PyResult<Option<RecordBatch>> {
    let py = reader.py();
    let batch = match reader.call_method0("read_next_batch") {
        Ok(batch) => batch,
        Err(error) if error.is_instance_of::<PyStopIteration>(py) => return Ok(None),
        Err(error) if is_of_the_data(py, &error) => {
            let refusal = refused(py, error.value(py).str()?.to_string_lossy().into_owned());
            refusal.set_cause(py, Some(error));
            return Err(refusal);
        }
        Err(error) => return Err(error),
    };
    let Some(batch) = read_stream(&batch)?.next(py)? else {
        return Ok(Some(RecordBatch::new_empty(Arc::clone(schema))));
    };
    let names = |schema: &Schema| schema.fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>();
    if names(&batch.schema()) != names(schema) {
        return Err(refused(py, "a batch has other columns than the stream".to_owned()));
    }
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    let batch = RecordBatch::try_new_with_options(Arc::clone(schema), batch.columns().to_vec(), &options);
    batch.map(Some).map_err(|error| refused(py, error.to_string()))
}

/// Imports a batch after checking that nothing in it points outside its buffers.
fn taken(array: FFI_ArrowArray, schema: &SchemaRef) -> Result<RecordBatch, String> {
    let rows = DataType::Struct(schema.fields().clone());
    check_array(&array, &rows).map_err(|fault| format!("the arrays are damaged: {fault}"))?;
    // SAFETY: the array was checked; its contents are validated below, before they are read.
    #[allow(unsafe_code)]
    let data = unsafe { from_ffi_and_data_type(array, rows) }.map_err(|error| error.to_string())?;
    for (field, column) in schema.fields().iter().zip(data.child_data()) {
        column.validate_full().map_err(|error| format!("column {:?} is damaged: {error}", field.name()))?;
    }
    data.validate().map_err(|error| error.to_string())?;
    if data.null_count() > 0 {
        return Err("whole rows are null".to_owned());
    }
    let options = RecordBatchOptions::new().with_row_count(Some(data.len()));
    let columns = StructArray::from(data).into_parts().1;
    RecordBatch::try_new_with_options(Arc::clone(schema), columns, &options).map_err(|error| error.to_string())
}
