//! Identifiers, texts and comments of SQL, so that no name can be read as anything else.

use crate::error::Error;

/// A quoted identifier.
pub(super) fn column(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text in quotes.
pub(super) fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Texts in quotes, separated by commas.
pub(super) fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let quoted: Vec<String> = texts.into_iter().map(|one| text(one.as_ref())).collect();
    quoted.join(", ")
}

/// A line of comment; what would end it becomes a blank.
pub(super) fn comment(line: &str) -> String {
    let ends = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    format!("-- {}\n", line.replace(ends, " "))
}

/// A table, quoted: `table`, `schema.table` or `database.schema.table`.
pub(super) fn table_name(name: &str) -> Result<String, Error> {
    let parts: Vec<&str> = name.split('.').collect();
    let is_sound = |part: &&str| !part.trim().is_empty() && !part.contains(char::is_control);
    if parts.len() > 3 || !parts.iter().all(is_sound) {
        return Err(Error::BadTableName(name.to_owned()));
    }
    Ok(parts.into_iter().map(column).collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_a_name() {
        assert_eq!(column(r#"a"; DROP TABLE x; --"#), r#""a""; DROP TABLE x; --""#);
        assert_eq!(text("it's"), "'it''s'");
        assert_eq!(comment("one\nDROP TABLE x\r\u{2028}"), "-- one DROP TABLE x  \n");
        assert_eq!(table_name("clinic.patients").ok().as_deref(), Some(r#""clinic"."patients""#));
    }

    #[test]
    fn what_names_no_table_is_refused() {
        for name in ["", " ", "a.", ".a", "a..b", "a.b.c.d", "a\0b", "a\nb"] {
            assert_eq!(table_name(name).unwrap_err().code(), "bad_table_name", "{name:?}");
        }
    }
}
