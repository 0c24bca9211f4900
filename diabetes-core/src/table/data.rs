//! In-memory columns of the types that callers have.

use super::{PatientTable, Required, Target};
use crate::Error;
use crate::raw::Raw;
use ndarray::ArrayView1;

/// The values of a column, as accepted by [`PatientTable::from_columns`].
#[derive(Clone, Debug)]
pub enum ColumnData<'a> {
    /// Numbers, not copied; NaN is missing.
    Numbers(ArrayView1<'a, f64>),
    /// Text; an empty string is missing.
    Texts(&'a [&'a str]),
    /// Positions of choices, not copied; 255 is missing.
    Codes(&'a [u8]),
}

impl<'a> From<ArrayView1<'a, f64>> for ColumnData<'a> {
    fn from(numbers: ArrayView1<'a, f64>) -> Self {
        Self::Numbers(numbers)
    }
}

impl<'a> From<&'a [f64]> for ColumnData<'a> {
    fn from(numbers: &'a [f64]) -> Self {
        Self::Numbers(numbers.into())
    }
}

impl<'a> From<&'a [&'a str]> for ColumnData<'a> {
    fn from(texts: &'a [&'a str]) -> Self {
        Self::Texts(texts)
    }
}

impl<'a> From<&'a [u8]> for ColumnData<'a> {
    fn from(codes: &'a [u8]) -> Self {
        Self::Codes(codes)
    }
}

impl ColumnData<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Texts(texts) => texts.len(),
            Self::Codes(codes) => codes.len(),
        }
    }
}

impl<'a> PatientTable<'a> {
    /// Creates a table from columns with headings (see [`Field::by_heading`](crate::Field::by_heading)); number columns
    /// are not copied.
    ///
    /// ```
    /// use diabetes_core::table::{PatientTable, Required};
    /// let (ages, sexes) = ([45.0, 17.0], ["M", "F"]);
    /// let columns = [("edad", ages[..].into()), ("sexo", sexes[..].into())];
    /// let table = PatientTable::from_columns(&columns, Required::AgeAndSex)?;
    /// assert_eq!(table.valid(), [true, false]);
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn from_columns(columns: &[(&str, ColumnData<'a>)], required: Required) -> Result<Self, Error> {
        let rows = columns.first().map_or(0, |(_, column)| column.len());
        let mut builder = Self::builder(rows);
        let fields = Target::default().fields(columns.iter().map(|(heading, _)| *heading))?;
        for ((heading, column), field) in columns.iter().zip(fields) {
            let name = field.map_or(*heading, |field| field.name());
            match column {
                ColumnData::Numbers(numbers) => builder.numbers(name, *numbers)?,
                ColumnData::Texts(texts) => builder.values(name, texts.iter().map(|text| Raw::from(*text)))?,
                ColumnData::Codes(codes) => builder.codes(name, codes)?,
            }
        }
        Ok(builder.finish(required))
    }
}
