//! A file of any size as blocks of whole rows.

use super::decoder::{CsvEncoding, Decoder};
use super::ends::whole_rows;
use super::{CsvFile, Opened};
use crate::Error;
use std::io::{Read, Seek};
use std::mem::{replace, take};

/// The longest row, in bytes of its text. A quote that is never closed would take in the rest of the file.
const LONGEST: usize = 1 << 26;

/// Reads a CSV file block by block; each block is a [`CsvFile`] with the header of the first.
///
/// ```
/// use diabetes_core::csv::{CsvBlocks, CsvEncoding};
/// let file = b"edad,sexo\n45,M\n51,F\n";
/// let mut blocks = CsvBlocks::open(&file[..], CsvEncoding::of(&file[..])?, 12)?;
/// let mut rows = Vec::new();
/// while let Some(block) = blocks.next_block()? {
///     block.each_row(|row| rows.push(row.get(1).to_owned()))?;
/// }
/// assert_eq!((rows, blocks.position()), (vec!["M".to_owned(), "F".to_owned()], 20));
/// # Ok::<(), diabetes_core::Error>(())
/// ```
pub struct CsvBlocks<R> {
    decoder: Decoder<R>,
    encoding: CsvEncoding,
    size: usize,
    head: CsvFile<'static>,
    /// Text that was read but not given yet, and its place in the whole text.
    rest: String,
    position: u64,
    line: usize,
}

impl<R: Read> CsvBlocks<R> {
    /// Reads the header. A block has about as many bytes as `size`, more where one row needs them. Fails like
    /// [`CsvFile::new`].
    pub fn open(reader: R, encoding: CsvEncoding, size: usize) -> Result<Self, Error> {
        let (mut decoder, mut text) = (Decoder::new(reader, encoding), String::new());
        loop {
            decoder.read(size.max(text.len()).max(1), &mut text)?;
            let is_whole = decoder.is_at_end();
            let has_header = match Opened::of(&text) {
                Ok(opened) => opened.rows.0 < text.len(),
                Err(_) => false,
            };
            if has_header || is_whole || text.len() > LONGEST {
                break;
            }
        }
        let mut head = CsvFile::of(text.into(), encoding.name())?;
        let (start, line) = take(&mut head.rows);
        let mut rest = take(&mut head.text).into_owned();
        rest.drain(..start);
        Ok(Self { decoder, encoding, size, head, rest, position: start as u64, line })
    }

    /// The header, without rows.
    #[must_use]
    pub fn head(&self) -> &CsvFile<'static> {
        &self.head
    }

    /// How many bytes of the text were given, with the header.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The line on which the next block begins.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The next rows; `None` after the last. Where a block ends depends only on where it begins.
    pub fn next_block(&mut self) -> Result<Option<CsvFile<'static>>, Error> {
        let mut window = self.size.max(1);
        loop {
            while self.rest.len() < window && !self.decoder.is_at_end() {
                self.decoder.read(window - self.rest.len(), &mut self.rest)?;
            }
            let is_last = self.decoder.is_at_end() && self.rest.len() <= window;
            let end = (0..=window.min(self.rest.len())).rev().find(|end| self.rest.is_char_boundary(*end));
            let text = end.and_then(|end| self.rest.get(..end)).unwrap_or_default();
            let ended = if is_last { text.len() } else { whole_rows(text, self.head.separator) };
            if ended > 0 {
                let rest = self.rest.split_off(ended);
                return Ok(Some(self.block(rest)));
            }
            if is_last {
                return Ok(None);
            }
            if window > LONGEST {
                // A quote that is never closed is told with its line.
                self.block(String::new()).each_row(|_| {})?;
                return Err(Error::Table(format!("a row has more than {LONGEST} bytes")));
            }
            window *= 2;
        }
    }

    /// The text before `rest` as a block.
    fn block(&mut self, rest: String) -> CsvFile<'static> {
        let text = replace(&mut self.rest, rest);
        let rows = (0, self.line);
        self.position += text.len() as u64;
        self.line += lines(&text);
        let CsvFile { encoding, separator, header, fields, .. } = &self.head;
        let (header, fields) = (header.clone(), fields.clone());
        CsvFile { text: text.into(), encoding, separator: *separator, header, fields, rows }
    }
}

impl<R: Read + Seek> CsvBlocks<R> {
    /// Goes on at a position, on this line, where an earlier reading of the same file stood between two blocks.
    pub fn go_on(&mut self, position: u64, line: usize) -> Result<(), Error> {
        self.line = line;
        if self.encoding.is_plain() {
            self.decoder.restart(position)?;
            self.rest.clear();
            self.position = position;
            return Ok(());
        }
        // Where a letter has another length in the file, the text before is read again.
        while self.position < position {
            let missing = usize::try_from(position - self.position).unwrap_or(usize::MAX).min(self.rest.len());
            if missing == 0 && self.decoder.is_at_end() || !self.rest.is_char_boundary(missing) {
                return Err(Error::Table("it is not the file that was read before".to_owned()));
            }
            self.rest.drain(..missing);
            self.position += missing as u64;
            if self.rest.is_empty() {
                self.decoder.read(self.size, &mut self.rest)?;
            }
        }
        Ok(())
    }
}

/// The ends of lines of any kind.
fn lines(text: &str) -> usize {
    let feeds = text.bytes().filter(|byte| *byte == b'\n').count();
    let returns = text.match_indices('\r').filter(|(place, _)| text.as_bytes().get(place + 1) != Some(&b'\n'));
    feeds + returns.count()
}
