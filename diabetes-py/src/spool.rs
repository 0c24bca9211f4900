//! A temporary file for rows that do not fit into memory.

use diabetes_core::train::Store;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A file without a name in the folder for temporary files. It is created when the first rows are written, and the
/// system removes it however the process ends.
pub(crate) struct Spool {
    folder: PathBuf,
    file: Option<Mutex<File>>,
    written: Arc<AtomicU64>,
}

impl Spool {
    /// The spool, and the number of bytes in it as it grows.
    pub(crate) fn new() -> (Self, Arc<AtomicU64>) {
        let written = Arc::new(AtomicU64::new(0));
        (Self { folder: std::env::temp_dir(), file: None, written: Arc::clone(&written) }, written)
    }

    fn failed(&self, error: &io::Error) -> io::Error {
        let folder = self.folder.display();
        io::Error::new(error.kind(), format!("the rows cannot be kept in a temporary file in {folder}: {error}"))
    }
}

impl Store for Spool {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.file.is_none() {
            let file = tempfile::tempfile_in(&self.folder).map_err(|error| self.failed(&error))?;
            self.file = Some(Mutex::new(file));
        }
        if let Some(file) = &mut self.file {
            let file = file.get_mut().unwrap_or_else(PoisonError::into_inner);
            file.write_all(bytes).map_err(|error| self.failed(&error))?;
        }
        self.written.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let file = self.file.as_ref().ok_or(io::ErrorKind::UnexpectedEof)?;
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let read = file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(bytes));
        read.map_err(|error| self.failed(&error))
    }
}
