//! Sums over rows may be split and merged in any way.

#![cfg(feature = "train")]
#![allow(clippy::unwrap_used, reason = "a failed test is what a panic means here")]

use diabetes_core::TrainingError;
use diabetes_core::schema::Field;
use diabetes_core::synthetic::generate;
use diabetes_core::train::{LeastSquares, Moments, least_squares};
use ndarray::{Array1, Array2, ArrayView2, Axis, Slice, stack};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The correlated numbers of generated patients, and their outcome.
static PATIENTS: LazyLock<(Array2<f64>, Array1<f64>)> = LazyLock::new(|| {
    let table = generate(3_000, 11);
    let fields = [
        Field::Age,
        Field::Bmi,
        Field::HeightCm,
        Field::WeightKg,
        Field::WaistCm,
        Field::SystolicMmHg,
        Field::DiastolicMmHg,
        Field::HeartRate,
        Field::Findrisc,
    ];
    let columns: Vec<_> = fields.iter().map(|field| table.column(*field).unwrap()).collect();
    let columns: Vec<_> = columns.iter().map(ndarray::ArrayBase::view).collect();
    (stack(Axis(1), &columns).unwrap(), table.column(Field::OutcomeMgDl).unwrap().into_owned())
});

fn moments(
    x: ArrayView2<'_, f64>,
    y: &Array1<f64>,
    weights: Option<&Array1<f64>>,
    rows: std::ops::Range<usize>,
) -> Moments {
    let rows = Slice::from(rows);
    let mut moments = Moments::new(x.ncols());
    let weights = weights.map(|weights| weights.slice_axis(Axis(0), rows));
    moments.add(x.slice_axis(Axis(0), rows), y.slice_axis(Axis(0), rows), weights).unwrap();
    moments
}

/// The coefficients per standard deviation of their column.
fn standardised(fit: &LeastSquares, x: ArrayView2<'_, f64>) -> Array1<f64> {
    &fit.coefficients * &x.std_axis(Axis(0), 0.0)
}

fn norm(vector: &Array1<f64>) -> f64 {
    vector.dot(vector).sqrt()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn rows_in_any_chunks_in_any_order_give_the_coefficients_of_one_pass(
        cuts in prop::collection::vec(0_usize..=3_000, 0..12), order in any::<u64>(), weighted in any::<bool>(),
    ) {
        let (x, y) = &*PATIENTS;
        let weights: Array1<f64> = (0..y.len()).map(|row| f64::from((row * 7919 % 13) as u32) / 4.0).collect();
        let weights = weighted.then_some(&weights);
        let whole = moments(x.view(), y, weights, 0..y.len());

        let mut ends = cuts;
        ends.extend([0, y.len()]);
        ends.sort_unstable();
        let mut parts: Vec<Moments> =
            ends.iter().zip(ends.iter().skip(1)).map(|(from, to)| moments(x.view(), y, weights, *from..*to)).collect();
        // Merge two parts at a time, chosen by the digits of a number.
        let mut choice = order;
        while parts.len() > 1 {
            let other = parts.remove((choice % parts.len() as u64) as usize);
            choice = choice.rotate_right(5) ^ 0x9e37;
            let position = (choice % parts.len() as u64) as usize;
            parts.get_mut(position).unwrap().merge(&other).unwrap();
        }
        let merged = parts.pop().unwrap();
        prop_assert_eq!(merged.rows(), whole.rows());

        let [one, other] = [whole, merged].map(|moments| standardised(&moments.solve().unwrap(), x.view()));
        let difference = norm(&(&one - &other)) / norm(&one);
        prop_assert!(difference <= 1e-12, "{difference:e}");
    }

    #[test]
    fn columns_of_any_scale_and_place_are_merged_as_well(
        scales in prop::collection::vec(-6_i32..6, 5), places in prop::collection::vec(-1e3..1e3, 5), cut in 0_usize..=3_000,
    ) {
        let (x, y) = &*PATIENTS;
        let mut x = x.select(Axis(1), &[0, 1, 2, 5, 7]);
        for ((mut column, scale), place) in x.columns_mut().into_iter().zip(scales).zip(places) {
            column.mapv_inplace(|value| (value + place) * 10_f64.powi(scale));
        }
        let mut merged = moments(x.view(), y, None, 0..cut);
        merged.merge(&moments(x.view(), y, None, cut..y.len())).unwrap();
        let [one, other] = [moments(x.view(), y, None, 0..y.len()), merged].map(|moments| standardised(&moments.solve().unwrap(), x.view()));
        let difference = norm(&(&one - &other)) / norm(&one);
        prop_assert!(difference <= 1e-12, "{difference:e}");
    }
}

#[test]
fn sums_and_rows_give_the_same_fit() {
    let (x, y) = &*PATIENTS;
    let sums = moments(x.view(), y, None, 0..y.len()).solve().unwrap();
    let rows = least_squares(x.view(), y.view(), None).unwrap();
    let difference = norm(&(standardised(&sums, x.view()) - standardised(&rows, x.view())));
    assert!(difference <= 1e-10 * norm(&standardised(&rows, x.view())), "{difference:e}");
    assert!((sums.intercept - rows.intercept).abs() <= 1e-8 * rows.intercept.abs());
}

#[test]
fn a_mean_of_a_million_standard_deviations_costs_no_digits() {
    // Whole numbers, so that the slope is known exactly; the second half lies elsewhere.
    let n = 5_000_i128;
    let x = |row: i128| 1_000_000 + row * 7 % 5 + if row < n / 2 { 0 } else { 3 };
    let y = |row: i128| 2_000_000 + x(row) * 3 + row * 11 % 13;
    let sum = |of: &dyn Fn(i128) -> i128| (0..n).map(of).sum::<i128>();
    let (xs, ys) = (sum(&x), sum(&y));
    let exact = (n * sum(&|row| x(row) * y(row)) - xs * ys) as f64 / (n * sum(&|row| x(row) * x(row)) - xs * xs) as f64;
    let column = Array2::from_shape_fn((n as usize, 1), |(row, _)| x(row as i128) as f64);
    let target = Array1::from_shape_fn(n as usize, |row| y(row as i128) as f64);
    let fit = least_squares(column.view(), target.view(), None).unwrap();
    assert!((fit.coefficients[0] / exact - 1.0).abs() < 1e-13, "{} instead of {exact}", fit.coefficients[0]);
}

#[test]
fn a_refused_table_adds_nothing_and_names_its_row() {
    let mut sums = Moments::new(1);
    let mut x = Array2::from_elem((3_000, 1), 1.0);
    x[[0, 0]] = 2.0;
    let (y, zero) = (Array1::zeros(3_000), Array1::zeros(3_000));
    sums.add(x.view(), y.view(), None).unwrap();
    let before = sums.clone();
    x[[2_500, 0]] = f64::NAN;
    for weights in [None, Some(zero.view())] {
        let refused = sums.add(x.view(), y.view(), weights).unwrap_err();
        assert!(matches!(refused, TrainingError::NotFinite { row: 2_500, ref column } if column == "0"), "{refused}");
        assert_eq!(sums, before);
    }
}
