//! The envelope of a model file, made here a second time after `docs/model-format.md`.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// A model file's text around the model's JSON, with a sound checksum.
pub(crate) fn seal(model: &Value, version: u64) -> String {
    let json = sorted(model).to_string();
    let before = format!(r#"{{"format":"diabetes-model","format_version":{version},"sha256":""#);
    let after = format!("\",{}", json.trim_start_matches('{'));
    let digest = Sha256::digest(format!("{before}{after}"));
    let hash = digest.iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
    format!("{before}{hash}{after}")
}

/// The value with its keys sorted, whatever order `serde_json` keeps in this build.
pub(crate) fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut keys: Vec<&String> = object.keys().collect();
            keys.sort();
            keys.into_iter().map(|key| (key.clone(), sorted(&value[key]))).collect()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}
