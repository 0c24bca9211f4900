//! What Rust and `serde_json` write and read, with digits that come from JavaScript, whose tables of powers are there
//! already. Rust's own would be 14.2 kB of gzip in the download.

#[cfg(target_arch = "wasm32")]
use diabetes_core::numbers::Host;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// The last power of ten that is a double, as are its products with whole doubles, once rounded.
const EXACT_POWER: i32 = 22;

/// The number that a text is, as [`str::parse`] reads it; `exact` is asked where one operation does not do.
pub(crate) fn parse(text: &str, exact: impl Fn(&str) -> f64) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let size = if ["inf", "infinity"].iter().any(|name| unsigned.eq_ignore_ascii_case(name)) {
        f64::INFINITY
    } else if unsigned.eq_ignore_ascii_case("nan") {
        f64::NAN
    } else {
        decimal(unsigned, exact)?
    };
    Some(if text.starts_with('-') { -size } else { size })
}

fn decimal(text: &str, exact: impl Fn(&str) -> f64) -> Option<f64> {
    let (mut whole, mut count, mut power, mut in_fraction) = (0_u64, 0, 0_i32, false);
    let mut bytes = text.bytes();
    loop {
        match bytes.next() {
            Some(byte @ b'0'..=b'9') => {
                // What is too long saturates, and so is above what a double holds.
                whole = whole.saturating_mul(10).saturating_add((byte - b'0').into());
                count += 1;
                power -= i32::from(in_fraction);
            }
            Some(b'.') if !in_fraction => in_fraction = true,
            Some(b'e' | b'E') => {
                let exponent = text.get(text.len() - bytes.len()..)?;
                let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
                if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                // One that is too long for an i32 is far from the powers that are exact.
                power = power.saturating_add(exponent.parse().unwrap_or(i32::MAX / 2));
                break;
            }
            Some(_) => return None,
            None => break,
        }
    }
    if count == 0 {
        return None;
    }
    let is_exact = whole < 1 << 53 && power.abs() <= EXACT_POWER;
    let ten = || (0..power.abs()).fold(1.0, |ten, _| ten * 10.0);
    Some(match whole as f64 {
        number if is_exact && power < 0 => number / ten(),
        number if is_exact => number * ten(),
        _ => exact(text),
    })
}

/// What `{}` prints; `shortest` gives a number as JavaScript's `String` does.
pub(crate) fn plain(number: f64, shortest: impl Fn(f64) -> String) -> String {
    if !number.is_finite() {
        let sign = if number == f64::NEG_INFINITY { "-" } else { "" };
        return format!("{sign}{}", if number.is_nan() { "NaN" } else { "inf" });
    }
    let text = shortest(number.abs());
    let text = if text.contains('e') { Decimal::of(&text).plain() } else { text };
    if number.is_sign_negative() { format!("-{text}") } else { text }
}

/// What `serde_json` writes.
pub(crate) fn json(number: f64, shortest: impl Fn(f64) -> String) -> String {
    let size = number.abs();
    let text = shortest(size);
    let text = if size != 0.0 && !(1e-5..1e16).contains(&size) {
        Decimal::of(&text).scientific()
    } else if text.contains('.') {
        text
    } else {
        text + ".0"
    };
    if number.is_sign_negative() { format!("-{text}") } else { text }
}

/// The digits of a number, and the power of ten that the first one counts.
struct Decimal {
    digits: String,
    power: i32,
}

impl Decimal {
    fn of(text: &str) -> Self {
        let (digits, power) = text.split_once('e').unwrap_or((text, "0"));
        let power: i32 = power.parse().unwrap_or_default();
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_start_matches('0');
        let power = power + length(whole) - 1 - (length(&digits) - length(significant));
        Self { digits: significant.trim_end_matches('0').to_owned(), power }
    }

    fn plain(&self) -> String {
        let Self { digits, power } = self;
        let zeros = |count: i32| "0".repeat(count.max(0) as usize);
        if *power < 0 {
            format!("0.{}{digits}", zeros(-power - 1))
        } else {
            format!("{digits}{}", zeros(power + 1 - length(digits)))
        }
    }

    fn scientific(&self) -> String {
        let (first, rest) = self.digits.split_at_checked(1).unwrap_or_default();
        let point = if rest.is_empty() { "" } else { "." };
        format!("{first}{point}{rest}e{:+}", self.power)
    }
}

fn length(digits: &str) -> i32 {
    i32::try_from(digits.len()).unwrap_or(i32::MAX)
}

/// What reads and writes numbers for the engine.
#[cfg(target_arch = "wasm32")]
pub(crate) const JAVASCRIPT: Host = Host {
    parse: |text| parse(text, number),
    json: |number| json(number, string),
    plain: |number| plain(number, string),
};

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    fn number(text: &str) -> f64;
    #[wasm_bindgen(js_name = String)]
    fn string(number: f64) -> String;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without a pattern.
    fn mix(seed: u64) -> u64 {
        let mut bits = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn numbers() -> impl Iterator<Item = f64> {
        let special = [0.0, f64::MIN_POSITIVE, f64::MAX, 5e-324, 2_f64.powi(53), 9e15, 1e16, 1.5e16, 123_456e16];
        let any = (0..50_000).map(|seed| f64::from_bits(mix(seed)));
        let subnormal = (0..2_000).map(|seed| f64::from_bits(mix(seed) >> 12));
        let usual = (0..20_000_u32).map(|tenths| f64::from(tenths) / 10.0 - 500.0);
        let shares = (0..20_000).map(|seed| mix(seed) as f64 / 2_f64.powi(64));
        let powers = (-324..309).flat_map(|power| {
            let ten: f64 = format!("1e{power}").parse().unwrap();
            [ten, ten * 1.5, ten.next_up(), ten.next_down()]
        });
        let all = special.into_iter().chain(any).chain(subnormal).chain(usual).chain(shares).chain(powers);
        all.filter(|number| number.is_finite()).flat_map(|number| [number, -number])
    }

    /// As JavaScript writes a number that is not negative: with an exponent from 1e21, and below 1e-6.
    fn javascript(number: f64) -> String {
        let is_long = number != 0.0 && !(1e-5..1e16).contains(&number) && (1e-6..1e21).contains(&number);
        let text = if is_long { number.to_string() } else { serde_json::to_string(&number).unwrap() };
        text.trim_end_matches(".0").to_owned()
    }

    /// Between two texts that are as short and as near, JavaScript and `serde_json` take the even one, `{}` the other.
    #[test]
    fn the_digits_are_those_of_serde_json_and_but_for_ties_of_the_standard_library() {
        for number in numbers() {
            let written = serde_json::to_string(&number).unwrap();
            assert_eq!(json(number, javascript), written);
            let plain = plain(number, javascript);
            if written.contains('e') {
                assert_eq!(plain, number.to_string());
            } else {
                assert_eq!(plain, written.trim_end_matches(".0"));
            }
        }
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(plain(number, javascript), number.to_string());
        }
    }

    #[test]
    fn text_is_the_number_that_the_standard_library_reads() {
        let written = numbers().flat_map(|number| [format!("{number}"), format!("{number:e}"), format!("{number:.3}")]);
        let strange = [
            "",
            "+",
            "-",
            ".",
            "+.",
            "1.",
            ".5",
            "-.5e1",
            "5.e+3",
            "1e",
            "1e+",
            "e5",
            "1e5x",
            "1_0",
            " 1",
            "1 ",
            "0x10",
            "inf",
            "-Infinity",
            "NAN",
            "-nan",
            "infinit",
            "+1",
            "--1",
            "1..2",
            "1.2.3",
            "1e1.5",
            "1e99999999999999",
            "-1e-99999999999999",
            "0e99999999999999",
            "0.000000000000000000000000000001e30",
            "9007199254740993",
            "18446744073709551617",
            "1e22",
            "1e23",
            "123456789012345678e-18",
            "é",
            "1é",
            "١",
        ];
        for text in written.chain(strange.map(str::to_owned)) {
            let read = parse(&text, |text| text.parse().unwrap()).map(f64::to_bits);
            assert_eq!(read, text.parse().ok().map(f64::to_bits), "{text}");
        }
    }
}
