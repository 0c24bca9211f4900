//! Warnings about a record, which is still answered.

use super::errors::{range_in_words, unknown_field};
use crate::numbers::nearest;
use crate::rules::{RULES, RuleId};
use crate::schema::Field;
use crate::scores::Sums;
use crate::words::BLANK;
use crate::{Locale, text, units};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Notice {
    UnknownField { name: String, nearest: Field },
    OutsideTrainingRange { field: Field, min: f64, max: f64 },
    LevelNotTrained(Field),
    Rule(RuleId),
    ScoreDiffers(RuleId, Sums),
    UnitDoubtful(Field),
}

codes! {
    Notice:
    UnknownField => "unknown_field",
    OutsideTrainingRange | LevelNotTrained => "outside_training_range",
    UnitDoubtful => "unit_doubtful",
    [Notice::Rule(rule) | Notice::ScoreDiffers(rule, _) => rule.rule().code]
}

/// Decimals of a training range in words: the mean of devices may have many.
const DECIMALS: i32 = 2;

/// A warning about a record, which is still answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warning(Notice);

impl Warning {
    /// Every code.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let rules = RULES.iter().filter(|rule| !rule.is_error).map(|rule| rule.code);
        Notice::CODES.iter().copied().chain(rules)
    }

    pub(crate) fn unknown_field(name: &str) -> Self {
        Self(Notice::UnknownField { name: name.to_owned(), nearest: Field::nearest(name) })
    }
    pub(crate) fn outside_training_range(field: Field, min: f64, max: f64) -> Self {
        Self(Notice::OutsideTrainingRange { field, min, max })
    }
    pub(crate) fn level_not_trained(field: Field) -> Self {
        Self(Notice::LevelNotTrained(field))
    }
    pub(crate) fn rule(rule: RuleId) -> Self {
        Self(Notice::Rule(rule))
    }
    /// For a score whose points its items do not allow.
    pub(crate) fn score_differs(rule: RuleId, possible: Sums) -> Self {
        Self(Notice::ScoreDiffers(rule, possible))
    }
    pub(crate) fn unit_doubtful(field: Field) -> Self {
        Self(Notice::UnitDoubtful(field))
    }

    /// The stable code, such as `unknown_field`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code()
    }

    /// A key shared by equal warnings and few others.
    #[must_use]
    pub fn key(&self) -> u64 {
        match &self.0 {
            Notice::UnknownField { nearest, .. } => nearest.index() as u64,
            Notice::OutsideTrainingRange { field, .. } | Notice::LevelNotTrained(field) => 32 + field.index() as u64,
            Notice::UnitDoubtful(field) => 64 + field.index() as u64,
            Notice::Rule(rule) => 96 + rule.place(),
            Notice::ScoreDiffers(_, possible) => 128 + u64::from(possible.key()),
        }
    }

    /// The field it is about.
    #[must_use]
    pub fn field(&self) -> &str {
        match &self.0 {
            Notice::UnknownField { name, .. } => name,
            Notice::OutsideTrainingRange { field, .. }
            | Notice::LevelNotTrained(field)
            | Notice::UnitDoubtful(field) => field.name(),
            Notice::Rule(rule) | Notice::ScoreDiffers(rule, _) => rule.rule().field.name(),
        }
    }

    /// The message in the given language.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let words = &locale.words().warnings;
        match &self.0 {
            Notice::UnknownField { name, nearest } => unknown_field(name, *nearest, locale),
            Notice::OutsideTrainingRange { field, min, max } => {
                let sentence = field.spec().sentence(words.outside_training_range, locale);
                format!(
                    "{sentence}: {}.",
                    range_in_words(*field, [*min, *max].map(|end| nearest(end, DECIMALS)), locale)
                )
            }
            Notice::LevelNotTrained(field) => field.spec().sentence(words.level_not_trained, locale),
            Notice::UnitDoubtful(field) => {
                let sentence = field.spec().sentence(words.unit_doubtful, locale);
                let other = units::doubtful(*field).map_or("", |unit| unit.name.get(locale));
                format!("{sentence} {}. {}", field.spec().unit, (locale.words().is_it)(other, true))
            }
            Notice::Rule(rule) => rule.rule().message.get(locale).to_owned(),
            Notice::ScoreDiffers(rule, possible) => {
                let points = words.possible_points.replacen(BLANK, &in_words(*possible, locale), 1);
                format!("{} {points}", rule.rule().message.get(locale))
            }
        }
    }

    /// The warning in the given language, ready to be serialized.
    #[must_use]
    pub fn localized(&self, locale: Locale) -> LocalizedWarning<'_> {
        LocalizedWarning { code: self.code(), field: self.field(), message: self.message(locale) }
    }
}

/// Possible points: `3, 5 to 8 or 10`.
fn in_words(possible: Sums, locale: Locale) -> String {
    let words = locale.words();
    let run = |(first, last): (u32, u32)| match last - first {
        0 => first.to_string(),
        _ => (words.range)(&first.to_string(), &last.to_string()),
    };
    let runs: Vec<String> = possible.runs().into_iter().map(run).collect();
    text::listed(&runs, words.or)
}

/// A warning in wire format.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LocalizedWarning<'a> {
    /// The stable code.
    pub code: &'static str,
    /// The field it is about.
    pub field: &'a str,
    /// The message.
    pub message: String,
}
