//! Why a model file is rejected.

/// The format version that this library writes, and the newest it reads.
pub const FORMAT_VERSION: u64 = 1;

/// Why a model file was rejected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelFileError {
    /// Not a model file of this library.
    #[error("this is not a diabetes model file")]
    NotAModel,
    /// A model of another program, saved as a Python pickle. It is not opened: that runs the code in it.
    #[error(
        "a .joblib or .pkl file is a pickle, which runs code when it is opened, so it is not read; retrain on the same \
         data: diabetes train DATA.csv --out models/best_model.json"
    )]
    Pickled,
    /// A model file that was modified, truncated or extended.
    #[error("the model file is damaged: {0}")]
    Damaged(String),
    /// A model file from a newer library.
    #[error(
        "the model file has format version {0}; this library reads versions up to {FORMAT_VERSION}: update diabetes"
    )]
    TooNew(u64),
}

impl ModelFileError {
    /// The stable code: `not_a_model`, `damaged` or `too_new`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ModelFileError::NotAModel | ModelFileError::Pickled => "not_a_model",
            ModelFileError::Damaged(_) => "damaged",
            ModelFileError::TooNew(_) => "too_new",
        }
    }
}
