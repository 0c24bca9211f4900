//! Many rows as columns: numbers, codes of choices, or JSON where they are neither.

use crate::convert::{Answer, advising, error, json, locale, raws};
use crate::model::Model;
use diabetes_core::model::{Batch, OddsFactors, RowNote};
use diabetes_core::risk::{self, Category, Confidence, MeasuredSet, Priority, RiskLevel};
use diabetes_core::table::{Notes, PatientTable, Required};
use diabetes_core::{Advice, Locale, Model as Core, NextStep, Phrases, PredictionTable, Warning};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Tables that are filled column by column, one after the other, and answered by one model.
#[wasm_bindgen]
pub struct Columns {
    batch: Batch<Rc<Core>>,
    columns: Vec<(String, Content)>,
}

enum Content {
    Numbers(Box<[f64]>),
    Codes(Box<[u8]>),
    Json(String),
}

#[wasm_bindgen]
impl Columns {
    /// An empty table.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &Model, cut: f64, today: i32) -> Answer<Columns> {
        let options = advising(cut, today)?;
        Ok(Self { batch: Batch::new(Rc::clone(&model.core), &options), columns: Vec::new() })
    }

    /// Adds a column of numbers; NaN is missing.
    pub fn numbers(&mut self, name: String, numbers: Box<[f64]>) {
        self.columns.push((name, Content::Numbers(numbers)));
    }

    /// Adds a column of choices by their positions; 255 is missing.
    pub fn codes(&mut self, name: String, codes: Box<[u8]>) {
        self.columns.push((name, Content::Codes(codes)));
    }

    /// Adds a column of any values, a JSON list.
    pub fn json(&mut self, name: String, values: String) {
        self.columns.push((name, Content::Json(values)));
    }

    /// The answers for the table, whose columns are given away.
    pub fn predict(&mut self, rows: usize) -> Answer<Answers> {
        let columns = std::mem::take(&mut self.columns);
        let failed = |fault| error(fault, Locale::En);
        let mut builder = PatientTable::builder(rows);
        for (name, content) in &columns {
            match content {
                Content::Numbers(numbers) => builder.numbers(name, (&**numbers).into()),
                Content::Codes(codes) => builder.codes(name, codes),
                Content::Json(values) => builder.values(name, raws(values)?.into_iter()),
            }
            .map_err(failed)?;
        }
        let table = builder.finish(Required::Six);
        Ok(Answers::of(self.batch.predict_table(&table), &table))
    }
}

/// The answers for a table.
#[wasm_bindgen]
pub struct Answers {
    table: PredictionTable,
    ignored: Vec<String>,
    texts: Vec<String>,
}

/// Texts by key. The key 0 stands for no text; without a key a text is not found again.
#[derive(Default)]
struct Texts {
    known: Vec<(u64, u32)>,
    last: (u64, u32),
}

impl Texts {
    /// The position of a key's text behind a first one that is none.
    fn place(&mut self, key: Option<u64>, texts: &mut Vec<String>, text: impl FnOnce() -> String) -> u32 {
        if key == Some(0) {
            return 0;
        }
        if key == Some(self.last.0) {
            return self.last.1;
        }
        // Few texts differ.
        if let Some(known) = self.known.iter().find(|(known, _)| Some(*known) == key) {
            self.last = *known;
            return known.1;
        }
        texts.push(text());
        let place = texts.len() as u32;
        self.known.extend(key.map(|key| (key, place)));
        place
    }
}

impl Answers {
    pub(crate) fn of(answers: PredictionTable, table: &PatientTable<'_>) -> Self {
        Self { table: answers, ignored: table.unknown_columns().to_vec(), texts: Vec::new() }
    }
}

/// Stands for no class and no next step.
const NONE: u8 = u8::MAX;

/// Stands for no phrase.
const ASK: u32 = u32::MAX;

/// The phrases of interpretations and the warnings of many answers, in one language.
#[wasm_bindgen]
pub struct Interpretations {
    locale: Locale,
    pub(crate) phrases: Phrases,
    warnings: Notes<Warning>,
    /// How many of the warnings were given away.
    told: usize,
}

#[wasm_bindgen]
impl Interpretations {
    /// No phrases yet.
    #[wasm_bindgen(constructor)]
    pub fn new(english: bool) -> Self {
        let locale = locale(english);
        Self { locale, phrases: Phrases::new(locale), warnings: Notes::default(), told: 0 }
    }

    /// The next steps of rows of which nothing else is to be said, by their positions in [`names`]: code, text and source.
    pub fn steps(&self) -> Answer<String> {
        let said = |step: NextStep| (step.code(), Advice::from(step).text(self.locale), step.source());
        json(&NextStep::ALL.map(said))
    }

    /// Whether phrases or warnings are new.
    pub fn has_fresh(&self) -> bool {
        self.phrases.has_fresh() || self.told < self.warnings.kinds().len()
    }

    /// The phrases that are new, in order.
    pub fn fresh(&mut self) -> Vec<String> {
        self.phrases.fresh()
    }

    /// The warnings that are new, in order.
    pub fn fresh_warnings(&mut self) -> Answer<String> {
        let fresh = self.warnings.kinds().get(self.told..).unwrap_or_default();
        self.told = self.warnings.kinds().len();
        json(&fresh.iter().map(|warning| warning.localized(self.locale)).collect::<Vec<_>>())
    }
}

impl Interpretations {
    pub(crate) fn number(&mut self, warning: &Warning) -> u32 {
        self.warnings.number(warning.clone())
    }
}

#[wasm_bindgen]
impl Answers {
    /// Where the columns of figures are in memory.
    pub fn figures(&self) -> Vec<usize> {
        let t = &self.table;
        let columns = [
            &t.glucose_mg_dl,
            &t.interval_low,
            &t.interval_high,
            &t.prob_normal,
            &t.prob_prediabetes,
            &t.prob_diabetes,
        ];
        columns.map(|column| column.as_ptr().expose_provenance()).to_vec()
    }

    /// Category, confidence, risk level and next step, column after column, as positions in [`names`]; 255 for none.
    pub fn places(&self) -> Vec<u8> {
        let t = &self.table;
        let step = |row: usize| t.next_step(row).map_or(NONE, |step| step as u8);
        let steps: Vec<u8> = (0..t.rows()).map(step).collect();
        [t.category.places(), t.confidence.places(), t.risk_level.places(), &steps].concat()
    }

    /// The urgent codes of each row, as positions in [`names`]; empty where nothing is urgent in any.
    pub fn urgent(&self) -> Vec<u8> {
        let numbers = (0..self.table.rows()).map(|row| self.table.advice(row).urgent_number());
        let numbers: Vec<u8> = numbers.collect();
        if numbers.iter().all(|number| *number == 0) { Vec::new() } else { numbers }
    }

    /// What was measured in each row, as positions in [`names`]; empty where nothing was in any.
    pub fn measured(&self) -> Vec<u8> {
        let rows = if self.table.has_measured() { self.table.rows() } else { 0 };
        (0..rows).map(|row| self.table.measured(row).number()).collect()
    }

    /// The numbers of the two phrases of each row's interpretation; [`ASK`] where the row has to be asked for its own.
    pub fn phrases(&self, phrases: &mut Interpretations) -> Vec<u32> {
        phrases.phrases.of_table(&self.table, ASK).into_flattened()
    }

    /// A bit for each imputed field, the first one the lowest.
    pub fn imputed(&self) -> Vec<u32> {
        self.table.imputed.clone()
    }

    /// The names of the imputed fields of every row, then the codes of what deserves a look in every row, as positions
    /// in [`Answers::texts`]; 0 for none.
    pub fn marks(&mut self) -> Vec<u32> {
        let (table, rows) = (&self.table, self.table.rows());
        let mut marks = vec![0; 2 * rows];
        let (mut sets, mut row) = (Texts::default(), 0);
        for alike in table.imputed.chunk_by(|bits, next| bits == next) {
            let key = alike.first().map(|bits| (*bits).into());
            let place = sets.place(key, &mut self.texts, || table.imputed_names(row));
            let end = row + alike.len();
            marks.get_mut(row..end).unwrap_or_default().fill(place);
            row = end;
        }
        let (mut codes, mut lists): (Vec<&'static str>, _) = (Vec::new(), Texts::default());
        // The places of the codes, from 1 on.
        let places: Vec<u64> = table
            .notes()
            .kinds()
            .iter()
            .map(|note| {
                let known = codes.iter().position(|known| *known == note.code());
                1 + known.unwrap_or_else(|| {
                    codes.push(note.code());
                    codes.len() - 1
                }) as u64
            })
            .collect();
        for notes in table.notes().numbered().chunk_by(|(row, _), (next, _)| row == next) {
            let Some(row) = notes.first().map(|(row, _)| *row) else { continue };
            // One behind the other; hardly any row has so many that there is no key.
            let key = notes.iter().try_fold(0_u64, |key, (_, number)| {
                let place = places.get(*number as usize).copied().unwrap_or_default();
                (place < 16 && key >> 60 == 0).then_some(key << 4 | place)
            });
            let place = lists.place(key, &mut self.texts, || table.note_codes(row).unwrap_or_default());
            if let Some(mark) = marks.get_mut(rows + row) {
                *mark = place;
            }
        }
        marks
    }

    /// The texts that [`Answers::marks`] has found, in order.
    pub fn texts(&mut self) -> Vec<String> {
        std::mem::take(&mut self.texts)
    }

    /// The warnings of plain rows: row and number of the warning, one pair after the other; the numbers count as
    /// [`Interpretations::fresh_warnings`] gives them.
    pub fn warnings(&self, interpretations: &mut Interpretations) -> Vec<u32> {
        let notes = self.table.notes();
        // Of kinds that are said: no other warning is given away.
        let mut numbers = vec![None; notes.kinds().len()];
        let mut pairs = Vec::with_capacity(2 * notes.len());
        for (row, kind) in notes.numbered() {
            let place = *kind as usize;
            if let (Some(RowNote::Warning(warning)), Some(number)) = (notes.kinds().get(place), numbers.get_mut(place))
            {
                pairs.extend([*row as u32, *number.get_or_insert_with(|| interpretations.number(warning))]);
            }
        }
        pairs
    }

    /// The codes of the errors of bad rows, by row.
    pub fn errors(&self) -> Answer<String> {
        json(self.table.errors())
    }

    /// Names of columns that are not in the schema.
    pub fn ignored(&self) -> Vec<String> {
        self.ignored.clone()
    }
}

/// The names of categories, of degrees of confidence and of risk levels; of what can be measured the names, and what has to
/// be confirmed; the priorities; the next steps, and which advise a test; the sets of urgent codes.
#[wasm_bindgen]
pub fn names() -> Answer<String> {
    let measured = (0..MeasuredSet::COUNT).map(MeasuredSet::from_number);
    let measured: Vec<_> = measured.map(|set| (set.names(), set.confirm())).collect();
    let priorities = Priority::ALL.map(Priority::code);
    let steps = NextStep::ALL.map(|step| (step.code(), step.test_advised()));
    let urgent: Vec<_> = (0..Advice::URGENT_SETS).map(Advice::urgent_codes_of).collect();
    let classes =
        (Category::ALL.map(Category::name), Confidence::ALL.map(Confidence::name), RiskLevel::ALL.map(RiskLevel::name));
    json(&(classes, measured, priorities, steps, urgent))
}

/// The lower ends of the 90 % intervals of probabilities of diabetes, then the upper ones, by what [`Model::odds_factors`]
/// gives; NaN where that is nothing.
#[wasm_bindgen]
pub fn risk_intervals(factors: &[f64], diabetes: &[f64]) -> Vec<f64> {
    let mut ends = vec![f64::NAN; 2 * diabetes.len()];
    let (lows, highs) = ends.split_at_mut(diabetes.len());
    if let Some(factors) = OddsFactors::from_slice(factors) {
        for ((low, high), diabetes) in lows.iter_mut().zip(highs).zip(diabetes) {
            [*low, *high] = factors.interval(*diabetes);
        }
    }
    ends
}

/// The priority of a row of answers by its cells, as its position in [`names`].
#[wasm_bindgen]
pub fn priority(
    urgent: Option<String>,
    measured: Option<String>,
    risk_level: Option<String>,
    warnings: Option<String>,
    errors: Option<String>,
) -> u8 {
    let cells = [&urgent, &measured, &risk_level, &warnings, &errors];
    let [urgent, measured, level, warnings, errors] = cells.map(|cell| cell.as_deref());
    Priority::of_cells(urgent, measured, level, warnings, errors) as u8
}

/// The places of rows in the order in which they come, by their priorities and probabilities of diabetes.
#[wasm_bindgen]
pub fn ranked(priorities: &[u8], diabetes: &[f64]) -> Vec<u32> {
    let priorities: Vec<Priority> =
        priorities.iter().filter_map(|place| Priority::ALL.get(usize::from(*place)).copied()).collect();
    risk::ranked(&priorities, diabetes).into_iter().map(|row| row as u32).collect()
}
