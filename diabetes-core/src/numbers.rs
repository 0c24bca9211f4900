//! Numbers as text, and text as numbers.
//!
//! Rust's own printers and parser bring tables of powers, which a browser would download although its JavaScript has
//! them. With the feature `js-numbers` JavaScript gives the digits, and the text is the same.

#[cfg(any(test, all(feature = "js-numbers", target_arch = "wasm32")))]
mod digits;

pub(crate) use host::{parse, to_json};
use std::fmt;

/// A number in the fewest digits that read back as it, without an exponent: what `{}` prints.
#[derive(Clone, Copy)]
pub(crate) struct Shortest(pub(crate) f64);

impl fmt::Display for Shortest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        host::print(self.0, f)
    }
}

#[cfg(not(all(feature = "js-numbers", target_arch = "wasm32")))]
mod host {
    use serde::Serialize;
    use std::fmt::{self, Display};

    /// The number that a text is, as [`str::parse`] reads it.
    pub(crate) fn parse(text: &str) -> Option<f64> {
        text.parse().ok()
    }

    /// A value as JSON, behind what is there.
    pub(crate) fn to_json(value: &impl Serialize, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(out, value)
    }

    pub(super) fn print(number: f64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        number.fmt(f)
    }
}

#[cfg(all(feature = "js-numbers", target_arch = "wasm32"))]
mod host {
    use super::digits;
    use serde::Serialize;
    use serde_json::Serializer;
    use serde_json::ser::Formatter;
    use std::{fmt, io};
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = Number)]
        fn number(text: &str) -> f64;
        #[wasm_bindgen(js_name = String)]
        fn string(number: f64) -> String;
    }

    /// The number that a text is, as [`str::parse`] reads it.
    pub(crate) fn parse(text: &str) -> Option<f64> {
        digits::parse(text, number)
    }

    /// A value as JSON, behind what is there.
    pub(crate) fn to_json(value: &impl Serialize, out: &mut Vec<u8>) -> serde_json::Result<()> {
        value.serialize(&mut Serializer::with_formatter(out, Compact))
    }

    pub(super) fn print(number: f64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&digits::plain(number, string))
    }

    /// `serde_json`'s compact form.
    struct Compact;

    impl Formatter for Compact {
        fn write_f64<W: io::Write + ?Sized>(&mut self, writer: &mut W, number: f64) -> io::Result<()> {
            writer.write_all(digits::json(number, string).as_bytes())
        }
    }
}
