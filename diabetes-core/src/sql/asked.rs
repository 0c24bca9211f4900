//! Decisions of the library as CASE expressions: what it decides is asked for every kind of person, and questions that
//! make no difference are left out. So a rule stands once, in the library.

use super::case::Case;
use super::names::{column, text};
use super::read::People;
use crate::risk::RiskLevel;
use crate::schema::Field;
use crate::values::{Values, code};
use std::cell::RefCell;

/// A kind of person, and what the model says of it, as far as it is known.
#[derive(Clone, Copy, Default)]
pub(super) struct Kind {
    pub(super) values: Values,
    pub(super) level: Option<RiskLevel>,
    pub(super) dysglycaemia: Option<f64>,
}

impl Kind {
    pub(super) fn with(field: Field, value: f64) -> Self {
        let mut kind = Self::default();
        kind.values.set(field, value);
        kind
    }

    /// What is known of this kind or else of another.
    fn or(&self, other: &Self) -> Self {
        let mut values = other.values;
        for field in Field::all() {
            if let Some(value) = self.values.known(field) {
                values.set(field, value);
            }
        }
        let (level, dysglycaemia) = (self.level.or(other.level), self.dysglycaemia.or(other.dysglycaemia));
        Self { values, level, dysglycaemia }
    }
}

/// A question: conditions tried in order with what they tell, and what is told if none of them holds.
pub(super) struct Question {
    pub(super) answers: Vec<(String, Kind)>,
    pub(super) otherwise: Kind,
    /// From this answer on each condition includes the one before.
    pub(super) nested_from: usize,
}

impl Question {
    /// Answers that exclude each other.
    pub(super) fn of(answers: Vec<(String, Kind)>, otherwise: &Kind) -> Self {
        Self { nested_from: answers.len(), answers, otherwise: *otherwise }
    }

    /// Whether the answer to a field is Si.
    pub(super) fn yes(people: &People, field: Field) -> Self {
        let name = field.choices().get(code::YES).copied().unwrap_or_default();
        let yes = (format!("{} = {}", people.value(field), text(name)), Kind::with(field, code::YES as f64));
        Self::of(vec![yes], &Kind::default())
    }

    /// The answer to a field.
    pub(super) fn choice(people: &People, field: Field) -> Self {
        let value = people.value(field);
        let answer =
            |(place, name): (usize, &&str)| (format!("{value} = {}", text(name)), Kind::with(field, place as f64));
        Self::of(field.choices().iter().enumerate().map(answer).collect(), &Kind::default())
    }

    /// Between which of some values a number is.
    pub(super) fn number(people: &People, field: Field, cuts: &[f64]) -> Self {
        let mut cuts = cuts.to_vec();
        cuts.sort_by(f64::total_cmp);
        cuts.dedup();
        let value = people.value(field);
        let lowest = cuts.first().map_or(f64::NAN, |cut| cut - 1.0);
        let starts: Vec<f64> = std::iter::once(lowest).chain(cuts.iter().copied()).collect();
        let below = cuts
            .iter()
            .zip(&starts)
            .map(|(cut, start)| (format!("{value} < {}", people.dialect.bound(*cut)), Kind::with(field, *start)));
        let unknown = (format!("{value} IS NULL"), Kind::default());
        let highest = starts.last().copied().unwrap_or(f64::NAN);
        let answers = std::iter::once(unknown).chain(below).collect();
        Self { answers, otherwise: Kind::with(field, highest), nested_from: 1 }
    }

    fn told(&self) -> impl Iterator<Item = &Kind> {
        self.answers.iter().map(|(_, kind)| kind).chain([&self.otherwise])
    }
}

#[derive(PartialEq)]
enum Decision {
    Made(String),
    Open(Vec<(Vec<String>, Decision)>, Box<Decision>),
}

/// What the library decides, given the answers to some questions.
pub(super) fn decision(questions: &[Question], decide: &dyn Fn(&Kind) -> String) -> Case {
    made(questions, &Kind::default(), decide).case()
}

/// Questions that matter together, as one: the number of the answer as an expression, and the question for the column
/// that holds it. Combined answers have one number if the decision is the same for both, whatever the others are.
pub(super) fn grouped(
    name: &str,
    questions: &[Question],
    others: &[Question],
    decide: &dyn Fn(&Kind) -> String,
) -> (String, Question) {
    let seen: RefCell<Vec<(Vec<String>, Kind)>> = RefCell::default();
    let number = |kind: &Kind| {
        let all = every_kind(others).into_iter().map(|other| decide(&kind.or(&other))).collect();
        let mut seen = seen.borrow_mut();
        let place = seen.iter().position(|(decided, _)| *decided == all).unwrap_or_else(|| {
            seen.push((all, *kind));
            seen.len() - 1
        });
        (place + 1).to_string()
    };
    let expression = decision(questions, &number).written();
    let mut answers: Vec<(String, Kind)> = seen
        .take()
        .into_iter()
        .zip(1..)
        .map(|((_, kind), number)| (format!("{} = {number}", column(name)), kind))
        .collect();
    let otherwise = answers.pop().map(|(_, kind)| kind).unwrap_or_default();
    (expression, Question::of(answers, &otherwise))
}

fn every_kind(questions: &[Question]) -> Vec<Kind> {
    let and = |kinds: Vec<Kind>, question: &Question| {
        kinds.iter().flat_map(|kind| question.told().map(|told| told.or(kind))).collect()
    };
    questions.iter().fold(vec![Kind::default()], and)
}

fn made(questions: &[Question], kind: &Kind, decide: &dyn Fn(&Kind) -> String) -> Decision {
    let Some((question, rest)) = questions.split_first() else { return Decision::Made(decide(kind)) };
    let of = |told: &Kind| made(rest, &told.or(kind), decide);
    let mut open: Vec<(Vec<String>, Decision)> = Vec::new();
    for (place, (condition, told)) in question.answers.iter().enumerate() {
        let decision = of(told);
        match open.last_mut() {
            Some((conditions, last)) if *last == decision => {
                if place > question.nested_from {
                    conditions.pop();
                }
                conditions.push(condition.clone());
            }
            _ => open.push((vec![condition.clone()], decision)),
        }
    }
    let otherwise = of(&question.otherwise);
    while open.last().is_some_and(|(_, last)| *last == otherwise) {
        open.pop();
    }
    if open.is_empty() { otherwise } else { Decision::Open(open, Box::new(otherwise)) }
}

impl Decision {
    fn case(&self) -> Case {
        match self {
            Decision::Made(value) => Case::always(value.as_str()),
            Decision::Open(open, otherwise) => {
                let when = |(conditions, decision): &(Vec<String>, Decision)| {
                    (conditions.join(" OR "), decision.case().written())
                };
                otherwise.case().after(open.iter().map(when))
            }
        }
    }
}

/// A code in quotes, or NULL.
pub(super) fn code_or_null(code: Option<&str>) -> String {
    code.map_or_else(|| "NULL".to_owned(), text)
}
