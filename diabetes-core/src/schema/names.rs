//! Finds a field by its wire name, with one comparison.

use super::{FIELDS, Field};

const SLOTS: usize = 128;
/// The position of the field in each slot.
const PLACES: [u8; SLOTS] = places();

impl Field {
    /// The field with exactly this wire name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Field> {
        let place = *PLACES.get(slot(name)?)?;
        FIELDS.get(usize::from(place)).filter(|spec| spec.name == name).map(|spec| spec.field)
    }
}

/// The slot of a name: no two fields share one.
const fn slot(name: &str) -> Option<usize> {
    let name = name.as_bytes();
    match (name.first(), name.last()) {
        (Some(first), Some(last)) => Some((name.len() + 6 * *first as usize + 29 * *last as usize) % SLOTS),
        _ => None,
    }
}

#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
const fn places() -> [u8; SLOTS] {
    let mut places = [u8::MAX; SLOTS];
    let mut place = 0;
    while place < FIELDS.len() {
        if let Some(slot) = slot(FIELDS[place].name) {
            assert!(places[slot] == u8::MAX, "two fields share a slot: choose other factors");
            places[slot] = place as u8;
        }
        place += 1;
    }
    places
}
