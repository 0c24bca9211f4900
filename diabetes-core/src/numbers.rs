//! Numbers as text, and text as numbers.
//!
//! With the feature `host-numbers` a WebAssembly module leaves both to the program that it runs in: the printers and the
//! parser of Rust bring tables of powers, 14.2 kB of gzip that a browser would download although it has them.

use std::fmt;

/// A number in the fewest digits that read back as it, without an exponent: what `{}` prints.
#[derive(Clone, Copy)]
pub(crate) struct Shortest(pub(crate) f64);

impl fmt::Display for Shortest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = zmij::Buffer::new();
        let text = digits.format(self.0);
        f.write_str(text.strip_suffix(".0").unwrap_or(text))
    }
}

/// Rounded to tenths, for a message.
pub(crate) fn tenths(value: f64) -> Shortest {
    Shortest(nearest(value, 1))
}

/// What a float of 32 bits stands for: the shortest decimal that reads back as it.
pub(crate) fn of_f32(value: f32) -> f64 {
    let exact = f64::from(value);
    // Most have few decimals, and none of them is large.
    let few = (0..=3).filter(|_| exact.abs() < 2048.0).map(|decimals| nearest(exact, decimals));
    few.into_iter().find(|near| *near as f32 == value).or_else(|| parse(zmij::Buffer::new().format(value))).unwrap_or(exact)
}

/// What a float of 16 bits stands for, whose exact value this is.
pub(crate) fn of_f16(exact: f32) -> f64 {
    let exact = f64::from(exact);
    let reads_back = |near: &f64| {
        // 11 significant bits, fewer below 2^-14.
        let step = libm::ldexp(1.0, libm::ilogb(*near).max(-14) - 10);
        (near / step).round_ties_even() * step == exact
    };
    // Below a power of two floats lie closer than above, so that the nearest decimal may be too far where the next is not.
    let around = |decimals: i32| {
        let unit = ten_to(-decimals);
        let near = nearest(exact, decimals);
        [near, nearest(near + unit, decimals), nearest(near - unit, decimals)]
    };
    if !exact.is_finite() || exact == 0.0 {
        return exact;
    }
    (-4..=8).flat_map(around).find(reads_back).unwrap_or(exact)
}

/// The decimal of so many decimals that is nearest.
fn nearest(exact: f64, decimals: i32) -> f64 {
    let scale = ten_to(decimals.abs());
    if decimals < 0 { (exact / scale).round_ties_even() * scale } else { (exact * scale).round_ties_even() / scale }
}

fn ten_to(power: i32) -> f64 {
    let ten = || (0..power.abs()).fold(1.0, |ten, _| ten * 10.0);
    if power < 0 { 1.0 / ten() } else { ten() }
}

/// The number that a text is, as [`str::parse`] reads it.
pub(crate) fn parse(text: &str) -> Option<f64> {
    #[cfg(target_arch = "wasm32")]
    return lexical_parse_float::FromLexical::from_lexical(text.as_bytes()).ok();
    #[cfg(not(target_arch = "wasm32"))]
    text.parse().ok()
}

/// A finite number as `serde_json` writes it, behind what is there.
pub(crate) fn write_json(number: f64, out: &mut Vec<u8>) {
    out.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values as people write them, and any other ones.
    #[test]
    fn a_short_float_is_the_decimal_that_was_written() {
        for thousandths in 0..2_000_000_i32 {
            let written = f64::from(thousandths) / 1000.0;
            let short = written as f32;
            assert_eq!(of_f32(short), short.to_string().parse::<f64>().unwrap(), "{short}");
            if thousandths % 100 == 0 {
                assert_eq!(of_f32(short), written);
                assert_eq!(of_f32(-short), -written);
            }
        }
        for seed in 0..50_000 {
            let short = f32::from_bits(crate::splitmix::mix(seed) as u32);
            let read = of_f32(short);
            assert!(read as f32 == short || short.is_nan() && read.is_nan());
            assert!(short.is_nan() || read == short.to_string().parse::<f64>().unwrap(), "{short}");
        }
    }

    #[test]
    #[allow(clippy::excessive_precision, reason = "the exact values of floats of 16 bits")]
    fn a_float_of_16_bits_is_the_decimal_that_was_written() {
        // Nearest floats of 16 bits.
        for (exact, written) in [
            (5.699_218_75, 5.7),
            (6.398_437_5, 6.4),
            (6.5, 6.5),
            (24.906_25, 24.9),
            (128.25, 128.2),
            (0.015_625, 0.015_63),
            (126.0, 126.0),
            (99.875, 99.9),
            (0.0, 0.0),
            (-28.406_25, -28.4),
            (1000.0, 1000.0),
            (0.099_975_586, 0.1),
            (65504.0, 65500.0),
        ] {
            assert_eq!(of_f16(exact), written);
        }
        assert!(of_f16(f32::NAN).is_nan());
        assert_eq!(of_f16(f32::INFINITY), f64::INFINITY);
    }
}
