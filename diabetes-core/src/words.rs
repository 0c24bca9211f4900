//! The texts about people and records: one [`Words`] per language, each in its own file. The texts in table rows
//! (fields, choices, units, rules, scores) are in those rows. Errors of tables, model files, training and evaluation
//! are English only and not here.

mod en;
mod es;

pub(crate) use en::EN;
pub(crate) use es::ES;

/// The place in a text where a word goes.
pub(crate) const BLANK: &str = "{}";

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

/// How a language writes numbers.
pub(crate) struct Marks {
    /// Before the decimals.
    pub(crate) decimal: char,
    /// Between groups of three digits.
    pub(crate) group: char,
    /// The fewest digits before the decimals that are grouped.
    pub(crate) grouped_from: usize,
}

/// All texts of a language.
pub(crate) struct Words {
    /// The language's tag.
    pub(crate) tag: &'static str,
    /// The texts of rows in this language.
    pub(crate) rows: RowTexts,
    /// Selects one of the Spanish and English texts that a model states.
    pub(crate) stated: for<'t> fn([&'t str; 2]) -> &'t str,
    /// How numbers are written.
    pub(crate) marks: Marks,
    /// Whether the title of a field has an article within a sentence: the one beside the Spanish title.
    pub(crate) has_articles: bool,
    /// The title of the schema.
    pub(crate) record: &'static str,
    /// A range, from low to high.
    pub(crate) range: fn(low: &str, high: &str) -> String,
    /// The end of a range of dates.
    pub(crate) today: &'static str,
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
    pub(crate) labels: Labels,
}

/// Errors of a record. In those of a field, [`BLANK`] stands for it; what it accepts follows after a colon.
pub(crate) struct Faults {
    /// For a masculine and a feminine noun, where the language tells them apart.
    pub(crate) missing: [&'static str; 2],
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
    /// The name as given, and the nearest field.
    pub(crate) unknown: fn(name: &str, nearest: &str) -> String,
    pub(crate) duplicate: fn(name: &str) -> String,
    pub(crate) invalid_json: fn(line: usize, column: usize) -> String,
    pub(crate) not_a_record: &'static str,
}

/// Warnings about a record; [`BLANK`] stands for the field.
pub(crate) struct Warnings {
    /// The range follows after a colon.
    pub(crate) outside_training_range: &'static str,
    pub(crate) level_not_trained: &'static str,
    /// The unit follows.
    pub(crate) unit_doubtful: &'static str,
    /// [`BLANK`] stands for the points.
    pub(crate) possible_points: &'static str,
}

/// Urgent findings and next steps.
pub(crate) struct Advice {
    pub(crate) own_care_in_pregnancy: &'static str,
    pub(crate) own_care_in_diabetes: &'static str,
    pub(crate) own_care_in_both: &'static str,
    pub(crate) clinician: &'static str,
    pub(crate) clinician_by_two: &'static str,
    pub(crate) clinician_in_pregnancy: &'static str,
    pub(crate) confirm: &'static str,
    pub(crate) complete: &'static str,
    pub(crate) yearly: &'static str,
    pub(crate) repeat: &'static str,
    pub(crate) repeat_hba1c: &'static str,
    pub(crate) test: &'static str,
    pub(crate) because_likely: &'static str,
    pub(crate) because_high_before: &'static str,
    pub(crate) because_gestational: &'static str,
    pub(crate) because_findrisc: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) usual: &'static str,
    pub(crate) usual_beside_urgent: &'static str,
    pub(crate) glucose_low: &'static str,
    pub(crate) glucose_high: &'static str,
    pub(crate) blood_pressure: &'static str,
    pub(crate) symptoms_to_clinician: &'static str,
    pub(crate) symptoms_to_test: &'static str,
    pub(crate) has_symptoms_to_clinician: &'static str,
    pub(crate) has_symptoms_to_test: &'static str,
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
    pub(crate) glucose: fn(figures: [String; 3], category: &str) -> String,
    pub(crate) measured_glucose: fn(place: &str) -> String,
    pub(crate) measured_hba1c: fn(place: &str) -> String,
    /// The categories as they end a sentence, from normal to diabetes.
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

/// Names of codes, in the order of the codes.
pub(crate) struct Labels {
    pub(crate) levels: [&'static str; 3],
    /// How sure a category is: never the words of a risk.
    pub(crate) certainties: [&'static str; 3],
    pub(crate) outputs: [&'static str; 3],
    pub(crate) not_applicable: [&'static str; 2],
    pub(crate) urgent: [&'static str; 3],
    pub(crate) steps: [&'static str; 9],
    /// The columns of a table of answers.
    pub(crate) columns: &'static [(&'static str, &'static str)],
}
