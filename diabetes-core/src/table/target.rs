//! Which column holds the outcome.

use crate::schema::Field;

/// The column, or the key of records, that holds the outcome: by default `Resultado`.
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
    /// The outcome is called `name`, of which `is_there` says whether the rows have it; without `Resultado` they may
    /// still have hba1c. The error is the text of a `bad_option`, for what is not there and for other fields.
    pub fn called(name: &'n str, is_there: impl FnOnce(&str) -> bool) -> Result<Self, String> {
        let refuse = |fault: &str| Err(format!("target: \"{name}\" {fault}"));
        match Field::by_name(name) {
            Some(Field::OutcomeMgDl) => Ok(Self { other: None }),
            Some(field) if field != Field::FastingGlucoseMgDl => refuse("is no fasting glucose"),
            _ if is_there(name) => Ok(Self { other: Some(name) }),
            _ => refuse("is in none of the rows"),
        }
    }

    /// The schema's name of a column or key. What is called `Resultado` is left out when another one is the outcome.
    #[must_use]
    pub fn field_name<'c>(&self, name: &'c str) -> Option<&'c str> {
        let outcome = Field::OutcomeMgDl.name();
        match self.other {
            Some(other) if name == other => Some(outcome),
            Some(_) if name == outcome => None,
            _ => Some(name),
        }
    }
}
