//! The columns of a table of answers.

use super::PredictionTable;
#[cfg(feature = "csv-text")]
use crate::csv::CsvWriter;

impl PredictionTable {
    /// The names of the columns on the wire, in order.
    pub const COLUMNS: [&str; 13] = [
        "glucose_mg_dl",
        "interval_low",
        "interval_high",
        "prob_Normal",
        "prob_Prediabetes",
        "prob_Diabetes",
        "category",
        "confidence",
        "risk_level",
        "test_advised",
        "imputed",
        "warnings",
        "errors",
    ];

    /// Writes the cells of a row, in the order of [`PredictionTable::COLUMNS`].
    #[cfg(feature = "csv-text")]
    pub fn write_row(&self, row: usize, out: &mut CsvWriter) {
        let figures = [
            &self.glucose_mg_dl,
            &self.interval_low,
            &self.interval_high,
            &self.prob_normal,
            &self.prob_prediabetes,
            &self.prob_diabetes,
        ];
        for column in figures {
            out.number(column.get(row).copied().flatten().unwrap_or(f64::NAN));
        }
        for column in [&self.category, &self.confidence, &self.risk_level] {
            out.text(column.get(row).copied().flatten().unwrap_or_default());
        }
        match self.test_advised.get(row).copied().flatten() {
            Some(advised) => out.truth(advised),
            None => out.empty(),
        }
        for column in [&self.imputed, &self.warnings, &self.errors] {
            out.text(column.get(row).and_then(Option::as_deref).unwrap_or_default());
        }
    }
}
