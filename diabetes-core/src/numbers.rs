//! Numbers as text, and text as numbers.
//!
//! Rust's own printers and parser bring tables of powers, which a browser would download although its JavaScript has
//! them. With the feature `js-numbers` JavaScript gives the digits, and the text is the same.

#[cfg(any(test, all(feature = "js-numbers", target_arch = "wasm32")))]
mod digits;

pub(crate) use host::{parse, write_json};
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
    use std::fmt::{self, Display};

    /// The number that a text is, as [`str::parse`] reads it.
    pub(crate) fn parse(text: &str) -> Option<f64> {
        text.parse().ok()
    }

    /// A finite number as `serde_json` writes it, behind what is there.
    pub(crate) fn write_json(number: f64, out: &mut Vec<u8>) {
        // Writing to memory cannot fail.
        let _ = serde_json::to_writer(out, &number);
    }

    pub(super) fn print(number: f64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        number.fmt(f)
    }
}

#[cfg(all(feature = "js-numbers", target_arch = "wasm32"))]
mod host {
    use super::digits;
    use std::fmt;
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

    /// A finite number as `serde_json` writes it, behind what is there.
    pub(crate) fn write_json(number: f64, out: &mut Vec<u8>) {
        out.extend_from_slice(digits::json(number, string).as_bytes());
    }

    pub(super) fn print(number: f64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&digits::plain(number, string))
    }
}
