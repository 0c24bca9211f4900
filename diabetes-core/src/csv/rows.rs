//! The rows of CSV text. Quotes are read strictly, because an unclosed quote would swallow rows.

use super::separator::Separator;
use crate::schema::Field;
use crate::{Error, dialect};

/// A row of a [`CsvFile`](super::CsvFile).
#[derive(Debug)]
pub struct CsvRow<'a> {
    cells: &'a str,
    pub(super) ends: &'a [usize],
    is_broken: bool,
}

impl CsvRow<'_> {
    /// The cell in a column; empty beyond the last cell.
    #[must_use]
    pub fn get(&self, column: usize) -> &str {
        let end = |place: usize| self.ends.get(place).copied();
        let start = column.checked_sub(1).map_or(Some(0), end);
        start.zip(end(column)).and_then(|(start, end)| self.cells.get(start..end)).unwrap_or_default()
    }

    /// The length of the row's text in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.cells.len()
    }

    /// The number of cells: equal to the header's unless the row is malformed; 0 if text follows a closing quote,
    /// because the end of the cell is then unknown.
    ///
    /// ```
    /// use diabetes_core::csv::CsvFile;
    /// let file = CsvFile::new(b"edad;nota\n45;\"a\" b\n51;\"c\"\n60;5'10\"\n")?;
    /// let mut cells = Vec::new();
    /// file.each_row(|row| cells.push(row.cells()))?;
    /// assert_eq!(cells, [0, 2, 2]);
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    #[must_use]
    pub fn cells(&self) -> usize {
        if self.is_broken { 0 } else { self.ends.len() }
    }
}

/// Reads rows one by one. Lines end with `\n`, `\r\n` or `\r`; empty lines are skipped.
#[derive(Debug)]
pub(crate) struct Rows<'t> {
    text: &'t str,
    separator: Separator,
    /// The fields of the columns, where known.
    fields: &'t [Option<Field>],
    place: usize,
    line: usize,
    cells: String,
    ends: Vec<usize>,
    /// The line of the row's first quoted cell that spans lines.
    opened: Option<usize>,
    is_broken: bool,
}

impl<'t> Rows<'t> {
    /// Reads rows starting at a position in the text, which is on this line.
    pub(super) fn new(
        text: &'t str,
        separator: Separator,
        fields: &'t [Option<Field>],
        place: usize,
        line: usize,
    ) -> Self {
        let (cells, ends) = (String::new(), Vec::new());
        Self { text, separator, fields, place, line, cells, ends, opened: None, is_broken: false }
    }

    /// The position and line of the next row.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.place, self.line)
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.place..).unwrap_or_default()
    }

    /// The text from the next row on; empty after the last.
    pub(crate) fn upcoming(&mut self) -> &'t str {
        while self.end_line() {}
        self.rest()
    }

    /// Goes on behind a row of one line that was read by other means, with the end of its line.
    #[cfg(feature = "csv")]
    pub(crate) fn pass(&mut self, length: usize) {
        self.place += length;
        self.line += 1;
    }

    /// The next row.
    pub(crate) fn next(&mut self) -> Result<Option<CsvRow<'_>>, Error> {
        if self.upcoming().is_empty() {
            return Ok(None);
        }
        self.cells.clear();
        self.ends.clear();
        (self.opened, self.is_broken) = (None, false);
        let (start, line) = self.place();
        loop {
            if self.rest().starts_with('"') {
                self.quoted()?;
            } else {
                self.plain();
            }
            self.ends.push(self.cells.len());
            if !self.rest().starts_with(self.separator.text()) {
                break;
            }
            self.place += 1;
        }
        if let Some(opened) = self.opened {
            let row = self.text.get(start..self.place).unwrap_or_default();
            let mut lines = lines(row).enumerate().filter(|(_, line)| self.reads_as_row(line)).map(|(place, _)| place);
            // A cell that spans lines has no complete row on its first line, or none on later lines.
            if let (Some(0), Some(place)) = (lines.next(), lines.next()) {
                let swallowed = line + place;
                return Err(Error::Table(format!(
                    "the quote opened on line {opened} is not closed before line {swallowed}, which is a complete row"
                )));
            }
        }
        self.end_line();
        Ok(Some(CsvRow { cells: &self.cells, ends: &self.ends, is_broken: self.is_broken }))
    }

    /// Skips the end of a line, if it is next.
    fn end_line(&mut self) -> bool {
        let length = match self.rest().as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.place += length;
        self.line += 1;
        true
    }

    /// The text before the next separator or end of line.
    fn before_end(&mut self) -> &'t str {
        let (rest, separator) = (self.rest(), self.separator.byte());
        let end = rest.bytes().position(|byte| byte == separator || matches!(byte, b'\n' | b'\r'));
        let text = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.place += text.len();
        text
    }

    /// An unquoted cell; a quote within it is an ordinary character.
    fn plain(&mut self) {
        let text = self.before_end();
        self.cells.push_str(text);
    }

    /// A quoted cell; a doubled quote means one.
    fn quoted(&mut self) -> Result<(), Error> {
        let opened = self.line;
        loop {
            self.place += 1;
            let rest = self.rest();
            let text = rest.find('"').and_then(|end| rest.get(..end)).ok_or_else(|| never_closed(opened))?;
            self.cells.push_str(text);
            self.line += lines(text).count() - 1;
            self.place += text.len() + 1;
            if !self.rest().starts_with('"') {
                break;
            }
            self.cells.push('"');
        }
        if self.line > opened {
            self.opened.get_or_insert(opened);
        }
        let behind = self.before_end();
        if !behind.trim().is_empty() {
            // The closing quote belonged to another cell, rows later.
            if self.line > opened {
                return Err(never_closed(opened));
            }
            self.is_broken = true;
            self.cells.push_str(behind);
        }
        Ok(())
    }

    /// Whether a line within quotes has as many cells as there are columns, mostly with valid values.
    fn reads_as_row(&self, line: &str) -> bool {
        let cells = || line.split(char::from(self.separator.byte()));
        let (mut known, mut wrong) = (0, 0);
        for (cell, field) in cells().zip(self.fields).filter_map(|(cell, field)| Some((cell, (*field)?))) {
            match dialect::cell(cell.trim_matches('"'), field, self.separator).and_then(|raw| raw.read(field)) {
                Ok(value) => known += usize::from(!value.is_nan()),
                Err(_) => wrong += 1,
            }
        }
        known > wrong && self.fields.len() > 1 && cells().count() == self.fields.len()
    }
}

fn never_closed(line: usize) -> Error {
    Error::Table(format!("the quote opened on line {line} is never closed"))
}

/// The lines of a text with any line ending, including one after the last.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        let Some(end) = all.find(['\n', '\r']) else {
            rest = None;
            return Some(all);
        };
        let (line, ending) = all.split_at_checked(end)?;
        let length = if ending.starts_with("\r\n") { 2 } else { 1 };
        rest = ending.get(length..);
        Some(line)
    })
}
