//! The columns of a table of answers.

use super::PredictionTable;
#[cfg(feature = "csv-text")]
use crate::{
    advice::NextStep,
    csv::CsvWriter,
    risk::{Category, Confidence, RiskLevel},
};

impl PredictionTable {
    /// The names of the columns on the wire, in order.
    pub const COLUMNS: [&str; 19] = [
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
        "next_step",
        "urgent",
        "risk_low",
        "risk_high",
        "measured",
        "confirm",
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
            out.number(column.get(row).copied().unwrap_or(f64::NAN));
        }
        out.text(self.category.get(row).map_or("", Category::name));
        out.text(self.confidence.get(row).map_or("", Confidence::name));
        out.text(self.risk_level.get(row).map_or("", RiskLevel::name));
        let truth = |value: Option<bool>, out: &mut CsvWriter| match value {
            Some(value) => out.truth(value),
            None => out.empty(),
        };
        truth(self.test_advised(row), out);
        out.text(self.next_step(row).map_or("", NextStep::code));
        out.text(self.advice(row).urgent_codes().unwrap_or_default());
        for end in self.risk_interval(row) {
            out.number(end);
        }
        let measured = self.measured(row);
        out.text(&measured.names().unwrap_or_default());
        truth(measured.confirm(), out);
        out.text(&self.imputed_names(row));
        out.text(&self.note_codes(row).unwrap_or_default());
        out.text(self.errors().get(&row).map_or("", String::as_str));
    }
}
