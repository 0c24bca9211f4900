//! Made-up people, the evaluations of sites that see some of them, and the comparison of figures.

use diabetes_core::evaluate::{Evaluation, EvaluationOptions, Grouping, Sums, evaluate};
use diabetes_core::table::{ColumnData, PatientTable, Required};
use diabetes_core::{Field, Model, Raw, json, synthetic};
use std::sync::LazyLock;

pub(crate) const ROWS: usize = 1_500;
const NUMBERS: [Field; 6] =
    [Field::Age, Field::Bmi, Field::WaistCm, Field::SystolicMmHg, Field::DiastolicMmHg, Field::OutcomeMgDl];

/// Columns of numbers, and sexes.
pub(crate) type People = (Vec<(&'static str, Vec<f64>)>, Vec<&'static str>);

/// Generated people: the HbA1c of every fifth and the glucose of every seventh are not known.
pub(crate) static PEOPLE: LazyLock<People> = LazyLock::new(|| {
    let table = synthetic::generate(ROWS, 5);
    let column = |field: Field| table.column(field).unwrap().to_vec();
    let mut columns: Vec<_> = NUMBERS.map(|field| (field.name(), column(field))).to_vec();
    let hba1c = |(row, glucose): (usize, &f64)| match row % 5 {
        4 => f64::NAN,
        _ => 3.4 + glucose / 45.0 + ((row * 7) % 11) as f64 / 20.0,
    };
    let glucose = &mut columns[5].1;
    let hba1c = glucose.iter().enumerate().map(hba1c).collect();
    glucose.iter_mut().step_by(7).for_each(|value| *value = f64::NAN);
    columns.push(("hba1c", hba1c));
    let sex = column(Field::Sex).into_iter().map(|code| Field::Sex.choices()[code as usize]).collect();
    (columns, sex)
});

/// The evaluation of a model on some of these people, also by region.
pub(crate) fn judged(model: &Model, people: &People, rows: &[usize], options: EvaluationOptions) -> Evaluation {
    with_table(people, rows, |table, region| {
        evaluate(model, table, &EvaluationOptions { by: vec![region], ..options }).unwrap()
    })
}

/// What is made of the table of some of these people, and of their regions.
pub(crate) fn with_table<T>(people: &People, rows: &[usize], work: impl FnOnce(&PatientTable<'_>, Grouping) -> T) -> T {
    let (columns, sex) = people;
    let picked: Vec<Vec<f64>> =
        columns.iter().map(|(_, values)| rows.iter().map(|row| values[*row]).collect()).collect();
    let sexes: Vec<&str> = rows.iter().map(|row| sex[*row]).collect();
    let mut table: Vec<(&str, ColumnData<'_>)> =
        columns.iter().zip(&picked).map(|((name, _), values)| (*name, values[..].into())).collect();
    table.push(("sexo", sexes[..].into()));
    let table = PatientTable::from_columns(&table, Required::AgeAndSex).unwrap();
    let region = rows.iter().map(|row| Raw::from(["north", "south", "east"][row % 3]));
    work(&table, Grouping::of_values("region", region).unwrap())
}

pub(crate) fn sums(evaluation: &Evaluation) -> Sums {
    Sums::from_json(&json::to_string(evaluation).unwrap()).unwrap()
}

/// The sites of a split: each person goes to the site of their number.
pub(crate) fn split(sites: &[usize], count: usize) -> Vec<Vec<usize>> {
    (0..count).map(|site| (0..ROWS).filter(|row| sites[*row] == site).collect()).collect()
}

pub(crate) fn text(value: &impl serde::Serialize) -> String {
    json::to_string(value).unwrap()
}

/// Merges two of these at a time, chosen by the digits of a number, until one is left.
pub(crate) fn in_pairs(parts: Vec<Sums>, order: u64) -> Vec<Sums> {
    let (mut left, mut choice) = (parts, order);
    while left.len() > 1 {
        let other = left.remove((choice % left.len() as u64) as usize);
        choice = choice.rotate_right(5) ^ 0x9e37;
        let place = (choice % left.len() as u64) as usize;
        left[place] = left[place].and(&other).unwrap();
    }
    left
}
