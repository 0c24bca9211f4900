//! Predicts one record, and a table of records.

#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark may stop where it stands")]

use criterion::{Criterion, criterion_group, criterion_main};
use diabetes_core::table::Required;
use diabetes_core::{Field, Locale, Model, Output, Patient, PatientTable, synthetic};
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

/// Columns in a caller's form: 7 of numbers, 8 of choices as codes.
fn columns(c: &mut Criterion) {
    const ROWS: usize = 100_000;
    const NUMBERS: [&str; 7] =
        ["edad", "imc", "perimetro_abdominal", "tas", "tad", "frecuencia_cardiaca", "riesgo_cardiovascular"];
    const CHOICES: [&str; 8] = [
        "sexo",
        "realiza_ejercicio",
        "consume_alcohol",
        "fuma",
        "medicamentos_hta",
        "historia_familiar_dm",
        "zona_residencia",
        "diabetes_gestacional",
    ];
    let (model, records) = (Model::bundled(), synthetic::generate(ROWS, 1));
    let column = |name: &str| records.column(Field::by_name(name).unwrap()).unwrap().into_owned();
    let mut numbers = NUMBERS.map(|name| (name, column(name)));
    // Within the training range, like most people.
    numbers[0].1.mapv_inplace(|age| age.max(20.0));
    let codes = CHOICES.map(|name| (name, column(name).mapv(|code| code as u8).to_vec()));
    let table = || {
        let mut builder = PatientTable::builder(ROWS);
        for (name, values) in &numbers {
            builder.numbers(name, values.view()).unwrap();
        }
        for (name, values) in &codes {
            builder.codes(name, values).unwrap();
        }
        builder.finish(Required::Six)
    };
    let checked = table();
    let mut group = c.benchmark_group("columns 100000x15");
    group.sample_size(10);
    group.bench_function("check", |b| b.iter(table));
    group.bench_function("predict_table", |b| b.iter(|| model.predict_table(black_box(&checked))));
    group.bench_function("check and predict_table", |b| b.iter(|| model.predict_table(&table())));
    group.finish();
}

criterion_group!(benches, predict, table, columns);
criterion_main!(benches);
