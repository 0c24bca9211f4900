//! The model.

use crate::answer::Answer;
use crate::answering::{answer, answer_csv};
use crate::arrow;
use crate::convert::{advising, locale};
use crate::csv_rows::CsvRows;
use crate::data::Numbers;
use crate::errors::{raise, validation_error};
use crate::first_error::FirstError;
use crate::objects::{serialized, to_python};
use crate::outcomes::{Beside, with_rows};
use crate::prediction::Prediction;
use crate::record;
use crate::stream;
use crate::table::Table;
use diabetes_core::model::{Batch, RecalibrationOptions, Wanted};
use diabetes_core::table::{Required, TableBuilder, Target};
use diabetes_core::{Dialect, Error, Field, Locale, Model as Core, Output, Patient};
use pyo3::exceptions::{PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString};
use std::ffi::CString;
use std::path::PathBuf;

/// A trained model: a table per output, and the facts that go with them.
///
/// Get one from :meth:`bundled`, :meth:`load`, :meth:`from_json` or :func:`diabetes.train`.
///
/// >>> import diabetes
/// >>> diabetes.Model.bundled()
/// Model(name='nhanes', algorithm='additive')
#[pyclass(frozen, eq, module = "diabetes")]
#[derive(PartialEq)]
pub(crate) struct Model {
    pub(crate) core: Core,
}

impl Model {
    fn patient(py: Python<'_>, record: &Bound<'_, PyAny>, locale: Locale, strict: bool) -> PyResult<Patient> {
        let checked = match &record::one(record)? {
            Ok(record) => Patient::from_record(record, strict),
            Err(errors) => Err(errors.clone()),
        };
        checked.map_err(|errors| raise(py, errors.into(), locale))
    }
}

/// The names of the columns that are asked for. Python would take a text as a list of its letters.
fn names(columns: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    let refused = |_| PyTypeError::new_err("columns= must be a list of names: columns=[\"prob_Diabetes\"]");
    columns.extract().map_err(refused)
}

/// Names the file in a file-system error, as Python's own errors do.
fn at(py: Python<'_>, error: Error, path: PathBuf) -> PyErr {
    match error {
        Error::Io(error) => match error.raw_os_error() {
            Some(number) => PyOSError::new_err((number, error.to_string(), path.into_os_string())),
            None => error.into(),
        },
        other => raise(py, other, Locale::En),
    }
}

#[pymethods]
impl Model {
    /// The model that comes with the library, trained on the US survey NHANES, 1999 to 2014.
    #[staticmethod]
    #[pyo3(signature = (name="nhanes"))]
    fn bundled(name: &str) -> PyResult<Self> {
        let core = Core::bundled_named(name);
        core.map(|core| Self { core })
            .ok_or_else(|| PyValueError::new_err(format!("no bundled model {name:?}; available: \"nhanes\"")))
    }

    /// Read a model file. Raises ModelFileError (code not_a_model, damaged or too_new), or OSError.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Core::load(&path).map(|core| Self { core }).map_err(|error| at(py, error, path))
    }

    /// Read the text of a model file.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> PyResult<Self> {
        Core::from_json(text).map(|core| Self { core }).map_err(|error| raise(py, error.into(), Locale::En))
    }

    /// Write the model file atomically.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        self.core.save(&path).map_err(|error| at(py, error, path))
    }

    /// The text of the model file; the same model gives the same bytes.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        self.core.to_json().map_err(|error| raise(py, error, Locale::En))
    }

    /// The model as one SQL SELECT over a table of people, to be run in their database: the table's columns, then those of
    /// :meth:`predict_batch`, the points of every term, the scores and the model's version. ``dialect`` is "postgresql",
    /// "sqlite" or "duckdb"; ``table`` may have a schema before it. Raises DiabetesError (code unknown_dialect or
    /// bad_table_name).
    ///
    /// >>> import diabetes
    /// >>> select = diabetes.Model.bundled().to_sql("sqlite")
    /// >>> select.splitlines()[-2]
    /// 'FROM "the answer" CROSS JOIN "patients" AS "the row"'
    #[pyo3(signature = (dialect, table="patients"))]
    fn to_sql(&self, py: Python<'_>, dialect: &str, table: &str) -> PyResult<String> {
        let select = Dialect::by_name(dialect).and_then(|dialect| self.core.to_sql(dialect, table));
        select.map_err(|error| raise(py, error, Locale::En))
    }

    /// Name, version, algorithm, created, synthetic, hash, fields, outputs, cut-offs, training facts, metrics,
    /// recalibration (None for a model as trained).
    ///
    /// >>> import diabetes
    /// >>> diabetes.Model.bundled().info["synthetic"]
    /// False
    #[getter]
    fn info<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let info = self.core.info().map_err(|error| raise(py, error, Locale::En))?;
        to_python(py, &info)
    }

    /// The answer for one record, a mapping of wire names or the bytes of a JSON object. Raises ValidationError with
    /// all errors. With strict, an unknown field is an error instead of a warning.
    ///
    /// >>> import diabetes
    /// >>> diabetes.Model.bundled().predict({"edad": 45})
    /// Traceback (most recent call last):
    /// diabetes.ValidationError: El sexo es obligatorio. El índice de masa corporal es obligatorio, o la talla y el peso. ...
    ///
    /// A test is advised from ``findrisc_cut`` FINDRISC points, if given. The advice is for the date ``today``, a date
    /// or its ISO text, by default today (UTC).
    #[pyo3(signature = (record, locale="es", strict=false, findrisc_cut=None, today=None))]
    fn predict(
        &self,
        py: Python<'_>,
        record: &Bound<'_, PyAny>,
        locale: &str,
        strict: bool,
        findrisc_cut: Option<f64>,
        today: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Prediction> {
        let (locale, options) = (self::locale(locale)?, advising(py, findrisc_cut, today)?);
        let patient = Self::patient(py, record, locale, strict)?;
        Ok(Prediction::new(self.core.predict_with(&patient, &options), locale))
    }

    /// Answer a JSON record or a list of them, bytes in and bytes out. Never raises on a record: an invalid one is
    /// answered with {"errors": [...]}, in a list at its own position.
    ///
    /// >>> import diabetes
    /// >>> diabetes.Model.bundled().predict_json(b"7", locale="en")[:48]
    /// b'{"errors":[{"code":"not_a_record","field":null,"'
    #[pyo3(signature = (body, locale="es", findrisc_cut=None, today=None))]
    fn predict_json<'py>(
        &self,
        py: Python<'py>,
        body: &[u8],
        locale: &str,
        findrisc_cut: Option<f64>,
        today: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let (locale, options) = (self::locale(locale)?, advising(py, findrisc_cut, today)?);
        let answer = py.detach(|| self.core.predict_json_with(body, locale, &options));
        Ok(PyBytes::new(py, &answer))
    }

    /// Answer a JSON record, for services: the answer, and the record as read. A list is rejected.
    #[pyo3(signature = (body, locale="es", findrisc_cut=None, today=None))]
    fn answer_record(
        &self,
        py: Python<'_>,
        body: &[u8],
        locale: &str,
        findrisc_cut: Option<f64>,
        today: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Answer> {
        let (locale, options) = (self::locale(locale)?, advising(py, findrisc_cut, today)?);
        Ok(Answer::new(py.detach(|| self.core.answer_record(body, locale, &options)), locale))
    }

    /// Answer the rows of anything with ``__arrow_c_stream__``, each once. Returns the table of :meth:`predict_batch`
    /// and a list with the Answer of each row, None for an invalid one.
    ///
    /// >>> import diabetes, io
    /// >>> rows = diabetes.read_csv(io.StringIO("edad;sexo;imc;perimetro_abdominal;tas;tad\n45;m;28,5;95;135;85\n"))
    /// >>> columns, [answer] = diabetes.Model.bundled().answer_table(rows)
    /// >>> answer.json == diabetes.Model.bundled().predict_json(answer.record)
    /// True
    #[pyo3(signature = (data, locale="es", findrisc_cut=None, today=None))]
    fn answer_table(
        &self,
        data: &Bound<'_, PyAny>,
        locale: &str,
        findrisc_cut: Option<f64>,
        today: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<(Table, Vec<Option<Answer>>)> {
        let (py, locale) = (data.py(), self::locale(locale)?);
        let options = advising(py, findrisc_cut, today)?;
        let (table, answers) = arrow::answer_rows(py, stream::read(data)?, |rows| {
            let (columns, answers) = self.core.answer_table(rows, locale, &options);
            Ok((Table::of_predictions(columns, &Wanted::default())?, answers))
        })?;
        let answers = answers.into_iter().map(|found| found.map(|found| Answer::new(found, locale)));
        Ok((table, answers.collect()))
    }

    /// Answer many records, one row per record, in order.
    ///
    /// A pandas, polars or pyarrow table gives a table of the same kind, keeping pandas' index; anything else with
    /// __arrow_c_stream__ gives a diabetes.Table. A list of mappings gives a list of Prediction, with the
    /// ValidationError of an invalid record in its place.
    ///
    /// Columns of texts are categorical: dictionaries in Arrow, Categorical in pandas and polars. ``columns`` names the
    /// columns of the table to compute, in order; others are not computed. A row with errors has null figures, also
    /// where the column ``errors`` is not asked for. Raises DiabetesError (code bad_columns) with all unknown names.
    ///
    /// >>> import diabetes
    /// >>> answers = diabetes.Model.bundled().predict_batch(diabetes.generate(5))
    /// >>> answers.num_rows, answers.column_names[0]
    /// (5, 'glucose_mg_dl')
    /// >>> diabetes.Model.bundled().predict_batch(diabetes.generate(5), columns=("prob_Diabetes", "errors"))
    /// Table(5 rows: prob_Diabetes, errors)
    #[pyo3(signature = (data, locale="es", findrisc_cut=None, today=None, columns=None))]
    fn predict_batch<'py>(
        &self,
        data: &Bound<'py, PyAny>,
        locale: &str,
        findrisc_cut: Option<f64>,
        today: Option<&Bound<'py, PyAny>>,
        columns: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = data.py();
        let columns = columns.map(names).transpose()?;
        let wanted = columns
            .as_ref()
            .map_or_else(|| Ok(Wanted::default()), |columns| Wanted::named(columns.iter().map(String::as_str)));
        let wanted = wanted.map_err(|error| raise(py, error, Locale::En))?;
        let (locale, options) = (self::locale(locale)?, advising(py, findrisc_cut, today)?);
        let worker = || {
            let mut batch = Batch::new(&self.core, &options).only(&wanted);
            let wanted = &wanted;
            move |rows: TableBuilder<'_>| {
                let table = rows.finish_reading(Required::Six, |field| self.core.reads(field));
                Table::of_predictions(batch.predict_table(&table), wanted)
            }
        };
        if let Ok(rows) = data.cast::<CsvRows>() {
            return Ok(Bound::new(py, answer_csv(py, rows.get(), worker)?)?.into_any());
        }
        let frames = py.import("diabetes._frames")?;
        let data = frames.call_method1("readable", (data,))?;
        if !data.hasattr("__arrow_c_stream__")? {
            if columns.is_some() {
                return Err(PyTypeError::new_err("columns= is for tables; a list of records gets whole predictions"));
            }
            let answers = PyList::empty(py);
            for record in data.try_iter()? {
                let checked =
                    record::read(&record?, Target::default())?.and_then(|record| Patient::from_record(&record, false));
                match checked {
                    Ok(patient) => {
                        answers.append(Prediction::new(self.core.predict_with(&patient, &options), locale))?;
                    }
                    Err(errors) => answers.append(validation_error(py, &errors, locale)?)?,
                }
            }
            return Ok(answers.into_any());
        }
        let answers = answer(py, stream::read(&data)?, worker)?;
        frames.call_method1("like", (answers, data))
    }

    /// The points of every term of an output, base first; added left to right they are the output's score before
    /// calibration: mg/dL for glucose, log-odds for dysglycaemia and diabetes. An Answer is explained without reading
    /// its record again.
    ///
    /// >>> import diabetes
    /// >>> record = {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}
    /// >>> diabetes.Model.bundled().explain(record)[0].field
    /// 'base'
    #[pyo3(signature = (record, output="glucose", locale="es"))]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        record: &Bound<'py, PyAny>,
        output: &str,
        locale: &str,
    ) -> PyResult<Bound<'py, PyList>> {
        let locale = self::locale(locale)?;
        let patient = match record.cast::<Answer>() {
            Ok(answer) => answer.get().patient(py)?,
            Err(_) => Self::patient(py, record, locale, false)?,
        };
        let output = Output::by_name(output).ok_or_else(|| {
            PyValueError::new_err(format!("no output {output:?}; outputs: glucose, dysglycaemia, diabetes"))
        })?;
        let contributions = self.core.explain(&patient, output).map_err(|error| raise(py, error, Locale::En))?;
        let class = py.import("diabetes._types")?.getattr("Contribution")?;
        let list = PyList::empty(py);
        for part in contributions {
            let name = part.field.map_or("base", Field::name);
            let value = serialized(py, &part.value)?;
            let contribution = class.call1((name, value, part.points))?;
            list.append(contribution)?;
        }
        Ok(list)
    }

    /// A new model for another population: the terms stay; calibration, interval and cut-offs are refitted on the rows.
    ///
    /// ``data``, ``target`` and ``weights`` are those of :func:`diabetes.train`; rows need the six required fields, and
    /// ``target``, ``hba1c`` or both. An output needs 100 rows, a probability 10 events and 10 non-events; one with
    /// fewer is kept, with a TrainingWarning. The intercept is refitted, and the slope too if 200 events and 200
    /// non-events (glucose: 200 rows) show that it has changed (p < 0.05).
    ///
    /// ``model.info["recalibration"]`` has what was done and the figures before and after, on folds by a hash of
    /// ``seed`` and the record. ``source``, a description of the data, and ``date`` (YYYY-MM-DD; default: today, UTC)
    /// are stored in the model file.
    ///
    /// Raises TrainingError: too_few_rows with the counts for fewer than 100 usable rows, no_output if no output can be
    /// recalibrated, or the errors of training. Rows that are left out are told, by code, with a TrainingWarning
    /// (rows_skipped).
    ///
    /// >>> import diabetes
    /// >>> model = diabetes.Model.bundled()
    /// >>> local = model.recalibrate(diabetes.generate(2000, seed=1), source="generated")
    /// >>> figures = local.info["recalibration"]["outputs"]["diabetes"]
    /// >>> figures["refitted"]
    /// 'intercept_and_slope'
    /// >>> figures["before"]["observed_expected"] > 5 > 1.05 > figures["after"]["observed_expected"] > 0.95
    /// True
    #[pyo3(signature = (data, target="Resultado", weights=None, seed=42, source=None, date=None))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn recalibrate(
        &self,
        data: &Bound<'_, PyAny>,
        target: &str,
        weights: Option<&Bound<'_, PyAny>>,
        seed: i128,
        source: Option<Bound<'_, PyString>>,
        date: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let py = data.py();
        let prepared = py.import("diabetes._api")?.call_method1("_rows", (data, target, weights, seed))?;
        let (data, weights, seed): (Bound<'_, PyAny>, Option<Numbers<'_>>, u64) = prepared.extract()?;
        let date = date.map(|date| date.str().map(|date| date.to_string())).transpose()?;
        let options = RecalibrationOptions {
            seed,
            source: source.map_or_else(String::new, |text| text.to_string_lossy().into_owned()),
            date,
            ..RecalibrationOptions::default()
        };
        let first = FirstError::default();
        let beside = Beside { weights, periods: None };
        let core = with_rows(&data, target, &beside, 1, &options.stop, |table, weights, _| {
            first.look(0, table);
            Ok(self.core.recalibrate(table, weights, &options))
        })?;
        let core = core.map_err(|error| first.raise(py, error))?;
        if let Some(facts) = core.recalibration().filter(|facts| !facts.skipped.is_empty()) {
            let said = py.import("diabetes._trainable")?.getattr("of_left_out")?;
            let text: String = said.call1((facts.skipped.clone(), first.place()))?.extract()?;
            PyErr::warn(py, &py.import("diabetes._errors")?.getattr("TrainingWarning")?, &CString::new(text)?, 1)?;
        }
        for (output, reason) in core.recalibration().into_iter().flat_map(|facts| facts.outputs.kept()) {
            let text = CString::new(format!("{reason}: output {output} is kept as it was"))?;
            PyErr::warn(py, &py.import("diabetes._errors")?.getattr("TrainingWarning")?, &text, 1)?;
        }
        let cutoffs = core.recalibration().map(|facts| &facts.cutoffs);
        if let Some(reason) = cutoffs.and_then(|cutoffs| cutoffs.reason.as_deref()) {
            let text = CString::new(format!("{reason}: the cut-offs of the risk levels are left out"))?;
            PyErr::warn(py, &py.import("diabetes._errors")?.getattr("TrainingWarning")?, &text, 1)?;
        }
        Ok(Self { core })
    }

    /// Whether :meth:`recalibrate` helps these people, with the same arguments.
    ///
    /// A dict: ``verdict`` (``better``, ``no_difference``, ``too_few_events``, ``worse``, ``below_floor``);
    /// ``refused`` for the last two; ``least_auroc``; and in ``outputs``, for each probability that is refitted,
    /// the figures ``before`` and ``after`` with 95 % intervals from ``resamples`` resamples of rows, and the
    /// calibration curves. Each row after is judged by a fit without it. Raises as :meth:`recalibrate` does.
    ///
    /// >>> import diabetes
    /// >>> people = diabetes.generate(2000, seed=1)
    /// >>> judged = diabetes.Model.bundled().judge_recalibration(people, resamples=100)
    /// >>> judged["verdict"], judged["refused"]
    /// ('better', False)
    #[pyo3(signature = (data, target="Resultado", weights=None, seed=42, resamples=500))]
    fn judge_recalibration<'py>(
        &self,
        data: &Bound<'py, PyAny>,
        target: &str,
        weights: Option<&Bound<'py, PyAny>>,
        seed: i128,
        resamples: u32,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = data.py();
        let prepared = py.import("diabetes._api")?.call_method1("_rows", (data, target, weights, seed))?;
        let (data, weights, seed): (Bound<'_, PyAny>, Option<Numbers<'_>>, u64) = prepared.extract()?;
        let options = RecalibrationOptions { seed, ..RecalibrationOptions::default() };
        let judged =
            with_rows(&data, target, &Beside { weights, periods: None }, 1, &options.stop, |table, weights, _| {
                self.core.judge_recalibration(table, weights, &options, resamples)
            })?;
        serialized(py, &judged)
    }

    fn __repr__(&self) -> String {
        format!("Model(name='{}', algorithm='{}')", self.core.name(), self.core.algorithm())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let from_json = py.get_type::<Self>().getattr("from_json")?;
        Ok((from_json, (self.to_json(py)?,)))
    }
}
