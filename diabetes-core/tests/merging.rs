//! Laws of evaluations merged by cells: sites in any number, size and order give nearly the figures of all rows together.

#![cfg(feature = "train")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may stop where they stand"
)]

mod sites;

use diabetes_core::evaluate::{Evaluation, EvaluationOptions, Sums, merge};
use diabetes_core::{Error, Model};
use proptest::prelude::*;
use serde_json::Value;
use sites::{PEOPLE, ROWS, judged, split, sums, text};

/// The evaluation of some of the people.
fn site(rows: &[usize], smallest_cell: u64, resamples: u32) -> Evaluation {
    let options = EvaluationOptions { resamples, smallest_cell, ..EvaluationOptions::default() };
    judged(&Model::bundled(), &PEOPLE, rows, options)
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

fn tolerance(place: &str) -> f64 {
    let last = place.rsplit('.').next().unwrap();
    match last {
        // Small groups have wide cells, and say so.
        "auroc" if place.contains("subgroups") => 0.1,
        "auroc" | "average_precision" | "auroc_difference" => 2e-2,
        "slope" | "intercept" | "in_the_large" => 1e-2,
        _ if place.contains("glucose") => 5e-7,
        _ => 1e-8,
    }
}

#[test]
fn two_sites_merged_give_every_figure_of_all_rows_together() {
    let all: Vec<usize> = (0..ROWS).collect();
    let (one, other) = all.split_at(600);
    let sites = [one, other].map(|rows| sums(&site(rows, 5, 0)));
    let merged = serde_json::to_value(merge(&sites, 0, 42).unwrap()).unwrap();
    let together = serde_json::to_value(site(&all, 5, 0)).unwrap();
    compare("", &merged, &together, &tolerance);
    // Counts and what they make are equal to the last bit.
    for exact in ["data", "missing", "cutoffs", "decision"] {
        assert_eq!(merged[exact], together[exact], "{exact}");
    }
    // The area of the model is as near to that of the rows as it says.
    let outcomes = merged["discrimination"].as_array().unwrap().iter();
    for (merged, rows) in outcomes.zip(together["discrimination"].as_array().unwrap()) {
        for (merged, rows) in merged["rankings"].as_array().unwrap().iter().zip(rows["rankings"].as_array().unwrap()) {
            for figure in ["auroc", "average_precision"] {
                let within = merged[format!("{figure}_within")].as_f64().unwrap();
                let (merged, rows) = (merged[figure].as_f64().unwrap(), rows[figure].as_f64().unwrap());
                assert!((merged - rows).abs() <= within + 1e-12, "{figure}: {merged}, {rows}, within {within}");
                assert!(within < 0.03, "{figure} within {within}");
            }
        }
    }
    for (merged, rows) in merged["subgroups"].as_array().unwrap().iter().zip(together["subgroups"].as_array().unwrap())
    {
        let Some(area) = rows["auroc"].as_f64() else { continue };
        let within = merged["auroc_within"].as_f64().unwrap();
        assert!((merged["auroc"].as_f64().unwrap() - area).abs() <= within + 1e-12, "{rows}: {merged}");
    }
    assert_eq!(merged["sums"]["sites"].as_array().unwrap().len(), 2);
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
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4) })]

    #[test]
    fn sites_of_any_number_in_any_order_give_the_same_bits(
        count in 2_usize..=20, smallest_cell in 2_u64..=6, sites in prop::collection::vec(0_usize..20, ROWS),
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
    }
}

#[test]
fn an_empty_site_changes_nothing() {
    let rows: Vec<usize> = (0..ROWS).collect();
    let [empty, others] = [&rows[..0], &rows[..]].map(|rows| sums(&site(rows, 5, 0)));
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
    let newer = json.replace("\"sums\":{\"version\":2", "\"sums\":{\"version\":3");
    assert_eq!(code(Sums::from_json(&newer)), "cannot_merge");
    let [one, other] = [one, other].map(|site| sums(&site));
    assert_eq!(code(one.and(&one)), "cannot_merge");
    assert_eq!(code(one.and(&other).and_then(|both| both.and(&other))), "cannot_merge");
    assert_eq!(merge(&[], 0, 42).unwrap_err().code(), "cannot_merge");
}
