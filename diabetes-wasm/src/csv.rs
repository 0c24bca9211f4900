//! CSV files as saved by spreadsheets.

use crate::block::Answers;
use crate::convert::{Answer, advising, bad_option, error, json, locale};
use crate::model::Model;
use diabetes_core::csv::{ColumnField, CsvFile, CsvWriter, Preview, Separator, Sexes};
use diabetes_core::model::RecalibrationOptions;
use diabetes_core::table::{PatientTable, Required, Target};
use diabetes_core::{Error, Field, Locale, Raw, TrainingError};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;
use wasm_bindgen::prelude::*;

/// The cells of a file, kept as text.
#[wasm_bindgen]
pub struct Csv {
    header: Vec<String>,
    fields: Vec<Option<Field>>,
    /// Where the fields were chosen, whatever the headings say: how the sexes are written.
    mapped: Option<Sexes>,
    /// What the columns are, where a person said it.
    chosen: Vec<Option<ColumnField>>,
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
    /// Reads the text of a file with a header that names schema fields, or whose columns are these fields, joined by
    /// commas, empty for none; behind a colon stands the unit, if it is another.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, fields: Option<String>) -> Answer<Csv> {
        let file = match fields {
            Some(fields) => {
                let chosen = chosen(&fields)?;
                let fields: Vec<_> = chosen.iter().map(|column| column.map(|column| column.field)).collect();
                let read = CsvFile::mapped(text, &fields).and_then(|file| Self::read(&file, true));
                read.map(|csv| Self { chosen, ..csv })
            }
            None => CsvFile::decoded(text).and_then(|file| Self::read(&file, false)),
        };
        file.map_err(|fault| error(fault, Locale::En))
    }

    /// The columns of a file that is not read yet: headings, suggested fields and some cells.
    pub fn preview(text: &str) -> Answer<String> {
        json(&Preview::of(text).map_err(|fault| error(fault, Locale::En))?)
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

    /// The cells of a row as they are read.
    pub fn values(&self, row: usize) -> Answer<String> {
        let cells = self.fields.iter().enumerate().map(|(column, field)| self.read_as(row, column, *field));
        json(&cells.collect::<Vec<_>>())
    }

    /// The answers for a range of rows.
    pub fn predict(&self, model: &Model, from: usize, to: usize, cut: f64, today: i32) -> Answer<Answers> {
        let options = advising(cut, today)?;
        let rows: Vec<usize> = self.range(from, to).collect();
        let table = self.table(&rows, Required::Six, Target::default()).map_err(|fault| error(fault, Locale::En))?;
        Ok(Answers::of(model.core.predict_table_with(&table, &options), &table))
    }

    /// Rows as CSV in the file's dialect: its own columns followed by the answers, whose names begin with `prefix`.
    /// With `defuse`, cells that a spreadsheet would run as formulas are made plain text; with `round`, figures have
    /// the decimals they mean.
    #[allow(clippy::too_many_arguments, reason = "the options of the package's method")]
    pub fn write(
        &self,
        model: &Model,
        from: usize,
        to: usize,
        header: bool,
        defuse: bool,
        round: bool,
        prefix: &str,
        cut: f64,
        today: i32,
    ) -> Answer<String> {
        let options = advising(cut, today)?;
        let rows: Vec<usize> = self.range(from, to).collect();
        let table = self.table(&rows, Required::Six, Target::default()).map_err(|fault| error(fault, Locale::En))?;
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
        for (place, row) in rows.into_iter().enumerate() {
            for column in 0..self.header.len() {
                out.text(self.cell(row, column));
            }
            for (name, cells) in &columns {
                cells.write(place, round.then_some(name), &mut out);
            }
            out.end_row();
        }
        Ok(out.into_text())
    }

    /// Lines of CSV in the file's dialect, with formulas made plain text. Each cell of `cells` ends with U+001F, each
    /// row with U+001E.
    pub fn lines(&self, cells: &str) -> String {
        let mut out = CsvWriter::new(self.separator, true);
        for row in cells.split_terminator('\u{1e}') {
            row.split_terminator('\u{1f}').for_each(|cell| out.text(cell));
            out.end_row();
        }
        out.into_text()
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
        let (locale, options) =
            (locale(tag)?, RecalibrationOptions { seed, source, date, ..RecalibrationOptions::default() });
        let recalibrated = self.outcomes(target).and_then(|table| model.recalibrated(&table, None, options));
        recalibrated.map_err(|fault| error(fault, locale))
    }

    /// The verdict on [`Csv::recalibrate`] with the same arguments.
    pub fn judge_recalibration(&self, model: &Model, target: &str, seed: u64, resamples: u32) -> Answer<String> {
        let options = RecalibrationOptions { seed, ..RecalibrationOptions::default() };
        let judged =
            self.outcomes(target).and_then(|table| model.core.judge_recalibration(&table, None, &options, resamples));
        json(&judged.map_err(|fault| error(fault, Locale::En))?)
    }

    /// How the model's probabilities agree with the outcomes in the file.
    pub fn agreement(&self, model: &Model, target: &str) -> Answer<String> {
        let found = self.outcomes(target).and_then(|table| model.core.agreement(&table, None));
        json(&found.map_err(|fault| error(fault, Locale::En))?)
    }
}

/// What the columns are, by name; empty for no field.
fn chosen(fields: &str) -> Answer<Vec<Option<ColumnField>>> {
    let column = |name: &str| match name {
        "" => Ok(None),
        name => ColumnField::by_name(name).map(Some).map_err(bad_option),
    };
    fields.split(',').map(column).collect()
}

/// A cell as a field takes it.
#[derive(Serialize)]
#[serde(untagged)]
enum Read<'c> {
    Text(&'c str),
    /// Converted from another unit.
    Number(f64),
}

impl<'c> Read<'c> {
    fn into_raw(self) -> Raw<'c> {
        match self {
            Self::Text(text) => Raw::from(text),
            Self::Number(number) => Raw::Number(number),
        }
    }
}

impl Csv {
    fn read(file: &CsvFile<'_>, is_mapped: bool) -> Result<Self, Error> {
        let width = file.header().len();
        let (mut text, mut ends, mut miscounted) = (String::with_capacity(file.size()), Vec::new(), BTreeMap::new());
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
        let mut csv =
            Self { header, fields, mapped: None, chosen: Vec::new(), separator, rows, text, ends, miscounted };
        if is_mapped {
            let sex = csv.fields.iter().position(|field| *field == Some(Field::Sex));
            let cells = (0..rows).filter_map(|row| Some(csv.cell(row, sex?)));
            csv.mapped = Some(Sexes::of(cells));
        }
        Ok(csv)
    }

    /// The name of each column: of its field where the fields were chosen, else its heading.
    fn names(&self) -> impl Iterator<Item = &str> {
        let named = self.header.iter().zip(&self.fields);
        named.map(|(heading, field)| if self.mapped.is_some() { field.map_or("", Field::name) } else { heading })
    }

    /// All rows with their outcome.
    fn outcomes(&self, target: &str) -> Result<PatientTable<'_>, Error> {
        let rows: Vec<usize> = (0..self.rows).collect();
        self.table(&rows, Required::AgeAndSex, self.target(target)?)
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

    /// The cell as a field takes it.
    fn read_as(&self, row: usize, column: usize, field: Option<Field>) -> Read<'_> {
        let cell = self.cell(row, column);
        let chosen = self.chosen.get(column).copied().flatten();
        if let Some(number) = chosen.and_then(|chosen| chosen.converted(cell, self.separator)) {
            return Read::Number(number);
        }
        let sexes = self.mapped.filter(|_| field == Some(Field::Sex));
        Read::Text(sexes.map_or(cell, |sexes| sexes.read(cell)))
    }

    fn target<'n>(&self, name: &'n str) -> Result<Target<'n>, Error> {
        let target = Target::among(name, self.names());
        Ok(target.map_err(TrainingError::BadOption)?)
    }

    fn table(&self, rows: &[usize], required: Required, target: Target<'_>) -> Result<PatientTable<'_>, Error> {
        let mut builder = PatientTable::builder(rows.len());
        let fields = target.fields(self.names())?;
        for ((column, heading), field) in self.header.iter().enumerate().zip(fields) {
            let Some(field) = field else {
                builder.ignore(heading);
                continue;
            };
            let cells = rows.iter().map(|row| self.read_as(*row, column, Some(field)).into_raw());
            builder.cells(field.name(), cells, self.separator)?;
        }
        for (place, row) in rows.iter().enumerate() {
            if let Some(found) = self.miscounted.get(row) {
                builder.miscounted(place, self.header.len(), *found);
            }
        }
        Ok(builder.finish(required))
    }
}
