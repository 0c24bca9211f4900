//! What JavaScript sees of the exports, run by Node.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a failed test is what a panic means here")]

use diabetes_core::{Raw, json};
use diabetes_wasm::model::Model;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_record_is_answered_and_a_bad_one_refused_with_its_codes() {
    let model = Model::bundled("nhanes").unwrap();
    let record = r#"{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}"#;
    assert!(model.predict(record, false, "en", f64::NAN, 20_786).unwrap().contains("glucose_mg_dl"));
    let refusal = model.predict(r#"{"edad": 17}"#, false, "en", f64::NAN, 20_786).unwrap_err().as_string().unwrap();
    assert!(refusal.contains("out_of_range") && refusal.contains("missing"), "{refusal}");
}

/// The parser of numbers is another one here.
#[wasm_bindgen_test]
fn numbers_are_written_and_read_as_they_are_elsewhere() {
    let powers = (-30..30).map(|power| 10_f64.powi(power));
    let ties = (0..200).map(|exponent| 2_f64.powi(-exponent));
    let shares = (1..3000).map(|seed| f64::from(seed) / 1237.0);
    let special = [0.0, f64::MIN_POSITIVE, f64::MAX, 5e-324, 9_007_199_254_740_993.0, 16_312_218_509_386_002.0 / 8.0];
    for number in powers.chain(ties).chain(shares).chain(special).flat_map(|number| [number, -number]) {
        let text = json::to_string(&number).unwrap();
        assert_eq!(text, serde_json::to_string(&number).unwrap());
        assert_eq!(Raw::from_json(&text), Raw::Number(number));
    }
}
