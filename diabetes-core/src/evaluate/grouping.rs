//! Groups rows by labels or by values of any kind.

use super::sums::Levels;
use crate::quantiles::quantiles;
use crate::schema::Field;
use crate::values::Value;
use crate::{EvaluationError, Raw};
use std::collections::BTreeSet;

/// The most distinct numbers that each form a level.
const MAX_NUMBERS: usize = 10;
/// A number shared by at least one in this many rows is a level of its own, however many others there are.
const MASS: usize = 4;
/// The most levels of a grouping.
const MAX_LEVELS: usize = 100;

/// The level of a row without a group.
const NO_LEVEL: u8 = u8::MAX;

/// A level for each row; figures are given for each level.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping {
    name: String,
    levels: Vec<String>,
    /// The index of each row's level.
    rows: Vec<u8>,
    kind: Levels,
}

impl Grouping {
    /// Groups by labels, one per row, with levels in alphabetical order. A row without a label is in no group.
    ///
    /// Fails with `bad_option` for more than 100 levels.
    pub fn of_labels(name: &str, labels: &[Option<String>]) -> Result<Self, EvaluationError> {
        let levels: BTreeSet<&String> = labels.iter().flatten().collect();
        if levels.len() > MAX_LEVELS {
            let text = format!("by: {name} has {} levels; at most {MAX_LEVELS} are allowed", levels.len());
            return Err(EvaluationError::BadOption(text));
        }
        let levels: Vec<String> = levels.into_iter().cloned().collect();
        let place = |label: &Option<String>| levels.binary_search(label.as_ref()?).ok();
        let rows = labels.iter().map(|label| code(place(label))).collect();
        Ok(Self { name: name.to_owned(), levels, rows, kind: Levels::Texts })
    }

    /// Groups by ranges of a number.
    pub(super) fn of_bands(name: &str, values: impl Iterator<Item = f64>, bands: Bands) -> Self {
        let band = |value: f64| code((!value.is_nan()).then(|| bands.cuts.partition_point(|cut| *cut <= value)));
        let rows = values.map(band).collect();
        Self { name: name.to_owned(), rows, levels: bands.labels, kind: Levels::Fixed }
    }

    /// Groups by the codes of a choice field.
    pub(super) fn of_choices(field: Field, values: impl Iterator<Item = f64>) -> Self {
        let level = |value: f64| code((!value.is_nan()).then_some(value as usize));
        Self {
            name: field.name().to_owned(),
            rows: values.map(level).collect(),
            levels: field.choices().iter().map(|choice| (*choice).to_owned()).collect(),
            kind: Levels::Fixed,
        }
    }

    /// Groups by a raw column. More than 10 distinct numbers are cut at their quartiles; a number shared by a quarter
    /// of the rows is a level of its own. The values of a choice field are read as in a record. A row with a missing or
    /// infinite value is in no group.
    ///
    /// Fails with `bad_option` for more than 100 levels, or for values that are not numbers, text or booleans.
    ///
    /// ```
    /// use diabetes_core::evaluate::Grouping;
    /// let years = (2001..=2013).map(f64::from);
    /// let groups = Grouping::of_values("year", years.map(Into::into))?;
    /// assert_eq!(groups.levels(), ["< 2004", "2004 to < 2007", "2007 to < 2010", ">= 2010"]);
    /// assert_eq!(groups.level(12), Some(3));
    /// # Ok::<(), diabetes_core::EvaluationError>(())
    /// ```
    pub fn of_values<'v>(name: &str, values: impl Iterator<Item = Raw<'v>>) -> Result<Self, EvaluationError> {
        let field = Field::by_name(name);
        let mut cells = Vec::new();
        for raw in values {
            cells.push(Cell::of(&raw, field).ok_or_else(|| {
                EvaluationError::BadOption(format!("by: {name} contains neither numbers, text nor Booleans"))
            })?);
        }
        let mut numbers: Vec<f64> = cells.iter().filter_map(Cell::number).collect();
        if numbers.is_empty() || cells.iter().any(|cell| matches!(cell, Cell::Text(_))) {
            return Self::of_labels(name, &cells.into_iter().map(Cell::label).collect::<Vec<_>>());
        }
        numbers.sort_unstable_by(f64::total_cmp);
        let mut distinct = numbers.clone();
        distinct.dedup();
        let (bands, kind) = if distinct.len() <= MAX_NUMBERS {
            (Bands::each(&distinct), Levels::Numbers)
        } else {
            (Bands::of_many(&numbers), Levels::Own)
        };
        let numbers = cells.iter().map(|cell| cell.number().unwrap_or(f64::NAN));
        Ok(Self { kind, ..Self::of_bands(name, numbers, bands) })
    }

    /// The name of the grouping.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The levels, in the order of their figures.
    #[must_use]
    pub fn levels(&self) -> &[String] {
        &self.levels
    }

    /// The index of a row's level; `None` if it is in no group.
    #[must_use]
    pub fn level(&self, row: usize) -> Option<usize> {
        self.rows.get(row).filter(|level| **level != NO_LEVEL).map(|level| usize::from(*level))
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Where the levels come from.
    pub(super) fn kind(&self) -> Levels {
        self.kind
    }
}

fn code(level: Option<usize>) -> u8 {
    level.and_then(|level| u8::try_from(level).ok()).unwrap_or(NO_LEVEL)
}

/// A value of a column that groups rows.
#[derive(Clone, Debug)]
enum Cell {
    Missing,
    Number(f64),
    Text(String),
}

impl Cell {
    /// Reads a value; `None` if it cannot be a label.
    fn of(raw: &Raw<'_>, field: Option<Field>) -> Option<Self> {
        if let Some((field, Ok(value))) = field.map(|field| (field, raw.read(field))) {
            return Some(match Value::of(field, value) {
                Value::Choice(text) if !value.is_nan() => Cell::Text(text.to_owned()),
                _ => Cell::of_number(value),
            });
        }
        Some(match raw {
            Raw::Missing => Cell::Missing,
            Raw::Number(number) => Cell::of_number(*number),
            Raw::Text(text) if text.trim().is_empty() => Cell::Missing,
            Raw::Text(text) => Cell::Text(text.trim().to_owned()),
            Raw::Bool(truth) => Cell::Text(truth.to_string()),
            Raw::Other => return None,
        })
    }

    /// Reads a number; -0 becomes 0, and infinity counts as missing like NaN.
    fn of_number(number: f64) -> Self {
        if number.is_finite() { Cell::Number(number + 0.0) } else { Cell::Missing }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Cell::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn label(self) -> Option<String> {
        match self {
            Cell::Missing => None,
            Cell::Number(number) => Some(number.to_string()),
            Cell::Text(text) => Some(text),
        }
    }
}

/// Cluster labels from raw values; a number equals its text. `None` if missing.
///
/// Fails with `bad_option` for values that are not numbers, text or booleans.
pub fn cluster_labels<'v>(values: impl Iterator<Item = Raw<'v>>) -> Result<Vec<Option<String>>, EvaluationError> {
    let label = |raw: Raw<'_>| {
        let fault = || EvaluationError::BadOption("cluster: contains neither numbers, text nor Booleans".to_owned());
        Cell::of(&raw, None).map(Cell::label).ok_or_else(fault)
    };
    values.map(label).collect()
}

/// Ranges of a number, each starting at a cut point.
pub(super) struct Bands {
    cuts: Vec<f64>,
    labels: Vec<String>,
}

impl Bands {
    /// Ranges labelled by their ends.
    fn at(cuts: &[f64]) -> Self {
        let mut labels: Vec<String> = cuts.first().map(|first| format!("< {first}")).into_iter().collect();
        let between = cuts.iter().zip(cuts.iter().skip(1));
        labels.extend(between.map(|(from, to)| format!("{from} to < {to}")));
        labels.extend(cuts.last().map(|last| format!(">= {last}")));
        Self { cuts: cuts.to_vec(), labels }
    }

    /// Ranges from ascending numbers: a number that makes up a quarter of them has its own range, the others are cut at
    /// their quartiles.
    fn of_many(numbers: &[f64]) -> Self {
        let is_mass = |tied: &&[f64]| MASS * tied.len() >= numbers.len();
        let masses: Vec<f64> =
            numbers.chunk_by(|a, b| a == b).filter(is_mass).filter_map(|tied| tied.first()).copied().collect();
        let others: Vec<f64> = numbers.iter().copied().filter(|number| !masses.contains(number)).collect();
        let quartiles = quartiles(&others);
        if masses.is_empty() {
            return Self::at(&quartiles);
        }
        // The first number of each range and the start of its label.
        let mut starts: Vec<(f64, String)> = Vec::new();
        for mass in &masses {
            starts.push((*mass, mass.to_string()));
            starts.push((mass.next_up(), format!("> {mass}")));
        }
        let inner = quartiles.iter().filter(|cut| !masses.contains(cut));
        starts.extend(inner.map(|cut| (*cut, format!(">= {cut}"))));
        starts.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut labels: Vec<String> = starts.first().map(|(first, _)| format!("< {first}")).into_iter().collect();
        for (place, (at, label)) in starts.iter().enumerate() {
            labels.push(match starts.get(place + 1) {
                Some((next, _)) if !masses.contains(at) => format!("{label} to < {next}"),
                _ => label.clone(),
            });
        }
        Self { cuts: starts.into_iter().map(|(at, _)| at).collect(), labels }
    }

    /// A range for each of these ascending numbers.
    fn each(numbers: &[f64]) -> Self {
        let cuts = numbers.iter().skip(1).copied().collect();
        Self { cuts, labels: numbers.iter().map(f64::to_string).collect() }
    }

    /// Ranges with given labels: one more label than cut points.
    pub(super) fn named(cuts: &[f64], labels: &[&str]) -> Self {
        Self { cuts: cuts.to_vec(), labels: labels.iter().map(|label| (*label).to_owned()).collect() }
    }
}

/// The quartiles of ascending numbers, rounded so that a label states exactly where its range begins.
fn quartiles(numbers: &[f64]) -> Vec<f64> {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return Vec::new() };
    let digits = -(last - first).log10().floor() + 2.0;
    let unit = 10_f64.powf(digits);
    let values: Vec<(f64, f64)> = numbers.iter().map(|number| (*number, 1.0)).collect();
    let mut cuts: Vec<f64> =
        quantiles(&values, &[0.25, 0.5, 0.75]).iter().map(|cut| (cut * unit).round() / unit).collect();
    cuts.dedup();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The level of each row.
    fn levels(name: &str, values: Vec<Raw<'_>>) -> Vec<Option<String>> {
        let groups = Grouping::of_values(name, values.into_iter()).unwrap();
        (0..groups.rows()).map(|row| Some(groups.levels()[groups.level(row)?].clone())).collect()
    }

    fn texts(texts: &[&str]) -> Vec<Option<String>> {
        texts.iter().map(|text| Some((*text).to_owned()).filter(|text| !text.is_empty())).collect()
    }

    #[test]
    fn few_numbers_are_levels_and_many_are_cut_at_their_quartiles() {
        assert_eq!(
            levels("x", [10.0, 2.0, f64::NAN, f64::INFINITY].map(Raw::from).to_vec()),
            texts(&["10", "2", "", ""])
        );
        let many = Grouping::of_values("x", (0..=400).map(|n| Raw::from(f64::from(n) / 10.0))).unwrap();
        assert_eq!(many.levels(), ["< 10", "10 to < 20", "20 to < 30", ">= 30"]);
        let sizes = (0..4).map(|level| (0..401).filter(|row| many.level(*row) == Some(level)).count());
        assert_eq!(sizes.collect::<Vec<_>>(), [100, 100, 100, 101]);
    }

    #[test]
    fn a_number_that_many_rows_have_is_a_level_and_no_number_is_in_two() {
        let zeros = |most: u32| (0..1200).map(move |row| if row < most { 0.0 } else { f64::from(row - most + 1) });
        let of = |numbers: Vec<f64>| Grouping::of_values("x", numbers.into_iter().map(Raw::from)).unwrap();
        let sizes = |groups: &Grouping| -> Vec<(String, usize)> {
            let count = |level| (0..groups.rows()).filter(|row| groups.level(*row) == Some(level)).count();
            let all = groups.levels().iter().enumerate().map(|(level, name)| (name.clone(), count(level)));
            all.filter(|(_, count)| *count > 0).collect()
        };
        let found = sizes(&of(zeros(1100).collect()));
        assert_eq!(found[0], ("0".to_owned(), 1100));
        assert_eq!(found[1].0, "> 0 to < 25.8");
        assert_eq!(found.iter().map(|(_, count)| count).sum::<usize>(), 1200);
        // Frequent values among other numbers, some missing or infinite.
        let odd = (0..400).map(|row| match row % 4 {
            0 => 5.0,
            1 => f64::from(row % 40) / 4.0,
            2 => {
                if row % 8 == 2 {
                    f64::NAN
                } else {
                    f64::INFINITY
                }
            }
            _ => f64::from(row) - 200.0,
        });
        let found = sizes(&of(odd.collect()));
        assert!(found.iter().any(|(name, count)| name == "5" && *count >= 100), "{found:?}");
        assert_eq!(found.iter().map(|(_, count)| count).sum::<usize>(), 300);
    }

    #[test]
    fn a_choice_field_is_read_as_in_a_record_and_other_texts_as_they_are() {
        assert_eq!(levels("fuma", vec!["sí".into(), true.into(), "nan".into()]), texts(&["Si", "Si", ""]));
        assert_eq!(levels("region", vec![" North ".into(), "".into()]), texts(&["North", ""]));
        assert!(Grouping::of_values("x", [Raw::Other].into_iter()).is_err());
        let names = (0..101).map(|n| Raw::from(format!("name {n}")));
        assert_eq!(Grouping::of_values("x", names).unwrap_err().code(), "bad_option");
    }
}
