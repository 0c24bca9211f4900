//! The dialects of CSV files: encoding, separator, decimal mark.

use crate::Error;
use crate::record::Raw;
use crate::schema::{Field, Kind};
use crate::validation::FieldError;
use std::borrow::Cow;

/// The text of a file: by its byte-order mark, else UTF-8, else Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The separator, `,` or `;`: the one under which the header names fields of the schema.
pub(crate) fn separator(text: &str) -> Result<u8, Error> {
    let header = text.lines().next().unwrap_or_default();
    let fields = |separator: char| {
        let names = header.split(separator).map(|name| name.trim().trim_matches('"').trim());
        names.filter(|name| Field::by_name(name).is_some()).count()
    };
    match (fields(','), fields(';')) {
        (0, 0) => Err(Error::Table("its first line names no field of the schema".to_owned())),
        (commas, semicolons) if semicolons > commas => Ok(b';'),
        (commas, semicolons) if semicolons < commas => Ok(b','),
        // One field alone: no separator divides it.
        _ if header.contains(';') && !header.contains(',') => Ok(b';'),
        _ => Ok(b','),
    }
}

/// A cell as a raw value. A number may have a decimal comma; where its mark could as well group thousands, so
/// that the field's range allows both, it is an error.
pub(crate) fn cell(text: &str, field: Field, separator: u8) -> Result<Raw<'_>, FieldError> {
    let Kind::Number { min, max, .. } = field.spec().kind else {
        return Ok(Raw::from(text));
    };
    let text = text.trim();
    let Some(position) = text.find([',', '.']) else {
        return Ok(Raw::from(text));
    };
    let (whole, rest) = text.split_at(position);
    let is_comma = rest.starts_with(',');
    let fraction = rest.get(1..).unwrap_or_default();
    if is_comma && fraction.contains([',', '.']) {
        return Err(FieldError::not_a_number(field));
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let may_group = (is_comma || separator == b';') && fraction.len() == 3 && (1..=3).contains(&whole.len());
    if may_group && digits(whole) && digits(fraction) && !whole.starts_with('0') {
        let grouped: Option<f64> = format!("{whole}{fraction}").parse().ok();
        if grouped.is_some_and(|grouped| (min..=max).contains(&grouped)) {
            return Err(FieldError::ambiguous_number(field));
        }
    }
    Ok(if is_comma { Raw::Text(Cow::Owned(format!("{whole}.{fraction}"))) } else { Raw::from(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_told_by_the_bytes() {
        assert_eq!(decode(b"\xef\xbb\xbfedad"), "edad");
        assert_eq!(decode("Sí".as_bytes()), "Sí");
        assert_eq!(decode(b"S\xed"), "Sí");
        assert_eq!(decode(b"\xff\xfee\0d\0"), "ed");
    }

    #[test]
    fn the_separator_is_the_one_that_divides_field_names() {
        assert_eq!(separator("edad;sexo;imc\n").unwrap(), b';');
        assert_eq!(separator("edad,sexo,\"nota; otra\"\n").unwrap(), b',');
        assert_eq!(separator("edad\n45\n").unwrap(), b',');
        assert_eq!(separator("\"edad\";\"sexo\"\n").unwrap(), b';');
        assert!(separator("").is_err());
        assert!(separator("uno,dos\n").is_err());
    }

    #[test]
    fn a_mark_that_could_group_thousands_is_an_error_and_any_other_a_decimal_mark() {
        let read = |text, field| cell(text, field, b';').and_then(|raw| raw.read(field));
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
        assert_eq!(cell("1.000", Field::OutcomeMgDl, b',').and_then(|raw| raw.read(Field::OutcomeMgDl)).unwrap(), 1.0);
    }
}
