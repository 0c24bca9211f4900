//! Where the last whole row of a part of a file ends.

use super::Separator;

/// The length of the whole rows at the beginning of a text that begins with a row; 0 if none ends in it. A line that
/// ends within quotes is not the end of a row.
pub(super) fn whole_rows(text: &str, separator: Separator) -> usize {
    let bytes = text.as_bytes();
    // The end of the last row outside quotes, between two places.
    let last_end = |from: usize, to: usize| {
        let part = bytes.get(from..to)?;
        let line = part.iter().rposition(|byte| *byte == b'\n');
        // A line feed may follow in the next part.
        let old = || part.iter().rposition(|byte| *byte == b'\r').filter(|place| from + place + 1 < bytes.len());
        Some(from + line.or_else(old)? + 1)
    };
    let (mut ended, mut from) = (0, 0);
    while let Some(quote) = text.get(from..).and_then(|rest| rest.find('"')).map(|place| from + place) {
        let before = quote.checked_sub(1).and_then(|place| bytes.get(place));
        let begins = before.is_none_or(|byte| matches!(*byte, b'\n' | b'\r') || *byte == separator.byte());
        if !begins {
            ended = last_end(from, quote).unwrap_or(ended);
            from = quote + 1;
            continue;
        }
        ended = last_end(from, quote).unwrap_or(ended);
        let Some(closed) = closing(text, quote + 1) else { return ended };
        from = closed + 1;
    }
    last_end(from, bytes.len()).unwrap_or(ended)
}

/// Where a cell that was opened before `from` is closed. At the end of the text a quote may be half of a doubled one.
fn closing(text: &str, mut from: usize) -> Option<usize> {
    loop {
        let quote = from + text.get(from..)?.find('"')?;
        match text.as_bytes().get(quote + 1) {
            Some(b'"') => from = quote + 2,
            Some(_) => return Some(quote),
            None => return None,
        }
    }
}
