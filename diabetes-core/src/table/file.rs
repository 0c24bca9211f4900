//! Tables from CSV files.

use super::column::Column;
use super::{PatientTable, Required};
use crate::csv::CsvFile;
use crate::validation::FieldError;
use crate::{Error, dialect};
use std::collections::BTreeMap;

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
        let fields = file.fields();
        let mut columns = vec![Vec::new(); fields.len()];
        let mut errors: BTreeMap<usize, Vec<FieldError>> = BTreeMap::new();
        let mut rows = 0;
        file.each_row(|row| {
            let is_whole = row.cells() == fields.len();
            if !is_whole {
                errors.entry(rows).or_default().push(FieldError::broken_row(fields.len(), row.cells()));
            }
            for (place, (column, field)) in columns.iter_mut().zip(fields).enumerate() {
                let Some(field) = field else { continue };
                let text = if is_whole { row.get(place) } else { "" };
                let value = dialect::cell(text, *field, file.separator()).and_then(|raw| raw.read(*field));
                column.push(value.unwrap_or_else(|error| {
                    errors.entry(rows).or_default().push(error);
                    f64::NAN
                }));
            }
            rows += 1;
        })?;
        let mut builder = PatientTable::builder(rows);
        for ((name, field), column) in file.header().iter().zip(fields).zip(columns) {
            match field {
                Some(field) => builder.put(*field, Column::of(*field, column.into_iter())),
                None => builder.unknown.push(name.clone()),
            }
        }
        builder.errors = errors;
        Ok(builder.finish(required))
    }
}
