//! A column of a table: numbers, or the codes of choices.

use crate::schema::{FIELD_COUNT, Field, FieldKind};
use crate::scorecard::compiled::ColumnSlice;
use crate::values::code;
use diabetes_kernel::Value;
use std::borrow::Cow;
use std::ops::Range;

/// The number of rows processed together, so that their data stays in the cache.
pub(crate) const BLOCK: usize = 256;

/// The values of a field, one per row.
#[derive(Clone, Debug)]
pub(crate) enum Column<'a> {
    /// A number or date field; NaN is missing.
    Numbers(Cow<'a, [f64]>),
    /// A choice field: positions of its choices, [`code::MISSING`] if missing.
    Codes(Cow<'a, [u8]>),
}

/// The columns of a table, in schema order.
pub(super) type Columns<'a> = [Option<Column<'a>>; FIELD_COUNT];

/// A range of rows of a field's column.
pub(super) fn part_of<'c>(columns: &'c Columns<'_>, field: Field, rows: Range<usize>) -> ColumnSlice<'c> {
    match columns.get(field.index()) {
        Some(Some(column)) => column.part(rows),
        _ => ColumnSlice::Absent,
    }
}

/// Writes values to the chosen rows in a range of a column. Allocates and copies nothing if no value is new.
pub(super) fn fill(
    columns: &mut Columns<'_>,
    total: usize,
    field: Field,
    rows: &Range<usize>,
    new: ColumnSlice<'_>,
    chosen: &[bool],
) {
    let is_new = match (part_of(columns, field, rows.clone()), new) {
        (ColumnSlice::Numbers(old), ColumnSlice::Numbers(new)) => Value::any_new(chosen, old, new),
        (ColumnSlice::Codes(old), ColumnSlice::Codes(new)) => Value::any_new(chosen, old, new),
        (_, ColumnSlice::Numbers(new)) => Value::any_new(chosen, &vec![f64::NAN; new.len()], new),
        (_, ColumnSlice::Codes(new)) => Value::any_new(chosen, &vec![code::MISSING; new.len()], new),
        (_, ColumnSlice::Absent) => false,
    };
    if let Some(slot) = columns.get_mut(field.index()).filter(|_| is_new) {
        match (slot.get_or_insert_with(|| Column::absent(field, total)), new) {
            (Column::Numbers(old), ColumnSlice::Numbers(new)) => put(old.to_mut(), rows, new, chosen),
            (Column::Codes(old), ColumnSlice::Codes(new)) => put(old.to_mut(), rows, new, chosen),
            _ => {}
        }
    }
}

fn put<T: Value>(column: &mut [T], rows: &Range<usize>, new: &[T], chosen: &[bool]) {
    T::put(chosen, new, column.get_mut(rows.clone()).unwrap_or_default());
}

impl Column<'_> {
    /// A column without values.
    pub(super) fn absent(field: Field, rows: usize) -> Self {
        match field.spec().kind {
            FieldKind::Number { .. } | FieldKind::Date => Self::Numbers(vec![f64::NAN; rows].into()),
            FieldKind::Choice(_) => Self::Codes(vec![code::MISSING; rows].into()),
        }
    }

    /// Creates the column of a field from its numbers.
    pub(super) fn of(field: Field, numbers: impl Iterator<Item = f64>) -> Self {
        match field.spec().kind {
            FieldKind::Number { .. } | FieldKind::Date => Self::Numbers(numbers.collect()),
            FieldKind::Choice(_) => Self::Codes(numbers.map(code::of).collect()),
        }
    }

    pub(super) fn rows(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Codes(codes) => codes.len(),
        }
    }

    /// Adds rows with these numbers.
    pub(super) fn extend(&mut self, numbers: impl Iterator<Item = f64>) {
        match self {
            Self::Numbers(column) => column.to_mut().extend(numbers),
            Self::Codes(column) => column.to_mut().extend(numbers.map(code::of)),
        }
    }

    /// Adds a row per key: the number in its place, missing beyond them.
    pub(super) fn extend_by(&mut self, numbers: &[f64], keys: impl Iterator<Item = usize>) {
        match self {
            Self::Numbers(column) => {
                column.to_mut().extend(keys.map(|key| numbers.get(key).copied().unwrap_or(f64::NAN)));
            }
            Self::Codes(column) => {
                let codes: Vec<u8> = numbers.iter().copied().map(code::of).collect();
                column.to_mut().extend(keys.map(|key| codes.get(key).copied().unwrap_or(code::MISSING)));
            }
        }
    }

    /// The number of a row, for a choice its position; NaN if missing.
    pub(super) fn get(&self, row: usize) -> f64 {
        match self {
            Self::Numbers(numbers) => numbers.get(row).copied().unwrap_or(f64::NAN),
            Self::Codes(codes) => codes.get(row).map_or(f64::NAN, |code| code::number(*code)),
        }
    }

    fn part(&self, rows: Range<usize>) -> ColumnSlice<'_> {
        match self {
            Self::Numbers(numbers) => numbers.get(rows).map_or(ColumnSlice::Absent, ColumnSlice::Numbers),
            Self::Codes(codes) => codes.get(rows).map_or(ColumnSlice::Absent, ColumnSlice::Codes),
        }
    }

    pub(super) fn set(&mut self, row: usize, value: f64) {
        match self {
            Self::Numbers(numbers) => {
                if let Some(cell) = numbers.to_mut().get_mut(row) {
                    *cell = value;
                }
            }
            Self::Codes(codes) => {
                if let Some(cell) = codes.to_mut().get_mut(row) {
                    *cell = code::of(value);
                }
            }
        }
    }
}
