//! A score of many records.

use super::Score;
use crate::table::PatientTable;

/// A score of every row of a table, column by column; `None` where there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoreTable {
    /// The points; `None` when items are missing.
    pub points: Vec<Option<f64>>,
    /// Fewest points the record can have.
    pub points_min: Vec<Option<f64>>,
    /// Most points the record can have.
    pub points_max: Vec<Option<f64>>,
    /// The band; `None` when the lowest and the highest points lie in different ones.
    pub band: Vec<Option<&'static str>>,
    /// Codes of the errors of a bad record, joined by `;`.
    pub errors: Vec<Option<String>>,
}

impl Score {
    /// The score of every row of a table that was checked with [`Required::Nothing`](crate::table::Required::Nothing), in order. A bad row has its
    /// error codes and no points.
    ///
    /// ```
    /// use diabetes_core::table::{PatientTable, Required};
    /// use diabetes_core::scores::SCORES;
    /// let csv = b"edad,imc,realiza_ejercicio\n50,31,Si\n500,31,Si\n";
    /// let table = PatientTable::from_csv(&csv[..], Required::Nothing)?;
    /// let scores = SCORES[0].of_table(&table);
    /// assert_eq!(scores.points_min, [Some(5.0), None]);
    /// assert_eq!(scores.errors[1].as_deref(), Some("out_of_range"));
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    #[must_use]
    pub fn of_table(&self, table: &PatientTable<'_>) -> ScoreTable {
        let mut scores = ScoreTable::default();
        for row in 0..table.rows() {
            let errors = table.errors().get(&row);
            let range = errors.is_none().then(|| self.evaluate(&table.values(row)).1);
            scores.points.push(range.filter(|(min, max)| min == max).map(|(min, _)| min));
            scores.points_min.push(range.map(|(min, _)| min));
            scores.points_max.push(range.map(|(_, max)| max));
            scores.band.push(range.and_then(|range| self.band_of(range)));
            scores.errors.push(errors.map(crate::ValidationErrors::codes));
        }
        scores
    }
}
