//! Laws of an evaluation: what weights, clusters, seeds and few events do to its figures.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may stop where they stand"
)]

use diabetes_core::evaluate::{Evaluation, EvaluationOptions, Grouping, evaluate};
use diabetes_core::table::{ColumnData, PatientTable, Required};
use diabetes_core::{Field, Model, synthetic};
use serde_json::Value;

const NUMBERS: [Field; 6] =
    [Field::Age, Field::Bmi, Field::WaistCm, Field::SystolicMmHg, Field::DiastolicMmHg, Field::OutcomeMgDl];

/// Columns of generated people, the HbA1c a distorted copy of the glucose.
#[derive(Clone)]
struct People {
    columns: Vec<(&'static str, Vec<f64>)>,
    sex: Vec<&'static str>,
}

impl People {
    fn new(rows: usize) -> Self {
        let table = synthetic::generate(rows, 5);
        let column = |field: Field| table.column(field).unwrap().to_vec();
        let mut columns: Vec<_> = NUMBERS.map(|field| (field.name(), column(field))).to_vec();
        let hba1c = |(row, glucose): (usize, f64)| 3.4 + glucose / 45.0 + ((row * 7) % 11) as f64 / 20.0;
        columns.push(("hba1c", column(Field::OutcomeMgDl).into_iter().enumerate().map(hba1c).collect()));
        let sex = column(Field::Sex).into_iter().map(|code| Field::Sex.choices()[code as usize]).collect();
        Self { columns, sex }
    }

    fn column(&mut self, name: &str) -> &mut Vec<f64> {
        &mut self.columns.iter_mut().find(|column| column.0 == name).unwrap().1
    }

    /// The same people with the first `rows` of them standing twice.
    fn with_twins(&self, rows: usize) -> Self {
        let mut twins = self.clone();
        for ((_, column), (_, own)) in twins.columns.iter_mut().zip(&self.columns) {
            column.extend(&own[..rows]);
        }
        twins.sex.extend(&self.sex[..rows]);
        twins
    }

    fn judged(&self, options: &EvaluationOptions) -> Evaluation {
        let mut columns: Vec<(&str, ColumnData<'_>)> =
            self.columns.iter().map(|(name, values)| (*name, values[..].into())).collect();
        columns.push(("sexo", self.sex[..].into()));
        let table = PatientTable::from_columns(&columns, Required::AgeAndSex).unwrap();
        evaluate(&Model::bundled(), &table, options).unwrap()
    }
}

fn options(resamples: u32) -> EvaluationOptions {
    EvaluationOptions { resamples, ..EvaluationOptions::default() }
}

/// Keys of what counts rows or sums them, of what their number makes surer, and of groups that are cut between two rows.
const ABOUT_ROWS: [&str; 15] = [
    "data",
    "sums",
    "missing",
    "rows",
    "events",
    "rows_complete",
    "glucose_rows",
    "tp",
    "fp",
    "fn",
    "tn",
    "low",
    "high",
    "curve",
    "coverage_90_by_third",
];

/// The figures, without counts of rows.
fn figures(of: &Evaluation) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.retain(|key, _| !ABOUT_ROWS.contains(&key.as_str()));
                object.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(of).unwrap();
    strip(&mut value);
    value
}

#[track_caller]
fn assert_near(a: &Value, b: &Value) {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{a} and {b}");
        }
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
            a.values().zip(b.values()).for_each(|(a, b)| assert_near(a, b));
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len());
            a.iter().zip(b).for_each(|(a, b)| assert_near(a, b));
        }
        (a, b) => assert_eq!(a, b),
    }
}

#[test]
fn a_weight_of_2_is_a_row_that_stands_twice() {
    let people = People::new(2000);
    let weights = (0..2000).map(|row| if row < 600 { 2.0 } else { 1.0 }).collect();
    let weighted = people.judged(&EvaluationOptions { weights: Some(weights), ..options(0) });
    let doubled = people.with_twins(600).judged(&options(0));
    assert_eq!((weighted.data.answered, doubled.data.answered), (2000, 2600));
    assert_near(&figures(&weighted), &figures(&doubled));
    let all = people.judged(&EvaluationOptions { weights: Some(vec![3.5; 2000]), ..options(0) });
    let plain = people.judged(&options(0));
    assert_near(&serde_json::to_value(&all.calibration).unwrap(), &serde_json::to_value(&plain.calibration).unwrap());
    assert_near(&serde_json::to_value(&all.cutoffs).unwrap(), &serde_json::to_value(&plain.cutoffs).unwrap());
    assert_ne!(figures(&weighted)["calibration"], figures(&plain)["calibration"]);
}

#[test]
fn the_seed_decides_and_one_row_a_cluster_is_the_bootstrap_of_rows() {
    let people = People::new(600);
    let plain = people.judged(&options(100));
    assert_eq!(people.judged(&options(100)), plain);
    let rankings = |of: &Evaluation| of.discrimination.clone();
    let other = people.judged(&EvaluationOptions { seed: 43, ..options(100) });
    assert_ne!(rankings(&other)[0].rankings[0].auroc_interval, rankings(&plain)[0].rankings[0].auroc_interval);
    assert_eq!(rankings(&other)[0].rankings[0].auroc, rankings(&plain)[0].rankings[0].auroc);

    let each = (0..600).map(|row| Some(format!("person {row}"))).collect();
    let own = people.judged(&EvaluationOptions { clusters: Some(each), ..options(100) });
    assert_eq!(own.data.clusters, Some(600));
    assert_eq!(rankings(&own), rankings(&plain));
    // Those without a cluster are one each.
    let none = people.judged(&EvaluationOptions { clusters: Some(vec![None; 600]), ..options(100) });
    assert_eq!(rankings(&none), rankings(&plain));
    // One cluster says nothing of how clusters differ.
    let one = people.judged(&EvaluationOptions { clusters: Some(vec![Some("a".to_owned()); 600]), ..options(100) });
    assert_eq!(one.discrimination[0].rankings[0].auroc_interval, None);
    assert!(one.warnings.iter().any(|note| note.code == "few_clusters"));
}

#[test]
fn under_10_events_there_is_no_figure() {
    let mut people = People::new(400);
    people.column("hba1c").fill(5.0);
    let events = |of: usize| (0..400).map(|row| if row < of { 130.0 } else { 90.0 }).collect();
    *people.column("Resultado") = events(9);
    let few = people.judged(&options(50));
    let outcome = few.discrimination.iter().find(|of| of.outcome == "Resultado >= 126").unwrap();
    assert!(outcome.withheld && outcome.events == 9);
    assert!(outcome.rankings.iter().all(|of| of.auroc.is_none() && of.auroc_difference_interval.is_none()));
    let calibration = few.calibration.last().unwrap();
    assert!(calibration.withheld && calibration.brier.is_none() && calibration.curve.is_empty());
    assert!(few.cutoffs.is_none() && few.decision.as_ref().unwrap().points.is_empty());
    assert!(few.subgroups.iter().all(|group| group.withheld && group.auroc.is_none()));
    assert!(few.glucose.is_some());
    assert!(few.warnings.iter().any(|note| note.code == "few_events"));

    *people.column("Resultado") = events(10);
    let enough = people.judged(&options(50));
    let outcome = enough.discrimination.iter().find(|of| of.outcome == "Resultado >= 126").unwrap();
    assert!(!outcome.withheld && outcome.rankings[0].auroc_interval.is_some());
    assert_eq!(enough.decision.unwrap().points.len(), 20);
    assert_eq!(enough.cutoffs.unwrap().len(), 2);
}

#[test]
fn a_probability_is_judged_where_every_test_is_known_or_else_on_any() {
    let mut people = People::new(1000);
    // Half have no HbA1c.
    people.column("hba1c")[..500].fill(f64::NAN);
    let judged = people.judged(&options(0));
    let of = judged.calibration.last().unwrap();
    assert_eq!((of.judged_on, of.rows), ("every_test", 500));
    // Nobody has both.
    people.column("Resultado")[500..].fill(f64::NAN);
    let judged = people.judged(&options(0));
    let of = judged.calibration.last().unwrap();
    assert_eq!((of.judged_on, of.rows), ("any_test", 1000));
    assert!(judged.warnings.iter().any(|note| note.code == "any_test"));
    // Only one test in the data.
    people.column("hba1c").fill(f64::NAN);
    let judged = people.judged(&options(0));
    assert_eq!((judged.calibration[1].judged_on, judged.calibration[1].rows), ("every_test", 500));
    assert!(judged.warnings.iter().any(|note| note.code == "partial_definition"));
    assert!(!judged.data.tests.contains_key("hba1c"));
}

#[test]
fn rows_that_are_not_answered_are_counted_and_change_nothing_else() {
    let people = People::new(800);
    let before = people.judged(&options(60));
    let mut more = people.with_twins(4);
    let last = more.sex.len() - 4;
    more.column("edad")[last] = 7.0;
    more.column("imc")[last + 1] = f64::NAN;
    more.column("Resultado")[last + 2] = 5.0;
    let mut weights = vec![1.0; 804];
    weights[803] = 0.0;
    let after = more.judged(&EvaluationOptions { weights: Some(weights), ..options(60) });
    assert_eq!((after.data.rows, after.data.answered, after.data.no_weight), (804, 800, 1));
    assert_eq!(
        after.data.invalid.clone().into_iter().collect::<Vec<_>>(),
        [("missing".to_owned(), 1), ("out_of_range".to_owned(), 2)]
    );
    assert_eq!(after.discrimination, before.discrimination);
    assert_eq!(after.subgroups, before.subgroups);
}

#[test]
fn what_cannot_be_judged_is_an_error_with_a_code() {
    let people = People::new(50);
    let ages = &people.columns[0].1;
    let columns = [("edad", ages[..].into()), ("sexo", people.sex[..].into())];
    let code = |required, options: &EvaluationOptions| {
        let table = PatientTable::from_columns(&columns, required).unwrap();
        evaluate(&Model::bundled(), &table, options).unwrap_err().code()
    };
    assert_eq!(code(Required::AgeAndSex, &options(0)), "no_outcome");
    assert_eq!(code(Required::Six, &options(0)), "unreadable_table");

    let table = synthetic::generate(50, 1);
    let code = |options: EvaluationOptions| evaluate(&Model::bundled(), &table, &options).unwrap_err().code();
    assert_eq!(code(EvaluationOptions { weights: Some(vec![1.0; 49]), ..options(0) }), "bad_shape");
    assert_eq!(code(EvaluationOptions { clusters: Some(vec![None; 51]), ..options(0) }), "bad_shape");
    assert_eq!(code(EvaluationOptions { by: vec![Grouping::of_labels("x", &[]).unwrap()], ..options(0) }), "bad_shape");
    assert_eq!(code(EvaluationOptions { weights: Some(vec![-1.0; 50]), ..options(0) }), "bad_weights");
    assert_eq!(code(EvaluationOptions { weights: Some(vec![0.0; 50]), ..options(0) }), "bad_weights");
    assert_eq!(code(options(100_001)), "bad_option");
}
