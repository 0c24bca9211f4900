//! One record in, one answer out; and a table of them.

#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may stop where it stands")]

use criterion::{Criterion, criterion_group, criterion_main};
use diabetes_core::{Locale, Model, Output, Patient, synthetic};
use std::hint::black_box;

const EXAMPLE: &str = r#"{"edad":45,"sexo":"M","imc":28.5,"tas":135,"tad":85,"perimetro_abdominal":95,"frecuencia_cardiaca":75,"realiza_ejercicio":"Si","consume_alcohol":"Ocasional","fuma":"No","medicamentos_hta":"Si","historia_familiar_dm":"Si","diabetes_gestacional":"No","puntaje_findrisc":12,"riesgo_cardiovascular":0.4}"#;

fn predict(c: &mut Criterion) {
    let model = Model::bundled();
    let patient = Patient::from_json(EXAMPLE).unwrap();
    let mut group = c.benchmark_group("one record");
    group.bench_function("predict", |b| b.iter(|| model.predict(black_box(&patient))));
    group.bench_function("explain", |b| b.iter(|| model.explain(black_box(&patient), Output::Diabetes)));
    group.bench_function("validate", |b| b.iter(|| Patient::from_json(black_box(EXAMPLE))));
    group.bench_function("predict_json", |b| b.iter(|| model.predict_json(black_box(EXAMPLE.as_bytes()), Locale::Es)));
    group.bench_function("load bundled", |b| b.iter(Model::bundled));
    group.finish();
}

fn table(c: &mut Criterion) {
    let model = Model::bundled();
    let records = synthetic::generate(100_000, 1);
    let mut group = c.benchmark_group("table 100000x20");
    group.sample_size(10);
    group.bench_function("predict_table", |b| b.iter(|| model.predict_table(black_box(&records))));
    group.bench_function("generate and check", |b| b.iter(|| synthetic::generate(100_000, 1)));
    group.finish();
}

criterion_group!(benches, predict, table);
criterion_main!(benches);
