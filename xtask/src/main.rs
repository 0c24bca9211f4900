//! Builds and tests the WebAssembly package; `make wasm` and `make test` call it.

#![forbid(unsafe_code)]

mod fields;
mod panics;
mod split;
mod wasm;

use anyhow::{Result, bail};
use std::env;

const USAGE: &str = "usage: cargo run -p xtask --profile xtask -- wasm | test [ARGUMENT OF cargo test]...";

fn main() -> Result<()> {
    let mut arguments = env::args_os().skip(1);
    let task = arguments.next().unwrap_or_default();
    match task.to_str() {
        Some("wasm") => wasm::build(),
        Some("test") => wasm::test(arguments),
        Some(wasm::TEST_RUNNER) => wasm::run_tests(arguments),
        _ => bail!(USAGE),
    }
}
