//! The cells of Arrow columns.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType, Float16Type, Float32Type, Float64Type,
    Int8Type, Int16Type, Int32Type, Int64Type, RunEndIndexType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, RunArray};
use arrow_schema::DataType;
use diabetes_core::Raw;
use std::borrow::Cow;

/// Whether a type holds numbers, text or booleans.
pub(crate) fn is_read(data_type: &DataType) -> bool {
    use DataType::{Boolean, Decimal32, Decimal64, Decimal128, Decimal256, LargeUtf8, Null, Utf8, Utf8View};
    let is_decimal = matches!(data_type, Decimal32(..) | Decimal64(..) | Decimal128(..) | Decimal256(..));
    let is_text = matches!(data_type, Utf8 | LargeUtf8 | Utf8View);
    data_type.is_integer() || data_type.is_floating() || is_decimal || is_text || matches!(data_type, Boolean | Null)
}

/// The values of a column of any type; anything but numbers, text and booleans is [`Raw::Other`].
pub(crate) fn raw_values(column: &ArrayRef) -> Vec<Raw<'_>> {
    fn numbers<T: ArrowPrimitiveType, N: Into<Raw<'static>>>(
        column: &ArrayRef,
        read: impl Fn(T::Native) -> N,
    ) -> Vec<Raw<'_>> {
        column.as_primitive::<T>().iter().map(|value| value.map_or(Raw::Missing, |value| read(value).into())).collect()
    }
    // Through text, which is rounded to the nearest float.
    fn decimals<T: DecimalType>(column: &ArrayRef) -> Vec<Raw<'_>> {
        let decimals = column.as_primitive::<T>();
        let number = |row: usize| decimals.value_as_string(row).parse().map_or(Raw::Other, Raw::Number);
        (0..column.len()).map(|row| if column.is_null(row) { Raw::Missing } else { number(row) }).collect()
    }
    fn texts<'t>(values: impl Iterator<Item = Option<&'t str>>) -> Vec<Raw<'t>> {
        values.map(|value| value.map_or(Raw::Missing, |text| Raw::Text(Cow::Borrowed(text)))).collect()
    }
    fn runs<T: RunEndIndexType>(column: &ArrayRef) -> Vec<Raw<'_>> {
        let Some(runs) = column.as_any().downcast_ref::<RunArray<T>>() else { return Vec::new() };
        let values = raw_values(runs.values());
        let value = |row| values.get(runs.get_physical_index(row)).cloned().unwrap_or_default();
        (0..runs.len()).map(value).collect()
    }
    match column.data_type() {
        DataType::Float64 => numbers::<Float64Type, _>(column, |value| value),
        DataType::Float32 => numbers::<Float32Type, _>(column, |value| value),
        DataType::Int8 => numbers::<Int8Type, _>(column, f64::from),
        DataType::Int16 => numbers::<Int16Type, _>(column, f64::from),
        DataType::Int32 => numbers::<Int32Type, _>(column, f64::from),
        DataType::Int64 => numbers::<Int64Type, _>(column, |value| value as f64),
        DataType::UInt8 => numbers::<UInt8Type, _>(column, f64::from),
        DataType::UInt16 => numbers::<UInt16Type, _>(column, f64::from),
        DataType::UInt32 => numbers::<UInt32Type, _>(column, f64::from),
        DataType::UInt64 => numbers::<UInt64Type, _>(column, |value| value as f64),
        DataType::Float16 => numbers::<Float16Type, _>(column, |value| Raw::from_f16(value.to_f32())),
        DataType::Decimal32(..) => decimals::<Decimal32Type>(column),
        DataType::Decimal64(..) => decimals::<Decimal64Type>(column),
        DataType::Decimal128(..) => decimals::<Decimal128Type>(column),
        DataType::Decimal256(..) => decimals::<Decimal256Type>(column),
        DataType::Utf8 => texts(column.as_string::<i32>().iter()),
        DataType::LargeUtf8 => texts(column.as_string::<i64>().iter()),
        DataType::Utf8View => texts(column.as_string_view().iter()),
        DataType::Boolean => column.as_boolean().iter().map(|value| value.map_or(Raw::Missing, Raw::Bool)).collect(),
        DataType::Null => vec![Raw::Missing; column.len()],
        // Without dictionary values, a key has nothing to refer to.
        DataType::Dictionary(_, _) if column.as_any_dictionary().values().is_empty() => {
            vec![Raw::Missing; column.len()]
        }
        DataType::Dictionary(_, _) => {
            let dictionary = column.as_any_dictionary();
            let levels = raw_values(dictionary.values());
            let keys = dictionary.normalized_keys().into_iter().enumerate();
            keys.map(
                |(row, key)| {
                    if dictionary.is_null(row) { Raw::Missing } else { levels.get(key).cloned().unwrap_or_default() }
                },
            )
            .collect()
        }
        DataType::RunEndEncoded(ends, _) => match ends.data_type() {
            DataType::Int16 => runs::<Int16Type>(column),
            DataType::Int32 => runs::<Int32Type>(column),
            _ => runs::<Int64Type>(column),
        },
        _ => (0..column.len()).map(|row| if column.is_null(row) { Raw::Missing } else { Raw::Other }).collect(),
    }
}
