//! Writes the answers of the corpus: `make fixtures`.
//!
//! It reads the cases in `fixtures/inputs` and writes `fixtures/cases` and `fixtures/models`; files there that it does
//! not make are taken away. The tests compare these files with what the library answers, and the answers with what was
//! worked out by hand.

#![allow(clippy::indexing_slicing, reason = "a key that a JSON object lacks reads as null")]

#[path = "../tests/corpus/mod.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod corpus;

use std::collections::BTreeSet;
use std::fs;

/// Folders of files that are made, and the one file in them that is written by hand.
const FOLDERS: [&str; 3] = ["cases", "models", "models/damaged"];
const BY_HAND: &str = "models/damaged/index.json";

fn main() -> corpus::Outcome<()> {
    let mut made = BTreeSet::from([BY_HAND.to_owned()]);
    for (path, bytes) in corpus::files()? {
        // Each appears whole: a test may read while this writes.
        let written = corpus::folder().join(format!("{path}.new"));
        fs::write(&written, bytes)?;
        fs::rename(written, corpus::folder().join(&path))?;
        made.insert(path);
    }
    for folder in FOLDERS {
        for entry in fs::read_dir(corpus::folder().join(folder))? {
            let entry = entry?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_file() && !made.contains(&path) {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}
