//! What is said of the rows of a table: few different things of many rows.

use super::Warning;
use std::ops::Range;

/// What can be said of a row.
pub trait Note: PartialEq {
    /// A number that equal ones have in common, and few others do.
    fn key(&self) -> u64;
}

impl Note for Warning {
    fn key(&self) -> u64 {
        Warning::key(self)
    }
}

/// What is said of rows, in their order. What is said of many is kept once.
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
    /// The number of the kind that was met last with a key, by the key's last bits.
    met: Vec<u32>,
}

/// More than there are kinds in most tables.
const MET: usize = 2048;

impl<T> Default for Notes<T> {
    fn default() -> Self {
        Self { said: Vec::new(), kinds: Vec::new(), met: Vec::new() }
    }
}

impl<T> Notes<T> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.said.len()
    }

    /// Whether nothing is said of any row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// What is said, with its row.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        self.kinds_of(&self.said)
    }

    /// What is said of one row.
    pub fn of(&self, row: usize) -> impl Iterator<Item = &T> {
        self.kinds_of(self.numbered_of(row..row + 1)).map(|(_, kind)| kind)
    }

    /// Everything that can be said, once; of no row, perhaps.
    #[must_use]
    pub fn kinds(&self) -> &[T] {
        &self.kinds
    }

    /// The rows, each with the number of what is said among the [kinds](Notes::kinds).
    #[must_use]
    pub fn numbered(&self) -> &[(usize, u32)] {
        &self.said
    }

    fn kinds_of(&self, numbered: &[(usize, u32)]) -> impl Iterator<Item = (usize, &T)> {
        numbered.iter().filter_map(|(row, number)| Some((*row, self.kinds.get(*number as usize)?)))
    }

    /// Those of some rows.
    pub(crate) fn numbered_of(&self, rows: Range<usize>) -> &[(usize, u32)] {
        let place = |bound: usize| self.said.partition_point(|(row, _)| *row < bound);
        self.said.get(place(rows.start)..place(rows.end)).unwrap_or_default()
    }

    /// Adds what is said of rows behind all others, numbered as here.
    pub(crate) fn extend(&mut self, numbered: &[(usize, u32)]) {
        self.said.extend_from_slice(numbered);
    }
}

impl<T: Note> Notes<T> {
    /// So many to come, of these kinds and others.
    pub(crate) fn reserve(&mut self, count: usize, kinds: impl Iterator<Item = T>) {
        self.said.reserve(count);
        self.kinds.extend(kinds);
    }

    /// Adds what is said of a row behind all others.
    pub(crate) fn push(&mut self, row: usize, kind: T) {
        let number = self.number(kind);
        self.said.push((row, number));
    }

    /// The number of a kind, which is put in where it is new, said of no row as yet.
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

/// By what is said, not by how it is numbered.
impl<T: PartialEq> PartialEq for Notes<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}
