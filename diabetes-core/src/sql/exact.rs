//! Numbers for SQLite, whose versions read some decimals to a neighbouring double.

use crate::numbers::{self, Shortest};

/// Decimals of so many digits and so small a power of ten are exact as two doubles.
const DIGITS: usize = 15;
const TENS: usize = 22;
/// So many digits have more than 62 bits.
const SCALED: usize = 22;
/// A quotient of a whole number and a power of two, which every version computes exactly.
const LARGEST_POWER: i32 = 62;

/// The number as a decimal where any arithmetic of 62 bits reads it back exactly, else as a fraction of whole numbers.
pub(super) fn literal(number: f64) -> String {
    let shortest = Shortest(number).to_string();
    match reads_everywhere(&shortest, number) {
        true if shortest.contains('.') => shortest,
        true => shortest + ".0",
        false => fraction(number),
    }
}

/// Whether the decimal is the nearest to the number even if it is read with an error of one part in 2^62.
fn reads_everywhere(decimal: &str, number: f64) -> bool {
    let (whole, decimals) = decimal.split_once('.').unwrap_or((decimal, ""));
    let digits: String = whole.chars().chain(decimals.chars()).filter(|letter| *letter != '-').collect();
    let Ok(digits) = digits.parse::<u128>() else { return false };
    if digits.to_string().len() > DIGITS || decimals.len() > TENS {
        return false;
    }
    // More digits make room for the error.
    let more = SCALED - digits.to_string().len();
    let (scaled, places) = (digits * 10_u128.pow(more as u32), decimals.len() + more);
    let error = (scaled >> 62) + 1;
    let reads = |digits: u128| numbers::parse(&format!("{digits}e-{places}")) == Some(number.abs());
    digits == 0 || reads(scaled - error) && reads(scaled + error)
}

fn fraction(number: f64) -> String {
    let (mut whole, mut power) = (number.abs(), 0);
    while whole.fract() != 0.0 {
        whole *= 2.0;
        power += 1;
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let mut divisors = String::new();
    while power > 0 {
        let now = power.min(LARGEST_POWER);
        divisors = divisors + " / " + &(1_u64 << now).to_string();
        power -= now;
    }
    format!("({sign}{whole:.0} * 1.0{divisors})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_stays_where_every_version_reads_it() {
        for (number, text) in [
            (0.0, "0.0"),
            (45.0, "45.0"),
            (-5.3054, "-5.3054"),
            (126.0, "126.0"),
            (178.199_999_999_998_9, "(97966486034841 * 1.0 / 549755813888)"),
            (30.0_f64.next_up(), "(8444249301319681 * 1.0 / 281474976710656)"),
        ] {
            assert_eq!(literal(number), text);
        }
    }

    #[test]
    fn a_fraction_is_the_number() {
        for number in [0.1 + 0.2, -1.0 / 3.0, 1e-300 / 3.0, f64::MIN_POSITIVE, 5e-324, 1e9 / 7.0] {
            let text = fraction(number);
            let mut parts = text.trim_matches(['(', ')']).split(" / ");
            let whole: f64 = parts.next().and_then(|part| part.strip_suffix(" * 1.0")?.parse().ok()).unwrap();
            let value = parts.fold(whole, |value, part| value / part.parse::<f64>().unwrap());
            assert_eq!(value.to_bits(), number.to_bits(), "{text}");
        }
    }
}
