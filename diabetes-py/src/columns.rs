//! Arrow columns, read so that a value that repeats is read once.

use crate::cells::raw_values;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use diabetes_core::Raw;
use diabetes_core::table::Reading;

/// Beyond all levels.
const MISSING: usize = usize::MAX;

/// Calls a function for the type of a dictionary's keys.
macro_rules! by_keys {
    ($column:ident, $call:ident($($more:expr),*)) => {
        match $column.as_any_dictionary().keys().data_type() {
            DataType::Int8 => $call::<Int8Type>($column, $($more),*),
            DataType::Int16 => $call::<Int16Type>($column, $($more),*),
            DataType::Int32 => $call::<Int32Type>($column, $($more),*),
            DataType::Int64 => $call::<Int64Type>($column, $($more),*),
            DataType::UInt8 => $call::<UInt8Type>($column, $($more),*),
            DataType::UInt16 => $call::<UInt16Type>($column, $($more),*),
            DataType::UInt32 => $call::<UInt32Type>($column, $($more),*),
            _ => $call::<UInt64Type>($column, $($more),*),
        }
    };
}

/// Where in its dictionary a row's value is; `None` for null.
pub(crate) fn place(column: &ArrayRef, row: usize) -> Option<usize> {
    fn key<K: ArrowDictionaryKeyType>(column: &ArrayRef, row: usize) -> Option<usize> {
        column.as_dictionary::<K>().key(row)
    }
    by_keys!(column, key(row))
}

/// Reads the rows of a column.
pub(crate) fn read(column: &ArrayRef, into: &mut Reading<'_, '_>) {
    match column.data_type() {
        DataType::Float64 => numbers::<Float64Type>(column, into, |value| value),
        DataType::Float32 => into.floats(column.as_primitive::<Float32Type>().iter()),
        DataType::Int8 => numbers::<Int8Type>(column, into, f64::from),
        DataType::Int16 => numbers::<Int16Type>(column, into, f64::from),
        DataType::Int32 => numbers::<Int32Type>(column, into, f64::from),
        DataType::Int64 => numbers::<Int64Type>(column, into, |value| value as f64),
        DataType::UInt8 => numbers::<UInt8Type>(column, into, f64::from),
        DataType::UInt16 => numbers::<UInt16Type>(column, into, f64::from),
        DataType::UInt32 => numbers::<UInt32Type>(column, into, f64::from),
        DataType::UInt64 => numbers::<UInt64Type>(column, into, |value| value as f64),
        DataType::Utf8 => texts(column.as_string::<i32>().iter(), into),
        DataType::LargeUtf8 => texts(column.as_string::<i64>().iter(), into),
        DataType::Utf8View => texts(column.as_string_view().iter(), into),
        DataType::Boolean => {
            let keys = column.as_boolean().iter().map(|value| value.map_or(MISSING, usize::from));
            into.levels(&[Raw::Bool(false), Raw::Bool(true)], keys);
        }
        DataType::Dictionary(..) => by_keys!(column, dictionary(into)),
        _ => into.values(raw_values(column).into_iter()),
    }
}

fn numbers<T: ArrowPrimitiveType>(column: &ArrayRef, into: &mut Reading<'_, '_>, read: impl Fn(T::Native) -> f64) {
    let column = column.as_primitive::<T>();
    let numbers = column.values().iter().map(|value| read(*value));
    match column.nulls() {
        Some(nulls) => {
            let known = |(number, is_known)| if is_known { number } else { f64::NAN };
            into.numbers(numbers.zip(nulls.iter()).map(known));
        }
        None => into.numbers(numbers),
    }
}

fn dictionary<K: ArrowDictionaryKeyType>(column: &ArrayRef, into: &mut Reading<'_, '_>) {
    let dictionary = column.as_dictionary::<K>();
    let places = dictionary.keys().values().iter().map(|key| key.as_usize());
    let levels = dictionary.values();
    // A stream may come in parts of a few rows, each with the same long dictionary.
    if column.len() < levels.len() {
        for (row, place) in places.enumerate() {
            if dictionary.is_null(row) {
                into.values([Raw::Missing].into_iter());
            } else {
                into.values(raw_values(&levels.slice(place, 1)).into_iter());
            }
        }
        return;
    }
    let levels = raw_values(levels);
    match dictionary.nulls() {
        Some(nulls) => {
            let known = |(place, is_known)| if is_known { place } else { MISSING };
            into.levels(&levels, places.zip(nulls.iter()).map(known));
        }
        None => into.levels(&levels, places),
    }
}

/// Reads texts, each different one once if there are few.
fn texts<'t>(texts: impl ExactSizeIterator<Item = Option<&'t str>> + Clone, into: &mut Reading<'_, '_>) {
    let (mut keys, mut known) = (Vec::with_capacity(texts.len()), Known::default());
    for text in texts.clone() {
        match text.map_or(Some(MISSING), |text| known.place(text)) {
            Some(key) => keys.push(key),
            None => return into.values(texts.map(Raw::from)),
        }
    }
    let levels: Vec<Raw<'_>> = known.texts.into_iter().map(Raw::from).collect();
    into.levels(&levels, keys.iter().copied());
}

/// Up to 256 different texts, in the order in which they were met.
struct Known<'t> {
    texts: Vec<&'t str>,
    /// Where the text last met with a hash is.
    met: [u8; 256],
}

impl Default for Known<'_> {
    fn default() -> Self {
        Self { texts: Vec::new(), met: [0; 256] }
    }
}

impl<'t> Known<'t> {
    /// The place of a text; `None` if there are too many.
    fn place(&mut self, text: &'t str) -> Option<usize> {
        let (first, last) = (text.bytes().next().unwrap_or_default(), text.bytes().next_back().unwrap_or_default());
        let hash = first.wrapping_mul(31) ^ last.wrapping_mul(7) ^ text.len() as u8;
        let met = self.met.get_mut(usize::from(hash))?;
        if self.texts.get(usize::from(*met)) == Some(&text) {
            return Some(usize::from(*met));
        }
        let place = self.texts.iter().position(|known| *known == text).unwrap_or(self.texts.len());
        if place == self.texts.len() {
            self.texts.push(text);
        }
        *met = u8::try_from(place).ok()?;
        Some(place)
    }
}
