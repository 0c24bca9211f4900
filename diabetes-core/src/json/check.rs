//! Checks whether a text is valid JSON.

/// The end of the value at the start of a text, or the position at which it stops being JSON, possibly the end.
pub(super) fn value(json: &[u8]) -> Result<usize, usize> {
    let mut text = Text { json, place: 0 };
    match text.value() {
        Some(()) => Ok(text.place),
        None => Err(text.place),
    }
}

/// Like [`value`], but nothing may follow the value.
pub(super) fn whole(json: &[u8]) -> Result<(), usize> {
    let mut text = Text { json, place: value(json)? };
    text.next().map_or(Ok(()), |_| Err(text.place))
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r')
}

/// A text read up to a position; methods return `None` at the position of invalid JSON.
struct Text<'a> {
    json: &'a [u8],
    place: usize,
}

impl Text<'_> {
    fn byte(&self) -> Option<u8> {
        self.json.get(self.place).copied()
    }

    /// Skips whitespace and returns the next byte.
    fn next(&mut self) -> Option<u8> {
        while self.byte().is_some_and(is_space) {
            self.place += 1;
        }
        self.byte()
    }

    /// Skips bytes that satisfy a condition.
    fn skip(&mut self, is_one: impl Fn(u8) -> bool) {
        while self.byte().is_some_and(&is_one) {
            self.place += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.byte()? == byte).then(|| self.place += 1)
    }

    fn value(&mut self) -> Option<()> {
        // The closing brackets still expected.
        let mut closing = Vec::new();
        loop {
            match self.next()? {
                b'{' => {
                    self.place += 1;
                    closing.push(b'}');
                    if self.next()? != b'}' {
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.place += 1;
                    closing.push(b']');
                    if self.next()? != b']' {
                        continue;
                    }
                }
                b'"' => self.text()?,
                b't' => self.word(b"true")?,
                b'f' => self.word(b"false")?,
                b'n' => self.word(b"null")?,
                _ => self.number()?,
            }
            loop {
                let Some(bracket) = closing.last().copied() else { return Some(()) };
                if self.next()? == b',' {
                    self.place += 1;
                    if bracket == b'}' {
                        self.key()?;
                    }
                    break;
                }
                self.take(bracket)?;
                closing.pop();
            }
        }
    }

    /// A key and its colon.
    fn key(&mut self) -> Option<()> {
        self.next()?;
        self.text()?;
        self.next()?;
        self.take(b':')
    }

    fn text(&mut self) -> Option<()> {
        self.take(b'"')?;
        loop {
            self.skip(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            match self.byte()? {
                b'"' => return self.take(b'"'),
                b'\\' => self.place += 1,
                _ => return None,
            }
            match self.byte()? {
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.place += 1,
                b'u' => {
                    self.place += 1;
                    for _ in 0..4 {
                        self.byte().filter(u8::is_ascii_hexdigit)?;
                        self.place += 1;
                    }
                }
                _ => return None,
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        word.iter().try_for_each(|byte| self.take(*byte))
    }

    fn number(&mut self) -> Option<()> {
        let _ = self.take(b'-');
        if self.take(b'0').is_none() {
            self.digits()?;
        } else if self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if self.take(b'.').is_some() {
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.place += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.place += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        self.byte().filter(u8::is_ascii_digit)?;
        self.skip(|byte| byte.is_ascii_digit());
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};
    use serde::de::{Deserialize, IgnoredAny};
    use serde_json::Deserializer;

    const SOUND: &str =
        r#" {"a\u00e9\n": [1, -0.5e+7, {"b": [true, false, null]}, {}, []], "c": "x", "d": {"e": 10}} "#;
    const PARTS: [&str; 24] = [
        "{", "}", "[", "]", "\"", ",", ":", " ", "\n", "\u{1}", "0", "1", "-", ".", "e9", "E+", "null", "tru", "\\",
        "\\u12g4", "\\ud800", "\"k\":", "[[", "é",
    ];

    proptest! {
        #[test]
        fn what_serde_json_reads_is_json_and_nothing_else(
            changes in prop::collection::vec((any::<Index>(), 0_usize..4, select(&PARTS[..])), 0..4),
        ) {
            let mut json = SOUND.as_bytes().to_vec();
            for (place, dropped, part) in changes {
                let start = place.index(json.len() + 1);
                json.splice(start..(start + dropped).min(json.len()), part.bytes());
            }
            let first = IgnoredAny::deserialize(&mut Deserializer::from_slice(&json));
            prop_assert_eq!(value(&json).is_ok(), first.is_ok());
            prop_assert_eq!(whole(&json).is_ok(), serde_json::from_slice::<IgnoredAny>(&json).is_ok());
        }
    }

    #[test]
    fn a_fault_is_where_it_stands() {
        for (json, place) in
            [("", 0), ("[1, 2", 5), ("[1 2]", 3), ("{\"a\" 1}", 5), ("tru", 3), ("{} x", 3), ("\"\n\"", 1)]
        {
            assert_eq!(whole(json.as_bytes()), Err(place), "{json}");
        }
    }
}
