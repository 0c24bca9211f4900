//! Many records as columns, with a validity mask.

use crate::Error;
pub use crate::check::Required;
use crate::check::{check, named, without_errors};
use crate::patient::Patient;
use crate::raw::Raw;
use crate::record::{MAX_UNKNOWN, Record};
use crate::schema::{FIELD_COUNT, FIELDS, Field, FieldKind, REQUIRED};
use crate::scorecard::compiled::ColumnSlice;
use crate::validation::{FieldError, ValidationErrors, Warning};
use crate::values::{Values, code};
use ndarray::{Array1, ArrayView1, CowArray, Ix1};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::mem::take;
use std::ops::Range;

#[cfg(feature = "csv-text")]
mod cells;
mod column;
#[cfg(feature = "csv")]
mod csv_column;
mod data;
#[cfg(feature = "csv")]
mod file;
mod notes;
mod reading;
mod target;
mod usual;

pub(crate) use column::BLOCK;
use column::{Column, part_of};
pub use data::ColumnData;
#[cfg(feature = "csv")]
pub use file::CsvColumns;
pub use notes::{Note, Notes};
pub use reading::Reading;
pub use target::Target;
use usual::UsualRows;

/// Collects columns and checks them row by row.
///
/// ```
/// use diabetes_core::table::{PatientTable, Required};
/// use ndarray::array;
/// let ages = array![45.0, 17.0];
/// let mut builder = PatientTable::builder(2);
/// builder.numbers("edad", ages.view())?;
/// builder.values("sexo", ["M", "F"].into_iter().map(Into::into))?;
/// let table = builder.finish(Required::AgeAndSex);
/// assert_eq!(table.valid(), [true, false]);
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Debug)]
pub struct TableBuilder<'a> {
    rows: usize,
    columns: [Option<Column<'a>>; FIELD_COUNT],
    errors: BTreeMap<usize, Vec<FieldError>>,
    unknown: Vec<String>,
}

/// Records as columns: a choice is stored as its position, a date as days since 1970-01-01, and NaN is missing. Invalid
/// rows stay in place and keep their errors.
#[derive(Debug)]
pub struct PatientTable<'a> {
    rows: usize,
    columns: [Option<Column<'a>>; FIELD_COUNT],
    valid: Vec<bool>,
    errors: BTreeMap<usize, ValidationErrors>,
    warnings: Notes<Warning>,
    unknown: Vec<String>,
    required: Required,
}

impl<'a> TableBuilder<'a> {
    /// Fails unless a column has as many rows as the table.
    fn measure(&self, name: &str, length: usize) -> Result<(), Error> {
        if length == self.rows {
            return Ok(());
        }
        Err(Error::Table(format!("column {name} has {length} rows instead of {}", self.rows)))
    }

    /// The field of a new column; a name that no field has is recorded.
    fn place(&mut self, name: &str) -> Result<Option<Field>, Error> {
        let Some(field) = Field::by_name(name) else {
            self.unknown.push(name.to_owned());
            return Ok(None);
        };
        if self.columns.get(field.index()).is_some_and(Option::is_some) {
            return Err(stands_twice(name));
        }
        Ok(Some(field))
    }

    fn put(&mut self, field: Field, column: Column<'a>) {
        if let Some(slot) = self.columns.get_mut(field.index()) {
            *slot = Some(column);
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The values of a row as given, before any check.
    pub(crate) fn values_of(&self, row: usize) -> Values {
        values_of(&self.columns, row)
    }

    /// Writes the known values of a row to the columns.
    fn put_row(&mut self, row: usize, values: &Values) {
        for field in Field::all() {
            if let Some(value) = values.known(field) {
                set(&mut self.columns, self.rows, row, field, value);
            }
        }
    }

    /// Adds a column of numbers, without copying if its values are contiguous; NaN is missing. An unknown name is
    /// recorded and ignored.
    pub fn numbers(&mut self, name: &str, values: ArrayView1<'a, f64>) -> Result<(), Error> {
        if let Some(FieldKind::Choice(_) | FieldKind::Date) = Field::by_name(name).map(|field| field.spec().kind) {
            self.values(name, values.iter().map(|value| Raw::Number(*value)))
        } else {
            self.measure(name, values.len())?;
            if let Some(field) = self.place(name)? {
                let numbers = values.to_slice().map_or_else(|| values.to_vec().into(), Cow::Borrowed);
                self.put(field, Column::Numbers(numbers));
            }
            Ok(())
        }
    }

    /// Adds the column of a choice field as positions of its [`Field::choices`], without copying. 255 is missing; any
    /// other number beyond the choices is the error `not_allowed` of its row. Fails for a number or date field, which
    /// has no codes. An unknown name is recorded and ignored.
    ///
    /// ```
    /// use diabetes_core::table::{PatientTable, Required};
    /// let mut builder = PatientTable::builder(3);
    /// builder.codes("sexo", &[0, 255, 2])?;
    /// let table = builder.finish(Required::Nothing);
    /// assert_eq!(table.valid(), [true, true, false]);
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn codes(&mut self, name: &str, codes: &'a [u8]) -> Result<(), Error> {
        self.measure(name, codes.len())?;
        let Some(field) = self.place(name)? else {
            return Ok(());
        };
        let choices = field.choices().len();
        if choices == 0 {
            return Err(Error::Table(format!("column {name} has codes, but the field is not a choice field")));
        }
        let is_sound = |code: u8| usize::from(code) < choices || code == code::MISSING;
        let mut column = Cow::Borrowed(codes);
        if !diabetes_kernel::all_sound(codes, choices as u8) {
            for (row, code) in column.to_mut().iter_mut().enumerate().filter(|(_, code)| !is_sound(**code)) {
                *code = code::MISSING;
                self.errors.entry(row).or_default().push(FieldError::not_allowed(field));
            }
        }
        self.put(field, Column::Codes(column));
        Ok(())
    }

    /// Records the name of a column that is not in the schema.
    pub fn ignore(&mut self, name: &str) {
        self.unknown.push(name.to_owned());
    }

    /// Adds a column of arbitrary values.
    pub fn values<'v>(&mut self, name: &str, values: impl ExactSizeIterator<Item = Raw<'v>>) -> Result<(), Error> {
        self.measure(name, values.len())?;
        let Some(mut column) = self.reading(name)? else { return Ok(()) };
        column.values(values);
        column.end()
    }

    /// Checks every row, with the same rules as for one record.
    #[must_use]
    pub fn finish(self, required: Required) -> PatientTable<'a> {
        self.finish_reading(required, |_| true)
    }

    /// Like [`TableBuilder::finish`], for a use that reads some fields only: a score that is not read may be left out
    /// where it was not entered.
    #[must_use]
    pub fn finish_reading(self, required: Required, is_read: impl Fn(Field) -> bool) -> PatientTable<'a> {
        let mut table = PatientTable {
            rows: self.rows,
            columns: self.columns,
            valid: vec![true; self.rows],
            errors: BTreeMap::new(),
            warnings: Notes::default(),
            unknown: self.unknown,
            required,
        };
        let (mut read_errors, mut usual, mut derived) = (self.errors, UsualRows::new(is_read), Vec::new());
        for start in (0..table.rows).step_by(BLOCK) {
            let rows = start..table.rows.min(start + BLOCK);
            let failed = read_errors.range(rows.clone()).map(|(row, _)| *row);
            let columns = &mut table.columns;
            let (usual, mut warned) = usual.check(columns, table.rows, &rows, required, failed, &mut table.warnings);
            for (row, _) in rows.zip(usual).filter(|(_, usual)| !**usual) {
                let (before, rest) = warned.split_at(warned.iter().take_while(|(warned, _)| *warned < row).count());
                table.warnings.extend(before);
                warned = rest;
                table.check(row, read_errors.get_mut(&row).map(take).unwrap_or_default(), &mut derived);
            }
            table.warnings.extend(warned);
        }
        for (row, field, value) in derived {
            set(&mut table.columns, table.rows, row, field, value);
        }
        table
    }
}

pub(crate) fn stands_twice(name: &str) -> Error {
    Error::Table(format!("column {name} occurs twice"))
}

/// Sets one cell, creating the column if it is absent.
fn set(columns: &mut [Option<Column<'_>>; FIELD_COUNT], rows: usize, row: usize, field: Field, value: f64) {
    if let Some(slot) = columns.get_mut(field.index()) {
        slot.get_or_insert_with(|| Column::absent(field, rows)).set(row, value);
    }
}

impl<'a> PatientTable<'a> {
    /// Checks a row; values derived from its fields are added to `derived`.
    fn check(&mut self, row: usize, mut errors: Vec<FieldError>, derived: &mut Vec<(usize, Field, f64)>) {
        let given = self.values(row);
        if !self.required.reads_target() {
            errors.retain(|error| error.schema_field() != Some(Field::OutcomeMgDl));
        }
        let failed = named(errors.iter());
        let (mut values, mut warnings) = (given, Vec::new());
        if !errors.iter().any(FieldError::is_about_the_whole) {
            check(&mut values, failed, self.required, &mut errors, &mut warnings);
        }
        if !errors.is_empty() {
            if let Some(valid) = self.valid.get_mut(row) {
                *valid = false;
            }
            self.errors.insert(row, ValidationErrors::new(errors));
            return;
        }
        for warning in warnings {
            self.warnings.push(row, warning);
        }
        derived.extend(
            Field::all()
                .filter(|field| *field != Field::OutcomeMgDl)
                .filter(|field| given.get(*field).to_bits() != values.get(*field).to_bits())
                .map(|field| (row, field, values.get(field))),
        );
    }

    /// Starts a table with this many rows.
    #[must_use]
    pub fn builder(rows: usize) -> TableBuilder<'a> {
        TableBuilder { rows, columns: [const { None }; FIELD_COUNT], errors: BTreeMap::new(), unknown: Vec::new() }
    }

    /// Creates a table from raw records, one per row.
    #[must_use]
    pub fn from_records(records: &[Record<'_>], required: Required) -> Self {
        let mut builder = Self::builder(records.len());
        for (row, record) in records.iter().enumerate() {
            let mut errors = Vec::new();
            let (values, _) = record.read(required, &mut errors);
            for name in record.unknown.iter().filter(|name| Field::by_name(name).is_none()) {
                if builder.unknown.len() < MAX_UNKNOWN && !builder.unknown.contains(name) {
                    builder.unknown.push(name.clone());
                }
            }
            if !errors.is_empty() {
                builder.errors.insert(row, errors);
            }
            builder.put_row(row, &values);
        }
        builder.finish(required)
    }

    /// The number of rows, including invalid ones.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Which rows are valid.
    #[must_use]
    pub fn valid(&self) -> &[bool] {
        &self.valid
    }

    /// The column of a field; `None` if no row has it. Numbers are not copied.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<CowArray<'_, f64, Ix1>> {
        Some(match self.stored(field)? {
            Column::Numbers(numbers) => ArrayView1::from(&**numbers).into(),
            Column::Codes(codes) => codes.iter().map(|code| code::number(*code)).collect::<Array1<f64>>().into(),
        })
    }

    fn stored(&self, field: Field) -> Option<&Column<'a>> {
        self.columns.get(field.index())?.as_ref()
    }

    /// A range of rows from the column of a field.
    pub(crate) fn part(&self, field: Field, rows: Range<usize>) -> ColumnSlice<'_> {
        part_of(&self.columns, field, rows)
    }

    /// Names of columns that are not in the schema; they were ignored.
    #[must_use]
    pub fn unknown_columns(&self) -> &[String] {
        &self.unknown
    }

    /// The errors of the invalid rows.
    #[must_use]
    pub fn errors(&self) -> &BTreeMap<usize, ValidationErrors> {
        &self.errors
    }

    /// Whether the target was read, as training and evaluation require.
    pub(crate) fn reads_target(&self) -> bool {
        self.required.reads_target()
    }

    /// Whether every valid row was checked for the required fields of a prediction.
    pub(crate) fn has_required(&self) -> bool {
        self.required == Required::Six
    }

    /// The warnings.
    #[must_use]
    pub fn warnings(&self) -> &Notes<Warning> {
        &self.warnings
    }

    /// The patient in a row, or the row's errors. Required fields that the table was not checked for are checked now.
    ///
    /// ```
    /// use diabetes_core::table::{PatientTable, Required};
    /// let table = PatientTable::from_columns(&[("edad", [45.0][..].into())], Required::Nothing)?;
    /// assert_eq!(table.patient(0).unwrap_err().errors().len(), 5);
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn patient(&self, row: usize) -> Result<Patient, Cow<'_, ValidationErrors>> {
        if let Some(errors) = self.errors.get(&row) {
            return Err(Cow::Borrowed(errors));
        }
        let values = self.values(row);
        if !self.has_required() {
            let missing = REQUIRED.into_iter().filter(|field| values.known(*field).is_none());
            let errors: Vec<FieldError> = missing.map(FieldError::missing).collect();
            if !errors.is_empty() {
                return Err(Cow::Owned(ValidationErrors::new(errors)));
            }
        }
        Ok(Patient::from_valid(values, self.warnings.of(row).cloned().collect()))
    }

    pub(crate) fn values(&self, row: usize) -> Values {
        values_of(&self.columns, row)
    }

    /// The values of a refused row that have no error.
    pub(crate) fn sound_values(&self, row: usize, errors: &ValidationErrors) -> Values {
        without_errors(self.values(row), errors.errors())
    }
}

fn values_of(columns: &[Option<Column<'_>>; FIELD_COUNT], row: usize) -> Values {
    let mut values = Values::default();
    for (spec, column) in FIELDS.iter().zip(columns) {
        if let Some(column) = column {
            values.set(spec.field, column.get(row));
        }
    }
    values
}

#[cfg(feature = "train")]
impl PatientTable<'static> {
    /// Creates a table from rows that already hold codes.
    pub(crate) fn from_codes(rows: impl ExactSizeIterator<Item = Values>, required: Required) -> Self {
        let mut builder = Self::builder(rows.len());
        for (row, values) in rows.enumerate() {
            builder.put_row(row, &values);
        }
        builder.finish(required)
    }
}
