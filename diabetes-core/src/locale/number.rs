//! Numbers as people write them in a language.

use super::Locale;
use crate::numbers::{Shortest, ten_to};
use crate::words::Marks;

/// The most decimals of a number: more say nothing to a person.
const MOST_DECIMALS: u8 = 6;

impl Locale {
    /// A number with so many decimals (at most 6), as people write it in the language: with its decimal mark, groups of
    /// three digits and a true minus. Spanish sets a thin space between groups of numbers of five digits and more, as
    /// the Real Academia Española does.
    ///
    /// ```
    /// use diabetes_core::Locale;
    /// assert_eq!(Locale::Es.number(28.45, 1), "28,4");
    /// assert_eq!(Locale::Es.number(-9520.0, 0), "−9520");
    /// assert_eq!(Locale::Es.number(100_000.0, 0), "100\u{202f}000");
    /// assert_eq!(Locale::En.number(9520.5, 2), "9,520.50");
    /// assert_eq!(Locale::En.number(f64::NAN, 2), "–");
    /// ```
    #[must_use]
    pub fn number(self, value: f64, decimals: u8) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let decimals = decimals.min(MOST_DECIMALS);
        let scaled = (value.abs() * ten_to(decimals.into())).round_ties_even();
        if scaled >= 2_f64.powi(53) {
            return self.shortest(value);
        }
        let decimals = usize::from(decimals);
        let mut digits = Shortest(scaled).to_string();
        while digits.len() <= decimals {
            digits.insert(0, '0');
        }
        let (whole, rest) = digits.split_at(digits.len() - decimals);
        self.written(value < 0.0 && scaled > 0.0, whole, rest)
    }

    /// A number with the fewest decimals that read back as it.
    pub(crate) fn shortest(self, value: f64) -> String {
        let text = Shortest(value.abs()).to_string();
        if text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return text;
        }
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        self.written(value < 0.0, whole, rest)
    }

    fn written(self, is_negative: bool, whole: &str, decimals: &str) -> String {
        let Marks { decimal, group, grouped_from } = self.words().marks;
        let mut text = String::with_capacity(whole.len() + decimals.len() + 8);
        if is_negative {
            text.push('−');
        }
        for (place, digit) in whole.chars().enumerate() {
            let is_start = place > 0 && (whole.len() - place).is_multiple_of(3);
            if is_start && whole.len() >= grouped_from {
                text.push(group);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(decimal);
            text.push_str(decimals);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_marks_of_its_language() {
        for (value, decimals, es, en) in [
            (0.0, 0, "0", "0"),
            (-0.04, 1, "0,0", "0.0"),
            (-0.06, 1, "−0,1", "−0.1"),
            (1234.0, 0, "1234", "1,234"),
            (12_345.678, 2, "12\u{202f}345,68", "12,345.68"),
            (1_234_567.0, 0, "1\u{202f}234\u{202f}567", "1,234,567"),
            (0.05, 3, "0,050", "0.050"),
        ] {
            assert_eq!([Locale::Es, Locale::En].map(|locale| locale.number(value, decimals)), [es, en]);
        }
    }

    #[test]
    fn the_shortest_number_reads_back() {
        for value in [0.1, 37.5, -28.123_456, 98_765.25, 18.0] {
            let text = Locale::Es.shortest(value);
            let plain = text.replace('\u{202f}', "").replace(',', ".").replace('−', "-");
            assert_eq!(plain.parse(), Ok(value));
        }
        assert_eq!(Locale::Es.shortest(28.5), "28,5");
    }

    #[test]
    fn a_number_beyond_all_digits_is_still_written() {
        assert_eq!(Locale::Es.number(1e300, 2), "1e+300");
        assert_eq!(Locale::Es.number(f64::INFINITY, 2), "–");
    }
}
