//! The cells of most rows, read in one pass over their bytes. Whatever is written otherwise is left to `rows` and
//! `dialect`.

/// A cell of one line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell<'t> {
    /// What it holds, without quotes.
    pub(crate) content: &'t [u8],
    /// Its length in the file.
    pub(crate) length: usize,
}

fn ends(byte: u8, separator: u8) -> bool {
    byte == separator || byte == b'\n' || byte == b'\r'
}

impl<'t> Cell<'t> {
    /// The cell that begins here; `None` if it is quoted otherwise than whole and on one line, without doubled quotes.
    pub(crate) fn beginning(text: &'t [u8], separator: u8) -> Option<Self> {
        let (is_quoted, inner) = match text {
            [b'"', inner @ ..] => (true, inner),
            _ => (false, text),
        };
        if !is_quoted {
            let length = text.iter().position(|byte| ends(*byte, separator)).unwrap_or(text.len());
            return Some(Self { content: text.get(..length)?, length });
        }
        let length = inner.iter().position(|byte| matches!(byte, b'"' | b'\n' | b'\r'))?;
        match inner.get(length..)? {
            [b'"'] => {}
            [b'"', next, ..] if ends(*next, separator) => {}
            _ => return None,
        }
        Some(Self { content: inner.get(..length)?, length: length + 2 })
    }
}

/// More digits may not be exact in an f64.
const MOST_DIGITS: usize = 15;

/// Powers of ten, which are exact.
const TENS: [f64; MOST_DIGITS + 1] =
    [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// The number in the cell that begins here, and the cell's length: NaN if it is empty; `None` if it is not written in
/// few digits alone, with at most one mark between them that groups no thousands. A quotient of two exact numbers is
/// the number nearest to the decimal.
pub(crate) fn plain_number(text: &[u8], separator: u8) -> Option<(f64, usize)> {
    let (mut digits, mut mark, mut length) = (0_u64, None, 0);
    for byte in text.iter().take(MOST_DIGITS + 2) {
        match byte {
            b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
            byte if ends(*byte, separator) => break,
            b'.' | b',' if mark.is_none() && length > 0 => mark = Some(length),
            _ => return None,
        }
        length += 1;
    }
    let decimals = match mark {
        Some(mark) => length - mark - 1,
        None => 0,
    };
    let is_grouping = mark.is_some() && (decimals == 0 || decimals == 3);
    if is_grouping || length - usize::from(mark.is_some()) > MOST_DIGITS {
        return None;
    }
    if length == 0 {
        return Some((f64::NAN, 0));
    }
    Some((digits as f64 / TENS.get(decimals)?, length))
}
