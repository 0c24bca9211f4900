//! The columns of a table of answers: numbers, or codes and their meanings.

use super::PredictionTable;
use super::work::Work;
use crate::advice::{Advice, NextStep};
use crate::numbers::nearest;
use crate::risk::{Category, ClassColumn, Confidence, MeasuredSet, RiskLevel};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::mem::take;

/// The cells of a column. A code without a meaning is an empty cell.
///
/// ```
/// use diabetes_core::{Model, PatientTable, model::Cells, table::Required};
/// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28.5,95,135,85\n7,M,28.5,95,135,85\n";
/// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
/// let answers = Model::bundled().predict_table(&table);
/// let columns: std::collections::BTreeMap<_, _> = answers.columns().into_iter().collect();
/// assert!(matches!(&columns["glucose_mg_dl"], Cells::Numbers(of) if of[0] > 90.0 && of[1].is_nan()));
/// assert_eq!([0, 1].map(|row| columns["category"].text(row)), [Some("Prediabetes"), None]);
/// assert_eq!([0, 1].map(|row| columns["errors"].text(row)), [None, Some("out_of_range:edad")]);
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Cells<'t> {
    /// Numbers, NaN if empty.
    Numbers(Cow<'t, [f64]>),
    /// Codes of booleans, the same in every table.
    Truths(Cow<'t, [u8]>, Vec<Option<bool>>),
    /// Codes of names, the same in every table.
    Names(Cow<'t, [u8]>, Vec<Name>),
    /// Codes of this table's own texts, starting at 1.
    Texts(Vec<u32>, Vec<String>),
}

impl Cells<'_> {
    /// The text of a row.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<&str> {
        match self {
            Cells::Names(codes, names) => names.get(usize::from(*codes.get(row)?))?.as_deref(),
            Cells::Texts(codes, texts) => {
                let place = codes.get(row)?.checked_sub(1)?;
                texts.get(place as usize).map(String::as_str)
            }
            Cells::Numbers(_) | Cells::Truths(..) => None,
        }
    }

    /// The boolean of a row.
    #[must_use]
    pub fn truth(&self, row: usize) -> Option<bool> {
        match self {
            Cells::Truths(codes, truths) => *truths.get(usize::from(*codes.get(row)?))?,
            _ => None,
        }
    }

    fn into_owned(self) -> Cells<'static> {
        match self {
            Cells::Numbers(numbers) => Cells::Numbers(numbers.into_owned().into()),
            Cells::Truths(codes, truths) => Cells::Truths(codes.into_owned().into(), truths),
            Cells::Names(codes, names) => Cells::Names(codes.into_owned().into(), names),
            Cells::Texts(codes, texts) => Cells::Texts(codes, texts),
        }
    }

    /// Writes the cell of a row; a number [`rounded`] as one of the `column`, or in full for `None`.
    #[cfg(feature = "csv-text")]
    pub fn write(&self, row: usize, column: Option<&str>, out: &mut crate::csv::CsvWriter) {
        match self {
            Cells::Numbers(numbers) => {
                let number = numbers.get(row).copied().unwrap_or(f64::NAN);
                out.number(column.map_or(number, |column| rounded(column, number)));
            }
            Cells::Truths(..) => match self.truth(row) {
                Some(truth) => out.truth(truth),
                None => out.empty(),
            },
            Cells::Names(..) | Cells::Texts(..) => out.text(self.text(row).unwrap_or_default()),
        }
    }
}

/// The text that a code means.
type Name = Option<Cow<'static, str>>;

/// A column of a table of answers.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) work: Work,
    maker: Maker,
}

/// How the cells of a column are made.
enum Maker {
    /// Seen in the table, and taken out of it.
    Numbers(for<'t> fn(&'t PredictionTable) -> &'t [f64], fn(&mut PredictionTable) -> Vec<f64>),
    Truths(for<'t> fn(&'t PredictionTable) -> Cow<'t, [u8]>, fn() -> Vec<Option<bool>>),
    Names(for<'t> fn(&'t PredictionTable) -> Cow<'t, [u8]>, fn() -> Vec<Name>),
    Texts(fn(&PredictionTable) -> (Vec<u32>, Vec<String>)),
}
use Maker::{Names, Numbers, Texts, Truths};

const fn column(name: &'static str, work: Work, maker: Maker) -> Column {
    Column { name, work, maker }
}

/// A figure's column.
macro_rules! figure {
    ($figure:ident) => {
        Numbers(|table| &table.figures.$figure, |table| take(&mut table.figures.$figure))
    };
}

/// The columns, in order.
pub(super) static COLUMNS: [Column; 19] = [
    column("glucose_mg_dl", Work::GLUCOSE, figure!(glucose_mg_dl)),
    column("interval_low", Work::GLUCOSE, figure!(interval_low)),
    column("interval_high", Work::GLUCOSE, figure!(interval_high)),
    column("prob_Normal", Work::RISKS, figure!(prob_normal)),
    column("prob_Prediabetes", Work::RISKS, figure!(prob_prediabetes)),
    column("prob_Diabetes", Work::RISKS, figure!(prob_diabetes)),
    column(
        "category",
        Work::GLUCOSE,
        Names(|table| table.category.places().into(), || names(Category::ALL.map(Category::name))),
    ),
    column(
        "confidence",
        Work::GLUCOSE,
        Names(|table| table.confidence.places().into(), || names(Confidence::ALL.map(Confidence::name))),
    ),
    column(
        "risk_level",
        Work::RISKS,
        Names(|table| table.risk_level.places().into(), || names(RiskLevel::ALL.map(RiskLevel::name))),
    ),
    column(
        "test_advised",
        Work::ADVICE,
        Truths(PredictionTable::steps, || NextStep::ALL.map(NextStep::test_advised).into()),
    ),
    column("next_step", Work::ADVICE, Names(PredictionTable::steps, || names(NextStep::ALL.map(NextStep::code)))),
    column(
        "urgent",
        Work::ADVICE,
        Names(PredictionTable::urgent, || Advice::urgent_sets().map(|codes| codes.map(Into::into)).collect()),
    ),
    column("risk_low", Work::RANGE, Numbers(|table| &table.risk_ends()[0], |table| table.take_risk_end(0))),
    column("risk_high", Work::RANGE, Numbers(|table| &table.risk_ends()[1], |table| table.take_risk_end(1))),
    column(
        "measured",
        Work::NONE,
        Names(PredictionTable::measured_sets, || MeasuredSet::all().map(|set| set.names().map(Into::into)).collect()),
    ),
    column(
        "confirm",
        Work::NONE,
        Truths(PredictionTable::measured_sets, || MeasuredSet::all().map(MeasuredSet::confirm).collect()),
    ),
    column("imputed", Work::IMPUTED, Texts(PredictionTable::imputed_texts)),
    column("warnings", Work::NOTES, Texts(PredictionTable::note_texts)),
    column("errors", Work::NONE, Texts(PredictionTable::error_texts)),
];

impl Column {
    /// The cells, taken out of the table if they are numbers.
    pub(super) fn taken(&self, table: &mut PredictionTable) -> Cells<'static> {
        match &self.maker {
            Numbers(_, taken) => Cells::Numbers(taken(table).into()),
            other => other.cells(table).into_owned(),
        }
    }
}

impl Maker {
    fn cells<'t>(&self, table: &'t PredictionTable) -> Cells<'t> {
        match self {
            Numbers(numbers, _) => Cells::Numbers(numbers(table).into()),
            Truths(codes, truths) => Cells::Truths(codes(table), truths()),
            Names(codes, names) => Cells::Names(codes(table), names()),
            Texts(texts) => {
                let (codes, texts) = texts(table);
                Cells::Texts(codes, texts)
            }
        }
    }
}

/// The kind of a column's cells, and the meaning of their codes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Numbers.
    Numbers,
    /// Codes of booleans.
    Truths(Vec<Option<bool>>),
    /// Codes of names.
    Names(Vec<Name>),
    /// Texts with codes specific to each table.
    Texts,
}

/// A number of a column, rounded to what it means: a tenth of mg/dL, four decimals of a probability. A glucose below a
/// limit of a category stays below it.
///
/// ```
/// use diabetes_core::model::rounded;
/// assert_eq!((rounded("glucose_mg_dl", 98.765), rounded("risk_low", 0.012_345)), (98.8, 0.0123));
/// assert_eq!([99.97, 125.96, 126.04].map(|estimate| rounded("glucose_mg_dl", estimate)), [99.9, 125.9, 126.0]);
/// ```
#[must_use]
pub fn rounded(column: &str, value: f64) -> f64 {
    if !matches!(column, "glucose_mg_dl" | "interval_low" | "interval_high") {
        return nearest(value, 4);
    }
    let tenth = nearest(value, 1);
    let crosses = Category::of_glucose(tenth) != Category::of_glucose(value);
    if crosses { nearest(tenth - 0.1, 1) } else { tenth }
}

impl PredictionTable {
    /// Names and kinds of the columns, in order; they are the same for every table of answers and language.
    #[must_use]
    pub fn column_kinds() -> Vec<(&'static str, ColumnKind)> {
        let kind = |maker: &Maker| match maker {
            Numbers(..) => ColumnKind::Numbers,
            Truths(_, truths) => ColumnKind::Truths(truths()),
            Names(_, names) => ColumnKind::Names(names()),
            Texts(_) => ColumnKind::Texts,
        };
        COLUMNS.iter().map(|column| (column.name, kind(&column.maker))).collect()
    }

    /// Names and cells of the columns, in order.
    #[must_use]
    pub fn columns(&self) -> Vec<(&'static str, Cells<'_>)> {
        COLUMNS.iter().map(|column| (column.name, column.maker.cells(self))).collect()
    }

    /// The columns of numbers, in order.
    pub fn numbers(&self) -> impl Iterator<Item = &[f64]> {
        COLUMNS.iter().filter_map(|column| match column.maker {
            Numbers(numbers, _) => Some(numbers(self)),
            _ => None,
        })
    }

    /// The codes of the columns of booleans and names, in order.
    pub fn codes(&self) -> impl Iterator<Item = Cow<'_, [u8]>> {
        COLUMNS.iter().filter_map(|column| match column.maker {
            Truths(codes, _) | Names(codes, _) => Some(codes(self)),
            _ => None,
        })
    }

    /// The codes and texts of the text columns, in order.
    pub fn texts(&self) -> impl Iterator<Item = (Vec<u32>, Vec<String>)> {
        COLUMNS.iter().filter_map(|column| match column.maker {
            Texts(texts) => Some(texts(self)),
            _ => None,
        })
    }

    /// The index of each next step in [`NextStep::ALL`]; no valid index for an invalid row.
    fn steps(&self) -> Cow<'_, [u8]> {
        let mut steps: Vec<u8> = self.advice.iter().map(|advice| advice.step_number()).collect();
        for (row, _) in self.errors() {
            if let Some(step) = steps.get_mut(*row) {
                *step = ClassColumn::NONE;
            }
        }
        steps.into()
    }

    fn urgent(&self) -> Cow<'_, [u8]> {
        self.advice.iter().map(|advice| advice.urgent_number()).collect()
    }

    fn measured_sets(&self) -> Cow<'_, [u8]> {
        if self.measured.is_empty() {
            return vec![0; self.rows()].into();
        }
        self.measured.iter().map(|set| set.number()).collect()
    }

    fn imputed_texts(&self) -> (Vec<u32>, Vec<String>) {
        let (mut found, mut codes) = (Found::default(), Vec::with_capacity(self.rows()));
        for alike in self.imputed.chunk_by(|bits, next| bits == next) {
            let row = codes.len();
            let code = found.code(alike.get(..1).unwrap_or_default(), || self.imputed_names(row));
            codes.resize(row + alike.len(), code);
        }
        (codes, found.texts)
    }

    fn note_texts(&self) -> (Vec<u32>, Vec<String>) {
        // There are few codes, although their parameters differ from row to row.
        let mut known: Vec<&str> = Vec::new();
        let mut number = |code: &'static str| {
            let place = known.iter().position(|known| *known == code).unwrap_or_else(|| {
                known.push(code);
                known.len() - 1
            });
            place as u32
        };
        let numbers: Vec<u32> = self.notes.kinds().iter().map(|kind| number(kind.code())).collect();
        let (mut found, mut codes, mut key) = (Found::default(), vec![0; self.rows()], Vec::new());
        for notes in self.notes.numbered().chunk_by(|(row, _), (next, _)| row == next) {
            key.clear();
            key.extend(notes.iter().filter_map(|(_, kind)| numbers.get(*kind as usize)));
            let row = notes.first().map_or(0, |(row, _)| *row);
            if let Some(code) = codes.get_mut(row) {
                *code = found.code(&key, || self.note_codes(row).unwrap_or_default());
            }
        }
        (codes, found.texts)
    }

    fn error_texts(&self) -> (Vec<u32>, Vec<String>) {
        let (mut texts, mut codes) = (Vec::new(), vec![0; self.rows()]);
        for (row, errors) in self.errors() {
            if let Some(code) = codes.get_mut(*row) {
                texts.push(errors.clone());
                *code = texts.len() as u32;
            }
        }
        (codes, texts)
    }
}

fn names<const N: usize>(names: [&'static str; N]) -> Vec<Name> {
    names.map(|name| Some(name.into())).into()
}

/// Texts by key, of which few differ. An empty text has code 0.
#[derive(Default)]
struct Found {
    texts: Vec<String>,
    codes: BTreeMap<Vec<u32>, u32>,
    last: (Vec<u32>, u32),
}

impl Found {
    fn code(&mut self, key: &[u32], text: impl FnOnce() -> String) -> u32 {
        if self.last.0 == key && !key.is_empty() {
            return self.last.1;
        }
        let code = self.codes.get(key).copied().unwrap_or_else(|| {
            let text = text();
            let code = if text.is_empty() { 0 } else { self.texts.len() as u32 + 1 };
            self.texts.extend(Some(text).filter(|text| !text.is_empty()));
            self.codes.insert(key.to_vec(), code);
            code
        });
        self.last.0.clear();
        self.last.0.extend(key);
        self.last.1 = code;
        code
    }
}
