//! The answers for a table.

use super::work::Work;
use super::{Model, Origin, Uncertainty};
use crate::advice::{Advice, NextStep};
use crate::applicability::NotApplicable;
use crate::figures::Figures;
use crate::prediction::Prediction;
use crate::risk::{Category, ClassColumn, Confidence, MeasuredSet, Priority, RiskLevel};
use crate::schema::Field;
use crate::table::{Note, Notes};
use crate::text;
use crate::validation::{ValidationErrors, Warning};
use crate::values::Values;
use std::mem::take;
use std::sync::{Arc, OnceLock};

/// A note on a row of answers.
#[derive(Clone, Debug, PartialEq)]
pub enum RowNote {
    /// There are no figures because the estimate does not apply.
    NotApplicable(NotApplicable),
    /// A warning about a row that has figures.
    Warning(Warning),
}

impl Note for RowNote {
    fn key(&self) -> u64 {
        match self {
            RowNote::NotApplicable(reason) => u64::MAX - *reason as u64,
            RowNote::Warning(warning) => warning.key(),
        }
    }
}

impl RowNote {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            RowNote::NotApplicable(reason) => reason.code(),
            RowNote::Warning(warning) => warning.code(),
        }
    }
}

/// The answers for a table, column by column, one row per record; NaN and `None` mean that there is no figure.
///
/// Details that few rows have are kept apart: see [`PredictionTable::notes`] and [`PredictionTable::errors`].
#[derive(Clone, Debug)]
pub struct PredictionTable {
    /// The columns of figures.
    pub figures: Figures<Vec<f64>>,
    /// ADA category of the estimated glucose.
    pub category: ClassColumn<Category>,
    /// How certain the category is.
    pub confidence: ClassColumn<Confidence>,
    /// The level of the diabetes risk.
    pub risk_level: ClassColumn<RiskLevel>,
    /// What to do now.
    pub(crate) advice: Vec<Advice>,
    /// Which fields were missing and imputed, in bits that [`PredictionTable::imputed_fields`] names.
    pub imputed: Vec<u32>,
    pub(super) imputable: Vec<Field>,
    /// Empty if no row has a measured value.
    pub(super) measured: Vec<MeasuredSet>,
    pub(super) plain: Vec<bool>,
    pub(super) notes: Notes<RowNote>,
    pub(crate) origin: Option<Arc<Origin>>,
    /// The uncertainty of the probabilities of diabetes.
    uncertainty: Option<Arc<Uncertainty>>,
    /// The ends of the risk intervals, computed on first use.
    risk_ends: OnceLock<[Vec<f64>; 2]>,
    pub(super) errors: Vec<(usize, String)>,
}

impl PredictionTable {
    /// Creates empty rows, with the columns of this work.
    pub(super) fn new(rows: usize, model: &Model, work: Work) -> Self {
        let of = |part: Work| if work.has(part) { rows } else { 0 };
        let column = |part: Work| diabetes_kernel::column(f64::NAN, of(part));
        let (glucose, risks) = (Work::GLUCOSE, Work::RISKS);
        Self {
            figures: Figures::of([glucose, glucose, glucose, risks, risks, risks].map(column)),
            category: ClassColumn::none(of(glucose)),
            confidence: ClassColumn::none(of(glucose)),
            risk_level: ClassColumn::none(of(risks)),
            advice: vec![Advice::default(); of(Work::ADVICE)],
            imputed: vec![0; of(Work::IMPUTED)],
            imputable: model.fields.iter().map(|stats| stats.field).collect(),
            measured: Vec::new(),
            plain: vec![false; rows],
            notes: Notes::default(),
            origin: model.told_origin().cloned(),
            uncertainty: model.uncertainty.clone(),
            risk_ends: OnceLock::new(),
            errors: Vec::new(),
        }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.plain.len()
    }

    /// Whether columns and notes hold everything about a row: it has no error, the estimate applies, no laboratory
    /// value was measured, and nothing is urgent. For other rows, [`Model::predict`](super::Model::predict) gives the
    /// rest.
    #[must_use]
    pub fn is_plain(&self, row: usize) -> bool {
        self.plain.get(row) == Some(&true)
    }

    /// The 90 % interval of a row's probability of diabetes; both ends are NaN if there is none.
    ///
    /// ```
    /// use diabetes_core::{Model, PatientTable, table::Required};
    /// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28.5,95,135,85\n7,M,28.5,95,135,85\n";
    /// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
    /// let answers = Model::bundled().predict_table(&table);
    /// let ([low, high], probability) = (answers.risk_interval(0), answers.figures.prob_diabetes[0]);
    /// assert!(low < probability && probability < high);
    /// assert!(answers.risk_interval(1)[0].is_nan());
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    #[must_use]
    pub fn risk_interval(&self, row: usize) -> [f64; 2] {
        let probability = self.figures.prob_diabetes.get(row).copied().unwrap_or(f64::NAN);
        self.uncertainty.as_ref().map_or([f64::NAN; 2], |uncertainty| uncertainty.factors().interval(probability))
    }

    /// The lower ends of the risk intervals of all rows, then the upper ends.
    pub(super) fn risk_ends(&self) -> &[Vec<f64>; 2] {
        self.risk_ends.get_or_init(|| {
            let [mut lows, mut highs] = [(); 2].map(|()| diabetes_kernel::column(f64::NAN, self.rows()));
            if let Some(uncertainty) = &self.uncertainty {
                let ends = lows.iter_mut().zip(&mut highs).zip(&self.figures.prob_diabetes);
                ends.for_each(|((low, high), of)| [*low, *high] = uncertainty.factors().interval(*of));
            }
            [lows, highs]
        })
    }

    /// The risk intervals' lower ends, or with 1 the upper ends.
    pub(super) fn take_risk_end(&mut self, end: usize) -> Vec<f64> {
        self.risk_ends();
        self.risk_ends.get_mut().and_then(|ends| ends.get_mut(end)).map(take).unwrap_or_default()
    }

    /// The risk interval if a patient's text states it.
    pub(crate) fn told_interval(&self, row: usize) -> Option<[f64; 2]> {
        self.uncertainty.as_ref().filter(|uncertainty| uncertainty.is_local())?;
        Some(self.risk_interval(row)).filter(|[low, _]| !low.is_nan())
    }

    /// What to do now; for an invalid row only what is urgent.
    #[must_use]
    pub fn advice(&self, row: usize) -> Advice {
        self.advice.get(row).copied().unwrap_or_default()
    }

    /// The next step; `None` for an invalid row.
    #[must_use]
    pub fn next_step(&self, row: usize) -> Option<NextStep> {
        (row < self.rows() && self.error_codes(row).is_none()).then(|| self.advice(row).next_step())
    }

    /// Whether a laboratory test is advised now; `None` if the estimate cannot decide that.
    #[must_use]
    pub fn test_advised(&self, row: usize) -> Option<bool> {
        self.advice(row).test_advised()
    }

    /// The laboratory values of a row, classified.
    #[must_use]
    pub fn measured(&self, row: usize) -> MeasuredSet {
        self.measured.get(row).copied().unwrap_or_default()
    }

    /// The place of each row's person in a list.
    #[must_use]
    pub fn priorities(&self) -> Vec<Priority> {
        let levels = self.risk_level.iter().enumerate();
        let mut priorities: Vec<Priority> =
            levels.map(|(row, level)| Priority::of(self.advice(row), self.measured(row), level)).collect();
        let reasons = self.notes.iter().filter(|(_, note)| matches!(note, RowNote::NotApplicable(_)));
        let apart = reasons.map(|(row, _)| (row, Priority::NotApplicable));
        for (row, reason) in apart.chain(self.errors.iter().map(|(row, _)| (*row, Priority::Errors))) {
            if let Some(priority) = priorities.get_mut(row) {
                *priority = priority.without_estimate(reason);
            }
        }
        priorities
    }

    /// Stores the measured values of a row; allocates nothing until a row has some.
    fn put_measured(&mut self, row: usize, measured: MeasuredSet) {
        if self.measured.is_empty() && measured != MeasuredSet::default() {
            self.measured.resize(self.rows(), MeasuredSet::default());
        }
        put(&mut self.measured, row, measured);
    }

    /// The imputed fields of a row.
    pub fn imputed_fields(&self, row: usize) -> impl Iterator<Item = Field> {
        self.of_bits(self.imputed.get(row).copied().unwrap_or_default())
    }

    /// The names of the imputed fields of a row, joined by `;`.
    #[must_use]
    pub fn imputed_names(&self, row: usize) -> String {
        text::joined(self.imputed_fields(row).map(Field::name), ";")
    }

    fn of_bits(&self, bits: u32) -> impl Iterator<Item = Field> {
        self.imputable.iter().enumerate().filter(move |(bit, _)| bits >> bit & 1 == 1).map(|(_, field)| *field)
    }

    /// The notes on the rows.
    #[must_use]
    pub fn notes(&self) -> &Notes<RowNote> {
        &self.notes
    }

    /// The codes of a row's notes, joined by `;`; `None` if there are none.
    #[must_use]
    pub fn note_codes(&self, row: usize) -> Option<String> {
        joined(self.notes.of(row).map(RowNote::code))
    }

    /// The invalid rows, in order, with their error codes and fields joined by `;`. Apart from `urgent`, `measured` and
    /// `confirm`, their columns are empty.
    #[must_use]
    pub fn errors(&self) -> &[(usize, String)] {
        &self.errors
    }

    /// The error codes and fields of an invalid row, joined by `;`; `None` for a row that was answered.
    #[must_use]
    pub fn error_codes(&self, row: usize) -> Option<&str> {
        let place = self.errors.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.errors.get(place).map(|(_, codes)| codes.as_str())
    }

    /// Stores an answer and the bits of the imputed fields in a row.
    pub(super) fn set(&mut self, row: usize, prediction: &Prediction) {
        for (column, figure) in self.figures.as_mut().each().into_iter().zip(prediction.figures().each()) {
            put(column, row, figure);
        }
        self.category.set(row, prediction.category);
        self.confidence.set(row, prediction.confidence);
        self.risk_level.set(row, prediction.risk_level);
        put(&mut self.advice, row, prediction.advice);
        put(&mut self.imputed, row, prediction.imputed.bits());
        self.put_measured(row, prediction.measured);
        let reason = prediction.not_applicable.map(RowNote::NotApplicable);
        let warnings = prediction.warnings.iter().cloned().map(RowNote::Warning);
        for note in reason.into_iter().chain(warnings) {
            self.notes.push(row, note);
        }
        put(&mut self.plain, row, prediction.is_plain());
    }

    /// Stores the errors of an invalid record in a row, and what its sound values say without an estimate; such rows
    /// must come in ascending order.
    pub(super) fn refuse(&mut self, row: usize, errors: &ValidationErrors, sound: &Values) {
        for column in self.figures.as_mut().each() {
            put(column, row, f64::NAN);
        }
        self.category.set(row, None);
        self.confidence.set(row, None);
        self.risk_level.set(row, None);
        put(&mut self.advice, row, Advice::of_refused(sound));
        put(&mut self.imputed, row, 0);
        self.put_measured(row, MeasuredSet::of_refused(sound));
        put(&mut self.plain, row, false);
        self.errors.push((row, errors.codes()));
    }
}

fn put<T>(column: &mut [T], row: usize, value: T) {
    if let Some(cell) = column.get_mut(row) {
        *cell = value;
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> Option<String> {
    let parts: Vec<&str> = parts.collect();
    (!parts.is_empty()).then(|| text::joined(parts, ";"))
}

/// Compares bits, so that NaN equals NaN.
impl PartialEq for PredictionTable {
    fn eq(&self, other: &Self) -> bool {
        let bits = |table: &Self| {
            table.figures.as_ref().each().map(|column| column.iter().map(|figure| figure.to_bits()).collect::<Vec<_>>())
        };
        bits(self) == bits(other)
            && self.category == other.category
            && self.confidence == other.confidence
            && self.risk_level == other.risk_level
            && self.advice == other.advice
            && (&self.imputable, &self.imputed) == (&other.imputable, &other.imputed)
            && (0..self.rows()).all(|row| self.measured(row) == other.measured(row))
            && self.plain == other.plain
            && self.uncertainty == other.uncertainty
            && (&self.notes, &self.errors) == (&other.notes, &other.errors)
    }
}
