//! How good estimates are.

mod discrimination;

pub use discrimination::auroc;
