//! What follows from other answers of a sound record: rules between answers, FINDRISC, and whether an estimate applies.

use super::asked::{Question, code_or_null, decision};
use super::case::Case;
use super::checked::{ERRORS, is, is_not};
use super::names::{column, text};
use super::read::People;
use super::steps::Steps;
use crate::NotApplicable;
use crate::applicability::not_applicable;
use crate::model::Model;
use crate::rules::{Asks, RULES};
use crate::schema::Field;
use crate::scores::findrisc_items;

/// The column with the reason why no estimate applies.
pub(super) const REASON: &str = "not applicable";
/// The column that tells whether there are figures.
pub(super) const ANSWERED: &str = "has figures";

/// Adds the settled fields, and whether there is an estimate.
pub(super) fn add(model: &Model, people: &mut People, steps: &mut Steps) {
    settle_answers(people, steps);
    let asked = [Field::DiagnosedDiabetes, Field::Pregnant].map(|field| Question::yes(people, field));
    let reason =
        decision(&asked, &|kind| code_or_null(not_applicable(&kind.values).map(NotApplicable::code))).written();
    let mut columns = vec![(REASON.to_owned(), reason)];
    let uses_score = model.used_fields().contains(&Field::Findrisc)
        || model.fields.iter().any(|stats| stats.field == Field::Findrisc);
    if uses_score {
        let name = format!("{} settled", Field::Findrisc.name());
        let value = people.value(Field::Findrisc);
        columns.push((name.clone(), format!("COALESCE({value}, {})", findrisc(people))));
        people.moved(Field::Findrisc, &name);
    }
    steps.add("the people", "Whether an estimate applies to the person.", columns);
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

/// The FINDRISC points, NULL unless the items determine them.
fn findrisc(people: &People) -> String {
    let points = findrisc_items().iter().map(|item| {
        let Some((term, by)) = item.asked() else { return people.dialect.no_number() };
        let thresholds = term.shape.thresholds();
        let own = if thresholds.is_empty() {
            Question::choice(people, term.field)
        } else {
            Question::number(people, term.field, &thresholds)
        };
        let questions: Vec<Question> = by.map(|by| Question::choice(people, by)).into_iter().chain([own]).collect();
        let points = decision(&questions, &|kind| {
            let points = item.sums(&kind.values).only();
            points.map_or_else(|| people.dialect.no_number(), |points| people.dialect.number(points))
        });
        points.written()
    });
    points.collect::<Vec<_>>().join("\n  + ")
}
