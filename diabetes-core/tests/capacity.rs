//! What a number of tests finds, against a search over all cut-offs, simulated outcomes and the evaluation.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may stop where they stand")]

use diabetes_core::capacity::{Capacity, CapacityOptions, CaseFigures, Place, Quantity, capacity, capacity_of_risks};
use diabetes_core::table::{PatientTable, Required};
use diabetes_core::{AdviceOptions, Date, Model, Output};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn of(risks: &[f64], tests: u64) -> Capacity {
    capacity_of_risks(risks, tests, Output::Diabetes).unwrap()
}

fn quantities(figures: &CaseFigures) -> [Quantity; 7] {
    [
        figures.found,
        figures.missed,
        figures.predictive_value,
        figures.sensitivity,
        figures.missed_per_1000_not_tested,
        figures.missed_per_1000_screened,
        figures.number_needed_to_test,
    ]
}

fn chosen(found: &Capacity) -> Vec<usize> {
    (0..).zip(&found.places).filter(|(_, place)| **place == Place::Test).map(|(row, _)| row).collect()
}

/// Probabilities as of a screened population; on every other seed many people share one.
fn population(seed: u64) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let people = random.random_range(1..400);
    let digits = if seed.is_multiple_of(2) { 100.0 } else { 1e15 };
    (0..people).map(|_| (random.random::<f64>().powi(3) * digits).round() / digits).collect()
}

/// Goes through every cut-off and keeps the affordable one that finds most, then the one that tests most.
fn by_search(risks: &[f64], tests: usize) -> Vec<usize> {
    let mut best: (f64, Vec<usize>) = (0.0, Vec::new());
    for cut in risks {
        let people: Vec<usize> = (0..risks.len()).filter(|row| risks[*row] >= *cut).collect();
        if people.len() > tests {
            continue;
        }
        let mut found: Vec<f64> = people.iter().map(|row| risks[*row]).collect();
        found.sort_unstable_by(f64::total_cmp);
        let found = found.iter().sum::<f64>();
        if found > best.0 || (found == best.0 && people.len() > best.1.len()) {
            best = (found, people);
        }
    }
    best.1
}

#[test]
fn every_interval_contains_its_figure_however_rare_the_outcome_is() {
    for seed in 0..20 {
        let risks: Vec<f64> = population(seed).iter().map(|risk| risk / 1000.0).collect();
        let found = of(&risks, 20);
        let figures = found.expected.get(Output::Diabetes).unwrap();
        for figure in quantities(&figures) {
            let Some(value) = figure.value else { continue };
            assert!(figure.low.unwrap() <= value, "{seed}: {figure:?}");
            assert!(figure.high.is_none_or(|high| value <= high), "{seed}: {figure:?}");
        }
    }
}

#[test]
fn the_choice_is_the_best_of_all_affordable_cutoffs() {
    for seed in 0..20 {
        let risks = population(seed);
        for tests in [0, 1, 2, risks.len() / 10, risks.len() / 3, risks.len() - 1, risks.len(), risks.len() + 7] {
            let found = of(&risks, tests as u64);
            let people = by_search(&risks, tests);
            assert_eq!(chosen(&found), people, "population {seed}, {tests} tests");
            assert_eq!(found.tested, people.len() as u64);
            let cut = found.cutoff.unwrap_or(2.0);
            let reached: Vec<usize> = (0..risks.len()).filter(|row| risks[*row] >= cut).collect();
            assert!(reached == people, "the cut-off {cut} chooses the same people");
        }
    }
}

#[test]
fn intervals_cover_what_chance_makes_of_the_probabilities() {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    for (people, tests, highest) in [(40, 12, 0.6), (300, 100, 0.4), (4000, 800, 0.3), (30_000, 5000, 0.2)] {
        let risks: Vec<f64> = (0..people).map(|_| random.random::<f64>().powi(2) * highest).collect();
        let found = of(&risks, tests);
        let figures = found.expected.diabetes.unwrap();
        let quantities = quantities(&figures);
        let mut covered = [0; 7];
        let times = if people > 10_000 { 500 } else { 2000 };
        for _ in 0..times {
            let mut cases = [0.0; 2];
            for (risk, place) in risks.iter().zip(&found.places) {
                cases[usize::from(*place != Place::Test)] += f64::from(u8::from(random.random::<f64>() < *risk));
            }
            let [here, there] = cases;
            let (tested, rest) = (found.tested as f64, found.not_tested as f64);
            let all = tested + rest;
            let seen = [
                here,
                there,
                here / tested,
                here / (here + there),
                1000.0 * there / rest,
                1000.0 * there / all,
                tested / here,
            ];
            for (covered, (seen, of)) in covered.iter_mut().zip(seen.into_iter().zip(quantities)) {
                let (low, high) = (of.low.unwrap(), of.high.unwrap_or(f64::INFINITY));
                *covered += u32::from(seen >= low * (1.0 - 1e-9) && seen <= high * (1.0 + 1e-9));
            }
        }
        let shares = covered.map(|covered| f64::from(covered) / f64::from(times));
        assert!(shares.iter().all(|share| (0.93..=0.999).contains(share)), "{people} people: {shares:?}");
    }
}

#[test]
fn more_tests_never_find_fewer_and_every_case_is_found_or_missed() {
    for seed in 20..30 {
        let risks = population(seed);
        let all: f64 = risks.iter().sum();
        let mut before = (0.0, 0.0, 0);
        for tests in 0..=risks.len() as u64 {
            let plan = of(&risks, tests);
            let figures = plan.expected.diabetes.unwrap();
            let (found, missed) = (figures.found, figures.missed.value.unwrap());
            assert!((found.value.unwrap() + missed - all).abs() < 1e-9);
            let now = (found.value.unwrap(), found.high.unwrap(), plan.tested);
            assert!(now.0 >= before.0 && now.1 >= before.1 && now.2 >= before.2 && now.2 <= tests);
            assert_eq!(plan.tested + plan.tests_left, tests);
            before = now;
        }
        let curve = of(&risks, 3).curve;
        assert!(curve.len() <= 102 && curve.is_sorted_by(|one, next| one.tested < next.tested));
        assert!(curve.is_sorted_by(|one, next| one.found <= next.found && one.high <= next.high));
        assert!((curve.last().unwrap().found - all).abs() < 1e-9);
    }
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    for seed in 30..35 {
        let risks = population(seed);
        let mut mixed = risks.clone();
        mixed.reverse();
        mixed.rotate_left(risks.len() / 3);
        let tests = risks.len() as u64 / 4;
        let (one, other) = (of(&risks, tests), of(&mixed, tests));
        let sorted = |risks: &[f64], found: &Capacity| {
            let mut of: Vec<f64> = chosen(found).into_iter().map(|row| risks[row]).collect();
            of.sort_unstable_by(f64::total_cmp);
            of
        };
        assert_eq!(sorted(&risks, &one), sorted(&mixed, &other));
        let without_rows = |found: Capacity| Capacity { places: Vec::new(), probabilities: Vec::new(), ..found };
        assert_eq!(without_rows(one), without_rows(other));
    }
}

#[test]
fn odd_populations_have_clear_answers() {
    let nobody = of(&[], 5);
    assert_eq!((nobody.candidates, nobody.tested, nobody.tests_left, nobody.cutoff), (0, 0, 5, None));
    assert_eq!(nobody.expected.diabetes.unwrap().predictive_value, Quantity::default());
    let same = of(&[0.1; 50], 49);
    assert_eq!((same.tested, same.tied_out, same.cutoff), (0, 50, None));
    assert_eq!(of(&[0.1; 50], 50).tested, 50);
    let alone = of(&[0.25], 1);
    let figures = alone.expected.diabetes.unwrap();
    assert_eq!((alone.tested, alone.not_tested, alone.tests_left), (1, 0, 0));
    assert_eq!(figures.found, Quantity { value: Some(0.25), low: Some(0.0), high: Some(1.0) });
    assert_eq!(figures.number_needed_to_test, Quantity { value: Some(4.0), low: Some(1.0), high: None });
    assert_eq!(figures.missed_per_1000_not_tested, Quantity::default());
    let odd = of(&[f64::NAN, 0.2, -0.1, f64::INFINITY, 1.1, -0.0, 0.0], 2);
    assert_eq!((odd.candidates, odd.tested, odd.tied_out), (3, 1, 2));
    assert_eq!(
        odd.errors.iter().map(|(code, rows)| (code.as_str(), *rows)).collect::<Vec<_>>(),
        [("not_finite", 2), ("out_of_range", 2)]
    );
    let certain = of(&[1.0, 0.0, 1.0], 2).expected.diabetes.unwrap();
    assert_eq!(certain.sensitivity.value, Some(1.0));
    assert_eq!(of(&[0.0; 3], 2).expected.diabetes.unwrap().sensitivity, Quantity::default());
    assert_eq!(of(&[0.3], u64::MAX).tests_left, u64::MAX - 1);
    assert_eq!(capacity_of_risks(&[0.3], 1, Output::Glucose).unwrap_err().code(), "bad_option");
}

/// A row, and where its person stands.
const ROWS: [(&str, &str); 15] = [
    ("61,M,33,112,150,90,,,,,", "test"),
    ("35,F,22,75,110,70,,,,,", "no_test"),
    ("58,F,30,98,135,85,7.1,,,,", "measured_diabetes"),
    ("58,F,30,98,135,85,5.9,,,,", "measured_prediabetes"),
    ("58,F,30,98,135,85,5.2,2026-05-01,,,", "recent_normal"),
    // A normal result without a date or of long ago does not count.
    ("58,F,34,108,145,85,5.2,,,,", "test"),
    ("59,F,34,108,145,85,5.2,2019-05-01,,,", "test"),
    ("58,F,30,98,215,125,,,,,", "urgent"),
    ("58,F,30,98,215,125,7.1,,Si,,", "urgent"),
    ("58,F,30,98,135,85,,,Si,,", "known_diabetes"),
    ("28,F,30,98,135,85,,,,Si,", "pregnant"),
    ("28,F,30,98,135,85,6.9,,,Si,", "measured_diabetes"),
    ("7,F,30,98,135,85,,,,,", "errors"),
    // What is sound in a record with errors counts.
    ("7,F,30,98,215,125,,,,,", "urgent"),
    ("7,F,30,98,135,85,7.1,,,,", "measured_diabetes"),
];

fn table(required: Required) -> PatientTable<'static> {
    let heading =
        "edad,sexo,imc,perimetro_abdominal,tas,tad,hba1c,fecha_hba1c,diabetes_diagnosticada,embarazo,Resultado";
    let rows: Vec<&str> = ROWS.iter().map(|(row, _)| *row).collect();
    PatientTable::from_csv(format!("{heading}\n{}\n", rows.join("\n")).as_bytes(), required).unwrap()
}

fn options(tests: u64) -> CapacityOptions {
    let advice = AdviceOptions::new(None, Date::from_text("2026-11-30")).unwrap();
    CapacityOptions { tests, advice, ..CapacityOptions::default() }
}

#[test]
fn people_with_care_of_their_own_are_counted_apart_and_take_no_test() {
    let found = capacity(&Model::bundled(), &table(Required::Six), &options(3)).unwrap();
    let places: Vec<&str> = found.places.iter().map(|place| place.code()).collect();
    assert_eq!(places, ROWS.map(|(_, place)| place));
    let apart: Vec<(&str, u64)> = found.apart.iter().map(|of| (of.place, of.people)).collect();
    assert_eq!(
        apart,
        [
            ("urgent", 3),
            ("measured_diabetes", 3),
            ("measured_prediabetes", 1),
            ("known_diabetes", 1),
            ("pregnant", 1),
            ("recent_normal", 1),
            ("errors", 1)
        ]
    );
    assert_eq!((found.rows, found.candidates, found.tested), (15, 4, 3));
    assert_eq!(found.errors.get("out_of_range"), Some(&3));
    // With no test to give, the three still have the advice to be tested.
    assert_eq!(capacity(&Model::bundled(), &table(Required::Six), &options(0)).unwrap().advised_not_tested, 3);
}

#[test]
fn each_outcome_has_its_own_choice_and_figures_and_another_is_refused() {
    let model = Model::bundled();
    let people = table(Required::Six);
    let by = |outcome| capacity(&model, &people, &CapacityOptions { outcome, ..options(3) });
    let [diabetes, wider] = [Output::Diabetes, Output::Dysglycaemia].map(|outcome| by(outcome).unwrap());
    let value = |of: Option<diabetes_core::capacity::CaseFigures>| of.unwrap().found.value.unwrap();
    assert!(value(diabetes.expected.dysglycaemia) > value(diabetes.expected.diabetes));
    assert_eq!(wider.cutoff.map(|cut| cut > diabetes.cutoff.unwrap()), Some(true));
    let [low, high] = wider.found_if_risk_differs.unwrap();
    assert!(low < value(wider.expected.diabetes) && value(wider.expected.diabetes) < high);
    assert_eq!(by(Output::Glucose).unwrap_err().code(), "bad_option");
    let without = CapacityOptions { observed: true, ..options(3) };
    assert_eq!(capacity(&model, &people, &without).unwrap_err().code(), "unreadable_table");
}

#[cfg(feature = "train")]
mod with_outcomes {
    use super::*;
    use diabetes_core::evaluate::{EvaluationOptions, Proportion, evaluate};
    use diabetes_core::{Field, synthetic};

    #[test]
    fn at_the_models_own_cutoff_the_figures_are_those_of_the_evaluation() {
        let (model, people) = (Model::bundled(), synthetic::generate(3000, 4));
        let judged = evaluate(&model, &people, &EvaluationOptions { resamples: 0, ..EvaluationOptions::default() });
        let judged = judged.unwrap().cutoffs.unwrap();
        let of = |share: Proportion| Quantity { value: share.value, low: share.low, high: share.high };
        for cutoff in judged {
            let tests = cutoff.tp + cutoff.fp;
            let found = capacity(&model, &people, &CapacityOptions { observed: true, ..options(tests) }).unwrap();
            assert!(found.tested == tests && found.cutoff.unwrap() >= cutoff.at);
            let seen = found.observed.diabetes.unwrap();
            assert_eq!((seen.sensitivity, seen.predictive_value), (of(cutoff.sensitivity), of(cutoff.ppv)));
            assert_eq!(seen.number_needed_to_test.value, cutoff.number_needed_to_test);
            assert_eq!(seen.found.value, Some(cutoff.tp as f64));
            assert_eq!(seen.missed.value, Some(cutoff.false_negatives as f64));
            let missed = 1000.0 * cutoff.false_negatives as f64 / (cutoff.false_negatives + cutoff.tn) as f64;
            assert!((seen.missed_per_1000_not_tested.value.unwrap() - missed).abs() < 1e-9);
            assert_eq!(found.judged_on, Some("every_test"));
        }
    }

    #[test]
    fn outcomes_are_not_used_to_choose_and_few_cases_have_no_figures() {
        let model = Model::bundled();
        let done = capacity(&model, &table(Required::AgeAndSex), &CapacityOptions { observed: true, ..options(2) });
        let done = done.unwrap();
        // Only those with an HbA1c remain; the value that was found then decides nothing.
        assert_eq!((done.candidates, done.tested), (5, 2));
        assert_eq!(done.places[2..7].iter().filter(|place| place.is_candidate()).count(), 5);
        assert_eq!((done.places[0], done.places[8]), (Place::NoOutcome, Place::Urgent));
        assert_eq!(done.observed.diabetes, None);
        let csv = "edad,sexo,imc,perimetro_abdominal,tas,tad\n35,F,22,75,110,70\n";
        let bare = PatientTable::from_csv(csv.as_bytes(), Required::AgeAndSex).unwrap();
        assert!(bare.column(Field::Hba1cPercent).is_none());
        let refused = capacity(&model, &bare, &CapacityOptions { observed: true, ..options(2) });
        assert_eq!(refused.unwrap_err().code(), "no_outcome");
    }
}
