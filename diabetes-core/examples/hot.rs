//! Runs one hot path so that its instructions can be counted: `hot NAME`. Without a name it prints the names.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement may stop where it stands")]

use diabetes_core::table::Required;
use diabetes_core::train::{TrainingOptions, least_squares, train};
use diabetes_core::{Field, Locale, Model, Output, Patient, PatientTable, synthetic};
use ndarray::{Array1, Array2};
use std::fmt::Write as _;
use std::hint::black_box;

const EXAMPLE: &str = r#"{"edad":45,"sexo":"M","imc":28.5,"tas":135,"tad":85,"perimetro_abdominal":95,"frecuencia_cardiaca":75,"realiza_ejercicio":"Si","consume_alcohol":"Ocasional","fuma":"No","medicamentos_hta":"Si","historia_familiar_dm":"Si","diabetes_gestacional":"No","puntaje_findrisc":12,"riesgo_cardiovascular":0.4}"#;
const PATHS: [&str; 7] = [
    "one record",
    "one JSON record",
    "read 5000 rows of CSV",
    "answer 10000 rows",
    "answer 10 rows",
    "least squares 20000x20",
    "train linear 2000 rows",
];

/// The instructions of this function are counted; the preparation is not.
#[inline(never)]
fn counted<T>(mut work: impl FnMut() -> T) {
    black_box(work());
}

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    let model = Model::bundled();
    match PATHS.iter().position(|path| *path == name) {
        Some(0) => {
            let patient = Patient::from_json(EXAMPLE).unwrap();
            counted(|| (0..1_000).for_each(|_| drop(black_box(model.predict(black_box(&patient))))));
        }
        Some(1) => {
            counted(|| (0..1_000).for_each(|_| drop(black_box(model.predict_json(EXAMPLE.as_bytes(), Locale::Es)))));
        }
        Some(2) => {
            let text = csv(&synthetic::generate(5_000, 1));
            counted(|| PatientTable::from_csv(text.as_bytes(), Required::Six));
        }
        Some(3) => answer(&model, 10_000),
        Some(4) => answer(&model, 10),
        Some(5) => {
            let x = Array2::from_shape_fn((20_000, 20), |(row, column)| ((row * 31 + column * 17) % 101) as f64);
            let y = Array1::from_shape_fn(20_000, |row| (row % 89) as f64);
            counted(|| least_squares(x.view(), y.view(), None));
        }
        Some(6) => {
            let people = synthetic::generate(2_000, 1);
            let options = TrainingOptions { outputs: vec![Output::Glucose], ..TrainingOptions::default() };
            counted(|| train(&people, None, &options));
        }
        _ => println!("{}", PATHS.join("\n")),
    }
}

fn answer(model: &Model, rows: usize) {
    let people = synthetic::generate(rows, 1);
    let _ = model.predict_table(&people);
    counted(|| model.predict_table(black_box(&people)));
}

/// The six required fields as CSV.
fn csv(people: &PatientTable<'_>) -> String {
    let mut text = "edad,sexo,imc,perimetro_abdominal,tas,tad\n".to_owned();
    for row in 0..people.rows() {
        let patient = people.patient(row).unwrap();
        let number = |field| patient.get(field).unwrap();
        let sex = patient.choice(Field::Sex).unwrap();
        let [age, bmi, waist, high, low] =
            [Field::Age, Field::Bmi, Field::WaistCm, Field::SystolicMmHg, Field::DiastolicMmHg].map(number);
        writeln!(text, "{age},{sex},{bmi},{waist},{high},{low}").unwrap();
    }
    text
}
