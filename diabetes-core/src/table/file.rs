//! Tables from CSV files, whose cells are read straight into columns.

use super::csv_column::CsvColumn;
use super::{PatientTable, Required, TableBuilder, Target};
use crate::Error;
use crate::csv::{CsvFile, Separator};
use crate::schema::Field;
use crate::validation::FieldError;
use std::collections::BTreeMap;

/// The columns of a CSV file that are fields, and the errors of reading them; files that continue it can be added.
///
/// ```
/// use diabetes_core::csv::CsvFile;
/// use diabetes_core::table::{CsvColumns, Required, Target};
/// let file = CsvFile::new(b"id;edad;sexo;imc\n007;45;M;28,5\n008;45;H;28,5\n")?;
/// let mut columns = CsvColumns::of(&file, Target::default(), None)?;
/// columns.read(&file)?;
/// assert_eq!(columns.builder().finish(Required::AgeAndSex).valid(), [true, false]);
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Debug)]
pub struct CsvColumns {
    separator: Separator,
    columns: Vec<CsvColumn>,
    rows: usize,
    errors: BTreeMap<usize, Vec<FieldError>>,
    unknown: Vec<String>,
}

impl CsvColumns {
    /// Empty columns for the header of a file. A column `aside` is no field, unless it has the very name of one. Fails
    /// if two headings name one field, or one names it in another unit.
    pub fn of(file: &CsvFile<'_>, target: Target<'_>, aside: Option<&str>) -> Result<Self, Error> {
        let is_aside = |heading: &str| aside == Some(heading) && Field::by_name(heading).is_none();
        let headings = file.header().iter().map(String::as_str);
        let fields = target.fields(headings.map(|heading| if is_aside(heading) { "" } else { heading }))?;
        let unknown = file.header().iter().zip(&fields).filter(|(_, field)| field.is_none());
        Ok(Self {
            separator: file.separator(),
            unknown: unknown.map(|(heading, _)| heading.clone()).collect(),
            columns: fields.into_iter().map(CsvColumn::of).collect(),
            rows: 0,
            errors: BTreeMap::new(),
        })
    }

    /// Adds the rows of a file with this header.
    pub fn read(&mut self, file: &CsvFile<'_>) -> Result<(), Error> {
        let (mut rows, mut errors) = (file.rows(), Vec::new());
        loop {
            let text = rows.upcoming();
            if text.is_empty() {
                return Ok(());
            }
            if let Some(length) = self.usual_row(text.as_bytes(), &mut errors) {
                rows.pass(length);
            } else {
                self.columns.iter_mut().for_each(|column| column.truncate(self.rows));
                errors.clear();
                let Some(row) = rows.next()? else { return Ok(()) };
                let is_whole = row.cells() == self.columns.len();
                if !is_whole {
                    errors.push(FieldError::broken_row(self.columns.len(), row.cells()));
                }
                for (place, column) in self.columns.iter_mut().enumerate() {
                    column.add(if is_whole { row.get(place) } else { "" }, self.separator, &mut errors);
                }
            }
            if !errors.is_empty() {
                self.errors.insert(self.rows, std::mem::take(&mut errors));
            }
            self.rows += 1;
        }
    }

    /// Adds the row at the beginning of the text if it is of one line with as many cells as there are columns, and
    /// returns its length with the end of the line; otherwise some cells may have been added.
    fn usual_row(&mut self, text: &[u8], errors: &mut Vec<FieldError>) -> Option<usize> {
        let mut rest = text;
        let (last, others) = self.columns.split_last_mut()?;
        for column in others {
            let length = column.add_beginning(rest, self.separator, errors)?;
            match rest.get(length..)? {
                [separator, next @ ..] if *separator == self.separator.byte() => rest = next,
                _ => return None,
            }
        }
        let length = last.add_beginning(rest, self.separator, errors)?;
        rest = rest.get(length..)?;
        let end = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            [] => 0,
            _ => return None,
        };
        Some(text.len() - rest.len() + end)
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The rows before they are checked; their values are not copied.
    #[must_use]
    pub fn builder(&self) -> TableBuilder<'_> {
        let mut builder = PatientTable::builder(self.rows);
        for (field, column) in self.columns.iter().filter_map(CsvColumn::column) {
            builder.put(field, column);
        }
        builder.unknown.clone_from(&self.unknown);
        builder.errors.clone_from(&self.errors);
        builder
    }

    /// The rows before they are checked.
    #[must_use]
    pub fn into_builder(self) -> TableBuilder<'static> {
        let mut builder = PatientTable::builder(self.rows);
        for (field, column) in self.columns.into_iter().filter_map(CsvColumn::into_column) {
            builder.put(field, column);
        }
        (builder.unknown, builder.errors) = (self.unknown, self.errors);
        builder
    }
}

impl PatientTable<'static> {
    /// Reads records from CSV with a header that names fields (see [`Field::by_heading`](crate::Field::by_heading)):
    /// separator `,`, `;` or a tab, UTF-8 (with or without a byte-order mark) or Windows-1252, numbers with a decimal
    /// point or comma. Too few or too many cells, text after a closing quote and an ambiguous number are errors of
    /// their row; an unclosed quote is an error of the file.
    ///
    /// ```
    /// use diabetes_core::table::{PatientTable, Required};
    /// let csv = b"edad;sexo;imc;fuma\n45;M;28,5;S\xed\n17;F;22;No\n";
    /// let table = PatientTable::from_csv(&csv[..], Required::AgeAndSex)?;
    /// assert_eq!(table.valid(), [true, false]);
    /// assert_eq!(table.column(diabetes_core::Field::Bmi).unwrap()[0], 28.5);
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn from_csv(mut reader: impl std::io::Read, required: Required) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        let file = CsvFile::new(&bytes)?;
        let mut columns = CsvColumns::of(&file, Target::default(), None)?;
        columns.read(&file)?;
        Ok(columns.into_builder().finish(required))
    }
}
