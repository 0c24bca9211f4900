//! Writes the answers of the corpus: `make fixtures`, or `cargo run --example fixtures`.
//!
//! It reads the cases in `fixtures/inputs` and writes `fixtures/cases` and `fixtures/models`. The tests compare
//! these files with what the library answers, and the answers with what was worked out by hand.

#![allow(clippy::indexing_slicing, reason = "a key that a JSON object lacks reads as null")]

#[path = "../tests/corpus/mod.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod corpus;

fn main() -> corpus::Outcome<()> {
    for (path, bytes) in corpus::files()? {
        std::fs::write(corpus::folder().join(path), bytes)?;
    }
    Ok(())
}
