//! A table in, its answers out: usual rows by columns, the others one by one.

use super::answers::{PredictionTable, RowNote};
use super::predict::Risk;
use super::readings::Readings;
use super::{Distribution, FieldStats, Model, Output};
use crate::schema::{Field, REQUIRED};
use crate::scorecard::compiled::{Compiled, Part, Scratch, of_scorecards};
use crate::table::{BLOCK, PatientTable};
use crate::values::code;
use std::ops::Range;

/// A lane for each output; the fourth is idle, and fills the processor's registers.
const LANES: usize = 4;

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
            Ok(patient) => answers.set(row, &self.predict(&patient)),
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
    /// Rows without figures, and rows that are to be asked for what they lack.
    alone: Vec<bool>,
    /// Rows with warnings.
    noted: Vec<bool>,
}

impl<'a> Batch<'a> {
    /// `None` when the flat tables would be too large.
    fn new(model: &'a Model, table: &'a PatientTable<'a>) -> Option<Self> {
        let [glucose, dysglycaemia, diabetes] = Output::ALL.map(|output| model.scorecard(output));
        Some(Self {
            model,
            table,
            scores: of_scorecards([glucose, dysglycaemia, diabetes, None])?,
            readings: model.glucose.as_ref().map(Readings::new),
            scratch: Scratch::default(),
            sums: Vec::new(),
            alone: Vec::new(),
            noted: Vec::new(),
        })
    }

    /// Puts in the answers of a block of rows.
    fn answer(&mut self, rows: Range<usize>, answers: &mut PredictionTable) {
        let part = |field: Field| self.table.part(field, rows.clone());
        self.alone.clear();
        self.alone.extend(self.table.valid().get(rows.clone()).unwrap_or_default().iter().map(|valid| !valid));
        for field in [Field::Pregnant, Field::DiagnosedDiabetes] {
            mark_code(part(field), code::YES, &mut self.alone);
        }
        if !self.table.has_required() {
            for field in REQUIRED {
                mark_missing(part(field), &mut self.alone);
            }
        }
        self.noted.clear();
        self.noted.resize(rows.len(), false);
        for (row, _) in self.table.warnings_of(rows.clone()) {
            if let Some(noted) = self.noted.get_mut(row - rows.start) {
                *noted = true;
            }
        }
        for (bit, stats) in self.model.fields.iter().enumerate() {
            let imputed = of(&mut answers.imputed, &rows);
            stats.look_at(part(stats.field), bit, imputed, &mut self.noted);
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
        for (row, (alone, noted)) in rows.zip(self.alone.iter().zip(&self.noted)) {
            if *alone {
                self.model.answer_alone(self.table, row, answers);
            } else if *noted {
                let own = self.table.warnings_of(row..row + 1).iter().map(|(_, warning)| warning.clone());
                let values = self.table.values(row);
                answers.note(row, own.chain(self.model.outside(&values)).map(RowNote::Warning));
            }
        }
    }

    fn put_glucose(&mut self, rows: Range<usize>, answers: &mut PredictionTable) {
        let Some(readings) = &mut self.readings else { return };
        let figures = of(&mut answers.glucose_mg_dl, &rows).iter_mut();
        let figures = figures.zip(of(&mut answers.interval_low, &rows)).zip(of(&mut answers.interval_high, &rows));
        let names = of(&mut answers.category, &rows).iter_mut().zip(of(&mut answers.confidence, &rows));
        for (([score, ..], ((estimate, low), high)), (category, confidence)) in self.sums.iter().zip(figures).zip(names)
        {
            *estimate = readings.output.calibration.apply(*score);
            let (interval, of, sure) = readings.of(*estimate);
            [*low, *high] = interval;
            (*category, *confidence) = (Some(of), Some(sure));
        }
    }

    fn put_risk(&self, rows: Range<usize>, answers: &mut PredictionTable) {
        let model = self.model;
        let figures = of(&mut answers.prob_normal, &rows).iter_mut();
        let figures = figures.zip(of(&mut answers.prob_prediabetes, &rows)).zip(of(&mut answers.prob_diabetes, &rows));
        let levels = of(&mut answers.risk_level, &rows);
        for (([_, dysglycaemia, diabetes, _], ((normal, prediabetes), part)), level) in
            self.sums.iter().zip(figures).zip(levels)
        {
            let risk = Risk::of(
                model.dysglycaemia.as_ref().map(|output| output.probability(*dysglycaemia)),
                model.diabetes.as_ref().map(|output| output.probability(*diabetes)),
            );
            if let Some(of) = risk.probabilities() {
                (*normal, *prediabetes, *part) = (of.normal, of.prediabetes, of.diabetes);
            }
            *level = model.risk_level(risk);
        }
    }
}

/// Some rows of a column.
fn of<'c, T>(column: &'c mut [T], rows: &Range<usize>) -> &'c mut [T] {
    column.get_mut(rows.clone()).unwrap_or_default()
}

fn mark_code(part: Part<'_>, marked: usize, marks: &mut [bool]) {
    if let Part::Codes(codes) = part {
        marks.iter_mut().zip(codes).for_each(|(mark, code)| *mark |= usize::from(*code) == marked);
    }
}

fn mark_missing(part: Part<'_>, marks: &mut [bool]) {
    match part {
        Part::Numbers(numbers) => {
            marks.iter_mut().zip(numbers).for_each(|(mark, number)| *mark |= number.is_nan());
        }
        Part::Codes(_) => mark_code(part, code::MISSING.into(), marks),
        Part::Absent => marks.fill(true),
    }
}

impl FieldStats {
    /// Sets the bit of the rows where the field is missing, and marks those where it is outside what the model has
    /// seen, by the rules of [`FieldStats::outside`].
    fn look_at(&self, part: Part<'_>, bit: usize, imputed: &mut [u32], marks: &mut [bool]) {
        match (part, &self.distribution) {
            (Part::Numbers(numbers), Distribution::Number { min, max, .. }) => {
                for ((imputed, mark), number) in imputed.iter_mut().zip(marks).zip(numbers) {
                    *imputed |= u32::from(number.is_nan()) << bit;
                    *mark |= number < min || number > max;
                }
            }
            (Part::Codes(codes), Distribution::Levels { shares }) => {
                for (imputed, code) in imputed.iter_mut().zip(codes) {
                    *imputed |= u32::from(*code == code::MISSING) << bit;
                }
                for (unseen, _) in shares.iter().enumerate().filter(|(_, share)| **share == 0.0) {
                    mark_code(part, unseen, marks);
                }
            }
            _ => imputed.iter_mut().for_each(|imputed| *imputed |= 1 << bit),
        }
    }
}
