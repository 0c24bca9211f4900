//! CSV files: their rows as text, the dialect their cells are written in, and cells to write.

use crate::dialect;
use crate::numbers::Shortest;
use crate::schema::Field;
use crate::{Error, numbers, table};
use std::borrow::Cow;
use std::fmt::Write;

/// What divides the cells of a file. With `;` a decimal comma is usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
}

impl Separator {
    /// The separator that is this text, `,` or `;`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        [Separator::Comma, Separator::Semicolon].into_iter().find(|separator| separator.text() == text)
    }

    /// The separator as text.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Separator::Comma => ",",
            Separator::Semicolon => ";",
        }
    }

    pub(crate) fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
        }
    }
}

/// A CSV file whose header is known and whose cells are still text.
///
/// The encoding (UTF-8, UTF-16 with a byte-order mark, Windows-1252) and the separator (`,` or `;`) are found by
/// looking.
///
/// ```
/// use diabetes_core::csv::{CsvFile, Separator};
/// let file = CsvFile::new(b"id;edad;imc\n007;45;28,5\n008;51\n")?;
/// assert_eq!(file.separator(), Separator::Semicolon);
/// assert_eq!(file.header(), ["id", "edad", "imc"]);
/// let mut rows = Vec::new();
/// file.each_row(|row| rows.push((row.get(0).to_owned(), row.cells())))?;
/// assert_eq!(rows, [("007".to_owned(), 3), ("008".to_owned(), 2)]);
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Debug)]
pub struct CsvFile<'a> {
    text: Cow<'a, str>,
    encoding: &'static str,
    separator: Separator,
    header: Vec<String>,
}

/// A row of a [`CsvFile`].
#[derive(Debug)]
pub struct CsvRow<'a>(&'a ::csv::StringRecord);

impl CsvRow<'_> {
    /// The cell in a column; empty beyond the last one.
    #[must_use]
    pub fn get(&self, column: usize) -> &str {
        self.0.get(column).unwrap_or_default()
    }

    /// How many bytes of text the row has.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.as_slice().len()
    }

    /// How many cells the row has: as many as the header, unless something is wrong with it.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.0.len()
    }
}

impl<'a> CsvFile<'a> {
    /// The file with these bytes. Refused when the first line names no field of the schema, or one twice.
    #[cfg(feature = "csv")]
    pub fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let (text, encoding) = dialect::decode(bytes);
        Self::of(text, encoding)
    }

    /// The file with this text, which was decoded elsewhere; otherwise as [`CsvFile::new`].
    pub fn decoded(text: impl Into<Cow<'a, str>>) -> Result<Self, Error> {
        Self::of(text.into(), "UTF-8")
    }

    fn of(text: Cow<'a, str>, encoding: &'static str) -> Result<Self, Error> {
        let separator = dialect::separator(&text)?;
        let mut file = Self { text, encoding, separator, header: Vec::new() };
        let header = file.reader().headers().map_err(unreadable)?.clone();
        file.header = header.iter().map(|name| name.trim().to_owned()).collect();
        let mut seen = [false; crate::schema::FIELD_COUNT];
        for field in file.header.iter().filter_map(|name| Field::by_name(name)) {
            if seen.get_mut(field.index()).is_some_and(|seen| std::mem::replace(seen, true)) {
                return Err(table::stands_twice(field.name()));
            }
        }
        Ok(file)
    }

    fn reader(&self) -> ::csv::Reader<&[u8]> {
        ::csv::ReaderBuilder::new().delimiter(self.separator.byte()).flexible(true).from_reader(self.text.as_bytes())
    }

    /// The names of the columns, without the blanks around them.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// What divides the cells.
    #[must_use]
    pub fn separator(&self) -> Separator {
        self.separator
    }

    /// The encoding: `UTF-8`, `UTF-8 with a mark`, `UTF-16LE`, `UTF-16BE` or `windows-1252`.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Visits the rows below the header in order. Empty lines are no rows.
    pub fn each_row(&self, mut visit: impl FnMut(CsvRow<'_>)) -> Result<(), Error> {
        let mut reader = self.reader();
        let mut record = ::csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(unreadable)? {
            visit(CsvRow(&record));
        }
        Ok(())
    }
}

/// Of text in memory, with rows of any length, there is nothing that cannot be read.
#[allow(clippy::needless_pass_by_value, reason = "an argument of map_err")]
fn unreadable(_: ::csv::Error) -> Error {
    Error::Table("it is no CSV".to_owned())
}

/// The number in a cell of no particular field; NaN when it is empty, `None` when it is none, could be read in two
/// ways, or begins with a zero as identifiers do.
///
/// ```
/// use diabetes_core::csv::{Separator, number};
/// assert_eq!(number("1,5", Separator::Semicolon), Some(1.5));
/// assert_eq!(number("1.234", Separator::Semicolon), None);
/// assert_eq!(number("007", Separator::Semicolon), None);
/// ```
#[must_use]
pub fn number(text: &str, separator: Separator) -> Option<f64> {
    let text = dialect::decimal(text, separator, |_| true).ok()?;
    if text.is_empty() {
        return Some(f64::NAN);
    }
    let is_identifier = matches!(text.as_bytes(), [b'0', b'0'..=b'9', ..]);
    numbers::parse(&text).filter(|value| value.is_finite() && !is_identifier)
}

/// Whether a spreadsheet would run this cell as a formula: it begins with `=`, `+`, `-`, `@`, a tab or a carriage
/// return and is no number. Source: OWASP, CSV injection.
///
/// ```
/// use diabetes_core::csv::is_formula;
/// assert!(is_formula("=1+1") && is_formula("-A1") && is_formula("@SUM(A1)"));
/// assert!(!is_formula("-1,5") && !is_formula("+57") && !is_formula("a=b"));
/// ```
#[must_use]
pub fn is_formula(cell: &str) -> bool {
    let is_number = || numbers::parse(&cell.replacen(',', ".", 1)).is_some_and(f64::is_finite);
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number()
}

/// Writes CSV: cells in quotes where they need them, numbers with the decimal mark that goes with the separator.
///
/// ```
/// use diabetes_core::csv::{CsvWriter, Separator};
/// let mut out = CsvWriter::new(Separator::Semicolon, true);
/// out.text("say \"no\"; or yes");
/// out.text("=1+1");
/// out.number(28.5);
/// out.end_row();
/// assert_eq!(out.into_text(), "\"say \"\"no\"\"; or yes\";'=1+1;28,5\n");
/// ```
#[derive(Clone, Debug)]
pub struct CsvWriter {
    text: String,
    separator: Separator,
    defuse: bool,
    row_start: usize,
    cells: usize,
}

impl CsvWriter {
    /// An empty file. With `defuse` an apostrophe stands before a cell that a spreadsheet would run as a formula.
    #[must_use]
    pub fn new(separator: Separator, defuse: bool) -> Self {
        Self { text: String::new(), separator, defuse, row_start: 0, cells: 0 }
    }

    fn begin(&mut self) {
        if self.cells > 0 {
            self.text.push_str(self.separator.text());
        }
        self.cells += 1;
    }

    /// A cell without content.
    pub fn empty(&mut self) {
        self.begin();
    }

    /// A cell of text.
    pub fn text(&mut self, cell: &str) {
        self.begin();
        if self.defuse && is_formula(cell) {
            self.quoted(&format!("'{cell}"));
        } else {
            self.quoted(cell);
        }
    }

    fn quoted(&mut self, cell: &str) {
        let special = |byte: u8| byte == self.separator.byte() || matches!(byte, b'"' | b'\n' | b'\r');
        if cell.bytes().any(special) || cell.starts_with(' ') || cell.ends_with(' ') {
            self.text.push('"');
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(cell);
        }
    }

    /// The shortest digits that read back as the same number; nothing for NaN.
    pub fn number(&mut self, value: f64) {
        self.begin();
        if value.is_nan() {
            return;
        }
        let start = self.text.len();
        // Writing to a String does not fail.
        let _ = write!(self.text, "{}", Shortest(value));
        if self.separator == Separator::Semicolon
            && let Some(point) = self.text.get(start..).and_then(|digits| digits.find('.'))
        {
            self.text.replace_range(start + point..=start + point, ",");
        }
    }

    /// `true` or `false`.
    pub fn truth(&mut self, value: bool) {
        self.begin();
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        // An empty line would be no row.
        if self.cells == 1 && self.text.len() == self.row_start {
            self.text.push_str("\"\"");
        }
        self.text.push('\n');
        self.row_start = self.text.len();
        self.cells = 0;
    }

    /// What was written.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}
