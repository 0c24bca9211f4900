//! What follows from other answers of a sound record, and whether an estimate applies.

use super::asked::{Question, code_or_null, decision};
use super::case::Case;
use super::checked::{ERRORS, is, is_not};
use super::names::{column, text};
use super::read::People;
use super::steps::Steps;
use crate::NotApplicable;
use crate::applicability::not_applicable;
use crate::rules::{Asks, RULES};
use crate::schema::Field;

/// The column with the reason why no estimate applies.
pub(super) const REASON: &str = "not applicable";
/// The column that tells whether there are figures.
pub(super) const ANSWERED: &str = "has figures";

/// Adds the settled fields, and whether there is an estimate.
pub(super) fn add(people: &mut People, steps: &mut Steps) {
    settle_answers(people, steps);
    let asked = [Field::DiagnosedDiabetes, Field::Pregnant].map(|field| Question::yes(people, field));
    let reason =
        decision(&asked, &|kind| code_or_null(not_applicable(&kind.values).map(NotApplicable::code))).written();
    steps.add("the people", "Whether an estimate applies to the person.", vec![(REASON.to_owned(), reason)]);
    let is_answered = format!("{} IS NULL AND {} IS NULL", column(ERRORS), column(REASON));
    steps.add("the answered", "Whether there are figures.", vec![(ANSWERED.to_owned(), is_answered)]);
}

/// Adds the answers that others imply, rule by rule, since one may rest on another.
fn settle_answers(people: &mut People, steps: &mut Steps) {
    let mut settled: Vec<(Field, String)> = Vec::new();
    for rule in &RULES {
        let Asks::Implies(field, answers, (other, answer)) = rule.asks else { continue };
        let now = |field: Field| {
            let known = settled.iter().find(|(settled, _)| *settled == field);
            known.map_or_else(|| people.value(field), |(_, value)| value.clone())
        };
        let (holds, value) = (is(&now(field), field, answers), now(other));
        let corrected = (format!("{holds} AND {}", is_not(&value, other, answer)), rule.code.to_owned());
        let implied = other.choices().get(answer).copied().unwrap_or_default();
        let value = Case::of([(holds, text(implied))]).or(value).written();
        settled.retain(|(settled, _)| *settled != other);
        settled.push((other, value));
        // A record that breaks another rule is refused.
        if !rule.is_error {
            people.corrected.push(corrected);
        }
    }
    let name = |field: Field| format!("{} settled", field.name());
    let columns = settled.iter().map(|(field, value)| (name(*field), value.clone())).collect();
    steps.add("the settled", "What other answers imply.", columns);
    for (field, _) in settled {
        people.moved(field, &name(field));
    }
}
