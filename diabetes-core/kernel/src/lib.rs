//! The loops over many rows, without a rule of their own: slices in, slices out.
//!
//! They are a crate of their own so that a build for a small file can still compile them for speed.

#![forbid(unsafe_code)]
#![allow(clippy::inline_always, reason = "what a loop calls is part of the loop, also where inlining is held back")]

mod checks;
mod grid;
mod logistic;
mod sums;

pub use checks::{all_within, any_missing};
pub use grid::{Grid, classify_codes};
pub use logistic::logistic;
pub use sums::{Classes, Lanes};
