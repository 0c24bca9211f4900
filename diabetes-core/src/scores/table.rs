//! A score for many records.

use super::score::Score;
use crate::table::PatientTable;
use crate::{Error, ValidationErrors};

/// A score for every row of a table, column by column; `None` if there is no value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoreTable {
    /// The points; `None` if items are unknown.
    pub points: Vec<Option<f64>>,
    /// The lowest points the record can have.
    pub points_min: Vec<Option<f64>>,
    /// The highest points the record can have.
    pub points_max: Vec<Option<f64>>,
    /// The name of the band; `None` if the lowest and highest points are in bands with different names.
    pub band: Vec<Option<&'static str>>,
    /// Whether a test is advised; `None` without a cut-off, or if only some of the possible points reach it.
    pub test_advised: Vec<Option<bool>>,
    /// Error codes of an invalid record, joined by `;`.
    pub errors: Vec<Option<String>>,
}

impl Score {
    /// The score for every row of a table that was checked with [`Required::Nothing`](crate::table::Required::Nothing),
    /// in order; `cut` as in [`Score::with_cut`]. An invalid row has error codes and no points.
    ///
    /// ```
    /// use diabetes_core::scores::Score;
    /// use diabetes_core::table::{PatientTable, Required};
    /// let ages = [50.0, 500.0];
    /// let table = PatientTable::from_columns(&[("edad", ages[..].into())], Required::Nothing)?;
    /// let scores = Score::by_name("findrisc")?.of_table(&table, None)?;
    /// assert_eq!(scores.points_min, [Some(2.0), None]);
    /// assert_eq!(scores.errors[1].as_deref(), Some("out_of_range:edad"));
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn of_table(&self, table: &PatientTable<'_>, cut: Option<f64>) -> Result<ScoreTable, Error> {
        let cut = self.cut(cut)?;
        let mut scores = ScoreTable::default();
        for row in 0..table.rows() {
            let errors = table.errors().get(&row);
            let result = errors.is_none().then(|| self.evaluate(&table.values(row), cut));
            let result = result.as_ref();
            scores.points.push(result.and_then(|result| result.points));
            scores.points_min.push(result.map(|result| result.points_min));
            scores.points_max.push(result.map(|result| result.points_max));
            scores.band.push(result.and_then(|result| result.band));
            scores.test_advised.push(result.and_then(|result| result.referral?.advised));
            scores.errors.push(errors.map(ValidationErrors::codes));
        }
        Ok(scores)
    }
}
