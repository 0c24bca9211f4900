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
use sites::{PEOPLE, ROWS, in_pairs, judged, split, sums, text};

/// The evaluation of some of the people.
fn site(rows: &[usize], smallest_cell: u64, resamples: u32) -> Evaluation {
    let options = EvaluationOptions { resamples, smallest_cell, ..EvaluationOptions::default() };
    judged(&Model::bundled(), &PEOPLE, rows, options)
}

/// Keys that need the rows, or resampled rows, or that say when and how.
const NOT_OF_SUMS: [&str; 10] = [
    "subgroups",
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
        // Cases at a cut-off are counted by the cells: of those across it, too few are counted as found.
        (Value::Number(a), Value::Number(b)) if place.contains("cutoffs") => {
            assert!(a.as_f64().unwrap() >= 0.8 * b.as_f64().unwrap() || place != ".cutoffs.tp", "{place}: {a} and {b}");
            assert!(a.as_f64() <= b.as_f64() || place != ".cutoffs.tp", "{place}: {a} and {b}");
        }
        _ => assert_eq!(merged, rows, "{place}"),
    }
}

fn tolerance(place: &str) -> f64 {
    let last = place.rsplit('.').next().unwrap();
    match last {
        "auroc" | "average_precision" | "auroc_difference" => 4e-2,
        "slope" | "intercept" | "in_the_large" => 2e-2,
        "brier" | "brier_scaled" => 2e-3,
        // Sums to 1 mg/dL, squares to 100, of at least 200 people here.
        _ if place.contains("glucose") => 5e-3,
        // The people of a cell across a threshold count on one side of it.
        _ if place.contains("decision") => 1e-2,
        // Here all above the higher cut-off have the outcome, so no cell may begin there.
        _ if place.contains("cutoffs") => 0.2,
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
    for exact in ["data", "missing"] {
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
                assert!(within < 0.08, "{figure} within {within}");
            }
        }
    }
    let groups = |of: &Value| of["subgroups"].as_array().unwrap().clone();
    let mut complete = 0;
    for (merged, rows) in groups(&merged).iter().zip(&groups(&together)) {
        // The cells of a group would overlap with those of all people.
        assert_eq!((&merged["level"], &merged["auroc"]), (&rows["level"], &Value::Null));
        if merged["rows"] == rows["rows"] && rows["withheld"] == false {
            complete += 1;
            let [own, whole] = [merged, rows].map(|of| of["observed_expected"].as_f64().unwrap());
            assert!((own / whole - 1.0).abs() < 1e-8, "{merged} {rows}");
        }
    }
    assert!(complete > 8, "{complete}");
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
        prop_assert_eq!(text(&merge(&in_pairs(parts, order), 20, 42).unwrap()), text(&in_order));
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
fn every_cell_of_any_count_holds_enough_people_with_and_without_the_outcome() {
    fn cells(value: &Value, seen: &mut Vec<[u64; 2]>) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    match value {
                        Value::Array(all) if key == "cells" => {
                            seen.extend(all.iter().map(|cell| [1, 2].map(|place| cell[place].as_u64().unwrap())));
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
    assert!(seen.len() > 100, "{}", seen.len());
    assert!(seen.iter().all(|[people, events]| *people >= 7 && (1..*people).contains(events)), "{seen:?}");
}

/// The members of these names, wherever they stand.
fn members<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(all) => all.iter().for_each(|(key, value)| {
            if key == name {
                found.push(value);
            }
            members(value, name, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| members(item, name, found)),
        _ => {}
    }
}

#[test]
fn a_merged_file_has_no_sum_by_outcome_and_no_small_group() {
    let rows: Vec<usize> = (0..ROWS).collect();
    let sites = [&rows[..60], &rows[60..300], &rows[300..]].map(|rows| sums(&site(rows, 5, 0)));
    let merged = serde_json::to_value(merge(&sites, 0, 42).unwrap()).unwrap();
    let of = |value: &'static str| {
        let mut found = Vec::new();
        members(&merged["sums"], value, &mut found);
        found.len()
    };
    assert_eq!(["each", "probability_of_events", "log_odds_of_events"].map(of), [0; 3]);
    assert!(of("totals") > 30);
    let mut levels = Vec::new();
    members(&merged["sums"]["groups"], "judged", &mut levels);
    let number = |of: &Value, key: &str| of[key].as_u64().unwrap();
    let mut seen = [0; 2];
    for judged in levels.into_iter().flat_map(|judged| judged.as_array().unwrap()) {
        let [people, events, left_out] = ["people", "events", "left_out"].map(|key| number(judged, key));
        assert!(people == 0 || (events >= 5 && people - events >= 5), "{judged}");
        assert!(judged["probabilities"]["cells"].as_array().unwrap().len() <= 1, "{judged}");
        seen = [seen[0] + u64::from(people > 0), seen[1] + u64::from(left_out > 0)];
    }
    assert!(seen.into_iter().all(|count| count > 3), "{seen:?}");
    assert!(merged["warnings"].as_array().unwrap().iter().any(|warning| warning["code"] == "rows_left_out"));
}

#[test]
fn glucose_of_fewer_people_than_a_cell_is_left_out_and_the_others_sums_are_whole_numbers() {
    let rows: Vec<usize> = (0..300).collect();
    let found = [&rows, &rows[..40], &rows[..60]].map(|rows| site(rows, 5, 0).sums);
    let found = serde_json::to_value(found).unwrap();
    let mut glucose = Vec::new();
    members(&found, "glucose", &mut glucose);
    let totals: Vec<&Value> = glucose.into_iter().filter(|of| of.is_object()).collect();
    let few = |of: &&Value| of["rows"] == 0 && of["left_out"].as_u64().unwrap() > 0;
    assert!(totals.len() > 30 && totals.iter().any(few), "{}", totals.len());
    for of in totals {
        assert!(of["rows"] == 0 || of["rows"].as_u64().unwrap() >= 5);
        for (key, unit) in [("error", 1), ("absolute_error", 1), ("outcome", 1), ("squared_error", 100)] {
            assert_eq!(of[key].as_i64().unwrap() % (unit << 20), 0, "{key}");
        }
    }
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
