//! Groups of rows: a label a row, from values of any kind.

use crate::quantiles::quantiles;
use crate::schema::Field;
use crate::values::Value;
use crate::{EvaluationError, Raw};

/// Most distinct numbers that are a level each.
const MAX_NUMBERS: usize = 10;
/// Most levels of a grouping.
const MAX_LEVELS: usize = 100;

/// A label for each row, by which figures are given apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping {
    /// What the labels are, such as `sexo`.
    pub name: String,
    /// One label a row; a row without one is in no group.
    pub labels: Vec<Option<String>>,
    /// The levels in the order in which they are given.
    pub(super) levels: Vec<String>,
}

impl Grouping {
    /// Groups by labels; the levels are in alphabetical order.
    ///
    /// The error is `bad_option` when there are more than 100 levels.
    pub fn of_labels(name: &str, labels: Vec<Option<String>>) -> Result<Self, EvaluationError> {
        let mut levels: Vec<String> = labels.iter().flatten().cloned().collect();
        levels.sort_unstable();
        levels.dedup();
        Self::with_levels(name, labels, levels)
    }

    /// Groups by a column as it came in. More than 10 distinct numbers are cut at their quartiles. The values of a
    /// choice field are read as in a record.
    ///
    /// The error is `bad_option` when there are more than 100 levels, or values that are neither number, text nor
    /// truth value.
    ///
    /// ```
    /// use diabetes_core::evaluate::Grouping;
    /// let years = (2001..=2013).map(f64::from);
    /// let groups = Grouping::of_values("year", years.map(Into::into))?;
    /// assert_eq!(groups.labels[0].as_deref(), Some("< 2004"));
    /// assert_eq!(groups.labels[12].as_deref(), Some(">= 2010"));
    /// # Ok::<(), diabetes_core::EvaluationError>(())
    /// ```
    pub fn of_values<'v>(name: &str, values: impl Iterator<Item = Raw<'v>>) -> Result<Self, EvaluationError> {
        let field = Field::by_name(name);
        let mut cells = Vec::new();
        for raw in values {
            cells.push(Cell::of(&raw, field).ok_or_else(|| {
                EvaluationError::BadOption(format!("by: {name} holds neither numbers, texts nor truth values"))
            })?);
        }
        let mut numbers: Vec<f64> = cells.iter().filter_map(Cell::number).collect();
        if numbers.is_empty() || cells.iter().any(|cell| matches!(cell, Cell::Text(_))) {
            return Self::of_labels(name, cells.into_iter().map(Cell::label).collect());
        }
        numbers.sort_unstable_by(f64::total_cmp);
        let mut levels = numbers.clone();
        levels.dedup();
        if levels.len() <= MAX_NUMBERS {
            let levels = levels.iter().map(f64::to_string).collect();
            return Self::with_levels(name, cells.into_iter().map(Cell::label).collect(), levels);
        }
        let bands = Bands::at(&quartiles(&numbers));
        let labels = cells.iter().map(|cell| Some(bands.label(cell.number()?).to_owned())).collect();
        Self::with_levels(name, labels, bands.labels)
    }

    pub(super) fn with_levels(
        name: &str,
        labels: Vec<Option<String>>,
        levels: Vec<String>,
    ) -> Result<Self, EvaluationError> {
        if levels.len() > MAX_LEVELS {
            let text = format!("by: {name} has {} levels, at most {MAX_LEVELS} can be told apart", levels.len());
            return Err(EvaluationError::BadOption(text));
        }
        Ok(Self { name: name.to_owned(), labels, levels })
    }
}

/// The label of a value in a column that groups rows; `None` where it is missing.
///
/// The error is the value itself when it is neither number, text nor truth value.
#[derive(Clone, Debug)]
enum Cell {
    Missing,
    Number(f64),
    Text(String),
}

impl Cell {
    /// A value; `None` when it can be no label.
    fn of(raw: &Raw<'_>, field: Option<Field>) -> Option<Self> {
        if let Some(Ok(value)) = field.map(|field| raw.read(field)) {
            return Some(match field.map(|field| Value::of(field, value)) {
                Some(Value::Choice(text)) if !value.is_nan() => Cell::Text(text.to_owned()),
                _ if value.is_nan() => Cell::Missing,
                _ => Cell::Number(value),
            });
        }
        Some(match raw {
            Raw::Missing => Cell::Missing,
            Raw::Number(number) if number.is_nan() => Cell::Missing,
            Raw::Number(number) => Cell::Number(*number + 0.0),
            Raw::Text(text) if text.trim().is_empty() => Cell::Missing,
            Raw::Text(text) => Cell::Text(text.trim().to_owned()),
            Raw::Bool(truth) => Cell::Text(truth.to_string()),
            Raw::Other => return None,
        })
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

/// Labels of clusters, from values as they came in; a number and its text are one. `None` where one is missing.
///
/// The error is `bad_option` for values that are neither number, text nor truth value.
pub fn cluster_labels<'v>(values: impl Iterator<Item = Raw<'v>>) -> Result<Vec<Option<String>>, EvaluationError> {
    let label = |raw: Raw<'_>| {
        let fault = || EvaluationError::BadOption("cluster: holds neither numbers, texts nor truth values".to_owned());
        Cell::of(&raw, None).map(Cell::label).ok_or_else(fault)
    };
    values.map(label).collect()
}

/// Bands of a number, each from a cut point on.
pub(super) struct Bands {
    cuts: Vec<f64>,
    labels: Vec<String>,
}

impl Bands {
    /// Labelled by their ends.
    fn at(cuts: &[f64]) -> Self {
        let mut labels: Vec<String> = cuts.first().map(|first| format!("< {first}")).into_iter().collect();
        let between = cuts.iter().zip(cuts.iter().skip(1));
        labels.extend(between.map(|(from, to)| format!("{from} to < {to}")));
        labels.extend(cuts.last().map(|last| format!(">= {last}")));
        Self { cuts: cuts.to_vec(), labels }
    }

    /// Labelled as given: one label more than cut points.
    pub(super) fn named(cuts: &[f64], labels: &[&str]) -> Self {
        Self { cuts: cuts.to_vec(), labels: labels.iter().map(|label| (*label).to_owned()).collect() }
    }

    pub(super) fn labels(&self) -> Vec<String> {
        self.labels.clone()
    }

    pub(super) fn label(&self, value: f64) -> &str {
        let band = self.cuts.partition_point(|cut| *cut <= value);
        self.labels.get(band).map_or("", String::as_str)
    }
}

/// The quartiles of ascending numbers, on a round scale so that a label says exactly where its band begins.
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

    fn labels(name: &str, values: Vec<Raw<'_>>) -> Vec<Option<String>> {
        Grouping::of_values(name, values.into_iter()).unwrap().labels
    }

    #[test]
    fn few_numbers_are_levels_and_many_are_cut_at_their_quartiles() {
        let few = Grouping::of_values("x", [10.0, 2.0, f64::NAN, 2.0].map(Raw::from).into_iter()).unwrap();
        assert_eq!(few.levels, ["2", "10"]);
        assert_eq!(few.labels[2], None);
        let many = Grouping::of_values("x", (0..=400).map(|n| Raw::from(f64::from(n) / 10.0))).unwrap();
        assert_eq!(many.levels, ["< 10", "10 to < 20", "20 to < 30", ">= 30"]);
        let sizes = many.levels.iter().map(|level| many.labels.iter().flatten().filter(|own| *own == level).count());
        assert_eq!(sizes.collect::<Vec<_>>(), [100, 100, 100, 101]);
    }

    #[test]
    fn a_choice_field_is_read_as_in_a_record_and_other_texts_as_they_are() {
        let one = Some("Si".to_owned());
        assert_eq!(labels("fuma", vec!["sí".into(), true.into(), "nan".into()]), [one.clone(), one, None]);
        assert_eq!(labels("region", vec![" North ".into(), "".into()]), [Some("North".to_owned()), None]);
        assert!(Grouping::of_values("x", [Raw::Other].into_iter()).is_err());
        let names = (0..101).map(|n| Raw::from(format!("name {n}")));
        assert_eq!(Grouping::of_values("x", names).unwrap_err().code(), "bad_option");
    }
}
