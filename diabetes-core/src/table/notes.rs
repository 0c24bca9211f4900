//! Notes on the rows of a table: few distinct notes on many rows.

use super::Warning;
use std::ops::Range;

/// A note on a row.
pub trait Note: PartialEq {
    /// A key shared by equal notes and few others.
    fn key(&self) -> u64;
}

impl Note for Warning {
    fn key(&self) -> u64 {
        Warning::key(self)
    }
}

/// Notes on rows, in row order. Each distinct note is stored once.
///
/// ```
/// use diabetes_core::{PatientTable, table::Required};
/// let csv = "edad,sexo,embarazo\n45,M,Si\n45,F,Si\n17,M,Si\n46,M,Si\n";
/// let warnings = PatientTable::from_csv(csv.as_bytes(), Required::AgeAndSex)?.warnings().clone();
/// let said: Vec<_> = warnings.iter().map(|(row, warning)| (row, warning.code())).collect();
/// assert_eq!(said, [(0, "pregnant_man"), (3, "pregnant_man")]);
/// assert_eq!((warnings.kinds().len(), warnings.numbered()), (1, &[(0, 0), (3, 0)][..]));
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Notes<T> {
    said: Vec<(usize, u32)>,
    kinds: Vec<T>,
    /// The number of the kind last seen with a key, indexed by the key's low bits.
    met: Vec<u32>,
}

/// More than the number of kinds in most tables.
const MET: usize = 2048;

impl<T> Default for Notes<T> {
    fn default() -> Self {
        Self { said: Vec::new(), kinds: Vec::new(), met: Vec::new() }
    }
}

impl<T> Notes<T> {
    /// The number of notes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.said.len()
    }

    /// Whether there are no notes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// The notes with their rows.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        self.kinds_of(&self.said)
    }

    /// The notes on a row.
    pub fn of(&self, row: usize) -> impl Iterator<Item = &T> {
        self.kinds_of(self.numbered_of(row..row + 1)).map(|(_, kind)| kind)
    }

    /// The distinct notes; some may be on no row.
    #[must_use]
    pub fn kinds(&self) -> &[T] {
        &self.kinds
    }

    /// The rows, each with the number of its note among the [kinds](Notes::kinds).
    #[must_use]
    pub fn numbered(&self) -> &[(usize, u32)] {
        &self.said
    }

    fn kinds_of(&self, numbered: &[(usize, u32)]) -> impl Iterator<Item = (usize, &T)> {
        numbered.iter().filter_map(|(row, number)| Some((*row, self.kinds.get(*number as usize)?)))
    }

    /// The numbered notes of some rows.
    pub(crate) fn numbered_of(&self, rows: Range<usize>) -> &[(usize, u32)] {
        let place = |bound: usize| self.said.partition_point(|(row, _)| *row < bound);
        self.said.get(place(rows.start)..place(rows.end)).unwrap_or_default()
    }

    /// Appends notes on later rows, numbered as here.
    pub(crate) fn extend(&mut self, numbered: &[(usize, u32)]) {
        self.said.extend_from_slice(numbered);
    }
}

impl<T: Note> Notes<T> {
    /// Reserves space for this many notes, and adds their kinds.
    pub(crate) fn reserve(&mut self, count: usize, kinds: impl Iterator<Item = T>) {
        self.said.reserve(count);
        self.kinds.extend(kinds);
    }

    /// Appends a note on a row.
    pub(crate) fn push(&mut self, row: usize, kind: T) {
        let number = self.number(kind);
        self.said.push((row, number));
    }

    /// The number of a kind; a new kind is added without rows.
    pub fn number(&mut self, kind: T) -> u32 {
        self.met.resize(MET, 0);
        let mut nothing = 0;
        let met = self.met.get_mut(kind.key() as usize % MET).unwrap_or(&mut nothing);
        if self.kinds.get(*met as usize) != Some(&kind) {
            let known = self.kinds.iter().position(|known| *known == kind);
            *met = known.unwrap_or(self.kinds.len()) as u32;
            if known.is_none() {
                self.kinds.push(kind);
            }
        }
        *met
    }
}

/// Compares the notes, regardless of their numbers.
impl<T: PartialEq> PartialEq for Notes<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}
