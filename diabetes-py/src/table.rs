//! The table returned to users, and its methods.

use crate::answers;
use crate::cells::raw_values;
use crate::csv;
use crate::stream::{STREAM_NAME, read};
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Float64Type;
use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray,
};
use arrow_schema::{ArrowError, Field as ArrowField, FieldRef, Schema, SchemaRef};
use diabetes_core::capacity::Place;
use diabetes_core::csv::Separator;
use diabetes_core::model::{ColumnKind, Wanted, rounded};
use diabetes_core::risk::Priority;
use diabetes_core::schema::FieldKind;
use diabetes_core::scores::ScoreTable;
use diabetes_core::table::PatientTable;
use diabetes_core::{Date, Error, Field, PredictionTable, Raw};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyList};
use std::collections::HashMap;
use std::sync::Arc;

/// A table that exports Arrow data: pyarrow.table(t), polars.DataFrame(t) and pandas accept it.
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
    /// Anything with ``__arrow_c_stream__`` as a table.
    ///
    /// >>> import diabetes
    /// >>> diabetes.Table.from_arrow(diabetes.generate(3)).num_rows
    /// 3
    #[staticmethod]
    fn from_arrow(data: &Bound<'_, PyAny>) -> PyResult<Self> {
        let reader = read(data)?;
        let schema = reader.schema();
        let batches = reader.collect(data.py())?;
        Ok(Self { schema, batches })
    }

    /// The number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Separator and encoding of the file that the table was read from with :func:`diabetes.read_csv`; else None.
    ///
    /// >>> import diabetes, io
    /// >>> diabetes.read_csv(io.BytesIO(b"edad;fuma\n45;S\xed\n")).dialect
    /// (';', 'windows-1252')
    #[getter]
    fn dialect(&self) -> Option<(&str, &str)> {
        csv::dialect(&self.schema)
    }

    /// The values of a column, ``None`` if missing: text, numbers or booleans.
    ///
    /// >>> import diabetes
    /// >>> sorted(set(diabetes.generate(100).column("sexo")))
    /// ['F', 'M']
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let position = self.schema.index_of(name).map_err(|_| PyKeyError::new_err(name.to_owned()))?;
        let values = PyList::empty(py);
        for raw in self.batches.iter().flat_map(|batch| raw_values(batch.column(position))) {
            match raw {
                Raw::Missing => values.append(py.None())?,
                Raw::Bool(value) => values.append(value)?,
                Raw::Number(value) => values.append(value)?,
                Raw::Text(text) => values.append(text)?,
                Raw::Other => {
                    return Err(PyTypeError::new_err(format!("column {name:?} does not contain plain values")));
                }
            }
        }
        Ok(values)
    }

    /// The different texts of a column, in the order in which they are met: each with the number of its rows and the
    /// first of them, from 0. Missing texts are left out.
    fn distinct(&self, name: &str) -> PyResult<Vec<(String, usize, usize)>> {
        let position = self.schema.index_of(name).map_err(|_| PyKeyError::new_err(name.to_owned()))?;
        let (mut places, mut found, mut start) = (HashMap::<String, usize>::new(), Vec::new(), 0);
        for batch in &self.batches {
            let column = batch.column(position);
            let values = if column.null_count() < column.len() { raw_values(column) } else { Vec::new() };
            for (row, value) in values.into_iter().enumerate() {
                let Raw::Text(text) = value else { continue };
                let place = *places.entry(text.to_string()).or_insert(found.len());
                if place == found.len() {
                    found.push((text.into_owned(), 0, start + row));
                }
                if let Some((_, count, _)) = found.get_mut(place) {
                    *count += 1;
                }
            }
            start += column.len();
        }
        Ok(found)
    }

    /// The parts in which the table is stored, as tables; nothing is copied.
    ///
    /// >>> import diabetes
    /// >>> sum(part.num_rows for part in diabetes.generate(10).parts())
    /// 10
    fn parts(&self) -> Vec<Self> {
        let part = |batch: &RecordBatch| Self { schema: Arc::clone(&self.schema), batches: vec![batch.clone()] };
        self.batches.iter().map(part).collect()
    }

    /// This table's columns followed by another's for the same rows, whose names get the ``prefix``.
    ///
    /// Raises ValueError if a name would occur twice or the numbers of rows differ.
    ///
    /// >>> import diabetes
    /// >>> table = diabetes.generate(3)
    /// >>> table.beside(diabetes.Model.bundled().predict_batch(table)).column_names[-1]
    /// 'errors'
    #[pyo3(signature = (other, prefix=""))]
    fn beside(&self, other: &Self, prefix: &str) -> PyResult<Self> {
        let renamed = other
            .schema
            .fields()
            .iter()
            .map(|field| Arc::new(ArrowField::clone(field).with_name(format!("{prefix}{}", field.name()))));
        let renamed: Vec<FieldRef> = renamed.collect();
        let twice: Vec<&str> = renamed.iter().map(|field| field.name().as_str()).collect();
        let twice: Vec<&str> = twice.into_iter().filter(|name| self.schema.index_of(name).is_ok()).collect();
        if !twice.is_empty() {
            return Err(PyValueError::new_err(format!("these columns already exist: {}", twice.join(", "))));
        }
        if self.num_rows() != other.num_rows() {
            return Err(PyValueError::new_err("the tables have different numbers of rows"));
        }
        let fields: Vec<FieldRef> = self.schema.fields().iter().cloned().chain(renamed).collect();
        let schema = Arc::new(Schema::new_with_metadata(fields, self.schema.metadata().clone()));
        let pairs = alike(&self.batches, &other.batches).into_iter();
        let batches = pairs.map(|(own, others)| {
            let columns = own.columns().iter().chain(others.columns()).cloned().collect();
            RecordBatch::try_new(Arc::clone(&schema), columns)
        });
        let batches = batches.collect::<Result<_, _>>().map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Self { schema, batches })
    }

    /// The table with the figures of :meth:`Model.predict_batch` rounded to what they mean, for files that people read:
    /// mg/dL to a tenth, probabilities to four decimals. Other columns are the same.
    ///
    /// >>> import diabetes
    /// >>> answers = diabetes.Model.bundled().predict_batch(diabetes.generate(1, seed=7))
    /// >>> [answers.rounded().column(name)[0] for name in ("glucose_mg_dl", "prob_Diabetes")]
    /// [98.4, 0.0148]
    fn rounded(&self) -> PyResult<Self> {
        let kinds = PredictionTable::column_kinds();
        let is_figure = |name: &str| kinds.iter().any(|(own, kind)| *own == name && *kind == ColumnKind::Numbers);
        let round = |batch: &RecordBatch| {
            let columns = self.schema.fields().iter().zip(batch.columns()).map(|(field, column)| {
                match column.as_primitive_opt::<Float64Type>().filter(|_| is_figure(field.name())) {
                    Some(figures) => {
                        let rounded = figures.unary::<_, Float64Type>(|value| rounded(field.name(), value));
                        Arc::new(rounded) as ArrayRef
                    }
                    None => Arc::clone(column),
                }
            });
            RecordBatch::try_new(Arc::clone(&self.schema), columns.collect())
        };
        let batches = self.batches.iter().map(round).collect::<Result<_, _>>();
        let batches = batches.map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Self { schema: Arc::clone(&self.schema), batches })
    }

    /// The table as CSV in UTF-8. With ``separator`` ";" numbers have a decimal comma, as spreadsheets in some
    /// countries require; with "," a decimal point. With ``defuse``, text cells that a spreadsheet would run as
    /// formulas are prefixed with an apostrophe.
    ///
    /// Accepts columns of text, numbers, booleans, dates and times (written in ISO 8601), else raises TypeError with
    /// the column and its type; the column ``csv.cells`` of :func:`diabetes.read_csv` is omitted. A 16- or 32-bit float
    /// is written as the shortest decimal it represents.
    ///
    /// >>> import diabetes, io
    /// >>> diabetes.read_csv(io.StringIO("id;edad\n007;45\n")).to_csv(separator=",")
    /// b'id,edad\n007,45\n'
    #[pyo3(signature = (separator=",", header=true, defuse=false))]
    fn to_csv<'py>(
        &self,
        py: Python<'py>,
        separator: &str,
        header: bool,
        defuse: bool,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let separator = Separator::from_text(separator).ok_or_else(|| {
            PyValueError::new_err(format!("separator {separator:?} is neither \",\" nor \";\" nor a tab"))
        })?;
        let text = py.detach(|| csv::write(&self.schema, &self.batches, separator, header, defuse));
        Ok(PyBytes::new(py, text.map_err(PyTypeError::new_err)?.as_bytes()))
    }

    /// The number of names and text cells that a spreadsheet would run as formulas.
    ///
    /// >>> import diabetes
    /// >>> diabetes.generate(3).formulas()
    /// 0
    fn formulas(&self, py: Python<'_>) -> usize {
        py.detach(|| csv::formulas(&self.schema, &self.batches))
    }

    /// Pickles as Arrow IPC, written and read by pyarrow.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyAny>,))> {
        let frames = slf.py().import("diabetes._frames")?;
        Ok((frames.getattr("unpacked")?, (frames.call_method1("packed", (slf,))?,)))
    }

    /// Tables are immutable, so a copy is the table itself.
    fn __copy__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: PyRef<'py, Self>, memo: Bound<'py, PyAny>) -> PyRef<'py, Self> {
        let _ = memo;
        slf
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
        // The interface allows a producer to ignore the request.
        let _ = requested_schema;
        let batches: Vec<Result<RecordBatch, ArrowError>> = self.batches.iter().cloned().map(Ok).collect();
        let reader: Box<dyn RecordBatchReader + Send> =
            Box::new(RecordBatchIterator::new(batches, Arc::clone(&self.schema)));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM_NAME)
    }
}

impl Table {
    fn of(columns: Vec<(&str, ArrayRef)>) -> Result<RecordBatch, Error> {
        let fields: Vec<ArrowField> =
            columns.iter().map(|(name, array)| ArrowField::new(*name, array.data_type().clone(), true)).collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.into_iter().map(|(_, array)| array).collect())
            .map_err(|error| Error::Table(error.to_string()))
    }

    /// The wanted columns of predictions.
    pub(crate) fn of_predictions(answers: PredictionTable, wanted: &Wanted) -> Result<RecordBatch, Error> {
        Self::of(answers::columns(answers, wanted)?)
    }

    /// Priorities and ranks from 1, given the rows by rank, in parts of these sizes.
    pub(crate) fn of_priorities(
        priorities: &[Priority],
        ranked: &[usize],
        sizes: impl Iterator<Item = usize>,
    ) -> Result<Self, Error> {
        let mut ranks = vec![0; priorities.len()];
        for (rank, row) in (1_i64..).zip(ranked) {
            if let Some(place) = ranks.get_mut(*row) {
                *place = rank;
            }
        }
        let codes = priorities.iter().map(|priority| Some(priority.code()));
        let whole = Self::of(vec![
            ("priority", Arc::new(codes.collect::<StringArray>()) as ArrayRef),
            ("rank", Arc::new(Int64Array::from(ranks))),
        ])?;
        let mut from = 0;
        let batches = sizes.map(|size| {
            from += size;
            whole.slice(from - size, size)
        });
        let batches = batches.collect();
        Ok(Self { schema: whole.schema(), batches })
    }

    /// The place of each row when tests are shared out, and the probability by which it is chosen.
    pub(crate) fn of_places(places: &[Place], probabilities: &[f64]) -> Result<Self, Error> {
        let codes = places.iter().map(|place| Some(place.code()));
        let known = probabilities.iter().map(|probability| Some(*probability).filter(|known| !known.is_nan()));
        let whole = Self::of(vec![
            ("place", Arc::new(codes.collect::<StringArray>()) as ArrayRef),
            ("probability", Arc::new(known.collect::<Float64Array>())),
        ])?;
        Ok(Self { schema: whole.schema(), batches: vec![whole] })
    }

    /// Scores, with the column names of [`ScoreTable`].
    pub(crate) fn of_scores(table: ScoreTable) -> Result<RecordBatch, Error> {
        Self::of(vec![
            ("points", Arc::new(Float64Array::from(table.points)) as ArrayRef),
            ("points_min", Arc::new(Float64Array::from(table.points_min))),
            ("points_max", Arc::new(Float64Array::from(table.points_max))),
            ("band", Arc::new(StringArray::from(table.band))),
            ("test_advised", Arc::new(BooleanArray::from(table.test_advised))),
            ("errors", Arc::new(StringArray::from(table.errors))),
        ])
    }

    /// Columns of patients, with choices as text.
    pub(crate) fn of_patients(table: &PatientTable<'_>, columns: &[Field]) -> Result<RecordBatch, Error> {
        let arrays = columns.iter().map(|field| {
            let absent = || vec![f64::NAN; table.rows()];
            let values = table.column(*field).map_or_else(absent, |column| column.to_vec()).into_iter();
            let choices = field.choices();
            let array: ArrayRef = if field.spec().kind == FieldKind::Date {
                let day = |days: f64| known(days).map(|days| Date::from_days(days as i32).to_string());
                Arc::new(values.map(day).collect::<StringArray>())
            } else if choices.is_empty() {
                Arc::new(values.map(known).collect::<Float64Array>())
            } else {
                let texts = values.map(|value| choices.get(value as usize).filter(|_| !value.is_nan()));
                Arc::new(texts.collect::<StringArray>())
            };
            (field.name(), array)
        });
        Self::of(arrays.collect())
    }
}

/// The batches of two tables with the same rows, split where either of them is.
fn alike(own: &[RecordBatch], others: &[RecordBatch]) -> Vec<(RecordBatch, RecordBatch)> {
    let filled = |batches: &[RecordBatch]| batches.iter().filter(|batch| batch.num_rows() > 0).cloned().rev().collect();
    let (mut own, mut others): (Vec<RecordBatch>, Vec<RecordBatch>) = (filled(own), filled(others));
    let mut pairs = Vec::new();
    while let (Some(first), Some(second)) = (own.pop(), others.pop()) {
        let rows = first.num_rows().min(second.num_rows());
        for (batch, rest) in [(&first, &mut own), (&second, &mut others)] {
            if batch.num_rows() > rows {
                rest.push(batch.slice(rows, batch.num_rows() - rows));
            }
        }
        pairs.push((first.slice(0, rows), second.slice(0, rows)));
    }
    pairs
}

/// The number, unless it is missing.
fn known(number: f64) -> Option<f64> {
    Some(number).filter(|number| !number.is_nan())
}
