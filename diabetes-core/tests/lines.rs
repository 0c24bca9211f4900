//! Logistic regression on any columns: where no finite coefficients are the best, it says so.

use diabetes_core::TrainingError;
use diabetes_core::train::logistic_regression;
use ndarray::{Array2, ArrayView2};

/// Columns of 400 rows, and classes that depend on them only a little.
fn rows() -> (Array2<f64>, Vec<bool>) {
    let x = Array2::from_shape_fn((400, 3), |(row, column)| ((row * (7 + 4 * column)) % 31) as f64 / 5.0);
    (x, (0..400).map(|row| (row * 13) % 17 < 5 + row % 9).collect())
}

fn fit(x: ArrayView2<'_, f64>, y: &[bool], alpha: Option<f64>) -> Result<Vec<f64>, TrainingError> {
    logistic_regression(x, y, None, alpha).map(|fit| fit.coefficients.to_vec())
}

#[test]
fn classes_that_a_column_tells_apart_are_refused_without_a_penalty() {
    let (mut x, y) = rows();
    // A column that tells all rows apart, and one that marks some rows of one class.
    for mark in [|_: usize, class: bool| class, |row, class| class && row % 3 == 0] {
        x.column_mut(2).iter_mut().enumerate().for_each(|(row, cell)| *cell = f64::from(u8::from(mark(row, y[row]))));
        assert_eq!(fit(x.view(), &y, Some(0.0)), Err(TrainingError::Separated));
        assert!(fit(x.view(), &y, None).unwrap()[2] > 1.0);
    }
}

#[test]
fn a_far_row_does_not_separate_classes_that_the_others_mix() {
    let (mut x, mut y) = rows();
    let without = fit(x.view(), &y, Some(0.0)).unwrap();
    x.push_row(ndarray::array![1e5 * without[0].signum(), 0.0, 0.0].view()).unwrap();
    y.push(true);
    let with = fit(x.view(), &y, Some(0.0)).unwrap();
    assert!(with.iter().zip(&without).all(|(with, without)| (with - without).abs() < 0.01 * without.abs()), "{with:?}");
}

#[test]
fn one_class_and_a_negative_penalty_are_refused() {
    let (x, y) = rows();
    assert_eq!(fit(x.view(), &[true; 400], None), Err(TrainingError::Separated));
    assert!(matches!(fit(x.view(), &y, Some(-1.0)), Err(TrainingError::BadOption(_))));
}
