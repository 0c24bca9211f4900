//! The envelope of a model file, made here a second time after `docs/model-format.md`.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// A model file's text around the model's JSON, with a sound checksum.
pub(crate) fn seal(model: &Value, version: u64) -> String {
    let json = model.to_string();
    let before = format!(r#"{{"format":"diabetes-model","format_version":{version},"sha256":""#);
    let after = format!("\",{}", json.trim_start_matches('{'));
    let digest = Sha256::digest(format!("{before}{after}"));
    let hash = digest.iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
    format!("{before}{hash}{after}")
}
