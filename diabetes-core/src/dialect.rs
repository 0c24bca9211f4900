//! The dialects of CSV files: encoding, separator, decimal mark.

use crate::Error;
use crate::csv::Separator;
use crate::numbers;
use crate::raw::Raw;
use crate::schema::{Field, FieldKind, heading};
use crate::validation::FieldError;
use std::borrow::Cow;

/// Decodes a file and names its encoding: by its byte-order mark, else UTF-8, else Windows-1252.
#[cfg(feature = "csv")]
#[must_use]
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
        return (text, if encoding == encoding_rs::UTF_8 { "UTF-8 with a mark" } else { encoding.name() });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), "UTF-8"),
        Err(_) => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0, "windows-1252"),
    }
}

/// Formats that are mistaken for CSV: how each file begins, and what it is.
const FOREIGN: [(&str, &str); 12] = [
    ("PK\u{3}\u{4}", "a workbook (.xlsx) or another zip file; save the sheet as CSV"),
    ("\u{d0}\u{cf}\u{11}\u{e0}", "an old workbook (.xls); save the sheet as CSV"),
    ("\u{1f}\u{2039}", "compressed (.gz); decompress it first"),
    // Some JavaScript engines read Windows-1252 this way.
    ("\u{1f}\u{8b}", "compressed (.gz); decompress it first"),
    ("BZh", "compressed (.bz2); decompress it first"),
    ("\u{fd}7zXZ", "compressed (.xz); decompress it first"),
    ("7z\u{bc}\u{af}", "compressed (.7z); decompress it first"),
    ("(\u{b5}/\u{fd}", "compressed (.zst); decompress it first"),
    ("PAR1", "a Parquet file, not CSV"),
    ("%PDF", "a PDF, not CSV"),
    ("<", "a web page or XML, not CSV"),
    ("{", "JSON, not CSV"),
];

/// Where the text begins, after any byte-order mark. Fails if the content cannot be CSV.
pub(crate) fn start(text: &str) -> Result<usize, Error> {
    const LOOKED_AT: usize = 512;
    let refuse = |what: &str| Err(Error::Table(what.to_owned()));
    if text.is_empty() {
        return refuse("it is empty");
    }
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = text.get(start..).unwrap_or_default();
    if rest.trim().is_empty() {
        return refuse("it contains only blanks");
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(begins, _)| rest.starts_with(begins)) {
        return Err(Error::Table(format!("it is {what}")));
    }
    let first = || rest.chars().take(LOOKED_AT);
    let nulls = |from: usize| first().skip(from).step_by(2).all(|letter| letter == '\0');
    // In UTF-16 every Latin letter has a zero byte.
    if rest.len() > 1 && (nulls(0) || nulls(1)) {
        return refuse("it is UTF-16 without a byte-order mark; save it as UTF-8");
    }
    let mut heading = first().take_while(|letter| !matches!(letter, '\n' | '\r'));
    if heading.any(|letter| letter.is_control() && !matches!(letter, '\t' | '\u{80}'..)) {
        return refuse("it is not text");
    }
    Ok(start)
}

/// The separator declared by a first line `sep=;`, as spreadsheets write it, and the length of that line.
pub(crate) fn said(text: &str) -> Result<Option<(Separator, usize)>, Error> {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let plain = line.trim_matches([' ', '"']);
    let (name, said) = plain.split_at_checked(4).unwrap_or_default();
    if !name.eq_ignore_ascii_case("sep=") {
        return Ok(None);
    }
    match Separator::from_text(said) {
        Some(separator) => Ok(Some((separator, line.len()))),
        None => Err(Error::Table("its first line declares a separator other than comma, semicolon or tab".to_owned())),
    }
}

/// The separator for which the header names the most fields, and the header read with it; `names` gives its headings.
pub(crate) fn separator<H>(
    header: impl Fn(Separator) -> Result<H, Error>,
    names: impl Fn(&H) -> &[String],
) -> Result<(Separator, H), Error> {
    let mut best = (Separator::Comma, header(Separator::Comma)?);
    let rank = |header: &H| {
        let names = names(header);
        // A field in another unit counts too.
        let named = names.iter().filter(|name| !matches!(Field::by_heading(name), Ok(None))).count();
        (named, names.len())
    };
    for other in [Separator::Semicolon, Separator::Tab] {
        let read = header(other)?;
        if rank(&read) > rank(&best.1) {
            best = (other, read);
        }
    }
    Ok(best)
}

/// Rejects a header that contains no field.
pub(crate) fn look_at_header(header: &[String]) -> Result<(), Error> {
    if header.iter().all(String::is_empty) {
        return Err(Error::Table("its first line contains no headings".to_owned()));
    }
    if header.iter().all(|name| matches!(Field::by_heading(name), Ok(None))) {
        return Err(heading::no_field(header.iter().map(String::as_str)));
    }
    Ok(())
}

/// Why the text of a number cannot be used.
pub(crate) enum Unclear {
    NotANumber,
    Ambiguous,
}

/// The text of a number with a decimal point. It is ambiguous if its mark could group thousands and `may_be` accepts
/// the number read that way.
pub(crate) fn decimal(text: &str, separator: Separator, may_be: impl Fn(f64) -> bool) -> Result<Cow<'_, str>, Unclear> {
    let text = text.trim();
    let Some((whole, rest)) = text.find([',', '.']).and_then(|position| text.split_at_checked(position)) else {
        return Ok(Cow::Borrowed(text));
    };
    let is_comma = rest.starts_with(',');
    let fraction = rest.get(1..).unwrap_or_default();
    if is_comma && fraction.contains([',', '.']) {
        return Err(Unclear::NotANumber);
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let may_group =
        (is_comma || separator != Separator::Comma) && fraction.len() == 3 && (1..=3).contains(&whole.len());
    if may_group && digits(whole) && digits(fraction) && !whole.starts_with('0') {
        let grouped: Option<f64> = numbers::parse(&format!("{whole}{fraction}"));
        if grouped.is_some_and(may_be) {
            return Err(Unclear::Ambiguous);
        }
    }
    Ok(if is_comma { Cow::Owned(format!("{whole}.{fraction}")) } else { Cow::Borrowed(text) })
}

/// A cell as a raw value. A number may have a decimal comma; it is an error if it can be read in two ways within the
/// field's range.
pub(crate) fn cell(text: &str, field: Field, separator: Separator) -> Result<Raw<'_>, FieldError> {
    let FieldKind::Number { min, max, .. } = field.spec().kind else {
        return Ok(Raw::from(text));
    };
    match decimal(text, separator, |number| (min..=max).contains(&number)) {
        Ok(text) => Ok(Raw::Text(text)),
        Err(Unclear::NotANumber) => Err(FieldError::not_a_number(field)),
        Err(Unclear::Ambiguous) => Err(FieldError::ambiguous_number(field)),
    }
}

/// The number in a cell, with a decimal point or comma.
#[cfg(feature = "csv-text")]
pub(crate) fn number(cell: &str, separator: Separator) -> Option<f64> {
    decimal(cell, separator, |_| false).ok().and_then(|text| numbers::parse(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_told_by_the_bytes() {
        for (bytes, text, encoding) in [
            (&b"\xef\xbb\xbfedad"[..], "edad", "UTF-8 with a mark"),
            ("Sí".as_bytes(), "Sí", "UTF-8"),
            (b"S\xed", "Sí", "windows-1252"),
            (b"\xff\xfee\0d\0", "ed", "UTF-16LE"),
        ] {
            assert_eq!(decode(bytes), (text.into(), encoding));
        }
    }

    #[test]
    fn a_mark_that_could_group_thousands_is_an_error_and_any_other_a_decimal_mark() {
        let read = |text, field| cell(text, field, Separator::Semicolon).and_then(|raw| raw.read(field));
        assert_eq!(read("28,5", Field::Bmi).unwrap(), 28.5);
        assert_eq!(read(" 28.5 ", Field::Bmi).unwrap(), 28.5);
        assert_eq!(read("120,500", Field::SystolicMmHg).unwrap(), 120.5);
        assert_eq!(read("0,400", Field::CardiovascularRisk).unwrap(), 0.4);
        let code = |text, field| read(text, field).unwrap_err().code();
        assert_eq!(code("1,000", Field::OutcomeMgDl), "ambiguous_number");
        assert_eq!(code("1.000", Field::OutcomeMgDl), "ambiguous_number");
        assert_eq!(code("1.234,5", Field::Bmi), "not_a_number");
        assert_eq!(code("1,2,3", Field::Bmi), "not_a_number");
        // With a comma as separator, a point is the decimal mark.
        assert_eq!(
            cell("1.000", Field::OutcomeMgDl, Separator::Comma).and_then(|raw| raw.read(Field::OutcomeMgDl)).unwrap(),
            1.0
        );
    }
}
