//! Which columns of a table of answers are asked for, and what has to be computed for them.

use super::columns::COLUMNS;
use crate::Error;
use crate::schema::edit_distance;
use crate::text::{fold, joined};

/// Columns of a table of answers, in the order asked for.
///
/// ```
/// use diabetes_core::{Model, PatientTable, model::{Batch, Wanted}, table::Required};
/// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28.5,95,135,85\n";
/// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
/// let (model, wanted) = (Model::bundled(), Wanted::named(["prob_Diabetes", "risk_level"])?);
/// let answers = Batch::new(&model, &Default::default()).only(&wanted).predict_table(&table);
/// let names: Vec<&str> = answers.into_columns(&wanted).iter().map(|(name, _)| *name).collect();
/// assert_eq!(names, ["prob_Diabetes", "risk_level"]);
/// let fault = Wanted::named(["diabetes", "risk"]).unwrap_err();
/// assert_eq!(fault.to_string(), "no column diabetes (nearest known: prob_Diabetes), risk (nearest known: risk_low)");
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    places: Vec<usize>,
    pub(super) work: Work,
}

/// What has to be computed, in bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work(u8);

impl Work {
    /// What every table of answers has: errors and measured values.
    pub(super) const NONE: Self = Self(0);
    /// The glucose, its interval, category and confidence.
    pub(super) const GLUCOSE: Self = Self(1);
    /// The probabilities and the risk level.
    pub(super) const RISKS: Self = Self(2);
    /// What to do, which follows from the risks.
    pub(super) const ADVICE: Self = Self::RISKS.with(Self(4));
    /// Which fields were missing.
    pub(super) const IMPUTED: Self = Self(8);
    /// The warnings; what is missing is found on the way.
    pub(super) const NOTES: Self = Self::IMPUTED.with(Self(16));
    /// The intervals of the risk of diabetes.
    pub(super) const RANGE: Self = Self::RISKS.with(Self(32));
    /// Everything.
    pub(super) const ALL: Self = Self(u8::MAX);

    pub(super) fn has(self, part: Self) -> bool {
        self.0 & part.0 == part.0
    }

    const fn with(self, part: Self) -> Self {
        Self(self.0 | part.0)
    }
}

impl Default for Wanted {
    /// All columns.
    fn default() -> Self {
        Self::at((0..COLUMNS.len()).collect())
    }
}

impl Wanted {
    /// The columns with these names. Fails for a name that no column has, naming the nearest known for each, for a name
    /// given twice, and without any name.
    pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, Error> {
        let (mut places, mut unknown, mut twice) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            match COLUMNS.iter().position(|column| column.name == name) {
                Some(place) if places.contains(&place) => twice.push(name),
                Some(place) => places.push(place),
                None => unknown.push(format!("{name} (nearest known: {})", nearest(name))),
            }
        }
        let faults = [
            (!unknown.is_empty()).then(|| format!("no column {}", joined(unknown.iter().map(String::as_str), ", "))),
            (!twice.is_empty()).then(|| format!("asked for twice: {}", joined(twice.iter().copied(), ", "))),
            (places.is_empty() && unknown.is_empty()).then(|| "no column is asked for".to_owned()),
        ];
        let faults: Vec<String> = faults.into_iter().flatten().collect();
        if faults.is_empty() { Ok(Self::at(places)) } else { Err(Error::BadColumns(faults.join("; "))) }
    }

    fn at(places: Vec<usize>) -> Self {
        let columns = places.iter().filter_map(|place| COLUMNS.get(*place));
        let work = columns.fold(Work::NONE, |work, column| work.with(column.work));
        Self { places, work }
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &'static super::columns::Column> {
        self.places.iter().filter_map(|place| COLUMNS.get(*place))
    }
}

/// The column whose name is nearest; one that has the whole word in its name is nearer than any other.
fn nearest(name: &str) -> &'static str {
    let wanted = fold(name);
    let names = COLUMNS.iter().map(|column| column.name);
    let distance = |known: &&str| {
        let known = fold(known);
        (wanted.len() < 3 || !known.contains(&*wanted), edit_distance(&wanted, &known))
    };
    names.min_by_key(distance).unwrap_or_default()
}
