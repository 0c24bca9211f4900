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
    fn parts_are_joined() {
        assert_eq!(joined(["", "a", "b"], ", "), ["", "a", "b"].join(", "));
        assert_eq!(joined([""; 0], ", "), "");
    }
}
