//! Laws of merged evaluations of sites that may share rows: every figure is that of all rows together, to the last bit.

#![cfg(feature = "train")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may stop where they stand"
)]

mod seal;
mod sites;

use diabetes_core::Model;
use diabetes_core::evaluate::{Evaluation, EvaluationOptions, Evaluator, Sums, merge};
use proptest::prelude::*;
use seal::seal;
use serde_json::Value;
use sites::{PEOPLE, People, ROWS, in_pairs, judged, split, sums, text, with_table};

/// What is not of the people (the model's facts and tables, the sums), and what tells of merging.
const NOT_FIGURES: [&str; 5] = ["terms", "model", "sums", "auroc_within", "average_precision_within"];

fn exactly() -> EvaluationOptions {
    EvaluationOptions { resamples: 0, smallest_cell: 1, ..EvaluationOptions::default() }
}

/// The figures as JSON, each number with all its digits.
fn figures(of: &Evaluation) -> Value {
    fn without(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.retain(|key, _| !NOT_FIGURES.contains(&key.as_str()));
                members.values_mut().for_each(without);
            }
            Value::Array(items) => items.iter_mut().for_each(without),
            _ => {}
        }
    }
    let mut figures = serde_json::to_value(of).unwrap();
    without(&mut figures);
    figures
}

/// Merges these sites, and the same two at a time in an order that the digits of a number choose.
#[track_caller]
fn merged(sites: &[Evaluation], order: u64) -> Evaluation {
    let parts: Vec<Sums> = sites.iter().map(sums).collect();
    let at_once = merge(&parts, 0, 42).unwrap();
    assert_eq!(text(&merge(&in_pairs(parts, order), 0, 42).unwrap()), text(&at_once));
    at_once
}

/// Compares sites with all their rows, and returns the figures.
#[track_caller]
fn the_same(model: &Model, people: &People, sites: &[Vec<usize>], order: u64) -> Value {
    let all: Vec<usize> = (0..people.1.len()).collect();
    let sites: Vec<Evaluation> = sites.iter().map(|rows| judged(model, people, rows, exactly())).collect();
    let (merged, together) = (figures(&merged(&sites, order)), figures(&judged(model, people, &all, exactly())));
    for (key, figure) in together.as_object().unwrap() {
        assert_eq!(&merged[key], figure, "{key}");
    }
    together
}

fn thirds() -> Vec<Vec<usize>> {
    split(&(0..ROWS).map(|row| row * 7 % 3).collect::<Vec<_>>(), 3)
}

/// The bundled model with other log-odds of diabetes.
fn model(change: impl Fn(&mut Value)) -> Model {
    let mut table: Value = serde_json::from_str(&Model::bundled().to_json().unwrap()).unwrap();
    let members = table.as_object_mut().unwrap();
    members.retain(|key, _| !["format", "format_version", "sha256"].contains(&key.as_str()));
    change(&mut members["diabetes"]["calibration"]);
    Model::from_json(&seal(&table, 1)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(8) })]

    #[test]
    fn any_split_merged_in_any_order_gives_every_figure_of_all_rows_to_the_bit(
        count in 2_usize..=20, sites in prop::collection::vec(0_usize..20, ROWS), order in any::<u64>(),
    ) {
        let sites: Vec<usize> = sites.iter().map(|site| site % count).collect();
        let mut rows = split(&sites, count);
        rows.push(Vec::new());
        let found = the_same(&Model::bundled(), &PEOPLE, &rows, order);
        prop_assert!(found["calibration"][1]["slope"].is_f64());
        prop_assert!(found["subgroups"].as_array().unwrap().iter().filter(|of| of["auroc"].is_f64()).count() > 5);
    }
}

#[test]
fn tables_one_after_another_give_the_figures_and_the_sums_of_all_rows() {
    let model = Model::bundled();
    let mut tables = split(&(0..ROWS).map(|row| row * row % 7).collect::<Vec<_>>(), 7);
    let others = tables[1].split_off(1);
    tables.extend([Vec::new(), others]);
    let whole: Vec<usize> = (0..ROWS).collect();
    for smallest_cell in [1, 2, 5, 40, 1000] {
        let options = EvaluationOptions { smallest_cell, site: Some("here".to_owned()), ..exactly() };
        let mut evaluator = Evaluator::new(&model, &options).unwrap();
        for rows in &tables {
            with_table(&PEOPLE, rows, |table, region| evaluator.add(table, &[region])).unwrap();
        }
        let (found, whole) = (evaluator.finish().unwrap(), judged(&model, &PEOPLE, &whole, options));
        let [own, others] = [&found, &whole].map(|found| serde_json::to_value(&found.sums).unwrap());
        for (key, sum) in others.as_object().unwrap() {
            assert!(&own[key] == sum, "{smallest_cell}: {key}");
        }
        assert!(figures(&found) == figures(&whole) && text(&found.terms) == text(&whole.terms), "{smallest_cell}");
    }
}

#[test]
fn fewer_people_than_the_smallest_cell_share_nothing_however_they_come() {
    let model = Model::bundled();
    let options = EvaluationOptions { smallest_cell: 50, ..exactly() };
    let mut evaluator = Evaluator::new(&model, &options).unwrap();
    for rows in [0..10, 10..30] {
        let rows: Vec<usize> = rows.collect();
        with_table(&PEOPLE, &rows, |table, region| evaluator.add(table, &[region])).unwrap();
    }
    let found = evaluator.finish().unwrap();
    assert_eq!((found.data.answered, found.sums), (30, None));
    let nobody = Evaluator::new(&model, &options).unwrap().finish();
    assert_eq!(nobody.unwrap_err().code(), "no_outcome");
    let weighted = EvaluationOptions { weights: Some(vec![1.0]), ..exactly() };
    assert_eq!(Evaluator::new(&model, &weighted).unwrap_err().code(), "bad_option");
}

#[test]
fn a_site_of_one_row_and_sites_of_none_are_merged_exactly_too() {
    let others = (1..ROWS).collect();
    the_same(&Model::bundled(), &PEOPLE, &[Vec::new(), vec![0], others, Vec::new()], 3);
}

#[test]
fn people_with_equal_scores_at_all_sites_are_ties_at_all_sites() {
    let mut people = PEOPLE.clone();
    for (name, values) in &mut people.0 {
        // Two hundred different people, each of them several times, with the outcomes they have.
        if !["Resultado", "hba1c"].contains(name) {
            (0..ROWS).for_each(|row| values[row] = values[row % 200]);
        }
    }
    (0..ROWS).for_each(|row| people.1[row] = people.1[row % 200]);
    the_same(&Model::bundled(), &people, &thirds(), 5);
}

#[test]
fn where_all_have_the_outcome_no_figure_is_made_of_it() {
    let mut people = PEOPLE.clone();
    people.0.iter_mut().filter(|(name, _)| *name == "hba1c").for_each(|(_, values)| values.fill(9.0));
    let found = the_same(&Model::bundled(), &people, &thirds(), 5);
    assert_eq!((&found["calibration"][1]["slope"], &found["calibration"][1]["withheld"]), (&Value::Null, &true.into()));
}

#[test]
fn log_odds_beyond_any_grid_and_probabilities_of_0_and_1_are_merged_exactly() {
    let extreme = model(|calibration| {
        calibration["slope"] = 4_000.0.into();
        calibration["intercept"] = 18_000.0.into();
    });
    let found = the_same(&extreme, &PEOPLE, &thirds(), 5);
    let curve = found["calibration"][1]["curve"].as_array().unwrap();
    let ends = [&curve[0], curve.last().unwrap()].map(|group| group["predicted"].as_f64().unwrap());
    // Those at 1 are all equal, and share their group with the few below.
    assert!(ends[0] == 0.0 && ends[1] > 0.5, "{curve:?}");
    the_same(&model(|calibration| calibration["slope"] = 1e-9.into()), &PEOPLE, &thirds(), 5);
}

#[test]
fn a_site_with_wider_cells_makes_the_merged_figures_near_and_the_report_says_so() {
    let rows = thirds();
    let site = |rows: &[usize], smallest_cell| {
        judged(&Model::bundled(), &PEOPLE, rows, EvaluationOptions { smallest_cell, ..exactly() })
    };
    let exact = [&rows[0], &rows[1]].map(|rows| site(rows, 1));
    let coarse = site(&rows[2], 5);
    let codes = |of: &Evaluation| of.warnings.iter().map(|remark| remark.code).collect::<Vec<_>>();
    let within = |of: &Evaluation| of.discrimination.last().unwrap().rankings[0].auroc_within;
    let [two, three] = [merged(&exact, 3), merged(&[&exact[..], &[coarse]].concat(), 3)];
    assert_eq!((within(&two), codes(&two).contains(&"counted_in_cells")), (Some(0.0), false));
    assert!(within(&three) > Some(0.0) && codes(&three).contains(&"counted_in_cells"), "{:?}", codes(&three));
    let together = site(&(0..ROWS).collect::<Vec<_>>(), 1);
    let area = |of: &Evaluation| of.discrimination.last().unwrap().rankings[0].auroc.unwrap();
    assert!((area(&three) - area(&together)).abs() <= within(&three).unwrap());
}

#[test]
fn a_merge_has_the_intervals_of_rows_drawn_from_its_own_people() {
    let with = |of: &Evaluation| {
        let (diabetes, glucose) = (&of.calibration[1], of.glucose.as_ref().unwrap());
        [diabetes.slope_interval, diabetes.observed_expected_interval, glucose.r2_interval, glucose.mae_interval]
            .map(|interval| interval.map(|[low, high]| high - low).unwrap())
    };
    let parts: Vec<Sums> =
        thirds().iter().map(|rows| sums(&judged(&Model::bundled(), &PEOPLE, rows, exactly()))).collect();
    let all: Vec<usize> = (0..ROWS).collect();
    let together = judged(&Model::bundled(), &PEOPLE, &all, EvaluationOptions { resamples: 300, ..exactly() });
    for (merged, rows) in with(&merge(&parts, 300, 42).unwrap()).into_iter().zip(with(&together)) {
        assert!((merged / rows - 1.0).abs() < 0.25, "{merged} and {rows}");
    }
}

#[test]
fn a_file_changed_by_hand_is_refused() {
    let json = text(&judged(&Model::bundled(), &PEOPLE, &thirds()[0], exactly()));
    let score = json.find("\"each\":[[[").unwrap() + "\"each\":[[[".len();
    for changed in ["0.5", "-1", "1e999", "null", "\"a\"", "[0.5]"] {
        let end = score + json[score..].find(']').unwrap();
        let text = format!("{}{changed}{}", &json[..score], &json[end..]);
        assert_eq!(Sums::from_json(&text).unwrap_err().code(), "bad_sums", "{changed}");
    }
    assert!(Sums::from_json(&json).is_ok());
}
