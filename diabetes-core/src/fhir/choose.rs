//! One value for each field: the most recent one, unless two of the same time contradict each other.

use super::found::{Candidate, Found, Source};
use super::note::{Note, Reason};
use crate::raw::Raw;
use crate::risk::{Category, TESTS};
use crate::schema::Field;
use crate::values::code;

/// A field, its value and where it comes from.
type Chosen = (Field, Raw<'static>, Source);

/// The chosen values, in the order of the fields.
pub(super) fn choose(found: &mut Found) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    let candidates = std::mem::take(&mut found.candidates);
    let notes = &mut found.notes;
    for field in Field::all() {
        let mut own: Vec<&Candidate> = candidates.iter().filter(|one| one.field == field).collect();
        // Undated values come last; the sort keeps the order of the bundle.
        own.sort_by_key(|one| std::cmp::Reverse(second(one)));
        let pick = match field {
            Field::FamilyDegree => own.iter().copied().max_by(|one, other| nearness(one).total_cmp(&nearness(other))),
            Field::DiastolicMmHg => match of_the_same_time(&own, &chosen) {
                // Two measurements of one time may agree in the systolic pressure alone.
                Some(pick) => agreeing(field, pick, &own, notes),
                None => newest(field, &own, notes),
            },
            Field::Sex if own.iter().any(|one| !is_administrative(one)) => {
                own.retain(|one| !is_administrative(one));
                newest(field, &own, notes)
            }
            _ if own.iter().any(|one| one.recorded) => ever(field, &own, notes),
            _ => newest(field, &own, notes),
        };
        let Some(pick) = pick else { continue };
        let mut note = |reason| notes.push(Note { reason, field: Some(field), resource: pick.source.resource.clone() });
        let is_dated = field.codes().is_some_and(|codes| codes.days.is_some() || !codes.observed.is_empty());
        if pick.at.is_none() && is_dated && !is_administrative(pick) {
            note(Reason::Undated);
        }
        let differs = |one: &Chosen| one.0 == Field::SystolicMmHg && one.2.date != pick.source.date;
        if field == Field::DiastolicMmHg && chosen.iter().any(differs) {
            note(Reason::TimesDiffer);
        }
        if own.iter().any(|one| is_diabetes(one)) && !is_diabetes(pick) {
            note(Reason::EarlierAbnormal);
        }
        chosen.push((field, pick.value.clone(), pick.source.clone()));
    }
    add_dates(&mut chosen);
    chosen
}

fn second(one: &Candidate) -> Option<i64> {
    one.at.map(|at| at.second)
}

/// The most recent value; none if there is another one of the same time.
fn newest<'c>(field: Field, own: &[&'c Candidate], notes: &mut Vec<Note>) -> Option<&'c Candidate> {
    agreeing(field, own.first().copied()?, own, notes)
}

/// The value, unless there is another one of the same time.
fn agreeing<'c>(
    field: Field,
    pick: &'c Candidate,
    own: &[&'c Candidate],
    notes: &mut Vec<Note>,
) -> Option<&'c Candidate> {
    let other = own.iter().find(|one| second(one) == second(pick) && !agree(one, pick));
    if let Some(other) = other {
        let resource = other.source.resource.clone();
        notes.push(Note { reason: Reason::Contradiction, field: Some(field), resource });
        return None;
    }
    Some(pick)
}

/// How much the same amount in two units may differ after rounding.
const ROUNDING: f64 = 0.01;

/// Whether two values mean the same; a text that means nothing agrees with none.
fn agree(one: &Candidate, other: &Candidate) -> bool {
    if std::ptr::eq(one, other) {
        return true;
    }
    match (one.value.read(one.field), other.value.read(other.field)) {
        (Ok(a), Ok(b)) if one.source.unit != other.source.unit => (a - b).abs() <= ROUNDING * a.abs(),
        (Ok(a), Ok(b)) => a.to_bits() == b.to_bits(),
        _ => false,
    }
}

/// Whether it is the administrative gender, which steps back behind a recorded sex.
fn is_administrative(one: &Candidate) -> bool {
    one.field == Field::Sex && one.administrative
}

/// What was once diagnosed stays diagnosed, whatever is answered.
fn ever<'c>(field: Field, own: &[&'c Candidate], notes: &mut Vec<Note>) -> Option<&'c Candidate> {
    let is_yes = |one: &&Candidate| one.value.read(field).is_ok_and(|value| value == code::yes_no(true));
    let yes = own.iter().copied().find(|one| one.recorded && is_yes(one));
    if let (Some(yes), true) = (yes, own.iter().any(|one| !is_yes(one))) {
        let resource = yes.source.resource.clone();
        notes.push(Note { reason: Reason::Conflict, field: Some(field), resource });
    }
    yes.or_else(|| newest(field, own, notes))
}

/// The diastolic pressure of the measurement from which the systolic one is.
fn of_the_same_time<'c>(own: &[&'c Candidate], chosen: &[Chosen]) -> Option<&'c Candidate> {
    let (_, _, systolic) = chosen.iter().find(|(field, ..)| *field == Field::SystolicMmHg)?;
    own.iter().copied().find(|one| one.source.resource == systolic.resource)
}

/// The position of the degree among the choices, which end with the nearest relative.
fn nearness(one: &Candidate) -> f64 {
    one.value.read(one.field).unwrap_or(f64::NEG_INFINITY)
}

fn is_diabetes(one: &Candidate) -> bool {
    let Raw::Number(value) = one.value else { return false };
    TESTS.iter().any(|(field, cuts)| *field == one.field && Category::of(value, *cuts) == Category::Diabetes)
}

/// The dates of laboratory values; one that the same questionnaire asks for is kept.
fn add_dates(chosen: &mut Vec<Chosen>) {
    for (test, date) in [(Field::FastingGlucoseMgDl, Field::GlucoseDate), (Field::Hba1cPercent, Field::Hba1cDate)] {
        let source = chosen.iter().find(|(field, ..)| *field == test).map(|(.., source)| source.clone());
        let is_asked = |asked: &Source| source.as_ref().is_some_and(|source| source.resource == asked.resource);
        if chosen.iter().any(|(field, _, asked)| *field == date && is_asked(asked)) {
            continue;
        }
        chosen.retain(|(field, ..)| *field != date);
        if let Some(source) = source
            && let Some(day) = source.date
        {
            chosen.push((date, Raw::from(day.to_string()), source));
        }
    }
    chosen.sort_by_key(|(field, ..)| *field);
}
