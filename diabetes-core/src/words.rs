//! The texts about people and records: one [`Words`] per language, each in its own file. The texts in table rows
//! (fields, choices, units, rules, scores) are in those rows. Errors of tables, model files, training and evaluation
//! are English only and not here.

mod en;
mod es;

pub(crate) use en::EN;
pub(crate) use es::ES;

use crate::numbers::Shortest;

/// Where the texts of rows are in a language. They are written in Spanish and English beside the row.
pub(crate) enum RowTexts {
    /// Beside the row, the Spanish text.
    Spanish,
    /// Beside the row, the English text.
    English,
    /// In the language's file: pairs of the English text and its translation.
    #[allow(dead_code, reason = "for a third language")]
    Translated(&'static [(&'static str, &'static str)]),
}

impl RowTexts {
    #[allow(clippy::indexing_slicing, clippy::panic, reason = "the compiler runs it")]
    pub(crate) const fn of(&self, es: &'static str, en: &'static str) -> &'static str {
        let pairs = match self {
            Self::Spanish => return es,
            Self::English => return en,
            Self::Translated(pairs) => *pairs,
        };
        let mut place = 0;
        while place < pairs.len() {
            if are_equal(pairs[place].0, en) {
                return pairs[place].1;
            }
            place += 1;
        }
        panic!("a language has no translation of this row's text")
    }
}

#[allow(clippy::indexing_slicing, reason = "the compiler runs it")]
const fn are_equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut place = 0;
    while place < one.len() && place < other.len() && one[place] == other[place] {
        place += 1;
    }
    place == one.len() && place == other.len()
}

/// All texts of a language.
pub(crate) struct Words {
    /// The language's tag.
    pub(crate) tag: &'static str,
    /// The texts of rows in this language.
    pub(crate) rows: RowTexts,
    /// Selects one of the Spanish and English texts that a model states.
    pub(crate) stated: for<'t> fn([&'t str; 2]) -> &'t str,
    /// The title of the schema.
    pub(crate) record: &'static str,
    /// Goes between the ends of a range.
    pub(crate) to: &'static str,
    /// Follows the first day of a range of dates.
    pub(crate) to_today: &'static str,
    /// Goes before the last item of a list.
    pub(crate) or: &'static str,
    /// Asks whether a value is in one of these units, or is one of these things.
    pub(crate) is_it: fn(names: &str, units: bool) -> String,
    pub(crate) faults: Faults,
    pub(crate) warnings: Warnings,
    pub(crate) advice: Advice,
    pub(crate) answer: Answer,
    pub(crate) origin: Origin,
    pub(crate) categories: Categories,
}

/// Errors of a record. The first eight follow the name of the field and precede what it accepts.
pub(crate) struct Faults {
    pub(crate) missing: &'static str,
    pub(crate) not_a_number: &'static str,
    pub(crate) not_a_date: &'static str,
    pub(crate) not_finite: &'static str,
    pub(crate) out_of_range: &'static str,
    pub(crate) not_allowed: &'static str,
    pub(crate) not_whole: &'static str,
    pub(crate) ambiguous_number: &'static str,
    pub(crate) missing_bmi: &'static str,
    pub(crate) cell_count: fn(found: usize, expected: usize) -> String,
    pub(crate) text_after_quote: &'static str,
    pub(crate) unknown: fn(name: &str, nearest: &str) -> String,
    /// Follows the name of the field.
    pub(crate) duplicate: &'static str,
    pub(crate) invalid_json: fn(line: usize, column: usize) -> String,
    pub(crate) not_a_record: &'static str,
}

/// Warnings about a record.
pub(crate) struct Warnings {
    pub(crate) outside_training_range: fn(field: &str, min: Shortest, max: Shortest) -> String,
    pub(crate) level_not_trained: fn(field: &str) -> String,
    pub(crate) unit_doubtful: fn(field: &str, own: &str, other: &str) -> String,
}

/// Urgent findings and next steps.
pub(crate) struct Advice {
    pub(crate) own_care_in_pregnancy: &'static str,
    pub(crate) own_care_in_diabetes: &'static str,
    pub(crate) clinician: &'static str,
    pub(crate) confirm: &'static str,
    pub(crate) complete: &'static str,
    pub(crate) yearly: &'static str,
    pub(crate) repeat: &'static str,
    pub(crate) repeat_hba1c: &'static str,
    pub(crate) test: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) usual: &'static str,
    pub(crate) usual_beside_urgent: &'static str,
    pub(crate) glucose_low: &'static str,
    pub(crate) glucose_high: &'static str,
    pub(crate) blood_pressure: &'static str,
    pub(crate) symptoms_to_clinician: &'static str,
    pub(crate) symptoms_to_test: &'static str,
    pub(crate) glucose: Result,
    pub(crate) hba1c: Result,
}

/// A test whose result does not count or that was not done.
pub(crate) struct Result {
    pub(crate) undated: &'static str,
    pub(crate) old: &'static str,
    pub(crate) not_measured: &'static str,
}

/// The sentences of an interpretation.
pub(crate) struct Answer {
    pub(crate) generated: &'static str,
    pub(crate) no_estimate: &'static str,
    pub(crate) leaving_measured_aside: &'static str,
    pub(crate) reservation: &'static str,
    /// Out of 100 people; `nearly_all` means fewer than 100.
    pub(crate) diabetes: fn(count: u8, nearly_all: bool) -> String,
    pub(crate) range: fn(low: u8, high: u8) -> String,
    pub(crate) prediabetes: fn(count: u8) -> String,
    /// Estimate, low and high in mg/dL.
    pub(crate) glucose: fn(figures: [Shortest; 3], category: &str) -> String,
    pub(crate) measured_glucose: fn(place: &str) -> String,
    pub(crate) measured_hba1c: fn(place: &str) -> String,
    /// The categories as they end the sentence of an estimate, from normal to diabetes.
    pub(crate) categories: [&'static str; 3],
    /// The categories as they end the sentence of a measured value.
    pub(crate) places: [&'static str; 3],
    pub(crate) low: &'static str,
    pub(crate) moderate: &'static str,
    pub(crate) high: &'static str,
}

/// Whose records a model learned from.
pub(crate) struct Origin {
    pub(crate) learned: fn(people: &str) -> String,
    pub(crate) recalibrated: fn(people: &str, since: &str) -> String,
}

/// The categories of a measured glucose: what each means and what to do.
pub(crate) struct Categories {
    pub(crate) normal: [&'static str; 2],
    pub(crate) prediabetes: [&'static str; 2],
    pub(crate) diabetes: [&'static str; 2],
}
