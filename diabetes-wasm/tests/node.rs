//! What JavaScript sees of the exports, run by Node.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a failed test is what a panic means here")]

use diabetes_wasm::model::Model;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_record_is_answered_and_a_bad_one_refused_with_its_codes() {
    let model = Model::bundled("nhanes").unwrap();
    let record = r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#;
    assert!(model.predict(record, false, true).unwrap().contains("glucose_mg_dl"));
    let refusal = model.predict(r#"{"edad": 17}"#, false, true).unwrap_err().as_string().unwrap();
    assert!(refusal.contains("out_of_range") && refusal.contains("missing"), "{refusal}");
}
