//! How good estimates are.

mod calibration;
mod discrimination;
mod figures;

pub use calibration::calibration_line;
pub(crate) use calibration::logit;
pub use discrimination::auroc;
pub(crate) use figures::{GlucoseRow, ProbabilityRow, glucose, probability};
