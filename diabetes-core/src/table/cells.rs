//! Columns of CSV cells.

use super::{Reading, TableBuilder};
use crate::csv::Separator;
use crate::raw::Raw;
use crate::validation::FieldError;
use crate::{Error, dialect};

impl<'a> TableBuilder<'a> {
    /// Adds a column of a CSV file: texts are read as cells, with a decimal point or comma.
    pub fn cells<'v>(
        &mut self,
        name: &str,
        cells: impl ExactSizeIterator<Item = Raw<'v>>,
        separator: Separator,
    ) -> Result<(), Error> {
        self.measure(name, cells.len())?;
        let Some(mut column) = self.reading_cells(name, separator)? else { return Ok(()) };
        column.values(cells);
        column.end()
    }

    /// Starts a column of a CSV file that is read in parts, like [`TableBuilder::reading`].
    pub fn reading_cells<'b>(&'b mut self, name: &str, separator: Separator) -> Result<Option<Reading<'b, 'a>>, Error> {
        self.reading_by(name, move |raw, field| match raw {
            Raw::Text(text) => dialect::cell(text, field, separator)?.read(field),
            other => other.read(field),
        })
    }

    /// Marks a CSV row with fewer or more cells than the header, or 0 if text follows a closing quote. Its values in
    /// the columns added so far may belong elsewhere and are removed.
    pub fn miscounted(&mut self, row: usize, expected: usize, found: usize) {
        for column in self.columns.iter_mut().flatten() {
            column.set(row, f64::NAN);
        }
        self.errors.insert(row, vec![FieldError::broken_row(expected, found)]);
    }
}
