//! Joins and folds texts.

/// The parts joined by a separator.
pub(crate) fn joined(parts: impl IntoIterator<Item = impl AsRef<str>>, between: &str) -> String {
    let mut text = String::new();
    for (place, part) in parts.into_iter().enumerate() {
        text.push_str(if place == 0 { "" } else { between });
        text.push_str(part.as_ref());
    }
    text
}

/// A title as it stands within a sentence: its first letter is lower case, unless its first word has another capital,
/// such as HbA1c.
pub(crate) fn lower_first(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map_or_else(String::new, |letter| match letter {
        'Í' => "í".to_owned(),
        other => other.to_ascii_lowercase().to_string(),
    });
    let word = letters.as_str().split(' ').next().unwrap_or_default();
    if word.bytes().any(|letter| letter.is_ascii_uppercase()) { title.to_owned() } else { first + letters.as_str() }
}

/// A sentence that starts with a capital.
pub(crate) fn upper_first(mut sentence: String) -> String {
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

/// A list in words: `a, b or c`.
pub(crate) fn listed(items: &[String], or: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {or} {last}", joined(first, ", ")),
    }
}

/// Folds the letters found in choices to lower case without accents, composed or combining.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            'á' | 'Á' => Some('a'),
            'é' | 'É' => Some('e'),
            'í' | 'Í' | '\u{130}' => Some('i'),
            'ó' | 'Ó' => Some('o'),
            'ú' | 'ü' | 'Ú' | 'Ü' => Some('u'),
            // The kelvin sign.
            '\u{212a}' => Some('k'),
            '\u{300}'..='\u{36f}' => None,
            other => Some(other.to_ascii_lowercase()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_whose_lower_case_is_ascii_is_folded_to_it() {
        for letter in (0..=0x0010_ffff).filter_map(char::from_u32) {
            let lower: String =
                letter.to_lowercase().filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}')).collect();
            if lower.is_ascii() {
                assert_eq!(fold(&letter.to_string()), lower);
            }
        }
    }

    #[test]
    fn a_title_starts_in_lower_case_unless_it_is_an_abbreviation() {
        for (title, within) in [
            ("Índice de masa corporal", "índice de masa corporal"),
            ("Edad", "edad"),
            ("HbA1c medida", "HbA1c medida"),
            ("FINDRISC score", "FINDRISC score"),
            ("", ""),
        ] {
            assert_eq!(lower_first(title), within);
        }
        assert_eq!(upper_first("la edad".to_owned()), "La edad");
        assert_eq!(listed(&["a", "b", "c"].map(str::to_owned), "o"), "a, b o c");
    }

    #[test]
    fn parts_are_joined() {
        assert_eq!(joined(["", "a", "b"], ", "), ["", "a", "b"].join(", "));
        assert_eq!(joined([""; 0], ", "), "");
    }
}
