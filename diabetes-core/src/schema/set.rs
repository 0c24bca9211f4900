//! A set of fields.

use super::{FIELD_COUNT, Field};

/// A set of fields, with one bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FieldSet(u64);

const _: () = assert!(FIELD_COUNT <= 64, "fields have bits of their own");

impl FieldSet {
    pub(crate) fn has(self, field: Field) -> bool {
        self.0 >> field.index() & 1 == 1
    }

    /// Inserts a field; returns whether it is new.
    pub(crate) fn insert(&mut self, field: Field) -> bool {
        let is_new = !self.has(field);
        self.0 |= 1 << field.index();
        is_new
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        fields.into_iter().fold(Self::default(), |mut set, field| {
            set.insert(field);
            set
        })
    }
}
