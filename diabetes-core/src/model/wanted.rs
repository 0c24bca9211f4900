//! Which columns of a table of answers are asked for.

use super::PredictionTable;
use super::columns::{COLUMNS, Cells, Column};
use super::work::Work;
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

    fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.places.iter().filter_map(|place| COLUMNS.get(*place))
    }
}

impl PredictionTable {
    /// Names and cells of the wanted columns, in the order asked for; numbers are moved, not copied.
    #[must_use]
    pub fn into_columns(mut self, wanted: &Wanted) -> Vec<(&'static str, Cells<'static>)> {
        if wanted.work.has(Work::RANGE) {
            // They are computed from a column that may be taken first.
            self.risk_ends();
        }
        wanted.columns().map(|column| (column.name, column.taken(&mut self))).collect()
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
