//! Messages between the machines of a training: parts in bytes, with a check.

use crate::TrainingError;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// The bytes of the check, which come first.
const CHECK: usize = 8;

/// A part of a message.
pub(super) fn written<T: Serialize>(part: &T) -> Result<Vec<u8>, TrainingError> {
    postcard::to_stdvec(part).map_err(|error| TrainingError::BadPart(error.to_string()))
}

/// A part of a message that was opened.
pub(super) fn read<T: DeserializeOwned>(part: &[u8]) -> Result<T, TrainingError> {
    match postcard::take_from_bytes(part) {
        Ok((part, [])) => Ok(part),
        _ => Err(damaged()),
    }
}

/// What a part begins with.
pub(super) fn beginning<T: DeserializeOwned>(part: &[u8]) -> Result<T, TrainingError> {
    postcard::take_from_bytes(part).map(|(first, _)| first).map_err(|_| damaged())
}

/// A message of these parts.
pub(super) fn sealed(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut message = vec![0; CHECK];
    for part in parts {
        message.extend((part.len() as u64).to_le_bytes());
        message.extend(part);
    }
    if let Some((own, body)) = message.split_at_mut_checked(CHECK) {
        own.copy_from_slice(&check(body));
    }
    message
}

/// The parts of a message that was sealed by the same version of the library.
pub(super) fn opened(message: &[u8]) -> Result<Vec<&[u8]>, TrainingError> {
    let (own, mut rest) = message.split_at_checked(CHECK).ok_or_else(damaged)?;
    if own != check(rest) {
        return Err(damaged());
    }
    let mut parts = Vec::new();
    while let Some((length, others)) = rest.split_first_chunk() {
        let (part, later) = others.split_at_checked(u64::from_le_bytes(*length) as usize).ok_or_else(damaged)?;
        parts.push(part);
        rest = later;
    }
    Ok(parts)
}

/// Depends on the library's version too: others may sum otherwise.
fn check(body: &[u8]) -> [u8; CHECK] {
    let hash = Sha256::new().chain_update(env!("CARGO_PKG_VERSION")).chain_update(body).finalize();
    std::array::from_fn(|at| hash.get(at).copied().unwrap_or_default())
}

pub(super) fn damaged() -> TrainingError {
    TrainingError::BadPart("it is damaged, or another version of the library made it".to_owned())
}
