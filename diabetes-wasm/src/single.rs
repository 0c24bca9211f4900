//! One record and its answer in memory shared with JavaScript, so that neither is copied.

use crate::block::Interpretations;
use crate::convert::advising;
use crate::model::Model;
use diabetes_core::risk::ClassColumn;
use diabetes_core::schema::FIELD_COUNT;
use diabetes_core::{FIGURES, Patient};
use wasm_bindgen::prelude::*;

/// Means a missing choice.
const MISSING: u8 = u8::MAX;
/// More warnings than any record has.
const MOST_WARNINGS: usize = 2 * FIELD_COUNT;

/// Holds a record and its answer, laid out like a one-row block of [`crate::block::Answers`].
#[wasm_bindgen]
pub struct Single {
    numbers: [f64; FIELD_COUNT],
    codes: [u8; FIELD_COUNT],
    /// The figures, then the ends of the risk interval.
    estimates: [f64; FIGURES + 2],
    places: [u8; 4],
    phrases: [u32; 2],
    imputed: u32,
    warned: [u32; 2 * MOST_WARNINGS],
    /// The part of `warned` in use.
    starts: [u32; 2],
}

#[wasm_bindgen]
impl Single {
    /// Creates an empty record.
    #[allow(clippy::new_without_default, reason = "JavaScript makes it")]
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self {
            numbers: [f64::NAN; FIELD_COUNT],
            codes: [MISSING; FIELD_COUNT],
            estimates: [f64::NAN; FIGURES + 2],
            places: [ClassColumn::NONE; 4],
            phrases: [0; 2],
            imputed: 0,
            warned: [0; 2 * MOST_WARNINGS],
            starts: [0; 2],
        }
    }

    /// The addresses of numbers and codes, in schema order; of numbers, places, phrases, imputed fields and warnings,
    /// as in a block; and of the start and end of the warnings.
    pub fn addresses(&self) -> Vec<usize> {
        vec![
            self.numbers.as_ptr().expose_provenance(),
            self.codes.as_ptr().expose_provenance(),
            self.estimates.as_ptr().expose_provenance(),
            self.places.as_ptr().expose_provenance(),
            self.phrases.as_ptr().expose_provenance(),
            (&raw const self.imputed).expose_provenance(),
            self.warned.as_ptr().expose_provenance(),
            self.starts.as_ptr().expose_provenance(),
        ]
    }

    /// Answers the record. Returns false if it must be answered as JSON: it is invalid, or there is more to say.
    pub fn predict(&mut self, model: &Model, interpretations: &mut Interpretations, cut: f64, today: i32) -> bool {
        let Ok(options) = advising(cut, today) else { return false };
        let Ok(patient) = Patient::from_slots(&self.numbers, &self.codes) else { return false };
        let answer = model.core.predict_with(&patient, &options);
        let Some(phrases) = interpretations.phrases.of_answer(&answer) else { return false };
        if answer.warnings.len() > MOST_WARNINGS {
            return false;
        }
        let (figures, ends) = self.estimates.split_at_mut(FIGURES);
        figures.copy_from_slice(&answer.figures().each());
        ends.copy_from_slice(&answer.risk_interval.unwrap_or([f64::NAN; 2]));
        self.places = [
            ClassColumn::place(answer.category),
            ClassColumn::place(answer.confidence),
            ClassColumn::place(answer.risk_level),
            answer.advice.wording(),
        ];
        (self.phrases, self.imputed) = (phrases, answer.imputed.bits());
        for (pair, warning) in self.warned.chunks_exact_mut(2).zip(&answer.warnings) {
            pair.copy_from_slice(&[0, interpretations.number(warning)]);
        }
        self.starts = [0, 2 * answer.warnings.len() as u32];
        true
    }
}
