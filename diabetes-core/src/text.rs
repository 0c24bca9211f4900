//! What the standard library does with texts, in less code: a browser downloads it.

/// The parts with something between them.
pub(crate) fn joined(parts: impl IntoIterator<Item = impl AsRef<str>>, between: &str) -> String {
    let mut text = String::new();
    for (place, part) in parts.into_iter().enumerate() {
        text.push_str(if place == 0 { "" } else { between });
        text.push_str(part.as_ref());
    }
    text
}

/// Whether a part stands somewhere in a text.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    text.char_indices().any(|(place, _)| text.get(place..).is_some_and(|rest| rest.starts_with(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_joined_and_found() {
        assert_eq!(joined(["", "a", "b"], ", "), ["", "a", "b"].join(", "));
        assert_eq!(joined([""; 0], ", "), "");
        for (text, part) in [("perimetro", "metro"), ("perimetro", "metros"), ("añb", "ñb"), ("", "a"), ("aab", "ab")]
        {
            assert_eq!(contains(text, part), text.contains(part));
        }
    }
}
