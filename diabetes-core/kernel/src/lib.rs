//! The loops over many rows, without domain rules: slices in, slices out.
//!
//! They are a separate crate so that a build optimised for size can still compile them for speed.

#![forbid(unsafe_code)]
#![allow(clippy::needless_bitwise_bool, reason = "a jump would keep rows from being worked on together")]
#![allow(clippy::inline_always, reason = "what a loop calls is part of the loop, also where inlining is held back")]

mod cells;
mod checks;
mod grid;
mod logistic;
mod masked;
mod pairs;
#[cfg(feature = "train")]
mod panels;
mod rounding_keys;
mod sums;

pub use cells::{ASK, Cell, count_reached, place, read};
pub use checks::{
    all_sound, all_within, any_missing, keep_below, keep_whole, keep_within, places_impossible, places_of, set_bits,
};
pub use grid::{Grid, classify_codes};
pub use logistic::{EXP_TERMS, LN2_HIGH, LN2_LOW, columns_of_shares, logistic, shares};
pub use masked::Value;
pub use pairs::{CODES, Pair, Pairs};
#[cfg(feature = "train")]
pub use panels::Panels;
pub use rounding_keys::{Met, NO_KEY, UNKNOWN, keys_of_ranges, keys_of_shares};
pub use sums::{Classes, Lanes};

/// Floats of this size have no fraction bits: a sum with it holds in its last bits the nearest whole number to the
/// summand, rounding half to even.
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// A column filled with one number.
#[must_use]
pub fn column(number: f64, rows: usize) -> Vec<f64> {
    vec![number; rows]
}
