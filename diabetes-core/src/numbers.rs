//! Formats and parses numbers, with the same digits on every platform.

use std::fmt;

/// A number in the fewest digits that read back as it, as in JSON; a whole number without `.0`.
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

/// The decimal that a 32-bit float represents: the shortest one that reads back as it.
pub(crate) fn of_f32(value: f32) -> f64 {
    let exact = f64::from(value);
    // Most values have few decimals and none is large.
    let few = (0..=3).filter(|_| exact.abs() < 2048.0).map(|decimals| nearest(exact, decimals));
    let short = || parse(zmij::Buffer::new().format(value));
    few.into_iter().find(|near| *near as f32 == value).or_else(short).unwrap_or(exact)
}

/// The decimal that a 16-bit float represents, given its exact value.
pub(crate) fn of_f16(exact: f32) -> f64 {
    let exact = f64::from(exact);
    let reads_back = |near: &f64| {
        // 11 significant bits, fewer below 2^-14.
        let step = libm::ldexp(1.0, libm::ilogb(*near).max(-14) - 10);
        (near / step).round_ties_even() * step == exact
    };
    // Floats are denser below a power of two than above, so the nearest decimal may not read back where its neighbour
    // does.
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

/// The nearest number with so many decimals.
pub(crate) fn nearest(exact: f64, decimals: i32) -> f64 {
    let scale = ten_to(decimals.abs());
    if decimals < 0 { (exact / scale).round_ties_even() * scale } else { (exact * scale).round_ties_even() / scale }
}

/// A power of ten.
pub(crate) fn ten_to(power: i32) -> f64 {
    let ten = || (0..power.abs()).fold(1.0, |ten, _| ten * 10.0);
    if power < 0 { 1.0 / ten() } else { ten() }
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::parse;
#[cfg(target_arch = "wasm32")]
pub(crate) use small::parse;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    /// Parses a number, exactly rounded.
    pub(crate) fn parse(text: &str) -> Option<f64> {
        text.parse().ok()
    }
}

/// The standard library's parser would add 7.6 kB of tables to a browser's download; this one gives the same numbers.
#[cfg(any(test, target_arch = "wasm32"))]
mod small {
    use lexical_parse_float::FromLexical;

    /// Parses a number, exactly rounded.
    pub(crate) fn parse(text: &str) -> Option<f64> {
        f64::from_lexical(text.as_bytes()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values as people write them, and arbitrary ones.
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
            assert!(
                !short.is_finite() || read == serde_json::to_string(&short).unwrap().parse::<f64>().unwrap(),
                "{short}"
            );
        }
    }

    #[test]
    #[allow(clippy::excessive_precision, reason = "the exact values of floats of 16 bits")]
    fn a_float_of_16_bits_is_the_decimal_that_was_written() {
        // Neighbouring 16-bit floats.
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

    fn numbers() -> impl Iterator<Item = f64> {
        let special = [0.0, f64::MIN_POSITIVE, f64::MAX, 5e-324, 2_f64.powi(53), 9e15, 1e16, 1.5e16, 123_456e16];
        let any = (0..50_000).map(|seed| f64::from_bits(crate::splitmix::mix(seed)));
        let subnormal = (0..2_000).map(|seed| f64::from_bits(crate::splitmix::mix(seed) >> 12));
        let usual = (0..20_000_u32).map(|tenths| f64::from(tenths) / 10.0 - 500.0);
        let shares = (0..20_000).map(|seed| crate::splitmix::mix(seed) as f64 / 2_f64.powi(64));
        let powers = (-324..309).flat_map(|power| {
            let ten: f64 = format!("1e{power}").parse().unwrap();
            [ten, ten * 1.5, ten.next_up(), ten.next_down()]
        });
        let all = special.into_iter().chain(any).chain(subnormal).chain(usual).chain(shares).chain(powers);
        all.filter(|number| number.is_finite()).flat_map(|number| [number, -number])
    }

    #[test]
    fn the_digits_are_those_of_serde_json() {
        for number in numbers() {
            let written = serde_json::to_string(&number).unwrap();
            assert_eq!(Shortest(number).to_string(), written.trim_end_matches(".0"));
            assert_eq!(parse(&written), Some(number));
        }
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Shortest(number).to_string(), number.to_string());
        }
    }

    #[test]
    fn the_small_parser_reads_what_the_standard_library_reads() {
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
            let read = small::parse(&text).map(f64::to_bits);
            assert_eq!(read, text.parse().ok().map(f64::to_bits), "{text}");
        }
    }
}
