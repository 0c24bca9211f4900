//! What JavaScript sees of the exports, run by Node.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_record_is_answered() {
    let record = r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#;
    assert!(diabetes_wasm::predict(record, true).unwrap().contains("glucose_mg_dl"));
}
