//! Laws of merged evaluations: sites in any number, size and order give the figures of all rows together.

#![cfg(feature = "train")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may stop where they stand"
)]

use diabetes_core::evaluate::{Evaluation, EvaluationOptions, Grouping, Sums, evaluate, merge};
use diabetes_core::table::{ColumnData, PatientTable, Required};
use diabetes_core::{Error, Field, Model, Raw, json, synthetic};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

const ROWS: usize = 1_500;
const NUMBERS: [Field; 6] =
    [Field::Age, Field::Bmi, Field::WaistCm, Field::SystolicMmHg, Field::DiastolicMmHg, Field::OutcomeMgDl];

/// Columns of numbers, and sexes.
type People = (Vec<(&'static str, Vec<f64>)>, Vec<&'static str>);

/// Generated people: the HbA1c of every fifth and the glucose of every seventh are not known.
static PEOPLE: LazyLock<People> = LazyLock::new(|| {
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

/// The evaluation of some of the people.
fn site(rows: &[usize], smallest_cell: u64, resamples: u32) -> Evaluation {
    let (columns, sex) = &*PEOPLE;
    let picked: Vec<Vec<f64>> =
        columns.iter().map(|(_, values)| rows.iter().map(|row| values[*row]).collect()).collect();
    let sexes: Vec<&str> = rows.iter().map(|row| sex[*row]).collect();
    let mut table: Vec<(&str, ColumnData<'_>)> =
        columns.iter().zip(&picked).map(|((name, _), values)| (*name, values[..].into())).collect();
    table.push(("sexo", sexes[..].into()));
    let table = PatientTable::from_columns(&table, Required::AgeAndSex).unwrap();
    let region = rows.iter().map(|row| Raw::from(["north", "south", "east"][row % 3]));
    let options = EvaluationOptions {
        by: vec![Grouping::of_values("region", region).unwrap()],
        resamples,
        smallest_cell,
        ..EvaluationOptions::default()
    };
    evaluate(&Model::bundled(), &table, &options).unwrap()
}

fn sums(evaluation: &Evaluation) -> Sums {
    Sums::from_json(&json::to_string(evaluation).unwrap()).unwrap()
}

/// The sites of a split: each person goes to the site of their number.
fn split(sites: &[usize], count: usize) -> Vec<Vec<usize>> {
    (0..count).map(|site| (0..ROWS).filter(|row| sites[*row] == site).collect()).collect()
}

fn text(value: &impl serde::Serialize) -> String {
    json::to_string(value).unwrap()
}

/// Keys that need the rows, or resampled rows, or that say when and how.
const NOT_OF_SUMS: [&str; 9] = [
    "terms",
    "model",
    "sums",
    "coverage_90_by_third",
    "auroc_within",
    "average_precision_within",
    "curve",
    "warnings",
    "resamples",
];

/// Compares all figures; `tell` says how far a figure of this name may be from that of the rows.
#[track_caller]
fn compare(place: &str, merged: &Value, rows: &Value, tell: &dyn Fn(&str) -> f64) {
    match (merged, rows) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in b.iter().filter(|(key, _)| !NOT_OF_SUMS.contains(&key.as_str())) {
                compare(&format!("{place}.{key}"), &a[key], value, tell);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{place}");
            a.iter().zip(b).for_each(|(a, b)| compare(place, a, b, tell));
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!((a - b).abs() <= tell(place) * b.abs().max(1.0), "{place}: {a} and {b}");
        }
        _ => assert_eq!(merged, rows, "{place}"),
    }
}

fn tolerance(place: &str, fine: bool) -> f64 {
    let last = place.rsplit('.').next().unwrap();
    match last {
        // Small groups have wide cells, and say so.
        "auroc" if !fine && place.contains("subgroups") => 0.1,
        "auroc" | "average_precision" | "auroc_difference" => {
            if fine {
                2e-3
            } else {
                2e-2
            }
        }
        "slope" | "intercept" | "in_the_large" => {
            if fine {
                1e-4
            } else {
                1e-2
            }
        }
        _ if place.contains("glucose") => 5e-7,
        _ => 1e-8,
    }
}

#[test]
fn two_sites_merged_give_every_figure_of_all_rows_together() {
    let all: Vec<usize> = (0..ROWS).collect();
    for smallest_cell in [1, 5] {
        let (one, other) = all.split_at(600);
        let sites = [one, other].map(|rows| sums(&site(rows, smallest_cell, 0)));
        let merged = serde_json::to_value(merge(&sites, 0, 42).unwrap()).unwrap();
        let together = serde_json::to_value(site(&all, smallest_cell, 0)).unwrap();
        compare("", &merged, &together, &|place| tolerance(place, smallest_cell == 1));
        // Counts and what they make are equal to the last bit.
        for exact in ["data", "missing", "cutoffs"] {
            assert_eq!(merged[exact], together[exact], "{exact}");
        }
        // The area of the model is as near to that of the rows as it says.
        let outcomes = merged["discrimination"].as_array().unwrap().iter();
        for (merged, rows) in outcomes.zip(together["discrimination"].as_array().unwrap()) {
            for (merged, rows) in
                merged["rankings"].as_array().unwrap().iter().zip(rows["rankings"].as_array().unwrap())
            {
                for figure in ["auroc", "average_precision"] {
                    let within = merged[format!("{figure}_within")].as_f64().unwrap();
                    let (merged, rows) = (merged[figure].as_f64().unwrap(), rows[figure].as_f64().unwrap());
                    assert!((merged - rows).abs() <= within + 1e-12, "{figure}: {merged}, {rows}, within {within}");
                    assert!(within < 0.03, "{figure} within {within}");
                }
            }
        }
        for (merged, rows) in
            merged["subgroups"].as_array().unwrap().iter().zip(together["subgroups"].as_array().unwrap())
        {
            let Some(area) = rows["auroc"].as_f64() else { continue };
            let within = merged["auroc_within"].as_f64().unwrap();
            assert!((merged["auroc"].as_f64().unwrap() - area).abs() <= within + 1e-12, "{rows}: {merged}");
        }
        assert_eq!(merged["sums"]["sites"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn published_scores_are_merged_exactly() {
    let all: Vec<usize> = (0..ROWS).collect();
    let sites = [&all[..700], &all[700..]].map(|rows| sums(&site(rows, 1, 0)));
    let merged = merge(&sites, 0, 42).unwrap();
    let together = site(&all, 1, 0);
    let areas = |of: &Evaluation| -> Vec<Option<f64>> {
        of.discrimination.iter().flat_map(|of| of.rankings[1..].iter().map(|ranking| ranking.auroc)).collect()
    };
    assert!(areas(&merged).len() > 10);
    assert_eq!(areas(&merged), areas(&together));
}

#[test]
fn intervals_are_about_those_of_the_rows_and_cover_the_figure() {
    let all: Vec<usize> = (0..ROWS).collect();
    let sites = [&all[..700], &all[700..]].map(|rows| sums(&site(rows, 5, 0)));
    let (merged, together) = (merge(&sites, 300, 42).unwrap(), site(&all, 5, 300));
    let width = |interval: Option<[f64; 2]>| interval.map(|[low, high]| high - low).unwrap();
    for (merged, rows) in merged.calibration.iter().zip(&together.calibration) {
        for (merged, rows) in [
            (merged.slope_interval, rows.slope_interval),
            (merged.observed_expected_interval, rows.observed_expected_interval),
        ] {
            assert!((width(merged) / width(rows) - 1.0).abs() < 0.25, "{merged:?} and {rows:?}");
        }
        let ([low, high], slope) = (merged.slope_interval.unwrap(), rows.slope.unwrap());
        assert!(low < slope && slope < high);
    }
    let area = |of: &Evaluation| of.discrimination.last().unwrap().rankings[0].auroc_interval;
    assert!((width(area(&merged)) / width(area(&together)) - 1.0).abs() < 0.25);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(6) })]

    #[test]
    fn sites_of_any_number_in_any_order_give_the_same_bits(
        count in 2_usize..=20, smallest_cell in 1_u64..=6, sites in prop::collection::vec(0_usize..20, ROWS),
        order in any::<u64>(),
    ) {
        let sites: Vec<usize> = sites.iter().map(|site| site % count).collect();
        let mut rows = split(&sites, count);
        rows.push(Vec::new());
        let parts: Vec<Sums> = rows.iter().map(|rows| sums(&site(rows, smallest_cell, 0))).collect();
        let in_order = merge(&parts, 20, 42).unwrap();
        // Two at a time, chosen by the digits of a number.
        let (mut left, mut choice) = (parts, order);
        while left.len() > 1 {
            let other = left.remove((choice % left.len() as u64) as usize);
            choice = choice.rotate_right(5) ^ 0x9e37;
            let place = (choice % left.len() as u64) as usize;
            left[place] = left[place].and(&other).unwrap();
        }
        prop_assert_eq!(text(&merge(&left, 20, 42).unwrap()), text(&in_order));
        let together = site(&(0..ROWS).collect::<Vec<_>>(), smallest_cell, 0);
        prop_assert_eq!(&in_order.data, &together.data);
        let ratio = |of: &Evaluation| of.calibration.iter().map(|of| of.observed_expected.unwrap()).collect::<Vec<_>>();
        if smallest_cell == 1 {
            for (merged, rows) in ratio(&in_order).into_iter().zip(ratio(&together)) {
                prop_assert!((merged - rows).abs() < 1e-8);
            }
        }
    }
}

#[test]
fn an_empty_site_and_a_site_of_one_row_change_only_what_they_add() {
    let rows: Vec<usize> = (0..ROWS).collect();
    let [empty, one, others] = [&rows[..0], &rows[..1], &rows[1..]].map(|rows| sums(&site(rows, 1, 0)));
    let all = site(&rows, 1, 0);
    let merged = merge(&[empty.clone(), one, others.clone()], 0, 42).unwrap();
    compare("", &serde_json::to_value(&merged).unwrap(), &serde_json::to_value(&all).unwrap(), &|place| {
        tolerance(place, true)
    });
    // Nobody is nobody, also twice.
    let alone = merge(std::slice::from_ref(&others), 0, 42).unwrap();
    let with_nobody = merge(&[empty.clone(), others, empty], 0, 42).unwrap();
    assert_eq!((&with_nobody.calibration, &with_nobody.data), (&alone.calibration, &alone.data));
}

#[test]
fn a_site_smaller_than_its_smallest_cell_gives_no_sums() {
    let few = site(&[1, 2, 3, 4], 5, 0);
    assert_eq!(few.sums, None);
    let refused = Sums::from_json(&text(&few)).unwrap_err();
    assert_eq!(refused.code(), "cannot_merge");
    assert!(refused.to_string().contains("too few"), "{refused}");
}

#[test]
fn no_cell_of_any_count_holds_fewer_people_than_the_smallest() {
    fn cells(value: &Value, seen: &mut Vec<u64>) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    match value {
                        Value::Array(all) if key == "cells" => {
                            seen.extend(all.iter().map(|cell| cell[1].as_u64().unwrap()));
                        }
                        _ => cells(value, seen),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| cells(item, seen)),
            _ => {}
        }
    }
    let mut seen = Vec::new();
    cells(&serde_json::to_value(site(&(0..300).collect::<Vec<_>>(), 7, 0).sums).unwrap(), &mut seen);
    assert!(seen.len() > 100 && seen.iter().all(|people| *people >= 7), "{seen:?}");
}

fn code(outcome: Result<Sums, Error>) -> &'static str {
    outcome.unwrap_err().code()
}

#[test]
fn sums_that_were_changed_or_do_not_belong_together_are_refused() {
    let rows: Vec<usize> = (0..400).collect();
    let [one, other] = [&rows[..200], &rows[200..]].map(|rows| site(rows, 5, 0));
    let json = text(&one);
    assert!(Sums::from_json(&json).is_ok());
    let answered = format!("\"answered\":{}", one.data.answered);
    let place = json.rfind(&answered).unwrap();
    let changed = format!("{}\"answered\":201{}", &json[..place], &json[place + answered.len()..]);
    assert_eq!(code(Sums::from_json(&changed)), "bad_sums");
    for text in ["", "[]", "{}", "{\"sums\":7}", "{\"sums\":{\"version\":1}}", &json[..json.len() / 2]] {
        assert_eq!(code(Sums::from_json(text)), "bad_sums", "{text}");
    }
    let newer = json.replace("\"sums\":{\"version\":1", "\"sums\":{\"version\":2");
    assert_eq!(code(Sums::from_json(&newer)), "cannot_merge");
    let [one, other] = [one, other].map(|site| sums(&site));
    assert_eq!(code(one.and(&one)), "cannot_merge");
    assert_eq!(code(one.and(&other).and_then(|both| both.and(&other))), "cannot_merge");
    assert_eq!(merge(&[], 0, 42).unwrap_err().code(), "cannot_merge");
}
