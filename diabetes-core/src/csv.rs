//! CSV files: a file with its header, and writing. `rows` reads the rows, `dialect` recognises encoding, separator and
//! decimal mark.

use crate::dialect;
use crate::numbers::Shortest;
use crate::schema::Field;
use crate::table::Target;
use crate::{Error, numbers};
use std::borrow::Cow;
use std::fmt::Write;

#[cfg(feature = "csv")]
mod blocks;
#[cfg(feature = "csv")]
mod cell;
mod column_field;
#[cfg(feature = "csv")]
mod decoder;
#[cfg(feature = "csv")]
mod ends;
mod preview;
mod rows;
mod separator;
mod sexes;

#[cfg(feature = "csv")]
pub use crate::dialect::decode;
#[cfg(feature = "csv")]
pub use blocks::CsvBlocks;
#[cfg(feature = "csv")]
pub(crate) use cell::{Cell, plain_number};
pub use column_field::ColumnField;
#[cfg(feature = "csv")]
pub use decoder::CsvEncoding;
pub use preview::{Preview, PreviewColumn};
pub use rows::CsvRow;
use rows::Rows;
pub use separator::Separator;
pub use sexes::Sexes;

/// A CSV file whose header is known and whose cells are still text.
///
/// The encoding (UTF-8, UTF-16 with a byte-order mark, Windows-1252) and the separator (`,`, `;` or a tab) are
/// detected; a first line `sep=;` sets the separator.
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
#[derive(Clone, Debug)]
pub struct CsvFile<'a> {
    text: Cow<'a, str>,
    encoding: &'static str,
    separator: Separator,
    header: Vec<String>,
    fields: Vec<Option<Field>>,
    /// Byte offset and line number of the first row.
    rows: (usize, usize),
}

impl<'a> CsvFile<'a> {
    /// Reads a file from bytes. Fails if the header names no field of the schema, or names one twice or in another
    /// unit; [`Field::by_heading`] says how headings are read.
    #[cfg(feature = "csv")]
    pub fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let (text, encoding) = dialect::decode(bytes);
        Self::of(text, encoding)
    }

    /// Reads a file from text that is already decoded; otherwise like [`CsvFile::new`].
    pub fn decoded(text: impl Into<Cow<'a, str>>) -> Result<Self, Error> {
        Self::of(text.into(), "UTF-8")
    }

    /// Reads a file whose columns are these fields, one per column, whatever its headings say; `None` is no field.
    ///
    /// ```
    /// use diabetes_core::{Field, csv::CsvFile};
    /// let file = CsvFile::mapped("Nombre;Años\nAna;45\n", &[None, Some(Field::Age)])?;
    /// assert_eq!(file.fields(), [None, Some(Field::Age)]);
    /// assert!(CsvFile::mapped("Nombre;Años\nAna;45\n", &[Some(Field::Age)]).is_err());
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn mapped(text: impl Into<Cow<'a, str>>, fields: &[Option<Field>]) -> Result<Self, Error> {
        let text = text.into();
        let Opened { separator, header, rows } = Opened::of(&text)?;
        if fields.len() != header.len() {
            return Err(Error::Table("the columns are not as many as the fields chosen for them".to_owned()));
        }
        let names = fields.iter().map(|field| field.map_or("", Field::name));
        let fields = Target::default().fields(names)?;
        Ok(Self { text, encoding: "UTF-8", separator, header, fields, rows })
    }

    fn of(text: Cow<'a, str>, encoding: &'static str) -> Result<Self, Error> {
        let Opened { separator, header, rows } = Opened::of(&text)?;
        dialect::look_at_header(&header)?;
        let fields = Target::default().fields(header.iter().map(String::as_str))?;
        Ok(Self { text, encoding, separator, header, fields, rows })
    }

    /// The column names, with surrounding whitespace removed.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The field that each column names.
    #[must_use]
    pub fn fields(&self) -> &[Option<Field>] {
        &self.fields
    }

    /// The cell separator.
    #[must_use]
    pub fn separator(&self) -> Separator {
        self.separator
    }

    /// The length of the file's text in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.text.len()
    }

    /// The encoding: `UTF-8`, `UTF-8 with a mark`, `UTF-16LE`, `UTF-16BE` or `windows-1252`.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Visits the rows below the header in order, skipping empty lines. A quote that is never closed, or is closed only
    /// rows later, is an error that names its line.
    pub fn each_row(&self, mut visit: impl FnMut(CsvRow<'_>)) -> Result<(), Error> {
        let mut rows = self.rows();
        while let Some(row) = rows.next()? {
            visit(row);
        }
        Ok(())
    }

    pub(crate) fn rows(&self) -> Rows<'_> {
        Rows::new(&self.text, self.separator, &self.fields, self.rows.0, self.rows.1)
    }
}

/// The beginning of a file.
struct Opened {
    separator: Separator,
    header: Vec<String>,
    /// Byte offset and line number of the first row.
    rows: (usize, usize),
}

impl Opened {
    fn of(text: &str) -> Result<Self, Error> {
        let start = dialect::start(text)?;
        let said = dialect::said(text.get(start..).unwrap_or_default())?;
        let (separator, skipped) = said.map_or((None, 0), |(separator, length)| (Some(separator), length));
        let line = 1 + usize::from(skipped > 0);
        let header = |separator: Separator| {
            let mut rows = Rows::new(text, separator, &[], start + skipped, line);
            let names = match rows.next()? {
                Some(row) => (0..row.ends.len()).map(|column| row.get(column).trim().to_owned()).collect(),
                None => Vec::new(),
            };
            Ok::<(Vec<String>, (usize, usize)), Error>((names, rows.place()))
        };
        let (separator, (header, rows)) = match separator {
            Some(separator) => (separator, header(separator)?),
            None => dialect::separator(header, |(names, _)| names)?,
        };
        Ok(Self { separator, header, rows })
    }
}

/// The number in a cell of no particular field. NaN if the cell is empty; `None` if it is not a number, is ambiguous,
/// or begins with a zero like an identifier.
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
/// return and is not a number. Source: OWASP, CSV injection.
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

/// Writes CSV, quoting cells where needed and using the decimal mark that goes with the separator.
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
    /// Creates an empty file. With `defuse`, a cell that a spreadsheet would run as a formula is prefixed with an
    /// apostrophe.
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

    /// Writes an empty cell.
    pub fn empty(&mut self) {
        self.begin();
    }

    /// Writes a text cell.
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

    /// Writes the shortest digits that read back as the same number; nothing for NaN.
    pub fn number(&mut self, value: f64) {
        self.begin();
        if value.is_nan() {
            return;
        }
        let start = self.text.len();
        // Writing to a String does not fail.
        let _ = write!(self.text, "{}", Shortest(value));
        self.mark(start);
    }

    /// Writes a number given as digits with a decimal point, such as one that a float cannot hold.
    pub fn digits(&mut self, digits: &str) {
        self.begin();
        let start = self.text.len();
        self.text.push_str(digits);
        self.mark(start);
    }

    /// Replaces the decimal point of the last number with the mark that goes with the separator.
    fn mark(&mut self, start: usize) {
        if self.separator == Separator::Semicolon
            && let Some(point) = self.text.get(start..).and_then(|digits| digits.find('.'))
        {
            self.text.replace_range(start + point..=start + point, ",");
        }
    }

    /// Writes `true` or `false`.
    pub fn truth(&mut self, value: bool) {
        self.begin();
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        // An empty line would not count as a row.
        if self.cells == 1 && self.text.len() == self.row_start {
            self.text.push_str("\"\"");
        }
        self.text.push('\n');
        self.row_start = self.text.len();
        self.cells = 0;
    }

    /// The text written so far.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}
