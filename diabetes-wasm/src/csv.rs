//! CSV files as saved by spreadsheets.

use crate::block::Answers;
use crate::convert::{Answer, advising, error, json, locale};
use crate::model::Model;
use diabetes_core::csv::{CsvFile, CsvWriter, Separator};
use diabetes_core::model::RecalibrationOptions;
use diabetes_core::table::{PatientTable, Required, Target};
use diabetes_core::{Error, Field, Locale, Raw, TrainingError};
use std::collections::BTreeMap;
use std::ops::Range;
use wasm_bindgen::prelude::*;

/// The cells of a file, kept as text.
#[wasm_bindgen]
pub struct Csv {
    header: Vec<String>,
    fields: Vec<Option<Field>>,
    separator: Separator,
    rows: usize,
    text: String,
    /// Where each cell ends in the text, row by row, as many per row as the header has.
    ends: Vec<u32>,
    /// Rows with more or fewer cells than the header, and their number of cells.
    miscounted: BTreeMap<usize, usize>,
}

#[wasm_bindgen]
impl Csv {
    /// Reads the text of a file with a header that names schema fields.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Answer<Csv> {
        Self::read(text).map_err(|fault| error(fault, Locale::En))
    }

    /// The names of the columns, as a list.
    pub fn header(&self) -> Answer<String> {
        json(&self.header)
    }

    /// The field for each column, as a list; null if it is not a field.
    pub fn fields(&self) -> Answer<String> {
        json(&self.fields)
    }

    /// The number of rows below the header.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The cell separator.
    #[wasm_bindgen(getter)]
    pub fn separator(&self) -> String {
        self.separator.text().to_owned()
    }

    /// The cells of rows, one list per row.
    pub fn cells(&self, from: usize, to: usize) -> Answer<String> {
        let rows =
            self.range(from, to).map(|row| (0..self.header.len()).map(|column| self.cell(row, column)).collect());
        json(&rows.collect::<Vec<Vec<&str>>>())
    }

    /// The answers for a range of rows.
    pub fn predict(&self, model: &Model, from: usize, to: usize, cut: f64, today: i32) -> Answer<Answers> {
        let options = advising(cut, today)?;
        let table = self
            .table(self.range(from, to), Required::Six, Target::default())
            .map_err(|fault| error(fault, Locale::En))?;
        Ok(Answers::of(model.core.predict_table_with(&table, &options), &table))
    }

    /// Rows as CSV in the file's dialect: its own columns followed by the answers, whose names begin with `prefix`.
    /// With `defuse`, cells that a spreadsheet would run as formulas are made plain text.
    #[allow(clippy::too_many_arguments, reason = "the options of the package's method")]
    pub fn write(
        &self,
        model: &Model,
        from: usize,
        to: usize,
        header: bool,
        defuse: bool,
        prefix: &str,
        cut: f64,
        today: i32,
    ) -> Answer<String> {
        let options = advising(cut, today)?;
        let range = self.range(from, to);
        let table =
            self.table(range.clone(), Required::Six, Target::default()).map_err(|fault| error(fault, Locale::En))?;
        let answers = model.core.predict_table_with(&table, &options);
        let columns = answers.columns();
        let mut out = CsvWriter::new(self.separator, defuse);
        if header {
            for name in &self.header {
                out.text(name);
            }
            for (name, _) in &columns {
                out.text(&format!("{prefix}{name}"));
            }
            out.end_row();
        }
        for (place, row) in range.enumerate() {
            for column in 0..self.header.len() {
                out.text(self.cell(row, column));
            }
            for (_, cells) in &columns {
                cells.write(place, &mut out);
            }
            out.end_row();
        }
        Ok(out.into_text())
    }

    /// A new model for the people of the file; the outcome is the column `target`.
    pub fn recalibrate(
        &self,
        model: &Model,
        target: &str,
        seed: u64,
        source: String,
        date: Option<String>,
        tag: &str,
    ) -> Answer<Model> {
        let locale = locale(tag)?;
        let recalibrated = self
            .target(target)
            .and_then(|target| self.table(0..self.rows, Required::AgeAndSex, target))
            .and_then(|table| model.recalibrated(&table, None, RecalibrationOptions { seed, source, date }));
        recalibrated.map_err(|fault| error(fault, locale))
    }
}

impl Csv {
    fn read(file: &str) -> Result<Self, Error> {
        let size = file.len();
        let file = CsvFile::decoded(file)?;
        let width = file.header().len();
        let (mut text, mut ends, mut miscounted) = (String::with_capacity(size), Vec::new(), BTreeMap::new());
        let mut rows = 0;
        file.each_row(|row| {
            for column in 0..width {
                text.push_str(row.get(column));
                ends.push(text.len() as u32);
            }
            if row.cells() != width {
                miscounted.insert(rows, row.cells());
            }
            rows += 1;
        })?;
        let (header, fields, separator) = (file.header().to_vec(), file.fields().to_vec(), file.separator());
        Ok(Self { header, fields, separator, rows, text, ends, miscounted })
    }

    fn range(&self, from: usize, to: usize) -> Range<usize> {
        from.min(self.rows)..to.clamp(from.min(self.rows), self.rows)
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        let end = |place: usize| self.ends.get(place).map_or(0, |end| *end as usize);
        let place = row * self.header.len() + column;
        let start = place.checked_sub(1).map_or(0, end);
        self.text.get(start..end(place)).unwrap_or_default()
    }

    fn target<'n>(&self, name: &'n str) -> Result<Target<'n>, Error> {
        let target = Target::among(name, self.header.iter().map(String::as_str));
        Ok(target.map_err(TrainingError::BadOption)?)
    }

    fn table(&self, rows: Range<usize>, required: Required, target: Target<'_>) -> Result<PatientTable<'_>, Error> {
        let mut builder = PatientTable::builder(rows.len());
        let fields = target.fields(self.header.iter().map(String::as_str))?;
        for ((column, heading), field) in self.header.iter().enumerate().zip(fields) {
            let Some(field) = field else {
                builder.ignore(heading);
                continue;
            };
            let cells = rows.clone().map(|row| Raw::from(self.cell(row, column)));
            builder.cells(field.name(), cells, self.separator)?;
        }
        for (row, found) in self.miscounted.range(rows.clone()) {
            builder.miscounted(row - rows.start, self.header.len(), *found);
        }
        Ok(builder.finish(required))
    }
}
