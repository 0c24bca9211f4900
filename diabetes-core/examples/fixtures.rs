//! Regenerates the answers of the corpus: `make fixtures`.
//!
//! It reads the cases in `fixtures/inputs` and writes `fixtures/cases` and `fixtures/models`; files that are no longer
//! generated are removed. The tests compare these files with the library's answers, and the answers with results worked
//! out by hand.

#![allow(clippy::indexing_slicing, reason = "a key that a JSON object lacks reads as null")]

#[path = "../tests/corpus/mod.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod corpus;

use corpus::Outcome;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// A hand-written file in a folder of generated files.
const BY_HAND: &str = "models/damaged/index.json";

fn main() -> Outcome<()> {
    let root = corpus::folder();
    // Generates all files before writing the first, so that a failure changes nothing.
    let files = corpus::files()?;
    for (path, bytes) in &files {
        replace(&root.join(path), bytes)?;
    }
    let kept: BTreeSet<PathBuf> =
        files.iter().map(|(path, _)| path.as_str()).chain([BY_HAND]).map(|path| root.join(path)).collect();
    for folder in kept.iter().filter_map(|path| path.parent()).collect::<BTreeSet<_>>() {
        remove_all_but(&kept, folder)?;
    }
    Ok(())
}

/// Leaves an unchanged file untouched, and never a partly written one.
fn replace(path: &Path, bytes: &[u8]) -> Outcome<()> {
    if fs::read(path).is_ok_and(|stored| stored == bytes) {
        return Ok(());
    }
    let mut beside = OsString::from(path);
    beside.push(".new");
    fs::write(&beside, bytes)?;
    Ok(fs::rename(&beside, path)?)
}

fn remove_all_but(kept: &BTreeSet<PathBuf>, folder: &Path) -> Outcome<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && !kept.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
