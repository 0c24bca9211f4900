//! Many rows as columns: numbers, codes of choices, or JSON for other values.

use crate::convert::{Answer, advising, error, json, locale, raws};
use crate::model::Model;
use diabetes_core::model::{Batch, RowNote};
use diabetes_core::risk::{self, Category, Confidence, Priority, RiskLevel};
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
    /// Creates an empty table.
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

    /// Adds a column of any values, given as a JSON list.
    pub fn json(&mut self, name: String, values: String) {
        self.columns.push((name, Content::Json(values)));
    }

    /// The answers for the table; takes its columns.
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

impl Answers {
    pub(crate) fn of(answers: PredictionTable, table: &PatientTable<'_>) -> Self {
        Self { table: answers, ignored: table.unknown_columns().to_vec(), texts: Vec::new() }
    }
}

/// Means no class and no next step.
const NONE: u8 = u8::MAX;

/// Means no phrase.
const ASK: u32 = u32::MAX;

/// The phrases of interpretations and the warnings of many answers, in one language.
#[wasm_bindgen]
pub struct Interpretations {
    locale: Locale,
    pub(crate) phrases: Phrases,
    warnings: Notes<Warning>,
    /// The number of warnings already returned.
    told: usize,
}

#[wasm_bindgen]
impl Interpretations {
    /// Creates an empty collection.
    #[wasm_bindgen(constructor)]
    pub fn new(tag: &str) -> Answer<Interpretations> {
        let locale = locale(tag)?;
        Ok(Self { locale, phrases: Phrases::new(locale), warnings: Notes::default(), told: 0 })
    }

    /// The next steps of plain rows: the number of the wording, code, text and source.
    pub fn steps(&self) -> Answer<String> {
        let said = |advice: Advice| {
            let step = advice.next_step();
            (advice.wording(), step.code(), advice.text(self.locale), step.source())
        };
        json(&Advice::wordings().map(said).collect::<Vec<_>>())
    }

    /// Whether there are new phrases or warnings.
    pub fn has_fresh(&self) -> bool {
        self.phrases.has_fresh() || self.told < self.warnings.kinds().len()
    }

    /// The new phrases, in order.
    pub fn fresh(&mut self) -> Vec<String> {
        self.phrases.fresh()
    }

    /// The new warnings, in order.
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
    /// The memory addresses of the number columns: the figures, then the ends of the risk interval.
    pub fn numbers(&self) -> Vec<usize> {
        self.table.numbers().map(|numbers| numbers.as_ptr().expose_provenance()).collect()
    }

    /// The codes of the columns of booleans and names, column after column.
    pub fn codes(&self) -> Vec<u8> {
        self.table.codes().collect::<Vec<_>>().concat()
    }

    /// The text columns, one after the other, as positions in [`Answers::texts`] starting at 1; 0 for none.
    pub fn marks(&mut self) -> Vec<u32> {
        let mut marks = Vec::new();
        for (of, texts) in self.table.texts() {
            let first = self.texts.len() as u32;
            marks.extend(of.iter().map(|mark| if *mark == 0 { 0 } else { first + mark }));
            self.texts.extend(texts);
        }
        marks
    }

    /// The texts that [`Answers::marks`] refers to.
    pub fn texts(&mut self) -> Vec<String> {
        std::mem::take(&mut self.texts)
    }

    /// Category, confidence and risk level as positions in [`names`], then the wording of the next step, whose four
    /// lowest bits are the step's position; column after column, 255 for none.
    pub fn places(&self) -> Vec<u8> {
        let t = &self.table;
        let step = |row: usize| t.next_step(row).map_or(NONE, |_| t.advice(row).wording());
        let steps: Vec<u8> = (0..t.rows()).map(step).collect();
        [t.category.places(), t.confidence.places(), t.risk_level.places(), &steps].concat()
    }

    /// The numbers of the two phrases of each row's interpretation; [`ASK`] if the row needs an interpretation of its
    /// own.
    pub fn phrases(&self, phrases: &mut Interpretations) -> Vec<u32> {
        phrases.phrases.of_table(&self.table, ASK).into_flattened()
    }

    /// A bit for each imputed field, the lowest for the first.
    pub fn imputed(&self) -> Vec<u32> {
        self.table.imputed.clone()
    }

    /// The warnings of plain rows, as pairs of row and warning number; the numbers are in the order of
    /// [`Interpretations::fresh_warnings`].
    pub fn warnings(&self, interpretations: &mut Interpretations) -> Vec<u32> {
        let notes = self.table.notes();
        // Only kinds that occur, so that no other warning is returned.
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

    /// Names of columns that are not in the schema.
    pub fn ignored(&self) -> Vec<String> {
        self.ignored.clone()
    }
}

/// The names of categories, confidences and risk levels; the priorities; the next steps, and which advise a test; the
/// names of the columns of answers, their kinds, and the meaning of codes; the language tags, default first.
#[wasm_bindgen]
pub fn names() -> Answer<String> {
    let classes =
        (Category::ALL.map(Category::name), Confidence::ALL.map(Confidence::name), RiskLevel::ALL.map(RiskLevel::name));
    let steps = NextStep::ALL.map(|step| (step.code(), step.test_advised()));
    json(&(
        classes,
        Priority::ALL.map(Priority::code),
        steps,
        PredictionTable::column_kinds(),
        Locale::ALL.map(Locale::tag),
    ))
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

/// The row indices in list order, by priority and probability of diabetes.
#[wasm_bindgen]
pub fn ranked(priorities: &[u8], diabetes: &[f64]) -> Vec<u32> {
    let priorities: Vec<Priority> =
        priorities.iter().filter_map(|place| Priority::ALL.get(usize::from(*place)).copied()).collect();
    risk::ranked(&priorities, diabetes).into_iter().map(|row| row as u32).collect()
}
