//! Messages between the machines of a training: bytes with a check.

use crate::TrainingError;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// The bytes of the check, which come first.
const CHECK: usize = 8;

/// A message.
pub(super) fn sealed<T: Serialize>(message: &T) -> Result<Vec<u8>, TrainingError> {
    let bytes = postcard::to_extend(message, vec![0; CHECK]);
    let mut bytes = bytes.map_err(|error| TrainingError::BadPart(error.to_string()))?;
    if let Some((own, body)) = bytes.split_at_mut_checked(CHECK) {
        own.copy_from_slice(&check(body));
    }
    Ok(bytes)
}

/// A message that was sealed by the same version of the library.
pub(super) fn opened<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, TrainingError> {
    let (message, rest) = first(body(bytes)?)?;
    if rest.is_empty() { Ok(message) } else { Err(damaged()) }
}

/// What was sealed.
pub(super) fn body(bytes: &[u8]) -> Result<&[u8], TrainingError> {
    let (own, body) = bytes.split_at_checked(CHECK).ok_or_else(damaged)?;
    if own == check(body) { Ok(body) } else { Err(damaged()) }
}

/// The first message in the bytes, and those after it.
pub(super) fn first<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Result<(T, &'b [u8]), TrainingError> {
    postcard::take_from_bytes(bytes).map_err(|_| damaged())
}

/// Depends on the library's version too: others may sum otherwise.
fn check(body: &[u8]) -> [u8; CHECK] {
    let hash = Sha256::new().chain_update(env!("CARGO_PKG_VERSION")).chain_update(body).finalize();
    std::array::from_fn(|at| hash.get(at).copied().unwrap_or_default())
}

fn damaged() -> TrainingError {
    TrainingError::BadPart("it is damaged, or another version of the library made it".to_owned())
}
