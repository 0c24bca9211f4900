//! The dialects of CSV files: encoding, separator, decimal mark.

use crate::Error;
use crate::csv::Separator;
use crate::numbers;
use crate::record::Raw;
use crate::schema::{Field, Kind};
use crate::validation::FieldError;
use std::borrow::Cow;

/// The text of a file and its encoding: by its byte-order mark, else UTF-8, else Windows-1252.
#[cfg(feature = "csv")]
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
        return (text, if encoding == encoding_rs::UTF_8 { "UTF-8 with a mark" } else { encoding.name() });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), "UTF-8"),
        Err(_) => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0, "windows-1252"),
    }
}

/// The separator: the one under which the header names fields of the schema.
pub(crate) fn separator(text: &str) -> Result<Separator, Error> {
    let header = text.lines().find(|line| !line.is_empty()).unwrap_or_default();
    let fields = |separator: Separator| {
        let names = header.split(char::from(separator.byte())).map(|name| name.trim().trim_matches('"').trim());
        names.filter(|name| Field::by_name(name).is_some()).count()
    };
    match (fields(Separator::Comma), fields(Separator::Semicolon)) {
        (0, 0) => Err(Error::Table("its first line names no field of the schema".to_owned())),
        (commas, semicolons) if semicolons > commas => Ok(Separator::Semicolon),
        (commas, semicolons) if semicolons < commas => Ok(Separator::Comma),
        // One field alone: no separator divides it.
        _ if header.contains(';') && !header.contains(',') => Ok(Separator::Semicolon),
        _ => Ok(Separator::Comma),
    }
}

/// Why the text of a number is not clear.
pub(crate) enum Unclear {
    NotANumber,
    Ambiguous,
}

/// The text of a number with a decimal point. Where its mark could as well group thousands, and `may_be` allows the
/// number read so, it is ambiguous.
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
        (is_comma || separator == Separator::Semicolon) && fraction.len() == 3 && (1..=3).contains(&whole.len());
    if may_group && digits(whole) && digits(fraction) && !whole.starts_with('0') {
        let grouped: Option<f64> = numbers::parse(&format!("{whole}{fraction}"));
        if grouped.is_some_and(may_be) {
            return Err(Unclear::Ambiguous);
        }
    }
    Ok(if is_comma { Cow::Owned(format!("{whole}.{fraction}")) } else { Cow::Borrowed(text) })
}

/// A cell as a raw value. A number may have a decimal comma; where it could be read in two ways within the field's
/// range it is an error.
pub(crate) fn cell(text: &str, field: Field, separator: Separator) -> Result<Raw<'_>, FieldError> {
    let Kind::Number { min, max, .. } = field.spec().kind else {
        return Ok(Raw::from(text));
    };
    match decimal(text, separator, |number| (min..=max).contains(&number)) {
        Ok(text) => Ok(Raw::Text(text)),
        Err(Unclear::NotANumber) => Err(FieldError::not_a_number(field)),
        Err(Unclear::Ambiguous) => Err(FieldError::ambiguous_number(field)),
    }
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
    fn the_separator_is_the_one_that_divides_field_names() {
        assert_eq!(separator("edad;sexo;imc\n").unwrap(), Separator::Semicolon);
        assert_eq!(separator("edad,sexo,\"nota; otra\"\n").unwrap(), Separator::Comma);
        assert_eq!(separator("edad\n45\n").unwrap(), Separator::Comma);
        assert_eq!(separator("\"edad\";\"sexo\"\n").unwrap(), Separator::Semicolon);
        assert!(separator("").is_err());
        assert!(separator("uno,dos\n").is_err());
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
        // With a comma between cells a point is the decimal mark.
        assert_eq!(
            cell("1.000", Field::OutcomeMgDl, Separator::Comma).and_then(|raw| raw.read(Field::OutcomeMgDl)).unwrap(),
            1.0
        );
    }
}
