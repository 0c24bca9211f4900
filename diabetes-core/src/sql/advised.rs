//! What was measured, what is urgent and the next step, as the library decides them.

use super::asked::{Kind, Question, code_or_null, decision, grouped};
use super::case::Case;
use super::checked::{ERRORS, is, recent};
use super::estimated::{LEVEL, risk};
use super::names::{column, text};
use super::read::People;
use super::steps::{Column, Steps, kept};
use crate::advice::{
    Advice, AdviceOptions, Estimated, GLUCOSE_HIGH, NORMAL_YEARS, NextStep, PRESSURES, PRESSURES_IN_PREGNANCY,
};
use crate::applicability::not_applicable;
use crate::date::Date;
use crate::model::Model;
use crate::outputs::Output;
use crate::risk::{GLUCOSE_LOW, MeasuredSet, RiskLevel, TESTS};
use crate::schema::Field;
use crate::values::code;

/// The dates of the laboratory values.
const DATES: [Field; 2] = [Field::GlucoseDate, Field::Hba1cDate];

/// The columns with the numbers of the groups.
const LABORATORY: &str = "laboratory";
const HISTORY: &str = "history";

/// Adds the advice; returns its columns.
pub(super) fn add(model: &Model, people: &mut People, steps: &mut Steps) -> Vec<Column> {
    judge_apart(people, steps);
    let ages = DATES.map(|date| (years(date), age(people, date)));
    steps.add("the dates", "Within how many years a laboratory value is.", ages.into());
    next_step(model, people, steps);
    let advised = |step: NextStep| {
        let advised = step.test_advised().map_or("NULL", truth);
        (text(step.code()), advised.to_owned())
    };
    let steps_of = NextStep::ALL.map(advised);
    vec![
        kept("next_step"),
        ("test_advised".to_owned(), Case::of(steps_of).written_of(&column("next_step"))),
        ("urgent".to_owned(), urgent(model, people).written()),
        ("measured".to_owned(), measured(people, &|set| code_or_null(set.names().as_deref()))),
        ("confirm".to_owned(), measured(people, &|set| set.confirm().map_or("NULL", truth).to_owned())),
    ]
}

/// The fields that are judged also in a record that is refused.
const JUDGED: [Field; 6] = [
    Field::FastingGlucoseMgDl,
    Field::Hba1cPercent,
    Field::SystolicMmHg,
    Field::DiastolicMmHg,
    Field::Pregnant,
    Field::DiagnosedDiabetes,
];

/// Leaves out values that have an error.
fn judge_apart(people: &mut People, steps: &mut Steps) {
    let name = |field: Field| format!("{} judged", field.name());
    let sound = |field: Field| {
        let is_faulty = format!("';' || {} || ';' LIKE '%:{};%'", column(ERRORS), field.name());
        (name(field), Case::of([(is_faulty, "NULL".to_owned())]).or(people.value(field)).written())
    };
    let columns = JUDGED.map(sound);
    steps.add("the judged", "What is judged also in a record with errors: the values that have none.", columns.into());
    for field in JUDGED {
        people.moved(field, &name(field));
    }
}

fn truth(is_so: bool) -> &'static str {
    if is_so { "TRUE" } else { "FALSE" }
}

fn unless_refused(decision: Case) -> String {
    decision.after([(format!("{} IS NOT NULL", column(ERRORS)), "NULL".to_owned())]).written()
}

fn years(date: Field) -> String {
    format!("{} years", date.name())
}

/// Within how many years a date is; one more than the most that matter if it is older.
fn age(people: &People, date: Field) -> String {
    let value = people.value(date);
    let unknown = (format!("{value} IS NULL"), "CAST(NULL AS INTEGER)".to_owned());
    let within = NORMAL_YEARS.map(|years| (recent(people.dialect, &value, years), years.to_string()));
    let [_, most] = NORMAL_YEARS;
    Case::of([unknown].into_iter().chain(within)).or((most + 1).to_string()).written()
}

/// A laboratory value, in the classes that matter.
fn test(people: &People, test: Field, more: &[f64]) -> Question {
    let cuts = TESTS.into_iter().find(|(field, _)| *field == test).map(|(_, cuts)| cuts);
    let cuts: Vec<f64> = cuts.into_iter().flatten().chain(more.iter().copied()).collect();
    Question::number(people, test, &cuts)
}

fn tests(people: &People) -> [Question; 2] {
    [test(people, Field::FastingGlucoseMgDl, &[GLUCOSE_LOW]), test(people, Field::Hba1cPercent, &[])]
}

/// In known diabetes, a record with errors has nothing to find.
fn measured(people: &People, of: &dyn Fn(MeasuredSet) -> String) -> String {
    let person = [Field::Pregnant, Field::DiagnosedDiabetes].map(|field| Question::yes(people, field));
    let questions: Vec<Question> = tests(people).into_iter().chain(person).collect();
    let is_known = is(&people.value(Field::DiagnosedDiabetes), Field::DiagnosedDiabetes, &[code::YES]);
    decision(&questions, &|kind| of(MeasuredSet::of(&kind.values)))
        .after([(format!("{} IS NOT NULL AND {is_known}", column(ERRORS)), "NULL".to_owned())])
        .written()
}

fn urgent(model: &Model, people: &People) -> Case {
    let pressure = |(place, (field, cut)): (usize, (Field, f64))| {
        let in_pregnancy = PRESSURES_IN_PREGNANCY.get(place).map_or(cut, |(_, cut)| *cut);
        Question::number(people, field, &[cut, in_pregnancy])
    };
    let glucose = Question::number(people, Field::FastingGlucoseMgDl, &[GLUCOSE_LOW, GLUCOSE_HIGH]);
    let questions: Vec<Question> = [glucose, Question::yes(people, Field::Pregnant)]
        .into_iter()
        .chain(PRESSURES.into_iter().enumerate().map(pressure))
        .collect();
    decision(&questions, &|kind| code_or_null(advice(model, kind).urgent_codes()))
}

/// Adds the next step. Laboratory values and their dates count together, and so does what was known before.
fn next_step(model: &Model, people: &People, steps: &mut Steps) {
    let laboratory: Vec<Question> = tests(people).into_iter().chain(DATES.map(recency)).collect();
    let told = [Field::HighGlucoseEver, Field::GestationalDiabetes].map(|field| Question::yes(people, field));
    let history: Vec<Question> = told.into_iter().chain(likely(model, people)).collect();
    let person = || [Field::DiagnosedDiabetes, Field::Pregnant].map(|field| Question::yes(people, field));
    let [level, symptoms] = [level(), Question::yes(people, Field::Symptoms)];
    let decide = |kind: &Kind| text(advice(model, kind).next_step().code());
    let mut others: Vec<Question> = history;
    others.extend([level, symptoms]);
    let (found, laboratory) = grouped(LABORATORY, &laboratory, &others, &decide);
    let level_and_symptoms = others.split_off(others.len() - 2);
    let known: Vec<Question> = [laboratory].into_iter().chain(level_and_symptoms).collect();
    let (before, history) = grouped(HISTORY, &others, &known, &decide);
    let groups = vec![(LABORATORY.to_owned(), found), (HISTORY.to_owned(), before)];
    steps.add(
        "the groups",
        "Kinds of laboratory values, and of what else speaks for a test, that get the same advice.",
        groups,
    );
    let mut questions: Vec<Question> = person().into();
    let mut known = known.into_iter();
    questions.extend(known.next());
    questions.extend(known.next());
    questions.push(history);
    questions.extend(known);
    let step = ("next_step".to_owned(), unless_refused(decision(&questions, &decide)));
    steps.add("the advice", "The next step.", vec![step]);
}

/// Whether dysglycaemia is likely, if the model tells.
fn likely(model: &Model, people: &People) -> Option<Question> {
    model.outputs.dysglycaemia.as_ref()?;
    let is_likely = format!("{} >= {}", column(&risk(Output::Dysglycaemia)), people.dialect.bound(model.likely()));
    let of = |dysglycaemia: f64| Kind { dysglycaemia: Some(dysglycaemia), ..Kind::default() };
    Some(Question::of(vec![(is_likely, of(model.likely()))], &of(-1.0)))
}

fn level() -> Question {
    let is_level = |level: RiskLevel| {
        let kind = Kind { level: Some(level), ..Kind::default() };
        (format!("{} = {}", column(LEVEL), text(level.name())), kind)
    };
    Question::of(RiskLevel::ALL.map(is_level).into(), &Kind::default())
}

/// Any day will do as the day of the advice.
const DAY: i32 = 20_000;

fn recency(date: Field) -> Question {
    let value = column(&years(date));
    let fact = |years: i32| Kind::with(date, f64::from(Date::from_days(DAY).years_later(-years).days() + 7));
    let unknown = (format!("{value} IS NULL"), Kind::default());
    let within = NORMAL_YEARS.map(|years| (format!("{value} <= {years}"), fact(years)));
    let [_, most] = NORMAL_YEARS;
    let answers = [unknown].into_iter().chain(within).collect();
    Question { answers, otherwise: fact(most + 1), nested_from: 1 }
}

fn advice(model: &Model, kind: &Kind) -> Advice {
    let estimated = Estimated {
        not_applicable: not_applicable(&kind.values),
        level: kind.level,
        dysglycaemia: kind.dysglycaemia,
        likely: model.likely(),
    };
    Advice::of(&kind.values, &estimated, &AdviceOptions::on(Date::from_days(DAY)))
}
