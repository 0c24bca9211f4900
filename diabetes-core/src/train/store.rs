//! Where training rows are kept when there are too many for memory.

use std::io::{self, ErrorKind};

/// Bytes that are written once, one part after another, and then read in each pass over the rows: a temporary file, or
/// memory.
pub trait Store: Send + Sync {
    /// Writes at the end.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Fills `bytes` with those from position `at` on.
    fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()>;
}

impl Store for Vec<u8> {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.extend_from_slice(bytes);
        Ok(())
    }

    fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let start = at as usize;
        let stored = start.checked_add(bytes.len()).and_then(|end| self.get(start..end));
        bytes.copy_from_slice(stored.ok_or(ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}
