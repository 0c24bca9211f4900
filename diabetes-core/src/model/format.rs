//! The model file: compact JSON in an envelope with a checksum. See `docs/model-format.md`.

use super::Model;
use super::refusal::{FORMAT_VERSION, ModelFileError};
use crate::reader;
use crate::{Error, Raw, TrainingError, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const FORMAT: &str = "diabetes-model";
const HEAD: &str = r#"{"format":"diabetes-model","format_version":"#;
const HASH_KEY: &str = r#","sha256":""#;
const HASH_LENGTH: usize = 64;
/// No valid model comes near this size; larger files are not read.
const MAX_BYTES: usize = 16 << 20;

const PICKLED: [&str; 4] = ["joblib", "pkl", "pickle", "sav"];
const COMPRESSED: [&str; 6] = ["gz", "z", "bz2", "xz", "lzma", "lz4"];

fn damaged(reason: impl Into<String>) -> ModelFileError {
    ModelFileError::Damaged(reason.into())
}

/// The file's text and its checksum.
fn write(model: &Model) -> Result<(String, String), Error> {
    let body = json::to_string(model)?;
    let before = format!("{HEAD}{FORMAT_VERSION}{HASH_KEY}");
    let after = format!("\",{}", body.trim_start_matches('{'));
    let hash = checksum(&before, &after);
    Ok((format!("{before}{hash}{after}"), hash))
}

/// SHA-256 over every byte of the file except the checksum itself.
fn checksum(before: &str, after: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(after);
    hasher.finalize().iter().fold(String::with_capacity(HASH_LENGTH), |mut hash, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

struct Envelope<'a> {
    before: &'a str,
    version: u64,
    hash: &'a str,
    after: &'a str,
}

fn open(text: &str) -> Option<Envelope<'_>> {
    let rest = text.strip_prefix(HEAD)?;
    let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
    let (version, rest) = rest.split_at_checked(digits)?;
    let (hash, after) = rest.strip_prefix(HASH_KEY)?.split_at_checked(HASH_LENGTH)?;
    let before = text.get(..HEAD.len() + digits + HASH_KEY.len())?;
    let number: u64 = version.parse().ok().filter(|number| *number > 0)?;
    // No leading zeros, so that a model has only one file.
    (number.to_string() == version).then_some(Envelope { before, version: number, hash, after })
}

fn read(text: &str) -> Result<Model, ModelFileError> {
    if text.len() > MAX_BYTES {
        return Err(ModelFileError::NotAModel);
    }
    let Some(Envelope { before, version, hash, after }) = open(text) else {
        return Err(if begins_like_a_pickle(text) { ModelFileError::Pickled } else { without_envelope(text) });
    };
    // The version is checked first, because a newer library may compute the checksum differently.
    if version > FORMAT_VERSION {
        return Err(ModelFileError::TooNew(version));
    }
    if checksum(before, after) != hash {
        return Err(damaged("its checksum does not match"));
    }
    let body = after.strip_prefix("\",").map(|body| format!("{{{body}")).unwrap_or_default();
    let model: Model = reader::from_json(&body).map_err(damaged)?;
    model.defect().map_or(Ok(model), |defect| Err(damaged(defect)))
}

/// The error for a text without a readable envelope.
fn without_envelope(text: &str) -> ModelFileError {
    if let Some(members) = json::value(text.as_bytes()).ok().and_then(json::members) {
        // The last of repeated keys counts.
        let member = |name: &str| members.iter().rfind(|(key, _)| key == name).map(|(_, value)| *value);
        if member("format").map(Raw::from_json) != Some(Raw::from(FORMAT)) && !has_a_mark(text) {
            return ModelFileError::NotAModel;
        }
        return match member("format_version").and_then(|version| version.parse().ok()) {
            Some(version) if version > FORMAT_VERSION => ModelFileError::TooNew(version),
            _ => damaged("another program has rewritten it"),
        };
    }
    if has_a_mark(text) || (!text.is_empty() && HEAD.starts_with(text)) {
        damaged("its beginning cannot be read")
    } else {
        ModelFileError::NotAModel
    }
}

/// Whether a file is named as pickles are, also compressed ones: `model.joblib.gz`.
fn is_named_like_a_pickle(path: &Path) -> bool {
    let extension = |path: &Path| path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let last = extension(path);
    let kind =
        if COMPRESSED.contains(&&*last) { extension(Path::new(path.file_stem().unwrap_or_default())) } else { last };
    PICKLED.contains(&&*kind)
}

/// Whether a text was decoded from a pickle: a byte that is no text, then the protocol's number.
fn begins_like_a_pickle(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next() == Some(char::REPLACEMENT_CHARACTER)
        && letters.next().is_some_and(|next| ('\u{2}'..='\u{5}').contains(&next))
}

/// Whether a text begins like a model file. It has three marks, so that damage in one place leaves two.
fn has_a_mark(text: &str) -> bool {
    let start = text.as_bytes().get(..256).unwrap_or(text.as_bytes());
    [FORMAT, "\"format_version\":", HASH_KEY]
        .iter()
        .any(|mark| start.windows(mark.len()).any(|part| part == mark.as_bytes()))
}

impl Model {
    /// SHA-256 of the model file, hexadecimal: the model's identity.
    pub fn hash(&self) -> Result<String, Error> {
        Ok(write(self)?.1)
    }

    /// The model file's text. The same model gives the same bytes.
    pub fn to_json(&self) -> Result<String, Error> {
        Ok(write(self)?.0)
    }

    /// The model, after checking that it can be saved and loaded again.
    pub(crate) fn saved_and_loaded(self) -> Result<Self, Error> {
        match Self::from_json(&self.to_json()?) {
            Ok(read) if read == self => Ok(self),
            Ok(_) => Err(TrainingError::Unsound("it changes when saved and read again".to_owned()).into()),
            Err(error) => Err(TrainingError::Unsound(error.to_string()).into()),
        }
    }

    /// Reads a model file's text and checks all of it.
    pub fn from_json(text: &str) -> Result<Self, ModelFileError> {
        read(text)
    }

    /// Reads a model file.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let length = fs::metadata(path)?.len();
        if is_named_like_a_pickle(path) {
            return Err(ModelFileError::Pickled.into());
        }
        if length > MAX_BYTES as u64 {
            return Err(ModelFileError::NotAModel.into());
        }
        let bytes = fs::read(path)?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(read(&text)?),
            // A changed byte may also have broken the encoding.
            Err(error) => Err(match read(&String::from_utf8_lossy(error.as_bytes())) {
                Err(refusal @ (ModelFileError::NotAModel | ModelFileError::Pickled)) => refusal,
                _ => damaged("it is not UTF-8"),
            }
            .into()),
        }
    }

    /// Writes the model file atomically: it is written to a temporary file in the same folder, synced to disk and
    /// renamed, so an interrupted save leaves the old file unchanged (and perhaps a file `NAME.….tmp` beside it). Links
    /// are followed, and the old file's permissions are kept.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let text = self.to_json()?;
        // A link stays a link, and anything that is not a file is not replaced.
        let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let old = fs::metadata(path).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the target path is not a regular file").into());
        }
        let (temporary, file) = create_beside(path)?;
        let written = old
            .map_or(Ok(()), |old| file.set_permissions(old.permissions()))
            .and_then(|()| write_file(file, text.as_bytes()))
            .and_then(|()| fs::rename(&temporary, path));
        if let Err(error) = written {
            // Only the first error is reported.
            let _ = fs::remove_file(&temporary);
            return Err(error.into());
        }
        Ok(sync_folder(path)?)
    }
}

/// Creates a new file in the same folder, under a name that no other writer uses.
fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0_u32;
    loop {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}-{number}.tmp", std::process::id()));
        let temporary = path.with_file_name(name);
        match File::create_new(&temporary) {
            // Another thread, or a file left by an interrupted process.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 10_000 => number += 1,
            created => return created.map(|file| (temporary, file)),
        }
    }
}

fn write_file(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Syncs the renaming to disk.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "as on unix")]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}
