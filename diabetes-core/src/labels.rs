//! The names of codes in words, for every form, page, report and command.

use crate::advice::{NextStep, Urgent};
use crate::applicability::NotApplicable;
use crate::outputs::Output;
use crate::risk::{Category, Confidence, RiskLevel};
use crate::{Locale, words};
use serde::{Serialize, Serializer};

/// Codes with their names, in the order of the codes.
type Names = [(&'static str, &'static str)];

/// The names of the codes of an answer in a language, by kind and code.
///
/// ```
/// use diabetes_core::{Labels, Locale};
/// let labels = serde_json::to_value(Labels::of(Locale::Es))?;
/// assert_eq!(labels["risk_level"]["Bajo"], "bajo");
/// assert_eq!(labels["confidence"]["Bajo"], "poca");
/// assert_eq!(labels["column"]["prob_Prediabetes"], "Prediabetes (probabilidad)");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Serialize)]
pub struct Labels {
    /// The levels of a risk.
    #[serde(serialize_with = "mapped")]
    risk_level: Vec<(&'static str, &'static str)>,
    /// How sure the category of an estimate is, in other words than a risk.
    #[serde(serialize_with = "mapped")]
    confidence: Vec<(&'static str, &'static str)>,
    /// The categories of a glucose or an HbA1c, as they end a sentence.
    #[serde(serialize_with = "mapped")]
    category: Vec<(&'static str, &'static str)>,
    /// The outputs of a model.
    #[serde(serialize_with = "mapped")]
    output: Vec<(&'static str, &'static str)>,
    /// Why an estimate does not apply.
    #[serde(serialize_with = "mapped")]
    not_applicable: Vec<(&'static str, &'static str)>,
    /// What is urgent.
    #[serde(serialize_with = "mapped")]
    urgent: Vec<(&'static str, &'static str)>,
    /// The next step, in a few words.
    #[serde(serialize_with = "mapped")]
    next_step: Vec<(&'static str, &'static str)>,
    /// The columns of a table of answers.
    #[serde(serialize_with = "mapped")]
    column: &'static Names,
}

fn mapped<S: Serializer>(names: &Names, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(names.iter().copied())
}

fn named<T: Copy, const N: usize>(
    codes: [T; N],
    code: fn(T) -> &'static str,
    names: [&'static str; N],
) -> Vec<(&'static str, &'static str)> {
    codes.map(code).into_iter().zip(names).collect()
}

impl Labels {
    /// The names in a language.
    #[must_use]
    pub fn of(locale: Locale) -> Self {
        let words::Labels { levels, certainties, outputs, not_applicable, urgent, steps, columns } =
            locale.words().labels;
        Self {
            risk_level: named(RiskLevel::ALL, RiskLevel::name, levels),
            confidence: named(Confidence::ALL, Confidence::name, certainties),
            category: named(Category::ALL, Category::name, locale.words().answer.places),
            output: named(Output::ALL, Output::name, outputs),
            not_applicable: named(NotApplicable::ALL, NotApplicable::code, not_applicable),
            urgent: named(Urgent::ALL, Urgent::code, urgent),
            next_step: named(NextStep::ALL, NextStep::code, steps),
            column: columns,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PredictionTable;

    #[test]
    fn every_column_of_answers_has_a_name_in_every_language() {
        for locale in Locale::ALL {
            let named: Vec<&str> = Labels::of(locale).column.iter().map(|(code, _)| *code).collect();
            let columns: Vec<&str> = PredictionTable::column_kinds().into_iter().map(|(name, _)| name).collect();
            assert_eq!(named, columns);
        }
    }

    #[test]
    fn certainty_never_has_the_words_of_a_risk() {
        for locale in Locale::ALL {
            let words::Labels { levels, certainties, .. } = locale.words().labels;
            assert!(certainties.iter().all(|word| !levels.contains(word)));
        }
    }
}
