//! An answer is made without memory from the heap, but for the warnings and texts that it has.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use diabetes_core::{Locale, Model, Patient};
use std::hint::black_box;

const RECORDS: [&str; 3] = [
    r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#,
    r#"{"edad": 61, "sexo": "F", "talla": 158, "peso": 81, "perimetro_abdominal": 99, "tas": 185, "tad": 95,
        "glucosa_ayunas": 131, "fecha_glucosa": "2026-05-02", "historia_familiar_dm": "Si", "fuma": "No"}"#,
    r#"{"edad": 30, "sexo": "F", "imc": 24, "perimetro_abdominal": 80, "tas": 110, "tad": 70, "embarazo": "Si"}"#,
];

#[test]
fn from_patient_to_prediction_nothing_is_allocated() {
    let model = Model::bundled();
    for record in RECORDS {
        let patient = Patient::from_json(record).unwrap();
        assert!(patient.warnings().is_empty(), "{record}");
        black_box(model.predict(&patient));
        let used = allocation_counter::measure(|| {
            black_box(model.predict(black_box(&patient)));
        });
        assert_eq!(used.count_total, 0, "{record}");
        let texts = allocation_counter::measure(|| {
            black_box(model.predict(&patient).interpretation(Locale::En));
        });
        assert!(texts.count_total > 0, "the texts are made when they are asked for");
    }
}
