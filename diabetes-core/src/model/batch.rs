//! A table in, its answers out: usual rows by columns, the others one by one.

use super::answers::{PredictionTable, RowNote};
use super::predict::Risk;
use super::readings::Readings;
use super::{Calibration, Distribution, FieldStats, Model, Output};
use crate::schema::{Field, REQUIRED};
use crate::scorecard::compiled::{Compiled, Part, Scratch, of_scorecards};
use crate::table::{BLOCK, PatientTable};
use crate::values::code;
use diabetes_kernel::{Lanes, all_within};
use std::ops::Range;

/// A lane for each output. Where two lanes share a register a fourth, which is idle, makes full ones.
const LANES: usize = if cfg!(target_arch = "wasm32") { 3 } else { 4 };

/// Rows from which it pays to make the flat tables first.
const MANY: usize = 64;

impl Model {
    /// The answers for a table: one row a record, in order, each that of [`Model::predict`] to the bit. A bad row has
    /// its error codes and no figures.
    ///
    /// ```
    /// use diabetes_core::{Model, PatientTable, table::Required};
    /// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28.5,95,135,85\n7,M,28.5,95,135,85\n";
    /// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
    /// let answers = Model::bundled().predict_table(&table);
    /// assert!(answers.glucose_mg_dl[0] > 100.0 && answers.glucose_mg_dl[1].is_nan());
    /// assert_eq!(answers.errors()[&1], "out_of_range");
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    #[must_use]
    pub fn predict_table(&self, table: &PatientTable<'_>) -> PredictionTable {
        let rows = table.rows();
        let imputable = self.fields.iter().map(|stats| stats.field).collect();
        let mut answers = PredictionTable::new(rows, imputable);
        let batch = if rows < MANY { None } else { Batch::new(self, table) };
        if let Some(mut batch) = batch {
            for start in (0..rows).step_by(BLOCK) {
                batch.answer(start..rows.min(start + BLOCK), &mut answers);
            }
        } else {
            (0..rows).for_each(|row| self.answer_alone(table, row, &mut answers));
        }
        answers
    }

    fn answer_alone(&self, table: &PatientTable<'_>, row: usize, answers: &mut PredictionTable) {
        match table.patient(row) {
            Ok(patient) => {
                let (prediction, imputed) = self.predict_apart(&patient);
                answers.set(row, &prediction, imputed);
            }
            Err(errors) => answers.refuse(row, &errors),
        }
    }
}

/// A model at work on a table, a block of rows at a time.
struct Batch<'a> {
    model: &'a Model,
    table: &'a PatientTable<'a>,
    scores: Compiled<LANES>,
    readings: Option<Readings<'a>>,
    scratch: Scratch,
    sums: Vec<[f64; LANES]>,
    /// Probabilities of a block.
    risks: [Vec<f64>; 2],
    /// Rows without figures, and rows that are to be asked for what they lack.
    alone: Vec<bool>,
    /// Rows outside what the model has seen.
    outside: Vec<bool>,
}

impl<'a> Batch<'a> {
    /// `None` when the flat tables would be too large.
    fn new(model: &'a Model, table: &'a PatientTable<'a>) -> Option<Self> {
        let mut cards = [None; LANES];
        for (card, output) in cards.iter_mut().zip(Output::ALL) {
            *card = model.scorecard(output);
        }
        Some(Self {
            model,
            table,
            scores: of_scorecards(cards)?,
            readings: model.glucose.as_ref().map(Readings::new),
            scratch: Scratch::default(),
            sums: Vec::new(),
            risks: [Vec::new(), Vec::new()],
            alone: Vec::new(),
            outside: Vec::new(),
        })
    }

    /// Puts in the answers of a block of rows.
    fn answer(&mut self, rows: Range<usize>, answers: &mut PredictionTable) {
        let part = |field: Field| self.table.part(field, rows.clone());
        self.alone.clear();
        self.alone.resize(rows.len(), false);
        for (row, _) in self.table.errors().range(rows.clone()) {
            mark(&mut self.alone, row - rows.start);
        }
        for field in [Field::Pregnant, Field::DiagnosedDiabetes] {
            mark_code(part(field), code::YES as u8, &mut self.alone);
        }
        if !self.table.has_required() {
            for field in REQUIRED {
                mark_missing(part(field), &mut self.alone);
            }
        }
        self.outside.clear();
        self.outside.resize(rows.len(), false);
        for (bit, stats) in self.model.fields.iter().enumerate() {
            let imputed = of(&mut answers.imputed, &rows);
            stats.look_at(part(stats.field), bit, imputed, &mut self.outside);
        }
        let plain = of(&mut answers.plain, &rows);
        for (plain, alone) in plain.iter_mut().zip(&self.alone) {
            *plain = !*alone;
        }
        for field in [Field::FastingGlucoseMgDl, Field::Hba1cPercent] {
            if let Part::Numbers(numbers) = part(field) {
                plain.iter_mut().zip(numbers).for_each(|(plain, number)| *plain &= number.is_nan());
            }
        }
        self.scores.add(rows.len(), part, &mut self.scratch, &mut self.sums);
        self.put_glucose(rows.clone(), answers);
        self.put_risk(rows.clone(), answers);
        let mut warnings = self.table.warnings_of(rows.clone()).iter().peekable();
        for (row, (alone, outside)) in rows.zip(self.alone.iter().zip(&self.outside)) {
            while let Some((_, warning)) = warnings.next_if(|(warned, _)| *warned == row) {
                if !alone {
                    answers.note(row, RowNote::Warning(warning.clone()));
                }
            }
            if *alone {
                self.model.answer_alone(self.table, row, answers);
            } else if *outside {
                for warning in self.model.outside(&self.table.values(row)) {
                    answers.note(row, RowNote::Warning(warning));
                }
            }
        }
    }

    fn put_glucose(&mut self, rows: Range<usize>, answers: &mut PredictionTable) {
        let Some(readings) = &mut self.readings else { return };
        let estimates = of(&mut answers.glucose_mg_dl, &rows);
        let Calibration { intercept, slope } = readings.output.calibration;
        Lanes::calibrate(&self.sums, 0, [intercept, slope], estimates);
        let intervals = of(&mut answers.interval_low, &rows).iter_mut().zip(of(&mut answers.interval_high, &rows));
        let names = of(&mut answers.category, &rows).iter_mut().zip(of(&mut answers.confidence, &rows));
        for ((estimate, (low, high)), (category, confidence)) in estimates.iter().zip(intervals).zip(names) {
            let (interval, of, sure) = readings.of(*estimate);
            [*low, *high] = interval;
            (*category, *confidence) = (Some(of), Some(sure));
        }
    }

    fn put_risk(&mut self, rows: Range<usize>, answers: &mut PredictionTable) {
        let model = self.model;
        let outputs = [model.dysglycaemia.as_ref(), model.diabetes.as_ref()];
        for ((lane, output), risks) in outputs.iter().enumerate().zip(&mut self.risks) {
            let Some(output) = output else { continue };
            let Calibration { intercept, slope } = output.calibration;
            risks.resize(rows.len(), 0.0);
            Lanes::calibrate(&self.sums, lane + 1, [intercept, slope], risks);
            diabetes_kernel::logistic(risks);
        }
        let [has_whole, has_part] = outputs.map(|output| output.is_some());
        let [wholes, parts] = &self.risks;
        let figures = of(&mut answers.prob_normal, &rows).iter_mut();
        let figures = figures.zip(of(&mut answers.prob_prediabetes, &rows)).zip(of(&mut answers.prob_diabetes, &rows));
        let levels = of(&mut answers.risk_level, &rows);
        for (row, (((normal, prediabetes), part), level)) in figures.zip(levels).enumerate() {
            let risk_of = |has: bool, column: &[f64]| if has { column.get(row).copied() } else { None };
            let risk = Risk::of(risk_of(has_whole, wholes), risk_of(has_part, parts));
            if let Some(of) = risk.probabilities() {
                (*normal, *prediabetes, *part) = (of.normal, of.prediabetes, of.diabetes);
            }
            *level = model.risk_level(risk);
        }
    }
}

fn mark(marks: &mut [bool], place: usize) {
    if let Some(mark) = marks.get_mut(place) {
        *mark = true;
    }
}

/// Some rows of a column.
fn of<'c, T>(column: &'c mut [T], rows: &Range<usize>) -> &'c mut [T] {
    column.get_mut(rows.clone()).unwrap_or_default()
}

fn mark_code(part: Part<'_>, marked: u8, marks: &mut [bool]) {
    if let Part::Codes(codes) = part
        && codes.contains(&marked)
    {
        marks.iter_mut().zip(codes).for_each(|(mark, code)| *mark |= *code == marked);
    }
}

fn mark_missing(part: Part<'_>, marks: &mut [bool]) {
    match part {
        Part::Numbers(numbers) => {
            marks.iter_mut().zip(numbers).for_each(|(mark, number)| *mark |= number.is_nan());
        }
        Part::Codes(_) => mark_code(part, code::MISSING, marks),
        Part::Absent => marks.fill(true),
    }
}

impl FieldStats {
    /// Sets the bit of the rows where the field is missing, and marks those where it is outside what the model has
    /// seen, by the rules of [`FieldStats::outside`].
    fn look_at(&self, part: Part<'_>, bit: usize, imputed: &mut [u32], marks: &mut [bool]) {
        match (part, &self.distribution) {
            (Part::Numbers(numbers), Distribution::Number { min, max, .. }) => {
                if all_within(numbers, *min, *max) {
                    return;
                }
                for ((imputed, mark), number) in imputed.iter_mut().zip(marks).zip(numbers) {
                    *imputed |= u32::from(number.is_nan()) << bit;
                    *mark |= number < min || number > max;
                }
            }
            (Part::Codes(codes), Distribution::Levels { shares }) => {
                if codes.contains(&code::MISSING) {
                    for (imputed, code) in imputed.iter_mut().zip(codes) {
                        *imputed |= u32::from(*code == code::MISSING) << bit;
                    }
                }
                for (unseen, _) in shares.iter().enumerate().filter(|(_, share)| **share == 0.0) {
                    mark_code(part, unseen as u8, marks);
                }
            }
            _ => imputed.iter_mut().for_each(|imputed| *imputed |= 1 << bit),
        }
    }
}
