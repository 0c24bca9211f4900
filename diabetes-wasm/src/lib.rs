//! `diabetes-core` for JavaScript: conversions only.
//!
//! Records and answers are passed as JSON text, or as numbers in blocks of rows. An error is passed as the text
//! `{"code", "message", "errors"}`, which the package's JavaScript converts to an `Error`.

#![forbid(unsafe_code)]
#![allow(clippy::must_use_candidate, reason = "JavaScript knows no such attribute")]
#![allow(clippy::needless_pass_by_value, reason = "what crosses is owned")]

pub mod block;
mod convert;
pub mod csv;
pub mod functions;
pub mod model;
pub mod single;

/// A third of the size of the standard library's allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
