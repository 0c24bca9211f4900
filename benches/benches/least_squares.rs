//! Least squares on 100,000 × 30, compared with linfa-linear on the same rows in the same run.

#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may stop where it stands")]

use criterion::{Criterion, criterion_group, criterion_main};
use diabetes_core::train::{Moments, least_squares};
use linfa::Dataset;
use linfa::traits::Fit;
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2};

const ROWS: usize = 100_000;
const COLUMNS: usize = 30;

/// Columns of a fixed sequence without pattern (the fractional parts of multiples of irrational numbers).
fn data() -> (Array2<f64>, Array1<f64>) {
    let x = Array2::from_shape_fn((ROWS, COLUMNS), |(row, column)| {
        (((row + 1) as f64) * ((column + 2) as f64).sqrt() * 0.618_033_988_749_895).fract() * 50.0
    });
    let y = x.sum_axis(ndarray::Axis(1)) + x.column(0).mapv(|value| value * value / 10.0);
    (x, y)
}

fn solvers(c: &mut Criterion) {
    let (x, y) = data();
    let dataset = Dataset::new(x.clone(), y.clone());
    let mut group = c.benchmark_group("least squares 100000x30");
    group.sample_size(10);
    group.bench_function("least_squares", |b| b.iter(|| least_squares(x.view(), y.view(), None).unwrap()));
    group.bench_function("Moments", |b| {
        b.iter(|| {
            let mut moments = Moments::new(COLUMNS);
            moments.add(x.view(), y.view(), None).unwrap();
            moments.solve().unwrap()
        });
    });
    group.bench_function("linfa-linear", |b| b.iter(|| LinearRegression::new().fit(&dataset).unwrap()));
    group.finish();
}

criterion_group!(benches, solvers);
criterion_main!(benches);
