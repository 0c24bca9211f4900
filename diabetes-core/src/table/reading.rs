//! A column read in parts, each in the form in which a library holds it.

use super::{Column, TableBuilder};
use crate::Error;
use crate::numbers;
use crate::raw::Raw;
use crate::schema::{Field, FieldKind};
use crate::validation::FieldError;

/// A column of a [`TableBuilder`] that is read part by part, row after row.
///
/// ```
/// use diabetes_core::Raw;
/// use diabetes_core::table::{PatientTable, Required};
/// let mut builder = PatientTable::builder(4);
/// if let Some(mut sex) = builder.reading("sexo")? {
///     sex.levels(&["M".into(), "woman?".into()], [0, 1, 9].into_iter());
///     sex.values([Raw::from(" f ")].into_iter());
///     sex.end()?;
/// }
/// let table = builder.finish(Required::Nothing);
/// assert_eq!(table.valid(), [true, false, true, true]);
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub struct Reading<'b, 'a> {
    builder: &'b mut TableBuilder<'a>,
    field: Field,
    column: Column<'a>,
    read: Box<Read<'b>>,
}

/// How a value of the column is read.
type Read<'b> = dyn Fn(&Raw<'_>, Field) -> Result<f64, FieldError> + 'b;

fn as_it_is(value: &Raw<'_>, field: Field) -> Result<f64, FieldError> {
    value.read(field)
}

impl<'a> TableBuilder<'a> {
    /// Starts a column that is read in parts. An unknown name is recorded and ignored: then there is nothing to read.
    pub fn reading<'b>(&'b mut self, name: &str) -> Result<Option<Reading<'b, 'a>>, Error> {
        self.reading_by(name, as_it_is)
    }

    pub(super) fn reading_by<'b>(
        &'b mut self,
        name: &str,
        read: impl Fn(&Raw<'_>, Field) -> Result<f64, FieldError> + 'b,
    ) -> Result<Option<Reading<'b, 'a>>, Error> {
        let Some(field) = self.place(name)? else { return Ok(None) };
        let column = Column::of(field, std::iter::empty());
        Ok(Some(Reading { builder: self, field, column, read: Box::new(read) }))
    }
}

impl Reading<'_, '_> {
    /// Reads arbitrary values.
    pub fn values<'v>(&mut self, values: impl Iterator<Item = Raw<'v>>) {
        let (field, start) = (self.field, self.rows());
        let (errors, read) = (&mut self.builder.errors, &self.read);
        self.column.extend(values.enumerate().map(|(place, raw)| {
            read(&raw, field).unwrap_or_else(|error| {
                errors.entry(start + place).or_default().push(error);
                f64::NAN
            })
        }));
    }

    /// Reads numbers; NaN is missing.
    pub fn numbers(&mut self, numbers: impl Iterator<Item = f64>) {
        match self.field.spec().kind {
            FieldKind::Number { .. } => self.column.extend(numbers),
            FieldKind::Choice(_) | FieldKind::Date => self.values(numbers.map(Raw::Number)),
        }
    }

    /// Reads 32-bit floats, each as the shortest decimal it represents.
    pub fn floats(&mut self, floats: impl Iterator<Item = Option<f32>>) {
        self.numbers(floats.map(|float| float.map_or(f64::NAN, numbers::of_f32)));
    }

    /// Reads few distinct values, each once: `keys` has for every row the position of its value among the `levels`;
    /// beyond them, the value is missing.
    pub fn levels(&mut self, levels: &[Raw<'_>], keys: impl Iterator<Item = usize> + Clone) {
        let (field, start) = (self.field, self.rows());
        let read: Vec<_> = levels.iter().map(|level| (self.read)(level, field)).collect();
        let numbers: Vec<f64> = read.iter().map(|level| *level.as_ref().unwrap_or(&f64::NAN)).collect();
        self.column.extend_by(&numbers, keys.clone());
        if read.iter().all(Result::is_ok) {
            return;
        }
        for (row, key) in (start..).zip(keys) {
            if let Some(Err(error)) = read.get(key) {
                self.builder.errors.entry(row).or_default().push(error.clone());
            }
        }
    }

    /// The number of rows read.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.column.rows()
    }

    /// Puts the column in the table. The error says that it has other rows than the table.
    pub fn end(self) -> Result<(), Error> {
        self.builder.measure(self.field.name(), self.column.rows())?;
        self.builder.put(self.field, self.column);
        Ok(())
    }
}
