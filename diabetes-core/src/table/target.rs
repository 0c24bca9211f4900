//! Selects the column that holds the outcome.

use crate::Error;
use crate::schema::{FIELD_COUNT, Field, heading};

/// The column, or the record key, that holds the outcome; by default `Resultado`.
///
/// ```
/// use diabetes_core::table::Target;
/// let header = ["edad", "glucemia", "Resultado"];
/// let target = Target::called("glucemia", |name| header.contains(&name))?;
/// assert_eq!(header.map(|name| target.field_name(name)), [Some("edad"), Some("Resultado"), None]);
/// assert!(Target::called("tas", |_| true).is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Target<'n> {
    other: Option<&'n str>,
}

impl<'n> Target<'n> {
    /// The outcome is called `name`, and `is_there` checks whether the rows have it; without `Resultado` they may still
    /// have hba1c. The error is the text of a `bad_option`, if it is absent or is another field.
    pub fn called(name: &'n str, is_there: impl FnOnce(&str) -> bool) -> Result<Self, String> {
        let refuse = |fault: &str| Err(format!("target: \"{name}\" {fault}"));
        match Field::by_name(name) {
            Some(Field::OutcomeMgDl) => Ok(Self { other: None }),
            Some(field) if field != Field::FastingGlucoseMgDl => refuse("is not fasting glucose"),
            _ if is_there(name) => Ok(Self { other: Some(name) }),
            _ => refuse("does not occur in any row"),
        }
    }

    /// The schema name for a column or key. If another column is the outcome, `Resultado` is ignored.
    #[must_use]
    pub fn field_name<'c>(&self, name: &'c str) -> Option<&'c str> {
        let outcome = Field::OutcomeMgDl.name();
        match self.other {
            Some(other) if name == other => Some(outcome),
            Some(_) if name == outcome => None,
            _ => Some(name),
        }
    }

    /// Like [`Target::called`], for a table with these headings.
    pub fn among<'h>(name: &'n str, mut headings: impl Iterator<Item = &'h str>) -> Result<Self, String> {
        let field = Field::by_heading(name).map_err(|error| error.to_string())?;
        let name = match field {
            Some(field) if field != Field::FastingGlucoseMgDl => field.name(),
            _ => name,
        };
        let names_it = |heading| field.is_some() && Field::by_heading(heading).is_ok_and(|named| named == field);
        Self::called(name, |name| headings.any(|heading| heading == name || names_it(heading)))
    }

    /// The field of each heading of a table; see [`Field::by_heading`]. Two headings for one field are an error that
    /// names both, and so is another unit.
    ///
    /// ```
    /// use diabetes_core::Field;
    /// use diabetes_core::table::Target;
    /// let fields = Target::default().fields(["id", "Edad", "Peso (kg)"])?;
    /// assert_eq!(fields, [None, Some(Field::Age), Some(Field::WeightKg)]);
    /// assert!(Target::default().fields(["edad", "EDAD"]).is_err());
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn fields<'h>(&self, headings: impl IntoIterator<Item = &'h str>) -> Result<Vec<Option<Field>>, Error> {
        let mut first = [None; FIELD_COUNT];
        let field = |heading| {
            let field = self.field(heading)?;
            let slot = field.and_then(|field| first.get_mut(field.index()));
            match slot.and_then(|slot| slot.replace(heading)) {
                Some(other) if other == heading => Err(super::stands_twice(&heading::shown(heading))),
                Some(other) => {
                    let (other, heading) = (heading::shown(other), heading::shown(heading));
                    Err(Error::Table(format!("columns \"{other}\" and \"{heading}\" both name the same field")))
                }
                None => Ok(field),
            }
        };
        headings.into_iter().map(field).collect()
    }

    fn field(&self, heading: &str) -> Result<Option<Field>, Error> {
        let outcome = Field::OutcomeMgDl;
        let Some(other) = self.other else { return Field::by_heading(heading) };
        if heading == other {
            heading::look_at_unit(heading, outcome)?;
            return Ok(Some(outcome));
        }
        Ok(match Field::by_heading(heading)? {
            Some(field) if field == outcome => None,
            Some(field) if Field::by_heading(other)? == Some(field) => Some(outcome),
            field => field,
        })
    }
}
