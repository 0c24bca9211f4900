//! The cells of most rows, read in one pass over their bytes. Whatever is written otherwise is left to `rows` and
//! `dialect`.

use crate::numbers;

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
/// digits alone, with at most one mark between them that groups no thousands. With few digits it is the quotient of two
/// exact numbers, and so the nearest to the decimal.
pub(crate) fn plain_number(text: &[u8], separator: u8) -> Option<(f64, usize)> {
    let (mut digits, mut mark, mut length) = (0_u64, None, 0);
    for byte in text {
        match byte {
            b'0'..=b'9' => digits = digits.wrapping_mul(10).wrapping_add(u64::from(byte - b'0')),
            byte if ends(*byte, separator) => break,
            b'.' | b',' if mark.is_none() && length > 0 => mark = Some((length, *byte)),
            _ => return None,
        }
        length += 1;
    }
    let Some((place, mark)) = mark else { return whole_or_long(digits, text.get(..length)?) };
    let decimals = length - place - 1;
    if decimals == 0 || decimals == 3 {
        return None;
    }
    if length > MOST_DIGITS + 1 {
        return if mark == b'.' { long(text.get(..length)?) } else { None };
    }
    Some((digits as f64 / TENS.get(decimals)?, length))
}

fn whole_or_long(digits: u64, cell: &[u8]) -> Option<(f64, usize)> {
    match cell.len() {
        0 => Some((f64::NAN, 0)),
        length @ ..=MOST_DIGITS => Some((digits as f64, length)),
        _ => long(cell),
    }
}

/// Digits, perhaps with a point, that need exact rounding.
fn long(cell: &[u8]) -> Option<(f64, usize)> {
    Some((numbers::parse(std::str::from_utf8(cell).ok()?)?, cell.len()))
}
