//! What a person says a column is: its field, and its unit if that is not the field's own.

use super::Separator;
use crate::dialect;
use crate::schema::Field;
use crate::units::OtherUnit;

/// A field, and the unit in which a column has it, if that is another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnField {
    /// The field.
    pub field: Field,
    /// The unit; `None` for the field's own.
    pub unit: Option<&'static OtherUnit>,
}

impl ColumnField {
    /// What a name says: `talla`, or `talla:metres` for one of the field's offered units by its English name. The error
    /// says what is wrong.
    ///
    /// ```
    /// use diabetes_core::{Field, csv::ColumnField};
    /// assert_eq!(ColumnField::by_name("talla:metres")?.field, Field::HeightCm);
    /// assert!(ColumnField::by_name("talla:feet").is_err() && ColumnField::by_name("height").is_err());
    /// # Ok::<(), &'static str>(())
    /// ```
    pub fn by_name(text: &str) -> Result<Self, &'static str> {
        let (name, unit) = text.split_once(':').map_or((text, None), |(name, unit)| (name, Some(unit)));
        let field = Field::by_name(name).ok_or("fields must be names of fields")?;
        let offered = |name| OtherUnit::offered_for(field, name).ok_or("a unit must be one of the field's other units");
        Ok(Self { field, unit: unit.map(offered).transpose()? })
    }

    /// The number in a cell, converted to the field's own unit; `None` if the column is in it, or the cell is no number.
    ///
    /// ```
    /// use diabetes_core::csv::{ColumnField, Separator};
    /// let metres = ColumnField::by_name("talla:metres")?;
    /// assert_eq!(metres.converted("1,52", Separator::Semicolon), Some(152.0));
    /// assert_eq!(metres.converted("n/a", Separator::Semicolon), None);
    /// # Ok::<(), &'static str>(())
    /// ```
    #[must_use]
    pub fn converted(&self, cell: &str, separator: Separator) -> Option<f64> {
        let value = dialect::number(cell, separator)?;
        self.unit.and_then(|unit| unit.convert(value))
    }
}
