//! Reads JSON in place, without copying it.
//!
//! `serde_json` writes. Reading is done here: a text is checked once as a whole, and a little code then finds the parts
//! of well-formed text. Reading with `serde_json` (`RawValue`) instead made a browser's download 17.6 kB of gzip
//! larger.

mod check;
#[cfg(any(test, not(feature = "train")))]
mod written;

#[cfg(not(feature = "train"))]
pub(crate) use written::Written;

use self::check::is_space;
use crate::Error;
use crate::validation::FieldError;
use serde::Serialize;
use std::borrow::Cow;
use std::io;
use std::str::Chars;

/// Writes a value as JSON.
pub fn to_string(value: &impl Serialize) -> Result<String, Error> {
    let mut json = Vec::new();
    let written = write(value, &mut json);
    text_of(json, written.is_ok())
}

/// Kept out of the generic [`to_string`], so that it is compiled once.
fn text_of(json: Vec<u8>, is_whole: bool) -> Result<String, Error> {
    // Printing serde_json's error would add its formatting code to a browser's download.
    let text = is_whole.then(|| String::from_utf8(json).ok()).flatten();
    text.ok_or_else(|| Error::Io(io::ErrorKind::InvalidData.into()))
}

/// Appends a value as JSON.
pub(crate) fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    serde_json::to_writer(out, value)
}

/// The text of the single value in a document.
pub(crate) fn value(json: &[u8]) -> Result<&str, FieldError> {
    check::whole(json).map_err(|place| FieldError::invalid_json(json, place))?;
    let text = str::from_utf8(json).map_err(|error| FieldError::invalid_json(json, error.valid_up_to()))?;
    Ok(text.trim_ascii())
}

/// The text of an object; anything that begins as another value is not a record, whatever follows.
pub(crate) fn object(json: &[u8]) -> Result<&str, FieldError> {
    match json.iter().find(|byte| !is_space(**byte)) {
        Some(b'{') => value(json),
        Some(b'[') => Err(FieldError::not_a_record()),
        _ => Err(check::value(json)
            .map_or_else(|place| FieldError::invalid_json(json, place), |_| FieldError::not_a_record())),
    }
}

/// The texts of the items of a JSON list, after checking the whole list.
///
/// ```
/// assert_eq!(diabetes_core::json::list(br#"[1, {"edad": 45}]"#), Ok(vec!["1", r#"{"edad": 45}"#]));
/// ```
pub fn list(json: &[u8]) -> Result<Vec<&str>, FieldError> {
    items(value(json)?).ok_or_else(FieldError::not_a_record)
}

/// Like [`list`], but stops one item after `most`; the rest is not split.
///
/// ```
/// use diabetes_core::json::list_up_to;
/// assert_eq!(list_up_to(b"[1, 2, 3, 4]", 2).map(|items| items.len()), Ok(3));
/// ```
pub fn list_up_to(json: &[u8], most: usize) -> Result<Vec<&str>, FieldError> {
    let inside = value(json)?.strip_prefix('[').ok_or_else(FieldError::not_a_record)?;
    Ok(Parts(inside).take(most.saturating_add(1)).collect())
}

/// Whether a text can only be a list.
pub(crate) fn starts_a_list(json: &[u8]) -> bool {
    json.iter().find(|byte| !is_space(**byte)) == Some(&b'[')
}

/// The items of a well-formed list.
pub(crate) fn items(list: &str) -> Option<Vec<&str>> {
    list.strip_prefix('[').map(|inside| Parts(inside).collect())
}

/// The members of a well-formed object; `None` if a key is not valid text.
pub(crate) fn members(object: &str) -> Option<Vec<(Cow<'_, str>, &str)>> {
    let pairs = object.starts_with('{').then(|| pairs(object))?;
    pairs.map(|(key, value)| Some((text(key)?, value))).collect()
}

/// The quoted keys and the values of a well-formed object.
pub(crate) fn pairs(object: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut parts = Parts(object.get(1..).unwrap_or_default());
    std::iter::from_fn(move || Some((parts.next()?, parts.next()?)))
}

/// The values inside a list, or the keys and values inside an object.
struct Parts<'a>(&'a str);

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let start = self.0.bytes().position(|byte| !(is_space(byte) || matches!(byte, b',' | b':')))?;
        let rest = self.0.get(start..)?;
        let (part, rest) = rest.split_at_checked(length(rest))?;
        self.0 = rest;
        // Only the closing bracket remains.
        (!part.is_empty()).then_some(part)
    }
}

/// The length of the value at the start of a text.
fn length(json: &str) -> usize {
    let mut bytes = json.bytes();
    let mut depth = 0;
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => {
                while let Some(byte) = bytes.next()
                    && byte != b'"'
                {
                    if byte == b'\\' {
                        bytes.next();
                    }
                }
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth > 0 => depth -= 1,
            _ if depth > 0 => continue,
            // A number or a word ends where the next token begins.
            b',' | b':' | b']' | b'}' | b' ' | b'\n' | b'\t' | b'\r' => return json.len() - bytes.len() - 1,
            _ => continue,
        }
        if depth == 0 {
            return json.len() - bytes.len();
        }
    }
    json.len()
}

/// Unquotes a well-formed string; `None` for half a surrogate pair.
pub(crate) fn text(quoted: &str) -> Option<Cow<'_, str>> {
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.as_bytes().contains(&b'\\') {
        return Some(Cow::Borrowed(inner));
    }
    let mut letters = inner.chars();
    let mut text = String::with_capacity(inner.len());
    while let Some(letter) = letters.next() {
        text.push(if letter == '\\' { escape(&mut letters)? } else { letter });
    }
    Some(Cow::Owned(text))
}

fn escape(letters: &mut Chars<'_>) -> Option<char> {
    Some(match letters.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            let high = unit(letters)?;
            let code = if (0xd800..0xdc00).contains(&high) {
                let low = (letters.next()? == '\\' && letters.next()? == 'u').then(|| unit(letters))??;
                0x1_0000 + ((high - 0xd800) << 10) + low.checked_sub(0xdc00).filter(|low| *low < 0x400)?
            } else {
                high
            };
            char::from_u32(code)?
        }
        other => other,
    })
}

fn unit(letters: &mut Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0, |unit, _| Some(unit * 16 + letters.next()?.to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    pub(super) fn any_value() -> impl Strategy<Value = Value> {
        let text = "[a\"\\\\,:{}\\[\\] é😀\n\u{1}]{0,6}";
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            (-1e9..1e9).prop_map(Value::from),
            text.prop_map(Value::from)
        ];
        leaf.prop_recursive(4, 24, 4, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((text, inner), 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    /// Parses a text and puts its parts together again.
    fn rebuilt(json: &str) -> Value {
        if let Some(items) = items(json) {
            return items.into_iter().map(rebuilt).collect();
        }
        if let Some(members) = members(json) {
            return Value::Object(members.into_iter().map(|(key, value)| (key.into_owned(), rebuilt(value))).collect());
        }
        text(json).map_or_else(|| serde_json::from_str(json).unwrap(), Value::from)
    }

    proptest! {
        #[test]
        fn the_parts_make_the_whole(value in any_value(), pretty: bool) {
            let json = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            prop_assert_eq!(rebuilt(super::value(json.as_bytes()).unwrap()), value);
        }

        #[test]
        fn escapes_say_what_serde_json_reads(escapes in r#"(a|\\[bfnrt"/\\]|\\u[dD][89abcDF][0-9a-f]{2}|\\u[0-9]{4}){0,4}"#) {
            let json = format!("\"{escapes}\"");
            prop_assert_eq!(text(&json).map(Cow::into_owned), serde_json::from_str(&json).ok());
        }
    }
}
