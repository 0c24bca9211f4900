//! The codes beside the figures: fields imputed, warnings.

use super::checked::{ERRORS, contradiction};
use super::names::{column, text};
use super::read::People;
use super::settled::{ANSWERED, REASON};
use super::steps::{Column, codes};
use crate::NotApplicable;
use crate::check::DOUBTED;
use crate::model::{Distribution, FieldStats, Model};
use crate::rules::{Asks, RULES};
use crate::schema::Field;
use crate::units;
use crate::validation::Warning;

/// The columns `imputed` and `warnings`.
pub(super) fn add(model: &Model, people: &People) -> Vec<Column> {
    let (answered, sound) = (column(ANSWERED), format!("{} IS NULL", column(ERRORS)));
    let missing = |stats: &FieldStats| {
        (format!("{answered} AND {} IS NULL", people.value(stats.field)), stats.field.name().to_owned())
    };
    let imputed: Vec<(String, String)> = model.fields.iter().map(missing).collect();
    let reason = |reason: NotApplicable| {
        (format!("{sound} AND {} = {}", column(REASON), text(reason.code())), reason.code().to_owned())
    };
    let mut warnings: Vec<(String, String)> = NotApplicable::ALL.map(reason).into();
    let of_record = contradictions(people).into_iter().chain(doubts(people)).chain(people.corrected.clone());
    warnings.extend(of_record.map(|(condition, code)| (format!("{sound} AND {condition}"), code)));
    warnings.extend(model.fields.iter().filter_map(|stats| {
        let code = Warning::level_not_trained(stats.field).code().to_owned();
        Some((format!("{answered} AND {}", outside(people, stats)?), code))
    }));
    vec![("imputed".to_owned(), codes(&imputed)), ("warnings".to_owned(), codes(&warnings))]
}

/// Answers that exclude each other.
fn contradictions(people: &People) -> Vec<(String, String)> {
    let warned = RULES.iter().filter(|rule| !rule.is_error && matches!(rule.asks, Asks::Never(..)));
    warned.filter_map(|rule| Some((contradiction(people, rule)?, rule.code.to_owned()))).collect()
}

/// Values that may be in another unit.
fn doubts(people: &People) -> Vec<(String, String)> {
    let computed = RULES.iter().filter_map(|rule| {
        let Asks::Formula { doubt: (from, doubted), .. } = rule.asks else { return None };
        let reached = format!("{} >= {}", people.value(rule.field), people.dialect.bound(from));
        // The value as given is in the column of the field's own name.
        let is_blank = format!("{} IS NULL", column(rule.field.name()));
        let known = format!("{} IS NOT NULL", people.value(doubted));
        Some((doubted, format!("{is_blank} AND {known} AND ({reached} OR {})", beyond(people, doubted))))
    });
    let always = DOUBTED.into_iter().map(|field| (field, format!("({})", beyond(people, field))));
    let coded = |(field, condition)| (condition, Warning::unit_doubtful(field).code().to_owned());
    computed.chain(always).map(coded).collect()
}

/// Whether a value is where its unit is in doubt.
fn beyond(people: &People, field: Field) -> String {
    let [min, max] = units::beyond_doubt(field);
    outside_of(people, field, [min, max])
}

fn outside_of(people: &People, field: Field, [min, max]: [f64; 2]) -> String {
    let (value, dialect) = (people.value(field), people.dialect);
    format!("{value} < {} OR {value} > {}", dialect.bound(min), dialect.bound(max))
}

/// Whether a value is outside the training range; `None` if no value can be.
fn outside(people: &People, stats: &FieldStats) -> Option<String> {
    match &stats.distribution {
        Distribution::Number { min, max, .. } => Some(format!("({})", outside_of(people, stats.field, [*min, *max]))),
        Distribution::Levels { shares } => {
            let choices = stats.field.choices().iter().zip(shares);
            let unseen: Vec<String> =
                choices.filter(|(_, share)| **share == 0.0).map(|(choice, _)| text(choice)).collect();
            (!unseen.is_empty()).then(|| format!("{} IN ({})", people.value(stats.field), unseen.join(", ")))
        }
    }
}
