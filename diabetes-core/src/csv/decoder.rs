//! The text of a file that is read part by part.

use encoding_rs::{Decoder as Part, Encoding, UTF_8, WINDOWS_1252};
use std::io::{self, Read, Seek, SeekFrom};
use std::str::from_utf8;

/// How a whole file is encoded: by its byte-order mark, else UTF-8, else Windows-1252, as in
/// [`decode`](super::decode).
///
/// ```
/// use diabetes_core::csv::CsvEncoding;
/// assert_eq!(CsvEncoding::of(&b"edad;Sex\xed\n"[..])?.name(), "windows-1252");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CsvEncoding {
    encoding: &'static Encoding,
    /// The length of the mark.
    mark: usize,
}

/// The bytes read at a time.
const READ: usize = 1 << 20;

impl CsvEncoding {
    /// Reads to the end, unless the file has a mark.
    pub fn of(mut reader: impl Read) -> io::Result<Self> {
        let (mut part, mut kept, mut is_first) = (vec![0; READ], 0, true);
        loop {
            let read = read_full(&mut reader, part.get_mut(kept..).unwrap_or_default())?;
            let bytes = part.get(..kept + read).unwrap_or_default();
            if is_first && let Some((encoding, mark)) = Encoding::for_bom(bytes) {
                return Ok(Self { encoding, mark });
            }
            is_first = false;
            let is_last = read == 0;
            kept = match from_utf8(bytes) {
                Ok(_) => 0,
                // The rest of a letter may come with the next part.
                Err(error) if error.error_len().is_none() && !is_last => bytes.len() - error.valid_up_to(),
                Err(_) => return Ok(Self { encoding: WINDOWS_1252, mark: 0 }),
            };
            if is_last {
                return Ok(Self { encoding: UTF_8, mark: 0 });
            }
            let end = bytes.len();
            part.copy_within(end - kept..end, 0);
        }
    }

    /// The name, as in [`CsvFile::encoding`](super::CsvFile::encoding).
    #[must_use]
    pub fn name(&self) -> &'static str {
        if self.mark > 0 && self.encoding == UTF_8 { "UTF-8 with a mark" } else { self.encoding.name() }
    }

    /// Whether a place in the text is the same place in the file.
    pub(super) fn is_plain(&self) -> bool {
        self.encoding == UTF_8 && self.mark == 0
    }
}

/// Fills the buffer unless the end comes before.
fn read_full(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut full = 0;
    while let Some(rest) = buffer.get_mut(full..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(read) => full += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(full)
}

/// Decodes a file part by part.
pub(super) struct Decoder<R> {
    reader: R,
    part: Part,
    bytes: Vec<u8>,
    /// The bytes of the mark that are still to be passed over.
    mark: usize,
    is_at_end: bool,
}

impl<R: Read> Decoder<R> {
    pub(super) fn new(reader: R, of: CsvEncoding) -> Self {
        let part = of.encoding.new_decoder_without_bom_handling();
        Self { reader, part, bytes: Vec::new(), mark: of.mark, is_at_end: false }
    }

    /// Whether everything was read.
    pub(super) fn is_at_end(&self) -> bool {
        self.is_at_end
    }

    /// Appends the text of about as many bytes; nothing at the end.
    pub(super) fn read(&mut self, size: usize, text: &mut String) -> io::Result<()> {
        if self.is_at_end {
            return Ok(());
        }
        self.bytes.resize(size.max(self.mark + 1), 0);
        let read = read_full(&mut self.reader, &mut self.bytes)?;
        self.is_at_end = read < self.bytes.len();
        let mut bytes = self.bytes.get(self.mark..read).unwrap_or_default();
        self.mark = 0;
        loop {
            let most = self.part.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len());
            text.reserve(most);
            let (result, used, _) = self.part.decode_to_string(bytes, text, self.is_at_end);
            bytes = bytes.get(used..).unwrap_or_default();
            if result == encoding_rs::CoderResult::InputEmpty {
                return Ok(());
            }
        }
    }
}

impl<R: Read + Seek> Decoder<R> {
    /// Goes on at another place, where a letter begins.
    pub(super) fn restart(&mut self, place: u64) -> io::Result<()> {
        self.reader.seek(SeekFrom::Start(place))?;
        self.part = self.part.encoding().new_decoder_without_bom_handling();
        (self.mark, self.is_at_end) = (0, false);
        Ok(())
    }
}
