//! The checks of a record, with the errors in the order in which the library reports them.

use super::case::Case;
use super::dates;
use super::dialect::Dialect;
use super::names::{column, text, texts};
use super::read::{People, TODAY};
use super::steps::{Steps, codes};
use crate::arithmetic::Written;
use crate::date::Date;
use crate::rules::{self, Asks, RULES, Rule};
use crate::schema::{Field, FieldKind};
use crate::validation::FieldError;

/// The column with the errors.
pub(super) const ERRORS: &str = "errors";

/// Adds the values computed from others, and the errors.
pub(super) fn add(people: &mut People, steps: &mut Steps) {
    let (mut computed, mut broken) = (Vec::new(), Vec::new());
    for rule in &RULES {
        if let Asks::Formula { of, written, tolerance, .. } = rule.asks {
            let [one, other] = of.map(|field| people.value(field));
            let sound = of.map(|field| within(people, field)).join(" AND ");
            let value = written(Written(one), Written(other)).0;
            let given = people.value(rule.field);
            let is_blank = with(&format!("{given} IS NULL AND {sound}"), "AND NOT", people.unreadable(rule.field));
            let name = format!("{} computed", rule.field.name());
            computed.push((name.clone(), Case::of([(is_blank, value.clone())]).or(given.as_str()).written()));
            let differs = format!("ABS({given} - {value}) > {}", people.dialect.bound(tolerance));
            broken.push((rule.field, format!("{sound} AND {} AND {differs}", within(people, rule.field)), rule.code));
            people.moved(rule.field, &name);
        }
    }
    steps.add("the computed", "What is computed from other fields if it is blank.", computed);
    let mut errors = Vec::new();
    for field in People::fields() {
        let mut found = |condition: String, code: &str| {
            errors.push((condition, format!("{code}:{}", field.name())));
        };
        if let Some(fault) = people.unreadable(field) {
            found(fault, unreadable_code(field));
        }
        for (_, condition, code) in broken.iter().filter(|(of, ..)| *of == field) {
            found(condition.clone(), code);
        }
        for (condition, code) in faults(people, field) {
            found(condition, code);
        }
        if field.is_required() {
            found(missing(people, field), FieldError::missing(field).code());
        }
        for rule in RULES.iter().filter(|rule| rule.is_error && rule.field == field) {
            if let Some(condition) = contradiction(people, rule) {
                found(condition, rule.code);
            }
        }
    }
    let columns = vec![(ERRORS.to_owned(), codes(&errors))];
    steps.add("the checks", "Why the library refuses a record: every error as code:field.", columns);
}

/// The condition with another one behind it, if there is one.
fn with(condition: &str, joined: &str, other: Option<String>) -> String {
    other.map_or_else(|| condition.to_owned(), |other| format!("{condition} {joined} {other}"))
}

fn unreadable_code(field: Field) -> &'static str {
    match field.spec().kind {
        FieldKind::Number { .. } => FieldError::not_a_number(field).code(),
        FieldKind::Choice(_) => FieldError::not_allowed(field).code(),
        FieldKind::Date => FieldError::not_a_date(field).code(),
    }
}

/// Whether a number is out of its range.
fn beyond(people: &People, field: Field) -> String {
    within(people, field).replacen(" BETWEEN ", " NOT BETWEEN ", 1)
}

/// Whether a number is known and in its range.
fn within(people: &People, field: Field) -> String {
    let value = people.value(field);
    match field.spec().kind {
        FieldKind::Number { min, max, .. } => {
            format!("{value} BETWEEN {} AND {}", people.dialect.bound(min), people.dialect.bound(max))
        }
        FieldKind::Choice(_) | FieldKind::Date => format!("{value} IS NOT NULL"),
    }
}

/// What may be wrong with a number or a date by itself; of a number only one is.
fn faults(people: &People, field: Field) -> Vec<(String, &'static str)> {
    let (value, dialect) = (people.value(field), people.dialect);
    let out_of_range = FieldError::out_of_range(field, f64::NAN).code();
    match field.spec().kind {
        FieldKind::Number { whole, .. } => {
            let is_infinite = format!("ABS({value}) = {}", dialect.infinity());
            let is_within = within(people, field);
            let mut faults = vec![
                (is_infinite.clone(), FieldError::not_finite(field).code()),
                (format!("{} AND NOT {is_infinite}", beyond(people, field)), out_of_range),
            ];
            if whole {
                let decimals = format!("{is_within} AND {}", dialect.has_decimals(&value));
                faults.push((decimals, FieldError::not_whole(field).code()));
            }
            faults
        }
        FieldKind::Date => {
            let first = dates::day(dialect, &Date::EARLIEST.to_string());
            let last = dates::next(dialect, &column(TODAY));
            vec![(format!("{value} < {first} OR {value} > {last}"), out_of_range)]
        }
        FieldKind::Choice(_) => Vec::new(),
    }
}

/// Whether a required field is missing, and not one computed from fields that have errors of their own.
fn missing(people: &People, field: Field) -> String {
    let is_absent =
        |field: Field| with(&format!("{} IS NULL", people.value(field)), "AND NOT", people.unreadable(field));
    let sources: Vec<String> = rules::sources(field).iter().map(|source| is_absent(*source)).collect();
    if sources.is_empty() {
        return is_absent(field);
    }
    format!("{} AND ({})", is_absent(field), sources.join(" OR "))
}

/// When two fields contradict each other.
pub(super) fn contradiction(people: &People, rule: &Rule) -> Option<String> {
    match rule.asks {
        Asks::Below(low, high) => {
            let sound = [low, high].map(|field| sound(people, field)).join(" AND ");
            Some(format!("{} >= {} AND {sound}", people.value(low), people.value(high)))
        }
        Asks::Never(one, other) => {
            Some([one, other].map(|(field, answer)| is(&people.value(field), field, &[answer])).join(" AND "))
        }
        Asks::Implies(field, answers, (other, answer)) => {
            let (holds, value) = (is(&people.value(field), field, answers), people.value(other));
            Some(format!("{holds} AND {}", is_not(&value, other, answer)))
        }
        Asks::Formula { .. } | Asks::Score => None,
    }
}

/// Whether a number has no error of its own.
fn sound(people: &People, field: Field) -> String {
    let is_whole = matches!(field.spec().kind, FieldKind::Number { whole: true, .. });
    let decimals = is_whole.then(|| people.dialect.has_decimals(&people.value(field)));
    with(&within(people, field), "AND NOT", decimals)
}

/// Whether a choice is one of these answers.
pub(super) fn is(value: &str, field: Field, answers: &[usize]) -> String {
    let named = answers.iter().filter_map(|answer| field.choices().get(*answer));
    format!("{value} IN ({})", texts(named))
}

/// Whether a choice is known and another answer than this.
pub(super) fn is_not(value: &str, field: Field, answer: usize) -> String {
    let name = field.choices().get(answer).copied().unwrap_or_default();
    format!("{value} <> {}", text(name))
}

/// The years of a dialect's dates, for those who ask whether a day is recent.
pub(super) fn recent(dialect: Dialect, date: &str, years: i32) -> String {
    format!("{} >= {}", dates::years_later(dialect, date, years), column(TODAY))
}
