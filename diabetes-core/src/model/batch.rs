//! A table in, its answers out: usual rows by columns, the others one by one.

use super::answers::{PredictionTable, RowNote};
use super::output::{glucose_range, within};
use super::readings::{Columns, Readings};
use super::{Calibration, Distribution, FieldStats, Model, Output};
use crate::risk::{MeasuredSet, TESTS};
use crate::schema::{FIELD_COUNT, Field, REQUIRED};
use crate::scorecard::compiled::{Compiled, Part, Scratch, of_scorecards};
use crate::table::{BLOCK, PatientTable};
use crate::values::code;
use diabetes_kernel::{Lanes, all_within};
use std::ops::{Deref, Range};

/// A lane for each output, and an idle one: two lanes share a register.
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
        Batch::new(self).predict_table(table)
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

/// A model that answers one large table after another: what it makes for the first it keeps for the others.
///
/// ```
/// use diabetes_core::{Model, PatientTable, model::Batch, table::Required};
/// let model = Model::bundled();
/// let mut batch = Batch::new(&model);
/// for csv in ["edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28.5,95,135,85\n"; 2] {
///     let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
///     assert_eq!(batch.predict_table(&table), model.predict_table(&table));
/// }
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Batch<M> {
    model: M,
    /// `None` as long as no table has many rows, and where the flat tables would be too large.
    flat: Option<Flat>,
    has_tried: bool,
}

impl<M: Deref<Target = Model>> Batch<M> {
    /// For a model that is referred to.
    pub fn new(model: M) -> Self {
        Self { model, flat: None, has_tried: false }
    }

    /// The answers for a table, as [`Model::predict_table`] gives them.
    pub fn predict_table(&mut self, table: &PatientTable<'_>) -> PredictionTable {
        let (model, rows) = (&*self.model, table.rows());
        let mut answers = PredictionTable::new(rows, model.fields.iter().map(|stats| stats.field).collect());
        if !self.has_tried && rows >= MANY {
            self.has_tried = true;
            self.flat = Flat::new(model);
        }
        if let Some(flat) = &mut self.flat {
            let warnings = table.warnings();
            let outside = model.fields.iter().map(FieldStats::outside_warning);
            let kinds = warnings.kinds().iter().cloned().chain(outside);
            answers.notes.reserve(warnings.len(), kinds.map(RowNote::Warning));
            for start in (0..rows).step_by(BLOCK) {
                flat.answer(model, table, start..rows.min(start + BLOCK), &mut answers);
            }
        } else {
            (0..rows).for_each(|row| model.answer_alone(table, row, &mut answers));
        }
        answers
    }
}

/// A model's flat tables, and what is worked with a block of rows at a time.
#[derive(Debug)]
struct Flat {
    scores: Compiled<LANES>,
    readings: Readings,
    scratch: Scratch,
    sums: Vec<[f64; LANES]>,
    /// Probabilities of a block.
    risks: [Vec<f64>; 2],
    /// Of each row [`ALONE`], or a bit for each field that is outside what the model has seen.
    marks: Vec<u32>,
    /// The rows with marks.
    marked: Vec<u32>,
}

/// Marks rows without figures, and rows that are to be asked for what they lack.
const ALONE: u32 = 1 << 31;

const _: () = assert!(FIELD_COUNT < 31, "fields have bits of their own");

impl Flat {
    fn new(model: &Model) -> Option<Self> {
        let mut cards = [None; LANES];
        for (card, output) in cards.iter_mut().zip(Output::ALL) {
            *card = model.scorecard(output);
        }
        Some(Self {
            scores: of_scorecards(cards)?,
            readings: Readings::new(),
            scratch: Scratch::default(),
            sums: Vec::new(),
            risks: [Vec::new(), Vec::new()],
            marks: Vec::new(),
            marked: Vec::new(),
        })
    }

    /// Puts in the answers of a block of rows.
    fn answer(&mut self, model: &Model, table: &PatientTable<'_>, rows: Range<usize>, answers: &mut PredictionTable) {
        let part = |field: Field| table.part(field, rows.clone());
        self.marks.clear();
        self.marks.resize(rows.len(), 0);
        for (row, _) in table.errors().range(rows.clone()) {
            if let Some(mark) = self.marks.get_mut(row - rows.start) {
                *mark = ALONE;
            }
        }
        for field in [Field::Pregnant, Field::DiagnosedDiabetes] {
            mark_code(part(field), code::YES as u8, ALONE, &mut self.marks);
        }
        if !table.has_required() {
            for field in REQUIRED {
                mark_missing(part(field), &mut self.marks);
            }
        }
        let imputed = of(&mut answers.imputed, &rows);
        let mut absent = 0;
        for (bit, stats) in model.fields.iter().enumerate() {
            absent |= stats.look_at(part(stats.field), bit, imputed, &mut self.marks);
        }
        for imputed in imputed {
            *imputed |= absent;
        }
        let plain = of(&mut answers.plain, &rows);
        plain.fill(true);
        diabetes_kernel::places_of(&self.marks, &mut self.marked);
        for place in &self.marked {
            let place = *place as usize;
            if let (Some(plain), Some(mark)) = (plain.get_mut(place), self.marks.get(place)) {
                *plain = mark & ALONE == 0;
            }
        }
        for (test, (field, cuts)) in (0..).zip(TESTS) {
            if let Part::Numbers(numbers) = part(field)
                && !numbers.iter().all(|number| number.is_nan())
            {
                plain.iter_mut().zip(numbers).for_each(|(plain, number)| *plain &= number.is_nan());
                answers.measured.resize(table.rows(), MeasuredSet::default());
                classify(test, numbers, cuts, of(&mut answers.measured, &rows));
            }
        }
        self.scores.add(rows.len(), part, &mut self.scratch, &mut self.sums);
        self.put_glucose(model, rows.clone(), answers);
        self.put_risk(model, rows.clone(), answers);
        self.put_notes(model, table, rows, answers);
    }

    /// Puts in what deserves a look, row after row: what the table says first. Rows that are to be answered alone are.
    fn put_notes(&self, model: &Model, table: &PatientTable<'_>, rows: Range<usize>, answers: &mut PredictionTable) {
        let mut warnings = table.warnings().numbered_of(rows.clone());
        let first_outside = table.warnings().kinds().len() as u32;
        for place in &self.marked {
            let (row, mark) = (rows.start + *place as usize, self.marks.get(*place as usize).copied());
            let (before, rest) = warnings.split_at(warnings.iter().take_while(|(warned, _)| *warned < row).count());
            let (own, rest) = rest.split_at(rest.iter().take_while(|(warned, _)| *warned == row).count());
            answers.notes.extend(before);
            warnings = rest;
            let mark = mark.unwrap_or_default();
            if mark & ALONE == ALONE {
                model.answer_alone(table, row, answers);
                continue;
            }
            answers.notes.extend(own);
            let mut outside = mark;
            while outside != 0 {
                answers.notes.extend(&[(row, first_outside + outside.trailing_zeros())]);
                outside &= outside - 1;
            }
        }
        answers.notes.extend(warnings);
    }

    fn put_glucose(&mut self, model: &Model, rows: Range<usize>, answers: &mut PredictionTable) {
        let Some(output) = &model.glucose else { return };
        let estimates = of(&mut answers.glucose_mg_dl, &rows);
        let Calibration { intercept, slope } = output.calibration;
        Lanes::calibrate(&self.sums, 0, [intercept, slope], estimates);
        keep_within_range(estimates);
        let into = Columns {
            low: of(&mut answers.interval_low, &rows),
            high: of(&mut answers.interval_high, &rows),
            category: of(answers.category.places_mut(), &rows),
            confidence: of(answers.confidence.places_mut(), &rows),
        };
        self.readings.read(output, estimates, into);
        keep_within_range(of(&mut answers.interval_low, &rows));
        keep_within_range(of(&mut answers.interval_high, &rows));
    }

    fn put_risk(&mut self, model: &Model, rows: Range<usize>, answers: &mut PredictionTable) {
        let outputs = [model.dysglycaemia.as_ref(), model.diabetes.as_ref()];
        for ((lane, output), risks) in outputs.iter().enumerate().zip(&mut self.risks) {
            let Some(output) = output else { continue };
            let Calibration { intercept, slope } = output.calibration;
            risks.resize(rows.len(), 0.0);
            Lanes::calibrate(&self.sums, lane + 1, [intercept, slope], risks);
            diabetes_kernel::logistic(risks);
        }
        let [wholes, parts] = &mut self.risks;
        if let [Some(_), Some(_)] = outputs {
            let columns = [&mut answers.prob_normal, &mut answers.prob_prediabetes, &mut answers.prob_diabetes];
            diabetes_kernel::shares(wholes, parts, columns.map(|column| of(column, &rows)));
        }
        if let ([_, Some(_)], Some(cutoffs)) = (outputs, &model.cutoffs) {
            let levels = of(answers.risk_level.places_mut(), &rows);
            diabetes_kernel::count_reached(parts, cutoffs.ascending(), levels);
        }
    }
}

/// Adds the classes of a test's values; those of rows that are answered alone are put in again there.
fn classify(test: u8, numbers: &[f64], cuts: [f64; 2], sets: &mut [MeasuredSet]) {
    let mut categories = vec![0; numbers.len()];
    diabetes_kernel::count_reached(numbers, cuts, &mut categories);
    for ((set, number), category) in sets.iter_mut().zip(numbers).zip(categories) {
        if !number.is_nan() {
            set.add(test, category);
        }
    }
}

/// Some rows of a column.
fn of<'c, T>(column: &'c mut [T], rows: &Range<usize>) -> &'c mut [T] {
    column.get_mut(rows.clone()).unwrap_or_default()
}

fn keep_within_range(column: &mut [f64]) {
    let range = glucose_range();
    for glucose in column {
        *glucose = within(*glucose, range);
    }
}

fn mark_code(part: Part<'_>, marked: u8, bit: u32, marks: &mut [u32]) {
    if let Part::Codes(codes) = part
        && codes.contains(&marked)
    {
        marks.iter_mut().zip(codes).for_each(|(mark, code)| *mark |= if *code == marked { bit } else { 0 });
    }
}

fn mark_missing(part: Part<'_>, marks: &mut [u32]) {
    match part {
        Part::Numbers(numbers) => {
            marks.iter_mut().zip(numbers).for_each(|(mark, number)| *mark |= if number.is_nan() { ALONE } else { 0 });
        }
        Part::Codes(_) => mark_code(part, code::MISSING, ALONE, marks),
        Part::Absent => marks.iter_mut().for_each(|mark| *mark |= ALONE),
    }
}

impl FieldStats {
    /// Sets the bit of the rows where the field is missing, and marks those where it is outside what the model has
    /// seen, by the rules of [`FieldStats::outside`]. Gives the bit back, unset, where it is that of every row.
    fn look_at(&self, part: Part<'_>, bit: usize, imputed: &mut [u32], marks: &mut [u32]) -> u32 {
        match (part, &self.distribution) {
            (Part::Numbers(numbers), Distribution::Number { min, max, .. }) => {
                if !all_within(numbers, *min, *max) {
                    diabetes_kernel::set_bits(numbers, *min, *max, bit, imputed, marks);
                }
            }
            (Part::Codes(codes), Distribution::Levels { shares }) => {
                if codes.contains(&code::MISSING) {
                    for (imputed, code) in imputed.iter_mut().zip(codes) {
                        *imputed |= u32::from(*code == code::MISSING) << bit;
                    }
                }
                for (unseen, _) in shares.iter().enumerate().filter(|(_, share)| **share == 0.0) {
                    mark_code(part, unseen as u8, 1 << bit, marks);
                }
            }
            _ => return 1 << bit,
        }
        0
    }
}
