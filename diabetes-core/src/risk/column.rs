//! A column of categories, confidences or risk levels.

use super::{Category, Confidence, RiskLevel};
use std::marker::PhantomData;

/// One of three ascending classes.
pub trait Class: Copy + 'static {
    /// All classes, ascending.
    const CLASSES: &'static [Self];

    /// The position among the classes.
    fn place(self) -> u8;
}

macro_rules! classes {
    ($($class:ty)*) => {$(
        impl Class for $class {
            const CLASSES: &'static [Self] = &Self::ALL;

            fn place(self) -> u8 {
                self as u8
            }
        }
    )*};
}

classes!(Category Confidence RiskLevel);

/// Classes stored as positions, one per row.
///
/// ```
/// use diabetes_core::{Model, PatientTable, risk::RiskLevel, table::Required};
/// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad\n25,F,21,70,110,70\n7,M,28.5,95,135,85\n";
/// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
/// let levels = Model::bundled().predict_table(&table).risk_level;
/// assert_eq!(levels.iter().collect::<Vec<_>>(), [Some(RiskLevel::Low), None]);
/// assert_eq!(levels.places(), [0, 255]);
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassColumn<T> {
    places: Vec<u8>,
    class: PhantomData<T>,
}

impl ClassColumn<()> {
    /// Means no class.
    pub const NONE: u8 = u8::MAX;
}

impl<T: Class> ClassColumn<T> {
    /// Creates rows without a class.
    pub(crate) fn none(rows: usize) -> Self {
        Self { places: vec![ClassColumn::NONE; rows], class: PhantomData }
    }

    /// The class of a row; `None` if it has none or is out of range.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<T> {
        class(*self.places.get(row)?)
    }

    /// The classes of all rows.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<T>> {
        self.places.iter().map(|place| class(*place))
    }

    /// The positions of the classes, ascending from 0; [`ClassColumn::NONE`] if there is none.
    #[must_use]
    pub fn places(&self) -> &[u8] {
        &self.places
    }

    pub(crate) fn places_mut(&mut self) -> &mut [u8] {
        &mut self.places
    }

    /// The stored position for a class or for none.
    #[must_use]
    pub fn place(class: Option<T>) -> u8 {
        class.map_or(ClassColumn::NONE, Class::place)
    }

    pub(crate) fn set(&mut self, row: usize, class: Option<T>) {
        if let Some(place) = self.places.get_mut(row) {
            *place = Self::place(class);
        }
    }
}

fn class<T: Class>(place: u8) -> Option<T> {
    T::CLASSES.get(usize::from(place)).copied()
}
