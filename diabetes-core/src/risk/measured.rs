//! The classified laboratory values of a record, in one byte per row.

use super::{Category, GLUCOSE_LOW, Measured, RiskLevel, TESTS};
use crate::schema::Field;
use crate::text;
use crate::values::Values;
use serde::Serialize;

/// A classified laboratory value of a record. Pregnancy has lower limits, so there only a value in the range of diabetes
/// has a class; a glucose below 54 mg/dL is too low for any; in diagnosed diabetes there is nothing to confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MeasuredValue {
    /// The ADA category; `None` below the range of diabetes in pregnancy, or if the glucose is too low.
    pub category: Option<Category>,
    /// The corresponding risk level; `None` without a category.
    pub risk_level: Option<RiskLevel>,
    /// Whether it has to be confirmed; `None` without a category or in known diabetes.
    pub confirm: Option<bool>,
}

/// The laboratory values of one record.
///
/// ```
/// use diabetes_core::{Model, PatientTable, risk::Category, table::Required};
/// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad,hba1c\n25,F,21,70,110,70,7.2\n25,F,21,70,110,70,\n";
/// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
/// let answers = Model::bundled().predict_table(&table);
/// let [measured, nothing] = [0, 1].map(|row| answers.measured(row));
/// assert_eq!(measured.names().as_deref(), Some("hba1c:Diabetes"));
/// assert_eq!((measured.confirm(), measured.highest()), (Some(true), Some(Category::Diabetes)));
/// assert_eq!((nothing.names(), nothing.confirm()), (None, None));
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MeasuredSet(u8);

/// Bits per test: 0 if it was not done, else its category's position plus one.
const BITS: u8 = 2;
const PREGNANT: u8 = 1 << 4;
const KNOWN_DIABETES: u8 = 1 << 5;
/// The glucose is too low for any category.
const TOO_LOW: u8 = 1 << 6;

impl MeasuredSet {
    /// All possible sets, by number.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..1 << 7).map(Self)
    }

    /// A number that identifies the set; 0 if nothing was measured.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    pub(crate) fn of(values: &Values) -> Self {
        let mut set = Self::default();
        for (place, (field, cuts)) in (0..).zip(TESTS) {
            if let Some(value) = values.known(field) {
                set.add(place, value, Category::of(value, cuts) as u8);
            }
        }
        if set.0 != 0 {
            set.0 |= if values.is_yes(Field::Pregnant) { PREGNANT } else { 0 };
            set.0 |= if values.is_yes(Field::DiagnosedDiabetes) { KNOWN_DIABETES } else { 0 };
        }
        set
    }

    /// The values of a record that has errors; in known diabetes they find nothing new.
    pub(crate) fn of_refused(values: &Values) -> Self {
        if values.is_yes(Field::DiagnosedDiabetes) { Self::default() } else { Self::of(values) }
    }

    /// Adds a value of a test, given its index in [`TESTS`] and the position of its category.
    pub(crate) fn add(&mut self, test: u8, value: f64, category: u8) {
        self.0 |= (category + 1) << (test * BITS);
        // The first test is the glucose.
        self.0 |= if test == 0 && value < GLUCOSE_LOW { TOO_LOW } else { 0 };
    }

    /// Each value with its field, in schema order.
    pub fn values(self) -> impl Iterator<Item = (Field, MeasuredValue)> {
        TESTS.into_iter().zip(0_u8..).filter_map(move |((field, _), test)| {
            let place = (self.0 >> (test * BITS) & 3).checked_sub(1)?;
            let of = Measured::of(*Category::ALL.get(usize::from(place))?);
            let is_told = self.0 & PREGNANT == 0 || of.category == Category::Diabetes;
            let has_class = is_told && (test != 0 || self.0 & TOO_LOW == 0);
            let is_known = self.0 & KNOWN_DIABETES != 0;
            Some((
                field,
                MeasuredValue {
                    category: has_class.then_some(of.category),
                    risk_level: has_class.then_some(of.risk_level),
                    confirm: (has_class && !is_known).then_some(of.confirm),
                },
            ))
        })
    }

    /// Field and category of each value, such as `hba1c:Diabetes`, joined by `;`; only the field if it has no category.
    /// `None` if nothing was measured.
    #[must_use]
    pub fn names(self) -> Option<String> {
        let names = self.values().map(|(field, value)| match value.category {
            Some(category) => format!("{}:{}", field.name(), category.name()),
            None => field.name().to_owned(),
        });
        (self.0 != 0).then(|| text::joined(names, ";"))
    }

    /// Whether any value has to be confirmed; `None` if that applies to none.
    #[must_use]
    pub fn confirm(self) -> Option<bool> {
        self.values().filter_map(|(_, value)| value.confirm).reduce(|one, other| one | other)
    }

    /// The highest category of values that indicate undiagnosed disease; `None` if there is none, and in known diabetes.
    #[must_use]
    pub fn highest(self) -> Option<Category> {
        self.values().filter(|(_, value)| value.confirm.is_some()).filter_map(|(_, value)| value.category).max()
    }
}
