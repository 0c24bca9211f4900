//! A range of rows of a column.

/// A range of rows of a column.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ColumnSlice<'a> {
    /// A number field.
    Numbers(&'a [f64]),
    /// A choice field.
    Codes(&'a [u8]),
    /// No row has a value.
    Absent,
}

impl ColumnSlice<'_> {
    /// Whether there are no rows, or none with a value.
    pub(crate) fn is_empty(self) -> bool {
        match self {
            Self::Numbers(numbers) => numbers.is_empty(),
            Self::Codes(codes) => codes.is_empty(),
            Self::Absent => true,
        }
    }
}
