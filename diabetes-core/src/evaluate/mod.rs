//! How good estimates are.

#[cfg(feature = "train")]
mod calibration;
mod discrimination;

#[cfg(feature = "train")]
pub use calibration::calibration_line;
pub use discrimination::auroc;
