//! Builds and tests the WebAssembly package, and finds import cycles; `make wasm`, `make test` and `make lint` call it.

#![forbid(unsafe_code)]

mod cycles;
mod fields;
mod split;
mod wasm;

use anyhow::{Result, bail};
use std::env;
use std::path::PathBuf;

const USAGE: &str =
    "usage: cargo run -p xtask --profile xtask -- wasm | test [ARGUMENT OF cargo test]... | cycles ROOT...";

fn main() -> Result<()> {
    let mut arguments = env::args_os().skip(1);
    let task = arguments.next().unwrap_or_default();
    match task.to_str() {
        Some("wasm") => wasm::build(),
        Some("test") => wasm::test(arguments),
        Some("cycles") => cycles::check(&arguments.map(PathBuf::from).collect::<Vec<_>>()),
        Some(wasm::TEST_RUNNER) => wasm::run_tests(arguments),
        _ => bail!(USAGE),
    }
}
