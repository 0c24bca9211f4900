//! Predicts a table: usual rows by columns, the others one by one.

use super::answers::{PredictionTable, RowNote};
use super::glucose_classes::{Columns, GlucoseClasses};
use super::output::{glucose_range, within};
use super::sums::Sums;
use super::wanted::Wanted;
use super::work::Work;
use super::{Calibration, Distribution, FieldStats, MAX_FIELDS, Model, Output, Outputs};
use crate::advice::{Advice, AdviceOptions, Estimated, NextStep, PRESSURES, Reasons};
use crate::figures::Figures;
use crate::risk::{MeasuredSet, RiskLevel, TESTS};
use crate::schema::{Field, REQUIRED};
use crate::scorecard::compiled::{ColumnSlice, Scratch};
use crate::scores;
use crate::table::{BLOCK, PatientTable};
use crate::values::code;
use diabetes_kernel::all_within;
use std::mem;
use std::ops::{Deref, Range};

/// The number of rows from which building the flat tables pays off.
const MANY: usize = 64;

impl Model {
    /// The answers for a table, one row per record in the same order, each equal to [`Model::predict`] to the bit. An
    /// invalid row has error codes and no figures; its valid laboratory values and blood pressure are still judged.
    ///
    /// ```
    /// use diabetes_core::{Model, PatientTable, table::Required};
    /// let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28.5,95,135,85\n7,M,28.5,95,135,85\n";
    /// let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
    /// let answers = Model::bundled().predict_table(&table);
    /// assert!(answers.figures.glucose_mg_dl[0] > 100.0 && answers.figures.glucose_mg_dl[1].is_nan());
    /// assert_eq!(answers.error_codes(1), Some("out_of_range:edad"));
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    #[must_use]
    pub fn predict_table(&self, table: &PatientTable<'_>) -> PredictionTable {
        self.predict_table_with(table, &AdviceOptions::default())
    }

    /// Like [`Model::predict_table`], with options for the advice.
    #[must_use]
    pub fn predict_table_with(&self, table: &PatientTable<'_>, options: &AdviceOptions) -> PredictionTable {
        Batch::new(self, options).predict_table(table)
    }

    /// Whether the answers depend on a field by themselves; advice and warnings may follow from others too.
    #[must_use]
    pub fn reads(&self, field: Field) -> bool {
        self.fields.iter().any(|stats| stats.field == field)
    }

    fn answer_alone(
        &self,
        table: &PatientTable<'_>,
        row: usize,
        options: &AdviceOptions,
        answers: &mut PredictionTable,
    ) {
        match table.patient(row) {
            Ok(patient) => {
                answers.set(row, &self.predict_with(&patient, options));
            }
            Err(errors) => answers.refuse(row, &errors, &table.sound_values(row, &errors)),
        }
    }
}

/// A model that answers a series of large tables and keeps what it builds for the first one.
///
/// ```
/// use diabetes_core::{AdviceOptions, Model, PatientTable, model::Batch, table::Required};
/// let model = Model::bundled();
/// let mut batch = Batch::new(&model, &AdviceOptions::default());
/// for csv in ["edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28.5,95,135,85\n"; 2] {
///     let table = PatientTable::from_csv(csv.as_bytes(), Required::Six)?;
///     assert_eq!(batch.predict_table(&table), model.predict_table(&table));
/// }
/// # Ok::<(), diabetes_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Batch<M> {
    model: M,
    options: AdviceOptions,
    work: Work,
    /// `None` until a table has many rows, or if the flat tables would be too large.
    flat: Option<Flat>,
    has_tried: bool,
}

impl<M: Deref<Target = Model>> Batch<M> {
    /// Creates a batch for a borrowed or shared model, with options for the advice.
    pub fn new(model: M, options: &AdviceOptions) -> Self {
        Self { model, options: *options, work: Work::ALL, flat: None, has_tried: false }
    }

    /// Computes only what these columns need; the others of its tables are empty or incomplete. Errors are always found.
    #[must_use]
    pub fn only(self, wanted: &Wanted) -> Self {
        Self { work: wanted.work, flat: None, has_tried: false, ..self }
    }

    /// The answers for a table, as given by [`Model::predict_table`].
    pub fn predict_table(&mut self, table: &PatientTable<'_>) -> PredictionTable {
        let (model, rows, options) = (&*self.model, table.rows(), &self.options.on_the_day());
        let mut answers = PredictionTable::new(rows, model, self.work);
        if !self.has_tried && rows >= MANY {
            self.has_tried = true;
            self.flat = Flat::new(model, self.work);
        }
        if let Some(flat) = &mut self.flat {
            let warnings = table.warnings();
            let outside = model.fields.iter().map(FieldStats::outside_warning);
            let kinds = warnings.kinds().iter().cloned().chain(outside);
            answers.notes.reserve(warnings.len(), kinds.map(RowNote::Warning));
            for start in (0..rows).step_by(BLOCK) {
                flat.answer(model, table, start..rows.min(start + BLOCK), options, &mut answers);
            }
        } else {
            (0..rows).for_each(|row| model.answer_alone(table, row, options, &mut answers));
        }
        answers
    }
}

/// A model's flat tables, and buffers for a block of rows.
#[derive(Debug)]
struct Flat {
    work: Work,
    sums: Sums,
    classes: GlucoseClasses,
    scratch: Scratch,
    /// The probabilities of a block.
    risks: Outputs<Vec<f64>>,
    /// For each row [`ALONE`], or a bit for each field outside the training range.
    marks: Vec<u32>,
    /// The rows with marks.
    marked: Vec<u32>,
    /// For each row, the bits of the reasons for a test if nothing was measured.
    due: Vec<u32>,
    /// For each row the lowest possible FINDRISC score, and a code for how much higher it can be.
    points: Vec<[f64; 2]>,
}

/// Marks rows that have no figures or lack required fields and are answered one by one.
const ALONE: u32 = 1 << MAX_FIELDS;

impl Flat {
    fn new(model: &Model, work: Work) -> Option<Self> {
        let is_wanted = |output| work.has(if output == Output::Glucose { Work::GLUCOSE } else { Work::RISKS });
        Some(Self {
            work,
            sums: Sums::new(model, is_wanted)?,
            classes: GlucoseClasses::new(),
            scratch: Scratch::default(),
            risks: Outputs::default(),
            marks: Vec::new(),
            marked: Vec::new(),
            due: Vec::new(),
            points: Vec::new(),
        })
    }

    /// Fills in the answers of a block of rows.
    fn answer(
        &mut self,
        model: &Model,
        table: &PatientTable<'_>,
        rows: Range<usize>,
        options: &AdviceOptions,
        answers: &mut PredictionTable,
    ) {
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
        if self.work.has(Work::IMPUTED) {
            self.put_imputed(model, part, of(&mut answers.imputed, &rows));
        }
        let plain = of(&mut answers.plain, &rows);
        plain.fill(model.synthetic() != Some(true));
        diabetes_kernel::places_of(&self.marks, &mut self.marked);
        for place in &self.marked {
            let place = *place as usize;
            if let (Some(plain), Some(mark)) = (plain.get_mut(place), self.marks.get(place)) {
                *plain &= mark & ALONE == 0;
            }
        }
        for (test, (field, cuts)) in (0..).zip(TESTS) {
            if let ColumnSlice::Numbers(numbers) = part(field)
                && !numbers.iter().all(|number| number.is_nan())
            {
                plain.iter_mut().zip(numbers).for_each(|(plain, number)| *plain &= number.is_nan());
                answers.measured.resize(table.rows(), MeasuredSet::default());
                classify(test, numbers, cuts, of(&mut answers.measured, &rows));
            }
        }
        self.sums.add(rows.len(), part, &mut self.scratch);
        if self.work.has(Work::GLUCOSE) {
            self.put_glucose(model, rows.clone(), answers);
        }
        if self.work.has(Work::RISKS) {
            self.put_risk(model, rows.clone(), answers);
        }
        if self.work.has(Work::ADVICE) {
            self.put_advice(model, table, &rows, options, answers);
        }
        self.put_notes(model, table, rows, options, answers);
    }

    /// Notes which fields are missing, and marks the rows where one is outside the training range.
    fn put_imputed<'p>(&mut self, model: &Model, part: impl Fn(Field) -> ColumnSlice<'p>, imputed: &mut [u32]) {
        let mut absent = 0;
        for (bit, stats) in model.fields.iter().enumerate() {
            absent |= stats.look_at(part(stats.field), bit, imputed, &mut self.marks);
        }
        for imputed in imputed {
            *imputed |= absent;
        }
    }

    /// Adds the notes row by row, the table's own first, and answers the rows that are handled one by one.
    fn put_notes(
        &self,
        model: &Model,
        table: &PatientTable<'_>,
        rows: Range<usize>,
        options: &AdviceOptions,
        answers: &mut PredictionTable,
    ) {
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
                model.answer_alone(table, row, options, answers);
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
        let Some(output) = &model.outputs.glucose else { return };
        let estimates = of(&mut answers.figures.glucose_mg_dl, &rows);
        let Calibration { intercept, slope } = output.calibration;
        self.sums.calibrate(Output::Glucose, [intercept, slope], estimates);
        keep_within_range(estimates);
        let into = Columns {
            low: of(&mut answers.figures.interval_low, &rows),
            high: of(&mut answers.figures.interval_high, &rows),
            category: of(answers.category.places_mut(), &rows),
            confidence: of(answers.confidence.places_mut(), &rows),
        };
        self.classes.read(output, estimates, into);
        keep_within_range(of(&mut answers.figures.interval_low, &rows));
        keep_within_range(of(&mut answers.figures.interval_high, &rows));
    }

    fn put_risk(&mut self, model: &Model, rows: Range<usize>, answers: &mut PredictionTable) {
        self.risks = Outputs::of(None, |output| {
            let Calibration { intercept, slope } = model.outputs.as_ref().probability(output)?.calibration;
            let mut risks = self.risks.as_mut().probability(output).map(mem::take).unwrap_or_default();
            risks.resize(rows.len(), 0.0);
            self.sums.calibrate(output, [intercept, slope], &mut risks);
            diabetes_kernel::logistic(&mut risks);
            Some(risks)
        });
        if let Outputs { dysglycaemia: Some(wholes), diabetes: Some(parts), .. } = &mut self.risks {
            let Figures { prob_normal, prob_prediabetes, prob_diabetes, .. } = &mut answers.figures;
            let columns = [prob_normal, prob_prediabetes, prob_diabetes];
            diabetes_kernel::columns_of_shares(wholes, parts, columns.map(|column| of(column, &rows)));
        }
        if let (Some(parts), Some(cutoffs)) = (&self.risks.diabetes, &model.cutoffs) {
            let levels = of(answers.risk_level.places_mut(), &rows);
            diabetes_kernel::count_reached(parts, cutoffs.ascending(), levels);
        }
    }

    /// Fills in the advice: by columns if nothing was measured and nothing is urgent, otherwise row by row.
    fn put_advice(
        &mut self,
        model: &Model,
        table: &PatientTable<'_>,
        rows: &Range<usize>,
        options: &AdviceOptions,
        answers: &mut PredictionTable,
    ) {
        let part = |field: Field| table.part(field, rows.clone());
        let has_level = model.outputs.diabetes.is_some() && model.cutoffs.is_some();
        let has_whole = model.outputs.dysglycaemia.is_some();
        self.look_at_due(model, has_level, part, options, of(answers.risk_level.places_mut(), rows));
        let otherwise = if has_level && has_whole { NextStep::Usual } else { NextStep::Unknown };
        let advice = of(&mut answers.advice, rows);
        for (advice, due) in advice.iter_mut().zip(&self.due) {
            *advice = Advice::unmeasured(Reasons::from_bits(*due), otherwise);
        }
        let any_high = PRESSURES.iter().any(|(field, cut)| {
            matches!(part(*field), ColumnSlice::Numbers(of) if !all_within(of, f64::NEG_INFINITY, cut.next_down()))
        });
        let is_high = |place: usize| {
            PRESSURES.iter().any(
                |(field, cut)| matches!(part(*field), ColumnSlice::Numbers(of) if of.get(place).is_some_and(|of| of >= cut)),
            )
        };
        if !any_high && answers.measured.is_empty() {
            return;
        }
        for (place, row) in rows.clone().enumerate() {
            let was_measured = answers.measured.get(row).is_some_and(|set| *set != MeasuredSet::default());
            let is_alone = was_measured || (any_high && is_high(place));
            if !is_alone {
                continue;
            }
            let wholes = self.risks.dysglycaemia.as_ref();
            let estimated = Estimated {
                not_applicable: None,
                level: answers.risk_level.get(row),
                dysglycaemia: wholes.and_then(|wholes| wholes.get(place).copied()),
                likely: model.likely(),
            };
            let advice = Advice::of(&table.values(row), &estimated, options);
            if let (Some(cell), Some(plain)) = (answers.advice.get_mut(row), answers.plain.get_mut(row)) {
                *cell = advice;
                *plain &= !advice.is_urgent();
            }
        }
    }

    /// Notes for each row what speaks for a test if nothing was measured.
    fn look_at_due<'p>(
        &mut self,
        model: &Model,
        has_level: bool,
        part: impl Fn(Field) -> ColumnSlice<'p>,
        options: &AdviceOptions,
        levels: &[u8],
    ) {
        self.due.clear();
        self.due.resize(levels.len(), 0);
        for (field, reason) in Reasons::ANSWERS {
            mark_code(part(field), code::YES as u8, reason.bits(), &mut self.due);
        }
        let when = |reason: Reasons, holds: bool| reason.when(holds).bits();
        if has_level {
            let is_raised = |level: u8| level != RiskLevel::Low as u8;
            self.due.iter_mut().zip(levels).for_each(|(due, level)| *due |= when(Reasons::LEVEL, is_raised(*level)));
        }
        if let Some(wholes) = &self.risks.dysglycaemia {
            let likely = model.likely();
            self.due.iter_mut().zip(wholes).for_each(|(due, risk)| *due |= when(Reasons::LIKELY, *risk >= likely));
        }
        if let (Some(cut), Some(sums)) = (options.findrisc_cut(), scores::findrisc_table()) {
            sums.add(levels.len(), &part, &mut self.scratch, &mut self.points);
            let typed = match part(Field::Findrisc) {
                ColumnSlice::Numbers(typed) => typed,
                _ => &[],
            };
            // An entered score takes the place of the items.
            let typed = typed.iter().copied().chain(std::iter::repeat(f64::NAN));
            for ((due, [fewest, _]), typed) in self.due.iter_mut().zip(&self.points).zip(typed) {
                *due |= when(Reasons::FINDRISC, if typed.is_nan() { *fewest } else { typed } >= cut);
            }
        }
    }
}

/// Adds the classes of a test's values; rows that are answered one by one overwrite theirs later.
fn classify(test: u8, numbers: &[f64], cuts: [f64; 2], sets: &mut [MeasuredSet]) {
    let mut categories = vec![0; numbers.len()];
    diabetes_kernel::count_reached(numbers, cuts, &mut categories);
    for ((set, number), category) in sets.iter_mut().zip(numbers).zip(categories) {
        if !number.is_nan() {
            set.add(test, *number, category);
        }
    }
}

/// A range of rows of a column.
fn of<'c, T>(column: &'c mut [T], rows: &Range<usize>) -> &'c mut [T] {
    column.get_mut(rows.clone()).unwrap_or_default()
}

fn keep_within_range(column: &mut [f64]) {
    let range = glucose_range();
    for glucose in column {
        *glucose = within(*glucose, range);
    }
}

fn mark_code(part: ColumnSlice<'_>, marked: u8, bit: u32, marks: &mut [u32]) {
    if let ColumnSlice::Codes(codes) = part
        && codes.contains(&marked)
    {
        marks.iter_mut().zip(codes).for_each(|(mark, code)| *mark |= if *code == marked { bit } else { 0 });
    }
}

fn mark_missing(part: ColumnSlice<'_>, marks: &mut [u32]) {
    match part {
        ColumnSlice::Numbers(numbers) => {
            marks.iter_mut().zip(numbers).for_each(|(mark, number)| *mark |= if number.is_nan() { ALONE } else { 0 });
        }
        ColumnSlice::Codes(_) => mark_code(part, code::MISSING, ALONE, marks),
        ColumnSlice::Absent => marks.iter_mut().for_each(|mark| *mark |= ALONE),
    }
}

impl FieldStats {
    /// Sets the bit of the rows where the field is missing, and marks those where it is outside the training range, by
    /// the rules of [`FieldStats::outside`]. If the field is missing in every row, returns the bit without setting it.
    fn look_at(&self, part: ColumnSlice<'_>, bit: usize, imputed: &mut [u32], marks: &mut [u32]) -> u32 {
        match (part, &self.distribution) {
            (ColumnSlice::Numbers(numbers), Distribution::Number { min, max, .. }) => {
                if !all_within(numbers, *min, *max) {
                    diabetes_kernel::set_bits(numbers, *min, *max, bit, imputed, marks);
                }
            }
            (ColumnSlice::Codes(codes), Distribution::Levels { shares }) => {
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
