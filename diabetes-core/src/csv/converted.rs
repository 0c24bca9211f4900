//! Cells of a column whose unit a person has named.

use super::Separator;
use crate::dialect;
use crate::units::OtherUnit;

/// The number in a cell, converted from its unit to the field's own; `None` if the cell is no number.
///
/// ```
/// use diabetes_core::{Field, csv::{Separator, converted}, units::OtherUnit};
/// let metres = OtherUnit::offered_for(Field::HeightCm, "metres").unwrap();
/// assert_eq!(converted("1,52", metres, Separator::Semicolon), Some(152.0));
/// assert_eq!(converted("n/a", metres, Separator::Semicolon), None);
/// ```
#[must_use]
pub fn converted(cell: &str, unit: &OtherUnit, separator: Separator) -> Option<f64> {
    dialect::number(cell, separator).and_then(|value| unit.convert(value))
}
